import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childStates } from '../children/child.ts';
import {
  decideAdmission,
  decideBegin,
  decideOffer,
  decidePapers,
  decideTransfer,
  isDrawnUp,
  type TransferAct,
  type TransferSide,
  type TransferState,
  transferActs,
  transferStates,
} from './transfer.ts';

const at = (state: TransferState, startedBy: 'receiver' | 'sender' = 'receiver', isLate = false) => ({
  state,
  startedBy,
  isLate,
});
const told = (decision: { accepted: boolean; value?: unknown; refusal?: { code: string } }) =>
  decision.accepted ? decision.value : decision.refusal?.code;

it.each([
  [false, 0, null],
  [false, 2, null],
  [true, 0, 'transfers.papers-missing'],
  [true, 1, null],
] as const)('papers needed: %s, there: %d, so %s', (areNeeded, papers, expected) =>
  expect(told(decidePapers(areNeeded, papers))).toBe(expected),
);

it.each([
  [false, false, null],
  [false, true, null],
  [true, false, 'transfers.papers-before-it-goes'],
  [true, true, null],
] as const)('papers needed: %s, drawn up first: %s, so %s', (areNeeded, isDraft, expected) =>
  expect(told(decideOffer(areNeeded, isDraft))).toBe(expected),
);

describe('a step of a transfer', () => {
  it.each<[TransferAct, TransferSide, string]>([
    ['release', 'sender', 'released'],
    ['withdraw', 'sender', 'withdrawn'],
    ['refuse', 'sender', 'transfers.not-your-part'],
    ['withdraw', 'receiver', 'transfers.not-your-part'],
    ['accept', 'receiver', 'transfers.changed-meanwhile'],
    ['release-over', 'above', 'transfers.not-your-part'],
  ])('that the sender drew up: %s by the %s: %s', (act, side, expected) => {
    expect(isDrawnUp(at('asked', 'sender'))).toBe(true);
    expect(told(decideTransfer(at('asked', 'sender', true), act, side, false))).toBe(expected);
  });

  it.each<[TransferState, TransferAct, TransferSide, boolean, string]>([
    ['asked', 'release', 'sender', false, 'released'],
    ['asked', 'release', 'receiver', false, 'transfers.not-your-part'],
    ['asked', 'accept', 'receiver', false, 'transfers.changed-meanwhile'],
    ['asked', 'refuse', 'sender', false, 'refused'],
    ['asked', 'refuse', 'receiver', false, 'transfers.not-your-part'],
    ['asked', 'withdraw', 'receiver', false, 'withdrawn'],
    ['asked', 'withdraw', 'sender', false, 'transfers.not-your-part'],
    ['released', 'accept', 'receiver', false, 'completed'],
    ['released', 'accept', 'receiver', true, 'accepted'],
    ['released', 'accept', 'sender', false, 'transfers.not-your-part'],
    ['released', 'refuse', 'receiver', false, 'refused'],
    ['accepted', 'approve', 'receiving-county', true, 'completed'],
    ['accepted', 'approve', 'above', true, 'transfers.not-your-part'],
    ['accepted', 'withdraw', 'receiver', true, 'transfers.changed-meanwhile'],
    ['completed', 'refuse', 'receiver', false, 'transfers.changed-meanwhile'],
  ])('%s, %s by the %s (county approves: %s): %s', (state, act, side, county, expected) => {
    expect(told(decideTransfer(at(state), act, side, county))).toBe(expected);
  });

  it('is taken over by the office above only when the day is over', () => {
    expect(told(decideTransfer(at('asked'), 'release-over', 'above', false))).toBe('transfers.not-late-yet');
    expect(told(decideTransfer(at('asked', 'receiver', true), 'release-over', 'above', false))).toBe('released');
    expect(told(decideTransfer(at('released', 'receiver', true), 'release-over', 'above', false))).toBe(
      'transfers.changed-meanwhile',
    );
  });

  it('never leads anywhere from its end', () => {
    const side = fc.constantFrom<TransferSide>('sender', 'receiver', 'receiving-county', 'above');
    const end = fc.constantFrom<TransferState>('completed', 'refused', 'withdrawn');
    fc.assert(
      fc.property(
        end,
        fc.constantFrom(...transferActs),
        side,
        fc.boolean(),
        fc.boolean(),
        (state, act, by, late, county) => {
          expect(decideTransfer(at(state, 'sender', late), act, by, county).accepted).toBe(false);
        },
      ),
    );
    expect(transferStates).toHaveLength(6);
  });
});

describe('a transfer begins', () => {
  it.each(childStates)('with a child that is %s, or says why not', (state) => {
    const begin = decideBegin({ state, institutionId: 1, isMoving: false, isChangingKey: false, isOfClosed: false }, 2);
    expect(begin.accepted).toBe(state === 'numbered' || state === 'suspended' || state === 'left');
  });

  it.each(childStates)('with a child that is %s where its kindergarten has closed, or says why not', (state) => {
    const child = { state, institutionId: 1, isMoving: false, isChangingKey: false, isOfClosed: true };
    const may = ['numbered', 'suspended', 'left', 'cancelled'];
    expect(decideBegin(child, 2).accepted).toBe(may.includes(state));
  });

  it('once at a time, and elsewhere', () => {
    expect(
      told(
        decideBegin(
          { state: 'numbered', institutionId: 1, isMoving: true, isChangingKey: false, isOfClosed: false },
          2,
        ),
      ),
    ).toBe('transfers.already-moving');
    expect(
      told(
        decideBegin(
          { state: 'numbered', institutionId: 1, isMoving: false, isChangingKey: true, isOfClosed: false },
          2,
        ),
      ),
    ).toBe('transfers.key-change-open');
    expect(
      told(
        decideBegin(
          { state: 'numbered', institutionId: 2, isMoving: false, isChangingKey: false, isOfClosed: false },
          2,
        ),
      ),
    ).toBe('transfers.child-is-here');
  });
});

it.each([
  ['2026-11-22', true],
  ['2026-11-23', false],
  ['2025-11-20', true],
  ['2025-11-19', false],
])('the day of admission %s: %s', (day, isRight) => {
  expect(decideAdmission(day, '2026-11-20', '2026-11-22').accepted).toBe(isRight);
});
