import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { openTask } from '../../deadlines/server/index.ts';
import { packOf } from '../../jurisdictions/server/index.ts';
import { decideCancellation } from '../cancellation.ts';
import { findLostChild } from './recovery-store.ts';
import { cancel, findByRequest, holdChild, insertPetition, insertStep, type PetitionRow } from './store.ts';

/** The key under which the institution's clock runs, from the accident until its principal's word. */
export const reportTask = ({ id, institutionId }: { readonly id: number; readonly institutionId: number }) =>
  ({ institutionId, kind: 'accident-report', subject: String(id) }) as const;

const fileOf = async ({ tx }: Pick<Call, 'tx'>, childId: number, institutionId: number) => {
  const child = await findLostChild(tx, childId);
  return child === null || child.institutionId !== institutionId ? { state: null, obstacle: null } : child;
};

/** Draws up the end of a child's file on a day; the clock of reporting runs from that day. Gives the petition. */
export const drawUpCancellation = async (
  call: Call,
  asked: {
    readonly childId: number;
    readonly endsOn: string;
    readonly reason: string;
    readonly requestId: string;
  },
): Promise<number> => {
  const { tx, actor, now } = call;
  await holdChild(tx, asked.childId);
  const there = await findByRequest(tx, asked.requestId);
  if (there !== null) return there;
  const institutionId = actor.institutionId ?? 0;
  const file = await fileOf(call, asked.childId, institutionId);
  if (file.state === null) throw new Refused('children.not-found');
  guard(decideCancellation(file));
  const petitionId = await insertPetition(tx, { kind: 'cancellation', ...asked }, actor, now);
  await insertStep(tx, petitionId, 'drawn-up', null, actor, now);
  const { values } = await packOf(tx, actor.divisionCode, asked.endsOn);
  await openTask(tx, reportTask({ id: petitionId, institutionId }), 'institution', values.accidentWithin, asked.endsOn);
  return petitionId;
};

/** What stands in the way of it now: a refusal's code, or null. */
export const cancellationObstacle = async (call: Pick<Call, 'tx'>, petition: PetitionRow): Promise<string | null> => {
  const decision = decideCancellation(await fileOf(call, petition.childId, petition.institutionId));
  return decision.accepted ? null : decision.refusal.code;
};

/** Ends the file of an approved petition, and its number. */
export const carryOutCancellation = async (call: Call, petition: PetitionRow): Promise<void> => {
  guard(decideCancellation(await fileOf(call, petition.childId, petition.institutionId)));
  await cancel(call.tx, petition.id, call.actor, call.now);
};
