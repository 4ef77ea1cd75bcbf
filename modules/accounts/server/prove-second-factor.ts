import { Refused, RefusedAndKept } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { readCode } from '../second-factor.ts';
import { beginSession, type SignedIn } from './begin-session.ts';
import { recoveryHash, stepOfCode } from './one-time-code.ts';
import { tokenDigest } from './sessions.ts';
import { guardName } from './sign-in.ts';
import { getAccount } from './store.ts';
import { findSecondFactor, takeRecoveryCode, takeStep } from './store-second-factors.ts';
import { findPending } from './store-sessions.ts';
import { holdLogin, saveSignIn } from './store-sign-ins.ts';

/** Kind under which secrets of authenticators are sealed. */
export const secretKind = 'second-factor';

const isTaken = async (call: Call, accountId: number, typed: string): Promise<boolean> => {
  const given = readCode(typed);
  if (given.kind === 'neither') return false;
  if (given.kind === 'recovery')
    return (await takeRecoveryCode(call.tx, accountId, recoveryHash(accountId, given.code), call.now)) === 1;
  const factor = await findSecondFactor(call.tx, accountId);
  if (!factor?.secretSealed) return false;
  const step = stepOfCode(call.services.sealer.open(secretKind, factor.secretSealed), given.code, call.now);
  return step !== null && (await takeStep(call.tx, accountId, step)) === 1;
};

/**
 * The second half of a sign-in: a code of the authenticator, one step of 30 seconds early or late, or a recovery code.
 * Each is taken once. A wrong one counts as a failure of the name, so that codes can't be tried out by one who has the
 * password.
 */
export const proveSecondFactor = async (call: Call, typed: string): Promise<SignedIn> => {
  const { tx, now, sessionToken } = call;
  const accountId = sessionToken ? await findPending(tx, tokenDigest(sessionToken), now) : null;
  if (accountId === null) throw new Refused('accounts.sign-in-too-old');
  const { actor } = await getAccount(tx, accountId);
  call.note(actor.login);
  call.identify(actor);
  await holdLogin(tx, actor.login);
  await guardName(call, actor.login);
  // Read anew: while the name was held by another request this sign-in may have been finished or the account closed.
  if ((await findPending(tx, tokenDigest(sessionToken as string), now)) === null)
    throw new Refused('accounts.sign-in-too-old');
  const account = await getAccount(tx, accountId);
  if (account.isClosed || account.lockedFor !== null) throw new Refused('accounts.sign-in-too-old');
  if (!(await isTaken(call, accountId, typed))) {
    await saveSignIn(tx, actor.login, 'wrong-code', call);
    throw new RefusedAndKept('accounts.code-wrong');
  }
  return beginSession(call, account);
};
