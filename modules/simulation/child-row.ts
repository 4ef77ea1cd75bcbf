import type { ChildColumn } from '@xueqian/modules/children/child.ts';
import { isoOfDay } from './calendar-days.ts';
import { isDistrict } from './institution-names.ts';
import { adultName, childName, dottedParentName, foreigner, type PersonName, type Sex } from './names.ts';
import { awayNumber, birthDayOf, guardianNumber, homeNumber, sevenDigits } from './numbers.ts';
import type { CountyPlan, InstitutionPlan, Place } from './plan.ts';
import { type Random, weightedPicker } from './random.ts';
import places from './reference/places.json' with { type: 'json' };
import words from './reference/words.json' with { type: 'json' };

/** One row of the workbook: every column as a user would write it, empty text where there is nothing. */
export type ChildRow = Readonly<Record<ChildColumn, string>>;

/** A row under construction. */
type Draft = Record<ChildColumn, string>;

/** What the row generator needs of one child besides chance. */
export type ChildPosition = {
  readonly inCounty: number;
  readonly inProvince: number;
  readonly classCode: string;
  /** Year of 1 September from which the children of its class were born; see `cohortOf`. */
  readonly cohortYear: number;
  readonly admittedOn: string;
};

const pickBloodType = weightedPicker(words.bloodTypes.map(([word, weight]) => [String(word), Number(weight)] as const));
const longCode = (code: string): string => (code.length === 6 ? `${code}000000` : code);
const isStreet = (name: string): boolean => name.endsWith(places.streetSuffix);

type Home = { readonly place: Place; readonly kind: 'own' | 'province' | 'elsewhere'; readonly position: number };

const homeOf = (plan: CountyPlan, position: ChildPosition, random: Random): Home => {
  const { surroundings } = plan;
  const roll = random.next() * (isDistrict(plan.countyCode) ? 1 : 6);
  const own: Home = { place: plan.place, kind: 'own', position: position.inCounty };
  if (roll < 0.12) {
    const { province } = surroundings;
    const place = province[position.inProvince % province.length];
    if (!place || place.code === plan.countyCode) return own;
    return { place, kind: 'province', position: Math.floor(position.inProvince / province.length) };
  }
  if (roll < 0.15) {
    const { elsewhere } = surroundings;
    const place = elsewhere[position.inProvince % elsewhere.length];
    return place ? { place, kind: 'elsewhere', position: Math.floor(position.inProvince / elsewhere.length) } : own;
  }
  return own;
};

const writeIdentity = (
  row: Draft,
  home: Home,
  position: ChildPosition,
  birthDay: number,
  sex: Sex,
  roll: number,
): void => {
  if (roll < 0.003) {
    row.identityType = words.identityTypes.other;
    return;
  }
  if (roll < 0.005) {
    row.identityType = words.identityTypes.birthCertificate;
    row.identityNumber = `P41${sevenDigits(position.inProvince)}`;
    return;
  }
  row.identityType = words.identityTypes.resident;
  const number = home.kind === 'own' ? homeNumber : awayNumber;
  row.identityNumber = number(home.place.code, birthDay, home.position, sex);
};

const addressIn = (random: Random, plan: CountyPlan, townName: string): string => {
  const town = plan.fullName + townName;
  if (isStreet(townName)) {
    const building = `${1 + random.int(40)}${places.buildingWord}${1 + random.int(6)}0${1 + random.int(4)}`;
    return `${town}${random.pick(places.streets)}${1 + random.int(199)}${places.numberWord}${building}`;
  }
  const village = `${random.pick(places.villagePrefixes)}${random.pick(places.villageSurnames)}${random.pick(places.villageSuffixes)}`;
  return `${town}${village}${places.villageWord}${1 + random.int(12)}${places.groupWord}${1 + random.int(90)}${places.numberWord}`;
};

const writeHousehold = (row: Draft, home: Home, random: Random, townName: string): void => {
  row.birthPlace = longCode(home.place.code);
  row.nativePlace = home.place.fullName;
  row.hukouPlace = longCode(home.place.code);
  const street = isStreet(townName);
  const urban = random.next() < (home.kind !== 'own' ? 0.15 : street ? 0.7 : 0.12);
  row.hukouNature = urban ? words.hukou.urban : words.hukou.rural;
  if (!urban) return;
  const { city, countyTown, town } = words.hukouSubtypes;
  row.hukouSubtype = isDistrict(home.place.code) ? city : street ? countyTown : town;
};

const relationOf = (random: Random, leftBehind: boolean): keyof typeof words.relations => {
  const roll = random.next();
  if (leftBehind ? roll < 0.4 : roll < 0.04) {
    if (roll < (leftBehind ? 0.18 : 0.02)) return 'grandfather';
    if (roll < (leftBehind ? 0.32 : 0.03)) return 'grandmother';
    return roll < (leftBehind ? 0.36 : 0.035) ? 'maternalGrandfather' : 'maternalGrandmother';
  }
  return random.next() < 0.5 ? 'father' : 'mother';
};

const writeGuardian = (
  row: Draft,
  child: PersonName,
  plan: CountyPlan,
  home: Home,
  position: ChildPosition,
  random: Random,
): void => {
  const relation = relationOf(random, row.leftBehind === words.leftBehind.both);
  const male = relation === 'father' || relation === 'grandfather' || relation === 'maternalGrandfather';
  const sex: Sex = male ? 'male' : 'female';
  const sameSurname = relation === 'father' || relation === 'grandfather';
  row.guardianRelation = words.relations[relation];
  row.guardianName =
    child.surname === null
      ? dottedParentName(random, child.name, male)
      : adultName(random, sex, sameSurname ? child.surname : undefined);
  row.guardianIdentityType = words.identityTypes.resident;
  const parent = relation === 'father' || relation === 'mother';
  const firstYear = plan.surroundings.schoolYear - (parent ? 42 : 68);
  row.guardianIdentityNumber = guardianNumber(home.place.code, firstYear, position.inProvince, sex);
};

const blank = (): Draft => ({
  name: '',
  classCode: '',
  sex: '',
  birthOn: '',
  identityType: '',
  identityNumber: '',
  bloodType: '',
  nationality: words.nationalities.china,
  ethnicity: '',
  overseas: words.overseas.none,
  birthPlace: '',
  nativePlace: '',
  hukouNature: '',
  hukouSubtype: '',
  hukouPlace: '',
  address: '',
  admittedOn: '',
  attendance: words.attendance.day,
  onlyChild: '',
  leftBehind: '',
  migrantWorker: '',
  health: words.health.good,
  disabled: words.no,
  disabilityType: '',
  orphan: words.no,
  guardianName: '',
  guardianIdentityType: '',
  guardianIdentityNumber: '',
  guardianRelation: '',
  guardianPhone: '',
});

const writeHealth = (row: Draft, random: Random): void => {
  const roll = random.next();
  if (roll < 0.003) {
    row.health = words.health.disabled;
    row.disabled = words.yes;
    row.disabilityType = random.pick(words.disabilities);
  } else if (roll < 0.006) row.health = words.health.chronic;
  else if (roll < 0.03) row.health = words.health.fair;
  if (random.next() < 0.0005) row.orphan = words.yes;
};

/** Children of other nationalities and of Hong Kong and Taiwan leave blank what is asked of the others. */
const writeStranger = (row: Draft, random: Random, sex: Sex, position: ChildPosition): void => {
  const serial = sevenDigits(position.inProvince);
  const roll = random.next();
  if (roll < 0.4) {
    const { nationality, name } = foreigner(random, sex);
    row.name = name;
    row.nationality = nationality;
    row.overseas = words.overseas.foreigner;
    row.identityType = words.identityTypes.passport;
    row.identityNumber = `C${serial}`;
    return;
  }
  const hongKong = roll < 0.8;
  row.nationality = hongKong ? words.nationalities.hongKong : words.nationalities.taiwan;
  row.overseas = hongKong ? words.overseas.hongKong : words.overseas.taiwan;
  row.identityType = hongKong ? words.identityTypes.hongKongMacaoPass : words.identityTypes.taiwanPass;
  row.identityNumber = hongKong ? `H0${serial}` : `0${serial}`;
};

const writeFamily = (row: Draft, home: Home, random: Random, townName: string): void => {
  const away = home.kind !== 'own';
  row.onlyChild = random.next() < (isStreet(townName) ? 0.55 : 0.35) ? words.yes : words.no;
  row.migrantWorker = away && random.next() < 0.85 ? words.yes : words.no;
  const roll = random.next();
  const rural = !away && !isStreet(townName);
  row.leftBehind =
    rural && roll < 0.06 ? words.leftBehind.both : rural && roll < 0.2 ? words.leftBehind.one : words.leftBehind.none;
};

/** One child of an institution. Everything it holds passes the checks of a child's file. */
export const childRow = (
  plan: CountyPlan,
  institution: InstitutionPlan,
  position: ChildPosition,
  random: Random,
): ChildRow => {
  const row = blank();
  const sex: Sex = random.next() < 0.519 ? 'male' : 'female';
  const townCode = institution.basic.townCode;
  const townName = plan.place.towns.find((town) => town.code === townCode)?.name ?? '';
  const home = homeOf(plan, position, random);
  const birthDay = birthDayOf(position.cohortYear, home.position);
  const child = childName(random, sex);
  row.name = child.name;
  row.classCode = position.classCode;
  row.sex = words.sex[sex];
  row.birthOn = isoOfDay(birthDay);
  row.admittedOn = position.admittedOn;
  row.bloodType = pickBloodType(random);
  row.address = addressIn(random, plan, townName);
  if (random.next() < 0.03) row.attendance = words.attendance.boarding;
  writeHealth(row, random);
  if (random.next() < 0.0003) writeStranger(row, random, sex, position);
  else {
    row.ethnicity = child.ethnicity;
    writeIdentity(row, home, position, birthDay, sex, random.next());
    writeHousehold(row, home, random, townName);
    writeFamily(row, home, random, townName);
  }
  writeGuardian(row, child, plan, home, position, random);
  return row;
};
