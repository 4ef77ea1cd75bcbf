import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { isSealingLate, mostMinutesUnsealed } from '../sealing-rules.ts';
import { countShown, readState } from './store-sealing.ts';

/** How far the trail is under seal at this moment, and whether that is late. */
export const viewSealing = async (tx: Tx, now: Date) => {
  const { blocks, lastSealedAt, waiting, oldestWaitingAt } = await readState(tx);
  return {
    blocks,
    lastSealedAt: lastSealedAt?.toISOString() ?? null,
    waiting,
    oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
    late: isSealingLate(oldestWaitingAt, now),
    mostMinutes: mostMinutesUnsealed,
  };
};

/** The bell of the audit administrator: entries that should be under seal and are not. */
export const auditTasks: readonly TaskSource[] = [
  {
    kind: 'audit.unsealed',
    permission: 'audit.read',
    count: async ({ tx, now }) => {
      const { late, waiting } = await viewSealing(tx, now);
      return late ? waiting : 0;
    },
  },
];

/** Whole numbers shown to an account since an instant. */
export const countUnmaskings = (tx: Tx, actor: Actor, since: Date): Promise<number> =>
  countShown(tx, actor.accountId, since);
