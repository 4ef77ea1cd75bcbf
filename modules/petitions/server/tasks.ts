import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countIn } from './store.ts';

/** What waits of petitions: for whoever drew it up, for the principal, for the county. */
export const petitionTasks: readonly TaskSource[] = [
  { kind: 'petitions.returned', permission: 'petitions.draw-up', count: ({ tx }) => countIn(tx, 'returned') },
  { kind: 'petitions.to-confirm', permission: 'petitions.confirm', count: ({ tx }) => countIn(tx, 'submitted') },
  { kind: 'petitions.to-decide', permission: 'petitions.review', count: ({ tx }) => countIn(tx, 'confirmed') },
];
