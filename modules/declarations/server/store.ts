import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Standing } from '../../institutions/institution.ts';
import type { DeclarationAct, DeclarationState } from '../declaration.ts';
import type { Handling, KindName } from '../kind.ts';

export type DeclarationRow = {
  id: number;
  institutionId: number;
  institutionName: string;
  institutionCode: string;
  countyCode: string;
  countyName: string;
  nationalCode: string | null;
  kindId: number | null;
  kindTitle: string | null;
  handling: Handling;
  state: DeclarationState;
  revision: number;
  title: string;
  description: string;
  changedOn: string;
  drawnUpBy: string;
  drawnUpAt: Date;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  declaredAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionOffice: string | null;
  note: string | null;
};

const name = (column: string): string => `(select p.person_name from accounts.accounts p where p.id = d.${column})`;
const fields = `d.id, d.institution_id as "institutionId", d.institution_name as "institutionName", d.institution_code as "institutionCode",
  d.county_code as "countyCode", coalesce((select v.name from jurisdictions.divisions v where v.code = d.county_code order by v.valid_from desc limit 1), '') as "countyName",
  d.national_code as "nationalCode", d.kind_id as "kindId", d.kind_title as "kindTitle", d.handling, d.state, d.revision, d.title, d.description,
  d.changed_on as "changedOn", coalesce(${name('drawn_up_by')}, '') as "drawnUpBy", d.drawn_up_at as "drawnUpAt", ${name('confirmed_by')} as "confirmedBy",
  d.confirmed_at as "confirmedAt", d.declared_at as "declaredAt", ${name('decided_by')} as "decidedBy", d.decided_at as "decidedAt",
  d.decision_office as "decisionOffice", d.note`;

const groups = {
  open: ['draft', 'submitted', 'confirmed', 'returned'],
  decided: ['accepted', 'acknowledged', 'refused'],
  all: null,
} as const;

export type ListFilter = {
  readonly only: keyof typeof groups;
  readonly kind: KindName | null;
  readonly column: 'county_code' | 'prefecture_code' | 'province_code' | null;
  readonly code: string;
};

export const listRows = (
  tx: Tx,
  { only, kind, column, code }: ListFilter,
  before: number | null,
  limit: number,
): Promise<DeclarationRow[]> =>
  tx.rows<DeclarationRow>(
    `select ${fields} from declarations.declarations d
     where ($1::bigint is null or d.id < $1) and ($2::text[] is null or d.state = any ($2)) and ($3::text is null or d.national_code = $3)
       and ($4::bigint is null or d.kind_id = $4) and ${column === null ? '$5::text is not null' : `d.${column} = $5`}
     order by d.id desc limit $6`,
    [before, groups[only], kind?.nationalCode ?? null, kind?.kindId ?? null, code, limit],
  );

export const listByIds = (tx: Tx, ids: readonly number[]): Promise<DeclarationRow[]> =>
  tx.rows<DeclarationRow>(`select ${fields} from declarations.declarations d where d.id = any ($1)`, [ids]);

export const findDeclaration = (tx: Tx, id: number): Promise<DeclarationRow | null> =>
  tx.find<DeclarationRow>(`select ${fields} from declarations.declarations d where d.id = $1`, [id]);

/** Held, where I may go on with it; what is decided is held by nobody. */
export const lockDeclaration = (tx: Tx, id: number): Promise<DeclarationRow | null> =>
  tx.find<DeclarationRow>(`select ${fields} from declarations.declarations d where d.id = $1 for update of d`, [id]);

/** Whether an institution of mine runs; null where it is not mine. */
export const findStanding = async (tx: Tx, institutionId: number): Promise<Standing | null> =>
  (
    await tx.find<{ standing: Standing }>('select standing from institutions.institutions where id = $1', [
      institutionId,
    ])
  )?.standing ?? null;

export type Drafted = KindName & {
  readonly kindTitle: string | null;
  readonly handling: Handling;
  readonly title: string;
  readonly description: string;
  readonly changedOn: string;
};

const draftValues = (drafted: Drafted, actor: Actor, now: Date): unknown[] => [
  ...[drafted.nationalCode, drafted.kindId, drafted.kindTitle, drafted.handling],
  ...[drafted.title, drafted.description, drafted.changedOn, actor.accountId, now],
];

/** The declaration of a request, and whether it was made now; null: the institution is not mine. */
export const insertDeclaration = async (
  tx: Tx,
  institutionId: number,
  requestId: string,
  drafted: Drafted,
  actor: Actor,
  now: Date,
): Promise<{ id: number; isNew: boolean } | null> => {
  const made = await tx.find<{ id: number }>(
    `insert into declarations.declarations (national_code, kind_id, kind_title, handling, title, description, changed_on, drawn_up_by, drawn_up_at, request_id,
       institution_id, county_code, prefecture_code, province_code, institution_name, institution_code)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, i.id, i.county_code, i.prefecture_code, i.province_code, i.name, i.code
     from institutions.institutions i where i.id = $11 on conflict do nothing returning id`,
    [...draftValues(drafted, actor, now), requestId, institutionId],
  );
  if (made) return { id: made.id, isNew: true };
  const there = await tx.find<{ id: number }>(
    'select id from declarations.declarations where request_id = $1 and institution_id = $2',
    [requestId, institutionId],
  );
  return there && { id: there.id, isNew: false };
};

export const saveDraft = (tx: Tx, id: number, drafted: Drafted, actor: Actor, now: Date) =>
  tx.one<{ revision: number }>(
    `update declarations.declarations set national_code = $1, kind_id = $2, kind_title = $3, handling = $4, title = $5, description = $6, changed_on = $7,
       drawn_up_by = $8, drawn_up_at = $9, state = 'draft', revision = revision + 1, confirmed_by = null, confirmed_at = null where id = $10 returning revision`,
    [...draftValues(drafted, actor, now), id],
  );

export const saveState = (tx: Tx, id: number, state: DeclarationState, note: string | null) =>
  tx.one<{ revision: number }>(
    'update declarations.declarations set state = $2, revision = revision + 1, note = coalesce($3, note) where id = $1 returning revision',
    [id, state, note],
  );

/** With the county from now on, under what its kind asks for now. */
export const saveConfirmed = (tx: Tx, id: number, handling: Handling, actor: Actor, now: Date) =>
  tx.one<{ revision: number }>(
    `update declarations.declarations set state = 'confirmed', revision = revision + 1, handling = $2, confirmed_by = $3, confirmed_at = $4,
       declared_at = coalesce(declared_at, $4) where id = $1 returning revision`,
    [id, handling, actor.accountId, now],
  );

export const saveDecided = (
  tx: Tx,
  id: number,
  state: DeclarationState,
  note: string | null,
  actor: Actor,
  now: Date,
) =>
  tx.one<{ revision: number }>(
    `update declarations.declarations set state = $2, revision = revision + 1, note = $3, decided_by = $4, decided_at = $5, decision_office = $6
     where id = $1 returning revision`,
    [id, state, note, actor.accountId, now, actor.officeName],
  );

export type StepRow = {
  id: number;
  act: string;
  at: Date;
  personName: string;
  officeName: string;
  reason: string | null;
};

export const insertStep = (
  tx: Tx,
  declarationId: number,
  act: 'drawn-up' | Exclude<DeclarationAct, 'edit'>,
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into declarations.steps (declaration_id, act, at, done_by, person_name, office_name, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
    [declarationId, act, now, actor.accountId, actor.personName, actor.officeName, reason],
  );

export const listSteps = (tx: Tx, declarationId: number): Promise<StepRow[]> =>
  tx.rows<StepRow>(
    `select id, act, at, person_name as "personName", office_name as "officeName", reason from declarations.steps where declaration_id = $1 order by id`,
    [declarationId],
  );

/** Declarations that wait in a state, of my institution or my county. */
export const countIn = async (tx: Tx, state: DeclarationState): Promise<number> =>
  (await tx.one<{ n: number }>('select count(*)::int as n from declarations.declarations where state = $1', [state])).n;

export type CountRow = {
  code: string;
  name: string;
  declared: number;
  accepted: number;
  acknowledged: number;
  refused: number;
  returned: number;
};

/** What was declared from a day until another one, by the parts of a division, and how it ended. */
export const countByPart = (
  tx: Tx,
  own: 'county_code' | 'prefecture_code' | 'province_code' | null,
  part: 'county_code' | 'prefecture_code' | 'province_code' | 'institution_id',
  code: string,
  from: Date,
  before: Date,
): Promise<CountRow[]> => {
  const named =
    part === 'institution_id'
      ? '(select i.name from institutions.institutions i where i.id = s.part)'
      : '(select v.name from jurisdictions.divisions v where v.code = s.part order by v.valid_from desc limit 1)';
  const ended = (state: string): string => `count(*) filter (where d.state = '${state}')::int as ${state}`;
  return tx.rows<CountRow>(
    `select s.part::text as code, coalesce(${named}, s.part::text) as name, s.declared, s.accepted, s.acknowledged, s.refused, s.returned
     from (select d.${part} as part, count(*)::int as declared, ${['accepted', 'acknowledged', 'refused', 'returned'].map(ended).join(', ')}
       from declarations.declarations d
       where d.declared_at >= $2 and d.declared_at < $3 and ${own === null ? '$1::text is not null' : `d.${own} = $1`} group by d.${part}) s
     order by s.declared desc, s.part limit 2000`,
    [code, from, before],
  );
};

/** An institution ends: what it declared and nobody has decided on ends with it; gives how many. */
export const endOpen = (tx: Tx, institutionId: number, reason: string): Promise<number> =>
  tx.run(
    `update declarations.declarations set state = 'withdrawn', revision = revision + 1, note = $2
     where institution_id = $1 and state in ('draft', 'submitted', 'confirmed', 'returned')`,
    [institutionId, reason],
  );
