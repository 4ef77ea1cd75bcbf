import type { Actor } from '@xueqian/kernel/actor.ts';
import type { ClassType } from '@xueqian/modules/classes/class-plan.ts';
import type { RoundClass } from '@xueqian/modules/yearly-round/round.ts';
import { carryOut, roundLanes } from '@xueqian/modules/yearly-round/server/index.ts';
import { firstPlan } from '@xueqian/modules/yearly-round/stages.ts';
import type { Means } from './means.ts';

/** Who drew the plans up and who confirmed them; each plan is then carried out in the name of its own institution. */
export type RoundPeople = { readonly clerk: Actor; readonly principal: Actor };

export type Rounds = {
  readonly kind: 'graduation' | 'promotion';
  readonly year: number;
  /** The day of a graduation. */
  readonly on: string | null;
  readonly now: Date;
};

/** Classes of these institutions with the children that sit in them. */
export const classesOf = async (means: Means, institutions: readonly number[]): Promise<Map<number, RoundClass[]>> => {
  const rows = await means.database.asOwner((tx) =>
    tx.rows<RoundClass & { institutionId: number; type: ClassType }>(
      `select l.institution_id as "institutionId", l.id, l.name, l.type, l.school_year as "schoolYear", l.capacity, coalesce(n.children, 0) as children
       from classes.classes l left join (select class_id, count(*)::int as children from children.children
         where state <> 'deleted' and class_id is not null and institution_id = any ($1) group by 1) n on n.class_id = l.id
       where l.institution_id = any ($1)`,
      [institutions],
    ),
  );
  const of = new Map<number, RoundClass[]>();
  for (const each of rows) of.set(each.institutionId, [...(of.get(each.institutionId) ?? []), each]);
  return of;
};

/** Confirmed plans of these institutions, as the system offers them; gives what is to be carried out. */
export const confirmRounds = async (
  means: Means,
  { clerk, principal }: RoundPeople,
  { kind, year, on, now }: Rounds,
  classes: ReadonlyMap<number, readonly RoundClass[]>,
): Promise<{ id: number; institutionId: number }[]> => {
  const plans = [...classes].map(([institutionId, all]) => ({ institutionId, plan: firstPlan(kind, year, all, on) }));
  return means.database.asOwner((tx) =>
    tx.rows<{ id: number; institutionId: number }>(
      `insert into yearly_round.rounds (institution_id, county_code, prefecture_code, province_code, kind, year, state, plan, proposed_by, proposed_at, confirmed_by, confirmed_at)
       select i.id, i.county_code, i.prefecture_code, i.province_code, $5, $2, 'running', p.plan, $3, $6, $4, $6
       from jsonb_to_recordset($1::jsonb) as p ("institutionId" bigint, plan jsonb) join institutions.institutions i on i.id = p."institutionId"
       returning id, institution_id as "institutionId"`,
      [
        JSON.stringify(plans.filter(({ plan }) => plan.classes.length > 0)),
        year,
        clerk.accountId,
        principal.accountId,
        kind,
        now,
      ],
    ),
  );
};

/** Carries the plans out as the queue does: as many at a time as it has lanes. */
export const carryOutRounds = async (
  { database }: Means,
  { principal }: RoundPeople,
  rounds: readonly { readonly id: number; readonly institutionId: number }[],
  clock: () => Date,
): Promise<void> => {
  const waiting = [...rounds];
  const lane = async (): Promise<void> => {
    for (let round = waiting.shift(); round; round = waiting.shift()) {
      const { id, institutionId } = round;
      await carryOut({ database, clock }, { ...principal, scope: String(institutionId), institutionId }, id);
    }
  };
  await Promise.all(Array.from({ length: roundLanes }, lane));
};
