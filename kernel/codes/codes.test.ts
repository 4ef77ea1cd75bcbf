import { describe, expect, test } from 'vitest';
import { type CodeTableName, classSizeOf, codes, yesOrNo } from './codes.ts';
import synonyms from './data/synonyms.json' with { type: 'json' };

const names = Object.keys(codes) as CodeTableName[];

describe.each(names)('%s', (name) => {
  const table = codes[name];
  test('has unique codes and words, and finds every row by both words', () => {
    const rows = table.list;
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map((row) => row.code)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.zh)).size).toBe(rows.length);
    for (const row of rows) {
      expect(table.codeOf(row.zh)).toBe(row.code);
      expect(table.codeOf(row.en)).toBe(row.code);
      expect(table.codeOf(` ${row.zh}\u3000`)).toBe(row.code);
      expect(table.codeOf(`${row.code}-${row.zh}`)).toBe(row.code);
      expect(table.word(row.code, 'zh')).toBe(row.zh);
      expect(table.has(row.code)).toBe(true);
    }
  });
  test('has synonyms of codes that exist and that no other row claims', () => {
    for (const [text, code] of Object.entries(synonyms[name])) {
      expect(table.has(code)).toBe(true);
      expect(table.codeOf(text)).toBe(code);
    }
  });
  test('knows nothing of other texts', () => {
    for (const text of ['', ' ', 'constructor', '__proto__', '\u25a1', '777']) expect(table.codeOf(text)).toBeNull();
    expect(table.word('nothing', 'zh')).toBeNull();
  });
});

test.each([
  ['sex', '男', '1'],
  ['sex', 'f', '2'],
  ['sex', '1', '1'],
  ['sex', '9', null],
  ['ethnicity', '汉', '01'],
  ['ethnicity', '1', '01'],
  ['ethnicity', '毛难族', '36'],
  ['ethnicity', '毛南族', '36'],
  ['ethnicity', '穿青人族', '97'],
  ['ethnicity', '外国血统', '98'],
  ['ethnicity', '无', '97'],
  ['ethnicity', '57', null],
  ['identityType', '身份证', '1'],
  ['identityType', 'a', 'A'],
  ['identityType', '香港特区护照／身份证明', '6'],
  ['identityType', '2', null],
  ['guardianIdentityType', '军官证', '2'],
  ['nationality', '中国', 'CHN'],
  ['nationality', '156', 'CHN'],
  ['nationality', '香港', 'HKG'],
  ['nationality', '美国', 'USA'],
  ['nationality', 'KOR', 'KOR'],
  ['overseas', '否', '00'],
  ['overseas', '0', '00'],
  ['hukouNature', '1', null],
  ['hukouNature', '农业户口', '2'],
  ['disabilityType', '3', null],
  ['disabilityType', '智力残疾', '5'],
  ['disabilityType', '0', null],
  ['health', '健康', '1'],
  ['health', '4', null],
  ['leftBehind', '否', '0'],
  ['leftBehind', '是', null],
  ['bloodType', 'AB型', '3'],
  ['guardianRelation', '妈妈', '52'],
] as const)('%s: %s is %s', (name, text, code) => {
  expect(codes[name].codeOf(text)).toBe(code);
});

test.each([
  ['是', true],
  ['否', false],
  ['Y', true],
  ['n', false],
  ['1', true],
  ['0', false],
  ['√', true],
  ['×', false],
  ['或', null],
  ['', null],
])('yes or no: %s', (text, answer) => {
  expect(yesOrNo(text)).toBe(answer);
});

test('class sizes of the regulations', () => {
  expect(['10', '21', '22', '23', '30', '40', '99'].map(classSizeOf)).toEqual([20, 25, 30, 35, 30, null, null]);
});

test('the national lists are complete', () => {
  expect(codes.ethnicity.list.length).toBe(58);
  expect(codes.overseas.list.length).toBe(16);
  expect(codes.bloodType.list.length).toBe(10);
  expect(codes.identityType.list.map((row) => row.code).join('')).toBe('16789ADHIEZ');
  expect(codes.nationality.list.slice(0, 4).map((row) => row.zh)).toEqual(['中国', '中国香港', '中国澳门', '中国台湾']);
  for (const row of codes.nationality.list) expect(row.code).toMatch(/^[A-Z]{3}$/);
});
