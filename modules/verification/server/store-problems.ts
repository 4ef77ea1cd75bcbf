import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Result } from '../answer.ts';
import type { ProblemState } from '../problem.ts';

export type ProblemRow = {
  readonly childId: number;
  readonly name: string;
  readonly identitySealed: Buffer;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly className: string | null;
  readonly result: Result;
  readonly askedStill: boolean;
  readonly answeredOn: string;
  readonly batchNumber: string;
  readonly evidence: string | null;
  readonly evidenceBy: string | null;
};

/** Children that are still in the register: what was deleted is no problem any more. */
const joined = `from verification.results r join children.children c on c.id = r.child_id and c.state <> 'deleted'`;
const stateSql = `case when r.asked <> verification.asked_digest(c) then 'changed' when r.evidence is not null then 'evidence' else 'open' end`;
const fields = `c.id as "childId", c.name, c.identity_sealed as "identitySealed", c.institution_id as "institutionId", i.name as "institutionName",
  l.name as "className", r.result, r.asked = verification.asked_digest(c) as "askedStill", r.answered_on as "answeredOn", r.batch_number as "batchNumber",
  r.evidence, (select a.person_name from accounts.accounts a where a.id = r.evidence_by) as "evidenceBy"`;
const around = `join institutions.institutions i on i.id = c.institution_id left join classes.classes l on l.id = c.class_id`;

export const listProblemRows = (
  tx: Tx,
  filter: {
    readonly institutionId: number | null;
    readonly division: string | null;
    readonly only: ProblemState | 'all';
  },
  after: number | null,
  limit: number,
): Promise<ProblemRow[]> =>
  tx.rows<ProblemRow>(
    `select ${fields} ${joined} ${around} where r.result <> 'agrees' and r.child_id > coalesce($1::bigint, 0)
       and ($2::bigint is null or c.institution_id = $2) and ($3::text is null or $3 in (c.county_code, c.prefecture_code, c.province_code))
       and ($4 = 'all' or ${stateSql} = $4) order by r.child_id limit $5`,
    [after, filter.institutionId, filter.division, filter.only, limit],
  );

export const findResult = (tx: Tx, childId: number): Promise<ProblemRow | null> =>
  tx.find<ProblemRow>(`select ${fields} ${joined} ${around} where r.child_id = $1`, [childId]);

export const findChildName = async (tx: Tx, childId: number): Promise<string | null> =>
  (
    await tx.find<{ name: string }>(`select name from children.children where id = $1 and state <> 'deleted'`, [
      childId,
    ])
  )?.name ?? null;

export const saveEvidence = (tx: Tx, childId: number, evidence: string, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update verification.results set evidence = $2, evidence_by = $3, evidence_at = $4 where child_id = $1 and result <> 'agrees'`,
    [childId, evidence, actor.accountId, now],
  );

/** Open problems of my scope: nothing was changed and nothing proved. */
export const countOpen = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n ${joined} where r.result <> 'agrees' and r.evidence is null and r.asked = verification.asked_digest(c)`,
    )
  ).n;

/** The problem that papers go with: its child's institution, while it is a problem. */
export const findPaperProblem = (tx: Tx, childId: number) =>
  tx.find<{ institutionId: number; isOpen: boolean }>(
    `select c.institution_id as "institutionId", r.result <> 'agrees' and current_setting('app.level') = 'institution' as "isOpen" ${joined} where r.child_id = $1`,
    [childId],
  );

export type FigureRow = {
  readonly code: string;
  readonly unknown: number;
  readonly differs: number;
  readonly evidence: number;
  readonly changed: number;
};

const partColumn = {
  province: 'c.county_code',
  prefecture: 'c.county_code',
  county: 'c.institution_id::text',
} as const;

/** Figures by the parts of a division. */
export const listFigures = (tx: Tx, level: keyof typeof partColumn, code: string): Promise<FigureRow[]> =>
  tx.rows<FigureRow>(
    `select p.code, count(*) filter (where p.state = 'open' and p.result = 'unknown')::int as unknown,
       count(*) filter (where p.state = 'open' and p.result = 'differs')::int as differs,
       count(*) filter (where p.state = 'evidence')::int as evidence, count(*) filter (where p.state = 'changed')::int as changed
     from (select ${partColumn[level]} as code, r.result, ${stateSql} as state ${joined}
       where r.result <> 'agrees' and c.${level}_code = $1) p group by p.code order by count(*) filter (where p.state = 'open') desc, p.code`,
    [code],
  );

/** Names of institutions by their numbers, or of divisions by their codes. */
export const namesOf = async (
  tx: Tx,
  kind: 'institution' | 'division',
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.rows<{ code: string; name: string }>(
    kind === 'institution'
      ? 'select id::text as code, name from institutions.institutions where id::text = any ($1)'
      : 'select distinct on (code) code, name from jurisdictions.divisions where code = any ($1) order by code, valid_from desc',
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
};

export const findDivision = (tx: Tx, code: string) =>
  tx.find<{ name: string; level: string }>(
    'select name, level from jurisdictions.divisions where code = $1 order by valid_from desc limit 1',
    [code],
  );
