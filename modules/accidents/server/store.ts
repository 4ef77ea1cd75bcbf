import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { PetitionState } from '../../petitions/petition.ts';
import type { AccidentDegree, AccidentKind, Victim } from '../accident.ts';

export type AccidentRow = {
  readonly id: number;
  readonly childId: number;
  readonly childName: string;
  readonly institutionName: string;
  readonly countyCode: string;
  readonly happenedOn: string;
  readonly place: string;
  readonly kind: AccidentKind;
  readonly degree: AccidentDegree;
  readonly course: string;
  readonly handling: string;
  readonly dueOn: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly petitionId: number | null;
  readonly petitionState: PetitionState | null;
  /** When it was reported: recorded, or, of a fatal one, first sent to the county; null: not yet. */
  readonly reportedAt: Date | null;
};

// What an institution works on again is out of the county's sight: then only that there is a petition is known.
const rowSql = `select a.id, a.child_id as "childId", a.child_name as "childName", i.name as "institutionName", a.county_code as "countyCode", a.happened_on as "happenedOn",
    a.place, a.kind, a.degree, a.course, a.handling, a.due_on as "dueOn", a.recorded_at as "recordedAt", a.petition_id as "petitionId", p.state as "petitionState",
    coalesce((select x.person_name from accounts.accounts x where x.id = a.recorded_by), '') as "recordedBy",
    case when a.petition_id is null then a.recorded_at else p.declared_at end as "reportedAt"
  from accidents.accidents a join institutions.institutions i on i.id = a.institution_id left join petitions.petitions p on p.id = a.petition_id`;

export const findAccident = (tx: Tx, id: number): Promise<AccidentRow | null> =>
  tx.find<AccidentRow>(`${rowSql} where a.id = $1`, [id]);

export const listRows = (
  tx: Tx,
  degree: AccidentDegree | undefined,
  before: number | null,
  limit: number,
): Promise<AccidentRow[]> =>
  tx.rows<AccidentRow>(
    `${rowSql} where ($1::text is null or a.degree = $1) and ($2::bigint is null or a.id < $2) order by a.id desc limit $3`,
    [degree ?? null, before, limit],
  );

/** A child as an accident of it is recorded; null: it is not in my sight. */
export const findVictim = (tx: Tx, childId: number): Promise<(Victim & { readonly institutionId: number }) | null> =>
  tx.find(
    `select state, admitted_on as "admittedOn", institution_id as "institutionId" from children.children where id = $1 and state <> 'deleted'`,
    [childId],
  );

export const findByRequest = (tx: Tx, requestId: string) =>
  tx.find<{ accidentId: number; petitionId: number | null }>(
    'select id as "accidentId", petition_id as "petitionId" from accidents.accidents where request_id = $1',
    [requestId],
  );

export type Recorded = {
  readonly childId: number;
  readonly requestId: string;
  readonly happenedOn: string;
  readonly place: string;
  readonly kind: AccidentKind;
  readonly degree: AccidentDegree;
  readonly course: string;
  readonly handling: string;
};

export const insertAccident = async (
  tx: Tx,
  recorded: Recorded,
  dueOn: string | null,
  petitionId: number | null,
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into accidents.accidents (child_id, institution_id, county_code, prefecture_code, province_code, child_name, happened_on, place, kind, degree, course,
         handling, due_on, request_id, recorded_by, recorded_at, petition_id)
       select c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, c.name, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
       from children.children c where c.id = $1 returning id`,
      [
        ...[recorded.childId, recorded.happenedOn, recorded.place, recorded.kind, recorded.degree, recorded.course],
        ...[recorded.handling, dueOn, recorded.requestId, actor.accountId, now, petitionId],
      ],
    )
  ).id;

export const countByKind = (tx: Tx, fromOn: string, untilOn: string) =>
  tx.rows<{ kind: AccidentKind; degree: AccidentDegree; count: number }>(
    'select kind, degree, n as count from accidents.count_by_kind($1, $2) order by kind, degree',
    [fromOn, untilOn],
  );
