import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childStates } from '../children/child.ts';
import {
  type ApplicationValues,
  applicationFields,
  decideApplied,
  decideBegin,
  decideChange,
  decideKeyChange,
  isRenumbered,
  type KeyChangeAct,
  type KeyChangeSide,
  type KeyChangeState,
  keyChangeActs,
  keyChangeStates,
  openKeyChangeStates,
} from './key-change.ts';

const told = (decision: { accepted: boolean; value?: unknown; refusal?: { code: string } }) =>
  decision.accepted ? decision.value : decision.refusal?.code;
const sides = ['clerk', 'principal', 'county'] as const;

describe('an application', () => {
  const right: readonly [KeyChangeState, KeyChangeAct, KeyChangeSide, boolean, KeyChangeState][] = [
    ['draft', 'edit', 'clerk', false, 'draft'],
    ['returned', 'edit', 'clerk', false, 'returned'],
    ['draft', 'submit', 'clerk', false, 'submitted'],
    ['returned', 'submit', 'clerk', true, 'submitted'],
    ['submitted', 'verify', 'principal', false, 'completed'],
    ['submitted', 'verify', 'principal', true, 'verified'],
    ['submitted', 'return', 'principal', false, 'returned'],
    ['submitted', 'refuse', 'principal', true, 'refused'],
    ['verified', 'approve', 'county', true, 'completed'],
    ['verified', 'return', 'county', true, 'returned'],
    ['verified', 'refuse', 'county', true, 'refused'],
    ['draft', 'withdraw', 'clerk', false, 'withdrawn'],
    ['submitted', 'withdraw', 'clerk', false, 'withdrawn'],
    ['verified', 'withdraw', 'clerk', true, 'withdrawn'],
    ['returned', 'withdraw', 'clerk', false, 'withdrawn'],
  ];
  it.each(right)('%s: %s by the %s (county approves: %s) leads to %s', (state, act, side, county, expected) => {
    expect(told(decideKeyChange({ state, isOwn: false, papers: 1 }, act, side, county))).toBe(expected);
  });

  it('goes no other way, whoever acts', () => {
    const known = new Set(right.map(([state, act, side]) => `${state} ${act} ${side}`));
    for (const state of keyChangeStates)
      for (const act of keyChangeActs)
        for (const side of sides)
          for (const county of [true, false]) {
            const decision = decideKeyChange({ state, isOwn: false, papers: 1 }, act, side, county);
            expect(decision.accepted, `${state} ${act} ${side}`).toBe(known.has(`${state} ${act} ${side}`));
            expect(decideKeyChange({ state, isOwn: false, papers: 1 }, act, null, county).accepted).toBe(false);
          }
  });

  it('is verified by another person, and only with papers', () => {
    expect(told(decideKeyChange({ state: 'submitted', isOwn: true, papers: 1 }, 'verify', 'principal', false))).toBe(
      'key-changes.entered-by-yourself',
    );
    for (const [state, act, side] of [
      ['draft', 'submit', 'clerk'],
      ['submitted', 'verify', 'principal'],
      ['verified', 'approve', 'county'],
    ] as const)
      expect(told(decideKeyChange({ state, isOwn: false, papers: 0 }, act, side, true))).toBe(
        'key-changes.papers-missing',
      );
  });

  it('that is open can always be withdrawn, and one that ended goes nowhere', () => {
    for (const state of keyChangeStates)
      expect(decideKeyChange({ state, isOwn: true, papers: 0 }, 'withdraw', 'clerk', true).accepted).toBe(
        (openKeyChangeStates as readonly string[]).includes(state),
      );
  });
});

describe('it begins', () => {
  it.each(childStates)('with a child that is %s, or says why not', (state) => {
    const decision = decideBegin({ state, obstacles: [] }, false);
    expect(decision.accepted).toBe(state === 'numbered' || state === 'suspended');
    if (['entered', 'returned', 'confirmed', 'problem'].includes(state))
      expect(told(decision)).toBe('key-changes.still-on-its-way');
  });

  it.each([
    ['key-change-open', true, 'key-changes.already-open'],
    ['transfer-open', true, 'key-changes.transfer-open'],
    ['duplicate-open', false, 'key-changes.duplicate-open'],
    ['duplicate-open', true, null],
    ['deferral-open', false, null],
  ] as const)('with %s under way (gives up what the case is about: %s): %s', (obstacle, settles, expected) => {
    expect(told(decideBegin({ state: 'numbered', obstacles: [obstacle] }, settles))).toBe(expected);
  });

  it.each([
    ['2026-11-22', null],
    ['2026-11-23', 'key-changes.day-out-of-range'],
    ['2025-11-22', null],
    ['2025-11-21', 'key-changes.day-out-of-range'],
  ])('applied for on %s: %s', (day, expected) => {
    expect(told(decideApplied(day, '2026-11-22'))).toBe(expected);
  });
});

const file: ApplicationValues = {
  ...(Object.fromEntries(applicationFields.map((field) => [field, null])) as ApplicationValues),
  ...{ name: '欧阳思远', sex: '1', birthOn: '2021-09-01', identityType: 'Z', nationality: 'CHN', overseas: '00' },
};

describe('what is asked for', () => {
  it.each<[Partial<ApplicationValues>, unknown]>([
    [{}, 'key-changes.nothing-changed'],
    [{ ethnicity: '02' }, 'key-changes.nothing-changed'],
    [{ nationality: 'USA' }, 'key-changes.nothing-changed'],
    [{ name: '欧阳明哲' }, ['name']],
    [{ identityType: '1', identityNumber: '410101202109010039' }, ['identityType', 'identityNumber']],
    [{ name: '欧阳明哲', hukouNature: '1' }, 'key-changes.only-with-nationality'],
    [{ identityType: 'A', identityNumber: 'X1234567', nationality: 'USA', hukouNature: '1' }, expect.any(Array)],
  ])('%j: %s', (over, expected) => {
    expect(told(decideChange(file, { ...file, ...over }))).toEqual(expected);
  });

  it('changes the number only when a resident number comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('G', 'J', 'L', null),
        fc.constantFrom('1', 'A', 'H', 'Z'),
        fc.constantFrom('1', 'A', 'H', 'Z'),
        fc.constantFrom('410101202109010039', '410101202109010047', null),
        fc.constantFrom('410101202109010039', '410101202109010047', null),
        (numberKind, typeBefore, typeAfter, before, after) => {
          const anew = isRenumbered(
            { numberKind, identityType: typeBefore, identityNumber: before },
            { identityType: typeAfter, identityNumber: after },
          );
          // A formal number of the same document stays; without a resident card nothing changes.
          if (typeAfter !== '1' || after === null) expect(anew).toBe(false);
          else if (numberKind === 'G' && before === after) expect(anew).toBe(false);
          else expect(anew).toBe(true);
        },
      ),
    );
  });
});
