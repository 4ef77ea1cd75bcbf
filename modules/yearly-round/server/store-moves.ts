import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { Move, MoveWay, StayCode } from '../round.ts';
import type { KeptCode } from '../undoing.ts';

/** A move with the class that its name stands for. */
export type PlacedMove = Move & { readonly toClassId: number | null };

const unfolded = `jsonb_to_recordset($1::jsonb) as m ("childId" bigint, how text, "to" text, "toClassId" bigint, "stayCode" text, reason text)`;
const moving = `from (select m.* from ${unfolded} where m.how <> 'stays') m`;

/**
 * What a round does, in sets: what is kept of each child, where it was and where it goes; then the files; then their
 * history. Graduation: `on` and no class; the others: a class.
 */
export const saveMoves = async (
  tx: Tx,
  roundId: number,
  moves: readonly PlacedMove[],
  on: string | null,
  actor: Actor,
  now: Date,
): Promise<void> => {
  const list = JSON.stringify(moves);
  await tx.run(
    `insert into yearly_round.moves (round_id, child_id, institution_id, county_code, prefecture_code, province_code, child_name, sex, birth_on, from_class_id,
       from_class_name, to_class_id, to_class_name, how, stay_code, reason, version)
     select $2, c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, c.name, c.sex, c.birth_on, c.class_id, l.name, m."toClassId", m."to",
       m.how, m."stayCode", m.reason, case when m.how <> 'stays' then c.version + 1 end
     from ${unfolded} join children.children c on c.id = m."childId" left join classes.classes l on l.id = c.class_id order by c.id`,
    [list, roundId],
  );
  if (on === null)
    await tx.run(
      `update children.children c set class_id = m."toClassId", changed_at = $2, version = c.version + 1 ${moving} where c.id = m."childId"`,
      [list, now],
    );
  else
    await tx.run(
      `update children.children c set state = 'graduated', class_id = null, ended_on = $3, end_kind = '1', changed_at = $2, version = c.version + 1
       ${moving} where c.id = m."childId"`,
      [list, now, on],
    );
  await tx.run(
    `insert into children.actions (child_id, at, action, account_id, reason, facts)
     select v.child_id, $2, case v.how when 'graduated' then 'graduated' when 'placed' then 'class-changed' else 'promoted' end, $3, v.reason,
       jsonb_strip_nulls(jsonb_build_object('how', v.how, 'from', v.from_class_name, 'class', v.to_class_name, 'on', $4::text))
     from yearly_round.moves v where v.round_id = $1 and v.how <> 'stays' order by v.child_id`,
    [roundId, now, actor.accountId, on],
  );
};

export type MoveRow = {
  readonly childId: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly fromClass: string | null;
  readonly how: MoveWay;
  readonly to: string | null;
  readonly stayCode: StayCode | null;
  readonly reason: string | null;
  readonly keptCode: KeptCode | null;
  readonly isTakenBack: boolean;
};

export const listMoves = (tx: Tx, roundId: number): Promise<MoveRow[]> =>
  tx.rows<MoveRow>(
    `select child_id as "childId", child_name as name, sex, birth_on as "birthOn", from_class_name as "fromClass", how, to_class_name as "to",
       stay_code as "stayCode", reason, kept_code as "keptCode", undone_at is not null as "isTakenBack" from yearly_round.moves where round_id = $1 order by child_id`,
    [roundId],
  );

export type MovedRow = {
  readonly childId: number;
  readonly how: MoveWay;
  readonly version: number;
  readonly fromClassId: number | null;
  readonly fromClassExists: boolean;
  readonly state: ChildState | null;
  readonly versionNow: number | null;
};

/** The children that a round moved, as they are now, held in the order of their ids. */
export const listMovedLocked = async (tx: Tx, roundId: number, institutionId: number): Promise<MovedRow[]> => {
  await tx.rows(
    `select c.id from children.children c join yearly_round.moves v on v.child_id = c.id
     where v.round_id = $1 and v.version is not null and v.undone_at is null and c.institution_id = $2 order by c.id for update of c`,
    [roundId, institutionId],
  );
  return tx.rows<MovedRow>(
    `select v.child_id as "childId", v.how, v.version, v.from_class_id as "fromClassId", l.id is not null as "fromClassExists", c.state, c.version as "versionNow"
     from yearly_round.moves v left join classes.classes l on l.id = v.from_class_id and l.institution_id = $2
       left join children.children c on c.id = v.child_id and c.institution_id = $2
     where v.round_id = $1 and v.version is not null and v.undone_at is null order by v.child_id`,
    [roundId, institutionId],
  );
};

/** Puts the children back where the round found them, and says why the others stay. */
export const saveTakenBack = async (
  tx: Tx,
  roundId: number,
  back: readonly number[],
  kept: readonly { readonly childId: number; readonly code: KeptCode }[],
  reason: string,
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run(
    `update children.children c set state = 'numbered', class_id = v.from_class_id, ended_on = null, end_kind = null, changed_at = $3, version = c.version + 1
     from yearly_round.moves v where v.round_id = $1 and v.child_id = c.id and c.id = any ($2)`,
    [roundId, back, now],
  );
  await tx.run(
    `insert into children.actions (child_id, at, action, account_id, reason, facts)
     select id, $2, 'undone', $3, $4, '{"state": "numbered"}' from unnest($1::bigint[]) with ordinality u (id, place) order by place`,
    [back, now, actor.accountId, reason],
  );
  await tx.run('update yearly_round.moves set undone_at = $3 where round_id = $1 and child_id = any ($2)', [
    roundId,
    back,
    now,
  ]);
  await tx.run(
    `update yearly_round.moves v set kept_code = k.code from jsonb_to_recordset($2::jsonb) as k ("childId" bigint, code text)
     where v.round_id = $1 and v.child_id = k."childId"`,
    [roundId, JSON.stringify(kept)],
  );
};
