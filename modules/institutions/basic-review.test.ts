import { describe, expect, it } from 'vitest';
import { type BasicStanding, decideBasicConfirm, decideBasicReview } from './basic-review.ts';
import { sectionStates } from './institution.ts';

const at = (state: BasicStanding['state']): BasicStanding => ({ state, version: 2, revision: 3, submittedBy: 7 });
const now = { version: 2, revision: 3 };
const codeOf = (decision: ReturnType<typeof decideBasicConfirm | typeof decideBasicReview>): string =>
  decision.accepted ? decision.value : decision.refusal.code.replace('institutions.', '');
const states = sectionStates.filter((state) => state !== 'empty');

describe("the principal's word on the basic section", () => {
  it.each<[string, BasicStanding, typeof now, 'approve' | 'return', string | null, number, string]>([
    ['sends it to the county', at('entered'), now, 'approve', null, 8, 'submitted'],
    ['sends it back', at('entered'), now, 'return', '地址不全', 8, 'returned'],
    ['back without a reason', at('entered'), now, 'return', ' ', 8, 'return-needs-reason'],
    ['back with one letter', at('entered'), now, 'return', '错', 8, 'return-needs-reason'],
    ['on my own', at('entered'), now, 'approve', null, 7, 'section-confirmed-by-another'],
    ['on an earlier version', at('entered'), { ...now, version: 1 }, 'approve', null, 8, 'basic-changed-meanwhile'],
    ['on what was mended', at('entered'), { ...now, revision: 2 }, 'approve', null, 8, 'basic-changed-meanwhile'],
  ])('%s', (_name, newest, asked, decision, reason, account, expected) => {
    expect(codeOf(decideBasicConfirm(newest, asked, decision, reason, account))).toBe(expected);
  });
  it('is asked of what was entered, and of nothing else', () => {
    expect(states.filter((state) => decideBasicConfirm(at(state), now, 'approve', null, 8).accepted)).toEqual([
      'entered',
    ]);
  });
});

describe("the county's word on the basic section", () => {
  it.each<[string, typeof now, 'approve' | 'return', string | null, string]>([
    ['brings it into force', now, 'approve', null, 'approved'],
    ['sends it back', now, 'return', '许可证过期', 'returned'],
    ['back without a reason', now, 'return', null, 'return-needs-reason'],
    [
      'on what was returned, mended and confirmed meanwhile',
      { ...now, revision: 2 },
      'approve',
      null,
      'basic-changed-meanwhile',
    ],
    ['on an earlier version', { ...now, version: 1 }, 'approve', null, 'basic-changed-meanwhile'],
  ])('%s', (_name, asked, decision, reason, expected) => {
    expect(codeOf(decideBasicReview(at('submitted'), asked, decision, reason))).toBe(expected);
  });
  it('is never given on what the principal has not confirmed', () => {
    expect(states.filter((state) => decideBasicReview(at(state), now, 'approve', null).accepted)).toEqual([
      'submitted',
    ]);
  });
});
