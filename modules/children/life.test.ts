import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childStates } from './child.ts';
import { childActions, goneStates, isPresent, type RecordedAction, replay } from './life.ts';

const done = (action: string, facts: Record<string, unknown> | null = null): RecordedAction => ({ action, facts });

describe('the state of a file is what its actions lead to', () => {
  it.each([
    [['entered'], 'entered'],
    [['entered', 'confirmed', 'numbered'], 'numbered'],
    [['entered', 'confirmed', 'returned-by-county', 'edited'], 'entered'],
    [['entered', 'case-opened', 'edited'], 'problem'],
    [['entered', 'case-opened', 'edited', 'case-closed'], 'entered'],
    [['entered', 'confirmed', 'numbered', 'edited', 'class-changed'], 'numbered'],
    [['entered', 'confirmed', 'numbered', 'suspended', 'resumed', 'left'], 'left'],
    [['entered', 'confirmed', 'numbered', 'graduated', 'in-primary'], 'in-primary'],
    [[], null],
  ])('%j: %s', (actions, state) => {
    expect(replay(actions.map((action) => done(action))).state).toBe(state);
  });

  it('goes back to where an undone step came from', () => {
    const actions = [done('entered'), done('confirmed'), done('numbered'), done('graduated')];
    expect(replay([...actions, done('undone', { state: 'numbered' })]).state).toBe('numbered');
    // One that does not say where to is a hole in the history, not a guess.
    expect(replay([...actions, done('undone')]).state).toBeNull();
  });

  it('is nowhere after an action that nobody knows', () => {
    expect(replay([done('entered'), done('vanished')]).state).toBeNull();
  });

  it('knows the institution of the last move', () => {
    expect(replay([done('entered')]).institutionId).toBeNull();
    expect(
      replay([done('entered'), done('moved', { to: 7 }), done('transferred', { to: 9 }), done('edited')]).institutionId,
    ).toBe(9);
  });

  it('depends on the last step that sets a state alone', () => {
    const setting = ['confirmed', 'numbered', 'left', 'suspended', 'graduated'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...childActions)), fc.constantFrom(...setting), (before, last) => {
        const state = replay([...before, last].map((action) => done(action, { state: 'numbered' }))).state;
        expect(state).toBe(replay([done(last)]).state);
      }),
    );
  });
});

it('every state is of a child that is here, or that is not', () => {
  expect(Object.keys(isPresent).sort()).toEqual([...childStates].sort());
  expect(goneStates).toEqual(['deleted', 'left', 'graduated', 'in-primary', 'cancelled', 'merged']);
});
