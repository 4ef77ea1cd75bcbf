import type { Tx } from '@xueqian/platform/database.ts';
import type { PeriodUnit } from '../../jurisdictions/policy-pack.ts';
import type { DeadlineKind, TaskHolder, TaskPeriod } from '../task.ts';

export type TaskKey = { readonly institutionId: number; readonly kind: DeadlineKind; readonly subject: string };
const keyOf = ({ institutionId, kind, subject }: TaskKey) => [institutionId, kind, subject];

export type OpenTask = {
  id: number;
  unit: PeriodUnit | null;
  dueOn: string | null;
  pausedOn: string | null;
  daysLeft: number | null;
};

/** The open task of this name, held. */
export const lockTask = (tx: Tx, key: TaskKey): Promise<OpenTask | null> =>
  tx.find<OpenTask>(
    `select id, period_unit as unit, due_on as "dueOn", paused_on as "pausedOn", days_left as "daysLeft" from deadlines.tasks
     where institution_id = $1 and kind = $2 and subject = $3 and closed_on is null for update`,
    keyOf(key),
  );

export const findTask = (tx: Tx, key: TaskKey): Promise<Pick<OpenTask, 'unit' | 'dueOn'> | null> =>
  tx.find(
    `select period_unit as unit, due_on as "dueOn" from deadlines.tasks where institution_id = $1 and kind = $2 and subject = $3 and closed_on is null`,
    keyOf(key),
  );

/** Days of running tasks of one kind, by what they are about. */
export const listDays = (
  tx: Tx,
  kind: DeadlineKind,
  subjects: readonly string[],
): Promise<(Pick<OpenTask, 'unit' | 'dueOn'> & { subject: string })[]> =>
  tx.rows(
    `select subject, period_unit as unit, due_on as "dueOn" from deadlines.tasks
     where kind = $1 and subject = any ($2) and closed_on is null and paused_on is null`,
    [kind, subjects],
  );

export const insertTask = (
  tx: Tx,
  key: TaskKey,
  holder: TaskHolder,
  period: TaskPeriod,
  on: string,
  dueOn: string | null,
): Promise<number> =>
  tx.run(
    `insert into deadlines.tasks (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on)
     select $2, $3, i.id, i.county_code, i.prefecture_code, i.province_code, $4, $5, $6, $7, $8 from institutions.institutions i where i.id = $1
     on conflict do nothing`,
    [...keyOf(key), holder, on, period.value, period.value === null ? null : period.unit, dueOn],
  );

/** The same task of many institutions at once; those that have it open keep theirs. */
export const insertTasks = (
  tx: Tx,
  institutionIds: readonly number[],
  { kind, subject }: Pick<TaskKey, 'kind' | 'subject'>,
  period: TaskPeriod,
  on: string,
  dueOn: string | null,
): Promise<number> =>
  tx.run(
    `insert into deadlines.tasks (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on)
     select $2, $3, i.id, i.county_code, i.prefecture_code, i.province_code, 'institution', $4, $5, $6, $7 from institutions.institutions i where i.id = any ($1)
     on conflict do nothing`,
    [institutionIds, kind, subject, on, period.value, period.value === null ? null : period.unit, dueOn],
  );

export const savePaused = (tx: Tx, id: number, on: string, daysLeft: number | null): Promise<number> =>
  tx.run('update deadlines.tasks set paused_on = $2, days_left = $3 where id = $1', [id, on, daysLeft]);

export const saveResumed = (tx: Tx, id: number, dueOn: string | null): Promise<number> =>
  tx.run(
    'update deadlines.tasks set paused_on = null, days_left = null, due_on = $2, reminded_on = null where id = $1',
    [id, dueOn],
  );

export const saveClosed = (tx: Tx, key: TaskKey, on: string): Promise<number> =>
  tx.run(
    `update deadlines.tasks set closed_on = greatest(opened_on, $4::date) where institution_id = $1 and kind = $2 and subject = $3 and closed_on is null`,
    [...keyOf(key), on],
  );

/** Closes the same task of all institutions that are in sight; gives how many were open. */
export const saveAllClosed = (
  tx: Tx,
  { kind, subject }: Pick<TaskKey, 'kind' | 'subject'>,
  on: string,
): Promise<number> =>
  tx.run(
    `update deadlines.tasks set closed_on = greatest(opened_on, $3::date) where kind = $1 and subject = $2 and closed_on is null`,
    [kind, subject, on],
  );

export type TaskRow = {
  id: number;
  kind: DeadlineKind;
  subject: string;
  institutionId: number;
  institutionName: string;
  countyName: string;
  holder: TaskHolder;
  openedOn: string;
  dueOn: string | null;
  unit: PeriodUnit | null;
  isPaused: boolean;
  hasPeriod: boolean;
  escalatedTo: string | null;
};

const last = '9999-12-31';
export type TaskFilter = {
  readonly holder: TaskHolder | null;
  /** Only what is late on this day. */
  readonly lateOn: string | null;
  readonly column: 'county_code' | 'prefecture_code' | 'province_code' | null;
  readonly code: string;
  /** Only running tasks of this kind. */
  readonly running?: DeadlineKind;
};

/** Open tasks by their day; those without a day come last. */
export const listOpen = (
  tx: Tx,
  { holder, lateOn, column, code, running }: TaskFilter,
  after: { on: string; id: number } | null,
  limit: number,
): Promise<TaskRow[]> => {
  // As the index says it.
  const day = `coalesce(t.due_on, '${last}'::date)`;
  return tx.rows<TaskRow>(
    `select t.id, t.kind, t.subject, t.institution_id as "institutionId", i.name as "institutionName",
       coalesce((select d.name from jurisdictions.divisions d where d.code = t.county_code order by d.valid_from desc limit 1), '') as "countyName",
       t.holder_level as holder, t.opened_on as "openedOn", t.due_on as "dueOn", t.period_unit as unit, t.paused_on is not null as "isPaused",
       t.period_count is not null as "hasPeriod", t.escalated_to as "escalatedTo"
     from deadlines.tasks t join institutions.institutions i on i.id = t.institution_id
     where t.closed_on is null and ($1::text is null or t.holder_level = $1) and ${lateOn === null ? '$2::date is null' : `${day} < $2 and t.paused_on is null`}
       and ${column === null ? '$3::text is not null' : `t.${column} = $3`}
       and ($4::date is null or (${day}, t.id) > ($4, $5)) and ($7::text is null or (t.kind = $7 and t.paused_on is null))
     order by ${day}, t.id limit $6`,
    [holder, lateOn, code, after?.on ?? null, after?.id ?? null, limit, running ?? null],
  );
};

export type LatePart = {
  code: string;
  name: string;
  open: number;
  paused: number;
  lateOfInstitutions: number;
  lateOfCounties: number;
};

const figures = `count(*)::int as open, count(*) filter (where t.paused_on is not null)::int as paused,
  count(*) filter (where t.paused_on is null and t.due_on < $2 and t.holder_level = 'institution')::int as "lateOfInstitutions",
  count(*) filter (where t.paused_on is null and t.due_on < $2 and t.holder_level = 'county')::int as "lateOfCounties"`;

/** Open and late tasks by the parts of a division, or by the institutions of a county. */
export const countByPart = (
  tx: Tx,
  own: 'county_code' | 'prefecture_code' | 'province_code' | null,
  part: 'county_code' | 'prefecture_code' | 'province_code' | 'institution_id',
  code: string,
  on: string,
  kind: DeadlineKind | null = null,
): Promise<LatePart[]> => {
  const name =
    part === 'institution_id'
      ? '(select i.name from institutions.institutions i where i.id = s.part)'
      : '(select d.name from jurisdictions.divisions d where d.code = s.part order by d.valid_from desc limit 1)';
  return tx.rows<LatePart>(
    `select s.part::text as code, coalesce(${name}, s.part::text) as name, s.open, s.paused, s."lateOfInstitutions", s."lateOfCounties"
     from (select t.${part} as part, ${figures} from deadlines.tasks t
       where t.closed_on is null and ${own === null ? '$1::text is not null' : `t.${own} = $1`} and ($3::text is null or t.kind = $3) group by t.${part}) s
     order by s."lateOfInstitutions" + s."lateOfCounties" desc, s.part limit 2000`,
    [code, on, kind],
  );
};

/** Of my office: tasks that were brought to mind or are late. */
export const countPressing = async (tx: Tx, holder: TaskHolder, until: string): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from deadlines.tasks where closed_on is null and paused_on is null and holder_level = $1 and due_on <= $2`,
      [holder, until],
    )
  ).n;

/** Late tasks below me that have risen to my level. */
export const countRisen = async (tx: Tx, level: string): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from deadlines.tasks where closed_on is null and paused_on is null and escalated_to = $1`,
      [level],
    )
  ).n;

export type NightDays = {
  readonly today: string;
  readonly remindUntil: string;
  readonly lateTwice: string;
  readonly lateThrice: string;
};

/** Reminds of what is due soon; gives how many. */
export const remindAll = (tx: Tx, { today, remindUntil }: NightDays): Promise<number> =>
  tx.run(
    `update deadlines.tasks set reminded_on = $1 where closed_on is null and paused_on is null and reminded_on is null and due_on <= $2`,
    [today, remindUntil],
  );

/** Late tasks rise, never down again while they are open; gives how many rose. */
export const raiseAll = (tx: Tx, { today, lateTwice, lateThrice }: NightDays): Promise<number> =>
  tx.run(
    `update deadlines.tasks t set escalated_to = x.level, escalated_on = $1
     from (select id, (array['county', 'prefecture', 'province', 'ministry'])[least(4,
         array_position(array['institution', 'county', 'prefecture', 'province'], holder_level) - 1 + case when due_on < $3 then 3 when due_on < $2 then 2 else 1 end)] as level
       from deadlines.tasks where closed_on is null and paused_on is null and due_on < $1) x
     where x.id = t.id and (t.escalated_to is null or array_position(array['county', 'prefecture', 'province', 'ministry'], t.escalated_to)
       < array_position(array['county', 'prefecture', 'province', 'ministry'], x.level))`,
    [today, lateTwice, lateThrice],
  );

/** Running tasks whose day is not known yet though a period is laid down. */
export const listUnknown = (tx: Tx): Promise<{ id: number; openedOn: string; value: number; unit: PeriodUnit }[]> =>
  tx.rows(
    `select id, opened_on as "openedOn", period_count as value, period_unit as unit from deadlines.tasks
     where closed_on is null and paused_on is null and due_on is null and period_count is not null limit 10000`,
  );

export const saveDue = (tx: Tx, days: readonly { id: number; dueOn: string }[]): Promise<number> =>
  tx.run(
    `update deadlines.tasks t set due_on = x."dueOn" from jsonb_to_recordset($1::jsonb) as x (id bigint, "dueOn" date) where t.id = x.id`,
    [JSON.stringify(days)],
  );
