import type { Actor, Level, Role } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type OfficeKind, type OfficeRow, officesOf } from './office-store.ts';

/** An account with the office it stands at. */
export type ListedAccount = {
  readonly id: number;
  readonly login: string;
  readonly personId: number;
  readonly personName: string;
  readonly role: Role;
  readonly level: Level;
  readonly officeId: number;
  readonly officeName: string;
  readonly officeKind: OfficeKind;
  readonly officeScope: string;
  readonly departmentId: number | null;
  readonly institutionId: number | null;
  readonly divisionCode: string;
  readonly countyCode: string | null;
  readonly prefectureCode: string | null;
  readonly provinceCode: string | null;
  readonly closedAt: Date | null;
  readonly lockedAt: Date | null;
  readonly lockedFor: 'disuse' | 'lending' | 'security' | null;
  readonly lentUntil: Date | null;
  readonly mustChangePassword: boolean;
  readonly oneTimeUntil: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
};

const listed = `a.id, a.login, a.person_id as "personId", a.person_name as "personName", a.role, a.level, a.office_id as "officeId",
  o.name as "officeName", o.kind as "officeKind", o.scope as "officeScope", o.department_id as "departmentId", o.institution_id as "institutionId",
  o.division_code as "divisionCode", o.county_code as "countyCode", o.prefecture_code as "prefectureCode", o.province_code as "provinceCode",
  a.closed_at as "closedAt", a.locked_at as "lockedAt", a.locked_for as "lockedFor", a.lent_until as "lentUntil", a.password_must_change as "mustChangePassword",
  a.one_time_until as "oneTimeUntil", a.last_signed_in_at as "lastUsedAt", a.created_at as "createdAt"`;

export type AccountFilter = {
  readonly which: 'own' | 'below';
  readonly text: string | null;
  readonly role: Role | null;
  readonly state: 'open' | 'closed' | 'sealed' | 'locked' | 'waiting' | null;
};

const stateIs = {
  open: 'a.closed_at is null',
  closed: 'a.closed_at is not null',
  sealed: `a.closed_at is null and a.locked_for = 'disuse'`,
  locked: `a.closed_at is null and (a.locked_for in ('lending', 'security') or a.lent_until <= $5)`,
  waiting: 'a.closed_at is null and a.password_must_change',
} as const;

/** Accounts of my office and its sections, or of the offices directly below, by login. */
export const listOfficeAccounts = (
  tx: Tx,
  actor: Pick<Actor, 'level' | 'scope'>,
  filter: AccountFilter,
  after: string | null,
  limit: number,
  now: Date,
): Promise<ListedAccount[]> => {
  const where = [officesOf(actor.level, filter.which, '$1', '$2'), 'a.login > $3', '$5::timestamptz is not null'];
  const values: unknown[] = [actor.level, actor.scope, after ?? '', limit, now];
  if (filter.text) {
    values.push(filter.text);
    const at = `$${values.length}`;
    where.push(`(strpos(a.person_name, ${at}) > 0 or starts_with(a.login, ${at}) or strpos(o.name, ${at}) > 0)`);
  }
  if (filter.role) {
    values.push(filter.role);
    where.push(`a.role = $${values.length}`);
  }
  if (filter.state) where.push(stateIs[filter.state]);
  return tx.rows<ListedAccount>(
    `select ${listed} from accounts.offices o join accounts.accounts a on a.office_id = o.id
     where ${where.join(' and ')} order by a.login limit $4`,
    values,
  );
};

/** Open accounts of an office and its sections, as the division of permissions shows them. */
export const listOpenAccounts = (tx: Tx, office: Pick<OfficeRow, 'id'>): Promise<ListedAccount[]> =>
  tx.rows<ListedAccount>(
    `select ${listed} from accounts.offices o join accounts.accounts a on a.office_id = o.id
     where (o.id = $1 or o.department_id = $1) and a.closed_at is null order by o.department_id nulls first, o.id, a.id`,
    [office.id],
  );

export const findAccount = (tx: Tx, id: number): Promise<ListedAccount | null> =>
  tx.find<ListedAccount>(
    `select ${listed} from accounts.accounts a join accounts.offices o on o.id = a.office_id where a.id = $1`,
    [id],
  );

/** Whether the account is still open, read anew: two administrators may close each other at the same moment. */
export const isOpen = async (tx: Tx, accountId: number): Promise<boolean> =>
  (
    await tx.one<{ open: boolean }>(
      'select exists (select from accounts.accounts where id = $1 and closed_at is null) as open',
      [accountId],
    )
  ).open;

export type PersonRow = {
  readonly name: string;
  readonly identitySealed: Buffer | null;
  readonly phoneSealed: Buffer | null;
};

export const findPerson = (tx: Tx, id: number): Promise<PersonRow | null> =>
  tx.find<PersonRow>(
    'select name, identity_sealed as "identitySealed", phone_sealed as "phoneSealed" from accounts.people where id = $1',
    [id],
  );

export type NewPerson = {
  readonly name: string;
  readonly identitySealed: Buffer;
  readonly identityDigest: Buffer;
  readonly phoneSealed: Buffer | null;
};

/** The person of a resident number, registered when nobody has been under it yet. */
export const personOf = async (tx: Tx, person: NewPerson, now: Date): Promise<number> =>
  (
    await tx.one<{ id: number }>('select accounts.person_of($1, $2, $3, $4, $5) as id', [
      ...[person.name, person.identitySealed, person.identityDigest, person.phoneSealed, now],
    ])
  ).id;

/** The next number behind a prefix: logins are `1141900001-3`, `410105-11`. The office and its sections share the prefix. */
const freeLogin = async (tx: Tx, mainOfficeId: number, prefix: string): Promise<string> => {
  const { n } = await tx.one<{ n: number }>(
    `select coalesce(max(substr(a.login, length($2) + 1)::int), 0) + 1 as n from accounts.accounts a
     join accounts.offices o on o.id = a.office_id
     where (o.id = $1 or o.department_id = $1) and a.login ~ ('^' || $2 || '[0-9]{1,6}$')`,
    [mainOfficeId, prefix],
  );
  return `${prefix}${n}`;
};

/** Opens an account at an office that is held (`findOfficeLocked`); gives its id and login. */
export const openAccount = async (
  tx: Tx,
  account: {
    readonly office: OfficeRow;
    readonly personId: number;
    readonly personName: string;
    readonly role: Role;
    readonly passwordHash: string;
    readonly oneTimeUntil: Date;
  },
  now: Date,
): Promise<{ id: number; login: string }> => {
  const { office } = account;
  const code = await tx.find<{ code: string }>('select code from institutions.institutions where id = $1', [
    office.level === 'institution' ? office.institutionId : null,
  ]);
  const login = await freeLogin(tx, office.departmentId ?? office.id, `${code?.code ?? office.scope}-`);
  return tx.one<{ id: number; login: string }>(
    `insert into accounts.accounts (login, person_name, person_id, role, level, office_id, office_name, scope, institution_id, division_code,
       password_hash, password_must_change, one_time_until, trial, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, true, $12, false, $13) returning id, login`,
    [
      ...[
        login,
        account.personName,
        account.personId,
        account.role,
        office.level,
        office.id,
        office.name,
        office.scope,
      ],
      ...[office.level === 'institution' ? office.institutionId : null, office.divisionCode],
      ...[account.passwordHash, account.oneTimeUntil, now],
    ],
  );
};

/** Closes an account and ends its sessions. */
export const closeAccount = async (tx: Tx, id: number, now: Date): Promise<void> => {
  await tx.run('update accounts.accounts set closed_at = $2 where id = $1', [id, now]);
  await endSessions(tx, id);
};

export const endSessions = (tx: Tx, id: number): Promise<number> =>
  tx.run('delete from accounts.sessions where account_id = $1', [id]);

/** Gives an account a one-time password, which has to be changed at the next sign-in; ends its sessions. */
export const giveOneTimePassword = async (tx: Tx, id: number, passwordHash: string, until: Date): Promise<void> => {
  await tx.run(
    `update accounts.accounts set password_hash = $2, password_must_change = true, one_time_until = $3 where id = $1`,
    [id, passwordHash, until],
  );
  await endSessions(tx, id);
};

export const reopenAccount = (tx: Tx, id: number): Promise<number> =>
  tx.run('update accounts.accounts set closed_at = null, locked_at = null, locked_for = null where id = $1', [id]);

/** Another role, or another section of the same department. Sessions end: they know the old one. */
export const moveAccount = async (
  tx: Tx,
  id: number,
  role: Role,
  office: Pick<OfficeRow, 'id' | 'name'>,
): Promise<void> => {
  await tx.run('update accounts.accounts set role = $2, office_id = $3, office_name = $4 where id = $1', [
    ...[id, role, office.id, office.name],
  ]);
  await endSessions(tx, id);
};

/** Locks an account for disuse, after a lending or for safety, and ends its sessions; null opens it again. */
export const saveLock = async (
  tx: Tx,
  id: number,
  lock: { readonly at: Date; readonly reason: 'disuse' | 'lending' | 'security' } | null,
): Promise<void> => {
  await tx.run('update accounts.accounts set locked_at = $2, locked_for = $3 where id = $1', [
    ...[id, lock?.at ?? null, lock?.reason ?? null],
  ]);
  if (lock) await endSessions(tx, id);
};

export const saveLending = (tx: Tx, id: number, until: Date | null): Promise<number> =>
  tx.run('update accounts.accounts set lent_until = $2 where id = $1', [id, until]);

/** Divisions that have open accounts unused for a month, with the earliest last use there. The owner's work. */
export const listIdleDivisions = (tx: Tx, now: Date): Promise<{ divisionCode: string; oldest: Date }[]> =>
  tx.rows<{ divisionCode: string; oldest: Date }>(
    `select division_code as "divisionCode", min(coalesce(last_signed_in_at, created_at)) as oldest from accounts.accounts
     where closed_at is null and locked_at is null and coalesce(last_signed_in_at, created_at) < $1::timestamptz - interval '28 days'
     group by division_code`,
    [now],
  );

/** Seals the open accounts of a division whose last use is too long ago; gives how many. The owner's work. */
export const lockIdleAccounts = async (
  tx: Tx,
  divisionCode: string,
  now: Date,
  isTooLong: (usedOn: string) => boolean,
): Promise<number> => {
  const days = await tx.rows<{ on: string }>(
    `select distinct (coalesce(last_signed_in_at, created_at) at time zone 'Asia/Shanghai')::date as on from accounts.accounts
     where division_code = $1 and closed_at is null and locked_at is null`,
    [divisionCode],
  );
  return tx.run(
    `with idle as (
       update accounts.accounts set locked_at = $2, locked_for = 'disuse'
       where division_code = $1 and closed_at is null and locked_at is null
         and (coalesce(last_signed_in_at, created_at) at time zone 'Asia/Shanghai')::date = any ($3::date[]) returning id),
     ended as (delete from accounts.sessions where account_id in (select id from idle))
     select id from idle`,
    [divisionCode, now, days.map((day) => day.on).filter(isTooLong)],
  );
};

/** Locks the accounts whose lending has come to its end; gives how many. The owner's work. */
export const lockLentAccounts = (tx: Tx, now: Date): Promise<number> =>
  tx.run(
    `with lent as (
       update accounts.accounts set locked_at = $1, locked_for = 'lending'
       where lent_until <= $1 and closed_at is null and locked_for is distinct from 'lending' returning id),
     ended as (delete from accounts.sessions where account_id in (select id from lent))
     select id from lent`,
    [now],
  );
