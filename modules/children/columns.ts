import type { ChildColumn } from './child.ts';

/** The 28 columns of the national layout in their order (A–AB), then the two fields beyond it. */
export const childColumns = [
  'name',
  'classCode',
  'sex',
  'birthOn',
  'identityType',
  'identityNumber',
  'bloodType',
  'nationality',
  'ethnicity',
  'overseas',
  'birthPlace',
  'nativePlace',
  'hukouNature',
  'hukouSubtype',
  'hukouPlace',
  'address',
  'admittedOn',
  'attendance',
  'onlyChild',
  'leftBehind',
  'migrantWorker',
  'health',
  'disabled',
  'disabilityType',
  'orphan',
  'guardianName',
  'guardianIdentityType',
  'guardianIdentityNumber',
  'guardianRelation',
  'guardianPhone',
] as const satisfies readonly ChildColumn[];

/** How many of `childColumns` belong to the layout. */
export const layoutWidth = 28;

const positions = new Map<ChildColumn, number>(childColumns.map((column, position) => [column, position]));

/** Position of a column in `childColumns`. */
export const positionOf = (column: ChildColumn): number => positions.get(column)!;
