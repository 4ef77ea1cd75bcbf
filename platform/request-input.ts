import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Route } from '@xueqian/kernel/route.ts';
import type { FastifyRequest } from 'fastify';
import { ProblemReply } from './problems.ts';

/** A zero byte, which no text of ours holds and PostgreSQL cannot keep; looked for at any depth without recursion. */
export const holdsZero = (value: unknown): boolean => {
  const waiting = [value];
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (typeof each === 'string' && each.includes('\u0000')) return true;
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, inner] of Object.entries(each)) waiting.push(key, inner);
  }
  return false;
};

/** The input of a call after its contract; all fields that don't fit are named at once. */
export const inputOf = (contract: Route, request: FastifyRequest): unknown => {
  const body = contract.method === 'GET' ? (request.query as object) : ((request.body as object | null) ?? {});
  const parsed = contract.input.safeParse({ ...body, ...(request.params as object) });
  if (!parsed.success) {
    throw new ProblemReply(
      400,
      'input.bad',
      {},
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code })),
    );
  }
  return parsed.data;
};

/** Whoever is not signed in, for the routes that everybody may call. */
export const publicActor = (address: string): Actor => ({
  accountId: 0,
  login: '',
  personName: address,
  role: 'reader',
  level: 'institution',
  officeId: 0,
  duties: null,
  officeName: '',
  scope: '0',
  institutionId: null,
  divisionCode: '',
});
