import { type Decision, Refused } from '@xueqian/kernel/decision.ts';

/** What a decision gives; its refusal is thrown. */
export const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};
