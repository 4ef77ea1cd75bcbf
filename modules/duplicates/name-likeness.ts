import { nameKey } from '@xueqian/kernel/personal-name.ts';

export type NameKnowledge = {
  /** Every reading of a Han character without its tone; none for anything else. */
  readonly readingsOf: (character: string) => readonly string[];
  /** The usual simplified character of a traditional or variant one; anything else as it is. */
  readonly plainOf: (character: string) => string;
};

/**
 * same: but for middle dots, spaces and case. variant: but for traditional and variant characters. order: the same parts
 * in another order (surname last). sound: read the same by one of the readings of each character. shortened: one leaves
 * out parts of a name with several. surname: another surname with the same given name of two characters or more.
 */
export type NameLikeness = 'same' | 'variant' | 'order' | 'sound' | 'shortened' | 'surname' | 'different';

const partsOf = (name: string): string[] => name.split(/[\s\u00b7]+/).filter((part) => part !== '');
const han = /^\p{Script=Han}+$/u;

/** The name in usual characters, upper case, its parts kept. */
const plainName = (name: string, { plainOf }: NameKnowledge): string =>
  [...name.normalize('NFC').toUpperCase()].map(plainOf).join('');

const sharesReading = (one: string, other: string, { readingsOf }: NameKnowledge): boolean => {
  if (one === other) return true;
  const readings = readingsOf(one);
  return readingsOf(other).some((reading) => readings.includes(reading));
};

const soundsSame = (one: string, other: string, knowledge: NameKnowledge): boolean => {
  const [a, b] = [[...one], [...other]];
  return a.length === b.length && a.every((character, at) => sharesReading(character, b[at] ?? '', knowledge));
};

/** Whether one is the other with its first one or two characters, the surname, at the end. */
const isTurned = (one: string, other: string): boolean => {
  const characters = [...one];
  if (characters.length < 2 || characters.length > 4) return false;
  return [1, 2].some(
    (length) =>
      length < characters.length && [...characters.slice(length), ...characters.slice(0, length)].join('') === other,
  );
};

const sorted = (parts: readonly string[]): string => parts.toSorted().join('\u00b7');

/** Whether the parts of one are among those of the other, and at least one of them is a name and no initial. */
const isWithin = (few: readonly string[], many: readonly string[]): boolean =>
  few.length > 0 &&
  few.length < many.length &&
  few.every((part) => many.includes(part)) &&
  few.some((part) => [...part].length >= 2);

const isOtherSurname = (one: string, other: string): boolean => {
  if (!han.test(one) || !han.test(other)) return false;
  const [a, b] = [[...one], [...other]];
  return a.length >= 3 && a.length === b.length && a[0] !== b[0] && a.slice(1).join('') === b.slice(1).join('');
};

/** How alike two names are, the strongest likeness first; the order of the two makes no difference. */
export const compareNames = (one: string, other: string, knowledge: NameKnowledge): NameLikeness => {
  if (nameKey(one) === nameKey(other)) return 'same';
  const [plainOne, plainOther] = [plainName(one, knowledge), plainName(other, knowledge)];
  const [whole, otherWhole] = [nameKey(plainOne), nameKey(plainOther)];
  if (whole === otherWhole) return 'variant';
  const [parts, otherParts] = [partsOf(plainOne), partsOf(plainOther)];
  const isWritten = han.test(whole) && han.test(otherWhole);
  if (sorted(parts) === sorted(otherParts) || (isWritten && isTurned(whole, otherWhole))) return 'order';
  if (isWritten && soundsSame(whole, otherWhole, knowledge)) return 'sound';
  if (isWithin(parts, otherParts) || isWithin(otherParts, parts)) return 'shortened';
  return isOtherSurname(whole, otherWhole) ? 'surname' : 'different';
};
