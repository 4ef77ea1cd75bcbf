-- ── classes ──────────────────────────────────────────────────────────────────────────────────────────────────────
create table classes.classes (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  type text collate "C" not null constraint class_type_is_known check (type in ('10', '21', '22', '23', '30', '40')),
  school_year integer not null,
  capacity integer,
  teacher_name text,
  created_by bigint not null,
  created_at timestamptz not null,
  constraint class_code_once_in_institution unique (institution_id, code),
  constraint class_name_once_in_year unique (institution_id, school_year, name),
  constraint class_belongs_to_institution unique (id, institution_id)
);
alter table classes.classes enable row level security;
create policy institution_owns on classes.classes for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on classes.classes for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_takes_over on classes.classes for insert to xueqian_county with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on classes.classes for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on classes.classes for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on classes.classes to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, county_code, prefecture_code, province_code, code, name, type, school_year, capacity, teacher_name, created_by, created_at) on classes.classes to xueqian_institution, xueqian_county;
grant update (name, capacity, teacher_name) on classes.classes to xueqian_institution;
grant delete on classes.classes to xueqian_institution;

-- ── children ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- No index names the workflow columns, so that confirming and approving rewrite no index (heap-only updates).
create table children.children (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  class_id bigint,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" not null
    constraint child_state_is_known check (state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'deleted')),
  version integer not null default 1,
  name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  identity_type text collate "C" not null,
  identity_sealed bytea,
  -- Keyed digest of what makes two files the same child: the identity number, or name, sex and birth date without one.
  claim_digest bytea not null,
  -- Whether this file holds the claim. Of all files with one claim at most one holds it; the others are problem cases.
  holds_claim boolean not null,
  blood_type text collate "C",
  nationality text collate "C" not null,
  ethnicity text collate "C",
  overseas text collate "C" not null,
  birth_place text collate "C",
  native_place text,
  hukou_nature text collate "C",
  hukou_subtype text collate "C",
  hukou_place text collate "C",
  address text,
  admitted_on date not null,
  attendance text collate "C" not null,
  only_child boolean,
  left_behind text collate "C",
  migrant_worker boolean,
  health text collate "C" not null,
  disabled boolean not null,
  disability_type text collate "C",
  orphan boolean not null,
  guardian_name text not null,
  guardian_identity_type text collate "C" not null,
  guardian_identity_sealed bytea,
  guardian_relation text collate "C",
  guardian_phone_sealed bytea,
  -- The number without its first letter is sealed too: a G number is the identity number.
  number_kind text collate "C" constraint child_number_kind_is_known check (number_kind in ('G', 'J', 'L')),
  number_sealed bytea,
  entered_by bigint not null,
  entered_at timestamptz not null,
  confirmed_by bigint,
  confirmed_at timestamptz,
  reviewed_by bigint,
  reviewed_at timestamptz,
  return_reason text,
  constraint child_class_is_of_its_institution foreign key (class_id, institution_id) references classes.classes (id, institution_id),
  constraint child_confirmed_by_another_person check (confirmed_by is null or confirmed_by <> entered_by),
  constraint child_numbered_has_a_number check (state <> 'numbered' or (number_kind is not null and number_sealed is not null and reviewed_by is not null)),
  constraint child_problem_holds_no_claim check (state <> 'problem' or not holds_claim),
  constraint child_return_has_a_reason check (state <> 'returned' or length(return_reason) >= 2)
) with (fillfactor = 60);
create unique index child_claim_held_once on children.children (claim_digest) where holds_claim;
create index children_without_claim on children.children (claim_digest) where not holds_claim;
create index children_by_institution on children.children (institution_id, id);
create index children_by_class on children.children (class_id);
create index children_by_name on children.children (name, county_code, prefecture_code);
alter table children.children enable row level security;
create policy institution_sees on children.children for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_enters on children.children for insert to xueqian_institution with check (institution_id = current_setting('app.scope')::bigint);
create policy institution_edits on children.children for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on children.children for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_takes_over on children.children for insert to xueqian_county with check (county_code = current_setting('app.scope'));
create policy county_reviews on children.children for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on children.children for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on children.children for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on children.children to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, class_id, county_code, prefecture_code, province_code, state, name, sex, birth_on, identity_type, identity_sealed, claim_digest, holds_claim,
  blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype, hukou_place, address, admitted_on, attendance, only_child, left_behind,
  migrant_worker, health, disabled, disability_type, orphan, guardian_name, guardian_identity_type, guardian_identity_sealed, guardian_relation, guardian_phone_sealed, entered_by, entered_at)
  on children.children to xueqian_institution, xueqian_county;
grant update (class_id, state, version, name, sex, birth_on, identity_type, identity_sealed, claim_digest, holds_claim,
  blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype, hukou_place, address, admitted_on, attendance, only_child, left_behind,
  migrant_worker, health, disabled, disability_type, orphan, guardian_name, guardian_identity_type, guardian_identity_sealed, guardian_relation, guardian_phone_sealed,
  entered_by, entered_at, confirmed_by, confirmed_at, return_reason)
  on children.children to xueqian_institution;
grant update (state, version, holds_claim, number_kind, number_sealed, confirmed_by, confirmed_at, reviewed_by, reviewed_at, return_reason) on children.children to xueqian_county;

-- What was done to a child's file, by whom and when; never changed, never removed.
create table children.actions (
  child_id bigint not null,
  at timestamptz not null,
  action text collate "C" not null constraint action_is_known check (action in
    ('entered', 'edited', 'confirmed', 'returned-by-principal', 'approved', 'returned-by-county', 'numbered', 'case-opened', 'case-closed', 'deleted', 'claim-received')),
  account_id bigint not null,
  reason text,
  facts jsonb
);
create index actions_by_child on children.actions (child_id, at);
alter table children.actions enable row level security;
create policy seen_with_the_child on children.actions for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from children.children c where c.id = child_id));
create policy written_with_the_child on children.actions for insert to xueqian_institution, xueqian_county
  with check (exists (select from children.children c where c.id = child_id));
grant select on children.actions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (child_id, at, action, account_id, reason, facts) on children.actions to xueqian_institution, xueqian_county;

-- A request answered once: the same request again gives the same child.
create table children.requests (
  request_id uuid primary key,
  institution_id bigint not null,
  account_id bigint not null,
  child_id bigint not null,
  at timestamptz not null
);
alter table children.requests enable row level security;
create policy institution_owns on children.requests for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
grant select on children.requests to xueqian_institution;
grant insert (request_id, institution_id, account_id, child_id, at) on children.requests to xueqian_institution;

-- Unfinished forms, sealed whole.
create table children.drafts (
  draft_id uuid primary key,
  institution_id bigint not null,
  account_id bigint not null,
  values_sealed bytea not null,
  saved_at timestamptz not null
);
create index drafts_by_account on children.drafts (institution_id, account_id);
alter table children.drafts enable row level security;
create policy institution_owns on children.drafts for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
grant select, delete on children.drafts to xueqian_institution;
grant insert (draft_id, institution_id, account_id, values_sealed, saved_at) on children.drafts to xueqian_institution;
grant update (values_sealed, saved_at) on children.drafts to xueqian_institution;

-- ── registration ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Every number ever issued; a row is never removed, so a number is never given to another child.
create table registration.numbers (
  kind text collate "C" not null constraint number_kind_is_known check (kind in ('G', 'J', 'L')),
  body_digest bytea not null,
  child_id bigint not null,
  issued_by bigint not null,
  issued_at timestamptz not null,
  constraint number_once_for_ever primary key (kind, body_digest)
);
create unique index number_one_a_child on registration.numbers (child_id);
alter table registration.numbers enable row level security;
create policy county_issues on registration.numbers for insert to xueqian_county with check (exists (select from children.children c where c.id = child_id));
create policy seen_with_the_child on registration.numbers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from children.children c where c.id = child_id));
grant select on registration.numbers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (kind, body_digest, child_id, issued_by, issued_at) on registration.numbers to xueqian_county;

-- Serials of J numbers by area and birth date: three digits, never given twice.
create table registration.serials (
  area_code text collate "C" not null,
  birth_on date not null,
  last integer not null constraint serial_has_three_digits check (last between 1 and 999),
  primary key (area_code, birth_on)
);
alter table registration.serials enable row level security;
create policy county_counts on registration.serials for all to xueqian_county using (area_code = left(current_setting('app.scope'), 6)) with check (area_code = left(current_setting('app.scope'), 6));
grant select on registration.serials to xueqian_county;
grant insert (area_code, birth_on, last), update (last) on registration.serials to xueqian_county;

-- ── duplicates ───────────────────────────────────────────────────────────────────────────────────────────────────
-- A case names both institutions, so both ends of the tree see it without a loosened policy.
create table duplicates.cases (
  id bigint generated always as identity primary key,
  kind text collate "C" not null constraint case_kind_is_known check (kind in ('101', '102')),
  state text collate "C" not null default 'open' constraint case_state_is_known check (state in ('open', 'closed')),
  outcome text collate "C",
  later_child_id bigint not null references children.children,
  earlier_child_id bigint not null references children.children,
  later_institution_id bigint not null,
  earlier_institution_id bigint not null,
  later_county text collate "C" not null,
  earlier_county text collate "C" not null,
  later_prefecture text collate "C" not null,
  earlier_prefecture text collate "C" not null,
  province_code text collate "C" not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint case_closed_has_an_outcome check ((state = 'closed') = (outcome is not null and closed_at is not null))
);
create unique index case_open_once_for_a_pair on duplicates.cases (later_child_id, earlier_child_id) where state = 'open';
create index cases_by_earlier on duplicates.cases (earlier_child_id);
create index cases_open_later_institution on duplicates.cases (later_institution_id);
create index cases_open_earlier_institution on duplicates.cases (earlier_institution_id);
create index cases_open_later_county on duplicates.cases (later_county);
create index cases_open_earlier_county on duplicates.cases (earlier_county);
alter table duplicates.cases enable row level security;
create policy institution_named on duplicates.cases for select to xueqian_institution
  using (later_institution_id = current_setting('app.scope')::bigint or earlier_institution_id = current_setting('app.scope')::bigint);
create policy county_named on duplicates.cases for select to xueqian_county
  using (later_county = current_setting('app.scope') or earlier_county = current_setting('app.scope'));
create policy prefecture_named on duplicates.cases for select to xueqian_prefecture
  using (later_prefecture = current_setting('app.scope') or earlier_prefecture = current_setting('app.scope'));
create policy province_named on duplicates.cases for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on duplicates.cases to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- ── importing ────────────────────────────────────────────────────────────────────────────────────────────────────
create table importing.imports (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  file_name text not null,
  file_key text not null,
  file_bytes bigint not null,
  state text collate "C" not null default 'waiting'
    constraint import_state_is_known check (state in ('waiting', 'checking', 'checked', 'committing', 'committed', 'failed', 'cancelled')),
  uploaded_by bigint not null,
  uploaded_at timestamptz not null,
  finished_at timestamptz,
  done integer not null default 0,
  total integer not null default 0,
  counts jsonb,
  failure jsonb,
  headings jsonb,
  corrections jsonb not null default '[]'
);
create index imports_by_institution on importing.imports (institution_id, id);
alter table importing.imports enable row level security;
create policy institution_owns on importing.imports for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
grant select on importing.imports to xueqian_institution;
grant insert (institution_id, file_name, file_key, file_bytes, uploaded_by, uploaded_at) on importing.imports to xueqian_institution;
grant update (state, finished_at, done, total, counts, failure, headings, corrections) on importing.imports to xueqian_institution;

-- Rows that were rejected or warned of; clean rows are only counted. Values of identity columns are sealed inside `problems`.
create table importing.row_results (
  import_id bigint not null references importing.imports on delete cascade,
  row_number integer not null,
  institution_id bigint not null,
  outcome text collate "C" not null constraint row_outcome_is_known check (outcome in ('created', 'updated', 'unchanged', 'rejected')),
  name text not null,
  problems jsonb not null,
  primary key (import_id, row_number)
);
alter table importing.row_results enable row level security;
create policy institution_owns on importing.row_results for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
grant select, delete on importing.row_results to xueqian_institution;
grant insert (import_id, row_number, institution_id, outcome, name, problems) on importing.row_results to xueqian_institution;

-- ── statistics ───────────────────────────────────────────────────────────────────────────────────────────────────
-- Counters of each institution, kept in the transaction that changes what they count. One narrow row an institution:
-- 38,000 of them sum up in milliseconds, and two institutions never wait for each other.
create table statistics.institution_counters (
  institution_id bigint primary key references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  reported integer not null default 0,
  reviewed integer not null default 0,
  basic_waiting integer not null default 0,
  entered integer not null default 0,
  returned integer not null default 0,
  confirmed integer not null default 0,
  problem integer not null default 0,
  numbered integer not null default 0
) with (fillfactor = 50);
create index institution_counters_by_county on statistics.institution_counters (county_code);
create index institution_counters_by_prefecture on statistics.institution_counters (prefecture_code);
alter table statistics.institution_counters enable row level security;
create policy institution_sees on statistics.institution_counters for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on statistics.institution_counters for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on statistics.institution_counters for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on statistics.institution_counters for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy ministry_sees on statistics.institution_counters for select to xueqian_ministry using (true);
grant select on statistics.institution_counters to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

-- Children in the education statistics (教育统计在园幼儿数) of a year, by institution: the denominator of annex 2.
create table statistics.baselines (
  year integer not null,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  children integer not null constraint baseline_is_not_negative check (children >= 0),
  primary key (year, institution_id)
);
alter table statistics.baselines enable row level security;
create policy institution_sees on statistics.baselines for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on statistics.baselines for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on statistics.baselines for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on statistics.baselines for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy ministry_sees on statistics.baselines for select to xueqian_ministry using (true);
create policy province_enters on statistics.baselines for insert to xueqian_province with check (province_code = current_setting('app.scope'));
create policy province_updates on statistics.baselines for update to xueqian_province using (province_code = current_setting('app.scope')) with check (province_code = current_setting('app.scope'));
grant select on statistics.baselines to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;
grant insert (year, institution_id, county_code, prefecture_code, province_code, children), update (children) on statistics.baselines to xueqian_province;
