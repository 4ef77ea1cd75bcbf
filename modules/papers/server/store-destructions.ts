import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Destruction, DestructionChoice } from '../destruction.ts';

export type GoneRow = {
  readonly id: number;
  readonly name: string;
  readonly className: string | null;
  readonly endedOn: string;
  readonly destroyedOn: string | null;
  readonly destroyedBy: string | null;
  readonly witnessedBy: string | null;
};

/** `$1` institution, `$2` months until a paper file may go (null: never), `$3` today. */
const isDue = `$2::integer is not null and (p.ended_on + make_interval(months => $2::integer))::date <= $3::date`;
const conditions: Readonly<Record<DestructionChoice, string>> = {
  due: `d.id is null and ${isDue}`,
  waiting: `d.id is null and not (${isDue})`,
  // Both are said in each, so that their types are known.
  destroyed: 'd.id is not null and ($2::integer is null or $3::date is not null)',
};

export const listGone = (
  tx: Tx,
  institutionId: number,
  months: number | null,
  today: string,
  only: DestructionChoice,
  after: number | null,
  limit: number,
): Promise<GoneRow[]> =>
  tx.rows<GoneRow>(
    `select p.id, p.name, p.class_name as "className", p.ended_on as "endedOn", d.destroyed_on as "destroyedOn", d.destroyed_by as "destroyedBy",
       d.witnessed_by as "witnessedBy"
     from children.past_enrolments p left join papers.destructions d on d.past_enrolment_id = p.id
     where p.institution_id = $1 and p.undone_at is null and p.id > coalesce($4::bigint, 0) and ${conditions[only]} order by p.id limit $5`,
    [institutionId, months, today, after, limit],
  );

export const insertDestructions = (
  tx: Tx,
  institutionId: number,
  months: number | null,
  ids: readonly number[],
  { destroyedOn, destroyedBy, witnessedBy }: Destruction,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into papers.destructions (past_enrolment_id, institution_id, county_code, prefecture_code, province_code, destroyed_on, destroyed_by, witnessed_by,
       recorded_by, recorded_at)
     select p.id, p.institution_id, p.county_code, p.prefecture_code, p.province_code, $3::date, $5, $6, $7, $8
     from children.past_enrolments p where p.institution_id = $1 and p.undone_at is null and p.id = any ($4::bigint[]) and ${isDue}
     on conflict on constraint paper_file_is_destroyed_once do nothing`,
    [institutionId, months, destroyedOn, ids, destroyedBy, witnessedBy, actor.accountId, now],
  );
