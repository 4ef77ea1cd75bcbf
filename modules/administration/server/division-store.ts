import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { officesOf } from '../../accounts/server/index.ts';
import type { DivisionLine } from '../filings.ts';

export type DivisionFilingRow = {
  readonly id: number;
  readonly officeId: number;
  readonly lines: DivisionLine[];
  readonly state: 'sent' | 'filed' | 'returned';
  readonly sentAt: Date;
  readonly sentBy: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
};

const columns = `f.id, f.office_id as "officeId", f.lines, f.state, f.sent_at as "sentAt",
  (select a.person_name from accounts.accounts a where a.id = f.sent_by) as "sentBy", f.decided_at as "decidedAt",
  f.decided_by_name as "decidedBy", f.reason`;

/** The newest filing of an office, of a state when one is asked for, before another when told. */
export const newestOf = (
  tx: Tx,
  officeId: number,
  state: 'filed' | null,
  before: number | null = null,
): Promise<DivisionFilingRow | null> =>
  tx.find<DivisionFilingRow>(
    `select ${columns} from administration.division_filings f where f.office_id = $1 and ($2::text is null or f.state = $2)
       and ($3::bigint is null or f.id < $3) order by f.id desc limit 1`,
    [officeId, state, before],
  );

export const findDivision = (tx: Tx, id: number): Promise<DivisionFilingRow | null> =>
  tx.find<DivisionFilingRow>(`select ${columns} from administration.division_filings f where f.id = $1`, [id]);

export const insertDivision = async (
  tx: Tx,
  officeId: number,
  lines: readonly DivisionLine[],
  by: number,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into administration.division_filings (office_id, lines, state, sent_by, sent_at) values ($1, $2, 'sent', $3, $4) returning id`,
      [officeId, JSON.stringify(lines), by, now],
    )
  ).id;

export const listDivisionPage = (
  tx: Tx,
  actor: Pick<Actor, 'level' | 'scope'>,
  state: DivisionFilingRow['state'],
  before: number | null,
  limit: number,
): Promise<(DivisionFilingRow & { office: string })[]> =>
  tx.rows<DivisionFilingRow & { office: string }>(
    `select ${columns}, o.name as office from accounts.offices o join administration.division_filings f on f.office_id = o.id
     where ${officesOf(actor.level, 'below', '$1', '$2')} and f.state = $3 and ($4::bigint is null or f.id < $4) order by f.id desc limit $5`,
    [actor.level, actor.scope, state, before, limit],
  );

export const decideDivision = (
  tx: Tx,
  id: number,
  state: 'filed' | 'returned',
  by: Pick<Actor, 'accountId' | 'personName'>,
  reason: string | null,
  now: Date,
): Promise<number> =>
  tx.run(
    `update administration.division_filings set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, reason = $6
     where id = $1 and state = 'sent'`,
    [id, state, by.accountId, by.personName, now, reason],
  );
