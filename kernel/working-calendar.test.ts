import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCalendarDays } from './iso-date.ts';
import {
  addWorkingDays,
  isWorkingDay,
  nationalCalendar,
  uncoveredYear,
  workingDaysBetween,
} from './working-calendar.ts';
import published from './working-calendar-days.json' with { type: 'json' };

const date = fc.integer({ min: 0, max: 4000 }).map((days) => addCalendarDays('2014-01-01', days));

describe('days', () => {
  test.each([
    ['2025-11-21', true],
    ['2025-11-22', false],
    ['2025-10-01', false],
    ['2025-10-08', false],
    ['2025-10-09', true],
    ['2025-10-11', true],
    ['2026-01-04', true],
    ['2026-02-17', false],
    ['2020-01-31', false],
    ['2020-02-03', true],
  ])('%s: %s', (on, working) => {
    expect(isWorkingDay(on)).toEqual({ ok: true, value: working });
  });

  test('every published holiday is off, every make-up day is worked and is a weekend day', () => {
    for (const year of published.years) {
      expect(year.notices.length).toBeGreaterThan(0);
      for (const on of year.holidays) expect(isWorkingDay(on)).toEqual({ ok: true, value: false });
      for (const on of year.workdays) {
        expect(isWorkingDay(on)).toEqual({ ok: true, value: true });
        expect([0, 6]).toContain(new Date(`${on}T12:00:00Z`).getUTCDay());
      }
      expect(year.holidays.length).toBeGreaterThanOrEqual(20);
    }
  });

  test('each year has 244 to 253 working days', () => {
    for (let year = 2013; year <= 2025; year++) {
      const days = workingDaysBetween(`${year}-01-01`, `${year + 1}-01-01`);
      expect(days.ok && days.value).toBeGreaterThanOrEqual(244);
      expect(days.ok && days.value).toBeLessThanOrEqual(253);
    }
  });
});

describe('deadlines', () => {
  test.each([
    ['2025-09-01', 30, '2025-10-17'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-09-27', 1, '2025-09-28'],
    ['2025-11-21', 3, '2025-11-26'],
    ['2025-11-22', 0, '2025-11-22'],
    ['2025-10-09', -1, '2025-09-30'],
  ])('%s and %i working days is %s', (on, count, result) => {
    expect(addWorkingDays(on, count)).toEqual({ ok: true, value: result });
  });

  test('counting and adding agree', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 200 }), (on, count) => {
        const later = addWorkingDays(on, count);
        expect(later.ok && isWorkingDay(later.value)).toEqual({ ok: true, value: true });
        expect(later.ok && workingDaysBetween(on, later.value)).toEqual({ ok: true, value: count });
        expect(later.ok && later.value > on).toBe(true);
      }),
    );
  });

  test('from a working day, as many back and forth lead home', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 100 }), (on, count) => {
        const working = isWorkingDay(on);
        const back = addWorkingDays(on, -count);
        expect(back.ok && back.value < on).toBe(true);
        const again = addWorkingDays(back.ok ? back.value : '', count);
        if (working.ok && working.value) expect(again).toEqual({ ok: true, value: on });
        else expect(again.ok && again.value > on).toBe(true);
      }),
    );
  });
});

test('years outside the table have no answer', () => {
  const { firstYear, lastYear } = nationalCalendar;
  expect(isWorkingDay(`${lastYear + 1}-01-04`)).toEqual({
    ok: false,
    code: 'uncovered',
    facts: { year: lastYear + 1 },
  });
  expect(isWorkingDay(`${firstYear - 1}-12-31`)).toMatchObject({ ok: false, code: 'uncovered' });
  expect(addWorkingDays(`${lastYear}-12-20`, 30)).toEqual({
    ok: false,
    code: 'uncovered',
    facts: { year: lastYear + 1 },
  });
  expect(addWorkingDays(`${firstYear}-01-05`, -30)).toMatchObject({ ok: false, code: 'uncovered' });
  expect(workingDaysBetween('2026-12-01', '2027-01-10')).toMatchObject({ ok: false, code: 'uncovered' });
});

test.each([
  ['2026-11-01', 60, null],
  ['2026-11-01', 61, 2027],
  ['2026-12-31', 0, null],
  ['2027-01-01', 0, 2027],
  ['2030-05-01', 60, 2030],
  ['2012-12-31', 60, 2012],
])('from %s on, %i days ahead, the first uncovered year is %s', (on, days, year) => {
  expect(uncoveredYear(on, days, { firstYear: 2013, lastYear: 2026 })).toBe(year);
});
