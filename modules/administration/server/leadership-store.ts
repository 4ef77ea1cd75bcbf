import type { Tx } from '@xueqian/platform/database.ts';
import type { Member } from '../leadership-rules.ts';

export type MemberRow = Member & { readonly id: number; readonly phoneSealed: Buffer | null };

export const listMembers = (tx: Tx, officeId: number): Promise<MemberRow[]> =>
  tx.rows<MemberRow>(
    `select id, name, post, since_on as "sinceOn", phone_sealed as "phoneSealed" from administration.leaders
     where office_id = $1 and until_on is null
     order by array_position(array['head', 'administrator', 'class-teacher', 'finance', 'personnel', 'member'], post), id`,
    [officeId],
  );

export const insertMember = async (
  tx: Tx,
  officeId: number,
  member: Member & { readonly phoneSealed: Buffer },
  by: number,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into administration.leaders (office_id, name, post, phone_sealed, since_on, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [officeId, member.name, member.post, member.phoneSealed, member.sinceOn, by, now],
    )
  ).id;

export const endMember = (tx: Tx, id: number, untilOn: string): Promise<number> =>
  tx.run('update administration.leaders set until_on = $2 where id = $1', [id, untilOn]);

export type FilingRow = {
  readonly id: number;
  readonly members: readonly Member[];
  readonly state: 'sent' | 'filed' | 'returned';
  readonly sentAt: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
};

export const newestFiling = (tx: Tx, officeId: number): Promise<FilingRow | null> =>
  tx.find<FilingRow>(
    `select id, members, state, sent_at as "sentAt", decided_at as "decidedAt", reason
     from administration.leader_filings where office_id = $1 order by id desc limit 1`,
    [officeId],
  );

/** The day of the first change since a filing; null when there was none. */
export const changedOn = async (tx: Tx, officeId: number, since: Date | null): Promise<string | null> =>
  (
    await tx.one<{ on: string | null }>(
      `select min(case when recorded_at > coalesce($2::timestamptz, '-infinity') then since_on else until_on end) as on from administration.leaders
       where office_id = $1 and (recorded_at > coalesce($2::timestamptz, '-infinity')
         or until_on >= coalesce(($2::timestamptz at time zone 'Asia/Shanghai')::date, '-infinity'))`,
      [officeId, since],
    )
  ).on;

export const insertFiling = async (
  tx: Tx,
  officeId: number,
  members: readonly Member[],
  days: { readonly changedOn: string; readonly dueOn: string | null },
  by: number,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into administration.leader_filings (office_id, members, changed_on, due_on, state, sent_by, sent_at)
       values ($1, $2, $3, $4, 'sent', $5, $6) returning id`,
      [officeId, JSON.stringify(members), days.changedOn, days.dueOn, by, now],
    )
  ).id;

export const decideFiling = (
  tx: Tx,
  id: number,
  state: 'filed' | 'returned',
  by: number,
  reason: string | null,
  now: Date,
): Promise<number> =>
  tx.run(
    `update administration.leader_filings set state = $2, decided_by = $3, decided_at = $4, reason = $5 where id = $1 and state = 'sent'`,
    [id, state, by, now, reason],
  );

/** The open review account of an office: the principal, and the letter he signed. */
const signed = `left join lateral (select a.person_id, a.person_name from accounts.accounts a
    where a.office_id = o.id and a.role = 'review' and a.closed_at is null order by a.id limit 1) p on true
  left join administration.commitments c on c.office_id = o.id and c.person_id = p.person_id`;

export type CommitmentRow = { principal: string | null; signedAt: Date | null; signedName: string | null };

export const findCommitment = (tx: Tx, officeId: number, edition: number): Promise<CommitmentRow> =>
  tx.one<CommitmentRow>(
    `select p.person_name as principal, c.signed_at as "signedAt", c.signed_name as "signedName"
     from accounts.offices o ${signed} and c.edition = $2 where o.id = $1`,
    [officeId, edition],
  );

export const insertCommitment = (
  tx: Tx,
  officeId: number,
  name: string,
  edition: number,
  accountId: number,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into administration.commitments (office_id, person_id, signed_name, edition, signed_by, signed_at)
     select $1, a.person_id, $2, $3, a.id, $5 from accounts.accounts a where a.id = $4
     on conflict (office_id, person_id, edition) do nothing`,
    [officeId, name, edition, accountId, now],
  );

export type GroupRow = CommitmentRow & {
  institutionId: number;
  institution: string;
  code: string;
  filingId: number | null;
  state: 'sent' | 'filed' | 'returned' | null;
  sentAt: Date | null;
  dueOn: string | null;
  members: Member[] | null;
};

const shows = {
  all: 'true',
  waiting: `f.state = 'sent'`,
  unsigned: 'c.id is null',
  missing: `f.id is null or f.state = 'returned'`,
} as const;

/** Institutions of a county with their last filing and the letter in force, by code. */
export const listGroups = (
  tx: Tx,
  countyCode: string,
  filter: {
    readonly show: keyof typeof shows;
    readonly text: string | null;
    readonly edition: number;
    readonly limit: number;
  },
  after: string,
): Promise<GroupRow[]> =>
  tx.rows<GroupRow>(
    `select i.id as "institutionId", i.name as institution, i.code, f.id as "filingId", f.state, f.sent_at as "sentAt", f.due_on as "dueOn",
       f.members, p.person_name as principal, c.signed_at as "signedAt", c.signed_name as "signedName"
     from accounts.offices o join institutions.institutions i on i.id = o.institution_id
     left join lateral (select * from administration.leader_filings x where x.office_id = o.id order by x.id desc limit 1) f on true
     ${signed} and c.edition = $4
     where o.level = 'institution' and o.county_code = $1 and i.code > $2 and ($5::text is null or strpos(i.name, $5) > 0 or starts_with(i.code, $5))
       and (${shows[filter.show]}) order by i.code limit $3`,
    [countyCode, after, filter.limit, filter.edition, filter.text],
  );
