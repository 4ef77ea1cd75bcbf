import { Refused } from '@xueqian/kernel/decision.ts';
import pg from 'pg';

/** A problem reply after RFC 9457. `code` names the text in the messages; a fault tells its incident number only. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { path: string; code: string }[];
  readonly incident?: string;
};

/** Thrown to answer with a status and a code. */
export class ProblemReply extends Error {
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly errors: readonly { path: string; code: string }[] | undefined;
  constructor(
    status: number,
    code: string,
    facts: Problem['facts'] = {},
    errors?: readonly { path: string; code: string }[],
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
    this.errors = errors;
  }
}

const problem = (status: number, code: string, facts: Problem['facts'], more: Partial<Problem> = {}): Problem => ({
  type: `/problems/${code}`,
  title: code,
  status,
  code,
  facts,
  ...more,
});

/** A refusal that ends in `not-found` is a 404: what is not visible does not exist. */
const statusOf = (code: string): number => (code.endsWith('not-found') ? 404 : 409);

export const problemOf = (
  error: unknown,
  constraintRefusals: Readonly<Record<string, string>>,
  incident: string,
): Problem => {
  if (error instanceof ProblemReply) {
    return problem(error.status, error.code, error.facts, error.errors ? { errors: error.errors } : {});
  }
  if (error instanceof Refused) return problem(statusOf(error.refusal.code), error.refusal.code, error.refusal.facts);
  if (error instanceof pg.DatabaseError && error.constraint) {
    const code = constraintRefusals[error.constraint];
    if (code) return problem(409, code, {});
  }
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const code: Record<number, string> = { 413: 'input.too-large', 415: 'input.bad-type', 429: 'request.too-many' };
    return problem(status, code[status] ?? 'input.bad', {});
  }
  return problem(500, 'fault', {}, { incident });
};
