import { describe, expect, it } from 'vitest';
import { caseKinds, causesOf, comparedFields, compareSides } from './case-compare.ts';

const side = {
  identityMasked: '410***********0017',
  name: 'Lin',
  sex: '1',
  birthOn: '2021-03-15',
  institutionName: 'A',
  countyName: 'B',
  className: null,
  state: 'problem',
  enteredBy: 'C',
  enteredAt: '2026-09-11T02:10:00Z',
};

describe('comparing the sides of a case', () => {
  it('finds every line equal for equal sides', () => {
    expect(compareSides(side, side).map((line) => line.field)).toEqual([...comparedFields]);
    expect(compareSides(side, side).every((line) => line.same)).toBe(true);
  });

  it('takes a masked name for equal as far as it is shown, and finds other lengths different', () => {
    const nameOf = (name: string) => compareSides(side, { ...side, name }).find((line) => line.field === 'name')?.same;
    expect([nameOf('L**'), nameOf('L\uff0a\uff0a'), nameOf('K**'), nameOf('L*')]).toEqual([true, true, false, false]);
  });

  it('names a cause for every kind', () => {
    for (const kind of caseKinds) expect(causesOf(kind).length).toBeGreaterThan(0);
  });
});
