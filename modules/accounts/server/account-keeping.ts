import type { Call } from '@xueqian/platform/handler.ts';
import { endSessions } from './account-store.ts';
import { forgetAccount } from './sessions.ts';
import { deleteSecondFactor } from './store-second-factors.ts';
import { insertUnlocking } from './store-sign-ins.ts';

/**
 * What security administrators do to the sign-in of others, in the keeper's role (`keeperHandler`): row security leaves
 * them the accounts of their jurisdiction alone. 0: the account has no second factor, or is not theirs.
 */
type Place = Pick<Call, 'tx' | 'now' | 'afterCommit'>;

/** Takes an account's second factor and recovery codes away: the device was lost. Ends its sessions. */
export const resetSecondFactor = async (call: Place, accountId: number): Promise<number> => {
  const gone = await deleteSecondFactor(call.tx, accountId);
  if (gone > 0) await endSessions(call.tx, accountId);
  call.afterCommit(() => forgetAccount(accountId));
  return gone;
};

/** Ends the count of failures of a name, so that it need not wait nor read an image (the accessible way past the image). */
export const unlockSignIn = (call: Place, login: string): Promise<number> => insertUnlocking(call.tx, login, call.now);
