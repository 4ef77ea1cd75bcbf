import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Route } from '@xueqian/kernel/route.ts';
import type { FastifyRequest } from 'fastify';
import { ProblemReply } from './problems.ts';
import type { TrailEntry } from './trail-entry.ts';

/** Refused attempts of one account that are written down within a minute; what comes on top is only counted. */
const mostAMinute = 30;

/** The code of a refusal that belongs into the trail: a missing permission, or what is not there for this person. */
const codeForTrail = (error: unknown): string | null => {
  if (error instanceof ProblemReply && error.code === 'permission.missing') return error.code;
  if (error instanceof Refused && error.refusal.code.endsWith('not-found')) return error.refusal.code;
  return null;
};

/** What an address is about, when the handler did not come to say so: its first id, as subjects are written. */
const subjectOfAddress = (params: unknown): string | null => {
  for (const [name, value] of Object.entries((params ?? {}) as Record<string, unknown>))
    if (name.endsWith('Id') && typeof value === 'string' && /^\d{1,15}$/.test(value))
      return `${name.slice(0, -2)} ${value}`;
  return null;
};

/**
 * Writes refused attempts of people who are signed in, within bounds: whoever tries thousands of addresses fills no
 * disk. What was left out is told by the next line of the same account.
 */
export const boundRefusals = (write: (entry: TrailEntry) => Promise<void>) => {
  let minute = 0;
  const seen = new Map<number, { written: number; leftOut: number }>();
  return async (entry: TrailEntry): Promise<void> => {
    const accountId = entry.actor?.accountId ?? 0;
    const now = Math.floor(entry.at.getTime() / 60_000);
    const known = seen.get(accountId) ?? { written: 0, leftOut: 0 };
    if (now !== minute) {
      minute = now;
      for (const [id, each] of seen) {
        if (each.leftOut === 0) seen.delete(id);
        else each.written = 0;
      }
      known.written = 0;
    }
    seen.set(accountId, known);
    if (known.written >= mostAMinute) {
      known.leftOut += 1;
      return;
    }
    const { leftOut } = known;
    known.written += 1;
    known.leftOut = 0;
    await write(leftOut === 0 ? entry : { ...entry, facts: { ...entry.facts, leftOut } });
  };
};

/** Does a step of a request; when it is refused to somebody who is signed in, the attempt goes on record. */
export const keepRefusals = (
  write: (entry: TrailEntry) => Promise<void>,
  askerOf: (request: FastifyRequest) => { readonly now: Date; readonly actor: Actor | null },
) => {
  const record = boundRefusals(write);
  return async <T>(
    contract: Pick<Route, 'id' | 'audit'>,
    request: FastifyRequest,
    subject: (() => string | null) | null,
    step: () => Promise<T>,
  ): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      const { now, actor } = askerOf(request);
      const refusal = codeForTrail(error);
      if (refusal && actor) {
        await record({
          at: now,
          entry: contract.audit ?? 'audit.attempt-refused',
          route: contract.id,
          result: 'refused',
          refusal,
          actor,
          subject: subject?.() ?? subjectOfAddress(request.params),
          facts: null,
          address: request.ip,
          requestId: request.id,
        });
      }
      throw error;
    }
  };
};
