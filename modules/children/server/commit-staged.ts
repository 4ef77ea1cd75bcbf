import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { sealedEqual } from '@xueqian/platform/sealing.ts';
import { from as copyFrom } from 'pg-copy-streams';
import type { ChildState } from '../child.ts';
import { isPresent } from '../life.ts';
import { isKeptUp } from '../rules.ts';
import { copyStaged, fieldColumns, stagedTable, valueColumns } from './staged-row.ts';

/** What became of a batch: each row is in exactly one of created, updated, unchanged, refused. */
export type CommitOutcome = {
  readonly created: number;
  readonly updated: readonly number[];
  readonly unchanged: readonly number[];
  /** Of `created`: rows whose child became a problem case, because another file of the province holds the claim. */
  readonly withCase: readonly number[];
  readonly refused: readonly {
    readonly row: number;
    readonly code: 'waiting-for-county' | 'key-fields-need-application' | 'not-here-any-more';
  }[];
  /** Child ids of created rows; filled for small batches only. */
  readonly createdIds: readonly number[];
};

type Match = { row: number; childId: number; state: ChildState; same: boolean; keySame: boolean };

const keyColumns = ['name', 'sex', 'birth_on', 'identity_type'];
const list = (alias: string, columns: readonly string[]): string =>
  columns.map((column) => `${alias}.${column}`).join(', ');

/** What makes two files the same: sealed values are compared whatever key they lie under. */
const comparedList = (alias: string): string =>
  valueColumns
    .map((column) => (column.endsWith('_sealed') ? sealedEqual(`${alias}.${column}`) : `${alias}.${column}`))
    .join(', ');

/** Files of the same institution with the same claim: the row means that child; of two, the one that holds the claim. */
const matchSql = `
  select distinct on (s.row_number) s.row_number as row, c.id as "childId", c.state,
    (${comparedList('c')}, c.class_id) is not distinct from (${comparedList('s')}, coalesce(s.class_id, c.class_id)) as same,
    (${list('c', keyColumns)}) is not distinct from (${list('s', keyColumns)}) as "keySame"
  from unnest($1::int[], $2::bigint[]) m (row_number, child_id)
  join pg_temp.staged_children s on s.row_number = m.row_number
  join children.children c on c.id = m.child_id
  where c.state <> 'deleted' and c.claim_digest = s.claim_digest
  order by s.row_number, c.holds_claim desc, c.id`;

/** In the order of the claims, so that two imports of the same children wait for each other at the first of them only. */
const insertSql = (holdsClaim: boolean): string => `
  insert into children.children (institution_id, class_id, county_code, prefecture_code, province_code, town_code, state, holds_claim, entered_by, entered_at, ${fieldColumns.join(', ')})
  select s.institution_id, s.class_id, i.county_code, i.prefecture_code, i.province_code, i.town_code, ${holdsClaim ? `'entered', true` : `'problem', false`}, $2, $3, ${list('s', fieldColumns)}
  from pg_temp.staged_children s join institutions.institutions i on i.id = s.institution_id
  where ($1::int[] is null or s.row_number = any ($1))
  ${holdsClaim ? 'order by s.claim_digest on conflict (claim_digest) where holds_claim do nothing' : ''}
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

const listMatches = async (tx: Tx, rows: readonly number[] | null): Promise<Match[]> => {
  const found = await tx.rows<{ row: number; childId: number }>(
    `select row_number as row, child_id as "childId" from children.match_staged() where $1::int[] is null or row_number = any ($1)`,
    [rows],
  );
  if (found.length === 0) return [];
  return tx.rows<Match>(matchSql, [found.map((each) => each.row), found.map((each) => each.childId)]);
};

type Sorted = { unchanged: number[]; changed: Match[]; refused: CommitOutcome['refused'][number][] };

const sortMatches = (matches: readonly Match[]): Sorted => {
  const sorted: Sorted = { unchanged: [], changed: [], refused: [] };
  for (const match of matches) {
    if (match.same) sorted.unchanged.push(match.row);
    else if (match.state === 'confirmed') sorted.refused.push({ row: match.row, code: 'waiting-for-county' });
    else if (!isPresent[match.state]) sorted.refused.push({ row: match.row, code: 'not-here-any-more' });
    else if (isKeptUp(match.state) && !match.keySame)
      sorted.refused.push({ row: match.row, code: 'key-fields-need-application' });
    else sorted.changed.push(match);
  }
  return sorted;
};

/** Matches of these rows (null: all); files that are to change are locked and looked at once more under the lock. */
const matchLocked = async (tx: Tx, rows: readonly number[] | null): Promise<Sorted & { matched: number }> => {
  const matches = await listMatches(tx, rows);
  const sorted = sortMatches(matches);
  if (sorted.changed.length === 0) return { ...sorted, matched: matches.length };
  await tx.rows('select id from children.children where id = any ($1) order by id for update', [
    sorted.changed.map((match) => match.childId),
  ]);
  const again = await listMatches(
    tx,
    sorted.changed.map((match) => match.row),
  );
  const locked = sortMatches(again);
  return {
    unchanged: [...sorted.unchanged, ...locked.unchanged],
    changed: locked.changed,
    refused: [...sorted.refused, ...locked.refused],
    matched: matches.length - sorted.changed.length + again.length,
  };
};

/** Rows of these that no inserted child stands for, with their claims. */
const listMissing = (tx: Tx, rows: readonly number[] | null, ids: readonly number[]) =>
  tx.rows<{ row: number; claim: Buffer }>(
    `select s.row_number as row, s.claim_digest as claim from pg_temp.staged_children s
     where ($1::int[] is null or s.row_number = any ($1)) and not exists (
       select from children.children c
       where c.claim_digest = s.claim_digest and c.holds_claim and c.institution_id = s.institution_id and c.id = any ($2))`,
    [rows, ids],
  );

/** Of rows whose claim was taken: those that another institution's file really holds. Under the claims' locks. */
const listHeldElsewhere = async (tx: Tx, missing: readonly { row: number; claim: Buffer }[]): Promise<number[]> => {
  const claims = missing.map((row) => row.claim);
  // Whoever holds them now still holds them when this transaction ends.
  await tx.rows('select duplicates.lock_claims($1)', [claims]);
  const held = new Set(
    (await tx.rows<{ claim: Buffer }>('select duplicates.held_claims($1) as claim', [claims])).map((row) =>
      row.claim.toString('hex'),
    ),
  );
  const here = new Set(
    (
      await listMatches(
        tx,
        missing.map((row) => row.row),
      )
    ).map((match) => match.row),
  );
  return missing.filter((row) => held.has(row.claim.toString('hex')) && !here.has(row.row)).map((row) => row.row);
};

/**
 * Inserts rows that are new. Those whose claim another institution holds become problem cases; those that somebody of
 * this institution entered meanwhile, or whose claim was just given up, are given back to be looked at again.
 */
const insertNew = async (tx: Tx, actor: Actor, now: Date, rows: readonly number[] | null, count: number) => {
  const insert = async (holds: boolean, which: readonly number[] | null): Promise<number[]> =>
    (await tx.rows<{ id: number }>(insertSql(holds), [which, actor.accountId, now])).map((row) => row.id);
  const ids = await insert(true, rows);
  if (ids.length === count) return { ids, withCase: [], again: [] };
  const missing = await listMissing(tx, rows, ids);
  const withCase = await listHeldElsewhere(tx, missing);
  const caseIds = withCase.length > 0 ? await insert(false, withCase) : [];
  if (caseIds.length > 0) await tx.rows('select duplicates.open_cases($1, $2)', [caseIds, now]);
  await recordActions(tx, caseIds, 'case-opened', actor, now);
  const settled = new Set(withCase);
  return {
    ids: [...ids, ...caseIds],
    withCase,
    again: missing.map((row) => row.row).filter((row) => !settled.has(row)),
  };
};

/** Rows that change a file: back to the principal where one is on its way; a numbered file keeps its state. */
const updateMatched = async (tx: Tx, actor: Actor, now: Date, changed: readonly Match[]): Promise<void> => {
  if (changed.length === 0) return;
  await tx.run(
    `update children.children c set (${fieldColumns.join(', ')}) = (${list('s', fieldColumns)}),
       class_id = coalesce(s.class_id, c.class_id), version = c.version + 1, changed_at = $3,
       state = case when c.state = 'returned' then 'entered' else c.state end,
       return_reason = null,
       entered_by = case when c.state in ('numbered', 'suspended') then c.entered_by else $2 end,
       entered_at = case when c.state in ('numbered', 'suspended') then c.entered_at else $3 end
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

const listRowsWithout = async (tx: Tx, rows: readonly number[] | null, settled: readonly number[]): Promise<number[]> =>
  (
    await tx.rows<{ row: number }>(
      `select row_number as row from pg_temp.staged_children
       where ($1::int[] is null or row_number = any ($1)) and row_number <> all ($2)`,
      [rows, settled],
    )
  ).map((each) => each.row);

/** Rows that say the same as a file of their institution that was told apart from another one mean that file, by its own claim. */
export const keepApart = (tx: Tx): Promise<number> =>
  tx.run(
    `with apart as materialized (select institution_id, claim_apart_from, claim_digest from children.children
       where claim_apart_from is not null and state <> 'deleted' and institution_id in (select distinct institution_id from pg_temp.staged_children))
     update pg_temp.staged_children s set claim_digest = a.claim_digest from apart a
     where a.claim_apart_from = s.claim_digest and a.institution_id = s.institution_id`,
  );

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
  const created: number[] = [];
  const updated: number[] = [];
  const unchanged: number[] = [];
  const withCase: number[] = [];
  const refused: CommitOutcome['refused'][number][] = [];
  if (count > 0) {
    await tx.run('truncate pg_temp.staged_children');
    await pipeline(Readable.from([copy]), tx.client.query(copyFrom(copyStaged)));
    await keepApart(tx);
  }
  // Most sheets hold children nobody has: they are inserted at once. What meets a held claim is looked at: one round
  // settles it, unless others enter or give up the same children at this moment.
  let rows: readonly number[] | null = null;
  let left = count;
  if (count > 0) {
    const ids = (await tx.rows<{ id: number }>(insertSql(true), [null, actor.accountId, now])).map((row) => row.id);
    created.push(...ids);
    rows = ids.length === count ? [] : (await listMissing(tx, null, ids)).map((row) => row.row);
    left = rows.length;
  }
  while (left > 0) {
    const found: Awaited<ReturnType<typeof matchLocked>> = await matchLocked(tx, rows);
    await updateMatched(tx, actor, now, found.changed);
    updated.push(...found.changed.map((match) => match.row));
    unchanged.push(...found.unchanged);
    refused.push(...found.refused);
    if (found.matched === left) break;
    if (found.matched > 0)
      rows = await listRowsWithout(tx, rows, [...updated, ...unchanged, ...refused.map((each) => each.row)]);
    const fresh = await insertNew(tx, actor, now, rows, left - found.matched);
    created.push(...fresh.ids);
    withCase.push(...fresh.withCase);
    rows = fresh.again;
    left = fresh.again.length;
  }
  return {
    created: created.length,
    updated,
    unchanged,
    withCase,
    refused,
    createdIds: created.length <= 100 ? created : [],
  };
};
