import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestName, maskName, nameKey, normaliseName } from './personal-name.ts';

const readCases = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`./testing/${file}`, import.meta.url)), { columns: true });

const outcome = (text: string): string => {
  const reading = normaliseName(text);
  return reading.ok ? reading.name : reading.code;
};

/** What each class of the case table must come to; a function where it depends on the name. */
const expectedOf: Readonly<Record<string, (name: string) => string>> = {
  leading_space: (name) => name.trim(),
  replacement: () => 'character-lost',
  latin: (name) => name,
  latin_diacritics: (name) => name.normalize('NFC'),
  middle_dot_variant: (name) => name.replace(/[•●]/, '·'),
  homograph: (name) => name,
  variant_pair: (name) => name,
  rare_nonBMP: (name) => name,
  rare_extA: () => 'one-character',
  rare_BMP: () => 'one-character',
  one_character: () => 'one-character',
  compound_surname: (name) => name,
  ideographic_space: (name) => name.replaceAll('\u3000', ''),
  zero_width: (name) => name.replaceAll('\u200b', ''),
  bom: (name) => name.replaceAll('\ufeff', ''),
  kana: (name) => name,
  hangul: (name) => name,
};

describe('the case table', () => {
  test.each(readCases('personal-names.csv').map((row) => [row.name!, row.class!]))('%j, %s', (name, kind) => {
    expect(outcome(name)).toBe(expectedOf[kind]!(name));
  });

  test.each(readCases('rare-characters.csv').map((row) => [row.char!, row.codepoint!]))('%s %s in a name', (rare) => {
    expect(normaliseName(`王${rare}`)).toEqual({ ok: true, name: `王${rare}`, changes: [] });
    expect(maskName(`${rare}明`)).toBe(`${rare}＊`);
    expect(outcome(rare)).toBe('one-character');
  });
});

describe('changes', () => {
  test.each([
    ['王 小 明', '王小明', ['space-removed']],
    [' 王小明\u3000', '王小明', ['trimmed']],
    ['王小明\n', '王小明', ['trimmed']],
    ['阿依古丽 · 买买提', '阿依古丽·买买提', ['space-removed']],
    ['阿依古丽.买买提', '阿依古丽·买买提', ['dot-replaced']],
    ['阿依古丽．买买提', '阿依古丽·买买提', ['dot-replaced']],
    ['阿依古丽・买买提', '阿依古丽·买买提', ['dot-replaced']],
    ['阿依古丽‧买买提', '阿依古丽·买买提', ['dot-replaced']],
    ['阿依古丽∙买买提', '阿依古丽·买买提', ['dot-replaced']],
    ['ＭＡＲＩＡ', 'MARIA', ['half-width']],
    ['ANNA  MARIA', 'ANNA MARIA', ['space-collapsed']],
    ['JOSE\u0301 LUIS', 'JOSÉ LUIS', ['composed']],
    ['王\u200d小\ufeff明', '王小明', ['zero-width-removed']],
    ['⽅小明', '方小明', ['radical-replaced']],
    ['武〇', '武〇', []],
    ['Martin Jr.', 'Martin Jr.', []],
  ])('%j becomes %s', (text, name, changes) => {
    expect(normaliseName(text)).toEqual({ ok: true, name, changes });
  });
});

describe('refused', () => {
  test.each([
    ['', 'blank'],
    [' \u200b\u3000', 'blank'],
    ['王？明', 'character-lost'],
    ['王\ue000明', 'character-lost'],
    ['王\u{f0000}明', 'character-lost'],
    ['王小明2', 'digit'],
    ['王小明２', 'digit'],
    ['王小明①', 'digit'],
    ['王小明(小)', 'characters'],
    ['王*明', 'characters'],
    ['王小明😀', 'characters'],
    ['=cmd', 'characters'],
    ['--', 'characters'],
    ['·王小明', 'dot'],
    ['阿依··买', 'dot'],
    ['王', 'one-character'],
    ['A', 'one-character'],
    ['王'.repeat(37), 'too-long'],
  ])('%j: %s', (text, code) => {
    expect(outcome(text)).toBe(code);
  });

  test('the longest name is counted in characters, not in code units', () => {
    expect(outcome('𠮷'.repeat(longestName))).toBe('𠮷'.repeat(longestName));
  });
});

test('what is read once reads the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
      const reading = normaliseName(text);
      if (reading.ok) expect(normaliseName(reading.name)).toEqual({ ok: true, name: reading.name, changes: [] });
    }),
    { numRuns: 2000 },
  );
});

test('keys compare spellings, and keep variant characters apart', () => {
  expect(nameKey('NGUYỄN Thị'.normalize('NFD'))).toBe(nameKey('Nguyễn THỊ'));
  expect(nameKey('阿依·买')).toBe(nameKey('阿依买'));
  expect(nameKey('周𬱖')).not.toBe(nameKey('周頔'));
});

test('masking shows the first character only', () => {
  expect(maskName('王小明')).toBe('王＊＊');
  expect(maskName('𠮷田')).toBe('𠮷＊');
  expect(maskName('')).toBe('');
});
