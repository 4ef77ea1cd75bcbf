import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countMine } from './store.ts';

/** Transfers that wait for my side: to be released, to be taken in, to be approved. */
export const transferTasks: readonly TaskSource[] = [
  { kind: 'transfers.to-handle', permission: 'transfers.handle', count: ({ tx }) => countMine(tx) },
  { kind: 'transfers.to-approve', permission: 'transfers.approve', count: ({ tx }) => countMine(tx) },
];
