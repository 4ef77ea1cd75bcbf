import { expect, it } from 'vitest';
import { isSaid } from './said.ts';

it.each([
  ['好的', true],
  ['𠮷', false],
  ['𠮷𪚥', true],
  [' 好 ', false],
  ['', false],
  [null, false],
])('%j says something: %s', (text, expected) => {
  expect(isSaid(text)).toBe(expected);
});
