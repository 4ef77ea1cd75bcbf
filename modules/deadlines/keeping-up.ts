import { addCalendarDays, addMonths } from '@xueqian/kernel/iso-date.ts';
import { percentageHalfUp } from '@xueqian/kernel/percentage.ts';

/** Periods that a notice speaks of. */
export const noticePeriods = ['month', 'last-month', 'half-year'] as const;
export type NoticePeriod = (typeof noticePeriods)[number];

/** First and last day of a period, seen from a day; the half-year begins on 1 August or 1 February. */
export const daysOfPeriod = (
  period: NoticePeriod,
  on: string,
): { readonly fromOn: string; readonly untilOn: string } => {
  const first = `${on.slice(0, 7)}-01`;
  if (period === 'month') return { fromOn: first, untilOn: addCalendarDays(addMonths(first, 1), -1) };
  if (period === 'last-month') return { fromOn: addMonths(first, -1), untilOn: addCalendarDays(first, -1) };
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  const fromOn = month >= 8 ? `${year}-08-01` : month >= 2 ? `${year}-02-01` : `${year - 1}-08-01`;
  return { fromOn, untilOn: addCalendarDays(addMonths(fromOn, 6), -1) };
};

/** Tasks that were due in a period, by how they ended or stand. */
export type Kept = {
  /** Done by their day; also what was with the other side with days left. */
  readonly inTime: number;
  readonly doneLate: number;
  readonly openLate: number;
  /** Open, and their day has not passed. */
  readonly running: number;
  /** Late ones that rose to an office above. */
  readonly risen: number;
};
export const keptFigures = ['inTime', 'doneLate', 'openLate', 'running', 'risen'] as const satisfies (keyof Kept)[];

export const sumOfKept = (rows: readonly Kept[]): Kept => {
  const sum = (figure: keyof Kept) => rows.reduce((all, row) => all + row[figure], 0);
  return {
    inTime: sum('inTime'),
    doneLate: sum('doneLate'),
    openLate: sum('openLate'),
    running: sum('running'),
    risen: sum('risen'),
  };
};

/** Share met in time of what has come due, in per cent with two places; null while nothing has. */
export const rateOf = ({ inTime, doneLate, openLate }: Kept): string | null =>
  percentageHalfUp(inTime, inTime + doneLate + openLate);

/** For a notice: who keeps up best comes first; who had nothing due comes last. */
export const inOrder = <T extends Kept & { readonly code: string }>(rows: readonly T[]): T[] => {
  const place = (row: T): number => Number(rateOf(row) ?? -1);
  return [...rows].sort((one, other) => place(other) - place(one) || (one.code < other.code ? -1 : 1));
};
