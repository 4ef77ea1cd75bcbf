import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  badName,
  browserDayBox,
  chineseInCode,
  keptInBrowser,
  leftMark,
  schemaWithoutModule,
  tooLong,
} from './tidy/code-rules.ts';
import { listFiles, readTexts, type SourceFile } from './tidy/source-files.ts';
import {
  clausesOf,
  commandsOf,
  deadLinks,
  differentCommands,
  missingFiles,
  uneven,
  withoutSingular,
} from './tidy/text-rules.ts';

const root = path.resolve(import.meta.dirname, '..');
const paths = listFiles(root);
const files = readTexts(root, paths);
const byPath = new Map(files.map((file) => [file.path, file]));
const modules = [...new Set(paths.flatMap((file) => /^modules\/([^/]+)\//.exec(file)?.[1] ?? []))];

const file = (name: string, text: string): SourceFile => ({ path: name, text });
const read = (name: string): SourceFile => byPath.get(name) ?? file(name, '');

describe('the house is tidy', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(modules).toContain('children');
  });

  test('files stay short', () => expect(files.flatMap(tooLong)).toEqual([]));
  test('no text for people in code', () => expect(files.flatMap(chineseInCode)).toEqual([]));
  test('file names say what they hold', () => expect(paths.flatMap(badName)).toEqual([]));
  test('pages keep nothing in the browser', () => expect(files.flatMap(keptInBrowser)).toEqual([]));
  test('days have one box', () => expect(files.flatMap(browserDayBox)).toEqual([]));
  test('no marks of unfinished work', () => expect(files.flatMap(leftMark)).toEqual([]));

  test('documents link to what exists', () => {
    const documents = files.filter(({ path: name }) => name.endsWith('.md'));
    expect(documents.length).toBeGreaterThan(5);
    expect(
      documents.flatMap((document) => deadLinks(document, (target) => existsSync(path.join(root, target)))),
    ).toEqual([]);
  });

  test('both READMEs tell the same commands', () => {
    expect(commandsOf(read('README.md').text).length).toBeGreaterThan(3);
    expect(differentCommands(read('README.md'), read('README.zh-CN.md'))).toEqual([]);
  });

  test('the pages on security name tests that exist, and say the same of each clause', () => {
    const [en, zh] = [read('docs/security.md'), read('docs/security.zh-CN.md')];
    expect([en, zh].flatMap((page) => missingFiles(page, paths))).toEqual([]);
    expect(clausesOf(en.text).length).toBeGreaterThan(40);
    expect(clausesOf(zh.text)).toEqual(clausesOf(en.text));
    // Done means tested: such a line names a test.
    const untested = [en, zh].flatMap(({ text }) =>
      text.split('\n').filter((line) => / \| ● \| /.test(line) && !line.includes('.test.ts`')),
    );
    expect(untested).toEqual([]);
  });

  test('messages are even in both languages', () => {
    const folders = new Set(paths.flatMap((name) => /^(.*\/messages)\/(zh-CN|en)\.json$/.exec(name)?.[1] ?? []));
    const complaints = [...folders].flatMap((folder) => {
      const [zh, en] = [byPath.get(`${folder}/zh-CN.json`), byPath.get(`${folder}/en.json`)];
      return zh && en ? uneven(zh, en) : [`${folder}: one language is missing`];
    });
    expect(complaints).toEqual([]);
  });

  test('whatever is counted in English has its form for one', () => {
    const english = files.filter(({ path: name }) => /(^|\/)messages\/en\.json$/.test(name));
    expect(english.length).toBeGreaterThan(30);
    expect(english.flatMap(withoutSingular)).toEqual([]);
    expect(english.filter(({ text }) => text.includes('_one":')).length).toBeGreaterThan(15);
  });

  test('every module has its place in the order of imports', () => {
    const cruiser = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
    const placed = cruiser.forbidden.flatMap(({ name }) => /^order-of-(.*)$/.exec(name)?.[1] ?? []);
    expect(placed).toContain('children');
    expect(modules.filter((name) => !placed.includes(name))).toEqual([]);
  });

  test('every schema has its module', () => {
    const migrations = files.filter(({ path: name }) => /^db\/migrations\/.*\.sql$/.test(name));
    expect(migrations.length).toBeGreaterThan(0);
    expect(migrations.flatMap((migration) => schemaWithoutModule(migration, modules))).toEqual([]);
  });
});

describe('each rule can fail', () => {
  test('a document that names what is not there', () => {
    const page = file('docs/a.md', 'see `sealing.test.ts`, `platform/gone.ts` and `npm test`');
    expect(missingFiles(page, ['platform/sealing.test.ts'])).toHaveLength(1);
    expect(clausesOf('| 8.1.4.1 a) | ● | x |\n| 8.1.4.5 | ○ | y |\n| mark | ● |')).toEqual([
      '8.1.4.1 a) ●',
      '8.1.4.5 ○',
    ]);
  });

  test('a long file', () => {
    expect(tooLong(file('a.ts', 'x\n'.repeat(301)))).toHaveLength(1);
    expect(tooLong(file('a.ts', 'x\n'.repeat(300)))).toEqual([]);
    expect(tooLong(file('a.generated.ts', 'x\n'.repeat(400)))).toEqual([]);
  });

  test.each([
    ["const a = '幼儿';", 1],
    ['const a = `${1}幼儿`;', 1],
    ['const a = `幼儿${1}岁${2}班`;', 3],
    ['const a = { 幼儿: 1 };', 1],
    ["// 幼儿\nconst a = '1';", 0],
    ['/** 幼儿 */ const a = /[\\u4e00]|幼/;', 0],
  ])('Chinese in %s: %d', (text, count) => {
    expect(chineseInCode(file('modules/children/rules.ts', text))).toHaveLength(count);
  });

  test.each([
    ['modules/children/web/use-draft.ts', "localStorage.setItem('a', 'b')", 1],
    ['ui/parts/Field.tsx', 'window.sessionStorage.a = 1', 1],
    ['ui/i18n.ts', "localStorage.getItem('language')", 0],
    ['modules/children/server/store.ts', '// localStorage', 0],
  ])('%s with %s: %d', (name, text, count) => expect(keptInBrowser(file(name, text))).toHaveLength(count));

  test.each([
    ['<input type="date" />', 1],
    ["<Input type={dates.includes(field) ? 'date' : 'text'} />", 1],
    ["const kind = 'date';", 0],
  ])('a day in %s: %d', (text, count) =>
    expect(browserDayBox(file('modules/children/web/Page.tsx', text))).toHaveLength(count),
  );

  test('Chinese in a page, and where it is allowed', () => {
    expect(chineseInCode(file('ui/parts/Empty.tsx', 'export const a = <p title="空">没有</p>;'))).toHaveLength(2);
    expect(chineseInCode(file('modules/children/headings.ts', "export const a = '姓名';"))).toEqual([]);
  });

  test.each([
    ['modules/children/childRules.ts', 1],
    ['modules/children/child_rules.ts', 1],
    ['ui/utils.ts', 1],
    ['platform/file-helper.ts', 1],
    ['ui/Page.ts', 1],
    ['modules/children/data.ts', 1],
    ['modules/children/child-rules.test.ts', 0],
    ['ui/parts/EmptyList.tsx', 0],
    ['apps/web/main.tsx', 0],
    ['vitest.config.ts', 0],
  ])('the name %s: %d', (name, count) => expect(badName(name)).toHaveLength(count));

  test('a mark of unfinished work', () => {
    expect(leftMark(file('a.sql', `-- ${'TO'}${'DO'}: later`))).toHaveLength(1);
    expect(leftMark(file('a.sql', '-- autodone'))).toEqual([]);
  });

  test('a dead link', () => {
    const document = file(
      'docs/a.md',
      '[one](../b.md#part) [two](c.md) [three](https://example.org) `[four](d.md)` [five](#here)',
    );
    expect(deadLinks(document, (target) => target === 'b.md')).toEqual(['docs/a.md: the link to c.md leads nowhere']);
  });

  test('commands that differ', () => {
    const one = file('a.md', '```sh\nnpm start   # starts\nnpm test\n```\n');
    expect(differentCommands(one, file('b.md', '```sh\nnpm start # 启动\nnpm test\n```\n'))).toEqual([]);
    expect(differentCommands(one, file('b.md', '```sh\nnpm start\n```\n'))).toEqual([
      'b.md: lacks the command "npm test"',
    ]);
    expect(differentCommands(one, file('b.md', '```sh\nnpm test\nnpm start\n```\n'))).toHaveLength(1);
  });

  test.each([
    [{ a: '甲' }, { a: 'A' }, 0],
    [{ a: '甲' }, {}, 1],
    [{}, { a: 'A' }, 1],
    [{ a: '甲' }, { a: ' ' }, 1],
    [{ a: '甲' }, { a: '甲' }, 1],
    [{ a: { b: '甲 {{n}}' } }, { a: { b: 'B {{m}}' } }, 1],
    [{ a_other: '{{count}} 人' }, { a_one: 'one child', a_other: '{{count}} children' }, 0],
  ])('messages %j and %j: %d', (zh, en, count) => {
    expect(uneven(file('zh-CN.json', JSON.stringify(zh)), file('en.json', JSON.stringify(en)))).toHaveLength(count);
  });

  test.each([
    [{ a: '{{count}} children' }, 1],
    [{ a: '{{count, number}} open problem cases' }, 1],
    [{ a: 'after {{minutes}} minutes' }, 1],
    [{ a: 'at most {{most}} papers' }, 0],
    [{ a_one: '{{count}} child', a_other: '{{count}} children' }, 0],
    [{ a_one: '{{count}} child' }, 1],
    [{ a: 'children', a_one: '{{count}} child', a_other: '{{count}} children' }, 2],
    [
      {
        a: '$t(a:counted.days, {"count": {{days}} }) left',
        counted: { days_one: '{{count}} day', days_other: '{{count}} days' },
      },
      0,
    ],
    [{ a: '$t(a:counted.weeks, {"count": {{days}} }) left' }, 1],
    [{ a: '{{office}} offices' }, 1],
  ])('counted in %j: %d', (en, count) => {
    expect(withoutSingular(file('modules/a/messages/en.json', JSON.stringify(en)))).toHaveLength(count);
  });

  test('a schema without a module', () => {
    expect(schemaWithoutModule(file('a.sql', 'create schema yearly_round;'), ['yearly-round'])).toEqual([]);
    expect(schemaWithoutModule(file('a.sql', 'CREATE SCHEMA IF NOT EXISTS "misc";'), ['children'])).toHaveLength(1);
  });
});
