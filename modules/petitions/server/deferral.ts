import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideDeferral, decideDeferralEnd, deferralOn, nextEntryYear } from '../deferral.ts';
import { approveHere, defer, findDeferrable } from './deferral-store.ts';
import { wasHere } from './recovery-store.ts';
import { findByRequest, holdChild, insertPetition, insertStep, type PetitionRow } from './store.ts';

/** A child of an institution as far as its school entry goes; refuses where it is not in sight and never was. */
const fileOf = async ({ tx }: Call, childId: number, institutionId: number | null) => {
  const child = await findDeferrable(tx, childId);
  if (child === null && !(await wasHere(tx, childId))) throw new Refused('children.not-found');
  if (child !== null && child.institutionId === institutionId) return child;
  return { state: null, birthOn: '', deferredFor: [], name: '', className: null, petitionId: null };
};

type Asked = { readonly kind: 'deferral' | 'deferral-end'; readonly childId: number; readonly reason: string };

const drawUp = async (call: Call, asked: Asked, requestId: string): Promise<number> => {
  const { tx, actor, now } = call;
  const { kind, childId, reason } = asked;
  // Held first: of two that are the same the second finds what the first made.
  await holdChild(tx, childId);
  const there = await findByRequest(tx, requestId);
  if (there !== null) return there;
  const file = await fileOf(call, childId, actor.institutionId);
  const today = localDate(now);
  const next = nextEntryYear(today);
  const entryYear = kind === 'deferral' ? next : (deferralOn(file.deferredFor, today) ?? next);
  guard(kind === 'deferral' ? decideDeferral(file, entryYear) : decideDeferralEnd(file, entryYear));
  const petitionId = await insertPetition(tx, { kind, childId, reason, requestId, entryYear }, actor, now);
  await insertStep(tx, petitionId, 'drawn-up', null, actor, now);
  call.note(`child ${childId}`, { petitionId, entryYear, reason });
  return petitionId;
};

/** Applies for the deferral of the school entry that comes next. */
export const askForDeferral = (call: Call, childId: number, requestId: string, reason: string): Promise<number> =>
  drawUp(call, { kind: 'deferral', childId, reason }, requestId);

/** Applies for the end of the deferral that counts now. */
export const askToEndDeferral = (call: Call, childId: number, requestId: string, reason: string): Promise<number> =>
  drawUp(call, { kind: 'deferral-end', childId, reason }, requestId);

const decideOf = async (call: Pick<Call, 'tx'>, { kind, childId, institutionId, entryYear }: PetitionRow) => {
  const child = await findDeferrable(call.tx, childId);
  const file =
    child?.institutionId === institutionId ? child : ({ state: null, birthOn: '', deferredFor: [] } as const);
  const year = entryYear ?? 0;
  return kind === 'deferral' ? decideDeferral(file, year) : decideDeferralEnd(file, year);
};

/** What stands in the way of it now: a refusal's code, or null. */
export const deferralObstacle = async (call: Pick<Call, 'tx'>, petition: PetitionRow): Promise<string | null> => {
  const decision = await decideOf(call, petition);
  return decision.accepted ? null : decision.refusal.code;
};

/** Puts an approved deferral, or its end, into force. */
export const carryOutDeferral = async (call: Call, petition: PetitionRow): Promise<void> => {
  guard(await decideOf(call, petition));
  await defer(call.tx, petition.id, call.actor, call.now);
};

/** Whether the principal's word is the last, by the rules in force in the county today. */
export const isDecidedHere = async ({ tx, now }: Call, { countyCode }: PetitionRow): Promise<boolean> =>
  (await packOf(tx, countyCode, localDate(now))).values.deferralApprovedBy.value === 'institution';

/** The principal's word where it is the last: approved and in force at once. */
export const confirmHere = async (call: Call, petition: PetitionRow) => {
  const { tx, actor, now } = call;
  guard(await decideOf(call, petition));
  const revision = await approveHere(tx, petition.id, actor, now);
  await defer(tx, petition.id, actor, now);
  await insertStep(tx, petition.id, 'approve', null, actor, now);
  call.note(`child ${petition.childId}`, { petitionId: petition.id, decision: 'approve' });
  return { state: 'approved', revision } as const;
};

/** Whether a deferral can be asked for, by whose word, and what is there already. */
export const readDeferralView = async (call: Call, childId: number) => {
  const { tx, actor, now } = call;
  const file = await fileOf(call, childId, actor.institutionId);
  const today = localDate(now);
  const entryYear = nextEntryYear(today);
  const decision = decideDeferral(file, entryYear);
  const { values } = await packOf(tx, actor.divisionCode, today);
  return {
    childName: file.name,
    birthOn: file.birthOn,
    className: file.className,
    entryYear,
    deferredFor: deferralOn(file.deferredFor, today),
    approvedBy: values.deferralApprovedBy.value,
    article: values.deferralApprovedBy.article,
    obstacle: decision.accepted ? null : decision.refusal.code,
    petitionId: file.petitionId,
  };
};
