import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countChecked, countStopped } from './store.ts';

/** Checked workbooks that nobody has committed or cancelled, and those whose asker was gone before they were checked. */
export const importTasks: readonly TaskSource[] = [
  {
    kind: 'importing.to-decide',
    permission: 'importing.use',
    count: async ({ tx, actor }) => (actor.institutionId === null ? 0 : countChecked(tx, actor.institutionId)),
  },
  {
    kind: 'importing.stopped',
    permission: 'importing.use',
    count: async ({ tx, actor }) => (actor.institutionId === null ? 0 : countStopped(tx, actor.institutionId)),
  },
];
