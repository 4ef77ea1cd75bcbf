import { type Random, weightedPicker } from './random.ts';
import people from './reference/people.json' with { type: 'json' };

export type Sex = 'male' | 'female';

const weighted = (pairs: (string | number)[][]): [string, number][] =>
  pairs.map(([value, weight]) => [String(value), Number(weight)]);

export const pickSurname = weightedPicker(weighted(people.surnames));
const pickDottedGroup = weightedPicker(weighted(people.dotted.groups));
const pickEthnicity = weightedPicker(weighted(people.ethnicities));

/** Earlier characters of a list are the more frequent ones. */
const fading = (characters: readonly string[]): ((random: Random) => string) =>
  weightedPicker(characters.map((character, rank) => [character, 1 / (rank + 8)] as const));

const styleOf = (style: { first: string[]; second: string[]; single: string[] }) => ({
  first: fading(style.first),
  second: fading(style.second),
  single: fading(style.single),
});
const childStyles = { male: styleOf(people.children.male), female: styleOf(people.children.female) };
const adultStyles = {
  male: { first: fading(people.adults.male.first), second: fading(people.adults.male.second) },
  female: { first: fading(people.adults.female.first), second: fading(people.adults.female.second) },
};

const givenNameOfChild = (random: Random, sex: Sex): string => {
  const roll = random.next();
  if (roll < 0.1) return random.pick(people.popular[sex]);
  const style = childStyles[sex];
  if (roll < 0.16) return style.single(random);
  const first = style.first(random);
  if (roll < 0.19) return first + first;
  if (roll < 0.1935) return random.chance(0.5) ? first + random.pick(people.rare) : random.pick(people.rare);
  const second = style.second(random);
  return second === first ? first + style.single(random) : first + second;
};

export type PersonName = {
  readonly name: string;
  /** null when the name has none, as the names with a middle dot. */
  readonly surname: string | null;
  readonly ethnicity: string;
};

/** A child's name and ethnicity: one in a hundred a name with a middle dot, a few in a thousand with a rare character. */
export const childName = (random: Random, sex: Sex): PersonName => {
  if (random.next() < 0.01) {
    const ethnicity = pickDottedGroup(random);
    const name = `${random.pick(people.dotted[sex])}·${random.pick(people.dotted.fathers)}`;
    return { name, surname: null, ethnicity };
  }
  const surname = pickSurname(random);
  return { name: surname + givenNameOfChild(random, sex), surname, ethnicity: pickEthnicity(random) };
};

/** The name of a grown-up of the parents' or grandparents' generation; of a given surname, if there is one. */
export const adultName = (random: Random, sex: Sex, surname?: string): string => {
  const family = surname ?? pickSurname(random);
  if (random.next() < 0.35) return family + random.pick(people.adults[sex].given);
  const style = adultStyles[sex];
  return family + (random.next() < 0.25 ? '' : style.first(random)) + style.second(random);
};

/** The father's name of a child whose name ends in it. */
export const dottedParentName = (random: Random, childsName: string, father: boolean): string => {
  const ofFather = childsName.slice(childsName.indexOf('·') + 1);
  return father
    ? `${ofFather}·${random.pick(people.dotted.fathers)}`
    : `${random.pick(people.dotted.female)}·${random.pick(people.dotted.fathers)}`;
};

export type Foreigner = { readonly nationality: string; readonly name: string };

export const foreigner = (random: Random, sex: Sex): Foreigner => {
  const [nationality, boy, girl] = random.pick(people.foreigners);
  return { nationality: nationality!, name: sex === 'male' ? boy! : girl! };
};
