-- ── changes of key information (关键信息变更) ────────────────────────────────────────────────────────────────────
-- On the guardian's application: entered by the institution, verified by its principal, approved by the county where the
-- rules in force ask for it. What was is kept beside what is asked for.
create schema key_changes;
grant usage on schema key_changes to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table key_changes.applications (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  -- As the child is called when the application is entered.
  child_name text collate "C" not null,
  state text collate "C" not null constraint key_change_state_is_known
    check (state in ('draft', 'submitted', 'verified', 'returned', 'completed', 'refused', 'withdrawn')),
  revision integer not null default 1,
  -- The file's values, and what is asked for: key information and what follows a new nationality; document numbers stand sealed beside them.
  old_values jsonb not null,
  new_values jsonb not null,
  old_identity_sealed bytea,
  new_identity_sealed bytea,
  reason text not null,
  request_id uuid not null constraint key_change_is_applied_for_once unique,
  entered_by bigint not null references accounts.accounts,
  entered_at timestamptz not null,
  -- The day of the guardian's application: from it on the clock runs.
  applied_on date not null,
  submitted_at timestamptz,
  verified_by bigint references accounts.accounts,
  verified_at timestamptz,
  -- Whoever approved, returned, refused or withdrew it last, and why.
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  note text,
  constraint key_change_verified_by_another_person check (verified_by is null or verified_by <> entered_by),
  constraint key_change_goes_on_when_verified check (state not in ('verified', 'completed') or (verified_by is not null and verified_at is not null)),
  constraint key_change_that_ended_was_decided check (state not in ('returned', 'completed', 'refused', 'withdrawn') or (decided_by is not null and decided_at is not null)),
  constraint key_change_says_why_not check (state not in ('returned', 'refused') or length(note) >= 2)
);
create unique index key_change_open_once_a_child on key_changes.applications (child_id) where state in ('draft', 'submitted', 'verified', 'returned');
create index key_changes_by_child on key_changes.applications (child_id, id);
create index key_changes_by_institution on key_changes.applications (institution_id, id);
create index key_changes_by_county on key_changes.applications (county_code, id);
create index key_changes_by_prefecture on key_changes.applications (prefecture_code, id);
create index key_changes_by_province on key_changes.applications (province_code, id);
alter table key_changes.applications enable row level security;
create policy institution_sees on key_changes.applications for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_enters on key_changes.applications for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint and state = 'draft'
    and exists (select from children.children c where c.id = child_id and c.institution_id = applications.institution_id));
create policy institution_goes_on on key_changes.applications for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and state in ('draft', 'submitted', 'verified', 'returned'))
  with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on key_changes.applications for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_decides on key_changes.applications for update to xueqian_county
  using (county_code = current_setting('app.scope') and state = 'verified')
  with check (county_code = current_setting('app.scope') and state in ('completed', 'returned', 'refused'));
create policy prefecture_sees on key_changes.applications for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on key_changes.applications for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on key_changes.applications to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, state, old_values, new_values, old_identity_sealed,
  new_identity_sealed, reason, request_id, entered_by, entered_at, applied_on) on key_changes.applications to xueqian_institution;
grant update (state, revision, old_values, new_values, old_identity_sealed, new_identity_sealed, reason, entered_by, submitted_at, verified_by, verified_at,
  decided_by, decided_at, note) on key_changes.applications to xueqian_institution;
grant update (state, revision, decided_by, decided_at, note) on key_changes.applications to xueqian_county;
create trigger stand_with_the_institution after insert on key_changes.applications referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- Writes what was asked for into the file, and its number where a resident number came: one transaction with the last
-- approval. Gives what stands in the way: child-went-on, claim-taken, number-taken; null when it is done.
create function key_changes.carry_out(application bigint, claim bytea, keys bigint[], renumber boolean, changed text[], account bigint, now_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  a key_changes.applications;
  c children.children;
  n jsonb;
  known bigint;
begin
  select * into a from key_changes.applications k where k.id = application for update;
  if a.id is null or a.state <> 'completed' or a.decided_by <> account
    or not duplicates.in_my_scope(a.institution_id, a.county_code, a.prefecture_code, a.province_code) then
    raise exception 'application % is not approved by the actor', application using errcode = 'insufficient_privilege';
  end if;
  select * into c from children.children k where k.id = a.child_id for update;
  if c.institution_id <> a.institution_id or c.state not in ('numbered', 'suspended')
    or (c.name, c.sex, c.birth_on, c.identity_type) is distinct from
      (a.old_values ->> 'name', a.old_values ->> 'sex', (a.old_values ->> 'birthOn')::date, a.old_values ->> 'identityType')
    -- The digest inside, which is the same under every key.
    or substring(c.identity_sealed from 2 for 16) is distinct from substring(a.old_identity_sealed from 2 for 16) then
    return 'child-went-on';
  end if;
  if c.claim_digest <> claim and exists (select from children.children k where k.claim_digest = claim and k.holds_claim) then
    return 'claim-taken';
  end if;
  -- The rules in force let the principal's word suffice here: what guards the numbers is told so, for this work alone.
  perform set_config('app.record_approved_by', 'institution', true);
  if renumber then
    update registration.numbers set ended_at = now_at, end_reason = 'replaced' where child_id = c.id and ended_at is null;
    -- A number that this child had before, changed in error, is its own again; another child's never.
    insert into registration.numbers (kind, body_digest, child_id, issued_by, issued_at) values ('G', claim, c.id, account, now_at)
      on conflict (kind, body_digest) do update set ended_at = null, end_reason = null where numbers.child_id = excluded.child_id
      returning child_id into known;
    if known is null then
      return 'number-taken';
    end if;
  end if;
  -- What was edited meanwhile and is not asked for stays as it is.
  n := jsonb_build_object('nationality', c.nationality, 'overseas', c.overseas, 'ethnicity', c.ethnicity, 'birthPlace', c.birth_place, 'nativePlace', c.native_place,
    'hukouNature', c.hukou_nature, 'hukouSubtype', c.hukou_subtype, 'hukouPlace', c.hukou_place, 'onlyChild', c.only_child, 'leftBehind', c.left_behind,
    'migrantWorker', c.migrant_worker) || a.new_values;
  update children.children k set name = n ->> 'name', sex = n ->> 'sex', birth_on = (n ->> 'birthOn')::date, identity_type = n ->> 'identityType',
    identity_sealed = a.new_identity_sealed, nationality = n ->> 'nationality', overseas = n ->> 'overseas', ethnicity = n ->> 'ethnicity',
    birth_place = n ->> 'birthPlace', native_place = n ->> 'nativePlace', hukou_nature = n ->> 'hukouNature', hukou_subtype = n ->> 'hukouSubtype',
    hukou_place = n ->> 'hukouPlace', only_child = (n ->> 'onlyChild')::boolean, left_behind = n ->> 'leftBehind', migrant_worker = (n ->> 'migrantWorker')::boolean,
    claim_digest = claim, claim_apart_from = case when k.claim_digest = claim then k.claim_apart_from end, likeness_keys = keys,
    number_kind = case when renumber then 'G' else k.number_kind end, number_sealed = case when renumber then a.new_identity_sealed else k.number_sealed end,
    version = k.version + 1, changed_at = now_at
  where k.id = c.id;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    values (c.id, now_at, 'key-changed', account, a.reason, jsonb_build_object('application', a.id, 'fields', to_jsonb(changed)));
  if renumber then
    insert into children.actions (child_id, at, action, account_id, facts)
      values (c.id, now_at, 'number-changed', account, jsonb_build_object('from', c.number_kind, 'to', 'G'));
  end if;
  -- Whoever waited for the claim that was given up gets it.
  if c.claim_digest <> claim then
    perform duplicates.pass_claim_on(c.id, c.claim_digest, 'corrected', account, now_at);
  end if;
  perform set_config('app.record_approved_by', '', true);
  return null;
end
$$;
revoke all on function key_changes.carry_out(bigint, bytea, bigint[], boolean, text[], bigint, timestamptz) from public;
grant execute on function key_changes.carry_out(bigint, bytea, bigint[], boolean, text[], bigint, timestamptz) to xueqian_institution, xueqian_county;

-- The last wall: no way of letting a child go passes over an open application. One that goes with its whole institution
-- takes the application along.
create function key_changes.hold_child() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  a key_changes.applications;
begin
  select * into a from key_changes.applications k where k.child_id = new.id and k.state in ('draft', 'submitted', 'verified', 'returned');
  if a.id is null then
    return null;
  end if;
  if new.state in ('numbered', 'suspended') and new.came_by = 'moved' then
    update key_changes.applications set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
      province_code = new.province_code, revision = revision + 1 where id = a.id;
    update attachments.papers set institution_id = new.institution_id where record_kind = 'key-change' and record_id = a.id;
    update deadlines.tasks set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
      province_code = new.province_code where kind in ('key-change', 'key-change-review') and subject = a.id::text and closed_on is null;
    return null;
  end if;
  raise exception 'child % goes while a change of its key information is open', new.id using errcode = 'check_violation', constraint = 'child_goes_after_its_key_change';
end
$$;
revoke all on function key_changes.hold_child() from public;
create trigger hold_child_of_a_key_change after update of state, institution_id on children.children for each row
  when (old.institution_id <> new.institution_id or (old.state in ('numbered', 'suspended') and new.state not in ('numbered', 'suspended')))
  execute function key_changes.hold_child();

-- Nor is another file merged into one whose key information is about to change.
create function key_changes.hold_merger() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from key_changes.applications k where k.child_id = new.into_id and k.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'child % takes another in while a change of its key information is open', new.into_id
      using errcode = 'check_violation', constraint = 'child_goes_after_its_key_change';
  end if;
  return null;
end
$$;
revoke all on function key_changes.hold_merger() from public;
create trigger hold_merger_of_a_key_change after insert on duplicates.mergers for each row execute function key_changes.hold_merger();

-- What stands in the way of leaving, and of a transfer, with the changes of key information.
create or replace function departures.obstacles(children bigint[]) returns table (child_id bigint, code text)
language sql stable security definer set search_path = pg_catalog as $$
  select k.later_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.later_child_id = any (children)
  union all
  select k.earlier_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.earlier_child_id = any (children)
  union all
  select t.child_id, 'transfer-open' from transfers.transfers t where t.state in ('asked', 'released', 'accepted') and t.child_id = any (children)
  union all
  select a.child_id, 'key-change-open' from key_changes.applications a where a.state in ('draft', 'submitted', 'verified', 'returned') and a.child_id = any (children)
$$;

-- A transfer waits for the end of a change, and a child is found by every number it ever had.
drop function transfers.find_child(bytea[], text, bytea);
create function transfers.find_child(claims bytea[], number_kind text, number_digest bytea)
returns table (id bigint, name text, sex text, birth_on date, state text, institution_id bigint, institution_name text, county_name text, is_moving boolean,
  is_changing_key boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id, c.name, c.sex, c.birth_on, c.state, c.institution_id, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted')),
    exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned'))
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where c.id in (
      select k.id from children.children k where k.claim_digest = any (claims) and k.holds_claim
      union all select n.child_id from registration.numbers n where n.kind = number_kind and n.body_digest = number_digest
      union all select n.child_id from registration.numbers n where n.kind = 'G' and n.body_digest = any (claims) and n.ended_at is not null)
    and c.province_code = (select m.province_code from institutions.institutions m where m.id::text = current_setting('app.scope'))
  -- Whoever holds the number now comes before whoever had it.
  order by (c.claim_digest = any (claims) and c.holds_claim) desc, c.id limit 1
$$;
revoke all on function transfers.find_child(bytea[], text, bytea) from public;
grant execute on function transfers.find_child(bytea[], text, bytea) to xueqian_institution;

-- Asked once more with the file held: both may begin at one moment.
create or replace function transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  c children.children;
  made bigint;
begin
  select * into c from children.children where id = child for update;
  if c.id is null or not exists (select from institutions.institutions i
      where i.id = case side when 'receiver' then receiver else c.institution_id end and i.id::text = current_setting('app.scope') and current_setting('app.level') = 'institution') then
    raise exception 'neither side of the transfer is in the scope of the actor' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'a change of key information of child % is open', child using errcode = 'check_violation', constraint = 'transfer_begins_after_the_key_change';
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code, side,
    -- Who has left already needs nobody's release.
    case when side = 'sender' or c.state = 'left' then 'released' else 'asked' end, why, request, account, now_at,
    case when side = 'sender' or c.state = 'left' then account end, case when side = 'sender' or c.state = 'left' then now_at end
  from institutions.institutions f, institutions.institutions t where f.id = c.institution_id and t.id = receiver and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  if made is null then
    raise exception 'no institution of the province takes the child in' using errcode = 'check_violation', constraint = 'transfer_goes_to_a_running_institution';
  end if;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, case t.started_by when 'sender' then 'transfer-released' else 'transfer-asked' end, account, why,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made;
  return made;
end
$$;

create or replace function children.subject_of(claims bytea[], kind text, body bytea) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select c.id from children.children c
  where c.id in (
      select k.id from children.children k where k.claim_digest = any (claims) and k.holds_claim
      union all select k.id from children.children k where k.claim_digest = any (claims) and not k.holds_claim
      union all select n.child_id from registration.numbers n where n.kind = subject_of.kind and n.body_digest = subject_of.body
      union all select n.child_id from registration.numbers n where n.kind = 'G' and n.body_digest = any (claims) and n.ended_at is not null)
    and case current_setting('app.level') when 'ministry' then true when 'province' then c.province_code = current_setting('app.scope')
      when 'prefecture' then c.prefecture_code = current_setting('app.scope') when 'county' then c.county_code = current_setting('app.scope')
      else false end
  order by c.claim_digest = any (claims) desc, c.holds_claim desc, c.id limit 1
$$;

create function pg_temp.admit_key_change(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) known;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, kinds);
end
$$;
select pg_temp.admit_key_change('deadlines.tasks', 'task_kind_is_known', 'key-change', 'kind');
select pg_temp.admit_key_change('deadlines.tasks', 'task_kind_is_known', 'key-change-review', 'kind');
select pg_temp.admit_key_change('attachments.papers', 'paper_record_is_known', 'key-change', 'record_kind');
-- Papers: whoever sees the application sees them; added while it is in the institution's hands.
create policy papers_of_a_key_change on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'key-change' and exists (select from key_changes.applications a where a.id = record_id));
create policy added_to_an_open_key_change on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'key-change' and institution_id = current_setting('app.scope')::bigint
    and exists (select from key_changes.applications a where a.id = record_id and a.institution_id = papers.institution_id and a.state in ('draft', 'returned')));
