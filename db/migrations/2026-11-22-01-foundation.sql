-- Serving roles: one a level. They own nothing and bypass nothing; a request's transaction takes the role of its
-- actor's level, so that each policy below is an equality on that level's own scope column (leakproof, indexable).
do $$
declare
  name text;
begin
  foreach name in array array['xueqian_institution', 'xueqian_county', 'xueqian_prefecture', 'xueqian_province', 'xueqian_ministry', 'xueqian_gate'] loop
    begin
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin nobypassrls', name);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of this cluster made it at the same moment: roles belong to the cluster
    end;
    begin
      execute format('grant %I to current_user', name);
    exception when unique_violation then
      null;
    end;
  end loop;
end
$$;

create schema jurisdictions;
create schema accounts;
create schema audit;
create schema institutions;
create schema classes;
create schema children;
create schema importing;
create schema registration;
create schema duplicates;
create schema statistics;

grant usage on schema jurisdictions, accounts, audit, institutions, classes, children, importing, registration, duplicates, statistics
  to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;
grant usage on schema accounts, audit, jurisdictions to xueqian_gate;

-- ── jurisdictions ────────────────────────────────────────────────────────────────────────────────────────────────
-- One row per period in which a code carried a name (GB/T 2260 with its history; towns; functional areas; self-defined).
create table jurisdictions.divisions (
  code text collate "C" not null,
  name text not null,
  full_name text not null,
  level text collate "C" not null constraint division_level_is_known check (level in ('province', 'prefecture', 'county', 'town')),
  kind text collate "C" not null,
  parent_code text collate "C",
  valid_from date not null,
  valid_to date,
  primary key (code, valid_from),
  constraint division_period_runs_forward check (valid_to is null or valid_to > valid_from)
);
create index divisions_by_parent on jurisdictions.divisions (parent_code);
create index divisions_by_name on jurisdictions.divisions (name text_pattern_ops);
alter table jurisdictions.divisions enable row level security;
create policy divisions_are_public on jurisdictions.divisions for select to public using (true);
grant select on jurisdictions.divisions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_gate;

-- Which policy pack a division follows, and since when; parts inherit from the whole.
create table jurisdictions.pack_assignments (
  division_code text collate "C" not null,
  pack text collate "C" not null,
  valid_from date not null,
  primary key (division_code, valid_from)
);
alter table jurisdictions.pack_assignments enable row level security;
create policy packs_are_public on jurisdictions.pack_assignments for select to public using (true);
grant select on jurisdictions.pack_assignments to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

-- ── institutions ─────────────────────────────────────────────────────────────────────────────────────────────────
create table institutions.institutions (
  id bigint generated always as identity primary key,
  code text collate "C" not null constraint institution_code_once unique
    constraint institution_code_has_ten_digits check (code ~ '^[0-9]{10}$'),
  name text not null,
  kind text collate "C" not null,
  nature text collate "C",
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  town_code text collate "C",
  basic_state text collate "C" not null default 'empty'
    constraint institution_basic_state_is_known check (basic_state in ('empty', 'draft', 'submitted', 'approved', 'returned')),
  -- Reported once (基本信息已上报) and in force once reviewed (已被审核): both stay while a later change is under way.
  reported boolean not null default false,
  reviewed boolean not null default false,
  constraint institution_reviewed_was_reported check (reported or not reviewed),
  in_force_version integer,
  created_at timestamptz not null
);
create index institutions_by_county on institutions.institutions (county_code, code);
create index institutions_by_prefecture on institutions.institutions (prefecture_code, code);
alter table institutions.institutions enable row level security;
create policy institution_sees_itself on institutions.institutions for select to xueqian_institution using (id = current_setting('app.scope')::bigint);
create policy county_sees on institutions.institutions for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on institutions.institutions for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on institutions.institutions for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy ministry_sees on institutions.institutions for select to xueqian_ministry using (true);
create policy institution_edits_itself on institutions.institutions for update to xueqian_institution
  using (id = current_setting('app.scope')::bigint) with check (id = current_setting('app.scope')::bigint);
create policy county_reviews on institutions.institutions for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy county_takes_over on institutions.institutions for insert to xueqian_county with check (county_code = current_setting('app.scope'));
grant select on institutions.institutions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;
grant update (basic_state, reported) on institutions.institutions to xueqian_institution;
grant update (name, kind, nature, town_code, basic_state, reported, reviewed, in_force_version) on institutions.institutions to xueqian_county;
grant insert (code, name, kind, nature, county_code, prefecture_code, province_code, town_code, basic_state, reported, reviewed, created_at)
  on institutions.institutions to xueqian_county;

-- Versions of the basic section: what was approved stays in force until the county approves the change (article 13).
create table institutions.basic_versions (
  institution_id bigint not null references institutions.institutions,
  version integer not null,
  county_code text collate "C" not null,
  state text collate "C" not null
    constraint basic_version_state_is_known check (state in ('draft', 'submitted', 'approved', 'returned')),
  fields jsonb not null,
  entered_by bigint,
  entered_at timestamptz,
  submitted_by bigint,
  submitted_at timestamptz,
  reviewed_by bigint,
  reviewed_at timestamptz,
  reason text,
  primary key (institution_id, version),
  constraint basic_return_has_a_reason check (state <> 'returned' or length(reason) >= 2)
);
create index basic_versions_waiting on institutions.basic_versions (county_code, submitted_at) where state = 'submitted';
alter table institutions.basic_versions enable row level security;
create policy institution_owns on institutions.basic_versions for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on institutions.basic_versions for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_reviews on institutions.basic_versions for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy county_takes_over on institutions.basic_versions for insert to xueqian_county with check (county_code = current_setting('app.scope'));
create policy above_sees on institutions.basic_versions for select to xueqian_prefecture, xueqian_province, xueqian_ministry
  using (exists (select from institutions.institutions i where i.id = institution_id));
grant select on institutions.basic_versions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;
grant insert (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at, reviewed_by, reviewed_at) on institutions.basic_versions to xueqian_institution, xueqian_county;
grant update (state, fields, entered_by, entered_at, submitted_by, submitted_at) on institutions.basic_versions to xueqian_institution;
grant update (state, reviewed_by, reviewed_at, reason) on institutions.basic_versions to xueqian_county;

-- ── accounts ─────────────────────────────────────────────────────────────────────────────────────────────────────
create table accounts.accounts (
  id bigint generated always as identity primary key,
  login text collate "C" not null constraint account_login_once unique,
  person_name text not null,
  role text collate "C" not null constraint account_role_is_known check (role in ('ordinary', 'review', 'administrator', 'reader')),
  level text collate "C" not null constraint account_level_is_known check (level in ('institution', 'county', 'prefecture', 'province', 'ministry')),
  office_name text not null,
  scope text collate "C" not null,
  institution_id bigint references institutions.institutions,
  division_code text collate "C" not null,
  -- argon2id; null: the account was prepared and not yet handed over, nobody can sign in with it.
  password_hash text,
  trial boolean not null default false,
  closed_at timestamptz,
  created_at timestamptz not null,
  constraint account_of_an_institution_names_it check ((level = 'institution') = (institution_id is not null))
);
create index accounts_by_institution on accounts.accounts (institution_id);
alter table accounts.accounts enable row level security;
-- Who entered, confirmed and reviewed is known to all by real name (Binhai measures, article 15(3)): name and office, nothing else.
create policy names_are_known on accounts.accounts for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry using (true);
create policy gate_reads on accounts.accounts for select to xueqian_gate using (true);
grant select (id, person_name, office_name) on accounts.accounts to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;
grant select on accounts.accounts to xueqian_gate;

create table accounts.sessions (
  token_digest bytea primary key,
  account_id bigint not null references accounts.accounts,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text
);
create index sessions_by_account on accounts.sessions (account_id);
alter table accounts.sessions enable row level security;
create policy gate_keeps on accounts.sessions for all to xueqian_gate using (true) with check (true);
grant select, insert, delete on accounts.sessions to xueqian_gate;
grant update (last_seen_at) on accounts.sessions to xueqian_gate;

-- Failed sign-ins by login, to slow guessing down.
create table accounts.sign_in_failures (
  login text collate "C" not null,
  at timestamptz not null,
  address text
);
create index sign_in_failures_by_login on accounts.sign_in_failures (login, at);
alter table accounts.sign_in_failures enable row level security;
create policy gate_keeps on accounts.sign_in_failures for all to xueqian_gate using (true) with check (true);
grant select, insert, delete on accounts.sign_in_failures to xueqian_gate;

-- ── audit ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One entry a command, and one a look at a child's file: who, real name, office, from where, what. Append only.
create table audit.entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  entry text collate "C" not null,
  route text collate "C" not null,
  account_id bigint,
  person_name text,
  role text collate "C",
  level text collate "C",
  scope text collate "C",
  office_name text,
  subject text,
  facts jsonb,
  address text,
  request_id text
);
create index entries_by_time on audit.entries using brin (at);
alter table audit.entries enable row level security;
create policy everyone_appends on audit.entries for insert to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_gate with check (true);
grant insert (at, entry, route, account_id, person_name, role, level, scope, office_name, subject, facts, address, request_id) on audit.entries
  to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_gate;
