import type { ChildColumn } from '@xueqian/modules/children/child.ts';
import type { ChildRow } from './child-row.ts';
import {
  type ErrorKind,
  type ErrorName,
  errorKinds,
  type Outcome,
  type WorkbookRow,
  type World,
} from './error-kinds.ts';

/** What must become of one row of the workbook. */
export type ExpectedRow = {
  readonly outcome: Outcome;
  /** The error planted; null in a clean row. */
  readonly error: ErrorName | 'same-row' | 'same-number-other-name' | null;
  readonly column: ChildColumn | null;
  /** Code of the problem to be found there; null when none. */
  readonly code: string | null;
  /** Position of the row with the same child, for repeated ones. */
  readonly sameAs: number | null;
};

export type FaultyWorkbook = { readonly rows: readonly WorkbookRow[]; readonly expected: readonly ExpectedRow[] };

const clean: ExpectedRow = { outcome: 'accepted', error: null, column: null, code: null, sameAs: null };
const names = Object.keys(errorKinds) as ErrorName[];

/** An unused row that the error fits, looked for from a position on and then from the beginning. */
const findRow = (
  rows: readonly ChildRow[],
  used: ReadonlySet<number>,
  kind: ErrorKind,
  from: number,
): number | null => {
  for (let step = 0; step < rows.length; step++) {
    const at = (from + step) % rows.length;
    if (!used.has(at) && (kind.fits?.(rows[at]!) ?? true)) return at;
  }
  return null;
};

/**
 * Plants every error in valid rows of one institution, `each` times, one in a row, spread over the file; two children
 * are repeated at the end: one as it is, one under another name with the same number. An error that fits none of the
 * rows is left out: a thousand rows hold all. The rows are of one institution and a class of another is `strangeClass`.
 */
export const plantErrors = (rows: readonly ChildRow[], world: World, each = 1): FaultyWorkbook => {
  const planted: WorkbookRow[] = [...rows];
  const expected: ExpectedRow[] = rows.map(() => clean);
  const used = new Set<number>();
  const stride = Math.max(1, Math.floor(rows.length / (names.length * each + 1)));
  // Those that fit few rows choose first.
  const order = [...names].sort(
    (one, other) => rows.filter(fitOf(one)).length - rows.filter(fitOf(other)).length || one.localeCompare(other),
  );
  for (let round = 0; round < each; round++) {
    order.forEach((error, index) => {
      const kind: ErrorKind = errorKinds[error];
      const at = findRow(rows, used, kind, (round * names.length + index + 1) * stride);
      if (at === null) return;
      used.add(at);
      planted[at] = { ...rows[at]!, ...kind.change(rows[at]!, world) };
      expected[at] = { outcome: kind.outcome, error, column: kind.column, code: kind.code, sameAs: null };
    });
  }
  repeat(rows, used, planted, expected);
  return { rows: planted, expected };
};

const fitOf =
  (error: ErrorName) =>
  (row: ChildRow): boolean => {
    const kind: ErrorKind = errorKinds[error];
    return kind.fits?.(row) ?? true;
  };

const repeat = (
  rows: readonly ChildRow[],
  used: Set<number>,
  planted: WorkbookRow[],
  expected: ExpectedRow[],
): void => {
  const hasNumber = (row: ChildRow): boolean => row.identityNumber.length === 18;
  const withNumber = rows.flatMap((row, at) => (!used.has(at) && hasNumber(row) ? [at] : []));
  const [same, renamed, lender] = withNumber;
  const repeated = { outcome: 'repeated', column: 'identityNumber', code: null } as const;
  if (same !== undefined) {
    planted.push(rows[same]!);
    expected.push({ ...repeated, error: 'same-row', sameAs: same });
  }
  if (renamed !== undefined && lender !== undefined) {
    planted.push({ ...rows[renamed]!, name: rows[lender]!.name });
    expected.push({ ...repeated, error: 'same-number-other-name', sameAs: renamed });
  }
};
