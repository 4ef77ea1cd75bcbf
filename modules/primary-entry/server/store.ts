import type { Actor } from '@xueqian/kernel/actor.ts';
import { type Refusal, Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { AnswerCounts, Fault } from '../answer.ts';
import type { answerStates, listStates } from '../contract.ts';

export type ListRow = {
  readonly id: number;
  readonly number: string;
  readonly year: number;
  readonly state: (typeof listStates)[number];
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly children: number;
  readonly fileKey: string | null;
  readonly fileUntil: Date | null;
  readonly failure: { code: string; facts: Record<string, string | number> } | null;
  readonly isMine: boolean;
};

const listFields = `l.id, l.number, l.year, l.state, l.reason, l.children, l.made_at as "madeAt", l.file_key as "fileKey", l.file_until as "fileUntil", l.failure,
  primary_entry.is_mine(l.id) as "isMine", coalesce((select a.person_name from accounts.accounts a where a.id = l.made_by), '') as "madeBy"`;

export const listListRows = (tx: Tx, before: number | null, limit: number): Promise<ListRow[]> =>
  tx.rows<ListRow>(
    `select ${listFields} from primary_entry.lists l where $1::bigint is null or l.id < $1 order by l.id desc limit $2`,
    [before, limit],
  );

export const findList = (tx: Tx, id: number, hold = false): Promise<ListRow | null> =>
  tx.find<ListRow>(`select ${listFields} from primary_entry.lists l where l.id = $1${hold ? ' for update of l' : ''}`, [
    id,
  ]);

/** A list that my office may go on with; the province sees its counties' lists and leaves them to them. */
export const getMine = async (tx: Tx, id: number): Promise<ListRow> => {
  const list = await findList(tx, id);
  if (!list) throw new Refused('primary-entry.list-not-found');
  if (!list.isMine) throw new Refused('primary-entry.list-not-mine');
  return list;
};

export const findByRequest = (tx: Tx, requestId: string) =>
  tx.find<{ id: number; number: string }>('select id, number from primary_entry.lists where request_id = $1', [
    requestId,
  ]);

/** Lists whose numbers begin so: the next one of a year. */
export const countNumbers = async (tx: Tx, beginning: string): Promise<number> =>
  (
    await tx.one<{ n: number }>('select count(*)::int as n from primary_entry.lists where starts_with(number, $1)', [
      beginning,
    ])
  ).n;

/** A county's list is of its province: that of its institutions. */
export const insertList = (
  tx: Tx,
  list: { readonly number: string; readonly year: number; readonly reason: string; readonly requestId: string },
  actor: Actor,
  now: Date,
) =>
  tx.find<{ id: number }>(
    `insert into primary_entry.lists (county_code, province_code, number, year, reason, request_id, made_by, made_at)
     select case when $1 = 'county' then $2 end,
       case when $1 = 'county' then (select i.province_code from institutions.institutions i where i.county_code = $2 limit 1) else $2 end, $3, $4, $5, $6, $7, $8
     on conflict do nothing returning id`,
    [actor.level, actor.scope, list.number, list.year, list.reason, list.requestId, actor.accountId, now],
  );

export const saveReady = (tx: Tx, id: number, children: number, fileKey: string | null, until: Date) =>
  tx.run(
    `update primary_entry.lists set state = case when $2 = 0 then 'empty' else 'ready' end, children = $2, file_key = $3,
       file_until = case when $2 > 0 then $4::timestamptz end where id = $1`,
    [id, children, fileKey, until],
  );

export const saveListState = (tx: Tx, id: number, state: ListRow['state']) =>
  tx.run('update primary_entry.lists set state = $2, file_key = null, file_until = null where id = $1', [id, state]);

/** A list that was not made, its asker being gone: a colleague makes another. As the owner. */
export const stopList = (tx: Tx, id: number, failure: Refusal) =>
  tx.run(`update primary_entry.lists set state = 'failed', failure = $2 where id = $1 and state = 'making'`, [
    id,
    JSON.stringify(failure),
  ]);

/** Looked-through answers whose asker is gone wait for a colleague. As the owner. */
export const stopAnswer = (tx: Tx, id: number, failure: Refusal) =>
  tx.run(`update primary_entry.answers set state = 'checked', failure = $2 where id = $1 and state = 'applying'`, [
    id,
    JSON.stringify(failure),
  ]);

/** Lists and answers of my office that stopped with their asker and that nobody has taken up. */
export const countStopped = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select (select count(*) from primary_entry.lists l where l.state = 'failed' and l.failure ->> 'code' = 'accounts.asker-gone' and primary_entry.is_mine(l.id)
           and not exists (select from primary_entry.lists m where m.county_code is not distinct from l.county_code and m.province_code = l.province_code and m.id > l.id))::int
         + (select count(*) from primary_entry.lists l join primary_entry.answers w on w.list_id = l.id
           where l.state = 'ready' and w.state = 'checked' and w.failure ->> 'code' = 'accounts.asker-gone' and primary_entry.is_mine(l.id)
             and not exists (select from primary_entry.answers m where m.list_id = w.list_id and m.id > w.id))::int as n`,
    )
  ).n;

export type AnswerRow = {
  readonly id: number;
  readonly listId: number;
  readonly listNumber: string;
  readonly listState: ListRow['state'];
  readonly isMine: boolean;
  readonly fileName: string;
  readonly fileKey: string;
  readonly state: (typeof answerStates)[number];
  readonly counts: AnswerCounts;
  readonly faults: { row: number; fault: Fault }[];
  readonly failure: { code: string; facts: Record<string, string | number> } | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly appliedAt: Date | null;
};

const answerFields = `w.id, w.list_id as "listId", l.number as "listNumber", l.state as "listState", primary_entry.is_mine(l.id) as "isMine",
  w.file_name as "fileName", w.file_key as "fileKey", w.state, w.counts, w.faults, w.failure, w.uploaded_at as "uploadedAt", w.applied_at as "appliedAt",
  coalesce((select a.person_name from accounts.accounts a where a.id = w.uploaded_by), '') as "uploadedBy"`;
const answerJoin = 'from primary_entry.answers w join primary_entry.lists l on l.id = w.list_id';

export const listAnswers = (tx: Tx, listId: number): Promise<AnswerRow[]> =>
  tx.rows<AnswerRow>(`select ${answerFields} ${answerJoin} where w.list_id = $1 order by w.id desc`, [listId]);

export const findAnswer = (tx: Tx, id: number, hold = false): Promise<AnswerRow | null> =>
  tx.find<AnswerRow>(`select ${answerFields} ${answerJoin} where w.id = $1${hold ? ' for update of w' : ''}`, [id]);

export type Told = {
  readonly counts: AnswerCounts;
  readonly faults: readonly { readonly row: number; readonly fault: Fault }[];
};

export const insertAnswer = (
  tx: Tx,
  listId: number,
  file: { readonly fileName: string; readonly fileKey: string; readonly bytes: number },
  told: Told,
  actor: Actor,
  now: Date,
) =>
  tx.one<{ id: number }>(
    `insert into primary_entry.answers (list_id, file_name, file_key, bytes, counts, faults, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      ...[listId, file.fileName, file.fileKey, file.bytes, JSON.stringify(told.counts), JSON.stringify(told.faults)],
      ...[actor.accountId, now],
    ],
  );

export const saveAnswer = (
  tx: Tx,
  id: number,
  state: AnswerRow['state'],
  told: Told | null,
  failure: Refusal | null,
  appliedAt: Date | null,
) =>
  tx.run(
    `update primary_entry.answers set state = $2, counts = coalesce($3, counts), faults = coalesce($4, faults), failure = $5, applied_at = $6 where id = $1`,
    [
      ...[id, state, told && JSON.stringify(told.counts), told && JSON.stringify(told.faults)],
      ...[failure && JSON.stringify(failure), appliedAt],
    ],
  );
