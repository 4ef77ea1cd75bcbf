import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { TransferSide, TransferState } from '../transfer.ts';

export type TransferRow = {
  readonly id: number;
  readonly childId: number;
  readonly childName: string;
  readonly childSex: string;
  readonly childBirthOn: string;
  readonly fromId: number;
  readonly fromName: string;
  readonly fromCounty: string;
  readonly fromPrefecture: string;
  readonly toId: number;
  readonly toName: string;
  readonly toCounty: string;
  readonly toPrefecture: string;
  readonly provinceCode: string;
  readonly startedBy: 'receiver' | 'sender';
  readonly state: TransferState;
  /** State of the file when it was begun; null: begun before that was kept. */
  readonly fileState: ChildState | null;
  readonly revision: number;
  readonly reason: string;
  readonly note: string | null;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
  readonly releasedOver: string | null;
  readonly classId: number | null;
  readonly admittedOn: string | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  /** A draft that ended because somebody asked for the child; nobody withdrew it. */
  readonly isOvertaken: boolean;
};

const person = (column: string): string => `(select p.person_name from accounts.accounts p where p.id = t.${column})`;
const fields = `t.id, t.child_id as "childId", t.child_name as "childName", t.child_sex as "childSex", t.child_birth_on as "childBirthOn",
  t.from_institution_id as "fromId", t.from_institution_name as "fromName", t.from_county as "fromCounty", t.from_prefecture as "fromPrefecture",
  t.to_institution_id as "toId", t.to_institution_name as "toName", t.to_county as "toCounty", t.to_prefecture as "toPrefecture", t.province_code as "provinceCode",
  t.started_by as "startedBy", t.state, t.file_state as "fileState", t.revision, t.reason, t.note, coalesce(${person('asked_by')}, '') as "askedBy", t.asked_at as "askedAt",
  ${person('released_by')} as "releasedBy", t.released_at as "releasedAt", t.released_over as "releasedOver", t.class_id as "classId", t.admitted_on as "admittedOn",
  ${person('accepted_by')} as "acceptedBy", t.accepted_at as "acceptedAt", ${person('approved_by')} as "approvedBy", t.approved_at as "approvedAt",
  ${person('ended_by')} as "endedBy", t.ended_at as "endedAt", t.ended_at is not null and t.ended_by is null as "isOvertaken"`;

export const findTransfer = (tx: Tx, id: number): Promise<TransferRow | null> =>
  tx.find<TransferRow>(`select ${fields} from transfers.transfers t where t.id = $1`, [id]);

/** Holds the transfer at the revision that the actor read; null when it is another by now. */
export const lockTransfer = async (tx: Tx, id: number, revision: number): Promise<TransferRow | null> => {
  const held = await tx.find<{ id: number }>(
    'select id from transfers.transfers where id = $1 and revision = $2 for update',
    [id, revision],
  );
  return held === null ? null : findTransfer(tx, id);
};

const turnSql: Readonly<Record<TransferSide, string>> = {
  sender: `(t.state = 'asked' and t.from_institution_id::text = current_setting('app.scope') and current_setting('app.level') = 'institution')`,
  receiver: `(t.state = 'released' and t.to_institution_id::text = current_setting('app.scope') and current_setting('app.level') = 'institution')`,
  'receiving-county': `(t.state = 'accepted' and t.to_county = current_setting('app.scope') and current_setting('app.level') = 'county')`,
  above: 'false',
};
const mine = Object.values(turnSql).join(' or ');
const open = `t.state in ('asked', 'released', 'accepted')`;
const which = { open, mine: `(${mine})`, ended: `not (${open})`, all: 'true' } as const;

export const listRows = (
  tx: Tx,
  only: keyof typeof which,
  after: number | null,
  limit: number,
): Promise<TransferRow[]> =>
  tx.rows<TransferRow>(
    `select ${fields} from transfers.transfers t where ${which[only]} and ($1::bigint is null or t.id < $1) order by t.id desc limit $2`,
    [after, limit],
  );

/** The transfer that papers go with: each of both sides adds its own while it is under way. */
export const findRecord = (tx: Tx, id: number): Promise<{ institutionId: number; isOpen: boolean } | null> =>
  tx.find(
    `select case when current_setting('app.level') = 'institution' then current_setting('app.scope')::bigint else t.to_institution_id end as "institutionId",
       current_setting('app.level') = 'institution' and ${open} as "isOpen" from transfers.transfers t where t.id = $1`,
    [id],
  );

/** Transfers under way from an institution or to it, the first asked for first. */
export const listOpenOf = (
  tx: Tx,
  institutionId: number,
  side: 'sender' | 'receiver',
  limit: number,
): Promise<TransferRow[]> =>
  tx.rows<TransferRow>(
    `select ${fields} from transfers.transfers t
     where ${open} and t.${side === 'sender' ? 'from' : 'to'}_institution_id = $1 order by t.id limit $2`,
    [institutionId, limit],
  );

export const countMine = async (tx: Tx): Promise<number> =>
  (await tx.one<{ n: number }>(`select count(*)::int as n from transfers.transfers t where ${open} and (${mine})`)).n;

export type FoundChild = {
  readonly id: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly state: ChildState;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly countyName: string | null;
  readonly isMoving: boolean;
  readonly isChangingKey: boolean;
  readonly isOfClosed: boolean;
};

export const findChildBy = (
  tx: Tx,
  by: { kind: 'J' | 'L'; body: Buffer } | { claims: Buffer[] },
): Promise<FoundChild | null> =>
  tx.find<FoundChild>(
    `select id, name, sex, birth_on as "birthOn", state, institution_id as "institutionId", institution_name as "institutionName", county_name as "countyName",
       is_moving as "isMoving", is_changing_key as "isChangingKey", is_of_closed as "isOfClosed" from transfers.find_child($1, $2, $3)`,
    'claims' in by ? [by.claims, null, null] : [[], by.kind, by.body],
  );

/** The file of a child of mine, as a transfer begins with it. */
export const findOwnChild = (
  tx: Tx,
  childId: number,
): Promise<
  | (Pick<FoundChild, 'id' | 'name' | 'state' | 'institutionId' | 'isMoving' | 'isChangingKey' | 'isOfClosed'> & {
      readonly countyCode: string;
    })
  | null
> =>
  tx.find(
    `select c.id, c.name, c.state, c.institution_id as "institutionId", c.county_code as "countyCode",
       exists (select from transfers.transfers t where t.child_id = c.id and ${open}) as "isMoving",
       exists (select from departures.obstacles(array[c.id]) o where o.code = 'key-change-open') as "isChangingKey", false as "isOfClosed"
     from children.children c where c.id = $1 and c.state <> 'deleted'`,
    [childId],
  );

export const findByRequest = async (tx: Tx, requestId: string): Promise<number | null> =>
  (await tx.find<{ id: number }>('select id from transfers.transfers where request_id = $1', [requestId]))?.id ?? null;

export const beginTransfer = async (
  tx: Tx,
  asked: {
    readonly childId: number;
    readonly receiverId: number;
    readonly side: 'receiver' | 'sender';
    readonly isDraft: boolean;
    readonly reason: string;
    readonly requestId: string;
  },
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>('select transfers.begin($1, $2, $3, $4, $5, $6, $7, $8) as id', [
      asked.childId,
      asked.receiverId,
      asked.side,
      asked.reason,
      asked.requestId,
      actor.accountId,
      now,
      asked.isDraft,
    ])
  ).id;

/** The transfer that a case was found to be, begun and released; null where the child cannot go now. */
export const beginDecided = async (tx: Tx, caseId: number, now: Date): Promise<number | null> =>
  (await tx.one<{ id: number | null }>('select transfers.begin_decided($1, $2) as id', [caseId, now])).id;

export type Receiver = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly countyName: string;
};
export const searchReceivers = (tx: Tx, text: string): Promise<Receiver[]> =>
  tx.rows<Receiver>(
    `select id, code, name, coalesce(county_name, '') as "countyName" from transfers.receivers($1, 20)`,
    [text],
  );

type Stamp = 'released' | 'accepted' | 'approved' | 'ended';

/** Writes the next state with who did it and when, and what goes with it. */
export const saveStep = (
  tx: Tx,
  id: number,
  state: TransferState,
  stamp: Stamp,
  actor: Actor,
  now: Date,
  more: Readonly<Partial<Record<'note' | 'released_over' | 'class_id' | 'admitted_on', string | number | null>>> = {},
): Promise<{ revision: number }> => {
  const columns = Object.keys(more) as (keyof typeof more)[];
  return tx.one<{ revision: number }>(
    `update transfers.transfers set state = $2, revision = revision + 1, ${stamp}_by = $3, ${stamp}_at = $4${columns.map((column, at) => `, ${column} = $${at + 5}`).join('')}
     where id = $1 returning revision`,
    [id, state, actor.accountId, now, ...columns.map((column) => more[column] ?? null)],
  );
};

export const carryOut = (tx: Tx, id: number, actor: Actor, now: Date) =>
  tx.rows('select transfers.carry_out($1, $2, $3)', [id, actor.accountId, now]);

/** The release stands in the child's history, whoever's it was. */
export const recordRelease = (tx: Tx, id: number, actor: Actor, now: Date, reason: string | null) =>
  tx.rows('select transfers.record_release($1, $2, $3, $4)', [id, actor.accountId, now, reason]);

export type ClockKind = 'transfer-release' | 'transfer-acceptance' | 'transfer-approval';
export const setClock = (
  tx: Tx,
  id: number,
  kind: ClockKind,
  on: string,
  period: { readonly value: number | null; readonly unit: string | null },
  dueOn: string | null,
) =>
  tx.rows('select transfers.set_clock($1, $2, $3, $4, $5, $6)', [
    id,
    kind,
    on,
    period.value,
    period.value === null ? null : period.unit,
    dueOn,
  ]);
export const stopClocks = (tx: Tx, id: number, on: string) => tx.rows('select transfers.stop_clocks($1, $2)', [id, on]);

export type Clock = { readonly dueOn: string | null; readonly unit: string | null };
export const clocksOf = async (tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, Clock>> => {
  const rows = await tx.rows<Clock & { id: number }>(
    `select transfer as id, due_on as "dueOn", period_unit as unit from transfers.days_of($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

export const findClassName = async (tx: Tx, classId: number | null): Promise<string | null> =>
  classId === null
    ? null
    : ((await tx.find<{ name: string }>('select name from classes.classes where id = $1', [classId]))?.name ?? null);
