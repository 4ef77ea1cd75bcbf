import { expect, test } from 'vitest';
import { resolvePack } from '../policy-pack.ts';
import { missingHolidays, reviewDueOn } from './policy.ts';

const reviewWithin = (value: number | null, unit: 'weeks' | 'working-days' | null) =>
  ({ values: { countyReviewWithin: { value, unit } } }) as Parameters<typeof reviewDueOn>[0];

test('a review is due on a day, on none, or on one that nobody knows yet', () => {
  expect(reviewDueOn(resolvePack(['henan-2017']), '2026-12-30')).toBe('2027-01-13');
  expect(reviewDueOn(resolvePack([]), '2026-11-22')).toBeNull();
  expect(reviewDueOn(reviewWithin(10, 'working-days'), '2025-11-21')).toBe('2025-12-05');
  expect(reviewDueOn(reviewWithin(10, 'working-days'), '2099-11-22')).toBe('not-known');
});

test('holidays that will be needed soon are asked for in time', () => {
  expect(missingHolidays('2026-06-01')).toBeNull();
  expect(missingHolidays('2099-11-22')).toBe(2099);
});
