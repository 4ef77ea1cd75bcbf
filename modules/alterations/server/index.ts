export { type AlterationJob, alterationJob } from './alteration-job.ts';
export { type AlterationMeans, carryOutAlteration, giveUpAlteration } from './carry-out.ts';
export { alterationHandlers, findPaperRecord } from './handlers.ts';
export { alterationTasks } from './tasks.ts';

/** Names of constraints of this schema that a request can meet. */
export const alterationConstraints = {
  alteration_confirmed_by_another_person: 'alterations.decided-by-another',
  alteration_reviewed_by_another_person: 'alterations.decided-by-another',
  alteration_approved_above_by_another_person: 'alterations.decided-by-another',
  alterations_target_id_fkey: 'alterations.target-of-another-county',
} as const;
