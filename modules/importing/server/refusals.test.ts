import { deflateRawSync } from 'node:zlib';
import type { Refusal } from '@xueqian/kernel/decision.ts';
import { makeMessages } from '@xueqian/platform/messages.ts';
import { describe, expect, it } from 'vitest';
import english from '../messages/en.json' with { type: 'json' };
import chinese from '../messages/zh-CN.json' with { type: 'json' };
import { packArchive, packPart } from './pack-archive.ts';
import {
  handMade,
  handMadeParts,
  headings,
  headingXml,
  inlineText,
  readAll,
  refusalOf,
  sheetXml,
  withRows,
} from './testing/workbooks.ts';

const t = makeMessages({ 'zh-CN': { importing: chinese }, en: { importing: english } });

/** The refusal's code, after making sure that it has whole texts in both languages. */
const codeOf = (refusal: Refusal): string => {
  const key = `importing:refusals.${refusal.code.replace('importing.', '')}`;
  for (const language of ['zh-CN', 'en'] as const) {
    const text = t(language, key, refusal.facts);
    expect(text).not.toContain('refusals.');
    expect(text).not.toContain('{{');
    expect(text.length).toBeGreaterThan(20);
  }
  return refusal.code;
};

const refused = async (bytes: Buffer): Promise<string> => codeOf(await refusalOf(() => readAll(bytes)));

const row = `<row r="2">${inlineText(2, 0, 'a')}</row>`;
const good = withRows(row);
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const container = (...names: string[]): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), ...names.map(wide), Buffer.alloc(512)]);

describe('files of other kinds', () => {
  it('are refused by what they are', async () => {
    expect(await refused(Buffer.alloc(0))).toBe('importing.file-empty');
    expect(await refused(Buffer.from('\ufeff \n\n'))).toBe('importing.file-empty');
    expect(await refused(container('EncryptionInfo', 'EncryptedPackage'))).toBe('importing.file-encrypted');
    expect(await refused(container('Root Entry', 'Workbook'))).toBe('importing.file-old-xls');
    expect(await refused(Buffer.from('09081000000605', 'hex'))).toBe('importing.file-old-xls');
    expect(await refused(container('WordDocument'))).toBe('importing.file-not-a-table');
    for (const start of [
      '%PDF-1.7',
      '<html><table>',
      '<?xml version="1.0"?><Workbook>',
      '{"a": 1}',
      'one line',
      'a,b\0c,d',
    ]) {
      expect(await refused(Buffer.from(start))).toBe('importing.file-not-a-table');
    }
    expect(await refused(Buffer.from([0x80, 0xff, 0x2c, 0xff]))).toBe('importing.file-not-a-table');
  });

  it.each(['word/document.xml', 'ppt/presentation.xml', 'xl/workbook.bin'])(
    'packed with %s are no table',
    async (name) => {
      const bytes = packArchive([packPart('[Content_Types].xml', '<Types/>'), packPart(name, 'x')]);
      expect(await refused(bytes)).toBe('importing.file-not-a-table');
    },
  );

  it('with macros are refused', async () => {
    const bytes = withRows(row, { more: [packPart('xl/vbaProject.bin', 'x')] });
    expect(await refused(bytes)).toBe('importing.file-has-macros');
  });

  it('packed with a password are refused', async () => {
    const bytes = Buffer.from(good);
    bytes[bytes.indexOf('PK\x01\x02', 0, 'latin1') + 8]! |= 1;
    expect(await refused(bytes)).toBe('importing.file-encrypted');
  });
});

describe('sheets without children', () => {
  it('are refused', async () => {
    const blank = '<row r="2"><c r="A2" t="inlineStr"><is><t> </t></is></c><c><f>B1</f><v></v></c></row>';
    expect(await refused(withRows(''))).toBe('importing.sheet-empty');
    expect(await refused(withRows(blank))).toBe('importing.sheet-empty');
    expect(await refused(handMade({ sheets: [{ xml: sheetXml('') }] }))).toBe('importing.sheet-empty');
    expect(await refused(Buffer.from(`${headings.join(',')}\n,,,\n`))).toBe('importing.sheet-empty');
  });
});

describe('too much', () => {
  it('of rows is refused at the limit', async () => {
    const rows = [2, 3, 4].map((at) => `<row r="${at}">${inlineText(at, 0, 'a')}</row>`).join('');
    expect((await readAll(withRows(rows), { maxRows: 3 })).length).toBe(4);
    const refusal = await refusalOf(() => readAll(withRows(rows), { maxRows: 2 }));
    expect(codeOf(refusal)).toBe('importing.too-many-rows');
  });

  it('of text in one cell is refused, however it is kept', async () => {
    const long = 'a'.repeat(32_768);
    const refusal = await refusalOf(() => readAll(withRows(`<row r="2">${inlineText(2, 2, long)}</row>`)));
    expect(refusal).toEqual({ code: 'importing.cell-too-long', facts: { cell: 'C2', limit: 32_767 } });
    const shared = withRows('<row r="2"><c t="s"><v>0</v></c></row>', { sharedStrings: `<si><t>${long}</t></si>` });
    expect(await refused(shared)).toBe('importing.cell-too-long');
    const huge = withRows(row, { sharedStrings: `<si><t>${'a'.repeat(2_000_000)}</t></si>` });
    expect(await refused(huge)).toBe('importing.cell-too-long');
    expect(await refused(Buffer.from(`${headings.join(',')}\n${long},b\n`))).toBe('importing.cell-too-long');
    expect((await readAll(withRows(`<row r="2">${inlineText(2, 0, long.slice(1))}</row>`))).length).toBe(2);
  });

  it('unpacked is refused before anything is unpacked', async () => {
    const bomb = packPart('xl/media/a.bin', Buffer.alloc(64 * 1024 ** 2));
    expect(await refused(withRows(row, { more: [bomb] }))).toBe('importing.file-too-large');
    // What cannot be unpacked is told apart only by unpacking it.
    const damaged = Buffer.alloc(64, 0xff);
    const parts = handMadeParts({ sheets: [{ xml: sheetXml(headingXml() + row) }] });
    for (const [size, code] of [
      [601 * 1024 ** 2, 'importing.file-too-large'],
      [64 * 1024 ** 2, 'importing.file-too-large'],
      [1024, 'importing.file-broken'],
    ] as const) {
      expect(await refused(packArchive(parts.map((part) => ({ ...part, packed: damaged, size }))))).toBe(code);
    }
  });

  it('behind a lying size is refused at the first byte too many', async () => {
    const packed = deflateRawSync(Buffer.alloc(400 * 1024 ** 2, ' '), { level: 1 });
    // Damaged near its end: whoever unpacks that far finds it broken, not too large.
    packed.fill(0xff, packed.length - 4096);
    const parts = handMadeParts({ sheets: [{ xml: sheetXml(headingXml() + row) }] });
    for (const [name, code] of [
      ['xl/worksheets/sheet1.xml', 'importing.file-too-large'],
      ['xl/workbook.xml', 'importing.file-broken'],
      ['_rels/.rels', 'importing.file-broken'],
    ]) {
      const lying = parts.map((part) => (part.name === name ? { ...part, packed } : part));
      expect(await refused(packArchive(lying))).toBe(code);
    }
  });
});

describe('broken workbooks', () => {
  it('cut anywhere are refused', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, at) => `<row r="${at + 2}">${inlineText(at + 2, at % 28, `n${at * 7919}`)}</row>`,
    );
    const bytes = withRows(rows.join(''), {
      sharedStrings: '<si><t>a</t></si>',
      styles: '<cellXfs><xf numFmtId="0"/></cellXfs>',
    });
    for (let at = 1; at <= 120; at++) {
      expect(['importing.file-broken', 'importing.file-not-a-table']).toContain(
        await refused(bytes.subarray(0, Math.floor((bytes.length * at) / 121))),
      );
    }
  });

  it('with any byte changed are read or refused, never worse', async () => {
    for (let at = 0; at < good.length; at += 7) {
      const bytes = Buffer.from(good);
      bytes[at]! ^= 0x55;
      await readAll(bytes).catch((error: Error) => expect(error.name, String(error.stack)).toBe('Refused'));
    }
  });

  it.each([
    ['a sheet that stops', sheetXml(headingXml()).slice(0, -20)],
    ['tags that do not pair', '</worksheet>'],
    [
      'a document type with entities',
      `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml(`${headingXml()}<row><c t="str"><v>&e;</v></c></row>`)}`,
    ],
    ['an endless tag', `<worksheet a="${'b'.repeat(1_200_000)}`],
    ['a row number of its own', sheetXml(`${headingXml()}<row r="2000000"><c><v>1</v></c></row>`)],
  ])('with %s are refused', async (_name, xml) => {
    expect(await refused(handMade({ sheets: [{ xml }] }))).toBe('importing.file-broken');
  });

  it('without a workbook part are refused', async () => {
    const parts = handMadeParts({ sheets: [{ xml: sheetXml(row) }] });
    for (const name of ['xl/workbook.xml', 'xl/worksheets/sheet1.xml']) {
      expect(await refused(packArchive(parts.filter((part) => part.name !== name)))).toBe('importing.file-broken');
    }
    expect(await refused(handMade({ sheets: [] }))).toBe('importing.file-broken');
  });

  it('leave unknown entities as they stand', async () => {
    const rows = await readAll(withRows('<row r="2"><c t="str"><v>&e;&#0;&#xffffffff;</v></c></row>'));
    expect(rows[1]?.cells).toEqual(['&e;&#0;&#xffffffff;']);
  });
});

describe('texts', () => {
  it('exist in both languages under the same keys', () => {
    expect(Object.keys(english.refusals)).toEqual(Object.keys(chinese.refusals));
  });
});
