import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import Bowser from 'bowser';
import { passwordExpiresAt } from '../password.ts';
import { isSecondFactorRequired } from '../second-factor.ts';
import { accountPolicyOf } from './account-policy.ts';
import { forgetAccount, tokenDigest } from './sessions.ts';
import { getAccount } from './store.ts';
import { findSecondFactor } from './store-second-factors.ts';
import { deleteSessionOf, deleteSessions, listSessions } from './store-sessions.ts';
import { listSignIns } from './store-sign-ins.ts';

const shownSignIns = 20;

/** Name of the browser and its system, as far as it says so; null: it says nothing that is known. */
export const browserName = (agent: string | null): string | null => {
  if (!agent) return null;
  const { browser, os } = Bowser.parse(agent);
  const words = [browser.name, browser.version?.split('.')[0], os.name].filter(Boolean);
  return words.length === 0 ? null : words.join(' ');
};

const ownDigest = (call: Call): Buffer => tokenDigest(call.sessionToken ?? '');

export const readMyAccount = async ({ tx, now, actor }: Call) => {
  const account = await getAccount(tx, actor.accountId);
  const policy = await accountPolicyOf(tx, actor.divisionCode, now);
  const factor = await findSecondFactor(tx, actor.accountId);
  return {
    personName: actor.personName,
    login: actor.login,
    role: actor.role,
    level: actor.level,
    officeName: actor.officeName,
    password: {
      changedAt: account.passwordChangedAt.toISOString(),
      expiresAt: passwordExpiresAt(account.passwordChangedAt, policy.changedWithinDays).toISOString(),
      madeByAnother: account.mustChange,
      ...policy.limits,
      history: policy.history,
      changedWithinDays: policy.changedWithinDays,
    },
    secondFactor: {
      enrolledAt: factor?.confirmedAt?.toISOString() ?? null,
      required: isSecondFactorRequired(policy.secondFactorFor, actor.role) && !account.secondFactorOptional,
      codesLeft: factor?.codesLeft ?? 0,
    },
    idleMinutes: policy.idleMinutes,
    lastsHours: policy.lastsHours,
  };
};

export const listMySessions = async (call: Call) =>
  (await listSessions(call.tx, call.actor.accountId, call.now, ownDigest(call))).map((row) => ({
    ...row,
    since: row.since.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    browser: browserName(row.browser),
  }));

export const listMySignIns = async (call: Call) =>
  (await listSignIns(call.tx, call.actor.login, shownSignIns)).map((row) => ({
    ...row,
    at: row.at.toISOString(),
    browser: browserName(row.browser),
  }));

/** Ends one of my sessions; that of another account is not there for me. */
export const endMySession = async (call: Call, sessionId: number): Promise<Record<string, never>> => {
  const { accountId, login } = call.actor;
  if ((await deleteSessionOf(call.tx, accountId, sessionId)) === 0) throw new Refused('accounts.session-not-found');
  call.afterCommit(() => forgetAccount(accountId));
  call.note(login, { sessions: 1 });
  return {};
};

/** Ends all my sessions but this one; says how many. */
export const endMyOtherSessions = async (call: Call): Promise<{ ended: number }> => {
  const { accountId, login } = call.actor;
  const ended = await deleteSessions(call.tx, accountId, ownDigest(call));
  call.afterCommit(() => forgetAccount(accountId));
  call.note(login, { sessions: ended });
  return { ended };
};
