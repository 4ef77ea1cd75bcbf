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

export type Headings<C extends string = ChildColumn> = {
  /** Index of the heading row in the sheet, from 0. */
  readonly rowIndex: number;
  /** Index of a sheet column, from 0 → column of the child's file. */
  readonly columns: ReadonlyMap<number, C>;
  readonly recognised: readonly { readonly index: number; readonly heading: string; readonly column: C }[];
  /** Headings that are not known; their columns are ignored. */
  readonly unknown: readonly { readonly index: number; readonly heading: string }[];
  /** Columns that several headings name, with all their indexes; the first is read. */
  readonly duplicates: readonly { readonly column: C; readonly indexes: readonly number[] }[];
  /** Required columns that no heading names. */
  readonly missing: readonly C[];
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

/** Knows the headings of one kind of list. */
export type HeadingBook<C extends string> = {
  /** The column that a heading names, in any spelling; or null. */
  readonly recognise: (heading: string) => C | null;
  /**
   * Finds the heading row among the first rows of a sheet: the one with the most known headings, the upper of equals.
   * Headings may stand in any order. Null when no row has at least three.
   */
  readonly find: (rows: readonly (readonly unknown[])[]) => Headings<C> | null;
};

/** Makes the book of a list's headings: the column's own ones and their synonyms, and the columns it must have. */
export const headingBook = <C extends string>(
  headings: Readonly<Record<C, readonly string[]>>,
  required: readonly C[],
): HeadingBook<C> => {
  const columnOfKey = new Map(
    (Object.entries(headings) as [C, readonly string[]][]).flatMap(([column, own]) =>
      own.map((heading) => [keyOf(heading), column] as const),
    ),
  );
  const recognise = (heading: string): C | null =>
    heading.length > 100 ? null : (columnOfKey.get(keyOf(heading)) ?? null);
  const headingsOf = (row: readonly unknown[], rowIndex: number): Headings<C> => {
    const columns = new Map<number, C>();
    const recognised: { index: number; heading: string; column: C }[] = [];
    const unknown: { index: number; heading: string }[] = [];
    const indexes = new Map<C, number[]>();
    for (const [index, cell] of row.entries()) {
      const heading = typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : '';
      if (heading === '') continue;
      const column = recognise(heading);
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
    const missing = required.filter((column) => !indexes.has(column));
    return { rowIndex, columns, recognised, unknown, duplicates, missing };
  };
  const find = (rows: readonly (readonly unknown[])[]): Headings<C> | null => {
    let best: Headings<C> | null = null;
    for (const [rowIndex, row] of rows.slice(0, headingSearchDepth).entries()) {
      const found = headingsOf(row, rowIndex);
      if (found.columns.size >= fewest && found.columns.size > (best?.columns.size ?? 0)) best = found;
    }
    return best;
  };
  return { recognise, find };
};

/** The headings of children: the layout's two sets and their synonyms. */
export const { recognise: recogniseHeading, find: findHeadings } = headingBook<ChildColumn>(
  reference.headings as Record<ChildColumn, string[]>,
  requiredHeadings,
);
