-- ── whether an institution runs ──────────────────────────────────────────────────────────────────────────────────
alter table institutions.institutions
  add column standing text collate "C" not null default 'operating'
    constraint institution_standing_is_known check (standing in ('operating', 'suspended', 'closed')),
  -- The institution that took its children in.
  add column succeeded_by bigint references institutions.institutions;

-- What a closed institution was is no longer counted among those that are.
alter table statistics.institution_counters add column closed integer not null default 0;
create or replace function statistics.count_institution() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.institution_counters (institution_id, county_code, prefecture_code, province_code, reported, reviewed, basic_waiting)
    values (new.id, new.county_code, new.prefecture_code, new.province_code, new.reported::int, new.reviewed::int, (new.basic_state = 'submitted')::int);
  else
    update statistics.institution_counters
    set reported = new.reported::int, reviewed = new.reviewed::int, basic_waiting = (new.basic_state = 'submitted')::int,
      closed = (new.standing = 'closed')::int
    where institution_id = new.id;
  end if;
  return null;
end
$$;
drop trigger count_changed_institution on institutions.institutions;
create trigger count_changed_institution after update of reported, reviewed, basic_state, standing on institutions.institutions
  for each row execute function statistics.count_institution();

-- A child is entered only where children are taken in; those who are there stay.
create or replace function children.check_places() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  wanted bigint;
  found_rows bigint;
begin
  select count(*) into wanted from (select distinct class_id, institution_id from new_rows where class_id is not null) n;
  perform from classes.classes l
    where (l.id, l.institution_id) in (select class_id, institution_id from new_rows where class_id is not null) for key share;
  get diagnostics found_rows = row_count;
  if found_rows <> wanted then
    raise exception 'a child is put into a class that is not of its institution'
      using errcode = 'foreign_key_violation', constraint = 'child_class_is_of_its_institution';
  end if;
  select count(*) into wanted from (select distinct institution_id from new_rows) n;
  perform from institutions.institutions i where i.id in (select institution_id from new_rows) for key share;
  get diagnostics found_rows = row_count;
  if found_rows <> wanted then
    raise exception 'a child is put into an institution that does not exist'
      using errcode = 'foreign_key_violation', constraint = 'child_is_of_an_institution';
  end if;
  if tg_op = 'INSERT' and exists (select from institutions.institutions i where i.id in (select institution_id from new_rows) and i.standing <> 'operating') then
    raise exception 'a child is entered where no children are taken in'
      using errcode = 'check_violation', constraint = 'child_is_entered_where_children_are_taken_in';
  end if;
  return null;
end
$$;

alter table children.actions drop constraint action_is_known;
alter table children.actions add constraint action_is_known check (action in ('first-reviewed', 'returned-by-town', 'first-review-taken-over', 'entered', 'edited',
  'confirmed', 'returned-by-principal', 'approved', 'returned-by-county', 'numbered', 'case-opened', 'case-closed', 'deleted', 'claim-received', 'moved'));

-- ── alterations: changes of being of an institution ──────────────────────────────────────────────────────────────
create schema alterations;
grant usage on schema alterations to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table alterations.alterations (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  -- As it was called when it was drawn up.
  institution_name text not null,
  institution_code text collate "C" not null,
  kind text collate "C" not null
    constraint alteration_kind_is_known check (kind in ('rename', 'address', 'nature', 'suspend', 'reopen', 'close', 'merge', 'split')),
  state text collate "C" not null default 'draft'
    constraint alteration_state_is_known check (state in ('draft', 'submitted', 'confirmed', 'returned', 'approved', 'carried-out', 'refused', 'withdrawn', 'failed')),
  drafter text collate "C" not null constraint alteration_drafter_is_known check (drafter in ('institution', 'county')),
  revision integer not null default 1,
  effective_on date not null,
  reason text not null,
  -- What is to be different, in the form of its kind; what it was, from the day on which it was carried out.
  plan jsonb not null,
  was jsonb,
  -- The institution that takes children in, of a merger or a division.
  target_id bigint references institutions.institutions,
  request_id uuid not null constraint alteration_is_drawn_up_once unique,
  entered_by bigint not null references accounts.accounts,
  entered_at timestamptz not null,
  confirmed_by bigint references accounts.accounts,
  confirmed_at timestamptz,
  reviewed_by bigint references accounts.accounts,
  reviewed_at timestamptz,
  -- The office as it was called then: printed as the stamp.
  review_office text,
  -- Why it came back, or was refused.
  note text,
  new_code text collate "C",
  carried_out_at timestamptz,
  -- Figures of what moved and what was closed; the refusal that stood in the way.
  outcome jsonb,
  failure jsonb,
  constraint alteration_confirmed_by_another_person check (confirmed_by <> entered_by),
  constraint alteration_reviewed_by_another_person check (reviewed_by is null or (reviewed_by <> entered_by and reviewed_by is distinct from confirmed_by)),
  constraint alteration_return_has_a_reason check (state not in ('returned', 'refused') or length(note) >= 2),
  constraint alteration_approved_was_reviewed check (state not in ('approved', 'carried-out', 'failed') or (reviewed_by is not null and review_office is not null)),
  constraint alteration_carried_out_has_figures check (state <> 'carried-out' or (carried_out_at is not null and was is not null and outcome is not null))
);
create unique index alteration_under_way_once on alterations.alterations (institution_id) where state in ('draft', 'submitted', 'confirmed', 'returned', 'approved');
create index alterations_by_institution on alterations.alterations (institution_id, id);
create index alterations_by_target on alterations.alterations (target_id);
create index alterations_by_county on alterations.alterations (county_code, id);
create index alterations_by_prefecture on alterations.alterations (prefecture_code, id);
create index alterations_by_province on alterations.alterations (province_code, id);
create index alterations_waiting on alterations.alterations (county_code, state) where state in ('submitted', 'confirmed', 'returned');
alter table alterations.alterations enable row level security;
create policy institution_sees on alterations.alterations for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy receiving_institution_sees on alterations.alterations for select to xueqian_institution
  using (target_id = current_setting('app.scope')::bigint and state in ('approved', 'carried-out'));
create policy institution_draws_up on alterations.alterations for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint and state = 'draft' and drafter = 'institution');
-- Whatever is approved was approved by the county.
create policy institution_goes_on on alterations.alterations for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and drafter = 'institution')
  with check (institution_id = current_setting('app.scope')::bigint and drafter = 'institution' and state in ('draft', 'submitted', 'confirmed', 'returned', 'withdrawn'));
create policy county_sees on alterations.alterations for select to xueqian_county
  using (county_code = current_setting('app.scope') and (drafter = 'county' or state <> 'draft'));
create policy county_draws_up on alterations.alterations for insert to xueqian_county
  with check (county_code = current_setting('app.scope') and state = 'draft' and drafter = 'county');
create policy county_decides on alterations.alterations for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope') and state not in ('carried-out', 'failed'));
create policy prefecture_sees on alterations.alterations for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope') and state <> 'draft');
create policy province_sees on alterations.alterations for select to xueqian_province using (province_code = current_setting('app.scope') and state <> 'draft');
grant select on alterations.alterations to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, county_code, prefecture_code, province_code, institution_name, institution_code, kind, state, drafter, effective_on, reason, plan, target_id,
    request_id, entered_by, entered_at),
  update (kind, state, revision, effective_on, reason, plan, target_id, entered_by, entered_at, confirmed_by, confirmed_at, note)
  on alterations.alterations to xueqian_institution, xueqian_county;
grant update (reviewed_by, reviewed_at, review_office, new_code) on alterations.alterations to xueqian_county;
create trigger stand_with_the_institution after insert on alterations.alterations referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- Codes that an institution gave up for one of another class: never used again, like those of closed institutions.
create table alterations.retired_codes (
  code text collate "C" primary key constraint retired_code_has_ten_digits check (code ~ '^[0-9]{10}$'),
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  retired_on date not null
);
alter table alterations.retired_codes enable row level security;
create policy institution_sees on alterations.retired_codes for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on alterations.retired_codes for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on alterations.retired_codes for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on alterations.retired_codes for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on alterations.retired_codes to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
create function alterations.refuse_retired_code() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from alterations.retired_codes r where r.code = new.code) then
    raise exception 'a retired code is never used again' using errcode = 'unique_violation', constraint = 'institution_code_once';
  end if;
  return new;
end
$$;
revoke all on function alterations.refuse_retired_code() from public;
create trigger refuse_retired_code before insert or update of code on institutions.institutions for each row execute function alterations.refuse_retired_code();

-- Institutions of my county by a part of the name, the beginning of the code, or their ids: a kindergarten that merges
-- names its neighbour, and of it no more than name, code and whether it runs.
create function alterations.neighbours(wanted text, ids bigint[], most integer)
returns table (id bigint, code text, name text, county_code text, standing text)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, i.code, i.name, i.county_code, i.standing from institutions.institutions i
  where i.county_code = case current_setting('app.level') when 'county' then current_setting('app.scope')
      when 'institution' then (select m.county_code from institutions.institutions m where m.id::text = current_setting('app.scope')) end
    and (i.id = any (ids) or (ids is null and i.standing = 'operating' and (i.code like wanted || '%' or strpos(i.name, wanted) > 0)))
  order by i.code limit most
$$;

-- What is at work in an institution of my scope, in numbers: a preview shows them, and no row behind them.
create function alterations.figures_of(asked bigint)
returns table (children integer, classes integer, accounts integer, open_cases integer, open_tasks integer, waiting_reviews integer, running_imports integer,
  drafts integer, open_rectifications integer, is_central boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select (select count(*)::int from children.children c where c.institution_id = i.id and c.state <> 'deleted'),
    (select count(*)::int from classes.classes l where l.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.level = 'institution' and a.closed_at is null),
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
    (select count(*)::int from deadlines.tasks t where t.institution_id = i.id and t.closed_on is null and t.kind <> 'alteration-review'),
    (i.basic_state = 'submitted')::int
      + (select count(*)::int from institutions.section_versions v where v.institution_id = i.id and v.state in ('submitted', 'confirmed')),
    (select count(*)::int from importing.imports m where m.institution_id = i.id and m.state = 'committing'),
    (select count(*)::int from children.drafts d where d.institution_id = i.id),
    (select count(*)::int from supervision.rectifications r where r.institution_id = i.id and r.state <> 'accepted'),
    exists (select from accounts.offices o where o.institution_id = i.id and o.level = 'town' and o.closed_at is null)
  from institutions.institutions i
  where i.id = asked and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
$$;
revoke all on function alterations.neighbours(text, bigint[], integer), alterations.figures_of(bigint) from public;
grant execute on function alterations.neighbours(text, bigint[], integer) to xueqian_institution, xueqian_county;
grant execute on function alterations.figures_of(bigint) to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- Its review has a day; its papers are seen by whoever sees it. What other kinds there are stays as it is.
create function pg_temp.admit(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) known;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, kinds);
end
$$;
select pg_temp.admit('deadlines.tasks', 'task_kind_is_known', 'alteration-review', 'kind');
select pg_temp.admit('attachments.papers', 'paper_record_is_known', 'alteration', 'record_kind');
create policy seen_with_the_alteration on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'alteration' and exists (select from alterations.alterations a where a.id = record_id));
create policy added_to_an_open_alteration on attachments.papers for insert to xueqian_institution, xueqian_county
  with check (record_kind = 'alteration' and exists (select from alterations.alterations a
    where a.id = record_id and a.institution_id = papers.institution_id and a.state in ('draft', 'returned') and a.drafter = current_setting('app.level')));
