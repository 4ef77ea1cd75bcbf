import type { Actor, Level, Role } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { currentRegister } from '../../jurisdictions/server/index.ts';

type AccountRow = {
  id: number;
  login: string;
  person_name: string;
  role: Role;
  level: Level;
  office_id: number;
  office_name: string;
  duties: string[] | null;
  scope: string;
  institution_id: number | null;
  division_code: string;
  password_hash: string | null;
};

export type Account = { readonly actor: Actor; readonly passwordHash: string | null };

const columns =
  'a.id, a.login, a.person_name, a.role, a.level, a.office_id, a.office_name, o.duties, a.scope, a.institution_id, a.division_code, a.password_hash';

const toAccount = (row: AccountRow): Account => ({
  passwordHash: row.password_hash,
  actor: {
    accountId: row.id,
    login: row.login,
    personName: row.person_name,
    role: row.role,
    level: row.level,
    officeId: row.office_id,
    officeName: row.office_name,
    duties: row.duties,
    scope: row.scope,
    institutionId: row.institution_id,
    divisionCode: row.division_code,
  },
});

export const findAccountByLogin = async (tx: Tx, login: string): Promise<Account | null> => {
  const row = await tx.find<AccountRow>(
    `select ${columns} from accounts.accounts a join accounts.offices o on o.id = a.office_id where a.login = $1 and a.closed_at is null`,
    [login],
  );
  return row ? toAccount(row) : null;
};

export const findAccountBySession = async (tx: Tx, tokenDigest: Buffer, now: Date): Promise<Account | null> => {
  const row = await tx.find<AccountRow>(
    `select ${columns} from accounts.sessions s join accounts.accounts a on a.id = s.account_id
     join accounts.offices o on o.id = a.office_id
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

/** The main offices that are missing, each where it stands in the tree. */
const insertOffices = async (tx: Tx, accounts: readonly NewAccount[], now: Date): Promise<void> => {
  const register = await currentRegister(tx);
  const offices = accounts.map(({ level, scope, officeName, divisionCode, institutionId }) => {
    const path = level === 'ministry' ? null : register.pathOf(divisionCode);
    return {
      name: officeName,
      kind: level === 'institution' ? 'institution' : level === 'town' ? 'central-kindergarten' : 'department',
      level,
      scope,
      divisionCode,
      institutionId,
      county: level === 'prefecture' || level === 'province' ? null : (path?.county ?? null),
      prefecture: level === 'province' ? null : (path?.prefecture ?? null),
      province: path?.province ?? (level === 'ministry' ? null : `${divisionCode.slice(0, 2)}0000`),
    };
  });
  await tx.run(
    `insert into accounts.offices (name, kind, level, scope, division_code, institution_id, county_code, prefecture_code, province_code, created_at)
     select distinct on (x.level, x.scope) x.name, x.kind, x.level, x.scope, x."divisionCode", x."institutionId",
       coalesce(i.county_code, x.county), coalesce(i.prefecture_code, x.prefecture), coalesce(i.province_code, x.province), $2
     from jsonb_to_recordset($1::jsonb) as x (name text, kind text, level text, scope text, "divisionCode" text, "institutionId" bigint,
       county text, prefecture text, province text) left join institutions.institutions i on i.id = x."institutionId"
     on conflict (level, scope) where department_id is null do nothing`,
    [JSON.stringify(offices), now],
  );
};

/** Makes many accounts at once, each of a person of its own; gives their ids in the order asked for. The owner's work. */
export const insertAccounts = async (tx: Tx, accounts: readonly NewAccount[], now: Date): Promise<number[]> => {
  await insertOffices(tx, accounts, now);
  const people = await tx.rows<{ id: number }>(
    'insert into accounts.people (name, created_at) select name, $2 from unnest($1::text[]) with ordinality as x (name, at) order by at returning id',
    [accounts.map((account) => account.personName), now],
  );
  const rows = await tx.rows<{ id: number; login: string }>(
    `insert into accounts.accounts (login, person_name, person_id, role, level, office_id, office_name, scope, institution_id, division_code,
       password_hash, trial, created_at)
     select x.login, x."personName", x."personId", x.role, x.level, o.id, x."officeName", x.scope, x."institutionId", x."divisionCode",
       x."passwordHash", x.trial, $2
     from jsonb_to_recordset($1::jsonb) as x (login text, "personName" text, "personId" bigint, role text, level text, "officeName" text,
       scope text, "institutionId" bigint, "divisionCode" text, "passwordHash" text, trial boolean)
     join accounts.offices o on o.level = x.level and o.scope = x.scope and o.department_id is null
     returning id, login`,
    [JSON.stringify(accounts.map((account, index) => ({ ...account, personId: people[index]?.id }))), now],
  );
  const ids = new Map(rows.map((row) => [row.login, row.id]));
  return accounts.map((account) => ids.get(account.login) as number);
};

/** The actor of an open account: a job acts as the person who planned it. */
export const findActor = async (tx: Tx, accountId: number): Promise<Actor | null> => {
  const row = await tx.find<AccountRow>(
    `select ${columns} from accounts.accounts a join accounts.offices o on o.id = a.office_id where a.id = $1 and a.closed_at is null`,
    [accountId],
  );
  return row ? toAccount(row).actor : null;
};
