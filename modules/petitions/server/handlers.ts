import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { listPapers, type PaperRecord } from '../../attachments/server/index.ts';
import { closeTask, listOpenTasks, openTask, pauseTask } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decidePapers } from '../cancellation.ts';
import * as routes from '../contract.ts';
import { isAboutEntry } from '../deferral.ts';
import { decideAct, type PetitionKind } from '../petition.ts';
import { carryOutCancellation, reportTask } from './cancellation.ts';
import {
  askForDeferral,
  askToEndDeferral,
  carryOutDeferral,
  confirmHere,
  isDecidedHere,
  readDeferralView,
} from './deferral.ts';
import { paperCodesOf } from './paper.ts';
import { askForRecovery, carryOutRecovery } from './recovery.ts';
import { listLostFiles } from './recovery-store.ts';
import {
  findPetition,
  insertStep,
  listByIds,
  listRows,
  listSteps,
  lockPetition,
  type PetitionRow,
  saveConfirmed,
  saveDecided,
  saveReason,
  saveState,
} from './store.ts';
import { reviewTask, rowViews, viewOf } from './view.ts';

/** A petition as it was read, held. */
const getHeld = async (tx: Tx, id: number, revision: number): Promise<PetitionRow> => {
  const held = await lockPetition(tx, id);
  if (!held && !(await findPetition(tx, id))) throw new Refused('petitions.not-found');
  if (held?.revision !== revision) throw new Refused('petitions.changed-meanwhile');
  return held;
};

/** The petition that papers go with, as far as the asker sees it: while it is being drawn up they may be added. */
export const findPaperRecord = async (tx: Tx, recordId: number): Promise<PaperRecord | null> => {
  const row = await findPetition(tx, recordId);
  return row && { institutionId: row.institutionId, isOpen: row.state === 'draft' || row.state === 'returned' };
};

/** What an approved petition does. */
const carryOut = {
  recovery: carryOutRecovery,
  cancellation: carryOutCancellation,
  deferral: carryOutDeferral,
  'deferral-end': carryOutDeferral,
} as const satisfies Record<PetitionKind, (call: Call, row: PetitionRow) => Promise<void>>;

export const petitionHandlers: Handler[] = [
  handler(routes.listPetitions, async ({ tx, now }, { only, after, limit }) => {
    const today = localDate(now);
    if (only === 'queue') {
      const [on, id] = after?.split('|') ?? [];
      const from = on && id ? { on, id: Number(id) } : null;
      const filter = { holder: null, lateOn: null, running: 'petition-review', column: null, code: '' } as const;
      const tasks = await listOpenTasks(tx, filter, from, limit);
      const ids = tasks.map(({ subject }) => Number(subject));
      const found = await rowViews(tx, await listByIds(tx, ids), today);
      const end = tasks.at(-1);
      return {
        rows: ids.flatMap((each) => found.find((row) => row.id === each) ?? []),
        next: tasks.length === limit && end ? `${end.dueOn ?? '9999-12-31'}|${end.id}` : null,
      };
    }
    const rows = await listRows(tx, only, after ? Number(after.split('|').at(-1)) : null, limit);
    return { rows: await rowViews(tx, rows, today), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(routes.readPetition, async (call, { petitionId }) => {
    const row = await findPetition(call.tx, petitionId);
    if (!row) throw new Refused('petitions.not-found');
    call.note(`child ${row.childId}`, { petitionId });
    const paperCodes = paperCodesOf(call.services.sealer, row, await listSteps(call.tx, petitionId));
    return { ...(await viewOf(call, row)), paperCodes };
  }),
  handler(routes.listLostFiles, async ({ tx, actor }, { name, childId, state, after, limit }) => {
    const before = after ? Number(after) : null;
    const sought = name?.trim() || undefined;
    const institutionId = actor.institutionId ?? 0;
    const rows = await listLostFiles(tx, { institutionId, name: sought, childId, state, before, limit });
    return {
      rows: rows.map((row) => ({ ...row, wentAt: row.wentAt?.toISOString() ?? null })),
      next: rows.length === limit ? String(rows.at(-1)?.childId) : null,
    };
  }),
  handler(routes.askForRecovery, async (call, { childId, requestId, reason }) => ({
    petitionId: await askForRecovery(call, childId, requestId, reason),
  })),
  handler(routes.readDeferral, (call, { childId }) => readDeferralView(call, childId)),
  handler(routes.askForDeferral, async (call, { childId, requestId, reason }) => ({
    petitionId: await askForDeferral(call, childId, requestId, reason),
  })),
  handler(routes.askToEndDeferral, async (call, { childId, requestId, reason }) => ({
    petitionId: await askToEndDeferral(call, childId, requestId, reason),
  })),
  handler(routes.editPetition, async ({ tx, actor, now, note }, { petitionId, revision, reason }) => {
    const row = await getHeld(tx, petitionId, revision);
    const state = guard(decideAct(row.state, 'edit', null));
    const saved = await saveReason(tx, petitionId, reason, actor, now);
    await insertStep(tx, petitionId, 'edit', null, actor, now);
    note(`child ${row.childId}`, { petitionId, reason });
    return { state, revision: saved.revision };
  }),
  handler(routes.submitPetition, async ({ tx, actor, now, note }, { petitionId, revision }) => {
    const row = await getHeld(tx, petitionId, revision);
    const state = guard(decideAct(row.state, 'submit', null));
    guard(decidePapers(row.kind, (await listPapers(tx, 'petition', petitionId)).length));
    const saved = await saveState(tx, petitionId, state, null);
    await insertStep(tx, petitionId, 'submit', null, actor, now);
    note(`child ${row.childId}`, { petitionId });
    return { state, revision: saved.revision };
  }),
  handler(routes.confirmPetition, async (call, { petitionId, revision, decision, reason }) => {
    const { tx, actor, now, note } = call;
    const row = await getHeld(tx, petitionId, revision);
    if (row.state !== 'submitted') throw new Refused('petitions.changed-meanwhile');
    const state = guard(decideAct(row.state, decision, reason));
    if (decision === 'confirm' && isAboutEntry(row.kind) && (await isDecidedHere(call, row)))
      return confirmHere(call, row);
    const saved =
      decision === 'confirm'
        ? await saveConfirmed(tx, petitionId, actor, now)
        : await saveState(tx, petitionId, state, reason);
    if (decision === 'confirm') {
      const on = localDate(now);
      const { values } = await packOf(tx, row.countyCode, on);
      if (row.kind === 'cancellation') await closeTask(tx, reportTask(row), on);
      // No document gives a recovery a period of its own: the county looks at it as at a file that was confirmed.
      await openTask(tx, reviewTask(row), 'county', values.countyReviewWithin, on);
    }
    await insertStep(tx, petitionId, decision, reason, actor, now);
    note(`child ${row.childId}`, { petitionId, decision, reason });
    return { state, revision: saved.revision };
  }),
  handler(routes.decidePetition, async (call, { petitionId, revision, decision, reason }) => {
    const { tx, actor, now } = call;
    const row = await getHeld(tx, petitionId, revision);
    if (row.state !== 'confirmed') throw new Refused('petitions.changed-meanwhile');
    const state = guard(decideAct(row.state, decision, reason));
    const saved = await saveDecided(tx, petitionId, state, reason, actor, now);
    call.note(`child ${row.childId}`, { petitionId, decision, reason });
    if (decision === 'approve') await carryOut[row.kind](call, row);
    // While the institution mends it, the county's clock rests.
    if (decision === 'return') await pauseTask(tx, reviewTask(row), localDate(now));
    else await closeTask(tx, reviewTask(row), localDate(now));
    await insertStep(tx, petitionId, decision, reason, actor, now);
    return { state, revision: saved.revision };
  }),
  handler(routes.withdrawPetition, async ({ tx, actor, now, note }, { petitionId, revision }) => {
    const row = await getHeld(tx, petitionId, revision);
    const state = guard(decideAct(row.state, 'withdraw', null));
    const saved = await saveState(tx, petitionId, state, null);
    await closeTask(tx, reviewTask(row), localDate(now));
    if (row.kind === 'cancellation') await closeTask(tx, reportTask(row), localDate(now));
    await insertStep(tx, petitionId, 'withdraw', null, actor, now);
    note(`child ${row.childId}`, { petitionId });
    return { state, revision: saved.revision };
  }),
];
