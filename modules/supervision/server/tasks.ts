import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countUnread } from './monthly-store.ts';

/** What the system told my office and I have not opened. */
export const supervisionTasks: readonly TaskSource[] = [
  {
    kind: 'supervision.monthly-to-read',
    permission: 'supervision.read-monthly',
    count: ({ tx, actor }) => countUnread(tx, actor.accountId),
  },
];
