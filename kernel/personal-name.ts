/** What was changed to arrive at the stored name. `radical-replaced`: a radical sign stood for the character. */
export type NameChange =
  | 'trimmed'
  | 'composed'
  | 'zero-width-removed'
  | 'space-removed'
  | 'space-collapsed'
  | 'dot-replaced'
  | 'half-width'
  | 'radical-replaced';

/**
 * Why a text is no name. `character-lost` {character}: a placeholder or private-use character stands where a rare
 * character was; `digit`; `characters` {character}; `dot`: a middle dot at an end or twice; `one-character`;
 * `too-long` {length, longest}; `blank`.
 */
export type NameProblem = 'blank' | 'character-lost' | 'digit' | 'characters' | 'dot' | 'one-character' | 'too-long';

export type NameReading =
  | { readonly ok: true; readonly name: string; readonly changes: readonly NameChange[] }
  | { readonly ok: false; readonly code: NameProblem; readonly facts: Readonly<Record<string, string | number>> };

/** Longest name in code points (JY/T 1002, JCTB020101: C36). */
export const longestName = 36;

const middleDot = '\u00b7';
const zeroWidth = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/g;
const dotVariants =
  /[\u16eb\u2022\u2024\u2027\u2219\u22c5\u25cf\u25e6\u2981\u2e31\u2e33\u30fb\ua78f\ufe52\uff0e\uff65]/g;
const fullWidth = /[\uff01-\uff5e]/g;
const radicals = /[\u2e80-\u2fdf]/g;
const lost = /[?\ufffd\u25a0\u25a1\u25a2\u25ad\u25ae\u25af\u25fb\u25fc\u3013\ue000-\uf8ff]|[\u{f0000}-\u{10ffff}]/u;
const foreignToNames = /[^\p{L}\p{M}\u00b7 '\u2019.-]/u;
const usualName = /^[\u4e00-\u9fff]{2,8}$/;

const problem = (code: NameProblem, facts: Readonly<Record<string, string | number>> = {}): NameReading => ({
  ok: false,
  code,
  facts,
});

const withoutWideSpaces = (text: string, changes: Set<NameChange>): string => {
  const trimmed = text.trim();
  if (trimmed.length !== text.length) changes.add('trimmed');
  if (!/\s/.test(trimmed)) return trimmed;
  let name = trimmed.replaceAll(/\s+/g, ' ');
  if (name !== trimmed) changes.add('space-collapsed');
  const beforeRemoval = name;
  name = name.replaceAll(/(?<=[\p{Script=Han}\u00b7]) (?=[\p{Script=Han}\u00b7])/gu, '');
  name = name.replaceAll(/ ?\u00b7 ?/g, middleDot);
  if (name !== beforeRemoval) changes.add('space-removed');
  return name;
};

const replaceIn = (
  text: string,
  pattern: RegExp,
  by: (character: string) => string,
  change: NameChange,
  changes: Set<NameChange>,
): string => {
  const replaced = text.replaceAll(pattern, by);
  if (replaced !== text) changes.add(change);
  return replaced;
};

/**
 * Reads a person's name as it is stored: NFC; outer spaces and zero-width characters removed; spaces between Han
 * characters removed, one kept between words of other scripts; every middle-dot variant made U+00B7 (also a full stop
 * between Han characters); full-width letters made half-width. Han characters of every plane, Latin, kana, hangul and
 * other letters are accepted. At least two code points, at most 36.
 */
export const normaliseName = (text: string): NameReading => {
  if (usualName.test(text)) return { ok: true, name: text, changes: [] };
  const changes = new Set<NameChange>();
  let name = replaceIn(text, zeroWidth, () => '', 'zero-width-removed', changes);
  const composed = name.normalize('NFC');
  if (composed !== name) changes.add('composed');
  name = replaceIn(composed, dotVariants, () => middleDot, 'dot-replaced', changes);
  name = replaceIn(name, /(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, () => middleDot, 'dot-replaced', changes);
  name = replaceIn(name, fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0), 'half-width', changes);
  name = replaceIn(name, radicals, (c) => c.normalize('NFKC'), 'radical-replaced', changes);
  name = withoutWideSpaces(name, changes);
  if (name === '') return problem('blank');
  const lostCharacter = lost.exec(name)?.[0];
  if (lostCharacter !== undefined) return problem('character-lost', { character: lostCharacter });
  if (/\p{N}/u.test(name.replaceAll('\u3007', ''))) return problem('digit');
  const stranger = foreignToNames.exec(name.replaceAll('\u3007', ''))?.[0];
  if (stranger !== undefined) return problem('characters', { character: stranger });
  if (name.startsWith(middleDot) || name.endsWith(middleDot) || name.includes(middleDot + middleDot))
    return problem('dot');
  const length = [...name].length;
  if (length < 2) return problem('one-character');
  if (!/\p{L}/u.test(name)) return problem('characters', { character: name[0]! });
  if (length > longestName) return problem('too-long', { length, longest: longestName });
  return { ok: true, name, changes: [...changes] };
};

/** A name for display without showing it: the first character, and U+FF0A for each further one. */
export const maskName = (name: string): string => {
  const [first = '', ...others] = name;
  return first + '\uff0a'.repeat(others.length);
};

/**
 * The key by which two names are the same: NFC, upper case, without middle dots and spaces. Variant characters of one
 * name stay different: such a pair is a likeness to be asked about, never merged.
 */
export const nameKey = (name: string): string =>
  name
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[\s\u00b7]/g, '');
