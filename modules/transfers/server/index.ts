import { guard, Refused } from '@xueqian/kernel/decision.ts';
import { maskName } from '@xueqian/kernel/personal-name.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { soughtBy } from '../../children/server/index.ts';
import { dueOf } from '../../deadlines/task.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import * as routes from '../contract.ts';
import {
  comesBackFrom,
  decideAdmission,
  decideBegin,
  decideOffer,
  decidePapers,
  decideTransfer,
  isDrawnUp,
  type TransferAct,
  type TransferState,
} from '../transfer.ts';
import { paperCodesOf } from './paper.ts';
import {
  beginDecided,
  beginTransfer,
  type ClockKind,
  carryOut,
  findByRequest,
  findChildBy,
  findOwnChild,
  findTransfer,
  listRows,
  lockTransfer,
  recordRelease,
  saveStep,
  searchReceivers,
  setClock,
  stopClocks,
  type TransferRow,
} from './store.ts';
import { countPapers, isLateOn, needsCounty, papersNeeded, rowViews, sidesOf, viewOf } from './view.ts';

export { transferStreams } from './print.ts';
export { findChildBy, findRecord as findTransferRecord } from './store.ts';
export { transferTasks } from './tasks.ts';

export const transferConstraints = {
  transfer_open_once_a_child: 'transfers.already-moving',
  transfer_is_asked_once: 'transfers.changed-meanwhile',
  transfer_goes_elsewhere: 'transfers.child-is-here',
  transfer_begins_where_the_child_is: 'transfers.child-went-on',
  transfer_begins_after_the_key_change: 'transfers.key-change-open',
  transfer_begins_after_the_crossing: 'transfers.crossing-open',
  transfer_goes_to_a_running_institution: 'transfers.receiver-not-found',
} as const;

const clockOf: Readonly<Partial<Record<TransferState, ClockKind>>> = {
  asked: 'transfer-release',
  released: 'transfer-acceptance',
  accepted: 'transfer-approval',
};

/** The clock of whoever acts next begins, by the rules of that side's county; the one before it has ended. */
const turnClock = async ({ tx, now }: Call, row: TransferRow, state: TransferState): Promise<void> => {
  const on = localDate(now);
  await stopClocks(tx, row.id, on);
  const kind = clockOf[state];
  // Nobody waits for what is only drawn up.
  if (!kind || isDrawnUp({ ...row, state })) return;
  const { values } = await packOf(tx, state === 'asked' ? row.fromCounty : row.toCounty, on);
  const period = values.transferWithin;
  await setClock(tx, row.id, kind, on, period, dueOf(period, on, nationalCalendar));
};

/** The transfer as it was read, held; and what the act leads to for the side on which the actor stands. */
const act = async (call: Call, id: number, revision: number, what: TransferAct) => {
  const { tx, actor, now } = call;
  const seen = await findTransfer(tx, id);
  if (!seen) throw new Refused('transfers.not-found');
  const on = localDate(now);
  const [shown] = await rowViews(tx, [seen], actor, on);
  const isLate = shown !== undefined && isLateOn(shown, on);
  const county = await needsCounty(tx, seen, on);
  const decisions = sidesOf(actor, seen).map((side) => decideTransfer({ ...seen, isLate }, what, side, county));
  const decision = decisions.find(({ accepted }) => accepted) ?? decisions[0];
  if (!decision) throw new Refused('transfers.not-your-part');
  const state = guard(decision);
  if (what === 'release' || what === 'accept') {
    const [institutionId, countyOf] = what === 'release' ? [seen.fromId, seen.fromCounty] : [seen.toId, seen.toCounty];
    const needed = comesBackFrom(seen.fileState) || (await papersNeeded(tx, countyOf, on));
    guard(decidePapers(needed, await countPapers(tx, id, institutionId)));
  }
  // Only whoever may go on can hold it; whoever comes second finds another revision.
  const row = await lockTransfer(tx, id, revision);
  if (!row) throw new Refused('transfers.changed-meanwhile', { state: seen.state });
  call.note(`transfer ${id}`, { child: row.childId, act: what, state });
  return { row, state };
};

/** After each step: the next clock, and the child goes over when it was the last. */
const goOn = async (call: Call, row: TransferRow, state: TransferState): Promise<void> => {
  await turnClock(call, row, state);
  if (state === 'completed') await carryOut(call.tx, row.id, call.actor, call.now);
};

/** Begins the transfer that the actor has just found a case to be; null where the child cannot go now. */
export const beginDecidedTransfer = async (call: Call, caseId: number): Promise<number | null> => {
  const transferId = await beginDecided(call.tx, caseId, call.now);
  const row = transferId === null ? null : await findTransfer(call.tx, transferId);
  if (row) await turnClock(call, row, row.state);
  return transferId;
};

/** Who asks, asks for the own institution. */
const guardOwn = ({ actor }: Call, institutionId: number): void => {
  if (actor.institutionId !== institutionId) throw new Refused('institutions.not-found');
};

export const transferHandlers: Handler[] = [
  handler(routes.lookUpChild, async (call, { institutionId, number, reason }) => {
    guardOwn(call, institutionId);
    const found = await findChildBy(call.tx, soughtBy(call, number));
    call.note(found ? `child ${found.id}` : null, { reason });
    if (!found || found.state === 'deleted') return { found: null };
    const begin = decideBegin(found, institutionId);
    return {
      found: {
        nameMasked: maskName(found.name),
        sex: found.sex,
        birthOn: found.birthOn,
        institutionName: found.institutionName,
        countyName: found.countyName ?? '',
        state: found.state,
        obstacle: begin.accepted ? null : begin.refusal.code,
      },
    };
  }),
  handler(routes.askForTransfer, async (call, { institutionId, requestId, number, reason }) => {
    const { tx, actor, now } = call;
    guardOwn(call, institutionId);
    const there = await findByRequest(tx, requestId);
    if (there !== null) return { transferId: there };
    const found = await findChildBy(tx, soughtBy(call, number));
    if (!found || found.state === 'deleted') throw new Refused('transfers.child-not-found');
    guard(decideBegin(found, institutionId));
    const transferId = await beginTransfer(
      tx,
      { childId: found.id, receiverId: institutionId, side: 'receiver', isDraft: false, reason, requestId },
      actor,
      now,
    );
    const row = await findTransfer(tx, transferId);
    if (row) await turnClock(call, row, row.state);
    call.note(`child ${found.id}`, { transfer: transferId, reason });
    return { transferId };
  }),
  handler(routes.offerTransfer, async (call, { childId, requestId, receiverId, reason, isDraft }) => {
    const { tx, actor, now } = call;
    const there = await findByRequest(tx, requestId);
    if (there !== null) return { transferId: there, isDraft };
    const child = await findOwnChild(tx, childId);
    if (!child || child.institutionId !== actor.institutionId) throw new Refused('children.not-found');
    guard(decideBegin(child, receiverId));
    guard(decideOffer(await papersNeeded(tx, child.countyCode, localDate(now)), isDraft));
    const asked = { childId, receiverId, side: 'sender', isDraft, reason, requestId } as const;
    const transferId = await beginTransfer(tx, asked, actor, now);
    const row = await findTransfer(tx, transferId);
    if (!row) throw new Refused('transfers.receiver-not-found');
    await turnClock(call, row, row.state);
    call.note(`child ${childId}`, { transfer: transferId, reason, ...(isDraft ? { isDraft } : {}) });
    return { transferId, isDraft };
  }),
  handler(routes.searchReceivers, ({ tx }, { text }) => searchReceivers(tx, text)),
  handler(routes.listTransfers, async ({ tx, actor, now }, { only, after, limit }) => {
    const rows = await listRows(tx, only, after ? Number(after) : null, limit);
    return {
      rows: await rowViews(tx, rows, actor, localDate(now)),
      next: rows.length === limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  }),
  handler(routes.readTransfer, async (call, { transferId }) => {
    const row = await findTransfer(call.tx, transferId);
    if (!row) throw new Refused('transfers.not-found');
    call.note(`transfer ${transferId}`, { child: row.childId });
    const view = await viewOf(call.tx, row, call.actor, localDate(call.now));
    return { ...view, paperCodes: paperCodesOf(call.services.sealer, row) };
  }),
  handler(routes.releaseTransfer, async (call, { transferId, revision }) => {
    const { row, state } = await act(call, transferId, revision, 'release');
    const saved = await saveStep(call.tx, transferId, state, 'released', call.actor, call.now);
    await recordRelease(call.tx, transferId, call.actor, call.now, isDrawnUp(row) ? row.reason : null);
    await goOn(call, row, state);
    return { state, ...saved };
  }),
  handler(routes.releaseTransferOver, async (call, { transferId, revision, reason }) => {
    const { row, state } = await act(call, transferId, revision, 'release-over');
    const more = { released_over: call.actor.officeName, note: reason };
    const saved = await saveStep(call.tx, transferId, state, 'released', call.actor, call.now, more);
    await recordRelease(call.tx, transferId, call.actor, call.now, reason);
    await goOn(call, row, state);
    return { state, ...saved };
  }),
  handler(routes.acceptTransfer, async (call, { transferId, revision, classId, admittedOn }) => {
    const { row, state } = await act(call, transferId, revision, 'accept');
    guard(decideAdmission(admittedOn, localDate(row.askedAt), localDate(call.now)));
    const more = { class_id: classId, admitted_on: admittedOn };
    const saved = await saveStep(call.tx, transferId, state, 'accepted', call.actor, call.now, more);
    await goOn(call, row, state);
    return { state, ...saved };
  }),
  handler(routes.approveTransfer, async (call, { transferId, revision }) => {
    const { row, state } = await act(call, transferId, revision, 'approve');
    const saved = await saveStep(call.tx, transferId, state, 'approved', call.actor, call.now);
    await goOn(call, row, state);
    return { state, ...saved };
  }),
  handler(routes.refuseTransfer, async (call, { transferId, revision, reason }) => {
    const { row, state } = await act(call, transferId, revision, 'refuse');
    const saved = await saveStep(call.tx, transferId, state, 'ended', call.actor, call.now, { note: reason });
    await goOn(call, row, state);
    return { state, ...saved };
  }),
  handler(routes.withdrawTransfer, async (call, { transferId, revision }) => {
    const { row, state } = await act(call, transferId, revision, 'withdraw');
    const saved = await saveStep(call.tx, transferId, state, 'ended', call.actor, call.now);
    await goOn(call, row, state);
    return { state, ...saved };
  }),
];
