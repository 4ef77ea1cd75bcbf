import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { closeTask, findDue, openTask } from '../../deadlines/server/index.ts';
import { halfYearOf } from '../../institutions/section.ts';
import { countSince, findPlace } from '../../institutions/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideTermCheck, termBeginsOn } from '../term-check.ts';
import { checkTerm, listTermChecks, readTermCheck } from '../term-contract.ts';
import { guard } from './guard.ts';
import {
  countTermRows,
  findTermCheck,
  insertTermCheck,
  listCounties,
  listTermRows,
  listWithoutTask,
} from './term-store.ts';

export const termHandlers: Handler[] = [
  handler(readTermCheck, async ({ tx, actor, now }, { institutionId }) => {
    if (!(await findPlace(tx, institutionId))) throw new Refused('institutions.not-found');
    const on = localDate(now);
    const term = halfYearOf(on);
    const beginsOn = termBeginsOn(term);
    const done = await findTermCheck(tx, institutionId, term);
    const since = await countSince(tx, institutionId, beginsOn);
    return {
      ...{ term, beginsOn, ...since },
      done: done && { ...done, at: done.at.toISOString() },
      dueOn: await findDue(tx, { institutionId, kind: 'term-check', subject: term }),
      may: may('supervision.check-term', actor) && done === null && on >= beginsOn,
    };
  }),
  handler(checkTerm, async ({ tx, actor, now, note }, { institutionId, unchanged }) => {
    if (!(await findPlace(tx, institutionId))) throw new Refused('institutions.not-found');
    const on = localDate(now);
    const term = halfYearOf(on);
    const done = await findTermCheck(tx, institutionId, term);
    const since = await countSince(tx, institutionId, termBeginsOn(term));
    guard(decideTermCheck(unchanged, done !== null, on, term, since));
    if ((await insertTermCheck(tx, institutionId, term, unchanged, actor, now)) === 0)
      throw new Refused('supervision.term-checked-already');
    await closeTask(tx, { institutionId, kind: 'term-check', subject: term }, on);
    note(`institution ${institutionId}`, { term, unchanged });
    return { term };
  }),
  handler(listTermChecks, async ({ tx, now }, { only, after, limit }) => {
    const term = halfYearOf(localDate(now));
    const rows = await listTermRows(tx, term, only, Number(after ?? 0), limit);
    return {
      term,
      counts: await countTermRows(tx, term),
      rows: rows.map(({ unchanged, by, at, ...row }) => ({
        ...row,
        done: unchanged === null || at === null ? null : { unchanged, by: by ?? '', at: at.toISOString() },
      })),
      next: rows.length === limit ? String(rows.at(-1)?.institutionId) : null,
    };
  }),
];

/** Opens this term's verification where the rules of a county lay a period down; gives how many were opened. */
export const openTermChecks = async (database: Pick<Database, 'asOwner'>, on: string): Promise<number> => {
  const term = halfYearOf(on);
  const beginsOn = termBeginsOn(term);
  if (on < beginsOn) return 0;
  let opened = 0;
  for (const county of await database.asOwner(listCounties))
    await database.asOwner(async (tx) => {
      const { termCheckWithin } = (await packOf(tx, county, on)).values;
      if (termCheckWithin.value === null) return;
      for (const institutionId of await listWithoutTask(tx, county, term, beginsOn)) {
        const key = { institutionId, kind: 'term-check', subject: term } as const;
        await openTask(tx, key, 'institution', termCheckWithin, beginsOn);
        opened += 1;
      }
    });
  return opened;
};
