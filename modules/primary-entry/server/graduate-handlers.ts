import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { maskName, nameKey } from '@xueqian/kernel/personal-name.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { openIdentity, soughtBy } from '../../children/server/index.ts';
import { columnOf, findDivision } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { namesOf } from '../../verification/server/index.ts';
import * as routes from '../contract.ts';
import { arrivedBy, hasNotArrived, needsName, standingOf } from '../standing.ts';
import { findChildBy, isSeen, saveNote, takeBack } from './store-entries.ts';
import { countByPart, type GraduateRow, listGraduateRows } from './store-graduates.ts';

/** The day by which those of a year have arrived, by the rules in force in a division. */
const readDue = async (tx: Tx, division: string, year: number, today: string) => {
  const { values } = await packOf(tx, division, today);
  return { dueOn: arrivedBy(values, year), article: values.primaryEntryWithin.article };
};

/** What our file has of the field that differs; a document number masked. */
const oursOf = (row: GraduateRow, sealer: Sealer): string | null => {
  if (row.field === null || row.field === 'other') return null;
  if (row.field !== 'identityNumber') return row[row.field];
  const number = openIdentity(sealer, row.identitySealed);
  return number === null ? null : maskIdentityNumber(number);
};

const viewOf = (row: GraduateRow, actor: Actor, sealer: Sealer, dueOn: string | null, today: string) => {
  const standing = standingOf(row);
  const { childId, name, sex, birthOn, institutionId, institutionName, endedOn, school, enteredOn } = row;
  const { field, told, whereabouts, note, notedBy } = row;
  return {
    ...{ childId, name, sex, birthOn, institutionId, institutionName, endedOn, school, enteredOn },
    ...{ field, told, whereabouts, note, notedBy, standing },
    ours: oursOf(row, sealer),
    isLate: hasNotArrived(standing, dueOn, today),
    may: {
      note: row.state === 'graduated' && may('primary-entry.note', actor),
      takeBack: row.state === 'in-primary' && may('primary-entry.take-back', actor),
    },
  };
};

const ensureSeen = async (tx: Tx, childId: number): Promise<void> => {
  if (!(await isSeen(tx, childId))) throw new Refused('children.not-found');
};

export const graduateHandlers: Handler[] = [
  handler(routes.listGraduates, async ({ tx, actor, now, services }, asked) => {
    const today = localDate(now);
    const { dueOn } = await readDue(tx, actor.divisionCode, asked.year, today);
    const isMissing = asked.only === 'missing';
    const { year, institutionId = null, limit } = asked;
    const rows =
      isMissing && !hasNotArrived('waiting', dueOn, today)
        ? []
        : await listGraduateRows(tx, {
            ...{ year, institutionId, limit, division: asked.division || null, name: asked.name?.trim() || null },
            only: asked.only === 'missing' ? 'not-accepted' : asked.only,
            after: asked.after ? Number(asked.after) : null,
          });
    return {
      rows: rows.map((row) => viewOf(row, actor, services.sealer, dueOn, today)),
      next: rows.length === limit ? String(rows.at(-1)?.childId) : null,
      dueOn,
    };
  }),
  handler(routes.countGraduates, async ({ tx, actor, now }, { year, division }) => {
    const code = division || actor.divisionCode;
    const { name, level } = await findDivision(tx, code);
    const today = localDate(now);
    const due = await readDue(tx, code, year, today);
    const isLate = hasNotArrived('waiting', due.dueOn, today);
    const rows = await countByPart(tx, year, level, code);
    const opens = columnOf[level] === 'county_code' ? ('institution' as const) : ('division' as const);
    const names = await namesOf(
      tx,
      opens,
      rows.map((row) => row.code),
    );
    return {
      ...{ code, name, ...due },
      rows: rows.map((row) => ({
        ...row,
        ...(isLate ? {} : { missing: 0, known: 0 }),
        name: names.get(row.code) ?? row.code,
        opens,
      })),
    };
  }),
  handler(routes.noteGraduate, async (call, { childId, whereabouts, note }) => {
    const { tx, actor, now } = call;
    await ensureSeen(tx, childId);
    if ((await saveNote(tx, childId, { whereabouts, note }, actor, now)) === 0)
      throw new Refused('primary-entry.no-graduate');
    call.note(`child ${childId}`, { whereabouts, note });
    return {};
  }),
  handler(routes.takeBack, async (call, { childId, reason }) => {
    const { tx, actor, now } = call;
    await ensureSeen(tx, childId);
    if (!(await takeBack(tx, childId, reason, actor, now))) throw new Refused('primary-entry.nothing-to-take-back');
    call.note(`child ${childId}`, { reason });
    return {};
  }),
  handler(routes.lookUpChild, async (call, { number, name, reason }) => {
    const isNamed = name !== null && name !== '';
    if (!isNamed && needsName(number)) throw new Refused('primary-entry.needs-name');
    const child = await findChildBy(call.tx, soughtBy(call, number));
    const found = child !== null && isNamed && nameKey(child.name) !== nameKey(name) ? null : child;
    call.note(found ? `child ${found.id}` : null, { reason });
    if (found === null) return { found: null };
    const { sex, birthOn, institutionName, state, endedOn, result, school } = found;
    return {
      found: {
        ...{ sex, birthOn, institutionName, state, endedOn, result, school },
        nameMasked: maskName(found.name),
        countyName: found.countyName ?? '',
      },
    };
  }),
];
