import words from './reference/answer-words.json' with { type: 'json' };

/** What the public security answers of a name and number: agrees; no such number; the number bears another name. */
export const results = ['agrees', 'unknown', 'differs'] as const;
export type Result = (typeof results)[number];

/** Columns of the file that goes out, in order; an answer brings them back with the last one filled. */
export const columns = ['batch', 'sequence', 'name', 'number', 'result'] as const;
export type Column = (typeof columns)[number];

/** Why a line says nothing that could be taken in. */
export const faults = ['no-sequence', 'no-result', 'not-asked', 'other-number', 'twice'] as const;
export type Fault = (typeof faults)[number];

export type AnswerLine = {
  /** Row of the file, counted from one. */
  readonly row: number;
  readonly batch: string;
  readonly sequence: number | null;
  readonly number: string;
  readonly result: Result | null;
};

const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s'"\u200b\ufeff\u3002.\uff1b;]/g, '')
    .toLowerCase();
const headings = new Map(
  Object.entries(words.headings).flatMap(([column, all]) => all.map((each) => [keyOf(each), column as Column])),
);
const readings = new Map(
  Object.entries(words.results).flatMap(([result, all]) => all.map((each) => [keyOf(each), result as Result])),
);

/** What a cell of the result column means; null when it is none of the known words. */
export const readResult = (cell: string): Result | null => readings.get(keyOf(cell)) ?? null;

/** Where each column stands in a file, by its headings; null when one of those that are needed is missing. */
export const findColumns = (row: readonly string[]): ReadonlyMap<Column, number> | null => {
  const places = new Map<Column, number>();
  row.forEach((cell, at) => {
    const column = headings.get(keyOf(cell));
    if (column !== undefined && !places.has(column)) places.set(column, at);
  });
  return (['batch', 'sequence', 'number', 'result'] as const).every((column) => places.has(column)) ? places : null;
};

/** A row as an answer, by the places of the columns. */
export const readLine = (cells: readonly string[], places: ReadonlyMap<Column, number>, row: number): AnswerLine => {
  const cell = (column: Column): string => (cells[places.get(column) ?? -1] ?? '').trim();
  const sequence = cell('sequence').normalize('NFKC').replace(/^'/, '');
  return {
    row,
    batch: cell('batch').normalize('NFKC').replace(/^'/, ''),
    sequence: /^[1-9]\d{0,8}$/.test(sequence) ? Number(sequence) : null,
    number: cell('number').normalize('NFKC').replaceAll(/[\s']/g, '').toUpperCase(),
    result: readResult(cell('result')),
  };
};

export type AnswerCounts = {
  readonly read: number;
  /** Lines by what they say, that can be taken in. */
  readonly agrees: number;
  readonly unknown: number;
  readonly differs: number;
  /** Of these: said before in the same words, and said otherwise before. */
  readonly already: number;
  readonly replaced: number;
  readonly faulty: number;
  /** Lines of the batch that no answer has come for yet, after this file. */
  readonly missing: number;
};

/** The number of a batch: its province, its day, and its place among those of the day. */
export const batchNumber = (province: string, day: string, place: number): string =>
  `${province}-${day.replaceAll('-', '')}-${String(place).padStart(2, '0')}`;
