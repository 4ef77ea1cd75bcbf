import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { PetitionAct, PetitionKind, PetitionState } from '../petition.ts';

export type PetitionRow = {
  readonly id: number;
  readonly kind: PetitionKind;
  readonly childId: number;
  readonly childName: string;
  readonly childSex: string;
  readonly childBirthOn: string;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly countyCode: string;
  readonly fileState: ChildState;
  readonly state: PetitionState;
  readonly revision: number;
  readonly reason: string;
  /** The day on which the file ends, of a cancellation; and the accident that it is about. */
  readonly endsOn: string | null;
  readonly accidentId: number | null;
  /** Of a deferral and its end: the year in whose September the child would have entered primary school. */
  readonly entryYear: number | null;
  readonly approvedBy: 'institution' | 'county';
  readonly drawnUpBy: string;
  readonly drawnUpAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionOffice: string | null;
  readonly note: string | null;
};

const person = (column: string): string => `(select a.person_name from accounts.accounts a where a.id = p.${column})`;
const fields = `p.id, p.kind, p.child_id as "childId", p.child_name as "childName", p.child_sex as "childSex", p.child_birth_on as "childBirthOn",
  p.institution_id as "institutionId", p.institution_name as "institutionName", p.county_code as "countyCode", p.file_state as "fileState", p.state, p.revision, p.reason, p.ends_on as "endsOn", p.entry_year as "entryYear", p.approved_by as "approvedBy",
  (select a.id from accidents.accidents a where a.petition_id = p.id) as "accidentId",
  coalesce(${person('drawn_up_by')}, '') as "drawnUpBy", p.drawn_up_at as "drawnUpAt", ${person('confirmed_by')} as "confirmedBy", p.confirmed_at as "confirmedAt",
  ${person('decided_by')} as "decidedBy", p.decided_at as "decidedAt", p.decision_office as "decisionOffice", p.note`;

const groups = {
  open: ['draft', 'submitted', 'confirmed', 'returned'],
  decided: ['approved'],
  all: null,
} as const satisfies Record<string, readonly PetitionState[] | null>;

export const listRows = (
  tx: Tx,
  only: keyof typeof groups,
  before: number | null,
  limit: number,
): Promise<PetitionRow[]> =>
  tx.rows<PetitionRow>(
    `select ${fields} from petitions.petitions p where ($1::bigint is null or p.id < $1) and ($2::text[] is null or p.state = any ($2)) order by p.id desc limit $3`,
    [before, groups[only], limit],
  );

export const listByIds = (tx: Tx, ids: readonly number[]): Promise<PetitionRow[]> =>
  tx.rows<PetitionRow>(`select ${fields} from petitions.petitions p where p.id = any ($1)`, [ids]);

export const findPetition = (tx: Tx, id: number): Promise<PetitionRow | null> =>
  tx.find<PetitionRow>(`select ${fields} from petitions.petitions p where p.id = $1`, [id]);

/** Held, where I may go on with it: first the child and what it claims, so that two never wait in a ring. */
export const lockPetition = async (tx: Tx, id: number): Promise<PetitionRow | null> => {
  const seen = await tx.find<{ childId: number }>(
    'select child_id as "childId" from petitions.petitions where id = $1',
    [id],
  );
  if (!seen) return null;
  await holdChild(tx, seen.childId);
  return tx.find<PetitionRow>(`select ${fields} from petitions.petitions p where p.id = $1 for update of p`, [id]);
};

/** Holds the file of a child of mine and what it claims, until the end of the command. */
export const holdChild = (tx: Tx, childId: number) => tx.rows('select petitions.hold_child($1)', [childId]);

export const findByRequest = async (tx: Tx, requestId: string): Promise<number | null> =>
  (await tx.find<{ id: number }>('select id from petitions.petitions where request_id = $1', [requestId]))?.id ?? null;

export const insertPetition = async (
  tx: Tx,
  asked: {
    readonly kind: PetitionKind;
    readonly childId: number;
    readonly reason: string;
    readonly requestId: string;
    /** Of a cancellation: the day on which the file ends. */
    readonly endsOn?: string;
    /** Of a deferral and its end. */
    readonly entryYear?: number;
  },
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into petitions.petitions (kind, child_id, institution_id, county_code, prefecture_code, province_code, child_name, child_sex, child_birth_on,
         institution_name, file_state, reason, request_id, drawn_up_by, drawn_up_at, ends_on, entry_year)
       select $2, c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code, c.name, c.sex, c.birth_on, i.name, c.state, $3, $4, $5, $6, $7, $8
       from children.children c join institutions.institutions i on i.id = c.institution_id where c.id = $1 returning id`,
      [
        asked.childId,
        asked.kind,
        asked.reason,
        asked.requestId,
        actor.accountId,
        now,
        asked.endsOn ?? null,
        asked.entryYear ?? null,
      ],
    )
  ).id;

export const saveReason = (tx: Tx, id: number, reason: string, actor: Actor, now: Date) =>
  tx.one<{ revision: number }>(
    `update petitions.petitions set reason = $2, state = 'draft', revision = revision + 1, drawn_up_by = $3, drawn_up_at = $4, confirmed_by = null, confirmed_at = null
     where id = $1 returning revision`,
    [id, reason, actor.accountId, now],
  );

export const saveState = (tx: Tx, id: number, state: PetitionState, note: string | null) =>
  tx.one<{ revision: number }>(
    'update petitions.petitions set state = $2, revision = revision + 1, note = coalesce($3, note) where id = $1 returning revision',
    [id, state, note],
  );

export const saveConfirmed = (tx: Tx, id: number, actor: Actor, now: Date) =>
  tx.one<{ revision: number }>(
    `update petitions.petitions set state = 'confirmed', revision = revision + 1, confirmed_by = $2, confirmed_at = $3, declared_at = coalesce(declared_at, $3)
     where id = $1 returning revision`,
    [id, actor.accountId, now],
  );

export const saveDecided = (tx: Tx, id: number, state: PetitionState, note: string | null, actor: Actor, now: Date) =>
  tx.one<{ revision: number }>(
    `update petitions.petitions set state = $2, revision = revision + 1, note = $3, decided_by = $4, decided_at = $5, decision_office = $6 where id = $1 returning revision`,
    [id, state, note, actor.accountId, now, actor.officeName],
  );

export const insertStep = (
  tx: Tx,
  petitionId: number,
  act: 'drawn-up' | PetitionAct,
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into petitions.steps (petition_id, act, at, done_by, person_name, office_name, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
    [petitionId, act, now, actor.accountId, actor.personName, actor.officeName, reason],
  );

export const listSteps = (tx: Tx, petitionId: number) =>
  tx.rows<{
    id: number;
    act: string;
    at: Date;
    personName: string;
    officeName: string;
    reason: string | null;
  }>(
    `select id, act, at, person_name as "personName", office_name as "officeName", reason from petitions.steps where petition_id = $1 order by id`,
    [petitionId],
  );

export const cancel = (tx: Tx, id: number, actor: Actor, now: Date) =>
  tx.rows('select petitions.cancel($1, $2, $3)', [id, actor.accountId, now]);

/** Petitions that wait in a state, of my institution or my county. */
export const countIn = async (tx: Tx, state: PetitionState): Promise<number> =>
  (await tx.one<{ n: number }>('select count(*)::int as n from petitions.petitions where state = $1', [state])).n;
