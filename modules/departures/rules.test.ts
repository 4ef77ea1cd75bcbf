import { describe, expect, it } from 'vitest';
import { type ChildState, childStates } from '../children/child.ts';
import {
  decideLeaving,
  decideResumption,
  decideSuspension,
  decideUndo,
  obstacles,
  undoDays,
  undoUntil,
} from './leaving.ts';

type Refusable = { accepted: true } | { accepted: false; refusal: { code: string } };
const codeOf = (decision: Refusable): string | null => (decision.accepted ? null : decision.refusal.code);
const today = '2026-11-22';
const child = { state: 'numbered' as ChildState, admittedOn: '2026-09-01', obstacle: null };

describe('leaving', () => {
  it.each(childStates.map((state) => [state] as const))('of a file that is %s', (state) => {
    const expected = ['numbered', 'suspended'].includes(state)
      ? null
      : ['entered', 'returned', 'confirmed', 'problem'].includes(state)
        ? 'departures.no-number'
        : 'departures.not-here';
    expect(codeOf(decideLeaving({ ...child, state }, today, today))).toBe(expected);
  });

  it.each([
    ['2026-11-23', 'departures.in-the-future'],
    ['2026-11-22', null],
    ['2026-09-01', null],
    ['2026-08-31', 'departures.before-admission'],
  ])('on %s', (leftOn, expected) => {
    expect(codeOf(decideLeaving(child, leftOn, today))).toBe(expected);
  });

  it.each(obstacles.map((one) => [one] as const))('waits for the end of what is %s', (obstacle) => {
    expect(codeOf(decideLeaving({ ...child, obstacle }, today, today))).toBe(`departures.${obstacle}`);
  });
});

describe('taking a leaving back', () => {
  const recordedAt = new Date('2026-11-22T01:00:00Z');
  const leaving = { recordedAt, isUndone: false, state: 'left' as ChildState | null };
  const end = undoUntil(recordedAt);

  it('is for a week, to the second', () => {
    expect((end.getTime() - recordedAt.getTime()) / 86_400_000).toBe(undoDays);
    expect(codeOf(decideUndo(leaving, end))).toBe(null);
    expect(codeOf(decideUndo(leaving, new Date(end.getTime() + 1)))).toBe('departures.undo-too-late');
  });

  it.each([
    [{ isUndone: true, state: 'numbered' as ChildState | null }, 'departures.already-undone'],
    [{ state: null }, 'departures.gone-on'],
    [{ state: 'in-primary' as ChildState | null }, 'departures.gone-on'],
    [{ state: 'numbered' as ChildState | null }, 'departures.gone-on'],
  ])('of %j', (over, expected) => {
    expect(codeOf(decideUndo({ ...leaving, ...over }, recordedAt))).toBe(expected);
  });
});

describe('a rest', () => {
  const rest = { fromOn: '2026-11-20', untilOn: '2027-03-01' };

  it.each([
    ['as asked', {}, {}, null],
    ['of who rests', { state: 'suspended' as ChildState }, {}, 'departures.rests-already'],
    ['of who left', { state: 'left' as ChildState }, {}, 'departures.not-here'],
    ['without a number', { state: 'confirmed' as ChildState }, {}, 'departures.no-number'],
    ['that has not begun', {}, { fromOn: '2026-11-23' }, 'departures.in-the-future'],
    ['before the admission', { admittedOn: '2026-11-21' }, {}, 'departures.before-admission'],
    ['of no day', {}, { untilOn: '2026-11-20' }, 'departures.rest-ends-before-it-begins'],
    ['of a year', {}, { untilOn: '2027-11-21' }, null],
    ['of more than a year', {}, { untilOn: '2027-11-22' }, 'departures.rest-too-long'],
  ])('%s', (_what, over, dates, expected) => {
    expect(codeOf(decideSuspension({ ...child, ...over }, { ...rest, ...dates }, today))).toBe(expected);
  });

  it.each([
    ['suspended' as ChildState, '2026-11-20', '2026-11-22', null],
    ['suspended' as ChildState, '2026-11-20', '2026-11-19', 'departures.before-the-rest'],
    ['suspended' as ChildState, '2026-11-20', '2026-11-23', 'departures.in-the-future'],
    ['numbered' as ChildState, null, '2026-11-22', 'departures.does-not-rest'],
    ['left' as ChildState, '2026-11-20', '2026-11-22', 'departures.does-not-rest'],
  ])('of a child that is %s since %s ends on %s', (state, fromOn, resumedOn, expected) => {
    expect(codeOf(decideResumption({ state, fromOn }, resumedOn, today))).toBe(expected);
  });
});
