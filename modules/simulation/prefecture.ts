import type { DivisionRegister } from '@xueqian/modules/jurisdictions/divisions.ts';
import type { Annex2Row } from './annex2.ts';
import { apportion } from './apportion.ts';
import { centralName, countyInName, type InstitutionKind, institutionNamer, isTownship } from './institution-names.ts';
import { basicSectionOf, classesOf, institutionCode, type Town } from './institutions.ts';
import type { CountyPlan, InstitutionFigures, InstitutionPlan, Place, Surroundings } from './plan.ts';
import type { Random } from './random.ts';

export type PlacedInstitution = {
  readonly town: Town;
  readonly kind: InstitutionKind;
  readonly central: boolean;
  /** Made up when missing. */
  readonly name?: string;
};

/** A county with its institutions in their towns, before figures and names. */
export type CountySketch = {
  readonly place: Place;
  readonly name: string;
  readonly prefectureCode: string;
  readonly prefectureName: string;
  readonly institutions: readonly PlacedInstitution[];
};

const kindergartenShare = 0.55;

const townWeight = (town: Town): number => (isTownship(town) ? (/^.{2,12}$/u.test(town.name) ? 1.1 : 1) : 0.9);

/** Kindergartens rather than attached classes in the streets of a city; every township has a central kindergarten. */
const kindsOf = (towns: readonly Town[], random: Random): { kind: InstitutionKind; central: boolean }[] => {
  const begun = new Set<string>();
  const central = towns.map((town) => {
    const first = isTownship(town) && !begun.has(town.code);
    begun.add(town.code);
    return first;
  });
  const order = towns
    .map((town, at) => ({ at, rank: central[at] ? -1 : random.next() * (isTownship(town) ? 1 : 0.55) }))
    .sort((one, other) => one.rank - other.rank || one.at - other.at)
    .map(({ at }) => at);
  const kindergartens = new Set(order.slice(0, Math.round(towns.length * kindergartenShare)));
  return towns.map((_, at) => ({
    kind: kindergartens.has(at) ? 'kindergarten' : 'attached',
    central: central[at]! && kindergartens.has(at),
  }));
};

type SketchInput = {
  readonly register: DivisionRegister;
  readonly row: Annex2Row;
  readonly surroundings: Surroundings;
  readonly random: Random;
};

/** The counties of a row of annex 2 with its institutions shared among their towns. */
export const sketchCounties = ({ register, row, surroundings, random }: SketchInput): CountySketch[] => {
  const date = surroundings.referenceOn;
  const own = surroundings.province.flatMap((place) => {
    const prefectureCode = register.pathOf(place.code, date)?.prefecture ?? '';
    const prefectureName = register.find(prefectureCode, date)?.name ?? '';
    const name = register.find(place.code, date)?.name ?? '';
    return prefectureName === row.name ? [{ place, name, prefectureCode, prefectureName }] : [];
  });
  const weights = own.map(({ place }) => {
    const size = place.towns.reduce((sum, town) => sum + townWeight(town), 0);
    return size * Math.exp(0.2 * random.normal());
  });
  const counts = apportion(row.institutions, weights);
  const towns = own.map(({ place }, at) => {
    const shares = place.towns.map((town) => townWeight(town) * Math.exp(0.3 * random.normal()));
    const perTown = apportion(counts[at]!, shares);
    return place.towns.flatMap((town, townAt) => Array.from({ length: perTown[townAt]! }, () => town));
  });
  const kinds = kindsOf(towns.flat(), random);
  let next = 0;
  return own.map((county, at) => ({
    ...county,
    institutions: towns[at]!.map((town) => ({ town, ...kinds[next++]! })),
  }));
};

type PlanInput = {
  readonly sketches: readonly CountySketch[];
  /** In the order of the institutions of the sketches. */
  readonly figures: readonly InstitutionFigures[];
  readonly surroundings: Surroundings;
  /** Last serials of institution codes; counted on. */
  readonly serials: Record<InstitutionKind, number>;
  /** Position of the first child in the province. */
  readonly firstChild: number;
  readonly random: Random;
};

/** Names, codes, sections and classes for the institutions of the sketches. */
export const planCounties = (input: PlanInput): CountyPlan[] => {
  const { sketches, figures, surroundings, serials } = input;
  let next = 0;
  let firstOfCounty = input.firstChild;
  return sketches.map((county) => {
    const random = input.random.split(county.place.code);
    const inName = countyInName(county.place.code, county.name, county.prefectureName);
    const taken = new Set(county.institutions.flatMap(({ name }) => name ?? []));
    const nameOf = institutionNamer(random, inName, taken);
    let firstChild = 0;
    const institutions = county.institutions.map(({ town, kind, central, name: given }): InstitutionPlan => {
      const figure = figures[next++]!;
      serials[kind] += 1;
      const code = institutionCode(kind, county.place.code, serials[kind]);
      const name = given ?? (central ? centralName(inName, town) : nameOf(kind, town));
      const children = Math.max(figure.statisticalChildren, figure.numbered + figure.entered);
      const { place, prefectureCode } = county;
      const sketch = {
        code,
        name,
        kind,
        central,
        town,
        children,
        prefectureCode,
        referenceOn: surroundings.referenceOn,
      };
      const basic = basicSectionOf({ ...sketch, countyCode: place.code, countyFullName: place.fullName }, random);
      const classes = classesOf(kind, children, surroundings.schoolYear, random);
      const plan = { code, name, countyCode: place.code, basic, central, ...figure, classes, firstChild };
      firstChild += figure.numbered + figure.entered;
      return plan;
    });
    const plan: CountyPlan = {
      countyCode: county.place.code,
      countyName: county.name,
      fullName: county.place.fullName,
      prefectureCode: county.prefectureCode,
      place: county.place,
      firstChild: firstOfCounty,
      surroundings,
      institutions,
    };
    firstOfCounty += firstChild;
    return plan;
  });
};
