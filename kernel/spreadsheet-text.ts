/** What a spreadsheet program would compute, also behind blanks and in full width, and what already bears our own mark. */
const takenForFormula = /^'*(?:[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]|[\t\r\n])/u;

/**
 * A text as a cell that a spreadsheet program never takes for a formula: what begins with one of its signs gets an
 * apostrophe before it. Numbers are given as numbers, not through here.
 */
export const spreadsheetText = (text: string): string => (takenForFormula.test(text) ? `'${text}` : text);

/** The text that a cell was made of: takes exactly the apostrophe away that `spreadsheetText` put there. */
export const textOfSpreadsheet = (cell: string): string =>
  cell.startsWith("'") && takenForFormula.test(cell.slice(1)) ? cell.slice(1) : cell;
