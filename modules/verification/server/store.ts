import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Refusal } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { AnswerCounts, Fault, Result } from '../answer.ts';
import type { answerStates, batchStates } from '../contract.ts';

export type BatchRow = {
  readonly id: number;
  readonly number: string;
  readonly provinceCode: string;
  readonly state: (typeof batchStates)[number];
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly children: number;
  readonly fileKey: string | null;
  readonly fileUntil: Date | null;
  readonly failure: { code: string; facts: Record<string, string | number> } | null;
};

const batchFields = `b.id, b.number, b.province_code as "provinceCode", b.state, b.reason, b.children, b.made_at as "madeAt", b.file_key as "fileKey",
  b.file_until as "fileUntil", b.failure, coalesce((select a.person_name from accounts.accounts a where a.id = b.made_by), '') as "madeBy"`;

export const listBatchRows = (tx: Tx, before: number | null, limit: number): Promise<BatchRow[]> =>
  tx.rows<BatchRow>(
    `select ${batchFields} from verification.batches b where $1::bigint is null or b.id < $1 order by b.id desc limit $2`,
    [before, limit],
  );

export const findBatch = (tx: Tx, id: number, hold = false): Promise<BatchRow | null> =>
  tx.find<BatchRow>(
    `select ${batchFields} from verification.batches b where b.id = $1${hold ? ' for update of b' : ''}`,
    [id],
  );

export const findByRequest = (tx: Tx, requestId: string) =>
  tx.find<{ id: number; number: string }>('select id, number from verification.batches where request_id = $1', [
    requestId,
  ]);

/** Batches of a province whose numbers begin so: the next one of a day. */
export const countNumbers = async (tx: Tx, beginning: string): Promise<number> =>
  (
    await tx.one<{ n: number }>(`select count(*)::int as n from verification.batches where starts_with(number, $1)`, [
      beginning,
    ])
  ).n;

export const insertBatch = (tx: Tx, number: string, reason: string, requestId: string, actor: Actor, now: Date) =>
  tx.find<{ id: number }>(
    `insert into verification.batches (province_code, number, reason, request_id, made_by, made_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id`,
    [actor.scope, number, reason, requestId, actor.accountId, now],
  );

/**
 * The children to ask about, one statement for all: those whom the principal has confirmed, with a resident number, whose
 * name and number have not been answered for, or only with a no that papers speak against, and that no batch asks now.
 */
export const insertItems = (tx: Tx, { id, provinceCode }: BatchRow): Promise<number> =>
  tx.run(
    `insert into verification.items (batch_id, sequence, province_code, child_id, asked, claim)
     select $1, row_number() over (order by c.id), $2, c.id, verification.asked_digest(c), c.claim_digest
     from children.children c left join verification.results r on r.child_id = c.id
     where c.state in ('confirmed', 'problem', 'numbered', 'suspended') and c.identity_type = '1' and c.identity_sealed is not null
       and (r.child_id is null or r.asked <> verification.asked_digest(c) or (r.result <> 'agrees' and r.evidence is not null))
       and not exists (select from verification.items i where i.child_id = c.id and i.result is null)`,
    [id, provinceCode],
  );

export type AskedLine = { readonly sequence: number; readonly name: string; readonly identitySealed: Buffer };

/** Opens a way to read the lines of a batch some thousand at a time, whatever their number. */
export const openLines = (tx: Tx, batchId: number) =>
  tx.run(
    `declare asked_lines no scroll cursor for select i.sequence, c.name, c.identity_sealed as "identitySealed"
     from verification.items i join children.children c on c.id = i.child_id
     where i.batch_id = ${batchId} and i.asked = verification.asked_digest(c) and c.identity_sealed is not null order by i.sequence`,
  );
export const fetchLines = (tx: Tx): Promise<AskedLine[]> => tx.rows<AskedLine>('fetch 5000 from asked_lines');

export const saveReady = (tx: Tx, id: number, children: number, fileKey: string | null, now: Date, until: Date) =>
  tx.run(
    `update verification.batches set state = case when $2 = 0 then 'empty' else 'ready' end, children = $2, file_key = $3, ready_at = $4,
       file_until = case when $2 > 0 then $5::timestamptz end where id = $1`,
    [id, children, fileKey, now, until],
  );

export const saveBatchState = (tx: Tx, id: number, state: BatchRow['state']) =>
  tx.run('update verification.batches set state = $2, file_key = null, file_until = null where id = $1', [id, state]);

/** A batch that was not made, its asker being gone: a colleague makes another. As the owner. */
export const stopBatch = (tx: Tx, id: number, failure: Refusal) =>
  tx.run(`update verification.batches set state = 'failed', failure = $2 where id = $1 and state = 'making'`, [
    id,
    JSON.stringify(failure),
  ]);

/** Answers whose asker is gone: what was looked through waits for a colleague, what was not is uploaded again. As the owner. */
export const stopAnswer = (tx: Tx, id: number, failure: Refusal) =>
  tx.run(
    `update verification.answers set state = case state when 'applying' then 'checked' else 'failed' end, failure = $2
     where id = $1 and state in ('checking', 'applying')`,
    [id, JSON.stringify(failure)],
  );

/** Batches and answers of my province that stopped with their asker and that nobody has taken up. */
export const countStopped = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select (select count(*) from verification.batches b where b.state = 'failed' and b.failure ->> 'code' = 'accounts.asker-gone'
           and not exists (select from verification.batches l where l.province_code = b.province_code and l.id > b.id))::int
         + (select count(*) from verification.batches b join verification.answers w on w.batch_id = b.id
           where b.state = 'ready' and w.state in ('failed', 'checked') and w.failure ->> 'code' = 'accounts.asker-gone'
             and not exists (select from verification.answers l where l.batch_id = w.batch_id and l.id > w.id))::int as n`,
    )
  ).n;

export const removeUnanswered = (tx: Tx, batchId: number) =>
  tx.run('delete from verification.items where batch_id = $1 and result is null', [batchId]);

export const countItems = (tx: Tx, batchId: number) =>
  tx.one<{ agrees: number; unknown: number; differs: number; missing: number }>(
    `select count(*) filter (where result = 'agrees')::int as agrees, count(*) filter (where result = 'unknown')::int as unknown,
       count(*) filter (where result = 'differs')::int as differs, count(*) filter (where result is null)::int as missing
     from verification.items where batch_id = $1`,
    [batchId],
  );

export type AnswerRow = {
  readonly id: number;
  readonly batchId: number;
  readonly batchNumber: string;
  readonly batchState: BatchRow['state'];
  readonly fileName: string;
  readonly fileKey: string;
  readonly state: (typeof answerStates)[number];
  readonly counts: AnswerCounts | null;
  readonly faults: { row: number; fault: Fault }[] | null;
  readonly failure: { code: string; facts: Record<string, string | number> } | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly appliedAt: Date | null;
};

const answerFields = `w.id, w.batch_id as "batchId", b.number as "batchNumber", b.state as "batchState", w.file_name as "fileName", w.file_key as "fileKey", w.state,
  w.counts, w.faults, w.failure, w.uploaded_at as "uploadedAt", w.applied_at as "appliedAt",
  coalesce((select a.person_name from accounts.accounts a where a.id = w.uploaded_by), '') as "uploadedBy"`;
const answerJoin = 'from verification.answers w join verification.batches b on b.id = w.batch_id';

export const listAnswers = (tx: Tx, batchId: number): Promise<AnswerRow[]> =>
  tx.rows<AnswerRow>(`select ${answerFields} ${answerJoin} where w.batch_id = $1 order by w.id desc`, [batchId]);

export const findAnswer = (tx: Tx, id: number, hold = false): Promise<AnswerRow | null> =>
  tx.find<AnswerRow>(`select ${answerFields} ${answerJoin} where w.id = $1${hold ? ' for update of w' : ''}`, [id]);

export const insertAnswer = (
  tx: Tx,
  batch: BatchRow,
  file: { readonly name: string; readonly key: string; readonly bytes: number },
  actor: Actor,
  now: Date,
) =>
  tx.one<{ id: number }>(
    `insert into verification.answers (batch_id, province_code, file_name, file_key, bytes, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [batch.id, batch.provinceCode, file.name, file.key, file.bytes, actor.accountId, now],
  );

export const saveAnswer = (
  tx: Tx,
  id: number,
  state: AnswerRow['state'],
  told: { readonly counts: AnswerCounts; readonly faults: readonly object[] } | null,
  failure: Refusal | null,
  appliedAt: Date | null,
) =>
  tx.run(
    `update verification.answers set state = $2, counts = coalesce($3, counts), faults = coalesce($4, faults), failure = $5, applied_at = $6 where id = $1`,
    [
      ...[id, state, told && JSON.stringify(told.counts), told && JSON.stringify(told.faults)],
      ...[failure && JSON.stringify(failure), appliedAt],
    ],
  );

export type ItemNow = { readonly sequence: number; readonly claim: Buffer; readonly result: Result | null };

export const listItems = (tx: Tx, batchId: number, sequences: readonly number[]): Promise<ItemNow[]> =>
  tx.rows<ItemNow>(
    'select sequence, claim, result from verification.items where batch_id = $1 and sequence = any ($2::integer[])',
    [batchId, sequences],
  );

export const saveItems = (
  tx: Tx,
  batchId: number,
  answered: readonly { readonly sequence: number; readonly result: Result }[],
  now: Date,
) =>
  tx.run(
    `update verification.items i set result = a.result, answered_at = $4 from unnest($2::integer[], $3::text[]) a (sequence, result)
     where i.batch_id = $1 and i.sequence = a.sequence and i.result is distinct from a.result`,
    [batchId, answered.map(({ sequence }) => sequence), answered.map(({ result }) => result), now],
  );

/** What was answered at an instant becomes what is known of each child; a later batch's answer is not put back by an older one's. */
export const saveResults = (tx: Tx, batch: { readonly id: number; readonly number: string }, now: Date, on: string) =>
  tx.run(
    `insert into verification.results (child_id, batch_id, batch_number, asked, result, answered_on)
     select i.child_id, i.batch_id, $2, i.asked, i.result, $4 from verification.items i
     where i.batch_id = $1 and i.answered_at = $3 and exists (select from children.children c where c.id = i.child_id)
     on conflict (child_id) do update set batch_id = excluded.batch_id, batch_number = excluded.batch_number, asked = excluded.asked,
       result = excluded.result, answered_on = excluded.answered_on, evidence = null, evidence_by = null, evidence_at = null
     where results.batch_id <= excluded.batch_id`,
    [batch.id, batch.number, now, on],
  );
