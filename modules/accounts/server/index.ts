import type { Database } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { addHours } from 'date-fns';
import { listTrialAccounts, readSession, signIn, signOut } from '../contract.ts';
import { type makeActorOf, sessionHours, tokenDigest } from './sessions.ts';
import { refusalOf, trySignIn, viewOf } from './sign-in.ts';
import { deleteSession, listTrial } from './store.ts';

export { makeActorOf } from './sessions.ts';
export { hashPassword } from './sign-in.ts';
export { findActor, insertAccounts, type NewAccount } from './store.ts';

/** The handlers of accounts. Sign-in keeps failures in a transaction of its own, which the refusal does not undo. */
export const accountHandlers = (database: Database, sessions: ReturnType<typeof makeActorOf>): Handler[] => [
  handler(signIn, async (call, input) => {
    const result = await database.asGate((tx) => trySignIn({ ...call, tx }, input.login.trim(), input.password));
    if ('refused' in result) throw refusalOf(result.refused);
    call.setSession(result.token, addHours(call.now, sessionHours));
    call.note(result.actor.login);
    return viewOf(result.actor);
  }),
  handler(signOut, async (call) => {
    if (call.sessionToken) {
      const token = call.sessionToken;
      await database.asGate((tx) => deleteSession(tx, tokenDigest(token)));
      sessions.forget(token);
    }
    call.setSession(null, call.now);
    return {};
  }),
  handler(readSession, async (call) => {
    if (!call.sessionToken) return null;
    const actor = await sessions.actorOf(call.sessionToken, call.now);
    return actor ? viewOf(actor) : null;
  }),
  handler(listTrialAccounts, (call) => listTrial(call.tx)),
];
