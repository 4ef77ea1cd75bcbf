-- ── declarations of changes (yidong shenbao; specification of 2014, article 14) ──────────────────────────────────
-- What is declared beside the national list is laid down by departments; the national kinds stand in the module's
-- reference, and their codes are all that the database knows of them.
create schema declarations;
grant usage on schema declarations to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table declarations.kinds (
  id bigint generated always as identity primary key,
  title text not null,
  what text not null,
  -- Whether the county decides on it or only takes note.
  handling text collate "C" not null constraint declaration_kind_handling_is_known check (handling in ('acknowledge', 'review')),
  needs_papers boolean not null,
  -- For whom: divisions, and kinds of institutions (null: all).
  divisions text[] collate "C" not null constraint declaration_kind_is_for_somebody check (cardinality(divisions) > 0),
  institution_kinds text[] collate "C",
  revision integer not null default 1,
  -- The office that laid it down, and where it stands.
  office_name text not null,
  level text collate "C" not null constraint declaration_kind_is_laid_down_by_a_department check (level in ('county', 'prefecture', 'province')),
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  request_id uuid not null constraint declaration_kind_is_laid_down_once unique,
  changed_by bigint not null references accounts.accounts,
  changed_at timestamptz not null,
  -- Declared no more from then on; what was declared stays.
  ended_at timestamptz
);
create index kinds_by_office on declarations.kinds (level, scope, id);
alter table declarations.kinds enable row level security;

-- A department may make a kind from above stricter for its own jurisdiction, never looser.
create table declarations.tightenings (
  id bigint generated always as identity primary key,
  national_code text collate "C",
  kind_id bigint references declarations.kinds,
  is_reviewed boolean not null,
  needs_papers boolean not null,
  office_name text not null,
  level text collate "C" not null constraint declaration_kind_is_tightened_by_a_department check (level in ('county', 'prefecture', 'province')),
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  laid_down_by bigint not null references accounts.accounts,
  laid_down_at timestamptz not null,
  constraint declaration_tightening_is_of_one_kind check ((national_code is null) <> (kind_id is null)),
  constraint declaration_kind_is_tightened_once unique nulls not distinct (level, scope, national_code, kind_id)
);
alter table declarations.tightenings enable row level security;

do $$
declare
  step text;
  tab text;
begin
  foreach step in array array['county', 'prefecture', 'province'] loop
    foreach tab in array array['kinds', 'tightenings'] loop
      execute format($policy$create policy %1$s_lays_down on declarations.%2$s for insert to xueqian_%1$s
        with check (level = '%1$s' and scope = current_setting('app.scope') and %1$s_code = scope)$policy$, step, tab);
      execute format($policy$create policy %1$s_changes on declarations.%2$s for update to xueqian_%1$s
        using (level = '%1$s' and scope = current_setting('app.scope')) with check (level = '%1$s' and scope = current_setting('app.scope'))$policy$, step, tab);
      -- My own and those of the offices below me.
      execute format($policy$create policy %1$s_follows on declarations.%2$s for select to xueqian_%1$s using (%1$s_code = current_setting('app.scope'))$policy$, step, tab);
    end loop;
  end loop;
end
$$;
-- Those of the offices above me, where they reach me.
create policy department_is_told on declarations.kinds for select to xueqian_county, xueqian_prefecture
  using (exists (select from accounts.offices o where o.level = current_setting('app.level') and o.scope = current_setting('app.scope')
    and o.department_id is null and divisions && array[o.province_code, o.prefecture_code, o.scope]));
create policy department_is_told on declarations.tightenings for select to xueqian_county, xueqian_prefecture
  using (exists (select from accounts.offices o where o.level = current_setting('app.level') and o.scope = current_setting('app.scope')
    and o.department_id is null and tightenings.scope in (o.province_code, o.prefecture_code)));
create policy institution_declares on declarations.kinds for select to xueqian_institution
  using (exists (select from institutions.institutions i where i.id = current_setting('app.scope')::bigint
    and divisions && array[i.province_code, i.prefecture_code, i.county_code, i.town_code] and (institution_kinds is null or i.kind = any (institution_kinds))));
grant select on declarations.kinds to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant select on declarations.tightenings to xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (title, what, handling, needs_papers, divisions, institution_kinds, office_name, level, scope, county_code, prefecture_code, province_code,
    request_id, changed_by, changed_at),
  update (title, what, handling, needs_papers, divisions, institution_kinds, revision, changed_by, changed_at, ended_at)
  on declarations.kinds to xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (national_code, kind_id, is_reviewed, needs_papers, office_name, level, scope, county_code, prefecture_code, province_code, laid_down_by, laid_down_at),
  update (is_reviewed, needs_papers, laid_down_by, laid_down_at) on declarations.tightenings to xueqian_county, xueqian_prefecture, xueqian_province;

-- What the offices above an institution of my scope have made stricter, by kind.
create function declarations.tightened_for(asked bigint)
returns table (national_code text, kind_id bigint, is_reviewed boolean, needs_papers boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select t.national_code, t.kind_id, bool_or(t.is_reviewed), bool_or(t.needs_papers)
  from institutions.institutions i join declarations.tightenings t
    on (t.level, t.scope) in (('county', i.county_code), ('prefecture', i.prefecture_code), ('province', i.province_code))
  where i.id = asked and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
  group by t.national_code, t.kind_id
$$;
revoke all on function declarations.tightened_for(bigint) from public;
grant execute on function declarations.tightened_for(bigint) to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table declarations.declarations (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  -- As it was called when it was drawn up; so was the kind.
  institution_name text not null,
  institution_code text collate "C" not null,
  national_code text collate "C",
  kind_id bigint references declarations.kinds,
  kind_title text,
  -- What the kind asked for when it last reached the county; a stricter rule counts for what comes later.
  handling text collate "C" not null constraint declaration_handling_is_known check (handling in ('acknowledge', 'review')),
  state text collate "C" not null default 'draft'
    constraint declaration_state_is_known check (state in ('draft', 'submitted', 'confirmed', 'returned', 'accepted', 'acknowledged', 'refused', 'withdrawn')),
  revision integer not null default 1,
  title text not null,
  description text not null,
  changed_on date not null,
  request_id uuid not null constraint declaration_is_drawn_up_once unique,
  drawn_up_by bigint not null references accounts.accounts,
  drawn_up_at timestamptz not null,
  confirmed_by bigint references accounts.accounts,
  confirmed_at timestamptz,
  -- When it first reached the county.
  declared_at timestamptz,
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  -- The office as it was called then: printed as the stamp.
  decision_office text,
  -- Why it came back or was refused; what the county adds to its word.
  note text,
  constraint declaration_is_of_one_kind check ((national_code is null) <> (kind_id is null) and (kind_id is null) = (kind_title is null)),
  constraint declaration_confirmed_by_another_person check (confirmed_by <> drawn_up_by),
  constraint declaration_return_has_a_reason check (state not in ('returned', 'refused') or length(note) >= 2),
  constraint declaration_decided_by_an_office check (state not in ('accepted', 'acknowledged', 'refused')
    or (decided_by is not null and decided_at is not null and decision_office is not null and declared_at is not null)),
  constraint declaration_confirmed_is_declared check (state <> 'confirmed' or (confirmed_by is not null and declared_at is not null))
);
create index declarations_by_institution on declarations.declarations (institution_id, id);
create index declarations_by_county on declarations.declarations (county_code, id);
create index declarations_by_prefecture on declarations.declarations (prefecture_code, id);
create index declarations_by_province on declarations.declarations (province_code, id);
create index declarations_declared on declarations.declarations (province_code, declared_at) where declared_at is not null;
create index declarations_waiting on declarations.declarations (county_code, state) where state in ('submitted', 'confirmed', 'returned');
alter table declarations.declarations enable row level security;
create policy institution_sees on declarations.declarations for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_draws_up on declarations.declarations for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint and state = 'draft');
-- What the county has decided on is changed by nobody.
create policy institution_goes_on on declarations.declarations for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and state in ('draft', 'submitted', 'confirmed', 'returned'))
  with check (institution_id = current_setting('app.scope')::bigint and state in ('draft', 'submitted', 'confirmed', 'returned', 'withdrawn'));
-- Departments see what has reached the county, and not what is being worked on again.
create policy county_sees on declarations.declarations for select to xueqian_county
  using (county_code = current_setting('app.scope') and declared_at is not null and state not in ('draft', 'submitted'));
create policy prefecture_sees on declarations.declarations for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') and declared_at is not null and state not in ('draft', 'submitted'));
create policy province_sees on declarations.declarations for select to xueqian_province
  using (province_code = current_setting('app.scope') and declared_at is not null and state not in ('draft', 'submitted'));
create policy county_decides on declarations.declarations for update to xueqian_county
  using (county_code = current_setting('app.scope') and state = 'confirmed')
  with check (county_code = current_setting('app.scope') and state in ('returned', 'accepted', 'acknowledged', 'refused'));
grant select on declarations.declarations to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, county_code, prefecture_code, province_code, institution_name, institution_code, national_code, kind_id, kind_title, handling,
    title, description, changed_on, request_id, drawn_up_by, drawn_up_at) on declarations.declarations to xueqian_institution;
grant update (national_code, kind_id, kind_title, handling, state, revision, title, description, changed_on, drawn_up_by, drawn_up_at, confirmed_by, confirmed_at,
    declared_at, note) on declarations.declarations to xueqian_institution;
grant update (state, revision, decided_by, decided_at, decision_office, note) on declarations.declarations to xueqian_county;
create trigger stand_with_the_institution after insert on declarations.declarations referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- Who did what with it, one row a step: nothing is granted that could change one.
create table declarations.steps (
  id bigint generated always as identity primary key,
  declaration_id bigint not null references declarations.declarations,
  act text collate "C" not null constraint declaration_act_is_known
    check (act in ('drawn-up', 'submit', 'confirm', 'accept', 'acknowledge', 'return', 'refuse', 'withdraw')),
  at timestamptz not null,
  done_by bigint not null references accounts.accounts,
  person_name text not null,
  office_name text not null,
  reason text
);
create index steps_by_declaration on declarations.steps (declaration_id, id);
alter table declarations.steps enable row level security;
create policy seen_with_the_declaration on declarations.steps for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from declarations.declarations d where d.id = declaration_id));
create policy taken_with_the_declaration on declarations.steps for insert to xueqian_institution, xueqian_county
  with check (exists (select from declarations.declarations d where d.id = declaration_id));
grant select on declarations.steps to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (declaration_id, act, at, done_by, person_name, office_name, reason) on declarations.steps to xueqian_institution, xueqian_county;

-- The county's look at it has a day; its papers are seen by whoever sees it. What other kinds there are stays as it is.
create or replace function pg_temp.admit_name(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  known text;
begin
  select string_agg(quote_literal(k), ', ') into known from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) words;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, known);
end
$$;
select pg_temp.admit_name('deadlines.tasks', 'task_kind_is_known', 'declaration-review', 'kind');
select pg_temp.admit_name('attachments.papers', 'paper_record_is_known', 'declaration', 'record_kind');
create policy seen_with_the_declaration on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'declaration' and exists (select from declarations.declarations d where d.id = record_id));
create policy added_to_an_open_declaration on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'declaration' and exists (select from declarations.declarations d
    where d.id = record_id and d.institution_id = papers.institution_id and d.state in ('draft', 'returned')));
