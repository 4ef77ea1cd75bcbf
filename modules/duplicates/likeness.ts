import { nameKey } from '@xueqian/kernel/personal-name.ts';
import {
  type BirthLikeness,
  compareBirths,
  compareGuardians,
  compareNumbers,
  type GuardianLikeness,
  type NumberLikeness,
} from './likeness-parts.ts';
import { compareNames, type NameKnowledge, type NameLikeness } from './name-likeness.ts';

/** What is known of Chinese names and calendars; given, so that the rule stays pure. */
export type Knowledge = NameKnowledge & {
  /** The solar date of an ISO date read as a lunar one (month and day); null where there is no such lunar day. */
  readonly solarOfLunar: (on: string) => string | null;
};

/** What is compared of a child. Numbers as they are stored after checking; null what is not known. */
export type Likened = {
  readonly name: string;
  /** GB/T 2261.1: 1 male, 2 female. */
  readonly sex: string;
  /** ISO date. */
  readonly birthOn: string;
  readonly identityNumber: string | null;
  readonly guardianName: string;
  readonly guardianNumber: string | null;
  readonly guardianPhone: string | null;
  readonly hukouPlace: string | null;
};

/** Why two files may be one child, each with a sentence under `pages.reason`: they name no value of either side. */
export const likenessReasons = [
  'name-same',
  'name-variant',
  'name-order',
  'name-sound',
  'name-shortened',
  'name-surname',
  'birth-same',
  'birth-lunar',
  'birth-slip',
  'number-same',
  'number-digit',
  'number-two-digits',
  'number-swapped',
  'number-one-missing',
  'number-different',
  'guardian-number',
  'guardian-phone',
  'hukou-same',
  'sex-differs',
] as const;
export type LikenessReason = (typeof likenessReasons)[number];

/**
 * definite: problem kinds 101 and 102 (specification of 2014, article 26), which hold one claim. possible: to be asked.
 * none: `siblings` says that one guardian has both, as with twins, who are no duplicates.
 */
export type Verdict = {
  readonly verdict: 'definite' | 'possible' | 'none';
  readonly reasons: readonly LikenessReason[];
  readonly siblings: boolean;
};

type Parts = {
  readonly name: NameLikeness;
  readonly birth: BirthLikeness;
  readonly number: NumberLikeness;
  readonly guardian: GuardianLikeness;
  readonly sexSame: boolean;
  readonly hukouSame: boolean;
};

const sameGuardian = ({ guardian }: Parts): boolean => guardian === 'number' || guardian === 'phone';
/** Written alike: another character of the same sound is more often another child than another writing is. */
const writtenAlike = ({ name }: Parts): boolean =>
  name === 'same' || name === 'variant' || name === 'order' || name === 'shortened';
const soundsAlike = (parts: Parts): boolean => writtenAlike(parts) || parts.name === 'sound';
const birthAlike = ({ birth }: Parts): boolean => birth !== 'different';
const numberNear = ({ number }: Parts): boolean =>
  number === 'digit' || number === 'two-digits' || number === 'swapped';
const numbersSayNothing = ({ number }: Parts): boolean => number === 'one-missing' || number === 'both-missing';

/**
 * When two files that are not exactly one child are to be asked about. Each line alone is enough. Twins have a guardian
 * and a birth date in common and numbers near each other, so none of these is enough without the name.
 */
const possible: readonly ((parts: Parts) => boolean)[] = [
  // One guardian and one name do not have two children of one birth date.
  (parts) => soundsAlike(parts) && sameGuardian(parts) && birthAlike(parts),
  // The same given name under another surname: the child took the other parent's name.
  (parts) => parts.name === 'surname' && sameGuardian(parts) && parts.birth === 'same' && parts.sexSame,
  // A slip in the number, whoever is the guardian.
  (parts) => writtenAlike(parts) && numberNear(parts) && birthAlike(parts),
  (parts) => parts.name === 'sound' && numberNear(parts) && parts.birth === 'same' && parts.sexSame,
  // No number on one side to tell them apart: father and mother may each have entered the child.
  (parts) =>
    writtenAlike(parts) && numbersSayNothing(parts) && parts.birth === 'same' && parts.sexSame && parts.hukouSame,
  // Weaker likenesses only where nothing speaks against them.
  (parts) =>
    parts.guardian === 'unknown' &&
    numbersSayNothing(parts) &&
    parts.sexSame &&
    parts.hukouSame &&
    ((parts.name === 'sound' && parts.birth === 'same') || (writtenAlike(parts) && birthAlike(parts))),
  // The lunar birthday in one file: a date confused as a whole is hardly chance.
  (parts) =>
    writtenAlike(parts) && numbersSayNothing(parts) && parts.birth === 'lunar' && parts.sexSame && parts.hukouSame,
];

const nameReasons: Readonly<Record<NameLikeness, LikenessReason | null>> = {
  same: 'name-same',
  variant: 'name-variant',
  order: 'name-order',
  sound: 'name-sound',
  shortened: 'name-shortened',
  surname: 'name-surname',
  different: null,
};
const birthReasons: Readonly<Record<BirthLikeness, LikenessReason | null>> = {
  same: 'birth-same',
  lunar: 'birth-lunar',
  slip: 'birth-slip',
  different: null,
};
const numberReasons: Readonly<Record<NumberLikeness, LikenessReason | null>> = {
  same: 'number-same',
  digit: 'number-digit',
  'two-digits': 'number-two-digits',
  swapped: 'number-swapped',
  'one-missing': 'number-one-missing',
  'both-missing': null,
  different: 'number-different',
};
const guardianReasons: Readonly<Record<GuardianLikeness, LikenessReason | null>> = {
  number: 'guardian-number',
  phone: 'guardian-phone',
  unknown: null,
  different: null,
};

const reasonsOf = (parts: Parts): LikenessReason[] =>
  [
    nameReasons[parts.name],
    birthReasons[parts.birth],
    numberReasons[parts.number],
    guardianReasons[parts.guardian],
    parts.hukouSame ? ('hukou-same' as const) : null,
    parts.sexSame ? null : ('sex-differs' as const),
  ].filter((reason) => reason !== null);

/** Whether two files are one child. The order of the two makes no difference. */
export const compareChildren = (one: Likened, other: Likened, knowledge: Knowledge): Verdict => {
  const parts: Parts = {
    name: compareNames(one.name, other.name, knowledge),
    birth: compareBirths(one.birthOn, other.birthOn, knowledge.solarOfLunar),
    number: compareNumbers(one.identityNumber, other.identityNumber),
    guardian: compareGuardians(one, other, knowledge),
    sexSame: one.sex === other.sex,
    hukouSame: one.hukouPlace !== null && one.hukouPlace.slice(0, 6) === other.hukouPlace?.slice(0, 6),
  };
  const isExact =
    parts.number === 'same' ||
    (parts.number === 'both-missing' &&
      nameKey(one.name) === nameKey(other.name) &&
      parts.sexSame &&
      parts.birth === 'same');
  if (isExact) return { verdict: 'definite', reasons: reasonsOf(parts), siblings: false };
  if (possible.some((holds) => holds(parts)))
    return { verdict: 'possible', reasons: reasonsOf(parts), siblings: false };
  return { verdict: 'none', reasons: [], siblings: sameGuardian(parts) };
};
