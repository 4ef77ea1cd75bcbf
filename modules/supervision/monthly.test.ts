import { describe, expect, it } from 'vitest';
import { addUp, compareRules, lastOf, monthBefore, mostNamed } from './monthly.ts';

it.each([
  ['2026-12-01', '2026-11'],
  ['2026-12-31', '2026-11'],
  ['2027-01-01', '2026-12'],
  ['2027-03-31', '2027-02'],
])('on %s it speaks of %s', (on, month) => expect(monthBefore(on)).toBe(month));

describe('findings against a month before', () => {
  const line = (rule: string, institutions: number) => ({ rule, severity: 'error' as const, institutions, found: 9 });
  it('of the first month have nothing to be compared with', () =>
    expect(compareRules([line('101', 3)], null)).toEqual([{ ...line('101', 3), before: null }]));
  it('tell what is new, what goes on, and what was mended', () =>
    expect(
      compareRules([line('103', 1), line('101', 3)], [line('101', 5), line('102', 2), line('104', 0)]).map(
        ({ rule, institutions, before }) => [rule, institutions, before],
      ),
    ).toEqual([
      ['101', 3, 5],
      ['102', 0, 2],
      ['103', 1, 0],
    ]));
});

describe('who is last', () => {
  const part = (code: string, inTime: number, doneLate: number, openLate: number) => ({
    ...{ code, name: code, inTime, doneLate, openLate },
  });
  it('names the least first, and nobody who met everything or had nothing due', () =>
    expect(
      lastOf([part('a', 9, 1, 0), part('b', 0, 0, 0), part('c', 5, 0, 0), part('d', 0, 0, 2)]).map(({ code, rate }) => [
        code,
        rate,
      ]),
    ).toEqual([
      ['d', '0.00'],
      ['a', '90.00'],
    ]));
  it('names no more than a notice holds', () =>
    expect(lastOf(Array.from({ length: 30 }, (_, at) => part(String(at), 0, 1, 0)))).toHaveLength(mostNamed));
});

it('lines of places below are added up by what they speak of', () =>
  expect(
    addUp(
      [
        { kind: 'x', place: '1', late: 2 },
        { kind: 'y', place: '1', late: 1 },
        { kind: 'x', place: '2', late: 3 },
      ],
      ({ kind }) => kind,
      ['late'],
    ).map(({ kind, late }) => [kind, late]),
  ).toEqual([
    ['x', 5],
    ['y', 1],
  ]));
