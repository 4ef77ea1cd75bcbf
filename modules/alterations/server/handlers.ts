import { type Decision, Refused } from '@xueqian/kernel/decision.ts';
import { addMonths } from '@xueqian/kernel/iso-date.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { decideCode } from '../../admission/institution-code.ts';
import { listPapers, type PaperRecord } from '../../attachments/server/index.ts';
import { closeTask, openTask } from '../../deadlines/server/index.ts';
import { beginningOf, localDate, packOf } from '../../jurisdictions/server/index.ts';
import { type AlterationPlan, codeAfter, decideAct, decideDay, decidesNow } from '../alteration.ts';
import * as routes from '../contract.ts';
import { decidePlan } from '../obstacles.ts';
import { type AlterationJob, alterationJob } from './alteration-job.ts';
import { aboveOf, findPlaceNow, findSituation, listSeatCounts, searchByText } from './situation.ts';
import {
  type AlterationRow,
  codeIsTaken,
  findAlteration,
  findUnderWay,
  insertAlteration,
  listRows,
  saveAbove,
  saveConfirmer,
  saveDraft,
  saveReviewer,
  saveState,
} from './store.ts';
import { reviewTask, rowView, viewOf } from './view.ts';

const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

const getHeld = async (tx: Tx, id: number, revision: number): Promise<AlterationRow> => {
  const found = await findAlteration(tx, id, true);
  if (!found) throw new Refused('alterations.not-found');
  if (found.revision !== revision) throw new Refused('alterations.changed-meanwhile');
  return found;
};

/** Whoever drew it up goes on with it: an institution's is not the county's to edit, nor the other way round. */
const getMine = async ({ tx, actor }: Call, id: number, revision: number): Promise<AlterationRow> => {
  const row = await getHeld(tx, id, revision);
  if (row.drafter !== actor.level) throw new Refused('alterations.drawn-up-by-another');
  return row;
};

const guardPlan = async ({ tx, now }: Call, institutionId: number, plan: AlterationPlan) => {
  const situation = await findSituation(tx, institutionId, plan, localDate(now));
  if (!situation) throw new Refused('institutions.not-found');
  guard(decidePlan(plan, situation));
  return situation;
};

const guardDay = (effectiveOn: string, now: Date): void => {
  const today = localDate(now);
  guard(decideDay(effectiveOn, today, addMonths(today, 12)));
};

const guardCode = async (
  tx: Tx,
  plan: AlterationPlan,
  place: { kind: string; provinceCode: string },
  code: string | null,
) => {
  if (plan.kind !== 'nature' || codeAfter(plan, place.kind) !== 'replaced') return null;
  if (code === null || code === '') throw new Refused('alterations.needs-new-code');
  guard(decideCode(code, plan.institutionKind, place.provinceCode));
  if (await codeIsTaken(tx, code)) throw new Refused('alterations.code-taken', { code });
  return code;
};

/** The alteration that papers go with, as far as the asker sees it: while it is being drawn up they may be added. */
export const findPaperRecord = async (tx: Tx, recordId: number): Promise<PaperRecord | null> => {
  const row = await findAlteration(tx, recordId);
  return row && { institutionId: row.institutionId, isOpen: row.state === 'draft' || row.state === 'returned' };
};

export const alterationHandlers: Handler[] = [
  handler(routes.listAlterations, async ({ tx }, { only, institutionId, after, limit }) => {
    const rows = await listRows(tx, only, institutionId ?? null, after ? Number(after) : null, limit);
    return { rows: rows.map(rowView), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(routes.readAlteration, async ({ tx, actor, now }, { alterationId }) => {
    const row = await findAlteration(tx, alterationId);
    if (!row) throw new Refused('alterations.not-found');
    return viewOf(tx, row, actor, localDate(now));
  }),
  handler(routes.searchNeighbours, ({ tx }, { text }) => searchByText(tx, text)),
  handler(routes.readStanding, async ({ tx }, { institutionId }) => {
    const place = await findPlaceNow(tx, institutionId);
    if (!place) throw new Refused('institutions.not-found');
    const { name, code, kind, nature, townCode, address, standing, countyCode } = place;
    const underWay = await findUnderWay(tx, institutionId);
    const seats = await listSeatCounts(tx, institutionId);
    return { name, code, kind, nature, townCode, address, standing, countyCode, underWay, seats };
  }),
  handler(routes.drawUpAlteration, async (call, { institutionId, requestId, ...drafted }) => {
    const { tx, actor, now } = call;
    guardDay(drafted.effectiveOn, now);
    const drafter = actor.level === 'county' ? 'county' : 'institution';
    const aboveLevel = await aboveOf(tx, institutionId, drafted.plan, localDate(now));
    const alterationId = await insertAlteration(
      tx,
      institutionId,
      requestId,
      drafter,
      { ...drafted, aboveLevel },
      actor,
      now,
    );
    if (alterationId === null)
      throw new Refused((await findPlaceNow(tx, institutionId)) ? 'alterations.under-way' : 'institutions.not-found');
    call.note(`institution ${institutionId}`, { alterationId, kind: drafted.plan.kind });
    return { alterationId };
  }),
  handler(routes.editAlteration, async (call, { alterationId, revision, ...drafted }) => {
    const { tx, actor, now } = call;
    const row = await getMine(call, alterationId, revision);
    guard(decideAct(row, 'edit', null));
    guardDay(drafted.effectiveOn, now);
    call.note(`institution ${row.institutionId}`, { alterationId, kind: drafted.plan.kind });
    const aboveLevel = await aboveOf(tx, row.institutionId, drafted.plan, localDate(now));
    return saveDraft(tx, alterationId, { ...drafted, aboveLevel }, actor, now);
  }),
  handler(routes.submitAlteration, async (call, { alterationId, revision }) => {
    const { tx, now } = call;
    const row = await getMine(call, alterationId, revision);
    const state = guard(decideAct(row, 'submit', null));
    guardDay(row.effectiveOn, now);
    await guardPlan(call, row.institutionId, row.plan);
    if ((await listPapers(tx, 'alteration', alterationId)).length === 0) throw new Refused('alterations.needs-papers');
    const saved = await saveState(tx, alterationId, state, null);
    if (state === 'confirmed') await waitForReview(call, row);
    call.note(`institution ${row.institutionId}`, { alterationId });
    return { state, revision: saved.revision };
  }),
  handler(routes.confirmAlteration, async (call, { alterationId, revision, decision, reason }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, alterationId, revision);
    if (row.institutionId !== actor.institutionId) throw new Refused('alterations.not-found');
    if (row.state !== 'submitted') throw new Refused('alterations.changed-meanwhile');
    const state = guard(decideAct(row, decision, reason));
    if (decision === 'confirm') {
      await guardPlan(call, row.institutionId, row.plan);
      await saveConfirmer(tx, alterationId, actor, now);
      await waitForReview(call, row);
    }
    const saved = await saveState(tx, alterationId, state, reason);
    call.note(`institution ${row.institutionId}`, { alterationId, decision, reason });
    return { state, revision: saved.revision };
  }),
  handler(routes.reviewAlteration, async (call, { alterationId, revision, decision, reason, newCode }) => {
    const { tx, actor, now, services } = call;
    const row = await getHeld(tx, alterationId, revision);
    const decides = decidesNow(row.state, row.aboveLevel);
    if (decides === null) throw new Refused('alterations.changed-meanwhile');
    if (decides !== actor.level)
      throw new Refused(decides === 'county' ? 'alterations.waits-for-county' : 'alterations.waits-for-superior');
    const state = guard(decideAct(row, decision, reason));
    const on = localDate(now);
    if (decision === 'approve') {
      const { place } = await guardPlan(call, row.institutionId, row.plan);
      if (decides === 'county')
        await saveReviewer(tx, alterationId, actor, now, await guardCode(tx, row.plan, place, newCode));
      else await saveAbove(tx, alterationId, actor, now);
    }
    if (state === 'approved') {
      const isLater = row.effectiveOn > on;
      const job: AlterationJob = { alterationId };
      await services.jobs.plan(tx, alterationJob, job, ...(isLater ? [beginningOf(row.effectiveOn)] : []));
    }
    const saved = await saveState(tx, alterationId, state, reason);
    // Its clock is the county's; no source gives the superior one.
    if (decides === 'county') await closeTask(tx, reviewTask(row), on);
    call.note(`institution ${row.institutionId}`, { alterationId, decision, reason });
    return { state, revision: saved.revision };
  }),
  handler(routes.withdrawAlteration, async (call, { alterationId, revision }) => {
    const { tx, now } = call;
    const row = await getMine(call, alterationId, revision);
    const state = guard(decideAct(row, 'withdraw', null));
    const saved = await saveState(tx, alterationId, state, null);
    await closeTask(tx, reviewTask(row), localDate(now));
    call.note(`institution ${row.institutionId}`, { alterationId });
    return { state, revision: saved.revision };
  }),
];

/** The county has the days that its rules give for a declaration of changes. */
const waitForReview = async ({ tx, now }: Call, row: AlterationRow): Promise<void> => {
  const on = localDate(now);
  const { values } = await packOf(tx, row.countyCode, on);
  await openTask(tx, reviewTask(row), 'county', values.declarationWithin, on);
};
