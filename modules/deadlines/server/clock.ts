import type { DueDate } from '@xueqian/kernel/due-date.ts';
import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import {
  type DeadlineKind,
  daysBetween,
  dueAfterRest,
  dueOf,
  remindBefore,
  risesAfter,
  type TaskHolder,
  type TaskPeriod,
} from '../task.ts';
import {
  findTask,
  insertTask,
  insertTasks,
  listDays,
  listUnknown,
  lockTask,
  type NightDays,
  raiseAll,
  remindAll,
  saveAllClosed,
  saveClosed,
  saveDue,
  savePaused,
  saveResumed,
  type TaskKey,
} from './store.ts';

const dayOf = (on: string, workingDays: number): string => {
  const day = nationalCalendar.addWorkingDays(on, workingDays);
  // Beyond the published calendar nothing is reminded of early; what is late stays late.
  return day.ok ? day.value : on;
};

/** Opens a task, or lets the one that rests go on: what comes back is not begun anew. */
export const openTask = async (
  tx: Tx,
  key: TaskKey,
  holder: TaskHolder,
  period: TaskPeriod,
  on: string,
): Promise<void> => {
  const there = await lockTask(tx, key);
  if (!there) await insertTask(tx, key, holder, period, on, dueOf(period, on, nationalCalendar));
  else if (there.pausedOn !== null)
    await saveResumed(
      tx,
      there.id,
      there.daysLeft === null
        ? dueOf(period, on, nationalCalendar)
        : dueAfterRest(there.unit, there.daysLeft, on, nationalCalendar),
    );
};

/** Opens the same task of many institutions; gives the day by which it is due, null when no day is known. */
export const openTasks = async (
  tx: Tx,
  institutionIds: readonly number[],
  key: Pick<TaskKey, 'kind' | 'subject'>,
  period: TaskPeriod,
  on: string,
): Promise<void> => {
  await insertTasks(tx, institutionIds, key, period, on, dueOf(period, on, nationalCalendar));
};

/** The matter is with the other side: the clock rests. */
export const pauseTask = async (tx: Tx, key: TaskKey, on: string): Promise<void> => {
  const there = await lockTask(tx, key);
  if (!there || there.pausedOn !== null) return;
  const left = there.dueOn === null ? null : daysBetween(there.unit, on, there.dueOn, nationalCalendar);
  await savePaused(tx, there.id, on, left);
};

/** The day by which an open task is due; null when there is none or no clock runs. */
export const findDue = async (tx: Tx, key: TaskKey): Promise<DueDate> => {
  const there = await findTask(tx, key);
  if (!there) return null;
  return there.dueOn ?? (there.unit === null ? null : 'not-known');
};

/** Days of running tasks of one kind by what they are about, and what is left of them. */
export const findDues = async (
  tx: Tx,
  kind: DeadlineKind,
  subjects: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, { readonly dueOn: DueDate; readonly daysLeft: number | null }>> => {
  const days = subjects.length === 0 ? [] : await listDays(tx, kind, subjects);
  return new Map(
    days.map(({ subject, dueOn, unit }) => [
      subject,
      {
        dueOn: dueOn ?? (unit === null ? null : 'not-known'),
        daysLeft: dueOn === null ? null : daysBetween(unit, on, dueOn, nationalCalendar),
      },
    ]),
  );
};

export const closeTask = async (tx: Tx, key: TaskKey, on: string): Promise<void> => {
  await saveClosed(tx, key, on);
};

/** What everybody was asked is over: the same task of many institutions ends. */
export const closeTasks = async (tx: Tx, key: Pick<TaskKey, 'kind' | 'subject'>, on: string): Promise<void> => {
  await saveAllClosed(tx, key, on);
};

/** The first day that is late by no more than so many working days: what was due before it is later. */
const firstWithin = (on: string, workingDays: number): string => {
  let first = dayOf(on, -workingDays);
  for (let before = addCalendarDays(first, -1); ; before = addCalendarDays(before, -1)) {
    if (daysBetween('working-days', before, on, nationalCalendar) > workingDays) return first;
    first = before;
  }
};

/** Days that the nightly pass compares with; `on` is its day. */
export const nightDays = (on: string): NightDays => ({
  today: on,
  remindUntil: dayOf(on, remindBefore),
  lateTwice: firstWithin(on, risesAfter[1]),
  lateThrice: firstWithin(on, risesAfter[2]),
});

/** The nightly pass: days that have become known, reminders, and late tasks to the offices above. Done again, it does nothing. */
export const passNight = (
  database: Pick<Database, 'asOwner'>,
  on: string,
): Promise<{ reminded: number; raised: number }> =>
  database.asOwner(async (tx) => {
    const known = (await listUnknown(tx)).flatMap(({ id, openedOn, ...period }) => {
      const dueOn = dueOf(period, openedOn, nationalCalendar);
      return dueOn === null ? [] : [{ id, dueOn }];
    });
    if (known.length > 0) await saveDue(tx, known);
    const days = nightDays(on);
    return { reminded: await remindAll(tx, days), raised: await raiseAll(tx, days) };
  });
