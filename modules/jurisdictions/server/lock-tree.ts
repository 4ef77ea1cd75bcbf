import type { Tx } from '@xueqian/platform/database.ts';

/** One change of who stands where at a time, whatever process carries it out; until the transaction ends. */
export const lockTree = (tx: Tx): Promise<number> => tx.run('select pg_advisory_xact_lock(76, 1)');
