import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { decideResumption, decideSuspension } from '../leaving.ts';
import { findChildLocked, findOpenRest, saveActions, saveResumed, saveSuspended } from './store.ts';

const heldChild = async ({ tx, actor }: Call, childId: number) => {
  const child = await findChildLocked(tx, childId);
  if (!child || child.institutionId !== actor.institutionId) throw new Refused('children.not-found');
  return child;
};

/** The child rests: number, place and class stay. */
export const suspend = async (
  call: Call,
  childId: number,
  rest: { readonly fromOn: string; readonly untilOn: string; readonly reason: string },
): Promise<void> => {
  const { tx, actor, now } = call;
  const child = await heldChild(call, childId);
  const decision = decideSuspension(child, rest, localDate(now));
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  const { fromOn, untilOn, reason } = rest;
  await saveSuspended(tx, childId, rest, actor, now);
  await saveActions(tx, [childId], 'suspended', actor, now, reason, { from: fromOn, until: untilOn });
  call.note(`child ${childId}`, { fromOn, untilOn });
};

/** The child comes back into a class. */
export const resume = async (call: Call, childId: number, resumedOn: string, classId: number): Promise<void> => {
  const { tx, actor, now } = call;
  const child = await heldChild(call, childId);
  const rest = await findOpenRest(tx, childId);
  const decision = decideResumption({ state: child.state, fromOn: rest?.fromOn ?? null }, resumedOn, localDate(now));
  if (!decision.accepted || !rest) {
    if (decision.accepted) throw new Error(`child ${childId} rests without a record`);
    throw new Refused(decision.refusal.code, decision.refusal.facts);
  }
  await saveResumed(tx, childId, { id: rest.id, resumedOn, classId }, actor, now);
  await saveActions(tx, [childId], 'resumed', actor, now, null, { on: resumedOn });
  call.note(`child ${childId}`, { resumedOn, classId });
};
