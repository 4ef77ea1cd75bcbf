import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { AnswerState } from '../answer.ts';
import type { AnswerValues } from '../design.ts';
import type { FormState } from '../form.ts';

export type AnswerRow = {
  id: number;
  roundId: number;
  formId: number;
  formState: FormState;
  title: string;
  note: string | null;
  officeName: string;
  makerLevel: string;
  makerScope: string;
  newestVersion: number;
  period: string;
  dueOn: string | null;
  opensOn: string;
  within: { value: number; unit: 'days' | 'working-days' };
  institutionId: number;
  institutionName: string;
  countyCode: string;
  state: AnswerState;
  revision: number;
  version: number;
  values: AnswerValues;
  firstSubmittedOn: string | null;
  savedBy: string;
  savedAt: Date;
  submittedBy: string | null;
  submittedAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string | null;
};

const name = (column: string): string => `(select p.person_name from accounts.accounts p where p.id = a.${column})`;
const fields = `a.id, a.round_id as "roundId", a.form_id as "formId", f.state as "formState", f.title, f.note, f.office_name as "officeName",
  f.level as "makerLevel", f.scope as "makerScope", f.newest_version as "newestVersion", r.period, r.due_on as "dueOn", r.opens_on as "opensOn",
  json_build_object('value', f.within_count, 'unit', f.within_unit) as within, a.institution_id as "institutionId", i.name as "institutionName",
  a.county_code as "countyCode", a.state, a.revision, a.version, a.given as "values", a.first_submitted_on as "firstSubmittedOn", coalesce(${name('saved_by')}, '') as "savedBy",
  a.saved_at as "savedAt", ${name('submitted_by')} as "submittedBy", a.submitted_at as "submittedAt", ${name('decided_by')} as "decidedBy",
  a.decided_at as "decidedAt", a.reason`;

/** An answer in sight. */
export const findAnswer = (tx: Tx, id: number, hold = false): Promise<AnswerRow | null> =>
  tx.find<AnswerRow>(
    `select ${fields} from forms.answers a join forms.forms f on f.id = a.form_id join forms.rounds r on r.id = a.round_id
       join institutions.institutions i on i.id = a.institution_id
     where a.id = $1${hold ? ' for update of a' : ''}`,
    [id],
  );

/** The answer that papers go with: its institution adds them while it is writing. */
export const findPaperAnswer = (tx: Tx, id: number): Promise<{ institutionId: number; isOpen: boolean } | null> =>
  tx.find(
    `select institution_id as "institutionId", state in ('draft', 'returned') and current_setting('app.level') = 'institution' as "isOpen"
     from forms.answers where id = $1`,
    [id],
  );

export type MyFormRow = {
  roundId: number;
  formId: number;
  title: string;
  officeName: string;
  period: string;
  dueOn: string | null;
  formState: FormState;
  answerId: number | null;
  state: AnswerState | null;
  firstSubmittedOn: string | null;
  reason: string | null;
};

/** Periods that ask my institution, what is to be done first. */
export const listMine = (tx: Tx, onlyToDo: boolean, most: number): Promise<MyFormRow[]> =>
  tx.rows<MyFormRow>(
    `select r.id as "roundId", f.id as "formId", f.title, f.office_name as "officeName", r.period, r.due_on as "dueOn", f.state as "formState",
       a.id as "answerId", a.state, a.first_submitted_on as "firstSubmittedOn", a.reason
     from forms.rounds r join forms.forms f on f.id = r.form_id left join forms.answers a on a.round_id = r.id
     where not $1 or (f.state = 'open' and coalesce(a.state, 'draft') in ('draft', 'returned')) order by r.due_on nulls last, r.id desc limit $2`,
    [onlyToDo, most],
  );

export const countMine = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from forms.rounds r join forms.forms f on f.id = r.form_id left join forms.answers a on a.round_id = r.id
       where f.state = 'open' and coalesce(a.state, 'draft') in ('draft', 'returned')`,
    )
  ).n;

/** Answers to forms of my office that wait for its word. */
export const countWaiting = async (tx: Tx, actor: Actor): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from forms.answers a join forms.forms f on f.id = a.form_id
       where a.state = 'submitted' and f.state = 'open' and f.level = $1 and f.scope = $2`,
      [actor.level, actor.scope],
    )
  ).n;

export type AskingRound = { formId: number; formState: FormState; newestVersion: number };

/** A period that asks my institution. */
export const findAskingRound = (tx: Tx, roundId: number): Promise<AskingRound | null> =>
  tx.find<AskingRound>(
    `select f.id as "formId", f.state as "formState", f.newest_version as "newestVersion" from forms.rounds r join forms.forms f on f.id = r.form_id where r.id = $1`,
    [roundId],
  );

/** The answer to a period; begun before, it is that one. */
export const insertAnswer = async (
  tx: Tx,
  roundId: number,
  round: AskingRound,
  actor: Actor,
  now: Date,
): Promise<number | null> => {
  await tx.run(
    `insert into forms.answers (round_id, form_id, version, institution_id, county_code, prefecture_code, province_code, given, saved_by, saved_at)
     select $1, $2, $3, i.id, i.county_code, i.prefecture_code, i.province_code, '{}', $4, $5 from institutions.institutions i where i.id = $6
     on conflict do nothing`,
    [roundId, round.formId, round.newestVersion, actor.accountId, now, actor.institutionId],
  );
  return (
    (
      await tx.find<{ id: number }>('select id from forms.answers where round_id = $1 and institution_id = $2', [
        roundId,
        actor.institutionId,
      ])
    )?.id ?? null
  );
};

export const saveValues = async (
  tx: Tx,
  id: number,
  values: AnswerValues,
  version: number,
  actor: Actor,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ revision: number }>(
      `update forms.answers set given = $2, version = $3, saved_by = $4, saved_at = $5, revision = revision + 1 where id = $1 returning revision`,
      [id, JSON.stringify(values), version, actor.accountId, now],
    )
  ).revision;

export const saveSubmitted = (tx: Tx, id: number, actor: Actor, now: Date, on: string): Promise<number> =>
  tx.run(
    `update forms.answers set state = 'submitted', submitted_by = $2, submitted_at = $3, first_submitted_on = coalesce(first_submitted_on, $4) where id = $1`,
    [id, actor.accountId, now, on],
  );

export const saveDecision = (
  tx: Tx,
  id: number,
  state: 'accepted' | 'returned',
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update forms.answers set state = $2, reason = $3, decided_by = $4, decided_at = $5, revision = revision + 1 where id = $1`,
    [id, state, reason, actor.accountId, now],
  );
