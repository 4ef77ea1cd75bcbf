import { describe, expect, it } from 'vitest';
import { type ChildState, childStates } from '../children/child.ts';
import { decidePapers } from './cancellation.ts';
import { type DeferrableFile, decideDeferral, decideDeferralEnd, deferralOn, nextEntryYear } from './deferral.ts';
import { decideAct, petitionActs, petitionStates } from './petition.ts';
import { decideRecovery, isRecoverable, type LostFile, restoredState } from './recovery.ts';

type Refusable = { accepted: true; value: unknown } | { accepted: false; refusal: { code: string } };
const outcome = (decision: Refusable): unknown => (decision.accepted ? decision.value : decision.refusal.code);

describe('a petition', () => {
  // Who has it in hands may do what, and where it leads; everything else finds it changed.
  const ways: Readonly<Record<string, string>> = {
    'draft edit': 'draft',
    'draft submit': 'submitted',
    'draft withdraw': 'withdrawn',
    'returned edit': 'draft',
    'returned submit': 'submitted',
    'returned withdraw': 'withdrawn',
    'submitted confirm': 'confirmed',
    'submitted return': 'returned',
    'submitted withdraw': 'withdrawn',
    'confirmed approve': 'approved',
    'confirmed return': 'returned',
    'confirmed withdraw': 'withdrawn',
  };
  it.each(petitionStates.flatMap((state) => petitionActs.map((act) => [state, act] as const)))(
    'that is %s: %s',
    (state, act) =>
      expect(outcome(decideAct(state, act, '原因'))).toBe(ways[`${state} ${act}`] ?? 'petitions.changed-meanwhile'),
  );

  it.each([[null], [''], [' 一 '], ['𠀀']])('comes back for a reason: %j is none', (reason) =>
    expect(outcome(decideAct('confirmed', 'return', reason))).toBe('petitions.needs-reason'),
  );
});

describe('a recovery', () => {
  const file: LostFile = { state: 'left', mayBeUndone: false, claim: 'nobody', obstacle: null, standing: 'operating' };

  it.each(childStates.map((state) => [state] as const))('of a file that is %s', (state) => {
    const expected = ['deleted', 'left', 'cancelled'].includes(state) ? state : 'petitions.not-gone';
    expect(outcome(decideRecovery({ ...file, state }))).toBe(expected);
    expect(isRecoverable(state)).toBe(expected === state);
  });

  it.each<[string, Partial<LostFile>]>([
    ['petitions.is-elsewhere', { state: null }],
    ['petitions.may-be-undone', { mayBeUndone: true }],
    ['petitions.institution-closed', { standing: 'closed' }],
    ['left', { standing: 'suspended' }],
    ['petitions.entered-again-here', { state: 'deleted', claim: 'here' }],
    ['petitions.numbered-elsewhere', { state: 'deleted', claim: 'numbered-elsewhere' }],
    ['petitions.entered-elsewhere', { state: 'deleted', claim: 'elsewhere' }],
    ['petitions.something-open', { obstacle: 'transfer-open' }],
    ['deleted', { state: 'deleted', mayBeUndone: true }],
  ])('%s: %j', (expected, over) => expect(outcome(decideRecovery({ ...file, ...over }))).toBe(expected));

  const life = (...actions: string[]) => actions.map((action) => ({ action, facts: null }));
  it.each<[ChildState | null, 'deleted' | 'left' | 'cancelled', string[]]>([
    ['entered', 'deleted', ['entered', 'deleted']],
    ['returned', 'deleted', ['entered', 'confirmed', 'returned-by-county', 'deleted']],
    ['entered', 'deleted', ['entered', 'confirmed', 'returned-by-county', 'edited', 'deleted']],
    ['entered', 'deleted', ['entered', 'case-opened', 'deleted']],
    ['numbered', 'left', ['entered', 'confirmed', 'approved', 'numbered', 'left']],
    ['suspended', 'left', ['entered', 'confirmed', 'approved', 'numbered', 'suspended', 'left']],
    ['numbered', 'cancelled', ['entered', 'confirmed', 'numbered', 'suspended', 'resumed', 'cancelled']],
    [null, 'cancelled', ['entered', 'confirmed', 'numbered', 'left']],
    [null, 'left', ['entered', 'left']],
    // Left, and its file went to another province afterwards.
    ['suspended', 'left', ['entered', 'confirmed', 'numbered', 'suspended', 'left', 'left']],
  ])('leads back to %s what was %s: %j', (state, gone, actions) =>
    expect(restoredState(gone, life(...actions))).toBe(state),
  );
});

describe('a deferral', () => {
  const six: DeferrableFile = { state: 'numbered', birthOn: '2021-08-31', deferredFor: [] };

  it.each(childStates.map((state) => [state] as const))('of a child that is %s', (state) => {
    const expected = state === 'numbered' || state === 'suspended' ? null : 'petitions.not-here-to-defer';
    expect(outcome(decideDeferral({ ...six, state }, 2027))).toBe(expected);
    expect(outcome(decideDeferralEnd({ ...six, state, deferredFor: [2027] }, 2027))).toBe(expected);
  });

  it.each<[string | null, Partial<DeferrableFile>, number]>([
    [null, {}, 2027],
    ['petitions.not-of-school-age', { birthOn: '2021-09-01' }, 2027],
    [null, { birthOn: '2021-09-01' }, 2028],
    ['petitions.is-elsewhere', { state: null }, 2027],
    ['petitions.deferred-already', { deferredFor: [2027] }, 2027],
    [null, { deferredFor: [2027] }, 2028],
  ])('%s: %j for %i', (expected, over, year) =>
    expect(outcome(decideDeferral({ ...six, ...over }, year))).toBe(expected),
  );

  it.each<[string | null, Partial<DeferrableFile>]>([
    [null, { deferredFor: [2026, 2027] }],
    ['petitions.not-deferred', {}],
    ['petitions.not-deferred', { deferredFor: [2026] }],
    ['petitions.is-elsewhere', { state: null, deferredFor: [2027] }],
  ])('ends (%s): %j', (expected, over) => expect(outcome(decideDeferralEnd({ ...six, ...over }, 2027))).toBe(expected));

  it.each([
    ['2027-08-31', 2027],
    ['2027-09-01', 2028],
    ['2027-01-01', 2027],
    ['2026-12-31', 2027],
  ])('asked for on %s is for %i', (today, year) => expect(nextEntryYear(today)).toBe(year));

  it.each<[readonly number[], string, number | null]>([
    [[2027], '2027-03-01', 2027],
    [[2027], '2028-08-31', 2027],
    [[2027], '2028-09-01', null],
    [[2026, 2027], '2027-03-01', 2027],
    [[], '2027-03-01', null],
  ])('of %j counts on %s: %s', (years, today, year) => expect(deferralOn(years, today)).toBe(year));

  it.each([
    ['recovery', null],
    ['cancellation', 'petitions.needs-papers'],
    ['deferral', 'petitions.needs-papers'],
    ['deferral-end', null],
  ] as const)('%s without papers: %s', (kind, expected) => {
    expect(outcome(decidePapers(kind, 0))).toBe(expected);
    expect(outcome(decidePapers(kind, 1))).toBe(null);
  });
});
