-- Administration of accounts: everything here is read and written by xueqian_keeper, which sees offices, people and
-- accounts of its own jurisdiction and no child. Whoever asks for it (a principal signing his commitment letter, too)
-- does so in this role, at his own level and scope.
create schema administration;
grant usage on schema administration
  to xueqian_gate, xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;

-- States of an account beside open and closed: what stands in the way of signing in, and since when.
alter table accounts.accounts
  add column if not exists password_must_change boolean not null default false,
  add column if not exists last_signed_in_at timestamptz,
  add column if not exists locked_at timestamptz,
  add column if not exists locked_for text collate "C"
    constraint account_lock_reason_is_known check (locked_for in ('disuse', 'lending', 'security')),
  -- A password given out by an administrator is good for one change until this moment.
  add column one_time_until timestamptz,
  -- A registered lending of the password: from then on the account is locked until the password is changed.
  add column lent_until timestamptz;
do $$
begin
  if not exists (select from pg_constraint where conname = 'account_lock_has_a_reason') then
    alter table accounts.accounts add constraint account_lock_has_a_reason check ((locked_at is null) = (locked_for is null));
  end if;
end
$$;
-- Binhai measures, article 12; GB/T 22239-2019, 8.1.5: at a department one person holds one open account, so the three
-- administrators are three people, and nobody is keeper and enters children.
create unique index one_person_holds_one_account_at_a_department on accounts.accounts (office_id, person_id)
  where level not in ('institution', 'town') and closed_at is null;
create unique index person_holds_a_role_once on accounts.accounts (office_id, person_id, role) where closed_at is null;

-- The last system administrator of an office stays; two who close each other at the same moment wait for each other here.
create function accounts.keep_a_system_administrator() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.role = 'system-administrator' and new.closed_at is null and new.office_id = old.office_id then
    return new;
  end if;
  perform 1 from accounts.offices o where o.id = old.office_id for update;
  if not exists (select from accounts.accounts a where a.office_id = old.office_id and a.role = 'system-administrator'
      and a.closed_at is null and a.id <> old.id) then
    raise exception 'the last system administrator' using errcode = '23514', constraint = 'office_keeps_a_system_administrator';
  end if;
  return new;
end
$$;
create trigger office_keeps_a_system_administrator before update of role, closed_at, office_id on accounts.accounts
  for each row when (old.role = 'system-administrator' and old.closed_at is null)
  execute function accounts.keep_a_system_administrator();

-- A changed password ends a lending, and the lock that followed it.
create function accounts.end_lending() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.lent_until := null;
  if new.locked_for = 'lending' then
    new.locked_at := null;
    new.locked_for := null;
  end if;
  return new;
end
$$;
create trigger changed_password_ends_a_lending before update of password_hash on accounts.accounts
  for each row when (new.password_hash is distinct from old.password_hash and (old.lent_until is not null or old.locked_for = 'lending'))
  execute function accounts.end_lending();

-- No session for an account that is closed, locked, lent too long, or whose one-time password is too old.
create function accounts.open_session() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  account record;
begin
  select a.closed_at, a.locked_at, a.locked_for, a.lent_until, a.password_must_change, a.one_time_until into account
    from accounts.accounts a where a.id = new.account_id;
  if account.closed_at is not null then
    raise exception 'closed' using errcode = '23514', constraint = 'session_needs_an_open_account';
  elsif account.lent_until <= new.created_at or account.locked_for = 'lending' then
    raise exception 'lent' using errcode = '23514', constraint = 'session_needs_a_new_password_after_a_lending';
  elsif account.locked_at is not null then
    raise exception 'locked' using errcode = '23514', constraint = 'session_needs_an_unlocked_account';
  elsif account.password_must_change and account.one_time_until <= new.created_at then
    raise exception 'too old' using errcode = '23514', constraint = 'session_needs_a_one_time_password_in_time';
  end if;
  return new;
end
$$;
create trigger session_of_an_open_account after insert on accounts.sessions
  for each row execute function accounts.open_session();

-- One person, one row: found by the digest of the resident number, whoever registered him.
create function accounts.person_of(person_name text, sealed bytea, digest bytea, phone bytea, at timestamptz) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  found record;
  made bigint;
begin
  select p.id, p.name into found from accounts.people p where p.identity_digest = digest for update;
  if found.id is null then
    insert into accounts.people (name, identity_sealed, identity_digest, phone_sealed, created_at)
      values (person_name, sealed, digest, phone, at) on conflict (identity_digest) do nothing returning id into made;
    if made is not null then
      return made;
    end if;
    select p.id, p.name into found from accounts.people p where p.identity_digest = digest for update;
  end if;
  if found.name <> person_name then
    raise exception 'another name' using errcode = '23514', constraint = 'person_has_one_name';
  end if;
  update accounts.people p set phone_sealed = phone where p.id = found.id;
  return found.id;
end
$$;
revoke all on function accounts.person_of, accounts.open_session, accounts.keep_a_system_administrator from public;
grant execute on function accounts.person_of to xueqian_keeper;

create policy town_keeper_sees on accounts.offices for select to xueqian_keeper
  using (level = 'town' and current_setting('app.level') = 'town' and scope = current_setting('app.scope'));
create policy keeper_founds on accounts.offices for insert to xueqian_keeper with check (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    else false end);
create policy keeper_changes on accounts.offices for update to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    when 'institution' then institution_id = current_setting('app.scope')::bigint else false end);
grant insert (name, kind, level, scope, division_code, county_code, prefecture_code, province_code, institution_id, department_id, duties, created_at)
  on accounts.offices to xueqian_keeper;
grant update (name, duties, closed_at, institution_id) on accounts.offices to xueqian_keeper;

create policy keeper_keeps on accounts.accounts for all to xueqian_keeper
  using (exists (select from accounts.offices o where o.id = office_id))
  with check (exists (select from accounts.offices o where o.id = office_id));
grant select (id, login, person_name, role, level, office_name, scope, institution_id, division_code, trial, closed_at, created_at, office_id,
  person_id, password_must_change, one_time_until, locked_at, locked_for, lent_until, last_signed_in_at) on accounts.accounts to xueqian_keeper;
grant insert (login, person_name, role, level, office_name, scope, institution_id, division_code, password_hash, trial, created_at, office_id,
  person_id, password_must_change, one_time_until) on accounts.accounts to xueqian_keeper;
grant update (role, office_id, office_name, password_hash, password_must_change, one_time_until, locked_at, locked_for, lent_until, closed_at)
  on accounts.accounts to xueqian_keeper;
create policy keeper_sees on accounts.people for select to xueqian_keeper
  using (exists (select from accounts.accounts a where a.person_id = people.id));
grant select on accounts.people to xueqian_keeper;
create policy keeper_ends on accounts.sessions for all to xueqian_keeper
  using (exists (select from accounts.accounts a where a.id = account_id));
grant select (account_id), delete on accounts.sessions to xueqian_keeper;
-- Whether the central kindergartens of a county's towns review first (Henan letter of 2017, 3.1). Known to all.
create table administration.first_reviews (
  county_code text collate "C" primary key,
  switched_on boolean not null,
  changed_by bigint not null references accounts.accounts,
  changed_at timestamptz not null
);

-- Trainings of the people who operate (Binhai measures, articles 8 and 19), recorded by the superior.
create table administration.trainings (
  id bigint generated always as identity primary key,
  person_id bigint not null references accounts.people,
  office_id bigint not null references accounts.offices,
  course text not null constraint training_has_a_course check (length(course) between 2 and 100),
  held_on date not null,
  passed boolean not null,
  recorded_by bigint references accounts.accounts,
  recorded_at timestamptz not null
);
create index trainings_by_person on administration.trainings (person_id);
create index trainings_by_office on administration.trainings (office_id);

-- The leading group of an institution (Binhai measures, articles 12 and 19). A row of a former member keeps its end.
create table administration.leaders (
  id bigint generated always as identity primary key,
  office_id bigint not null references accounts.offices,
  name text not null constraint leader_has_a_name check (length(name) between 1 and 50),
  post text collate "C" not null
    constraint leader_post_is_known check (post in ('head', 'administrator', 'class-teacher', 'finance', 'personnel', 'member')),
  phone_sealed bytea,
  since_on date not null,
  until_on date,
  recorded_by bigint not null references accounts.accounts,
  recorded_at timestamptz not null,
  constraint leader_ends_after_the_beginning check (until_on >= since_on)
);
create index leaders_by_office on administration.leaders (office_id);
create unique index leading_group_has_one_head on administration.leaders (office_id) where post = 'head' and until_on is null;
create table administration.leader_filings (
  id bigint generated always as identity primary key,
  office_id bigint not null references accounts.offices,
  members jsonb not null,
  -- The day of the change that is reported, and the day by which it had to be (policy value operatorChangeReportedWithin).
  changed_on date not null,
  due_on date,
  state text collate "C" not null constraint leader_filing_state_is_known check (state in ('sent', 'filed', 'returned')),
  sent_by bigint not null references accounts.accounts,
  sent_at timestamptz not null,
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  reason text,
  constraint leader_filing_returned_has_a_reason check (state <> 'returned' or length(reason) >= 2)
);
create unique index leading_group_waits_once on administration.leader_filings (office_id) where state = 'sent';
create index leader_filings_by_office on administration.leader_filings (office_id, id);

-- Commitment letters (Binhai measures, annex 2): in force while their signer holds the review account.
create table administration.commitments (
  id bigint generated always as identity primary key,
  office_id bigint not null references accounts.offices,
  person_id bigint not null references accounts.people,
  signed_name text not null,
  edition int not null,
  signed_by bigint not null references accounts.accounts,
  signed_at timestamptz not null,
  constraint commitment_is_signed_once unique (office_id, person_id, edition)
);

-- Division of permissions, filed with the superior (specification of 2014, article 19 (1)).
create table administration.division_filings (
  id bigint generated always as identity primary key,
  office_id bigint not null references accounts.offices,
  -- As it was sent: one object an account.
  lines jsonb not null,
  state text collate "C" not null constraint division_filing_state_is_known check (state in ('sent', 'filed', 'returned')),
  sent_by bigint not null references accounts.accounts,
  sent_at timestamptz not null,
  decided_by bigint references accounts.accounts,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  constraint division_filing_returned_has_a_reason check (state <> 'returned' or length(reason) >= 2)
);
create unique index division_waits_once on administration.division_filings (office_id) where state = 'sent';
create index division_filings_by_office on administration.division_filings (office_id, id);

-- Lost accounts, asked for on the sign-in page. A row of a login that does not exist names no account: it is written
-- all the same, so that the answer takes as long, and nobody sees it.
create table administration.recoveries (
  id bigint generated always as identity primary key,
  account_id bigint references accounts.accounts,
  office_id bigint references accounts.offices,
  contact_sealed bytea not null,
  reason text not null,
  state text collate "C" not null constraint recovery_state_is_known check (state in ('asked', 'issued', 'refused', 'used')),
  asked_at timestamptz not null,
  address text not null,
  -- How the superior made sure who asks.
  checked text,
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  secret_digest bytea,
  expires_at timestamptz,
  used_at timestamptz,
  constraint recovery_issued_was_checked check (state <> 'issued' or (length(checked) >= 5 and secret_digest is not null and expires_at is not null))
);
create index recoveries_by_account on administration.recoveries (account_id);
create index recoveries_by_office on administration.recoveries (office_id);

-- Lending of a password, registered beforehand (specification of 2014, article 19 (3)).
create table administration.lendings (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts.accounts,
  office_id bigint not null references accounts.offices,
  borrower text not null constraint lending_has_a_borrower check (length(borrower) between 1 and 50),
  reason text not null constraint lending_has_a_reason check (length(reason) between 2 and 500),
  until_at timestamptz not null,
  asked_at timestamptz not null,
  state text collate "C" not null constraint lending_state_is_known check (state in ('asked', 'approved', 'refused', 'withdrawn', 'ended')),
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  refusal text,
  ended_at timestamptz,
  constraint lending_lies_ahead check (until_at > asked_at)
);
create unique index account_is_lent_once on administration.lendings (account_id) where state in ('asked', 'approved');
create index lendings_by_office on administration.lendings (office_id);

do $$
declare
  name text;
begin
  foreach name in array array['trainings', 'leaders', 'leader_filings', 'commitments', 'division_filings', 'recoveries', 'lendings'] loop
    execute format('alter table administration.%I enable row level security', name);
    execute format('create policy keeper_keeps on administration.%I for all to xueqian_keeper
      using (exists (select from accounts.offices o where o.id = office_id)) with check (exists (select from accounts.offices o where o.id = office_id))', name);
    execute format('grant select on administration.%I to xueqian_keeper', name);
  end loop;
end
$$;
alter table administration.first_reviews enable row level security;
create policy all_know on administration.first_reviews for select
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper using (true);
create policy county_keeper_switches on administration.first_reviews for all to xueqian_keeper
  using (current_setting('app.level') = 'county' and county_code = current_setting('app.scope'));
grant select on administration.first_reviews
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
grant insert (county_code, switched_on, changed_by, changed_at), update (switched_on, changed_by, changed_at)
  on administration.first_reviews to xueqian_keeper;

grant insert (person_id, office_id, course, held_on, passed, recorded_by, recorded_at) on administration.trainings to xueqian_keeper;
create policy gate_asks on administration.trainings for select to xueqian_gate using (true);
grant select (person_id, passed) on administration.trainings to xueqian_gate;
grant insert (office_id, name, post, phone_sealed, since_on, recorded_by, recorded_at), update (until_on) on administration.leaders to xueqian_keeper;
grant insert (office_id, members, changed_on, due_on, state, sent_by, sent_at), update (state, decided_by, decided_at, reason)
  on administration.leader_filings to xueqian_keeper;
grant insert (office_id, person_id, signed_name, edition, signed_by, signed_at) on administration.commitments to xueqian_keeper;
grant insert (office_id, lines, state, sent_by, sent_at), update (state, decided_by, decided_by_name, decided_at, reason)
  on administration.division_filings to xueqian_keeper;
grant update (state, checked, decided_by, decided_at, secret_digest, expires_at) on administration.recoveries to xueqian_keeper;
create policy gate_takes on administration.recoveries for all to xueqian_gate using (true);
grant select, insert (account_id, office_id, contact_sealed, reason, state, asked_at, address), update (state, used_at) on administration.recoveries to xueqian_gate;
-- The new password of a recovered account is set by the gate: nobody is signed in yet.
create policy gate_recovers on accounts.accounts for update to xueqian_gate using (true);
grant update (password_hash, password_must_change, one_time_until) on accounts.accounts to xueqian_gate;
grant insert (account_id, office_id, borrower, reason, until_at, asked_at, state), update (state, decided_by, decided_at, refusal, ended_at)
  on administration.lendings to xueqian_keeper;
