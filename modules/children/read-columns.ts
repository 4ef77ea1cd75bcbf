import {
  checkIdentity,
  type IdentityCheck,
  looksLikeLostDigits,
  normaliseIdentityNumber,
  unknownAddressOf,
} from '@xueqian/kernel/identity-number.ts';
import { longestName, type NameProblem, normaliseName } from '@xueqian/kernel/personal-name.ts';
import { readDate } from '@xueqian/kernel/read-date.ts';
import type { ChildColumn } from './child.ts';
import type { ProblemCode } from './problem-codes.ts';
import { type Read, type Row, readText, report } from './row.ts';

const nameProblems: Readonly<Record<Exclude<NameProblem, 'blank'>, ProblemCode>> = {
  'character-lost': 'name-character-lost',
  digit: 'name-digit',
  characters: 'name-characters',
  dot: 'name-dot',
  'one-character': 'name-one-character',
  'too-long': 'too-long',
};

/** A name as it is stored. Corrections that change more than outer spaces are shown as a warning. */
export const readName = (row: Row, column: ChildColumn): Read<string> => {
  const text = readText(row, column);
  if (text === null || text === undefined) return text;
  const reading = normaliseName(text);
  if (!reading.ok) {
    if (reading.code === 'blank') return null;
    const facts = reading.code === 'too-long' ? { ...reading.facts, longest: longestName } : reading.facts;
    return report(row, column, nameProblems[reading.code], facts);
  }
  const silent = reading.changes.every((change) => change === 'trimmed' || change === 'composed');
  if (!silent) report(row, column, 'name-corrected', { name: reading.name });
  return reading.name;
};

/** An ISO date that is not in the future. */
export const readPastDate = (row: Row, column: ChildColumn): Read<string> => {
  const cell = row.cells[column];
  const text = readText(row, column);
  if (text === null || text === undefined) return text;
  const reading = readDate(typeof cell === 'number' ? cell : text);
  if (!reading.ok) return report(row, column, `date-${reading.code}`);
  if (reading.on > row.context.today) return report(row, column, 'date-future', { today: row.context.today });
  return reading.on;
};

/** A twelve-character division code, from a code of six or twelve characters or from a place in words. */
export const readPlace = (row: Row, column: ChildColumn): Read<string> => {
  const text = readText(row, column);
  if (text === null || text === undefined) return text;
  if (/[\p{Script=Han}]/u.test(text)) {
    return row.context.placeByName(text) ?? report(row, column, 'place-name-unknown');
  }
  if (looksLikeLostDigits(text)) return report(row, column, 'digits-lost');
  const written = normaliseIdentityNumber(text);
  const code = written.length === 6 ? `${written}000000` : written;
  if (!/^[0-9][0-9A-Z]{11}$/.test(code)) return report(row, column, 'place-form');
  const { knownPlace } = row.context;
  return knownPlace(code) || knownPlace(`${code.slice(0, 6)}000000`)
    ? code
    : report(row, column, 'place-unknown', { code });
};

/** A document number in normal form, not yet checked. */
const readIdentityNumber = (row: Row, column: ChildColumn): Read<string> => {
  const cell = row.cells[column];
  const text = readText(row, column, 64);
  if (text === null || text === undefined) return text;
  if (looksLikeLostDigits(typeof cell === 'number' ? cell : text)) return report(row, column, 'digits-lost');
  const number = normaliseIdentityNumber(text);
  return number === '' ? null : number;
};

export type IdentityReading = {
  readonly number: Read<string>;
  /** The check of a number that passed, with what it says about birth and sex. */
  readonly check: Extract<IdentityCheck, { ok: true }> | null;
};

/**
 * A document number checked by its type (null or undefined: the type is blank or wrong, then the number is read only).
 * An unknown address code and a resident number under another type are warned of.
 */
export const readIdentity = (row: Row, column: ChildColumn, type: Read<string>): IdentityReading => {
  const number = readIdentityNumber(row, column);
  if (number === null || number === undefined || type === null || type === undefined) return { number, check: null };
  const check = checkIdentity(type, number);
  if (!check.ok) {
    if (check.code === 'unknown-type') return { number, check: null };
    return { number: report(row, column, `identity-${check.code}`, check.facts), check: null };
  }
  const address = unknownAddressOf(number, (code) => row.context.knownPlace(`${code}000000`));
  if (check.kind === 'resident' && address !== null) report(row, column, 'identity-address-unknown', { address });
  if (check.kind !== 'resident' && number.length === 18 && checkIdentity('1', number).ok) {
    report(row, column, 'identity-type-doubtful');
  }
  return { number, check };
};

/** A telephone number as digits: a mobile number of eleven, or a fixed line with its area code. */
export const readPhone = (row: Row, column: ChildColumn): Read<string> => {
  const text = readText(row, column, 40);
  if (text === null || text === undefined) return text;
  if (looksLikeLostDigits(text)) return report(row, column, 'digits-lost');
  const digits = normaliseIdentityNumber(text)
    .replaceAll(/[-\u2014()]/g, '')
    .replace(/^(?:\+|00)?86(?=1[0-9]{10}$)/, '');
  return /^(?:1[3-9][0-9]{9}|0[0-9]{9,11})$/.test(digits) ? digits : report(row, column, 'phone-form');
};

/** Free text in one line, of at most `longest` characters. */
export const readLine = (row: Row, column: ChildColumn, longest: number): Read<string> => {
  const text = readText(row, column, longest);
  return typeof text === 'string' ? text.replaceAll(/\s+/g, ' ') : text;
};
