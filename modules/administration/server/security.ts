import { levels, rolesAt } from '@xueqian/kernel/actor.ts';
import { may, mayAtLevel, type Permission } from '@xueqian/kernel/permissions.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import {
  findMainOffice,
  forgetAccount,
  listIdleDivisions,
  listOpenAccounts,
  listSections,
  lockIdleAccounts,
  lockLentAccounts,
  resetSecondFactor,
  saveLock,
  unlockSignIn,
} from '../../accounts/server/index.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { deadlineFrom } from '../../jurisdictions/policy-pack.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideSecure } from '../account-rules.ts';
import { ensure, heldOf, holdAccount } from './accounts.ts';

export const secure = async (
  call: Call,
  input: { accountId: number; act: 'lock' | 'unlock' | 'reset-second-factor'; reason: string },
) => {
  const { account, doer } = await holdAccount(call, input.accountId);
  ensure(decideSecure(doer, heldOf(account)));
  if (input.act === 'lock') await saveLock(call.tx, account.id, { at: call.now, reason: 'security' });
  else if (input.act === 'unlock') {
    // What a lending locked is opened by a new password alone.
    if (account.lockedFor !== 'lending') await saveLock(call.tx, account.id, null);
    await unlockSignIn(call, account.login);
  } else await resetSecondFactor(call, account.id);
  call.afterCommit(() => forgetAccount(account.id));
  const lock = { lock: 'security', unlock: account.lockedFor === 'lending' ? 'lending' : null }[input.act as string];
  call.note(`account ${account.id}`, {
    ...{ act: input.act, reason: input.reason },
    ...changedFields({ lock: account.lockedFor }, { lock: lock === undefined ? account.lockedFor : lock }),
  });
  return {};
};

/**
 * The daily round: accounts that nobody has used for as long as the pack in force says are sealed (policy value
 * idleAccountSealedAfter), and lendings that have come to their end lock their accounts. Done again it changes nothing.
 */
export const keepAccounts = (database: Database, now: Date): Promise<{ sealed: number; locked: number }> =>
  database.asOwner(async (tx) => {
    const today = localDate(now);
    let sealed = 0;
    for (const { divisionCode, oldest } of await listIdleDivisions(tx, now)) {
      const { idleAccountSealedAfter } = (await packOf(tx, divisionCode, today)).values;
      const due = deadlineFrom(idleAccountSealedAfter, localDate(oldest), nationalCalendar);
      if (!due?.ok || due.value >= today) continue;
      sealed += await lockIdleAccounts(tx, divisionCode, now, (usedOn) => {
        const end = deadlineFrom(idleAccountSealedAfter, usedOn, nationalCalendar);
        return end?.ok === true && end.value < today;
      });
    }
    const locked = await lockLentAccounts(tx, now);
    await tx.run(
      `update administration.lendings set state = 'ended', ended_at = until_at where state = 'approved' and until_at <= $1`,
      [now],
    );
    // Questions for accounts that do not exist were written down for the sake of an equal answer.
    await tx.run('delete from administration.recoveries where account_id is null and asked_at < $1', [
      new Date(now.getTime() - 86_400_000),
    ]);
    return { sealed, locked };
  });

/** Answers why a permission is not there, from the table of permissions, the section's duties and the trainings. */
export const explainTo =
  (mayChange: (call: Call) => Promise<boolean>) => async (call: Call, permission: Permission) => {
    const { actor } = call;
    const holders = levels
      .map((level) => ({ level, roles: rolesAt[level].filter((role) => mayAtLevel(permission, level, role)) }))
      .filter((each) => each.roles.length > 0);
    const atLevel = mayAtLevel(permission, actor.level, actor.role);
    const held = may(permission, actor);
    const main = await findMainOffice(call.tx, actor.level, actor.scope);
    const duties = new Map(
      main ? (await listSections(call.tx, main.id)).map((section) => [section.id, section.duties]) : [],
    );
    const here = (main ? await listOpenAccounts(call.tx, main) : []).filter((account) =>
      may(permission, { level: account.level, role: account.role, duties: duties.get(account.officeId) ?? null }),
    );
    const missing: ('level' | 'role' | 'duties' | 'training')[] = [];
    if (!holders.some((each) => each.level === actor.level)) missing.push('level');
    else if (!atLevel) missing.push('role');
    else if (!held) missing.push('duties');
    if (held && !(await mayChange(call))) missing.push('training');
    return {
      permission,
      held,
      missing,
      holders,
      here: here.slice(0, 50).map(({ personName, role, officeName }) => ({ personName, role, officeName })),
    };
  };
