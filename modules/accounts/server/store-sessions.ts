import type { Need } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type AccountRow, accountColumns, toAccount } from './store.ts';

/** Who asks by a session, what must be done first, and when the session ends if nothing more is done. */
export type SessionAsker = {
  readonly actor: ReturnType<typeof toAccount>['actor'];
  readonly need: Need | null;
  readonly endsAt: Date;
};

/** How exactly the last use of a session is kept, in seconds: a request more often writes nothing. */
const seenEverySeconds = 30;

const live = `expires_at > $2::timestamptz and last_seen_at + idle_minutes * interval '1 minute' > $2::timestamptz`;

/** The asker of a session that has not ended; `active`: it is used at this moment. */
export const findBySession = async (
  tx: Tx,
  tokenDigest: Buffer,
  now: Date,
  active: boolean,
): Promise<SessionAsker | null> => {
  const row = await tx.prepared<AccountRow & { need: Need | null; ends_at: Date }>(
    'account by session',
    `with seen as (
       update accounts.sessions set last_seen_at = $2::timestamptz
       where token_digest = $1 and $3::bigint = 1 and last_seen_at < $2::timestamptz - interval '${seenEverySeconds} seconds' and ${live})
     select ${accountColumns}, s.need, least(s.expires_at, s.last_seen_at + s.idle_minutes * interval '1 minute') as ends_at
     from accounts.sessions s join accounts.accounts a on a.id = s.account_id join accounts.offices o on o.id = a.office_id
     where s.token_digest = $1 and ${live} and a.closed_at is null and a.locked_at is null`,
    [tokenDigest, now.toISOString(), active ? 1 : 0],
  );
  return row ? { actor: toAccount(row).actor, need: row.need, endsAt: row.ends_at } : null;
};

/** Whether a session that has not run out is of an account that closed together with its office. */
export const isOfClosedOffice = async (tx: Tx, tokenDigest: Buffer, now: Date): Promise<boolean> =>
  (await tx.find(
    `select 1 from accounts.sessions s join accounts.accounts a on a.id = s.account_id join accounts.offices o on o.id = a.office_id
     where s.token_digest = $1 and ${live} and a.closed_at is not null and o.closed_at = a.closed_at`,
    [tokenDigest, now.toISOString()],
  )) !== null;

export type NewSession = {
  readonly tokenDigest: Buffer;
  readonly accountId: number;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly idleMinutes: number;
  readonly need: Need | null;
  readonly address: string;
  readonly browser: string;
};

export const insertSession = (tx: Tx, session: NewSession) =>
  tx.run(
    `insert into accounts.sessions (token_digest, account_id, created_at, last_seen_at, expires_at, idle_minutes, need, address, browser)
     values ($1, $2, $3, $3, $4, $5, $6, $7, $8)`,
    [
      session.tokenDigest,
      session.accountId,
      session.now,
      session.expiresAt,
      session.idleMinutes,
      session.need,
      session.address,
      session.browser,
    ],
  );

/** Puts a new token and what is still needed in the place of the old one; when it ends and idles stays as it was. */
export const rotateSession = async (tx: Tx, before: Buffer, after: Buffer, need: Need | null): Promise<Date> => {
  const row = await tx.one<{ expiresAt: Date }>(
    `with old as (delete from accounts.sessions where token_digest = $1 returning *)
     insert into accounts.sessions (token_digest, account_id, created_at, last_seen_at, expires_at, idle_minutes, need, address, browser)
     select $2, account_id, created_at, last_seen_at, expires_at, idle_minutes, $3, address, browser from old
     returning expires_at as "expiresAt"`,
    [before, after, need],
  );
  return row.expiresAt;
};

/** Ends whatever a token of a browser opened or was about to open. */
export const deleteByToken = async (tx: Tx, tokenDigest: Buffer): Promise<number | null> => {
  await tx.run('delete from accounts.pending_sign_ins where token_digest = $1', [tokenDigest]);
  const row = await tx.find<{ accountId: number }>(
    'delete from accounts.sessions where token_digest = $1 returning account_id as "accountId"',
    [tokenDigest],
  );
  return row?.accountId ?? null;
};

/** Ends all sessions of an account, and sign-ins that wait for their second factor; but not the one of this token. */
export const deleteSessions = async (tx: Tx, accountId: number, except: Buffer | null = null): Promise<number> => {
  await tx.run('delete from accounts.pending_sign_ins where account_id = $1', [accountId]);
  return tx.run('delete from accounts.sessions where account_id = $1 and ($2::bytea is null or token_digest <> $2)', [
    accountId,
    except,
  ]);
};

/** Ends one session of an account by its number; 0: the account has no such session. */
export const deleteSessionOf = (tx: Tx, accountId: number, sessionId: number) =>
  tx.run('delete from accounts.sessions where account_id = $1 and id = $2', [accountId, sessionId]);

export const listSessions = (tx: Tx, accountId: number, now: Date, own: Buffer) =>
  tx.rows<{ id: number; since: Date; lastSeenAt: Date; address: string | null; browser: string | null; own: boolean }>(
    `select id, created_at as since, last_seen_at as "lastSeenAt", address, browser, token_digest = $3 as own
     from accounts.sessions where account_id = $1 and ${live} order by own desc, last_seen_at desc limit 50`,
    [accountId, now, own],
  );

export const insertPending = async (tx: Tx, tokenDigest: Buffer, accountId: number, now: Date, expiresAt: Date) => {
  await tx.run('delete from accounts.pending_sign_ins where expires_at < $1', [now]);
  await tx.run('delete from accounts.sessions where account_id = $1 and expires_at < $2', [accountId, now]);
  await tx.run(
    'insert into accounts.pending_sign_ins (token_digest, account_id, created_at, expires_at) values ($1, $2, $3, $4)',
    [tokenDigest, accountId, now, expiresAt],
  );
};

/** The account whose password was right a moment ago in this browser. */
export const findPending = async (tx: Tx, tokenDigest: Buffer, now: Date): Promise<number | null> =>
  (
    await tx.find<{ accountId: number }>(
      'select account_id as "accountId" from accounts.pending_sign_ins where token_digest = $1 and expires_at > $2',
      [tokenDigest, now],
    )
  )?.accountId ?? null;
