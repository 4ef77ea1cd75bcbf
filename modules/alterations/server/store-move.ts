import type { Tx } from '@xueqian/platform/database.ts';
import type { ClassThere } from '../class-moves.ts';

export type ClassRow = ClassThere & { readonly id: number; readonly capacity: number | null };

/** Holds the institutions: whoever enters a child there waits, and then finds them as they are afterwards. */
export const holdInstitutions = (tx: Tx, ids: readonly number[]): Promise<{ id: number }[]> =>
  tx.rows('select id from institutions.institutions where id = any ($1) order by id for update', [ids]);

export const listClasses = (tx: Tx, institutionId: number, ids: readonly number[] | null): Promise<ClassRow[]> =>
  tx.rows<ClassRow>(
    `select id, code, name, type, school_year as "schoolYear", capacity from classes.classes
     where institution_id = $1 and ($2::bigint[] is null or id = any ($2)) order by id`,
    [institutionId, ids],
  );

/** Children of these institutions in all, by state: what goes in must come out. */
export const countByState = (tx: Tx, ids: readonly number[]): Promise<{ state: string; n: number }[]> =>
  tx.rows(
    `select state, count(*)::int as n from children.children where institution_id = any ($1) group by state order by state`,
    [ids],
  );

export const countIn = async (tx: Tx, institutionId: number): Promise<number> =>
  (
    await tx.one<{ n: number }>('select count(*)::int as n from children.children where institution_id = $1', [
      institutionId,
    ])
  ).n;

/** Classes go over as they are; their children follow in `moveChildren`. */
export const moveClasses = (tx: Tx, targetId: number, classes: readonly ClassRow[]): Promise<number> =>
  tx.run(
    `update classes.classes l set institution_id = t.id, county_code = t.county_code, prefecture_code = t.prefecture_code, province_code = t.province_code,
       code = x.code, name = x.name
     from jsonb_to_recordset($2::jsonb) as x (id bigint, code text, name text), institutions.institutions t where l.id = x.id and t.id = $1`,
    [targetId, JSON.stringify(classes)],
  );

/** A class like another one, in the institution that takes some of its children in; gives its id. */
export const copyClass = async (
  tx: Tx,
  targetId: number,
  { code, name, type, schoolYear, capacity }: ClassRow,
  accountId: number,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into classes.classes (institution_id, county_code, prefecture_code, province_code, code, name, type, school_year, capacity, created_by, created_at)
       select t.id, t.county_code, t.prefecture_code, t.province_code, $2, $3, $4, $5, $6, $7, $8 from institutions.institutions t where t.id = $1 returning id`,
      [targetId, code, name, type, schoolYear, capacity, accountId, now],
    )
  ).id;

export type Moved = {
  readonly fromId: number;
  readonly targetId: number;
  /** These children; null: of these classes; both null: all of them. */
  readonly childIds: readonly number[] | null;
  readonly classIds: readonly number[] | null;
  /** The class in which they sit afterwards; undefined: the one in which they sit. */
  readonly classId?: number | null;
};

/**
 * Children go over with their numbers, their history and everything sealed as it is: only where they belong changes. Their
 * open cases of looking like another child go with them.
 */
export const moveChildren = async (
  tx: Tx,
  moved: Moved,
  words: { readonly accountId: number; readonly now: Date; readonly fromTo: string },
): Promise<number> => {
  const { fromId, targetId, childIds, classIds } = moved;
  const gone = await tx.rows<{ id: number }>(
    `update children.children c set institution_id = t.id, county_code = t.county_code, prefecture_code = t.prefecture_code, province_code = t.province_code,
       town_code = t.town_code, class_id = case when $5 then $6::bigint else c.class_id end, version = c.version + 1, changed_at = $7, came_by = 'moved'
     from institutions.institutions t
     where t.id = $2 and c.institution_id = $1 and ($3::bigint[] is null or c.id = any ($3)) and ($4::bigint[] is null or c.class_id = any ($4))
     returning c.id`,
    [fromId, targetId, childIds, classIds, moved.classId !== undefined, moved.classId ?? null, words.now],
  );
  const ids = gone.map(({ id }) => id);
  await tx.run(
    `insert into children.actions (child_id, at, action, account_id, reason, facts) select id, $2, 'moved', $3, $4, $5 from unnest($1::bigint[]) id`,
    [ids, words.now, words.accountId, words.fromTo, JSON.stringify({ from: fromId, to: targetId })],
  );
  for (const side of ['later', 'earlier'])
    await tx.run(
      `update duplicates.cases k set ${side}_institution_id = t.id, ${side}_county = t.county_code, ${side}_prefecture = t.prefecture_code
       from institutions.institutions t where t.id = $2 and k.${side}_child_id = any ($1)`,
      [ids, targetId],
    );
  return ids.length;
};

export const countersDiffer = async (tx: Tx, ids: readonly number[]): Promise<boolean> =>
  (await tx.rows('select 1 from statistics.counter_differences() d where d.institution_id = any ($1) limit 1', [ids]))
    .length > 0;
