import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { ChildAction } from '../../children/life.ts';
import type { LeavingWay, Obstacle } from '../leaving.ts';

export type AskedChild = {
  readonly id: number;
  readonly name: string;
  readonly institutionId: number;
  readonly state: ChildState;
  readonly classId: number | null;
  readonly className: string | null;
  readonly admittedOn: string;
  readonly obstacle: Obstacle | null;
};

const askedSql = `select c.id, c.name, c.institution_id as "institutionId", c.state, c.class_id as "classId", l.name as "className", c.admitted_on as "admittedOn",
    (select o.code from departures.obstacles(array[c.id]) o limit 1) as obstacle
  from children.children c left join classes.classes l on l.id = c.class_id
  where c.id = any ($1) and c.institution_id = $2 and c.state <> 'deleted' order by c.id`;

/** Children of an institution with what stands in their way. */
export const listAsked = (tx: Tx, childIds: readonly number[], institutionId: number): Promise<AskedChild[]> =>
  tx.rows<AskedChild>(askedSql, [childIds, institutionId]);

/** The same, held in the order of their ids until the end of the command. */
export const listAskedLocked = async (
  tx: Tx,
  childIds: readonly number[],
  institutionId: number,
): Promise<AskedChild[]> => {
  await tx.rows('select id from children.children where id = any ($1) and institution_id = $2 order by id for update', [
    childIds,
    institutionId,
  ]);
  // What was waited for is read anew: another may have changed the file meanwhile.
  return listAsked(tx, childIds, institutionId);
};

/** The file of a child that I see, held when I may change it. */
export const findChildLocked = async (tx: Tx, childId: number): Promise<AskedChild | null> => {
  const held = await tx.find<{ institutionId: number }>(
    `select institution_id as "institutionId" from children.children where id = $1 and state <> 'deleted' for update`,
    [childId],
  );
  return held ? ((await listAsked(tx, [childId], held.institutionId))[0] ?? null) : null;
};

export const findChild = (tx: Tx, childId: number) =>
  tx.find<{ name: string; institutionId: number; classId: number | null; state: ChildState }>(
    `select name, institution_id as "institutionId", class_id as "classId", state from children.children where id = $1 and state <> 'deleted'`,
    [childId],
  );

export const saveActions = (
  tx: Tx,
  childIds: readonly number[],
  action: ChildAction,
  actor: Actor,
  now: Date,
  reason: string | null,
  facts: Readonly<Record<string, unknown>>,
): Promise<number> =>
  tx.run(
    `insert into children.actions (child_id, at, action, account_id, reason, facts) select id, $2, $3, $4, $5, $6 from unnest($1::bigint[]) with ordinality as u (id, place) order by place`,
    [childIds, now, action, actor.accountId, reason, JSON.stringify(facts)],
  );

export type Leaving = {
  readonly leftOn: string;
  readonly way: LeavingWay;
  readonly endKind: string;
  readonly destination: string | null;
  readonly reason: string;
  readonly dueOn: string | null;
};

/** The children leave: the record of it first, then the files, which lose their class. */
export const saveLeft = async (
  tx: Tx,
  childIds: readonly number[],
  leaving: Leaving,
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run(
    `insert into departures.leavings (child_id, institution_id, county_code, prefecture_code, province_code, child_name, left_on, way, destination, reason, due_on,
       former_state, former_class_id, recorded_by, recorded_at)
     select c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, c.name, $2, $3, $4, $5, $6, c.state, c.class_id, $7, $8
     from children.children c where c.id = any ($1)`,
    [
      ...[childIds, leaving.leftOn, leaving.way, leaving.destination, leaving.reason, leaving.dueOn],
      ...[actor.accountId, now],
    ],
  );
  await tx.run(
    `update children.children set state = 'left', class_id = null, ended_on = $2, end_kind = $3, changed_at = $4, version = version + 1 where id = any ($1)`,
    [childIds, leaving.leftOn, leaving.endKind, now],
  );
};

/** A leaving that stands becomes a going to another province; refused by the database without a crossing. */
export const saveGoneElsewhere = (tx: Tx, childId: number, place: string, reason: string, actor: Actor, now: Date) =>
  tx.rows('select departures.go_elsewhere($1, $2, $3, $4, $5)', [childId, place, reason, actor.accountId, now]);

export type LeavingToUndo = {
  readonly id: number;
  readonly childId: number;
  readonly institutionId: number;
  readonly recordedAt: Date;
  readonly isUndone: boolean;
  readonly formerState: 'numbered' | 'suspended';
  readonly formerClassId: number | null;
};

/** A leaving that I see, held; its file before it, as everywhere, so that two never wait for each other. */
export const findLeavingLocked = async (tx: Tx, id: number): Promise<LeavingToUndo | null> => {
  await tx.rows(
    'select id from children.children where id = (select v.child_id from departures.leavings v where v.id = $1) for update',
    [id],
  );
  return tx.find<LeavingToUndo>(
    `select id, child_id as "childId", institution_id as "institutionId", recorded_at as "recordedAt", undone_at is not null as "isUndone",
       former_state as "formerState", former_class_id as "formerClassId" from departures.leavings where id = $1 for update`,
    [id],
  );
};

/** Puts the file back where it was; into its class where there is one still. */
export const saveUndone = async (
  tx: Tx,
  leaving: LeavingToUndo,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run(
    `update children.children c set state = $2, class_id = (select l.id from classes.classes l where l.id = $3 and l.institution_id = c.institution_id),
       ended_on = null, end_kind = null, changed_at = $4, version = version + 1 where c.id = $1`,
    [leaving.childId, leaving.formerState, leaving.formerClassId, now],
  );
  await tx.run('update departures.leavings set undone_by = $2, undone_at = $3, undo_reason = $4 where id = $1', [
    leaving.id,
    actor.accountId,
    now,
    reason,
  ]);
};

export type LeavingRow = {
  readonly id: number;
  readonly childId: number;
  readonly childName: string;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly leftOn: string;
  readonly way: LeavingWay;
  readonly destination: string | null;
  readonly reason: string;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly undoneAt: Date | null;
  readonly undoReason: string | null;
  /** State of the file now, where I see it. */
  readonly state: ChildState | null;
};

const lateSql = `v.due_on is not null and (v.recorded_at at time zone 'Asia/Shanghai')::date > v.due_on`;
const rowSql = `select v.id, v.child_id as "childId", v.child_name as "childName", v.institution_id as "institutionId", i.name as "institutionName", v.left_on as "leftOn",
    v.way, v.destination, v.reason, v.due_on as "dueOn", ${lateSql} as late,
    coalesce((select a.person_name from accounts.accounts a where a.id = v.recorded_by), '') as "recordedBy",
    v.recorded_at as "recordedAt", v.undone_at as "undoneAt", v.undo_reason as "undoReason",
    (select c.state from children.children c where c.id = v.child_id and c.institution_id = v.institution_id) as state
  from departures.leavings v join institutions.institutions i on i.id = v.institution_id`;

export const listLeavings = (
  tx: Tx,
  asked: {
    readonly institutionId: number | undefined;
    readonly way: LeavingWay | undefined;
    readonly name: string | undefined;
    readonly only: 'all' | 'standing' | 'late' | 'undone';
    readonly after: { readonly leftOn: string; readonly id: number } | null;
    readonly limit: number;
  },
): Promise<LeavingRow[]> =>
  tx.rows<LeavingRow>(
    `${rowSql} where ($1::bigint is null or v.institution_id = $1) and ($2::text is null or v.way = $2) and ($3::text is null or v.child_name = $3)
       and case $4 when 'standing' then v.undone_at is null when 'late' then v.undone_at is null and ${lateSql} when 'undone' then v.undone_at is not null else true end
       and ($5::date is null or (v.left_on, v.id) < ($5::date, $6::bigint))
     order by v.left_on desc, v.id desc limit $7`,
    [
      ...[asked.institutionId ?? null, asked.way ?? null, asked.name ?? null, asked.only],
      ...[asked.after?.leftOn ?? null, asked.after?.id ?? null, asked.limit],
    ],
  );

export const findLeaving = (tx: Tx, id: number): Promise<LeavingRow | null> =>
  tx.find<LeavingRow>(`${rowSql} where v.id = $1`, [id]);

/** The last leaving of a child. */
export const findLastLeaving = (tx: Tx, childId: number): Promise<LeavingRow | null> =>
  tx.find<LeavingRow>(`${rowSql} where v.child_id = $1 order by v.id desc limit 1`, [childId]);

export type SuspensionRow = {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly endedOn: string | null;
};

export const listSuspensions = (tx: Tx, childId: number): Promise<SuspensionRow[]> =>
  tx.rows<SuspensionRow>(
    `select s.from_on as "fromOn", s.until_on as "untilOn", s.reason, s.ended_on as "endedOn",
       coalesce((select a.person_name from accounts.accounts a where a.id = s.recorded_by), '') as "recordedBy"
     from departures.suspensions s where s.child_id = $1 order by s.id desc`,
    [childId],
  );

export const saveSuspended = async (
  tx: Tx,
  childId: number,
  rest: { readonly fromOn: string; readonly untilOn: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run(
    `insert into departures.suspensions (child_id, institution_id, county_code, prefecture_code, province_code, child_name, from_on, until_on, reason, recorded_by, recorded_at)
     select c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, c.name, $2, $3, $4, $5, $6 from children.children c where c.id = $1`,
    [childId, rest.fromOn, rest.untilOn, rest.reason, actor.accountId, now],
  );
  await tx.run(
    `update children.children set state = 'suspended', changed_at = $2, version = version + 1 where id = $1`,
    [childId, now],
  );
};

/** The rest that has not ended, held. */
export const findOpenRest = (tx: Tx, childId: number) =>
  tx.find<{ id: number; fromOn: string }>(
    'select id, from_on as "fromOn" from departures.suspensions where child_id = $1 and ended_at is null for update',
    [childId],
  );

export const saveResumed = async (
  tx: Tx,
  childId: number,
  rest: { readonly id: number; readonly resumedOn: string; readonly classId: number },
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run('update departures.suspensions set ended_on = $2, ended_by = $3, ended_at = $4 where id = $1', [
    rest.id,
    rest.resumedOn,
    actor.accountId,
    now,
  ]);
  await tx.run(
    `update children.children set state = 'numbered', class_id = $2, changed_at = $3, version = version + 1 where id = $1`,
    [childId, rest.classId, now],
  );
};
