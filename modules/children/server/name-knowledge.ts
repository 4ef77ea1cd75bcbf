import { Converter } from 'opencc-js/t2cn';
import { polyphonic } from 'pinyin-pro';
import { LunarDay } from 'tyme4ts';
import variants from '../reference/name-variants.json' with { type: 'json' };

// What is known of Chinese names and calendars, from kept libraries (decisions/2026-11-22-likely-duplicates.md). Answers
// are remembered: names are made of a few thousand characters, birth dates of a few thousand days.

const usual: Readonly<Record<string, string>> = variants.usual;
const simplify = Converter({ from: 't', to: 'cn' });
const han = /^\p{Script=Han}$/u;

const remembered = <T>(find: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(key);
    known.set(key, found);
    return found;
  };
};

/** The usual simplified character of a traditional or variant one; anything else as it is. */
export const plainOf = remembered((character: string): string => {
  if (!han.test(character)) return character;
  const simple = simplify(usual[character] ?? character);
  return usual[simple] ?? simple;
});

/** Every reading of a Han character without its tone, the usual one first; none for anything else. */
export const readingsOf = remembered((character: string): readonly string[] =>
  han.test(character) ? (polyphonic(character, { toneType: 'none', type: 'array' })[0] ?? []) : [],
);

const two = (n: number): string => String(n).padStart(2, '0');

/** The solar date of an ISO date read as a lunar one, its month no leap month; null where there is no such lunar day. */
export const solarOfLunar = remembered((on: string): string | null => {
  const [year, month, day] = on.split('-').map(Number);
  if (!year || !month || !day || day > 30) return null;
  try {
    const solar = LunarDay.fromYmd(year, month, day).getSolarDay();
    return `${solar.getYear()}-${two(solar.getMonth())}-${two(solar.getDay())}`;
  } catch {
    // A lunar month of 29 days has no thirtieth.
    return null;
  }
});

/** All of it, as the comparison of files asks for it. */
export const nameKnowledge = { plainOf, readingsOf, solarOfLunar };
