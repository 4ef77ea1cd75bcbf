import path from 'node:path';
import type { SourceFile } from './source-files.ts';

/** Relative links of a document that lead nowhere. */
export const deadLinks = ({ path: file, text }: SourceFile, exists: (path: string) => boolean): string[] => {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)]
    .map(([, target = '']) => decodeURI(target).replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target))
    .filter((target) => !exists(path.posix.normalize(path.posix.join(path.posix.dirname(file), target))))
    .map((target) => `${file}: the link to ${target} leads nowhere`);
};

/** The commands of a document's code blocks, without the remarks behind them. */
export const commandsOf = (text: string): string[] =>
  [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** The two READMEs tell the same commands in the same order. */
export const differentCommands = (one: SourceFile, other: SourceFile): string[] => {
  const [left, right] = [commandsOf(one.text), commandsOf(other.text)];
  const missing = [
    ...left.filter((line) => !right.includes(line)).map((line) => `${other.path}: lacks the command "${line}"`),
    ...right.filter((line) => !left.includes(line)).map((line) => `${one.path}: lacks the command "${line}"`),
  ];
  if (missing.length > 0) return missing;
  return left.join('\n') === right.join('\n') ? [] : [`${one.path} and ${other.path}: commands in different order`];
};

/** Files that a document names in code quotes and that are not there: by their path, or by their name alone. */
export const missingFiles = ({ path: file, text }: SourceFile, paths: readonly string[]): string[] =>
  [...text.matchAll(/`([\w./-]+\.(?:tsx?|mjs|sql|md|json))`/g)]
    .map(([, name = '']) => name)
    .filter((name) => !paths.some((each) => each === name || each.endsWith(`/${name}`)))
    .map((name) => `${file}: names ${name}, which is not there`);

/** Clauses of a table with their marks, in their order: the two languages of one document say the same of each. */
export const clausesOf = (text: string): string[] =>
  [...text.matchAll(/^\| (\d[\d.]+(?: [a-g][^|]*)?) \| ([●◐○✕]) \|/gm)].map(([, clause, mark]) => `${clause} ${mark}`);

type Messages = { readonly [key: string]: string | Messages };

const plural = /_(zero|one|two|few|many|other)$/;

/** All keys with their texts, nested keys joined by dots, the forms of a plural under one key. */
const flatten = (messages: Messages, prefix = ''): Map<string, string[]> => {
  const flat = new Map<string, string[]>();
  for (const [name, value] of Object.entries(messages)) {
    const key = `${prefix}${name}`;
    if (typeof value === 'object') {
      for (const [inner, texts] of flatten(value, `${key}.`)) flat.set(inner, [...(flat.get(inner) ?? []), ...texts]);
    } else {
      const stem = key.replace(plural, '');
      flat.set(stem, [...(flat.get(stem) ?? []), String(value)]);
    }
  }
  return flat;
};

const blanksOf = (texts: readonly string[]): string =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(/\{\{\s*-?\s*(\w+)/g)].map(([, name]) => name)))]
    .sort()
    .join(', ');

/** English messages that must hold Chinese. */
export const chineseInEnglish: readonly { readonly place: RegExp; readonly reason: string }[] = [
  { place: /\/en\.json: \S+\.language$/, reason: 'each language is offered in its own words' },
  {
    place: /^modules\/classes\/.*: pages\.(short\.\d+|namePattern|numerals)$/,
    reason: 'parts of the names of classes, which are Chinese in either language',
  },
];

/** Chinese and English messages have the same keys and blanks, no empty text, and no Chinese in English. */
export const uneven = (chinese: SourceFile, english: SourceFile): string[] => {
  const [zh, en] = [flatten(JSON.parse(chinese.text)), flatten(JSON.parse(english.text))];
  const complaints = [
    ...[...zh.keys()].filter((key) => !en.has(key)).map((key) => `${english.path}: lacks ${key}`),
    ...[...en.keys()].filter((key) => !zh.has(key)).map((key) => `${chinese.path}: lacks ${key}`),
  ];
  for (const [file, flat] of [
    [chinese.path, zh],
    [english.path, en],
  ] as const) {
    for (const [key, texts] of flat)
      if (texts.some((text) => text.trim() === '')) complaints.push(`${file}: ${key} is empty`);
  }
  for (const [key, texts] of en) {
    const place = `${english.path}: ${key}`;
    const allowed = chineseInEnglish.some((exception) => exception.place.test(place));
    if (!allowed && texts.some((text) => /[\u3400-\u9fff\u3001\u3002\uff01-\uff1f]/.test(text))) {
      complaints.push(`${place} holds Chinese`);
    }
    const [left, right] = [blanksOf(zh.get(key) ?? texts), blanksOf(texts)];
    // A plural form may leave the number out; any other blank must be filled in both languages.
    const core = (names: string): string =>
      names
        .split(', ')
        .filter((name) => name !== 'count')
        .join(', ');
    if (core(left) !== core(right))
      complaints.push(`${english.path}: ${key} has the blanks ${right || 'none'}, Chinese ${left || 'none'}`);
  }
  return complaints;
};

/** What is counted in these texts, as plain words. */
const countedNouns =
  'accounts|answers|applications|applicants|cases|children|classes|columns|counties|days|departments|entries|fields|files|findings|hours|institutions|items|levels|lines|minutes|months|notices|offices|papers|parts|people|places|prefectures|principals|provinces|rows|sections|staff members|teachers|things|towns|transfers|values|warnings|weeks|workbooks';
const numberBeforePlural = new RegExp(
  String.raw`\{\{\s*-?\s*(\w+)(?:, number)?\s*\}\}\}?,? (?:[a-z-]+ ){0,2}?(?:${countedNouns})\b`,
);

/** Blanks that hold the most or the least that is allowed, which is never one. */
const limits: ReadonlySet<string> = new Set(['most', 'limit', 'rows', 'length', 'longest', 'classes']);

type Leaf = readonly [key: string, text: string];
const leavesOf = (messages: Messages, prefix = ''): Leaf[] =>
  Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'object' ? leavesOf(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value] as const],
  );

/**
 * English texts that count have a form for one (`key_one`) and one for all other numbers (`key_other`); what they count
 * under another name than `count` is a text of its own, put in with `$t(module:counted.…)`.
 */
export const withoutSingular = (english: SourceFile): string[] => {
  const leaves = leavesOf(JSON.parse(english.text));
  const keys = new Set(leaves.map(([key]) => key));
  return leaves.flatMap(([key, text]) => {
    const place = `${english.path}: ${key}`;
    const stem = key.replace(plural, '');
    const complaints: string[] = [];
    if (stem !== key) {
      if (!keys.has(`${stem}_one`) || !keys.has(`${stem}_other`)) complaints.push(`${place} is one form of two`);
      if (keys.has(stem)) complaints.push(`${place} stands beside ${stem}, which is never shown`);
    }
    const counted = numberBeforePlural.exec(text)?.[1];
    if (counted !== undefined && !limits.has(counted) && !(counted === 'count' && stem !== key))
      complaints.push(`${place} has no form for one: ${text}`);
    for (const [, namespace, name] of text.matchAll(/\$t\((?:([\w-]+):)?([\w.-]+)/g)) {
      const file = namespace === 'ui' ? 'ui' : `modules/${namespace}`;
      if (english.path !== `${file}/messages/en.json` || !(keys.has(`${name}`) || keys.has(`${name}_other`)))
        complaints.push(`${place} puts in ${namespace}:${name}, which is not in its file`);
    }
    return complaints;
  });
};
