import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { readCounters } from './queue-store.ts';

/** What waits for a decision on children. */
export const registrationTasks: readonly TaskSource[] = [
  {
    kind: 'registration.to-confirm',
    permission: 'registration.confirm',
    count: async ({ tx, now }) => (await readCounters(tx, localDate(now), false)).entered,
  },
  {
    kind: 'registration.to-review-first',
    permission: 'registration.first-review',
    count: async ({ tx, now }) => (await readCounters(tx, localDate(now), false)).atTown,
  },
  {
    kind: 'registration.to-review',
    permission: 'registration.review',
    count: async ({ tx, now }) => {
      const { confirmed, atTown } = await readCounters(tx, localDate(now), true);
      return confirmed - atTown;
    },
  },
  {
    kind: 'registration.returned',
    permission: 'children.edit',
    count: async ({ tx, now }) => (await readCounters(tx, localDate(now), false)).returned,
  },
];
