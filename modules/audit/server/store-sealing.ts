import type { Tx } from '@xueqian/platform/database.ts';

type SealingState = {
  readonly blocks: number;
  readonly lastSealedAt: Date | null;
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
};

export const readState = (tx: Tx): Promise<SealingState> =>
  tx.one<SealingState>(
    `select blocks, last_sealed_at as "lastSealedAt", waiting, oldest_waiting_at as "oldestWaitingAt" from audit.sealing_state()`,
  );

/** Counted with a lock on the account until the transaction ends. */
export const countShown = async (tx: Tx, accountId: number, since: Date): Promise<number> =>
  (await tx.one<{ shown: number }>('select audit.count_unmaskings($1, $2) as shown', [accountId, since])).shown;
