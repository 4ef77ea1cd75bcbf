import { checkIdentity, normaliseIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { ChildColumn } from './child.ts';
import { formFields } from './form-fields.ts';
import { classOfNationality, columnsOfNationals } from './nationality.ts';

export type FormValue = string | boolean | null;
/** The form as it stands: column → code, text, ISO date, yes or no; a column left out is empty. */
export type FormValues = Readonly<Partial<Record<ChildColumn, FormValue>>>;

const optional: ReadonlySet<ChildColumn> = new Set([
  'classCode',
  'bloodType',
  'nativePlace',
  'address',
  'guardianRelation',
  'guardianPhone',
]);

/** Whether a field is asked at all, given the others. */
export const isAsked = (column: ChildColumn, values: FormValues): boolean => {
  const nation = classOfNationality(values.nationality);
  if (columnsOfNationals.has(column) && (nation === 'foreign' || nation === 'unknown')) return false;
  if (column === 'hukouSubtype') return values.hukouNature === '1';
  if (column === 'disabilityType') return values.disabled === true;
  return true;
};

/** Whether a field that is asked must be filled. */
export const isRequired = (column: ChildColumn, values: FormValues): boolean => {
  if (!isAsked(column, values)) return false;
  if (columnsOfNationals.has(column) && values.nationality !== 'CHN') return false;
  if (column === 'identityNumber') return values.identityType !== 'Z';
  if (column === 'guardianIdentityNumber') return values.guardianIdentityType === '1';
  return !optional.has(column);
};

export const isEmptyValue = (value: FormValue | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A stored number shown in part: left alone it stays, so it is not judged. */
export const isMasked = (value: FormValue | undefined): boolean => typeof value === 'string' && value.includes('*');

/** Takes away what is no longer asked. */
export const withoutUnasked = (values: FormValues): FormValues => {
  const kept: Partial<Record<ChildColumn, FormValue>> = { ...values };
  for (const { column } of formFields) {
    if (!isAsked(column, kept) && !isEmptyValue(kept[column])) kept[column] = null;
  }
  return kept;
};

/** Birth date and sex as a valid number of the child tells them; null when it tells neither. */
export const toldByNumber = (values: FormValues): { readonly birthOn: string; readonly sex: string } | null => {
  const { identityType, identityNumber } = values;
  if (typeof identityType !== 'string' || typeof identityNumber !== 'string' || isMasked(identityNumber)) return null;
  const check = checkIdentity(identityType, normaliseIdentityNumber(identityNumber));
  if (!check.ok || check.birthOn === undefined || check.sex === undefined) return null;
  return { birthOn: check.birthOn, sex: check.sex };
};

/** One field changed: follows the consequences for the others. */
export const withChange = (values: FormValues, column: ChildColumn, value: FormValue): FormValues => {
  const changed: FormValues = { ...values, [column]: value };
  const told = column === 'identityNumber' || column === 'identityType' ? toldByNumber(changed) : null;
  const filled = told === null ? changed : { ...changed, ...told };
  const ofHealth = column === 'health' && value === '6' ? { ...filled, disabled: true } : filled;
  return withoutUnasked(ofHealth);
};

/** The form of the next child; what is the same for most children of a class is filled already. */
export const freshValues = (previous: FormValues = {}): FormValues => ({
  identityType: '1',
  nationality: 'CHN',
  overseas: '00',
  attendance: '1',
  leftBehind: '0',
  migrantWorker: false,
  orphan: false,
  health: '1',
  disabled: false,
  guardianIdentityType: '1',
  ...(previous.classCode === undefined ? {} : { classCode: previous.classCode }),
  ...(previous.admittedOn === undefined ? {} : { admittedOn: previous.admittedOn }),
});

/** Columns that must be filled and are not. */
export const missingColumns = (values: FormValues): readonly ChildColumn[] =>
  formFields
    .map((field) => field.column)
    .filter((column) => isRequired(column, values) && isEmptyValue(values[column]));

const birthDateForms = /^(\d{4})[-./]?(\d{1,2})[-./]?(\d{1,2})$/;

/** A date as people type it (20210315, 2021.3.15, 2021/3/15) as ISO; other text unchanged. */
export const isoDateTyped = (text: string): string => {
  const parts = birthDateForms.exec(text.trim());
  if (parts === null) return text.trim();
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
