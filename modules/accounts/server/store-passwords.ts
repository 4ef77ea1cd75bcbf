import type { Tx } from '@xueqian/platform/database.ts';

/** The hashes that a new password is compared with: the one in force, then the last ones before it. */
export const listPasswordHashes = async (tx: Tx, accountId: number, earlier: number): Promise<string[]> =>
  (
    await tx.rows<{ hash: string }>(
      `(select password_hash as hash from accounts.accounts where id = $1 and password_hash is not null)
       union all
       (select password_hash from accounts.password_history where account_id = $1 order by id desc limit $2)`,
      [accountId, earlier],
    )
  ).map((row) => row.hash);

/** A password of the person's own; the database has put the one before into the history, which keeps so many. */
export const savePassword = async (
  tx: Tx,
  accountId: number,
  hash: string,
  now: Date,
  history: number,
): Promise<void> => {
  await tx.run(
    'update accounts.accounts set password_hash = $2, password_changed_at = $3, password_must_change = false where id = $1',
    [accountId, hash, now],
  );
  await tx.run(
    `delete from accounts.password_history where account_id = $1 and id not in
       (select id from accounts.password_history where account_id = $1 order by id desc limit $2)`,
    [accountId, history],
  );
};
