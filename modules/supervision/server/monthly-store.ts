import type { Tx } from '@xueqian/platform/database.ts';
import type { MonthlyFigures, RuleLine } from '../monthly.ts';

/** Where a line of figures stands. */
export type CountyLine = {
  readonly countyCode: string;
  readonly prefectureCode: string;
  readonly provinceCode: string;
};

/** What every rule finds, by county. */
export const countRulesByCounty = (tx: Tx): Promise<(CountyLine & RuleLine)[]> =>
  tx.rows(
    `select county_code as "countyCode", prefecture_code as "prefectureCode", province_code as "provinceCode", rule_code as rule, max(severity) as severity,
       count(*)::int as institutions, sum(found_count)::int as found
     from supervision.findings group by 1, 2, 3, 4`,
  );

/** Notices that are not settled, by county, and how many of them are over their day. */
export const countNoticesByCounty = (tx: Tx, on: string): Promise<(CountyLine & { open: number; overdue: number })[]> =>
  tx.rows(
    `select county_code as "countyCode", prefecture_code as "prefectureCode", province_code as "provinceCode", count(*)::int as open,
       count(*) filter (where due_on < $1)::int as overdue
     from supervision.rectifications where state <> 'accepted' group by 1, 2, 3`,
    [on],
  );

export type ToldOffice = { level: 'county' | 'prefecture' | 'province'; scope: string; name: string };

/** Departments that are told, unless this month has been told already. */
export const listToTell = async (tx: Tx, month: string): Promise<ToldOffice[]> => {
  // Two processes that come at once: the second one waits, and finds it told.
  await tx.run(`select pg_advisory_xact_lock(hashtext('supervision.monthly_messages'))`);
  return tx.rows<ToldOffice>(
    `select level, scope, name from accounts.offices
     where level in ('county', 'prefecture', 'province') and department_id is null and closed_at is null
       and not exists (select from supervision.monthly_messages m where m.month = $1)`,
    [month],
  );
};

/** The rules as they were told of a month, by office. */
export const readRulesOf = async (tx: Tx, month: string): Promise<ReadonlyMap<string, readonly RuleLine[]>> => {
  const rows = await tx.rows<{ level: string; scope: string; rules: readonly RuleLine[] }>(
    `select level, scope, figures -> 'rules' as rules from supervision.monthly_messages where month = $1`,
    [month],
  );
  return new Map(rows.map(({ level, scope, rules }) => [`${level} ${scope}`, rules]));
};

export const insertMessages = (
  tx: Tx,
  month: string,
  on: string,
  messages: readonly (ToldOffice & { readonly figures: MonthlyFigures })[],
): Promise<number> =>
  tx.run(
    `insert into supervision.monthly_messages (month, level, scope, office_name, made_on, figures)
     select $1, x.level, x.scope, x.name, $2, x.figures from jsonb_to_recordset($3::jsonb) as x (level text, scope text, name text, figures jsonb)
     order by x.scope on conflict do nothing`,
    [month, on, JSON.stringify(messages)],
  );

export type MonthlyRow = { id: number; month: string; madeOn: string; isRead: boolean };
const fields = `m.id, m.month, m.made_on as "madeOn",
  exists (select from supervision.monthly_reads r where r.message_id = m.id and r.account_id = $1) as "isRead"`;

export const listMessages = (tx: Tx, accountId: number, before: number | null, limit: number): Promise<MonthlyRow[]> =>
  tx.rows<MonthlyRow>(
    `select ${fields} from supervision.monthly_messages m where ($2::bigint is null or m.id < $2) order by m.id desc limit $3`,
    [accountId, before, limit],
  );

export const findMessage = (
  tx: Tx,
  accountId: number,
  id: number,
): Promise<(MonthlyRow & { officeName: string; level: string; figures: MonthlyFigures }) | null> =>
  tx.find(
    `select ${fields}, m.office_name as "officeName", m.level, m.figures from supervision.monthly_messages m where m.id = $2`,
    [accountId, id],
  );

export const saveRead = (tx: Tx, accountId: number, id: number, now: Date): Promise<number> =>
  tx.run(
    'insert into supervision.monthly_reads (message_id, account_id, read_at) values ($2, $1, $3) on conflict do nothing',
    [accountId, id, now],
  );

/** Messages of my office that I have not opened. */
export const countUnread = async (tx: Tx, accountId: number): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from supervision.monthly_messages m
       where not exists (select from supervision.monthly_reads r where r.message_id = m.id and r.account_id = $1)`,
      [accountId],
    )
  ).n;
