import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { Refused } from '@xueqian/kernel/decision.ts';
import { CsvError, parse } from 'csv-parse';
import { type AnswerLine, type Column, findColumns, readLine } from '../answer.ts';

/** Rows above the headings that are passed over. */
const headingDepth = 10;
const longestRecord = 10_000;
const batchSize = 5000;

/** Bytes as text: UTF-8 where the first piece is, else GB 18030, the encoding of older office systems. */
async function* decoded(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of source) {
    if (decoder === null) {
      if (chunk.subarray(0, 2).toString('latin1') === 'PK') throw new Refused('verification.answers-not-csv');
      // A character cut off by the end of the piece does not make it another encoding.
      const whole = [0, 1, 2, 3].some((cut) => isUtf8(chunk.subarray(0, chunk.length - cut)));
      decoder = new TextDecoder(whole ? 'utf-8' : 'gb18030');
    }
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

/** The answers of a file, five thousand at a time, from a stream that is never held whole. */
export async function* answerLines(source: AsyncIterable<Buffer>): AsyncGenerator<AnswerLine[]> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  const text = Readable.from(decoded(source));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let places: ReadonlyMap<Column, number> | null = null;
  let row = 0;
  let waiting: AnswerLine[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (places === null) {
        places = findColumns(cells);
        if (places === null && row >= headingDepth) throw new Refused('verification.answers-without-headings');
        continue;
      }
      if (cells.every((cell) => cell.trim() === '')) continue;
      waiting.push(readLine(cells, places, row));
      if (waiting.length === batchSize) {
        yield waiting;
        waiting = [];
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Refused('verification.answers-not-csv');
    throw error;
  } finally {
    text.destroy();
    parser.destroy();
  }
  if (places === null) throw new Refused('verification.answers-without-headings');
  yield waiting;
}
