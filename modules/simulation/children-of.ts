import { dayOf, isoOfDay } from './calendar-days.ts';
import { type ChildPosition, type ChildRow, childRow } from './child-row.ts';
import type { ClassPlan, ClassType, CountyPlan, InstitutionPlan } from './plan.ts';
import { type Random, randomOf, type Seed } from './random.ts';

/** Completed years of age on 1 September of the school year. */
const ageOfType: Readonly<Record<Exclude<ClassType, '30'>, number>> = { '10': 2, '21': 3, '22': 4, '23': 5, '40': 5 };

/** Children born from 1 September of this year on; a mixed class takes three school years. */
export const cohortOf = (type: ClassType, schoolYear: number, random: Random): number => {
  const age = type === '30' ? 3 + random.int(3) : ageOfType[type];
  return schoolYear - age - 1;
};

/** Most came with the first September of their age group, some in spring, some in the year itself. */
const admissionOf = (cohortYear: number, schoolYear: number, referenceOn: string, random: Random): string => {
  const age = schoolYear - cohortYear - 1;
  const years = Math.max(0, Math.min(2, age - 3));
  const roll = random.next();
  const late = years > 0 && roll < 0.25 ? 1 + random.int(years) : 0;
  const year = schoolYear - years + late;
  const spring = roll > 0.93 ? isoOfDay(dayOf(year + 1, 2, 20)) : '';
  return spring !== '' && spring <= referenceOn ? spring : isoOfDay(dayOf(year, 9, 1));
};

export const positionOf = (
  plan: CountyPlan,
  institution: InstitutionPlan,
  place: ClassPlan,
  at: number,
  random: Random,
): ChildPosition => {
  const inCounty = institution.firstChild + at;
  const cohortYear = cohortOf(place.type, place.schoolYear, random);
  return {
    inCounty,
    inProvince: plan.firstChild + inCounty,
    classCode: place.code,
    cohortYear,
    admittedOn: admissionOf(cohortYear, place.schoolYear, plan.surroundings.referenceOn, random),
  };
};

/**
 * The children of an institution, those with a number first; the same for the same plan and seed, whatever was asked
 * before. The classes take them in turn.
 */
export function* childrenOf(plan: CountyPlan, institution: InstitutionPlan, seed: Seed): Generator<ChildRow, void> {
  const { classes, numbered, entered } = institution;
  const random = randomOf(seed, institution.code);
  for (let at = 0; at < numbered + entered; at++) {
    const place = classes[at % classes.length]!;
    yield childRow(plan, institution, positionOf(plan, institution, place, at, random), random);
  }
}
