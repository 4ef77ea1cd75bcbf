import type { Tx } from '@xueqian/platform/database.ts';
import { addDays, subHours, subMinutes } from 'date-fns';
import { addressRemembersMinutes, type Failures, nameRemembersHours } from '../lockout.ts';

export type SignInOutcome = 'signed-in' | 'wrong-password' | 'wrong-code' | 'not-allowed' | 'unlocked';

/** Days for which attempts are kept. */
const keptDays = 180;

/** One attempt for a name at a time, whether the name exists or not: guesses side by side can't outrun their count. */
export const holdLogin = (tx: Tx, login: string) =>
  tx.run(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [login]);

export type Attempts = { readonly name: Failures; readonly address: Failures };

/** Failures of a name since it last signed in or was unlocked, and failures from an address, whatever the name. */
export const countFailures = async (tx: Tx, login: string, address: string, now: Date): Promise<Attempts> => {
  const row = await tx.one<{
    count: number;
    last: Date | null;
    addressCount: number;
    addressLast: Date | null;
  }>(
    `select n.count, n.last, d.count as "addressCount", d.last as "addressLast" from
       (select count(*)::int as count, max(at) as last from accounts.sign_ins
        where login = $1 and at > greatest($3::timestamptz, (select max(at) from accounts.sign_ins
          where login = $1 and outcome in ('signed-in', 'unlocked'))) and outcome in ('wrong-password', 'wrong-code')) n,
       (select count(*)::int as count, max(at) as last from accounts.sign_ins
        where address = $2 and at > $4 and outcome in ('wrong-password', 'wrong-code')) d`,
    [login, address, subHours(now, nameRemembersHours), subMinutes(now, addressRemembersMinutes)],
  );
  return {
    name: { count: row.count, lastAt: row.last },
    address: { count: row.addressCount, lastAt: row.addressLast },
  };
};

export const saveSignIn = async (
  tx: Tx,
  login: string,
  outcome: SignInOutcome,
  call: { readonly now: Date; readonly address: string; readonly browser: string },
): Promise<void> => {
  await tx.run('insert into accounts.sign_ins (login, at, address, outcome, browser) values ($1, $2, $3, $4, $5)', [
    login,
    call.now,
    call.address,
    outcome,
    call.browser,
  ]);
  await tx.run(
    'delete from accounts.sign_ins where id in (select id from accounts.sign_ins where at < $1 order by at limit 50)',
    [addDays(call.now, -keptDays)],
  );
};

/** The word of a security administrator that the failures of a name are forgotten; 0: no account of theirs. */
export const insertUnlocking = (tx: Tx, login: string, now: Date) =>
  tx.run(
    `insert into accounts.sign_ins (login, at, outcome) select login, $2, 'unlocked' from accounts.accounts where login = $1`,
    [login, now],
  );

export const listSignIns = (tx: Tx, login: string, limit: number) =>
  tx.rows<{ id: number; at: Date; address: string | null; browser: string | null; outcome: SignInOutcome }>(
    'select id, at, address, browser, outcome from accounts.sign_ins where login = $1 order by at desc, id desc limit $2',
    [login, limit],
  );
