import type { Tx } from '@xueqian/platform/database.ts';
import type { Audience } from '../announcement.ts';
import type { LevelCount } from './store.ts';

/** Open main offices that an audience means, as far as I see them: `$1` levels, `$2` divisions, `$3` kinds, `$4` natures. */
const addressed = `accounts.offices o left join institutions.institutions i on i.id = o.institution_id
  where o.level = any ($1) and o.department_id is null and o.closed_at is null
    and ('000000' = any ($2) or o.province_code = any ($2) or coalesce(i.prefecture_code, o.prefecture_code) = any ($2)
      or coalesce(i.county_code, o.county_code) = any ($2)
      or case o.level when 'institution' then i.town_code when 'town' then o.scope end = any ($2))
    and (o.level <> 'institution' or (($3::text[] is null or i.kind = any ($3)) and ($4::text[] is null or i.nature = any ($4))))`;

const rule = (audience: Audience): unknown[] => [audience.levels, audience.divisions, audience.kinds, audience.natures];

/** How many offices an audience reaches, by level. */
export const countOffices = (tx: Tx, audience: Audience): Promise<LevelCount[]> =>
  tx.rows<LevelCount>(`select o.level, count(*)::int as offices from ${addressed} group by o.level`, rule(audience));

export type FollowUp = { offices: number; read: number; confirmed: number };

/** Offices addressed, opened and confirmed: an office has read when one of its people has. */
export const countFollowUp = (tx: Tx, id: number, audience: Audience): Promise<FollowUp> =>
  tx.one<FollowUp>(
    `select count(*)::int as offices, count(s.scope)::int as read, count(*) filter (where s.confirmed)::int as confirmed
     from (select o.level, o.scope from ${addressed}) o
     left join (select level, scope, bool_or(confirmed_at is not null) as confirmed from announcements.receipts where announcement_id = $5
       group by level, scope) s on s.level = o.level and s.scope = o.scope`,
    [...rule(audience), id],
  );

export type ReceiptRow = {
  officeId: number;
  officeName: string;
  level: string;
  people: { personName: string; readAt: string; confirmedAt: string | null }[];
};

/** Offices with those of their people who opened it, or offices where nobody has, in the order of their ids. */
export const listReceiptRows = (
  tx: Tx,
  id: number,
  audience: Audience,
  only: 'read' | 'unread' | 'all',
  after: number,
  limit: number,
): Promise<ReceiptRow[]> =>
  tx.rows<ReceiptRow>(
    `select o.id as "officeId", o.name as "officeName", o.level, coalesce(s.people, '[]') as people
     from (select o.id, o.name, o.level, o.scope from ${addressed} and o.id > $6) o
     left join (select r.level, r.scope, json_agg(json_build_object('personName', p.person_name, 'readAt', r.read_at, 'confirmedAt', r.confirmed_at)
         order by r.read_at) as people
       from announcements.receipts r join accounts.accounts p on p.id = r.account_id where r.announcement_id = $5 group by r.level, r.scope) s
       on s.level = o.level and s.scope = o.scope
     where case $7 when 'read' then s.scope is not null when 'unread' then s.scope is null else true end
     order by o.id limit $8`,
    [...rule(audience), id, after, only, limit],
  );
