import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { decideUndo } from '../../departures/leaving.ts';
import { decideRecovery, type LostFile, restoredState } from '../recovery.ts';
import { findLostChild, listActions, restore, wasHere } from './recovery-store.ts';
import { findByRequest, holdChild, insertPetition, insertStep, type PetitionRow } from './store.ts';

/** What is known of a file that is to come back to an institution; null: it is not in sight and never was. */
const lostFileOf = async (
  { tx, now }: Pick<Call, 'tx' | 'now'>,
  childId: number,
  institutionId: number,
): Promise<LostFile | null> => {
  const child = await findLostChild(tx, childId);
  const elsewhere = { mayBeUndone: false, claim: 'nobody', obstacle: null, standing: 'operating' } as const;
  if (child === null) return (await wasHere(tx, childId)) ? { state: null, ...elsewhere } : null;
  if (child.institutionId !== institutionId) return { state: null, ...elsewhere };
  const { state, leavingRecordedAt: recordedAt } = child;
  const mayBeUndone = recordedAt !== null && decideUndo({ recordedAt, isUndone: false, state }, now).accepted;
  return { ...child, mayBeUndone };
};

/** Applies for a file of mine to come back. */
export const askForRecovery = async (
  call: Call,
  childId: number,
  requestId: string,
  reason: string,
): Promise<number> => {
  const { tx, actor, now } = call;
  // Held first: of two that are the same the second finds what the first made.
  await holdChild(tx, childId);
  const there = await findByRequest(tx, requestId);
  if (there !== null) return there;
  const file = await lostFileOf(call, childId, actor.institutionId ?? 0);
  if (file === null) throw new Refused('children.not-found');
  guard(decideRecovery(file));
  const petitionId = await insertPetition(tx, { kind: 'recovery', childId, reason, requestId }, actor, now);
  await insertStep(tx, petitionId, 'drawn-up', null, actor, now);
  call.note(`child ${childId}`, { petitionId, reason });
  return petitionId;
};

/** What stands in the way of a recovery now: a refusal's code, or null. */
export const recoveryObstacle = async (
  call: Pick<Call, 'tx' | 'now'>,
  petition: PetitionRow,
): Promise<string | null> => {
  const file = await lostFileOf(call, petition.childId, petition.institutionId);
  const decision = file === null ? null : decideRecovery(file);
  if (decision === null) return 'petitions.is-elsewhere';
  return decision.accepted ? null : decision.refusal.code;
};

/** Brings the file of an approved recovery back to what it was. */
export const carryOutRecovery = async (call: Call, petition: PetitionRow): Promise<void> => {
  const file = await lostFileOf(call, petition.childId, petition.institutionId);
  if (file === null) throw new Refused('petitions.is-elsewhere');
  const gone = guard(decideRecovery(file));
  const state = restoredState(gone, await listActions(call.tx, petition.childId));
  if (state === null) throw new Error(`the history of child ${petition.childId} does not tell what it was`);
  await restore(call.tx, petition.id, state, call.actor, call.now);
  call.note(`child ${petition.childId}`, { petitionId: petition.id, state });
};
