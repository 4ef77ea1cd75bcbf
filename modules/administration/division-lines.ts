import type { DivisionLine } from './filings.ts';

export type ShownLine = DivisionLine & { readonly change: 'same' | 'added' | 'removed' | 'changed' };

const sameLine = (one: DivisionLine, other: DivisionLine): boolean =>
  one.role === other.role &&
  one.office === other.office &&
  one.person === other.person &&
  JSON.stringify(one.duties) === JSON.stringify(other.duties);

/** The lines of now with what has changed since those that were filed; without a filing nothing is marked. */
export const compareLines = (now: readonly DivisionLine[], filed: readonly DivisionLine[] | null): ShownLine[] => {
  if (filed === null) return now.map((line) => ({ ...line, change: 'same' }));
  const before = new Map(filed.map((line) => [line.accountId, line]));
  const here = new Set(now.map((line) => line.accountId));
  return [
    ...now.map((line): ShownLine => {
      const old = before.get(line.accountId);
      return { ...line, change: old === undefined ? 'added' : sameLine(old, line) ? 'same' : 'changed' };
    }),
    ...filed.filter((line) => !here.has(line.accountId)).map((line): ShownLine => ({ ...line, change: 'removed' })),
  ];
};

export const hasChanges = (lines: readonly ShownLine[]): boolean => lines.some((line) => line.change !== 'same');
