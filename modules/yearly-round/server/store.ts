import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Refusal } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { RoundChild, RoundClass, RoundKind, RoundPlan, RoundState } from '../round.ts';

/** Classes of an institution with the children that sit in them. */
export const listClasses = (tx: Tx, institutionId: number): Promise<RoundClass[]> =>
  tx.rows<RoundClass>(
    `select l.id, l.name, l.type, l.school_year as "schoolYear", l.capacity, coalesce(n.children, 0) as children
     from classes.classes l left join (select class_id, count(*)::int as children from children.children
       where institution_id = $1 and state <> 'deleted' and class_id is not null group by class_id) n on n.class_id = l.id
     where l.institution_id = $1 order by l.school_year desc, l.type, l.code`,
    [institutionId],
  );

/**
 * Whose children a round is about: those of chosen classes; of an intake, those without a class and those that still
 * sit in a class of an earlier year.
 */
const selectionSql = `c.institution_id = $1 and c.state not in ('deleted', 'left', 'graduated', 'in-primary', 'cancelled', 'merged')
  and case when $2::bigint[] is null then c.class_id is null or exists (select from classes.classes l where l.id = c.class_id and l.school_year < $3)
    else c.class_id = any ($2) end`;

type Selection = { readonly institutionId: number; readonly classIds: readonly number[] | null; readonly year: number };

/** Children of the selection with what is under way about them, and whether they enter school a year later; `locked`: held in the order of their ids until the end. */
export const listChildren = async (
  tx: Tx,
  { institutionId, classIds, year }: Selection,
  locked = false,
): Promise<RoundChild[]> => {
  const values = [institutionId, classIds, year];
  if (locked)
    await tx.rows(`select c.id from children.children c where ${selectionSql} order by c.id for update`, values);
  return tx.rows<RoundChild>(
    `with chosen as materialized (select c.id, c.name, c.sex, c.birth_on, c.state, c.class_id from children.children c where ${selectionSql}),
       held as (select o.child_id, min(o.code) as code from departures.obstacles(array(select id from chosen)) o group by 1)
     select c.id, c.name, c.sex, c.birth_on as "birthOn", c.state, c.class_id as "classId", h.code as obstacle, d.child_id is not null as "isDeferred"
     from chosen c left join held h on h.child_id = c.id
       left join petitions.deferrals(array(select id from chosen)) d on d.child_id = c.id and d.entry_year = $3 order by c.id`,
    values,
  );
};

export type RoundRow = {
  readonly id: number;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly countyCode: string;
  readonly kind: RoundKind;
  readonly year: number;
  readonly state: RoundState;
  readonly revision: number;
  readonly plan: RoundPlan;
  readonly proposedById: number;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly moved: number | null;
  readonly stayed: number | null;
  readonly madeClassIds: readonly number[];
  readonly failure: Refusal | null;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoReason: string | null;
};

const nameOf = (column: string) => `(select a.person_name from accounts.accounts a where a.id = r.${column})`;
const rowSql = `select r.id, r.institution_id as "institutionId", i.name as "institutionName", r.county_code as "countyCode", r.kind, r.year, r.state, r.revision,
    r.plan, r.proposed_by as "proposedById", coalesce(${nameOf('proposed_by')}, '') as "proposedBy", r.proposed_at as "proposedAt",
    ${nameOf('confirmed_by')} as "confirmedBy", r.confirmed_at as "confirmedAt", r.moved, r.stayed, r.made_class_ids::float8[] as "madeClassIds", r.failure,
    ${nameOf('undone_by')} as "undoneBy", r.undone_at as "undoneAt", r.undo_reason as "undoReason"
  from yearly_round.rounds r join institutions.institutions i on i.id = r.institution_id`;

export const findRound = (tx: Tx, id: number): Promise<RoundRow | null> =>
  tx.find<RoundRow>(`${rowSql} where r.id = $1`, [id]);

/** The round, held until the end of the command: two who decide come one after the other. */
export const findRoundLocked = async (tx: Tx, id: number): Promise<RoundRow | null> => {
  await tx.rows('select id from yearly_round.rounds where id = $1 for update', [id]);
  return findRound(tx, id);
};

export const findOpenRound = (tx: Tx, institutionId: number, kind: RoundKind): Promise<{ id: number } | null> =>
  tx.find(
    `select id from yearly_round.rounds where institution_id = $1 and kind = $2 and state in ('proposed', 'running')`,
    [institutionId, kind],
  );

export const listRounds = (
  tx: Tx,
  asked: {
    readonly kind: RoundKind | undefined;
    readonly state: RoundState | undefined;
    readonly after: number | null;
    readonly limit: number;
  },
): Promise<RoundRow[]> =>
  tx.rows<RoundRow>(
    `${rowSql} where ($1::text is null or r.kind = $1) and ($2::text is null or r.state = $2) and ($3::bigint is null or r.id < $3)
     order by r.id desc limit $4`,
    [asked.kind ?? null, asked.state ?? null, asked.after, asked.limit],
  );

export const insertRound = (
  tx: Tx,
  round: { readonly institutionId: number; readonly kind: RoundKind; readonly year: number; readonly plan: RoundPlan },
  actor: Actor,
  now: Date,
): Promise<{ id: number } | null> =>
  tx.find<{ id: number }>(
    `insert into yearly_round.rounds (institution_id, county_code, prefecture_code, province_code, kind, year, state, plan, proposed_by, proposed_at)
     select i.id, i.county_code, i.prefecture_code, i.province_code, $2, $3, 'proposed', $4, $5, $6
     from institutions.institutions i where i.id = $1 returning id`,
    [round.institutionId, round.kind, round.year, JSON.stringify(round.plan), actor.accountId, now],
  );

/** A new plan in place of the one that waits; whoever changed it last has drawn it up. */
export const savePlan = (
  tx: Tx,
  id: number,
  { year, plan }: { readonly year: number; readonly plan: RoundPlan },
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update yearly_round.rounds set plan = $2, year = $3, proposed_by = $4, proposed_at = $5, revision = revision + 1 where id = $1 and state = 'proposed'`,
    [id, JSON.stringify(plan), year, actor.accountId, now],
  );

export const saveWithdrawn = (tx: Tx, id: number): Promise<number> =>
  tx.run(`update yearly_round.rounds set state = 'withdrawn', revision = revision + 1 where id = $1`, [id]);

export const saveConfirmed = (tx: Tx, id: number, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update yearly_round.rounds set state = 'running', confirmed_by = $2, confirmed_at = $3, revision = revision + 1 where id = $1`,
    [id, actor.accountId, now],
  );

export const saveFailed = (tx: Tx, id: number, failure: Refusal): Promise<number> =>
  tx.run(
    `update yearly_round.rounds set state = 'failed', failure = $2, revision = revision + 1 where id = $1 and state = 'running'`,
    [id, JSON.stringify(failure)],
  );

export const saveDone = (
  tx: Tx,
  id: number,
  done: { readonly moved: number; readonly stayed: number; readonly madeClassIds: readonly number[] },
  now: Date,
): Promise<number> =>
  tx.run(
    `update yearly_round.rounds set state = 'done', done_at = $2, moved = $3, stayed = $4, made_class_ids = $5, revision = revision + 1 where id = $1`,
    [id, now, done.moved, done.stayed, done.madeClassIds],
  );

/** Rounds of my institution confirmed since an instant that could not be carried out, with no plan of that kind drawn up since. */
export const countStopped = async (tx: Tx, institutionId: number, since: Date): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from yearly_round.rounds r where r.institution_id = $1 and r.state = 'failed' and r.confirmed_at > $2
         and not exists (select from yearly_round.rounds l where l.institution_id = r.institution_id and l.kind = r.kind and l.id > r.id)`,
      [institutionId, since],
    )
  ).n;

/** Some of its children were taken back alone: whoever looked before looks again. */
export const saveTouched = (tx: Tx, id: number): Promise<number> =>
  tx.run('update yearly_round.rounds set revision = revision + 1 where id = $1', [id]);

export const saveUndone = (tx: Tx, id: number, reason: string, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update yearly_round.rounds set state = 'undone', undone_by = $2, undone_at = $3, undo_reason = $4, revision = revision + 1 where id = $1`,
    [id, actor.accountId, now, reason],
  );

/**
 * The rounds that an institution had begun end with it: a plan is withdrawn, what was confirmed and not yet done failed
 * and says why. Its children are promoted, graduated or placed where they are then. As the owner; gives how many.
 */
export const endOpenRounds = (tx: Tx, institutionId: number): Promise<number> =>
  tx.run(
    `update yearly_round.rounds set state = case state when 'proposed' then 'withdrawn' else 'failed' end, revision = revision + 1,
       failure = case state when 'running' then '{"code": "yearly-round.institution-closed", "facts": {}}'::jsonb end
     where institution_id = $1 and state in ('proposed', 'running')`,
    [institutionId],
  );
