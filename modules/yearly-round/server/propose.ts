import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { decidePlan } from '../decide-plan.ts';
import type { RoundKind, RoundPlan } from '../round.ts';
import { firstPlan } from '../stages.ts';
import { isOpen } from '../window.ts';
import { readWindow } from './rules-of.ts';
import {
  findOpenRound,
  findRoundLocked,
  insertRound,
  listChildren,
  listClasses,
  type RoundRow,
  savePlan,
  saveWithdrawn,
} from './store.ts';

/** Classes of whose children a plan speaks; null: of an intake, which takes those without one. */
export const classesOf = (kind: RoundKind, plan: RoundPlan): readonly number[] | null =>
  kind === 'intake' ? null : plan.classes.map(({ classId }) => classId);

const ensureMine = ({ actor }: Call, institutionId: number): void => {
  if (institutionId !== actor.institutionId) throw new Refused('institutions.not-found');
};

/** A round of my institution, held, as it was looked at. */
export const getMineLocked = async (call: Call, roundId: number, revision: number): Promise<RoundRow> => {
  const round = await findRoundLocked(call.tx, roundId);
  if (!round || round.institutionId !== call.actor.institutionId) throw new Refused('yearly-round.not-found');
  if (round.revision !== revision) throw new Refused('yearly-round.changed-meanwhile');
  return round;
};

const ensureSound = async (
  call: Call,
  institutionId: number,
  kind: RoundKind,
  year: number,
  plan: RoundPlan,
): Promise<void> => {
  const classes = await listClasses(call.tx, institutionId);
  const children = await listChildren(call.tx, { institutionId, classIds: classesOf(kind, plan), year });
  guard(decidePlan(kind, year, plan, classes, children));
};

/** What an institution begins with. */
export const start = async (call: Call, institutionId: number, kind: RoundKind) => {
  ensureMine(call, institutionId);
  const { tx, actor, now } = call;
  const { window, today } = await readWindow(tx, actor.divisionCode, kind, now);
  const classes = await listClasses(tx, institutionId);
  const on = [today, window.opensOn].sort().at(-1) as string;
  const plan = firstPlan(kind, window.year, classes, kind === 'graduation' ? on : null);
  return {
    window: { ...window, isOpen: isOpen(window, today) },
    classes: [...classes],
    plan: structuredClone(plan) as never,
    openRoundId: (await findOpenRound(tx, institutionId, kind))?.id ?? null,
  };
};

/** Draws a plan up, before its window or in it. */
export const propose = async (call: Call, institutionId: number, kind: RoundKind, plan: RoundPlan) => {
  ensureMine(call, institutionId);
  const { tx, actor, now } = call;
  const { window } = await readWindow(tx, actor.divisionCode, kind, now);
  if (await findOpenRound(tx, institutionId, kind)) throw new Refused('yearly-round.open-already');
  await ensureSound(call, institutionId, kind, window.year, plan);
  const made = await insertRound(tx, { institutionId, kind, year: window.year, plan }, actor, now);
  if (!made) throw new Refused('institutions.not-found');
  call.note(`round ${made.id}`, { kind, year: window.year, classes: plan.classes.length });
  return { roundId: made.id };
};

/** Another plan in place of the one that waits. */
export const change = async (call: Call, roundId: number, revision: number, plan: RoundPlan) => {
  const { tx, actor, now } = call;
  const round = await getMineLocked(call, roundId, revision);
  if (round.state !== 'proposed') throw new Refused('yearly-round.not-waiting', { state: round.state });
  const { window } = await readWindow(tx, actor.divisionCode, round.kind, now);
  await ensureSound(call, round.institutionId, round.kind, window.year, plan);
  await savePlan(tx, roundId, { year: window.year, plan }, actor, now);
  call.note(`round ${roundId}`, { kind: round.kind, exceptions: plan.exceptions.length });
  return { revision: revision + 1 };
};

export const withdraw = async (call: Call, roundId: number, revision: number): Promise<void> => {
  const round = await getMineLocked(call, roundId, revision);
  if (round.state !== 'proposed') throw new Refused('yearly-round.not-waiting', { state: round.state });
  await saveWithdrawn(call.tx, roundId);
  call.note(`round ${roundId}`, { kind: round.kind });
};
