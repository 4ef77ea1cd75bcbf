import { guard, Refused } from '@xueqian/kernel/decision.ts';
import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { beginDecidedTransfer } from '../../transfers/server/index.ts';
import { arbiterOf, decideArbitration, decideWhoDecides, undoDays } from '../arbitration.ts';
import { answerCase, decideCase, letThrough, undoMerger } from '../contract.ts';
import {
  holdCase,
  listAnswers,
  listMergers,
  saveAnswer,
  saveLetThrough,
  settleCase,
  unmerge,
} from './arbitration-store.ts';
import { noteAnswered } from './case-clocks.ts';
import { clocksOf } from './case-days.ts';
import { findClocked, holdForAnswer, listDays } from './clock-store.ts';
import { findCase } from './store.ts';

/** The last day on which a merger can be taken back. */
export const undoUntil = (mergedAt: Date): string => addCalendarDays(localDate(mergedAt), undoDays);

/** Why a merger stays, as refusals. */
const hindrances = {
  'not-found': 'duplicates.no-merger',
  'changed-since': 'duplicates.changed-since-merger',
  'claim-held': 'duplicates.claim-held-since',
  'class-gone': 'duplicates.class-gone-since',
} as const;

export const arbitrationHandlers: Handler[] = [
  handler(answerCase, async (call, { caseId, statement }) => {
    const { tx, actor, now } = call;
    const institutionId = actor.institutionId ?? 0;
    const held = await holdForAnswer(tx, caseId);
    const one = held === null ? null : await findClocked(tx, caseId);
    if (!one) throw new Refused('duplicates.not-found');
    if (held === 'closed') throw new Refused('duplicates.closed');
    if ((await listPapers(tx, 'duplicate-case', caseId)).length === 0) throw new Refused('duplicates.needs-papers');
    // Both sides are one institution's where it entered a child twice.
    if (one.laterInstitutionId === institutionId) await saveAnswer(tx, caseId, 'later', statement, actor, now);
    if (one.earlierInstitutionId === institutionId) await saveAnswer(tx, caseId, 'earlier', statement, actor, now);
    await noteAnswered(tx, one, institutionId, localDate(now));
    call.note(`case ${caseId}`);
    return {};
  }),
  handler(decideCase, async (call, { caseId, decision, reason }) => {
    const { tx, actor, now } = call;
    const on = localDate(now);
    const held = await holdCase(tx, caseId, on);
    const found = await findCase(tx, caseId);
    if (!held || !found) throw new Refused(found ? 'duplicates.not-yours-to-decide' : 'duplicates.not-found');
    if (held.state === 'open') {
      const clocks = clocksOf(found, await listAnswers(tx, [caseId]), await listDays(tx, [caseId], on));
      guard(decideWhoDecides(actor.level, arbiterOf(found), clocks, on));
    }
    const decided = decideArbitration(held, decision);
    if (!decided.accepted) throw new Refused(decided.refusal.code, decided.refusal.facts);
    await settleCase(tx, caseId, decision, reason, actor, now);
    const transferId = decision === 'transfer' ? await beginDecidedTransfer(call, caseId) : null;
    call.note(`case ${caseId}`, transferId === null ? { decision } : { decision, transfer: transferId });
    return {};
  }),
  handler(letThrough, async (call, { caseId, reason }) => {
    const { tx, actor, now } = call;
    const found = await findCase(tx, caseId);
    if (!found) throw new Refused('duplicates.not-found');
    if (found.state === 'closed') throw new Refused('duplicates.closed');
    if ((await saveLetThrough(tx, caseId, reason, actor, now)) === 0) throw new Refused('duplicates.not-let-through');
    call.note(`case ${caseId}`);
    return {};
  }),
  handler(undoMerger, async (call, { caseId, reason }) => {
    const { tx, actor, now } = call;
    const [merger] = await listMergers(tx, [caseId]);
    if (!merger) throw new Refused((await findCase(tx, caseId)) ? 'duplicates.no-merger' : 'duplicates.not-found');
    const found = await findCase(tx, caseId);
    if (found?.decidedLevel && found.decidedLevel !== actor.level) throw new Refused('duplicates.decided-elsewhere');
    const until = undoUntil(merger.mergedAt);
    if (localDate(now) > until) throw new Refused('duplicates.too-late-to-undo', { until });
    const hindrance = await unmerge(tx, caseId, reason, actor, now);
    if (hindrance) throw new Refused(hindrances[hindrance]);
    call.note(`case ${caseId}`);
    return {};
  }),
];
