import { describe, expect, it } from 'vitest';
import { type ChildState, childStates } from '../children/child.ts';
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
  ])('leads back to %s what was %s: %j', (state, gone, actions) =>
    expect(restoredState(gone, life(...actions))).toBe(state),
  );
});
