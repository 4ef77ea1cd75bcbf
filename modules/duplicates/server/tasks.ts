import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countOpen } from './store.ts';

/** Open cases: the institution settles them. */
export const duplicateTasks: readonly TaskSource[] = [
  { kind: 'duplicates.to-answer', permission: 'duplicates.answer', count: ({ tx }) => countOpen(tx) },
];
