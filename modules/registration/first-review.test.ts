import { describe, expect, it } from 'vitest';
import type { ChildState } from '../children/child.ts';
import { childStates } from '../children/child.ts';
import { nextActorOn } from '../children/rules.ts';
import { firstReviewEnd } from './first-review.ts';
import { decideApprove, decideFirstReview, decideReturnToInstitution } from './rules.ts';

const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }): string =>
  decision.accepted ? 'yes' : (decision.refusal?.code ?? '');

const file = (state: ChildState, dueOn: string | null, reviewedAt: Date | null = null) => ({
  state,
  firstReviewDueOn: dueOn,
  firstReviewedAt: reviewedAt,
});
const passed = new Date('2026-09-03T01:00:00Z');

describe('who must act next on a confirmed file', () => {
  it.each([
    ['no first review asked', null, null, '2026-09-02', 'county', 'yes', 'registration.first-review-not-asked'],
    ['waiting', '2026-09-08', null, '2026-09-02', 'town', 'registration.at-first-review', 'yes'],
    ['its last day', '2026-09-08', null, '2026-09-08', 'town', 'registration.at-first-review', 'yes'],
    ['the day after', '2026-09-08', null, '2026-09-09', 'county', 'yes', 'yes'],
    ['passed', '2026-09-08', passed, '2026-09-03', 'county', 'yes', 'registration.first-review-done'],
    ['passed, long ago', '2026-09-08', passed, '2026-12-03', 'county', 'yes', 'registration.first-review-done'],
  ] as const)('%s', (_name, dueOn, reviewedAt, today, next, county, town) => {
    const confirmed = file('confirmed', dueOn, reviewedAt);
    expect(nextActorOn(confirmed, today)).toBe(next);
    expect(codeOf(decideApprove({ ...confirmed, today, institutionReviewed: true, mayBeAnother: false }))).toBe(county);
    expect(codeOf(decideReturnToInstitution({ ...confirmed, today }))).toBe(county);
    expect(codeOf(decideFirstReview({ ...confirmed, enteredBy: 1, confirmedBy: 2 }, 3))).toBe(town);
  });

  it('is the county or the town for the confirmed alone', () => {
    for (const state of childStates.filter((each) => each !== 'confirmed')) {
      expect(['town', 'county']).not.toContain(nextActorOn(file(state, '2026-09-08'), '2026-09-02'));
      expect(decideFirstReview({ ...file(state, '2026-09-08'), enteredBy: 1, confirmedBy: 2 }, 3).accepted).toBe(false);
    }
  });

  it('is never a person on what he entered or confirmed', () => {
    const waiting = { ...file('confirmed', '2026-09-08'), enteredBy: 1, confirmedBy: 2 };
    expect(codeOf(decideFirstReview(waiting, 1))).toBe('registration.entered-by-yourself');
    expect(codeOf(decideFirstReview(waiting, 2))).toBe('registration.entered-by-yourself');
  });
});

describe("the town's last day", () => {
  it.each([
    // A Tuesday; over a weekend; over the National Day holiday of 2026 with its make-up days.
    ['2026-09-01', 5, '2026-09-08'],
    ['2026-09-04', 1, '2026-09-07'],
    ['2026-09-30', 1, '2026-10-08'],
    // The holidays of 2027 are not known: calendar days, twice as many.
    ['2026-12-30', 5, '2027-01-09'],
  ])('of %s and %i working days is %s', (confirmedOn, days, end) => {
    expect(firstReviewEnd(confirmedOn, { value: days, unit: 'working-days' })).toBe(end);
  });
});
