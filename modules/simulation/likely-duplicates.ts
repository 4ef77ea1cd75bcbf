import { checkCharacterOf } from '@xueqian/kernel/identity-number.ts';
import { dayOf, isoOfDay } from './calendar-days.ts';
import type { ChildRow } from './child-row.ts';
import type { Random } from './random.ts';
import writings from './reference/mistaken-writings.json' with { type: 'json' };
import people from './reference/people.json' with { type: 'json' };
import words from './reference/words.json' with { type: 'json' };

// A labelled set to measure the search for duplicates by. It makes mistakes as people make them and knows nothing of how
// they are found: its character lists are its own, its lunar dates come from the calendar of the language runtime.

export const mistakes = [
  'variant',
  'homophone',
  'order',
  'shortened',
  'other-parent',
  'other-surname',
  'digit',
  'two-digits',
  'swapped',
  'birth-slip',
  'lunar',
  'exact',
] as const;
export type Mistake = (typeof mistakes)[number];

export type LabelledRow = {
  readonly row: ChildRow;
  /** The place in the list of the file that this one repeats; null for a child of its own. */
  readonly repeats: number | null;
  readonly what: Mistake | 'base' | 'twin' | 'sibling' | 'namesake';
};

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
const two = (n: number): string => String(n).padStart(2, '0');

/** The lunar month and day of a date, written into its solar year as a family says it; null in a leap month. */
const lunarWriting = (on: string): string | null => {
  const parts = lunar.formatToParts(new Date(`${on}T12:00:00Z`));
  const partOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const month = Number(partOf('month'));
  const day = Number(partOf('day'));
  if (!Number.isInteger(month) || month === 0 || day === 0) return null;
  const solarMonth = Number(on.slice(5, 7));
  // The lunar year began in this solar year unless its month runs ahead of the sun.
  const year = Number(on.slice(0, 4)) - (month > solarMonth ? 1 : 0);
  const written = `${year}-${two(month)}-${two(day)}`;
  return Number.isNaN(Date.parse(`${written}T00:00:00Z`)) ||
    new Date(`${written}T00:00:00Z`).toISOString().slice(0, 10) !== written
    ? null
    : written;
};

const replaceOne = (name: string, groups: readonly string[], random: Random): string | null => {
  const places = [...name].flatMap((character, at) => {
    const group = groups.find((each) => each.includes(character));
    const others = group ? [...group].filter((other) => other !== character) : [];
    return others.length > 0 ? [{ at, others }] : [];
  });
  if (places.length === 0) return null;
  const { at, others } = random.pick(places);
  return [...name].map((character, place) => (place === at ? random.pick(others) : character)).join('');
};

/** The first seventeen characters with the check character that follows from them. */
const withCheck = (body: string): string => body + checkCharacterOf(body);
const isResident = (row: ChildRow): boolean => row.identityNumber.length === 18;
const withoutNumber = (row: ChildRow): ChildRow => ({
  ...row,
  identityType: words.identityTypes.other,
  identityNumber: '',
});

/** Digits of the address or of the order number: the birth date in the number is the written one. */
const changeable = [1, 3, 5, 14, 15];
const changeDigits = (row: ChildRow, count: number, random: Random): ChildRow | null => {
  if (!isResident(row)) return null;
  const digits = [...row.identityNumber.slice(0, 17)];
  const first = random.int(changeable.length);
  for (let n = 0; n < count; n += 1) {
    const at = changeable[(first + n) % changeable.length]!;
    digits[at] = String((Number(digits[at]) + 1 + random.int(8)) % 10);
  }
  return { ...row, identityNumber: withCheck(digits.join('')) };
};

const swapDigits = (row: ChildRow, random: Random): ChildRow | null => {
  if (!isResident(row)) return null;
  const places = [2, 3, 4, 14].filter((at) => row.identityNumber[at] !== row.identityNumber[at + 1]);
  if (places.length === 0) return null;
  const at = random.pick(places);
  const digits = [...row.identityNumber.slice(0, 17)];
  [digits[at], digits[at + 1]] = [digits[at + 1]!, digits[at]!];
  return { ...row, identityNumber: withCheck(digits.join('')) };
};

const onAnotherDay = (row: ChildRow, random: Random): ChildRow => {
  const day = row.birthOn.slice(8);
  const other = `${day[0] ?? '0'}${(Number(day[1]) + 1 + random.int(8)) % 10}`;
  const birthOn = `${row.birthOn.slice(0, 8)}${other === '00' || Number(other) > 28 ? '11' : other}`;
  if (!isResident(row)) return { ...row, birthOn };
  const { identityNumber } = row;
  return {
    ...row,
    birthOn,
    identityNumber: withCheck(identityNumber.slice(0, 6) + birthOn.replaceAll('-', '') + identityNumber.slice(14, 17)),
  };
};

const renamed = (row: ChildRow, name: string | null): ChildRow | null =>
  name === null || name === row.name ? null : { ...row, name };
const isHan = (row: ChildRow): boolean => /^\p{Script=Han}{2,4}$/u.test(row.name);

const otherParent = (row: ChildRow, random: Random): ChildRow => ({
  ...row,
  guardianName:
    random.pick(people.adults.female.given) === row.guardianName
      ? row.name
      : `${String(random.pick(people.surnames)[0])}${random.pick(people.adults.female.given)}`,
  guardianIdentityNumber: withCheck(
    `${row.guardianIdentityNumber.slice(0, 6)}199${random.int(10)}0${1 + random.int(9)}1${random.int(10)}9${random.int(10)}${random.int(10)}`,
  ),
});

const make: Readonly<Record<Mistake, (row: ChildRow, random: Random) => ChildRow | null>> = {
  exact: (row) => (isResident(row) ? row : null),
  variant: (row, random) => {
    const name = renamed(row, replaceOne(row.name, writings.variants, random));
    return name && withoutNumber(name);
  },
  homophone: (row, random) => {
    const name = renamed(row, replaceOne(row.name, writings.sounds, random));
    return name && withoutNumber(name);
  },
  order: (row) => {
    if (row.name.includes('\u00b7'))
      return withoutNumber({ ...row, name: row.name.split('\u00b7').toReversed().join('\u00b7') });
    return isHan(row) && row.name.length === 3
      ? withoutNumber({ ...row, name: row.name.slice(1) + row.name[0]! })
      : null;
  },
  shortened: (row) =>
    row.name.includes('\u00b7') ? withoutNumber({ ...row, name: row.name.split('\u00b7')[0]! }) : null,
  'other-parent': (row, random) => withoutNumber(otherParent(row, random)),
  'other-surname': (row, random) =>
    isHan(row) && row.name.length === 3
      ? withoutNumber({ ...row, name: String(random.pick(people.surnames)[0])[0]! + row.name.slice(1) })
      : null,
  digit: (row, random) => changeDigits(random.chance(0.5) ? otherParent(row, random) : row, 1, random),
  'two-digits': (row, random) => changeDigits(row, 2, random),
  swapped: (row, random) => swapDigits(random.chance(0.5) ? otherParent(row, random) : row, random),
  'birth-slip': (row, random) => {
    const slipped = onAnotherDay(row, random);
    return slipped.birthOn === row.birthOn ? null : random.chance(0.5) ? slipped : withoutNumber(slipped);
  },
  lunar: (row) => {
    const birthOn = lunarWriting(row.birthOn);
    return birthOn === null || birthOn === row.birthOn ? null : withoutNumber({ ...row, birthOn });
  },
};

/** A child of the same guardian: born with this one, or two years before, with the first given character in common. */
const brother = (row: ChildRow, random: Random, isTwin: boolean): ChildRow | null => {
  if (!isHan(row) || row.name.length !== 3) return null;
  const second = random.pick(people.children.male.second);
  const birthOn = isTwin
    ? row.birthOn
    : isoOfDay(dayOf(Number(row.birthOn.slice(0, 4)) - 2, Number(row.birthOn.slice(5, 7)), 9));
  const order = String((Number(row.identityNumber.slice(14, 17)) + 4) % 1000).padStart(3, '0');
  const sounds = writings.sounds.some((group) => group.includes(row.name[2]!) && group.includes(second));
  if (second === row.name[2] || sounds) return null;
  const child = { ...row, name: row.name.slice(0, 2) + second, birthOn };
  return isResident(row)
    ? { ...child, identityNumber: withCheck(row.identityNumber.slice(0, 6) + birthOn.replaceAll('-', '') + order) }
    : child;
};

/** Another child of one name and birth date, elsewhere in the country, of other parents. */
const namesake = (row: ChildRow, random: Random): ChildRow | null => {
  if (!isResident(row)) return null;
  const away = { ...otherParent(row, random), hukouPlace: '513425000000' };
  return {
    ...away,
    identityNumber: withCheck(
      `513425${row.identityNumber.slice(6, 14)}${random.int(10)}${random.int(10)}${row.identityNumber[16]}`,
    ),
  };
};

/** The rows, and after them each `every`-th once more with a mistake, a twin, a sibling or a namesake in turn. */
export const plantDuplicates = (rows: readonly ChildRow[], random: Random, every: number): LabelledRow[] => {
  const list: LabelledRow[] = rows.map((row) => ({ row, repeats: null, what: 'base' }));
  let turn = 0;
  for (let at = 0; at < rows.length; at += every) {
    const row = rows[at]!;
    const what = mistakes[turn % mistakes.length]!;
    const repeated = make[what](row, random);
    if (repeated) list.push({ row: repeated, repeats: at, what });
    turn += 1;
    const other = rows[at + 1];
    if (!other || every < 2) continue;
    const kind = (['twin', 'sibling', 'namesake'] as const)[turn % 3]!;
    const own = kind === 'namesake' ? namesake(other, random) : brother(other, random, kind === 'twin');
    if (own) list.push({ row: own, repeats: null, what: kind });
  }
  return list;
};
