import { childColumns, layoutWidth } from '@xueqian/modules/children/columns.ts';
import layout from '@xueqian/modules/importing/reference/national-layout.json' with { type: 'json' };
import exceljs from 'exceljs';

export type Row = Readonly<Record<string, string | number>>;

/** A table as a user hands it in: headings and rows of cells. */
export type Table = {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
};

const headingOf = new Map(layout.map((each) => [each.column, each.heading]));

/** Rows in the national layout; `beyond` adds the two columns after it. */
export const tableOf = (rows: readonly Row[], beyond = true): Table => {
  const columns = beyond ? childColumns : childColumns.slice(0, layoutWidth);
  return {
    headings: columns.map((column) => headingOf.get(column) ?? column),
    rows: rows.map((row) => columns.map((column) => row[column] ?? '')),
  };
};

export const writeWorkbook = async ({ headings, rows }: Table): Promise<Buffer> => {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('幼儿信息');
  sheet.addRow([...headings]);
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : cell)));
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

export const workbookOf = (rows: readonly Row[]): Promise<Buffer> => writeWorkbook(tableOf(rows));

export const writeCsv = ({ headings, rows }: Table): string =>
  [headings, ...rows]
    .map((row) =>
      row.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(','),
    )
    .join('\r\n');
