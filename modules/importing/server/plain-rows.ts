/** What a cell's tag says besides where it stands. */
type CellTag = { readonly type: string; readonly format: number; readonly closed: boolean };

/** Takes the cells of a row one by one, and the row when all of it was plain. */
export type PlainRowSink = {
  plainCell(row: number, column: number, type: string, format: number, raw: string): void;
  plainRow(row: number): void;
};

const mostTags = 100;
const rowTag = /^(?: [A-Za-z][A-Za-z0-9:]*="[^"<&\n\r\t]*")*$/;
const cellTag = /^(?: s="([0-9]{1,6})")?(?: t="(s|str|n|b|e|d|inlineStr)")?(\/?)$/;

const hasTwice = (rest: string): boolean => {
  const names = [' r', ...[...rest.matchAll(/ [^=" ]+(?==")/g)].map((match) => match[0])];
  return new Set(names).size < names.length;
};

/** Remembers what was found of a tag's end: a sheet has a handful of them, repeated in every cell. */
const remembering = <T>(find: (rest: string) => T): ((rest: string) => T) => {
  const known = new Map<string, T>();
  return (rest) => {
    let found = known.get(rest);
    if (found === undefined) {
      found = find(rest);
      if (known.size < mostTags) known.set(rest, found);
    }
    return found;
  };
};

const isPlainRowTag = remembering((rest) => rowTag.test(rest) && !hasTwice(rest));

const cellTagOf = remembering((rest): CellTag | null => {
  const parts = cellTag.exec(rest);
  return parts && { type: parts[2] ?? 'n', format: Number(parts[1] ?? '-1'), closed: parts[3] === '/' };
});

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** End of the digits that begin at `at`; at most seven, more is not plain. */
const afterDigits = (text: string, at: number): number => {
  let end = at;
  while (end < at + 8 && isDigit(text.charCodeAt(end))) end++;
  return end - at > 7 ? at : end;
};

/** End of a text that means what it shows: up to the next tag, without entities or signs that XML reads otherwise. */
const afterText = (text: string, at: number): number => {
  for (let end = at; ; end++) {
    const code = text.charCodeAt(end);
    if (code === 60) return end;
    // An entity, a sign that XML forbids or changes, half of a pair; at the end of the text it is no number.
    if (code === 38 || code === 62 || (code < 32 && code !== 10 && code !== 9)) return -1;
    if (!(code < 0xd800 || (code >= 0xe000 && code < 0xfffe))) return -1;
  }
};

const before = ['<v>', '<is><t>', '<is><t xml:space="preserve">'] as const;
const behind = ['</v></c>', '</t></is></c>', '</t></is></c>'] as const;

/**
 * Reads the row between `<row` at `at` and `</row>` at `end` when it is written in the one form that spreadsheet programs
 * write: cells with `r`, `s`, `t` in this order and a value or an inline text, no formula, no entity. Every sign of it is
 * matched, so such a row is sound XML. False for any other, which is a matter for the parser; some cells may have been
 * told by then.
 */
export const readPlainRow = (text: string, from: number, end: number, sink: PlainRowSink): boolean => {
  if (!text.startsWith('<row r="', from)) return false;
  const numberEnd = afterDigits(text, from + 8);
  const tagEnd = text.indexOf('>', numberEnd);
  if (text.charCodeAt(numberEnd) !== 34 || !isPlainRowTag(text.slice(numberEnd + 1, tagEnd))) return false;
  const row = Number(text.slice(from + 8, numberEnd));
  let at = tagEnd + 1;
  while (at < end) {
    if (!text.startsWith('<c r="', at)) return false;
    let digits = at + 6;
    let column = 0;
    for (let letter = text.charCodeAt(digits); letter >= 65 && letter <= 90 && digits < at + 9; ) {
      column = column * 26 + letter - 64;
      letter = text.charCodeAt(++digits);
    }
    const close = afterDigits(text, digits);
    if (digits === at + 6 || close === digits || text.charCodeAt(close) !== 34) return false;
    const inside = text.indexOf('>', close) + 1;
    const tag = cellTagOf(text.slice(close + 1, inside - 1));
    if (tag === null) return false;
    if (tag.closed || text.startsWith('</c>', inside)) {
      at = tag.closed ? inside : inside + 4;
      continue;
    }
    const form = before.findIndex((opening) => text.startsWith(opening, inside));
    if (form < 0) return false;
    const valueAt = inside + before[form]!.length;
    const valueEnd = afterText(text, valueAt);
    if (valueEnd < 0 || !text.startsWith(behind[form]!, valueEnd)) return false;
    sink.plainCell(row, column - 1, tag.type, tag.format, text.slice(valueAt, valueEnd));
    at = valueEnd + behind[form]!.length;
  }
  if (at !== end) return false;
  sink.plainRow(row);
  return true;
};
