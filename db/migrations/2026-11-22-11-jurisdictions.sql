-- The tree changes by dated operations, and jurisdictions lay down rules of their own.

-- ── changes of the tree ──────────────────────────────────────────────────────────────────────────────────────────
-- What was carried out, for everyone to read: the history of a code names the document behind it.
create table jurisdictions.carried_out_changes (
  id bigint primary key,
  kind text collate "C" not null,
  in_force_on date not null,
  document_title text not null,
  document_number text,
  carried_out_at timestamptz not null
);
alter table jurisdictions.carried_out_changes enable row level security;
create policy history_is_public on jurisdictions.carried_out_changes for select to public using (true);
grant select on jurisdictions.carried_out_changes to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture,
  xueqian_province, xueqian_ministry, xueqian_keeper, xueqian_gate;

alter table jurisdictions.divisions
  add column begun_by bigint references jurisdictions.carried_out_changes,
  add column ended_by bigint references jurisdictions.carried_out_changes,
  -- Where the records of an ended division went.
  add column heir_code text collate "C";
create index divisions_changed_here on jurisdictions.divisions (code) where begun_by is not null or ended_by is not null;

-- Drafts, applications and what became of them; kept by system administrators.
create table jurisdictions.division_changes (
  id bigint generated always as identity primary key,
  kind text collate "C" not null
    constraint division_change_kind_is_known check (kind in ('rename', 'move', 'merge', 'split', 'abolish', 'found')),
  state text collate "C" not null
    constraint division_change_state_is_known check (state in ('draft', 'applied', 'planned', 'running', 'carried-out', 'rejected', 'withdrawn', 'failed')),
  -- An application of the lower level, decided above it.
  applied boolean not null,
  change jsonb not null,
  in_force_on date not null,
  document_title text not null,
  document_number text,
  reason text not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  office_name text not null,
  -- Where the office that keeps it stands; null above its level.
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  drafted_by bigint not null references accounts.accounts,
  drafted_by_name text not null,
  drafted_at timestamptz not null,
  decided_by bigint references accounts.accounts,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  step text collate "C",
  done integer not null default 0,
  total integer not null default 0,
  -- Counts by kind of what moved.
  moved jsonb,
  failure jsonb,
  finished_at timestamptz,
  constraint division_application_is_rejected_with_a_reason check (state <> 'rejected' or length(decision_reason) >= 2)
);
create index division_changes_by_county on jurisdictions.division_changes (county_code);
create index division_changes_by_prefecture on jurisdictions.division_changes (prefecture_code);
create index division_changes_by_province on jurisdictions.division_changes (province_code);
alter table jurisdictions.division_changes enable row level security;
create policy keeper_sees on jurisdictions.division_changes for select to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope') else false end);
create policy keeper_drafts on jurisdictions.division_changes for insert to xueqian_keeper
  with check (level = current_setting('app.level') and scope = current_setting('app.scope') and state in ('draft', 'applied') and applied = (state = 'applied'));
-- Whoever applied may take back; it is decided above.
create policy keeper_keeps_its_own on jurisdictions.division_changes for update to xueqian_keeper
  using (level = current_setting('app.level') and scope = current_setting('app.scope'))
  with check (level = current_setting('app.level') and scope = current_setting('app.scope') and (not applied or state in ('applied', 'withdrawn')));
create policy keeper_decides_on_applications on jurisdictions.division_changes for update to xueqian_keeper
  using (applied and level <> current_setting('app.level') and case current_setting('app.level') when 'ministry' then true
    when 'province' then province_code = current_setting('app.scope') when 'prefecture' then prefecture_code = current_setting('app.scope') else false end)
  with check (applied and level <> current_setting('app.level') and case current_setting('app.level') when 'ministry' then true
    when 'province' then province_code = current_setting('app.scope') when 'prefecture' then prefecture_code = current_setting('app.scope') else false end);
grant select on jurisdictions.division_changes to xueqian_keeper;
grant insert (kind, state, applied, change, in_force_on, document_title, document_number, reason, level, scope, office_name, county_code,
  prefecture_code, province_code, drafted_by, drafted_by_name, drafted_at) on jurisdictions.division_changes to xueqian_keeper;
grant update (state, change, in_force_on, document_title, document_number, decided_by, decided_by_name, decided_at, decision_reason) on jurisdictions.division_changes to xueqian_keeper;

-- Where an institution stood before a change, and where after it: its file is read as of a date.
create table jurisdictions.institution_moves (
  institution_id bigint not null references institutions.institutions,
  change_id bigint not null references jurisdictions.carried_out_changes,
  moved_on date not null,
  from_county_code text collate "C" not null,
  from_prefecture_code text collate "C" not null,
  from_province_code text collate "C" not null,
  from_town_code text collate "C",
  to_county_code text collate "C" not null,
  to_prefecture_code text collate "C" not null,
  to_province_code text collate "C" not null,
  to_town_code text collate "C",
  primary key (institution_id, change_id)
);
alter table jurisdictions.institution_moves enable row level security;
create policy seen_with_its_institution on jurisdictions.institution_moves for select
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper
  using (exists (select from institutions.institutions i where i.id = institution_id));
grant select on jurisdictions.institution_moves
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;

-- What a preview counts: figures alone, of institutions in the scope of whoever asks.
create function jurisdictions.figures_of(institution_ids bigint[])
 returns table(institution_id bigint, children integer, classes integer, accounts integer, basic_reviews integer, child_reviews integer,
   open_cases integer, running_imports integer)
 language sql stable security definer set search_path = pg_catalog as $$
  select i.id, k.entered + k.returned + k.confirmed + k.problem + k.numbered,
    (select count(*)::int from classes.classes c where c.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.closed_at is null),
    k.basic_waiting, k.confirmed,
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
    (select count(*)::int from importing.imports m where m.institution_id = i.id and m.state in ('waiting', 'checking', 'committing'))
  from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id
  where i.id = any (institution_ids) and (current_setting('app.level') = 'ministry'
    or duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code))
$$;
revoke all on function jurisdictions.figures_of(bigint[]) from public;
grant execute on function jurisdictions.figures_of(bigint[]) to xueqian_keeper;

-- ── no row is left behind ────────────────────────────────────────────────────────────────────────────────────────
-- A row that names an institution stands where its institution stands. Whoever writes while the institution is being
-- moved waits for the move and is told to begin again: a serialisation failure is repeated by the transaction itself.
create function institutions.stand_with_the_institution() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  stale boolean;
begin
  perform from institutions.institutions i where i.id in (select n.institution_id from new_rows n) for key share;
  if tg_table_name = 'basic_versions' then
    select exists (select from new_rows n join institutions.institutions i on i.id = n.institution_id where n.county_code <> i.county_code) into stale;
  else
    select exists (select from new_rows n join institutions.institutions i on i.id = n.institution_id
      where (n.county_code, n.prefecture_code, n.province_code) is distinct from (i.county_code, i.prefecture_code, i.province_code)) into stale;
  end if;
  if stale then
    raise exception 'the institution is being moved' using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;
create trigger stand_with_the_institution after insert on institutions.basic_versions referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
create trigger stand_with_the_institution after insert on classes.classes referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
create trigger stand_with_the_institution after insert on children.children referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
create trigger stand_with_the_institution after insert on statistics.baselines referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
create trigger stand_with_the_institution after insert on accounts.offices referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

create function duplicates.stand_with_both_institutions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from institutions.institutions i
    where i.id in (select n.later_institution_id from new_rows n union select n.earlier_institution_id from new_rows n) for key share;
  if exists (select from new_rows n join institutions.institutions l on l.id = n.later_institution_id join institutions.institutions e on e.id = n.earlier_institution_id
      where (n.later_county, n.later_prefecture, n.earlier_county, n.earlier_prefecture) is distinct from
        (l.county_code, l.prefecture_code, e.county_code, e.prefecture_code)) then
    raise exception 'an institution of the case is being moved' using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;
create trigger stand_with_both_institutions after insert on duplicates.cases referencing new table as new_rows
  for each statement execute function duplicates.stand_with_both_institutions();

-- ── rules of a jurisdiction's own ────────────────────────────────────────────────────────────────────────────────
-- Each row is a version, in force from its day; the newest of a day counts. A value of null follows the upper level again.
create table jurisdictions.policy_settings (
  id bigint generated always as identity primary key,
  division_code text collate "C" not null,
  key text collate "C" not null,
  value jsonb not null,
  unit text collate "C",
  valid_from date not null,
  document_title text not null,
  document_number text,
  set_by bigint not null references accounts.accounts,
  office_name text not null,
  set_at timestamptz not null,
  constraint policy_setting_names_its_document check (length(document_title) >= 2),
  constraint policy_setting_is_not_dated_back check (valid_from >= (set_at at time zone 'Asia/Shanghai')::date)
);
create index policy_settings_by_division on jurisdictions.policy_settings (division_code, key, valid_from);
alter table jurisdictions.policy_settings enable row level security;
create policy rules_are_public on jurisdictions.policy_settings for select to public using (true);
create policy department_lays_down on jurisdictions.policy_settings for insert
  to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry with check (division_code = current_setting('app.scope'));
grant select on jurisdictions.policy_settings to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture,
  xueqian_province, xueqian_ministry, xueqian_keeper, xueqian_gate;
grant insert (division_code, key, value, unit, valid_from, document_title, document_number, set_by, office_name, set_at)
  on jurisdictions.policy_settings to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

-- Whether a division lies below another today; the ministry's code is 000000.
create function jurisdictions.lies_below(division_code text, upper_code text) returns boolean language sql stable set search_path = pg_catalog as $$
  with recursive line as (
    select d.parent_code from jurisdictions.divisions d where d.code = division_code and d.valid_to is null
    union all
    select d.parent_code from line l join jurisdictions.divisions d on d.code = l.parent_code and d.valid_to is null
  )
  select upper_code = '000000' and division_code <> '000000' or exists (select from line where parent_code = upper_code)
$$;
grant execute on function jurisdictions.lies_below(text, text) to xueqian_prefecture, xueqian_province, xueqian_ministry;

alter table jurisdictions.pack_assignments
  add column document_title text,
  add column document_number text,
  add column assigned_by_scope text collate "C",
  add column assigned_by bigint references accounts.accounts,
  add column assigned_at timestamptz;
create policy upper_level_assigns on jurisdictions.pack_assignments for insert to xueqian_prefecture, xueqian_province, xueqian_ministry
  with check (assigned_by_scope = current_setting('app.scope') and (jurisdictions.lies_below(division_code, assigned_by_scope)
    or (assigned_by_scope = '000000' and division_code = '000000')));
grant insert (division_code, pack, valid_from, document_title, document_number, assigned_by_scope, assigned_by, assigned_at)
  on jurisdictions.pack_assignments to xueqian_prefecture, xueqian_province, xueqian_ministry;
grant select on jurisdictions.pack_assignments to xueqian_gate;

-- An office that a change of the tree has closed keeps nobody, not even its last system administrator. Requests, which
-- always stand in a serving role, are held to the rule as before.
create or replace function accounts.keep_a_system_administrator() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.role = 'system-administrator' and new.closed_at is null and new.office_id = old.office_id then
    return new;
  end if;
  perform 1 from accounts.offices o where o.id = old.office_id for update;
  if current_setting('role') = 'none' and exists (select from accounts.offices o where o.id = old.office_id and o.closed_at is not null) then
    return new;
  end if;
  if not exists (select from accounts.accounts a where a.office_id = old.office_id and a.role = 'system-administrator'
      and a.closed_at is null and a.id <> old.id) then
    raise exception 'the last system administrator' using errcode = '23514', constraint = 'office_keeps_a_system_administrator';
  end if;
  return new;
end
$$;
