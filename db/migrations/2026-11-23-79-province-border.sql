-- ── children that go to another province and come from one (跨省转学) ─────────────────────────────────────────────
-- Between provinces a file goes: out with the child's record, in with the answer; and the other way round. One row a
-- child and file, on this side of the border.
create schema province_border;
grant usage on schema province_border to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table province_border.crossings (
  id bigint generated always as identity primary key,
  direction text collate "C" not null constraint crossing_direction_is_known check (direction in ('out', 'in')),
  -- Of a file that was refused when it was taken in there is no child.
  child_id bigint references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  institution_name text not null,
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  -- The division on the other side, six digits, as it was called then; and the institution there as far as it is known.
  other_code text collate "C" not null constraint crossing_division_is_six_digits check (other_code ~ '^[0-9]{6}$'),
  other_name text not null,
  other_institution text,
  state text collate "C" not null constraint crossing_state_is_known
    check (state in ('draft', 'submitted', 'returned', 'released', 'sent', 'gone', 'withdrawn', 'entered', 'accepted', 'refused')),
  revision integer not null default 1,
  -- Why a child goes.
  reason text constraint crossing_out_has_a_reason check (direction = 'in' or (reason is not null and length(reason) between 2 and 500)),
  request_id uuid not null constraint crossing_is_asked_once unique,
  -- The file: made anew each time it is sent.
  file_id uuid,
  -- What the answer is signed with, of a file that was taken in.
  answer_key_sealed bytea,
  -- First letter of the number that the other province gave.
  number_kind text collate "C",
  drawn_up_by bigint not null references accounts.accounts,
  drawn_up_at timestamptz not null,
  released_by bigint references accounts.accounts,
  released_at timestamptz,
  approved_by bigint references accounts.accounts,
  approved_at timestamptz,
  sent_at timestamptz,
  ended_by bigint references accounts.accounts,
  ended_at timestamptz,
  -- The day of the child's going, or of its admission here.
  happened_on date,
  -- Why it came back, was refused, or was ended without an answer.
  note text,
  constraint crossing_goes_to_another_province check (left(other_code, 2) <> left(province_code, 2)),
  constraint crossing_state_is_of_its_direction check ((direction = 'in') = (state in ('entered', 'accepted', 'refused'))),
  constraint crossing_released_by_another_person check (released_by <> drawn_up_by),
  constraint crossing_is_released_by_somebody check (state not in ('released', 'sent', 'gone') or (released_by is not null and released_at is not null)),
  constraint crossing_that_was_sent_has_a_file check (state not in ('sent', 'gone', 'entered', 'accepted', 'refused') or file_id is not null),
  constraint crossing_that_ended_has_a_day check (state not in ('gone', 'accepted') or (ended_by is not null and ended_at is not null and happened_on is not null)),
  constraint crossing_refused_says_why check (state not in ('refused', 'returned') or length(note) >= 2),
  constraint crossing_of_a_child check (child_id is not null or state = 'refused')
);
create unique index crossing_open_once_a_child on province_border.crossings (child_id) where state in ('draft', 'submitted', 'returned', 'released', 'sent');
create unique index crossing_file_once on province_border.crossings (direction, file_id);
create index crossings_by_child on province_border.crossings (child_id, id);
create index crossings_by_institution on province_border.crossings (institution_id, id);
create index crossings_by_county on province_border.crossings (county_code, id);
create index crossings_by_prefecture on province_border.crossings (prefecture_code, id);
create index crossings_by_province on province_border.crossings (province_code, id);
alter table province_border.crossings enable row level security;
create policy institution_sees on province_border.crossings for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_draws_up on province_border.crossings for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint and state in ('draft', 'entered', 'refused')
    and (child_id is null or exists (select from children.children c where c.id = child_id and c.institution_id = crossings.institution_id)));
create policy institution_goes_on on province_border.crossings for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and state not in ('gone', 'withdrawn', 'accepted', 'refused'))
  with check (institution_id = current_setting('app.scope')::bigint);
-- Those above see what the principal has let go, and not what is being worked on.
create policy county_sees on province_border.crossings for select to xueqian_county
  using (county_code = current_setting('app.scope') and (direction = 'in' or released_at is not null));
create policy county_decides on province_border.crossings for update to xueqian_county
  using (county_code = current_setting('app.scope') and state = 'released')
  with check (county_code = current_setting('app.scope') and state in ('sent', 'returned'));
create policy prefecture_sees on province_border.crossings for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') and (direction = 'in' or released_at is not null));
create policy province_sees on province_border.crossings for select to xueqian_province
  using (province_code = current_setting('app.scope') and (direction = 'in' or released_at is not null));
grant select on province_border.crossings to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (direction, child_id, institution_id, county_code, prefecture_code, province_code, institution_name, child_name, child_sex, child_birth_on,
    other_code, other_name, other_institution, state, reason, request_id, file_id, answer_key_sealed, number_kind, drawn_up_by, drawn_up_at, ended_by, ended_at,
    happened_on, note) on province_border.crossings to xueqian_institution;
grant update (child_id, state, revision, reason, other_code, other_name, other_institution, file_id, drawn_up_by, drawn_up_at, released_by, released_at, approved_by, approved_at,
    sent_at, ended_by, ended_at, happened_on, note) on province_border.crossings to xueqian_institution;
grant update (state, revision, file_id, approved_by, approved_at, sent_at, note) on province_border.crossings to xueqian_county;
create trigger stand_with_the_institution after insert on province_border.crossings referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- Who did what with it, one row a step: nothing is granted that could change one.
create table province_border.steps (
  id bigint generated always as identity primary key,
  crossing_id bigint not null references province_border.crossings,
  act text collate "C" not null constraint crossing_act_is_known check (act in
    ('drawn-up', 'submit', 'release', 'approve', 'return', 'withdraw', 'go', 'come-back', 'go-unanswered', 'stay', 'enter', 'accept', 'refuse')),
  at timestamptz not null,
  done_by bigint not null references accounts.accounts,
  person_name text not null,
  office_name text not null,
  reason text
);
create index steps_by_crossing on province_border.steps (crossing_id, id);
alter table province_border.steps enable row level security;
create policy seen_with_the_crossing on province_border.steps for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from province_border.crossings p where p.id = crossing_id));
create policy taken_with_the_crossing on province_border.steps for insert to xueqian_institution, xueqian_county
  with check (exists (select from province_border.crossings p where p.id = crossing_id));
grant select on province_border.steps to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (crossing_id, act, at, done_by, person_name, office_name, reason) on province_border.steps to xueqian_institution, xueqian_county;

-- Whether a file was taken in by another institution of this system: asked by its number, and no more is said.
create function province_border.is_taken_in(file uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from province_border.crossings c where c.direction = 'in' and c.file_id = file)
$$;
revoke all on function province_border.is_taken_in(uuid) from public;
grant execute on function province_border.is_taken_in(uuid) to xueqian_institution;

-- What the sending province told of where a child was before goes on standing with the child.
create table province_border.enrolments (
  id bigint generated always as identity primary key,
  crossing_id bigint not null references province_border.crossings,
  institution_name text not null,
  place_name text not null,
  admitted_on date not null,
  ended_on date,
  constraint border_enrolment_runs_forward check (ended_on is null or ended_on >= admitted_on)
);
create index enrolments_by_crossing on province_border.enrolments (crossing_id, id);
alter table province_border.enrolments enable row level security;
create policy seen_with_the_crossing on province_border.enrolments for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from province_border.crossings p where p.id = crossing_id));
create policy brought_with_the_crossing on province_border.enrolments for insert to xueqian_institution
  with check (exists (select from province_border.crossings p where p.id = crossing_id and p.direction = 'in'));
grant select on province_border.enrolments to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (crossing_id, institution_name, place_name, admitted_on, ended_on) on province_border.enrolments to xueqian_institution;

-- A child that is being let go to another province does not leave otherwise.
create or replace function departures.obstacles(children bigint[]) returns table (child_id bigint, code text)
language sql stable security definer set search_path = pg_catalog as $$
  select k.later_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.later_child_id = any (children)
  union all
  select k.earlier_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.earlier_child_id = any (children)
  union all
  select t.child_id, 'transfer-open' from transfers.transfers t where t.state in ('asked', 'released', 'accepted') and t.child_id = any (children)
  union all
  select a.child_id, 'key-change-open' from key_changes.applications a where a.state in ('draft', 'submitted', 'verified', 'returned') and a.child_id = any (children)
  union all
  select p.child_id, 'deferral-open' from petitions.petitions p where p.kind = 'deferral' and p.state in ('draft', 'submitted', 'confirmed', 'returned') and p.child_id = any (children)
  union all
  select p.child_id, 'crossing-open' from province_border.crossings p where p.state in ('draft', 'submitted', 'returned', 'released', 'sent') and p.child_id = any (children)
$$;

-- Nor is it transferred inside the province meanwhile.
create function province_border.hold_transfers() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from province_border.crossings p where p.child_id = new.child_id and p.state in ('draft', 'submitted', 'returned', 'released', 'sent')) then
    raise exception 'child % is being let go to another province', new.child_id using errcode = 'check_violation', constraint = 'transfer_begins_after_the_crossing';
  end if;
  return new;
end
$$;
revoke all on function province_border.hold_transfers() from public;
create trigger begin_after_the_crossing before insert on transfers.transfers for each row execute function province_border.hold_transfers();

-- A child that moves with its institution takes with it what is under way.
create function province_border.move_with_the_child() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved bigint;
begin
  update province_border.crossings p set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code, institution_name = i.name, revision = p.revision + 1
  from institutions.institutions i
  where i.id = new.institution_id and p.child_id = new.id and p.institution_id = old.institution_id
    and p.state in ('draft', 'submitted', 'returned', 'released', 'sent', 'entered')
  returning p.id into moved;
  if moved is not null then
    update attachments.papers set institution_id = new.institution_id where record_kind = 'crossing' and record_id = moved;
    update deadlines.tasks set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
      province_code = new.province_code where kind like 'crossing-%' and subject = moved::text and closed_on is null;
  end if;
  return null;
end
$$;
revoke all on function province_border.move_with_the_child() from public;
create trigger move_crossings after update of institution_id on children.children for each row
  when (new.institution_id <> old.institution_id and new.came_by = 'moved') execute function province_border.move_with_the_child();

create or replace function pg_temp.admit_name(place regclass, name text, added text[], col text) returns void language plpgsql as $$
declare
  known text;
begin
  select string_agg(quote_literal(k), ', ') into known from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select unnest(added)) words;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, known);
end
$$;
select pg_temp.admit_name('deadlines.tasks', 'task_kind_is_known', array['crossing-release', 'crossing-approval', 'crossing-answer', 'crossing-reply'], 'kind');
select pg_temp.admit_name('attachments.papers', 'paper_record_is_known', array['crossing'], 'record_kind');
create policy seen_with_the_crossing on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'crossing' and exists (select from province_border.crossings p where p.id = record_id));
create policy added_to_an_open_crossing on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'crossing' and exists (select from province_border.crossings p
    where p.id = record_id and p.institution_id = papers.institution_id and p.state in ('draft', 'returned')));
