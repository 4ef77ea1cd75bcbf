import { sectionStates } from '../institution.ts';

/** The states of the basic section a list can be narrowed to; `reported` is submitted or approved, as annex 2 counts. */
export const basicFilters = ['reported', ...sectionStates] as const;
export type BasicFilter = (typeof basicFilters)[number];

export const isBasicFilter = (text: string | undefined): text is BasicFilter =>
  text !== undefined && (basicFilters as readonly string[]).includes(text);
