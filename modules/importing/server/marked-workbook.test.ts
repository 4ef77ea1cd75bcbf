import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type SheetProblem, writeMarkedWorkbook } from './marked-workbook.ts';
import { openSheet, type SheetRow } from './read-sheet.ts';
import { writeTemplate } from './template.ts';
import {
  allRows,
  handMade,
  headings,
  headingXml,
  inlineText,
  readAll,
  sheetXml,
  withRows,
} from './testing/workbooks.ts';
import { importingTexts } from './texts.ts';
import { openArchive, readPart } from './workbook-archive.ts';

const red = 'FFFF9B9B';
const yellow = 'FFFFE27A';
const remarkHeading = importingTexts('zh-CN', 'importing:marked.column');

const mark = (bytes: Buffer, problems: readonly SheetProblem[]): Promise<Buffer> =>
  writeMarkedWorkbook({ bytes, fileName: 'a.xlsx', problems });

const opened = async (bytes: Buffer): Promise<ExcelJS.Worksheet> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook.worksheets[0]!;
};

const colourOf = (cell: ExcelJS.Cell): string | undefined =>
  cell.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;

const noteOf = (cell: ExcelJS.Cell): string => {
  const { note } = cell;
  if (note === undefined || note === null) return '';
  return typeof note === 'string' ? note : (note.texts ?? []).map((run) => run.text).join('');
};

const partText = async (bytes: Buffer, name: string): Promise<string> =>
  readPart((await openArchive(bytes)).find(name)!).toString('utf8');

/** The user's workbook: widths, colours, a note, a validation, a formula, a second sheet. */
const users = async (): Promise<Buffer> => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('A', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...headings]);
  sheet.getRow(1).font = { bold: true };
  for (let at = 0; at < 4; at++) {
    sheet.addRow([`n${at}`, '4101099999', '=1+1', new Date('2018-03-01T00:00:00Z'), 'x', '410105201803010011', 5.5]);
  }
  sheet.getColumn(2).width = 33;
  sheet.getCell('A2').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF00FF00' } };
  sheet.getCell('A2').numFmt = '@';
  sheet.getCell('A2').note = 'mine';
  sheet.getCell('A5').note = 'stays';
  sheet.getCell('H2').value = { formula: 'G2*2', result: 11 };
  sheet.getCell('E2').dataValidation = { type: 'list', formulae: ['"x,y"'], allowBlank: true };
  sheet.mergeCells('J10:K11');
  workbook.addWorksheet('B').addRow(['other']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

const problems: SheetProblem[] = [
  { row: 2, column: 0, severity: 'error', text: '=bad <name> & more' },
  { row: 2, column: 0, severity: 'warning', text: 'second' },
  { row: 3, column: 1, severity: 'warning', text: 'odd' },
  { row: 4, column: 20, severity: 'error', text: 'is missing' },
  { row: 4, column: null, severity: 'warning', text: '+twice' },
];

const withoutRemarks = (rows: readonly SheetRow[]): SheetRow[] =>
  rows.map(({ row, cells }) => ({ row, cells: cells.slice(0, 30) }));
const trimmed = (rows: readonly SheetRow[]): SheetRow[] =>
  rows.map(({ row, cells }) => ({ row, cells: cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1) }));

describe('a marked workbook', () => {
  it('has colours, notes and remarks, and all else as it was', async () => {
    const before = await users();
    const bytes = await mark(before, problems);
    const sheet = await opened(bytes);
    expect(['A2', 'B2', 'B3', 'U4', 'A5'].map((cell) => colourOf(sheet.getCell(cell)))).toEqual([
      red,
      undefined,
      yellow,
      red,
      undefined,
    ]);
    expect(noteOf(sheet.getCell('A2'))).toMatch(/^mine\n.*=bad <name> & more\n.*second$/);
    expect(noteOf(sheet.getCell('B3'))).toContain('odd');
    expect(noteOf(sheet.getCell('U4'))).toContain('is missing');
    expect(noteOf(sheet.getCell('A5'))).toBe('stays');
    expect(sheet.getCell('AE1').value).toBe(remarkHeading);
    expect(sheet.getCell('AE1').font?.bold).toBe(true);
    expect(sheet.getCell('AE2').value).toContain('=bad <name> & more');
    expect(sheet.getCell('AE4').value).toContain('+twice');
    expect(sheet.getCell('AE5').value).toBeNull();
    expect(sheet.getColumn(2).width).toBe(33);
    expect(sheet.getCell('A2').numFmt).toBe('@');
    expect(sheet.getCell('E2').dataValidation.formulae).toEqual(['"x,y"']);
    expect(sheet.getCell('K11').master.address).toBe('J10');
    expect(sheet.views[0]?.state).toBe('frozen');
    expect(trimmed(withoutRemarks(await readAll(bytes)))).toEqual(await readAll(before));
    expect(await partText(bytes, 'xl/worksheets/sheet2.xml')).toBe(await partText(before, 'xl/worksheets/sheet2.xml'));
  });

  it('that comes back loses the marks of what has been mended', async () => {
    const before = await users();
    const first = await mark(before, problems);
    const again = await mark(first, [{ row: 3, column: 2, severity: 'error', text: 'new' }]);
    const sheet = await opened(again);
    expect(['A3', 'B3', 'C3', 'U4', 'AE3', 'AE2'].map((cell) => colourOf(sheet.getCell(cell)))).toEqual([
      undefined,
      undefined,
      red,
      undefined,
      red,
      undefined,
    ]);
    expect(sheet.getCell('AE2').value).toBeNull();
    expect(sheet.getCell('AE3').value).toContain('new');
    expect(sheet.getCell('AF1').value).toBeNull();
    expect(noteOf(sheet.getCell('B3'))).toBe('');
    expect(noteOf(sheet.getCell('C3'))).toContain('new');
    expect(noteOf(sheet.getCell('A5'))).toBe('stays');
    expect(trimmed(withoutRemarks(await readAll(again)))).toEqual(await readAll(before));
    const clean = await opened(await mark(again, []));
    expect([clean.getCell('AE3').value, colourOf(clean.getCell('C3')), noteOf(clean.getCell('C3'))]).toEqual([
      null,
      undefined,
      '',
    ]);
  });

  it('of a filled template keeps its lists and the notes of its headings', async () => {
    const template = await writeTemplate({ institutionName: 'x', classes: [{ code: '1', name: 'a' }] });
    const archive = await openArchive(template);
    const xml = readPart(archive.find('xl/worksheets/sheet1.xml')!)
      .toString('utf8')
      .replace('</sheetData>', `<row r="2">${inlineText(2, 0, 'n')}</row></sheetData>`);
    const { packArchive, packPart } = await import('./pack-archive.ts');
    const filled = packArchive(
      archive.parts.map((part) => (part.name === 'xl/worksheets/sheet1.xml' ? packPart(part.name, xml) : part)),
    );
    const bytes = await mark(filled, [{ row: 2, column: 2, severity: 'error', text: 'bad' }]);
    const marked = await partText(bytes, 'xl/worksheets/sheet1.xml');
    expect(marked.match(/<dataValidation /g)?.length).toBe(19);
    expect(marked.match(/<col /g)?.length).toBe(31);
    expect(marked.match(/<legacyDrawing /g)?.length).toBe(1);
    expect((await partText(bytes, 'xl/comments1.xml')).match(/<comment /g)?.length).toBe(31);
    const again = await mark(bytes, []);
    expect((await partText(again, 'xl/comments1.xml')).match(/<comment /g)?.length).toBe(30);
    expect((await partText(again, 'xl/drawings/vmlDrawing1.vml')).match(/<v:shape /g)?.length).toBe(30);
    expect((await readAll(again))[1]?.cells[0]).toBe('n');
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
  ] as const)('is made of a text file in %s', async (_name, encode) => {
    const text = `${headings.join(',')}\r\n"=1+1",410105201803010011,007\r\n\r\nb,c\r\n`;
    const bytes = await mark(encode(text), [{ row: 4, column: 1, severity: 'error', text: '-bad' }]);
    const file = await openSheet(bytes, 'a.xlsx');
    const rows = await allRows(file);
    expect(file.kind).toBe('xlsx');
    expect(rows[1]).toEqual({ row: 2, cells: ['=1+1', '410105201803010011', '007'] });
    expect(rows[2]?.row).toBe(4);
    const sheet = await opened(bytes);
    expect([colourOf(sheet.getCell('B4')), sheet.getCell('B2').numFmt, sheet.getCell('A2').type]).toEqual([
      red,
      '@',
      ExcelJS.ValueType.String,
    ]);
  });

  it('needs neither styles nor columns nor notes to be there, and keeps prefixes', async () => {
    const rows = `<row r="2"/><row r="3">${inlineText(3, 0, 'a')}<c r="AH3" s="0"/></row>`;
    const wide = '<cols><col min="1" max="16384" width="9"/></cols>';
    const tail = '<pageMargins left="1"/><extLst/>';
    const xml = sheetXml(headingXml() + rows, tail, `<dimension ref="A1:AD3"/>${wide}`);
    const marks: SheetProblem[] = [
      { row: 2, column: 3, severity: 'error', text: 'x' },
      { row: 3, column: 2, severity: 'warning', text: 'y' },
    ];
    for (const sheet of [xml, xml.replace(/<(\/?)([a-zA-Z]+)(?=[ >/])/g, '<$1x:$2').replace('xmlns=', 'xmlns:x=')]) {
      const bytes = await mark(handMade({ sheets: [{ xml: sheet }] }), marks);
      const marked = (await partText(bytes, 'xl/worksheets/sheet1.xml')).replaceAll('x:', '');
      expect(marked).not.toContain('<dimension');
      expect(marked).toContain(
        '<col min="1" width="9" max="30"/><col min="31" max="31" width="60" customWidth="1"/><col max="16384" width="9" min="32"/>',
      );
      expect(marked).toMatch(/<legacyDrawing [^>]*"rIdMark2"\/><extLst\/>/);
      expect(marked).toMatch(/<row r="2"><c r="D2" s="\d"\/><c r="AE2"/);
      expect(marked).toMatch(/<c r="C3" s="\d"\/><c r="AE3".*<c r="AH3" s="0"\/><\/row>/);
      const rows = await readAll(bytes);
      expect(rows.map((row) => row.row)).toEqual([1, 2, 3]);
      expect(rows[2]?.cells[30]).toContain('y');
    }
  });

  it('of 5,000 rows with 500 bad ones tells each of them', async () => {
    const rows: string[] = [];
    for (let at = 2; at <= 5001; at++)
      rows.push(
        `<row r="${at}">${headings.map((_, column) => inlineText(at, column, `v${at * column}`)).join('')}</row>`,
      );
    const bytes = withRows(rows.join(''));
    rows.length = 0;
    const many = function* (): Generator<SheetProblem> {
      for (let at = 2; at <= 5001; at += 10) {
        for (const column of [2, 5]) yield { row: at, column, severity: 'error', text: `bad ${at}` };
      }
    };
    const marked = await writeMarkedWorkbook({ bytes, fileName: 'a.xlsx', problems: many() });
    const file = await openSheet(marked, 'a.xlsx');
    let remarks = 0;
    for await (const batch of file.rows()) remarks += batch.filter((row) => row.cells.length === 31).length;
    expect(remarks).toBe(501);
  });
});
