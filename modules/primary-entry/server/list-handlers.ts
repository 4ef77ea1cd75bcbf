import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { listNumber } from '../answer.ts';
import * as routes from '../contract.ts';
import { applyEntryAnswersJob, makeListJob, type PrimaryEntryJob } from './jobs.ts';
import {
  countNumbers,
  findAnswer,
  findByRequest,
  findList,
  getMine,
  insertList,
  type ListRow,
  listAnswers,
  listListRows,
  saveAnswer,
  saveListState,
} from './store.ts';
import { countEntries, releaseWaiting } from './store-entries.ts';

const viewOf = ({ fileKey, fileUntil, madeAt, ...row }: ListRow, now: Date) => ({
  ...row,
  madeAt: madeAt.toISOString(),
  fileUntil: fileUntil?.toISOString() ?? null,
  hasFile: fileKey !== null && fileUntil !== null && fileUntil > now,
});

export const listHandlers: Handler[] = [
  handler(routes.listLists, async ({ tx, now }, { after, limit }) => {
    const rows = await listListRows(tx, after ? Number(after) : null, limit);
    return { rows: rows.map((row) => viewOf(row, now)), next: rows.length === limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(routes.readList, async ({ tx, now, actor }, { listId }) => {
    const row = await findList(tx, listId);
    if (!row) throw new Refused('primary-entry.list-not-found');
    const isOpen = row.state === 'ready' && row.isMine;
    return {
      ...viewOf(row, now),
      answered: await countEntries(tx, listId),
      answers: (await listAnswers(tx, listId)).map((each) => ({
        ...each,
        uploadedAt: each.uploadedAt.toISOString(),
        appliedAt: each.appliedAt?.toISOString() ?? null,
      })),
      may: { make: isOpen && may('primary-entry.make', actor), takeIn: isOpen && may('primary-entry.take-in', actor) },
    };
  }),
  handler(routes.makeList, async (call, { requestId, year, reason }) => {
    const { tx, actor, now, services } = call;
    const number = listNumber(actor.scope, year, 1 + (await countNumbers(tx, `${actor.scope}-${year}-`)));
    const made = await insertList(tx, { number, year, reason, requestId }, actor, now);
    if (!made) {
      const there = await findByRequest(tx, requestId);
      if (!there) throw new Refused('primary-entry.list-made-meanwhile');
      return { listId: there.id, number: there.number };
    }
    await services.jobs.plan(tx, makeListJob, { id: made.id, accountId: actor.accountId } satisfies PrimaryEntryJob);
    call.note(`list ${number}`, { year, reason });
    return { listId: made.id, number };
  }),
  handler(routes.withdrawList, async (call, { listId }) => {
    const { tx, services } = call;
    await getMine(tx, listId);
    const row = await findList(tx, listId, true);
    if (row?.state !== 'ready') throw new Refused('primary-entry.list-not-open');
    await releaseWaiting(tx, listId);
    await saveListState(tx, listId, 'withdrawn');
    const { fileKey } = row;
    if (fileKey !== null) call.afterCommit(() => void services.files.remove(fileKey));
    call.note(`list ${row.number}`);
    return {};
  }),
  handler(routes.applyAnswers, async (call, { answerId, expectFaulty }) => {
    const { tx, actor, services } = call;
    const entry = await findAnswer(tx, answerId, true);
    if (!entry?.isMine) throw new Refused('primary-entry.answers-not-found');
    if (entry.state !== 'checked' || entry.listState !== 'ready')
      throw new Refused('primary-entry.answers-not-checked');
    if (entry.counts.faulty !== expectFaulty) throw new Refused('primary-entry.answers-changed');
    await saveAnswer(tx, answerId, 'applying', null, null, null);
    const job: PrimaryEntryJob = { id: answerId, accountId: actor.accountId };
    await services.jobs.plan(tx, applyEntryAnswersJob, job);
    call.note(`list ${entry.listNumber}`, { answerId, faulty: expectFaulty });
    return {};
  }),
];
