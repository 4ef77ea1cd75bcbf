import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { PackCode, PolicyKey } from '../policy-pack.ts';
import type { PackAssignment, PolicySetting } from '../policy-resolution.ts';

export const nation = '000000';

export type RuleSources = {
  /** Divisions of the line, the nation first. */
  readonly line: readonly { readonly code: string; readonly name: string }[];
  readonly assignments: readonly PackAssignment[];
  readonly settings: readonly PolicySetting[];
};

/** Everything that rules of a division can come from, in one exchange; the line is that of the day. */
export const readSources = async (tx: Tx, divisionCode: string, on: string): Promise<RuleSources> => {
  const row = await tx.one<{
    line: { code: string; name: string }[];
    assignments: PackAssignment[];
    settings: PolicySetting[];
  }>(
    `with recursive line as (
       select d.code, d.name, d.parent_code, 0 as step from jurisdictions.divisions d
       where d.code = $1 and d.valid_from <= $2 and (d.valid_to is null or d.valid_to > $2)
       union all
       select p.code, p.name, p.parent_code, l.step + 1 from line l join jurisdictions.divisions p on p.code = l.parent_code
         and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
     )
     select coalesce((select jsonb_agg(jsonb_build_object('code', code, 'name', name) order by step desc) from line), '[]') as line,
       coalesce((select jsonb_agg(jsonb_build_object('divisionCode', a.division_code, 'pack', a.pack, 'from', a.valid_from) order by a.valid_from)
         from jurisdictions.pack_assignments a where a.division_code = $3 or a.division_code in (select code from line)), '[]') as assignments,
       coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'divisionCode', s.division_code, 'key', s.key, 'value', s.value -> 'value',
           'unit', s.unit, 'follows', s.value = '{}'::jsonb, 'from', s.valid_from, 'documentTitle', s.document_title,
           'documentNumber', s.document_number) order by s.id)
         from jurisdictions.policy_settings s where s.division_code = $3 or s.division_code in (select code from line)), '[]') as settings`,
    [divisionCode, on, nation],
  );
  return { ...row, line: [{ code: nation, name: '' }, ...row.line] };
};

export type NewSetting = {
  readonly key: PolicyKey;
  /** Null: follow the upper level again. */
  readonly value: { readonly value: string | number | boolean | null; readonly unit: string | null } | null;
  readonly from: string;
  readonly documentTitle: string;
  readonly documentNumber: string | null;
};

export const insertSetting = async (tx: Tx, actor: Actor, setting: NewSetting, now: Date): Promise<void> => {
  await tx.run(
    `insert into jurisdictions.policy_settings (division_code, key, value, unit, valid_from, document_title, document_number, set_by, office_name, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      actor.scope,
      setting.key,
      JSON.stringify(setting.value === null ? {} : { value: setting.value.value }),
      setting.value?.unit ?? null,
      setting.from,
      setting.documentTitle,
      setting.documentNumber,
      actor.accountId,
      actor.officeName,
      now,
    ],
  );
};

export const insertAssignment = async (
  tx: Tx,
  actor: Actor,
  entry: { divisionCode: string; pack: PackCode; from: string; documentTitle: string; documentNumber: string | null },
  now: Date,
): Promise<void> => {
  await tx.run(
    `insert into jurisdictions.pack_assignments (division_code, pack, valid_from, document_title, document_number, assigned_by_scope, assigned_by, assigned_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      entry.divisionCode,
      entry.pack,
      entry.from,
      entry.documentTitle,
      entry.documentNumber,
      actor.scope,
      actor.accountId,
      now,
    ],
  );
};

/** Offices below mine and institutions, as far as my role sees them: its own scope. */
export const countBound = (tx: Tx, scope: string): Promise<{ offices: number; institutions: number }> =>
  tx.one(
    `select (select count(*)::int from accounts.offices where closed_at is null and department_id is null and level <> 'institution' and scope <> $1) as offices,
       (select count(*)::int from institutions.institutions) as institutions`,
    [scope],
  );

/** The newest own rule of every division for a key, as of a day. */
export const listOwnRules = (
  tx: Tx,
  key: PolicyKey,
  on: string,
): Promise<
  { divisionCode: string; value: string | number | boolean | null; unit: string | null; follows: boolean }[]
> =>
  tx.rows(
    `select distinct on (division_code) division_code as "divisionCode", value -> 'value' as value, unit, value = '{}'::jsonb as follows
     from jurisdictions.policy_settings where key = $1 and valid_from <= $2 order by division_code, valid_from desc, id desc`,
    [key, on],
  );

export type VersionRow = {
  readonly id: number;
  readonly key: PolicyKey;
  readonly value: string | number | boolean | null;
  readonly unit: string | null;
  readonly follows: boolean;
  readonly from: string;
  readonly documentTitle: string;
  readonly documentNumber: string | null;
  readonly setBy: string;
  readonly officeName: string;
  readonly setAt: Date;
};

/** Every version of a division's own rules, the newest first. */
export const listVersions = (tx: Tx, divisionCode: string): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(
    `select s.id, s.key, s.value -> 'value' as value, s.unit, s.value = '{}'::jsonb as follows, s.valid_from as "from",
       s.document_title as "documentTitle", s.document_number as "documentNumber", coalesce(a.person_name, '') as "setBy",
       s.office_name as "officeName", s.set_at as "setAt"
     from jurisdictions.policy_settings s left join accounts.accounts a on a.id = s.set_by
     where s.division_code = $1 order by s.id desc limit 500`,
    [divisionCode],
  );

export type AssignmentRow = {
  readonly divisionCode: string;
  readonly name: string;
  readonly pack: string;
  readonly from: string;
  readonly documentTitle: string | null;
  readonly documentNumber: string | null;
};

/** Packs assigned to a division and directly below it, the newest first. */
export const listAssignments = (tx: Tx, divisionCode: string): Promise<AssignmentRow[]> =>
  tx.rows<AssignmentRow>(
    `select a.division_code as "divisionCode",
       coalesce((select d.full_name from jurisdictions.divisions d where d.code = a.division_code order by d.valid_from desc limit 1), '') as name,
       a.pack, a.valid_from as "from", a.document_title as "documentTitle", a.document_number as "documentNumber"
     from jurisdictions.pack_assignments a
     where a.division_code = $1 or exists (select from jurisdictions.divisions d where d.code = a.division_code and d.valid_to is null
       and (d.parent_code = $1 or ($1 = '000000' and d.parent_code is null)))
       or exists (select from jurisdictions.divisions d join jurisdictions.divisions p on p.code = d.parent_code
         where d.code = a.division_code and d.valid_to is null and p.parent_code = $1)
     order by a.valid_from desc, a.division_code limit 500`,
    [divisionCode],
  );

/** Two who lay rules down for one jurisdiction do so one after the other. */
export const lockPolicy = (tx: Tx, divisionCode: string): Promise<unknown> =>
  tx.rows(`select pg_advisory_xact_lock(hashtext('policy/' || $1))`, [divisionCode]);
