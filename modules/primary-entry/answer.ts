import { readDate } from '@xueqian/kernel/read-date.ts';
import words from './reference/primary-entry-words.json' with { type: 'json' };

/** What the primary side answers of a graduate: accepted 已接收, not found 查无此人, differs 信息不符. */
export const results = ['accepted', 'not-found', 'differs'] as const;
export type Result = (typeof results)[number];

/** What may be different there. */
export const fields = ['name', 'sex', 'birthOn', 'identityNumber', 'guardianName', 'other'] as const;
export type Field = (typeof fields)[number];

/** Columns of a file of answers; the list that goes out has them too, the last ones empty. */
export const columns = [
  'list',
  'sequence',
  'number',
  'name',
  'result',
  'school',
  'schoolCode',
  'enteredOn',
  'field',
  'told',
] as const;
export type Column = (typeof columns)[number];

/** Columns that a file must have; those of a difference may be left out where nothing differs. */
export const requiredColumns = ['list', 'sequence', 'number', 'result', 'school', 'enteredOn'] as const;

/** Why a line says nothing that can be taken in, in the order in which it is asked. */
export const faults = [
  'other-list',
  'no-sequence',
  'not-asked',
  'other-number',
  'twice',
  'no-result',
  'no-school',
  'bad-school-code',
  'bad-day',
  'no-field',
  'no-told',
  'not-graduated',
  'accepted-before',
] as const;
export type Fault = (typeof faults)[number];

/** A line as it was read: trimmed texts, by column. */
export type AnswerCells = Readonly<Partial<Record<Column, string>>>;

export type Answer =
  | { readonly result: 'not-found' }
  | {
      readonly result: 'accepted';
      readonly school: string;
      readonly schoolCode: string | null;
      readonly enteredOn: string;
    }
  | { readonly result: 'differs'; readonly field: Field; readonly told: string };

/** The graduate that a line is about, as it stands now. */
export type Listed = {
  /** The digest of the line's student number is that of the child's. */
  readonly numberAgrees: boolean;
  readonly isGraduated: boolean;
  readonly endedOn: string;
  /** What was answered before. */
  readonly before: Answer | null;
};

const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s'"\u200b\ufeff\u3002.\uff1b;]/g, '')
    .toLowerCase();
const readingsOf = <T extends string>(known: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(known).flatMap(([value, all]) => all.map((each) => [keyOf(each), value as T] as const)));
const resultOf = readingsOf<Result>(words.results);
const fieldOf = readingsOf<Field>(words.fields);

/** What a cell of the result column means; null when it is none of the known words. */
export const readResult = (cell: string): Result | null => resultOf.get(keyOf(cell)) ?? null;
export const readField = (cell: string): Field | null => fieldOf.get(keyOf(cell)) ?? null;

/** The number of a line; null where there is none. */
export const readSequence = (cell: string): number | null => {
  const text = cell.normalize('NFKC').replace(/^'/, '').trim();
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
};

/** A day in any of the spellings that spreadsheets know, as ISO; null when it is none. */
export const readDay = (cell: string): string | null => {
  const read = readDate(cell);
  return read.ok ? read.on : null;
};

const sameAnswer = (one: Answer, other: Answer): boolean =>
  one.result === other.result &&
  (one.result !== 'accepted' ||
    other.result !== 'accepted' ||
    (one.school === other.school && one.schoolCode === other.schoolCode && one.enteredOn === other.enteredOn)) &&
  (one.result !== 'differs' || other.result !== 'differs' || (one.field === other.field && one.told === other.told));

export type Reading =
  | { readonly fault: Fault }
  | { readonly answer: Answer; readonly change: 'first' | 'already' | 'replaced' };

/** What a text of the primary side is kept as: of a document number its ends alone. */
export const keptTold = (field: Field, told: string, mask: (number: string) => string): string =>
  field === 'identityNumber' ? mask(told.normalize('NFKC').replaceAll(/[\s']/g, '').toUpperCase()) : told.slice(0, 100);

/** What is answered in the cells of a line, by itself; a fault where it says too little. */
const readAnswer = (cells: AnswerCells, endedOn: string, today: string, mask: (number: string) => string) => {
  const result = readResult(cells.result ?? '');
  if (result === null) return 'no-result' as const;
  if (result === 'not-found') return { result } as const;
  if (result === 'differs') {
    const field = readField(cells.field ?? '');
    if (field === null) return 'no-field' as const;
    const told = cells.told ?? '';
    return told === '' ? ('no-told' as const) : { result, field, told: keptTold(field, told, mask) };
  }
  const school = (cells.school ?? '').slice(0, 120);
  if (school.length < 2) return 'no-school' as const;
  const code = (cells.schoolCode ?? '').normalize('NFKC').replace(/^'/, '');
  if (code !== '' && !/^\d{10}$/.test(code)) return 'bad-school-code' as const;
  const enteredOn = readDay((cells.enteredOn ?? '').normalize('NFKC').replace(/^'/, ''));
  if (enteredOn === null || enteredOn < endedOn || enteredOn > today) return 'bad-day' as const;
  return { result, school, schoolCode: code === '' ? null : code, enteredOn };
};

/**
 * What a line says of the graduate it is about; `listed` is null where no graduate stands there on this list (any more).
 * Said again in the same words it changes nothing; an acceptance is not replaced, it is taken back first.
 */
export const readLine = (
  cells: AnswerCells,
  asked: {
    readonly list: string;
    readonly today: string;
    readonly listed: Listed | null;
    readonly isRepeated: boolean;
    readonly mask: (number: string) => string;
  },
): Reading => {
  const { listed, today, mask } = asked;
  if ((cells.list ?? '').normalize('NFKC').replace(/^'/, '') !== asked.list) return { fault: 'other-list' };
  if (readSequence(cells.sequence ?? '') === null) return { fault: 'no-sequence' };
  if (listed === null) return { fault: 'not-asked' };
  if (!listed.numberAgrees) return { fault: 'other-number' };
  if (asked.isRepeated) return { fault: 'twice' };
  const answer = readAnswer(cells, listed.endedOn, today, mask);
  if (typeof answer === 'string') return { fault: answer };
  if (listed.before !== null && sameAnswer(listed.before, answer)) return { answer, change: 'already' };
  if (listed.before?.result === 'accepted') return { fault: 'accepted-before' };
  if (!listed.isGraduated) return { fault: 'not-graduated' };
  return { answer, change: listed.before === null ? 'first' : 'replaced' };
};

export type AnswerCounts = {
  readonly read: number;
  readonly accepted: number;
  readonly 'not-found': number;
  readonly differs: number;
  /** Of these: said before in the same words, and said otherwise before. */
  readonly already: number;
  readonly replaced: number;
  readonly faulty: number;
};

/** The number of a list: its county or province, the year of entry, and its place among those of the year. */
export const listNumber = (division: string, year: number, place: number): string =>
  `${division}-${year}-${String(place).padStart(2, '0')}`;
