-- ── hand-over to primary school (升学衔接): lists of graduates out, the primary side's answers in ─────────────────────
create schema primary_entry;
grant usage on schema primary_entry to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- The county's own list, or the province's for all of it (then without a county).
create table primary_entry.lists (
  id bigint generated always as identity primary key,
  county_code text collate "C",
  province_code text collate "C" not null,
  -- Stands in every line that goes out and comes back.
  number text collate "C" not null constraint entry_list_number_once unique,
  -- The calendar year in whose September the children enter primary school.
  year integer not null,
  state text collate "C" not null default 'making'
    constraint entry_list_state_is_known check (state in ('making', 'ready', 'empty', 'withdrawn', 'failed')),
  reason text not null constraint entry_list_has_a_reason check (length(reason) >= 2),
  request_id uuid not null constraint entry_list_is_made_once unique,
  made_by bigint not null references accounts.accounts,
  made_at timestamptz not null,
  children integer not null default 0,
  file_key text collate "C",
  -- The file with whole numbers is kept until then.
  file_until timestamptz,
  constraint entry_list_ready_has_children check (state <> 'ready' or children > 0)
);
create index entry_lists_by_county on primary_entry.lists (county_code, id);
create index entry_lists_by_province on primary_entry.lists (province_code, id);
alter table primary_entry.lists enable row level security;
create policy county_sees on primary_entry.lists for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_makes on primary_entry.lists for insert to xueqian_county with check (county_code = current_setting('app.scope')
  and province_code = (select i.province_code from institutions.institutions i where i.county_code = current_setting('app.scope') limit 1));
create policy county_goes_on on primary_entry.lists for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy province_sees on primary_entry.lists for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy province_makes on primary_entry.lists for insert to xueqian_province
  with check (province_code = current_setting('app.scope') and county_code is null);
create policy province_goes_on on primary_entry.lists for update to xueqian_province
  using (province_code = current_setting('app.scope') and county_code is null) with check (province_code = current_setting('app.scope') and county_code is null);
grant select on primary_entry.lists to xueqian_county, xueqian_province;
grant insert (county_code, province_code, number, year, reason, request_id, made_by, made_at), update (state, children, file_key, file_until)
  on primary_entry.lists to xueqian_county, xueqian_province;

-- Where a graduate stands: the list it last went out on, what was answered, and what is known where nothing was.
create table primary_entry.entries (
  child_id bigint primary key references children.children,
  list_id bigint references primary_entry.lists,
  sequence integer,
  result text collate "C" constraint entry_answer_is_known check (result in ('accepted', 'not-found', 'differs')),
  answered_at timestamptz,
  -- Of an acceptance: the school, its code where it is known, and the day.
  school text,
  school_code text collate "C",
  entered_on date,
  -- Of a difference: the field, and what the primary side has; of a document number its ends alone.
  field text collate "C" constraint entry_field_is_known check (field in ('name', 'sex', 'birthOn', 'identityNumber', 'guardianName', 'other')),
  told text,
  -- What the institution or the county knows of a child that has not arrived.
  whereabouts text collate "C"
    constraint entry_whereabouts_are_known check (whereabouts in ('other-province', 'abroad', 'deferred', 'private-school', 'unknown', 'other')),
  note text,
  noted_by bigint references accounts.accounts,
  noted_at timestamptz,
  constraint entry_stands_on_a_list_once unique (list_id, sequence),
  constraint entry_line_is_of_a_list check ((list_id is null) = (sequence is null)),
  constraint entry_answer_is_to_a_list check (result is null or (list_id is not null and answered_at is not null)),
  constraint entry_accepted_by_a_school check ((result is not distinct from 'accepted') = (school is not null and entered_on is not null)),
  constraint entry_difference_names_the_field check ((result is not distinct from 'differs') = (field is not null and told is not null)),
  constraint entry_note_has_its_person check ((whereabouts is null) = (noted_by is null) and (whereabouts is null) = (noted_at is null))
) with (fillfactor = 80);
alter table primary_entry.entries enable row level security;
create policy seen_with_the_child on primary_entry.entries for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from children.children c where c.id = child_id));
create policy noted_of_an_own_graduate on primary_entry.entries for insert to xueqian_institution, xueqian_county, xueqian_province
  with check (exists (select from children.children c where c.id = child_id and c.state = 'graduated'));
create policy goes_on_with_the_child on primary_entry.entries for update to xueqian_institution, xueqian_county, xueqian_province
  using (exists (select from children.children c where c.id = child_id)) with check (exists (select from children.children c where c.id = child_id));
grant select on primary_entry.entries to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (child_id, whereabouts, note, noted_by, noted_at), update (whereabouts, note, noted_by, noted_at) on primary_entry.entries to xueqian_institution, xueqian_county;
grant insert (child_id, list_id, sequence), update (list_id, sequence, result, answered_at, school, school_code, entered_on, field, told)
  on primary_entry.entries to xueqian_county, xueqian_province;

-- A file of answers: looked through first, then taken in as a whole.
create table primary_entry.answers (
  id bigint generated always as identity primary key,
  list_id bigint not null references primary_entry.lists,
  file_name text not null,
  file_key text collate "C" not null,
  bytes bigint not null,
  state text collate "C" not null default 'checked'
    constraint entry_answer_state_is_known check (state in ('checked', 'applying', 'applied', 'failed')),
  counts jsonb not null,
  -- The first lines that say nothing that can be taken in, by their row, with the cause; no name and no number.
  faults jsonb not null,
  failure jsonb,
  uploaded_by bigint not null references accounts.accounts,
  uploaded_at timestamptz not null,
  applied_at timestamptz
);
create index entry_answers_by_list on primary_entry.answers (list_id, id);
alter table primary_entry.answers enable row level security;
create policy seen_with_the_list on primary_entry.answers for select to xueqian_county, xueqian_province
  using (exists (select from primary_entry.lists l where l.id = list_id));
create policy taken_in_with_the_list on primary_entry.answers for insert to xueqian_county, xueqian_province
  with check (exists (select from primary_entry.lists l where l.id = list_id and (l.county_code is null) = (current_setting('app.level') = 'province')));
create policy goes_on_with_the_list on primary_entry.answers for update to xueqian_county, xueqian_province
  using (exists (select from primary_entry.lists l where l.id = list_id)) with check (exists (select from primary_entry.lists l where l.id = list_id));
grant select on primary_entry.answers to xueqian_county, xueqian_province;
grant insert (list_id, file_name, file_key, bytes, counts, faults, uploaded_by, uploaded_at), update (state, counts, faults, failure, applied_at)
  on primary_entry.answers to xueqian_county, xueqian_province;

-- Whether a list is the actor's own to go on with.
create function primary_entry.is_mine(list bigint) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from primary_entry.lists l where l.id = list and case current_setting('app.level')
    when 'county' then l.county_code = current_setting('app.scope')
    when 'province' then l.province_code = current_setting('app.scope') and l.county_code is null else false end)
$$;
revoke all on function primary_entry.is_mine(bigint) from public;
grant execute on function primary_entry.is_mine(bigint) to xueqian_county, xueqian_province;

-- The children of a list, held in the order of their ids until the end: two files are taken in one after the other.
create function primary_entry.hold_children(list bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform c.id from children.children c where primary_entry.is_mine(list) and c.id in (select e.child_id from primary_entry.entries e where e.list_id = list)
    order by c.id for update;
end
$$;
revoke all on function primary_entry.hold_children(bigint) from public;
grant execute on function primary_entry.hold_children(bigint) to xueqian_county, xueqian_province;

-- What was accepted at an instant becomes the state of the files: nothing is written in them after that. Gives how many.
create function primary_entry.settle(list bigint, account bigint, now_at timestamptz) returns integer
language sql security definer set search_path = pg_catalog as $$
  with accepted as (
    update children.children c set state = 'in-primary', changed_at = now_at, version = c.version + 1
    from primary_entry.entries e
    where e.list_id = list and e.child_id = c.id and e.result = 'accepted' and e.answered_at = now_at and c.state = 'graduated' and primary_entry.is_mine(list)
    returning c.id, e.school, e.school_code, e.entered_on),
  told as (
    insert into children.actions (child_id, at, action, account_id, facts)
    select a.id, now_at, 'in-primary', account, jsonb_strip_nulls(jsonb_build_object('school', a.school, 'code', a.school_code, 'on', a.entered_on, 'list', list))
    from accepted a order by a.id returning 1)
  select count(*)::integer from told
$$;
revoke all on function primary_entry.settle(bigint, bigint, timestamptz) from public;
grant execute on function primary_entry.settle(bigint, bigint, timestamptz) to xueqian_county, xueqian_province;

-- A wrong acceptance, taken back by the county of the child while nothing else has followed; gives whether it was.
create function primary_entry.take_back(child bigint, why text, account bigint, now_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  back bigint;
begin
  perform c.id from children.children c where c.id = child and c.county_code = current_setting('app.scope') and current_setting('app.level') = 'county' for update;
  update children.children c set state = 'graduated', changed_at = now_at, version = c.version + 1
  where c.id = child and c.state = 'in-primary' and c.county_code = current_setting('app.scope') and current_setting('app.level') = 'county'
    and (select a.action from children.actions a where a.child_id = c.id order by a.id desc limit 1) = 'in-primary'
  returning c.id into back;
  if back is null then
    return false;
  end if;
  update primary_entry.entries e set result = null, answered_at = null, school = null, school_code = null, entered_on = null where e.child_id = child;
  insert into children.actions (child_id, at, action, account_id, reason, facts) values (child, now_at, 'undone', account, why, '{"state": "graduated"}');
  return true;
end
$$;
revoke all on function primary_entry.take_back(bigint, text, bigint, timestamptz) from public;
grant execute on function primary_entry.take_back(bigint, text, bigint, timestamptz) to xueqian_county;

-- A child of the province by its number, for the county in which it enters primary school: asked with a reason, on record.
create function primary_entry.find_child(claims bytea[], number_kind text, number_digest bytea)
returns table (id bigint, name text, sex text, birth_on date, state text, institution_name text, county_name text, ended_on date, result text, school text)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id, c.name, c.sex, c.birth_on, c.state, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1), c.ended_on, e.result, e.school
  from children.children c join institutions.institutions i on i.id = c.institution_id left join primary_entry.entries e on e.child_id = c.id
  where c.id in (
      select k.id from children.children k where k.claim_digest = any (claims) and k.holds_claim
      union all select n.child_id from registration.numbers n where n.kind = number_kind and n.body_digest = number_digest
      union all select n.child_id from registration.numbers n where n.kind = 'G' and n.body_digest = any (claims) and n.ended_at is not null)
    and c.state <> 'deleted' and current_setting('app.level') = 'county'
    and c.province_code = (select m.province_code from institutions.institutions m where m.county_code = current_setting('app.scope') limit 1)
  order by (c.claim_digest = any (claims) and c.holds_claim) desc, c.id limit 1
$$;
revoke all on function primary_entry.find_child(bytea[], text, bytea) from public;
grant execute on function primary_entry.find_child(bytea[], text, bytea) to xueqian_county;
