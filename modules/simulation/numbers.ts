import { checkCharacterOf } from '@xueqian/kernel/identity-number.ts';
import { dayOf, eightDigitsOfDay } from './calendar-days.ts';
import type { Sex } from './names.ts';

/**
 * Identity numbers that never meet, without remembering any: the position of a child in its county (or in the
 * province) is turned into a day of its school year and a sequence, one to one.
 *
 * A day holds 499 sequences for each sex. 0–433 belong to children at home in the county of the number, counted in
 * that county; 434–498 to children living elsewhere in the province, counted in the province.
 */
const daysOfYear = 365;
const ownSequences = 434;
const awaySequences = 499 - ownSequences;

/** How many children a county can have, and how many of its numbers can live elsewhere. */
export const mostChildrenOfCounty = daysOfYear * ownSequences;

const threeDigits = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'));

const numberOf = (prefix: string, day: number, sequence: number, sex: Sex): string => {
  const body = prefix + eightDigitsOfDay(day) + threeDigits[sequence * 2 + (sex === 'male' ? 1 : 2)]!;
  return body + checkCharacterOf(body);
};

/** The day of birth in the cohort of children born from 1 September of a year, for a position. */
export const birthDayOf = (cohortYear: number, position: number): number =>
  dayOf(cohortYear, 9, 1) + ((position * 151) % daysOfYear);

const checked = (sequence: number, limit: number): number => {
  if (sequence >= limit) throw new Error('simulation: more children than identity numbers');
  return sequence;
};

/** The number of the child at `position` in its own county. */
export const homeNumber = (countyCode: string, birthDay: number, position: number, sex: Sex): string => {
  const round = checked(Math.floor(position / daysOfYear), ownSequences);
  return numberOf(countyCode, birthDay, (round * 37) % ownSequences, sex);
};

/** The number of a child from another county of the province; `position` counts those of that county. */
export const awayNumber = (countyCode: string, birthDay: number, position: number, sex: Sex): string => {
  const round = checked(Math.floor(position / daysOfYear), awaySequences);
  return numberOf(countyCode, birthDay, ownSequences + ((round * 7) % awaySequences), sex);
};

const guardianDays = 7305;

/** A guardian's number: unique over the positions of a province; parents born in the twenty years from `firstYear`. */
export const guardianNumber = (prefix: string, firstYear: number, position: number, sex: Sex): string => {
  const round = checked(Math.floor(position / guardianDays), 499);
  const day = dayOf(firstYear, 1, 1) + ((position * 2909) % guardianDays);
  return numberOf(prefix, day, (round * 37) % 499, sex);
};

export const sevenDigits = (position: number): string => String(position).padStart(7, '0');
