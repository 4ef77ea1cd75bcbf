import { hash, verify } from '@node-rs/argon2';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { RefusedAndKept } from '@xueqian/kernel/decision.ts';
import { permissionsOf } from '@xueqian/kernel/permissions.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { addHours, subMinutes } from 'date-fns';
import type { SessionView } from '../contract.ts';
import { newToken, sessionHours, tokenDigest } from './sessions.ts';
import { clearFailures, countFailures, findAccountByLogin, saveFailure, saveSession } from './store.ts';

/** Failures within this many minutes count; from the limit on the name waits, whether it exists or not. */
const failureWindowMinutes = 15;
const failureLimit = 5;

/** Argon2id, 19 MiB, two passes. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** A hash of nothing: a name that doesn't exist takes as long as one that does. */
const nobody = hashPassword('nobody has this password');

export const viewOf = (actor: Actor): SessionView => ({
  personName: actor.personName,
  login: actor.login,
  role: actor.role,
  level: actor.level,
  officeName: actor.officeName,
  divisionCode: actor.divisionCode,
  institutionId: actor.institutionId,
  permissions: permissionsOf(actor),
});

/** Checks name and password; what a failure writes is kept. The text of a refusal never tells whether the name exists. */
export const trySignIn = async (
  call: Call,
  login: string,
  password: string,
): Promise<{ actor: Actor; token: string }> => {
  const { tx, now } = call;
  const failures = await countFailures(tx, login, subMinutes(now, failureWindowMinutes));
  const account = await findAccountByLogin(tx, login);
  // The trail names the account; the reply never tells whether it exists.
  call.note(login);
  if (account) call.identify(account.actor);
  const right = await verify(account?.passwordHash ?? (await nobody), password);
  if (failures >= failureLimit) throw new RefusedAndKept('accounts.sign-in-locked', { minutes: failureWindowMinutes });
  if (!account?.passwordHash || !right) {
    await saveFailure(tx, login, now, call.address);
    throw new RefusedAndKept('accounts.sign-in-failed');
  }
  await clearFailures(tx, login);
  const token = newToken();
  await saveSession(tx, tokenDigest(token), account.actor.accountId, now, addHours(now, sessionHours), call.address);
  return { actor: account.actor, token };
};
