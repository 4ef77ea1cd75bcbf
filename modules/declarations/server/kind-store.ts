import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Demands, Handling, KindName, Tightening } from '../kind.ts';

export type KindTerms = Demands & {
  readonly title: string;
  readonly what: string;
  readonly divisions: readonly string[];
  readonly institutionKinds: readonly string[] | null;
};

export type KindRow = KindTerms & {
  id: number;
  handling: Handling;
  revision: number;
  officeName: string;
  level: string;
  scope: string;
  isEnded: boolean;
};

const fields = `k.id, k.title, k.what, k.handling, k.needs_papers as "needsPapers", k.divisions, k.institution_kinds as "institutionKinds", k.revision,
  k.office_name as "officeName", k.level, k.scope, k.ended_at is not null as "isEnded"`;

/** Kinds of departments that I see; an institution's are those that it may declare. */
export const listKindRows = (tx: Tx): Promise<KindRow[]> =>
  tx.rows<KindRow>(`select ${fields} from declarations.kinds k order by k.ended_at is not null, k.id limit 500`);

export const findKind = (tx: Tx, id: number): Promise<KindRow | null> =>
  tx.find<KindRow>(`select ${fields} from declarations.kinds k where k.id = $1`, [id]);

/** A kind of my own office, held. */
export const lockMyKind = (tx: Tx, actor: Actor, id: number): Promise<KindRow | null> =>
  tx.find<KindRow>(
    `select ${fields} from declarations.kinds k where k.id = $1 and k.level = $2 and k.scope = $3 for update of k`,
    [id, actor.level, actor.scope],
  );

const valuesOf = (terms: KindTerms, actor: Actor, now: Date): unknown[] => [
  ...[terms.title, terms.what, terms.handling, terms.needsPapers, terms.divisions, terms.institutionKinds],
  ...[actor.accountId, now],
];

/** The kind of a request; one that was sent before gives the kind that it made. */
export const insertKind = async (
  tx: Tx,
  terms: KindTerms,
  requestId: string,
  actor: Actor,
  now: Date,
): Promise<number | null> => {
  const made = await tx.find<{ id: number }>(
    `insert into declarations.kinds (title, what, handling, needs_papers, divisions, institution_kinds, changed_by, changed_at, request_id,
       office_name, level, scope, county_code, prefecture_code, province_code)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, o.name, o.level, o.scope, o.county_code, o.prefecture_code, o.province_code
     from accounts.offices o where o.level = $10 and o.scope = $11 and o.department_id is null on conflict do nothing returning id`,
    [...valuesOf(terms, actor, now), requestId, actor.level, actor.scope],
  );
  if (made) return made.id;
  const there = await tx.find<{ id: number }>(
    'select id from declarations.kinds where request_id = $1 and level = $2 and scope = $3',
    [requestId, actor.level, actor.scope],
  );
  return there?.id ?? null;
};

export const updateKind = (tx: Tx, id: number, terms: KindTerms, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update declarations.kinds set title = $1, what = $2, handling = $3, needs_papers = $4, divisions = $5, institution_kinds = $6, changed_by = $7, changed_at = $8,
       revision = revision + 1 where id = $9`,
    [...valuesOf(terms, actor, now), id],
  );

export const saveEnded = (tx: Tx, id: number, ends: boolean, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    'update declarations.kinds set ended_at = case when $2 then $4::timestamptz end, changed_by = $3, changed_at = $4, revision = revision + 1 where id = $1',
    [id, ends, actor.accountId, now],
  );

export type TighteningRow = Tightening & {
  readonly nationalCode: string | null;
  readonly kindId: number | null;
  readonly level: string;
  readonly scope: string;
};

/** What my office and those above it have made stricter; those below me have no say upwards. */
export const listTightenings = (tx: Tx, actor: Actor): Promise<TighteningRow[]> =>
  tx.rows<TighteningRow>(
    `select t.national_code as "nationalCode", t.kind_id as "kindId", t.level, t.scope, t.is_reviewed as "isReviewed", t.needs_papers as "needsPapers"
     from declarations.tightenings t join accounts.offices o on o.level = $1 and o.scope = $2 and o.department_id is null
     where (t.level, t.scope) in ((o.level, o.scope), ('prefecture', o.prefecture_code), ('province', o.province_code))`,
    [actor.level, actor.scope],
  );

/** What the offices above an institution have made stricter, by kind. */
export const listTightenedFor = (tx: Tx, institutionId: number): Promise<Omit<TighteningRow, 'level' | 'scope'>[]> =>
  tx.rows(
    `select national_code as "nationalCode", kind_id as "kindId", is_reviewed as "isReviewed", needs_papers as "needsPapers"
     from declarations.tightened_for($1)`,
    [institutionId],
  );

export const saveTightening = (
  tx: Tx,
  { nationalCode, kindId }: KindName,
  { isReviewed, needsPapers }: Tightening,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into declarations.tightenings (national_code, kind_id, is_reviewed, needs_papers, laid_down_by, laid_down_at, office_name, level, scope, county_code,
       prefecture_code, province_code)
     select $1, $2, $3, $4, $5, $6, o.name, o.level, o.scope, o.county_code, o.prefecture_code, o.province_code
     from accounts.offices o where o.level = $7 and o.scope = $8 and o.department_id is null
     on conflict on constraint declaration_kind_is_tightened_once do update
       set is_reviewed = excluded.is_reviewed, needs_papers = excluded.needs_papers, laid_down_by = excluded.laid_down_by, laid_down_at = excluded.laid_down_at`,
    [nationalCode, kindId, isReviewed, needsPapers, actor.accountId, now, actor.level, actor.scope],
  );
