import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { deadlineFrom, type PolicyValues } from '../jurisdictions/policy-pack.ts';
import type { Result } from './answer.ts';

/** Where a graduate stands: on no list, on one without an answer, or what was answered. */
export const standings = ['not-listed', 'waiting', 'not-found', 'differs', 'accepted'] as const;
export type Standing = (typeof standings)[number];

/** What is known of a graduate that has not arrived. */
export const whereabouts = ['other-province', 'abroad', 'deferred', 'private-school', 'unknown', 'other'] as const;
export type Whereabouts = (typeof whereabouts)[number];

export const standingOf = (entry: { readonly listId: number | null; readonly result: Result | null }): Standing =>
  entry.result ?? (entry.listId === null ? 'not-listed' : 'waiting');

/** The calendar year in whose September a child enters that graduated on a day (ISO): the school year begins in September. */
export const entryYearOf = (endedOn: string): number =>
  Number(endedOn.slice(0, 4)) + (endedOn.slice(5) > '08-31' ? 1 : 0);

/** The first and the last day of graduation of those who enter in a year. */
export const graduationsOf = (year: number) => ({ fromOn: `${year - 1}-09-01`, untilOn: `${year}-08-31` });

/**
 * The day after which a graduate of the year without an acceptance has not arrived, by the rules in force; null where the
 * days off are not published yet.
 */
export const arrivedBy = (rules: Pick<PolicyValues, 'primaryEntryWithin'>, year: number): string | null => {
  const due = deadlineFrom(rules.primaryEntryWithin, `${year}-09-01`, nationalCalendar);
  return due?.ok ? due.value : null;
};

export const hasNotArrived = (standing: Standing, dueOn: string | null, today: string): boolean =>
  standing !== 'accepted' && dueOn !== null && today > dueOn;

/** What the institution or the county does about it next. */
export const remedyOf: Readonly<Record<Standing, 'list' | 'wait' | 'find' | 'key-change' | 'none'>> = {
  'not-listed': 'list',
  waiting: 'wait',
  'not-found': 'find',
  differs: 'key-change',
  accepted: 'none',
};

/** Whether a search needs the child's name beside the number: of an identity number, which many know, it does. */
export const needsName = (number: string): boolean => !/^[GJL][0-9A-Z]{18}$/i.test(number.normalize('NFKC').trim());
