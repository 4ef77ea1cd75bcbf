import type { Actor } from '@xueqian/kernel/actor.ts';
import { permissionsOf } from '@xueqian/kernel/permissions.ts';
import type { Need } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { addHours } from 'date-fns';
import type { SessionView } from '../contract.ts';
import { accountPolicyOf, needOf } from './account-policy.ts';
import { forgetAccount, newToken, tokenDigest } from './sessions.ts';
import { type Account, saveSignedIn } from './store.ts';
import { deleteByToken, insertSession } from './store-sessions.ts';
import { saveSignIn } from './store-sign-ins.ts';

export type SignedIn = { readonly actor: Actor; readonly need: Need | null };

export const viewOf = ({ actor, need }: SignedIn): SessionView => ({
  personName: actor.personName,
  login: actor.login,
  role: actor.role,
  level: actor.level,
  officeName: actor.officeName,
  divisionCode: actor.divisionCode,
  institutionId: actor.institutionId,
  need,
  permissions: need === null ? permissionsOf(actor) : [],
});

/** Opens a session under a new token; what the browser's token before it opened ends. */
export const beginSession = async (call: Call, account: Account): Promise<SignedIn> => {
  const { tx, now } = call;
  const { actor } = account;
  const policy = await accountPolicyOf(tx, actor.divisionCode, now);
  const need = needOf(account, policy, now);
  if (call.sessionToken) {
    const before = await deleteByToken(tx, tokenDigest(call.sessionToken));
    if (before !== null) call.afterCommit(() => forgetAccount(before));
  }
  const token = newToken();
  const expiresAt = addHours(now, policy.lastsHours);
  await insertSession(tx, {
    tokenDigest: tokenDigest(token),
    accountId: actor.accountId,
    idleMinutes: policy.idleMinutes,
    address: call.address,
    browser: call.browser,
    ...{ now, expiresAt, need },
  });
  await saveSignIn(tx, actor.login, 'signed-in', call);
  await saveSignedIn(tx, actor.accountId, now);
  call.setSession(token, expiresAt);
  return { actor, need };
};
