import type { Level } from '@xueqian/kernel/actor.ts';
import type { Permission } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';

/** Kinds of office, as accounts.offices keeps them. */
export type OfficeKind = 'institution' | 'central-kindergarten' | 'department' | 'section' | 'support-unit';

/** An office and where it stands in the tree. */
export type OfficeRow = {
  readonly id: number;
  readonly name: string;
  readonly kind: OfficeKind;
  readonly level: Level;
  readonly scope: string;
  readonly divisionCode: string;
  readonly countyCode: string | null;
  readonly prefectureCode: string | null;
  readonly provinceCode: string | null;
  readonly institutionId: number | null;
  readonly departmentId: number | null;
  readonly duties: Permission[] | null;
  readonly closedAt: Date | null;
};

const officeColumns = `o.id, o.name, o.kind, o.level, o.scope, o.division_code as "divisionCode", o.county_code as "countyCode",
  o.prefecture_code as "prefectureCode", o.province_code as "provinceCode", o.institution_id as "institutionId",
  o.department_id as "departmentId", o.duties, o.closed_at as "closedAt"`;

export const findOffice = (tx: Tx, id: number): Promise<OfficeRow | null> =>
  tx.find<OfficeRow>(`select ${officeColumns} from accounts.offices o where o.id = $1`, [id]);

/** As `findOffice`, held against other changes of its accounts until the transaction ends. */
export const findOfficeLocked = (tx: Tx, id: number): Promise<OfficeRow | null> =>
  tx.find<OfficeRow>(`select ${officeColumns} from accounts.offices o where o.id = $1 for update`, [id]);

/** The main office of a level and scope: no section. */
export const findMainOffice = (tx: Tx, level: Level, scope: string): Promise<OfficeRow | null> =>
  tx.find<OfficeRow>(
    `select ${officeColumns} from accounts.offices o where o.level = $1 and o.scope = $2 and o.department_id is null`,
    [level, scope],
  );

export const listSections = (tx: Tx, departmentId: number): Promise<OfficeRow[]> =>
  tx.rows<OfficeRow>(`select ${officeColumns} from accounts.offices o where o.department_id = $1 order by o.id`, [
    departmentId,
  ]);

export type NewOffice = Omit<OfficeRow, 'id' | 'closedAt'>;

/** Founds an office; null when the main office of this level and scope is there already. */
export const insertOffice = async (tx: Tx, office: NewOffice, now: Date): Promise<number | null> =>
  (
    await tx.find<{ id: number }>(
      `insert into accounts.offices (name, kind, level, scope, division_code, county_code, prefecture_code, province_code, institution_id,
         department_id, duties, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (level, scope) where department_id is null do nothing returning id`,
      [
        ...[office.name, office.kind, office.level, office.scope, office.divisionCode, office.countyCode],
        ...[office.prefectureCode, office.provinceCode, office.institutionId, office.departmentId, office.duties, now],
      ],
    )
  )?.id ?? null;

/** The office of an institution, founded when it has none yet; null for an institution that is not in sight. */
export const officeOfInstitution = async (tx: Tx, institutionId: number, now: Date): Promise<number | null> => {
  await tx.run(
    `insert into accounts.offices (name, kind, level, scope, division_code, county_code, prefecture_code, province_code, institution_id, created_at)
     select i.name, 'institution', 'institution', i.id::text, i.county_code, i.county_code, i.prefecture_code, i.province_code, i.id, $2
     from institutions.institutions i where i.id = $1 on conflict (level, scope) where department_id is null do nothing`,
    [institutionId, now],
  );
  return (
    (
      await tx.find<{ id: number }>(
        `select id from accounts.offices where level = 'institution' and scope = $1 and department_id is null`,
        [String(institutionId)],
      )
    )?.id ?? null
  );
};

/** Changes name, duties or the institution of an office; a closed one keeps its rows. */
export const saveOffice = (
  tx: Tx,
  id: number,
  change: Pick<OfficeRow, 'name' | 'duties' | 'institutionId' | 'closedAt'>,
): Promise<number> =>
  tx.run('update accounts.offices set name = $2, duties = $3, institution_id = $4, closed_at = $5 where id = $1', [
    ...[id, change.name, change.duties, change.institutionId, change.closedAt],
  ]);

/** Offices directly below an actor, as a condition on `o`; `$scope` is the place of the actor's scope. */
const belowOf = (level: Level, scope: string): string => {
  switch (level) {
    case 'county':
      return `o.county_code = ${scope} and o.level in ('institution', 'town')`;
    case 'prefecture':
      return `o.prefecture_code = ${scope} and o.level = 'county'`;
    case 'province':
      // A county directly below its province (a municipality's district, Jiyuan) is its own prefecture.
      return `o.province_code = ${scope} and (o.level = 'prefecture' or (o.level = 'county' and coalesce(o.prefecture_code, o.scope) = o.scope))`;
    case 'ministry':
      return `o.level = 'province' and ${scope} = '000000'`;
    case 'institution':
    case 'town':
      return `false and ${scope} <> ''`;
  }
};

/** My office with its sections (`own`), the offices directly below (`below`), as a condition on `o`. */
export const officesOf = (level: Level, which: 'own' | 'below', levelAt: string, scopeAt: string): string =>
  which === 'own'
    ? `(o.level = ${levelAt} and o.scope = ${scopeAt})`
    : `(${belowOf(level, scopeAt)} and o.level <> ${levelAt})`;

export type OfficeFound = OfficeRow & { readonly code: string | null };

/**
 * Offices that an actor may name, by a part of the name or the beginning of a code, at most 20: its own with its
 * sections, then those directly below. Institutions without an office yet have the id null.
 */
export const searchOffices = (
  tx: Tx,
  level: Level,
  scope: string,
  text: string,
): Promise<(Omit<OfficeFound, 'id'> & { id: number | null })[]> =>
  tx.rows(
    `select * from (
       select ${officeColumns}, coalesce(i.code, o.division_code) as code, case when o.level = $1 then 0 else 1 end as rank
       from accounts.offices o left join institutions.institutions i on i.id = o.institution_id
       where (${officesOf(level, 'own', '$1', '$2')} or ${officesOf(level, 'below', '$1', '$2')}) and o.closed_at is null
         and (strpos(o.name, $3) > 0 or starts_with(o.division_code, $3) or starts_with(i.code, $3))
       order by rank, o.name, o.id limit 20) known
     union all
     select * from (
       select null::bigint, i.name, 'institution', 'institution', i.id::text, i.county_code, i.county_code, i.prefecture_code, i.province_code, i.id, null::bigint,
         null::text[], null::timestamptz, i.code, 2
       from institutions.institutions i
       where $1 = 'county' and i.county_code = $2 and (strpos(i.name, $3) > 0 or starts_with(i.code, $3))
         and not exists (select from accounts.offices o where o.level = 'institution' and o.scope = i.id::text)
       order by i.name, i.id limit 20) unopened
     order by rank, name limit 20`,
    [level, scope, text],
  );
