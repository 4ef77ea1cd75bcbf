import { Refused } from '@xueqian/kernel/decision.ts';
import { type HeadingBook, headingBook } from '../../importing/headings.ts';
import { columnLetter, openSheet, type SheetCell } from '../../importing/server/index.ts';
import { type InstitutionColumn, institutionColumns } from '../institution-row.ts';
import headings from '../reference/institution-headings.json' with { type: 'json' };
import { mostRosterRows, plainText, type RosterCell } from '../roster.ts';
import { rosterTexts } from './texts.ts';

export type RosterHeadings = {
  readonly recognised: readonly { readonly letter: string; readonly heading: string; readonly column: string }[];
  readonly unknown: readonly { readonly letter: string; readonly heading: string }[];
};

/** The headings of a list of institutions. */
export const institutionBook: HeadingBook<InstitutionColumn> = headingBook<InstitutionColumn>(
  headings,
  institutionColumns.flatMap(({ column, need }) => (need === 'required' ? [column] : [])),
);

const cellOf = (cell: SheetCell | undefined): RosterCell => {
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== 'object') return cell;
  return 'date' in cell ? cell.date : cellOf(cell.cached);
};

const wordsOf = (columns: readonly string[]): string =>
  columns.map((column) => rosterTexts('zh-CN', `rosters:columns.${column}`)).join(', ');

/** The rows below the headings, by column. Refused as an import is, when the file or its headings are not what they should be. */
export const readRoster = async <C extends string>(
  bytes: Buffer,
  fileName: string,
  book: HeadingBook<C>,
): Promise<{
  readonly headings: RosterHeadings;
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Partial<Record<C, RosterCell>>> }[];
}> => {
  const sheet = await openSheet(bytes, fileName, { maxRows: mostRosterRows, find: book.find });
  if (sheet.headingRow === null) throw new Refused('rosters.headings-not-found');
  let found: ReturnType<HeadingBook<C>['find']> = null;
  const rows: { row: number; cells: Partial<Record<C, RosterCell>> }[] = [];
  for await (const batch of sheet.rows()) {
    for (const { row, cells } of batch) {
      if (row < sheet.headingRow) continue;
      if (row === sheet.headingRow) {
        found = book.find([cells.map(cellOf)]);
        continue;
      }
      const named: Partial<Record<C, RosterCell>> = {};
      found?.columns.forEach((column, index) => {
        named[column] = cellOf(cells[index]);
      });
      if (Object.values(named).some((cell) => plainText(cell as RosterCell) !== '')) rows.push({ row, cells: named });
    }
  }
  if (!found) throw new Refused('rosters.headings-not-found');
  if (found.missing.length > 0) throw new Refused('rosters.headings-missing', { columns: wordsOf(found.missing) });
  if (found.duplicates.length > 0)
    throw new Refused('rosters.headings-twice', { columns: wordsOf(found.duplicates.map(({ column }) => column)) });
  return {
    headings: {
      recognised: found.recognised.map(({ index, heading, column }) => ({
        letter: columnLetter(index),
        heading,
        column,
      })),
      unknown: found.unknown.map(({ index, heading }) => ({ letter: columnLetter(index), heading })),
    },
    rows,
  };
};
