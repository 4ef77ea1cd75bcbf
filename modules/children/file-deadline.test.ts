import { expect, test } from 'vitest';
import { type PackCode, resolvePack } from '../jurisdictions/policy-pack.ts';
import { fileDueOn } from './file-deadline.ts';

test.each<[string, PackCode[], string, string | null]>([
  ['a month (specification of 2014)', ['henan-2017'], '2025-09-01', '2025-10-01'],
  ['a month, from the end of one', ['henan-2017'], '2025-01-31', '2025-02-28'],
  ['thirty working days, over the National Day', ['tianjin-binhai-2020'], '2025-09-01', '2025-10-17'],
  ['working days into a year not known', ['tianjin-binhai-2020'], '2026-12-20', null],
  ['two months (measures of 2025)', ['national-2025'], '2025-09-01', '2025-11-01'],
])('a file is due: %s', (_name, packs, admittedOn, due) => {
  expect(fileDueOn(resolvePack(packs).values.fileWithin, admittedOn)).toBe(due);
});

test('no period, no day', () => {
  expect(fileDueOn({ value: null, unit: null }, '2025-09-01')).toBeNull();
});
