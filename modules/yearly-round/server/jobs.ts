/** Name of the job that carries a confirmed round out. */
export const roundJob = 'yearly-round.carry-out';

/** What the job is told. */
export type RoundJob = { readonly roundId: number; readonly accountId: number };
