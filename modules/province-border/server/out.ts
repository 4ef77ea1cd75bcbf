import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { closeTask, findDues, openTask } from '../../deadlines/server/index.ts';
import { goElsewhere, leave } from '../../departures/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import type * as routes from '../contract.ts';
import {
  type CrossingState,
  dayOfGoing,
  decideAct,
  decideBegin,
  decideDestination,
  decidePapers,
  decideUnanswered,
} from '../crossing.ts';
import { type ProvinceAnswer, readAnswer } from '../file-format.ts';
import { answerKeyOf, isSigned } from './file-sealing.ts';
import {
  type CrossingRow,
  findByRequest,
  findCrossing,
  findDivisionName,
  holdChild,
  insertOut,
  insertStep,
  lockCrossing,
  saveDestination,
  saveStep,
} from './store.ts';
import { clockIn, needsCounty } from './view.ts';

/** A crossing as it was read, held. */
export const getHeld = async (tx: Tx, id: number, revision: number | null): Promise<CrossingRow> => {
  const held = await lockCrossing(tx, id);
  if (!held) {
    if (!(await findCrossing(tx, id))) throw new Refused('province-border.not-found');
    throw new Refused('province-border.changed-meanwhile');
  }
  if (revision !== null && held.revision !== revision) throw new Refused('province-border.changed-meanwhile');
  return held;
};

/** The clock of whoever acts next begins, by the rules of the county; the one before it has ended. */
export const turnClock = async ({ tx, now }: Call, row: CrossingRow, state: CrossingState): Promise<void> => {
  const on = localDate(now);
  const key = { institutionId: row.institutionId, subject: String(row.id) };
  const before = clockIn(row.state);
  if (before) await closeTask(tx, { ...key, kind: before.kind }, on);
  const next = clockIn(state);
  if (!next) return;
  const { values } = await packOf(tx, row.countyCode, on);
  await openTask(tx, { ...key, kind: next.kind }, next.holder, values.transferWithin, on);
};

/** The division on the other side by its code, in another province than mine. */
const destinationOf = async (
  { tx }: Call,
  provinceCode: string,
  asked: { readonly otherCode: string; readonly otherInstitution: string | null; readonly reason: string },
) => {
  guard(decideDestination(asked.otherCode, provinceCode));
  const otherName = await findDivisionName(tx, asked.otherCode);
  if (otherName === null) throw new Refused('province-border.division-not-found');
  const { otherCode, reason } = asked;
  return { otherCode, otherName, otherInstitution: asked.otherInstitution || null, reason };
};

export const drawUp = async (call: Call, asked: InputOf<typeof routes.drawUpCrossing>): Promise<number> => {
  const { tx, actor, now } = call;
  const child = await holdChild(tx, asked.childId);
  if (!child || child.institutionId !== actor.institutionId) throw new Refused('children.not-found');
  const there = await findByRequest(tx, asked.requestId);
  if (there !== null) return there;
  guard(decideBegin(child));
  const destination = await destinationOf(call, child.provinceCode, asked);
  const { childId, requestId } = asked;
  const crossingId = await insertOut(tx, { ...destination, childId, requestId }, actor, now);
  await insertStep(tx, crossingId, 'drawn-up', null, actor, now);
  call.note(`child ${childId}`, { crossingId, to: destination.otherCode });
  return crossingId;
};

export const submit = async (call: Call, asked: InputOf<typeof routes.submitCrossing>) => {
  const { tx, actor, now } = call;
  const row = await getHeld(tx, asked.crossingId, asked.revision);
  const state = guard(decideAct(row.state, 'submit', null));
  guard(decidePapers((await listPapers(tx, 'crossing', row.id)).length));
  await saveDestination(tx, row.id, await destinationOf(call, row.provinceCode, asked), actor, now);
  const saved = await saveStep(tx, row.id, state, 'submit', actor, now);
  await turnClock(call, row, state);
  call.note(`child ${row.childId}`, { crossingId: row.id });
  return saved;
};

/** A new file is made each time the child is let go: what was sent before and came back is nobody's any more. */
const newFile = (state: CrossingState): { fileId?: string } =>
  state === 'sent' ? { fileId: crypto.randomUUID() } : {};

export const release = async (
  call: Call,
  { crossingId, revision, decision, reason }: InputOf<typeof routes.releaseCrossing>,
) => {
  const { tx, actor, now } = call;
  const row = await getHeld(tx, crossingId, revision);
  if (row.state !== 'submitted') throw new Refused('province-border.changed-meanwhile');
  const county = await needsCounty(tx, row.countyCode, localDate(now));
  const state = guard(decideAct(row.state, decision, reason, county));
  const more = decision === 'release' ? ({ stamp: 'released', ...newFile(state) } as const) : { note: reason };
  const saved = await saveStep(tx, row.id, state, decision, actor, now, more);
  await turnClock(call, row, state);
  call.note(`child ${row.childId}`, { crossingId, decision, reason });
  return saved;
};

export const approve = async (
  call: Call,
  { crossingId, revision, decision, reason }: InputOf<typeof routes.approveCrossing>,
) => {
  const { tx, actor, now } = call;
  const row = await getHeld(tx, crossingId, revision);
  if (row.state !== 'released') throw new Refused('province-border.changed-meanwhile');
  const state = guard(decideAct(row.state, decision, reason));
  const more = decision === 'approve' ? ({ stamp: 'approved', ...newFile(state) } as const) : { note: reason };
  const saved = await saveStep(tx, row.id, state, decision, actor, now, more);
  await turnClock(call, row, state);
  call.note(`child ${row.childId}`, { crossingId, decision, reason });
  return saved;
};

export const withdraw = async (call: Call, { crossingId, revision }: InputOf<typeof routes.withdrawCrossing>) => {
  const { tx, actor, now } = call;
  const row = await getHeld(tx, crossingId, revision);
  const state = guard(decideAct(row.state, 'withdraw', null));
  const saved = await saveStep(tx, row.id, state, 'withdraw', actor, now, { stamp: 'ended' });
  await turnClock(call, row, state);
  call.note(`child ${row.childId}`, { crossingId });
  return saved;
};

/**
 * The child leaves; the crossing has ended before, so that it does not stand in its own way. One that had left already
 * has gone to another province from then on, on the day on which it left.
 */
const go = async (call: Call, row: CrossingRow, on: string, reason: string): Promise<void> => {
  const { childId, institutionId, fileState } = row;
  if (childId === null) throw new Error(`crossing ${row.id} goes out without a child`);
  const destination = [row.otherName, row.otherInstitution].filter(Boolean).join(' ');
  if (fileState === 'left') return goElsewhere(call, childId, destination, reason);
  const left = { childIds: [childId], leftOn: on, way: 'moved-away', destination, reason } as const;
  await leave(call, institutionId, left);
};

/** The day of going: of a child that had left already, the day on which it left; of others as `told` has it of the day of admission here. */
const dayOf = async ({ tx }: Call, row: CrossingRow, told: (admittedOn: string) => string): Promise<string> => {
  const child = await holdChild(tx, row.childId ?? 0);
  if (!child) throw new Refused('province-border.child-went-on');
  return (child.state === 'left' ? child.endedOn : null) ?? told(child.admittedOn);
};

export const takeAnswer = async (call: Call, { crossingId, text }: InputOf<typeof routes.takeAnswer>) => {
  const { tx, actor, now, services } = call;
  const seen = await findCrossing(tx, crossingId);
  if (!seen) throw new Refused('province-border.not-found');
  const { answer, ...rest }: ProvinceAnswer = guard(readAnswer(text));
  if (seen.fileId === null || answer.fileId !== seen.fileId) throw new Refused('province-border.answer-of-another');
  if (!isSigned({ answer, ...rest }, answerKeyOf(services.sealer, seen.fileId)))
    throw new Refused('province-border.answer-not-signed');
  // The same answer again.
  const same = answer.result === 'accepted' ? 'gone' : 'returned';
  if (seen.state === same) return { state: seen.state, revision: seen.revision };
  const row = await getHeld(tx, crossingId, null);
  const act = answer.result === 'accepted' ? 'go' : 'come-back';
  const state = guard(decideAct(row.state, act, answer.reason));
  const happenedOn =
    act === 'go'
      ? await dayOf(call, row, (admittedOn) => dayOfGoing(answer.on, admittedOn, localDate(now)))
      : undefined;
  const saved = await saveStep(tx, row.id, state, act, actor, now, {
    ...(act === 'go' ? { stamp: 'ended' as const, otherInstitution: answer.institutionName } : {}),
    ...(happenedOn === undefined ? {} : { happenedOn }),
    note: answer.reason,
  });
  await turnClock(call, row, state);
  if (happenedOn !== undefined)
    await go(call, { ...row, otherInstitution: answer.institutionName }, happenedOn, row.reason ?? row.otherName);
  call.note(`child ${row.childId}`, { crossingId, result: answer.result, on: answer.on });
  return saved;
};

export const end = async (call: Call, asked: InputOf<typeof routes.endCrossing>) => {
  const { tx, actor, now } = call;
  const { crossingId, outcome, reason } = asked;
  const row = await getHeld(tx, crossingId, asked.revision);
  const state = guard(decideAct(row.state, outcome, reason));
  const today = localDate(now);
  if (outcome === 'go-unanswered') {
    const dues = await findDues(tx, 'crossing-answer', [String(row.id)], today);
    guard(decideUnanswered(dues.get(String(row.id))?.dueOn ?? null, today));
  }
  const leftOn = outcome === 'go-unanswered' ? await dayOf(call, row, () => asked.leftOn ?? today) : undefined;
  const more = { stamp: 'ended', note: reason, ...(leftOn === undefined ? {} : { happenedOn: leftOn }) } as const;
  const saved = await saveStep(tx, row.id, state, outcome, actor, now, more);
  await turnClock(call, row, state);
  if (leftOn !== undefined) await go(call, row, leftOn, reason);
  call.note(`child ${row.childId}`, { crossingId, outcome, reason });
  return saved;
};
