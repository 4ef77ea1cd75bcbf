import { expect, test } from 'vitest';
import { resolvePack } from '../policy-pack.ts';
import { missingHolidays, packView, reviewDueOn } from './policy.ts';

const henan = resolvePack(['henan-2017']);
const inWorkingDays = {
  ...henan,
  values: { ...henan.values, countyReviewWithin: { ...henan.values.declarationWithin, value: 10 } },
} as typeof henan;

test('a review is due on a day, on none, or on one that nobody knows yet', () => {
  expect(reviewDueOn(henan, '2026-12-30')).toBe('2027-01-13');
  expect(reviewDueOn(resolvePack([]), '2026-11-22')).toBeNull();
  expect(reviewDueOn(inWorkingDays, '2025-11-21')).toBe('2025-12-05');
  expect(reviewDueOn(inWorkingDays, '2099-11-22')).toBe('not-known');
});

test('holidays that will be needed soon are asked for in time', () => {
  expect(missingHolidays('2026-06-01')).toBeNull();
  expect(missingHolidays('2099-11-22')).toBe(2099);
  expect(packView(henan, '2099-11-22').missingHolidays).toBe(2099);
});
