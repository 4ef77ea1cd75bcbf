import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countChecked } from './store.ts';

/** Checked workbooks that nobody has committed or cancelled. */
export const importTasks: readonly TaskSource[] = [
  {
    kind: 'importing.to-decide',
    permission: 'importing.use',
    count: async ({ tx, actor }) => (actor.institutionId === null ? 0 : countChecked(tx, actor.institutionId)),
  },
];
