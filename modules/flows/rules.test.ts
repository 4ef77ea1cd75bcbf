import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameKindOf, goneKindOf } from './kinds.ts';
import { matrixOf, others, outside, type Stream } from './matrix.ts';
import { periodAround, periodOf, periodsUntil, schoolAgeBefore } from './period.ts';

describe('periods', () => {
  it.each([
    ['2026', '2026-09-01', '2027-08-31'],
    ['2026-autumn', '2026-09-01', '2027-01-31'],
    ['2027-spring', '2027-02-01', '2027-08-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-09-05_2026-10-01', '2026-09-05', '2026-10-01'],
  ])('%s is %s to %s', (key, from, until) => {
    expect(periodOf(key)).toEqual({ from, until });
  });
  it.each(['', '26', '2026-13', '2026-winter', '2026-02-30_2026-03-01', '2026-10-02_2026-10-01', '1026'])(
    '%s is none',
    (key) => {
      expect(periodOf(key)).toBeNull();
    },
  );
  it.each([
    ['year', '2026-08-31', '2025'],
    ['year', '2026-09-01', '2026'],
    ['term', '2027-01-31', '2026-autumn'],
    ['term', '2027-02-01', '2027-spring'],
    ['month', '2026-11-23', '2026-11'],
  ] as const)('the %s of %s is %s, and lies around it', (kind, on, key) => {
    expect(periodAround(kind, on)).toBe(key);
    const days = periodOf(key);
    expect(days && days.from <= on && on <= days.until).toBe(true);
  });
  it('go back one after the other without a gap', () => {
    expect(periodsUntil('term', '2027-03-01', 3)).toEqual(['2027-spring', '2026-autumn', '2026-spring']);
    expect(periodsUntil('month', '2027-01-15', 3)).toEqual(['2027-01', '2026-12', '2026-11']);
    expect(periodsUntil('year', '2026-11-23', 2)).toEqual(['2026', '2025']);
  });
  it('whoever is six on the eve of the school year is of school age', () => {
    expect(schoolAgeBefore('2026-09-01')).toBe('2020-08-31');
    expect(schoolAgeBefore('2027-08-31')).toBe('2020-08-31');
  });
});

describe('kinds', () => {
  const sum = (kind: string, more: object = {}) =>
    ({ kind, way: null, afterLeaving: false, ...more }) as Parameters<typeof goneKindOf>[0];
  it.each([
    [sum('left', { way: 'abroad' }), 'abroad', null],
    [sum('left', { way: 'other' }), 'left-other', null],
    [sum('transferred'), 'transferred-out', 'transferred-in'],
    [sum('transferred', { afterLeaving: true }), null, 'taken-in-again'],
    [sum('moved'), 'moved-out', 'moved-in'],
    [sum('crossed-in'), null, 'crossed-in'],
    [sum('crossed-out'), 'crossed-out', null],
    [sum('resumed'), null, 'resumed'],
  ])('%o goes as %s and comes as %s', (of, gone, came) => {
    expect([goneKindOf(of), cameKindOf(of)]).toEqual([gone, came]);
  });
});

const code = fc.constantFrom('a', 'b', 'c', 'd', 'e', outside);
const streams = fc.array(
  fc
    .record({ from: code, to: code, children: fc.integer({ min: 1, max: 50 }) })
    .filter(({ from, to }) => !(from === outside && to === outside)),
  { maxLength: 40 },
);

describe('the matrix', () => {
  it('loses no child, and what goes out comes in', () => {
    fc.assert(
      fc.property(streams, fc.integer({ min: 2, max: 6 }), (given: Stream[], most) => {
        const { lines, total, within } = matrixOf(given, most);
        const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((all, line) => all + of(line), 0);
        expect(total + within).toBe(given.reduce((all, { children }) => all + children, 0));
        expect(sum((line) => line.gone)).toBe(total);
        expect(sum((line) => line.came)).toBe(total);
        expect(sum((line) => line.net)).toBe(0);
        expect(lines.filter((line) => line.code !== outside).length).toBeLessThanOrEqual(most);
      }),
    );
  });
  it('puts the busiest first, the rest together, and outside last', () => {
    const given = [
      { from: 'a', to: 'b', children: 9 },
      { from: 'c', to: 'b', children: 3 },
      { from: 'd', to: outside, children: 1 },
    ];
    expect(matrixOf(given, 3).lines.map((line) => line.code)).toEqual(['b', 'a', others, outside]);
    expect(matrixOf(given, 9).lines.find((line) => line.code === 'b')).toMatchObject({ gone: 0, came: 12, net: 12 });
  });
});
