import { isoDateOfDayNumber } from '@xueqian/kernel/iso-date.ts';

/** A cell as the file has it: nothing is guessed, a text of digits stays text, a number stays a number. */
export type SheetCell =
  | string
  | number
  | boolean
  | null
  | { readonly formula: string; readonly cached: string | number | boolean | null }
  | { readonly date: string };

/** `row` is 1-based, as the user sees it. Cells stand at their column; nothing stands after the last one with a value. */
export type SheetRow = { readonly row: number; readonly cells: readonly SheetCell[] };

/** The longest text of a cell, as in Excel. */
export const longestCell = 32_767;

/** Columns further right are not read; no heading of ours stands there. */
export const mostColumns = 256;

/** Text of a cell with the `_x000D_` form of signs that XML cannot carry made the signs. */
export const escapedText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** 0 → A, 26 → AA. */
export const columnLetter = (column: number): string => {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};

/** The 0-based column of a reference like `AB12`; -1 when it has no letters. */
export const columnOf = (reference: string): number => {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
};

/** The date of a day count; null for times without a day, for 29 February 1900, which never was, and beyond 9999. */
export const dateOfSerial = (serial: number, from1904: boolean): string | null => {
  const days = Math.floor(serial + 1e-9) + (from1904 ? 1462 : 0);
  if (!(days >= 1) || days === 60 || days > 2_958_465) return null;
  return isoDateOfDayNumber(days - (days < 60 ? 25_568 : 25_569));
};

/** Whether a cell says nothing: no value, nothing but spaces, or a formula whose result is empty. */
export const isBlank = (cell: SheetCell | undefined): boolean => {
  if (cell === null || cell === undefined) return true;
  if (typeof cell === 'string') return cell.trim() === '';
  if (typeof cell === 'object' && 'formula' in cell) return cell.cached === null || isBlank(cell.cached);
  return false;
};

/** What a cell shows, as text: for headings and for looking at, never for values. */
export const shownText = (cell: SheetCell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell);
  return 'date' in cell ? cell.date : shownText(cell.cached);
};
