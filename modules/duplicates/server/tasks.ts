import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countOpen } from './store.ts';

/** Open cases: the institution that registered later settles them. */
export const duplicateTasks: readonly TaskSource[] = [
  {
    kind: 'duplicates.to-answer',
    permission: 'duplicates.answer',
    count: async ({ tx, actor }) => (actor.institutionId === null ? 0 : countOpen(tx, actor.institutionId)),
  },
];
