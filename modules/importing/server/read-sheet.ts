import { Refused } from '@xueqian/kernel/decision.ts';
import { findHeadings, headingSearchDepth } from '../headings.ts';
import { openCsv } from './csv-rows.ts';
import { guardWorkbook, kindOfFile } from './file-kind.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type SheetRow, shownText } from './sheet-cell.ts';
import { type SheetContext, sheetRows } from './sheet-rows.ts';
import { mergedAreas, surveySheet } from './sheet-survey.ts';
import { type Archive, openArchive } from './workbook-archive.ts';
import { readDateFormats, readWorkbook, type Workbook, type WorkbookSheet } from './workbook-parts.ts';

export type { SheetCell, SheetRow } from './sheet-cell.ts';

export type SheetFile = {
  readonly kind: 'xlsx' | 'csv';
  /** Of text files; null for workbooks. */
  readonly encoding: string | null;
  /** Name of the sheet that is read; null for text files. */
  readonly sheetName: string | null;
  /** The most rows there can be, headings and empty ones included. */
  readonly rowsHint: number;
  /** Row number of the headings; null when no row looks like headings. */
  readonly headingRow: number | null;
  /** Merged ranges of the sheet, title rows included. */
  readonly merged: readonly string[];
  /** The merged range that a row below the headings lies in, or null. */
  mergedAt(row: number): string | null;
  /** Batches of up to 1000 rows that are not empty, from the first row on. Each call reads from the start. */
  rows(): AsyncIterable<readonly SheetRow[]>;
};

export type ReadOptions = {
  /** Rows below the headings that a file may have. */
  readonly maxRows?: number;
  /** What the sheet's headings are looked up in; those of children when left out. */
  readonly find?: FindHeadings;
};

export type FindHeadings = (rows: readonly (readonly unknown[])[]) => { readonly rowIndex: number } | null;

type Source = () => AsyncGenerator<readonly SheetRow[], void, undefined>;

const defaultMaxRows = 100_000;

/** Finds the headings, and whether anything stands below them (below the first row when there are none). */
const lookAt = async (source: Source, find: FindHeadings): Promise<{ headingRow: number | null; filled: boolean }> => {
  const first: SheetRow[] = [];
  for await (const batch of source()) {
    first.push(...batch.slice(0, headingSearchDepth + 1 - first.length));
    if (first.length > headingSearchDepth) break;
  }
  const found = find(first.map((row) => row.cells.map(shownText)));
  return {
    headingRow: found === null ? null : first[found.rowIndex]!.row,
    filled: first.length > (found === null ? 1 : found.rowIndex + 1),
  };
};

const limited = async function* (source: Source, headingRow: number | null, maxRows: number) {
  let count = 0;
  for await (const batch of source()) {
    count +=
      headingRow === null || batch[0]!.row > headingRow
        ? batch.length
        : batch.filter((row) => row.row > headingRow).length;
    if (count > maxRows) throw new Refused('importing.too-many-rows', { limit: maxRows });
    yield batch;
  }
};

const openText = async (bytes: Buffer, maxRows: number, find: FindHeadings): Promise<SheetFile> => {
  const table = openCsv(bytes);
  const { headingRow, filled } = await lookAt(table.rows, find);
  if (!filled) throw new Refused('importing.sheet-empty', { sheet: '' });
  return {
    kind: 'csv',
    encoding: table.encoding,
    sheetName: null,
    rowsHint: table.lines,
    headingRow,
    merged: [],
    mergedAt: () => null,
    rows: () => limited(table.rows, headingRow, maxRows),
  };
};

export type ChosenSheet = {
  readonly archive: Archive;
  readonly workbook: Workbook;
  readonly sheet: WorkbookSheet;
  readonly headingRow: number | null;
  readonly filled: boolean;
  readonly source: Source;
};

/** The sheet that counts: the first visible one with headings and rows, else with headings, else the first one. */
export const chooseSheet = async (bytes: Buffer, find: FindHeadings = findHeadings): Promise<ChosenSheet> => {
  const archive = await openArchive(bytes);
  guardWorkbook(archive);
  const workbook = readWorkbook(archive);
  const context: SheetContext = {
    strings: await readSharedStrings(workbook.sharedStrings),
    dateFormats: readDateFormats(workbook.styles),
    from1904: workbook.from1904,
  };
  const visible = workbook.sheets.filter((sheet) => sheet.visible);
  let best: ChosenSheet | null = null;
  for (const sheet of visible.length > 0 ? visible : workbook.sheets) {
    const source: Source = () => sheetRows(sheet.part, context);
    const chosen = { archive, workbook, sheet, source, ...(await lookAt(source, find)) };
    if (chosen.headingRow !== null && chosen.filled) return chosen;
    if (best === null || (best.headingRow === null && chosen.headingRow !== null)) best = chosen;
  }
  return best!;
};

const openWorkbook = async (bytes: Buffer, maxRows: number, find: FindHeadings): Promise<SheetFile> => {
  const { sheet, headingRow, filled, source } = await chooseSheet(bytes, find);
  const survey = await surveySheet(sheet.part);
  if (!filled) throw new Refused('importing.sheet-empty', { sheet: sheet.name });
  return {
    kind: 'xlsx',
    encoding: null,
    sheetName: sheet.name,
    rowsHint: survey.rows,
    headingRow,
    merged: survey.merged,
    mergedAt: mergedAreas(survey.merged, headingRow ?? 0),
    rows: () => limited(source, headingRow, maxRows),
  };
};

/**
 * Opens an uploaded file by its content; the name is not trusted. Leaves with a `Refused` that says what is wrong with
 * the file, here or while its rows are read. Memory does not grow with the number of rows.
 */
export const openSheet = async (bytes: Buffer, _fileName: string, options: ReadOptions = {}): Promise<SheetFile> => {
  const maxRows = options.maxRows ?? defaultMaxRows;
  const find = options.find ?? findHeadings;
  return kindOfFile(bytes) === 'archive' ? openWorkbook(bytes, maxRows, find) : openText(bytes, maxRows, find);
};
