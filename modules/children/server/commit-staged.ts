import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { from as copyFrom } from 'pg-copy-streams';
import type { ChildState } from '../child.ts';
import { copyStaged, fieldColumns, stagedTable } from './staged-row.ts';

/** What became of a batch: each row is in exactly one of created, updated, unchanged, refused. */
export type CommitOutcome = {
  readonly created: number;
  readonly updated: readonly number[];
  readonly unchanged: number;
  /** Rows whose child became a problem case, because another file of the province holds the claim. */
  readonly withCase: readonly number[];
  readonly refused: readonly {
    readonly row: number;
    readonly code: 'waiting-for-county' | 'key-fields-need-application';
  }[];
  /** Child ids of created rows; filled for small batches only. */
  readonly createdIds: readonly number[];
};

type Match = { row: number; childId: number; state: ChildState; same: boolean; keySame: boolean };

const keyColumns = ['name', 'sex', 'birth_on', 'identity_type'];
const list = (alias: string, columns: readonly string[]): string =>
  columns.map((column) => `${alias}.${column}`).join(', ');

/** Files of the same institution with the same claim: the row means that child. */
const matchSql = `
  select s.row_number as row, c.id as "childId", c.state,
    (${list('c', fieldColumns)}, c.class_id) is not distinct from (${list('s', fieldColumns)}, coalesce(s.class_id, c.class_id)) as same,
    (${list('c', keyColumns)}) is not distinct from (${list('s', keyColumns)}) as "keySame"
  from unnest($1::int[], $2::bigint[]) m (row_number, child_id)
  join pg_temp.staged_children s on s.row_number = m.row_number
  join children.children c on c.id = m.child_id`;

const insertSql = (holdsClaim: boolean): string => `
  insert into children.children (institution_id, class_id, county_code, prefecture_code, province_code, state, holds_claim, entered_by, entered_at, ${fieldColumns.join(', ')})
  select s.institution_id, s.class_id, i.county_code, i.prefecture_code, i.province_code, ${holdsClaim ? `'entered', true` : `'problem', false`}, $2, $3, ${list('s', fieldColumns)}
  from pg_temp.staged_children s join institutions.institutions i on i.id = s.institution_id
  where ${holdsClaim ? 's.row_number <> all ($1)' : 's.row_number = any ($1)'}
  ${holdsClaim ? 'on conflict (claim_digest) where holds_claim do nothing' : ''}
  returning id`;

const recordActions = async (
  tx: Tx,
  ids: readonly number[],
  action: string,
  actor: Actor,
  now: Date,
): Promise<void> => {
  if (ids.length === 0) return;
  await tx.run(
    'insert into children.actions (child_id, at, action, account_id) select id, $2, $3, $4 from unnest($1::bigint[]) id',
    [ids, now, action, actor.accountId],
  );
};

/** Inserts the rows that are new; those whose claim is held elsewhere become problem cases. */
const insertNew = async (tx: Tx, actor: Actor, now: Date, count: number, matched: readonly number[]) => {
  const ids = (await tx.rows<{ id: number }>(insertSql(true), [matched, actor.accountId, now])).map((row) => row.id);
  let withCase: number[] = [];
  if (ids.length < count - matched.length) {
    const missing = await tx.rows<{ row: number; claim: Buffer }>(
      `select s.row_number as row, s.claim_digest as claim from pg_temp.staged_children s
       where s.row_number <> all ($1) and not exists (
         select from children.children c where c.claim_digest = s.claim_digest and c.holds_claim and c.id = any ($2))`,
      [matched, ids],
    );
    // Under the claims' locks: whoever holds them now still holds them when this transaction ends.
    await tx.rows('select duplicates.lock_claims($1)', [missing.map((row) => row.claim)]);
    const held = new Set(
      (
        await tx.rows<{ claim: Buffer }>('select duplicates.held_claims($1) as claim', [
          missing.map((row) => row.claim),
        ])
      ).map((row) => row.claim.toString('hex')),
    );
    const freed = missing.filter((row) => !held.has(row.claim.toString('hex'))).map((row) => row.row);
    if (freed.length > 0) {
      const others = (
        await tx.rows<{ row: number }>(
          'select row_number as row from pg_temp.staged_children where row_number <> all ($1)',
          [freed],
        )
      ).map((row) => row.row);
      ids.push(
        ...(await tx.rows<{ id: number }>(insertSql(true), [others, actor.accountId, now])).map((row) => row.id),
      );
    }
    withCase = missing.filter((row) => held.has(row.claim.toString('hex'))).map((row) => row.row);
    const caseIds = (await tx.rows<{ id: number }>(insertSql(false), [withCase, actor.accountId, now])).map(
      (row) => row.id,
    );
    await tx.rows('select duplicates.open_cases($1, $2)', [caseIds, now]);
    await recordActions(tx, caseIds, 'entered', actor, now);
    await recordActions(tx, caseIds, 'case-opened', actor, now);
    ids.push(...caseIds);
    await recordActions(
      tx,
      ids.filter((id) => !caseIds.includes(id)),
      'entered',
      actor,
      now,
    );
    return { ids, withCase };
  }
  await recordActions(tx, ids, 'entered', actor, now);
  return { ids, withCase };
};

/** Rows that change a file: back to the principal where one is on its way; a numbered file keeps its state. */
const updateMatched = async (tx: Tx, actor: Actor, now: Date, changed: readonly Match[]): Promise<void> => {
  if (changed.length === 0) return;
  await tx.run(
    `update children.children c set (${fieldColumns.join(', ')}) = (${list('s', fieldColumns)}),
       class_id = coalesce(s.class_id, c.class_id), version = c.version + 1,
       state = case when c.state = 'returned' then 'entered' else c.state end,
       return_reason = null,
       entered_by = case when c.state = 'numbered' then c.entered_by else $2 end,
       entered_at = case when c.state = 'numbered' then c.entered_at else $3 end
     from pg_temp.staged_children s, unnest($1::int[], $4::bigint[]) m (row_number, child_id)
     where s.row_number = m.row_number and c.id = m.child_id`,
    [changed.map((match) => match.row), actor.accountId, now, changed.map((match) => match.childId)],
  );
  await recordActions(
    tx,
    changed.map((match) => match.childId),
    'edited',
    actor,
    now,
  );
};

/** Prepares the transaction for commits. */
export const prepareCommit = (tx: Tx): Promise<number> => tx.run(stagedTable);

/**
 * Commits one batch of checked rows, already sealed and in COPY format (staged-row.ts), in the caller's transaction:
 * matches what the institution has, inserts, updates, opens problem cases. A check is this same code rolled back.
 */
export const commitStaged = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  copy: Buffer,
  count: number,
): Promise<CommitOutcome> => {
  if (count === 0) return { created: 0, updated: [], unchanged: 0, withCase: [], refused: [], createdIds: [] };
  await tx.run('truncate pg_temp.staged_children');
  await pipeline(Readable.from([copy]), tx.client.query(copyFrom(copyStaged)));
  const found = await tx.rows<{ row: number; childId: number }>(
    'select row_number as row, child_id as "childId" from children.match_staged()',
  );
  const matches =
    found.length === 0
      ? []
      : await tx.rows<Match>(matchSql, [found.map((each) => each.row), found.map((each) => each.childId)]);
  const refused: { row: number; code: 'waiting-for-county' | 'key-fields-need-application' }[] = [];
  const changed: Match[] = [];
  let unchanged = 0;
  for (const match of matches) {
    if (match.same) unchanged += 1;
    else if (match.state === 'confirmed') refused.push({ row: match.row, code: 'waiting-for-county' });
    else if (match.state === 'numbered' && !match.keySame)
      refused.push({ row: match.row, code: 'key-fields-need-application' });
    else changed.push(match);
  }
  const { ids, withCase } = await insertNew(
    tx,
    actor,
    now,
    count,
    matches.map((match) => match.row),
  );
  await updateMatched(tx, actor, now, changed);
  return {
    created: ids.length,
    updated: changed.map((match) => match.row),
    unchanged,
    withCase,
    refused,
    createdIds: ids.length <= 100 ? ids : [],
  };
};
