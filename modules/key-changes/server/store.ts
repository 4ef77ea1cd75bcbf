import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { ApplicationValues, KeyChangeSide, KeyChangeState, Obstacle } from '../key-change.ts';

export type ApplicationRow = {
  readonly id: number;
  readonly childId: number;
  readonly childName: string;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly countyCode: string;
  readonly state: KeyChangeState;
  readonly revision: number;
  readonly oldValues: Partial<ApplicationValues>;
  readonly newValues: Partial<ApplicationValues>;
  readonly oldIdentity: Buffer | null;
  readonly newIdentity: Buffer | null;
  readonly reason: string;
  readonly note: string | null;
  readonly appliedOn: string;
  readonly enteredById: number;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly submittedAt: Date | null;
  readonly verifiedBy: string | null;
  readonly verifiedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

const person = (column: string): string => `(select p.person_name from accounts.accounts p where p.id = a.${column})`;
const fields = `a.id, a.child_id as "childId", a.child_name as "childName", a.institution_id as "institutionId", i.name as "institutionName",
  a.county_code as "countyCode", a.state, a.revision, a.old_values as "oldValues", a.new_values as "newValues", a.old_identity_sealed as "oldIdentity",
  a.new_identity_sealed as "newIdentity", a.reason, a.note, a.applied_on as "appliedOn", a.entered_by as "enteredById",
  coalesce(${person('entered_by')}, '') as "enteredBy", a.entered_at as "enteredAt", a.submitted_at as "submittedAt",
  ${person('verified_by')} as "verifiedBy", a.verified_at as "verifiedAt", ${person('decided_by')} as "decidedBy", a.decided_at as "decidedAt"`;
const from = 'from key_changes.applications a join institutions.institutions i on i.id = a.institution_id';

export const findApplication = (tx: Tx, id: number): Promise<ApplicationRow | null> =>
  tx.find<ApplicationRow>(`select ${fields} ${from} where a.id = $1`, [id]);

/** Holds the application at the revision that the actor read; null when it is another by now. */
export const lockApplication = async (tx: Tx, id: number, revision: number): Promise<ApplicationRow | null> => {
  const held = await tx.find<{ id: number }>(
    'select id from key_changes.applications where id = $1 and revision = $2 for update',
    [id, revision],
  );
  return held === null ? null : findApplication(tx, id);
};

const turns: Readonly<Record<KeyChangeSide, string>> = {
  clerk: `a.state in ('draft', 'returned')`,
  principal: `a.state = 'submitted'`,
  county: `a.state = 'verified'`,
};
const open = `a.state in ('draft', 'submitted', 'verified', 'returned')`;
const which = { open, ended: `not (${open})`, all: 'true' } as const;

export type ListFilter = {
  readonly only: keyof typeof which | 'mine';
  readonly side: KeyChangeSide | null;
  readonly institutionId: number | null;
  readonly childId: number | null;
};

export const listRows = (
  tx: Tx,
  { only, side, institutionId, childId }: ListFilter,
  after: number | null,
  limit: number,
): Promise<ApplicationRow[]> => {
  const condition = only === 'mine' ? (side ? turns[side] : 'false') : which[only];
  return tx.rows<ApplicationRow>(
    `select ${fields} ${from} where ${condition} and ($1::bigint is null or a.id < $1) and ($3::bigint is null or a.institution_id = $3)
       and ($4::bigint is null or a.child_id = $4) order by a.id desc limit $2`,
    [after, limit, institutionId, childId],
  );
};

export const countTurn = async (tx: Tx, side: KeyChangeSide): Promise<number> =>
  (await tx.one<{ n: number }>(`select count(*)::int as n from key_changes.applications a where ${turns[side]}`)).n;

export type CountedPart = {
  readonly code: string;
  readonly name: string;
  readonly atClerk: number;
  readonly atPrincipal: number;
  readonly atCounty: number;
  readonly completed: number;
  readonly refused: number;
};

export const countParts = (
  tx: Tx,
  own: 'county_code' | 'prefecture_code' | 'province_code' | null,
  part: 'county_code' | 'prefecture_code' | 'province_code' | 'institution_id',
  code: string,
): Promise<CountedPart[]> => {
  const name =
    part === 'institution_id'
      ? '(select i.name from institutions.institutions i where i.id = s.part)'
      : '(select d.name from jurisdictions.divisions d where d.code = s.part order by d.valid_from desc limit 1)';
  return tx.rows<CountedPart>(
    `select s.part::text as code, coalesce(${name}, s.part::text) as name, s."atClerk", s."atPrincipal", s."atCounty", s.completed, s.refused
     from (select a.${part} as part, count(*) filter (where ${turns.clerk})::int as "atClerk", count(*) filter (where ${turns.principal})::int as "atPrincipal",
         count(*) filter (where ${turns.county})::int as "atCounty", count(*) filter (where a.state = 'completed')::int as completed,
         count(*) filter (where a.state = 'refused')::int as refused
       from key_changes.applications a where ${own === null ? '$1::text is not null' : `a.${own} = $1`} group by a.${part}) s
     order by s.part limit 2000`,
    [code],
  );
};

/** What an application has to know of a child, its file held. */
export const holdChild = (
  tx: Tx,
  childId: number,
): Promise<{ state: ChildState; numberKind: string | null; institutionId: number } | null> =>
  tx.find(
    `select c.state, c.number_kind as "numberKind", c.institution_id as "institutionId" from children.children c
     where c.id = $1 and c.state <> 'deleted' for update`,
    [childId],
  );

/** The kind of number that a child bears. */
export const findNumberKind = async (tx: Tx, childId: number): Promise<string | null> =>
  (await tx.find<{ kind: string | null }>('select number_kind as kind from children.children where id = $1', [childId]))
    ?.kind ?? null;

/** What is under way about a child. */
export const listObstacles = async (tx: Tx, childId: number): Promise<Obstacle[]> =>
  (
    await tx.rows<{ code: Obstacle }>('select distinct o.code from departures.obstacles(array[$1::bigint]) o', [
      childId,
    ])
  ).map(({ code }) => code);

export const findByRequest = (tx: Tx, requestId: string) =>
  tx.find<{ id: number; revision: number }>('select id, revision from key_changes.applications where request_id = $1', [
    requestId,
  ]);

export type Asked = {
  readonly oldValues: Partial<ApplicationValues>;
  readonly newValues: Partial<ApplicationValues>;
  readonly oldIdentity: Buffer | null;
  readonly newIdentity: Buffer | null;
  readonly reason: string;
};

export const insertApplication = (
  tx: Tx,
  childId: number,
  requestId: string,
  appliedOn: string,
  asked: Asked,
  actor: Actor,
  now: Date,
) =>
  tx.one<{ id: number; revision: number }>(
    `insert into key_changes.applications (child_id, institution_id, county_code, prefecture_code, province_code, child_name, state, old_values, new_values,
       old_identity_sealed, new_identity_sealed, reason, request_id, entered_by, entered_at, applied_on)
     select c.id, i.id, i.county_code, i.prefecture_code, i.province_code, c.name, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10
     from children.children c join institutions.institutions i on i.id = c.institution_id where c.id = $1 returning id, revision`,
    [
      ...[childId, JSON.stringify(asked.oldValues), JSON.stringify(asked.newValues), asked.oldIdentity],
      ...[asked.newIdentity, asked.reason, requestId, actor.accountId, now, appliedOn],
    ],
  );

export const saveValues = (tx: Tx, id: number, asked: Asked, actor: Actor) =>
  tx.one<{ id: number; revision: number }>(
    `update key_changes.applications set old_values = $2, new_values = $3, old_identity_sealed = $4, new_identity_sealed = $5, reason = $6, entered_by = $7,
       verified_by = null, verified_at = null, revision = revision + 1 where id = $1 returning id, revision`,
    [
      ...[id, JSON.stringify(asked.oldValues), JSON.stringify(asked.newValues)],
      ...[asked.oldIdentity, asked.newIdentity, asked.reason, actor.accountId],
    ],
  );

export type Stamps = {
  readonly submitted?: true;
  readonly verified?: true;
  readonly decided?: true;
  /** What is said with the step; left out, what was said stays. */
  readonly note?: string | null;
};

/** Writes the next state with who did it and when. */
export const saveStep = (
  tx: Tx,
  id: number,
  state: KeyChangeState,
  stamps: Stamps,
  actor: Actor,
  now: Date,
): Promise<{ revision: number }> => {
  const parts = ['state = $2', 'revision = revision + 1'];
  const values: unknown[] = [id, state];
  const set = (column: string, value: unknown): void => {
    parts.push(`${column} = $${values.push(value)}`);
  };
  if (stamps.submitted) set('submitted_at', now);
  for (const who of ['verified', 'decided'] as const) {
    if (!stamps[who]) continue;
    set(`${who}_by`, actor.accountId);
    set(`${who}_at`, now);
  }
  if (stamps.note !== undefined) set('note', stamps.note);
  return tx.one(`update key_changes.applications set ${parts.join(', ')} where id = $1 returning revision`, values);
};

export type Hindrance = 'child-went-on' | 'claim-taken' | 'number-taken';

/** Writes what was asked for into the file; gives what stands in the way, null when it is done. */
export const carryOut = async (
  tx: Tx,
  id: number,
  to: {
    readonly claim: Buffer;
    readonly keys: readonly bigint[];
    readonly renumber: boolean;
    readonly changed: readonly string[];
  },
  actor: Actor,
  now: Date,
): Promise<Hindrance | null> =>
  (
    await tx.one<{ hindrance: Hindrance | null }>(
      'select key_changes.carry_out($1, $2, $3::text::bigint[], $4, $5, $6, $7) as hindrance',
      [id, to.claim, `{${to.keys.join(',')}}`, to.renumber, to.changed, actor.accountId, now],
    )
  ).hindrance;
