import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';

/**
 * First day of a half-year's term: 1 September, and 1 March, by which the spring term has begun everywhere (schools
 * begin it between mid-February and the end of that month).
 */
export const termBeginsOn = (term: string): string =>
  term.endsWith('autumn') ? `${term.slice(0, 4)}-09-01` : `${term.slice(0, 4)}-03-01`;

/** What an institution's file went through since the term began. */
export type FileSinceTerm = {
  /** Sections that are being changed now: drafts, submitted, confirmed, returned. */
  readonly underWay: number;
  /** Sections that were saved since the term began. */
  readonly touched: number;
};

/**
 * Whether the word on a term may be given: "nothing changed" only while nothing is being changed, "changed and mended"
 * only when something was. Once a term (Binhai measures, article 14).
 */
export const decideTermCheck = (
  unchanged: boolean,
  isDone: boolean,
  on: string,
  term: string,
  { underWay, touched }: FileSinceTerm,
): Decision<null> => {
  if (isDone) return refuse('supervision.term-checked-already');
  if (on < termBeginsOn(term)) return refuse('supervision.term-not-begun', { on: termBeginsOn(term) });
  if (unchanged && underWay > 0) return refuse('supervision.term-changes-under-way', { count: underWay });
  if (!unchanged && touched === 0) return refuse('supervision.term-nothing-touched');
  return accept(null);
};
