import { Refused } from '@xueqian/kernel/decision.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { unmaskChild } from '../contract.ts';
import { findFile } from './store.ts';
import { openNumbers } from './views.ts';

/** One whole number of one child; who, which, and why is on record before it is told. */
export const unmask = async (call: Call, input: InputOf<typeof unmaskChild>): Promise<{ value: string }> => {
  const file = await findFile(call.tx, input.childId);
  if (!file) throw new Refused('children.not-found');
  const value = openNumbers(call.services.sealer, file)[input.field];
  if (value === null) throw new Refused('children.nothing-to-unmask');
  call.note(`child ${input.childId}`, { field: input.field, reason: input.reason, note: input.note });
  return { value };
};
