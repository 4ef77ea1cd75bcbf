import { expect, it } from 'vitest';
import { daysOfPeriod, inOrder, rateOf, sumOfKept } from './keeping-up.ts';

it.each([
  ['month', '2026-11-22', '2026-11-01', '2026-11-30'],
  ['last-month', '2027-03-31', '2027-02-01', '2027-02-28'],
  ['half-year', '2026-11-22', '2026-08-01', '2027-01-31'],
  ['half-year', '2027-01-31', '2026-08-01', '2027-01-31'],
  ['half-year', '2027-02-01', '2027-02-01', '2027-07-31'],
] as const)('%s on %s: %s to %s', (period, on, fromOn, untilOn) =>
  expect(daysOfPeriod(period, on)).toEqual({ fromOn, untilOn }),
);

const kept = (inTime: number, doneLate = 0, openLate = 0, running = 0) => ({
  ...{ inTime, doneLate, openLate, running, risen: 0 },
});

it.each([
  [kept(3, 1, 2), '50.00'],
  [kept(2, 1), '66.67'],
  [kept(0, 1), '0.00'],
  [kept(0, 0, 0, 9), null],
])('met in time: %o', (row, rate) => expect(rateOf(row)).toBe(rate));

it('the best comes first, who had nothing due comes last, equals by their code', () => {
  const rows = [
    { code: '1', ...kept(0, 0, 0, 4) },
    { code: '3', ...kept(1, 1) },
    { code: '2', ...kept(2, 2) },
    { code: '4', ...kept(0, 1) },
    { code: '5', ...kept(5) },
  ];
  expect(inOrder(rows).map(({ code }) => code)).toEqual(['5', '2', '3', '4', '1']);
  expect(sumOfKept(rows)).toEqual({ inTime: 8, doneLate: 4, openLate: 0, running: 4, risen: 0 });
});
