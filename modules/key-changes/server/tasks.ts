import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countTurn } from './store.ts';

/** Applications that wait for my account: to be mended or handed on, to be verified, to be approved. */
export const keyChangeTasks: readonly TaskSource[] = [
  { kind: 'key-changes.to-hand-on', permission: 'key-changes.apply', count: ({ tx }) => countTurn(tx, 'clerk') },
  { kind: 'key-changes.to-verify', permission: 'key-changes.verify', count: ({ tx }) => countTurn(tx, 'principal') },
  { kind: 'key-changes.to-approve', permission: 'key-changes.approve', count: ({ tx }) => countTurn(tx, 'county') },
];
