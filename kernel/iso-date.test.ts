import { addDays, addMonths as addMonthsByLibrary, differenceInYears, formatISO } from 'date-fns';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addCalendarDays,
  addMonths,
  ageOn,
  calendarDaysBetween,
  dayNumberOf,
  isIsoDate,
  isoDateOfDayNumber,
  isoDateOfEight,
} from './iso-date.ts';

const day = fc.integer({ min: dayNumberOf('1950-01-01'), max: dayNumberOf('2150-12-31') });
const atNoon = (on: string): Date => new Date(`${on}T12:00:00`);
const dateOf = (date: Date): string => formatISO(date, { representation: 'date' });

test('agrees with date-fns', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -900, max: 900 }), (number, count) => {
      const on = isoDateOfDayNumber(number);
      expect(isIsoDate(on)).toBe(true);
      expect(dayNumberOf(on)).toBe(number);
      expect(addCalendarDays(on, count)).toBe(dateOf(addDays(atNoon(on), count)));
      expect(calendarDaysBetween(on, addCalendarDays(on, count))).toBe(count);
      expect(addMonths(on, count)).toBe(dateOf(addMonthsByLibrary(atNoon(on), count)));
    }),
  );
});

test('ages agree with date-fns except on 29 February', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 5000 }), (number, later) => {
      const [birthOn, on] = [isoDateOfDayNumber(number), isoDateOfDayNumber(number + later)];
      fc.pre(!birthOn.endsWith('02-29'));
      expect(ageOn(birthOn, on)).toBe(differenceInYears(atNoon(on), atNoon(birthOn)));
    }),
  );
  expect(ageOn('2020-02-29', '2023-02-28')).toBe(2);
  expect(ageOn('2020-02-29', '2023-03-01')).toBe(3);
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
