import { packArchive, packPart, packPieces } from './pack-archive.ts';
import { columnLetter } from './sheet-cell.ts';
import { escapeText, noteAuthor, noteShape, notesPart, noteXml, type SheetNote, shapesPart } from './sheet-notes.ts';
import type { PackedPart } from './workbook-archive.ts';

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
export const mainSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const officeSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const packageSpace = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const typeSpace = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export type BuiltSheet = {
  readonly name: string;
  readonly hidden?: boolean;
  /** Column widths with the cell format of their empty cells. */
  readonly columns: readonly { readonly width: number; readonly format?: number }[];
  /** Rows as XML, in pieces. */
  readonly rows: AsyncIterable<string>;
  readonly frozenRows?: number;
  /** Elements behind the rows that stand before the drawing. */
  readonly after?: string;
  readonly notes?: readonly SheetNote[];
};

/** A text cell; text stays text whatever it begins with. */
export const textCell = (row: number, column: number, text: string, format = 0): string =>
  `<c r="${columnLetter(column)}${row}"${format > 0 ? ` s="${format}"` : ''} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;

export const rowXml = (row: number, cells: readonly string[], height = 0): string =>
  `<row r="${row}"${height > 0 ? ` ht="${height}" customHeight="1"` : ''}>${cells.join('')}</row>`;

const sheetPieces = async function* (sheet: BuiltSheet): AsyncGenerator<string, void, undefined> {
  const pane = sheet.frozenRows
    ? `<pane ySplit="${sheet.frozenRows}" topLeftCell="A${sheet.frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
    : '';
  const columns = sheet.columns.map(
    ({ width, format }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width}"${format ? ` style="${format}"` : ''} customWidth="1"/>`,
  );
  yield `${declaration}<worksheet xmlns="${mainSpace}" xmlns:r="${officeSpace}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  yield `<sheetFormatPr defaultRowHeight="15"/>${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  yield* sheet.rows;
  yield `</sheetData>${sheet.after ?? ''}${sheet.notes ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
};

const relationXml = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${officeSpace}/${type}" Target="${target}"/>`;

const relationsXml = (relations: readonly string[]): string =>
  `${declaration}<Relationships xmlns="${packageSpace}">${relations.join('')}</Relationships>`;

const noteParts = (notes: readonly SheetNote[], sheet: number): PackedPart[] => [
  packPart(
    `xl/worksheets/_rels/sheet${sheet}.xml.rels`,
    relationsXml([
      relationXml('rId1', 'vmlDrawing', `../drawings/vmlDrawing${sheet}.vml`),
      relationXml('rId2', 'comments', `../comments${sheet}.xml`),
    ]),
  ),
  packPart(
    `xl/comments${sheet}.xml`,
    notesPart(
      notes.map((note) => noteXml(note, 0)),
      [noteAuthor],
    ),
  ),
  packPart(
    `xl/drawings/vmlDrawing${sheet}.vml`,
    shapesPart(
      notes.map((note, at) => noteShape(note, sheet * 1024 + 1 + at)),
      sheet,
    ),
  ),
];

const contentTypes = (sheets: readonly BuiltSheet[]): string => {
  const override = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${typeSpace}.${type}+xml"/>`;
  const parts = sheets.map((sheet, at) => {
    const notes = sheet.notes ? override(`comments${at + 1}`, 'comments') : '';
    return override(`worksheets/sheet${at + 1}`, 'worksheet') + notes;
  });
  return (
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `${override('workbook', 'sheet.main')}${override('styles', 'styles')}${parts.join('')}</Types>`
  );
};

/** Writes a new workbook; `styles` is the content of the styles part. */
export const buildWorkbook = async (sheets: readonly BuiltSheet[], styles: string): Promise<Buffer> => {
  const parts = [
    packPart('[Content_Types].xml', contentTypes(sheets)),
    packPart('_rels/.rels', relationsXml([relationXml('rId1', 'officeDocument', 'xl/workbook.xml')])),
    packPart(
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${mainSpace}" xmlns:r="${officeSpace}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets
        .map((sheet, at) => {
          const state = sheet.hidden ? ' state="hidden"' : '';
          return `<sheet name="${escapeText(sheet.name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
        })
        .join('')}</sheets></workbook>`,
    ),
    packPart(
      'xl/_rels/workbook.xml.rels',
      relationsXml([
        ...sheets.map((_sheet, at) => relationXml(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
        relationXml(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
      ]),
    ),
    packPart('xl/styles.xml', `${declaration}<styleSheet xmlns="${mainSpace}">${styles}</styleSheet>`),
  ];
  for (const [at, sheet] of sheets.entries()) {
    parts.push(await packPieces(`xl/worksheets/sheet${at + 1}.xml`, sheetPieces(sheet)));
    if (sheet.notes) parts.push(...noteParts(sheet.notes, at + 1));
  }
  return packArchive(parts);
};
