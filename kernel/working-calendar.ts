import { addCalendarDays, dayNumberOf, isoDateOfDayNumber } from './iso-date.ts';
import published from './working-calendar-days.json' with { type: 'json' };

export { addCalendarDays, addMonths } from './iso-date.ts';

/**
 * An answer of the calendar. `uncovered`: the question touches a year whose holidays are not in the table (they are
 * announced each November for the next year), so no answer can be given; facts name the year.
 */
export type CalendarAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: 'uncovered'; readonly facts: { readonly year: number } };

export type WorkingCalendar = {
  readonly firstYear: number;
  readonly lastYear: number;
  /** Whether a date is a working day: Monday to Friday except holidays, and the announced make-up days. */
  readonly isWorkingDay: (on: string) => CalendarAnswer<boolean>;
  /**
   * The date `count` working days after a date; the day itself does not count. Negative counts go back. 0 gives the
   * date itself, whatever day it is.
   */
  readonly addWorkingDays: (on: string, count: number) => CalendarAnswer<string>;
  /** Working days after `from` up to and with `to`; negative when `to` is the earlier one. */
  readonly workingDaysBetween: (from: string, to: string) => CalendarAnswer<number>;
};

export type CalendarYear = {
  readonly year: number;
  /** Days off by notice, ISO dates; weekends need not be listed. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked, ISO dates. */
  readonly workdays: readonly string[];
};

const uncovered = (year: number): { ok: false; code: 'uncovered'; facts: { year: number } } => ({
  ok: false,
  code: 'uncovered',
  facts: { year },
});

/** A calendar of consecutive years. Questions cost constant time. */
export const makeWorkingCalendar = (years: readonly CalendarYear[]): WorkingCalendar => {
  const firstYear = years[0]!.year;
  const lastYear = years.at(-1)!.year;
  const first = dayNumberOf(`${firstYear}-01-01`);
  const last = dayNumberOf(`${lastYear}-12-31`);
  const off = new Set(years.flatMap((year) => year.holidays));
  const worked = new Set(years.flatMap((year) => year.workdays));
  /** All working days as day numbers; and for each day how many working days lie up to and with it. */
  const workingDays: number[] = [];
  const upTo: number[] = [];
  for (let day = first; day <= last; day++) {
    const on = isoDateOfDayNumber(day);
    const weekday = (((day + 3) % 7) + 7) % 7;
    if (worked.has(on) || (weekday < 5 && !off.has(on))) workingDays.push(day);
    upTo.push(workingDays.length);
  }
  const yearOf = (on: string): number => Number(on.slice(0, 4));
  const covers = (on: string): boolean => yearOf(on) >= firstYear && yearOf(on) <= lastYear;
  const countUpTo = (day: number): number => (day < first ? 0 : upTo[day - first]!);

  return {
    firstYear,
    lastYear,
    isWorkingDay: (on) => {
      if (!covers(on)) return uncovered(yearOf(on));
      const day = dayNumberOf(on);
      return { ok: true, value: countUpTo(day) > countUpTo(day - 1) };
    },
    addWorkingDays: (on, count) => {
      if (!covers(on)) return uncovered(yearOf(on));
      if (count === 0) return { ok: true, value: on };
      const day = dayNumberOf(on);
      const index = count > 0 ? countUpTo(day) + count - 1 : countUpTo(day - 1) + count;
      const found = workingDays[index];
      if (found === undefined) return uncovered(count > 0 ? lastYear + 1 : firstYear - 1);
      return { ok: true, value: isoDateOfDayNumber(found) };
    },
    workingDaysBetween: (from, to) => {
      if (!covers(from)) return uncovered(yearOf(from));
      if (!covers(to)) return uncovered(yearOf(to));
      return { ok: true, value: countUpTo(dayNumberOf(to)) - countUpTo(dayNumberOf(from)) };
    },
  };
};

/** The calendar of the notices of the General Office of the State Council, 2013–2026. */
export const nationalCalendar = makeWorkingCalendar(published.years);

/** The first year that the next `days` days from a date reach and the calendar does not cover; null when it covers them. */
export const uncoveredYear = (
  on: string,
  days: number,
  { firstYear, lastYear }: Pick<WorkingCalendar, 'firstYear' | 'lastYear'> = nationalCalendar,
): number | null => {
  const [from, to] = [on, addCalendarDays(on, days)].map((day) => Number(day.slice(0, 4))) as [number, number];
  if (from < firstYear || from > lastYear) return from;
  return to > lastYear ? lastYear + 1 : null;
};

/** `isWorkingDay` of the national calendar. */
export const isWorkingDay = nationalCalendar.isWorkingDay;
/** `addWorkingDays` of the national calendar. */
export const addWorkingDays = nationalCalendar.addWorkingDays;
/** `workingDaysBetween` of the national calendar. */
export const workingDaysBetween = nationalCalendar.workingDaysBetween;
