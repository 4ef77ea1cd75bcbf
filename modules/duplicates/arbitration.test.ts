import { describe, expect, it } from 'vitest';
import { arbiterOf, type CaseDecision, caseDecisions, type Disputed, decideArbitration } from './arbitration.ts';

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
