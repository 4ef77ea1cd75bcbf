import { createHash, randomBytes } from 'node:crypto';
import { type Broadcast, openBroadcast } from '@xueqian/platform/broadcast.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { ActorOf } from '@xueqian/platform/serve.ts';
import { findBySession, isOfClosedOffice, type SessionAsker } from './store-sessions.ts';

export const newToken = (): string => randomBytes(32).toString('base64url');

/** Only the digest of a token is stored: a copy of the table opens no session. */
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** How long an answer about a session is believed without asking again, in milliseconds. */
const believedFor = 3000;

/** Most sessions remembered at once. */
const mostRemembered = 20_000;

type Remembered = { readonly asker: SessionAsker; readonly until: number; readonly active: boolean };

/** The memories of this process. */
const memories = new Set<{ readonly byToken: Map<string, Remembered>; forgettings: number }>();

/** Where other processes are told, and tell us, whose sessions have changed. */
const broadcasts = new Set<Broadcast>();

/** `null`: nothing is believed of anybody. */
const forgetHere = (accountId: number | null): void => {
  for (const memory of memories) {
    memory.forgettings += 1;
    for (const [token, { asker }] of memory.byToken)
      if (accountId === null || asker.actor.accountId === accountId) memory.byToken.delete(token);
  }
};

/**
 * Nothing is believed of an account's sessions any more. To be called when the transaction that ended, closed or changed
 * them has been committed (`call.afterCommit`): what was asked before and answers later is not remembered either. Other
 * processes hear of it within milliseconds, and one that is deaf believes its own memory for three seconds at most.
 */
export const forgetAccount = (accountId: number): void => {
  forgetHere(accountId);
  for (const broadcast of broadcasts) broadcast.say(String(accountId));
};

/** Hears from other processes whose sessions have changed; ends with the answer. */
export const hearForgotten = (database: Database): (() => void) => {
  const broadcast = openBroadcast(database.pool, 'xueqian_sessions', (message) =>
    forgetHere(message === null ? null : Number(message)),
  );
  broadcasts.add(broadcast);
  return () => {
    broadcasts.delete(broadcast);
    broadcast.stop();
  };
};

/** Whether a session was forgotten open by somebody whose office has closed meanwhile. */
export const makeHasClosedOffice =
  (database: Database) =>
  (token: string, now: Date): Promise<boolean> =>
    database.asGate((tx) => isOfClosedOffice(tx, tokenDigest(token), now));

/** Who a token belongs to, remembered for seconds, so that the session costs no query on most requests. */
export const makeActorOf = (database: Database): { readonly actorOf: ActorOf } => {
  const memory = { byToken: new Map<string, Remembered>(), forgettings: 0 };
  memories.add(memory);
  return {
    actorOf: async (token, now, active) => {
      const known = memory.byToken.get(token);
      // What is remembered of a page that asks by itself does not stand for a person who does something.
      if (known && known.until > now.getTime() && (known.active || !active)) return known.asker;
      const before = memory.forgettings;
      const asker = await database.asGateBriefly((tx) => findBySession(tx, tokenDigest(token), now, active));
      if (memory.byToken.size >= mostRemembered) memory.byToken.clear();
      if (before === memory.forgettings && asker !== null) {
        const until = Math.min(now.getTime() + believedFor, asker.endsAt.getTime());
        memory.byToken.set(token, { asker, until, active });
      }
      return asker;
    },
  };
};
