import { Refused, RefusedAndKept } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { addMinutes } from 'date-fns';
import { addressFactor, asksImageQuestion, minutesToWait } from '../lockout.ts';
import { failureLimit } from './account-policy.ts';
import { beginSession, type SignedIn } from './begin-session.ts';
import { isImageAnswer } from './image-question.ts';
import { isPassword } from './password-hash.ts';
import { newToken, tokenDigest } from './sessions.ts';
import { type Account, type AccountLock, findAccountByLogin } from './store.ts';
import { deleteByToken, insertPending } from './store-sessions.ts';
import { type Attempts, countFailures, holdLogin, saveSignIn } from './store-sign-ins.ts';

/** Minutes between the password and the second factor. */
const pendingMinutes = 5;

export type GivenSignIn = {
  readonly login: string;
  readonly password: string;
  /** The letters of an image, where they were asked for. */
  readonly image?: { readonly id: string; readonly answer: string } | undefined;
};

const lockedCodes: Record<AccountLock, string> = {
  disuse: 'accounts.account-sealed',
  lending: 'accounts.account-lent',
  security: 'accounts.account-locked',
};

/** Refuses a name that is held for this transaction while it or its address must wait; tells how often they failed. */
export const guardName = async (call: Pick<Call, 'tx' | 'now' | 'address'>, login: string): Promise<Attempts> => {
  const attempts = await countFailures(call.tx, login, call.address, call.now);
  const minutes = minutesToWait(attempts.name, failureLimit, call.now);
  if (minutes > 0) throw new RefusedAndKept('accounts.sign-in-locked', { minutes, imageQuestion: true });
  const addressMinutes = minutesToWait(attempts.address, failureLimit * addressFactor, call.now);
  if (addressMinutes > 0)
    throw new RefusedAndKept('accounts.address-locked', { minutes: addressMinutes, imageQuestion: true });
  return attempts;
};

/** What stands in the way of an account; only for somebody who has given the right password. */
const refuseState = async (call: Call, { actor, isClosed, lockedFor }: Account): Promise<void> => {
  if (!isClosed && lockedFor === null) return;
  await saveSignIn(call.tx, actor.login, 'not-allowed', call);
  throw new RefusedAndKept(isClosed || lockedFor === null ? 'accounts.account-closed' : lockedCodes[lockedFor]);
};

/**
 * Checks name and password. Up to the right password every name is treated alike, known or not: the same questions to the
 * database, one comparison of a hash, the same answers. What a failure writes is kept.
 */
export const trySignIn = async (call: Call, given: GivenSignIn): Promise<SignedIn | 'second-factor'> => {
  const { login } = given;
  await holdLogin(call.tx, login);
  const account = await findAccountByLogin(call.tx, login);
  // The trail names the account; the reply never tells whether it exists.
  call.note(login);
  if (account) call.identify(account.actor);
  const { name, address } = await guardName(call, login);
  if (asksImageQuestion(name.count, address.count, failureLimit)) {
    if (!given.image) throw new Refused('accounts.image-question-needed', { imageQuestion: true });
    if (!(await isImageAnswer(call, given.image)))
      throw new RefusedAndKept('accounts.image-question-wrong', { imageQuestion: true });
  }
  if (!(await isPassword(account?.passwordHash ?? null, given.password)) || !account) {
    await saveSignIn(call.tx, login, 'wrong-password', call);
    throw new RefusedAndKept('accounts.sign-in-failed', {
      imageQuestion: asksImageQuestion(name.count + 1, address.count + 1, failureLimit),
    });
  }
  await refuseState(call, account);
  if (!account.hasSecondFactor) return beginSession(call, account);
  const token = newToken();
  const expiresAt = addMinutes(call.now, pendingMinutes);
  if (call.sessionToken) await deleteByToken(call.tx, tokenDigest(call.sessionToken));
  await insertPending(call.tx, tokenDigest(token), account.actor.accountId, call.now, expiresAt);
  call.setSession(token, expiresAt);
  return 'second-factor';
};
