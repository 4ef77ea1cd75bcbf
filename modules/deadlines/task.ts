import type { Level } from '@xueqian/kernel/actor.ts';
import { addCalendarDays, calendarDaysBetween } from '@xueqian/kernel/iso-date.ts';
import type { WorkingCalendar } from '@xueqian/kernel/working-calendar.ts';
import { deadlineFrom, type PeriodUnit } from '../jurisdictions/policy-pack.ts';

/**
 * What can be due: the review of a section, the check of a term, an answer to a rectification notice, the look at it, a
 * form to be answered, the look at an answer, the review of an alteration, the county's word on a declaration, the principal's signature under the record of an inspection,
 * the steps of a transfer, a change of key information and the county's word on it, the county's word on a petition, an
 * institution's answer to a problem case and the arbiter's decision, the steps of going to another province or coming from one.
 */
export const deadlineKinds = [
  'section-review',
  'term-check',
  'rectification',
  'rectification-review',
  'form',
  'form-review',
  'alteration-review',
  'declaration-review',
  'inspection-knowledge',
  'transfer-release',
  'transfer-acceptance',
  'transfer-approval',
  'key-change',
  'key-change-review',
  'petition-review',
  'accident-report',
  'case-answer',
  'case-decision',
  'crossing-release',
  'crossing-approval',
  'crossing-answer',
  'crossing-reply',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** Levels of the offices that tasks are laid on: a problem case between counties is a prefecture's or the province's. */
export const taskHolders = ['institution', 'county', 'prefecture', 'province'] as const;
export type TaskHolder = (typeof taskHolders)[number];

/** A period as a document lays it down; null where none does. */
export type TaskPeriod = { readonly value: number | null; readonly unit: PeriodUnit | null };

type Calendar = Pick<WorkingCalendar, 'addWorkingDays' | 'workingDaysBetween'>;

/**
 * The day by which a task is due; null without a period, and while the holidays of the year it reaches into are not
 * known: no wrong day is better than a guessed one.
 */
export const dueOf = (period: TaskPeriod, openedOn: string, calendar: Calendar): string | null => {
  const due = deadlineFrom(period, openedOn, calendar);
  return due?.ok ? due.value : null;
};

/** Days from one day to another in a period's own unit: working days where it counts those, else calendar days. */
export const daysBetween = (unit: PeriodUnit | null, from: string, to: string, calendar: Calendar): number => {
  if (unit !== 'working-days') return calendarDaysBetween(from, to);
  const days = calendar.workingDaysBetween(from, to);
  return days.ok ? days.value : calendarDaysBetween(from, to);
};

/** The due day of a task that rested: what was left is left again from the day on which it goes on. */
export const dueAfterRest = (
  unit: PeriodUnit | null,
  daysLeft: number,
  resumedOn: string,
  calendar: Calendar,
): string => {
  if (unit !== 'working-days') return addCalendarDays(resumedOn, daysLeft);
  const due = calendar.addWorkingDays(resumedOn, daysLeft);
  return due.ok ? due.value : addCalendarDays(resumedOn, daysLeft);
};

/** Working days before the end from which a task is brought to mind. */
export const remindBefore = 3;
/** Working days after the end from which a task rises one level, two levels, three levels above its holder. */
export const risesAfter = [0, 5, 10] as const;

const upwards: readonly Level[] = ['institution', 'county', 'prefecture', 'province', 'ministry'];

/** The office that is told of a late task: further up the longer it is late; null while it is not late. */
export const risesTo = (holder: TaskHolder, dueOn: string | null, on: string, calendar: Calendar): Level | null => {
  if (dueOn === null || dueOn >= on) return null;
  const late = daysBetween('working-days', dueOn, on, calendar);
  const steps = risesAfter.filter((after) => late > after).length;
  return upwards[Math.min(upwards.indexOf(holder) + Math.max(steps, 1), upwards.length - 1)] ?? null;
};
