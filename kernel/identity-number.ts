import { isoDateOfEight } from './iso-date.ts';

/**
 * Numbers of personal documents. Eighteen characters: GB 11643-1999 (six of the address, eight of the birth date,
 * three of a sequence whose last is odd for men, one check character by ISO 7064 MOD 11-2); the residence permits of
 * Hong Kong, Macao and Taiwan (81, 82, 83) and the foreign permanent resident card of 2023 (9) use the same scheme.
 * Every check takes the number as `normaliseIdentityNumber` leaves it.
 */
export type IdentityKind =
  | 'resident'
  | 'hong-kong-residence-permit'
  | 'macao-residence-permit'
  | 'taiwan-residence-permit'
  | 'foreign-permanent-resident'
  | 'foreign-permanent-resident-2017'
  | 'hong-kong-macao-pass'
  | 'taiwan-pass'
  | 'hong-kong-document'
  | 'macao-document'
  | 'passport'
  | 'birth-certificate'
  | 'military'
  | 'household-register'
  | 'other';

/**
 * What is wrong with a number, the first that is found. `length` {length, expected}; `characters` {position,
 * character}; `date` {date}: eight digits that are no day; `check-digit` {}; `prefix` {prefix}: another document's
 * number; `format` {}: not the pattern of this document; `obsolete-15` {}: the 15-digit number abolished in 2013.
 */
export type IdentityProblem =
  | 'length'
  | 'characters'
  | 'date'
  | 'check-digit'
  | 'prefix'
  | 'format'
  | 'obsolete-15'
  | 'unknown-type';

export type IdentityCheck =
  | { readonly ok: true; readonly kind: IdentityKind; readonly birthOn?: string; readonly sex?: '1' | '2' }
  | { readonly ok: false; readonly code: IdentityProblem; readonly facts: Readonly<Record<string, string | number>> };

const wrong = (code: IdentityProblem, facts: Readonly<Record<string, string | number>> = {}): IdentityCheck => ({
  ok: false,
  code,
  facts,
});

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The MOD 11-2 check character over the first seventeen characters, which must be digits. */
export const checkCharacterOf = (seventeen: string): string => {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += (seventeen.charCodeAt(at) - 48) * weights[at]!;
  return checkCharacters[sum % 11]!;
};

const isDigitAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

/** Position of the first character in [from, to) that is no digit; -1 when all are. */
const firstNonDigit = (text: string, from: number, to: number): number => {
  for (let at = from; at < to; at++) if (!isDigitAt(text, at)) return at;
  return -1;
};

const kindOfEighteen = (number: string): IdentityKind | null => {
  const first = number[0];
  if (first === '9') return 'foreign-permanent-resident';
  if (first === '0') return null;
  if (first !== '8') return 'resident';
  if (number[1] === '1') return 'hong-kong-residence-permit';
  if (number[1] === '2') return 'macao-residence-permit';
  return number[1] === '3' ? 'taiwan-residence-permit' : null;
};

/**
 * Any number of eighteen characters: the kind by its first digits, birth date and sex. The address code is not
 * judged: numbers in use carry codes that no edition of GB/T 2260 lists (`unknownAddressOf` warns).
 */
export const checkEighteen = (number: string): IdentityCheck => {
  const { length } = number;
  if (length !== 18) {
    if (length === 15 && firstNonDigit(number, 0, 15) < 0) return wrong('obsolete-15');
    return wrong('length', { length, expected: 18 });
  }
  const stranger = firstNonDigit(number, 0, 17);
  if (stranger >= 0) return wrong('characters', { position: stranger + 1, character: number[stranger]! });
  if (!isDigitAt(number, 17) && number[17] !== 'X')
    return wrong('characters', { position: 18, character: number[17]! });
  const kind = kindOfEighteen(number);
  if (kind === null) return wrong('prefix', { prefix: number.slice(0, 2) });
  const birthOn = isoDateOfEight(number, 6);
  if (birthOn === null) return wrong('date', { date: number.slice(6, 14) });
  if (checkCharacterOf(number) !== number[17]) return wrong('check-digit');
  return { ok: true, kind, birthOn, sex: (number.charCodeAt(16) - 48) % 2 === 1 ? '1' : '2' };
};

const eighteenOf = (number: string, kinds: readonly IdentityKind[]): IdentityCheck => {
  const check = checkEighteen(number);
  if (!check.ok || kinds.includes(check.kind)) return check;
  return wrong('prefix', { prefix: number.slice(0, 2) });
};

const isLetterAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
};

/** Letters A–Z and digits only, within the lengths, at least one digit, not one character throughout. */
const lettersAndDigits = (number: string, shortest: number, longest: number, kind: IdentityKind): IdentityCheck => {
  const { length } = number;
  if (length < shortest || length > longest) return wrong('length', { length, expected: `${shortest}–${longest}` });
  let hasDigit = false;
  let varied = false;
  for (let at = 0; at < length; at++) {
    if (isDigitAt(number, at)) hasDigit = true;
    else if (!isLetterAt(number, at)) return wrong('characters', { position: at + 1, character: number[at]! });
    if (number[at] !== number[0]) varied = true;
  }
  return hasDigit && varied ? { ok: true, kind } : wrong('format');
};

const isLettersThenDigits = (number: string, letters: number, digits: number): boolean => {
  if (number.length !== letters + digits) return false;
  for (let at = 0; at < letters; at++) if (!isLetterAt(number, at)) return false;
  return firstNonDigit(number, letters, number.length) < 0;
};

/** A Hong Kong identity card: one or two letters, six digits, a check character 0–9 or A; brackets may stand around it. */
export const checkHongKongIdentityCard = (number: string): IdentityCheck => {
  const bare = number.replaceAll(/[()[\]]/g, '');
  const letters = isLetterAt(bare, 1) ? 2 : 1;
  if (bare.length !== letters + 7) return wrong('length', { length: bare.length, expected: '8–9' });
  const check = bare[letters + 6]!;
  if (!isLettersThenDigits(bare.slice(0, -1), letters, 6) || !/^[0-9A]$/.test(check)) return wrong('format');
  let sum = letters === 1 ? 36 * 9 : 0;
  for (let at = 0; at < letters + 6; at++) {
    const value = at < letters ? bare.charCodeAt(at) - 55 : bare.charCodeAt(at) - 48;
    sum += value * (letters + 7 - at);
  }
  const expected = (11 - (sum % 11)) % 11;
  return (expected === 10 ? 'A' : String(expected)) === check
    ? { ok: true, kind: 'hong-kong-document' }
    : wrong('check-digit');
};

const checkHongKongDocument = (number: string): IdentityCheck =>
  /^[A-Z]{1,2}[0-9]{6}[([]?[0-9A][)\]]?$/.test(number)
    ? checkHongKongIdentityCard(number)
    : lettersAndDigits(number, 5, 17, 'hong-kong-document');

/** Anything of at most 32 characters, except a masked number. */
const checkFree = (number: string, kind: IdentityKind): IdentityCheck => {
  const { length } = number;
  if (length < 1 || length > 32) return wrong('length', { length, expected: '1–32' });
  const mask = number.indexOf('*');
  return mask < 0 ? { ok: true, kind } : wrong('characters', { position: mask + 1, character: '*' });
};

const exactly = (fits: boolean, kind: IdentityKind): IdentityCheck => (fits ? { ok: true, kind } : wrong('format'));

const checks: Readonly<Record<string, (number: string) => IdentityCheck>> = {
  '1': (number) => eighteenOf(number, ['resident']),
  '2': (number) => checkFree(number, 'military'),
  '3': (number) => checkFree(number, 'military'),
  '4': (number) => checkFree(number, 'military'),
  '5': (number) => checkFree(number, 'military'),
  '6': checkHongKongDocument,
  '7': (number) => lettersAndDigits(number.replaceAll(/[()[\]]/g, ''), 5, 17, 'macao-document'),
  '8': (number) =>
    exactly(
      (number.length === 8 || number.length === 10) && firstNonDigit(number, 0, number.length) < 0,
      'taiwan-pass',
    ),
  '9': (number) =>
    isLettersThenDigits(number, 3, 12)
      ? { ok: true, kind: 'foreign-permanent-resident-2017' }
      : eighteenOf(number, ['foreign-permanent-resident']),
  A: (number) => lettersAndDigits(number, 5, 17, 'passport'),
  B: (number) => checkFree(number, 'household-register'),
  D: (number) =>
    exactly(
      (number[0] === 'H' || number[0] === 'M') &&
        (isLettersThenDigits(number, 1, 8) || isLettersThenDigits(number, 1, 10)),
      'hong-kong-macao-pass',
    ),
  E: (number) => exactly(isLettersThenDigits(number, 1, 9), 'birth-certificate'),
  H: (number) => eighteenOf(number, ['hong-kong-residence-permit', 'macao-residence-permit']),
  I: (number) => eighteenOf(number, ['taiwan-residence-permit']),
  Z: (number) => checkFree(number, 'other'),
};

/**
 * Checks a normalised number by its document type: the codes of a child's and of a guardian's document
 * (codes.identityType, codes.guardianIdentityType). Error `unknown-type` for any other code.
 */
export const checkIdentity = (typeCode: string, number: string): IdentityCheck =>
  checks[typeCode]?.(number) ?? wrong('unknown-type', { type: typeCode });

/**
 * The six-digit address code of a resident number that `knownDivision` (every code GB/T 2260 ever had, and the
 * self-defined ones) does not know; null when known or when the number is no resident number. A reason to warn only.
 */
export const unknownAddressOf = (number: string, knownDivision: (code6: string) => boolean): string | null => {
  if (number.length !== 18 || kindOfEighteen(number) !== 'resident') return null;
  const code = number.slice(0, 6);
  return knownDivision(code) ? null : code;
};

/** Characters that stand for the check character X: multiplication sign, Roman ten, Cyrillic and Greek letters. */
const likeX = new Set([0xd7, 0x2169, 0x2179, 0x425, 0x445, 0x3a7]);

const isDropped = (code: number): boolean =>
  code <= 0x20 ||
  (code >= 0x7f && code <= 0xa0) ||
  code === 0xad ||
  (code >= 0x2000 && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x205f && code <= 0x206f) ||
  code === 0x3000 ||
  code === 0xfeff;

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x60 || code === 0x2018 || code === 0x2019;

/**
 * The number as it is stored: full-width letters and digits made half-width, spaces, control and zero-width
 * characters and a leading apostrophe removed, letters in upper case, look-alikes of X made X.
 */
export const normaliseIdentityNumber = (text: string): string => {
  let clean = true;
  for (let at = 0; at < text.length && clean; at++) clean = isDigitAt(text, at) || isLetterAt(text, at);
  if (clean) return text;
  let number = '';
  for (const character of text) {
    let code = character.codePointAt(0)!;
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    if (isDropped(code) || (number === '' && isApostrophe(code))) continue;
    number += likeX.has(code) ? 'X' : String.fromCodePoint(code).toUpperCase();
  }
  return number;
};

/**
 * Whether a spreadsheet has destroyed the last digits: a number cell over fifteen digits, a text in scientific
 * notation (4.10101E+17), or eighteen digits that end in 000 and fail their check character.
 */
export const looksLikeLostDigits = (written: string | number): boolean => {
  if (typeof written === 'number') return Math.abs(written) > 999_999_999_999_999;
  if (/^[0-9](?:[.,][0-9]{1,17})?[Ee]\+?[0-9]{1,3}$/.test(written)) return true;
  return (
    written.length === 18 &&
    written.endsWith('000') &&
    firstNonDigit(written, 0, 18) < 0 &&
    checkCharacterOf(written) !== '0'
  );
};

/** A number for display: the first three and last four of eighteen characters, else the first and the last two. */
export const maskIdentityNumber = (number: string): string => {
  const { length } = number;
  if (length <= 3) return '*'.repeat(length);
  const [head, tail] = length === 18 ? [3, 4] : [1, 2];
  return number.slice(0, head) + '*'.repeat(length - head - tail) + number.slice(length - tail);
};
