import { sealedMark } from '@xueqian/platform/resealing.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { checkChild } from '../../children/checks.ts';
import type { ChildColumn, FieldProblem } from '../../children/child.ts';
import type { CheckContext, ChildCells } from '../../children/row.ts';
import { claimOf, encodeStaged, type StagedChild, sealKinds } from '../../children/server/index.ts';

/** A row of cells before any check. */
export type RawRow = {
  readonly row: number;
  readonly institutionId: number;
  readonly cells: ChildCells;
  readonly early?: readonly FieldProblem[];
};

/** A row that has something to say: rejected when a problem is an error. */
export type SpokenRow = {
  readonly row: number;
  readonly name: string;
  readonly rejected: boolean;
  readonly problems: readonly FieldProblem[];
};

/** A batch ready for commitStaged, and the rows to tell the user about. */
export type PreparedBatch = {
  readonly copy: Buffer;
  readonly staged: number;
  readonly read: number;
  readonly spoken: readonly SpokenRow[];
};

/** What a row needs to know of the institution it goes to. */
export type RowPlace = { readonly context: CheckContext; readonly classes: ReadonlyMap<string, number> };

/** Columns whose values never leave unsealed. */
const personal: ReadonlySet<ChildColumn> = new Set<ChildColumn>([
  'identityNumber',
  'guardianIdentityNumber',
  'guardianPhone',
]);

/** Seals the value of a problem of a personal column; the page opens it for the person who uploaded the file. */
const sealValue = (problem: FieldProblem, sealer: Sealer): FieldProblem =>
  personal.has(problem.column) && problem.value !== ''
    ? { ...problem, value: sealedMark + sealer.seal(sealKinds.draft, problem.value).sealed.toString('base64') }
    : problem;

/** Corrections of personal columns hold whole numbers too: what is kept of them is sealed, both sides. */
export const sealCorrections = <C extends { column: string; from: string; to: string }>(
  corrections: readonly C[],
  sealer: Sealer,
): C[] =>
  corrections.map((each) => {
    const seal = (value: string): string =>
      value === '' || !(personal as ReadonlySet<string>).has(each.column)
        ? value
        : sealedMark + sealer.seal(sealKinds.draft, value).sealed.toString('base64');
    return { ...each, from: seal(each.from), to: seal(each.to) };
  });

export const openCorrections = <C extends { from: string; to: string }>(
  corrections: readonly C[],
  sealer: Sealer,
): C[] => corrections.map((each) => ({ ...each, from: openValue(each.from, sealer), to: openValue(each.to, sealer) }));

/** The value of a kept problem as the user wrote it. */
export const openValue = (value: string, sealer: Sealer): string =>
  value.startsWith(sealedMark)
    ? sealer.open(sealKinds.draft, Buffer.from(value.slice(sealedMark.length), 'base64'))
    : value;

/**
 * Checks rows by the rules of the file, finds a second row of the same child in the same file, seals and encodes what is
 * clean. `seen` carries claims from batch to batch.
 */
export const prepareRows = (
  rows: readonly RawRow[],
  placeOf: (institutionId: number) => RowPlace,
  sealer: Sealer,
  seen: Map<string, number>,
): PreparedBatch => {
  const staged: StagedChild[] = [];
  const spoken: SpokenRow[] = [];
  for (const raw of rows) {
    const place = placeOf(raw.institutionId);
    const checked = checkChild(raw.cells, place.context);
    const problems = raw.early ? [...raw.early, ...checked.problems] : checked.problems;
    const name = typeof raw.cells.name === 'string' ? raw.cells.name.slice(0, 40) : '';
    if (!checked.fields || raw.early?.length) {
      spoken.push({
        row: raw.row,
        name,
        rejected: true,
        problems: problems.map((problem) => sealValue(problem, sealer)),
      });
      continue;
    }
    const { classCode, ...fields } = checked.fields;
    const claim = claimOf(fields);
    // Joined, not a template: the number may be a slice of the document it was read from, and a template keeps its parts,
    // so that these few letters would hold the whole document in memory.
    const key = [raw.institutionId, claim.kind, claim.plain].join('|');
    const first = seen.get(key);
    if (first !== undefined) {
      const problem: FieldProblem = {
        column: fields.identityNumber ? 'identityNumber' : 'name',
        code: 'duplicate-in-file',
        severity: 'error',
        value: fields.identityNumber ?? fields.name,
        facts: { row: first },
      };
      spoken.push({ row: raw.row, name, rejected: true, problems: [sealValue(problem, sealer)] });
      continue;
    }
    seen.set(key, raw.row);
    if (problems.length > 0) {
      spoken.push({
        row: raw.row,
        name,
        rejected: false,
        problems: problems.map((problem) => sealValue(problem, sealer)),
      });
    }
    staged.push({
      row: raw.row,
      institutionId: raw.institutionId,
      classId: classCode === null ? null : (place.classes.get(classCode) ?? null),
      fields,
    });
  }
  return { copy: encodeStaged(staged, sealer), staged: staged.length, read: rows.length, spoken };
};
