import type { Permission } from '@xueqian/kernel/permissions.ts';
import type { Call } from './handler.ts';

/** One line of what waits for an office: a module's own, put together in apps/server. */
export type TaskSource = {
  /** `module.what-waits`; its word and its page are found by it. */
  readonly kind: string;
  /** Whose work it is; null: everyone's. */
  readonly permission: Permission | null;
  /** Asked in the keeper's role: of accounts and offices, never of children. */
  readonly asKeeper?: true;
  /** How many wait, cheaply: from counters or a partial index, within a few milliseconds. */
  readonly count: (call: Pick<Call, 'tx' | 'actor' | 'now'>) => Promise<number>;
};
