import { gateHandler, type Handler, handler } from '@xueqian/platform/handler.ts';
import { addHours } from 'date-fns';
import { listTrialAccounts, readSession, signIn, signOut } from '../contract.ts';
import { type makeActorOf, sessionHours, tokenDigest } from './sessions.ts';
import { trySignIn, viewOf } from './sign-in.ts';
import { deleteSession, listTrial } from './store.ts';

export * from './account-store.ts';
export * from './office-store.ts';
export { makeActorOf } from './sessions.ts';
export { hashPassword } from './sign-in.ts';
export { findActor, insertAccounts, type NewAccount } from './store.ts';

/** The handlers of accounts. All of them use the transaction they are given: a second one could wait for its own. */
export const accountHandlers = (sessions: ReturnType<typeof makeActorOf>): Handler[] => [
  handler(signIn, async (call, input) => {
    const { actor, token } = await trySignIn(call, input.login.trim(), input.password);
    call.setSession(token, addHours(call.now, sessionHours));
    return viewOf(actor);
  }),
  gateHandler(signOut, async (call) => {
    if (call.sessionToken) {
      await deleteSession(call.tx, tokenDigest(call.sessionToken));
      sessions.forget(call.sessionToken);
    }
    call.setSession(null, call.now);
    return {};
  }),
  handler(readSession, async (call) => (call.actor.accountId === 0 ? null : viewOf(call.actor))),
  handler(listTrialAccounts, (call) => listTrial(call.tx)),
];
