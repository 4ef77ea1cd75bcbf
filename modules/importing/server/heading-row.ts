import layout from '../reference/national-layout.json' with { type: 'json' };

const spare = /[\s\u200b-\u200f\ufeff*:()/]|[\uff0a\uff1a\uff08\uff09\uff0f]/g;
const keyOf = (text: string): string => text.normalize('NFKC').replaceAll(spare, '');

const known = new Set(layout.flatMap((column) => [keyOf(column.heading), ...column.formerly.map(keyOf)]));
const needed = 3;

/** Whether a row's texts look like the headings of a child list. */
export const isHeadingRow = (texts: readonly string[]): boolean =>
  new Set(texts.map(keyOf).filter((key) => known.has(key))).size >= needed;
