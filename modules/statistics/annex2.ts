import { percentageHalfUp } from '@xueqian/kernel/percentage.ts';

/** The counts of one row of annex 2, before its shares. */
export type Annex2Counts = {
  readonly code: string;
  readonly name: string;
  readonly institutions: number;
  readonly reported: number;
  readonly reviewed: number;
  readonly statistical: number | null;
  readonly numbered: number;
};

export type Annex2Shares = {
  readonly reportedPercent: string | null;
  readonly reviewedPercent: string | null;
  readonly numberedPercent: string | null;
  /** More children with numbers than in the statistics: possible, so shown and flagged, never clamped. */
  readonly over: boolean;
};

/** The shares of a row: half-up, two decimals, as printed in 2017. */
export const withShares = <C extends Annex2Counts>(counts: C): C & Annex2Shares => ({
  ...counts,
  reportedPercent: percentageHalfUp(counts.reported, counts.institutions),
  reviewedPercent: percentageHalfUp(counts.reviewed, counts.institutions),
  numberedPercent: counts.statistical === null ? null : percentageHalfUp(counts.numbered, counts.statistical),
  over: counts.statistical !== null && counts.numbered > counts.statistical,
});

/** The order of the printed table: the share of children with a number, highest first; without a denominator last. */
export const byNumberedShare = (one: Annex2Counts, other: Annex2Counts): number => {
  if (one.statistical === null || other.statistical === null || one.statistical === 0 || other.statistical === 0) {
    const rank = (counts: Annex2Counts) => (counts.statistical ? 0 : 1);
    return rank(one) - rank(other) || (one.code < other.code ? -1 : 1);
  }
  // Compared as fractions, so that no rounding decides.
  const difference =
    BigInt(other.numbered) * BigInt(one.statistical) - BigInt(one.numbered) * BigInt(other.statistical);
  return difference === 0n ? (one.code < other.code ? -1 : 1) : difference < 0n ? -1 : 1;
};

/** Sum of rows; the denominator is unknown only when it is unknown in all. */
export const totalOf = (code: string, name: string, rows: readonly Annex2Counts[]): Annex2Counts => {
  const sum = (pick: (row: Annex2Counts) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    code,
    name,
    institutions: sum((row) => row.institutions),
    reported: sum((row) => row.reported),
    reviewed: sum((row) => row.reviewed),
    statistical: rows.every((row) => row.statistical === null) ? null : sum((row) => row.statistical ?? 0),
    numbered: sum((row) => row.numbered),
  };
};
