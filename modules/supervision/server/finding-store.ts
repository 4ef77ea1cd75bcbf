import type { Tx } from '@xueqian/platform/database.ts';

export type FoundRow = { row: string | null; facts: Record<string, string | number> };
export type KeptFinding = {
  readonly institutionId: number;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly found: readonly FoundRow[];
};

/**
 * Brings the findings of these institutions to what was found now: new ones begin on the day, those that go on keep
 * their first day, those that are mended go. Writes only what changed.
 */
export const saveFindings = async (
  tx: Tx,
  institutionIds: readonly number[],
  findings: readonly KeptFinding[],
  on: string,
): Promise<void> => {
  const listing = JSON.stringify(findings);
  const shape = '"institutionId" bigint, rule text, severity text, found jsonb';
  await tx.run(
    `delete from supervision.findings f where f.institution_id = any ($1)
     and not exists (select from jsonb_to_recordset($2::jsonb) as x (${shape}) where x."institutionId" = f.institution_id and x.rule = f.rule_code)`,
    [institutionIds, listing],
  );
  await tx.run(
    `insert into supervision.findings as f (institution_id, rule_code, county_code, prefecture_code, province_code, severity, found, found_count, since_on)
     select i.id, x.rule, i.county_code, i.prefecture_code, i.province_code, x.severity, x.found, jsonb_array_length(x.found), $2
     from jsonb_to_recordset($1::jsonb) as x (${shape}) join institutions.institutions i on i.id = x."institutionId"
     on conflict (institution_id, rule_code) do update set severity = excluded.severity, found = excluded.found, found_count = excluded.found_count
     where (f.severity, f.found) is distinct from (excluded.severity, excluded.found)`,
    [listing, on],
  );
};

export type Unit = { code: string; name: string; level: string; parentCode: string | null };

export const findUnit = (tx: Tx, code: string): Promise<Unit | null> =>
  tx.find<Unit>(
    `select code, name, level, parent_code as "parentCode" from jurisdictions.divisions where code = $1 order by valid_from desc limit 1`,
    [code],
  );

/** The column that holds a division's code, and the one of its parts. */
export const columnsOf = {
  nation: { own: null, part: 'province_code' },
  province: { own: 'province_code', part: 'prefecture_code' },
  prefecture: { own: 'prefecture_code', part: 'county_code' },
  county: { own: 'county_code', part: null },
} as const;
export type Step = keyof typeof columnsOf;

const whereOf = (step: Step): string => {
  const { own } = columnsOf[step];
  return own === null ? '$1::text is not null' : `f.${own} = $1`;
};

export type RuleCount = { rule: string; severity: 'error' | 'warning'; institutions: number; found: number };

/** Counts of all rules, or of one. */
export const countByRule = (tx: Tx, step: Step, code: string, rule: string | null): Promise<RuleCount[]> =>
  tx.rows<RuleCount>(
    `select f.rule_code as rule, count(*)::int as institutions, sum(f.found_count)::int as found from supervision.findings f
     where ${whereOf(step)} ${rule === null ? 'and $2::text is null' : 'and f.rule_code = $2'} group by f.rule_code order by f.rule_code`,
    [code, rule],
  );

export type PartCount = { code: string; name: string; institutions: number; found: number };

/** Parts of a division with what a rule finds there. */
export const countByPart = async (tx: Tx, step: Step, code: string, rule: string): Promise<PartCount[]> => {
  const { part } = columnsOf[step];
  if (part === null) return [];
  return tx.rows<PartCount>(
    `select s.code, coalesce((select d.name from jurisdictions.divisions d where d.code = s.code order by d.valid_from desc limit 1), s.code) as name,
       s.institutions, s.found
     from (select f.${part} as code, count(*)::int as institutions, sum(f.found_count)::int as found
       from supervision.findings f where ${whereOf(step)} and f.rule_code = $2 group by f.${part}) s order by s.code`,
    [code, rule],
  );
};

export type FindingRow = {
  institutionId: number;
  code: string;
  name: string;
  countyName: string;
  rule: string;
  sinceOn: string;
  found: FoundRow[];
};

export const listByRule = (
  tx: Tx,
  step: Step,
  code: string,
  rule: string | null,
  after: number,
  limit: number,
): Promise<FindingRow[]> =>
  tx.rows<FindingRow>(
    `select f.institution_id as "institutionId", i.code, i.name, f.rule_code as rule, f.since_on as "sinceOn", f.found,
       coalesce((select d.name from jurisdictions.divisions d where d.code = f.county_code order by d.valid_from desc limit 1), '') as "countyName"
     from supervision.findings f join institutions.institutions i on i.id = f.institution_id
     where ${whereOf(step)} and ($2::text is null or f.rule_code = $2) and f.institution_id > $3
     order by ${rule === null ? 'f.rule_code, ' : ''}f.institution_id limit $4`,
    [code, rule, after, limit],
  );
