import { describe, expect, it } from 'vitest';
import { excessOf, limitOf, numeralOf, planNames, schoolYearOf } from './class-plan.ts';

const characters = 'abcdefghij';

describe('class plan', () => {
  it('writes numerals from one to ninety-nine', () => {
    expect([1, 10, 11, 19, 20, 21, 99].map((count) => numeralOf(count, characters))).toEqual([
      'a',
      'j',
      'ja',
      'ji',
      'bj',
      'bja',
      'iji',
    ]);
  });

  it('starts the school year on the first of September', () => {
    expect(['2026-08-31', '2026-09-01', '2027-01-15'].map(schoolYearOf)).toEqual([2025, 2026, 2026]);
  });

  it('skips the names that are taken', () => {
    expect(planNames(3, new Set(['class 2']), (serial) => `class ${serial}`)).toEqual([
      'class 1',
      'class 3',
      'class 4',
    ]);
  });

  it('counts what is above the approved size, else above the national limit', () => {
    expect(limitOf({ type: '21', capacity: null })).toBe(25);
    expect(excessOf({ type: '21', capacity: null, children: 28 })).toBe(3);
    expect(excessOf({ type: '21', capacity: 30, children: 28 })).toBe(0);
    expect(excessOf({ type: '40', capacity: null, children: 70 })).toBe(0);
  });
});
