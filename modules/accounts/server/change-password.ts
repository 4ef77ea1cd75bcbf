import { Refused, RefusedAndKept } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { isPasswordStrong } from '../password.ts';
import { accountPolicyOf, needOf } from './account-policy.ts';
import type { SignedIn } from './begin-session.ts';
import { hashPassword, isOneOf, isPassword } from './password-hash.ts';
import { forgetAccount, newToken, tokenDigest } from './sessions.ts';
import { guardName } from './sign-in.ts';
import { type Account, getAccount } from './store.ts';
import { listPasswordHashes, savePassword } from './store-passwords.ts';
import { deleteSessions, rotateSession } from './store-sessions.ts';
import { holdLogin, saveSignIn } from './store-sign-ins.ts';

/** Refuses a wrong password of somebody signed in; it counts as a failure of the name, so that it can't be tried out. */
export const provePassword = async (call: Call, password: string): Promise<Account> => {
  await holdLogin(call.tx, call.actor.login);
  await guardName(call, call.actor.login);
  const account = await getAccount(call.tx, call.actor.accountId);
  if (!(await isPassword(account.passwordHash, password))) {
    await saveSignIn(call.tx, call.actor.login, 'wrong-password', call);
    throw new RefusedAndKept('accounts.password-wrong');
  }
  return account;
};

/** The session goes on under a new token and with what is needed now; what was believed of it is forgotten. */
export const renewSession = async (call: Call, account: Account): Promise<SignedIn> => {
  const { tx, now } = call;
  const { actor } = account;
  const need = needOf(account, await accountPolicyOf(tx, actor.divisionCode, now), now);
  const token = newToken();
  const expiresAt = await rotateSession(tx, tokenDigest(call.sessionToken as string), tokenDigest(token), need);
  call.setSession(token, expiresAt);
  call.afterCommit(() => forgetAccount(actor.accountId));
  return { actor, need };
};

/** Changes my password: the old one is given, the new one keeps the rules and is none of the last ones; other sessions end. */
export const changePassword = async (
  call: Call,
  given: { readonly current: string; readonly next: string },
): Promise<SignedIn> => {
  const { tx, now } = call;
  const account = await provePassword(call, given.current);
  const { accountId, login, personName, divisionCode } = account.actor;
  const { limits, history } = await accountPolicyOf(tx, divisionCode, now);
  if (!isPasswordStrong(given.next, { login, personName }, limits)) throw new Refused('accounts.password-weak', limits);
  if (await isOneOf(await listPasswordHashes(tx, accountId, history), given.next))
    throw new Refused('accounts.password-used-before', { history });
  await savePassword(tx, accountId, await hashPassword(given.next), now, history);
  await deleteSessions(tx, accountId, tokenDigest(call.sessionToken as string));
  call.note(login);
  return renewSession(call, await getAccount(tx, accountId));
};
