import type { Actor } from '@xueqian/kernel/actor.ts';
import { columns, type FieldsOf } from '@xueqian/platform/columns.ts';
import type { Tx } from '@xueqian/platform/database.ts';

const classColumns = columns('classes.classes', [
  'id',
  'code',
  'name',
  'type',
  'school_year',
  'capacity',
  'teacher_name',
]);

export type ClassRow = FieldsOf<typeof classColumns> & {
  readonly children: number;
  readonly waitingForPrincipal: number;
};

export const listByInstitution = (tx: Tx, institutionId: number): Promise<ClassRow[]> =>
  tx.rows<ClassRow>(
    `select ${classColumns.of('l')}, coalesce(n.children, 0) as children,
       coalesce(n.waiting, 0) as "waitingForPrincipal"
     from classes.classes l
     left join (select class_id, count(*)::int as children, (count(*) filter (where state = 'entered'))::int as waiting
       from children.children where institution_id = $1 and state <> 'deleted' group by class_id) n on n.class_id = l.id
     where l.institution_id = $1 order by l.school_year desc, l.type, l.code`,
    [institutionId],
  );

/** The classes of this school year with their live children, as an institution files them. */
export const listFiled = async (
  tx: Tx,
  institutionId: number,
): Promise<Pick<ClassRow, 'code' | 'name' | 'type' | 'capacity' | 'children'>[]> => {
  const rows = await listByInstitution(tx, institutionId);
  const newest = Math.max(...rows.map((row) => row.schoolYear));
  return rows
    .filter((row) => row.schoolYear === newest)
    .map(({ code, name, type, capacity, children }) => ({ code, name, type, capacity, children }));
};

type ClassCount = Pick<ClassRow, 'code' | 'name' | 'type' | 'children'>;

/** Live children by class of many institutions, classes of each one's newest school year. */
export const countsByClass = async (
  tx: Tx,
  institutionIds: readonly number[],
): Promise<ReadonlyMap<number, readonly ClassCount[]>> => {
  const rows = await tx.rows<ClassCount & { institutionId: number }>(
    `select l.institution_id as "institutionId", l.code, l.name, l.type, coalesce(n.children, 0) as children
     from (select *, max(school_year) over (partition by institution_id) as newest from classes.classes where institution_id = any ($1)) l
     left join (select class_id, count(*)::int as children from children.children
       where institution_id = any ($1) and state <> 'deleted' group by class_id) n on n.class_id = l.id
     where l.school_year = l.newest order by l.institution_id, l.code`,
    [institutionIds],
  );
  const counts = new Map<number, ClassCount[]>();
  for (const { institutionId, ...row } of rows) counts.set(institutionId, [...(counts.get(institutionId) ?? []), row]);
  return counts;
};

const nameColumns = columns('classes.classes', ['id', 'institution_id', 'code', 'name']);

/** Codes and names of the classes of an institution, newest school year first, for imports and forms. */
export const listNames = (tx: Tx, institutionIds: readonly number[]): Promise<FieldsOf<typeof nameColumns>[]> =>
  tx.rows(
    `select ${nameColumns.of('l')} from classes.classes l
     where institution_id = any ($1) order by school_year desc, code`,
    [institutionIds],
  );

export type NewClass = {
  readonly institutionId: number;
  readonly name: string;
  readonly type: string;
  readonly schoolYear: number;
  readonly capacity: number | null;
  readonly teacherName: string | null;
};

/** The last serial used in codes that begin so; the institution's row is locked, so that two never get the same. */
export const lastSerialLocked = async (tx: Tx, institutionId: number, prefix: string): Promise<number> => {
  await tx.rows('select pg_advisory_xact_lock(73, $1::int)', [institutionId % 2_147_483_647]);
  const row = await tx.one<{ last: number }>(
    `select coalesce(max(right(code, 2)::int), 0) as last from classes.classes where institution_id = $1 and code like $2 || '__'`,
    [institutionId, prefix],
  );
  return row.last;
};

export const insertClass = (
  tx: Tx,
  actor: Actor,
  entry: NewClass,
  code: string,
  now: Date,
): Promise<{ id: number } | null> =>
  tx.find<{ id: number }>(
    `insert into classes.classes (institution_id, county_code, prefecture_code, province_code, code, name, type, school_year, capacity, teacher_name, created_by, created_at)
     select i.id, i.county_code, i.prefecture_code, i.province_code, $2, $3, $4, $5, $6, $7, $8, $9
     from institutions.institutions i where i.id = $1 returning id`,
    [
      entry.institutionId,
      code,
      entry.name,
      entry.type,
      entry.schoolYear,
      entry.capacity,
      entry.teacherName,
      actor.accountId,
      now,
    ],
  );

/** Many classes of many institutions at once, with their codes given: taking over an earlier system. */
export const insertMany = (
  tx: Tx,
  accountId: number,
  entries: readonly (NewClass & { code: string })[],
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into classes.classes (institution_id, county_code, prefecture_code, province_code, code, name, type, school_year, capacity, teacher_name, created_by, created_at)
     select i.id, i.county_code, i.prefecture_code, i.province_code, x.code, x.name, x.type, x."schoolYear", x.capacity, x."teacherName", $2, $3
     from jsonb_to_recordset($1::jsonb) as x ("institutionId" bigint, code text, name text, type text, "schoolYear" int, capacity int, "teacherName" text)
     join institutions.institutions i on i.id = x."institutionId"`,
    [JSON.stringify(entries), accountId, now],
  );

/** What may be edited of a class, locked against others who edit it. */
export const findClassLocked = (
  tx: Tx,
  id: number,
): Promise<{ name: string; capacity: number | null; teacherName: string | null } | null> =>
  tx.find('select name, capacity, teacher_name as "teacherName" from classes.classes where id = $1 for update', [id]);

export const updateClass = (
  tx: Tx,
  id: number,
  name: string,
  capacity: number | null,
  teacherName: string | null,
): Promise<number> =>
  tx.run('update classes.classes set name = $2, capacity = $3, teacher_name = $4 where id = $1', [
    id,
    name,
    capacity,
    teacherName,
  ]);

/** Whether a file `c` sits in a class: found by the institution, as no index holds the class and a move keeps a file on its page. */
export const sitsIn = (classId: string): string =>
  `c.institution_id = (select l.institution_id from classes.classes l where l.id = ${classId}) and c.class_id = ${classId}`;

/** Live children of a class; deleted files keep no claim on it. */
export const countChildren = async (tx: Tx, id: number): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from children.children c where ${sitsIn('$1')} and c.state <> 'deleted'`,
      [id],
    )
  ).n;

export const removeClass = async (tx: Tx, id: number): Promise<number> => {
  await tx.run(`update children.children c set class_id = null where ${sitsIn('$1')} and c.state = 'deleted'`, [id]);
  return tx.run('delete from classes.classes where id = $1', [id]);
};

/** Removes those of the classes in which no file sits, deleted ones counted too. */
export const removeEmptyClasses = (tx: Tx, ids: readonly number[]): Promise<number> =>
  tx.run(
    `delete from classes.classes l where l.id = any ($1) and not exists (select from children.children c where c.institution_id = l.institution_id and c.class_id = l.id)`,
    [ids],
  );
