import type { Handler } from '@xueqian/platform/handler.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { graduateHandlers } from './graduate-handlers.ts';
import { listHandlers } from './list-handlers.ts';
import { countStopped } from './store.ts';
import { countStanding } from './store-graduates.ts';

export { removeExpiredLists } from './expired-files.ts';
export { primaryEntryJobs } from './jobs.ts';
export { primaryEntryKinds } from './kinds.ts';
export { makeListNow, type PrimaryEntryMeans } from './make-list.ts';
export { primaryEntryStreams } from './streams.ts';
export { applyEntryAnswersNow } from './take-answers.ts';

export const primaryEntryHandlers: Handler[] = [...listHandlers, ...graduateHandlers];

/** Graduates whose answer speaks of a difference: for the institution that has it corrected; that nobody found: for the county. */
export const primaryEntryTasks: readonly TaskSource[] = [
  { kind: 'primary-entry.differs', permission: 'primary-entry.note', count: ({ tx }) => countStanding(tx, 'differs') },
  {
    kind: 'primary-entry.not-found',
    permission: 'primary-entry.take-back',
    count: ({ tx }) => countStanding(tx, 'not-found'),
  },
  { kind: 'primary-entry.stopped', permission: 'primary-entry.take-in', count: ({ tx }) => countStopped(tx) },
];

/** Names of constraints of this schema that a request can meet. */
export const primaryEntryConstraints = {
  entry_list_number_once: 'primary-entry.list-made-meanwhile',
} as const;
