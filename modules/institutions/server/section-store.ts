import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { FiledSection, Standing, VersionState } from '../section.ts';

export type SectionKey = { readonly institutionId: number; readonly section: FiledSection; readonly period: string };
const keyOf = ({ institutionId, section, period }: SectionKey) => [institutionId, section, period];

export type SectionHead = {
  section: FiledSection;
  period: string;
  state: VersionState;
  inForceVersion: number | null;
  inForceAt: Date | null;
};

export const listHeads = (tx: Tx, institutionId: number): Promise<SectionHead[]> =>
  tx.rows<SectionHead>(
    `select section, period, newest_state as state, in_force_version as "inForceVersion", in_force_at as "inForceAt"
     from institutions.sections where institution_id = $1 order by section, period desc`,
    [institutionId],
  );

export type Fields = Readonly<Record<string, unknown>>;
export type SectionVersion = Standing & {
  fields: Fields;
  enteredBy: string | null;
  enteredAt: Date;
  submitter: string | null;
  submittedAt: Date | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  reviewOffice: string | null;
  returnedBy: string | null;
  returnedAt: Date | null;
  reason: string | null;
};

const name = (column: string): string => `(select a.person_name from accounts.accounts a where a.id = v.${column})`;
const versionColumns = `v.version, v.revision, v.state, v.fields, v.submitted_by as "submittedBy", ${name('entered_by')} as "enteredBy", v.entered_at as "enteredAt",
  ${name('submitted_by')} as submitter, v.submitted_at as "submittedAt", ${name('confirmed_by')} as "confirmedBy", v.confirmed_at as "confirmedAt",
  ${name('reviewed_by')} as "reviewedBy", v.reviewed_at as "reviewedAt", v.review_office as "reviewOffice", ${name('returned_by')} as "returnedBy",
  v.returned_at as "returnedAt", v.reason`;

/** The version in force and the newest one that the asker may see. */
export const findVersions = async (
  tx: Tx,
  key: SectionKey,
): Promise<{ inForce: SectionVersion | null; newest: SectionVersion | null }> => {
  const rows = await tx.rows<SectionVersion & { inForce: boolean }>(
    `select ${versionColumns}, v.version is not distinct from s.in_force_version as "inForce"
     from institutions.sections s join institutions.section_versions v using (institution_id, section, period)
     where s.institution_id = $1 and s.section = $2 and s.period = $3 and v.version >= coalesce(s.in_force_version, 0)
     order by v.version desc`,
    keyOf(key),
  );
  const newest = rows[0] ?? null;
  return { inForce: rows.find((row) => row.inForce) ?? null, newest: newest?.inForce ? null : newest };
};

/** Holds the section, so that two people never decide on it at once; null when nothing was ever saved. */
export const lockSection = (
  tx: Tx,
  key: SectionKey,
): Promise<{ inForceVersion: number | null; newestVersion: number } | null> =>
  tx.find(
    `select in_force_version as "inForceVersion", newest_version as "newestVersion" from institutions.sections
     where institution_id = $1 and section = $2 and period = $3 for update`,
    keyOf(key),
  );

export const findVersion = (tx: Tx, key: SectionKey, version: number): Promise<SectionVersion | null> =>
  tx.find<SectionVersion>(
    `select ${versionColumns} from institutions.section_versions v where v.institution_id = $1 and v.section = $2 and v.period = $3 and v.version = $4`,
    [...keyOf(key), version],
  );

/** The first version of a section; 0 when the institution is not mine. Two at once: the second waits, and adds nothing. */
export const insertHead = (tx: Tx, key: SectionKey): Promise<number> =>
  tx.run(
    `insert into institutions.sections (institution_id, section, period, county_code, prefecture_code, province_code, newest_version, newest_state)
     select id, $2, $3, county_code, prefecture_code, province_code, 1, 'draft' from institutions.institutions where id = $1
     on conflict do nothing`,
    keyOf(key),
  );

export const insertDraft = (
  tx: Tx,
  key: SectionKey,
  version: number,
  fields: Fields,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into institutions.section_versions (institution_id, section, period, version, county_code, prefecture_code, province_code, state, revision,
       fields, entered_by, entered_at)
     select s.institution_id, s.section, s.period, $4, s.county_code, s.prefecture_code, s.province_code, 'draft', 1, $5, $6, $7
     from institutions.sections s where s.institution_id = $1 and s.section = $2 and s.period = $3`,
    [...keyOf(key), version, JSON.stringify(fields), actor.accountId, now],
  );

export const updateDraft = (
  tx: Tx,
  key: SectionKey,
  version: number,
  revision: number,
  fields: Fields,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update institutions.section_versions set state = 'draft', revision = $5, fields = $6, entered_by = $7, entered_at = $8, submitted_by = null,
       submitted_at = null, confirmed_by = null, confirmed_at = null
     where institution_id = $1 and section = $2 and period = $3 and version = $4`,
    [...keyOf(key), version, revision, JSON.stringify(fields), actor.accountId, now],
  );

export const saveSubmitted = (tx: Tx, key: SectionKey, version: number, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update institutions.section_versions set state = 'submitted', submitted_by = $5, submitted_at = $6, confirmed_by = null, confirmed_at = null
     where institution_id = $1 and section = $2 and period = $3 and version = $4`,
    [...keyOf(key), version, actor.accountId, now],
  );

export const saveConfirmed = (tx: Tx, key: SectionKey, version: number, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update institutions.section_versions set state = 'confirmed', confirmed_by = $5, confirmed_at = $6
     where institution_id = $1 and section = $2 and period = $3 and version = $4`,
    [...keyOf(key), version, actor.accountId, now],
  );

export const saveReturned = (
  tx: Tx,
  key: SectionKey,
  version: number,
  actor: Actor,
  now: Date,
  reason: string | null,
): Promise<number> =>
  tx.run(
    `update institutions.section_versions set state = 'returned', returned_by = $5, returned_at = $6, reason = $7
     where institution_id = $1 and section = $2 and period = $3 and version = $4`,
    [...keyOf(key), version, actor.accountId, now, reason],
  );

export const saveApproved = async (
  tx: Tx,
  key: SectionKey,
  version: number,
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run(
    `update institutions.section_versions set state = 'approved', reviewed_by = $5, reviewed_at = $6, review_office = $7
     where institution_id = $1 and section = $2 and period = $3 and version = $4`,
    [...keyOf(key), version, actor.accountId, now, actor.officeName],
  );
  await tx.run(
    `update institutions.sections set newest_state = 'approved', in_force_version = $4, in_force_at = $5
     where institution_id = $1 and section = $2 and period = $3`,
    [...keyOf(key), version, now],
  );
};

/** What the list says of the newest version; the institution's word on its number comes with it. */
export const saveNewest = (tx: Tx, key: SectionKey, state: VersionState, version?: number): Promise<number> =>
  version === undefined
    ? tx.run(
        'update institutions.sections set newest_state = $4 where institution_id = $1 and section = $2 and period = $3',
        [...keyOf(key), state],
      )
    : tx.run(
        'update institutions.sections set newest_state = $4, newest_version = $5 where institution_id = $1 and section = $2 and period = $3',
        [...keyOf(key), state, version],
      );

export type SectionReviewRow = {
  institutionId: number;
  code: string;
  name: string;
  section: FiledSection;
  period: string;
  version: number;
  first: boolean;
  confirmedBy: string;
  confirmedAt: Date;
};

/** Confirmed versions of these sections in my county, the oldest first. */
export const listConfirmed = (
  tx: Tx,
  sections: readonly FiledSection[],
  after: { at: string; id: number } | null,
  limit: number,
): Promise<SectionReviewRow[]> =>
  tx.rows<SectionReviewRow>(
    `select v.institution_id as "institutionId", i.code, i.name, v.section, v.period, v.version, v.version = 1 as first,
       coalesce(${name('confirmed_by')}, '') as "confirmedBy", v.confirmed_at as "confirmedAt"
     from institutions.section_versions v join institutions.institutions i on i.id = v.institution_id
     where v.state = 'confirmed' and v.section = any ($1) and ($3::timestamptz is null or (v.confirmed_at, v.institution_id) > ($3, $4))
     order by v.confirmed_at, v.institution_id limit $2`,
    [sections, limit, after?.at ?? null, after?.id ?? null],
  );

export const countConfirmed = async (tx: Tx, sections: readonly FiledSection[]): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from institutions.section_versions where state = 'confirmed' and section = any ($1)`,
      [sections],
    )
  ).n;

/** Versions of my institution that wait for the principal, or came back. */
export const countUnfinished = async (tx: Tx, state: 'submitted' | 'returned'): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      'select count(*)::int as n from institutions.section_versions where institution_id = current_setting($2)::bigint and state = $1',
      [state, 'app.scope'],
    )
  ).n;
