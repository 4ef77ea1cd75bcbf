import type { SectionField } from './use-section-words.ts';

/** The fields of the basic section in reading order, by group. */
export const sectionGroups = {
  identity: ['name', 'creditCode', 'licenceNumber', 'licenceValidTo', 'approvedOn'],
  classification: ['kind', 'nature', 'organizer', 'urbanRural'],
  place: ['townCode', 'address', 'postcode'],
  people: ['principalName', 'contactPhone'],
  operation: ['places', 'feePerMonth'],
} as const satisfies Record<string, readonly SectionField[]>;

export const sectionGroupKeys = Object.keys(sectionGroups) as (keyof typeof sectionGroups)[];
