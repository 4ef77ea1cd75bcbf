import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentageHalfUp } from './percentage.ts';

const rows: Record<string, string>[] = parse(
  readFileSync(new URL('./testing/preschool-counts-2017.csv', import.meta.url)),
  { columns: true },
);

test.each(
  rows.map((row) => [row.city!, row.column!, row.numerator!, row.denominator!, row.recomputed_pct_half_up_2dp!]),
)('%s %s: %s of %s is %s', (_city, _column, numerator, denominator, percentage) => {
  expect(percentageHalfUp(Number(numerator), Number(denominator))).toBe(percentage);
  expect(percentageHalfUp(BigInt(numerator), BigInt(denominator))).toBe(percentage);
});

test('all rows of the annex are there', () => {
  expect(rows.length).toBe(57);
});

test.each([
  [1, 3, '33.33'],
  [2, 3, '66.67'],
  [1, 800, '0.13'],
  [1, 20_000, '0.01'],
  [1, 20_001, '0.00'],
  [0, 5, '0.00'],
  [-1, 3, '-33.33'],
  [5, 5, '100.00'],
  [3, 2, '150.00'],
  [5, 0, null],
  [0, 0, null],
])('%i of %i is %s', (numerator, denominator, percentage) => {
  expect(percentageHalfUp(numerator, denominator)).toBe(percentage);
});

test('never further than half a hundredth from the true value', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 10_000_000 }), (numerator, denominator) => {
      const percentage = Number(percentageHalfUp(numerator, denominator));
      expect(Math.abs(percentage - (numerator * 100) / denominator)).toBeLessThan(0.005 + 1e-6 + percentage * 1e-12);
    }),
  );
});
