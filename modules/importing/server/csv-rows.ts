import { Readable } from 'node:stream';
import { Refused } from '@xueqian/kernel/decision.ts';
import { CsvError, parse } from 'csv-parse';
import { encodingOf, guardText, type TextEncoding } from './file-kind.ts';
import { columnLetter, isBlank, longestCell, mostColumns, type SheetRow } from './sheet-cell.ts';

export type CsvTable = {
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  /** Line ends in the file: the most rows there can be. */
  readonly lines: number;
  rows(): AsyncGenerator<readonly SheetRow[], void, undefined>;
};

const piece = 64 * 1024;
const batchSize = 1000;
const longestRecord = 1_000_000;

const texts = function* (bytes: Buffer, encoding: TextEncoding): Generator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'GB18030' });
  try {
    for (let at = 0; at < bytes.length; at += piece)
      yield decoder.decode(bytes.subarray(at, at + piece), { stream: true });
    yield decoder.decode();
  } catch {
    throw new Refused('importing.file-not-a-table', { found: '?' });
  }
};

/** The same for the parser, which takes UTF-8 as it is. */
const pieces = function* (bytes: Buffer, encoding: TextEncoding): Generator<string | Buffer, void, undefined> {
  if (encoding !== 'UTF-8') yield* texts(bytes, encoding);
  else for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
};

/** The sign that parts the cells: the one met most outside quotes in the first lines. */
const delimiterOf = (start: string): string | null => {
  const outside = start.replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: outside.split(sign).length - 1 }));
  const most = counts.reduce((best, next) => (next.count > best.count ? next : best));
  return most.count === 0 ? null : most.sign;
};

/** `="0123"`, the usual way to keep digits as text in such files. */
const plainCell = (text: string): string | null => {
  if (text === '') return null;
  if (text[0] !== '=') return text;
  const kept = /^="([^"]*)"$/.exec(text);
  return kept ? kept[1]! : text;
};

const rowOf = (record: readonly string[], row: number): SheetRow => {
  const cells = record.slice(0, mostColumns).map(plainCell);
  const long = cells.findIndex((cell) => cell !== null && cell.length > longestCell);
  if (long >= 0)
    throw new Refused('importing.cell-too-long', { cell: `${columnLetter(long)}${row}`, limit: longestCell });
  while (cells.length > 0 && cells.at(-1) === null) cells.pop();
  return { row, cells };
};

const readRows = async function* (bytes: Buffer, encoding: TextEncoding, delimiter: string) {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: longestRecord,
  });
  const source = Readable.from(pieces(bytes, encoding), { objectMode: true, highWaterMark: 2 });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  let batch: SheetRow[] = [];
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row++;
      const next = rowOf(record, row);
      if (!next.cells.every(isBlank)) batch.push(next);
      if (batch.length === batchSize) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new Refused('importing.csv-quotes', { row: (Number(error.records) || row) + 1 });
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (batch.length > 0) yield batch;
};

const countLines = (bytes: Buffer): number => {
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
};

/** Opens text as a table; refuses what is no table. */
export const openCsv = (bytes: Buffer): CsvTable => {
  const encoding = encodingOf(bytes);
  let start = '';
  for (const text of texts(bytes, encoding)) {
    start += text;
    if (start.trim() !== '') break;
  }
  guardText(start);
  const delimiter = delimiterOf(start);
  if (delimiter === null) throw new Refused('importing.file-not-a-table', { found: 'TXT' });
  return { encoding, delimiter, lines: countLines(bytes), rows: () => readRows(bytes, encoding, delimiter) };
};
