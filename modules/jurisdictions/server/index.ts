export { beginningOf, type ChangeJob, carryOutJob, changeTree, giveUpChange } from './carry-out.ts';
export { jurisdictionHandlers } from './handlers.ts';
export { endOfLocalDay, localDate } from './local-date.ts';
export { moveInstitution } from './move-institution.ts';
export { assignPack, missingHolidays, packOf, reviewDueOn } from './policy.ts';
export {
  currentRegister,
  listChangedDivisions,
  loadDivisions,
  type Places,
  readDivisionRegister,
  readPlaces,
  registerWith,
} from './reference.ts';

/** Names of constraints of this schema that a request can meet. */
export const jurisdictionConstraints = {
  division_application_is_rejected_with_a_reason: 'jurisdictions.rejection-needs-reason',
  pack_assignments_pkey: 'jurisdictions.pack-assigned-that-day',
} as const;
