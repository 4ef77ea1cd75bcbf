import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';

export type TermCheck = { unchanged: boolean; by: string; at: Date };

export const findTermCheck = (tx: Tx, institutionId: number, term: string): Promise<TermCheck | null> =>
  tx.find<TermCheck>(
    `select c.unchanged, coalesce((select a.person_name from accounts.accounts a where a.id = c.checked_by), '') as by, c.checked_at as at
     from supervision.term_checks c where c.institution_id = $1 and c.term = $2`,
    [institutionId, term],
  );

/** 0 when somebody else has said it already. */
export const insertTermCheck = (
  tx: Tx,
  institutionId: number,
  term: string,
  unchanged: boolean,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into supervision.term_checks (institution_id, term, county_code, prefecture_code, province_code, unchanged, checked_by, checked_at)
     select i.id, $2, i.county_code, i.prefecture_code, i.province_code, $3, $4, $5 from institutions.institutions i where i.id = $1
     on conflict do nothing`,
    [institutionId, term, unchanged, actor.accountId, now],
  );

export type TermRow = {
  institutionId: number;
  code: string;
  name: string;
  countyName: string;
  dueOn: string | null;
  unchanged: boolean | null;
  by: string | null;
  at: Date | null;
};

/** Institutions that I see, by id, with their word on a term. */
export const listTermRows = (
  tx: Tx,
  term: string,
  only: 'missing' | 'unchanged' | 'changed',
  after: number,
  limit: number,
): Promise<TermRow[]> =>
  tx.rows<TermRow>(
    `select i.id as "institutionId", i.code, i.name,
       coalesce((select d.name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1), '') as "countyName",
       c.unchanged, (select a.person_name from accounts.accounts a where a.id = c.checked_by) as by, c.checked_at as at,
       (select t.due_on from deadlines.tasks t where t.institution_id = i.id and t.kind = 'term-check' and t.subject = $1 and t.closed_on is null) as "dueOn"
     from institutions.institutions i left join supervision.term_checks c on c.institution_id = i.id and c.term = $1
     where i.id > $2 and i.standing = 'operating' and case $3 when 'missing' then c.term is null when 'unchanged' then c.unchanged else not c.unchanged end
     order by i.id limit $4`,
    [term, after, only, limit],
  );

export const countTermRows = (
  tx: Tx,
  term: string,
): Promise<{ institutions: number; unchanged: number; changed: number }> =>
  tx.one(
    `select (select count(*)::int from institutions.institutions where standing = 'operating') as institutions,
       (select count(*)::int from supervision.term_checks where term = $1 and unchanged) as unchanged,
       (select count(*)::int from supervision.term_checks where term = $1 and not unchanged) as changed`,
    [term],
  );

/** Counties that have institutions: the nightly pass asks each for its rules. */
export const listCounties = async (tx: Tx): Promise<string[]> =>
  (
    await tx.rows<{ code: string }>(
      'select distinct county_code as code from institutions.institutions order by county_code',
    )
  ).map(({ code }) => code);

/** Institutions of a county that were there when the term began and have neither a word nor a task of it. */
export const listWithoutTask = async (tx: Tx, county: string, term: string, beginsOn: string): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(
      `select i.id from institutions.institutions i where i.county_code = $1 and i.standing = 'operating' and (i.created_at at time zone 'Asia/Shanghai')::date <= $3
         and not exists (select from supervision.term_checks c where c.institution_id = i.id and c.term = $2)
         and not exists (select from deadlines.tasks t where t.institution_id = i.id and t.kind = 'term-check' and t.subject = $2) order by i.id`,
      [county, term, beginsOn],
    )
  ).map(({ id }) => id);
