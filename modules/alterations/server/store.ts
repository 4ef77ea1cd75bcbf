import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Refusal } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { AboveLevel, AlterationPlan, AlterationState, Drafter } from '../alteration.ts';
import { targetsOf } from '../alteration.ts';

export type AlterationRow = {
  id: number;
  institutionId: number;
  institutionName: string;
  institutionCode: string;
  countyCode: string;
  kind: AlterationPlan['kind'];
  state: AlterationState;
  drafter: Drafter;
  revision: number;
  effectiveOn: string;
  reason: string;
  plan: AlterationPlan;
  was: Record<string, string | null> | null;
  enteredById: number;
  enteredBy: string;
  enteredAt: Date;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  reviewedById: number | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  reviewOffice: string | null;
  aboveLevel: AboveLevel | null;
  aboveBy: string | null;
  aboveAt: Date | null;
  aboveOffice: string | null;
  note: string | null;
  newCode: string | null;
  carriedOutAt: Date | null;
  outcome: Record<string, number> | null;
  failure: Refusal | null;
};

const name = (column: string): string => `(select p.person_name from accounts.accounts p where p.id = a.${column})`;
const fields = `a.id, a.institution_id as "institutionId", a.institution_name as "institutionName", a.institution_code as "institutionCode",
  a.county_code as "countyCode", a.kind, a.state, a.drafter, a.revision, a.effective_on as "effectiveOn", a.reason, a.plan, a.was,
  a.entered_by as "enteredById", coalesce(${name('entered_by')}, '') as "enteredBy", a.entered_at as "enteredAt",
  ${name('confirmed_by')} as "confirmedBy", a.confirmed_at as "confirmedAt", a.reviewed_by as "reviewedById", ${name('reviewed_by')} as "reviewedBy",
  a.reviewed_at as "reviewedAt", a.review_office as "reviewOffice", a.above_level as "aboveLevel", ${name('above_by')} as "aboveBy",
  a.above_at as "aboveAt", a.above_office as "aboveOffice", a.note, a.new_code as "newCode", a.carried_out_at as "carriedOutAt", a.outcome, a.failure`;

const open = `('draft', 'submitted', 'confirmed', 'released', 'returned', 'approved')`;

export const listRows = (
  tx: Tx,
  only: 'open' | 'carried-out' | 'all',
  institutionId: number | null,
  before: number | null,
  limit: number,
): Promise<AlterationRow[]> =>
  tx.rows<AlterationRow>(
    `select ${fields} from alterations.alterations a
     where ($1::bigint is null or a.institution_id = $1 or a.target_id = $1) and ($2::bigint is null or a.id < $2)
       and case $3 when 'all' then true when 'open' then a.state in ${open} else a.state = 'carried-out' end
     order by a.id desc limit $4`,
    [institutionId, before, only, limit],
  );

export const findAlteration = (tx: Tx, id: number, hold = false): Promise<AlterationRow | null> =>
  tx.find<AlterationRow>(
    `select ${fields} from alterations.alterations a where a.id = $1${hold ? ' for update of a' : ''}`,
    [id],
  );

export type Drafted = {
  readonly effectiveOn: string;
  readonly reason: string;
  readonly plan: AlterationPlan;
  readonly aboveLevel: AboveLevel | null;
};

const targetIdOf = (plan: AlterationPlan): number | null =>
  plan.kind === 'merge' || plan.kind === 'split' ? (targetsOf(plan)[0] ?? null) : null;

/** The alteration of a request; one that was sent before gives what it made. Null: another one is under way, or the institution is not mine. */
export const insertAlteration = async (
  tx: Tx,
  institutionId: number,
  requestId: string,
  drafter: Drafter,
  { effectiveOn, reason, plan, aboveLevel }: Drafted,
  actor: Actor,
  now: Date,
): Promise<number | null> => {
  const made = await tx.find<{ id: number }>(
    `insert into alterations.alterations (institution_id, county_code, prefecture_code, province_code, institution_name, institution_code, kind, state, drafter,
       effective_on, reason, plan, target_id, request_id, entered_by, entered_at, above_level)
     select i.id, i.county_code, i.prefecture_code, i.province_code, i.name, i.code, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11
     from institutions.institutions i where i.id = $1
     on conflict do nothing returning id`,
    [
      ...[institutionId, plan.kind, drafter, effectiveOn, reason, JSON.stringify(plan), targetIdOf(plan)],
      ...[requestId, actor.accountId, now, aboveLevel],
    ],
  );
  if (made) return made.id;
  const there = await tx.find<{ id: number }>(
    'select id from alterations.alterations where request_id = $1 and institution_id = $2',
    [requestId, institutionId],
  );
  return there?.id ?? null;
};

export const saveDraft = (
  tx: Tx,
  id: number,
  { effectiveOn, reason, plan, aboveLevel }: Drafted,
  actor: Actor,
  now: Date,
) =>
  tx.one<{ revision: number }>(
    `update alterations.alterations set state = 'draft', revision = revision + 1, effective_on = $2, reason = $3, kind = $4, plan = $5, target_id = $6,
       entered_by = $7, entered_at = $8, above_level = $9, confirmed_by = null, confirmed_at = null where id = $1 returning revision`,
    [id, effectiveOn, reason, plan.kind, JSON.stringify(plan), targetIdOf(plan), actor.accountId, now, aboveLevel],
  );

export const saveState = (tx: Tx, id: number, state: AlterationState, note: string | null) =>
  tx.one<{ revision: number }>(
    'update alterations.alterations set state = $2, revision = revision + 1, note = coalesce($3, note) where id = $1 returning revision',
    [id, state, note],
  );

export const saveConfirmer = (tx: Tx, id: number, actor: Actor, now: Date): Promise<number> =>
  tx.run('update alterations.alterations set confirmed_by = $2, confirmed_at = $3 where id = $1', [
    id,
    actor.accountId,
    now,
  ]);

export const saveReviewer = (tx: Tx, id: number, actor: Actor, now: Date, newCode: string | null): Promise<number> =>
  tx.run(
    'update alterations.alterations set reviewed_by = $2, reviewed_at = $3, review_office = $4, new_code = $5 where id = $1',
    [id, actor.accountId, now, actor.officeName, newCode],
  );

/** The superior's decision on one that goes across counties. */
export const saveAbove = (tx: Tx, id: number, actor: Actor, now: Date): Promise<number> =>
  tx.run('update alterations.alterations set above_by = $2, above_at = $3, above_office = $4 where id = $1', [
    ...[id, actor.accountId, now, actor.officeName],
  ]);

export const findUnderWay = async (tx: Tx, institutionId: number): Promise<number | null> =>
  (
    await tx.find<{ id: number }>(
      `select id from alterations.alterations where institution_id = $1 and state in ${open}`,
      [institutionId],
    )
  )?.id ?? null;

/** Alterations that wait in a state, of my institution or my county. */
export const countIn = async (
  tx: Tx,
  state: AlterationState,
  drafter: Drafter | null,
  aboveLevel: AboveLevel | null = null,
): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      'select count(*)::int as n from alterations.alterations where state = $1 and ($2::text is null or drafter = $2) and ($3::text is null or above_level = $3)',
      [state, drafter, aboveLevel],
    )
  ).n;

export const codeIsTaken = async (tx: Tx, code: string): Promise<boolean> =>
  (
    await tx.one<{ taken: boolean }>(
      `select exists (select from institutions.institutions where code = $1) or exists (select from alterations.retired_codes where code = $1) as taken`,
      [code],
    )
  ).taken;
