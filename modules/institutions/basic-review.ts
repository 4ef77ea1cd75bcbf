import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { SectionState } from './institution.ts';
import { lacksReason, type SectionDecision } from './section.ts';

/** The newest version of a basic section as far as decisions need it. */
export type BasicStanding = {
  readonly state: Exclude<SectionState, 'empty'>;
  readonly version: number;
  readonly revision: number;
  /** The account that handed it to the principal. */
  readonly submittedBy: number | null;
};
/** What a decision was made on: another version or revision by now means that something changed meanwhile. */
export type BasicAsked = { readonly version: number; readonly revision: number };

/** Under review: before the principal or before the county. */
export const isUnderReview = (state: SectionState): boolean => state === 'entered' || state === 'submitted';

const changed = 'institutions.basic-changed-meanwhile';
const isMeant = (newest: BasicStanding, asked: BasicAsked, state: SectionState): boolean =>
  newest.state === state && newest.version === asked.version && newest.revision === asked.revision;

/** The principal's word on what was entered; never of the person who handed it over. */
export const decideBasicConfirm = (
  newest: BasicStanding,
  asked: BasicAsked,
  decision: SectionDecision,
  reason: string | null,
  accountId: number,
): Decision<'submitted' | 'returned'> => {
  if (!isMeant(newest, asked, 'entered')) return refuse(changed);
  if (newest.submittedBy === accountId) return refuse('institutions.section-confirmed-by-another');
  if (lacksReason(decision, reason)) return refuse('institutions.return-needs-reason');
  return accept(decision === 'approve' ? 'submitted' : 'returned');
};

/** The county's word, on what the principal confirmed. */
export const decideBasicReview = (
  newest: BasicStanding,
  asked: BasicAsked,
  decision: SectionDecision,
  reason: string | null,
): Decision<'approved' | 'returned'> => {
  if (!isMeant(newest, asked, 'submitted')) return refuse(changed);
  if (lacksReason(decision, reason)) return refuse('institutions.return-needs-reason');
  return accept(decision === 'approve' ? 'approved' : 'returned');
};
