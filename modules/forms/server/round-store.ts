import type { Tx } from '@xueqian/platform/database.ts';
import type { AnswerState } from '../answer.ts';
import type { AnswerValues } from '../design.ts';
import type { FormRow } from './form-store.ts';

export type RoundRow = { id: number; period: string; opensOn: string; dueOn: string | null; asked: number };

const fields = 'id, period, opens_on as "opensOn", due_on as "dueOn", asked';

export const listRounds = (tx: Tx, formId: number): Promise<RoundRow[]> =>
  tx.rows<RoundRow>(`select ${fields} from forms.rounds where form_id = $1 order by id desc limit 200`, [formId]);

export const findRound = (tx: Tx, formId: number, roundId: number): Promise<RoundRow | null> =>
  tx.find<RoundRow>(`select ${fields} from forms.rounds where form_id = $1 and id = $2`, [formId, roundId]);

/** Null when the period is open already. */
export const insertRound = async (
  tx: Tx,
  formId: number,
  { period, opensOn, dueOn, asked }: Omit<RoundRow, 'id'>,
): Promise<number | null> =>
  (
    await tx.find<{ id: number }>(
      'insert into forms.rounds (form_id, period, opens_on, due_on, asked) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
      [formId, period, opensOn, dueOn, asked],
    )
  )?.id ?? null;

type Asks = Pick<FormRow, 'divisions' | 'kinds'>;

const isAsked = `$1::text[] && array[i.province_code, i.prefecture_code, i.county_code, i.town_code] and ($2::text[] is null or i.kind = any ($2))`;

/** Institutions in sight that a form asks. */
export const listAskedIds = async (tx: Tx, { divisions, kinds }: Asks): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(`select i.id from institutions.institutions i where ${isAsked} order by i.id`, [
      divisions,
      kinds,
    ])
  ).map(({ id }) => id);

/** Open forms that have begun: the night looks whether their period has. */
export const listBegun = (
  tx: Tx,
  on: string,
): Promise<Pick<FormRow, 'id' | 'cycle' | 'divisions' | 'kinds' | 'within'>[]> =>
  tx.rows(
    `select id, cycle, divisions, kinds, json_build_object('value', within_count, 'unit', within_unit) as within
     from forms.forms where state = 'open' and opens_on <= $1 order by id`,
    [on],
  );

/** Periods whose day was not known when they opened. */
export const listUndated = (tx: Tx): Promise<{ id: number; opensOn: string; within: FormRow['within'] }[]> =>
  tx.rows(
    `select r.id, r.opens_on as "opensOn", json_build_object('value', f.within_count, 'unit', f.within_unit) as within
     from forms.rounds r join forms.forms f on f.id = r.form_id where r.due_on is null and f.state = 'open'`,
  );

export const saveDue = (tx: Tx, id: number, dueOn: string): Promise<number> =>
  tx.run('update forms.rounds set due_on = $2 where id = $1', [id, dueOn]);

export type AskedRow = {
  institutionId: number;
  institutionName: string;
  countyName: string;
  answerId: number | null;
  state: AnswerState | null;
  version: number | null;
  submittedAt: Date | null;
  isLate: boolean;
};

const onesOf = {
  all: 'true',
  waiting: `a.state = 'submitted'`,
  missing: `(a.state is null or a.state in ('draft', 'returned'))`,
  late: `coalesce(a.first_submitted_on, $5) > $4::date`,
} as const;

/** Institutions in sight that are asked, by id, with where each stands; `on` is today. */
export const listAsked = (
  tx: Tx,
  form: Asks,
  round: Pick<RoundRow, 'id' | 'dueOn'>,
  on: string,
  only: keyof typeof onesOf,
  county: string | null,
  after: number,
  limit: number,
): Promise<AskedRow[]> =>
  tx.rows<AskedRow>(
    `select i.id as "institutionId", i.name as "institutionName",
       coalesce((select d.name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1), '') as "countyName",
       a.id as "answerId", a.state, a.version, a.submitted_at as "submittedAt", coalesce(coalesce(a.first_submitted_on, $5) > $4::date, false) as "isLate"
     from institutions.institutions i left join forms.answers a on a.round_id = $3 and a.institution_id = i.id
     where ${isAsked} and ${onesOf[only]} and ($6::text is null or i.county_code = $6) and i.id > $7 order by i.id limit $8`,
    [form.divisions, form.kinds, round.id, round.dueOn, on, county, after, limit],
  );

export type CountyCounts = {
  code: string;
  name: string;
  asked: number;
  answered: number;
  accepted: number;
  returned: number;
  late: number;
  missing: number;
};

export const countByCounty = (
  tx: Tx,
  form: Asks,
  round: Pick<RoundRow, 'id' | 'dueOn'>,
  on: string,
): Promise<CountyCounts[]> =>
  tx.rows<CountyCounts>(
    `select s.*, coalesce((select d.name from jurisdictions.divisions d where d.code = s.code order by d.valid_from desc limit 1), s.code) as name
     from (select i.county_code as code, count(*)::int as asked,
         count(*) filter (where a.state in ('submitted', 'accepted'))::int as answered, count(*) filter (where a.state = 'accepted')::int as accepted,
         count(*) filter (where a.state = 'returned')::int as returned,
         count(*) filter (where coalesce(a.first_submitted_on, $5) > $4::date)::int as late,
         count(*) filter (where a.state is null or a.state = 'draft')::int as missing
       from institutions.institutions i left join forms.answers a on a.round_id = $3 and a.institution_id = i.id
       where ${isAsked} group by i.county_code) s order by s.code`,
    [form.divisions, form.kinds, round.id, round.dueOn, on],
  );

/** Values of answers in sight that were handed in. */
export const listHandedIn = async (tx: Tx, roundId: number, most: number): Promise<AnswerValues[]> =>
  (
    await tx.rows<{ values: AnswerValues }>(
      `select a.given as "values" from forms.answers a where a.round_id = $1 and a.state in ('submitted', 'accepted') order by a.id limit $2`,
      [roundId, most],
    )
  ).map(({ values }) => values);

export type WrittenLine = {
  institutionName: string;
  institutionCode: string;
  countyName: string;
  state: AnswerState;
  version: number;
  submittedAt: Date | null;
  isLate: boolean;
  values: AnswerValues;
};

/** Answers in sight, one an institution, for the workbook; drafts of institutions stay theirs. */
export const listWritten = (tx: Tx, round: Pick<RoundRow, 'id' | 'dueOn'>, most: number): Promise<WrittenLine[]> =>
  tx.rows<WrittenLine>(
    `select i.name as "institutionName", i.code as "institutionCode", a.state, a.version, a.submitted_at as "submittedAt", a.given as "values",
       coalesce(a.first_submitted_on > $2::date, false) as "isLate",
       coalesce((select d.name from jurisdictions.divisions d where d.code = a.county_code order by d.valid_from desc limit 1), '') as "countyName"
     from forms.answers a join institutions.institutions i on i.id = a.institution_id
     where a.round_id = $1 and a.state <> 'draft' order by a.county_code, i.code limit $3`,
    [round.id, round.dueOn, most],
  );
