import { Buffer } from 'node:buffer';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openSheet } from './read-sheet.ts';
import {
  allRows,
  handMade,
  headings,
  headingXml,
  inlineText,
  readAll,
  refusalOf,
  sheetXml,
  withRows,
} from './testing/workbooks.ts';

const second = async (bytes: Buffer) => (await readAll(bytes))[1]?.cells;

const fromExcelJs = async (fill: (workbook: ExcelJS.Workbook) => void): Promise<Buffer> => {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

describe('cells of a workbook', () => {
  it('come as they are: texts, numbers, dates, truths, formulas, rich texts', async () => {
    const bytes = await fromExcelJs((workbook) => {
      const sheet = workbook.addWorksheet('A');
      sheet.addRow([...headings]);
      const row = sheet.addRow(['Li ', '4101099999', 4.10101e17, new Date('2018-03-01T00:00:00Z'), true]);
      row.getCell(6).value = { formula: 'A2&"x"', result: 'Li x' };
      row.getCell(7).value = { richText: [{ text: 'ab' }, { text: 'cd', font: { bold: true } }] };
      row.getCell(8).value = { formula: 'TODAY()', result: new Date('2020-01-02T00:00:00Z') };
      row.getCell(8).numFmt = 'yyyy-mm-dd';
      row.getCell(10).value = { error: '#N/A' };
    });
    expect(await second(bytes)).toEqual([
      'Li ',
      '4101099999',
      4.10101e17,
      { date: '2018-03-01' },
      true,
      { formula: 'A2&"x"', cached: 'Li x' },
      'abcd',
      { formula: 'TODAY()', cached: '2020-01-02' },
      null,
      '#N/A',
    ]);
  });

  it('keep spaces, decode escapes, leave out phonetic guides', async () => {
    const bytes = withRows(
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="D3" t="s"><v>2</v></c></row>',
      {
        sharedStrings:
          '<si><t xml:space="preserve"> a&amp;b&#x4e00; </t></si>' +
          '<si><r><t>x</t></r><r><rPr/><t>y</t></r><rPh sb="0" eb="1"><t>zz</t></rPh></si>' +
          '<si><t>l1_x000D_&#10;l2<![CDATA[<&]]></t></si>',
      },
    );
    const rows = await readAll(bytes);
    expect(rows[1]).toEqual({ row: 3, cells: [' a&b\u4e00 ', 'xy', null, 'l1\r\nl2<&'] });
  });

  it('read dates by their format, the Chinese built-in ones included, and by the 1904 count', async () => {
    const styles =
      '<numFmts count="3"><numFmt numFmtId="176" formatCode="yyyy&quot;-&quot;m&quot;-&quot;d;@"/><numFmt numFmtId="177" formatCode="[Red]0.00&quot;day&quot;"/>' +
      '<numFmt numFmtId="178" formatCode="h:mm"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="57"/><xf numFmtId="178"/></cellXfs>';
    const cells = [0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>43160.5</v></c>`).join('');
    const odd =
      '<c s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>1</v></c><c s="1"><v>0.5</v></c><c s="1"><v>-3</v></c>';
    const iso = '<c t="d"><v>2019-09-01T00:00:00</v></c>';
    const rows = `<row r="2">${cells}${odd}${iso}</row>`;
    expect(await second(withRows(rows, { styles }))).toEqual([
      43160.5,
      { date: '2018-03-01' },
      43160.5,
      { date: '2018-03-01' },
      43160.5,
      60,
      { date: '1900-03-01' },
      { date: '1900-01-01' },
      0.5,
      -3,
      { date: '2019-09-01' },
    ]);
    const shifted = withRows('<row r="2"><c s="1"><v>41698</v></c></row>', {
      styles,
      workbookPr: '<workbookPr date1904="1"/>',
    });
    expect(await second(shifted)).toEqual([{ date: '2018-03-01' }]);
  });

  it('read prefixed elements, single quotes, missing references and hidden rows; skip empty rows', async () => {
    const plain = sheetXml(
      `${headingXml()}<row r='2' hidden='1'><c t='str' r='B2'><v>x</v></c></row><row/><row><c t="inlineStr"><is><t>  </t></is></c></row><row><c><v>1</v></c></row>`,
    );
    const prefixed = plain.replace(/<(\/?)([a-zA-Z]+)(?=[ >/])/g, '<$1x:$2').replace('xmlns=', 'xmlns:x=');
    const rows = await readAll(handMade({ sheets: [{ xml: prefixed }] }));
    expect(rows.slice(1)).toEqual([
      { row: 2, cells: [null, 'x'] },
      { row: 5, cells: [1] },
    ]);
  });
});

describe('the sheet', () => {
  const named = (row: string): string => sheetXml(headingXml() + row);
  const filled = '<row r="2"><c r="A2" t="str"><v>here</v></c></row>';

  it('is the first visible one with headings', async () => {
    const other = sheetXml('<row r="1"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>');
    const bytes = handMade({
      sheets: [
        { name: 'hidden', state: 'hidden', xml: named(filled) },
        { name: 'other', xml: other },
        { name: 'right', xml: named(filled) },
      ],
    });
    const file = await openSheet(bytes, 'a.xlsx');
    expect([file.sheetName, file.headingRow, file.kind, file.rowsHint]).toEqual(['right', 1, 'xlsx', 2]);
  });

  it('is the first visible one when none has headings', async () => {
    const other = sheetXml('<row r="1"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>');
    const file = await openSheet(
      handMade({
        sheets: [
          { name: 'a', xml: other },
          { name: 'b', xml: other },
        ],
      }),
      'a.xlsx',
    );
    expect([file.sheetName, file.headingRow]).toEqual(['a', null]);
  });

  it('may have a merged title above the headings, and tells merged areas among the rows', async () => {
    const rows = [2, 3, 4, 5, 6, 7].map((row) => `<row r="${row + 1}">${inlineText(row + 1, 0, 'x')}</row>`).join('');
    const title = `<row r="1">${inlineText(1, 0, 'title')}</row>`;
    const merges =
      '<mergeCells count="3"><mergeCell ref="A1:F1"/><mergeCell ref="B4:B5"/><mergeCell  ref="C5:D6"/></mergeCells>';
    const bytes = handMade({ sheets: [{ xml: sheetXml(title + headingXml(2) + rows, merges) }] });
    const file = await openSheet(bytes, 'a.xlsx');
    expect(file.headingRow).toBe(2);
    expect(file.merged).toEqual(['A1:F1', 'B4:B5', 'C5:D6']);
    expect([1, 2, 3, 4, 6, 7].map((row) => file.mergedAt(row) !== null)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('is read again from the start by each call', async () => {
    const file = await openSheet(handMade({ sheets: [{ xml: named(filled) }] }), 'a.xlsx');
    expect(await allRows(file)).toEqual(await allRows(file));
  });
});

describe('text files', () => {
  const lines = (delimiter: string, end = '\r\n'): string =>
    [
      headings.join(delimiter),
      ['"a\nb"', '', '="007"', 'c '].join(delimiter),
      '',
      ['\u{20BB7}', '-1'].join(delimiter),
    ].join(end);
  const expected = [
    { row: 2, cells: ['a\nb', null, '007', 'c '] },
    { row: 4, cells: ['\u{20BB7}', '-1'] },
  ];

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text), 'UTF-8'],
    ['UTF-8 with mark', (text: string) => Buffer.from(`\ufeff${text}`), 'UTF-8'],
    ['GB18030', (text: string) => iconv.encode(text, 'gb18030'), 'GB18030'],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16LE'],
  ] as const)('are read as %s', async (_name, encode, encoding) => {
    for (const delimiter of [',', '\t', ';']) {
      const file = await openSheet(encode(lines(delimiter)), 'a.csv');
      expect([file.kind, file.encoding, file.headingRow]).toEqual(['csv', encoding, 1]);
      expect((await allRows(file)).slice(1)).toEqual(expected);
    }
  });

  it('may end in the middle of a character', async () => {
    const bytes = Buffer.from(`${headings.join(',')}\n\u4e00,\u4e01`);
    expect((await openSheet(bytes.subarray(0, -1), 'a.csv')).encoding).toBe('UTF-8');
  });

  it('with unpaired quotes are refused with the row', async () => {
    const bytes = Buffer.from(`${headings.join(',')}\na,b\n"c,d\n`);
    expect(await refusalOf(() => readAll(bytes))).toEqual({ code: 'importing.csv-quotes', facts: { row: 3 } });
  });

  it('with more rows than allowed are refused', async () => {
    const text = [headings.join(','), ...Array.from({ length: 11 }, (_, at) => `n${at},x`)].join('\n');
    expect((await readAll(Buffer.from(text), { maxRows: 11 })).length).toBe(12);
    const refusal = await refusalOf(() => readAll(Buffer.from(text), { maxRows: 10 }));
    expect(refusal).toEqual({ code: 'importing.too-many-rows', facts: { limit: 10 } });
  });
});
