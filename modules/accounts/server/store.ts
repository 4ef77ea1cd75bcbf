import type { Actor, Level, Role } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';

type AccountRow = {
  id: number;
  login: string;
  person_name: string;
  role: Role;
  level: Level;
  office_name: string;
  scope: string;
  institution_id: number | null;
  division_code: string;
  password_hash: string | null;
};

export type Account = { readonly actor: Actor; readonly passwordHash: string | null };

const columns =
  'a.id, a.login, a.person_name, a.role, a.level, a.office_name, a.scope, a.institution_id, a.division_code, a.password_hash';

const toAccount = (row: AccountRow): Account => ({
  passwordHash: row.password_hash,
  actor: {
    accountId: row.id,
    login: row.login,
    personName: row.person_name,
    role: row.role,
    level: row.level,
    officeName: row.office_name,
    scope: row.scope,
    institutionId: row.institution_id,
    divisionCode: row.division_code,
  },
});

export const findAccountByLogin = async (tx: Tx, login: string): Promise<Account | null> => {
  const row = await tx.find<AccountRow>(
    `select ${columns} from accounts.accounts a where a.login = $1 and a.closed_at is null`,
    [login],
  );
  return row ? toAccount(row) : null;
};

export const findAccountBySession = async (tx: Tx, tokenDigest: Buffer, now: Date): Promise<Account | null> => {
  const row = await tx.find<AccountRow>(
    `select ${columns} from accounts.sessions s join accounts.accounts a on a.id = s.account_id
     where s.token_digest = $1 and s.expires_at > $2 and a.closed_at is null`,
    [tokenDigest, now],
  );
  return row ? toAccount(row) : null;
};

export const saveSession = (
  tx: Tx,
  tokenDigest: Buffer,
  accountId: number,
  now: Date,
  expires: Date,
  address: string,
) =>
  tx.run(
    `insert into accounts.sessions (token_digest, account_id, created_at, last_seen_at, expires_at, address)
     values ($1, $2, $3, $3, $4, $5)`,
    [tokenDigest, accountId, now, expires, address],
  );

export const deleteSession = (tx: Tx, tokenDigest: Buffer) =>
  tx.run('delete from accounts.sessions where token_digest = $1', [tokenDigest]);

export const countFailures = async (tx: Tx, login: string, since: Date): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      'select count(*)::int as n from accounts.sign_in_failures where login = $1 and at > $2',
      [login, since],
    )
  ).n;

export const saveFailure = (tx: Tx, login: string, at: Date, address: string) =>
  tx.run('insert into accounts.sign_in_failures (login, at, address) values ($1, $2, $3)', [login, at, address]);

export const clearFailures = (tx: Tx, login: string) =>
  tx.run('delete from accounts.sign_in_failures where login = $1', [login]);

export type TrialAccount = {
  readonly login: string;
  readonly role: Role;
  readonly level: Level;
  readonly officeName: string;
  readonly personName: string;
};

export const listTrial = (tx: Tx): Promise<TrialAccount[]> =>
  tx.rows<TrialAccount>(
    `select login, role, level, office_name as "officeName", person_name as "personName" from accounts.accounts
     where trial and closed_at is null order by id`,
  );

export type NewAccount = {
  readonly login: string;
  readonly personName: string;
  readonly role: Role;
  readonly level: Level;
  readonly officeName: string;
  readonly scope: string;
  readonly institutionId: number | null;
  readonly divisionCode: string;
  readonly passwordHash: string | null;
  readonly trial: boolean;
};

/** Makes many accounts at once; gives their ids in the order asked for. Only the owner may (administration comes first). */
export const insertAccounts = async (tx: Tx, accounts: readonly NewAccount[], now: Date): Promise<number[]> => {
  const rows = await tx.rows<{ id: number; login: string }>(
    `insert into accounts.accounts (login, person_name, role, level, office_name, scope, institution_id, division_code, password_hash, trial, created_at)
     select x.login, x."personName", x.role, x.level, x."officeName", x.scope, x."institutionId", x."divisionCode", x."passwordHash", x.trial, $2
     from jsonb_to_recordset($1::jsonb) as x (login text, "personName" text, role text, level text, "officeName" text, scope text,
       "institutionId" bigint, "divisionCode" text, "passwordHash" text, trial boolean)
     returning id, login`,
    [JSON.stringify(accounts), now],
  );
  const ids = new Map(rows.map((row) => [row.login, row.id]));
  return accounts.map((account) => ids.get(account.login) as number);
};

/** The actor of an open account: a job acts as the person who planned it. */
export const findActor = async (tx: Tx, accountId: number): Promise<Actor | null> => {
  const row = await tx.find<AccountRow>(
    `select ${columns} from accounts.accounts a where a.id = $1 and a.closed_at is null`,
    [accountId],
  );
  return row ? toAccount(row).actor : null;
};
