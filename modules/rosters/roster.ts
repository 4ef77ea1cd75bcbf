/**
 * A roster is a list that is known already and is taken in from a workbook: a county's institutions. It is looked at
 * first (every row ends in one outcome, and the outcomes add up), and comes in when somebody says so.
 */
export const rosterKinds = ['institutions'] as const;
export type RosterKind = (typeof rosterKinds)[number];

/** checked 已检查 · committed 已导入 · discarded 已放弃 */
export const rosterStates = ['checked', 'committed', 'discarded'] as const;
export type RosterState = (typeof rosterStates)[number];

export const rosterOutcomes = ['created', 'updated', 'unchanged', 'rejected'] as const;
export type RosterOutcome = (typeof rosterOutcomes)[number];

/** What is wrong with a cell; an `error` keeps the row out. Its words are in messages under `problems.<code>`. */
export type RosterProblem = {
  readonly column: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** As it was written. */
  readonly value: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

export type RosterResult = {
  readonly row: number;
  readonly outcome: RosterOutcome;
  readonly name: string;
  readonly problems: readonly RosterProblem[];
};

export type RosterCounts = Readonly<Record<RosterOutcome | 'read' | 'warned', number>>;

/** Every row is counted once; `warned`: rows that come in although something was said of them. */
export const countResults = (results: readonly RosterResult[]): RosterCounts => {
  const counts = { read: results.length, created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0 };
  for (const { outcome, problems } of results) {
    counts[outcome] += 1;
    if (outcome !== 'rejected' && problems.length > 0) counts.warned += 1;
  }
  return counts;
};

/** Rows that a roster may have: one transaction takes them in. */
export const mostRosterRows = 2000;

/** A cell as a workbook has it, formulas by their result. */
export type RosterCell = string | number | boolean | null;

/** A cell as a person reads it: half-width, without spaces at its ends or control signs. */
export const plainText = (cell: RosterCell | undefined): string =>
  cell === null || cell === undefined
    ? ''
    : String(cell)
        .normalize('NFKC')
        .replaceAll(/[\p{Cc}\u200b-\u200f\ufeff]/gu, '')
        .trim();
