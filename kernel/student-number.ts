import { checkCharacterOf, checkEighteen, maskIdentityNumber } from './identity-number.ts';
import { isIsoDate, isoDateOfEight } from './iso-date.ts';

/**
 * The student number (xuejihao) of a child, nineteen characters, made as in primary and secondary schools
 * (specification of 2014, article 26(2)): G and the citizen number; J, formal without a resident number: six of the
 * school's area, eight of the birth date, three of a serial, a check character (ISO 7064 MOD 11-2); L, temporary: six,
 * eight, and four digits.
 */
export type StudentNumberKind = 'G' | 'J' | 'L';

export type StudentNumber = {
  readonly kind: StudentNumberKind;
  /** Of the citizen number for G, of the school for J and L; six digits. */
  readonly areaCode: string;
  /** ISO date. */
  readonly birthOn: string;
  /** The citizen number for G, else null. */
  readonly identityNumber: string | null;
  /** The serial of J (1–999) and L (0–9999); null for G. */
  readonly serial: number | null;
};

/** `length`, `kind` (first letter, also LG…), `identity` (G), `area`, `birth`, `serial`, `check-digit` (J). */
export type StudentNumberProblem = 'length' | 'kind' | 'identity' | 'area' | 'birth' | 'serial' | 'check-digit';

type Outcome<K extends string, T> =
  | ({ readonly ok: true } & Readonly<Record<K, T>>)
  | { readonly ok: false; readonly code: StudentNumberProblem };

const wrong = (code: StudentNumberProblem): { readonly ok: false; readonly code: StudentNumberProblem } => ({
  ok: false,
  code,
});

/** G and a valid resident number; `identity` when the number does not pass. */
export const composeFormalNumber = (identityNumber: string): Outcome<'number', string> => {
  const check = checkEighteen(identityNumber);
  return check.ok && check.kind === 'resident' ? { ok: true, number: `G${identityNumber}` } : wrong('identity');
};

type Parts = { readonly areaCode: string; readonly birthOn: string; readonly serial: number };

const partsProblem = (
  { areaCode, birthOn, serial }: Parts,
  first: number,
  last: number,
): StudentNumberProblem | null => {
  if (!/^[1-9][0-9]{5}$/.test(areaCode)) return 'area';
  if (!isIsoDate(birthOn)) return 'birth';
  return Number.isInteger(serial) && serial >= first && serial <= last ? null : 'serial';
};

/**
 * J or L from the school's area code (six digits of GB/T 2260; `area` for a self-defined code with letters: give the
 * code of the county it belongs to), the birth date (ISO) and a serial: 1–999 for J, 0–9999 for L.
 */
export const composeSerialNumber = (kind: 'J' | 'L', parts: Parts): Outcome<'number', string> => {
  const problem = kind === 'J' ? partsProblem(parts, 1, 999) : partsProblem(parts, 0, 9999);
  if (problem !== null) return wrong(problem);
  const fourteen = parts.areaCode + parts.birthOn.replaceAll('-', '');
  if (kind === 'L') return { ok: true, number: `L${fourteen}${String(parts.serial).padStart(4, '0')}` };
  const seventeen = fourteen + String(parts.serial).padStart(3, '0');
  return { ok: true, number: `J${seventeen}${checkCharacterOf(seventeen)}` };
};

/** Takes a number apart; the number as stored, upper case without spaces. */
export const parseStudentNumber = (number: string): Outcome<'parts', StudentNumber> => {
  if (number.length !== 19) return wrong('length');
  const kind = number[0];
  const rest = number.slice(1);
  if (kind === 'G') {
    const check = checkEighteen(rest);
    if (!check.ok || check.kind !== 'resident') return wrong('identity');
    const parts = {
      kind,
      areaCode: rest.slice(0, 6),
      birthOn: check.birthOn!,
      identityNumber: rest,
      serial: null,
    } as const;
    return { ok: true, parts };
  }
  if (kind !== 'J' && kind !== 'L') return wrong('kind');
  if (!/^[1-9][0-9]{5}/.test(rest)) return /^[A-Z]/.test(rest) ? wrong('kind') : wrong('area');
  const birthOn = isoDateOfEight(rest, 6);
  if (birthOn === null) return wrong('birth');
  const serial = kind === 'J' ? rest.slice(14, 17) : rest.slice(14);
  if (!/^[0-9]+$/.test(serial) || (kind === 'J' && serial === '000')) return wrong('serial');
  if (kind === 'J' && checkCharacterOf(rest) !== rest[17]) return wrong('check-digit');
  const parts = { kind, areaCode: rest.slice(0, 6), birthOn, identityNumber: null, serial: Number(serial) } as const;
  return { ok: true, parts };
};

/** For display: the letter, then as a document number: `G410***********0039`. */
export const maskStudentNumber = (number: string): string => number.slice(0, 1) + maskIdentityNumber(number.slice(1));

/**
 * Which kind of number a child gets. A resident number (document type 1, already checked): G. Chinese nationals
 * without one: what the policy in force says, J (2014) or L (2025). Hong Kong, Macao, Taiwan and foreign children: L.
 */
export const numberKindFor = (child: {
  /** Code of codes.identityType. */
  readonly identityType: string;
  /** GB/T 2659 alpha-3. */
  readonly nationality: string;
  readonly pack: { readonly withoutIdentity: 'J' | 'L' };
}): StudentNumberKind => {
  if (child.identityType === '1') return 'G';
  return child.nationality === 'CHN' ? child.pack.withoutIdentity : 'L';
};
