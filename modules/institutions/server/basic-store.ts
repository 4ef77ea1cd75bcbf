import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { BasicStanding } from '../basic-review.ts';
import type { BasicSection, SectionState } from '../institution.ts';

export type VersionRow = {
  version: number;
  revision: number;
  state: Exclude<SectionState, 'empty'>;
  fields: Partial<BasicSection>;
  enteredBy: string | null;
  enteredAt: Date | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  returnedBy: string | null;
  returnedAt: Date | null;
  reason: string | null;
};

/** The newest versions, the newest first. */
export const listVersions = (
  tx: Tx,
  institutionId: number,
  versions: readonly number[] | null,
): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(
    `select v.version, v.revision, v.state, v.fields, e.person_name as "enteredBy", v.entered_at as "enteredAt", s.person_name as "submittedBy",
       v.submitted_at as "submittedAt", r.person_name as "reviewedBy", v.reviewed_at as "reviewedAt",
       c.person_name as "confirmedBy", v.confirmed_at as "confirmedAt", b.person_name as "returnedBy", v.returned_at as "returnedAt", v.reason
     from institutions.basic_versions v
     left join accounts.accounts e on e.id = v.entered_by left join accounts.accounts s on s.id = v.submitted_by
     left join accounts.accounts c on c.id = v.confirmed_by left join accounts.accounts b on b.id = v.returned_by
     left join accounts.accounts r on r.id = v.reviewed_by
     where v.institution_id = $1 and ($2::int[] is null or v.version = any ($2)) order by v.version desc limit 20`,
    [institutionId, versions],
  );

/** The newest version, locked, so that two people never change it at once. */
export const newestLocked = (tx: Tx, institutionId: number): Promise<BasicStanding | null> =>
  tx.find<BasicStanding>(
    'select version, revision, state, submitted_by as "submittedBy" from institutions.basic_versions where institution_id = $1 order by version desc limit 1 for update',
    [institutionId],
  );

export const insertVersion = (
  tx: Tx,
  institutionId: number,
  version: number,
  state: 'draft' | 'entered',
  fields: Partial<BasicSection>,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at)
     select id, $2, county_code, $3, $4, $5, $6, case when $3 = 'entered' then $5::bigint end, case when $3 = 'entered' then $6::timestamptz end
     from institutions.institutions where id = $1`,
    [institutionId, version, state, JSON.stringify(fields), actor.accountId, now],
  );

export const updateVersion = (
  tx: Tx,
  institutionId: number,
  version: number,
  state: 'draft' | 'entered',
  fields: Partial<BasicSection>,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update institutions.basic_versions set state = $3, fields = $4, revision = revision + 1, entered_by = $5, entered_at = $6,
       submitted_by = case when $3 = 'entered' then $5::bigint end, submitted_at = case when $3 = 'entered' then $6::timestamptz end,
       confirmed_by = null, confirmed_at = null
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

/** The principal's word: on to the county, or back. */
export const saveConfirmation = (
  tx: Tx,
  institutionId: number,
  version: number,
  state: 'submitted' | 'returned',
  actor: Actor,
  now: Date,
  reason: string | null,
): Promise<number> =>
  state === 'submitted'
    ? tx.run(
        `update institutions.basic_versions set state = 'submitted', confirmed_by = $3, confirmed_at = $4
         where institution_id = $1 and version = $2 and state = 'entered'`,
        [institutionId, version, actor.accountId, now],
      )
    : tx.run(
        `update institutions.basic_versions set state = 'returned', returned_by = $3, returned_at = $4, reason = $5
         where institution_id = $1 and version = $2 and state = 'entered'`,
        [institutionId, version, actor.accountId, now, reason],
      );

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
    `update institutions.basic_versions set state = $3, reviewed_by = $4, reviewed_at = $5, reason = $6,
       returned_by = case when $3 = 'returned' then $4::bigint else returned_by end, returned_at = case when $3 = 'returned' then $5::timestamptz else returned_at end
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
  confirmedAt: Date;
  confirmedBy: string;
  first: boolean;
};

export const listWaiting = (
  tx: Tx,
  after: { at: string; id: number } | null,
  limit: number,
): Promise<BasicReviewRow[]> =>
  tx.rows<BasicReviewRow>(
    `select v.institution_id as "institutionId", i.code, i.name, v.version, v.confirmed_at as "confirmedAt",
       coalesce(a.person_name, '') as "confirmedBy", i.in_force_version is null as first
     from institutions.basic_versions v join institutions.institutions i on i.id = v.institution_id
     left join accounts.accounts a on a.id = coalesce(v.confirmed_by, v.submitted_by)
     where v.state = 'submitted' and ($2::timestamptz is null or (v.confirmed_at, v.institution_id) > ($2, $3))
     order by v.confirmed_at, v.institution_id limit $1`,
    [limit, after?.at ?? null, after?.id ?? null],
  );

/** Basic sections that wait for my review, by the index of those that wait. */
export const countWaiting = async (tx: Tx): Promise<number> =>
  (await tx.one<{ n: number }>(`select count(*)::int as n from institutions.basic_versions where state = 'submitted'`))
    .n;

/** 1 when my institution's basic section waits for the principal. */
export const countEntered = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from institutions.institutions where basic_state = 'entered'`,
    )
  ).n;

/** 1 when the newest word on my institution's basic section is a return. */
export const countReturned = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from institutions.institutions where basic_state = 'returned'`,
    )
  ).n;
