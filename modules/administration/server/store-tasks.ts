import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { officesOf } from '../../accounts/server/index.ts';

const counted = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<number> =>
  (await tx.one<{ n: number }>(`select count(*)::int as n from ${sql}`, values)).n;

/** Divisions of permissions of the offices directly below that wait to be filed. */
export const countDivisionsToFile = (tx: Tx, actor: Actor): Promise<number> =>
  counted(
    tx,
    `administration.division_filings f join accounts.offices o on o.id = f.office_id
     where f.state = 'sent' and ${officesOf(actor.level, 'below', '$1', '$2')}`,
    [actor.level, actor.scope],
  );

/** 1 when the newest division of permissions of the actor's own office came back. */
export const countDivisionReturned = (tx: Tx, actor: Actor): Promise<number> =>
  counted(
    tx,
    `accounts.offices o cross join lateral (select f.state from administration.division_filings f where f.office_id = o.id order by f.id desc limit 1) f
     where o.level = $1 and o.scope = $2 and f.state = 'returned'`,
    [actor.level, actor.scope],
  );

/** Leading groups of a county's institutions that wait to be filed. */
export const countGroupsToFile = (tx: Tx, countyCode: string): Promise<number> =>
  counted(
    tx,
    `administration.leader_filings f join accounts.offices o on o.id = f.office_id
     where f.state = 'sent' and o.level = 'institution' and o.county_code = $1`,
    [countyCode],
  );

/** Accounts whose holders ask for their lost password, newest first, at most a hundred. */
export const listRecoveriesAsked = async (tx: Tx): Promise<number[]> =>
  (
    await tx.rows<{ accountId: number }>(
      `select account_id as "accountId" from administration.recoveries where state = 'asked' and account_id is not null order by id desc limit 100`,
    )
  ).map(({ accountId }) => accountId);

/** Accounts whose password is asked to be lent, newest first, at most a hundred. */
export const listLendingsAsked = async (tx: Tx): Promise<number[]> =>
  (
    await tx.rows<{ accountId: number }>(
      `select account_id as "accountId" from administration.lendings where state = 'asked' order by id desc limit 100`,
    )
  ).map(({ accountId }) => accountId);
