-- ── admission of a new institution (Binhai measures of 2020, article 6 and annex 1) ──────────────────────────────────
-- A county takes the application in, its offices receive and review it, the institution code is assigned, accounts are
-- handed over, the kindergarten is told. What was decided stays in `steps`, with name, office and hour.
create schema admission;
grant usage on schema admission to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_keeper;

-- Institutions without a licence: recorded by their county, in no list of those that may hold children.
create table admission.unlicensed (
  id bigint generated always as identity primary key,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  name text not null,
  town_code text collate "C",
  address text not null,
  person_in_charge text not null,
  phone_sealed bytea,
  -- Children found there, a number only: none of them can be registered.
  children integer not null constraint unlicensed_children_are_counted check (children between 0 and 5000),
  found_on date not null,
  note text,
  state text collate "C" not null default 'recorded'
    constraint unlicensed_state_is_known check (state in ('recorded', 'admitted', 'closed')),
  closed_reason text,
  revision integer not null default 1,
  changed_by bigint not null references accounts.accounts,
  changed_at timestamptz not null,
  constraint unlicensed_closing_has_a_reason check (state <> 'closed' or length(closed_reason) >= 2)
);
create unique index unlicensed_recorded_once on admission.unlicensed (county_code, name) where state = 'recorded';
create index unlicensed_by_prefecture on admission.unlicensed (prefecture_code);
alter table admission.unlicensed enable row level security;

create table admission.applications (
  id bigint generated always as identity primary key,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" not null default 'draft'
    constraint application_state_is_known check (state in ('draft', 'submitted', 'received', 'approved', 'coded', 'opened', 'notified', 'returned', 'withdrawn')),
  -- Whose hands it goes through, laid down when it is handed in; null before.
  handled_by text collate "C"
    constraint application_way_is_known check (handled_by in ('one-office', 'offices-by-nature')),
  -- Grows with every change: a decision names the revision that was looked at.
  revision integer not null default 1,
  name text,
  kind text collate "C",
  nature text collate "C",
  fields jsonb not null,
  principal_phone_sealed bytea,
  unlicensed_id bigint references admission.unlicensed,
  submitted_by bigint references accounts.accounts,
  state_since timestamptz not null,
  due_on date,
  -- The period reaches into a year whose holidays are not published.
  due_not_known boolean not null default false,
  code text collate "C",
  admitted_as bigint references institutions.institutions,
  constraint application_admitted_has_a_code check ((code is null) = (admitted_as is null)),
  constraint application_handed_in_names_its_way check (state in ('draft', 'withdrawn') or (handled_by is not null and submitted_by is not null and name is not null and kind is not null and nature is not null))
);
create index applications_by_county on admission.applications (county_code, id desc);
create index applications_by_prefecture on admission.applications (prefecture_code, id desc);
create index applications_waiting on admission.applications (county_code, state) where state not in ('notified', 'withdrawn');
create unique index application_admits_once on admission.applications (admitted_as);
create unique index application_of_unlicensed_once on admission.applications (unlicensed_id) where state <> 'withdrawn';
alter table admission.applications enable row level security;

create table admission.steps (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission.applications,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  act text collate "C" not null
    constraint admission_act_is_known check (act in ('enter', 'submit', 'receive', 'approve', 'return', 'code', 'hand-over', 'notify', 'withdraw')),
  at timestamptz not null,
  account_id bigint not null references accounts.accounts,
  -- The office as it was called then: printed as the stamp.
  office_name text not null,
  -- Why it went back or was withdrawn; the code that was given; whose accounts were handed over.
  note text,
  constraint admission_return_has_a_reason check (act not in ('return', 'withdraw') or length(note) >= 2)
);
create index steps_by_application on admission.steps (application_id, id);
alter table admission.steps enable row level security;

create table admission.scans (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission.applications,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  kind text collate "C" not null
    constraint scan_kind_is_known check (kind in ('letter', 'licence', 'approval', 'legal-person')),
  file_name text not null,
  file_key text collate "C" not null,
  bytes integer not null,
  media_type text collate "C" not null,
  added_by bigint not null references accounts.accounts,
  added_at timestamptz not null
);
create index scans_by_application on admission.scans (application_id, id);
alter table admission.scans enable row level security;

do $$
declare
  kept text;
begin
  foreach kept in array array['unlicensed', 'applications', 'steps', 'scans'] loop
    execute format($policy$create policy county_keeps on admission.%I for all to xueqian_county
      using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'))$policy$, kept);
    execute format($policy$create policy prefecture_sees on admission.%I for select to xueqian_prefecture
      using (prefecture_code = current_setting('app.scope') %s)$policy$, kept, case kept when 'applications' then $draft$and state <> 'draft'$draft$ else '' end);
    execute format($policy$create policy province_sees on admission.%I for select to xueqian_province
      using (province_code = current_setting('app.scope') %s)$policy$, kept, case kept when 'applications' then $draft$and state <> 'draft'$draft$ else '' end);
    execute format('grant select on admission.%I to xueqian_county, xueqian_prefecture, xueqian_province', kept);
  end loop;
end
$$;

grant insert (county_code, prefecture_code, province_code, name, town_code, address, person_in_charge, phone_sealed, children, found_on, note, changed_by, changed_at),
  update (name, town_code, address, person_in_charge, phone_sealed, children, found_on, note, state, closed_reason, revision, changed_by, changed_at)
  on admission.unlicensed to xueqian_county;
grant insert (county_code, prefecture_code, province_code, name, kind, nature, fields, principal_phone_sealed, unlicensed_id, state_since),
  update (state, handled_by, revision, name, kind, nature, fields, principal_phone_sealed, submitted_by, state_since, due_on, due_not_known, code, admitted_as)
  on admission.applications to xueqian_county;
grant insert (application_id, county_code, prefecture_code, province_code, act, at, account_id, office_name, note) on admission.steps to xueqian_county;
grant insert (application_id, county_code, prefecture_code, province_code, kind, file_name, file_key, bytes, media_type, added_by, added_at), delete
  on admission.scans to xueqian_county;

-- The county's system administrator makes the accounts; of applications he sees those that wait for accounts, and no more.
create function admission.accounts_waited_for()
returns table (id bigint, revision integer, institution_id bigint, code text, name text, state_since timestamptz, due_on date, due_not_known boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.revision, a.admitted_as, a.code, a.name, a.state_since, a.due_on, a.due_not_known from admission.applications a
  where a.state = 'coded' and current_setting('app.level') = 'county' and a.county_code = current_setting('app.scope')
  order by a.id limit 200
$$;
create function admission.hand_over(application bigint, seen integer, by bigint, office text, at timestamptz, due date, due_unknown boolean, made text)
returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  update admission.applications a set state = 'opened', revision = a.revision + 1, state_since = hand_over.at, due_on = due, due_not_known = due_unknown
  where a.id = application and a.revision = seen and a.state = 'coded' and current_setting('app.level') = 'county'
    and a.county_code = current_setting('app.scope');
  if not found then
    return false;
  end if;
  insert into admission.steps (application_id, county_code, prefecture_code, province_code, act, at, account_id, office_name, note)
    select a.id, a.county_code, a.prefecture_code, a.province_code, 'hand-over', hand_over.at, by, office, made from admission.applications a where a.id = application;
  return true;
end
$$;
revoke all on function admission.accounts_waited_for(), admission.hand_over(bigint, integer, bigint, text, timestamptz, date, boolean, text) from public;
grant execute on function admission.accounts_waited_for(), admission.hand_over(bigint, integer, bigint, text, timestamptz, date, boolean, text) to xueqian_keeper;

-- No way leads past the admission: an institution that its county has on record as unlicensed is entered by none, so
-- that no child can be registered there, until its application has been approved.
create function admission.refuse_unlicensed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from admission.unlicensed u where u.county_code = new.county_code and u.name = new.name and u.state = 'recorded') then
    raise exception using errcode = 'check_violation', constraint = 'unlicensed_institution_is_admitted_first',
      message = 'this institution has no licence';
  end if;
  return new;
end
$$;
revoke all on function admission.refuse_unlicensed() from public;
create trigger refuse_unlicensed before insert on institutions.institutions for each row execute function admission.refuse_unlicensed();
