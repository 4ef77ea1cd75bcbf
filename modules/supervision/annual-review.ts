import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { z } from 'zod';
import type { Violation } from './rectification.ts';

/** qualified 合格 · basically-qualified 基本合格 · unqualified 不合格 */
export const annualResults = ['qualified', 'basically-qualified', 'unqualified'] as const;
export type AnnualResult = (typeof annualResults)[number];

/** What the system knows of an institution and year; the county decides with it before its eyes. */
export const annualFacts = z.object({
  /** Notices that are open now, those past their day, and those that weigh heavily; and the ones issued in the year. */
  openRectifications: z.number(),
  overdueRectifications: z.number(),
  seriousRectifications: z.number(),
  issuedRectifications: z.number(),
  /** Inspections of the year that were handed over, and what they found. */
  inspections: z.number(),
  findings: z.number(),
  heavyFindings: z.number(),
  /** Rules that find something in the file now; of those, errors, and sections that are not in force. */
  fileFindings: z.number(),
  fileErrors: z.number(),
  missingSections: z.number(),
});
export type AnnualFacts = z.infer<typeof annualFacts>;

/** Breaches whose open notice weighs heavily before its day has passed (Binhai measures, article 21, items 1 and 5). */
export const seriousViolations: readonly Violation[] = ['false-file', 'leaked'];

/** Years that a review may be of: from the year in which the measures came into force to the running one. */
export const firstYear = 2020;

type Word = {
  readonly year: number;
  readonly result: AnnualResult;
  readonly explanation: string | null;
  readonly correctionReason: string | null;
  /** Of the version that the county saw; 0: none yet. */
  readonly version: number;
};

/** Whether the county's word may be recorded: once, later only with a reason, and qualified over serious notices only explained. */
export const decideAnnualReview = (
  word: Word,
  current: number,
  facts: Pick<AnnualFacts, 'seriousRectifications'>,
  on: string,
): Decision<null> => {
  if (word.year < firstYear || word.year > Number(on.slice(0, 4))) return refuse('supervision.annual-year-ahead');
  if (word.version !== current) return refuse('supervision.annual-changed-meanwhile');
  if (current > 0 && (word.correctionReason ?? '').trim().length < 2)
    return refuse('supervision.annual-correction-needs-reason');
  if (word.result === 'qualified' && facts.seriousRectifications > 0 && (word.explanation ?? '').trim().length < 2)
    return refuse('supervision.annual-needs-explanation', { count: facts.seriousRectifications });
  return accept(null);
};
