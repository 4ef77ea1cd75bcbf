import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type ClassType, classTypes } from '../classes/class-plan.ts';
import { policyPacks } from '../jurisdictions/policy-pack.ts';
import { decidePlan } from './decide-plan.ts';
import { fillsOf, planMoves } from './moves.ts';
import type { Exception, RoundChild, RoundClass, RoundPlan } from './round.ts';
import { ageOn, firstPlan, nextNameOf, typeOfAge } from './stages.ts';
import { decideUndo, keptBy } from './undoing.ts';
import { decideInWindow, nextWindow, windowOf } from './window.ts';

const cls = (id: number, name: string, type: ClassType, over: Partial<RoundClass> = {}): RoundClass => ({
  ...{ id, name, type, schoolYear: 2026, capacity: null, children: 3 },
  ...over,
});
const small = cls(1, '小一班', '21');
const middle = cls(2, '中一班', '22');
const big = cls(3, '大一班', '23');
const mixed = cls(4, '混龄班', '30');
const classes = [small, middle, big, mixed];
const child = (id: number, over: Partial<RoundChild> = {}): RoundChild => ({
  ...{ id, name: `幼儿${id}`, sex: id % 2 === 0 ? '2' : '1', birthOn: '2023-03-04', state: 'numbered' },
  ...{ classId: 1, obstacle: null, isDeferred: false },
  ...over,
});
const plan = (over: Partial<RoundPlan> = {}): RoundPlan => ({
  on: null,
  classes: [
    { classId: 1, to: '中一班' },
    { classId: 2, to: '大一班' },
    { classId: 3, to: null },
    { classId: 4, to: null },
  ],
  targets: [
    { name: '小一班', type: '21' },
    { name: '中一班', type: '22' },
    { name: '大一班', type: '23' },
  ],
  exceptions: [],
  ...over,
});
const exception = (over: Partial<Exception> = {}): Exception => ({
  ...{ childId: 1, how: 'repeats', to: '小一班', reason: '家长申请再读一年' },
  ...over,
});
const refusalOf = (over: Partial<RoundPlan>, kind: 'promotion' | 'graduation' | 'intake' = 'promotion') => {
  const decision = decidePlan(kind, 2027, plan(over), classes, [child(1), child(2, { classId: 2 })]);
  return decision.accepted ? null : decision.refusal.code.replace('yearly-round.', '');
};

describe('ages and names', () => {
  test.each([
    ['2021-08-31', 6],
    ['2021-09-01', 5],
    ['2024-02-29', 3],
  ])('born %s is %i by 31 August 2027', (birthOn, age) => expect(ageOn(birthOn, '2027-08-31')).toBe(age));
  test.each([
    [0, '10'],
    [2, '10'],
    [3, '21'],
    [4, '22'],
    [5, '23'],
    [7, '23'],
  ])('%i years sit in %s', (age, type) => expect(typeOfAge(age)).toBe(type));
  test.each<[string, ClassType, string[], string]>([
    ['小一班', '21', [], '中一班'],
    ['阳光小一班', '21', [], '阳光中一班'],
    ['彩虹班', '21', [], '彩虹班'],
    ['彩虹班', '22', ['彩虹班'], '彩虹班2'],
    ['混龄一班', '30', [], '混龄一班'],
    ['托一班', '10', [], '小一班'],
  ])('after %s (%s, beside %j) comes %s', (name, type, taken, next) =>
    expect(nextNameOf(name, type, new Set(taken))).toBe(next),
  );
});

describe('the first plan', () => {
  it('takes every class of the year before one step on', () => {
    expect(firstPlan('promotion', 2027, classes, null)).toEqual({
      on: null,
      classes: [
        { classId: 1, to: '中一班' },
        { classId: 2, to: '大一班' },
        { classId: 3, to: null },
        { classId: 4, to: '混龄班' },
      ],
      targets: [
        { name: '中一班', type: '22' },
        { name: '大一班', type: '23' },
        { name: '混龄班', type: '30' },
      ],
      exceptions: [],
    });
  });
  it('graduates the last classes and looks into the mixed ones', () =>
    expect(firstPlan('graduation', 2027, classes, '2027-07-10').classes.map(({ classId }) => classId)).toEqual([3, 4]));
  it('places into the classes of the new year and those that lack', () =>
    expect(firstPlan('intake', 2027, [...classes, cls(9, '中一班', '22', { schoolYear: 2027 })], null).targets).toEqual(
      [
        { name: '中一班', type: '22' },
        { name: '小一班', type: '21' },
      ],
    ));
});

describe('a plan', () => {
  test.each<[string | null, Partial<RoundPlan>]>([
    [null, {}],
    ['class-named-twice', { targets: [...plan().targets, { name: '小一班', type: '22' }] }],
    ['class-chosen-twice', { classes: [plan().classes[0]!, plan().classes[0]!] }],
    ['no-class-chosen', { classes: [] }],
    ['only-graduation-has-a-day', { on: '2027-07-01' }],
    ['class-not-planned', { classes: [{ classId: 1, to: '月亮班' }] }],
    ['class-without-next', { classes: [{ classId: 1, to: null }] }],
    ['class-is-not-the-next', { classes: [{ classId: 1, to: '大一班' }] }],
    ['class-is-not-the-next', { classes: [{ classId: 2, to: '小一班' }] }],
    ['classes.not-found', { classes: [{ classId: 99, to: '中一班' }] }],
    [null, { exceptions: [exception()] }],
    ['exception-twice', { exceptions: [exception(), exception()] }],
    ['exception-of-nobody', { exceptions: [exception({ childId: 7 })] }],
    ['exception-unfit', { exceptions: [exception({ to: '中一班' })] }],
    ['exception-unfit', { exceptions: [exception({ reason: ' 好 ' })] }],
    [null, { exceptions: [exception({ how: 'skips', to: '大一班' })] }],
    ['exception-unfit', { exceptions: [exception({ childId: 2, how: 'skips', to: '大一班' })] }],
    [null, { exceptions: [exception({ how: 'stays', to: null })] }],
    ['exception-unfit', { exceptions: [exception({ how: 'stays' })] }],
    [null, { exceptions: [exception({ how: 'other-class', to: '中一班', reason: null })] }],
    ['exception-unfit', { exceptions: [exception({ how: 'other-class', reason: null })] }],
  ])('%s', (code, over) => expect(refusalOf(over)).toBe(code));

  test.each<[string | null, Partial<RoundPlan>]>([
    [null, { on: '2027-07-10', classes: [{ classId: 3, to: null }], targets: [] }],
    ['graduation-has-a-day', { classes: [{ classId: 3, to: null }], targets: [] }],
    ['class-does-not-graduate', { on: '2027-07-10', classes: [{ classId: 2, to: null }], targets: [] }],
  ])('of a graduation: %s', (code, over) => expect(refusalOf(over, 'graduation')).toBe(code));

  it('knows a class of the new year by its name', () => {
    const there = cls(8, '中一班', '23', { schoolYear: 2027 });
    expect(decidePlan('promotion', 2027, plan(), [...classes, there], [])).toMatchObject({
      refusal: { code: 'yearly-round.class-is-of-another-kind' },
    });
    expect(
      decidePlan('promotion', 2027, plan({ classes: [{ classId: 8, to: '大一班' }] }), [{ ...there, type: '22' }], []),
    ).toMatchObject({ refusal: { code: 'yearly-round.class-is-of-this-year' } });
  });
});

describe('where a child goes', () => {
  const moveOf = (
    over: Partial<RoundChild>,
    of: Partial<RoundPlan> = {},
    kind: 'promotion' | 'graduation' = 'promotion',
  ) => {
    const [move] = planMoves(kind, 2027, plan(of), classes, [child(1, over)]);
    return move?.stayCode ?? `${move?.how} ${move?.to}`;
  };
  test.each<[Partial<RoundChild>, Partial<RoundPlan>, string]>([
    [{}, {}, 'promoted 中一班'],
    [{ classId: 2 }, {}, 'promoted 大一班'],
    [{ classId: 3 }, {}, 'final-class'],
    [{ state: 'suspended' }, {}, 'suspended'],
    [{ state: 'entered' }, {}, 'no-number'],
    [{ state: 'problem' }, {}, 'duplicate-open'],
    [{ obstacle: 'transfer-open' }, {}, 'transfer-open'],
    [{ obstacle: 'deferral-open' }, {}, 'under-way'],
    [{ obstacle: 'transfer-open' }, { exceptions: [exception()] }, 'transfer-open'],
    [{}, { exceptions: [exception()] }, 'repeats 小一班'],
    [{}, { exceptions: [exception({ how: 'stays', to: null })] }, 'exception'],
    [{ classId: 4, birthOn: '2023-08-31' }, {}, 'promoted 中一班'],
    [{ classId: 4, birthOn: '2023-09-01' }, {}, 'promoted 小一班'],
    [{ classId: 4, birthOn: '2021-08-31' }, {}, 'school-age'],
    [{ classId: 4, birthOn: '2025-01-01' }, {}, 'no-class-of-age'],
    [{ classId: 3, isDeferred: true }, {}, 'deferred'],
    [{ classId: 3, isDeferred: true, obstacle: 'transfer-open' }, {}, 'transfer-open'],
    [{ classId: 4, birthOn: '2021-08-31', isDeferred: true }, {}, 'deferred'],
    [
      { classId: 4, birthOn: '2021-08-31', isDeferred: true },
      { classes: [{ classId: 4, to: '混一班' }] },
      'promoted 混一班',
    ],
    [{ classId: 3, isDeferred: true }, { exceptions: [exception({ how: 'repeats', to: '大一班' })] }, 'repeats 大一班'],
  ])('%j %j: %s', (over, of, expected) => expect(moveOf(over, of)).toBe(expected));

  test.each<[Partial<RoundChild>, string]>([
    [{ classId: 3, birthOn: '2022-01-01' }, 'graduated null'],
    [{ classId: 4, birthOn: '2021-08-31' }, 'graduated null'],
    [{ classId: 4, birthOn: '2021-09-01' }, 'not-of-age'],
    [{ classId: 3, obstacle: 'duplicate-open' }, 'duplicate-open'],
    [{ classId: 3, birthOn: '2021-03-01', isDeferred: true }, 'deferred'],
    [{ classId: 4, birthOn: '2021-03-01', isDeferred: true }, 'deferred'],
  ])('graduating %j: %s', (over, expected) =>
    expect(moveOf(over, { on: '2027-07-10', targets: [] }, 'graduation')).toBe(expected),
  );

  it('shares those placed by age out evenly, boys and girls each', () => {
    const targets = ['小一班', '小二班', '小三班'].map((name) => ({ name, type: '21' as const }));
    const children = Array.from({ length: 30 }, (_, at) => child(at + 1, { classId: null, birthOn: '2024-03-01' }));
    const placing = plan({ classes: [], targets });
    const moves = planMoves('intake', 2027, placing, classes, children);
    for (const fill of fillsOf(2027, placing, classes, children, moves))
      expect([fill.boys, fill.girls]).toEqual([5, 5]);
  });

  it('is one answer for each child, of the plan or none, whatever the children and their order', () => {
    const anyChild = fc.record({
      sex: fc.constantFrom('1', '2'),
      birthOn: fc.integer({ min: 2019, max: 2026 }).map((year) => `${year}-0${1 + (year % 9)}-15`),
      state: fc.constantFrom('numbered', 'suspended', 'entered', 'problem') as fc.Arbitrary<RoundChild['state']>,
      classId: fc.constantFrom(1, 2, 3, 4, null),
      obstacle: fc.constantFrom(null, null, null, 'transfer-open', 'something-new'),
    });
    fc.assert(
      fc.property(
        fc.array(anyChild, { maxLength: 40 }),
        fc.constantFrom('promotion', 'graduation', 'intake'),
        fc.array(fc.constantFrom(...classTypes), { maxLength: 6 }),
        (rows, kind, types) => {
          const children = rows.map((row, at) => child(at + 1, row));
          const targets = types.map((type, at) => ({ name: `班${at}`, type }));
          const of = plan({
            targets,
            classes: [1, 2, 3, 4].map((classId) => ({ classId, to: targets[0]?.name ?? null })),
          });
          const moves = planMoves(kind, 2027, of, classes, children);
          expect(moves.map((move) => move.childId)).toEqual(children.map(({ id }) => id));
          for (const move of moves) {
            expect(move.stayCode === null).toBe(move.how !== 'stays');
            expect(move.to === null || targets.some(({ name }) => name === move.to)).toBe(true);
            expect(move.to === null).toBe(move.how === 'stays' || move.how === 'graduated');
          }
          const counted = fillsOf(2027, of, classes, children, moves).reduce(
            (sum, { boys, girls }) => sum + boys + girls,
            0,
          );
          expect(counted).toBe(moves.filter(({ to }) => to !== null).length);
          const turned = planMoves(kind, 2027, of, classes, [...children].reverse());
          expect([...turned].reverse()).toEqual(moves);
        },
      ),
    );
  });

  it('says how many are too many', () => {
    const children = Array.from({ length: 32 }, (_, at) => child(at + 1));
    const [, fill] = fillsOf(2027, plan(), classes, children, planMoves('promotion', 2027, plan(), classes, children));
    expect(fill).toMatchObject({ name: '中一班', boys: 16, girls: 16, limit: 30, excess: 2 });
  });
});

describe('the window', () => {
  const national = policyPacks['national-2014'].values as Parameters<typeof windowOf>[2];
  const binhai = { ...national, promotionWithin: policyPacks['tianjin-binhai-2020'].values.promotionWithin as never };
  it('is the month of the rules, and the time that they leave for recording', () => {
    expect(windowOf('promotion', 2026, national)).toMatchObject({ opensOn: '2026-08-01', closesOn: '2026-08-31' });
    expect(windowOf('graduation', 2026, binhai)).toMatchObject({ opensOn: '2026-07-01', closesOn: '2026-08-05' });
  });
  test.each([
    ['2026-07-31', false, 2026],
    ['2026-08-01', true, 2026],
    ['2026-08-31', true, 2026],
    ['2026-09-01', false, 2027],
  ])('%s', (today, open, year) => {
    const window = nextWindow('promotion', today, national);
    expect(window.year).toBe(year);
    expect(decideInWindow('promotion', window, today).accepted).toBe(open);
  });
});

describe('taking back', () => {
  test.each([
    ['done', null],
    ['undone', 'yearly-round.already-undone'],
    ['running', 'yearly-round.not-done'],
  ] as const)('a round that is %s', (state, code) => {
    const decision = decideUndo(state);
    expect(decision.accepted ? null : decision.refusal.code).toBe(code);
  });
  const moved = { how: 'promoted', version: 4, cameFromClass: true, fromClassExists: true } as const;
  test.each([
    [{ state: 'numbered', version: 4 }, {}, null],
    [{ state: 'numbered', version: 5 }, {}, 'changed-since'],
    [{ state: 'left', version: 5 }, {}, 'gone-on'],
    [null, {}, 'gone-on'],
    [{ state: 'numbered', version: 4 }, { fromClassExists: false }, 'class-gone'],
    [{ state: 'numbered', version: 4 }, { fromClassExists: false, cameFromClass: false }, null],
    [{ state: 'graduated', version: 4 }, { how: 'graduated' }, null],
    [{ state: 'in-primary', version: 5 }, { how: 'graduated' }, 'gone-on'],
  ] as const)('%j %j: %s', (now, over, code) => expect(keptBy({ ...moved, ...over, now })).toBe(code));
});
