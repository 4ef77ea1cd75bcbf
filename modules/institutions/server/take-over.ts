import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { BasicSection } from '../institution.ts';

/** An institution as an earlier system hands it over. */
export type TakenOver = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly nature: string;
  readonly townCode: string | null;
  readonly state: 'empty' | 'draft' | 'entered' | 'submitted' | 'approved' | 'returned';
  readonly basic: BasicSection | null;
  /** Reason of the return, when state is `returned`. */
  readonly reason: string | null;
};

export type TakeOverPlace = {
  readonly countyCode: string;
  readonly prefectureCode: string;
  readonly provinceCode: string;
};

/**
 * Takes institutions of one county over, in the county's own transaction; what is already there by its code stays as it
 * is, so that a repeated take-over changes nothing. Gives the ids by code.
 */
export const takeOverInstitutions = async (
  tx: Tx,
  actor: Actor,
  place: TakeOverPlace,
  institutions: readonly TakenOver[],
  now: Date,
): Promise<Map<string, number>> => {
  const listing = JSON.stringify(institutions);
  const shape = 'code text, name text, kind text, nature text, "townCode" text, state text, basic jsonb, reason text';
  const fresh = await tx.rows<{ id: number; code: string }>(
    `insert into institutions.institutions (code, name, kind, nature, county_code, prefecture_code, province_code, town_code, basic_state, reported, reviewed, created_at)
     select x.code, x.name, x.kind, x.nature, $2, $3, $4, x."townCode", x.state, x.state in ('submitted', 'approved', 'returned'), x.state = 'approved', $5
     from jsonb_to_recordset($1::jsonb) as x (${shape})
     on conflict (code) do nothing returning id, code`,
    [listing, place.countyCode, place.prefectureCode, place.provinceCode, now],
  );
  await tx.run(
    `insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at, confirmed_at, reviewed_by, reviewed_at)
     select i.id, 1, i.county_code, case when x.state = 'returned' then 'submitted' else x.state end, x.basic, $3, $4,
       case when x.state <> 'draft' then $3::bigint end, case when x.state <> 'draft' then $4::timestamptz end,
       case when x.state not in ('draft', 'entered') then $4::timestamptz end,
       case when x.state = 'approved' then $3::bigint end, case when x.state = 'approved' then $4::timestamptz end
     from jsonb_to_recordset($1::jsonb) as x (${shape})
     join institutions.institutions i on i.code = x.code
     where x.basic is not null and x.state <> 'empty' and i.id = any ($2)`,
    [listing, fresh.map((row) => row.id), actor.accountId, now],
  );
  await tx.run(`update institutions.institutions i set in_force_version = 1 where i.id = any ($1) and i.reviewed`, [
    fresh.map((row) => row.id),
  ]);
  const all = await tx.rows<{ id: number; code: string }>(
    'select id, code from institutions.institutions where code = any ($1)',
    [institutions.map((each) => each.code)],
  );
  return new Map(all.map((row) => [row.code, row.id]));
};
