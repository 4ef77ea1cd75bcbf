import type { ChildColumn } from '../children/child.ts';
import reference from './reference/child-headings.json' with { type: 'json' };

/** Rows from the top among which the headings are looked for: titles and notes often stand above them. */
export const headingSearchDepth = 10;
/** Recognised headings a row must have to be taken for the heading row. */
const fewest = 3;

/**
 * Columns that a sheet must have. The class can be given later; blood type, native place, address and the columns
 * beyond the layout are optional; the types of registration and of disability are asked of some children only.
 */
export const requiredHeadings = [
  'name',
  'sex',
  'birthOn',
  'identityType',
  'identityNumber',
  'nationality',
  'ethnicity',
  'overseas',
  'birthPlace',
  'hukouNature',
  'hukouPlace',
  'admittedOn',
  'attendance',
  'onlyChild',
  'leftBehind',
  'migrantWorker',
  'health',
  'disabled',
  'orphan',
  'guardianName',
  'guardianIdentityType',
  'guardianIdentityNumber',
] as const satisfies readonly ChildColumn[];

export type Headings = {
  /** Index of the heading row in the sheet, from 0. */
  readonly rowIndex: number;
  /** Index of a sheet column, from 0 → column of the child's file. */
  readonly columns: ReadonlyMap<number, ChildColumn>;
  readonly recognised: readonly { readonly index: number; readonly heading: string; readonly column: ChildColumn }[];
  /** Headings that are not known; their columns are ignored. */
  readonly unknown: readonly { readonly index: number; readonly heading: string }[];
  /** Columns that several headings name, with all their indexes; the first is read. */
  readonly duplicates: readonly { readonly column: ChildColumn; readonly indexes: readonly number[] }[];
  /** Required columns that no heading names. */
  readonly missing: readonly ChildColumn[];
};

/** The letter of a sheet column: 0 is A, 27 is AB. */
export const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const guardianWord = new RegExp(reference.guardianWords.join('|'));
const hint = new RegExp(reference.hints.join('|'), 'g');

/** Half-width, without spaces, marks of obligation, and bracketed hints; a guardian named in brackets goes in front. */
const keyOf = (heading: string): string => {
  const plain = heading
    .normalize('NFKC')
    .replaceAll(/[\s\u00ad\u200b-\u200f\u2060\ufeff*\u203b\u2605\u2606"'\u201c\u201d]/g, '')
    .toUpperCase();
  let ofGuardian = false;
  const open = plain.replaceAll(
    /[([{<\u3010\u3014\u300a][^)\]}>\u3011\u3015\u300b]*[)\]}>\u3011\u3015\u300b]?/g,
    (bracket) => {
      ofGuardian ||= guardianWord.test(bracket);
      return '';
    },
  );
  const key = open.replaceAll(hint, '').replaceAll(/^(?:[0-9]+[.\u3001])+|[:;,.\u3001\u3002]+$/g, '');
  return ofGuardian && !guardianWord.test(key) ? reference.guardian + key : key;
};

const columnOfKey = new Map(
  (Object.entries(reference.headings) as [ChildColumn, string[]][]).flatMap(([column, headings]) =>
    headings.map((heading) => [keyOf(heading), column] as const),
  ),
);

/** The column that a heading names: one of the layout's two sets of headings or a synonym, in any spelling; or null. */
export const recogniseHeading = (heading: string): ChildColumn | null =>
  heading.length > 100 ? null : (columnOfKey.get(keyOf(heading)) ?? null);

const headingsOf = (row: readonly unknown[], rowIndex: number): Headings => {
  const columns = new Map<number, ChildColumn>();
  const recognised: { index: number; heading: string; column: ChildColumn }[] = [];
  const unknown: { index: number; heading: string }[] = [];
  const indexes = new Map<ChildColumn, number[]>();
  for (const [index, cell] of row.entries()) {
    const heading = typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : '';
    if (heading === '') continue;
    const column = recogniseHeading(heading);
    if (column === null) {
      unknown.push({ index, heading: heading.slice(0, 64) });
      continue;
    }
    const earlier = indexes.get(column);
    if (earlier !== undefined) {
      earlier.push(index);
      continue;
    }
    indexes.set(column, [index]);
    columns.set(index, column);
    recognised.push({ index, heading: heading.slice(0, 64), column });
  }
  const duplicates = [...indexes]
    .filter(([, all]) => all.length > 1)
    .map(([column, all]) => ({ column, indexes: all }));
  const missing = requiredHeadings.filter((column) => !indexes.has(column));
  return { rowIndex, columns, recognised, unknown, duplicates, missing };
};

/**
 * Finds the heading row among the first rows of a sheet: the one with the most known headings, the upper of equals.
 * Headings may stand in any order. Null when no row has at least three.
 */
export const findHeadings = (rows: readonly (readonly unknown[])[]): Headings | null => {
  let best: Headings | null = null;
  for (const [rowIndex, row] of rows.slice(0, headingSearchDepth).entries()) {
    const found = headingsOf(row, rowIndex);
    if (found.columns.size >= fewest && found.columns.size > (best?.columns.size ?? 0)) best = found;
  }
  return best;
};
