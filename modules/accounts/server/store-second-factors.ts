import type { Tx } from '@xueqian/platform/database.ts';

/** Gives an account the secret that waits for its first code. */
export const saveNextSecret = (tx: Tx, accountId: number, sealed: Buffer, now: Date) =>
  tx.run(
    `insert into accounts.second_factors (account_id, next_sealed, next_at) values ($1, $2, $3)
     on conflict (account_id) do update set next_sealed = excluded.next_sealed, next_at = excluded.next_at`,
    [accountId, sealed, now],
  );

export type SecondFactor = {
  readonly secretSealed: Buffer | null;
  readonly confirmedAt: Date | null;
  readonly nextSealed: Buffer | null;
  readonly nextAt: Date | null;
  readonly codesLeft: number;
};

export const findSecondFactor = (tx: Tx, accountId: number): Promise<SecondFactor | null> =>
  tx.find<SecondFactor>(
    `select secret_sealed as "secretSealed", confirmed_at as "confirmedAt", next_sealed as "nextSealed", next_at as "nextAt",
       (select count(*)::int from accounts.recovery_codes c where c.account_id = f.account_id and c.used_at is null) as "codesLeft"
     from accounts.second_factors f where account_id = $1`,
    [accountId],
  );

/** The waiting secret takes its place, with the step of its first code; 0: another request was faster. */
export const confirmSecret = (tx: Tx, accountId: number, step: number, nextSealed: Buffer, now: Date) =>
  tx.run(
    `update accounts.second_factors set secret_sealed = next_sealed, confirmed_at = $4, last_step = $2, next_sealed = null, next_at = null
     where account_id = $1 and next_sealed = $3`,
    [accountId, step, nextSealed, now],
  );

/** Takes the code of a time step; 0: this code or a later one was taken before. Of several at once, one is first. */
export const takeStep = (tx: Tx, accountId: number, step: number) =>
  tx.run('update accounts.second_factors set last_step = $2 where account_id = $1 and last_step < $2', [
    accountId,
    step,
  ]);

export const replaceRecoveryCodes = async (tx: Tx, accountId: number, hashes: readonly Buffer[]): Promise<void> => {
  await tx.run('delete from accounts.recovery_codes where account_id = $1', [accountId]);
  await tx.run('insert into accounts.recovery_codes (account_id, code_hash) select $1, unnest($2::bytea[])', [
    accountId,
    hashes,
  ]);
};

/** Takes a recovery code; 0: there is none such, or it was taken before. */
export const takeRecoveryCode = (tx: Tx, accountId: number, hash: Buffer, now: Date) =>
  tx.run(
    'update accounts.recovery_codes set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
    [accountId, hash, now],
  );

/** How many there were: none or one. */
export const deleteSecondFactor = async (tx: Tx, accountId: number): Promise<number> => {
  await tx.run('delete from accounts.recovery_codes where account_id = $1', [accountId]);
  await tx.run('delete from accounts.pending_sign_ins where account_id = $1', [accountId]);
  return tx.run('delete from accounts.second_factors where account_id = $1', [accountId]);
};
