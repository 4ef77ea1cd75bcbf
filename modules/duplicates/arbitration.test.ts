import { describe, expect, it } from 'vitest';
import {
  arbiterOf,
  type CaseDecision,
  caseDecisions,
  type Disputed,
  decideArbitration,
  decideWhoDecides,
  type Heard,
} from './arbitration.ts';

it.each([
  ['410105', '410105', 'county'],
  ['410105', '410102', 'prefecture'],
  ['410105', '410611', 'province'],
] as const)('between %s and %s the %s decides', (laterCounty, earlierCounty, expected) => {
  const prefecture = (county: string) => `${county.slice(0, 4)}00`;
  const sides = { laterCounty, earlierCounty };
  expect(
    arbiterOf({ ...sides, laterPrefecture: prefecture(laterCounty), earlierPrefecture: prefecture(earlierCounty) }),
  ).toBe(expected);
});

const open: Disputed = { kind: 'possible', state: 'open', laterState: 'confirmed', earlierState: 'numbered' };
const codeOf = (disputed: Partial<Disputed>, decision: CaseDecision): string => {
  const decided = decideArbitration({ ...open, ...disputed }, decision);
  return decided.accepted ? 'allowed' : decided.refusal.code;
};

describe('what a case may be found to be', () => {
  it.each<[Partial<Disputed>, CaseDecision, string]>([
    [{}, 'transfer', 'allowed'],
    [{}, 'two-children', 'allowed'],
    [{}, 'one-child', 'allowed'],
    [{ kind: '102', laterState: 'problem' }, 'two-children', 'allowed'],
    [{ kind: '101', laterState: 'problem' }, 'two-children', 'duplicates.number-belongs-to-one'],
    [{ kind: '101', laterState: 'problem' }, 'one-child', 'allowed'],
    [{ laterState: 'numbered' }, 'transfer', 'duplicates.later-has-number'],
    [{ laterState: 'numbered' }, 'one-child', 'allowed'],
    [{ laterState: 'deleted' }, 'one-child', 'duplicates.file-ended'],
    [{ earlierState: 'graduated' }, 'transfer', 'duplicates.file-ended'],
  ])('%j as %s: %s', (disputed, decision, expected) => {
    expect(codeOf(disputed, decision)).toBe(expected);
  });

  it('is nothing more once it is closed', () => {
    for (const decision of caseDecisions) expect(codeOf({ state: 'closed' }, decision)).toBe('duplicates.closed');
  });
});

describe('who decides on 24 November', () => {
  const heard: Heard = { answered: true, dueOn: null };
  const asleep: Heard = { answered: false, dueOn: '2026-11-23' };
  const lastDay: Heard = { answered: false, dueOn: '2026-11-24' };
  const unclocked: Heard = { answered: false, dueOn: null };
  const unknown: Heard = { answered: false, dueOn: 'not-known' };
  it.each([
    ['the arbiter, both heard', 'county', 'county', [heard, heard], null, 'allowed'],
    ['not while one has its last day', 'county', 'county', [heard, lastDay], null, 'duplicates.answers-awaited'],
    ['without the one that sleeps', 'county', 'county', [heard, asleep], null, 'allowed'],
    ['without both that sleep', 'prefecture', 'prefecture', [asleep, asleep], null, 'allowed'],
    [
      'not when one sleeps and one has days left',
      'county',
      'county',
      [asleep, lastDay],
      null,
      'duplicates.answers-awaited',
    ],
    ['not before the clocks are set', 'county', 'county', [unclocked, heard], null, 'duplicates.answers-awaited'],
    ['not before a day is known', 'county', 'county', [unknown, heard], null, 'duplicates.answers-awaited'],
    [
      'nobody above while the arbiter has days',
      'prefecture',
      'county',
      [heard, heard],
      '2026-11-24',
      'duplicates.not-yours-to-decide',
    ],
    [
      'nobody above before its clock runs',
      'prefecture',
      'county',
      [asleep, asleep],
      null,
      'duplicates.not-yours-to-decide',
    ],
    ['the office above a late arbiter', 'prefecture', 'county', [heard, heard], '2026-11-23', 'allowed'],
    ['the province too', 'province', 'county', [heard, heard], '2026-11-23', 'allowed'],
    ['the late arbiter still', 'county', 'county', [heard, heard], '2026-11-23', 'allowed'],
    [
      'no office below the arbiter',
      'county',
      'prefecture',
      [heard, heard],
      '2026-11-23',
      'duplicates.not-yours-to-decide',
    ],
    ['no institution', 'institution', 'county', [heard, heard], '2026-11-23', 'duplicates.not-yours-to-decide'],
    ['not the ministry', 'ministry', 'province', [heard, heard], '2026-11-23', 'duplicates.not-yours-to-decide'],
  ] as const)('%s', (_what, level, arbiter, sides, decisionDueOn, expected) => {
    const decided = decideWhoDecides(level, arbiter, { decisionDueOn, sides }, '2026-11-24');
    expect(decided.accepted ? 'allowed' : decided.refusal.code).toBe(expected);
  });
});
