import type { Actor } from '@xueqian/kernel/actor.ts';
import { columns, type FieldsOf } from '@xueqian/platform/columns.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { BasicSection, SectionState } from '../institution.ts';

const ownColumns = columns('institutions.institutions', [
  'id',
  'code',
  'name',
  'kind',
  'nature',
  'county_code',
  'basic_state',
  'standing',
]);
const counters = columns('statistics.institution_counters', [
  'entered',
  'returned',
  'confirmed',
  'first_waiting',
  'problem',
  'numbered',
]);

export type InstitutionRow = FieldsOf<typeof ownColumns> &
  FieldsOf<typeof counters> & {
    readonly countyName: string;
    readonly children: number;
    readonly statistical: number | null;
  };

/** Latest name of a division: the scalar subquery every list uses. */
const nameOf = (column: string): string =>
  `(select d.name from jurisdictions.divisions d where d.code = ${column} order by d.valid_from desc limit 1)`;

const rowColumns = `${ownColumns.of('i')}, ${nameOf('i.county_code')} as "countyName", ${counters.of('k')},
  k.entered + k.returned + k.confirmed + k.problem + k.numbered as children,
  (select b.children from statistics.baselines b where b.institution_id = i.id order by b.year desc limit 1) as statistical`;

export type InstitutionFilter = {
  readonly division: string | undefined;
  readonly name: string | undefined;
  readonly basicState: SectionState | 'reported' | undefined;
};

export const listPage = (
  tx: Tx,
  filter: InstitutionFilter,
  after: string | null,
  limit: number,
): Promise<InstitutionRow[]> => {
  const values: unknown[] = [limit, after ?? ''];
  const where = ['i.code > $2'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (filter.division)
    add((at) => `(i.county_code = ${at} or i.prefecture_code = ${at} or i.province_code = ${at})`, filter.division);
  if (filter.name) {
    // A digit string is the beginning of a code, anything else a part of the name.
    if (/^\d+$/.test(filter.name)) add((at) => `i.code like ${at} || '%'`, filter.name);
    else add((at) => `strpos(i.name, ${at}) > 0`, filter.name);
  }
  if (filter.basicState === 'reported') where.push('i.reported');
  else if (filter.basicState === 'approved') where.push('i.reviewed');
  else if (filter.basicState) add((at) => `i.basic_state = ${at}`, filter.basicState);
  return tx.rows<InstitutionRow>(
    `select ${rowColumns} from institutions.institutions i
     join statistics.institution_counters k on k.institution_id = i.id
     where ${where.join(' and ')} order by i.code limit $1`,
    values,
  );
};

export type FoundInstitution = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly countyName: string;
};

/** The first 20 of my scope, by code, whose name holds the text or whose code begins with it. */
export const searchByName = (tx: Tx, text: string): Promise<FoundInstitution[]> =>
  tx.rows<FoundInstitution>(
    `select i.id, i.code, i.name, ${nameOf('i.county_code')} as "countyName"
     from institutions.found($1, 20) found(id) join institutions.institutions i on i.id = found.id order by i.code`,
    [text],
  );

export type InstitutionHead = InstitutionRow & {
  prefectureName: string;
  provinceName: string;
  divisionFullName: string;
  inForceVersion: number | null;
};

export const findInstitution = (tx: Tx, id: number): Promise<InstitutionHead | null> =>
  tx.find<InstitutionHead>(
    `select ${rowColumns}, ${nameOf('i.prefecture_code')} as "prefectureName", ${nameOf('i.province_code')} as "provinceName",
       (select d.full_name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1) as "divisionFullName",
       i.in_force_version as "inForceVersion"
     from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where i.id = $1`,
    [id],
  );

export type VersionRow = {
  version: number;
  state: Exclude<SectionState, 'empty'>;
  fields: Partial<BasicSection>;
  enteredBy: string | null;
  enteredAt: Date | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  reason: string | null;
};

/** The newest versions, the newest first. */
export const listVersions = (
  tx: Tx,
  institutionId: number,
  versions: readonly number[] | null,
): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(
    `select v.version, v.state, v.fields, e.person_name as "enteredBy", v.entered_at as "enteredAt", s.person_name as "submittedBy",
       v.submitted_at as "submittedAt", r.person_name as "reviewedBy", v.reviewed_at as "reviewedAt", v.reason
     from institutions.basic_versions v
     left join accounts.accounts e on e.id = v.entered_by left join accounts.accounts s on s.id = v.submitted_by
     left join accounts.accounts r on r.id = v.reviewed_by
     where v.institution_id = $1 and ($2::int[] is null or v.version = any ($2)) order by v.version desc limit 20`,
    [institutionId, versions],
  );

/** The newest version, locked, so that two people never change it at once. */
export const newestLocked = (
  tx: Tx,
  institutionId: number,
): Promise<{ version: number; state: Exclude<SectionState, 'empty'> } | null> =>
  tx.find(
    'select version, state from institutions.basic_versions where institution_id = $1 order by version desc limit 1 for update',
    [institutionId],
  );

export const insertVersion = (
  tx: Tx,
  institutionId: number,
  version: number,
  state: 'draft' | 'submitted',
  fields: Partial<BasicSection>,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at)
     select id, $2, county_code, $3, $4, $5, $6, case when $3 = 'submitted' then $5::bigint end, case when $3 = 'submitted' then $6::timestamptz end
     from institutions.institutions where id = $1`,
    [institutionId, version, state, JSON.stringify(fields), actor.accountId, now],
  );

export const updateVersion = (
  tx: Tx,
  institutionId: number,
  version: number,
  state: 'draft' | 'submitted',
  fields: Partial<BasicSection>,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update institutions.basic_versions set state = $3, fields = $4, entered_by = $5, entered_at = $6,
       submitted_by = case when $3 = 'submitted' then $5::bigint end, submitted_at = case when $3 = 'submitted' then $6::timestamptz end
     where institution_id = $1 and version = $2`,
    [institutionId, version, state, JSON.stringify(fields), actor.accountId, now],
  );

export const saveSectionState = (
  tx: Tx,
  institutionId: number,
  state: SectionState,
  reported: boolean,
): Promise<number> =>
  tx.run('update institutions.institutions set basic_state = $2, reported = reported or $3 where id = $1', [
    institutionId,
    state,
    reported,
  ]);

export const saveReview = (
  tx: Tx,
  institutionId: number,
  version: number,
  state: 'approved' | 'returned',
  actor: Actor,
  now: Date,
  reason: string | null,
): Promise<number> =>
  tx.run(
    `update institutions.basic_versions set state = $3, reviewed_by = $4, reviewed_at = $5, reason = $6
     where institution_id = $1 and version = $2 and state = 'submitted'`,
    [institutionId, version, state, actor.accountId, now, reason],
  );

/** Brings the approved version into force. */
export const bringIntoForce = (tx: Tx, institutionId: number, version: number): Promise<number> =>
  tx.run(
    `update institutions.institutions i set basic_state = 'approved', reviewed = true, in_force_version = v.version,
       name = v.fields ->> 'name', kind = v.fields ->> 'kind', nature = v.fields ->> 'nature', town_code = v.fields ->> 'townCode'
     from institutions.basic_versions v where i.id = $1 and v.institution_id = i.id and v.version = $2`,
    [institutionId, version],
  );

export type BasicReviewRow = {
  institutionId: number;
  code: string;
  name: string;
  version: number;
  submittedAt: Date;
  submittedBy: string;
  first: boolean;
};

export const listWaiting = (
  tx: Tx,
  after: { at: string; id: number } | null,
  limit: number,
): Promise<BasicReviewRow[]> =>
  tx.rows<BasicReviewRow>(
    `select v.institution_id as "institutionId", i.code, i.name, v.version, v.submitted_at as "submittedAt",
       coalesce(a.person_name, '') as "submittedBy", i.in_force_version is null as first
     from institutions.basic_versions v join institutions.institutions i on i.id = v.institution_id
     left join accounts.accounts a on a.id = v.submitted_by
     where v.state = 'submitted' and ($2::timestamptz is null or (v.submitted_at, v.institution_id) > ($2, $3))
     order by v.submitted_at, v.institution_id limit $1`,
    [limit, after?.at ?? null, after?.id ?? null],
  );

/** What other modules need to know of institutions: where they lie and whether their children may get numbers. */
export type InstitutionPlace = {
  id: number;
  code: string;
  name: string;
  countyCode: string;
  prefectureCode: string;
  provinceCode: string;
  reviewed: boolean;
};

const placeColumns = `id, code, name, county_code as "countyCode", prefecture_code as "prefectureCode", province_code as "provinceCode", reviewed`;

export const findPlace = (tx: Tx, id: number): Promise<InstitutionPlace | null> =>
  tx.find<InstitutionPlace>(`select ${placeColumns} from institutions.institutions where id = $1`, [id]);

export const listPlacesByCode = (tx: Tx, codes: readonly string[]): Promise<InstitutionPlace[]> =>
  tx.rows<InstitutionPlace>(`select ${placeColumns} from institutions.institutions where code = any ($1)`, [codes]);

/** Basic sections that wait for my review, by the index of those that wait. */
export const countWaiting = async (tx: Tx): Promise<number> =>
  (await tx.one<{ n: number }>(`select count(*)::int as n from institutions.basic_versions where state = 'submitted'`))
    .n;

/** 1 when the newest word on my institution's basic section is a return. */
export const countReturned = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from institutions.institutions where basic_state = 'returned'`,
    )
  ).n;
