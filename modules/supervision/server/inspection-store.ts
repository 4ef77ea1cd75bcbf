import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Answer, ChecklistItem, InspectionState } from '../inspection.ts';
import type { RectificationState } from '../rectification.ts';

export type InspectionRow = {
  id: number;
  institutionId: number;
  institutionName: string;
  institutionCode: string;
  countyName: string;
  level: string;
  state: InspectionState;
  isPlanned: boolean;
  planTitle: string | null;
  fromOn: string | null;
  untilOn: string | null;
  officeName: string;
  inspectors: string;
  inspectedOn: string | null;
  found: number;
  heavy: number;
};
export type WholeInspection = InspectionRow & {
  revision: number;
  items: ChecklistItem[];
  answers: Answer[];
  conclusion: string;
  signedBy: string | null;
  signedAt: Date | null;
  knownBy: string | null;
  knownAt: Date | null;
  objection: string | null;
  unsignedNote: string | null;
  droppedBy: string | null;
  droppedAt: Date | null;
  dropReason: string | null;
  correctsId: number | null;
  correctionReason: string | null;
  correctedById: number | null;
};

const line = `r.id, r.institution_id as "institutionId", i.name as "institutionName", i.code as "institutionCode", r.level, r.state,
  coalesce((select d.name from jurisdictions.divisions d where d.code = r.county_code order by d.valid_from desc limit 1), '') as "countyName",
  r.is_planned as "isPlanned", r.plan_title as "planTitle", r.from_on as "fromOn", r.until_on as "untilOn", r.office_name as "officeName",
  r.inspectors, r.inspected_on as "inspectedOn", r.found_count as found, r.heavy_count as heavy`;
const name = (column: string): string => `(select a.person_name from accounts.accounts a where a.id = r.${column})`;
const from = 'supervision.inspections r join institutions.institutions i on i.id = r.institution_id';

const conditions = {
  'under-way': `r.state in ('planned', 'draft')`,
  'handed-over': `r.state in ('handed-over', 'closed')`,
  all: 'true',
} as const;

export const listRows = (
  tx: Tx,
  only: keyof typeof conditions,
  institutionId: number | null,
  before: number | null,
  limit: number,
): Promise<InspectionRow[]> =>
  tx.rows<InspectionRow>(
    `select ${line} from ${from} where ${conditions[only]} and ($1::bigint is null or r.institution_id = $1) and ($2::bigint is null or r.id < $2)
     order by r.id desc limit $3`,
    [institutionId, before, limit],
  );

export const findInspection = (tx: Tx, id: number): Promise<WholeInspection | null> =>
  tx.find<WholeInspection>(
    `select ${line}, r.revision, r.items, r.answers, r.conclusion, ${name('signed_by')} as "signedBy", r.signed_at as "signedAt",
       ${name('known_by')} as "knownBy", r.known_at as "knownAt", r.objection, r.unsigned_note as "unsignedNote",
       ${name('dropped_by')} as "droppedBy", r.dropped_at as "droppedAt", r.drop_reason as "dropReason", r.corrects_id as "correctsId", r.correction_reason as "correctionReason",
       (select n.id from supervision.inspections n where n.corrects_id = r.id) as "correctedById" from ${from} where r.id = $1`,
    [id],
  );

export const listNoticesOf = (tx: Tx, id: number): Promise<{ id: number; state: RectificationState }[]> =>
  tx.rows('select id, state from supervision.rectifications where inspection_id = $1 order by id', [id]);

type Plan = { readonly title: string; readonly fromOn: string; readonly untilOn: string; readonly inspectors: string };

/** Inspections of these institutions, of a plan or unannounced; those of a request that was sent before are not made again. */
export const insertInspections = (
  tx: Tx,
  institutionIds: readonly number[],
  requestId: string,
  plan: Plan | null,
  items: readonly ChecklistItem[],
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into supervision.inspections (institution_id, county_code, prefecture_code, province_code, level, office_name, request_id, is_planned, plan_title,
       from_on, until_on, state, inspectors, items, made_by, made_at)
     select i.id, i.county_code, i.prefecture_code, i.province_code, $2, $3, $4, $5, $6, $7, $8, case when $5 then 'planned' else 'draft' end, $9, $10, $11, $12
     from institutions.institutions i where i.id = any ($1) on conflict do nothing`,
    [
      ...[institutionIds, actor.level, actor.officeName, requestId, plan !== null],
      ...[plan?.title ?? null, plan?.fromOn ?? null, plan?.untilOn ?? null, plan?.inspectors ?? actor.personName],
      ...[JSON.stringify(items), actor.accountId, now],
    ],
  );

export const findByRequest = (tx: Tx, requestId: string, institutionId: number): Promise<{ id: number } | null> =>
  tx.find('select id from supervision.inspections where request_id = $1 and institution_id = $2', [
    requestId,
    institutionId,
  ]);

export const countOfRequest = async (tx: Tx, requestId: string): Promise<number> =>
  (
    await tx.one<{ n: number }>('select count(*)::int as n from supervision.inspections where request_id = $1', [
      requestId,
    ])
  ).n;

/** A new record that begins with what the closed one says; nothing when it has been corrected already. */
export const insertCorrection = (
  tx: Tx,
  id: number,
  requestId: string,
  reason: string,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into supervision.inspections (institution_id, county_code, prefecture_code, province_code, level, office_name, request_id, is_planned, plan_title,
       from_on, until_on, state, items, answers, inspectors, inspected_on, conclusion, made_by, made_at, corrects_id, correction_reason)
     select r.institution_id, i.county_code, i.prefecture_code, i.province_code, r.level, $2, $3, r.is_planned, r.plan_title, r.from_on, r.until_on, 'draft',
       r.items, r.answers, r.inspectors, r.inspected_on, r.conclusion, $4, $5, r.id, $6
     from ${from} where r.id = $1 on conflict do nothing`,
    [id, actor.officeName, requestId, actor.accountId, now, reason],
  );

export type Draft = {
  readonly inspectors: string;
  readonly inspectedOn: string | null;
  readonly conclusion: string;
  readonly answers: readonly Answer[];
};

/** 0 when somebody else has saved or handed it over meanwhile. */
export const saveDraft = (tx: Tx, id: number, revision: number, draft: Draft): Promise<number> =>
  tx.run(
    `update supervision.inspections set state = 'draft', revision = revision + 1, inspectors = $3, inspected_on = $4, conclusion = $5, answers = $6
     where id = $1 and revision = $2 and state in ('planned', 'draft')`,
    [id, revision, draft.inspectors, draft.inspectedOn, draft.conclusion, JSON.stringify(draft.answers)],
  );

/** 0 when somebody else has saved or handed it over meanwhile. */
export const saveHandOver = (
  tx: Tx,
  id: number,
  revision: number,
  { found, heavy }: { readonly found: number; readonly heavy: number },
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update supervision.inspections set state = 'handed-over', found_count = $3, heavy_count = $4, signed_by = $5, signed_at = $6
     where id = $1 and revision = $2 and state = 'draft'`,
    [id, revision, found, heavy, actor.accountId, now],
  );

/** 0 when somebody else has said it. */
export const saveKnown = (tx: Tx, id: number, objection: string | null, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update supervision.inspections set state = 'closed', known_by = $2, known_at = $3, objection = $4 where id = $1 and state = 'handed-over'`,
    [id, actor.accountId, now, objection],
  );

/** 0 when it has been handed over or dropped meanwhile. */
export const saveDropped = (tx: Tx, id: number, reason: string, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update supervision.inspections set state = 'dropped', drop_reason = $2, dropped_by = $3, dropped_at = $4 where id = $1 and state in ('planned', 'draft')`,
    [id, reason, actor.accountId, now],
  );

/** 0 when the principal has signed meanwhile. */
export const saveClosedUnsigned = (tx: Tx, id: number, how: string, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update supervision.inspections set state = 'closed', unsigned_note = $2, known_by = $3, known_at = $4 where id = $1 and state = 'handed-over'`,
    [id, how, actor.accountId, now],
  );
