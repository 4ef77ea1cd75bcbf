import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlineFrom, type PackCode, packCodes, policyKeys, policyPacks, resolvePack } from './policy-pack.ts';

test('the specification of 2014 lays down every value, and every value names its article', () => {
  expect(Object.keys(policyPacks['national-2014'].values).sort()).toEqual([...policyKeys].sort());
  for (const pack of Object.values(policyPacks)) {
    expect(Object.keys(pack.values).length).toBeGreaterThan(0);
    for (const value of Object.values(pack.values)) expect(value.article).not.toBe('');
  }
});

describe('what differs', () => {
  test.each<[PackCode[], string, unknown, string | null, PackCode]>([
    [[], 'fileWithin', 1, 'months', 'national-2014'],
    [['national-2025'], 'fileWithin', 2, 'months', 'national-2025'],
    [['henan-2017'], 'fileWithin', 1, 'months', 'national-2014'],
    [['tianjin-binhai-2020'], 'fileWithin', 30, 'working-days', 'tianjin-binhai-2020'],
    [[], 'countyReviewWithin', null, null, 'national-2014'],
    [['henan-2017'], 'countyReviewWithin', 2, 'weeks', 'henan-2017'],
    [['national-2025', 'henan-2017'], 'numberWithoutIdentity', 'L', null, 'national-2025'],
    [['henan-2017'], 'numberWithoutIdentity', 'J', null, 'national-2014'],
    [['henan-2017'], 'institutionChangeWithin', 1, 'months', 'national-2014'],
    [['tianjin-binhai-2020'], 'levels', 4, null, 'tianjin-binhai-2020'],
    [['henan-2017'], 'levels', 5, null, 'national-2014'],
    [['national-2025'], 'transferWithin', 10, 'working-days', 'national-2025'],
    [['tianjin-binhai-2020'], 'declarationWithin', 5, 'working-days', 'national-2014'],
  ])('%j %s', (chain, key, value, unit, from) => {
    expect(resolvePack(chain).values[key as 'levels']).toMatchObject({ value, unit, from });
  });
});

test('every chain resolves to all values; the last pack has the last word', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...packCodes]), (chain) => {
      const { pack, values } = resolvePack(chain);
      expect(Object.keys(values).sort()).toEqual([...policyKeys].sort());
      expect(pack).toBe(chain.at(-1) ?? 'national-2014');
      for (const [key, value] of Object.entries(policyPacks[pack].values))
        expect(values[key as 'levels']).toEqual({ ...value, from: pack });
    }),
  );
});

test.each([
  [1, 'months', '2025-01-31', '2025-02-28'],
  [2, 'weeks', '2025-11-22', '2025-12-06'],
  [30, 'working-days', '2025-09-01', '2025-10-17'],
  [0, 'days', '2025-09-01', '2025-09-01'],
] as const)('%i %s from %s end on %s', (value, unit, on, end) => {
  expect(deadlineFrom({ value, unit }, on, nationalCalendar)).toEqual({ ok: true, value: end });
});

test('no period, no deadline; no calendar, no answer', () => {
  expect(deadlineFrom(resolvePack([]).values.countyReviewWithin, '2025-09-01', nationalCalendar)).toBeNull();
  const { accidentWithin } = resolvePack([]).values;
  expect(deadlineFrom(accidentWithin, '2026-12-20', nationalCalendar)).toMatchObject({ ok: false, code: 'uncovered' });
});
