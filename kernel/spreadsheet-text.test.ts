import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadsheetText, textOfSpreadsheet } from './spreadsheet-text.ts';

it.each([
  ['金水一幼', '金水一幼'],
  ['a=b', 'a=b'],
  ['=HYPERLINK("x")', '\'=HYPERLINK("x")'],
  ['+1', "'+1"],
  ['-1+2', "'-1+2"],
  ['@SUM(1)', "'@SUM(1)"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['\u200b=1', "'\u200b=1"],
  ['|cmd', "'|cmd"],
  ['%0A', "'%0A"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["O'Neil", "O'Neil"],
  ["'s", "'s"],
  ['', ''],
])('%j as a cell is %j', (text, cell) => {
  expect(spreadsheetText(text)).toBe(cell);
  expect(textOfSpreadsheet(cell)).toBe(text);
});

it('gives every text back, whatever it begins with', () => {
  const signs = fc.string({ unit: fc.constantFrom("'", '=', '|', '\t', ' ', '＝', 'a', '-'), maxLength: 6 });
  fc.assert(
    fc.property(fc.oneof(signs, fc.string({ unit: 'binary' })), (text) => {
      expect(textOfSpreadsheet(spreadsheetText(text))).toBe(text);
      expect(spreadsheetText(text)).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]/u);
    }),
    { numRuns: 2000 },
  );
});
