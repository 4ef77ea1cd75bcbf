-- ── accidents (意外): what happened to a child, and the end of its file where it died ─────────────────────────────
-- An injury is recorded and nothing more; a death is also a petition for the end of the file (注销学籍), with proof,
-- confirmed by the principal and approved by the county (specification of 2014, article 27(4); Binhai 17(3)).
alter table petitions.petitions
  drop constraint petition_kind_is_known,
  add constraint petition_kind_is_known check (kind in ('recovery', 'cancellation')),
  -- The day on which the file ends, where it does; the class that the child sat in then, should it come back.
  add column ends_on date,
  add column former_class_id bigint,
  add constraint petition_to_cancel_names_the_day check ((kind = 'cancellation') = (ends_on is not null));
grant insert (ends_on) on petitions.petitions to xueqian_institution;

create schema accidents;
grant usage on schema accidents to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
create table accidents.accidents (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  happened_on date not null,
  place text not null constraint accident_names_a_place check (length(place) between 2 and 120),
  kind text collate "C" not null constraint accident_kind_is_known check (kind in ('drowning', 'traffic', 'food-poisoning', 'infectious-disease', 'other')),
  degree text collate "C" not null constraint accident_degree_is_known check (degree in ('slight', 'grave', 'fatal')),
  course text not null constraint accident_says_what_happened check (length(course) between 2 and 2000),
  handling text not null constraint accident_says_what_was_done check (length(handling) between 2 and 2000),
  -- The last day for reporting it by the rules in force; null: none is laid down for its degree, or its holidays are not known.
  due_on date,
  request_id uuid not null constraint accident_is_recorded_once unique,
  recorded_by bigint not null references accounts.accounts,
  recorded_at timestamptz not null,
  petition_id bigint references petitions.petitions,
  constraint accident_recorded_when_it_has_happened check (happened_on <= (recorded_at at time zone 'Asia/Shanghai')::date),
  constraint accident_that_is_fatal_is_petitioned check ((degree = 'fatal') = (petition_id is not null))
);
create index accidents_by_institution on accidents.accidents (institution_id, id);
create index accidents_by_county on accidents.accidents (county_code, id);
create index accidents_by_petition on accidents.accidents (petition_id) where petition_id is not null;
create index accidents_by_province on accidents.accidents (province_code, happened_on);
alter table accidents.accidents enable row level security;
create policy institution_sees on accidents.accidents for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_records on accidents.accidents for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint
    and exists (select from children.children c where c.id = child_id and c.institution_id = accidents.institution_id));
create policy county_sees on accidents.accidents for select to xueqian_county using (county_code = current_setting('app.scope'));
grant select on accidents.accidents to xueqian_institution, xueqian_county;
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, happened_on, place, kind, degree, course, handling, due_on,
  request_id, recorded_by, recorded_at, petition_id) on accidents.accidents to xueqian_institution;
create trigger stand_with_the_institution after insert on accidents.accidents referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- How many, by kind and degree, in the scope of a department: figures and nothing of any child. What was recorded as
-- fatal and was not approved as the end of a file is left out.
create function accidents.count_by_kind(from_on date, until_on date) returns table (kind text, degree text, n integer)
language sql stable security definer set search_path = pg_catalog as $$
  select a.kind, a.degree, count(*)::integer from accidents.accidents a
  where a.happened_on between from_on and until_on and duplicates.in_my_scope(a.institution_id, a.county_code, a.prefecture_code, a.province_code)
    and (a.petition_id is null or exists (select from petitions.petitions p where p.id = a.petition_id and p.state = 'approved'))
  group by 1, 2
$$;
revoke all on function accidents.count_by_kind(date, date) from public;
grant execute on function accidents.count_by_kind(date, date) to xueqian_county, xueqian_prefecture, xueqian_province;

-- What an approved cancellation does: the file ends on the day, its number with it, never to be given again.
create function petitions.cancel(petition bigint, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  p petitions.petitions;
  cancelled bigint;
begin
  select * into p from petitions.petitions q where q.id = petition for update;
  if p.id is null or p.kind <> 'cancellation' or p.state <> 'approved' or current_setting('app.level') <> 'county' or p.county_code <> current_setting('app.scope') then
    raise exception 'petition % is not an approved cancellation of the actor', petition using errcode = 'insufficient_privilege';
  end if;
  update petitions.petitions q set former_class_id = (select c.class_id from children.children c where c.id = p.child_id) where q.id = p.id;
  update children.children c set state = 'cancelled', class_id = null, ended_on = p.ends_on, end_kind = '4', changed_at = now_at, version = c.version + 1
  where c.id = p.child_id and c.institution_id = p.institution_id and c.state in ('numbered', 'suspended')
  returning c.id into cancelled;
  if cancelled is null then
    raise exception 'the file is no longer as the petition found it' using errcode = 'check_violation', constraint = 'petition_finds_the_file_as_it_was';
  end if;
  update registration.numbers n set ended_at = now_at, end_reason = 'cancelled' where n.child_id = p.child_id and n.ended_at is null;
  insert into children.actions (child_id, at, action, account_id, facts)
    values (p.child_id, now_at, 'cancelled', account, jsonb_build_object('on', p.ends_on, 'petition', p.id));
end
$$;
revoke all on function petitions.cancel(bigint, bigint, timestamptz) from public;
grant execute on function petitions.cancel(bigint, bigint, timestamptz) to xueqian_county;

-- A cancelled file comes back into the class that it sat in.
create or replace function petitions.restore(petition bigint, restored_state text, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  p petitions.petitions;
  restored bigint;
begin
  select * into p from petitions.petitions q where q.id = petition for update;
  if p.id is null or p.kind <> 'recovery' or p.state <> 'approved' or current_setting('app.level') <> 'county' or p.county_code <> current_setting('app.scope') then
    raise exception 'petition % is not an approved recovery of the actor', petition using errcode = 'insufficient_privilege';
  end if;
  update children.children c set state = restored_state, holds_claim = true, ended_on = null, end_kind = null, version = c.version + 1,
    class_id = case p.file_state when 'deleted' then c.class_id else (select l.id from classes.classes l where l.institution_id = c.institution_id and l.id = case p.file_state
      when 'left' then (select v.former_class_id from departures.leavings v where v.child_id = c.id and v.undone_at is null order by v.id desc limit 1)
      else (select q.former_class_id from petitions.petitions q where q.child_id = c.id and q.kind = 'cancellation' and q.state = 'approved' order by q.id desc limit 1) end) end,
    -- A file without a number has no former values: nothing of it stood in the books.
    changed_at = case p.file_state when 'deleted' then c.changed_at else now_at end
  where c.id = p.child_id and c.institution_id = p.institution_id and c.state = p.file_state
    and restored_state in ('entered', 'returned', 'numbered', 'suspended') and (p.file_state = 'deleted') = (restored_state in ('entered', 'returned'))
  returning c.id into restored;
  if restored is null then
    raise exception 'the file is no longer as the petition found it' using errcode = 'check_violation', constraint = 'petition_finds_the_file_as_it_was';
  end if;
  update registration.numbers n set ended_at = null, end_reason = null where n.child_id = p.child_id and n.end_reason = 'cancelled';
  update departures.leavings v set undone_by = account, undone_at = now_at, undo_reason = p.reason where v.child_id = p.child_id and v.undone_at is null;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    values (p.child_id, now_at, 'restored', account, p.reason, jsonb_build_object('state', restored_state, 'petition', p.id));
end
$$;

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
select pg_temp.admit_name('deadlines.tasks', 'task_kind_is_known', 'accident-report', 'kind');
