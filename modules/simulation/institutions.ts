import type { BasicSection } from '@xueqian/modules/institutions/institution.ts';
import { dayOf, isoOfDay } from './calendar-days.ts';
import { type InstitutionKind, isDistrict, isTownship } from './institution-names.ts';
import { adultName } from './names.ts';
import type { ClassPlan, ClassType, Place } from './plan.ts';
import type { Random } from './random.ts';
import places from './reference/places.json' with { type: 'json' };

export type Town = Place['towns'][number];

/** What is known of an institution before its fields are filled in. */
export type InstitutionSketch = {
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly central: boolean;
  readonly countyCode: string;
  readonly countyFullName: string;
  readonly prefectureCode: string;
  readonly town: Town;
  /** Children for whom it has room. */
  readonly children: number;
  readonly referenceOn: string;
};

/** The code of an institution: 11 kindergarten, 21 primary school with attached classes; province; serial. */
export const institutionCode = (kind: InstitutionKind, province: string, serial: number): string =>
  `${kind === 'kindergarten' ? '11' : '21'}${province.slice(0, 2)}${String(serial).padStart(6, '0')}`;

const natureOf = (sketch: InstitutionSketch, random: Random): BasicSection['nature'] => {
  if (sketch.central) return '1';
  const roll = random.next();
  if (sketch.kind === 'attached') return roll < 0.85 ? '1' : '2';
  if (roll < 0.12) return '1';
  return roll < 0.62 ? '2' : roll < 0.98 ? '3' : '4';
};

const urbanRuralOf = (sketch: InstitutionSketch, random: Random): BasicSection['urbanRural'] => {
  const roll = random.next();
  if (!isTownship(sketch.town)) return isDistrict(sketch.countyCode) ? (roll < 0.75 ? '111' : '112') : '121';
  if (sketch.central) return sketch.town.name.endsWith(places.townSuffixes[1]!) ? '121' : '210';
  return roll < 0.15 ? '122' : '220';
};

const licenceOf = (sketch: InstitutionSketch, nature: string, serial: number): string => {
  const tail = `${sketch.countyCode}6${String(serial).padStart(7, '0')}`;
  if (nature !== '1') return `${places.licencePrefix}1${tail}${places.licenceSuffix}`;
  const prefix = sketch.kind === 'attached' ? places.attachedLicencePrefix : places.publicLicencePrefix;
  return `${prefix}1${tail}${places.licenceSuffix}`;
};

const addressOf = (sketch: InstitutionSketch, random: Random): string => {
  const road = isTownship(sketch.town) ? '' : random.pick(places.streets) + (1 + random.int(199)) + places.numberWord;
  return sketch.countyFullName + sketch.town.name + road;
};

/** The fields of the basic section. Telephone numbers begin with zeros, which no exchange assigns. */
export const basicSectionOf = (sketch: InstitutionSketch, random: Random): BasicSection => {
  const nature = natureOf(sketch, random);
  const serial = Number(sketch.code.slice(4));
  const year = Number(sketch.referenceOn.slice(0, 4));
  const approvedYear = year - 1 - random.int(nature === '1' ? 30 : 12);
  const prefecture = (places.prefectures as Record<string, { area: string; post: string }>)[sketch.prefectureCode];
  const validYear = year + (random.chance(0.03) ? -1 : 1 + random.int(4));
  return {
    name: sketch.name,
    kind: sketch.kind === 'kindergarten' ? '111' : '119',
    nature,
    organizer: nature === '1' ? (random.chance(0.8) ? '831' : '894') : '999',
    urbanRural: urbanRuralOf(sketch, random),
    townCode: sketch.town.code,
    address: addressOf(sketch, random),
    postcode: prefecture?.post ?? null,
    licenceNumber: licenceOf(sketch, nature, serial),
    licenceValidTo: nature === '1' ? null : isoOfDay(dayOf(validYear, 1 + random.int(12), 28)),
    approvedOn: isoOfDay(dayOf(approvedYear, 1 + random.int(12), 1 + random.int(28))),
    creditCode: null,
    principalName: adultName(random, random.chance(0.85) ? 'female' : 'male'),
    contactPhone: `${prefecture?.area ?? '0371'}-00${String(serial).padStart(6, '0')}`,
    places: Math.ceil((sketch.children * 1.1) / 30) * 30,
    feePerMonth: nature === '1' ? 100 + 20 * random.int(15) : 200 + 50 * random.int(20),
  };
};

const typesOf = (kind: InstitutionKind, children: number, random: Random): ClassType[] => {
  const count = Math.max(1, Math.round(children / 29));
  if (count === 1) return [kind === 'attached' && random.chance(0.5) ? '40' : '30'];
  if (count === 2) return kind === 'attached' ? ['30', '40'] : ['30', '23'];
  const types = Array.from({ length: count }, (_, at): ClassType => (['23', '22', '21'] as const)[at % 3]!);
  if (count > 5 && random.chance(0.25)) types[count - 1] = '10';
  return types.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
};

const capacities: Readonly<Record<ClassType, number>> = { '10': 20, '21': 25, '22': 30, '23': 35, '30': 30, '40': 40 };

/** The classes of a school year for a number of children, about 29 in each. */
export const classesOf = (kind: InstitutionKind, children: number, schoolYear: number, random: Random): ClassPlan[] => {
  const types = typesOf(kind, children, random);
  const names: Record<ClassType, string> = places.classNames;
  return types.map((type, at) => {
    const serial = at - types.indexOf(type);
    const single = types.filter((other) => other === type).length === 1;
    const number = single ? '' : (places.classNumbers[serial] ?? String(serial + 1));
    return {
      code: `${schoolYear}${type}${String(serial + 1).padStart(2, '0')}`,
      name: names[type] + number + places.classWord,
      type,
      schoolYear,
      capacity: capacities[type],
      teacherName: adultName(random, 'female'),
    };
  });
};
