import { Refused } from '@xueqian/kernel/decision.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { deadlineFrom } from '../../jurisdictions/policy-pack.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideLeaving, decideUndo, endKindOf, type LeavingWay } from '../leaving.ts';
import {
  type AskedChild,
  findChild,
  findLeavingLocked,
  listAsked,
  listAskedLocked,
  saveActions,
  saveGoneElsewhere,
  saveLeft,
  saveUndone,
} from './store.ts';

type InTheWay = {
  childId: number;
  name: string;
  code: string;
  facts: Readonly<Record<string, string | number | boolean | null>>;
};

/** The last day for recording a leaving of a day, by the rules in force at the asker's division. */
const clockOf = async (call: Call, leftOn: string) => {
  const today = localDate(call.now);
  const { values } = await packOf(call.tx, call.actor.divisionCode, today);
  // A day that has not come has no clock: the rule refuses it.
  const due = leftOn > today ? null : deadlineFrom(values.childChangeWithin, leftOn, nationalCalendar);
  const dueOn = due?.ok ? due.value : null;
  return {
    today,
    dueOn: due === null ? null : due.ok ? due.value : ('not-known' as const),
    late: dueOn !== null && today > dueOn,
    article: values.childChangeWithin.article,
  };
};

const sort = (asked: readonly AskedChild[], childIds: readonly number[], leftOn: string, today: string) => {
  const leaving: AskedChild[] = [];
  const refused: InTheWay[] = [];
  for (const child of asked) {
    const decision = decideLeaving(child, leftOn, today);
    if (decision.accepted) leaving.push(child);
    else refused.push({ childId: child.id, name: child.name, ...decision.refusal });
  }
  const seen = new Set(asked.map(({ id }) => id));
  for (const id of new Set(childIds))
    if (!seen.has(id)) refused.push({ childId: id, name: '', code: 'children.not-found', facts: {} });
  return { leaving, refused };
};

const ensureMine = ({ actor }: Call, institutionId: number): void => {
  if (institutionId !== actor.institutionId) throw new Refused('institutions.not-found');
};

/** What a recording would do now. */
export const preview = async (call: Call, institutionId: number, childIds: readonly number[], leftOn: string) => {
  ensureMine(call, institutionId);
  const clock = await clockOf(call, leftOn);
  const asked = await listAsked(call.tx, childIds, institutionId);
  const { leaving, refused } = sort(asked, childIds, leftOn, clock.today);
  return {
    dueOn: clock.dueOn,
    late: clock.late,
    article: clock.article,
    leaving: leaving.map(({ id, name, className, admittedOn }) => ({ childId: id, name, className, admittedOn })),
    refused,
  };
};

export type LeavingAsked = {
  readonly childIds: readonly number[];
  readonly leftOn: string;
  readonly way: LeavingWay;
  readonly destination: string | null;
  readonly reason: string;
};

/** The children leave at once; what stands in somebody's way is said, and only when it stands in everybody's, refused. */
export const leave = async (call: Call, institutionId: number, asked: LeavingAsked) => {
  ensureMine(call, institutionId);
  const { tx, actor, now } = call;
  const { leftOn, way, reason } = asked;
  const destination = asked.destination || null;
  const { today, dueOn } = await clockOf(call, leftOn);
  const children = await listAskedLocked(tx, asked.childIds, institutionId);
  const { leaving, refused } = sort(children, asked.childIds, leftOn, today);
  const [first] = refused;
  if (leaving.length === 0 && first) throw new Refused(first.code, first.facts);
  const ids = leaving.map(({ id }) => id);
  const endKind = endKindOf[way];
  const due = dueOn === 'not-known' ? null : dueOn;
  await saveLeft(tx, ids, { leftOn, way, endKind, destination, reason, dueOn: due }, actor, now);
  await saveActions(tx, ids, 'left', actor, now, reason, { on: leftOn, way, destination });
  const [only] = ids;
  call.note(ids.length === 1 ? `child ${only}` : `institution ${institutionId}`, { childIds: ids, leftOn, way });
  return { asked: leaving.length + refused.length, done: ids.length, refused };
};

/** A child that had left went to another province: its file was asked for afterwards. The day of its leaving stays. */
export const goElsewhere = async (call: Call, childId: number, destination: string, reason: string): Promise<void> => {
  await saveGoneElsewhere(call.tx, childId, destination, reason, call.actor, call.now);
  call.note(`child ${childId}`, { way: 'moved-away', destination });
};

/** The institution takes back what it recorded. */
export const undo = async (call: Call, leavingId: number, reason: string): Promise<void> => {
  const { tx, actor, now } = call;
  const leaving = await findLeavingLocked(tx, leavingId);
  if (!leaving || leaving.institutionId !== actor.institutionId) throw new Refused('departures.not-found');
  const child = await findChild(tx, leaving.childId);
  const decision = decideUndo({ ...leaving, state: child?.state ?? null }, now);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  await saveUndone(tx, leaving, reason, actor, now);
  await saveActions(tx, [leaving.childId], 'undone', actor, now, reason, { state: leaving.formerState });
  call.note(`child ${leaving.childId}`, { leavingId, state: leaving.formerState });
};
