import type { Tx } from '@xueqian/platform/database.ts';

export type QueueRow = {
  institutionId: number;
  code: string;
  name: string;
  approved: boolean;
  waiting: number;
  oldestConfirmedAt: Date;
  /** When the time of whoever must decide began for the one that waits longest. */
  clockFrom: string;
  /** Of `waiting`: the town's time is over, the county may take them over. */
  late: number;
};

/** The day on which the county's time began: the town's look, or the end of the town's time, or the confirmation. */
const countyClock = `coalesce((c.first_reviewed_at at time zone 'Asia/Shanghai')::date, c.first_review_due_on, (c.confirmed_at at time zone 'Asia/Shanghai')::date)`;

/** Who has to decide on a confirmed child: what belongs to its queue on the day $4, and the day that its time is counted by. */
const queues = {
  county: {
    open: 'k.confirmed > 0',
    mine: `(c.first_review_due_on is null or c.first_reviewed_at is not null or c.first_review_due_on < $4)`,
    clock: countyClock,
  },
  town: {
    open: 'k.first_waiting > 0',
    mine: 'c.first_review_due_on is not null and c.first_reviewed_at is null',
    clock: 'c.first_review_due_on',
  },
} as const;

/** Institutions of the office with children that wait for it, the longest wait first. */
export const listQueue = (
  tx: Tx,
  of: keyof typeof queues,
  today: string,
  after: { at: string; id: number } | null,
  limit: number,
): Promise<QueueRow[]> => {
  const { open, mine, clock } = queues[of];
  return tx.rows<QueueRow>(
    `select * from (
       select k.institution_id as "institutionId", i.code, i.name, i.reviewed as approved, o.waiting, o.at as "oldestConfirmedAt", o.clock as "clockFrom", o.late
       from statistics.institution_counters k
       join institutions.institutions i on i.id = k.institution_id
       cross join lateral (select count(*)::int as waiting, min(c.confirmed_at) as at, min(${clock})::text as clock,
           count(*) filter (where c.first_review_due_on is not null and c.first_reviewed_at is null and c.first_review_due_on < $4)::int as late
         from children.children c where c.institution_id = k.institution_id and c.state = 'confirmed' and ${mine}) o
       where ${open} and o.waiting > 0) q
     where $2::timestamptz is null or ("oldestConfirmedAt", "institutionId") > ($2, $3)
     order by "oldestConfirmedAt", "institutionId" limit $1`,
    [limit, after?.at ?? null, after?.id ?? null, today],
  );
};

export type ProgressRow = {
  institutions: number;
  reported: number;
  reviewed: number;
  basicWaiting: number;
  entered: number;
  returned: number;
  confirmed: number;
  /** Of the confirmed: before the town, its time not over. */
  atTown: number;
  problem: number;
  numbered: number;
};

/**
 * Sums of the counters in scope. `exact` looks at the children that wait for a town, so that those whose time is over
 * count as the county's; above the county the counter is enough.
 */
export const readCounters = (tx: Tx, today: string, exact: boolean): Promise<ProgressRow> =>
  tx.one<ProgressRow>(
    `select count(*)::int as institutions, coalesce(sum(reported), 0)::int as reported, coalesce(sum(reviewed), 0)::int as reviewed,
       coalesce(sum(basic_waiting), 0)::int as "basicWaiting", coalesce(sum(entered), 0)::int as entered, coalesce(sum(returned), 0)::int as returned,
       coalesce(sum(confirmed), 0)::int as confirmed, coalesce(sum(case when first_waiting = 0 or not $2 then first_waiting else (
         select count(*) from children.children c where c.institution_id = k.institution_id and c.state = 'confirmed'
           and c.first_reviewed_at is null and c.first_review_due_on >= $1) end), 0)::int as "atTown",
       coalesce(sum(problem), 0)::int as problem, coalesce(sum(numbered), 0)::int as numbered
     from statistics.institution_counters k`,
    [today, exact],
  );
