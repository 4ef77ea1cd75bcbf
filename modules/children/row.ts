import type { CodeTable } from '@xueqian/kernel/codes/code-table.ts';
import { yesOrNo } from '@xueqian/kernel/codes/codes.ts';
import type { ChildColumn, FieldProblem } from './child.ts';
import { type ProblemCode, problemCodes } from './problem-codes.ts';

/** A cell: text as written, a number or a yes-no of the sheet; a date cell as its ISO text. */
export type Cell = string | number | boolean;

export type ChildCells = Readonly<Partial<Record<ChildColumn, Cell | null>>>;

/** Ages in completed years: outside `youngest`–`oldest` refused, outside `usualYoungest`–`usualOldest` warned of. */
export type AgeLimits = {
  readonly youngest: number;
  readonly oldest: number;
  readonly usualYoungest: number;
  readonly usualOldest: number;
};

export const usualAgeLimits: AgeLimits = { youngest: 1, oldest: 8, usualYoungest: 2, usualOldest: 7 };

/** What the checks ask of the world around a row. */
export type CheckContext = {
  /** ISO date. */
  readonly today: string;
  /** Whether the institution has a class of this code or name. */
  readonly classOf: (codeOrName: string) => 'found' | 'missing';
  /** Whether a twelve-character division code exists, or ever existed, self-defined ones included. */
  readonly knownPlace: (code12: string) => boolean;
  /** The twelve-character code of a place written in words; null when none or several fit. */
  readonly placeByName: (text: string) => string | null;
  readonly ages?: AgeLimits;
};

/** One row under examination; problems collect here. `form`: values come from a form, with codes chosen from lists. */
export type Row = {
  readonly cells: ChildCells;
  readonly context: CheckContext;
  readonly form: boolean;
  readonly problems: FieldProblem[];
};

/** What was read of a cell: the value, null where it is blank, undefined where it is wrong and has been reported. */
export type Read<T> = T | null | undefined;

const longestValueShown = 64;
const longestText = 500;

const shown = (cell: Cell | null | undefined): string => {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return text.length <= longestValueShown ? text : text.slice(0, longestValueShown).replace(/[\ud800-\udbff]$/, '');
};

export const report = (
  row: Row,
  column: ChildColumn,
  code: ProblemCode,
  facts: FieldProblem['facts'] = {},
): undefined => {
  row.problems.push({ column, code, severity: problemCodes[code].severity, value: shown(row.cells[column]), facts });
};

/** Signs that people put into a cell to say that there is nothing. */
const blankSigns = new Set([
  '',
  '-',
  '--',
  '---',
  '/',
  '//',
  '\\',
  '\u2014',
  '\u2014\u2014',
  '\uff0d',
  '\uff0f',
  '.',
  'NULL',
  'null',
]);

/** The text of a cell, trimmed, without the apostrophe that marks text in exports. Formulas and cell errors are wrong. */
export const readText = (row: Row, column: ChildColumn, longest = longestText): Read<string> => {
  const cell = row.cells[column];
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== 'string') return typeof cell === 'number' && Number.isNaN(cell) ? null : String(cell);
  let text = cell.trim();
  if (text.startsWith("'")) text = text.slice(1).trim();
  if (blankSigns.has(text)) return null;
  if (text.startsWith('=')) return report(row, column, 'formula');
  if (text.startsWith('#') && /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|#+)$/i.test(text))
    return report(row, column, 'cell-error');
  if (text.length > longest && [...text].length > longest) {
    return report(row, column, 'too-long', { length: [...text].length, longest });
  }
  return text;
};

const codeIn = (row: Row, table: CodeTable, text: string): string | null =>
  row.form && table.has(text) ? text : table.codeOf(text);

/** A code of a table, from a word or a code. */
export const readCode = (row: Row, column: ChildColumn, table: CodeTable): Read<string> => {
  const text = readText(row, column);
  if (text === null || text === undefined) return text;
  return codeIn(row, table, text) ?? report(row, column, 'not-in-list');
};

/** As `readCode`, but an answer in the negative ("no", "none") counts as blank. */
export const readCodeOrNone = (row: Row, column: ChildColumn, table: CodeTable): Read<string> => {
  const text = readText(row, column);
  if (text === null || text === undefined) return text;
  const code = codeIn(row, table, text);
  if (code !== null) return code;
  return yesOrNo(text) === false ? null : report(row, column, 'not-in-list');
};

export const readYesNo = (row: Row, column: ChildColumn): Read<boolean> => {
  const cell = row.cells[column];
  if (typeof cell === 'boolean') return cell;
  const text = readText(row, column);
  if (text === null || text === undefined) return text;
  return yesOrNo(text) ?? report(row, column, 'not-in-list');
};

/** Reports a blank of a column that must be filled in. Wrong ones have been reported already. */
export const required = <T>(row: Row, column: ChildColumn, read: Read<T>, code: ProblemCode = 'required'): Read<T> =>
  read === null ? report(row, column, code) : read;
