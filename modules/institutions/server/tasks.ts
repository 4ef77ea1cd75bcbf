import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countReturned, countWaiting } from './store.ts';

/** Basic sections to review, and my own that came back. */
export const institutionTasks: readonly TaskSource[] = [
  {
    kind: 'institutions.basic-to-review',
    permission: 'institutions.review-basic',
    count: ({ tx }) => countWaiting(tx),
  },
  { kind: 'institutions.basic-returned', permission: 'institutions.edit-basic', count: ({ tx }) => countReturned(tx) },
];
