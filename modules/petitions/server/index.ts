export { drawUpCancellation } from './cancellation.ts';
export { findPaperRecord, petitionHandlers } from './handlers.ts';
export { petitionStreams } from './paper.ts';
export { holdChild } from './store.ts';
export { petitionTasks } from './tasks.ts';

/** Names of constraints of this schema that a request can meet. */
export const petitionConstraints = {
  petition_confirmed_by_another_person: 'petitions.decided-by-another',
  petition_open_once_a_child: 'petitions.open-already',
  deferral_in_force_once: 'petitions.deferral-began-meanwhile',
  petition_finds_the_file_as_it_was: 'petitions.changed-meanwhile',
} as const;
