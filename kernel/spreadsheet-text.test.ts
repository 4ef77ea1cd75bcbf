import { expect, it } from 'vitest';
import { spreadsheetText } from './spreadsheet-text.ts';

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
  ['', ''],
])('%j as a cell is %j', (text, cell) => {
  expect(spreadsheetText(text)).toBe(cell);
});
