import type { DueDate } from '@xueqian/kernel/due-date.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { daysBetween, type TaskPeriod } from '../../deadlines/task.ts';
import type { PeriodUnit } from '../../jurisdictions/policy-pack.ts';
import type { Arbiter } from '../arbitration.ts';

export type ClockedCase = {
  readonly id: number;
  readonly laterInstitutionId: number;
  readonly earlierInstitutionId: number;
  readonly laterCounty: string;
  readonly earlierCounty: string;
  readonly laterPrefecture: string;
  readonly earlierPrefecture: string;
  readonly provinceCode: string;
  readonly laterAnswered: boolean;
  readonly earlierAnswered: boolean;
};

const answered = (side: string): string =>
  `exists (select from duplicates.answers a where a.case_id = k.id and a.side = '${side}')`;
const columns = `k.id, k.later_institution_id as "laterInstitutionId", k.earlier_institution_id as "earlierInstitutionId", k.later_county as "laterCounty",
  k.earlier_county as "earlierCounty", k.later_prefecture as "laterPrefecture", k.earlier_prefecture as "earlierPrefecture", k.province_code as "provinceCode",
  ${answered('later')} as "laterAnswered", ${answered('earlier')} as "earlierAnswered"`;

export const findClocked = (tx: Tx, caseId: number): Promise<ClockedCase | null> =>
  tx.find<ClockedCase>(`select ${columns} from duplicates.cases k where k.id = $1`, [caseId]);

/** Open cases whose clocks are to be set, held; what another process holds is its own. */
export const listToClock = (tx: Tx, most: number): Promise<ClockedCase[]> =>
  tx.rows<ClockedCase>(
    `select ${columns} from duplicates.cases k where k.state = 'open' and k.clocked_at is null order by k.id limit $1 for update of k skip locked`,
    [most],
  );

/** Institutions that had to answer and are no side of the case any more: its file has moved. */
export const listStrayAnswers = async (tx: Tx, caseId: number): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(
      `select t.institution_id as id from deadlines.tasks t join duplicates.cases k on k.id = $1
       where t.subject = $1::bigint::text and t.kind = 'case-answer' and t.closed_on is null
         and t.institution_id not in (k.later_institution_id, k.earlier_institution_id)`,
      [caseId],
    )
  ).map(({ id }) => id);

export const saveClocked = (tx: Tx, ids: readonly number[], now: Date): Promise<number> =>
  tx.run('update duplicates.cases set clocked_at = $2 where id = any ($1)', [ids, now]);

/** Open cases in which an answer is late, none is waited for with days left, and nobody decides yet; held. */
export const listOverdue = (tx: Tx, on: string, most: number): Promise<ClockedCase[]> =>
  tx.rows<ClockedCase>(
    `select ${columns} from duplicates.cases k
     where k.state = 'open' and k.id in (select t.subject::bigint from deadlines.tasks t where t.kind = 'case-answer' and t.closed_on is null and t.due_on < $1)
       and not exists (select from deadlines.tasks t where t.subject = k.id::text and t.closed_on is null
         and (t.kind = 'case-decision' or (t.kind = 'case-answer' and (t.due_on is null or t.due_on >= $1))))
     order by k.id limit $2 for update of k skip locked`,
    [on, most],
  );

/** Holds the case while an answer is written; its state, null where it is not the institution's. */
export const holdForAnswer = async (tx: Tx, caseId: number): Promise<'open' | 'closed' | null> =>
  (await tx.one<{ state: 'open' | 'closed' | null }>('select duplicates.hold_for_answer($1) as state', [caseId])).state;

/** The arbiter's clock, where both sides have answered; else nothing. */
export const beginArbitration = (
  tx: Tx,
  caseId: number,
  holder: Arbiter,
  on: string,
  period: TaskPeriod,
  dueOn: string | null,
) =>
  tx.rows('select duplicates.begin_arbitration($1, $2, $3, $4, $5, $6)', [
    caseId,
    holder,
    on,
    period.value,
    period.value === null ? null : period.unit,
    dueOn,
  ]);

export type CaseDay = {
  readonly caseId: number;
  readonly kind: 'case-answer' | 'case-decision';
  readonly institutionId: number;
  readonly dueOn: DueDate;
  readonly daysLeft: number | null;
};

/** Days of the open tasks of these cases, of both sides and of the arbiter. */
export const listDays = async (tx: Tx, caseIds: readonly number[], on: string): Promise<CaseDay[]> =>
  (
    await tx.rows<Omit<CaseDay, 'dueOn' | 'daysLeft'> & { dueOn: string | null; unit: PeriodUnit | null }>(
      `select case_id as "caseId", kind, institution_id as "institutionId", due_on as "dueOn", period_unit as unit from duplicates.days_of($1)`,
      [caseIds],
    )
  ).map(({ unit, dueOn, ...day }) => ({
    ...day,
    dueOn: dueOn ?? (unit === null ? null : ('not-known' as const)),
    daysLeft: dueOn === null ? null : daysBetween(unit, on, dueOn, nationalCalendar),
  }));

/** Of my institution: open cases that it has not answered. */
export const countToAnswer = async (tx: Tx, institutionId: number): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from duplicates.cases k where k.state = 'open' and (k.later_institution_id = $1 or k.earlier_institution_id = $1)
         and not exists (select from duplicates.answers a where a.case_id = k.id and a.institution_id = $1)`,
      [institutionId],
    )
  ).n;

/** Cases that wait for an office's decision: its own, and those that offices below it let lie beyond their day. */
export const countToDecide = async (tx: Tx, level: string, on: string): Promise<{ own: number; risen: number }> =>
  tx.one(
    `select count(*) filter (where t.holder_level = $1)::int as own, count(*) filter (where t.holder_level <> $1)::int as risen
     from deadlines.tasks t
     where t.kind = 'case-decision' and t.closed_on is null
       and (t.holder_level = $1 or (t.due_on < $2 and array_position(array['county', 'prefecture', 'province'], t.holder_level)
         < array_position(array['county', 'prefecture', 'province'], $1)))`,
    [level, on],
  );
