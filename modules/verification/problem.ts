import type { Result } from './answer.ts';

/**
 * Where a problem stands. `open`: something must be done; `changed`: name or number are others than was asked, the next
 * batch asks; `evidence`: papers say it is right all the same, the next batch asks.
 */
export const problemStates = ['open', 'changed', 'evidence'] as const;
export type ProblemState = (typeof problemStates)[number];

export const problemState = (problem: { readonly askedStill: boolean; readonly hasEvidence: boolean }): ProblemState =>
  problem.askedStill ? (problem.hasEvidence ? 'evidence' : 'open') : 'changed';

/** What can be done about it (handling of problem records, domain 8.3): evidence only where a register may be wrong. */
export const remedies = ['change', 'evidence', 'delete'] as const;
export const remediesOf = (result: Exclude<Result, 'agrees'>): readonly (typeof remedies)[number][] =>
  result === 'differs' ? ['change', 'evidence'] : ['change', 'evidence', 'delete'];

/** Hints for whoever compares with the household register; nothing is decided by them. */
export const hints = ['rare', 'traditional', 'dot', 'homophone', 'digits'] as const;
export type Hint = (typeof hints)[number];

/**
 * What to look at first in a name: a character outside the common table, a form that simplified writing has another
 * character for, a middle dot of a name in another script; always the homophone and, where no such number is known, the digits.
 */
export const hintsOf = (
  name: string,
  result: Exclude<Result, 'agrees'>,
  plainOf: (character: string) => string,
): readonly Hint[] => {
  if (result === 'unknown') return ['digits'];
  const characters = [...name];
  const found: Hint[] = [];
  if (characters.some((each) => plainOf(each) !== each)) found.push('traditional');
  if (characters.some((each) => /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u.test(each))) found.push('rare');
  if (/[\u00b7\u2022\u30fb.]/.test(name)) found.push('dot');
  return [...found, 'homophone'];
};
