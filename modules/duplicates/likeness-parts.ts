import { compareNames, type NameKnowledge } from './name-likeness.ts';

/** lunar: one is the other's lunar date written as a solar one. slip: one digit, or two neighbours, or month and day. */
export type BirthLikeness = 'same' | 'lunar' | 'slip' | 'different';
/** How near two numbers are, their check characters left aside: these follow from the rest. */
export type NumberLikeness = 'same' | 'digit' | 'two-digits' | 'swapped' | 'one-missing' | 'both-missing' | 'different';
export type GuardianLikeness = 'number' | 'phone' | 'unknown' | 'different';

/** Places at which two texts of one length differ; null when the lengths do. */
const differences = (one: string, other: string): number[] | null => {
  if (one.length !== other.length) return null;
  const places: number[] = [];
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) places.push(at);
  return places;
};

/** Whether two texts differ by one exchange of neighbours. */
const isSwapped = (one: string, other: string, places: readonly number[]): boolean => {
  const [first, second] = places;
  return (
    places.length === 2 &&
    first !== undefined &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  );
};

const hasMonthAndDayTurned = (one: string, other: string): boolean => {
  const [year, month, day] = one.split('-');
  return other === `${year}-${day}-${month}`;
};

export const compareBirths = (
  one: string,
  other: string,
  solarOfLunar: (on: string) => string | null,
): BirthLikeness => {
  if (one === other) return 'same';
  if (solarOfLunar(one) === other || solarOfLunar(other) === one) return 'lunar';
  const places = differences(one, other) ?? [];
  const isSlip = places.length === 1 || isSwapped(one, other, places) || hasMonthAndDayTurned(one, other);
  return isSlip ? 'slip' : 'different';
};

/** The part of a number that says something by itself: of eighteen characters the first seventeen. */
const bodyOf = (number: string): string => (number.length === 18 ? number.slice(0, 17) : number);

export const compareNumbers = (one: string | null, other: string | null): NumberLikeness => {
  if (one === null && other === null) return 'both-missing';
  if (one === null || other === null) return 'one-missing';
  if (one === other) return 'same';
  const [body, otherBody] = [bodyOf(one), bodyOf(other)];
  const places = differences(body, otherBody);
  if (places === null) return 'different';
  if (places.length <= 1) return 'digit';
  if (isSwapped(body, otherBody, places)) return 'swapped';
  return places.length === 2 ? 'two-digits' : 'different';
};

type Guarded = {
  readonly guardianName: string;
  readonly guardianNumber: string | null;
  readonly guardianPhone: string | null;
};

/** One guardian: the same number, or one telephone. Father and mother are `different`, which says little. */
export const compareGuardians = (one: Guarded, other: Guarded, knowledge: NameKnowledge): GuardianLikeness => {
  const numbers = compareNumbers(one.guardianNumber, other.guardianNumber);
  if (numbers === 'same') return 'number';
  const named = compareNames(one.guardianName, other.guardianName, knowledge);
  const isNamedAlike = named !== 'different' && named !== 'surname';
  if (isNamedAlike && (numbers === 'digit' || numbers === 'swapped')) return 'number';
  if (one.guardianPhone !== null && one.guardianPhone === other.guardianPhone) return 'phone';
  if (numbers === 'one-missing' || numbers === 'both-missing') return isNamedAlike ? 'unknown' : 'different';
  return 'different';
};
