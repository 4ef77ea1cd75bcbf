import type { Actor, Level, Role } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { currentRegister } from '../../jurisdictions/server/index.ts';

export type AccountLock = 'disuse' | 'lending' | 'security';

export type AccountRow = {
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
  password_changed_at: Date;
  password_must_change: boolean;
  closed_at: Date | null;
  locked_for: AccountLock | null;
  second_factor_optional: boolean;
  has_second_factor: boolean;
};

/** An account with what decides whether and how it is let in. */
export type Account = {
  readonly actor: Actor;
  readonly passwordHash: string | null;
  readonly passwordChangedAt: Date;
  readonly mustChange: boolean;
  readonly isClosed: boolean;
  readonly lockedFor: AccountLock | null;
  /** Of a sample: the second factor is offered, not demanded. */
  readonly secondFactorOptional: boolean;
  readonly hasSecondFactor: boolean;
};

/** Of `accounts.accounts a join accounts.offices o`. */
export const accountColumns = `a.id, a.login, a.person_name, a.role, a.level, a.office_id, a.office_name, o.duties, a.scope, a.institution_id,
  a.division_code, a.password_hash, coalesce(a.password_changed_at, a.created_at) as password_changed_at, a.password_must_change, a.closed_at,
  a.locked_for, a.second_factor_optional,
  exists (select from accounts.second_factors f where f.account_id = a.id and f.confirmed_at is not null) as has_second_factor`;

export const toAccount = (row: AccountRow): Account => ({
  passwordHash: row.password_hash,
  passwordChangedAt: row.password_changed_at,
  mustChange: row.password_must_change,
  isClosed: row.closed_at !== null,
  lockedFor: row.locked_for,
  secondFactorOptional: row.second_factor_optional,
  hasSecondFactor: row.has_second_factor,
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

const source = 'accounts.accounts a join accounts.offices o on o.id = a.office_id';

/** Closed and locked accounts too: what stands in the way is told after the right password. */
export const findAccountByLogin = async (tx: Tx, login: string): Promise<Account | null> => {
  const row = await tx.find<AccountRow>(`select ${accountColumns} from ${source} where a.login = $1`, [login]);
  return row ? toAccount(row) : null;
};

export const getAccount = async (tx: Tx, accountId: number): Promise<Account> =>
  toAccount(await tx.one<AccountRow>(`select ${accountColumns} from ${source} where a.id = $1`, [accountId]));

export const saveSignedIn = (tx: Tx, accountId: number, now: Date) =>
  tx.run('update accounts.accounts set last_signed_in_at = $2 where id = $1', [accountId, now]);

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
  /** The password was made by somebody else: to be changed at the first sign-in. */
  readonly mustChange?: boolean;
  /** Of a sample: the second factor is offered, not demanded. */
  readonly secondFactorOptional?: boolean;
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
       password_hash, password_changed_at, password_must_change, second_factor_optional, trial, created_at)
     select x.login, x."personName", x."personId", x.role, x.level, o.id, x."officeName", x.scope, x."institutionId", x."divisionCode",
       x."passwordHash", case when x."passwordHash" is not null then $2::timestamptz end, coalesce(x."mustChange", false),
       coalesce(x."secondFactorOptional", false), x.trial, $2
     from jsonb_to_recordset($1::jsonb) as x (login text, "personName" text, "personId" bigint, role text, level text, "officeName" text,
       scope text, "institutionId" bigint, "divisionCode" text, "passwordHash" text, trial boolean, "mustChange" boolean,
       "secondFactorOptional" boolean)
     join accounts.offices o on o.level = x.level and o.scope = x.scope and o.department_id is null
     returning id, login`,
    [JSON.stringify(accounts.map((account, index) => ({ ...account, personId: people[index]?.id }))), now],
  );
  const ids = new Map(rows.map((row) => [row.login, row.id]));
  return accounts.map((account) => ids.get(account.login) as number);
};

/** Who asked for a job, and whether he may still act at all: account and office open, account not locked. */
export const findAsker = async (tx: Tx, accountId: number): Promise<{ actor: Actor; isOpen: boolean } | null> => {
  const row = await tx.find<AccountRow & { is_open: boolean }>(
    `select ${accountColumns}, a.closed_at is null and a.locked_at is null and o.closed_at is null as is_open from ${source} where a.id = $1`,
    [accountId],
  );
  return row ? { actor: toAccount(row).actor, isOpen: row.is_open } : null;
};
