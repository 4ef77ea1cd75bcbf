import type { ChildColumn } from './child.ts';

/** The code table (kernel/codes) of a field that is chosen from a list. */
export type ChoiceTable =
  | 'sex'
  | 'identityType'
  | 'bloodType'
  | 'nationality'
  | 'ethnicity'
  | 'overseas'
  | 'hukouNature'
  | 'hukouSubtype'
  | 'attendance'
  | 'leftBehind'
  | 'health'
  | 'disabilityType'
  | 'guardianIdentityType'
  | 'guardianRelation';

export type FormField =
  | { readonly column: ChildColumn; readonly kind: 'text'; readonly longest: number; readonly wide?: true }
  | { readonly column: ChildColumn; readonly kind: 'document' | 'phone' | 'date' | 'place' | 'class' | 'yes-no' }
  | {
      readonly column: ChildColumn;
      readonly kind: 'choice';
      readonly table: ChoiceTable;
      readonly few?: true;
      readonly wide?: true;
    };

export const formGroupKeys = ['child', 'identity', 'hukou', 'kindergarten', 'situation', 'health', 'guardian'] as const;
export type FormGroupKey = (typeof formGroupKeys)[number];

/** All fields in the order in which a person fills them, by group. Every column of the layout stands in one group. */
export const formGroups: Readonly<Record<FormGroupKey, readonly FormField[]>> = {
  child: [
    { column: 'name', kind: 'text', longest: 36 },
    { column: 'identityType', kind: 'choice', table: 'identityType' },
    { column: 'identityNumber', kind: 'document' },
    { column: 'sex', kind: 'choice', table: 'sex', few: true },
    { column: 'birthOn', kind: 'date' },
    { column: 'bloodType', kind: 'choice', table: 'bloodType' },
  ],
  identity: [
    { column: 'nationality', kind: 'choice', table: 'nationality' },
    { column: 'overseas', kind: 'choice', table: 'overseas' },
    { column: 'ethnicity', kind: 'choice', table: 'ethnicity' },
    { column: 'birthPlace', kind: 'place' },
    { column: 'nativePlace', kind: 'text', longest: 60 },
  ],
  hukou: [
    { column: 'hukouNature', kind: 'choice', table: 'hukouNature', few: true, wide: true },
    { column: 'hukouSubtype', kind: 'choice', table: 'hukouSubtype', few: true },
    { column: 'hukouPlace', kind: 'place' },
    { column: 'address', kind: 'text', longest: 120, wide: true },
  ],
  kindergarten: [
    { column: 'classCode', kind: 'class' },
    { column: 'admittedOn', kind: 'date' },
    { column: 'attendance', kind: 'choice', table: 'attendance', few: true },
  ],
  situation: [
    { column: 'onlyChild', kind: 'yes-no' },
    { column: 'leftBehind', kind: 'choice', table: 'leftBehind', few: true, wide: true },
    { column: 'migrantWorker', kind: 'yes-no' },
    { column: 'orphan', kind: 'yes-no' },
  ],
  health: [
    { column: 'health', kind: 'choice', table: 'health', few: true, wide: true },
    { column: 'disabled', kind: 'yes-no' },
    { column: 'disabilityType', kind: 'choice', table: 'disabilityType' },
  ],
  guardian: [
    { column: 'guardianName', kind: 'text', longest: 36 },
    { column: 'guardianRelation', kind: 'choice', table: 'guardianRelation' },
    { column: 'guardianIdentityType', kind: 'choice', table: 'guardianIdentityType' },
    { column: 'guardianIdentityNumber', kind: 'document' },
    { column: 'guardianPhone', kind: 'phone' },
  ],
};

export const formFields: readonly FormField[] = formGroupKeys.flatMap((group) => formGroups[group]);

export const groupOfColumn = (column: string): FormGroupKey =>
  formGroupKeys.find((group) => formGroups[group].some((field) => field.column === column)) ?? 'child';
