import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { normaliseName } from '@xueqian/kernel/personal-name.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import {
  findAccount,
  findOfficeLocked,
  type ListedAccount,
  listOpenAccounts,
  saveLending,
} from '../../accounts/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { decideSecure, isAdministrator } from '../account-rules.ts';
import { decideLend } from '../lending-rules.ts';
import { doerOf, ensure, heldOf, holdAccount } from './accounts.ts';

type Row = {
  id: number;
  accountId: number;
  borrower: string;
  reason: string;
  askedAt: Date;
  until: Date;
  state: 'asked' | 'approved' | 'refused' | 'withdrawn' | 'ended';
  refusal: string | null;
};
const columns = `l.id, l.account_id as "accountId", l.borrower, l.reason, l.asked_at as "askedAt", l.until_at as until, l.state, l.refusal`;

const stateOf = (row: Row, account: ListedAccount, now: Date) => {
  if (row.state !== 'approved' && row.state !== 'ended') return row.state;
  // A changed password takes the end away from the account.
  const isLent = account.lockedFor === 'lending' || account.lentUntil?.getTime() === row.until.getTime();
  if (row.state === 'ended' || !isLent) return isLent ? ('over' as const) : ('returned' as const);
  return row.until <= now ? ('over' as const) : ('approved' as const);
};

const mine = async (call: Call): Promise<ListedAccount> => {
  const account = await findAccount(call.tx, call.actor.accountId);
  if (!account) throw new Refused('administration.account-not-found');
  return account;
};

export const listMine = async (call: Call) => {
  const { tx, actor, now } = call;
  const secures = may('accounts.secure', actor);
  const rows = await tx.rows<Row>(
    `select ${columns} from administration.lendings l where $2 or l.account_id = $1 order by l.state = 'asked' desc, l.id desc limit 200`,
    [actor.accountId, secures],
  );
  const doer = await doerOf(call);
  const shown = [];
  for (const row of rows) {
    const account = await findAccount(tx, row.accountId);
    if (!account) continue;
    const isMine = account.id === actor.accountId;
    const maySecure = secures && decideSecure(doer, heldOf(account)).accepted;
    if (!isMine && !maySecure) continue;
    shown.push({
      id: row.id,
      accountId: account.id,
      login: account.login,
      personName: account.personName,
      role: account.role,
      officeName: account.officeName,
      borrower: row.borrower,
      reason: row.reason,
      askedAt: row.askedAt.toISOString(),
      until: row.until.toISOString(),
      state: stateOf(row, account, now),
      refusal: row.refusal,
      mine: isMine,
      mayDecide: maySecure && row.state === 'asked',
    });
  }
  return { rows: shown, mayAsk: !isAdministrator(actor.role), today: localDate(now) };
};

export const ask = async (call: Call, input: { borrower: string; reason: string; until: string }) => {
  const { tx, now } = call;
  const account = await mine(call);
  const borrower = normaliseName(input.borrower);
  if (!borrower.ok) throw new Refused('administration.name-wrong');
  const office = await findOfficeLocked(tx, account.officeId);
  const colleagues = office ? await listOpenAccounts(tx, office) : [];
  const until = new Date(input.until);
  ensure(
    decideLend({ role: account.role, holder: account.personName, borrower: borrower.name, until, now, colleagues }),
  );
  const { id } = await tx.one<{ id: number }>(
    `insert into administration.lendings (account_id, office_id, borrower, reason, until_at, asked_at, state)
     values ($1, $2, $3, $4, $5, $6, 'asked') returning id`,
    [account.id, account.officeId, borrower.name, input.reason, until, now],
  );
  call.note(`account ${account.id}`, {
    lending: id,
    borrower: borrower.name,
    until: input.until,
    reason: input.reason,
  });
  return { lendingId: id };
};

export const withdraw = async (call: Call, lendingId: number) => {
  const done = await call.tx.run(
    `update administration.lendings set state = 'withdrawn', ended_at = $3 where id = $1 and account_id = $2 and state = 'asked'`,
    [lendingId, call.actor.accountId, call.now],
  );
  if (done === 0) throw new Refused('administration.lending-not-found');
  call.note(`account ${call.actor.accountId}`, { lending: lendingId });
  return {};
};

export const decide = async (call: Call, lendingId: number, decision: 'approve' | 'refuse', reason: string | null) => {
  const { tx, now } = call;
  if (decision === 'refuse' && (reason ?? '').length < 2) throw new Refused('administration.return-needs-reason');
  const seen = await tx.find<Row>(`select ${columns} from administration.lendings l where l.id = $1`, [lendingId]);
  if (!seen) throw new Refused('administration.lending-not-found');
  const { account, doer } = await holdAccount(call, seen.accountId);
  const verdict = decideSecure(doer, heldOf(account));
  if (!verdict.accepted && verdict.refusal.code === 'administration.role-not-yours-to-give')
    throw new Refused('administration.lending-not-found');
  ensure(verdict);
  if (decision === 'approve' && seen.until <= now) throw new Refused('administration.lending-over');
  const done = await tx.run(
    `update administration.lendings set state = $2, decided_by = $3, decided_at = $4, refusal = $5 where id = $1 and state = 'asked'`,
    [
      ...[lendingId, decision === 'approve' ? 'approved' : 'refused', call.actor.accountId, now],
      decision === 'refuse' ? reason : null,
    ],
  );
  if (done === 0) throw new Refused('administration.lending-decided');
  if (decision === 'approve') await saveLending(tx, account.id, seen.until);
  call.note(`account ${account.id}`, { lending: lendingId, decision, ...(reason ? { reason } : {}) });
  return {};
};
