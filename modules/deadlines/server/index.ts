import { Refused } from '@xueqian/kernel/decision.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { countLate, listTasks } from '../contract.ts';
import { daysBetween } from '../task.ts';
import { countByPart, listOpen, type TaskRow } from './store.ts';

export { closeTask, closeTasks, findDue, openTask, openTasks, passNight, pauseTask } from './clock.ts';
export type { TaskKey } from './store.ts';
export { deadlineTasks } from './tasks.ts';

const nation = '000000';
const columnOf = { province: 'province_code', prefecture: 'prefecture_code', county: 'county_code' } as const;
const partOf = { province: 'prefecture_code', prefecture: 'county_code', county: 'institution_id' } as const;

const findDivision = async (tx: Tx, code: string) => {
  const found = await tx.find<{ name: string; level: string }>(
    'select name, level from jurisdictions.divisions where code = $1 order by valid_from desc limit 1',
    [code],
  );
  if (!found || !(found.level in columnOf)) throw new Refused('deadlines.division-not-found', { division: code });
  return { name: found.name, level: found.level as keyof typeof columnOf };
};

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
        holder: whose === 'mine' ? (actor.level === 'institution' ? 'institution' : 'county') : null,
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
    const code = division ?? (actor.level === 'ministry' ? nation : actor.divisionCode);
    const today = localDate(now);
    const found = code === nation ? null : await findDivision(tx, code);
    const part = found ? partOf[found.level] : ('province_code' as const);
    const parts = await countByPart(tx, found ? columnOf[found.level] : null, part, code, today);
    const opens = part === 'institution_id' ? ('institution' as const) : ('division' as const);
    return { division: { code, name: found?.name ?? '' }, parts: parts.map((each) => ({ ...each, opens })) };
  }),
];
