/** One value of a code table: the code as text (leading zeros and letters count), its Chinese and English word. */
export type CodeRow = { readonly code: string; readonly zh: string; readonly en: string };

export type CodeTable<R extends CodeRow = CodeRow> = {
  /** All values in the order of the standard. */
  readonly list: readonly R[];
  readonly has: (code: string) => boolean;
  /** The word of a code; null for a code that the table does not have. */
  readonly word: (code: string, language: 'zh' | 'en') => string | null;
  /** The row of a code, or null. */
  readonly find: (code: string) => R | null;
  /**
   * The code that a text stands for: a word of either language, a synonym, `1-word`, or the code itself (also without
   * its leading zeros). Spaces, width and case do not matter. Null when nothing fits.
   */
  readonly codeOf: (text: string) => string | null;
};

type Options = {
  readonly synonyms?: Readonly<Record<string, string>>;
  /** Bare codes are not read from text: different numberings of this table are in use, only the words are sure. */
  readonly wordsOnly?: boolean;
};

const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\u200b-\u200f\ufeff]/g, '')
    .toUpperCase();

/** Makes a table of its rows. Look-ups cost one map access; a text in unusual spelling is normalised first. */
export const makeCodeTable = <R extends CodeRow>(rows: readonly R[], options: Options = {}): CodeTable<R> => {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const byText = new Map<string, string>();
  for (const [text, code] of Object.entries(options.synonyms ?? {})) byText.set(keyOf(text), code);
  for (const row of rows) {
    byText.set(keyOf(row.en), row.code);
    byText.set(keyOf(row.zh), row.code);
  }
  const bareCodes = new Map<string, string>();
  for (const row of rows) {
    const short = row.code.replace(/^0+(?=.)/, '');
    if (!byCode.has(short)) bareCodes.set(short, row.code);
  }
  for (const row of rows) bareCodes.set(row.code, row.code);
  const codeOfKey = (key: string): string | null => {
    const known = byText.get(key);
    if (known !== undefined) return known;
    return options.wordsOnly === true ? null : (bareCodes.get(key) ?? null);
  };
  /** `01-word`: both parts must name the same row. */
  const codeOfPair = (key: string): string | null => {
    const parts = /^([0-9A-Z]{1,3})[-_.:,|/]?(.+)$/.exec(key);
    if (parts === null) return null;
    const code = byText.get(parts[2]!);
    return code !== undefined && bareCodes.get(parts[1]!) === code ? code : null;
  };
  const codeOf = (text: string): string | null => {
    const known = codeOfKey(text);
    if (known !== null) return known;
    const key = keyOf(text);
    return codeOfKey(key) ?? codeOfPair(key);
  };
  return {
    list: rows,
    has: (code) => byCode.has(code),
    word: (code, language) => byCode.get(code)?.[language] ?? null,
    find: (code) => byCode.get(code) ?? null,
    codeOf,
  };
};
