import type { Tx } from '@xueqian/platform/database.ts';

export type Pair = { readonly later: number; readonly earlier: number };

/** Takes files that were not compared yet; they are taken again when the transaction fails. */
export const takeToCompare = async (tx: Tx, most: number): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(
      `delete from duplicates.to_compare where child_id in (select child_id from duplicates.to_compare order by child_id limit $1 for update skip locked)
       returning child_id as id`,
      [most],
    )
  ).map((row) => row.id);

export const listCandidates = (tx: Tx, ids: readonly number[]) =>
  tx.rows<{ childId: number; otherId: number }>(
    'select child_id as "childId", other_id as "otherId" from duplicates.candidates($1)',
    [ids],
  );

export const openPossible = async (
  tx: Tx,
  pairs: readonly (Pair & { readonly reasons: readonly string[] })[],
  now: Date,
): Promise<number> =>
  pairs.length === 0
    ? 0
    : (
        await tx.one<{ n: number }>('select duplicates.open_possible($1, $2, $3, $4) as n', [
          pairs.map((pair) => pair.later),
          pairs.map((pair) => pair.earlier),
          pairs.map((pair) => pair.reasons.join(',')),
          now,
        ])
      ).n;

export const closeUnfounded = async (
  tx: Tx,
  compared: readonly number[],
  pairs: readonly Pair[],
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ n: number }>('select duplicates.close_unfounded($1, $2, $3, $4) as n', [
      compared,
      pairs.map((pair) => pair.later),
      pairs.map((pair) => pair.earlier),
      now,
    ])
  ).n;

export type Recheck = {
  readonly id: number;
  readonly provinceCode: string;
  readonly afterId: number;
  readonly finishedAt: Date | null;
};

export const lockRecheck = (tx: Tx, id: number): Promise<Recheck | null> =>
  tx.find<Recheck>(
    `select id, province_code as "provinceCode", after_id as "afterId", finished_at as "finishedAt" from duplicates.rechecks where id = $1 for update`,
    [id],
  );

/** The next files of a province, in the order of their numbers. */
export const listNext = async (tx: Tx, { provinceCode, afterId }: Recheck, most: number): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(
      `select id from (select id, province_code, state from children.children where id > $1 order by id limit $2) c
       where province_code = $3 and state not in ('deleted', 'cancelled', 'merged') order by id`,
      [afterId, most, provinceCode],
    )
  ).map((row) => row.id);

export const findEnd = async (tx: Tx, afterId: number, most: number): Promise<number | null> =>
  (
    await tx.one<{ id: number | null }>(
      'select max(id) as id from (select id from children.children where id > $1 order by id limit $2) c',
      [afterId, most],
    )
  ).id;

export const saveStep = (tx: Tx, id: number, afterId: number, done: number, opened: number): Promise<number> =>
  tx.run('update duplicates.rechecks set after_id = $2, done = done + $3, opened = opened + $4 where id = $1', [
    id,
    afterId,
    done,
    opened,
  ]);

export const saveFinished = (tx: Tx, id: number, now: Date): Promise<number> =>
  tx.run('update duplicates.rechecks set finished_at = $2 where id = $1 and finished_at is null', [id, now]);
