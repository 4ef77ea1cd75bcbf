import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { findAccountBySession } from './store.ts';

/** Hours a session lasts from sign-in, whatever is done in it. */
export const sessionHours = 12;

export const newToken = (): string => randomBytes(32).toString('base64url');

/** Only the digest of a token is stored: a copy of the table opens no session. */
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** How long an answer about a session is believed without asking again, in milliseconds. */
const believedFor = 3000;

/** Who a token belongs to, remembered for seconds, so that the session costs no query on most requests. */
export const makeActorOf = (database: Database) => {
  const remembered = new Map<string, { actor: Actor | null; until: number }>();
  return {
    actorOf: async (token: string, now: Date): Promise<Actor | null> => {
      const known = remembered.get(token);
      if (known && known.until > now.getTime()) return known.actor;
      const account = await database.asGate((tx) => findAccountBySession(tx, tokenDigest(token), now));
      if (remembered.size > 20_000) remembered.clear();
      remembered.set(token, { actor: account?.actor ?? null, until: now.getTime() + believedFor });
      return account?.actor ?? null;
    },
    forget: (token: string): void => {
      remembered.delete(token);
    },
  };
};
