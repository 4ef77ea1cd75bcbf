import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { CrossingAct, CrossingState, Direction } from '../crossing.ts';

export type CrossingRow = {
  readonly id: number;
  readonly direction: Direction;
  readonly childId: number | null;
  /** State of the child's file, where I see it. */
  readonly fileState: ChildState | null;
  readonly childName: string;
  readonly childSex: string;
  readonly childBirthOn: string;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly countyCode: string;
  readonly provinceCode: string;
  readonly otherCode: string;
  readonly otherName: string;
  readonly otherInstitution: string | null;
  readonly state: CrossingState;
  readonly revision: number;
  /** Why a child goes; null of one that came in. */
  readonly reason: string | null;
  readonly fileId: string | null;
  readonly answerKeySealed: Buffer | null;
  readonly drawnUpBy: string;
  readonly drawnUpAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly sentAt: Date | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly happenedOn: string | null;
  readonly note: string | null;
};

const person = (column: string): string => `(select a.person_name from accounts.accounts a where a.id = p.${column})`;
const fields = `p.id, p.direction, p.child_id as "childId", (select c.state from children.children c where c.id = p.child_id and c.institution_id = p.institution_id) as "fileState",
  p.child_name as "childName", p.child_sex as "childSex", p.child_birth_on as "childBirthOn", p.institution_id as "institutionId", p.institution_name as "institutionName",
  p.county_code as "countyCode", p.province_code as "provinceCode", p.other_code as "otherCode", p.other_name as "otherName", p.other_institution as "otherInstitution",
  p.state, p.revision, p.reason, p.file_id as "fileId", p.answer_key_sealed as "answerKeySealed", coalesce(${person('drawn_up_by')}, '') as "drawnUpBy", p.drawn_up_at as "drawnUpAt",
  ${person('released_by')} as "releasedBy", p.released_at as "releasedAt", ${person('approved_by')} as "approvedBy", p.approved_at as "approvedAt", p.sent_at as "sentAt",
  ${person('ended_by')} as "endedBy", p.ended_at as "endedAt", p.happened_on as "happenedOn", p.note`;

/** What waits for whom: the institution's clerk, its principal, the county. */
const turns = {
  clerk: `(p.state in ('draft', 'returned', 'sent', 'entered') and current_setting('app.level') = 'institution')`,
  principal: `(p.state = 'submitted' and current_setting('app.level') = 'institution')`,
  county: `(p.state = 'released' and current_setting('app.level') = 'county')`,
} as const;
const ended = `p.state in ('gone', 'withdrawn', 'accepted', 'refused')`;
const which = {
  mine: `(${Object.values(turns).join(' or ')})`,
  open: `not (${ended})`,
  ended,
  all: 'true',
} as const;

export const listRows = (
  tx: Tx,
  asked: {
    readonly only: keyof typeof which;
    readonly direction: Direction | null;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<CrossingRow[]> =>
  tx.rows<CrossingRow>(
    `select ${fields} from province_border.crossings p where ${which[asked.only]} and ($1::bigint is null or p.id < $1) and ($2::text is null or p.direction = $2)
     order by p.id desc limit $3`,
    [asked.before, asked.direction, asked.limit],
  );

/** How many wait for a turn; of what was sent or entered only what can go on: the answer is late, the number is given. */
export const countTurn = async (tx: Tx, turn: keyof typeof turns): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from province_border.crossings p where ${turns[turn]} and p.state <> 'sent'
       and (p.state <> 'entered' or exists (select from children.children c where c.id = p.child_id and c.state = 'numbered'))`,
    )
  ).n;

export const findCrossing = (tx: Tx, id: number): Promise<CrossingRow | null> =>
  tx.find<CrossingRow>(`select ${fields} from province_border.crossings p where p.id = $1`, [id]);

/** Held, where I may go on with it: first the child, as everywhere, so that two never wait in a ring. */
export const lockCrossing = async (tx: Tx, id: number): Promise<CrossingRow | null> => {
  await tx.rows(
    'select c.id from children.children c where c.id = (select p.child_id from province_border.crossings p where p.id = $1) for update',
    [id],
  );
  const held = await tx.find('select id from province_border.crossings where id = $1 for update', [id]);
  return held === null ? null : findCrossing(tx, id);
};

/** The file of a child of my institution, held, with what is under way about it. */
export const holdChild = (tx: Tx, childId: number) =>
  tx.rows('select id from children.children where id = $1 for update', [childId]).then(() =>
    tx.find<{
      institutionId: number;
      provinceCode: string;
      state: ChildState;
      admittedOn: string;
      /** The day on which it left. */
      endedOn: string | null;
      obstacle: string | null;
      goneTo: string | null;
    }>(
      `select c.institution_id as "institutionId", c.province_code as "provinceCode", c.state, c.admitted_on as "admittedOn", c.ended_on as "endedOn",
           (select o.code from departures.obstacles(array[c.id]) o order by o.code limit 1) as obstacle,
           (select p.other_name from province_border.crossings p where p.child_id = c.id and p.direction = 'out' and p.state = 'gone' and p.ended_at >= coalesce(
             (select max(v.recorded_at) from departures.leavings v where v.child_id = c.id and v.undone_at is null), '-infinity') order by p.id desc limit 1) as "goneTo"
         from children.children c where c.id = $1 and c.state <> 'deleted'`,
      [childId],
    ),
  );

export const findByRequest = async (tx: Tx, requestId: string): Promise<number | null> =>
  (await tx.find<{ id: number }>('select id from province_border.crossings where request_id = $1', [requestId]))?.id ??
  null;

/** The full name of a division of a province, by its six digits. */
export const findDivisionName = async (tx: Tx, code: string): Promise<string | null> =>
  (
    await tx.find<{ name: string }>(
      `select full_name as name from jurisdictions.divisions where code = $1 and level <> 'town' order by valid_from desc limit 1`,
      [code],
    )
  )?.name ?? null;

export type Destination = {
  readonly otherCode: string;
  readonly otherName: string;
  readonly otherInstitution: string | null;
  readonly reason: string | null;
};

export const insertOut = async (
  tx: Tx,
  asked: Destination & { readonly childId: number; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into province_border.crossings (direction, child_id, institution_id, county_code, prefecture_code, province_code, institution_name, child_name, child_sex,
         child_birth_on, other_code, other_name, other_institution, state, reason, request_id, drawn_up_by, drawn_up_at)
       select 'out', c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, i.name, c.name, c.sex, c.birth_on, $2, $3, $4, 'draft', $5, $6, $7, $8
       from children.children c join institutions.institutions i on i.id = c.institution_id where c.id = $1 returning id`,
      [
        ...[asked.childId, asked.otherCode, asked.otherName, asked.otherInstitution, asked.reason, asked.requestId],
        ...[actor.accountId, now],
      ],
    )
  ).id;

export const saveDestination = (tx: Tx, id: number, asked: Destination, actor: Actor, now: Date) =>
  tx.run(
    `update province_border.crossings set other_code = $2, other_name = $3, other_institution = $4, reason = $5, drawn_up_by = $6, drawn_up_at = $7,
       released_by = null, released_at = null, approved_by = null, approved_at = null, sent_at = null, file_id = null, note = null where id = $1`,
    [id, asked.otherCode, asked.otherName, asked.otherInstitution, asked.reason, actor.accountId, now],
  );

type Stamp = 'released' | 'approved' | 'ended';

/** Writes the next state with who did it and when, and what goes with it. */
export const saveStep = async (
  tx: Tx,
  id: number,
  state: CrossingState,
  act: 'drawn-up' | 'enter' | 'join' | CrossingAct,
  actor: Actor,
  now: Date,
  more: {
    readonly stamp?: Stamp;
    readonly note?: string | null;
    readonly fileId?: string;
    readonly happenedOn?: string;
    readonly otherInstitution?: string;
  } = {},
): Promise<{ state: CrossingState; revision: number }> => {
  const columns: [string, unknown][] = [
    ...(more.stamp
      ? (
          [
            [`${more.stamp}_by`, actor.accountId],
            [`${more.stamp}_at`, now],
          ] as const
        ).map(([a, b]): [string, unknown] => [a, b])
      : []),
    ...(more.note ? ([['note', more.note]] as [string, unknown][]) : []),
    ...(more.fileId
      ? ([
          ['file_id', more.fileId],
          ['sent_at', now],
        ] as [string, unknown][])
      : []),
    ...(more.happenedOn ? ([['happened_on', more.happenedOn]] as [string, unknown][]) : []),
    ...(more.otherInstitution ? ([['other_institution', more.otherInstitution]] as [string, unknown][]) : []),
  ];
  const saved = await tx.one<{ revision: number }>(
    `update province_border.crossings set state = $2, revision = revision + 1${columns.map(([column], at) => `, ${column} = $${at + 3}`).join('')}
     where id = $1 returning revision`,
    [id, state, ...columns.map(([, value]) => value)],
  );
  await insertStep(tx, id, act, more.note ?? null, actor, now);
  return { state, revision: saved.revision };
};

export const insertStep = (
  tx: Tx,
  crossingId: number,
  act: 'drawn-up' | 'enter' | 'join' | CrossingAct,
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into province_border.steps (crossing_id, act, at, done_by, person_name, office_name, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
    [crossingId, act, now, actor.accountId, actor.personName, actor.officeName, reason],
  );

export const listSteps = (tx: Tx, crossingId: number) =>
  tx.rows<{ id: number; act: string; at: Date; personName: string; officeName: string; reason: string | null }>(
    `select id, act, at, person_name as "personName", office_name as "officeName", reason from province_border.steps where crossing_id = $1 order by id`,
    [crossingId],
  );

export type Enrolment = {
  readonly institutionName: string;
  readonly placeName: string;
  readonly admittedOn: string;
  readonly endedOn: string | null;
};

export const listEnrolments = (tx: Tx, crossingId: number): Promise<Enrolment[]> =>
  tx.rows<Enrolment>(
    `select institution_name as "institutionName", place_name as "placeName", admitted_on as "admittedOn", ended_on as "endedOn"
     from province_border.enrolments where crossing_id = $1 order by id`,
    [crossingId],
  );
