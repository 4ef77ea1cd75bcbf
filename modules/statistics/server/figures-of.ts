import type { readTable } from './annex2.ts';

const percent = (value: string | null): string => (value === null ? '' : `${value}%`);

/** The figures of a line of annex 2 as printed, in the order of its columns after the name. */
export const figuresOf = (row: Awaited<ReturnType<typeof readTable>>['total']): (string | number)[] => [
  row.institutions,
  row.reported,
  percent(row.reportedPercent),
  row.reviewed,
  percent(row.reviewedPercent),
  row.statistical ?? '',
  row.numbered,
  percent(row.numberedPercent),
];
