import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Design } from '../design.ts';
import type { Cycle, FormState, OpenAnswerRule, withinUnits } from '../form.ts';
import type { JsonSchema } from '../form-schema.ts';

export type FormTerms = {
  readonly title: string;
  readonly note: string | null;
  readonly divisions: readonly string[];
  readonly kinds: readonly string[] | null;
  readonly cycle: Cycle;
  readonly opensOn: string;
  readonly within: { readonly value: number; readonly unit: (typeof withinUnits)[number] };
};

export type FormRow = FormTerms & {
  id: number;
  state: FormState;
  design: Design;
  revision: number;
  newestVersion: number;
  officeName: string;
  level: string;
  scope: string;
};

const fields = `f.id, f.state, f.title, f.note, f.design, f.revision, f.divisions, f.kinds, f.cycle, f.opens_on as "opensOn",
  json_build_object('value', f.within_count, 'unit', f.within_unit) as within, f.newest_version as "newestVersion", f.office_name as "officeName", f.level, f.scope`;

export const listPage = (tx: Tx, state: FormState | null, before: number | null, limit: number): Promise<FormRow[]> =>
  tx.rows<FormRow>(
    `select ${fields} from forms.forms f where ($1::text is null or f.state = $1) and ($2::bigint is null or f.id < $2) order by f.id desc limit $3`,
    [state, before, limit],
  );

export const findForm = (tx: Tx, id: number): Promise<FormRow | null> =>
  tx.find<FormRow>(`select ${fields} from forms.forms f where f.id = $1`, [id]);

/** A form of my own office, held. */
export const lockMine = (tx: Tx, actor: Actor, id: number): Promise<FormRow | null> =>
  tx.find<FormRow>(
    `select ${fields} from forms.forms f where f.id = $1 and f.level = $2 and f.scope = $3 for update of f`,
    [id, actor.level, actor.scope],
  );

const valuesOf = (terms: FormTerms, design: Design, actor: Actor, now: Date): unknown[] => [
  ...[terms.title, terms.note, JSON.stringify(design), terms.divisions, terms.kinds, terms.cycle, terms.opensOn],
  ...[terms.within.value, terms.within.unit, actor.accountId, now],
];

/** The form of a request; one that was sent before gives the form that it made. */
export const insertForm = async (
  tx: Tx,
  terms: FormTerms,
  design: Design,
  requestId: string,
  actor: Actor,
  now: Date,
): Promise<number | null> => {
  const made = await tx.find<{ id: number }>(
    `insert into forms.forms (title, note, design, divisions, kinds, cycle, opens_on, within_count, within_unit, changed_by, changed_at, request_id,
       office_name, level, scope, county_code, prefecture_code, province_code)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, o.name, o.level, o.scope, o.county_code, o.prefecture_code, o.province_code
     from accounts.offices o where o.level = $13 and o.scope = $14 and o.department_id is null on conflict do nothing returning id`,
    [...valuesOf(terms, design, actor, now), requestId, actor.level, actor.scope],
  );
  return (
    (
      made ??
      (await tx.find<{ id: number }>('select id from forms.forms where request_id = $1 and level = $2 and scope = $3', [
        requestId,
        actor.level,
        actor.scope,
      ]))
    )?.id ?? null
  );
};

export const updateForm = (
  tx: Tx,
  id: number,
  terms: FormTerms,
  design: Design,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update forms.forms set title = $1, note = $2, design = $3, divisions = $4, kinds = $5, cycle = $6, opens_on = $7, within_count = $8, within_unit = $9,
       changed_by = $10, changed_at = $11, revision = revision + 1 where id = $12`,
    [...valuesOf(terms, design, actor, now), id],
  );

export type VersionRow = {
  version: number;
  design: Design;
  openAnswers: OpenAnswerRule;
  publishedBy: string;
  publishedAt: Date;
  answers: number;
};

/** All versions, the newest first, with the answers in sight that were given to each. */
export const listVersions = (tx: Tx, formId: number): Promise<VersionRow[]> =>
  tx.rows<VersionRow>(
    `select v.version, v.design, v.open_answers as "openAnswers", v.published_at as "publishedAt",
       coalesce((select a.person_name from accounts.accounts a where a.id = v.published_by), '') as "publishedBy",
       (select count(*)::int from forms.answers w where w.form_id = v.form_id and w.version = v.version) as answers
     from forms.versions v where v.form_id = $1 order by v.version desc`,
    [formId],
  );

export type Version = { design: Design; answerSchema: JsonSchema; uiSchema: JsonSchema; openAnswers: OpenAnswerRule };

export const findVersion = (tx: Tx, formId: number, version: number): Promise<Version | null> =>
  tx.find<Version>(
    'select design, answer_schema as "answerSchema", ui_schema as "uiSchema", open_answers as "openAnswers" from forms.versions where form_id = $1 and version = $2',
    [formId, version],
  );

export const insertVersion = async (
  tx: Tx,
  formId: number,
  version: number,
  made: Version,
  actor: Actor,
  now: Date,
): Promise<void> => {
  await tx.run(
    `insert into forms.versions (form_id, version, design, answer_schema, ui_schema, open_answers, published_by, published_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[formId, version, JSON.stringify(made.design), JSON.stringify(made.answerSchema)],
      ...[JSON.stringify(made.uiSchema), made.openAnswers, actor.accountId, now],
    ],
  );
  await tx.run(
    `update forms.forms set state = 'open', newest_version = $2, revision = revision + 1, changed_by = $3, changed_at = $4 where id = $1`,
    [formId, version, actor.accountId, now],
  );
};

export const saveClosed = (tx: Tx, formId: number, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update forms.forms set state = 'closed', closed_at = $3, revision = revision + 1, changed_by = $2, changed_at = $3 where id = $1`,
    [formId, actor.accountId, now],
  );
