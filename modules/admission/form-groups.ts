import type { FormField } from './application.ts';

/** A line of the form; the telephone is kept apart from the other fields, sealed. */
export type FormLine = FormField | 'principalPhone';

/** The recognition form in reading order, by group. */
export const formGroups = {
  identity: ['name', 'kind', 'nature', 'organizer'],
  place: ['townCode', 'address', 'openedOn'],
  papers: ['approvedOn', 'approvalDocument', 'licenceNumber', 'licenceValidTo', 'creditCode'],
  people: ['legalPerson', 'principalName', 'principalPhone'],
  size: ['places', 'children', 'staff', 'assets'],
  letter: ['letter'],
} as const satisfies Record<string, readonly FormLine[]>;

export const formGroupKeys = Object.keys(formGroups) as (keyof typeof formGroups)[];
