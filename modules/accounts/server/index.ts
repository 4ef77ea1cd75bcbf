import type { Call, Handler } from '@xueqian/platform/handler.ts';
import { gateHandler, handler } from '@xueqian/platform/handler.ts';
import * as routes from '../contract.ts';
import { viewOf } from './begin-session.ts';
import { changePassword } from './change-password.ts';
import { beginSecondFactor, confirmSecondFactor, renewRecoveryCodes } from './enrol-second-factor.ts';
import { askImageQuestion } from './image-question.ts';
import { endMyOtherSessions, endMySession, listMySessions, listMySignIns, readMyAccount } from './my-account.ts';
import { proveSecondFactor } from './prove-second-factor.ts';
import { forgetAccount, tokenDigest } from './sessions.ts';
import { trySignIn } from './sign-in.ts';
import { listTrial } from './store.ts';
import { deleteByToken } from './store-sessions.ts';

export { resetSecondFactor, unlockSignIn } from './account-keeping.ts';
export * from './account-store.ts';
export { type Asked, type AskedWork, askedJob } from './asked-job.ts';
export * from './office-store.ts';
export { hashPassword } from './password-hash.ts';
export { forgetAccount, hearForgotten, makeActorOf, makeHasClosedOffice } from './sessions.ts';
export { insertAccounts, type NewAccount } from './store.ts';

/** The handlers of accounts. All of them use the transaction they are given: a second one could wait for its own. */
export const accountHandlers: readonly Handler[] = [
  handler(routes.signIn, async (call, input) => {
    const login = input.login.trim();
    const signedIn = await trySignIn(call, { ...input, login });
    if (signedIn === 'second-factor') call.note(login, { waitsFor: signedIn });
    return signedIn === 'second-factor' ? { secondFactor: true as const } : viewOf(signedIn);
  }),
  handler(routes.proveSecondFactor, async (call, input) => {
    const signedIn = await proveSecondFactor(call, input.code);
    return viewOf(signedIn);
  }),
  handler(routes.askImageQuestion, async (call) => askImageQuestion(call)),
  gateHandler(routes.signOut, async (call) => {
    if (call.sessionToken) await deleteByToken(call.tx, tokenDigest(call.sessionToken));
    call.afterCommit(() => forgetAccount(call.actor.accountId));
    call.setSession(null, call.now);
    return {};
  }),
  handler(routes.readSession, async (call) => (call.actor.accountId === 0 ? null : viewOf(call))),
  handler(routes.listTrialAccounts, (call) => listTrial(call.tx)),
  gateHandler(routes.readMyAccount, readMyAccount),
  gateHandler(routes.changePassword, async (call, input) => viewOf(await changePassword(call, input))),
  gateHandler(routes.beginSecondFactor, (call: Call, input) => beginSecondFactor(call, input.password)),
  gateHandler(routes.confirmSecondFactor, async (call, input) => {
    const { recoveryCodes, ...signedIn } = await confirmSecondFactor(call, input.code);
    return { recoveryCodes, session: viewOf(signedIn) };
  }),
  gateHandler(routes.renewRecoveryCodes, async (call, input) => ({
    recoveryCodes: await renewRecoveryCodes(call, input.password),
  })),
  gateHandler(routes.listMySessions, listMySessions),
  gateHandler(routes.listMySignIns, listMySignIns),
  gateHandler(routes.endSession, (call, input) => endMySession(call, input.sessionId)),
  gateHandler(routes.endOtherSessions, endMyOtherSessions),
];
