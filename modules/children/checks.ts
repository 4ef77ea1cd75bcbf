import { codes } from '@xueqian/kernel/codes/codes.ts';
import { addMonths, ageOn } from '@xueqian/kernel/iso-date.ts';
import type { ChildColumn, ChildFields, FieldProblem } from './child.ts';
import { positionOf } from './columns.ts';
import { classOfNationality, type NationalityClass } from './nationality.ts';
import {
  type IdentityReading,
  readIdentity,
  readLine,
  readName,
  readPastDate,
  readPhone,
  readPlace,
} from './read-columns.ts';
import {
  type CheckContext,
  type ChildCells,
  type Read,
  type Row,
  readCode,
  readCodeOrNone,
  readText,
  readYesNo,
  report,
  required,
  usualAgeLimits,
} from './row.ts';

/** The fields that passed, with the class as written (code or name), or null when any problem is an error. */
export type ChildCheck = {
  readonly fields: (ChildFields & { readonly classCode: string | null }) | null;
  readonly problems: readonly FieldProblem[];
};

const longestNativePlace = 60;
const longestAddress = 200;
const adult = 18;

/** A conditional column: read unless the child is foreign; then it must be blank. */
const conditional = <T>(row: Row, column: ChildColumn, nation: NationalityClass, read: () => Read<T>): Read<T> => {
  if (nation !== 'foreign') return nation === 'china' ? required(row, column, read(), 'required-for-chinese') : read();
  return readText(row, column) === null ? null : report(row, column, 'not-for-foreign');
};

const checkAge = (row: Row, birthOn: Read<string>): void => {
  if (typeof birthOn !== 'string') return;
  const { youngest, oldest, usualYoungest, usualOldest } = row.context.ages ?? usualAgeLimits;
  const age = ageOn(birthOn, row.context.today);
  if (age < youngest || age > oldest) report(row, 'birthOn', 'age-refused', { age, youngest, oldest });
  else if (age < usualYoungest || age > usualOldest) {
    report(row, 'birthOn', 'age-unusual', { age, youngest: usualYoungest, oldest: usualOldest });
  }
};

const checkAgainstIdentity = (row: Row, sex: Read<string>, birthOn: Read<string>, identity: IdentityReading): void => {
  const { check } = identity;
  if (check?.sex !== undefined && typeof sex === 'string' && check.sex !== sex) {
    report(row, 'sex', 'sex-contradicts-identity');
  }
  if (check?.birthOn !== undefined && typeof birthOn === 'string' && check.birthOn !== birthOn) {
    report(row, 'birthOn', 'birth-contradicts-identity', { identityBirthOn: check.birthOn });
  }
};

const overseasOfPart: Readonly<Record<string, readonly string[]>> = {
  HKG: ['01', '02'],
  MAC: ['03', '04'],
  TWN: ['05', '06'],
};

const checkNationality = (
  row: Row,
  nationality: Read<string>,
  identityType: Read<string>,
  overseas: Read<string>,
): void => {
  const nation = classOfNationality(nationality);
  if ((nation === 'foreign' && identityType === '1') || (nation === 'china' && identityType === '9')) {
    report(row, 'identityType', 'identity-contradicts-nationality');
  }
  if (typeof overseas !== 'string' || typeof nationality !== 'string' || overseas === '99') return;
  const isForeigner = overseas === '41' || overseas === '51';
  const fits =
    nation === 'china'
      ? !isForeigner
      : nation === 'foreign'
        ? isForeigner
        : overseasOfPart[nationality]!.includes(overseas);
  if (!fits) report(row, 'overseas', 'overseas-contradicts-nationality');
};

const checkGuardian = (row: Row, type: Read<string>, guardian: IdentityReading, child: IdentityReading): void => {
  if (type === '1' && guardian.number === null) report(row, 'guardianIdentityNumber', 'identity-required');
  if (typeof guardian.number === 'string' && guardian.number === child.number) {
    report(row, 'guardianIdentityNumber', 'guardian-identity-same-as-child');
  } else if (guardian.check?.birthOn !== undefined) {
    const age = ageOn(guardian.check.birthOn, row.context.today);
    if (age < adult) report(row, 'guardianIdentityNumber', 'guardian-young', { age });
  }
};

const readClass = (row: Row): Read<string> => {
  const text = readText(row, 'classCode', 60);
  if (text === null) report(row, 'classCode', 'class-later');
  if (typeof text !== 'string') return text;
  return row.context.classOf(text) === 'found' ? text : report(row, 'classCode', 'class-unknown');
};

const readHousehold = (row: Row, nation: NationalityClass) => {
  const hukouNature = conditional(row, 'hukouNature', nation, () => readCode(row, 'hukouNature', codes.hukouNature));
  const hukouSubtype =
    nation === 'foreign'
      ? conditional(row, 'hukouSubtype', nation, () => null)
      : readCodeOrNone(row, 'hukouSubtype', codes.hukouSubtype);
  if (hukouNature === '1' && hukouSubtype === null && nation === 'china')
    report(row, 'hukouSubtype', 'hukou-subtype-required');
  if (typeof hukouNature === 'string' && hukouNature !== '1' && typeof hukouSubtype === 'string') {
    report(row, 'hukouSubtype', 'hukou-subtype-not-allowed');
  }
  const hukouPlace = conditional(row, 'hukouPlace', nation, () => readPlace(row, 'hukouPlace'));
  return { hukouNature, hukouSubtype, hukouPlace };
};

const readDisability = (row: Row) => {
  const health = required(row, 'health', readCode(row, 'health', codes.health));
  const disabled = required(row, 'disabled', readYesNo(row, 'disabled'));
  const disabilityType = readCodeOrNone(row, 'disabilityType', codes.disabilityType);
  if (health === '6' && disabled === false) report(row, 'disabled', 'health-contradicts-disabled');
  if (disabled === true && disabilityType === null) report(row, 'disabilityType', 'disability-type-required');
  if (disabled === false && typeof disabilityType === 'string')
    report(row, 'disabilityType', 'disability-type-not-allowed');
  return { health, disabled, disabilityType };
};

const readAdmission = (row: Row, birthOn: Read<string>): Read<string> => {
  const admittedOn = required(row, 'admittedOn', readPastDate(row, 'admittedOn'));
  // Only who may be too young is counted to the day.
  if (typeof admittedOn === 'string' && typeof birthOn === 'string' && ageOn(birthOn, admittedOn) < 1) {
    const earliest = addMonths(birthOn, 12);
    if (admittedOn < earliest) report(row, 'admittedOn', 'admission-too-early', { earliest });
  }
  return admittedOn;
};

const readFamily = (row: Row, nation: NationalityClass) => {
  const onlyChild = conditional(row, 'onlyChild', nation, () => readYesNo(row, 'onlyChild'));
  const leftBehind = conditional(row, 'leftBehind', nation, () => readCode(row, 'leftBehind', codes.leftBehind));
  const migrantWorker = conditional(row, 'migrantWorker', nation, () => readYesNo(row, 'migrantWorker'));
  if (leftBehind === '2' && migrantWorker === true) report(row, 'migrantWorker', 'left-behind-contradicts-migrant');
  return { onlyChild, leftBehind, migrantWorker };
};

const readIdentityOfChild = (row: Row) => {
  const identityType = required(row, 'identityType', readCode(row, 'identityType', codes.identityType));
  const identity = readIdentity(row, 'identityNumber', identityType);
  if (identity.number === null && identityType !== 'Z') report(row, 'identityNumber', 'identity-required');
  return { identityType, identity };
};

const readGuardian = (row: Row, child: IdentityReading) => {
  const guardianName = required(row, 'guardianName', readName(row, 'guardianName'));
  const type = readCode(row, 'guardianIdentityType', codes.guardianIdentityType);
  const guardianIdentityType = required(row, 'guardianIdentityType', type);
  const identity = readIdentity(row, 'guardianIdentityNumber', guardianIdentityType);
  checkGuardian(row, guardianIdentityType, identity, child);
  return {
    guardianName,
    guardianIdentityType,
    guardianIdentityNumber: identity.number,
    guardianRelation: readCode(row, 'guardianRelation', codes.guardianRelation),
    guardianPhone: readPhone(row, 'guardianPhone'),
  };
};

const checkRow = (row: Row): ChildCheck => {
  const name = required(row, 'name', readName(row, 'name'));
  const classCode = readClass(row);
  const sex = required(row, 'sex', readCode(row, 'sex', codes.sex));
  const birthOn = required(row, 'birthOn', readPastDate(row, 'birthOn'));
  checkAge(row, birthOn);
  const { identityType, identity } = readIdentityOfChild(row);
  checkAgainstIdentity(row, sex, birthOn, identity);
  const bloodType = readCode(row, 'bloodType', codes.bloodType);
  const nationality = required(row, 'nationality', readCode(row, 'nationality', codes.nationality));
  const nation = classOfNationality(nationality);
  const ethnicity = conditional(row, 'ethnicity', nation, () => readCode(row, 'ethnicity', codes.ethnicity));
  const overseas = required(row, 'overseas', readCode(row, 'overseas', codes.overseas));
  checkNationality(row, nationality, identityType, overseas);
  const birthPlace = conditional(row, 'birthPlace', nation, () => readPlace(row, 'birthPlace'));
  const nativePlace =
    nation === 'foreign'
      ? conditional(row, 'nativePlace', nation, () => null)
      : readLine(row, 'nativePlace', longestNativePlace);
  const household = readHousehold(row, nation);
  const address = readLine(row, 'address', longestAddress);
  if (address === null) report(row, 'address', 'recommended');
  const admittedOn = readAdmission(row, birthOn);
  const attendance = required(row, 'attendance', readCode(row, 'attendance', codes.attendance));
  const family = readFamily(row, nation);
  const disability = readDisability(row);
  const orphan = required(row, 'orphan', readYesNo(row, 'orphan'));
  const guardian = readGuardian(row, identity);

  if (row.problems.length > 1) row.problems.sort((one, other) => positionOf(one.column) - positionOf(other.column));
  if (row.problems.some((problem) => problem.severity === 'error')) return { fields: null, problems: row.problems };
  // One literal: spreading the parts costs more than all the checks together.
  const fields = {
    name,
    classCode,
    sex,
    birthOn,
    identityType,
    identityNumber: identity.number,
    bloodType,
    nationality,
    ethnicity,
    overseas,
    birthPlace,
    nativePlace,
    hukouNature: household.hukouNature,
    hukouSubtype: household.hukouSubtype,
    hukouPlace: household.hukouPlace,
    address,
    admittedOn,
    attendance,
    onlyChild: family.onlyChild,
    leftBehind: family.leftBehind,
    migrantWorker: family.migrantWorker,
    health: disability.health,
    disabled: disability.disabled,
    disabilityType: disability.disabilityType,
    orphan,
    guardianName: guardian.guardianName,
    guardianIdentityType: guardian.guardianIdentityType,
    guardianIdentityNumber: guardian.guardianIdentityNumber,
    guardianRelation: guardian.guardianRelation,
    guardianPhone: guardian.guardianPhone,
  } satisfies Record<ChildColumn, unknown>;
  // Without an error no column is wrong and no required one is blank.
  return { fields: fields as NonNullable<ChildCheck['fields']>, problems: row.problems };
};

/**
 * Checks one row of the 28-column layout. Words and codes are both read in code columns; problems come in the order
 * of the columns. Every rule of the layout is here:
 * - ethnicity, place of birth, household registration, only child, left-behind, migrant worker: required for
 *   nationality China; to be left blank for foreign nationals, as the layout demands; optional for Hong Kong, Macao and
 *   Taiwan, where the known systems disagree. The native place is optional, and blank for foreign nationals.
 * - A document number is required unless the type is Z; it is checked by its type and against birth date and sex.
 * - Dates in the future are refused, admission too: a child is put on file once it has come.
 */
export const checkChild = (cells: ChildCells, context: CheckContext): ChildCheck =>
  checkRow({ cells, context, form: false, problems: [] });

/** The same rules over the values of a form, where codes have been chosen from the lists. */
export const checkChildForm = (values: ChildCells, context: CheckContext): ChildCheck =>
  checkRow({ cells: values, context, form: true, problems: [] });
