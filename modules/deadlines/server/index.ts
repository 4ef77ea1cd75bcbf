import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { countLate, listTasks, readKeepingUp } from '../contract.ts';
import { inOrder, type Kept, rateOf, sumOfKept } from '../keeping-up.ts';
import { daysBetween, taskHolders } from '../task.ts';
import { keptOf } from './keeping-up.ts';
import type { KeptRow } from './keeping-up-store.ts';
import { columnOf, findDivision, opensOf, placeOf } from './place.ts';
import { countByPart, listOpen, type TaskRow } from './store.ts';

export { closeTask, closeTasks, findDue, findDues, openTask, openTasks, passNight, pauseTask } from './clock.ts';
export { keepingUpWorkbook } from './keeping-up-workbook.ts';
export { countKeptByCounty, countLateByCounty, listLastInstitutions } from './notice-store.ts';
export { columnOf, findDivision, opensOf, placeOf } from './place.ts';
export { countByPart as countTasksByPart, listOpen as listOpenTasks, type TaskKey } from './store.ts';
export { deadlineTasks } from './tasks.ts';

const view = ({ unit, hasPeriod, ...row }: TaskRow, today: string) => ({
  ...row,
  dueOn: row.dueOn ?? (hasPeriod ? ('not-known' as const) : null),
  daysLeft: row.dueOn === null || row.isPaused ? null : daysBetween(unit, today, row.dueOn, nationalCalendar),
});

export const deadlineHandlers: Handler[] = [
  handler(listTasks, async ({ tx, actor, now }, { whose, division, after, limit }) => {
    const today = localDate(now);
    const { level } = division ? await findDivision(tx, division) : { level: null };
    const [on, id] = after?.split('|') ?? [];
    const rows = await listOpen(
      tx,
      {
        holder: whose === 'mine' ? (taskHolders.find((level) => level === actor.level) ?? 'province') : null,
        lateOn: whose === 'late' ? today : null,
        column: level ? columnOf[level] : null,
        code: division ?? '',
      },
      on && id ? { on, id: Number(id) } : null,
      limit,
    );
    const end = rows.at(-1);
    return {
      rows: rows.map((row) => view(row, today)),
      next: rows.length === limit && end ? `${end.dueOn ?? '9999-12-31'}|${end.id}` : null,
    };
  }),
  handler(countLate, async ({ tx, actor, now }, { division }) => {
    const place = await placeOf(tx, actor, division);
    const parts = await countByPart(tx, place.own, place.part, place.code, localDate(now));
    const opens = opensOf(place);
    return { division: { code: place.code, name: place.name }, parts: parts.map((each) => ({ ...each, opens })) };
  }),
  handler(readKeepingUp, async ({ tx, actor, now }, asked) => {
    const { place, fromOn, untilOn, rows } = await keptOf(tx, actor, localDate(now), asked);
    const withRate = <T extends Kept>(row: T) => ({ ...row, rate: rateOf(row) });
    const groupsOf = (keyOf: (row: KeptRow) => string) =>
      [...new Set(rows.map(keyOf))].map((key) => {
        const own = rows.filter((row) => keyOf(row) === key);
        return { first: own[0] as KeptRow, sum: sumOfKept(own) };
      });
    const parts = groupsOf((row) => row.code).map(({ first, sum }) => ({
      ...{ code: first.code, name: first.name, opens: opensOf(place) },
      ...withRate(sum),
    }));
    return {
      ...{ division: { code: place.code, name: place.name }, fromOn, untilOn, parts: inOrder(parts) },
      kinds: groupsOf((row) => row.kind).map(({ first, sum }) => ({ kind: first.kind, ...withRate(sum) })),
      total: withRate(sumOfKept(rows)),
    };
  }),
];
