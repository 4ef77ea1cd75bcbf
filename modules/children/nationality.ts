import type { ChildColumn } from './child.ts';

/**
 * What the layout asks of a child by nationality (GB/T 2659 alpha-3). `china`: the conditional columns are required;
 * `part`: Hong Kong, Macao, Taiwan, they are optional; `foreign`: they stay blank; `unknown`: nothing was said yet.
 */
export type NationalityClass = 'china' | 'part' | 'foreign' | 'unknown';

export const classOfNationality = (nationality: unknown): NationalityClass => {
  if (typeof nationality !== 'string' || nationality === '') return 'unknown';
  if (nationality === 'CHN') return 'china';
  return nationality === 'HKG' || nationality === 'MAC' || nationality === 'TWN' ? 'part' : 'foreign';
};

/** Columns that foreign children leave blank. All but the native place and the type are required of nationality China. */
export const columnsOfNationals: ReadonlySet<ChildColumn> = new Set([
  'ethnicity',
  'birthPlace',
  'nativePlace',
  'hukouNature',
  'hukouSubtype',
  'hukouPlace',
  'onlyChild',
  'leftBehind',
  'migrantWorker',
]);
