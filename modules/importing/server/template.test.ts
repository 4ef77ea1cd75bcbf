import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import layout from '../reference/national-layout.json' with { type: 'json' };
import { openSheet } from './read-sheet.ts';
import { writeTemplate } from './template.ts';
import { headings, refusalOf } from './testing/workbooks.ts';
import { importingTexts } from './texts.ts';
import { openArchive, readPart } from './workbook-archive.ts';
import { readWorkbook } from './workbook-parts.ts';

const places = Array.from({ length: 3200 }, (_, at) => ({ code: `${110000 + at}000000`, name: `place ${at}` }));
const classes = [
  { code: '2025211', name: 'a' },
  { code: '2025212', name: 'b' },
  { code: '2025213', name: 'b' },
];
const written = writeTemplate({ institutionName: 'x & y', classes, places });

/** All sheets as an independent reader sees them: name, rows of text. */
const readByExcelJs = async (bytes: Buffer): Promise<{ name: string; state: string; rows: string[][] }[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'template-'));
  try {
    const file = path.join(folder, 'a.xlsx');
    await writeFile(file, bytes);
    const sheets: { name: string; state: string; rows: string[][] }[] = [];
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(file, {
      sharedStrings: 'cache',
      styles: 'cache',
    })) {
      const { name, state } = sheet as unknown as { name: string; state: string };
      const rows: string[][] = [];
      for await (const row of sheet) {
        const texts: string[] = [];
        row.eachCell({ includeEmpty: true }, (cell, at) => {
          texts[at - 1] = cell.text;
        });
        rows.push(texts);
      }
      sheets.push({ name, state, rows });
    }
    return sheets;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const partText = async (name: string): Promise<string> => {
  const part = (await openArchive(await written)).find(name);
  return part ? readPart(part).toString('utf8') : '';
};

describe('the import template', () => {
  it('has the national headings in their order, a guide, the places and hidden lists', async () => {
    const sheets = await readByExcelJs(await written);
    const name = (key: string): string => importingTexts('zh-CN', `importing:template.sheets.${key}`);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['children', 'guide', 'places', 'lists'].map(name));
    expect(sheets[0]?.rows).toEqual([headings]);
    expect(headings.length).toBe(30);
    expect(sheets[2]?.rows.length).toBe(3201);
    expect(sheets[2]?.rows[1]).toEqual(['110000000000', 'place 0']);
    expect(readWorkbook(await openArchive(await written)).sheets.map((sheet) => sheet.visible)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('offers a list in every code column, of what the lists sheet holds', async () => {
    const xml = await partText('xl/worksheets/sheet1.xml');
    const found = [...xml.matchAll(/sqref="([A-Z]+)2:[A-Z]+100001"><formula1>[^!]+!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)</g)];
    const letters = 'B C E G H I J M N R S T U V W X Y AA AC'.split(' ');
    expect(found.map((match) => match[1])).toEqual(letters);
    expect(found.map((match) => match[2])).toEqual(letters);
    const lists = (await readByExcelJs(await written))[3]!.rows;
    expect(lists.slice(0, 3).map((row) => row[1])).toEqual(['a', '2025212', '2025213']);
    for (const match of found) {
      const at = headings.findIndex((_, column) => letterOf(column) === match[2]);
      const filled = lists.filter((row) => row[at] !== undefined && row[at] !== '');
      expect(filled.length, match[2]).toBe(Number(match[3]));
    }
  });

  it('keeps columns as text, freezes the headings and notes a rule on each', async () => {
    const xml = await partText('xl/worksheets/sheet1.xml');
    expect(xml.match(/<col [^>]*style="1"/g)?.length).toBe(30);
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect((await partText('xl/comments1.xml')).match(/<comment /g)?.length).toBe(30);
    expect((await partText('xl/drawings/vmlDrawing1.vml')).match(/<v:shape /g)?.length).toBe(30);
  });

  it('is a sheet without children as long as nothing is filled in', async () => {
    expect((await refusalOf(async () => openSheet(await written, 'a.xlsx'))).code).toBe('importing.sheet-empty');
  });

  it('has every text in both languages', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      for (const { column } of layout) {
        expect(importingTexts(language, `importing:template.columns.${column}`)).not.toContain('template.');
      }
    }
  });

  it('can be written without classes and places, in English too', async () => {
    const bytes = await writeTemplate({ institutionName: 'x', classes: [], language: 'en' });
    expect((await refusalOf(() => openSheet(bytes, 'a.xlsx'))).code).toBe('importing.sheet-empty');
  });
});

const letterOf = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(39 + column)}`;
