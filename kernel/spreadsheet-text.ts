/**
 * A text as a cell that a spreadsheet program never takes for a formula: what begins with one of its signs gets an
 * apostrophe before it. Numbers are given as numbers, not through here.
 */
export const spreadsheetText = (text: string): string =>
  /^[\s\u200b\ufeff]*[=+\-@|%]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
