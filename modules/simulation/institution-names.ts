import type { Place } from './plan.ts';
import type { Random } from './random.ts';
import places from './reference/places.json' with { type: 'json' };

export type InstitutionKind = 'kindergarten' | 'attached';

type Town = Place['towns'][number];

/** A district of a city, by the last digits of its code; 90 stands for units directly below a province. */
export const isDistrict = (code: string): boolean => code.slice(4, 6) < '21' && code.slice(2, 4) !== '90';

/** The county as it stands in the name of an institution: a district with its city, others by themselves. */
export const countyInName = (countyCode: string, countyName: string, prefectureName: string): string =>
  isDistrict(countyCode) ? prefectureName + countyName : countyName;

const townInName = (town: Town): string =>
  town.name.endsWith(places.streetSuffix) ? town.name.slice(0, -places.streetSuffix.length) : town.name;

export const isTownship = (town: Town): boolean => places.townSuffixes.some((suffix) => town.name.endsWith(suffix));

const village = (random: Random): string =>
  random.pick(places.villagePrefixes) + random.pick(places.villageSurnames) + random.pick(places.villageSuffixes);

const kindergartenName = (random: Random, county: string, town: Town): string => {
  const roll = random.next();
  const brand = random.pick(places.brands);
  if (!isTownship(town)) {
    if (roll < 0.12) return `${county}${random.pick(places.numberedWords)}${places.kindergartenWord}`;
    if (roll < 0.3) return `${county}${townInName(town)}${brand}${places.kindergartenWord}`;
    if (roll < 0.5) return `${county}${brand}${random.pick(places.compoundWords)}${places.kindergartenWord}`;
    return `${county}${brand}${places.kindergartenWord}`;
  }
  if (roll < 0.45) return `${county}${town.name}${brand}${places.kindergartenWord}`;
  if (roll < 0.55) return `${county}${town.name}${village(random)}${brand}${places.kindergartenWord}`;
  return `${county}${town.name}${village(random)}${places.kindergartenWord}`;
};

const attachedName = (random: Random, county: string, town: Town): string =>
  isTownship(town)
    ? `${county}${town.name}${village(random)}${places.attachedWord}`
    : `${county}${random.pick(places.streets)}${random.chance(0.6) ? random.pick(places.numberedWords) : ''}${places.attachedWord}`;

/** The name of the central kindergarten of a town. */
export const centralName = (county: string, town: Town): string => `${county}${town.name}${places.centralWord}`;

/** Gives names that occur once in the county. */
export const institutionNamer = (random: Random, county: string, taken: Set<string>) => {
  const once = (candidate: () => string): string => {
    for (let attempt = 0; attempt < 40; attempt++) {
      const name = candidate();
      if (!taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
    const name = candidate();
    for (let serial = 2; ; serial++) {
      const numbered = name.replace(places.kindergartenWord, `${serial}${places.kindergartenWord}`);
      const candidateName = numbered === name ? `${name}${serial}` : numbered;
      if (!taken.has(candidateName)) {
        taken.add(candidateName);
        return candidateName;
      }
    }
  };
  return (kind: InstitutionKind, town: Town): string =>
    once(() => (kind === 'kindergarten' ? kindergartenName : attachedName)(random, county, town));
};
