import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainRow } from './plain-rows.ts';
import { SheetReader } from './sheet-reader.ts';
import { RowBuilder } from './sheet-rows.ts';
import { XmlReader } from './xml-stream.ts';

const context = {
  strings: { count: 2, get: (at: number) => ['p', 'q'][at] ?? null },
  dateFormats: [false, true],
  from1904: false,
};

/** What a reader makes of a document that comes in pieces of this many bytes: its rows, or that it refuses. */
const outcomeOf = (
  make: (rows: RowBuilder) => { write(chunk: Buffer): void; end(): void },
  xml: string,
  piece: number,
) => {
  const rows = new RowBuilder(context);
  const reader = make(rows);
  const bytes = Buffer.from(xml);
  try {
    for (let at = 0; at < bytes.length; at += piece) reader.write(bytes.subarray(at, at + piece));
    reader.end();
  } catch (error) {
    return String(error);
  }
  return rows.ready;
};

/** The parser alone and the reader with its short way must say the same. */
const compare = (xml: string, piece = 64): void => {
  const parsed = outcomeOf((rows) => new XmlReader(rows), xml, piece);
  expect(
    outcomeOf((rows) => new SheetReader(rows), xml, piece),
    xml,
  ).toEqual(parsed);
};

const sheetOf = (rows: string): string =>
  `<?xml version="1.0"?><worksheet><dimension ref="A1"/><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;

const pieces = [
  '<row r="2">',
  '<row r="3" spans="1:2" ht="15.5">',
  '<row r="4" r="5">',
  '<row>',
  '<row r="6"/>',
  '<row r="7" a="1" a="2">',
  '</row>',
  '</row>',
  '</row>',
  '<c r="A2"><v>1</v></c>',
  '<c r="B2" s="1"><v>43160</v></c>',
  '<c r="A3" t="s"><v>1</v></c>',
  '<c r="C3" s="0" t="str"><v>王\u3000，x</v></c>',
  '<c r="D2" t="inlineStr"><is><t>a</t></is></c>',
  '<c r="E2" t="inlineStr"><is><t xml:space="preserve"> b </t></is></c>',
  '<c r="F2"/>',
  '<c r="F2"></c>',
  '<c r="G2" s="1"/>',
  '<c t="s" r="H2"><v>0</v></c>',
  '<c r="I2"><f>A1</f><v>3</v></c>',
  '<c r="J2" t="str"><v>a&amp;b</v></c>',
  '<c r="K2" t="str"><v>a&b</v></c>',
  '<c r="L2" t="b"><v>1</v></c>',
  '<c r="M2" t="e"><v>#N/A</v></c>',
  '<c r="N2" t="str"><v></v></c>',
  '<c r="ZZZ2"><v>5</v></c>',
  '<c r="12"><v>5</v></c>',
  '<c r="O2" t="str"><v>\u{20bb7}\r\n_x000D_</v></c>',
  '<c r="P2"><v>1</v>',
  '<c r="Q2" s="1" s="1"><v>1</v></c>',
  '<!-- </row> -->',
  '<!-- ',
  ' -->',
  '<![CDATA[</row>]]>',
  '<?a ?>',
  '\n',
  ' ',
  'text',
  '</sheetData>',
  '<sheetData>',
  '<x:row r="9">',
  '</x:row>',
  '<x></x>',
  '\u0001',
  '>',
  ']]>',
  '<',
];

describe('rows cut out of a sheet', () => {
  it('are the rows that the parser finds, in whatever pieces the document comes', () => {
    const sound = pieces.slice(9, 30).filter((each) => !each.includes('a&b') && !each.includes('<v>1</v>$'));
    const row = fc
      .tuple(fc.constantFrom(...pieces.slice(0, 6)), fc.array(fc.constantFrom(...sound), { maxLength: 6 }))
      .map(([opening, cells]) => (opening.endsWith('/>') ? opening : `${opening}${cells.join('')}</row>`));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 300 }), (rows, piece) =>
        compare(sheetOf(rows.join('\n')), piece),
      ),
      { numRuns: 500 },
    );
  });

  it('are refused when the parser refuses the document', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 16 }),
        fc.integer({ min: 1, max: 300 }),
        (parts, piece) => compare(sheetOf(parts.join('')), piece),
      ),
      { numRuns: 2000 },
    );
  });

  it('are most rows of a usual sheet', () => {
    const told: unknown[] = [];
    const sink = { plainCell: (...cell: unknown[]) => told.push(cell), plainRow: (row: number) => told.push(row) };
    const row =
      '<row r="2" spans="1:3" x14ac:dyDescent="0.25"><c r="A2" s="3" t="s"><v>0</v></c><c r="AB2"><v>1.5</v></c></row>';
    expect(readPlainRow(row, 0, row.length - '</row>'.length, sink)).toBe(true);
    expect(told).toEqual([[2, 0, 's', 3, '0'], [2, 27, 'n', -1, '1.5'], 2]);
  });
});
