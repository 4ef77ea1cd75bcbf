import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlterationAct,
  type AlterationPlan,
  type AlterationState,
  alterationActs,
  alterationStates,
  codeAfter,
  decideAct,
  decideDay,
  decidesNow,
} from './alteration.ts';
import { placeClasses } from './class-moves.ts';
import { decidePlan, type Figures, type Found, type Situation, targetOf } from './obstacles.ts';

describe('an act', () => {
  const allowed: Record<string, AlterationState> = {
    'draft submit': 'submitted',
    'draft edit': 'draft',
    'draft withdraw': 'withdrawn',
    'returned submit': 'submitted',
    'returned edit': 'draft',
    'returned withdraw': 'withdrawn',
    'submitted confirm': 'confirmed',
    'submitted return': 'returned',
    'submitted withdraw': 'withdrawn',
    'confirmed approve': 'approved',
    'confirmed return': 'returned',
    'confirmed refuse': 'refused',
    'confirmed withdraw': 'withdrawn',
    'released approve': 'approved',
    'released return': 'returned',
    'released refuse': 'refused',
    'released withdraw': 'withdrawn',
    'approved withdraw': 'withdrawn',
  };
  const cases = alterationStates.flatMap((state) =>
    alterationActs.map((act): [AlterationState, AlterationAct] => [state, act]),
  );
  it.each(cases)('%s: %s', (state, act) => {
    const decision = decideAct({ state, drafter: 'institution', kind: 'rename' }, act, '理由');
    expect(decision.accepted ? decision.value : null).toBe(allowed[`${state} ${act}`] ?? null);
  });
  it('what the county draws up needs no principal', () =>
    expect(decideAct({ state: 'draft', drafter: 'county', kind: 'rename' }, 'submit', null)).toEqual({
      accepted: true,
      value: 'confirmed',
    }));
  it('what goes to another county waits for the superior after its county', () => {
    const leaving = { drafter: 'institution', kind: 'region' } as const;
    expect(decideAct({ ...leaving, state: 'confirmed' }, 'approve', null)).toEqual({
      accepted: true,
      value: 'released',
    });
    expect(decideAct({ ...leaving, state: 'released' }, 'approve', null)).toEqual({
      accepted: true,
      value: 'approved',
    });
  });
  it.each<[AlterationState, 'county' | 'prefecture' | null]>([
    ['submitted', null],
    ['confirmed', 'county'],
    ['released', 'prefecture'],
    ['approved', null],
  ])('%s waits for the decision of %s', (state, level) => expect(decidesNow(state, 'prefecture')).toBe(level));
  it.each(['return', 'refuse'] as const)('%s needs a reason', (act) =>
    expect(decideAct({ state: 'confirmed', drafter: 'institution', kind: 'rename' }, act, ' ')).toMatchObject({
      refusal: { code: 'alterations.needs-reason' },
    }),
  );
});

it.each([
  ['2026-11-21', 'alterations.day-is-past'],
  ['2026-11-22', null],
  ['2027-11-22', null],
  ['2027-11-23', 'alterations.day-too-late'],
])('the day %s: %s', (on, code) => {
  const decision = decideDay(on, '2026-11-22', '2027-11-22');
  expect(decision.accepted ? null : decision.refusal.code).toBe(code);
});

const plans: Record<string, AlterationPlan> = {
  rename: { kind: 'rename', name: '新名' },
  address: { kind: 'address', townCode: null, address: '新址' },
  region: { kind: 'region', countyCode: '410102', townCode: null, address: '新址' },
  toAttached: { kind: 'nature', institutionKind: '119', nature: '1' },
  toPrivate: { kind: 'nature', institutionKind: '111', nature: '2' },
  suspend: { kind: 'suspend' },
  reopen: { kind: 'reopen' },
  close: { kind: 'close', transfers: [] },
  merge: { kind: 'merge', targetId: 2 },
  split: { kind: 'split', targetId: 2, classIds: [7] },
};

it.each([
  ['rename', 'kept'],
  ['address', 'kept'],
  ['region', 'kept'],
  ['toAttached', 'replaced'],
  ['toPrivate', 'kept'],
  ['suspend', 'kept'],
  ['reopen', 'kept'],
  ['close', 'retired'],
  ['merge', 'retired'],
  ['split', 'kept'],
])('the code after %s is %s', (plan, code) => expect(codeAfter(plans[plan] as AlterationPlan, '111')).toBe(code));

describe('what stands in the way', () => {
  const place: Found = { id: 1, name: '一园', kind: '111', countyCode: '410105', standing: 'operating' };
  const target: Found = { ...place, id: 2, name: '二园' };
  const none: Figures = {
    ...{
      children: 0,
      classes: 1,
      accounts: 2,
      openCases: 0,
      openTransfers: 0,
      openTasks: 0,
      waitingReviews: 0,
      runningImports: 0,
    },
    ...{ drafts: 0, openRectifications: 0, isCentral: false },
  };
  const usual: Situation = {
    ...{ place, figures: none, targets: [target], seats: [], classIds: [7] },
    ...{ townIsOfCounty: true, countyIsAnother: true },
  };
  const seated: Situation = {
    ...usual,
    seats: [
      { childId: 11, classId: 7 },
      { childId: 12, classId: null },
    ],
  };
  const close = (...transfers: (AlterationPlan & { kind: 'close' })['transfers']): AlterationPlan => ({
    kind: 'close',
    transfers,
  });
  const toClass = { classId: 7, childId: null, targetId: 2 };
  it.each<[string, AlterationPlan, Situation, string | null]>([
    ['nothing', plans['merge']!, usual, null],
    ['the same name', { kind: 'rename', name: '一园' }, usual, 'nothing-different'],
    ['it rests', plans['suspend']!, { ...usual, place: { ...place, standing: 'suspended' } }, 'is-not-operating'],
    ['it is closed', plans['rename']!, { ...usual, place: { ...place, standing: 'closed' } }, 'is-not-operating'],
    ['it runs', plans['reopen']!, usual, 'is-operating'],
    ['it was closed', plans['reopen']!, { ...usual, place: { ...place, standing: 'closed' } }, null],
    ['a far town', plans['address']!, { ...usual, townIsOfCounty: false }, 'town-of-another-county'],
    ['another county', plans['region']!, usual, null],
    ['its own county', plans['region']!, { ...usual, countyIsAnother: false }, 'county-is-no-other'],
    ['a town elsewhere', plans['region']!, { ...usual, townIsOfCounty: false }, 'town-of-another-county'],
    ['a central one', plans['region']!, { ...usual, figures: { ...none, isCentral: true } }, 'is-central-kindergarten'],
    ['a table comes in', plans['region']!, { ...usual, figures: { ...none, runningImports: 1 } }, 'import-running'],
    ['a transfer', plans['region']!, { ...usual, figures: { ...none, openTransfers: 1 } }, null],
    ['a transfer before', plans['merge']!, { ...usual, figures: { ...none, openTransfers: 1 } }, 'open-transfers'],
    ['a transfer of some', plans['split']!, { ...usual, figures: { ...none, openTransfers: 1 } }, 'open-transfers'],
    ['itself', { kind: 'merge', targetId: 1 }, usual, 'target-is-itself'],
    ['a stranger', { kind: 'merge', targetId: 3 }, usual, 'target-of-another-county'],
    [
      'another county',
      plans['merge']!,
      { ...usual, targets: [{ ...target, countyCode: '410102' }] },
      'target-of-another-county',
    ],
    [
      'a closed one',
      plans['merge']!,
      { ...usual, targets: [{ ...target, standing: 'closed' }] },
      'target-not-operating',
    ],
    ['a lost class', { kind: 'split', targetId: 2, classIds: [7, 8] }, usual, 'class-not-found'],
    ['children left', close(), seated, 'child-without-target'],
    ['one child left', close(toClass), seated, 'child-without-target'],
    ['each child has a place', close(toClass, { classId: null, childId: 12, targetId: 2 }), seated, null],
    ['the others too', close(toClass, { classId: null, childId: null, targetId: 2 }), seated, null],
    [
      'a central kindergarten',
      plans['merge']!,
      { ...usual, figures: { ...none, isCentral: true } },
      'is-central-kindergarten',
    ],
    ['a notice', close(), { ...usual, figures: { ...none, openRectifications: 1 } }, 'open-rectifications'],
    ['an import', plans['merge']!, { ...usual, figures: { ...none, runningImports: 1 } }, 'import-running'],
    ['a case stands in nobody’s way', plans['merge']!, { ...usual, figures: { ...none, openCases: 3 } }, null],
  ])('%s', (_what, plan, situation, code) => {
    const decision = decidePlan(plan, situation);
    expect(decision.accepted ? null : decision.refusal.code).toBe(code && `alterations.${code}`);
  });

  it('a child’s own line goes before that of its class', () => {
    const plan = close(toClass, { classId: 7, childId: 12, targetId: 3 });
    expect(targetOf(plan, { childId: 12, classId: 7 })).toBe(3);
    expect(targetOf(plan, { childId: 11, classId: 7 })).toBe(2);
    expect(targetOf(plan, { childId: 13, classId: null })).toBeNull();
  });
});

describe('classes that come into an institution', () => {
  const nameOf = (name: string, count: number) => `${name}-${count}`;
  const cls = fc.record({
    id: fc.nat(),
    code: fc.constantFrom('20262101', '20262102', '20262201', 'AB'),
    name: fc.constantFrom('小一班', '小二班', '小一班-1'),
    type: fc.constantFrom('21', '22'),
    schoolYear: fc.constantFrom(2025, 2026),
  });
  it('are as many as went, of the same types and years, and no two share a code or a name of a year', () => {
    fc.assert(
      fc.property(fc.array(cls, { maxLength: 20 }), fc.array(cls, { maxLength: 20 }), (coming, there) => {
        const decision = placeClasses(coming, there, nameOf);
        if (!decision.accepted) throw new Error('99 are enough here');
        const placed = decision.value;
        expect(placed.map(({ id, type, schoolYear }) => [id, type, schoolYear])).toEqual(
          coming.map(({ id, type, schoolYear }) => [id, type, schoolYear]),
        );
        const codes = placed.map(({ code }) => code);
        expect(new Set(codes).size).toBe(codes.length);
        expect(codes.filter((code) => there.some((each) => each.code === code))).toEqual([]);
        const names = placed.map(({ schoolYear, name }) => `${schoolYear} ${name}`);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => there.some((each) => `${each.schoolYear} ${each.name}` === name))).toEqual([]);
      }),
    );
  });
  it('are refused where no code is left', () => {
    const there = Array.from({ length: 99 }, (_, at) => ({
      ...{ code: `202621${String(at + 1).padStart(2, '0')}`, name: `班${at}`, type: '21', schoolYear: 2026 },
    }));
    expect(placeClasses([{ ...there[0]!, name: '新' }], there, nameOf)).toMatchObject({
      refusal: { code: 'alterations.too-many-classes' },
    });
  });
});
