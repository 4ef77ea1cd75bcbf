import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Language, makeMessages } from '@xueqian/platform/messages.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { expect, it } from 'vitest';

type Tree = { readonly [key: string]: string | Tree };
const read = (folder: string, language: Language): Tree =>
  JSON.parse(readFileSync(path.join(productRoot, folder, 'messages', `${language}.json`), 'utf8')) as Tree;
const folders = [
  'ui',
  ...readdirSync(path.join(productRoot, 'modules'))
    .map((name) => `modules/${name}`)
    .filter((folder) => existsSync(path.join(productRoot, folder, 'messages', 'en.json'))),
];
const leaves = (tree: Tree, prefix = ''): (readonly [key: string, text: string])[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${prefix}${name}`, value] as const] : leaves(value, `${prefix}${name}.`),
  );
const texts = folders.map((folder) => {
  const name = path.basename(folder);
  const [zh, en] = [read(folder, 'zh-CN'), read(folder, 'en')];
  return { name, en, say: makeMessages({ 'zh-CN': { [name]: zh }, en: { [name]: en } }) };
});
const blanks = (text: string): string[] => [...text.matchAll(/\{\{\s*-?\s*(\w+)/g)].map(([, name = '']) => name);

/** Each text that counts, said of a number in a language, by its key without its form. */
const said = (language: Language, n: number): Map<string, string> => {
  const all = new Map<string, string>();
  for (const { name, en, say } of texts)
    for (const [key, text] of leaves(en)) {
      const stem = key.replace(/_(one|other)$/, '');
      if (stem === key && !text.includes('$t(')) continue;
      const facts = Object.fromEntries(blanks(text).map((blank) => [blank, n]));
      all.set(`${name}:${stem}`, say(language, `${name}:${stem}`, { ...facts, count: n }));
    }
  return all;
};

it('says one child and two children, in every text that counts', () => {
  const [one, many] = [said('en', 1), said('en', 1234)];
  expect(one.size).toBeGreaterThan(100);
  for (const [key, text] of one) {
    expect(text, key).not.toMatch(/\$t\(|\{\{|^[\w-]+[:.][\w.]+$|[\u3400-\u9fff]/u);
    expect(text, key).not.toMatch(
      /\b1 (?:[a-z]+ )?(?:children|rows|days|minutes|fields|classes|institutions|offices|files)\b/,
    );
    expect(text, key).not.toBe(many.get(key));
  }
  expect(one.get('ui:due.left')).toBe('1 day left');
  expect(many.get('ui:due.left')).toBe('1234 days left');
  expect(one.get('classes:pages.summary')).toBe('1 class, 1 child');
  expect(many.get('importing:pages.commit.button')).toBe('Import the 1,234 correct rows');
  expect(said('en', 0).get('ui:due.left')).toBe('0 days left');
});

it('has one form in Chinese', () => {
  for (const n of [1, 2])
    for (const [key, text] of said('zh-CN', n)) {
      expect(text, key).toMatch(/[\u3400-\u9fff]/u);
      expect(text, key).not.toMatch(/\{\{|\$t\(/);
    }
});
