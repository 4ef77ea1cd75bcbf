import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { batchNumber } from '../answer.ts';
import * as routes from '../contract.ts';
import { applyAnswersJob, makeJob, type VerificationJob } from './jobs.ts';
import {
  type BatchRow,
  countItems,
  countNumbers,
  findAnswer,
  findBatch,
  findByRequest,
  insertBatch,
  listAnswers,
  listBatchRows,
  removeUnanswered,
  saveAnswer,
  saveBatchState,
} from './store.ts';

const viewOf = (row: BatchRow, now: Date) => ({
  id: row.id,
  number: row.number,
  state: row.state,
  reason: row.reason,
  madeBy: row.madeBy,
  madeAt: row.madeAt.toISOString(),
  children: row.children,
  failure: row.failure,
  fileUntil: row.fileUntil?.toISOString() ?? null,
  hasFile: row.fileKey !== null && row.fileUntil !== null && row.fileUntil > now,
});

export const batchHandlers: Handler[] = [
  handler(routes.listBatches, async ({ tx, now }, { after, limit }) => {
    const rows = await listBatchRows(tx, after ? Number(after) : null, limit);
    return { rows: rows.map((row) => viewOf(row, now)), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(routes.readBatch, async ({ tx, now, actor }, { batchId }) => {
    const row = await findBatch(tx, batchId);
    if (!row) throw new Refused('verification.batch-not-found');
    const isOpen = row.state === 'ready';
    return {
      ...viewOf(row, now),
      answered: await countItems(tx, batchId),
      answers: (await listAnswers(tx, batchId)).map((each) => ({
        ...each,
        uploadedAt: each.uploadedAt.toISOString(),
        appliedAt: each.appliedAt?.toISOString() ?? null,
        faults: each.faults ?? [],
      })),
      may: { make: isOpen && may('verification.make', actor), takeIn: isOpen && may('verification.take-in', actor) },
    };
  }),
  handler(routes.makeBatch, async (call, { requestId, reason }) => {
    const { tx, actor, now, services } = call;
    const number = batchNumber(
      actor.scope,
      localDate(now),
      1 + (await countNumbers(tx, `${actor.scope}-${localDate(now).replaceAll('-', '')}-`)),
    );
    const made = await insertBatch(tx, number, reason, requestId, actor, now);
    if (!made) {
      const there = await findByRequest(tx, requestId);
      if (!there) throw new Refused('verification.batch-made-meanwhile');
      return { batchId: there.id, number: there.number };
    }
    await services.jobs.plan(tx, makeJob, { id: made.id, accountId: actor.accountId } satisfies VerificationJob);
    call.note(`batch ${number}`, { reason });
    return { batchId: made.id, number };
  }),
  handler(routes.withdrawBatch, async (call, { batchId }) => {
    const { tx, services } = call;
    const row = await findBatch(tx, batchId, true);
    if (!row) throw new Refused('verification.batch-not-found');
    if (row.state !== 'ready') throw new Refused('verification.batch-not-open');
    await removeUnanswered(tx, batchId);
    await saveBatchState(tx, batchId, 'withdrawn');
    const { fileKey } = row;
    if (fileKey !== null) call.afterCommit(() => void services.files.remove(fileKey));
    call.note(`batch ${row.number}`);
    return {};
  }),
  handler(routes.applyAnswers, async (call, { answerId, expectFaulty }) => {
    const { tx, actor, services } = call;
    const entry = await findAnswer(tx, answerId, true);
    if (!entry) throw new Refused('verification.answers-not-found');
    if (entry.state !== 'checked' || entry.batchState !== 'ready')
      throw new Refused('verification.answers-not-checked');
    if (entry.counts?.faulty !== expectFaulty) throw new Refused('verification.answers-changed');
    await saveAnswer(tx, answerId, 'applying', null, null, null);
    const job: VerificationJob = { id: answerId, accountId: actor.accountId };
    await services.jobs.plan(tx, applyAnswersJob, job);
    call.note(`batch ${entry.batchNumber}`, { answerId, faulty: expectFaulty });
    return {};
  }),
];
