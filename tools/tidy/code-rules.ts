import path from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

/** Tests are mostly tables of cases, which read well at length. */
const maximumLines = (file: string): number => (/\.test\.tsx?$/.test(file) ? 500 : 300);

/** A file longer than a few screens holds more than one thing. */
export const tooLong = ({ path: file, text }: SourceFile): string[] => {
  if (!/\.tsx?$/.test(file) || /\.generated\.ts$/.test(file)) return [];
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > maximumLines(file)
    ? [`${file}: ${lines} lines, at most ${maximumLines(file)}; split it by what changes together`]
    : [];
};

/** Places where Chinese words in code are the matter itself and not text for people. */
export const chineseAllowed: readonly { readonly place: RegExp; readonly reason: string }[] = [
  { place: /\.test\.tsx?$/, reason: 'tests quote what users write and read' },
  { place: /(^|\/)testing\//, reason: 'tests quote what users write and read' },
  { place: /^(e2e|bench)\//, reason: 'tests and measurements quote what users write and read' },
  { place: /^modules\/[^/]+\/headings\.ts$/, reason: 'column headings as found in the workbooks of institutions' },
  { place: /^kernel\/codes\//, reason: 'the words of the national code tables' },
  { place: /^modules\/simulation\//, reason: 'made-up people and places' },
  { place: /^tools\/start\.mjs$/, reason: 'says that Node is too old before anything can be read' },
];

const chinese = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]/;

/** Text for people lives in messages; code carries keys. Comments and patterns may hold Chinese. */
export const chineseInCode = ({ path: file, text }: SourceFile): string[] => {
  if (!/\.(ts|tsx|mjs)$/.test(file) || !chinese.test(text)) return [];
  if (chineseAllowed.some(({ place }) => place.test(file))) return [];
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const complaints: string[] = [];
  const visit = (node: ts.Node): void => {
    const literal =
      ts.isStringLiteral(node) ||
      ts.isJsxText(node) ||
      ts.isIdentifier(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node);
    if (literal && chinese.test(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      complaints.push(`${file}:${line + 1}: Chinese in code; put the text into messages/zh-CN.json`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return complaints;
};

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*$/;
const emptyWords = ['data', 'info', 'item', 'items', 'manager', 'helper', 'helpers', 'util', 'utils', 'common', 'misc'];

/** File names: kebab-case, components PascalCase, and no name that could hold anything. */
export const badName = (file: string): string[] => {
  const base = path.posix.basename(file);
  if (!/\.(ts|tsx|mts|mjs|css|sql)$/.test(base) || base.startsWith('.')) return [];
  const stem = base.replace(/\.(tsx?|mts|mjs|css|sql)$/, '').replace(/\.(test|d|config|generated|module)$/, '');
  const complaints: string[] = [];
  const component = /\.(tsx|module\.css)$/.test(base) || /^[A-Z].*\.test\.ts$/.test(base);
  if (!kebab.test(stem) && !(component && pascal.test(stem))) {
    complaints.push(`${file}: name it in kebab-case, a component in PascalCase`);
  }
  const words = stem
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split('-');
  const last = words.at(-1) ?? '';
  if (emptyWords.includes(stem) || ['manager', 'helper', 'helpers', 'utils', 'util', 'misc'].includes(last)) {
    complaints.push(`${file}: the name says nothing; name the file after what it holds`);
  }
  return complaints;
};

const marks = ['TO' + 'DO', 'FIX' + 'ME', 'X'.repeat(3)];

/** Unfinished work belongs on a list, not into the code. */
export const leftMark = ({ path: file, text }: SourceFile): string[] =>
  text
    .split('\n')
    .flatMap((line, index) =>
      marks.some((mark) => new RegExp(`\\b${mark}\\b`).test(line))
        ? [`${file}:${index + 1}: a mark of unfinished work`]
        : [],
    );

/** Every schema of the database belongs to a module of the same name. */
export const schemaWithoutModule = ({ path: file, text }: SourceFile, modules: readonly string[]): string[] =>
  [...text.matchAll(/^\s*create\s+schema\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/gim)]
    .map(([, schema = '']) => schema)
    .filter((schema) => !modules.includes(schema.replaceAll('_', '-')))
    .map((schema) => `${file}: schema ${schema} has no folder modules/${schema.replaceAll('_', '-')}`);

/** Files that may write into the stores of a browser: the language, and when a page was loaded anew. */
const browserStoreFiles = ['ui/i18n.ts', 'apps/web/StopPages.tsx'];

/** Computers are shared: nothing of a child may stay in a browser, so nothing else writes into its stores. */
export const keptInBrowser = ({ path: file, text }: SourceFile): string[] =>
  /^(ui|apps\/web|modules\/[^/]+\/web)\/.*\.tsx?$/.test(file) &&
  !/\.test\.tsx?$/.test(file) &&
  !browserStoreFiles.includes(file) &&
  /\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/.test(text)
    ? [`${file}: keeps something in the browser; keep it on the server, under seal`]
    : [];

/** The browser's own box for a day follows the language of the browser, not of the page. */
export const browserDayBox = ({ path: file, text }: SourceFile): string[] =>
  file.endsWith('.tsx') && /\btype=(\{[^}]*)?["'](date|datetime-local|month|week)["']/.test(text)
    ? [`${file}: a day is typed or chosen in ui/parts/DateBox.tsx`]
    : [];
