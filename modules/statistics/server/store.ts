import type { Tx } from '@xueqian/platform/database.ts';

export type Annex2Counts = {
  code: string;
  name: string;
  institutions: number;
  reported: number;
  reviewed: number;
  numbered: number;
  statistical: number | null;
  /** The unit is a county without parts of its own: its institutions come next (济源, districts of a municipality). */
  direct: boolean;
};

const nameOf = (code: string): string =>
  `(select d.name from jurisdictions.divisions d where d.code = ${code} order by d.valid_from desc limit 1)`;

const columnOf = { province: 'province_code', prefecture: 'prefecture_code', county: 'county_code' } as const;
const aboveOf = { province: null, prefecture: 'province_code', county: 'prefecture_code' } as const;

/** Sums by the units directly below: provinces of the nation, prefectures of a province, counties of a prefecture. */
export const sumByUnit = (
  tx: Tx,
  unit: keyof typeof columnOf,
  within: string,
  year: number | null,
): Promise<Annex2Counts[]> => {
  const column = columnOf[unit];
  const above = aboveOf[unit];
  const where = above ? `${above} = $1` : '$1::text is not null';
  return tx.rows<Annex2Counts>(
    `select s.code, coalesce(${nameOf('s.code')}, s.code) as name, s.institutions, s.reported, s.reviewed, s.numbered, b.children as statistical, s.direct
     from (select ${column} as code, count(*) filter (where closed = 0)::int as institutions, sum(reported * (1 - closed))::int as reported, sum(reviewed * (1 - closed))::int as reviewed, sum(numbered)::int as numbered,
         bool_and(county_code = ${column}) as direct
       from statistics.institution_counters where ${where} group by ${column}) s
     left join (select ${column} as code, sum(children)::int as children from statistics.baselines
       where year = $2 and ${where} group by ${column}) b on b.code = s.code`,
    [within, year],
  );
};

/** Institutions of a county, all at once: a county has a few hundred. `code` is the institution's id, for the link. */
export const listInstitutions = (tx: Tx, county: string, year: number | null): Promise<Annex2Counts[]> =>
  tx.rows<Annex2Counts>(
    `select i.id::text as code, i.name, 1 as institutions, k.reported, k.reviewed, k.numbered, b.children as statistical, false as direct
     from statistics.institution_counters k join institutions.institutions i on i.id = k.institution_id
     left join statistics.baselines b on b.institution_id = k.institution_id and b.year = $2
     where k.county_code = $1 and k.closed = 0`,
    [county, year],
  );

/** The newest year of education statistics that was entered; null when none was. */
export const findBaselineYear = async (tx: Tx): Promise<number | null> =>
  (await tx.find<{ year: number }>('select year from statistics.baselines order by year desc limit 1'))?.year ?? null;

export type Unit = { code: string; name: string; level: string; parentCode: string | null };

export const findUnit = (tx: Tx, code: string): Promise<Unit | null> =>
  tx.find<Unit>(
    `select code, name, level, parent_code as "parentCode" from jurisdictions.divisions where code = $1 order by valid_from desc limit 1`,
    [code],
  );

/** Whether counties hang directly from this code in the counters, as they do below a prefecture. */
export const placeOf = (
  tx: Tx,
  code: string,
): Promise<{ isProvince: boolean; isPrefecture: boolean; isCounty: boolean }> =>
  tx.one(
    `select exists (select from statistics.institution_counters where province_code = $1) as "isProvince",
       exists (select from statistics.institution_counters where prefecture_code = $1) as "isPrefecture",
       exists (select from statistics.institution_counters where county_code = $1) as "isCounty"`,
    [code],
  );

export const saveBaselines = (
  tx: Tx,
  year: number,
  rows: readonly { institutionId: number; children: number }[],
): Promise<number> =>
  tx.run(
    `insert into statistics.baselines (year, institution_id, county_code, prefecture_code, province_code, children)
     select $1, i.id, i.county_code, i.prefecture_code, i.province_code, x.children
     from unnest($2::bigint[], $3::int[]) as x (institution_id, children) join institutions.institutions i on i.id = x.institution_id
     on conflict (year, institution_id) do update set children = excluded.children`,
    [year, rows.map((row) => row.institutionId), rows.map((row) => row.children)],
  );
