-- ── petitions: what an institution asks its county for about one child's file (学籍申请) ──────────────────────────
-- Drawn up by the institution, confirmed by its principal, approved or returned by its county. The first kind is the
-- recovery (信息恢复) of a file that was deleted, recorded as left or cancelled by mistake.
create schema petitions;
grant usage on schema petitions to xueqian_institution, xueqian_county;

create table petitions.petitions (
  id bigint generated always as identity primary key,
  kind text collate "C" not null constraint petition_kind_is_known check (kind in ('recovery')),
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  -- As child and institution were called when it was drawn up: a deleted file is shown to nobody.
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  institution_name text not null,
  -- The state of the file that the petition is about to change.
  file_state text collate "C" not null,
  state text collate "C" not null default 'draft'
    constraint petition_state_is_known check (state in ('draft', 'submitted', 'confirmed', 'returned', 'approved', 'withdrawn')),
  revision integer not null default 1,
  reason text not null constraint petition_has_a_reason check (length(reason) between 2 and 500),
  request_id uuid not null constraint petition_is_drawn_up_once unique,
  drawn_up_by bigint not null references accounts.accounts,
  drawn_up_at timestamptz not null,
  confirmed_by bigint references accounts.accounts,
  confirmed_at timestamptz,
  -- When it first reached the county.
  declared_at timestamptz,
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  decision_office text,
  -- Why it came back; what the county adds to its word.
  note text,
  constraint petition_confirmed_by_another_person check (confirmed_by <> drawn_up_by),
  constraint petition_return_has_a_reason check (state <> 'returned' or length(note) >= 2),
  constraint petition_approved_by_an_office check (state <> 'approved'
    or (decided_by is not null and decided_at is not null and decision_office is not null and declared_at is not null)),
  constraint petition_confirmed_is_declared check (state <> 'confirmed' or (confirmed_by is not null and declared_at is not null))
);
create unique index petition_open_once_a_child on petitions.petitions (child_id) where state in ('draft', 'submitted', 'confirmed', 'returned');
create index petitions_by_child on petitions.petitions (child_id, id);
create index petitions_by_institution on petitions.petitions (institution_id, id);
create index petitions_by_county on petitions.petitions (county_code, id);
create index petitions_by_prefecture on petitions.petitions (prefecture_code, id);
create index petitions_by_province on petitions.petitions (province_code, id);
alter table petitions.petitions enable row level security;
create policy institution_sees on petitions.petitions for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_draws_up on petitions.petitions for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint and state = 'draft'
    and exists (select from children.children c where c.id = child_id and c.institution_id = petitions.institution_id));
create policy institution_goes_on on petitions.petitions for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and state in ('draft', 'submitted', 'confirmed', 'returned'))
  with check (institution_id = current_setting('app.scope')::bigint and state in ('draft', 'submitted', 'confirmed', 'returned', 'withdrawn'));
-- The county sees what has reached it, and not what is being worked on again.
create policy county_sees on petitions.petitions for select to xueqian_county
  using (county_code = current_setting('app.scope') and declared_at is not null and state not in ('draft', 'submitted'));
create policy county_decides on petitions.petitions for update to xueqian_county
  using (county_code = current_setting('app.scope') and state = 'confirmed')
  with check (county_code = current_setting('app.scope') and state in ('returned', 'approved'));
grant select on petitions.petitions to xueqian_institution, xueqian_county;
grant insert (kind, child_id, institution_id, county_code, prefecture_code, province_code, child_name, child_sex, child_birth_on, institution_name, file_state,
    reason, request_id, drawn_up_by, drawn_up_at) on petitions.petitions to xueqian_institution;
grant update (state, revision, reason, drawn_up_by, drawn_up_at, confirmed_by, confirmed_at, declared_at, note) on petitions.petitions to xueqian_institution;
grant update (state, revision, decided_by, decided_at, decision_office, note) on petitions.petitions to xueqian_county;
create trigger stand_with_the_institution after insert on petitions.petitions referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- Who did what with it, one row a step: nothing is granted that could change one.
create table petitions.steps (
  id bigint generated always as identity primary key,
  petition_id bigint not null references petitions.petitions,
  act text collate "C" not null constraint petition_act_is_known check (act in ('drawn-up', 'edit', 'submit', 'confirm', 'approve', 'return', 'withdraw')),
  at timestamptz not null,
  done_by bigint not null references accounts.accounts,
  person_name text not null,
  office_name text not null,
  reason text
);
create index steps_by_petition on petitions.steps (petition_id, id);
alter table petitions.steps enable row level security;
create policy seen_with_the_petition on petitions.steps for select to xueqian_institution, xueqian_county
  using (exists (select from petitions.petitions p where p.id = petition_id));
create policy taken_with_the_petition on petitions.steps for insert to xueqian_institution, xueqian_county
  with check (exists (select from petitions.petitions p where p.id = petition_id));
grant select on petitions.steps to xueqian_institution, xueqian_county;
grant insert (petition_id, act, at, done_by, person_name, office_name, reason) on petitions.steps to xueqian_institution, xueqian_county;

-- Who holds what a file of mine would claim again: nobody, another file of the same institution, one elsewhere with a
-- number, or one elsewhere that has none yet. It is asked of a file that the asker holds, and says no more than that.
create function petitions.claim_holder(child bigint) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((
    select case when h.id = c.id then 'nobody' when h.institution_id = c.institution_id then 'here' when h.number_kind is not null then 'numbered-elsewhere' else 'elsewhere' end
    from children.children h where h.holds_claim and h.claim_digest = c.claim_digest), 'nobody')
  from children.children c where c.id = child and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
$$;
revoke all on function petitions.claim_holder(bigint) from public;
grant execute on function petitions.claim_holder(bigint) to xueqian_institution, xueqian_county;

-- The file of a child, held; before it what it claims, as everywhere.
create function petitions.hold_child(child bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id = child
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)));
  perform c.id from children.children c where c.id = child
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code) for update;
end
$$;
revoke all on function petitions.hold_child(bigint) from public;
grant execute on function petitions.hold_child(bigint) to xueqian_institution, xueqian_county;

-- What an approved recovery does: the file is what it was before it went, its number lives again, the record of its
-- going is taken back. Numbers are written by nobody but the functions that give and end them.
create function petitions.restore(petition bigint, restored_state text, account bigint, now_at timestamptz) returns void
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
    class_id = case p.file_state when 'left' then (select l.id from departures.leavings v join classes.classes l on l.id = v.former_class_id and l.institution_id = c.institution_id
      where v.child_id = c.id and v.undone_at is null order by v.id desc limit 1) else c.class_id end,
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
revoke all on function petitions.restore(bigint, text, bigint, timestamptz) from public;
grant execute on function petitions.restore(bigint, text, bigint, timestamptz) to xueqian_county;

-- A child may leave a second time, here or where its transfer took it: that it goes once at a time the held file says,
-- whose state is asked first.
drop index departures.leaving_open_once;
create index leavings_by_child on departures.leavings (child_id, id);

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
select pg_temp.admit_name('deadlines.tasks', 'task_kind_is_known', 'petition-review', 'kind');
select pg_temp.admit_name('attachments.papers', 'paper_record_is_known', 'petition', 'record_kind');
create policy seen_with_the_petition on attachments.papers for select to xueqian_institution, xueqian_county
  using (record_kind = 'petition' and exists (select from petitions.petitions p where p.id = record_id));
create policy added_to_an_open_petition on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'petition' and exists (select from petitions.petitions p
    where p.id = record_id and p.institution_id = papers.institution_id and p.state in ('draft', 'returned')));
