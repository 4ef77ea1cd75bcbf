import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type AnnualFacts, type AnnualResult, seriousViolations } from '../annual-review.ts';

/** What the records of this schema say of an institution and year; what is open is counted as of the day. */
export const readFacts = (
  tx: Tx,
  institutionId: number,
  year: number,
  on: string,
): Promise<Omit<AnnualFacts, 'fileFindings' | 'fileErrors' | 'missingSections'>> =>
  tx.one(
    `select n."openRectifications", n."overdueRectifications", n."seriousRectifications", n."issuedRectifications", i.inspections, i.findings, i."heavyFindings"
     from (select count(*) filter (where r.state <> 'accepted')::int as "openRectifications",
         count(*) filter (where r.state in ('issued', 'returned') and r.due_on < $4)::int as "overdueRectifications",
         count(*) filter (where r.state <> 'accepted' and (r.violation = any ($5) or (r.state <> 'answered' and r.due_on < $4)))::int as "seriousRectifications",
         count(*) filter (where r.issued_at >= make_timestamptz($2, 1, 1, 0, 0, 0, 'Asia/Shanghai') and r.issued_at < make_timestamptz($3, 1, 1, 0, 0, 0, 'Asia/Shanghai'))::int
           as "issuedRectifications"
       from supervision.rectifications r where r.institution_id = $1) n,
     (select count(*)::int as inspections, coalesce(sum(r.found_count), 0)::int as findings, coalesce(sum(r.heavy_count), 0)::int as "heavyFindings"
       from supervision.inspections r where r.institution_id = $1 and r.state in ('handed-over', 'closed') and r.inspected_on >= make_date($2, 1, 1)
         and r.inspected_on < make_date($3, 1, 1) and not exists (select from supervision.inspections c where c.corrects_id = r.id and c.state in ('handed-over', 'closed'))) i`,
    [institutionId, year, year + 1, on, seriousViolations],
  );

export type AnnualVersion = {
  version: number;
  result: AnnualResult;
  explanation: string | null;
  correctionReason: string | null;
  facts: AnnualFacts;
  officeName: string;
  recordedBy: string;
  recordedAt: Date;
};

/** Every version, the newest first. */
export const listVersions = (tx: Tx, institutionId: number, year: number): Promise<AnnualVersion[]> =>
  tx.rows<AnnualVersion>(
    `select r.version, r.result, r.explanation, r.correction_reason as "correctionReason", r.facts, r.office_name as "officeName",
       coalesce((select a.person_name from accounts.accounts a where a.id = r.recorded_by), '') as "recordedBy", r.recorded_at as "recordedAt"
     from supervision.annual_reviews r where r.institution_id = $1 and r.year = $2 order by r.version desc`,
    [institutionId, year],
  );

type NewVersion = Pick<AnnualVersion, 'version' | 'result' | 'explanation' | 'correctionReason' | 'facts'>;

/** 0 when somebody else has recorded this version. The one before it is no longer the current one. */
export const insertVersion = async (
  tx: Tx,
  institutionId: number,
  year: number,
  word: NewVersion,
  actor: Actor,
  now: Date,
): Promise<number> => {
  await tx.run(
    'update supervision.annual_reviews set is_current = false where institution_id = $1 and year = $2 and is_current and version < $3',
    [institutionId, year, word.version],
  );
  return tx.run(
    `insert into supervision.annual_reviews (institution_id, year, version, county_code, prefecture_code, province_code, result, explanation, correction_reason,
       facts, office_name, recorded_by, recorded_at)
     select i.id, $2, $3, i.county_code, i.prefecture_code, i.province_code, $4, $5, $6, $7, $8, $9, $10 from institutions.institutions i where i.id = $1
     on conflict do nothing`,
    [
      ...[institutionId, year, word.version, word.result, word.explanation, word.correctionReason],
      ...[JSON.stringify(word.facts), actor.officeName, actor.accountId, now],
    ],
  );
};

export type AnnualRow = {
  institutionId: number;
  code: string;
  name: string;
  countyName: string;
  result: AnnualResult | null;
  explanation: string | null;
  recordedAt: Date | null;
  openRectifications: number;
};

export const listOfYear = (
  tx: Tx,
  year: number,
  only: 'all' | 'none' | AnnualResult,
  after: number,
  limit: number,
): Promise<AnnualRow[]> =>
  tx.rows<AnnualRow>(
    `select i.id as "institutionId", i.code, i.name, r.result, r.explanation, r.recorded_at as "recordedAt",
       coalesce((select d.name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1), '') as "countyName",
       (select count(*)::int from supervision.rectifications n where n.institution_id = i.id and n.state <> 'accepted') as "openRectifications"
     from institutions.institutions i left join supervision.annual_reviews r on r.institution_id = i.id and r.year = $1 and r.is_current
     where i.id > $2 and case $3 when 'all' then true when 'none' then r.result is null else r.result = $3 end order by i.id limit $4`,
    [year, after, only, limit],
  );

export type AnnualCount = {
  code: string;
  name: string;
  institutions: number;
  qualified: number;
  basicallyQualified: number;
  unqualified: number;
};

/** Results of a year by county, as far as the asker sees. */
export const countByCounty = (tx: Tx, year: number): Promise<AnnualCount[]> =>
  tx.rows<AnnualCount>(
    `select s.code, coalesce((select d.name from jurisdictions.divisions d where d.code = s.code order by d.valid_from desc limit 1), s.code) as name,
       s.institutions, coalesce(k.qualified, 0) as qualified, coalesce(k.basically, 0) as "basicallyQualified", coalesce(k.unqualified, 0) as unqualified
     from (select i.county_code as code, count(*)::int as institutions from institutions.institutions i group by 1) s
     left join (select r.county_code as code, count(*) filter (where r.result = 'qualified')::int as qualified,
         count(*) filter (where r.result = 'basically-qualified')::int as basically, count(*) filter (where r.result = 'unqualified')::int as unqualified
       from supervision.annual_reviews r where r.year = $1 and r.is_current group by 1) k on k.code = s.code order by s.code`,
    [year],
  );
