import type { Actor } from '@xueqian/kernel/actor.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Need, Route } from '@xueqian/kernel/route.ts';
import type { FastifyRequest } from 'fastify';
import { ProblemReply } from './problems.ts';

/** The first wall: is this account, at its level and in its role, allowed to ask at all? Read before any input. */
export const authorise = (permission: Route['permission'], actor: Actor | null): void => {
  if (permission === 'public') return;
  if (!actor) throw new ProblemReply(401, 'session.needed');
  if (permission === 'signed-in') return;
  if (!may(permission, actor)) {
    throw new ProblemReply(403, 'permission.missing', { permission, level: actor.level, role: actor.role });
  }
};

/** Whoever must change a password or take a second factor does that before anything else. */
export const askForNeed = (contract: Pick<Route, 'permission' | 'meets'>, need: Need | null): void => {
  if (need !== null && contract.permission !== 'public' && !contract.meets?.includes(need))
    throw new ProblemReply(403, `session.${need}-needed`);
};

/** Commands come from our own pages only: a header that a foreign page cannot set without being asked first. */
export const guardOrigin = (request: FastifyRequest): void => {
  if (request.method !== 'GET' && request.headers['x-xueqian'] !== '1') throw new ProblemReply(403, 'request.foreign');
};
