import type { ChildState } from '@xueqian/modules/children/child.ts';
import type { DivisionRegister } from '@xueqian/modules/jurisdictions/divisions.ts';
import { apportion } from './apportion.ts';
import type { ChildRow } from './child-row.ts';
import { childrenOf } from './children-of.ts';
import { isTownship } from './institution-names.ts';
import type { CountyPlan, InstitutionFigures, InstitutionPlan } from './plan.ts';
import { type CountySketch, type PlacedInstitution, planCounties } from './prefecture.ts';
import { type Random, randomOf, type Seed } from './random.ts';
import places from './reference/places.json' with { type: 'json' };
import words from './reference/words.json' with { type: 'json' };
import { placeOf, surroundingsOf } from './surroundings.ts';

/** A child of one institution entered again in another: with its number, or without one (then only alike). */
export type Copy = {
  readonly fromInstitution: string;
  /** Position among the children of that institution. */
  readonly at: number;
  readonly withNumber: boolean;
};

/** `entered` of the plan holds the children returned and confirmed too, and the copies are beyond it. */
export type SampleInstitution = InstitutionPlan & {
  readonly confirmed: number;
  readonly returned: number;
  readonly copies: readonly Copy[];
  /** Why the county returned the basic section, in state `returned`. */
  readonly returnReason: string | null;
};

export type SampleCounty = Omit<CountyPlan, 'institutions'> & { readonly institutions: readonly SampleInstitution[] };

export type SampleChild = {
  readonly state: Extract<ChildState, 'entered' | 'returned' | 'confirmed' | 'numbered'>;
  /** Why it was returned, in state `returned`. */
  readonly returnReason: string | null;
  /** The institution that has the same child already. */
  readonly copyOf: string | null;
  readonly row: ChildRow;
};

/** Counties of the sample, how many institutions each has, and how many of them are attached classes. */
const counties = [
  { code: '410105', institutions: 10, attached: 2 },
  { code: '410106', institutions: 10, attached: 1 },
  { code: '410104', institutions: 6, attached: 1 },
  { code: '410185', institutions: 8, attached: 3 },
  { code: '419001', institutions: 6, attached: 2 },
] as const;

export const childrenOfSample = 3000;

/** Institution codes of the sample begin above those of a whole province. */
export const firstSerial = 900_000;

type NamedKindergarten = { readonly name: string; readonly countyCode: string };

/** Reads reference/kindergartens.csv. */
export const parseKindergartens = (text: string): NamedKindergarten[] =>
  text
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .filter((cells) => cells.length >= 3)
    .map((cells) => ({ name: cells[0]!, countyCode: cells[1]! }));

const placedIn = (
  county: (typeof counties)[number],
  towns: CountySketch['place']['towns'],
  names: readonly string[],
) => {
  const kindergartens = county.institutions - county.attached;
  const given = names.slice(0, kindergartens);
  const townships = towns.filter(isTownship);
  return Array.from({ length: county.institutions }, (_, at): PlacedInstitution => {
    if (at < given.length)
      return { town: towns[at % towns.length]!, kind: 'kindergarten', central: false, name: given[at]! };
    if (at >= kindergartens) return { town: towns[(at * 5) % towns.length]!, kind: 'attached', central: false };
    const township = townships[at - given.length];
    if (township) return { town: township, kind: 'kindergarten', central: true };
    return { town: towns[(at * 3) % towns.length]!, kind: 'kindergarten', central: false };
  });
};

const sketchesOf = (register: DivisionRegister, today: string, named: readonly NamedKindergarten[]): CountySketch[] =>
  counties.map((county) => {
    const place = placeOf(register, county.code, today);
    const prefectureCode = register.pathOf(county.code, today)?.prefecture ?? county.code;
    const names = named.filter(({ countyCode }) => countyCode === county.code).map(({ name }) => name);
    return {
      place,
      name: register.find(county.code, today)?.name ?? '',
      prefectureCode,
      prefectureName: register.find(prefectureCode, today)?.name ?? '',
      institutions: placedIn(county, place.towns, names),
    };
  });

/** What is special about some institutions, by their position in the sample; all others are approved. */
const specialStates: Readonly<Record<number, InstitutionFigures['basicState']>> = {
  8: 'empty',
  14: 'submitted',
  19: 'draft',
  31: 'returned',
};

const figuresOf = (sketches: readonly CountySketch[], random: Random): InstitutionFigures[] => {
  const placed = sketches.flatMap((sketch) => sketch.institutions);
  const stateOf = (at: number) => specialStates[at] ?? 'approved';
  const isBare = (at: number): boolean => stateOf(at) === 'empty' || stateOf(at) === 'draft';
  const weights = placed.map(({ kind, central }, at) => {
    const size = (kind === 'attached' ? 0.5 : central ? 1.6 : 1.1) * Math.exp(0.45 * random.normal());
    return isBare(at) ? 0 : size;
  });
  return apportion(childrenOfSample, weights).map((children, at) => {
    const basicState = stateOf(at);
    const reviewed = basicState === 'approved';
    const numbered = reviewed ? Math.round(children * (0.6 + 0.3 * random.next())) : 0;
    const statisticalChildren = isBare(at) ? 30 + random.int(60) : Math.round(children * (0.97 + 0.08 * random.next()));
    const reported = reviewed || basicState === 'submitted';
    return { reported, reviewed, basicState, statisticalChildren, numbered, entered: children - numbered };
  });
};

/** Six children of approved kindergartens are entered again by institutions of other counties. */
const copiesOf = (institutions: readonly InstitutionPlan[]): Map<string, Copy[]> => {
  const copies = new Map<string, Copy[]>();
  const pairs = [
    [0, 11],
    [1, 21],
    [2, 27],
    [12, 3],
    [22, 35],
    [28, 5],
  ] as const;
  pairs.forEach(([from, to], serial) => {
    const source = institutions[from]!;
    const target = institutions[to]!;
    const copy = { fromInstitution: source.code, at: 3 + serial, withNumber: serial % 3 !== 2 };
    copies.set(target.code, [...(copies.get(target.code) ?? []), copy]);
  });
  return copies;
};

const withStates = (institution: InstitutionPlan, copies: readonly Copy[], random: Random): SampleInstitution => ({
  ...institution,
  confirmed: Math.floor(institution.entered * (0.35 + 0.2 * random.next())),
  returned: institution.reviewed && institution.entered > 8 ? 1 + random.int(3) : 0,
  copies,
  returnReason: institution.basicState === 'returned' ? random.pick(places.returnReasons) : null,
});

/**
 * A small part of Henan as it looks on a day: four counties of Zhengzhou, and 济源, forty institutions, three thousand
 * children in every state, a few of them entered twice. `kindergartens` is the text of reference/kindergartens.csv.
 */
export const planSample = (
  seed: Seed,
  register: DivisionRegister,
  kindergartens: string,
  today: string,
): SampleCounty[] => {
  const random = randomOf(seed, 'sample');
  const sketches = sketchesOf(register, today, parseKindergartens(kindergartens));
  const plans = planCounties({
    sketches,
    figures: figuresOf(sketches, random.split('figures')),
    surroundings: surroundingsOf(register, '410000', today),
    serials: { kindergarten: firstSerial, attached: firstSerial },
    firstChild: 0,
    random,
  });
  const copies = copiesOf(plans.flatMap((plan) => plan.institutions));
  const states = random.split('states');
  return plans.map((plan) => ({
    ...plan,
    institutions: plan.institutions.map((institution) =>
      withStates(institution, copies.get(institution.code) ?? [], states),
    ),
  }));
};

const copiedRow = (copy: Copy, plans: readonly SampleCounty[], classCode: string, seed: Seed): ChildRow => {
  const plan = plans.find(({ institutions }) => institutions.some(({ code }) => code === copy.fromInstitution));
  const source = plan?.institutions.find(({ code }) => code === copy.fromInstitution);
  const row = plan && source ? [...childrenOf(plan, source, seed)][copy.at] : undefined;
  if (!row) throw new Error(`simulation: no child ${copy.at} in ${copy.fromInstitution}`);
  if (copy.withNumber) return { ...row, classCode };
  return { ...row, classCode, identityType: words.identityTypes.other, identityNumber: '' };
};

/** The children of an institution of the sample with their states: numbered, confirmed, returned, entered, copies. */
export function* sampleChildrenOf(
  plans: readonly SampleCounty[],
  plan: SampleCounty,
  institution: SampleInstitution,
  seed: Seed,
): Generator<SampleChild, void> {
  const { numbered, confirmed, returned, copies, classes, code } = institution;
  const reasons = randomOf(seed, `reasons/${code}`);
  let at = 0;
  for (const row of childrenOf(plan, institution, seed)) {
    const place = at++ - numbered;
    if (place < 0) yield { state: 'numbered', returnReason: null, copyOf: null, row };
    else if (place < confirmed) yield { state: 'confirmed', returnReason: null, copyOf: null, row };
    else if (place < confirmed + returned)
      yield { state: 'returned', returnReason: reasons.pick(words.returnReasons), copyOf: null, row };
    else yield { state: 'entered', returnReason: null, copyOf: null, row };
  }
  for (const copy of copies) {
    const row = copiedRow(copy, plans, classes[0]!.code, seed);
    yield { state: 'entered', returnReason: null, copyOf: copy.fromInstitution, row };
  }
}
