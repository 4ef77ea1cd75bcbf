import { type Refusal, Refused } from '@xueqian/kernel/decision.ts';
import layout from '../../reference/national-layout.json' with { type: 'json' };
import { packArchive, packPart } from '../pack-archive.ts';
import { openSheet, type ReadOptions, type SheetFile, type SheetRow } from '../read-sheet.ts';
import { columnLetter } from '../sheet-cell.ts';
import type { PackedPart } from '../workbook-archive.ts';

export const headings: readonly string[] = layout.map((column) => column.heading);

/** Runs a reading that is expected to be refused and gives the refusal. */
export const refusalOf = async (work: () => Promise<unknown>): Promise<Refusal> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('was not refused');
};

export const allRows = async (file: SheetFile): Promise<SheetRow[]> => {
  const rows: SheetRow[] = [];
  for await (const batch of file.rows()) rows.push(...batch);
  return rows;
};

export const readAll = async (bytes: Buffer, options?: ReadOptions): Promise<SheetRow[]> =>
  allRows(await openSheet(bytes, 'any.bin', options));

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export const inlineText = (row: number, column: number, text: string): string =>
  `<c r="${columnLetter(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;

export const headingXml = (row = 1): string =>
  `<row r="${row}">${headings.map((heading, column) => inlineText(row, column, heading)).join('')}</row>`;

export const sheetXml = (rows: string, after = '', before = ''): string =>
  `${xml}<worksheet xmlns="${main}" xmlns:r="${office}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;

export type HandMade = {
  /** Whole worksheet parts. */
  readonly sheets: readonly { readonly name?: string; readonly state?: string; readonly xml: string }[];
  readonly sharedStrings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly more?: readonly PackedPart[];
};

/** The parts of a workbook written by hand. */
export const handMadeParts = (made: HandMade): PackedPart[] => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;
  const parts = [
    packPart(
      '[Content_Types].xml',
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    ),
    packPart('_rels/.rels', `${relations}${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    packPart(
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${main}" xmlns:r="${office}">${made.workbookPr ?? ''}<sheets>${made.sheets
        .map((sheet, at) => {
          const state = sheet.state ? ` state="${sheet.state}"` : '';
          return `<sheet name="${sheet.name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
        })
        .join('')}</sheets></workbook>`,
    ),
    packPart(
      'xl/_rels/workbook.xml.rels',
      `${relations}${made.sheets.map((_sheet, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${
        made.sharedStrings ? relation('rId901', 'sharedStrings', 'sharedStrings.xml') : ''
      }${made.styles ? relation('rId902', 'styles', 'styles.xml') : ''}</Relationships>`,
    ),
    ...made.sheets.map((sheet, at) => packPart(`xl/worksheets/sheet${at + 1}.xml`, sheet.xml)),
  ];
  if (made.sharedStrings)
    parts.push(packPart('xl/sharedStrings.xml', `${xml}<sst xmlns="${main}">${made.sharedStrings}</sst>`));
  if (made.styles)
    parts.push(packPart('xl/styles.xml', `${xml}<styleSheet xmlns="${main}">${made.styles}</styleSheet>`));
  return [...parts, ...(made.more ?? [])];
};

export const handMade = (made: HandMade): Buffer => packArchive(handMadeParts(made));

/** A workbook of one sheet with the national headings in row 1 and these rows below. */
export const withRows = (rows: string, more: Partial<HandMade> = {}, after = ''): Buffer =>
  handMade({ sheets: [{ xml: sheetXml(headingXml() + rows, after) }], ...more });
