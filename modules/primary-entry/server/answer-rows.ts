import { Refused } from '@xueqian/kernel/decision.ts';
import { type HeadingBook, headingBook } from '../../importing/headings.ts';
import { openSheet, type SheetCell } from '../../importing/server/index.ts';
import { type AnswerCells, type Column, requiredColumns } from '../answer.ts';
import words from '../reference/primary-entry-words.json' with { type: 'json' };

/** Lines of one file; a county has some thousands, the largest province sends several files. */
const mostLines = 200_000;

const book: HeadingBook<Column> = headingBook<Column>(words.headings, requiredColumns);

const textOf = (cell: SheetCell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return 'date' in cell ? cell.date : textOf(cell.cached);
  return String(cell).trim();
};

const headingOf = (column: Column): string => words.headings[column][0] ?? column;

export type FileLine = { readonly row: number; readonly cells: AnswerCells };

/** The lines of a workbook or a text file, as many at a time as the reader gives; refused where its headings are not there. */
export async function* answerLines(bytes: Buffer, fileName: string): AsyncGenerator<readonly FileLine[]> {
  const sheet = await openSheet(bytes, fileName, { maxRows: mostLines, find: book.find });
  if (sheet.headingRow === null) throw new Refused('primary-entry.answers-without-headings');
  let columns: ReadonlyMap<number, Column> | null = null;
  for await (const rows of sheet.rows()) {
    const lines: FileLine[] = [];
    for (const { row, cells } of rows) {
      if (row < sheet.headingRow) continue;
      if (row === sheet.headingRow) {
        const found = book.find([cells.map(textOf)]);
        const missing = found?.missing ?? requiredColumns;
        if (missing.length > 0)
          throw new Refused('primary-entry.answers-lack-columns', { columns: missing.map(headingOf).join(', ') });
        columns = found?.columns ?? null;
        continue;
      }
      const named: Partial<Record<Column, string>> = {};
      columns?.forEach((column, index) => {
        named[column] = textOf(cells[index]);
      });
      if (Object.values(named).some((text) => text !== '')) lines.push({ row, cells: named });
    }
    yield lines;
  }
}
