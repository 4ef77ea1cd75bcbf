import { UTCDate } from '@date-fns/utc';
import { differenceInYears } from 'date-fns';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addCalendarDays,
  addMonths,
  ageOn,
  calendarDaysBetween,
  dayNumberOf,
  daysInMonth,
  isIsoDate,
  isoDateOfDayNumber,
  isoDateOfEight,
} from './iso-date.ts';

const day = fc.integer({ min: dayNumberOf('1950-01-01'), max: dayNumberOf('2150-12-31') });
/** Dates by the calendar of the language, to compare with. */
const plain = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const partsOf = (on: string): [number, number, number] => on.split('-').map(Number) as [number, number, number];

// The zones of the offices, of the server, one behind UTC with summer time, and one that has left out a whole day.
describe.each([
  ['Asia/Shanghai', -480],
  ['UTC', 0],
  ['America/New_York', 300],
  ['Pacific/Apia', -780],
])('on a machine in %s', (zone, offset) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test('dates are the same', () => {
    expect(new Date(2025, 0, 15).getTimezoneOffset()).toBe(offset);
    expect(addCalendarDays('2011-12-29', 2)).toBe('2011-12-31');
    expect(calendarDaysBetween('2011-12-29', '2011-12-31')).toBe(2);
    expect(addCalendarDays('1986-05-03', 1)).toBe('1986-05-04');
    expect(calendarDaysBetween('2025-03-08', '2025-03-10')).toBe(2);
    expect(addMonths('2025-10-09', 1)).toBe('2025-11-09');
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (number, count) => {
        const on = isoDateOfDayNumber(number);
        const [year, month, dayOfMonth] = partsOf(on);
        expect(on).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(isIsoDate(on)).toBe(true);
        expect(dayNumberOf(on)).toBe(number);
        expect(daysInMonth(year, month)).toBe(partsOf(plain(year, month + 1, 0))[2]);
        const later = plain(year, month, dayOfMonth + count);
        expect(addCalendarDays(on, count)).toBe(later);
        expect(calendarDaysBetween(on, later)).toBe(count);
        const lastOfMonth = partsOf(plain(year, month + count + 1, 0))[2];
        expect(addMonths(on, count)).toBe(plain(year, month + count, Math.min(dayOfMonth, lastOfMonth)));
      }),
    );
  });
});

test('ages agree with date-fns', () => {
  const dateOf = (on: string): UTCDate => new UTCDate(`${on}T00:00:00Z`);
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 5000 }), (number, later) => {
      const [birthOn, on] = [isoDateOfDayNumber(number), isoDateOfDayNumber(number + later)];
      expect(ageOn(birthOn, on)).toBe(differenceInYears(dateOf(on), dateOf(birthOn)));
    }),
    { examples: [[dayNumberOf('2020-02-29'), 1095]] },
  );
  expect(ageOn('2020-02-29', '2023-02-28')).toBe(2);
  expect(ageOn('2020-02-29', '2023-03-01')).toBe(3);
  expect(ageOn('2020-06-01', '2020-01-01')).toBe(-1);
});

test.each([
  ['2025-01-31', 1, '2025-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2025-12-31', 2, '2026-02-28'],
  ['2025-03-31', -1, '2025-02-28'],
  ['2025-09-01', 12, '2026-09-01'],
])('%s and %i months is %s', (on, months, result) => {
  expect(addMonths(on, months)).toBe(result);
});

test.each(['2021-02-29', '2021-13-01', '2021-00-10', '2021-1-01', '20210101', '1899-01-01', 'abcd-ef-gh', ''])(
  '%j is no date',
  (text) => {
    expect(isIsoDate(text)).toBe(false);
  },
);

test('eight digits', () => {
  expect(isoDateOfEight('20200229')).toBe('2020-02-29');
  expect(isoDateOfEight('20210229')).toBeNull();
  expect(isoDateOfEight('2021022')).toBeNull();
  expect(isoDateOfEight('2021O101')).toBeNull();
});
