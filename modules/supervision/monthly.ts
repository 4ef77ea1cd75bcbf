import { addMonths } from '@xueqian/kernel/iso-date.ts';
import { z } from 'zod';
import { type Kept, rateOf } from '../deadlines/keeping-up.ts';
import { deadlineKinds } from '../deadlines/task.ts';

/** The month that a message of this day speaks of: the one before. */
export const monthBefore = (on: string): string => addMonths(`${on.slice(0, 7)}-01`, -1).slice(0, 7);

const ruleLine = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  institutions: z.number(),
  found: z.number(),
});
export type RuleLine = z.infer<typeof ruleLine>;

const lateLine = z.object({ kind: z.enum(deadlineKinds), ofCounties: z.number(), ofInstitutions: z.number() });
export type LateLine = z.infer<typeof lateLine>;

const lastLine = z.object({
  code: z.string(),
  name: z.string(),
  inTime: z.number(),
  doneLate: z.number(),
  openLate: z.number(),
  /** Per cent met in time. */
  rate: z.string(),
});
export type LastLine = z.infer<typeof lastLine>;

/** What a message says. What it is compared with stands in it, so that it reads the same for ever. */
export const monthlyFigures = z.object({
  rules: z.array(
    ruleLine.extend({
      /** Institutions a month before; null: there was no message then. */
      before: z.number().nullable(),
    }),
  ),
  late: z.array(lateLine),
  /** Who kept up least with what was due in the month, the last first: counties, prefectures, or institutions of a county. */
  last: z.array(lastLine),
  rectifications: z.object({ open: z.number(), overdue: z.number() }),
});
export type MonthlyFigures = z.infer<typeof monthlyFigures>;

/** Rules with what they found a month before; one that finds nothing any more is told too. */
export const compareRules = (now: readonly RuleLine[], before: readonly RuleLine[] | null): MonthlyFigures['rules'] => {
  const lines = now.map((line) => ({
    ...line,
    before: before === null ? null : (before.find(({ rule }) => rule === line.rule)?.institutions ?? 0),
  }));
  const mended = (before ?? [])
    .filter(({ rule, institutions }) => institutions > 0 && !now.some((line) => line.rule === rule))
    .map((line) => ({ ...line, before: line.institutions, institutions: 0, found: 0 }));
  return [...lines, ...mended].sort((one, other) => (one.rule < other.rule ? -1 : 1));
};

/** As many as a notice names. */
export const mostNamed = 10;

/** For a notice: who kept up least comes first; who met everything, or had nothing due, is not named. */
export const lastOf = (
  parts: readonly (Pick<Kept, 'inTime' | 'doneLate' | 'openLate'> & { readonly code: string; readonly name: string })[],
): LastLine[] =>
  parts
    .flatMap(({ code, name, inTime, doneLate, openLate }) => {
      const rate = rateOf({ inTime, doneLate, openLate, running: 0, risen: 0 });
      return rate === null || doneLate + openLate === 0 ? [] : [{ code, name, inTime, doneLate, openLate, rate }];
    })
    .sort((one, other) => Number(one.rate) - Number(other.rate) || (one.code < other.code ? -1 : 1))
    .slice(0, mostNamed);

/** Lines of places below put together by a key; figures are added. */
export const addUp = <T extends object, F extends keyof T>(
  lines: readonly T[],
  keyOf: (line: T) => string,
  figures: readonly F[],
): T[] => {
  const sums = new Map<string, T>();
  for (const line of lines) {
    const there = sums.get(keyOf(line));
    sums.set(
      keyOf(line),
      there === undefined
        ? { ...line }
        : { ...there, ...Object.fromEntries(figures.map((each) => [each, Number(there[each]) + Number(line[each])])) },
    );
  }
  return [...sums.values()];
};
