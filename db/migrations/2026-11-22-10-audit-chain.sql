-- The trail as a chain of signed blocks: partitioned by month, append only for everybody, readable by the audit
-- administrator within the jurisdiction (decisions/2026-11-22-audit-blocks.md).

alter table audit.entries rename to entries_before;
alter index audit.entries_by_time rename to entries_before_by_time;

create table audit.entries (
  id bigint generated always as identity,
  at timestamptz not null,
  entry text collate "C" not null,
  route text collate "C" not null,
  result text collate "C" not null default 'done' constraint entry_result_is_known check (result in ('done', 'refused')),
  -- The refusal's code, when the result is a refusal.
  refusal text collate "C",
  account_id bigint,
  login text collate "C",
  person_name text collate "C",
  role text collate "C",
  level text collate "C",
  scope text collate "C",
  office_id bigint,
  office_name text collate "C",
  -- Where the office stood in the tree when it happened.
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  subject text collate "C",
  facts jsonb,
  address text,
  request_id text,
  -- The transaction that wrote it: which block it belongs to follows from the snapshots of the blocks. The era counts
  -- restores from a dump, after which the server's transaction numbers begin anew.
  tx xid8 not null default pg_current_xact_id(),
  era integer not null default 1
) partition by range (at);

-- Takes what no month's partition takes: years back (a loaded province), or a month nobody prepared.
create table audit.entries_rest partition of audit.entries default;

create index entries_by_time on audit.entries (at, id);
create index entries_by_province on audit.entries (province_code, at, id);
create index entries_by_prefecture on audit.entries (prefecture_code, at, id);
create index entries_by_county on audit.entries (county_code, at, id);
create index entries_by_person on audit.entries (person_name, at, id);
create index entries_by_login on audit.entries (login, at, id);
create index entries_by_office on audit.entries (office_name, at, id);
create index entries_by_kind on audit.entries (entry, at, id);
create index entries_by_subject on audit.entries (subject, at, id) where subject is not null;
create index entries_refused on audit.entries (at, id) where result = 'refused';
create index entries_by_transaction on audit.entries (tx);

-- A block: the entries that became visible between two snapshots, as the root of a tree of their digests, chained to
-- the block before it and signed with a key outside the database. The digests stay when the entries are retired.
create table audit.blocks (
  number bigint not null,
  era integer not null,
  snapshot pg_snapshot not null,
  entries integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  sealed_at timestamptz not null,
  entry_ids bigint[] not null,
  -- 32 bytes an entry, in the order of entry_ids.
  leaves bytea not null,
  root bytea not null,
  previous bytea not null,
  digest bytea not null,
  signature bytea not null,
  constraint blocks_pkey primary key (number)
);
create index blocks_by_last_entry on audit.blocks (last_at);

-- What was retired after its time: everything before an instant, and which entries of mixed blocks stayed. Signed.
create table audit.retirements (
  before timestamptz not null,
  entries bigint not null,
  kept_ids bigint[] not null,
  retired_at timestamptz not null,
  signature bytea not null,
  constraint retirements_pkey primary key (before)
);

create function audit.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if current_setting('audit.retiring', true) = 'on' and tg_op = 'DELETE' then
    return old;
  end if;
  raise exception 'the trail is append only: % of % is refused', lower(tg_op), tg_table_name using errcode = '42501';
end
$$;
create trigger entries_stay before update or delete on audit.entries for each row execute function audit.refuse_change();
create trigger entries_are_not_emptied before truncate on audit.entries for each statement execute function audit.refuse_change();
create trigger rest_is_not_emptied before truncate on audit.entries_rest for each statement execute function audit.refuse_change();
create trigger blocks_stay before update or delete on audit.blocks for each row execute function audit.refuse_change();
create trigger blocks_are_not_emptied before truncate on audit.blocks for each statement execute function audit.refuse_change();
create trigger retirements_stay before update or delete on audit.retirements for each row execute function audit.refuse_change();
create trigger retirements_are_not_emptied before truncate on audit.retirements for each statement execute function audit.refuse_change();
revoke execute on function audit.refuse_change() from public;

-- Makes the partition of a month, unless it is there or its entries already lie in the rest. UTC months.
create function audit.prepare_month(month date) returns boolean language plpgsql set search_path = pg_catalog as $$
declare
  from_at timestamptz := date_trunc('month', month)::timestamp at time zone 'UTC';
  to_at timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp at time zone 'UTC';
  name text := 'entries_' || to_char(month, 'YYYYMM');
begin
  if to_regclass('audit.' || name) is not null then
    return false;
  end if;
  if exists (select from audit.entries_rest r where r.at >= from_at and r.at < to_at) then
    return false;
  end if;
  execute format('create table audit.%I partition of audit.entries for values from (%L) to (%L)', name, from_at, to_at);
  execute format('alter table audit.%I enable row level security', name);
  execute format('create trigger month_is_not_emptied before truncate on audit.%I for each statement execute function audit.refuse_change()', name);
  return true;
end
$$;
revoke execute on function audit.prepare_month(date) from public;

do $$
declare
  month date;
begin
  for month in select distinct date_trunc('month', at at time zone 'UTC')::date from audit.entries_before order by 1 loop
    perform audit.prepare_month(month);
  end loop;
  insert into audit.entries (id, at, entry, route, account_id, login, person_name, role, level, scope, office_id, office_name,
      county_code, prefecture_code, province_code, subject, facts, address, request_id)
    overriding system value
    select e.id, e.at, e.entry, e.route, e.account_id, a.login, e.person_name, e.role, e.level, e.scope, a.office_id, e.office_name,
      o.county_code, o.prefecture_code, o.province_code, e.subject, e.facts, e.address, e.request_id
    from audit.entries_before e left join accounts.accounts a on a.id = e.account_id left join accounts.offices o on o.id = a.office_id
    order by e.id;
  perform setval(pg_get_serial_sequence('audit.entries', 'id'), coalesce((select max(id) from audit.entries_before), 0) + 1, false);
end
$$;
drop table audit.entries_before;

alter table audit.entries enable row level security;
alter table audit.entries_rest enable row level security;
alter table audit.blocks enable row level security;
alter table audit.retirements enable row level security;
create policy everyone_appends on audit.entries for insert to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture,
  xueqian_province, xueqian_ministry, xueqian_gate, xueqian_keeper with check (true);
grant insert (at, entry, route, result, refusal, account_id, login, person_name, role, level, scope, office_id, office_name, county_code,
    prefecture_code, province_code, subject, facts, address, request_id) on audit.entries
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_gate, xueqian_keeper;
-- Entries by the accounts of offices in the keeper's jurisdiction.
create policy keeper_reads on audit.entries for select to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    else false end);
grant select on audit.entries to xueqian_keeper;
-- Digests tell nothing of what was done; whoever checks an entry needs its whole block.
create policy keeper_checks on audit.blocks for select to xueqian_keeper using (current_setting('app.level') in ('ministry', 'province', 'prefecture', 'county'));
grant select on audit.blocks to xueqian_keeper;
create policy keeper_checks on audit.retirements for select to xueqian_keeper using (current_setting('app.level') in ('ministry', 'province', 'prefecture', 'county'));
grant select on audit.retirements to xueqian_keeper;
