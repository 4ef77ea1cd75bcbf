import { Refused } from '@xueqian/kernel/decision.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { daysOfPeriod } from '../../deadlines/keeping-up.ts';
import { countKeptByCounty, countLateByCounty, listLastInstitutions } from '../../deadlines/server/index.ts';
import { addUp, compareRules, lastOf, monthBefore, mostNamed } from '../monthly.ts';
import { listMonthly, readMonthly, receiveMonthly } from '../monthly-contract.ts';
import {
  type CountyLine,
  countNoticesByCounty,
  countRulesByCounty,
  findMessage,
  insertMessages,
  listMessages,
  listToTell,
  readRulesOf,
  saveRead,
  type ToldOffice,
} from './monthly-store.ts';

const keyOf = { county: 'countyCode', prefecture: 'prefectureCode', province: 'provinceCode' } as const;
/** Parts that a notice of a level names; a county's are its institutions. */
const partOf = { prefecture: 'countyCode', province: 'prefectureCode' } as const;

/** Lines by the code of their place, so that each office finds its own at once. */
const byPlace = <T extends CountyLine>(lines: readonly T[]) => {
  const kept = new Map<string, T[]>();
  for (const line of lines)
    for (const [level, key] of Object.entries(keyOf)) {
      const place = `${level} ${line[key]}`;
      const there = kept.get(place);
      if (there) there.push(line);
      else kept.set(place, [line]);
    }
  return ({ level, scope }: ToldOffice): readonly T[] => kept.get(`${level} ${scope}`) ?? [];
};

/**
 * Tells every department of the month before, once: the first pass of a month does it, whichever day that is, in one
 * transaction. Gives how many were told.
 */
export const tellMonth = (database: Pick<Database, 'asOwner'>, on: string): Promise<number> =>
  database.asOwner(async (tx) => {
    const month = monthBefore(on);
    const offices = await listToTell(tx, month);
    if (offices.length === 0) return 0;
    const { fromOn, untilOn } = daysOfPeriod('last-month', on);
    const before = await readRulesOf(tx, monthBefore(`${month}-01`));
    const rulesOf = byPlace(await countRulesByCounty(tx));
    const noticesOf = byPlace(await countNoticesByCounty(tx, on));
    const lateOf = byPlace(await countLateByCounty(tx, on));
    const keptOf = byPlace(await countKeptByCounty(tx, fromOn, untilOn, on));
    const institutionsOf = byPlace(await listLastInstitutions(tx, fromOn, untilOn, on, mostNamed));
    const names = new Map(offices.map(({ level, scope, name }) => [`${level} ${scope}`, name]));
    const messages = offices.map((office) => {
      const rules = addUp(rulesOf(office), ({ rule }) => rule, ['institutions', 'found']).map(
        ({ rule, severity, institutions, found }) => ({ rule, severity, institutions, found }),
      );
      const late = addUp(lateOf(office), ({ kind }) => kind, ['ofCounties', 'ofInstitutions']).map(
        ({ kind, ofCounties, ofInstitutions }) => ({ kind, ofCounties, ofInstitutions }),
      );
      const notices = noticesOf(office);
      const { level } = office;
      const parts =
        level === 'county'
          ? institutionsOf(office)
          : addUp(keptOf(office), (line) => line[partOf[level]], ['inTime', 'doneLate', 'openLate']).map((line) => {
              const code = line[partOf[level]];
              const below = level === 'province' ? 'prefecture' : 'county';
              return { ...line, code, name: names.get(`${below} ${code}`) ?? code };
            });
      return {
        ...office,
        figures: {
          rules: compareRules(rules, before.get(`${level} ${office.scope}`) ?? null),
          late: late.sort((one, other) => (one.kind < other.kind ? -1 : 1)),
          last: lastOf(parts),
          rectifications: {
            open: notices.reduce((sum, { open }) => sum + open, 0),
            overdue: notices.reduce((sum, { overdue }) => sum + overdue, 0),
          },
        },
      };
    });
    return insertMessages(tx, month, on, messages);
  });

export const monthlyHandlers: Handler[] = [
  handler(listMonthly, async ({ tx, actor }, { after, limit }) => {
    const rows = await listMessages(tx, actor.accountId, after ? Number(after) : null, limit);
    return { rows, next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(readMonthly, async ({ tx, actor }, { messageId }) => {
    const found = await findMessage(tx, actor.accountId, messageId);
    if (!found) throw new Refused('supervision.monthly-not-found');
    return found;
  }),
  handler(receiveMonthly, async ({ tx, actor, now }, { messageId }) => {
    if (!(await findMessage(tx, actor.accountId, messageId))) throw new Refused('supervision.monthly-not-found');
    await saveRead(tx, actor.accountId, messageId, now);
    return { isRead: true };
  }),
];
