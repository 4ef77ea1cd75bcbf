import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { subMinutes } from 'date-fns';
import { readCode } from '../second-factor.ts';
import type { SignedIn } from './begin-session.ts';
import { provePassword, renewSession } from './change-password.ts';
import {
  enrolmentOf,
  newRecoveryCode,
  newSecret,
  recoveryCodeCount,
  recoveryHash,
  stepOfCode,
} from './one-time-code.ts';
import { secretKind } from './prove-second-factor.ts';
import { getAccount } from './store.ts';
import { confirmSecret, findSecondFactor, replaceRecoveryCodes, saveNextSecret } from './store-second-factors.ts';

/** Minutes for reading the square and typing the first code. */
const enrolmentMinutes = 15;

const makeRecoveryCodes = async (call: Call): Promise<string[]> => {
  const { accountId } = call.actor;
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  await replaceRecoveryCodes(
    call.tx,
    accountId,
    codes.map((code) => recoveryHash(accountId, code)),
  );
  return codes;
};

/**
 * A new secret for my authenticator. The password is asked for again, unless this sign-in has just been made for taking
 * the second factor. What was enrolled before holds until the first code of the new one.
 */
export const beginSecondFactor = async (call: Call, password: string | undefined) => {
  if (call.need !== 'second-factor') await provePassword(call, password ?? '');
  const secret = newSecret();
  const { sealed } = call.services.sealer.seal(secretKind, secret);
  await saveNextSecret(call.tx, call.actor.accountId, sealed, call.now);
  call.note(call.actor.login);
  return { secret, ...enrolmentOf(secret, call.actor.login) };
};

/** The first code of the new secret puts it in force and gives new recovery codes; the session goes on under a new token. */
export const confirmSecondFactor = async (
  call: Call,
  typed: string,
): Promise<SignedIn & { readonly recoveryCodes: string[] }> => {
  const { tx, now, actor } = call;
  const factor = await findSecondFactor(tx, actor.accountId);
  if (!factor?.nextSealed || !factor.nextAt || factor.nextAt < subMinutes(now, enrolmentMinutes))
    throw new Refused('accounts.enrolment-too-old');
  const given = readCode(typed);
  const secret = call.services.sealer.open(secretKind, factor.nextSealed);
  const step = given.kind === 'one-time' ? stepOfCode(secret, given.code, now) : null;
  if (step === null) throw new Refused('accounts.first-code-wrong');
  if ((await confirmSecret(tx, actor.accountId, step, factor.nextSealed, now)) === 0)
    throw new Refused('accounts.enrolment-too-old');
  const recoveryCodes = await makeRecoveryCodes(call);
  call.note(actor.login);
  return { ...(await renewSession(call, await getAccount(tx, actor.accountId))), recoveryCodes };
};

/** Ten new recovery codes; the old ones hold no more. */
export const renewRecoveryCodes = async (call: Call, password: string): Promise<string[]> => {
  const account = await provePassword(call, password);
  if (!account.hasSecondFactor) throw new Refused('accounts.no-second-factor');
  call.note(call.actor.login);
  return makeRecoveryCodes(call);
};
