import type { Actor } from '@xueqian/kernel/actor.ts';
import { type Decision, Refused } from '@xueqian/kernel/decision.ts';
import type { DueDate } from '@xueqian/kernel/due-date.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { type AdmissionAct, type ApplicationState, applicationStates, type HandledBy } from '../application.ts';
import { daysLeft, decideAct, isMine, stepDueOn, waitsFor } from '../rules.ts';
import { insertStep, lockApplication, type StateChange, saveState, type Waiting, type Whole } from './store.ts';

export const ensure = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

/** The application, held. */
export const hold = async (call: Pick<Call, 'tx'>, applicationId: number): Promise<Whole> => {
  const found = await lockApplication(call.tx, applicationId);
  if (!found) throw new Refused('admission.not-found');
  return found;
};

/** What the rules in force lay down for a county now: the way of an application and the period of a step. */
export const rulesOf = async (call: Pick<Call, 'tx' | 'now'>, countyCode: string) => {
  const { values } = await packOf(call.tx, countyCode, localDate(call.now));
  return {
    way: values.admissionHandledBy.value,
    period: values.admissionStepWithin,
    firstEntriesWithin: values.newInstitutionWithin,
  };
};

/** A new state with its clock, from now on. */
export const changeTo = async (
  call: Pick<Call, 'tx' | 'now'>,
  countyCode: string,
  state: ApplicationState,
): Promise<StateChange> => {
  const due = stepDueOn(state, localDate(call.now), (await rulesOf(call, countyCode)).period);
  return { state, since: call.now, dueOn: due === 'not-known' ? null : due, dueNotKnown: due === 'not-known' };
};

/** Decides an act, moves the application on, and keeps who did it. */
export const take = async (
  call: Call,
  application: Whole,
  act: AdmissionAct,
  seen: number,
  note: string | null = null,
  way?: HandledBy,
): Promise<{ state: ApplicationState }> => {
  const state = ensure(decideAct(application, act, call.actor, seen, way));
  await saveState(call.tx, application.id, await changeTo(call, application.countyCode, state));
  await insertStep(call.tx, application, act, call.actor, call.now, note);
  call.note(`application ${application.id}`, {
    name: application.name,
    before: { state: application.state },
    after: { state },
    ...(note === null ? {} : { note }),
  });
  return { state };
};

/** The deadline as it is shown. */
export const clockOf = (
  row: { readonly dueOn: string | null; readonly dueNotKnown: boolean },
  now: Date,
): { dueOn: DueDate; daysLeft: number | null } => {
  const dueOn: DueDate = row.dueNotKnown ? 'not-known' : row.dueOn;
  return { dueOn, daysLeft: daysLeft(dueOn, localDate(now)) };
};

const natures = { public: ['1'], private: ['2', '3', '4'] } as const;

/** States that wait for this person, of which natures. */
export const waitingFor = (actor: Actor, states: readonly ApplicationState[] = applicationStates): Waiting[] =>
  states.flatMap((state): Waiting[] => {
    const act = waitsFor[state];
    if (act === null) return [];
    if (act !== 'approve' && act !== 'notify')
      return isMine(actor, act, { state, nature: null }) ? [{ state, natures: null }] : [];
    const mine = (['public', 'private'] as const).flatMap((side) =>
      isMine(actor, act, { state, nature: natures[side][0] }) ? natures[side] : [],
    );
    return mine.length === 0 ? [] : [{ state, natures: mine }];
  });
