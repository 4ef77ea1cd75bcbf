-- The migrated database, read from its catalogues. Made by `npm run generate`; do not edit: write a migration.

set check_function_bodies = off;

-- Schemas

create schema accidents;
grant usage on schema accidents
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema accounts;
grant usage on schema accounts
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema administration;
grant usage on schema administration
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema admission;
grant usage on schema admission
  to xueqian_county, xueqian_keeper, xueqian_prefecture, xueqian_province;

create schema alterations;
grant usage on schema alterations
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema announcements;
grant usage on schema announcements
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema attachments;
grant usage on schema attachments
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema audit;
grant usage on schema audit
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema children;
grant usage on schema children
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema classes;
grant usage on schema classes
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema deadlines;
grant usage on schema deadlines
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province;

create schema declarations;
grant usage on schema declarations
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema departures;
grant usage on schema departures
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema duplicates;
grant usage on schema duplicates
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema flows;
grant usage on schema flows
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province;

create schema forms;
grant usage on schema forms
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema importing;
grant usage on schema importing
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province;

create schema institutions;
grant usage on schema institutions
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema jurisdictions;
grant usage on schema jurisdictions
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema key_changes;
grant usage on schema key_changes
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema papers;
grant usage on schema papers
  to xueqian_county, xueqian_institution;

create schema petitions;
grant usage on schema petitions
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema platform;

create schema primary_entry;
grant usage on schema primary_entry
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema province_border;
grant usage on schema province_border
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema registration;
grant usage on schema registration
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema rosters;
grant usage on schema rosters
  to xueqian_county;

create schema statistics;
grant usage on schema statistics
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

create schema supervision;
grant usage on schema supervision
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province;

create schema transfers;
grant usage on schema transfers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema verification;
grant usage on schema verification
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

create schema yearly_round;
grant usage on schema yearly_round
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- Tables

create table accidents.accidents (
  id bigint generated always as identity,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  happened_on date not null,
  place text not null,
  kind text collate "C" not null,
  degree text collate "C" not null,
  course text not null,
  handling text not null,
  due_on date,
  request_id uuid not null,
  recorded_by bigint not null,
  recorded_at timestamp with time zone not null,
  petition_id bigint,
  constraint accidents_pkey PRIMARY KEY (id),
  constraint accident_is_recorded_once UNIQUE (request_id),
  constraint accident_degree_is_known CHECK ((degree = ANY (ARRAY['slight'::text, 'grave'::text, 'fatal'::text]))),
  constraint accident_kind_is_known CHECK ((kind = ANY (ARRAY['drowning'::text, 'traffic'::text, 'food-poisoning'::text, 'infectious-disease'::text, 'other'::text]))),
  constraint accident_names_a_place CHECK (((length(place) >= 2) AND (length(place) <= 120))),
  constraint accident_recorded_when_it_has_happened CHECK ((happened_on <= ((recorded_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint accident_says_what_happened CHECK (((length(course) >= 2) AND (length(course) <= 2000))),
  constraint accident_says_what_was_done CHECK (((length(handling) >= 2) AND (length(handling) <= 2000))),
  constraint accident_that_is_fatal_is_petitioned CHECK (((degree = 'fatal'::text) = (petition_id IS NOT NULL)))
);
CREATE INDEX accidents_by_county ON accidents.accidents USING btree (county_code, id);
CREATE INDEX accidents_by_institution ON accidents.accidents USING btree (institution_id, id);
CREATE INDEX accidents_by_petition ON accidents.accidents USING btree (petition_id) WHERE (petition_id IS NOT NULL);
CREATE INDEX accidents_by_province ON accidents.accidents USING btree (province_code, happened_on);

create table accounts.accounts (
  id bigint generated always as identity,
  login text collate "C" not null,
  person_name text not null,
  role text collate "C" not null,
  level text collate "C" not null,
  office_name text not null,
  scope text collate "C" not null,
  institution_id bigint,
  division_code text collate "C" not null,
  password_hash text,
  trial boolean default false not null,
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  office_id bigint not null,
  person_id bigint not null,
  password_changed_at timestamp with time zone,
  password_must_change boolean default false not null,
  last_signed_in_at timestamp with time zone,
  locked_at timestamp with time zone,
  locked_for text collate "C",
  second_factor_optional boolean default false not null,
  one_time_until timestamp with time zone,
  lent_until timestamp with time zone,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint account_login_once UNIQUE (login),
  constraint account_level_is_known CHECK ((level = ANY (ARRAY['institution'::text, 'town'::text, 'county'::text, 'prefecture'::text, 'province'::text, 'ministry'::text]))),
  constraint account_lock_has_a_reason CHECK (((locked_at IS NULL) = (locked_for IS NULL))),
  constraint account_lock_reason_is_known CHECK ((locked_for = ANY (ARRAY['disuse'::text, 'lending'::text, 'security'::text]))),
  constraint account_of_an_institution_names_it CHECK (((level = 'institution'::text) = (institution_id IS NOT NULL))),
  constraint account_role_is_known CHECK ((role = ANY (ARRAY['ordinary'::text, 'review'::text, 'reader'::text, 'teacher'::text, 'finance'::text, 'personnel'::text, 'system-administrator'::text, 'security-administrator'::text, 'audit-administrator'::text, 'support'::text])))
);
CREATE INDEX accounts_by_institution ON accounts.accounts USING btree (institution_id);
CREATE INDEX accounts_by_office ON accounts.accounts USING btree (office_id);
CREATE INDEX accounts_by_person ON accounts.accounts USING btree (person_id);
CREATE UNIQUE INDEX one_person_holds_one_account_at_a_department ON accounts.accounts USING btree (office_id, person_id) WHERE ((level <> ALL (ARRAY['institution'::text, 'town'::text])) AND (closed_at IS NULL));
CREATE UNIQUE INDEX one_person_holds_one_of_entering_and_deciding ON accounts.accounts USING btree (office_id, person_id) WHERE ((role = ANY (ARRAY['ordinary'::text, 'review'::text])) AND (closed_at IS NULL));
CREATE UNIQUE INDEX person_holds_a_role_once ON accounts.accounts USING btree (office_id, person_id, role) WHERE (closed_at IS NULL);

create table accounts.image_questions (
  id uuid not null,
  answer_sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint image_questions_pkey PRIMARY KEY (id)
);

create table accounts.offices (
  id bigint generated always as identity,
  name text not null,
  kind text collate "C" not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  division_code text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  institution_id bigint,
  department_id bigint,
  duties text[] collate "C",
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint offices_pkey PRIMARY KEY (id),
  constraint office_below_the_ministry_has_a_province CHECK (((level = 'ministry'::text) = (province_code IS NULL))),
  constraint office_kind_is_known CHECK ((kind = ANY (ARRAY['institution'::text, 'central-kindergarten'::text, 'department'::text, 'section'::text, 'support-unit'::text]))),
  constraint office_level_is_known CHECK ((level = ANY (ARRAY['institution'::text, 'town'::text, 'county'::text, 'prefecture'::text, 'province'::text, 'ministry'::text]))),
  constraint office_of_an_institution_names_it CHECK (((level <> 'institution'::text) OR (institution_id IS NOT NULL))),
  constraint section_belongs_to_a_department CHECK (((kind = ANY (ARRAY['section'::text, 'support-unit'::text])) = (department_id IS NOT NULL)))
);
CREATE UNIQUE INDEX office_once ON accounts.offices USING btree (level, scope) WHERE (department_id IS NULL);
CREATE INDEX offices_by_county ON accounts.offices USING btree (county_code);
CREATE INDEX offices_by_institution ON accounts.offices USING btree (institution_id);
CREATE INDEX offices_by_prefecture ON accounts.offices USING btree (prefecture_code);
CREATE INDEX offices_by_province ON accounts.offices USING btree (province_code);
CREATE UNIQUE INDEX section_once ON accounts.offices USING btree (department_id, name) WHERE (department_id IS NOT NULL);

create table accounts.password_history (
  id bigint generated always as identity,
  account_id bigint not null,
  password_hash text not null,
  constraint password_history_pkey PRIMARY KEY (id)
);
CREATE INDEX password_history_by_account ON accounts.password_history USING btree (account_id, id);

create table accounts.pending_sign_ins (
  token_digest bytea not null,
  account_id bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint pending_sign_ins_pkey PRIMARY KEY (token_digest)
);
CREATE INDEX pending_sign_ins_by_account ON accounts.pending_sign_ins USING btree (account_id);

create table accounts.people (
  id bigint generated always as identity,
  name text not null,
  identity_sealed bytea,
  identity_digest bytea,
  phone_sealed bytea,
  created_at timestamp with time zone not null,
  constraint people_pkey PRIMARY KEY (id),
  constraint person_once UNIQUE (identity_digest),
  constraint person_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 50))),
  constraint person_identity_is_sealed CHECK (((identity_sealed IS NULL) = (identity_digest IS NULL)))
);

create table accounts.recovery_codes (
  account_id bigint not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (account_id, code_hash)
);

create table accounts.second_factors (
  account_id bigint not null,
  secret_sealed bytea,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  next_sealed bytea,
  next_at timestamp with time zone,
  constraint second_factors_pkey PRIMARY KEY (account_id),
  constraint second_factor_is_confirmed_with_a_secret CHECK (((secret_sealed IS NULL) = (confirmed_at IS NULL)))
);

create table accounts.sessions (
  token_digest bytea not null,
  account_id bigint not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address text,
  id bigint generated always as identity,
  idle_minutes integer default 30 not null,
  need text collate "C",
  browser text,
  constraint sessions_pkey PRIMARY KEY (token_digest),
  constraint session_number_once UNIQUE (id),
  constraint session_idles_some_minutes CHECK ((idle_minutes > 0)),
  constraint session_need_is_known CHECK ((need = ANY (ARRAY['password-change'::text, 'second-factor'::text])))
);
CREATE INDEX sessions_by_account ON accounts.sessions USING btree (account_id);

create table accounts.sign_ins (
  login text collate "C" not null,
  at timestamp with time zone not null,
  address text,
  id bigint generated always as identity,
  outcome text collate "C" default 'wrong-password'::text not null,
  browser text,
  constraint sign_ins_pkey PRIMARY KEY (id),
  constraint sign_in_outcome_is_known CHECK ((outcome = ANY (ARRAY['signed-in'::text, 'wrong-password'::text, 'wrong-code'::text, 'not-allowed'::text, 'unlocked'::text])))
);
CREATE INDEX sign_ins_by_address ON accounts.sign_ins USING btree (address, at);
CREATE INDEX sign_ins_by_login ON accounts.sign_ins USING btree (login, at);
CREATE INDEX sign_ins_by_time ON accounts.sign_ins USING btree (at);

create table administration.commitments (
  id bigint generated always as identity,
  office_id bigint not null,
  person_id bigint not null,
  signed_name text not null,
  edition integer not null,
  signed_by bigint not null,
  signed_at timestamp with time zone not null,
  constraint commitments_pkey PRIMARY KEY (id),
  constraint commitment_is_signed_once UNIQUE (office_id, person_id, edition)
);

create table administration.division_filings (
  id bigint generated always as identity,
  office_id bigint not null,
  lines jsonb not null,
  state text collate "C" not null,
  sent_by bigint not null,
  sent_at timestamp with time zone not null,
  decided_by bigint,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  constraint division_filings_pkey PRIMARY KEY (id),
  constraint division_filing_returned_has_a_reason CHECK (((state <> 'returned'::text) OR (length(reason) >= 2))),
  constraint division_filing_state_is_known CHECK ((state = ANY (ARRAY['sent'::text, 'filed'::text, 'returned'::text])))
);
CREATE INDEX division_filings_by_office ON administration.division_filings USING btree (office_id, id);
CREATE UNIQUE INDEX division_waits_once ON administration.division_filings USING btree (office_id) WHERE (state = 'sent'::text);

create table administration.first_reviews (
  county_code text collate "C" not null,
  switched_on boolean not null,
  changed_by bigint not null,
  changed_at timestamp with time zone not null,
  constraint first_reviews_pkey PRIMARY KEY (county_code)
);

create table administration.leader_filings (
  id bigint generated always as identity,
  office_id bigint not null,
  members jsonb not null,
  changed_on date not null,
  due_on date,
  state text collate "C" not null,
  sent_by bigint not null,
  sent_at timestamp with time zone not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  reason text,
  constraint leader_filings_pkey PRIMARY KEY (id),
  constraint leader_filing_returned_has_a_reason CHECK (((state <> 'returned'::text) OR (length(reason) >= 2))),
  constraint leader_filing_state_is_known CHECK ((state = ANY (ARRAY['sent'::text, 'filed'::text, 'returned'::text])))
);
CREATE INDEX leader_filings_by_office ON administration.leader_filings USING btree (office_id, id);
CREATE UNIQUE INDEX leading_group_waits_once ON administration.leader_filings USING btree (office_id) WHERE (state = 'sent'::text);

create table administration.leaders (
  id bigint generated always as identity,
  office_id bigint not null,
  name text not null,
  post text collate "C" not null,
  phone_sealed bytea,
  since_on date not null,
  until_on date,
  recorded_by bigint not null,
  recorded_at timestamp with time zone not null,
  constraint leaders_pkey PRIMARY KEY (id),
  constraint leader_ends_after_the_beginning CHECK ((until_on >= since_on)),
  constraint leader_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 50))),
  constraint leader_post_is_known CHECK ((post = ANY (ARRAY['head'::text, 'administrator'::text, 'class-teacher'::text, 'finance'::text, 'personnel'::text, 'member'::text])))
);
CREATE INDEX leaders_by_office ON administration.leaders USING btree (office_id);
CREATE UNIQUE INDEX leading_group_has_one_head ON administration.leaders USING btree (office_id) WHERE ((post = 'head'::text) AND (until_on IS NULL));

create table administration.lendings (
  id bigint generated always as identity,
  account_id bigint not null,
  office_id bigint not null,
  borrower text not null,
  reason text not null,
  until_at timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  state text collate "C" not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  refusal text,
  ended_at timestamp with time zone,
  constraint lendings_pkey PRIMARY KEY (id),
  constraint lending_has_a_borrower CHECK (((length(borrower) >= 1) AND (length(borrower) <= 50))),
  constraint lending_has_a_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 500))),
  constraint lending_lies_ahead CHECK ((until_at > asked_at)),
  constraint lending_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'ended'::text])))
);
CREATE UNIQUE INDEX account_is_lent_once ON administration.lendings USING btree (account_id) WHERE (state = ANY (ARRAY['asked'::text, 'approved'::text]));
CREATE INDEX lendings_by_office ON administration.lendings USING btree (office_id);

create table administration.recoveries (
  id bigint generated always as identity,
  account_id bigint,
  office_id bigint,
  contact_sealed bytea not null,
  reason text not null,
  state text collate "C" not null,
  asked_at timestamp with time zone not null,
  address text not null,
  checked text,
  decided_by bigint,
  decided_at timestamp with time zone,
  secret_digest bytea,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint recoveries_pkey PRIMARY KEY (id),
  constraint recovery_issued_was_checked CHECK (((state <> 'issued'::text) OR ((length(checked) >= 5) AND (secret_digest IS NOT NULL) AND (expires_at IS NOT NULL)))),
  constraint recovery_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'issued'::text, 'refused'::text, 'used'::text])))
);
CREATE INDEX recoveries_by_account ON administration.recoveries USING btree (account_id);
CREATE INDEX recoveries_by_office ON administration.recoveries USING btree (office_id);

create table administration.trainings (
  id bigint generated always as identity,
  person_id bigint not null,
  office_id bigint not null,
  course text not null,
  held_on date not null,
  passed boolean not null,
  recorded_by bigint,
  recorded_at timestamp with time zone not null,
  constraint trainings_pkey PRIMARY KEY (id),
  constraint training_has_a_course CHECK (((length(course) >= 2) AND (length(course) <= 100)))
);
CREATE INDEX trainings_by_office ON administration.trainings USING btree (office_id);
CREATE INDEX trainings_by_person ON administration.trainings USING btree (person_id);

create table admission.applications (
  id bigint generated always as identity,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" default 'draft'::text not null,
  handled_by text collate "C",
  revision integer default 1 not null,
  name text,
  kind text collate "C",
  nature text collate "C",
  fields jsonb not null,
  principal_phone_sealed bytea,
  unlicensed_id bigint,
  submitted_by bigint,
  state_since timestamp with time zone not null,
  due_on date,
  due_not_known boolean default false not null,
  code text collate "C",
  admitted_as bigint,
  constraint applications_pkey PRIMARY KEY (id),
  constraint application_admitted_has_a_code CHECK (((code IS NULL) = (admitted_as IS NULL))),
  constraint application_handed_in_names_its_way CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR ((handled_by IS NOT NULL) AND (submitted_by IS NOT NULL) AND (name IS NOT NULL) AND (kind IS NOT NULL) AND (nature IS NOT NULL)))),
  constraint application_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'received'::text, 'approved'::text, 'coded'::text, 'opened'::text, 'notified'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint application_way_is_known CHECK ((handled_by = ANY (ARRAY['one-office'::text, 'offices-by-nature'::text])))
);
CREATE UNIQUE INDEX application_admits_once ON admission.applications USING btree (admitted_as);
CREATE UNIQUE INDEX application_of_unlicensed_once ON admission.applications USING btree (unlicensed_id) WHERE (state <> 'withdrawn'::text);
CREATE UNIQUE INDEX application_under_way_once ON admission.applications USING btree (county_code, name) WHERE ((name IS NOT NULL) AND (state <> ALL (ARRAY['notified'::text, 'withdrawn'::text])));
CREATE INDEX applications_by_county ON admission.applications USING btree (county_code, id DESC);
CREATE INDEX applications_by_prefecture ON admission.applications USING btree (prefecture_code, id DESC);
CREATE INDEX applications_waiting ON admission.applications USING btree (county_code, state) WHERE (state <> ALL (ARRAY['notified'::text, 'withdrawn'::text]));

create table admission.scans (
  id bigint generated always as identity,
  application_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  kind text collate "C" not null,
  file_name text not null,
  file_key text collate "C" not null,
  bytes integer not null,
  media_type text collate "C" not null,
  added_by bigint not null,
  added_at timestamp with time zone not null,
  constraint scans_pkey PRIMARY KEY (id),
  constraint scan_kind_is_known CHECK ((kind = ANY (ARRAY['letter'::text, 'licence'::text, 'approval'::text, 'legal-person'::text])))
);
CREATE INDEX scans_by_application ON admission.scans USING btree (application_id, id);

create table admission.steps (
  id bigint generated always as identity,
  application_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  act text collate "C" not null,
  at timestamp with time zone not null,
  account_id bigint not null,
  office_name text not null,
  note text,
  constraint steps_pkey PRIMARY KEY (id),
  constraint admission_act_is_known CHECK ((act = ANY (ARRAY['enter'::text, 'submit'::text, 'receive'::text, 'approve'::text, 'return'::text, 'code'::text, 'hand-over'::text, 'notify'::text, 'withdraw'::text]))),
  constraint admission_return_has_a_reason CHECK (((act <> ALL (ARRAY['return'::text, 'withdraw'::text])) OR (length(note) >= 2)))
);
CREATE INDEX steps_by_application ON admission.steps USING btree (application_id, id);

create table admission.unlicensed (
  id bigint generated always as identity,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  name text not null,
  town_code text collate "C",
  address text not null,
  person_in_charge text not null,
  phone_sealed bytea,
  children integer not null,
  found_on date not null,
  note text,
  state text collate "C" default 'recorded'::text not null,
  closed_reason text,
  revision integer default 1 not null,
  changed_by bigint not null,
  changed_at timestamp with time zone not null,
  constraint unlicensed_pkey PRIMARY KEY (id),
  constraint unlicensed_children_are_counted CHECK (((children >= 0) AND (children <= 5000))),
  constraint unlicensed_closing_has_a_reason CHECK (((state <> 'closed'::text) OR (length(closed_reason) >= 2))),
  constraint unlicensed_state_is_known CHECK ((state = ANY (ARRAY['recorded'::text, 'admitted'::text, 'closed'::text])))
);
CREATE INDEX unlicensed_by_prefecture ON admission.unlicensed USING btree (prefecture_code);
CREATE UNIQUE INDEX unlicensed_recorded_once ON admission.unlicensed USING btree (county_code, name) WHERE (state = 'recorded'::text);

create table alterations.alterations (
  id bigint generated always as identity,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  institution_name text not null,
  institution_code text collate "C" not null,
  kind text collate "C" not null,
  state text collate "C" default 'draft'::text not null,
  drafter text collate "C" not null,
  revision integer default 1 not null,
  effective_on date not null,
  reason text not null,
  plan jsonb not null,
  was jsonb,
  target_id bigint,
  request_id uuid not null,
  entered_by bigint not null,
  entered_at timestamp with time zone not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  reviewed_by bigint,
  reviewed_at timestamp with time zone,
  review_office text,
  note text,
  new_code text collate "C",
  carried_out_at timestamp with time zone,
  outcome jsonb,
  failure jsonb,
  above_level text collate "C",
  above_by bigint,
  above_at timestamp with time zone,
  above_office text,
  constraint alterations_pkey PRIMARY KEY (id),
  constraint alteration_is_drawn_up_once UNIQUE (request_id),
  constraint alteration_across_counties_has_a_superior CHECK ((((kind = 'region'::text) = (above_level IS NOT NULL)) AND ((above_level IS NULL) OR (above_level = ANY (ARRAY['prefecture'::text, 'province'::text]))))),
  constraint alteration_across_counties_is_approved_above CHECK (((kind <> 'region'::text) OR (state <> ALL (ARRAY['approved'::text, 'carried-out'::text, 'failed'::text])) OR ((above_by IS NOT NULL) AND (above_at IS NOT NULL) AND (above_office IS NOT NULL)))),
  constraint alteration_approved_above_by_another_person CHECK (((above_by IS NULL) OR ((above_by <> entered_by) AND (above_by IS DISTINCT FROM reviewed_by)))),
  constraint alteration_approved_was_reviewed CHECK (((state <> ALL (ARRAY['approved'::text, 'carried-out'::text, 'failed'::text])) OR ((reviewed_by IS NOT NULL) AND (review_office IS NOT NULL)))),
  constraint alteration_carried_out_has_figures CHECK (((state <> 'carried-out'::text) OR ((carried_out_at IS NOT NULL) AND (was IS NOT NULL) AND (outcome IS NOT NULL)))),
  constraint alteration_confirmed_by_another_person CHECK ((confirmed_by <> entered_by)),
  constraint alteration_drafter_is_known CHECK ((drafter = ANY (ARRAY['institution'::text, 'county'::text]))),
  constraint alteration_kind_is_known CHECK ((kind = ANY (ARRAY['rename'::text, 'address'::text, 'region'::text, 'nature'::text, 'suspend'::text, 'reopen'::text, 'close'::text, 'merge'::text, 'split'::text]))),
  constraint alteration_released_goes_across_counties CHECK (((state <> 'released'::text) OR ((kind = 'region'::text) AND (reviewed_by IS NOT NULL)))),
  constraint alteration_return_has_a_reason CHECK (((state <> ALL (ARRAY['returned'::text, 'refused'::text])) OR (length(note) >= 2))),
  constraint alteration_reviewed_by_another_person CHECK (((reviewed_by IS NULL) OR ((reviewed_by <> entered_by) AND (reviewed_by IS DISTINCT FROM confirmed_by)))),
  constraint alteration_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'released'::text, 'returned'::text, 'approved'::text, 'carried-out'::text, 'refused'::text, 'withdrawn'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX alteration_under_way_once ON alterations.alterations USING btree (institution_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'released'::text, 'returned'::text, 'approved'::text]));
CREATE INDEX alterations_by_county ON alterations.alterations USING btree (county_code, id);
CREATE INDEX alterations_by_institution ON alterations.alterations USING btree (institution_id, id);
CREATE INDEX alterations_by_prefecture ON alterations.alterations USING btree (prefecture_code, id);
CREATE INDEX alterations_by_province ON alterations.alterations USING btree (province_code, id);
CREATE INDEX alterations_by_target ON alterations.alterations USING btree (target_id);
CREATE INDEX alterations_waiting ON alterations.alterations USING btree (county_code, state) WHERE (state = ANY (ARRAY['submitted'::text, 'confirmed'::text, 'released'::text, 'returned'::text]));

create table alterations.retired_codes (
  code text collate "C" not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  retired_on date not null,
  constraint retired_codes_pkey PRIMARY KEY (code),
  constraint retired_code_has_ten_digits CHECK ((code ~ '^[0-9]{10}$'::text))
);

create table announcements.announcements (
  id bigint generated always as identity,
  state text collate "C" default 'draft'::text not null,
  title text,
  body text,
  template text collate "C",
  facts jsonb,
  must_read boolean not null,
  levels text[] collate "C" not null,
  divisions text[] collate "C" not null,
  kinds text[] collate "C",
  natures text[] collate "C",
  valid_from date,
  valid_to date,
  office_id bigint not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  written_by bigint not null,
  written_at timestamp with time zone not null,
  published_by bigint,
  published_at timestamp with time zone,
  withdrawn_by bigint,
  withdrawn_at timestamp with time zone,
  withdraw_reason text,
  reminded_at timestamp with time zone,
  constraint announcements_pkey PRIMARY KEY (id),
  constraint announcement_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint announcement_has_one_kind_of_text CHECK (((template IS NULL) = ((title IS NOT NULL) AND (body IS NOT NULL)))),
  constraint announcement_levels_are_known CHECK ((levels <@ ARRAY['institution'::text, 'town'::text, 'county'::text, 'prefecture'::text, 'province'::text])),
  constraint announcement_published_was_decided CHECK (((state = 'draft'::text) OR ((published_at IS NOT NULL) AND (valid_from IS NOT NULL) AND (cardinality(levels) > 0) AND (cardinality(divisions) > 0)))),
  constraint announcement_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text]))),
  constraint announcement_withdrawal_has_a_reason CHECK (((state = 'withdrawn'::text) = ((withdrawn_at IS NOT NULL) AND (length(withdraw_reason) >= 2))))
);
CREATE INDEX announcements_by_writer ON announcements.announcements USING btree (level, scope, id);

create table announcements.attachments (
  id bigint generated always as identity,
  announcement_id bigint not null,
  file_name text not null,
  file_key text collate "C" not null,
  bytes bigint not null,
  media_type text collate "C" not null,
  added_by bigint not null,
  added_at timestamp with time zone not null,
  constraint attachments_pkey PRIMARY KEY (id)
);
CREATE INDEX attachments_by_announcement ON announcements.attachments USING btree (announcement_id);

create table announcements.audiences (
  announcement_id bigint not null,
  level text collate "C" not null,
  division_code text collate "C" not null,
  kinds text[] collate "C",
  natures text[] collate "C",
  constraint audiences_pkey PRIMARY KEY (division_code, level, announcement_id)
);
CREATE INDEX audiences_by_announcement ON announcements.audiences USING btree (announcement_id);

create table announcements.receipts (
  announcement_id bigint not null,
  account_id bigint not null,
  office_id bigint not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  read_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  constraint receipts_pkey PRIMARY KEY (announcement_id, account_id)
);
CREATE INDEX receipts_by_office ON announcements.receipts USING btree (announcement_id, level, scope);

create table attachments.papers (
  id uuid not null,
  record_kind text collate "C" not null,
  record_id bigint not null,
  institution_id bigint not null,
  file_name text not null,
  file_key text collate "C" not null,
  media_type text collate "C" not null,
  bytes bigint not null,
  added_by bigint not null,
  added_at timestamp with time zone not null,
  constraint papers_pkey PRIMARY KEY (id),
  constraint paper_record_is_known CHECK ((record_kind = ANY (ARRAY['rectification'::text, 'inspection'::text, 'form-answer'::text, 'alteration'::text, 'declaration'::text, 'duplicate-case'::text, 'confirmation'::text, 'verification'::text, 'key-change'::text, 'petition'::text, 'crossing'::text, 'transfer'::text])))
);
CREATE INDEX papers_by_record ON attachments.papers USING btree (record_kind, record_id);

create table audit.blocks (
  number bigint not null,
  era integer not null,
  snapshot pg_snapshot not null,
  entries integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  sealed_at timestamp with time zone not null,
  entry_ids bigint[] not null,
  leaves bytea not null,
  root bytea not null,
  previous bytea not null,
  digest bytea not null,
  signature bytea not null,
  constraint blocks_pkey PRIMARY KEY (number)
);
CREATE INDEX blocks_by_last_entry ON audit.blocks USING btree (last_at);

create table audit.entries (
  id bigint generated always as identity,
  at timestamp with time zone not null,
  entry text collate "C" not null,
  route text collate "C" not null,
  result text collate "C" default 'done'::text not null,
  refusal text collate "C",
  account_id bigint,
  login text collate "C",
  person_name text collate "C",
  role text collate "C",
  level text collate "C",
  scope text collate "C",
  office_id bigint,
  office_name text collate "C",
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  subject text collate "C",
  facts jsonb,
  address text,
  request_id text,
  tx xid8 default pg_current_xact_id() not null,
  era integer default 1 not null,
  constraint entry_result_is_known CHECK ((result = ANY (ARRAY['done'::text, 'refused'::text])))
) partition by RANGE (at);
CREATE INDEX entries_by_county ON ONLY audit.entries USING btree (county_code, at, id);
CREATE INDEX entries_by_kind ON ONLY audit.entries USING btree (entry, at, id);
CREATE INDEX entries_by_login ON ONLY audit.entries USING btree (login, at, id);
CREATE INDEX entries_by_office ON ONLY audit.entries USING btree (office_name, at, id);
CREATE INDEX entries_by_person ON ONLY audit.entries USING btree (person_name, at, id);
CREATE INDEX entries_by_prefecture ON ONLY audit.entries USING btree (prefecture_code, at, id);
CREATE INDEX entries_by_province ON ONLY audit.entries USING btree (province_code, at, id);
CREATE INDEX entries_by_subject ON ONLY audit.entries USING btree (subject, at, id) WHERE (subject IS NOT NULL);
CREATE INDEX entries_by_time ON ONLY audit.entries USING btree (at, id);
CREATE INDEX entries_by_transaction ON ONLY audit.entries USING btree (tx);
CREATE INDEX entries_refused ON ONLY audit.entries USING btree (at, id) WHERE (result = 'refused'::text);

create table audit.retirements (
  before timestamp with time zone not null,
  entries bigint not null,
  kept_ids bigint[] not null,
  retired_at timestamp with time zone not null,
  signature bytea not null,
  constraint retirements_pkey PRIMARY KEY (before)
);

create table children.actions (
  child_id bigint not null,
  at timestamp with time zone not null,
  action text collate "C" not null,
  account_id bigint not null,
  reason text,
  facts jsonb,
  id bigint generated always as identity,
  constraint action_is_known CHECK ((action = ANY (ARRAY['first-reviewed'::text, 'returned-by-town'::text, 'first-review-taken-over'::text, 'entered'::text, 'edited'::text, 'confirmed'::text, 'returned-by-principal'::text, 'approved'::text, 'returned-by-county'::text, 'numbered'::text, 'case-opened'::text, 'case-closed'::text, 'deleted'::text, 'claim-received'::text, 'moved'::text, 'class-changed'::text, 'promoted'::text, 'graduated'::text, 'key-changed'::text, 'number-changed'::text, 'transfer-asked'::text, 'transfer-released'::text, 'transferred'::text, 'left'::text, 'cancelled'::text, 'suspended'::text, 'resumed'::text, 'deferred'::text, 'in-primary'::text, 'restored'::text, 'undone'::text, 'merged'::text, 'unmerged'::text, 'case-decided'::text, 'guardian-confirmed'::text])))
);
CREATE INDEX actions_by_child ON children.actions USING btree (child_id, at);

create table children.children (
  id bigint generated always as identity,
  institution_id bigint not null,
  class_id bigint,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" not null,
  version integer default 1 not null,
  name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  identity_type text collate "C" not null,
  identity_sealed bytea,
  claim_digest bytea not null,
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
  number_kind text collate "C",
  number_sealed bytea,
  entered_by bigint not null,
  entered_at timestamp with time zone not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  reviewed_by bigint,
  reviewed_at timestamp with time zone,
  return_reason text,
  town_code text collate "C",
  first_review_due_on date,
  first_reviewed_by bigint,
  first_reviewed_at timestamp with time zone,
  changed_at timestamp with time zone,
  came_by text collate "C",
  ended_on date,
  end_kind text collate "C",
  merged_into bigint,
  likeness_keys bigint[],
  claim_apart_from bytea,
  constraint children_pkey PRIMARY KEY (id),
  constraint child_came_by_is_known CHECK ((came_by = ANY (ARRAY['transferred'::text, 'moved'::text]))),
  constraint child_confirmed_by_another_person CHECK (((confirmed_by IS NULL) OR (confirmed_by <> entered_by))),
  constraint child_end_kind_is_known CHECK ((end_kind = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text, '5'::text, '6'::text]))),
  constraint child_first_review_is_of_the_confirmed CHECK (((first_review_due_on IS NULL) OR (state <> ALL (ARRAY['entered'::text, 'returned'::text, 'problem'::text])))),
  constraint child_first_review_was_asked CHECK ((((first_reviewed_by IS NULL) = (first_reviewed_at IS NULL)) AND ((first_reviewed_at IS NULL) OR (first_review_due_on IS NOT NULL)))),
  constraint child_first_reviewed_by_another_person CHECK (((first_reviewed_by IS NULL) OR ((first_reviewed_by <> entered_by) AND (first_reviewed_by IS DISTINCT FROM confirmed_by)))),
  constraint child_merged_holds_no_claim CHECK (((state <> 'merged'::text) OR (NOT holds_claim))),
  constraint child_merged_names_the_other CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
  constraint child_number_kind_is_known CHECK ((number_kind = ANY (ARRAY['G'::text, 'J'::text, 'L'::text]))),
  constraint child_numbered_has_a_number CHECK (((state <> ALL (ARRAY['numbered'::text, 'suspended'::text, 'left'::text, 'graduated'::text, 'in-primary'::text, 'cancelled'::text])) OR ((number_kind IS NOT NULL) AND (number_sealed IS NOT NULL) AND (reviewed_by IS NOT NULL)))),
  constraint child_problem_holds_no_claim CHECK (((state <> 'problem'::text) OR (NOT holds_claim))),
  constraint child_return_has_a_reason CHECK (((state <> 'returned'::text) OR (length(return_reason) >= 2))),
  constraint child_state_is_known CHECK ((state = ANY (ARRAY['entered'::text, 'returned'::text, 'confirmed'::text, 'problem'::text, 'numbered'::text, 'deleted'::text, 'suspended'::text, 'left'::text, 'graduated'::text, 'in-primary'::text, 'cancelled'::text, 'merged'::text]))),
  constraint child_that_went_has_a_day CHECK (((state = ANY (ARRAY['left'::text, 'graduated'::text, 'in-primary'::text, 'cancelled'::text])) = ((ended_on IS NOT NULL) AND (end_kind IS NOT NULL)))),
  constraint child_that_went_has_no_class CHECK (((state <> ALL (ARRAY['left'::text, 'graduated'::text, 'in-primary'::text, 'cancelled'::text, 'merged'::text])) OR (class_id IS NULL)))
) with (fillfactor=60);
CREATE UNIQUE INDEX child_claim_held_once ON children.children USING btree (claim_digest) WHERE holds_claim;
CREATE INDEX children_by_institution ON children.children USING btree (institution_id, id);
CREATE INDEX children_by_likeness ON children.children USING gin (likeness_keys) WITH (gin_pending_list_limit='64');
CREATE INDEX children_by_name ON children.children USING btree (name, county_code, prefecture_code);
CREATE INDEX children_by_town ON children.children USING btree (town_code) WHERE (town_code IS NOT NULL);
CREATE INDEX children_merged_into ON children.children USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX children_told_apart ON children.children USING btree (claim_apart_from) WHERE (claim_apart_from IS NOT NULL);
CREATE INDEX children_without_claim ON children.children USING btree (claim_digest) WHERE (NOT holds_claim);

create table children.drafts (
  draft_id uuid not null,
  institution_id bigint not null,
  account_id bigint not null,
  values_sealed bytea not null,
  saved_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (draft_id)
);
CREATE INDEX drafts_by_account ON children.drafts USING btree (institution_id, account_id);

create table children.former_files (
  child_id bigint not null,
  version integer not null,
  until timestamp with time zone not null,
  institution_id bigint not null,
  class_id bigint,
  class_name text,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  identity_type text collate "C" not null,
  identity_sealed bytea,
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
  number_kind text collate "C",
  number_sealed bytea,
  constraint former_file_once PRIMARY KEY (child_id, version)
);
CREATE INDEX former_files_by_institution ON children.former_files USING btree (institution_id, child_id);

create table children.past_enrolments (
  id bigint generated always as identity,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  class_name text,
  class_type text collate "C",
  came_by text collate "C",
  admitted_on date not null,
  ended_on date not null,
  end_kind text collate "C" not null,
  name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  version integer not null,
  recorded_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint past_enrolments_pkey PRIMARY KEY (id),
  constraint enrolment_end_kind_is_known CHECK ((end_kind = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text, '5'::text, '6'::text])))
);
CREATE INDEX past_enrolments_by_child ON children.past_enrolments USING btree (child_id, id);
CREATE INDEX past_enrolments_by_county ON children.past_enrolments USING btree (county_code, ended_on);
CREATE INDEX past_enrolments_by_institution ON children.past_enrolments USING btree (institution_id, ended_on, id);
CREATE INDEX past_enrolments_by_prefecture ON children.past_enrolments USING btree (prefecture_code, ended_on);

create table children.requests (
  request_id uuid not null,
  institution_id bigint not null,
  account_id bigint not null,
  child_id bigint not null,
  at timestamp with time zone not null,
  constraint requests_pkey PRIMARY KEY (request_id)
);

create table classes.classes (
  id bigint generated always as identity,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  type text collate "C" not null,
  school_year integer not null,
  capacity integer,
  teacher_name text,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  constraint classes_pkey PRIMARY KEY (id),
  constraint class_belongs_to_institution UNIQUE (id, institution_id),
  constraint class_code_once_in_institution UNIQUE (institution_id, code),
  constraint class_name_once_in_year UNIQUE (institution_id, school_year, name),
  constraint class_type_is_known CHECK ((type = ANY (ARRAY['10'::text, '21'::text, '22'::text, '23'::text, '30'::text, '40'::text])))
);

create table deadlines.tasks (
  id bigint generated always as identity,
  kind text collate "C" not null,
  subject text collate "C" not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  holder_level text collate "C" not null,
  opened_on date not null,
  period_count integer,
  period_unit text collate "C",
  due_on date,
  paused_on date,
  days_left integer,
  reminded_on date,
  escalated_to text collate "C",
  escalated_on date,
  closed_on date,
  constraint tasks_pkey PRIMARY KEY (id),
  constraint task_closes_after_it_opened CHECK ((closed_on >= opened_on)),
  constraint task_holder_is_an_institution_or_a_department CHECK ((holder_level = ANY (ARRAY['institution'::text, 'county'::text, 'prefecture'::text, 'province'::text]))),
  constraint task_kind_is_known CHECK ((kind = ANY (ARRAY['section-review'::text, 'term-check'::text, 'rectification'::text, 'rectification-review'::text, 'form'::text, 'form-review'::text, 'alteration-review'::text, 'declaration-review'::text, 'inspection-knowledge'::text, 'transfer-release'::text, 'transfer-acceptance'::text, 'transfer-approval'::text, 'key-change'::text, 'key-change-review'::text, 'petition-review'::text, 'accident-report'::text, 'crossing-release'::text, 'crossing-approval'::text, 'crossing-answer'::text, 'crossing-reply'::text, 'case-answer'::text, 'case-decision'::text]))),
  constraint task_paused_knows_what_is_left CHECK (((paused_on IS NULL) OR (closed_on IS NOT NULL) OR (due_on IS NULL) OR (days_left IS NOT NULL))),
  constraint task_period_has_a_unit CHECK (((period_count IS NULL) = (period_unit IS NULL))),
  constraint task_rises_to_a_department CHECK ((escalated_to = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text, 'ministry'::text])))
);
CREATE UNIQUE INDEX task_is_open_once ON deadlines.tasks USING btree (institution_id, kind, subject) WHERE (closed_on IS NULL);
CREATE INDEX tasks_due_by_county ON deadlines.tasks USING btree (county_code, holder_level, due_on);
CREATE INDEX tasks_due_by_prefecture ON deadlines.tasks USING btree (prefecture_code, holder_level, due_on);
CREATE INDEX tasks_due_by_province ON deadlines.tasks USING btree (province_code, holder_level, due_on);
CREATE INDEX tasks_of_cases ON deadlines.tasks USING btree (subject, id) WHERE (kind = ANY (ARRAY['case-answer'::text, 'case-decision'::text]));
CREATE INDEX tasks_of_open_cases ON deadlines.tasks USING btree (kind, due_on) WHERE ((kind = ANY (ARRAY['case-answer'::text, 'case-decision'::text])) AND (closed_on IS NULL));
CREATE INDEX tasks_open_by_county ON deadlines.tasks USING btree (county_code, COALESCE(due_on, '9999-12-31'::date), id) INCLUDE (kind, due_on, holder_level, paused_on, institution_id) WHERE (closed_on IS NULL);
CREATE INDEX tasks_open_by_prefecture ON deadlines.tasks USING btree (prefecture_code, COALESCE(due_on, '9999-12-31'::date), id) INCLUDE (kind, due_on, holder_level, paused_on, county_code) WHERE (closed_on IS NULL);
CREATE INDEX tasks_open_by_province ON deadlines.tasks USING btree (province_code, COALESCE(due_on, '9999-12-31'::date), id) INCLUDE (kind, due_on, holder_level, paused_on, prefecture_code) WHERE (closed_on IS NULL);
CREATE INDEX tasks_running ON deadlines.tasks USING btree (due_on) WHERE ((closed_on IS NULL) AND (paused_on IS NULL));

create table declarations.declarations (
  id bigint generated always as identity,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  institution_name text not null,
  institution_code text collate "C" not null,
  national_code text collate "C",
  kind_id bigint,
  kind_title text,
  handling text collate "C" not null,
  state text collate "C" default 'draft'::text not null,
  revision integer default 1 not null,
  title text not null,
  description text not null,
  changed_on date not null,
  request_id uuid not null,
  drawn_up_by bigint not null,
  drawn_up_at timestamp with time zone not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  declared_at timestamp with time zone,
  decided_by bigint,
  decided_at timestamp with time zone,
  decision_office text,
  note text,
  constraint declarations_pkey PRIMARY KEY (id),
  constraint declaration_is_drawn_up_once UNIQUE (request_id),
  constraint declaration_confirmed_by_another_person CHECK ((confirmed_by <> drawn_up_by)),
  constraint declaration_confirmed_is_declared CHECK (((state <> 'confirmed'::text) OR ((confirmed_by IS NOT NULL) AND (declared_at IS NOT NULL)))),
  constraint declaration_decided_by_an_office CHECK (((state <> ALL (ARRAY['accepted'::text, 'acknowledged'::text, 'refused'::text])) OR ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL) AND (decision_office IS NOT NULL) AND (declared_at IS NOT NULL)))),
  constraint declaration_handling_is_known CHECK ((handling = ANY (ARRAY['acknowledge'::text, 'review'::text]))),
  constraint declaration_is_of_one_kind CHECK ((((national_code IS NULL) <> (kind_id IS NULL)) AND ((kind_id IS NULL) = (kind_title IS NULL)))),
  constraint declaration_return_has_a_reason CHECK (((state <> ALL (ARRAY['returned'::text, 'refused'::text])) OR (length(note) >= 2))),
  constraint declaration_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text, 'accepted'::text, 'acknowledged'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX declarations_by_county ON declarations.declarations USING btree (county_code, id);
CREATE INDEX declarations_by_institution ON declarations.declarations USING btree (institution_id, id);
CREATE INDEX declarations_by_prefecture ON declarations.declarations USING btree (prefecture_code, id);
CREATE INDEX declarations_by_province ON declarations.declarations USING btree (province_code, id);
CREATE INDEX declarations_declared ON declarations.declarations USING btree (province_code, declared_at) WHERE (declared_at IS NOT NULL);
CREATE INDEX declarations_waiting ON declarations.declarations USING btree (county_code, state) WHERE (state = ANY (ARRAY['submitted'::text, 'confirmed'::text, 'returned'::text]));

create table declarations.kinds (
  id bigint generated always as identity,
  title text not null,
  what text not null,
  handling text collate "C" not null,
  needs_papers boolean not null,
  divisions text[] collate "C" not null,
  institution_kinds text[] collate "C",
  revision integer default 1 not null,
  office_name text not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  request_id uuid not null,
  changed_by bigint not null,
  changed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint kinds_pkey PRIMARY KEY (id),
  constraint declaration_kind_is_laid_down_once UNIQUE (request_id),
  constraint declaration_kind_handling_is_known CHECK ((handling = ANY (ARRAY['acknowledge'::text, 'review'::text]))),
  constraint declaration_kind_is_for_somebody CHECK ((cardinality(divisions) > 0)),
  constraint declaration_kind_is_laid_down_by_a_department CHECK ((level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text])))
);
CREATE INDEX kinds_by_office ON declarations.kinds USING btree (level, scope, id);

create table declarations.steps (
  id bigint generated always as identity,
  declaration_id bigint not null,
  act text collate "C" not null,
  at timestamp with time zone not null,
  done_by bigint not null,
  person_name text not null,
  office_name text not null,
  reason text,
  constraint steps_pkey PRIMARY KEY (id),
  constraint declaration_act_is_known CHECK ((act = ANY (ARRAY['drawn-up'::text, 'submit'::text, 'confirm'::text, 'accept'::text, 'acknowledge'::text, 'return'::text, 'refuse'::text, 'withdraw'::text])))
);
CREATE INDEX steps_by_declaration ON declarations.steps USING btree (declaration_id, id);

create table declarations.tightenings (
  id bigint generated always as identity,
  national_code text collate "C",
  kind_id bigint,
  is_reviewed boolean not null,
  needs_papers boolean not null,
  office_name text not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  laid_down_by bigint not null,
  laid_down_at timestamp with time zone not null,
  constraint tightenings_pkey PRIMARY KEY (id),
  constraint declaration_kind_is_tightened_once UNIQUE NULLS NOT DISTINCT (level, scope, national_code, kind_id),
  constraint declaration_kind_is_tightened_by_a_department CHECK ((level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text]))),
  constraint declaration_tightening_is_of_one_kind CHECK (((national_code IS NULL) <> (kind_id IS NULL)))
);

create table departures.leavings (
  id bigint generated always as identity,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  left_on date not null,
  way text collate "C" not null,
  destination text,
  reason text not null,
  due_on date,
  former_state text collate "C" not null,
  former_class_id bigint,
  recorded_by bigint not null,
  recorded_at timestamp with time zone not null,
  undone_by bigint,
  undone_at timestamp with time zone,
  undo_reason text,
  constraint leavings_pkey PRIMARY KEY (id),
  constraint leaving_former_state_is_known CHECK ((former_state = ANY (ARRAY['numbered'::text, 'suspended'::text]))),
  constraint leaving_has_a_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 500))),
  constraint leaving_recorded_when_it_has_come CHECK ((left_on <= ((recorded_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint leaving_undone_by_somebody CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undo_reason IS NULL)))),
  constraint leaving_way_is_known CHECK ((way = ANY (ARRAY['moved-away'::text, 'withdrawn'::text, 'abroad'::text, 'other'::text])))
);
CREATE INDEX leavings_by_child ON departures.leavings USING btree (child_id, id);
CREATE INDEX leavings_by_county ON departures.leavings USING btree (county_code, left_on, id);
CREATE INDEX leavings_by_institution ON departures.leavings USING btree (institution_id, left_on, id);
CREATE INDEX leavings_by_prefecture ON departures.leavings USING btree (prefecture_code, left_on, id);
CREATE INDEX leavings_by_province ON departures.leavings USING btree (province_code, left_on, id);

create table departures.suspensions (
  id bigint generated always as identity,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  from_on date not null,
  until_on date not null,
  reason text not null,
  recorded_by bigint not null,
  recorded_at timestamp with time zone not null,
  ended_on date,
  ended_by bigint,
  ended_at timestamp with time zone,
  constraint suspensions_pkey PRIMARY KEY (id),
  constraint suspension_ended_by_somebody CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (ended_on IS NULL)))),
  constraint suspension_ends_after_it_begins CHECK (((until_on > from_on) AND ((ended_on IS NULL) OR (ended_on >= from_on)))),
  constraint suspension_has_a_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 500)))
);
CREATE UNIQUE INDEX suspension_open_once ON departures.suspensions USING btree (child_id) WHERE (ended_at IS NULL);
CREATE INDEX suspensions_by_county ON departures.suspensions USING btree (county_code, id);
CREATE INDEX suspensions_by_institution ON departures.suspensions USING btree (institution_id, id);
CREATE INDEX suspensions_open ON departures.suspensions USING btree (province_code, until_on) WHERE (ended_at IS NULL);

create table duplicates.answers (
  case_id bigint not null,
  side text collate "C" not null,
  institution_id bigint not null,
  statement text not null,
  answered_by bigint not null,
  answered_at timestamp with time zone not null,
  constraint answer_once_a_side PRIMARY KEY (case_id, side),
  constraint answer_says_something CHECK ((length(statement) >= 2)),
  constraint answer_side_is_known CHECK ((side = ANY (ARRAY['later'::text, 'earlier'::text])))
);

create table duplicates.cases (
  id bigint generated always as identity,
  kind text collate "C" not null,
  state text collate "C" default 'open'::text not null,
  outcome text collate "C",
  later_child_id bigint not null,
  earlier_child_id bigint not null,
  later_institution_id bigint not null,
  earlier_institution_id bigint not null,
  later_county text collate "C" not null,
  earlier_county text collate "C" not null,
  later_prefecture text collate "C" not null,
  earlier_prefecture text collate "C" not null,
  province_code text collate "C" not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  reasons text[] collate "C" default '{}'::text[] not null,
  let_through_by bigint,
  let_through_at timestamp with time zone,
  let_through_reason text,
  decision text collate "C",
  decided_by bigint,
  decided_at timestamp with time zone,
  decision_reason text,
  clocked_at timestamp with time zone,
  decided_level text collate "C",
  constraint cases_pkey PRIMARY KEY (id),
  constraint case_closed_has_an_outcome CHECK (((state = 'closed'::text) = ((outcome IS NOT NULL) AND (closed_at IS NOT NULL)))),
  constraint case_decided_by_a_department CHECK ((decided_level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text]))),
  constraint case_decided_by_somebody_for_a_reason CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decision_reason IS NULL)))),
  constraint case_decided_level_of_a_decision CHECK (((decided_level IS NULL) OR (decision IS NOT NULL))),
  constraint case_decision_is_known CHECK ((decision = ANY (ARRAY['transfer'::text, 'two-children'::text, 'one-child'::text]))),
  constraint case_kind_is_known CHECK ((kind = ANY (ARRAY['101'::text, '102'::text, 'possible'::text]))),
  constraint case_let_through_for_a_reason CHECK ((((let_through_by IS NULL) = (let_through_at IS NULL)) AND ((let_through_by IS NULL) = (let_through_reason IS NULL)))),
  constraint case_possible_says_why CHECK (((kind <> 'possible'::text) OR (cardinality(reasons) > 0))),
  constraint case_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);
CREATE UNIQUE INDEX case_open_once_for_a_pair ON duplicates.cases USING btree (later_child_id, earlier_child_id) WHERE (state = 'open'::text);
CREATE INDEX cases_by_earlier ON duplicates.cases USING btree (earlier_child_id);
CREATE INDEX cases_by_later ON duplicates.cases USING btree (later_child_id);
CREATE INDEX cases_open_earlier_county ON duplicates.cases USING btree (earlier_county);
CREATE INDEX cases_open_earlier_institution ON duplicates.cases USING btree (earlier_institution_id);
CREATE INDEX cases_open_later_county ON duplicates.cases USING btree (later_county);
CREATE INDEX cases_open_later_institution ON duplicates.cases USING btree (later_institution_id);
CREATE INDEX cases_to_clock ON duplicates.cases USING btree (id) WHERE ((state = 'open'::text) AND (clocked_at IS NULL));

create table duplicates.mergers (
  id bigint generated always as identity,
  case_id bigint not null,
  child_id bigint not null,
  into_id bigint not null,
  child_version integer not null,
  into_version integer not null,
  former_state text collate "C" not null,
  former_class_id bigint,
  former_holds_claim boolean not null,
  merged_by bigint not null,
  merged_at timestamp with time zone not null,
  undone_by bigint,
  undone_at timestamp with time zone,
  constraint mergers_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX merger_under_way_once ON duplicates.mergers USING btree (child_id) WHERE (undone_at IS NULL);
CREATE INDEX mergers_by_case ON duplicates.mergers USING btree (case_id);

create table duplicates.rechecks (
  id bigint generated always as identity,
  province_code text collate "C" not null,
  asked_by bigint not null,
  asked_at timestamp with time zone not null,
  after_id bigint default 0 not null,
  done integer default 0 not null,
  total integer not null,
  opened integer default 0 not null,
  finished_at timestamp with time zone,
  constraint rechecks_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX recheck_under_way_once ON duplicates.rechecks USING btree (province_code) WHERE (finished_at IS NULL);

create table duplicates.to_compare (
  child_id bigint not null,
  constraint to_compare_pkey PRIMARY KEY (child_id)
);

create table duplicates.told_apart (
  one_child_id bigint not null,
  other_child_id bigint not null,
  case_id bigint not null,
  at timestamp with time zone not null,
  constraint told_apart_once PRIMARY KEY (one_child_id, other_child_id),
  constraint told_apart_lower_first CHECK ((one_child_id < other_child_id))
);

create table flows.moves (
  id bigint generated always as identity,
  child_id bigint not null,
  kind text collate "C" not null,
  way text collate "C",
  happened_on date not null,
  recorded_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  is_open boolean default false not null,
  after_leaving boolean default false not null,
  from_institution_id bigint,
  from_institution_name text,
  from_county text collate "C",
  from_prefecture text collate "C",
  to_institution_id bigint,
  to_institution_name text,
  to_county text collate "C",
  to_prefecture text collate "C",
  province_code text collate "C" not null,
  other_code text collate "C",
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  constraint moves_pkey PRIMARY KEY (id),
  constraint flow_across_names_the_other_side CHECK (((kind = ANY (ARRAY['crossed-out'::text, 'crossed-in'::text])) = (other_code IS NOT NULL))),
  constraint flow_has_an_end CHECK (((from_institution_id IS NOT NULL) OR (to_institution_id IS NOT NULL))),
  constraint flow_kind_is_known CHECK ((kind = ANY (ARRAY['transferred'::text, 'moved'::text, 'left'::text, 'crossed-out'::text, 'crossed-in'::text, 'cancelled'::text, 'entered-late'::text, 'resumed'::text]))),
  constraint flow_leaving_has_a_way CHECK (((kind = 'left'::text) = (way IS NOT NULL))),
  constraint flow_open_is_a_leaving CHECK (((NOT is_open) OR ((kind = 'left'::text) AND (undone_at IS NULL)))),
  constraint flow_way_is_known CHECK ((way = ANY (ARRAY['moved-away'::text, 'withdrawn'::text, 'abroad'::text, 'other'::text])))
);
CREATE INDEX moves_by_child ON flows.moves USING btree (child_id, id);
CREATE INDEX moves_by_province ON flows.moves USING btree (province_code, happened_on, id);
CREATE INDEX moves_from_county ON flows.moves USING btree (from_county, happened_on, id);
CREATE INDEX moves_from_institution ON flows.moves USING btree (from_institution_id, happened_on, id);
CREATE INDEX moves_from_prefecture ON flows.moves USING btree (from_prefecture, happened_on, id);
CREATE INDEX moves_to_county ON flows.moves USING btree (to_county, happened_on, id);
CREATE INDEX moves_to_institution ON flows.moves USING btree (to_institution_id, happened_on, id);
CREATE INDEX moves_to_prefecture ON flows.moves USING btree (to_prefecture, happened_on, id);

create table forms.answers (
  id bigint generated always as identity,
  round_id bigint not null,
  form_id bigint not null,
  version integer not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" default 'draft'::text not null,
  revision integer default 1 not null,
  given jsonb not null,
  saved_by bigint not null,
  saved_at timestamp with time zone not null,
  first_submitted_on date,
  submitted_by bigint,
  submitted_at timestamp with time zone,
  decided_by bigint,
  decided_at timestamp with time zone,
  reason text,
  constraint answers_pkey PRIMARY KEY (id),
  constraint form_answered_once_a_round UNIQUE (round_id, institution_id),
  constraint form_answer_return_has_a_reason CHECK (((state <> 'returned'::text) OR (length(reason) >= 2))),
  constraint form_answer_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'accepted'::text]))),
  constraint form_answer_was_handed_in CHECK (((state = 'draft'::text) OR ((submitted_at IS NOT NULL) AND (first_submitted_on IS NOT NULL))))
);
CREATE INDEX answers_by_county ON forms.answers USING btree (form_id, county_code, id);
CREATE INDEX answers_by_institution ON forms.answers USING btree (institution_id, id);

create table forms.forms (
  id bigint generated always as identity,
  state text collate "C" default 'draft'::text not null,
  title text not null,
  note text,
  design jsonb not null,
  revision integer default 1 not null,
  divisions text[] collate "C" not null,
  kinds text[] collate "C",
  cycle text collate "C" not null,
  opens_on date not null,
  within_count integer not null,
  within_unit text collate "C" not null,
  newest_version integer default 0 not null,
  office_name text not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  request_id uuid not null,
  changed_by bigint not null,
  changed_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint forms_pkey PRIMARY KEY (id),
  constraint form_is_made_once UNIQUE (request_id),
  constraint form_asks_somebody CHECK ((cardinality(divisions) > 0)),
  constraint form_closed_was_open CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint form_cycle_is_known CHECK ((cycle = ANY (ARRAY['once'::text, 'month'::text, 'term'::text, 'year'::text]))),
  constraint form_is_made_by_a_department CHECK ((level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text]))),
  constraint form_leaves_time CHECK (((within_count >= 1) AND (within_count <= 366))),
  constraint form_open_has_a_version CHECK (((state = 'draft'::text) OR (newest_version > 0))),
  constraint form_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
  constraint form_time_has_a_unit CHECK ((within_unit = ANY (ARRAY['days'::text, 'working-days'::text])))
);
CREATE INDEX forms_by_maker ON forms.forms USING btree (level, scope, id);
CREATE INDEX forms_by_prefecture ON forms.forms USING btree (prefecture_code, id);
CREATE INDEX forms_by_province ON forms.forms USING btree (province_code, id);
CREATE INDEX forms_open ON forms.forms USING btree (opens_on) WHERE (state = 'open'::text);

create table forms.rounds (
  id bigint generated always as identity,
  form_id bigint not null,
  period text collate "C" not null,
  opens_on date not null,
  due_on date,
  asked integer not null,
  constraint rounds_pkey PRIMARY KEY (id),
  constraint form_round_once UNIQUE (form_id, period)
);

create table forms.versions (
  form_id bigint not null,
  version integer not null,
  design jsonb not null,
  answer_schema jsonb not null,
  ui_schema jsonb not null,
  open_answers text collate "C" not null,
  published_by bigint not null,
  published_at timestamp with time zone not null,
  constraint versions_pkey PRIMARY KEY (form_id, version),
  constraint form_version_counts_from_one CHECK ((version > 0)),
  constraint form_version_rule_is_known CHECK ((open_answers = ANY (ARRAY['may-stay'::text, 'must-move'::text])))
);

create table importing.imports (
  id bigint generated always as identity,
  institution_id bigint not null,
  file_name text not null,
  file_key text not null,
  file_bytes bigint not null,
  state text collate "C" default 'waiting'::text not null,
  uploaded_by bigint not null,
  uploaded_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  done integer default 0 not null,
  total integer default 0 not null,
  counts jsonb,
  failure jsonb,
  headings jsonb,
  corrections jsonb default '[]'::jsonb not null,
  constraint imports_pkey PRIMARY KEY (id),
  constraint import_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'checking'::text, 'checked'::text, 'committing'::text, 'committed'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX imports_by_institution ON importing.imports USING btree (institution_id, id);
CREATE INDEX imports_stopped ON importing.imports USING btree (institution_id) WHERE ((state = 'failed'::text) AND ((failure ->> 'code'::text) = 'accounts.asker-gone'::text));

create table importing.row_results (
  import_id bigint not null,
  row_number integer not null,
  institution_id bigint not null,
  outcome text collate "C" not null,
  name text not null,
  problems jsonb not null,
  constraint row_results_pkey PRIMARY KEY (import_id, row_number),
  constraint row_outcome_is_known CHECK ((outcome = ANY (ARRAY['created'::text, 'updated'::text, 'unchanged'::text, 'rejected'::text])))
);

create table institutions.basic_versions (
  institution_id bigint not null,
  version integer not null,
  county_code text collate "C" not null,
  state text collate "C" not null,
  fields jsonb not null,
  entered_by bigint,
  entered_at timestamp with time zone,
  submitted_by bigint,
  submitted_at timestamp with time zone,
  reviewed_by bigint,
  reviewed_at timestamp with time zone,
  reason text,
  revision integer default 1 not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  returned_by bigint,
  returned_at timestamp with time zone,
  constraint basic_versions_pkey PRIMARY KEY (institution_id, version),
  constraint basic_before_the_county_was_confirmed CHECK (((state <> ALL (ARRAY['submitted'::text, 'approved'::text])) OR (confirmed_at IS NOT NULL))),
  constraint basic_confirmed_by_another_person CHECK ((confirmed_by <> submitted_by)),
  constraint basic_return_has_a_reason CHECK (((state <> 'returned'::text) OR (length(reason) >= 2))),
  constraint basic_version_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'entered'::text, 'submitted'::text, 'approved'::text, 'returned'::text])))
);
CREATE INDEX basic_versions_waiting ON institutions.basic_versions USING btree (county_code, confirmed_at, institution_id) WHERE (state = 'submitted'::text);

create table institutions.institutions (
  id bigint generated always as identity,
  code text collate "C" not null,
  name text not null,
  kind text collate "C" not null,
  nature text collate "C",
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  town_code text collate "C",
  basic_state text collate "C" default 'empty'::text not null,
  reported boolean default false not null,
  reviewed boolean default false not null,
  in_force_version integer,
  created_at timestamp with time zone not null,
  standing text collate "C" default 'operating'::text not null,
  succeeded_by bigint,
  constraint institutions_pkey PRIMARY KEY (id),
  constraint institution_code_once UNIQUE (code),
  constraint institution_basic_state_is_known CHECK ((basic_state = ANY (ARRAY['empty'::text, 'draft'::text, 'entered'::text, 'submitted'::text, 'approved'::text, 'returned'::text]))),
  constraint institution_code_has_ten_digits CHECK ((code ~ '^[0-9]{10}$'::text)),
  constraint institution_reviewed_was_reported CHECK ((reported OR (NOT reviewed))),
  constraint institution_standing_is_known CHECK ((standing = ANY (ARRAY['operating'::text, 'suspended'::text, 'closed'::text])))
);
CREATE INDEX institutions_by_characters ON institutions.institutions USING gin (string_to_array(name, NULL::text));
CREATE INDEX institutions_by_county ON institutions.institutions USING btree (county_code, code);
CREATE INDEX institutions_by_prefecture ON institutions.institutions USING btree (prefecture_code, code);
CREATE INDEX institutions_by_town ON institutions.institutions USING btree (town_code);
CREATE INDEX institutions_of_county_by_id ON institutions.institutions USING btree (county_code, id);
CREATE INDEX institutions_of_prefecture_by_id ON institutions.institutions USING btree (prefecture_code, id);

create table institutions.section_versions (
  institution_id bigint not null,
  section text collate "C" not null,
  period text collate "C" not null,
  version integer not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" not null,
  revision integer not null,
  fields jsonb not null,
  entered_by bigint not null,
  entered_at timestamp with time zone not null,
  submitted_by bigint,
  submitted_at timestamp with time zone,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  reviewed_by bigint,
  reviewed_at timestamp with time zone,
  review_office text,
  returned_by bigint,
  returned_at timestamp with time zone,
  reason text,
  constraint section_versions_pkey PRIMARY KEY (institution_id, section, period, version),
  constraint section_approved_was_confirmed CHECK (((state <> 'approved'::text) OR ((confirmed_at IS NOT NULL) AND (reviewed_at IS NOT NULL) AND (review_office IS NOT NULL)))),
  constraint section_confirmed_by_another_person CHECK ((confirmed_by <> submitted_by)),
  constraint section_return_has_a_reason CHECK (((state <> 'returned'::text) OR (length(reason) >= 2))),
  constraint section_version_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'approved'::text, 'returned'::text])))
);
CREATE INDEX section_versions_unfinished ON institutions.section_versions USING btree (institution_id) WHERE (state = ANY (ARRAY['submitted'::text, 'returned'::text]));
CREATE INDEX section_versions_waiting ON institutions.section_versions USING btree (county_code, confirmed_at, institution_id) WHERE (state = 'confirmed'::text);

create table institutions.sections (
  institution_id bigint not null,
  section text collate "C" not null,
  period text collate "C" not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  newest_version integer not null,
  newest_state text collate "C" not null,
  in_force_version integer,
  in_force_at timestamp with time zone,
  constraint sections_pkey PRIMARY KEY (institution_id, section, period),
  constraint section_is_known CHECK ((section = ANY (ARRAY['buildings'::text, 'conditions'::text, 'classes'::text, 'staff'::text, 'finance'::text]))),
  constraint section_newest_state_is_known CHECK ((newest_state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'approved'::text, 'returned'::text]))),
  constraint section_of_finance_names_its_half_year CHECK (
CASE section
    WHEN 'finance'::text THEN (period ~ '^20[0-9]{2}-(autumn|spring)$'::text)
    ELSE (period = ''::text)
END)
);
CREATE INDEX sections_by_county ON institutions.sections USING btree (county_code, institution_id);
CREATE INDEX sections_by_prefecture ON institutions.sections USING btree (prefecture_code);

create table jurisdictions.carried_out_changes (
  id bigint not null,
  kind text collate "C" not null,
  in_force_on date not null,
  document_title text not null,
  document_number text,
  carried_out_at timestamp with time zone not null,
  constraint carried_out_changes_pkey PRIMARY KEY (id)
);

create table jurisdictions.division_changes (
  id bigint generated always as identity,
  kind text collate "C" not null,
  state text collate "C" not null,
  applied boolean not null,
  change jsonb not null,
  in_force_on date not null,
  document_title text not null,
  document_number text,
  reason text not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  office_name text not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  drafted_by bigint not null,
  drafted_by_name text not null,
  drafted_at timestamp with time zone not null,
  decided_by bigint,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  step text collate "C",
  done integer default 0 not null,
  total integer default 0 not null,
  moved jsonb,
  failure jsonb,
  finished_at timestamp with time zone,
  constraint division_changes_pkey PRIMARY KEY (id),
  constraint division_application_is_rejected_with_a_reason CHECK (((state <> 'rejected'::text) OR (length(decision_reason) >= 2))),
  constraint division_change_kind_is_known CHECK ((kind = ANY (ARRAY['rename'::text, 'move'::text, 'merge'::text, 'split'::text, 'abolish'::text, 'found'::text]))),
  constraint division_change_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'applied'::text, 'planned'::text, 'running'::text, 'carried-out'::text, 'rejected'::text, 'withdrawn'::text, 'failed'::text])))
);
CREATE INDEX division_changes_by_county ON jurisdictions.division_changes USING btree (county_code);
CREATE INDEX division_changes_by_prefecture ON jurisdictions.division_changes USING btree (prefecture_code);
CREATE INDEX division_changes_by_province ON jurisdictions.division_changes USING btree (province_code);

create table jurisdictions.divisions (
  code text collate "C" not null,
  name text not null,
  full_name text not null,
  level text collate "C" not null,
  kind text collate "C" not null,
  parent_code text collate "C",
  valid_from date not null,
  valid_to date,
  begun_by bigint,
  ended_by bigint,
  heir_code text collate "C",
  constraint divisions_pkey PRIMARY KEY (code, valid_from),
  constraint division_level_is_known CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text, 'town'::text]))),
  constraint division_period_runs_forward CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
CREATE INDEX divisions_by_name ON jurisdictions.divisions USING btree (name text_pattern_ops);
CREATE INDEX divisions_by_parent ON jurisdictions.divisions USING btree (parent_code);
CREATE INDEX divisions_changed_here ON jurisdictions.divisions USING btree (code) WHERE ((begun_by IS NOT NULL) OR (ended_by IS NOT NULL));

create table jurisdictions.institution_moves (
  institution_id bigint not null,
  change_id bigint,
  moved_on date not null,
  from_county_code text collate "C" not null,
  from_prefecture_code text collate "C" not null,
  from_province_code text collate "C" not null,
  from_town_code text collate "C",
  to_county_code text collate "C" not null,
  to_prefecture_code text collate "C" not null,
  to_province_code text collate "C" not null,
  to_town_code text collate "C",
  id bigint generated always as identity,
  constraint institution_moves_pkey PRIMARY KEY (id),
  constraint institution_moves_once_by_a_change UNIQUE (institution_id, change_id)
);

create table jurisdictions.pack_assignments (
  division_code text collate "C" not null,
  pack text collate "C" not null,
  valid_from date not null,
  document_title text,
  document_number text,
  assigned_by_scope text collate "C",
  assigned_by bigint,
  assigned_at timestamp with time zone,
  constraint pack_assignments_pkey PRIMARY KEY (division_code, valid_from)
);

create table jurisdictions.policy_settings (
  id bigint generated always as identity,
  division_code text collate "C" not null,
  key text collate "C" not null,
  value jsonb not null,
  unit text collate "C",
  valid_from date not null,
  document_title text not null,
  document_number text,
  set_by bigint not null,
  office_name text not null,
  set_at timestamp with time zone not null,
  constraint policy_settings_pkey PRIMARY KEY (id),
  constraint policy_setting_is_not_dated_back CHECK ((valid_from >= ((set_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint policy_setting_names_its_document CHECK ((length(document_title) >= 2))
);
CREATE INDEX policy_settings_by_division ON jurisdictions.policy_settings USING btree (division_code, key, valid_from);

create table key_changes.applications (
  id bigint generated always as identity,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  state text collate "C" not null,
  revision integer default 1 not null,
  old_values jsonb not null,
  new_values jsonb not null,
  old_identity_sealed bytea,
  new_identity_sealed bytea,
  reason text not null,
  request_id uuid not null,
  entered_by bigint not null,
  entered_at timestamp with time zone not null,
  applied_on date not null,
  submitted_at timestamp with time zone,
  verified_by bigint,
  verified_at timestamp with time zone,
  decided_by bigint,
  decided_at timestamp with time zone,
  note text,
  constraint applications_pkey PRIMARY KEY (id),
  constraint key_change_is_applied_for_once UNIQUE (request_id),
  constraint key_change_goes_on_when_verified CHECK (((state <> ALL (ARRAY['verified'::text, 'completed'::text])) OR ((verified_by IS NOT NULL) AND (verified_at IS NOT NULL)))),
  constraint key_change_says_why_not CHECK (((state <> ALL (ARRAY['returned'::text, 'refused'::text])) OR (length(note) >= 2))),
  constraint key_change_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text, 'completed'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint key_change_that_ended_was_decided CHECK (((state <> ALL (ARRAY['returned'::text, 'completed'::text, 'refused'::text, 'withdrawn'::text])) OR ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL)))),
  constraint key_change_verified_by_another_person CHECK (((verified_by IS NULL) OR (verified_by <> entered_by)))
);
CREATE UNIQUE INDEX key_change_open_once_a_child ON key_changes.applications USING btree (child_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text]));
CREATE INDEX key_changes_by_child ON key_changes.applications USING btree (child_id, id);
CREATE INDEX key_changes_by_county ON key_changes.applications USING btree (county_code, id);
CREATE INDEX key_changes_by_institution ON key_changes.applications USING btree (institution_id, id);
CREATE INDEX key_changes_by_prefecture ON key_changes.applications USING btree (prefecture_code, id);
CREATE INDEX key_changes_by_province ON key_changes.applications USING btree (province_code, id);

create table papers.confirmations (
  id bigint generated always as identity,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  file_version integer not null,
  file_digest bytea not null,
  signer_name text not null,
  signer_relation text collate "C",
  signed_on date not null,
  taken_in_by bigint not null,
  taken_in_at timestamp with time zone not null,
  constraint confirmations_pkey PRIMARY KEY (id),
  constraint confirmation_once UNIQUE (child_id, file_digest, signed_on, signer_name),
  constraint confirmation_digest_is_whole CHECK ((length(file_digest) = 32)),
  constraint confirmation_names_its_signer CHECK (((length(signer_name) >= 1) AND (length(signer_name) <= 60))),
  constraint confirmation_signed_before_it_came_in CHECK ((signed_on <= ((taken_in_at AT TIME ZONE 'Asia/Shanghai'::text))::date))
);
CREATE INDEX confirmations_by_child ON papers.confirmations USING btree (child_id, id);
CREATE INDEX confirmations_by_institution ON papers.confirmations USING btree (institution_id, id);

create table papers.destructions (
  id bigint generated always as identity,
  past_enrolment_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  destroyed_on date not null,
  destroyed_by text not null,
  witnessed_by text not null,
  recorded_by bigint not null,
  recorded_at timestamp with time zone not null,
  constraint destructions_pkey PRIMARY KEY (id),
  constraint paper_file_is_destroyed_once UNIQUE (past_enrolment_id),
  constraint paper_file_is_destroyed_by_two CHECK ((destroyed_by <> witnessed_by))
);
CREATE INDEX destructions_by_institution ON papers.destructions USING btree (institution_id, id);

create table petitions.petitions (
  id bigint generated always as identity,
  kind text collate "C" not null,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  institution_name text not null,
  file_state text collate "C" not null,
  state text collate "C" default 'draft'::text not null,
  revision integer default 1 not null,
  reason text not null,
  request_id uuid not null,
  drawn_up_by bigint not null,
  drawn_up_at timestamp with time zone not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  declared_at timestamp with time zone,
  decided_by bigint,
  decided_at timestamp with time zone,
  decision_office text,
  note text,
  ends_on date,
  former_class_id bigint,
  entry_year integer,
  approved_by text collate "C" default 'county'::text not null,
  ended_by_petition bigint,
  constraint petitions_pkey PRIMARY KEY (id),
  constraint petition_is_drawn_up_once UNIQUE (request_id),
  constraint petition_approved_by_an_office CHECK (((state <> 'approved'::text) OR ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL) AND (decision_office IS NOT NULL) AND (declared_at IS NOT NULL)))),
  constraint petition_approved_here_is_a_deferral CHECK (((approved_by = 'county'::text) OR ((approved_by = 'institution'::text) AND (kind = ANY (ARRAY['deferral'::text, 'deferral-end'::text]))))),
  constraint petition_confirmed_by_another_person CHECK ((confirmed_by <> drawn_up_by)),
  constraint petition_confirmed_is_declared CHECK (((state <> 'confirmed'::text) OR ((confirmed_by IS NOT NULL) AND (declared_at IS NOT NULL)))),
  constraint petition_has_a_reason CHECK (((length(reason) >= 2) AND (length(reason) <= 500))),
  constraint petition_kind_is_known CHECK ((kind = ANY (ARRAY['recovery'::text, 'cancellation'::text, 'deferral'::text, 'deferral-end'::text]))),
  constraint petition_return_has_a_reason CHECK (((state <> 'returned'::text) OR (length(note) >= 2))),
  constraint petition_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text, 'approved'::text, 'withdrawn'::text]))),
  constraint petition_that_ended_was_a_deferral CHECK (((ended_by_petition IS NULL) OR ((kind = 'deferral'::text) AND (state = 'approved'::text)))),
  constraint petition_to_cancel_names_the_day CHECK (((kind = 'cancellation'::text) = (ends_on IS NOT NULL))),
  constraint petition_to_defer_names_the_year CHECK (((kind = ANY (ARRAY['deferral'::text, 'deferral-end'::text])) = (entry_year IS NOT NULL)))
);
CREATE UNIQUE INDEX deferral_in_force_once ON petitions.petitions USING btree (child_id, entry_year) WHERE ((kind = 'deferral'::text) AND (state = 'approved'::text) AND (ended_by_petition IS NULL));
CREATE UNIQUE INDEX petition_open_once_a_child ON petitions.petitions USING btree (child_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text]));
CREATE INDEX petitions_by_child ON petitions.petitions USING btree (child_id, id);
CREATE INDEX petitions_by_county ON petitions.petitions USING btree (county_code, id);
CREATE INDEX petitions_by_institution ON petitions.petitions USING btree (institution_id, id);
CREATE INDEX petitions_by_prefecture ON petitions.petitions USING btree (prefecture_code, id);
CREATE INDEX petitions_by_province ON petitions.petitions USING btree (province_code, id);
CREATE INDEX petitions_that_ended_deferrals ON petitions.petitions USING btree (ended_by_petition) WHERE (ended_by_petition IS NOT NULL);

create table petitions.steps (
  id bigint generated always as identity,
  petition_id bigint not null,
  act text collate "C" not null,
  at timestamp with time zone not null,
  done_by bigint not null,
  person_name text not null,
  office_name text not null,
  reason text,
  constraint steps_pkey PRIMARY KEY (id),
  constraint petition_act_is_known CHECK ((act = ANY (ARRAY['drawn-up'::text, 'edit'::text, 'submit'::text, 'confirm'::text, 'approve'::text, 'return'::text, 'withdraw'::text])))
);
CREATE INDEX steps_by_petition ON petitions.steps USING btree (petition_id, id);

create table platform.migrations (
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null,
  constraint migrations_pkey PRIMARY KEY (name)
);

create table platform.settings (
  key text not null,
  value text not null,
  constraint settings_pkey PRIMARY KEY (key)
);

create table primary_entry.answers (
  id bigint generated always as identity,
  list_id bigint not null,
  file_name text not null,
  file_key text collate "C" not null,
  bytes bigint not null,
  state text collate "C" default 'checked'::text not null,
  counts jsonb not null,
  faults jsonb not null,
  failure jsonb,
  uploaded_by bigint not null,
  uploaded_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  constraint answers_pkey PRIMARY KEY (id),
  constraint entry_answer_state_is_known CHECK ((state = ANY (ARRAY['checked'::text, 'applying'::text, 'applied'::text, 'failed'::text])))
);
CREATE INDEX entry_answers_by_list ON primary_entry.answers USING btree (list_id, id);

create table primary_entry.entries (
  child_id bigint not null,
  list_id bigint,
  sequence integer,
  result text collate "C",
  answered_at timestamp with time zone,
  school text,
  school_code text collate "C",
  entered_on date,
  field text collate "C",
  told text,
  whereabouts text collate "C",
  note text,
  noted_by bigint,
  noted_at timestamp with time zone,
  constraint entries_pkey PRIMARY KEY (child_id),
  constraint entry_stands_on_a_list_once UNIQUE (list_id, sequence),
  constraint entry_accepted_by_a_school CHECK (((NOT (result IS DISTINCT FROM 'accepted'::text)) = ((school IS NOT NULL) AND (entered_on IS NOT NULL)))),
  constraint entry_answer_is_known CHECK ((result = ANY (ARRAY['accepted'::text, 'not-found'::text, 'differs'::text]))),
  constraint entry_answer_is_to_a_list CHECK (((result IS NULL) OR ((list_id IS NOT NULL) AND (answered_at IS NOT NULL)))),
  constraint entry_difference_names_the_field CHECK (((NOT (result IS DISTINCT FROM 'differs'::text)) = ((field IS NOT NULL) AND (told IS NOT NULL)))),
  constraint entry_field_is_known CHECK ((field = ANY (ARRAY['name'::text, 'sex'::text, 'birthOn'::text, 'identityNumber'::text, 'guardianName'::text, 'other'::text]))),
  constraint entry_line_is_of_a_list CHECK (((list_id IS NULL) = (sequence IS NULL))),
  constraint entry_note_has_its_person CHECK ((((whereabouts IS NULL) = (noted_by IS NULL)) AND ((whereabouts IS NULL) = (noted_at IS NULL)))),
  constraint entry_whereabouts_are_known CHECK ((whereabouts = ANY (ARRAY['other-province'::text, 'abroad'::text, 'deferred'::text, 'private-school'::text, 'unknown'::text, 'other'::text])))
) with (fillfactor=80);

create table primary_entry.lists (
  id bigint generated always as identity,
  county_code text collate "C",
  province_code text collate "C" not null,
  number text collate "C" not null,
  year integer not null,
  state text collate "C" default 'making'::text not null,
  reason text not null,
  request_id uuid not null,
  made_by bigint not null,
  made_at timestamp with time zone not null,
  children integer default 0 not null,
  file_key text collate "C",
  file_until timestamp with time zone,
  failure jsonb,
  constraint lists_pkey PRIMARY KEY (id),
  constraint entry_list_is_made_once UNIQUE (request_id),
  constraint entry_list_number_once UNIQUE (number),
  constraint entry_list_has_a_reason CHECK ((length(reason) >= 2)),
  constraint entry_list_ready_has_children CHECK (((state <> 'ready'::text) OR (children > 0))),
  constraint entry_list_state_is_known CHECK ((state = ANY (ARRAY['making'::text, 'ready'::text, 'empty'::text, 'withdrawn'::text, 'failed'::text])))
);
CREATE INDEX entry_lists_by_county ON primary_entry.lists USING btree (county_code, id);
CREATE INDEX entry_lists_by_province ON primary_entry.lists USING btree (province_code, id);
CREATE INDEX entry_lists_failed ON primary_entry.lists USING btree (id) WHERE (state = 'failed'::text);

create table province_border.crossings (
  id bigint generated always as identity,
  direction text collate "C" not null,
  child_id bigint,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  institution_name text not null,
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  other_code text collate "C" not null,
  other_name text not null,
  other_institution text,
  state text collate "C" not null,
  revision integer default 1 not null,
  reason text,
  request_id uuid not null,
  file_id uuid,
  answer_key_sealed bytea,
  number_kind text collate "C",
  drawn_up_by bigint not null,
  drawn_up_at timestamp with time zone not null,
  released_by bigint,
  released_at timestamp with time zone,
  approved_by bigint,
  approved_at timestamp with time zone,
  sent_at timestamp with time zone,
  ended_by bigint,
  ended_at timestamp with time zone,
  happened_on date,
  note text,
  number_sealed bytea,
  constraint crossings_pkey PRIMARY KEY (id),
  constraint crossing_is_asked_once UNIQUE (request_id),
  constraint crossing_direction_is_known CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint crossing_division_is_six_digits CHECK ((other_code ~ '^[0-9]{6}$'::text)),
  constraint crossing_goes_to_another_province CHECK (("left"(other_code, 2) <> "left"(province_code, 2))),
  constraint crossing_is_released_by_somebody CHECK (((state <> ALL (ARRAY['released'::text, 'sent'::text, 'gone'::text])) OR ((released_by IS NOT NULL) AND (released_at IS NOT NULL)))),
  constraint crossing_of_a_child CHECK (((child_id IS NOT NULL) OR (state = 'refused'::text))),
  constraint crossing_out_has_a_reason CHECK (((direction = 'in'::text) OR ((reason IS NOT NULL) AND ((length(reason) >= 2) AND (length(reason) <= 500))))),
  constraint crossing_refused_says_why CHECK (((state <> ALL (ARRAY['refused'::text, 'returned'::text])) OR (length(note) >= 2))),
  constraint crossing_released_by_another_person CHECK ((released_by <> drawn_up_by)),
  constraint crossing_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'released'::text, 'sent'::text, 'gone'::text, 'withdrawn'::text, 'entered'::text, 'accepted'::text, 'refused'::text]))),
  constraint crossing_state_is_of_its_direction CHECK (((direction = 'in'::text) = (state = ANY (ARRAY['entered'::text, 'accepted'::text, 'refused'::text])))),
  constraint crossing_that_ended_has_a_day CHECK (((state <> ALL (ARRAY['gone'::text, 'accepted'::text])) OR ((ended_by IS NOT NULL) AND (ended_at IS NOT NULL) AND (happened_on IS NOT NULL)))),
  constraint crossing_that_was_sent_has_a_file CHECK (((state <> ALL (ARRAY['sent'::text, 'gone'::text, 'entered'::text, 'accepted'::text, 'refused'::text])) OR (file_id IS NOT NULL)))
);
CREATE UNIQUE INDEX crossing_file_once ON province_border.crossings USING btree (direction, file_id);
CREATE UNIQUE INDEX crossing_open_once_a_child ON province_border.crossings USING btree (child_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'released'::text, 'sent'::text]));
CREATE INDEX crossings_by_child ON province_border.crossings USING btree (child_id, id);
CREATE INDEX crossings_by_county ON province_border.crossings USING btree (county_code, id);
CREATE INDEX crossings_by_institution ON province_border.crossings USING btree (institution_id, id);
CREATE INDEX crossings_by_prefecture ON province_border.crossings USING btree (prefecture_code, id);
CREATE INDEX crossings_by_province ON province_border.crossings USING btree (province_code, id);

create table province_border.enrolments (
  id bigint generated always as identity,
  crossing_id bigint not null,
  institution_name text not null,
  place_name text not null,
  admitted_on date not null,
  ended_on date,
  constraint enrolments_pkey PRIMARY KEY (id),
  constraint border_enrolment_runs_forward CHECK (((ended_on IS NULL) OR (ended_on >= admitted_on)))
);
CREATE INDEX enrolments_by_crossing ON province_border.enrolments USING btree (crossing_id, id);

create table province_border.steps (
  id bigint generated always as identity,
  crossing_id bigint not null,
  act text collate "C" not null,
  at timestamp with time zone not null,
  done_by bigint not null,
  person_name text not null,
  office_name text not null,
  reason text,
  constraint steps_pkey PRIMARY KEY (id),
  constraint crossing_act_is_known CHECK ((act = ANY (ARRAY['drawn-up'::text, 'submit'::text, 'release'::text, 'approve'::text, 'return'::text, 'withdraw'::text, 'go'::text, 'come-back'::text, 'go-unanswered'::text, 'stay'::text, 'enter'::text, 'join'::text, 'accept'::text, 'refuse'::text])))
);
CREATE INDEX steps_by_crossing ON province_border.steps USING btree (crossing_id, id);

create table registration.numbers (
  kind text collate "C" not null,
  body_digest bytea not null,
  child_id bigint not null,
  issued_by bigint not null,
  issued_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text collate "C",
  constraint number_once_for_ever PRIMARY KEY (kind, body_digest),
  constraint number_end_reason_is_known CHECK ((end_reason = ANY (ARRAY['replaced'::text, 'cancelled'::text, 'merged'::text]))),
  constraint number_ends_for_a_reason CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint number_kind_is_known CHECK ((kind = ANY (ARRAY['G'::text, 'J'::text, 'L'::text])))
);
CREATE UNIQUE INDEX number_one_a_child ON registration.numbers USING btree (child_id) WHERE (ended_at IS NULL);
CREATE INDEX numbers_given_up_by_child ON registration.numbers USING btree (child_id) WHERE (ended_at IS NOT NULL);

create table registration.serials (
  area_code text collate "C" not null,
  birth_on date not null,
  last integer not null,
  constraint serials_pkey PRIMARY KEY (area_code, birth_on),
  constraint serial_has_three_digits CHECK (((last >= 1) AND (last <= 999)))
);

create table rosters.rosters (
  id bigint generated always as identity,
  kind text collate "C" not null,
  county_code text collate "C" not null,
  file_name text not null,
  file_key text not null,
  file_bytes bigint not null,
  state text collate "C" default 'checked'::text not null,
  counts jsonb not null,
  headings jsonb not null,
  results jsonb not null,
  uploaded_by bigint not null,
  uploaded_at timestamp with time zone not null,
  ended_by bigint,
  ended_at timestamp with time zone,
  constraint rosters_pkey PRIMARY KEY (id),
  constraint roster_end_has_a_person CHECK (((state = 'checked'::text) = (ended_by IS NULL))),
  constraint roster_kind_is_known CHECK ((kind = 'institutions'::text)),
  constraint roster_state_is_known CHECK ((state = ANY (ARRAY['checked'::text, 'committed'::text, 'discarded'::text])))
);
CREATE INDEX rosters_of_a_county ON rosters.rosters USING btree (county_code, id);

create table statistics.baselines (
  year integer not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  children integer not null,
  constraint baselines_pkey PRIMARY KEY (year, institution_id),
  constraint baseline_is_not_negative CHECK ((children >= 0))
);

create table statistics.institution_counters (
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  reported integer default 0 not null,
  reviewed integer default 0 not null,
  basic_waiting integer default 0 not null,
  entered integer default 0 not null,
  returned integer default 0 not null,
  confirmed integer default 0 not null,
  problem integer default 0 not null,
  numbered integer default 0 not null,
  first_waiting integer default 0 not null,
  closed integer default 0 not null,
  suspended integer default 0 not null,
  single_away integer default 0 not null,
  both_away integer default 0 not null,
  migrant integer default 0 not null,
  county_beyond integer default 0 not null,
  prefecture_beyond integer default 0 not null,
  province_beyond integer default 0 not null,
  hmt integer default 0 not null,
  foreigners integer default 0 not null,
  unclassed integer default 0 not null,
  constraint institution_counters_pkey PRIMARY KEY (institution_id)
) with (fillfactor=50);
CREATE INDEX institution_counters_by_county ON statistics.institution_counters USING btree (county_code);
CREATE INDEX institution_counters_by_prefecture ON statistics.institution_counters USING btree (prefecture_code);

create table supervision.annual_reviews (
  institution_id bigint not null,
  year integer not null,
  version integer not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  result text collate "C" not null,
  explanation text,
  correction_reason text,
  facts jsonb not null,
  office_name text not null,
  recorded_by bigint not null,
  recorded_at timestamp with time zone not null,
  is_current boolean default true not null,
  constraint annual_reviews_pkey PRIMARY KEY (institution_id, year, version),
  constraint annual_correction_has_a_reason CHECK (((version = 1) = (correction_reason IS NULL))),
  constraint annual_result_is_known CHECK ((result = ANY (ARRAY['qualified'::text, 'basically-qualified'::text, 'unqualified'::text]))),
  constraint annual_review_is_of_a_year CHECK (((year >= 2020) AND (year <= 2100)))
);
CREATE UNIQUE INDEX annual_review_is_current_once ON supervision.annual_reviews USING btree (institution_id, year) WHERE is_current;
CREATE INDEX annual_reviews_by_county ON supervision.annual_reviews USING btree (county_code, year, institution_id) WHERE is_current;
CREATE INDEX annual_reviews_by_prefecture ON supervision.annual_reviews USING btree (prefecture_code, year, institution_id) WHERE is_current;
CREATE INDEX annual_reviews_by_province ON supervision.annual_reviews USING btree (province_code, year, institution_id) WHERE is_current;

create table supervision.checklists (
  id bigint generated always as identity,
  level text collate "C" not null,
  scope text collate "C" not null,
  version integer not null,
  items jsonb not null,
  office_name text not null,
  laid_down_by bigint not null,
  laid_down_at timestamp with time zone not null,
  constraint checklists_pkey PRIMARY KEY (id),
  constraint checklist_version_is_the_next UNIQUE (level, scope, version),
  constraint checklist_has_items CHECK (((jsonb_array_length(items) >= 1) AND (jsonb_array_length(items) <= 100))),
  constraint checklist_is_laid_down_by_a_department CHECK ((level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text])))
);

create table supervision.findings (
  institution_id bigint not null,
  rule_code text collate "C" not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  severity text collate "C" not null,
  found jsonb not null,
  found_count integer not null,
  since_on date not null,
  constraint findings_pkey PRIMARY KEY (institution_id, rule_code),
  constraint finding_has_found_something CHECK ((found_count > 0)),
  constraint finding_severity_is_known CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text])))
);
CREATE INDEX findings_by_county ON supervision.findings USING btree (county_code, rule_code, institution_id) INCLUDE (found_count);
CREATE INDEX findings_by_prefecture ON supervision.findings USING btree (prefecture_code, rule_code, institution_id) INCLUDE (found_count, county_code);
CREATE INDEX findings_by_province ON supervision.findings USING btree (province_code, rule_code, institution_id) INCLUDE (found_count, prefecture_code);

create table supervision.inspections (
  id bigint generated always as identity,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  level text collate "C" not null,
  office_name text not null,
  request_id uuid not null,
  is_planned boolean not null,
  plan_title text,
  from_on date,
  until_on date,
  state text collate "C" default 'planned'::text not null,
  revision integer default 0 not null,
  items jsonb not null,
  answers jsonb default '[]'::jsonb not null,
  inspectors text default ''::text not null,
  inspected_on date,
  conclusion text default ''::text not null,
  found_count integer default 0 not null,
  heavy_count integer default 0 not null,
  made_by bigint not null,
  made_at timestamp with time zone not null,
  signed_by bigint,
  signed_at timestamp with time zone,
  known_by bigint,
  known_at timestamp with time zone,
  objection text,
  corrects_id bigint,
  correction_reason text,
  drop_reason text,
  dropped_by bigint,
  dropped_at timestamp with time zone,
  unsigned_note text,
  constraint inspections_pkey PRIMARY KEY (id),
  constraint inspection_is_begun_once UNIQUE (request_id, institution_id),
  constraint inspection_is_corrected_once UNIQUE (corrects_id),
  constraint inspection_closed_is_known CHECK (((state = 'closed'::text) = (known_at IS NOT NULL))),
  constraint inspection_correction_has_a_reason CHECK (((corrects_id IS NULL) = (correction_reason IS NULL))),
  constraint inspection_dropped_has_a_reason CHECK ((((state = 'dropped'::text) = ((length(drop_reason) >= 2) AND (dropped_by IS NOT NULL) AND (dropped_at IS NOT NULL))) AND ((state = 'dropped'::text) OR (drop_reason IS NULL)))),
  constraint inspection_handed_over_is_signed CHECK (((state = ANY (ARRAY['planned'::text, 'draft'::text, 'dropped'::text])) OR ((signed_by IS NOT NULL) AND (signed_at IS NOT NULL) AND (inspected_on IS NOT NULL) AND (length(inspectors) >= 2)))),
  constraint inspection_is_made_by_a_department CHECK ((level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text]))),
  constraint inspection_plan_has_a_title_and_days CHECK (((NOT is_planned) OR ((length(plan_title) >= 2) AND (from_on <= until_on)))),
  constraint inspection_state_is_known CHECK ((state = ANY (ARRAY['planned'::text, 'draft'::text, 'handed-over'::text, 'closed'::text, 'dropped'::text]))),
  constraint inspection_without_signature_is_closed CHECK (((unsigned_note IS NULL) OR ((state = 'closed'::text) AND (length(unsigned_note) >= 2))))
);
CREATE INDEX inspections_by_county ON supervision.inspections USING btree (county_code, id);
CREATE INDEX inspections_by_institution ON supervision.inspections USING btree (institution_id, id);
CREATE INDEX inspections_by_prefecture ON supervision.inspections USING btree (prefecture_code, id);
CREATE INDEX inspections_by_province ON supervision.inspections USING btree (province_code, id);

create table supervision.monthly_messages (
  id bigint generated always as identity,
  month text collate "C" not null,
  level text collate "C" not null,
  scope text collate "C" not null,
  office_name text not null,
  made_on date not null,
  figures jsonb not null,
  constraint monthly_messages_pkey PRIMARY KEY (id),
  constraint monthly_message_once UNIQUE (month, level, scope),
  constraint monthly_message_is_for_a_department CHECK ((level = ANY (ARRAY['county'::text, 'prefecture'::text, 'province'::text]))),
  constraint monthly_message_names_a_month CHECK ((month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'::text))
);
CREATE INDEX monthly_messages_by_office ON supervision.monthly_messages USING btree (level, scope, id);

create table supervision.monthly_reads (
  message_id bigint not null,
  account_id bigint not null,
  read_at timestamp with time zone not null,
  constraint monthly_reads_pkey PRIMARY KEY (message_id, account_id)
);

create table supervision.rectifications (
  id bigint generated always as identity,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  violation text collate "C" not null,
  found text not null,
  asked text not null,
  due_on date not null,
  state text collate "C" default 'issued'::text not null,
  office_name text not null,
  request_id uuid not null,
  issued_by bigint not null,
  issued_at timestamp with time zone not null,
  answer text,
  answered_by bigint,
  answered_at timestamp with time zone,
  decided_by bigint,
  decided_at timestamp with time zone,
  reason text,
  inspection_id bigint,
  constraint rectifications_pkey PRIMARY KEY (id),
  constraint rectification_is_issued_once UNIQUE (request_id),
  constraint rectification_answered_has_an_answer CHECK (((state = 'issued'::text) OR ((length(answer) >= 2) AND (answered_at IS NOT NULL)))),
  constraint rectification_is_due_after_it_was_issued CHECK ((due_on >= ((issued_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint rectification_return_has_a_reason CHECK (((state <> 'returned'::text) OR (length(reason) >= 2))),
  constraint rectification_state_is_known CHECK ((state = ANY (ARRAY['issued'::text, 'answered'::text, 'returned'::text, 'accepted'::text]))),
  constraint rectification_violation_is_known CHECK ((violation = ANY (ARRAY['false-file'::text, 'late-file'::text, 'late-change'::text, 'late-leaving'::text, 'leaked'::text, 'other'::text])))
);
CREATE INDEX rectifications_by_county ON supervision.rectifications USING btree (county_code, id);
CREATE INDEX rectifications_by_inspection ON supervision.rectifications USING btree (inspection_id) WHERE (inspection_id IS NOT NULL);
CREATE INDEX rectifications_by_institution ON supervision.rectifications USING btree (institution_id, id);
CREATE INDEX rectifications_by_prefecture ON supervision.rectifications USING btree (prefecture_code, id);
CREATE INDEX rectifications_by_province ON supervision.rectifications USING btree (province_code, id);

create table supervision.term_checks (
  institution_id bigint not null,
  term text collate "C" not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  unchanged boolean not null,
  checked_by bigint not null,
  checked_at timestamp with time zone not null,
  constraint term_checks_pkey PRIMARY KEY (institution_id, term),
  constraint term_check_names_a_half_year CHECK ((term ~ '^20[0-9]{2}-(autumn|spring)$'::text))
);
CREATE INDEX term_checks_by_county ON supervision.term_checks USING btree (county_code, term, institution_id);
CREATE INDEX term_checks_by_prefecture ON supervision.term_checks USING btree (prefecture_code, term);
CREATE INDEX term_checks_by_province ON supervision.term_checks USING btree (province_code, term);

create table transfers.transfers (
  id bigint generated always as identity,
  child_id bigint not null,
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  from_institution_id bigint not null,
  from_institution_name text not null,
  from_county text collate "C" not null,
  from_prefecture text collate "C" not null,
  to_institution_id bigint not null,
  to_institution_name text not null,
  to_county text collate "C" not null,
  to_prefecture text collate "C" not null,
  province_code text collate "C" not null,
  started_by text collate "C" not null,
  state text collate "C" not null,
  revision integer default 1 not null,
  reason text not null,
  request_id uuid not null,
  asked_by bigint not null,
  asked_at timestamp with time zone not null,
  released_by bigint,
  released_at timestamp with time zone,
  released_over text,
  class_id bigint,
  admitted_on date,
  accepted_by bigint,
  accepted_at timestamp with time zone,
  approved_by bigint,
  approved_at timestamp with time zone,
  ended_by bigint,
  ended_at timestamp with time zone,
  note text,
  file_state text collate "C",
  constraint transfers_pkey PRIMARY KEY (id),
  constraint transfer_is_asked_once UNIQUE (request_id),
  constraint transfer_accepted_names_a_class CHECK (((state <> ALL (ARRAY['accepted'::text, 'completed'::text])) OR ((class_id IS NOT NULL) AND (admitted_on IS NOT NULL) AND (accepted_by IS NOT NULL)))),
  constraint transfer_goes_elsewhere CHECK ((from_institution_id <> to_institution_id)),
  constraint transfer_goes_on_after_release CHECK (((state <> ALL (ARRAY['released'::text, 'accepted'::text, 'completed'::text])) OR ((released_by IS NOT NULL) AND (released_at IS NOT NULL)))),
  constraint transfer_of_a_cancelled_file_is_approved CHECK (((file_state IS DISTINCT FROM 'cancelled'::text) OR (state <> 'completed'::text) OR (approved_by IS NOT NULL))),
  constraint transfer_refused_says_why CHECK (((state <> 'refused'::text) OR (length(note) >= 2))),
  constraint transfer_starter_is_known CHECK ((started_by = ANY (ARRAY['receiver'::text, 'sender'::text]))),
  constraint transfer_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'released'::text, 'accepted'::text, 'completed'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE UNIQUE INDEX transfer_open_once_a_child ON transfers.transfers USING btree (child_id) WHERE (state = ANY (ARRAY['asked'::text, 'released'::text, 'accepted'::text]));
CREATE INDEX transfers_by_child ON transfers.transfers USING btree (child_id, id);
CREATE INDEX transfers_by_province ON transfers.transfers USING btree (province_code, id);
CREATE INDEX transfers_from_county ON transfers.transfers USING btree (from_county, id);
CREATE INDEX transfers_from_institution ON transfers.transfers USING btree (from_institution_id, id);
CREATE INDEX transfers_from_prefecture ON transfers.transfers USING btree (from_prefecture, id);
CREATE INDEX transfers_to_county ON transfers.transfers USING btree (to_county, id);
CREATE INDEX transfers_to_institution ON transfers.transfers USING btree (to_institution_id, id);
CREATE INDEX transfers_to_prefecture ON transfers.transfers USING btree (to_prefecture, id);

create table verification.answers (
  id bigint generated always as identity,
  batch_id bigint not null,
  province_code text collate "C" not null,
  file_name text not null,
  file_key text collate "C" not null,
  bytes bigint not null,
  state text collate "C" default 'checking'::text not null,
  counts jsonb,
  faults jsonb,
  failure jsonb,
  uploaded_by bigint not null,
  uploaded_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  constraint answers_pkey PRIMARY KEY (id),
  constraint answer_state_is_known CHECK ((state = ANY (ARRAY['checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'failed'::text])))
);
CREATE INDEX answers_by_batch ON verification.answers USING btree (batch_id, id);
CREATE INDEX answers_failed ON verification.answers USING btree (batch_id) WHERE (state = 'failed'::text);

create table verification.batches (
  id bigint generated always as identity,
  province_code text collate "C" not null,
  number text collate "C" not null,
  state text collate "C" default 'making'::text not null,
  reason text not null,
  request_id uuid not null,
  made_by bigint not null,
  made_at timestamp with time zone not null,
  children integer default 0 not null,
  file_key text collate "C",
  ready_at timestamp with time zone,
  file_until timestamp with time zone,
  failure jsonb,
  constraint batches_pkey PRIMARY KEY (id),
  constraint batch_is_made_once UNIQUE (request_id),
  constraint batch_number_once UNIQUE (number),
  constraint batch_has_a_reason CHECK ((length(reason) >= 2)),
  constraint batch_ready_has_children CHECK (((state <> 'ready'::text) OR (children > 0))),
  constraint batch_state_is_known CHECK ((state = ANY (ARRAY['making'::text, 'ready'::text, 'empty'::text, 'withdrawn'::text, 'failed'::text])))
);
CREATE INDEX batches_by_province ON verification.batches USING btree (province_code, id);
CREATE INDEX batches_failed ON verification.batches USING btree (province_code, id) WHERE (state = 'failed'::text);

create table verification.items (
  batch_id bigint not null,
  sequence integer not null,
  province_code text collate "C" not null,
  child_id bigint not null,
  asked bytea not null,
  claim bytea not null,
  result text collate "C",
  answered_at timestamp with time zone,
  constraint items_pkey PRIMARY KEY (batch_id, sequence),
  constraint item_answer_has_its_time CHECK (((result IS NULL) = (answered_at IS NULL))),
  constraint item_result_is_known CHECK ((result = ANY (ARRAY['agrees'::text, 'unknown'::text, 'differs'::text])))
) with (fillfactor=80);
CREATE INDEX items_waiting_by_child ON verification.items USING btree (child_id) WHERE (result IS NULL);

create table verification.results (
  child_id bigint not null,
  batch_id bigint not null,
  batch_number text collate "C" not null,
  asked bytea not null,
  result text collate "C" not null,
  answered_on date not null,
  evidence text,
  evidence_by bigint,
  evidence_at timestamp with time zone,
  constraint results_pkey PRIMARY KEY (child_id),
  constraint evidence_has_its_person CHECK ((((evidence IS NULL) = (evidence_by IS NULL)) AND ((evidence IS NULL) = (evidence_at IS NULL)))),
  constraint evidence_is_of_a_problem CHECK (((evidence IS NULL) OR (result <> 'agrees'::text))),
  constraint result_is_known CHECK ((result = ANY (ARRAY['agrees'::text, 'unknown'::text, 'differs'::text])))
) with (fillfactor=80);
CREATE INDEX results_open ON verification.results USING btree (child_id) WHERE (result <> 'agrees'::text);

create table yearly_round.moves (
  round_id bigint not null,
  child_id bigint not null,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  from_class_id bigint,
  from_class_name text,
  to_class_id bigint,
  to_class_name text,
  how text collate "C" not null,
  stay_code text collate "C",
  reason text,
  version integer,
  undone_at timestamp with time zone,
  kept_code text collate "C",
  constraint move_once_a_round PRIMARY KEY (round_id, child_id),
  constraint move_stays_for_a_reason CHECK ((((how = 'stays'::text) = (stay_code IS NOT NULL)) AND ((how = 'stays'::text) = (version IS NULL)))),
  constraint move_way_is_known CHECK ((how = ANY (ARRAY['promoted'::text, 'repeats'::text, 'skips'::text, 'other-class'::text, 'graduated'::text, 'placed'::text, 'stays'::text])))
);
CREATE INDEX moves_by_child ON yearly_round.moves USING btree (child_id);

create table yearly_round.rounds (
  id bigint generated always as identity,
  institution_id bigint not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  kind text collate "C" not null,
  year integer not null,
  state text collate "C" not null,
  revision integer default 1 not null,
  plan jsonb not null,
  proposed_by bigint not null,
  proposed_at timestamp with time zone not null,
  confirmed_by bigint,
  confirmed_at timestamp with time zone,
  done_at timestamp with time zone,
  moved integer,
  stayed integer,
  made_class_ids bigint[] default '{}'::bigint[] not null,
  failure jsonb,
  undone_by bigint,
  undone_at timestamp with time zone,
  undo_reason text,
  constraint rounds_pkey PRIMARY KEY (id),
  constraint round_confirmed_before_it_runs CHECK ((((state = ANY (ARRAY['proposed'::text, 'withdrawn'::text])) = (confirmed_by IS NULL)) AND ((confirmed_by IS NULL) = (confirmed_at IS NULL)))),
  constraint round_confirmed_by_another_person CHECK (((confirmed_by IS NULL) OR (confirmed_by <> proposed_by))),
  constraint round_done_says_how_many CHECK (((state = ANY (ARRAY['done'::text, 'undone'::text])) = ((done_at IS NOT NULL) AND (moved IS NOT NULL) AND (stayed IS NOT NULL)))),
  constraint round_kind_is_known CHECK ((kind = ANY (ARRAY['promotion'::text, 'graduation'::text, 'intake'::text]))),
  constraint round_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'withdrawn'::text, 'running'::text, 'done'::text, 'failed'::text, 'undone'::text]))),
  constraint round_undone_by_somebody CHECK (((state = 'undone'::text) = ((undone_by IS NOT NULL) AND (undone_at IS NOT NULL) AND (undo_reason IS NOT NULL))))
);
CREATE UNIQUE INDEX round_open_once ON yearly_round.rounds USING btree (institution_id, kind) WHERE (state = ANY (ARRAY['proposed'::text, 'running'::text]));
CREATE INDEX rounds_by_county ON yearly_round.rounds USING btree (county_code, id);
CREATE INDEX rounds_by_institution ON yearly_round.rounds USING btree (institution_id, id);
CREATE INDEX rounds_by_prefecture ON yearly_round.rounds USING btree (prefecture_code, id);
CREATE INDEX rounds_by_province ON yearly_round.rounds USING btree (province_code, id);
CREATE INDEX rounds_failed ON yearly_round.rounds USING btree (institution_id) WHERE (state = 'failed'::text);

create table audit.entries_rest partition of audit.entries DEFAULT;

-- Foreign keys

alter table accidents.accidents
  add constraint accidents_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table accidents.accidents
  add constraint accidents_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table accidents.accidents
  add constraint accidents_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES petitions.petitions(id);

alter table accidents.accidents
  add constraint accidents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table accounts.accounts
  add constraint accounts_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table accounts.accounts
  add constraint accounts_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table accounts.accounts
  add constraint accounts_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.people(id);

alter table accounts.offices
  add constraint offices_department_id_fkey FOREIGN KEY (department_id) REFERENCES accounts.offices(id);

alter table accounts.offices
  add constraint offices_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table accounts.password_history
  add constraint password_history_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table accounts.pending_sign_ins
  add constraint pending_sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table accounts.recovery_codes
  add constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table accounts.second_factors
  add constraint second_factors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table accounts.sessions
  add constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table administration.commitments
  add constraint commitments_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.commitments
  add constraint commitments_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.people(id);

alter table administration.commitments
  add constraint commitments_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES accounts.accounts(id);

alter table administration.division_filings
  add constraint division_filings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table administration.division_filings
  add constraint division_filings_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.division_filings
  add constraint division_filings_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts.accounts(id);

alter table administration.first_reviews
  add constraint first_reviews_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts.accounts(id);

alter table administration.leader_filings
  add constraint leader_filings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table administration.leader_filings
  add constraint leader_filings_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.leader_filings
  add constraint leader_filings_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts.accounts(id);

alter table administration.leaders
  add constraint leaders_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.leaders
  add constraint leaders_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table administration.lendings
  add constraint lendings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table administration.lendings
  add constraint lendings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table administration.lendings
  add constraint lendings_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.recoveries
  add constraint recoveries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table administration.recoveries
  add constraint recoveries_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table administration.recoveries
  add constraint recoveries_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.trainings
  add constraint trainings_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table administration.trainings
  add constraint trainings_person_id_fkey FOREIGN KEY (person_id) REFERENCES accounts.people(id);

alter table administration.trainings
  add constraint trainings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table admission.applications
  add constraint applications_admitted_as_fkey FOREIGN KEY (admitted_as) REFERENCES institutions.institutions(id);

alter table admission.applications
  add constraint applications_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES accounts.accounts(id);

alter table admission.applications
  add constraint applications_unlicensed_id_fkey FOREIGN KEY (unlicensed_id) REFERENCES admission.unlicensed(id);

alter table admission.scans
  add constraint scans_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts.accounts(id);

alter table admission.scans
  add constraint scans_application_id_fkey FOREIGN KEY (application_id) REFERENCES admission.applications(id);

alter table admission.steps
  add constraint steps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table admission.steps
  add constraint steps_application_id_fkey FOREIGN KEY (application_id) REFERENCES admission.applications(id);

alter table admission.unlicensed
  add constraint unlicensed_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts.accounts(id);

alter table alterations.alterations
  add constraint alterations_above_by_fkey FOREIGN KEY (above_by) REFERENCES accounts.accounts(id);

alter table alterations.alterations
  add constraint alterations_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts.accounts(id);

alter table alterations.alterations
  add constraint alterations_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts.accounts(id);

alter table alterations.alterations
  add constraint alterations_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table alterations.alterations
  add constraint alterations_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES accounts.accounts(id);

alter table alterations.alterations
  add constraint alterations_target_id_fkey FOREIGN KEY (target_id) REFERENCES institutions.institutions(id);

alter table alterations.retired_codes
  add constraint retired_codes_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table announcements.announcements
  add constraint announcements_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table announcements.attachments
  add constraint attachments_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements.announcements(id) ON DELETE CASCADE;

alter table announcements.audiences
  add constraint audiences_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements.announcements(id) ON DELETE CASCADE;

alter table announcements.receipts
  add constraint receipts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table announcements.receipts
  add constraint receipts_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements.announcements(id);

alter table announcements.receipts
  add constraint receipts_office_id_fkey FOREIGN KEY (office_id) REFERENCES accounts.offices(id);

alter table attachments.papers
  add constraint papers_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts.accounts(id);

alter table attachments.papers
  add constraint papers_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table children.former_files
  add constraint former_files_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table children.past_enrolments
  add constraint past_enrolments_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table children.past_enrolments
  add constraint past_enrolments_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table classes.classes
  add constraint classes_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table deadlines.tasks
  add constraint tasks_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table declarations.declarations
  add constraint declarations_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts.accounts(id);

alter table declarations.declarations
  add constraint declarations_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table declarations.declarations
  add constraint declarations_drawn_up_by_fkey FOREIGN KEY (drawn_up_by) REFERENCES accounts.accounts(id);

alter table declarations.declarations
  add constraint declarations_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table declarations.declarations
  add constraint declarations_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES declarations.kinds(id);

alter table declarations.kinds
  add constraint kinds_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts.accounts(id);

alter table declarations.steps
  add constraint steps_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES declarations.declarations(id);

alter table declarations.steps
  add constraint steps_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts.accounts(id);

alter table declarations.tightenings
  add constraint tightenings_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES declarations.kinds(id);

alter table declarations.tightenings
  add constraint tightenings_laid_down_by_fkey FOREIGN KEY (laid_down_by) REFERENCES accounts.accounts(id);

alter table departures.leavings
  add constraint leavings_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table departures.leavings
  add constraint leavings_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table departures.leavings
  add constraint leavings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table departures.leavings
  add constraint leavings_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.accounts(id);

alter table departures.suspensions
  add constraint suspensions_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table departures.suspensions
  add constraint suspensions_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.accounts(id);

alter table departures.suspensions
  add constraint suspensions_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table departures.suspensions
  add constraint suspensions_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table duplicates.answers
  add constraint answers_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts.accounts(id);

alter table duplicates.answers
  add constraint answers_case_id_fkey FOREIGN KEY (case_id) REFERENCES duplicates.cases(id);

alter table duplicates.answers
  add constraint answers_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table duplicates.cases
  add constraint cases_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table duplicates.cases
  add constraint cases_earlier_child_id_fkey FOREIGN KEY (earlier_child_id) REFERENCES children.children(id);

alter table duplicates.cases
  add constraint cases_later_child_id_fkey FOREIGN KEY (later_child_id) REFERENCES children.children(id);

alter table duplicates.cases
  add constraint cases_let_through_by_fkey FOREIGN KEY (let_through_by) REFERENCES accounts.accounts(id);

alter table duplicates.mergers
  add constraint mergers_case_id_fkey FOREIGN KEY (case_id) REFERENCES duplicates.cases(id);

alter table duplicates.mergers
  add constraint mergers_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table duplicates.mergers
  add constraint mergers_into_id_fkey FOREIGN KEY (into_id) REFERENCES children.children(id);

alter table duplicates.mergers
  add constraint mergers_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES accounts.accounts(id);

alter table duplicates.mergers
  add constraint mergers_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.accounts(id);

alter table duplicates.rechecks
  add constraint rechecks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts.accounts(id);

alter table duplicates.told_apart
  add constraint told_apart_case_id_fkey FOREIGN KEY (case_id) REFERENCES duplicates.cases(id);

alter table duplicates.told_apart
  add constraint told_apart_one_child_id_fkey FOREIGN KEY (one_child_id) REFERENCES children.children(id);

alter table duplicates.told_apart
  add constraint told_apart_other_child_id_fkey FOREIGN KEY (other_child_id) REFERENCES children.children(id);

alter table flows.moves
  add constraint moves_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table flows.moves
  add constraint moves_from_institution_id_fkey FOREIGN KEY (from_institution_id) REFERENCES institutions.institutions(id);

alter table flows.moves
  add constraint moves_to_institution_id_fkey FOREIGN KEY (to_institution_id) REFERENCES institutions.institutions(id);

alter table forms.answers
  add constraint answers_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table forms.answers
  add constraint answers_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table forms.answers
  add constraint answers_round_id_fkey FOREIGN KEY (round_id) REFERENCES forms.rounds(id);

alter table forms.answers
  add constraint answers_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES accounts.accounts(id);

alter table forms.answers
  add constraint answers_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES accounts.accounts(id);

alter table forms.answers
  add constraint form_answer_has_a_version FOREIGN KEY (form_id, version) REFERENCES forms.versions(form_id, version);

alter table forms.forms
  add constraint forms_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts.accounts(id);

alter table forms.rounds
  add constraint rounds_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms.forms(id);

alter table forms.versions
  add constraint versions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms.forms(id);

alter table forms.versions
  add constraint versions_published_by_fkey FOREIGN KEY (published_by) REFERENCES accounts.accounts(id);

alter table importing.imports
  add constraint imports_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table importing.row_results
  add constraint row_results_import_id_fkey FOREIGN KEY (import_id) REFERENCES importing.imports(id) ON DELETE CASCADE;

alter table institutions.basic_versions
  add constraint basic_versions_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts.accounts(id);

alter table institutions.basic_versions
  add constraint basic_versions_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table institutions.basic_versions
  add constraint basic_versions_returned_by_fkey FOREIGN KEY (returned_by) REFERENCES accounts.accounts(id);

alter table institutions.institutions
  add constraint institutions_succeeded_by_fkey FOREIGN KEY (succeeded_by) REFERENCES institutions.institutions(id);

alter table institutions.section_versions
  add constraint section_version_belongs_to_its_section FOREIGN KEY (institution_id, section, period) REFERENCES institutions.sections(institution_id, section, period);

alter table institutions.section_versions
  add constraint section_versions_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts.accounts(id);

alter table institutions.section_versions
  add constraint section_versions_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts.accounts(id);

alter table institutions.section_versions
  add constraint section_versions_returned_by_fkey FOREIGN KEY (returned_by) REFERENCES accounts.accounts(id);

alter table institutions.section_versions
  add constraint section_versions_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES accounts.accounts(id);

alter table institutions.section_versions
  add constraint section_versions_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES accounts.accounts(id);

alter table institutions.sections
  add constraint sections_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table jurisdictions.division_changes
  add constraint division_changes_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table jurisdictions.division_changes
  add constraint division_changes_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES accounts.accounts(id);

alter table jurisdictions.divisions
  add constraint divisions_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES jurisdictions.carried_out_changes(id);

alter table jurisdictions.divisions
  add constraint divisions_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES jurisdictions.carried_out_changes(id);

alter table jurisdictions.institution_moves
  add constraint institution_moves_change_id_fkey FOREIGN KEY (change_id) REFERENCES jurisdictions.carried_out_changes(id);

alter table jurisdictions.institution_moves
  add constraint institution_moves_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table jurisdictions.pack_assignments
  add constraint pack_assignments_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES accounts.accounts(id);

alter table jurisdictions.policy_settings
  add constraint policy_settings_set_by_fkey FOREIGN KEY (set_by) REFERENCES accounts.accounts(id);

alter table key_changes.applications
  add constraint applications_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table key_changes.applications
  add constraint applications_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table key_changes.applications
  add constraint applications_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts.accounts(id);

alter table key_changes.applications
  add constraint applications_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table key_changes.applications
  add constraint applications_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES accounts.accounts(id);

alter table papers.confirmations
  add constraint confirmations_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table papers.confirmations
  add constraint confirmations_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table papers.confirmations
  add constraint confirmations_taken_in_by_fkey FOREIGN KEY (taken_in_by) REFERENCES accounts.accounts(id);

alter table papers.destructions
  add constraint destructions_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table papers.destructions
  add constraint destructions_past_enrolment_id_fkey FOREIGN KEY (past_enrolment_id) REFERENCES children.past_enrolments(id);

alter table papers.destructions
  add constraint destructions_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table petitions.petitions
  add constraint petitions_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table petitions.petitions
  add constraint petitions_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts.accounts(id);

alter table petitions.petitions
  add constraint petitions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table petitions.petitions
  add constraint petitions_drawn_up_by_fkey FOREIGN KEY (drawn_up_by) REFERENCES accounts.accounts(id);

alter table petitions.petitions
  add constraint petitions_ended_by_petition_fkey FOREIGN KEY (ended_by_petition) REFERENCES petitions.petitions(id);

alter table petitions.petitions
  add constraint petitions_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table petitions.steps
  add constraint steps_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts.accounts(id);

alter table petitions.steps
  add constraint steps_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES petitions.petitions(id);

alter table primary_entry.answers
  add constraint answers_list_id_fkey FOREIGN KEY (list_id) REFERENCES primary_entry.lists(id);

alter table primary_entry.answers
  add constraint answers_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES accounts.accounts(id);

alter table primary_entry.entries
  add constraint entries_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table primary_entry.entries
  add constraint entries_list_id_fkey FOREIGN KEY (list_id) REFERENCES primary_entry.lists(id);

alter table primary_entry.entries
  add constraint entries_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES accounts.accounts(id);

alter table primary_entry.lists
  add constraint lists_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.accounts(id);

alter table province_border.crossings
  add constraint crossings_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts.accounts(id);

alter table province_border.crossings
  add constraint crossings_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table province_border.crossings
  add constraint crossings_drawn_up_by_fkey FOREIGN KEY (drawn_up_by) REFERENCES accounts.accounts(id);

alter table province_border.crossings
  add constraint crossings_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.accounts(id);

alter table province_border.crossings
  add constraint crossings_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table province_border.crossings
  add constraint crossings_released_by_fkey FOREIGN KEY (released_by) REFERENCES accounts.accounts(id);

alter table province_border.enrolments
  add constraint enrolments_crossing_id_fkey FOREIGN KEY (crossing_id) REFERENCES province_border.crossings(id);

alter table province_border.steps
  add constraint steps_crossing_id_fkey FOREIGN KEY (crossing_id) REFERENCES province_border.crossings(id);

alter table province_border.steps
  add constraint steps_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts.accounts(id);

alter table rosters.rosters
  add constraint rosters_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.accounts(id);

alter table rosters.rosters
  add constraint rosters_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES accounts.accounts(id);

alter table statistics.baselines
  add constraint baselines_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table statistics.institution_counters
  add constraint institution_counters_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table supervision.annual_reviews
  add constraint annual_reviews_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table supervision.annual_reviews
  add constraint annual_reviews_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts.accounts(id);

alter table supervision.checklists
  add constraint checklists_laid_down_by_fkey FOREIGN KEY (laid_down_by) REFERENCES accounts.accounts(id);

alter table supervision.findings
  add constraint findings_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table supervision.inspections
  add constraint inspections_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES supervision.inspections(id);

alter table supervision.inspections
  add constraint inspections_dropped_by_fkey FOREIGN KEY (dropped_by) REFERENCES accounts.accounts(id);

alter table supervision.inspections
  add constraint inspections_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table supervision.inspections
  add constraint inspections_known_by_fkey FOREIGN KEY (known_by) REFERENCES accounts.accounts(id);

alter table supervision.inspections
  add constraint inspections_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.accounts(id);

alter table supervision.inspections
  add constraint inspections_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES accounts.accounts(id);

alter table supervision.monthly_reads
  add constraint monthly_reads_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts.accounts(id);

alter table supervision.monthly_reads
  add constraint monthly_reads_message_id_fkey FOREIGN KEY (message_id) REFERENCES supervision.monthly_messages(id);

alter table supervision.rectifications
  add constraint rectifications_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts.accounts(id);

alter table supervision.rectifications
  add constraint rectifications_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts.accounts(id);

alter table supervision.rectifications
  add constraint rectifications_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES supervision.inspections(id);

alter table supervision.rectifications
  add constraint rectifications_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table supervision.rectifications
  add constraint rectifications_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts.accounts(id);

alter table supervision.term_checks
  add constraint term_checks_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES accounts.accounts(id);

alter table supervision.term_checks
  add constraint term_checks_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table transfers.transfers
  add constraint transfers_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES accounts.accounts(id);

alter table transfers.transfers
  add constraint transfers_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts.accounts(id);

alter table transfers.transfers
  add constraint transfers_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts.accounts(id);

alter table transfers.transfers
  add constraint transfers_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table transfers.transfers
  add constraint transfers_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts.accounts(id);

alter table transfers.transfers
  add constraint transfers_from_institution_id_fkey FOREIGN KEY (from_institution_id) REFERENCES institutions.institutions(id);

alter table transfers.transfers
  add constraint transfers_released_by_fkey FOREIGN KEY (released_by) REFERENCES accounts.accounts(id);

alter table transfers.transfers
  add constraint transfers_to_institution_id_fkey FOREIGN KEY (to_institution_id) REFERENCES institutions.institutions(id);

alter table verification.answers
  add constraint answers_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES verification.batches(id);

alter table verification.answers
  add constraint answers_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES accounts.accounts(id);

alter table verification.batches
  add constraint batches_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts.accounts(id);

alter table verification.items
  add constraint items_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES verification.batches(id);

alter table verification.results
  add constraint results_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES verification.batches(id);

alter table verification.results
  add constraint results_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table verification.results
  add constraint results_evidence_by_fkey FOREIGN KEY (evidence_by) REFERENCES accounts.accounts(id);

alter table yearly_round.moves
  add constraint moves_child_id_fkey FOREIGN KEY (child_id) REFERENCES children.children(id);

alter table yearly_round.moves
  add constraint moves_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table yearly_round.moves
  add constraint moves_round_id_fkey FOREIGN KEY (round_id) REFERENCES yearly_round.rounds(id);

alter table yearly_round.rounds
  add constraint rounds_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts.accounts(id);

alter table yearly_round.rounds
  add constraint rounds_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);

alter table yearly_round.rounds
  add constraint rounds_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES accounts.accounts(id);

alter table yearly_round.rounds
  add constraint rounds_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts.accounts(id);

-- Functions

CREATE OR REPLACE FUNCTION accidents.count_by_kind(from_on date, until_on date)
 RETURNS TABLE(kind text, degree text, n integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.kind, a.degree, count(*)::integer from accidents.accidents a
  where a.happened_on between from_on and until_on and duplicates.in_my_scope(a.institution_id, a.county_code, a.prefecture_code, a.province_code)
    and (a.petition_id is null or exists (select from petitions.petitions p where p.id = a.petition_id and p.state = 'approved'))
  group by 1, 2
$function$;
revoke all on function accidents.count_by_kind(date,date) from public;
grant execute on function accidents.count_by_kind(date,date)
  to xueqian_county, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION accounts.end_lending()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  new.lent_until := null;
  if new.locked_for = 'lending' then
    new.locked_at := null;
    new.locked_for := null;
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION accounts.keep_a_system_administrator()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.role = 'system-administrator' and new.closed_at is null and new.office_id = old.office_id then
    return new;
  end if;
  perform 1 from accounts.offices o where o.id = old.office_id for update;
  if current_setting('role') = 'none' and exists (select from accounts.offices o where o.id = old.office_id and o.closed_at is not null) then
    return new;
  end if;
  if not exists (select from accounts.accounts a where a.office_id = old.office_id and a.role = 'system-administrator'
      and a.closed_at is null and a.id <> old.id) then
    raise exception 'the last system administrator' using errcode = '23514', constraint = 'office_keeps_a_system_administrator';
  end if;
  return new;
end
$function$;
revoke all on function accounts.keep_a_system_administrator() from public;

CREATE OR REPLACE FUNCTION accounts.keep_password()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into accounts.password_history (account_id, password_hash) values (old.id, old.password_hash);
  return null;
end
$function$;
revoke all on function accounts.keep_password() from public;

CREATE OR REPLACE FUNCTION accounts.open_session()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function accounts.open_session() from public;

CREATE OR REPLACE FUNCTION accounts.person_of(person_name text, sealed bytea, digest bytea, phone bytea, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function accounts.person_of(text,bytea,bytea,bytea,timestamp with time zone) from public;
grant execute on function accounts.person_of(text,bytea,bytea,bytea,timestamp with time zone)
  to xueqian_keeper;

CREATE OR REPLACE FUNCTION admission.accounts_waited_for()
 RETURNS TABLE(id bigint, revision integer, institution_id bigint, code text, name text, state_since timestamp with time zone, due_on date, due_not_known boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.revision, a.admitted_as, a.code, a.name, a.state_since, a.due_on, a.due_not_known from admission.applications a
  where a.state = 'coded' and current_setting('app.level') = 'county' and a.county_code = current_setting('app.scope')
  order by a.id limit 200
$function$;
revoke all on function admission.accounts_waited_for() from public;
grant execute on function admission.accounts_waited_for()
  to xueqian_keeper;

CREATE OR REPLACE FUNCTION admission.hand_over(application bigint, seen integer, by bigint, office text, at timestamp with time zone, due date, due_unknown boolean, made text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function admission.hand_over(bigint,integer,bigint,text,timestamp with time zone,date,boolean,text) from public;
grant execute on function admission.hand_over(bigint,integer,bigint,text,timestamp with time zone,date,boolean,text)
  to xueqian_keeper;

CREATE OR REPLACE FUNCTION admission.refuse_unlicensed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from admission.unlicensed u where u.county_code = new.county_code and u.name = new.name and u.state = 'recorded') then
    raise exception using errcode = 'check_violation', constraint = 'unlicensed_institution_is_admitted_first',
      message = 'this institution has no licence';
  end if;
  return new;
end
$function$;
revoke all on function admission.refuse_unlicensed() from public;

CREATE OR REPLACE FUNCTION alterations.figures_of(asked bigint)
 RETURNS TABLE(children integer, classes integer, accounts integer, open_cases integer, open_transfers integer, open_tasks integer, waiting_reviews integer, running_imports integer, drafts integer, open_rectifications integer, is_central boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select (select count(*)::int from children.children c where c.institution_id = i.id and c.state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended')),
    (select count(*)::int from classes.classes l where l.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.level = 'institution' and a.closed_at is null),
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
    (select count(*)::int from transfers.transfers t where t.state in ('asked', 'released', 'accepted')
      and (t.from_institution_id = i.id or (t.to_institution_id = i.id and (t.started_by = 'receiver' or t.released_at is not null)))),
    (select count(*)::int from deadlines.tasks t where t.institution_id = i.id and t.closed_on is null and t.kind <> 'alteration-review'),
    (i.basic_state in ('entered', 'submitted'))::int
      + (select count(*)::int from institutions.section_versions v where v.institution_id = i.id and v.state in ('submitted', 'confirmed')),
    (select count(*)::int from importing.imports m where m.institution_id = i.id and m.state = 'committing'),
    (select count(*)::int from children.drafts d where d.institution_id = i.id),
    (select count(*)::int from supervision.rectifications r where r.institution_id = i.id and r.state <> 'accepted'),
    exists (select from accounts.offices o where o.institution_id = i.id and o.level = 'town' and o.closed_at is null)
  from institutions.institutions i
  where i.id = asked and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
$function$;
revoke all on function alterations.figures_of(bigint) from public;
grant execute on function alterations.figures_of(bigint)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION alterations.neighbours(wanted text, ids bigint[], most integer)
 RETURNS TABLE(id bigint, code text, name text, county_code text, standing text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.id, i.code, i.name, i.county_code, i.standing from institutions.institutions i
  where i.county_code = case current_setting('app.level') when 'county' then current_setting('app.scope')
      when 'institution' then (select m.county_code from institutions.institutions m where m.id::text = current_setting('app.scope')) end
    and (i.id = any (ids) or (ids is null and i.standing = 'operating' and (i.code like wanted || '%' or strpos(i.name, wanted) > 0)))
  order by i.code limit most
$function$;
revoke all on function alterations.neighbours(text,bigint[],integer) from public;
grant execute on function alterations.neighbours(text,bigint[],integer)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION alterations.refuse_retired_code()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from alterations.retired_codes r where r.code = new.code) then
    raise exception 'a retired code is never used again' using errcode = 'unique_violation', constraint = 'institution_code_once';
  end if;
  return new;
end
$function$;
revoke all on function alterations.refuse_retired_code() from public;

CREATE OR REPLACE FUNCTION announcements.addressed_to_me()
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 200
 SET search_path TO 'pg_catalog'
AS $function$
  select a.announcement_id
  from accounts.offices o
  left join institutions.institutions i on i.id = o.institution_id
  join announcements.audiences a on a.level = o.level and a.division_code = any (array['000000', o.province_code, coalesce(i.prefecture_code, o.prefecture_code),
      coalesce(i.county_code, o.county_code), case o.level when 'institution' then i.town_code when 'town' then o.scope end])
  where o.level = current_setting('app.level') and o.scope = current_setting('app.scope') and o.department_id is null
    and (a.kinds is null or i.kind = any (a.kinds)) and (a.natures is null or i.nature = any (a.natures))
  group by a.announcement_id
$function$;
revoke all on function announcements.addressed_to_me() from public;
grant execute on function announcements.addressed_to_me()
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

CREATE OR REPLACE FUNCTION announcements.announce(template text, facts jsonb, levels text[], must_read boolean, account bigint, begins_on date, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into announcements.announcements (state, template, facts, must_read, levels, divisions, valid_from, office_id, level, scope, county_code, prefecture_code,
    province_code, written_by, written_at, published_by, published_at)
  select 'published', announce.template, announce.facts, announce.must_read, announce.levels, array[case o.level when 'ministry' then '000000' else o.scope end],
    announce.begins_on, o.id, o.level, o.scope, o.county_code, o.prefecture_code, o.province_code, announce.account, announce.at, announce.account, announce.at
  from accounts.offices o
  where o.level = current_setting('app.level') and o.scope = current_setting('app.scope') and o.department_id is null
    and o.level in ('county', 'prefecture', 'province', 'ministry')
    and not exists (select from unnest(announce.levels) l
      where array_position(array['institution', 'town', 'county', 'prefecture', 'province', 'ministry'], l)
        >= array_position(array['institution', 'town', 'county', 'prefecture', 'province', 'ministry'], o.level))
  returning id
$function$;
revoke all on function announcements.announce(text,jsonb,text[],boolean,bigint,date,timestamp with time zone) from public;
grant execute on function announcements.announce(text,jsonb,text[],boolean,bigint,date,timestamp with time zone)
  to xueqian_county, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION announcements.followed_by_me()
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 200
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id from announcements.announcements a
  where case current_setting('app.level')
    when 'county' then a.county_code = current_setting('app.scope')
    when 'prefecture' then a.prefecture_code = current_setting('app.scope')
    when 'province' then a.province_code = current_setting('app.scope')
    when 'ministry' then true else false end
    and (a.state <> 'draft' or (a.level = current_setting('app.level') and a.scope = current_setting('app.scope')))
$function$;
revoke all on function announcements.followed_by_me() from public;
grant execute on function announcements.followed_by_me()
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION announcements.office_name(office bigint)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.name from accounts.offices o where o.id = office
    and (o.level in ('county', 'prefecture', 'province', 'ministry'))
$function$;
revoke all on function announcements.office_name(bigint) from public;
grant execute on function announcements.office_name(bigint)
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

CREATE OR REPLACE FUNCTION announcements.spell_audience()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  delete from announcements.audiences where announcement_id = new.id;
  insert into announcements.audiences (announcement_id, level, division_code, kinds, natures)
    select distinct new.id, l, d, case l when 'institution' then new.kinds end, case l when 'institution' then new.natures end
    from unnest(new.levels) l, unnest(new.divisions) d;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION audit.count_unmaskings(account bigint, since timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  shown integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(7720, (account % 2147483647)::integer);
  select count(*) into shown from audit.entries e
    where e.entry in ('children.unmasked', 'papers.whole-form-printed') and e.result = 'done' and e.at > since and e.account_id = account;
  return shown;
end;
$function$;
revoke all on function audit.count_unmaskings(bigint,timestamp with time zone) from public;
grant execute on function audit.count_unmaskings(bigint,timestamp with time zone)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION audit.prepare_month(month date)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  from_at timestamptz := date_trunc('month', month)::timestamp at time zone 'UTC';
  to_at timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp at time zone 'UTC';
  name text := 'entries_' || to_char(month, 'YYYYMM');
begin
  if to_regclass('audit.' || name) is not null then
    return false;
  end if;
  if exists (select from audit.entries_rest r where r.at >= from_at and r.at < to_at) then
    return false;
  end if;
  execute format('create table audit.%I partition of audit.entries for values from (%L) to (%L)', name, from_at, to_at);
  execute format('alter table audit.%I enable row level security', name);
  execute format('create trigger month_is_not_emptied before truncate on audit.%I for each statement execute function audit.refuse_change()', name);
  return true;
end
$function$;
revoke all on function audit.prepare_month(date) from public;

CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if current_setting('audit.retiring', true) = 'on' and tg_op = 'DELETE' then
    return old;
  end if;
  raise exception 'the trail is append only: % of % is refused', lower(tg_op), tg_table_name using errcode = '42501';
end
$function$;
revoke all on function audit.refuse_change() from public;

CREATE OR REPLACE FUNCTION audit.sealing_state()
 RETURNS TABLE(blocks bigint, last_sealed_at timestamp with time zone, waiting integer, oldest_waiting_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with last_block as (select b.number, b.era, b.snapshot, b.sealed_at from audit.blocks b order by b.number desc limit 1),
  running as (select coalesce((select s.value::int from platform.settings s where s.key = 'trail-era'), 1) as era),
  since as (select r.era, (select l.snapshot from last_block l where l.era = r.era) as snapshot from running r),
  unsealed as (
    select e.at from audit.entries e, since s
    where e.era = s.era and (s.snapshot is null
      or (e.tx >= pg_catalog.pg_snapshot_xmin(s.snapshot) and not pg_catalog.pg_visible_in_snapshot(e.tx, s.snapshot)))
    limit 100000)
  select coalesce((select l.number from last_block l), 0), (select l.sealed_at from last_block l),
    (select count(*)::int from unsealed), (select min(u.at) from unsealed u);
$function$;
revoke all on function audit.sealing_state() from public;
grant execute on function audit.sealing_state()
  to xueqian_keeper;

CREATE OR REPLACE FUNCTION children.check_places()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION children.follow_town()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update children.children set town_code = new.town_code where institution_id = new.id and town_code is distinct from new.town_code;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION children.keep_former_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (old.changed_at, old.institution_id, old.class_id, old.name, old.sex, old.birth_on, old.identity_type, old.blood_type, old.nationality, old.ethnicity, old.overseas,
    old.birth_place, old.native_place, old.hukou_nature, old.hukou_subtype, old.hukou_place, old.address, old.admitted_on, old.attendance, old.only_child,
    old.left_behind, old.migrant_worker, old.health, old.disabled, old.disability_type, old.orphan, old.guardian_name, old.guardian_identity_type,
    old.guardian_relation, old.ended_on, old.end_kind)
    is not distinct from
    (new.changed_at, new.institution_id, new.class_id, new.name, new.sex, new.birth_on, new.identity_type, new.blood_type, new.nationality, new.ethnicity, new.overseas,
    new.birth_place, new.native_place, new.hukou_nature, new.hukou_subtype, new.hukou_place, new.address, new.admitted_on, new.attendance, new.only_child,
    new.left_behind, new.migrant_worker, new.health, new.disabled, new.disability_type, new.orphan, new.guardian_name, new.guardian_identity_type,
    new.guardian_relation, new.ended_on, new.end_kind) then
    return new;
  end if;
  if new.changed_at is null or new.changed_at is not distinct from old.changed_at then
    raise exception 'a value of a file is changed without its time' using errcode = 'check_violation', constraint = 'file_changes_with_its_time';
  end if;
  -- A clock that goes back never turns the order of the history round.
  if new.changed_at < coalesce(old.changed_at, old.entered_at) then
    new.changed_at := coalesce(old.changed_at, old.entered_at) + interval '1 microsecond';
  end if;
  if new.version <= old.version then
    raise exception 'a value of a file is changed without a new version' using errcode = 'check_violation', constraint = 'file_changes_with_its_version';
  end if;
  insert into children.former_files (child_id, version, until, institution_id, class_id, class_name, county_code, prefecture_code, province_code,
    name, sex, birth_on, identity_type, identity_sealed, blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype,
    hukou_place, address, admitted_on, attendance, only_child, left_behind, migrant_worker, health, disabled, disability_type, orphan, guardian_name,
    guardian_identity_type, guardian_identity_sealed, guardian_relation, guardian_phone_sealed, number_kind, number_sealed)
  values (old.id, old.version, new.changed_at, old.institution_id, old.class_id, (select l.name from classes.classes l where l.id = old.class_id),
    old.county_code, old.prefecture_code, old.province_code,
    old.name, old.sex, old.birth_on, old.identity_type, old.identity_sealed, old.blood_type, old.nationality, old.ethnicity, old.overseas, old.birth_place,
    old.native_place, old.hukou_nature, old.hukou_subtype, old.hukou_place, old.address, old.admitted_on, old.attendance, old.only_child, old.left_behind,
    old.migrant_worker, old.health, old.disabled, old.disability_type, old.orphan, old.guardian_name, old.guardian_identity_type,
    old.guardian_identity_sealed, old.guardian_relation, old.guardian_phone_sealed, old.number_kind, old.number_sealed);
  -- Children that never had a number were in nobody's books: where they went from needs no record of its own.
  if old.state in ('numbered', 'suspended') and (new.institution_id <> old.institution_id or new.state in ('left', 'graduated', 'in-primary', 'cancelled')) then
    insert into children.past_enrolments (child_id, institution_id, county_code, prefecture_code, province_code, class_name, class_type, came_by, admitted_on,
      ended_on, end_kind, name, sex, birth_on, version, recorded_at)
    select old.id, old.institution_id, old.county_code, old.prefecture_code, old.province_code, l.name, l.type, old.came_by, old.admitted_on,
      coalesce(new.ended_on, (new.changed_at at time zone 'Asia/Shanghai')::date),
      coalesce(new.end_kind, case new.came_by when 'moved' then '6' else '2' end), old.name, old.sex, old.birth_on, old.version, new.changed_at
    from (select 1) one left join classes.classes l on l.id = old.class_id;
  end if;
  -- Back from where it had gone to in error: the record of its going is taken back, not removed.
  if old.state in ('left', 'graduated', 'in-primary', 'cancelled') and new.state in ('numbered', 'suspended') and new.institution_id = old.institution_id then
    update children.past_enrolments p set undone_at = new.changed_at
      where p.id = (select max(q.id) from children.past_enrolments q where q.child_id = old.id and q.undone_at is null);
  end if;
  return new;
end
$function$;
revoke all on function children.keep_former_file() from public;

CREATE OR REPLACE FUNCTION children.keep_named_places()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_table_schema = 'classes' and exists (
    select from old_rows o join children.children c on c.institution_id = o.institution_id and c.class_id = o.id) then
    raise exception 'a class with children does not go'
      using errcode = 'foreign_key_violation', constraint = 'child_class_is_of_its_institution';
  end if;
  if tg_table_schema = 'institutions' and exists (select from children.children c where c.institution_id in (select id from old_rows)) then
    raise exception 'an institution with children does not go'
      using errcode = 'foreign_key_violation', constraint = 'child_is_of_an_institution';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION children.match_staged()
 RETURNS TABLE(row_number integer, child_id bigint, holds_claim boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
#variable_conflict use_column
begin
  return query
  select s.row_number, c.id, true
  from pg_temp.staged_children s
  cross join lateral (select c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code from children.children c
    where c.claim_digest = s.claim_digest and c.holds_claim limit 1) c
  where c.institution_id = s.institution_id and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
  union all
  select s.row_number, c.id, false
  from pg_temp.staged_children s
  cross join lateral (select c.id, c.county_code, c.prefecture_code, c.province_code from children.children c
    where c.claim_digest = s.claim_digest and not c.holds_claim and c.institution_id = s.institution_id and c.state <> 'deleted'
    order by c.id limit 1) c
  where duplicates.in_my_scope(s.institution_id, c.county_code, c.prefecture_code, c.province_code);
end
$function$;
revoke all on function children.match_staged() from public;
grant execute on function children.match_staged()
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION children.name_of_institution(asked bigint)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.name from institutions.institutions i where i.id = asked
$function$;
revoke all on function children.name_of_institution(bigint) from public;
grant execute on function children.name_of_institution(bigint)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;

CREATE OR REPLACE FUNCTION children.record_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into children.actions (child_id, at, action, account_id) select id, entered_at, 'entered', entered_by from new_rows;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION children.subject_of(claims bytea[], kind text, body bytea)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function children.subject_of(bytea[],text,bytea) from public;
grant execute on function children.subject_of(bytea[],text,bytea)
  to xueqian_keeper;

CREATE OR REPLACE FUNCTION declarations.tightened_for(asked bigint)
 RETURNS TABLE(national_code text, kind_id bigint, is_reviewed boolean, needs_papers boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.national_code, t.kind_id, bool_or(t.is_reviewed), bool_or(t.needs_papers)
  from institutions.institutions i join declarations.tightenings t
    on (t.level, t.scope) in (('county', i.county_code), ('prefecture', i.prefecture_code), ('province', i.province_code))
  where i.id = asked and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
  group by t.national_code, t.kind_id
$function$;
revoke all on function declarations.tightened_for(bigint) from public;
grant execute on function declarations.tightened_for(bigint)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION departures.go_elsewhere(child bigint, place text, why text, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  former text;
  gone_on date;
begin
  if current_setting('app.level') <> 'institution' or not exists (
      select from children.children c join province_border.crossings p on p.child_id = c.id and p.institution_id = c.institution_id
      where c.id = go_elsewhere.child and c.institution_id::text = current_setting('app.scope') and c.state = 'left' and p.direction = 'out' and p.state = 'gone') then
    raise insufficient_privilege using message = 'only a child that has left goes elsewhere, with a crossing of its own';
  end if;
  select v.way into former from departures.leavings v where v.child_id = go_elsewhere.child and v.undone_at is null order by v.id desc limit 1;
  update departures.leavings v set way = 'moved-away', destination = place where v.id = (
    select max(w.id) from departures.leavings w where w.child_id = go_elsewhere.child and w.undone_at is null);
  update children.past_enrolments p set end_kind = '3' where p.id = (
    select max(q.id) from children.past_enrolments q where q.child_id = go_elsewhere.child and q.undone_at is null);
  update children.children c set end_kind = '3', changed_at = now_at, version = c.version + 1 where c.id = go_elsewhere.child returning c.ended_on into gone_on;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  values (go_elsewhere.child, now_at, 'left', account, why,
    jsonb_strip_nulls(jsonb_build_object('on', gone_on, 'way', 'moved-away', 'destination', place, 'was', former)));
  -- In the flows it is not one of those whom nobody took in any more.
  update flows.moves m set kind = 'crossed-out', way = null, is_open = false,
    other_code = (select p.other_code from province_border.crossings p where p.child_id = go_elsewhere.child and p.direction = 'out' and p.state = 'gone' order by p.id desc limit 1)
  where m.id = (select max(q.id) from flows.moves q where q.child_id = go_elsewhere.child and q.kind = 'left' and q.undone_at is null);
end
$function$;
revoke all on function departures.go_elsewhere(bigint,text,text,bigint,timestamp with time zone) from public;
grant execute on function departures.go_elsewhere(bigint,text,text,bigint,timestamp with time zone)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION departures.move_with_the_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update departures.suspensions s set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code where s.child_id = new.id and s.institution_id = old.institution_id and s.ended_at is null;
  update departures.leavings v set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code where v.child_id = new.id and v.institution_id = old.institution_id and v.undone_at is null and new.state = 'left';
  return null;
end
$function$;
revoke all on function departures.move_with_the_child() from public;

CREATE OR REPLACE FUNCTION departures.obstacles(children bigint[])
 RETURNS TABLE(child_id bigint, code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function departures.obstacles(bigint[]) from public;
grant execute on function departures.obstacles(bigint[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.begin_arbitration(asked bigint, holder text, opened date, period_count integer, period_unit text, due date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into deadlines.tasks (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on)
  select 'case-decision', k.id::text, i.id, i.county_code, i.prefecture_code, i.province_code, holder, opened, begin_arbitration.period_count,
    begin_arbitration.period_unit, due
  from duplicates.cases k join institutions.institutions i on i.id = k.later_institution_id
  where k.id = asked and k.state = 'open' and (select count(*) from duplicates.answers a where a.case_id = k.id) = 2
    and holder = case when k.later_county = k.earlier_county then 'county' when k.later_prefecture = k.earlier_prefecture then 'prefecture' else 'province' end
    and current_setting('app.level') = 'institution' and current_setting('app.scope') in (k.later_institution_id::text, k.earlier_institution_id::text)
    and not exists (select from deadlines.tasks t where t.subject = k.id::text and t.kind = 'case-decision' and t.closed_on is null)
$function$;
revoke all on function duplicates.begin_arbitration(bigint,text,date,integer,text,date) from public;
grant execute on function duplicates.begin_arbitration(bigint,text,date,integer,text,date)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION duplicates.candidates(asked bigint[])
 RETURNS TABLE(child_id bigint, other_id bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_indexscan TO 'off'
 SET enable_indexonlyscan TO 'off'
AS $function$
begin
  return query
  select a.id, o.id
  from children.children a
  cross join lateral (
    select c.id from children.children c
    where c.likeness_keys && a.likeness_keys and c.id <> a.id and c.claim_digest <> a.claim_digest
      and c.state not in ('deleted', 'cancelled', 'merged')
      and not exists (select from duplicates.told_apart t where t.one_child_id = least(a.id, c.id) and t.other_child_id = greatest(a.id, c.id))
    order by c.id limit 50) o
  where a.id = any (asked) and a.state not in ('deleted', 'cancelled', 'merged');
end
$function$;
revoke all on function duplicates.candidates(bigint[]) from public;

CREATE OR REPLACE FUNCTION duplicates.close_unfounded(compared bigint[], later bigint[], earlier bigint[], now_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with closed as (
    update duplicates.cases k set state = 'closed', closed_at = now_at,
      outcome = case when l.state = 'deleted' then 'deleted' when e.state = 'deleted' then 'other-side-deleted'
        when l.id = any (compared) then 'corrected' else 'other-side-corrected' end
    from children.children l, children.children e
    where k.kind = 'possible' and k.state = 'open' and l.id = k.later_child_id and e.id = k.earlier_child_id
      and (k.later_child_id = any (compared) or k.earlier_child_id = any (compared))
      and not exists (select from unnest(later, earlier) p (l, e) where p.l in (k.later_child_id, k.earlier_child_id) and p.e in (k.later_child_id, k.earlier_child_id))
    returning 1
  )
  select count(*)::integer from closed
$function$;
revoke all on function duplicates.close_unfounded(bigint[],bigint[],bigint[],timestamp with time zone) from public;

CREATE OR REPLACE FUNCTION duplicates.days_of(asked bigint[])
 RETURNS TABLE(case_id bigint, kind text, institution_id bigint, due_on date, period_unit text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.id, t.kind, t.institution_id, t.due_on, t.period_unit
  from duplicates.cases k
  join deadlines.tasks t on t.subject = k.id::text and t.kind in ('case-answer', 'case-decision') and t.closed_on is null
  where k.id = any (asked)
    and (duplicates.in_my_scope(k.later_institution_id, k.later_county, k.later_prefecture, k.province_code)
      or duplicates.in_my_scope(k.earlier_institution_id, k.earlier_county, k.earlier_prefecture, k.province_code))
$function$;
revoke all on function duplicates.days_of(bigint[]) from public;
grant execute on function duplicates.days_of(bigint[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.decides(k duplicates.cases, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case current_setting('app.level')
      when 'county' then k.later_county = current_setting('app.scope') and k.earlier_county = current_setting('app.scope')
      when 'prefecture' then k.later_prefecture = current_setting('app.scope') and k.earlier_prefecture = current_setting('app.scope')
      when 'province' then k.province_code = current_setting('app.scope')
      else false end
    and (current_setting('app.level') = case when k.later_county = k.earlier_county then 'county' when k.later_prefecture = k.earlier_prefecture then 'prefecture' else 'province' end
      or coalesce((select t.due_on < on_day from deadlines.tasks t where t.subject = k.id::text and t.kind = 'case-decision' order by t.id desc limit 1), false))
$function$;
revoke all on function duplicates.decides(duplicates.cases,date) from public;
grant execute on function duplicates.decides(duplicates.cases,date)
  to xueqian_county, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.held_claims(claims bytea[])
 RETURNS SETOF bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.claim_digest from children.children c where c.holds_claim and c.claim_digest = any (claims)
$function$;
grant execute on function duplicates.held_claims(bytea[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.hold_case(asked bigint, on_day date)
 RETURNS TABLE(kind text, state text, later_id bigint, earlier_id bigint, later_state text, earlier_state text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  k duplicates.cases;
begin
  select * into k from duplicates.cases c where c.id = asked;
  if k.id is null or not duplicates.decides(k, on_day) then return; end if;
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id in (k.later_child_id, k.earlier_child_id)));
  perform c.id from children.children c where c.id in (k.later_child_id, k.earlier_child_id) order by c.id for update;
  select * into k from duplicates.cases c where c.id = asked for update;
  return query select k.kind, k.state, l.id, e.id, l.state, e.state from children.children l, children.children e
    where l.id = k.later_child_id and e.id = k.earlier_child_id;
end
$function$;
revoke all on function duplicates.hold_case(bigint,date) from public;
grant execute on function duplicates.hold_case(bigint,date)
  to xueqian_county, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.hold_for_answer(asked bigint)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.state from duplicates.cases k
  where k.id = asked and current_setting('app.level') = 'institution'
    and current_setting('app.scope') in (k.later_institution_id::text, k.earlier_institution_id::text)
  for update
$function$;
revoke all on function duplicates.hold_for_answer(bigint) from public;
grant execute on function duplicates.hold_for_answer(bigint)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION duplicates.in_my_scope(institution_id bigint, county_code text, prefecture_code text, province_code text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select case current_setting('app.level')
    when 'institution' then institution_id::text = current_setting('app.scope')
    when 'county' then county_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope')
    when 'province' then province_code = current_setting('app.scope')
    else false end
$function$;
grant execute on function duplicates.in_my_scope(bigint,text,text,text)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.keep_clocks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.state = 'closed' then
    update deadlines.tasks t set closed_on = greatest(t.opened_on, (new.closed_at at time zone 'Asia/Shanghai')::date)
      where t.subject = new.id::text and t.kind in ('case-answer', 'case-decision') and t.closed_on is null;
  else
    new.clocked_at := null;
    perform pg_notify('duplicates_to_compare', '');
  end if;
  return new;
end
$function$;
revoke all on function duplicates.keep_clocks() from public;

CREATE OR REPLACE FUNCTION duplicates.lock_claims(claims bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  key integer;
begin
  for key in select distinct get_byte(c, 0) * 4 + get_byte(c, 1) / 64 from unnest(claims) c order by 1 loop
    perform pg_advisory_xact_lock(74, key);
  end loop;
end
$function$;
grant execute on function duplicates.lock_claims(bytea[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.note_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform pg_notify('duplicates_to_compare', '');
  return null;
end
$function$;
revoke all on function duplicates.note_case() from public;

CREATE OR REPLACE FUNCTION duplicates.note_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into duplicates.to_compare (child_id) values (new.id) on conflict do nothing;
  perform pg_notify('duplicates_to_compare', '');
  return null;
end
$function$;
revoke all on function duplicates.note_changed() from public;

CREATE OR REPLACE FUNCTION duplicates.note_new()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into duplicates.to_compare (child_id) select id from new_rows on conflict do nothing;
  perform pg_notify('duplicates_to_compare', '');
  return null;
end
$function$;
revoke all on function duplicates.note_new() from public;

CREATE OR REPLACE FUNCTION duplicates.open_cases(later_ids bigint[], opened_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with opened as (
    insert into duplicates.cases (kind, later_child_id, earlier_child_id, later_institution_id, earlier_institution_id,
      later_county, earlier_county, later_prefecture, earlier_prefecture, province_code, opened_at)
    select case when l.identity_sealed is null then '102' else '101' end, l.id, e.id, l.institution_id, e.institution_id,
      l.county_code, e.county_code, l.prefecture_code, e.prefecture_code, l.province_code, open_cases.opened_at
    from children.children l
    join children.children e on e.claim_digest = l.claim_digest and e.holds_claim
    where l.id = any (later_ids) and not l.holds_claim and l.state = 'problem'
      and duplicates.in_my_scope(l.institution_id, l.county_code, l.prefecture_code, l.province_code)
    on conflict do nothing
    returning 1
  )
  select count(*)::integer from opened
$function$;
grant execute on function duplicates.open_cases(bigint[],timestamp with time zone)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.open_possible(later bigint[], earlier bigint[], why text[], opened_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with opened as (
    insert into duplicates.cases (kind, reasons, later_child_id, earlier_child_id, later_institution_id, earlier_institution_id,
      later_county, earlier_county, later_prefecture, earlier_prefecture, province_code, opened_at)
    select 'possible', string_to_array(p.why, ','), l.id, e.id, l.institution_id, e.institution_id,
      l.county_code, e.county_code, l.prefecture_code, e.prefecture_code, l.province_code, open_possible.opened_at
    from unnest(later, earlier, why) p (later_id, earlier_id, why)
    join children.children l on l.id = p.later_id join children.children e on e.id = p.earlier_id
    where not exists (select from duplicates.cases k where k.state = 'open' and k.later_child_id in (l.id, e.id) and k.earlier_child_id in (l.id, e.id))
    on conflict do nothing
    returning 1
  )
  select count(*)::integer from opened
$function$;
revoke all on function duplicates.open_possible(bigint[],bigint[],text[],timestamp with time zone) from public;

CREATE OR REPLACE FUNCTION duplicates.pass_claim_on(from_child bigint, claim bytea, outcome text, account bigint, now_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  heir bigint;
  others bigint[];
begin
  if not exists (select from children.children c where c.id = from_child
      and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)) then
    raise exception 'child % is not in the scope of the actor', from_child using errcode = 'insufficient_privilege';
  end if;
  update duplicates.cases set state = 'closed', outcome = pass_claim_on.outcome, closed_at = now_at
    where later_child_id = from_child and state = 'open';
  if exists (select from children.children c where c.claim_digest = claim and c.holds_claim) then
    return null;
  end if;
  select array_agg(later_child_id) into others from duplicates.cases where earlier_child_id = from_child and state = 'open';
  update duplicates.cases set state = 'closed', outcome = 'other-side-' || pass_claim_on.outcome, closed_at = now_at
    where earlier_child_id = from_child and state = 'open';
  select c.id into heir from children.children c
    where c.claim_digest = claim and not c.holds_claim and c.state = 'problem' order by c.entered_at, c.id limit 1 for update;
  if heir is null then
    return null;
  end if;
  update children.children set holds_claim = true, state = 'entered', version = version + 1,
    confirmed_by = null, confirmed_at = null where id = heir;
  insert into children.actions (child_id, at, action, account_id) values (heir, now_at, 'claim-received', account);
  insert into duplicates.cases (kind, later_child_id, earlier_child_id, later_institution_id, earlier_institution_id,
    later_county, earlier_county, later_prefecture, earlier_prefecture, province_code, opened_at)
  select case when l.identity_sealed is null then '102' else '101' end, l.id, e.id, l.institution_id, e.institution_id,
    l.county_code, e.county_code, l.prefecture_code, e.prefecture_code, l.province_code, now_at
  from children.children l join children.children e on e.id = heir
  where l.claim_digest = claim and not l.holds_claim and l.state = 'problem'
  on conflict do nothing;
  return heir;
end
$function$;
grant execute on function duplicates.pass_claim_on(bigint,bytea,text,bigint,timestamp with time zone)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.settle(asked bigint, decided text, why text, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  k duplicates.cases;
  l children.children;
  into_version integer;
begin
  select * into k from duplicates.cases c where c.id = asked for update;
  if k.id is null or not duplicates.decides(k, (now_at at time zone 'Asia/Shanghai')::date) or k.state <> 'open' then
    raise exception 'case % is not open to the actor', asked using errcode = 'insufficient_privilege';
  end if;
  select * into l from children.children c where c.id = k.later_child_id;
  update duplicates.cases set state = 'closed', outcome = decided, closed_at = now_at,
    decision = decided, decided_by = account, decided_at = now_at, decision_reason = why,
    decided_level = current_setting('app.level') where id = asked;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    select c, now_at, 'case-decided', account, why, jsonb_build_object('decision', decided) from unnest(array[k.later_child_id, k.earlier_child_id]) c;
  if decided = 'two-children' then
    insert into duplicates.told_apart (one_child_id, other_child_id, case_id, at)
      values (least(k.later_child_id, k.earlier_child_id), greatest(k.later_child_id, k.earlier_child_id), asked, now_at) on conflict do nothing;
    if l.state = 'problem' then
      update children.children set claim_apart_from = coalesce(claim_apart_from, claim_digest), claim_digest = substring(sha256(claim_digest || int8send(id)) from 1 for 16),
        holds_claim = true, state = 'entered', version = version + 1, confirmed_by = null, confirmed_at = null where id = l.id;
      insert into children.actions (child_id, at, action, account_id) values (l.id, now_at, 'claim-received', account);
    end if;
  elsif decided = 'transfer' then
    update children.children set state = 'deleted', holds_claim = false, version = version + 1 where id = l.id;
    insert into children.actions (child_id, at, action, account_id, reason) values (l.id, now_at, 'deleted', account, why);
  else
    update children.children set state = 'merged', merged_into = k.earlier_child_id, holds_claim = false, class_id = null, version = version + 1, changed_at = now_at
      where id = l.id;
    update registration.numbers set ended_at = now_at, end_reason = 'merged' where child_id = l.id and ended_at is null;
    insert into children.actions (child_id, at, action, account_id, reason, facts)
      values (l.id, now_at, 'merged', account, why, jsonb_build_object('into', k.earlier_child_id));
    select c.version into into_version from children.children c where c.id = k.earlier_child_id;
    insert into duplicates.mergers (case_id, child_id, into_id, child_version, into_version, former_state, former_class_id, former_holds_claim, merged_by, merged_at)
      values (asked, l.id, k.earlier_child_id, l.version + 1, into_version, l.state, l.class_id, l.holds_claim, account, now_at);
  end if;
  -- The claim of a file that is no more goes to whoever waits for it; what else was open against it ends.
  if decided <> 'two-children' then
    if l.holds_claim then perform duplicates.pass_claim_on(l.id, l.claim_digest, 'deleted', account, now_at); end if;
    update duplicates.cases c set state = 'closed', closed_at = now_at, outcome = case when c.later_child_id = l.id then 'deleted' else 'other-side-deleted' end
      where c.state = 'open' and l.id in (c.later_child_id, c.earlier_child_id);
  end if;
end
$function$;
revoke all on function duplicates.settle(bigint,text,text,bigint,timestamp with time zone) from public;
grant execute on function duplicates.settle(bigint,text,text,bigint,timestamp with time zone)
  to xueqian_county, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.sides(case_ids bigint[])
 RETURNS TABLE(case_id bigint, side text, child_id bigint, mine boolean, name text, sex text, birth_on date, identity_sealed bytea, institution_name text, county_name text, class_name text, state text, entered_by text, entered_at timestamp with time zone, reviewed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.id, s.side, c.id, duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code), c.name, c.sex, c.birth_on,
    c.identity_sealed, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    l.name, c.state, a.person_name, c.entered_at, i.reviewed
  from duplicates.cases k
  cross join lateral (values ('later', k.later_child_id), ('earlier', k.earlier_child_id)) s (side, child)
  join children.children c on c.id = s.child
  join institutions.institutions i on i.id = c.institution_id
  left join classes.classes l on l.id = c.class_id
  left join accounts.accounts a on a.id = c.entered_by
  where k.id = any (case_ids)
    and (duplicates.in_my_scope(k.later_institution_id, k.later_county, k.later_prefecture, k.province_code)
      or duplicates.in_my_scope(k.earlier_institution_id, k.earlier_county, k.earlier_prefecture, k.province_code))
$function$;
grant execute on function duplicates.sides(bigint[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.stand_with_both_institutions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from institutions.institutions i
    where i.id in (select n.later_institution_id from new_rows n union select n.earlier_institution_id from new_rows n) for key share;
  if exists (select from new_rows n join institutions.institutions l on l.id = n.later_institution_id join institutions.institutions e on e.id = n.earlier_institution_id
      where (n.later_county, n.later_prefecture, n.earlier_county, n.earlier_prefecture) is distinct from
        (l.county_code, l.prefecture_code, e.county_code, e.prefecture_code)) then
    raise exception 'an institution of the case is being moved' using errcode = 'serialization_failure';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION duplicates.unmerge(asked bigint, why text, account bigint, now_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  m duplicates.mergers;
  k duplicates.cases;
  l children.children;
begin
  select * into m from duplicates.mergers g where g.case_id = asked and g.undone_at is null for update;
  select * into k from duplicates.cases c where c.id = asked;
  if m.id is null or not duplicates.decides(k, (now_at at time zone 'Asia/Shanghai')::date)
    or coalesce(k.decided_level, current_setting('app.level')) <> current_setting('app.level') then return 'not-found'; end if;
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id = m.child_id));
  perform c.id from children.children c where c.id in (m.child_id, m.into_id) order by c.id for update;
  select * into l from children.children c where c.id = m.child_id;
  if l.state <> 'merged' or l.version <> m.child_version or (select c.version from children.children c where c.id = m.into_id) <> m.into_version then
    return 'changed-since';
  end if;
  if m.former_holds_claim and exists (select from children.children c where c.claim_digest = l.claim_digest and c.holds_claim) then return 'claim-held'; end if;
  if m.former_class_id is not null and not exists (select from classes.classes s where s.id = m.former_class_id) then return 'class-gone'; end if;
  update children.children set state = m.former_state, merged_into = null, holds_claim = m.former_holds_claim, class_id = m.former_class_id,
    version = version + 1, changed_at = now_at where id = m.child_id;
  update registration.numbers set ended_at = null, end_reason = null where child_id = m.child_id and end_reason = 'merged';
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    values (m.child_id, now_at, 'unmerged', account, why, jsonb_build_object('state', m.former_state));
  update duplicates.mergers set undone_by = account, undone_at = now_at where id = m.id;
  update duplicates.cases set state = 'open', outcome = null, closed_at = null, decision = null, decided_by = null, decided_at = null, decision_reason = null,
    decided_level = null where id = asked;
  return null;
end
$function$;
revoke all on function duplicates.unmerge(bigint,text,bigint,timestamp with time zone) from public;
grant execute on function duplicates.unmerge(bigint,text,bigint,timestamp with time zone)
  to xueqian_county, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION duplicates.waiting_for_answer(asked bigint[])
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.later_child_id from duplicates.cases k where k.later_child_id = any (asked) and k.kind = 'possible' and k.state = 'open' and k.let_through_at is null
$function$;
revoke all on function duplicates.waiting_for_answer(bigint[]) from public;
grant execute on function duplicates.waiting_for_answer(bigint[])
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION flows.differences()
 RETURNS TABLE(institution_id bigint, counter text, kept bigint, counted bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (select m.from_institution_id as id, count(*) as n from flows.moves m
      where m.from_institution_id is not null and m.undone_at is null and not m.after_leaving group by 1),
    books as (select p.institution_id as id, count(*) as n from children.past_enrolments p where p.undone_at is null and p.end_kind <> '1' group by 1),
    noted as (select m.from_institution_id as id, count(*) as n from flows.moves m where m.is_open group by 1),
    left_files as (select v.institution_id as id, count(*) as n from children.children c
      join lateral (select p.institution_id, p.ended_on from children.past_enrolments p where p.child_id = c.id and p.undone_at is null order by p.id desc limit 1) v on true
      where c.state = 'left' and not exists (select from province_border.crossings x
        where x.child_id = c.id and x.direction = 'out' and x.state = 'gone' and x.happened_on = v.ended_on)
      group by 1)
  select coalesce(a.id, b.id), 'moves-out', coalesce(a.n, 0), coalesce(b.n, 0) from gone a full join books b on b.id = a.id where a.n is distinct from b.n
  union all
  select coalesce(a.id, b.id), 'moves-open', coalesce(a.n, 0), coalesce(b.n, 0) from noted a full join left_files b on b.id = a.id where a.n is distinct from b.n
$function$;
revoke all on function flows.differences() from public;

CREATE OR REPLACE FUNCTION flows.figures(from_on date, until_on date, school_age_before date, unit text, within text)
 RETURNS TABLE(from_code text, to_code text, from_outside text, to_outside text, other_code text, kind text, way text, after_leaving boolean, from_name text, to_name text, children integer, dropped_out integer)
 LANGUAGE sql
 STABLE
AS $function$
  select case unit
      when 'province' then case when m.from_institution_id is not null then m.province_code end
      when 'prefecture' then m.from_prefecture
      when 'county' then case when m.from_prefecture = within then m.from_county end
      else case when m.from_county = within then m.from_institution_id::text end end,
    case unit
      when 'province' then case when m.to_institution_id is not null then m.province_code end
      when 'prefecture' then m.to_prefecture
      when 'county' then case when m.to_prefecture = within then m.to_county end
      else case when m.to_county = within then m.to_institution_id::text end end,
    case unit when 'county' then nullif(m.from_prefecture, within) when 'institution' then nullif(m.from_county, within) end,
    case unit when 'county' then nullif(m.to_prefecture, within) when 'institution' then nullif(m.to_county, within) end,
    m.other_code, m.kind, m.way, m.after_leaving,
    max(case unit when 'institution' then m.from_institution_name end), max(case unit when 'institution' then m.to_institution_name end),
    count(*)::integer, (count(*) filter (where m.is_open and m.way <> 'abroad' and m.child_birth_on > school_age_before))::integer
  from flows.moves m
  where m.undone_at is null and m.happened_on between from_on and until_on
    and case unit when 'province' then true when 'prefecture' then m.province_code = within
      when 'county' then m.from_prefecture = within or m.to_prefecture = within else m.from_county = within or m.to_county = within end
  group by 1, 2, 3, 4, 5, 6, 7, 8
$function$;
revoke all on function flows.figures(date,date,date,text,text) from public;
grant execute on function flows.figures(date,date,date,text,text)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION flows.figures_for_the_ministry(from_on date, until_on date, school_age_before date, unit text, within text)
 RETURNS TABLE(from_code text, to_code text, from_outside text, to_outside text, other_code text, kind text, way text, after_leaving boolean, from_name text, to_name text, children integer, dropped_out integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if current_setting('app.level') <> 'ministry' then
    raise exception 'not the ministry' using errcode = 'insufficient_privilege';
  end if;
  return query execute 'select * from flows.figures($1, $2, $3, $4, $5)' using from_on, until_on, school_age_before, unit, within;
end
$function$;
revoke all on function flows.figures_for_the_ministry(date,date,date,text,text) from public;
grant execute on function flows.figures_for_the_ministry(date,date,date,text,text)
  to xueqian_ministry;

CREATE OR REPLACE FUNCTION flows.is_late(admitted_on date, birth_on date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select extract(month from admitted_on) <> 9 and birth_on <= make_date(extract(year from admitted_on - interval '8 months')::integer - 4, 8, 31)
$function$;

CREATE OR REPLACE FUNCTION flows.note_crossing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from province_border.steps s where s.crossing_id = new.id and s.act = 'join') then
    return null;
  end if;
  insert into flows.moves (child_id, kind, happened_on, recorded_at, to_institution_id, to_institution_name, to_county, to_prefecture, province_code, other_code,
    child_name, child_sex, child_birth_on)
  select c.id, 'crossed-in', coalesce(new.happened_on, c.admitted_on), new.ended_at, i.id, i.name, i.county_code, i.prefecture_code, i.province_code,
    new.other_code, c.name, c.sex, c.birth_on
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where c.id = new.child_id;
  return null;
end
$function$;
revoke all on function flows.note_crossing() from public;

CREATE OR REPLACE FUNCTION flows.note_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  here_before boolean := old.state in ('numbered', 'suspended');
  here_now boolean := new.state in ('numbered', 'suspended');
  day date := (new.changed_at at time zone 'Asia/Shanghai')::date;
  what text;
  how text;
  beyond text;
begin
  if new.institution_id <> old.institution_id then
    -- A file of a child that went before goes along with its institution: nobody moves.
    if not here_now or old.number_kind is null then
      return null;
    end if;
    update flows.moves m set is_open = false where m.child_id = new.id and m.is_open;
    what := case new.came_by when 'moved' then 'moved' else 'transferred' end;
  elsif new.state = 'left' then
    if not here_before then
      -- Back among those who left: what had taken it in was undone.
      update flows.moves m set is_open = (m.kind = 'left')
        where m.id = (select max(q.id) from flows.moves q where q.child_id = new.id and q.kind in ('left', 'crossed-out') and q.undone_at is null);
      return null;
    end if;
    select p.other_code into beyond from province_border.crossings p
      where p.child_id = new.id and p.direction = 'out' and p.state = 'gone' and p.happened_on = new.ended_on order by p.id desc limit 1;
    what := case when beyond is null then 'left' else 'crossed-out' end;
    if beyond is null then
      how := coalesce((select v.way from departures.leavings v where v.child_id = new.id and v.undone_at is null order by v.id desc limit 1),
        case new.end_kind when '5' then 'abroad' else 'other' end);
    end if;
    day := new.ended_on;
  elsif old.state = 'left' then
    update flows.moves m set is_open = false, undone_at = case when here_now then new.changed_at end
      where m.id = (select max(q.id) from flows.moves q where q.child_id = new.id and q.kind in ('left', 'crossed-out') and q.undone_at is null);
    return null;
  elsif new.state = 'cancelled' and here_before then
    what := 'cancelled';
    day := new.ended_on;
  elsif old.state = 'cancelled' then
    if here_now then
      update flows.moves m set undone_at = new.changed_at
        where m.id = (select max(q.id) from flows.moves q where q.child_id = new.id and q.kind = 'cancelled' and q.undone_at is null);
    end if;
    return null;
  elsif old.state = 'suspended' and new.state = 'numbered' then
    what := 'resumed';
    day := coalesce((select s.ended_on from departures.suspensions s where s.child_id = new.id order by s.id desc limit 1), day);
  elsif new.state = 'numbered' and old.number_kind is null then
    -- Who came over the province's border is noted when it is accepted.
    if exists (select from province_border.crossings p where p.child_id = new.id and p.direction = 'in' and p.state in ('entered', 'accepted')) then
      return null;
    end if;
    what := 'entered-late';
    day := new.admitted_on;
  else
    return null;
  end if;
  insert into flows.moves (child_id, kind, way, happened_on, recorded_at, is_open, after_leaving, from_institution_id, from_institution_name, from_county,
    from_prefecture, to_institution_id, to_institution_name, to_county, to_prefecture, province_code, other_code, child_name, child_sex, child_birth_on)
  select new.id, what, how, day, coalesce(new.changed_at, new.reviewed_at), what = 'left', what = 'transferred' and not here_before,
    f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, new.province_code, beyond, new.name, new.sex, new.birth_on
  from (select 1) one
  left join institutions.institutions f on f.id = old.institution_id and what in ('transferred', 'moved', 'left', 'crossed-out', 'cancelled')
  left join institutions.institutions t on t.id = new.institution_id and what in ('transferred', 'moved', 'entered-late', 'resumed');
  return null;
end
$function$;
revoke all on function flows.note_move() from public;

CREATE OR REPLACE FUNCTION flows.overdue_rests_for_the_ministry(today date)
 RETURNS TABLE(institution_id bigint, county_code text, prefecture_code text, province_code text, children integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.institution_id, s.county_code, s.prefecture_code, s.province_code, count(*)::integer from departures.suspensions s
  where current_setting('app.level') = 'ministry' and s.ended_at is null and s.until_on < today group by 1, 2, 3, 4
$function$;
revoke all on function flows.overdue_rests_for_the_ministry(date) from public;
grant execute on function flows.overdue_rests_for_the_ministry(date)
  to xueqian_ministry;

CREATE OR REPLACE FUNCTION institutions.found(wanted text, most integer)
 RETURNS SETOF bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  scope_column text := case current_setting('app.level') when 'institution' then 'id::text' when 'town' then 'town_code' when 'county' then 'county_code'
    when 'prefecture' then 'prefecture_code' when 'province' then 'province_code' when 'ministry' then '$2' end;
  matches text := case when wanted ~ '^[0-9]+$' then 'code >= $1 and code < $1 || '':''' else 'string_to_array(name, null) @> string_to_array($1, null) and strpos(name, $1) > 0' end;
begin
  return query execute format('select id from institutions.institutions where %s and %s = $2 order by code limit $3', matches, scope_column)
    using wanted, current_setting('app.scope'), most;
end
$function$;
revoke all on function institutions.found(text,integer) from public;
grant execute on function institutions.found(text,integer)
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

CREATE OR REPLACE FUNCTION institutions.stand_with_the_institution()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  stale boolean;
begin
  perform from institutions.institutions i where i.id in (select n.institution_id from new_rows n) for key share;
  if tg_table_name = 'basic_versions' then
    select exists (select from new_rows n join institutions.institutions i on i.id = n.institution_id where n.county_code <> i.county_code) into stale;
  else
    select exists (select from new_rows n join institutions.institutions i on i.id = n.institution_id
      where (n.county_code, n.prefecture_code, n.province_code) is distinct from (i.county_code, i.prefecture_code, i.province_code)) into stale;
  end if;
  if stale then
    raise exception 'the institution is being moved' using errcode = 'serialization_failure';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION jurisdictions.figures_of(institution_ids bigint[])
 RETURNS TABLE(institution_id bigint, children integer, classes integer, accounts integer, basic_reviews integer, child_reviews integer, open_cases integer, running_imports integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.id, k.entered + k.returned + k.confirmed + k.problem + k.numbered,
    (select count(*)::int from classes.classes c where c.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.closed_at is null),
    k.basic_waiting, k.confirmed,
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
    (select count(*)::int from importing.imports m where m.institution_id = i.id and m.state in ('waiting', 'checking', 'committing'))
  from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id
  where i.id = any (institution_ids) and (current_setting('app.level') = 'ministry'
    or duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code))
$function$;
revoke all on function jurisdictions.figures_of(bigint[]) from public;
grant execute on function jurisdictions.figures_of(bigint[])
  to xueqian_keeper;

CREATE OR REPLACE FUNCTION jurisdictions.lies_below(division_code text, upper_code text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  with recursive line as (
    select d.parent_code from jurisdictions.divisions d where d.code = division_code and d.valid_to is null
    union all
    select d.parent_code from line l join jurisdictions.divisions d on d.code = l.parent_code and d.valid_to is null
  )
  select upper_code = '000000' and division_code <> '000000' or exists (select from line where parent_code = upper_code)
$function$;
grant execute on function jurisdictions.lies_below(text,text)
  to xueqian_ministry, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION key_changes.carry_out(application bigint, claim bytea, keys bigint[], renumber boolean, changed text[], account bigint, now_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function key_changes.carry_out(bigint,bytea,bigint[],boolean,text[],bigint,timestamp with time zone) from public;
grant execute on function key_changes.carry_out(bigint,bytea,bigint[],boolean,text[],bigint,timestamp with time zone)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION key_changes.hold_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function key_changes.hold_child() from public;

CREATE OR REPLACE FUNCTION key_changes.hold_merger()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from key_changes.applications k where k.child_id = new.into_id and k.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'child % takes another in while a change of its key information is open', new.into_id
      using errcode = 'check_violation', constraint = 'child_goes_after_its_key_change';
  end if;
  return null;
end
$function$;
revoke all on function key_changes.hold_merger() from public;

CREATE OR REPLACE FUNCTION papers.file_digest(c children.children)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select sha256(convert_to(jsonb_build_array(c.name, c.sex, c.birth_on, c.identity_type, encode(substring(c.identity_sealed from 2 for 16), 'hex'), c.blood_type,
    c.nationality, c.ethnicity, c.overseas, c.birth_place, c.native_place, c.hukou_nature, c.hukou_subtype, c.hukou_place, c.address, c.admitted_on, c.attendance,
    c.only_child, c.left_behind, c.migrant_worker, c.health, c.disabled, c.disability_type, c.orphan, c.guardian_name, c.guardian_identity_type,
    encode(substring(c.guardian_identity_sealed from 2 for 16), 'hex'), c.guardian_relation, encode(substring(c.guardian_phone_sealed from 2 for 16), 'hex'))::text, 'UTF8'))
$function$;
revoke all on function papers.file_digest(children.children) from public;
grant execute on function papers.file_digest(children.children)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION petitions.approve_here(petition bigint, account bigint, office text, now_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  said integer;
begin
  update petitions.petitions p set state = 'approved', revision = p.revision + 1, approved_by = 'institution', confirmed_by = account, confirmed_at = now_at,
    declared_at = coalesce(p.declared_at, now_at), decided_by = account, decided_at = now_at, decision_office = office
  where p.id = petition and p.kind in ('deferral', 'deferral-end') and p.state = 'submitted'
    and current_setting('app.level') = 'institution' and p.institution_id::text = current_setting('app.scope')
  returning p.revision into said;
  if said is null then
    raise exception 'petition % is not one of the actor to approve', petition using errcode = 'insufficient_privilege';
  end if;
  return said;
end
$function$;
revoke all on function petitions.approve_here(bigint,bigint,text,timestamp with time zone) from public;
grant execute on function petitions.approve_here(bigint,bigint,text,timestamp with time zone)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION petitions.cancel(petition bigint, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function petitions.cancel(bigint,bigint,timestamp with time zone) from public;
grant execute on function petitions.cancel(bigint,bigint,timestamp with time zone)
  to xueqian_county;

CREATE OR REPLACE FUNCTION petitions.claim_holder(child bigint)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce((
    select case when h.id = c.id then 'nobody' when h.institution_id = c.institution_id then 'here' when h.number_kind is not null then 'numbered-elsewhere' else 'elsewhere' end
    from children.children h where h.holds_claim and h.claim_digest = c.claim_digest), 'nobody')
  from children.children c where c.id = child and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
$function$;
revoke all on function petitions.claim_holder(bigint) from public;
grant execute on function petitions.claim_holder(bigint)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION petitions.defer(petition bigint, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  p petitions.petitions;
  file_now text;
  ended bigint;
begin
  select * into p from petitions.petitions q where q.id = petition for update;
  if p.id is null or p.kind not in ('deferral', 'deferral-end') or p.state <> 'approved' or p.decided_by <> account
    or not duplicates.in_my_scope(p.institution_id, p.county_code, p.prefecture_code, p.province_code) then
    raise exception 'petition % is not an approved deferral of the actor', petition using errcode = 'insufficient_privilege';
  end if;
  select c.state into file_now from children.children c
    where c.id = p.child_id and c.institution_id = p.institution_id and c.state in ('numbered', 'suspended') for update;
  if p.kind = 'deferral-end' then
    update petitions.petitions q set ended_by_petition = p.id
      where q.child_id = p.child_id and q.entry_year = p.entry_year and q.kind = 'deferral' and q.state = 'approved' and q.ended_by_petition is null
      returning q.id into ended;
  end if;
  if file_now is null or (p.kind = 'deferral-end' and ended is null) then
    raise exception 'the file is no longer as the petition found it' using errcode = 'check_violation', constraint = 'petition_finds_the_file_as_it_was';
  end if;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    values (p.child_id, now_at, case p.kind when 'deferral' then 'deferred' else 'undone' end, account, p.reason,
      jsonb_strip_nulls(jsonb_build_object('state', case p.kind when 'deferral-end' then file_now end, 'year', p.entry_year, 'petition', p.id, 'deferral', ended)));
end
$function$;
revoke all on function petitions.defer(bigint,bigint,timestamp with time zone) from public;
grant execute on function petitions.defer(bigint,bigint,timestamp with time zone)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION petitions.deferrals(children bigint[])
 RETURNS TABLE(child_id bigint, entry_year integer, petition_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.child_id, p.entry_year, p.id from petitions.petitions p join children.children c on c.id = p.child_id
  where p.child_id = any (children) and p.kind = 'deferral' and p.state = 'approved' and p.ended_by_petition is null
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
$function$;
revoke all on function petitions.deferrals(bigint[]) from public;
grant execute on function petitions.deferrals(bigint[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION petitions.hold_child(child bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id = child
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)));
  perform c.id from children.children c where c.id = child
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code) for update;
end
$function$;
revoke all on function petitions.hold_child(bigint) from public;
grant execute on function petitions.hold_child(bigint)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION petitions.move_with_the_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  moved bigint;
begin
  update petitions.petitions p set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code, institution_name = i.name, revision = p.revision + 1
  from institutions.institutions i
  where i.id = new.institution_id and p.child_id = new.id and p.institution_id = old.institution_id and p.state in ('draft', 'submitted', 'confirmed', 'returned')
  returning p.id into moved;
  if moved is not null then
    update attachments.papers set institution_id = new.institution_id where record_kind = 'petition' and record_id = moved;
    update deadlines.tasks set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
      province_code = new.province_code where kind in ('petition-review', 'accident-report') and subject = moved::text and closed_on is null;
  end if;
  return null;
end
$function$;
revoke all on function petitions.move_with_the_child() from public;

CREATE OR REPLACE FUNCTION petitions.restore(petition bigint, restored_state text, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function petitions.restore(bigint,text,bigint,timestamp with time zone) from public;
grant execute on function petitions.restore(bigint,text,bigint,timestamp with time zone)
  to xueqian_county;

CREATE OR REPLACE FUNCTION primary_entry.find_child(claims bytea[], number_kind text, number_digest bytea)
 RETURNS TABLE(id bigint, name text, sex text, birth_on date, state text, institution_name text, county_name text, ended_on date, result text, school text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function primary_entry.find_child(bytea[],text,bytea) from public;
grant execute on function primary_entry.find_child(bytea[],text,bytea)
  to xueqian_county;

CREATE OR REPLACE FUNCTION primary_entry.hold_children(list bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform c.id from children.children c where primary_entry.is_mine(list) and c.id in (select e.child_id from primary_entry.entries e where e.list_id = list)
    order by c.id for update;
end
$function$;
revoke all on function primary_entry.hold_children(bigint) from public;
grant execute on function primary_entry.hold_children(bigint)
  to xueqian_county, xueqian_province;

CREATE OR REPLACE FUNCTION primary_entry.is_mine(list bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from primary_entry.lists l where l.id = list and case current_setting('app.level')
    when 'county' then l.county_code = current_setting('app.scope')
    when 'province' then l.province_code = current_setting('app.scope') and l.county_code is null else false end)
$function$;
revoke all on function primary_entry.is_mine(bigint) from public;
grant execute on function primary_entry.is_mine(bigint)
  to xueqian_county, xueqian_province;

CREATE OR REPLACE FUNCTION primary_entry.settle(list bigint, account bigint, now_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function primary_entry.settle(bigint,bigint,timestamp with time zone) from public;
grant execute on function primary_entry.settle(bigint,bigint,timestamp with time zone)
  to xueqian_county, xueqian_province;

CREATE OR REPLACE FUNCTION primary_entry.take_back(child bigint, why text, account bigint, now_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function primary_entry.take_back(bigint,text,bigint,timestamp with time zone) from public;
grant execute on function primary_entry.take_back(bigint,text,bigint,timestamp with time zone)
  to xueqian_county;

CREATE OR REPLACE FUNCTION province_border.hold_transfers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from province_border.crossings p where p.child_id = new.child_id and p.state in ('draft', 'submitted', 'returned', 'released', 'sent')) then
    raise exception 'child % is being let go to another province', new.child_id using errcode = 'check_violation', constraint = 'transfer_begins_after_the_crossing';
  end if;
  return new;
end
$function$;
revoke all on function province_border.hold_transfers() from public;

CREATE OR REPLACE FUNCTION province_border.is_taken_in(file uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from province_border.crossings c where c.direction = 'in' and c.file_id = file)
$function$;
revoke all on function province_border.is_taken_in(uuid) from public;
grant execute on function province_border.is_taken_in(uuid)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION province_border.move_with_the_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;
revoke all on function province_border.move_with_the_child() from public;

CREATE OR REPLACE FUNCTION registration.approves_itself()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(current_setting('app.record_approved_by', true), '') = 'institution'
$function$;
revoke all on function registration.approves_itself() from public;
grant execute on function registration.approves_itself()
  to xueqian_institution;

CREATE OR REPLACE FUNCTION registration.brought_numbers(asked bigint[])
 RETURNS TABLE(child_id bigint, number_sealed bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct on (p.child_id) p.child_id, p.number_sealed
  from province_border.crossings p join children.children c on c.id = p.child_id
  where p.child_id = any (asked) and p.direction = 'in' and p.state in ('entered', 'accepted') and p.number_sealed is not null
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
  order by p.child_id, p.id desc
$function$;
revoke all on function registration.brought_numbers(bigint[]) from public;
grant execute on function registration.brought_numbers(bigint[])
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION registration.first_reviewed_institutions(institution_ids bigint[])
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.id
  from institutions.institutions i
  join administration.first_reviews f on f.county_code = i.county_code and f.switched_on
  where i.id = any (institution_ids)
    and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
    and exists (select from accounts.offices o join accounts.accounts a on a.office_id = o.id and a.role = 'review' and a.closed_at is null
      where o.level = 'town' and o.scope = i.town_code and o.department_id is null and o.closed_at is null)
$function$;
revoke all on function registration.first_reviewed_institutions(bigint[]) from public;
grant execute on function registration.first_reviewed_institutions(bigint[])
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION registration.guard_numbers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if coalesce(current_setting('app.level', true), '') = 'institution' and coalesce(current_setting('app.record_approved_by', true), '') <> 'institution' then
    raise insufficient_privilege using message = 'this institution does not approve files itself';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION registration.keep_former_number(child bigint, number_kind text, digest bytea, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if number_kind not in ('J', 'L') or not exists (select from registration.brought_numbers(array[child])) then
    raise insufficient_privilege using message = 'only a number that the child brought is kept as a former one';
  end if;
  insert into registration.numbers (kind, body_digest, child_id, issued_by, issued_at, ended_at, end_reason)
  values (number_kind, digest, child, account, now_at, now_at, 'replaced') on conflict do nothing;
end
$function$;
revoke all on function registration.keep_former_number(bigint,text,bytea,bigint,timestamp with time zone) from public;
grant execute on function registration.keep_former_number(bigint,text,bytea,bigint,timestamp with time zone)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION registration.next_own_serial(born_on date)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into registration.serials as s (area_code, birth_on, last)
  select left(i.county_code, 6), next_own_serial.born_on, 1 from institutions.institutions i
  where current_setting('app.level') = 'institution' and i.id::text = current_setting('app.scope') and registration.approves_itself()
  on conflict (area_code, birth_on) do update set last = s.last + 1 where s.last < 999 returning last
$function$;
revoke all on function registration.next_own_serial(date) from public;
grant execute on function registration.next_own_serial(date)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION registration.release_first_reviews()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update children.children set first_review_due_on = null, version = version + 1
    where institution_id in (select k.institution_id from statistics.institution_counters k where k.county_code = new.county_code and k.first_waiting > 0)
      and state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION rosters.codes_elsewhere(asked text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.code from institutions.institutions i where i.code = any (asked) and i.county_code <> current_setting('app.scope')
$function$;
revoke all on function rosters.codes_elsewhere(text[]) from public;
grant execute on function rosters.codes_elsewhere(text[])
  to xueqian_county;

CREATE OR REPLACE FUNCTION rosters.refresh_draft(asked bigint, row_name text, row_kind text, row_nature text, row_town text, known jsonb, account bigint, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform from institutions.institutions i
    where i.id = asked and i.county_code = current_setting('app.scope') and i.in_force_version is null and i.standing <> 'closed'
      and i.basic_state in ('empty', 'draft', 'returned') for update;
  if not found then return false; end if;
  update institutions.institutions i
    set name = row_name, kind = row_kind, nature = row_nature, town_code = row_town,
      basic_state = case when i.basic_state = 'empty' then 'draft' else i.basic_state end
    where i.id = asked;
  update institutions.basic_versions v
    set fields = v.fields || known, revision = v.revision + 1, entered_by = account, entered_at = at
    where v.institution_id = asked and v.version = (select max(n.version) from institutions.basic_versions n where n.institution_id = asked);
  if not found then
    insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at)
    values (asked, 1, current_setting('app.scope'), 'draft', known, account, at);
  end if;
  return true;
end
$function$;
revoke all on function rosters.refresh_draft(bigint,text,text,text,text,jsonb,bigint,timestamp with time zone) from public;
grant execute on function rosters.refresh_draft(bigint,text,text,text,text,jsonb,bigint,timestamp with time zone)
  to xueqian_county;

CREATE OR REPLACE FUNCTION statistics.count_children()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'INSERT' then
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered
    from (select institution_id,
            count(*) filter (where state = 'entered') as entered, count(*) filter (where state = 'returned') as returned,
            count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state = 'problem') as problem,
            count(*) filter (where state = 'numbered') as numbered
          from new_rows group by institution_id) d
    where c.institution_id = d.institution_id;
    -- Nobody enters a child with a number; who did would be counted as well.
    if exists (select from new_rows where state in ('numbered', 'suspended')) then
      update statistics.institution_counters c
      set suspended = c.suspended + d.suspended, single_away = c.single_away + d.single_away, both_away = c.both_away + d.both_away,
          migrant = c.migrant + d.migrant, county_beyond = c.county_beyond + d.county_beyond, prefecture_beyond = c.prefecture_beyond + d.prefecture_beyond,
          province_beyond = c.province_beyond + d.province_beyond, hmt = c.hmt + d.hmt, foreigners = c.foreigners + d.foreigners,
          unclassed = c.unclassed + d.unclassed
      from (select institution_id,
              coalesce(sum(n) filter (where state = 'suspended'), 0) as suspended, coalesce(sum(n) filter (where here and left_behind = '1'), 0) as single_away,
              coalesce(sum(n) filter (where here and left_behind = '2'), 0) as both_away, coalesce(sum(n) filter (where here and migrant_worker), 0) as migrant,
              coalesce(sum(n) filter (where here and distance >= 1), 0) as county_beyond,
              coalesce(sum(n) filter (where here and distance >= 2), 0) as prefecture_beyond,
              coalesce(sum(n) filter (where here and distance = 3), 0) as province_beyond,
              coalesce(sum(n) filter (where here and nationality in ('HKG', 'MAC', 'TWN')), 0) as hmt,
              coalesce(sum(n) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')), 0) as foreigners,
              coalesce(sum(n) filter (where state = 'numbered' and class_id is null), 0) as unclassed
            from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance, 1 as n from new_rows) m group by institution_id) d
      where c.institution_id = d.institution_id;
    end if;
  else
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered, first_waiting = c.first_waiting + d.first_waiting,
        suspended = c.suspended + d.suspended, single_away = c.single_away + d.single_away, both_away = c.both_away + d.both_away,
        migrant = c.migrant + d.migrant, county_beyond = c.county_beyond + d.county_beyond, prefecture_beyond = c.prefecture_beyond + d.prefecture_beyond,
        province_beyond = c.province_beyond + d.province_beyond, hmt = c.hmt + d.hmt, foreigners = c.foreigners + d.foreigners,
        unclassed = c.unclassed + d.unclassed
    from (select institution_id,
            coalesce(sum(n) filter (where state = 'entered'), 0) as entered, coalesce(sum(n) filter (where state = 'returned'), 0) as returned,
            coalesce(sum(n) filter (where state = 'confirmed'), 0) as confirmed, coalesce(sum(n) filter (where state = 'problem'), 0) as problem,
            coalesce(sum(n) filter (where state = 'numbered'), 0) as numbered,
            coalesce(sum(n) filter (where state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null), 0) as first_waiting,
            coalesce(sum(n) filter (where state = 'suspended'), 0) as suspended, coalesce(sum(n) filter (where here and left_behind = '1'), 0) as single_away,
            coalesce(sum(n) filter (where here and left_behind = '2'), 0) as both_away, coalesce(sum(n) filter (where here and migrant_worker), 0) as migrant,
            coalesce(sum(n) filter (where here and distance >= 1), 0) as county_beyond,
            coalesce(sum(n) filter (where here and distance >= 2), 0) as prefecture_beyond,
            coalesce(sum(n) filter (where here and distance = 3), 0) as province_beyond,
            coalesce(sum(n) filter (where here and nationality in ('HKG', 'MAC', 'TWN')), 0) as hmt,
            coalesce(sum(n) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')), 0) as foreigners,
            coalesce(sum(n) filter (where state = 'numbered' and class_id is null), 0) as unclassed
          from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance,
              first_review_due_on, first_reviewed_at, 1 as n from new_rows
            union all select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance,
              first_review_due_on, first_reviewed_at, -1 from old_rows) m
          group by institution_id) d
    where c.institution_id = d.institution_id
      and (d.entered, d.returned, d.confirmed, d.problem, d.numbered, d.first_waiting,
        d.suspended, d.single_away, d.both_away, d.migrant, d.county_beyond, d.prefecture_beyond, d.province_beyond, d.hmt, d.foreigners, d.unclassed)
        is distinct from (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION statistics.count_institution()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION statistics.counter_differences()
 RETURNS TABLE(institution_id bigint, counter text, kept bigint, counted bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with counted as (
    select m.institution_id, v.counter, v.n
    from (select m.institution_id, count(*) filter (where state = 'entered') as entered, count(*) filter (where state = 'returned') as returned,
            count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state = 'problem') as problem,
            count(*) filter (where state = 'numbered') as numbered,
            count(*) filter (where state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null) as first_waiting,
            count(*) filter (where state = 'suspended') as suspended, count(*) filter (where here and left_behind = '1') as single_away,
            count(*) filter (where here and left_behind = '2') as both_away, count(*) filter (where here and migrant_worker) as migrant,
            count(*) filter (where here and distance >= 1) as county_beyond, count(*) filter (where here and distance >= 2) as prefecture_beyond,
            count(*) filter (where here and distance = 3) as province_beyond, count(*) filter (where here and nationality in ('HKG', 'MAC', 'TWN')) as hmt,
            count(*) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')) as foreigners,
            count(*) filter (where state = 'numbered' and class_id is null) as unclassed
          from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance,
              first_review_due_on, first_reviewed_at from children.children) m
          group by m.institution_id) m
    cross join lateral (values ('entered', m.entered), ('returned', m.returned), ('confirmed', m.confirmed), ('problem', m.problem),
      ('numbered', m.numbered), ('first_waiting', m.first_waiting),
      ('suspended', m.suspended), ('single_away', m.single_away), ('both_away', m.both_away), ('migrant', m.migrant), ('county_beyond', m.county_beyond),
      ('prefecture_beyond', m.prefecture_beyond), ('province_beyond', m.province_beyond), ('hmt', m.hmt), ('foreigners', m.foreigners),
      ('unclassed', m.unclassed)) v (counter, n)
  ), kept as (
    select k.institution_id, v.counter, v.kept from statistics.institution_counters k
    cross join lateral (values ('entered', k.entered), ('returned', k.returned), ('confirmed', k.confirmed), ('problem', k.problem),
      ('numbered', k.numbered), ('first_waiting', k.first_waiting),
      ('suspended', k.suspended), ('single_away', k.single_away), ('both_away', k.both_away), ('migrant', k.migrant), ('county_beyond', k.county_beyond),
      ('prefecture_beyond', k.prefecture_beyond), ('province_beyond', k.province_beyond), ('hmt', k.hmt), ('foreigners', k.foreigners),
      ('unclassed', k.unclassed)) v (counter, kept)
  )
  select kept.institution_id, kept.counter, kept.kept, coalesce(counted.n, 0) from kept
    left join counted on counted.institution_id = kept.institution_id and counted.counter = kept.counter
    where kept.kept <> coalesce(counted.n, 0)
  union all
  select i.id, 'reported', k.reported, i.reported::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reported <> i.reported::int
  union all
  select i.id, 'reviewed', k.reviewed, i.reviewed::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reviewed <> i.reviewed::int
$function$;
revoke all on function statistics.counter_differences() from public;

CREATE OR REPLACE FUNCTION statistics.distance_of(hukou_place text, county_code text, prefecture_code text, province_code text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when hukou_place is null or starts_with(hukou_place, county_code) then 0
    when left(hukou_place, 2) <> left(province_code, 2) then 3
    when prefecture_code = county_code or left(hukou_place, 4) <> left(prefecture_code, 4) then 2
    else 1 end
$function$;

CREATE OR REPLACE FUNCTION transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamp with time zone, drawn_up boolean)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  c children.children;
  is_released boolean;
  made bigint;
begin
  select * into c from children.children where id = child for update;
  if c.id is null or not exists (select from institutions.institutions i
      where i.id = case side when 'receiver' then receiver else c.institution_id end and i.id::text = current_setting('app.scope') and current_setting('app.level') = 'institution') then
    raise exception 'neither side of the transfer is in the scope of the actor' using errcode = 'insufficient_privilege';
  end if;
  -- Held now: it may have graduated, or been cancelled, since it was looked at.
  -- Cancelled at a kindergarten that has closed since: nobody there can ask for it back, so whoever has the child does.
  if c.state not in ('numbered', 'suspended', 'left') and not (c.state = 'cancelled' and c.holds_claim and side = 'receiver'
      and exists (select from institutions.institutions i where i.id = c.institution_id and i.standing = 'closed')) then
    raise exception 'child % is % now', child, c.state using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  if exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'a change of key information of child % is open', child using errcode = 'check_violation', constraint = 'transfer_begins_after_the_key_change';
  end if;
  -- Who has left already, or was at a kindergarten that is no more, needs nobody's release.
  is_released := case side when 'sender' then not drawn_up else c.state in ('left', 'cancelled') end;
  -- A draft is nobody's word yet: who asks goes before it, and the sending institution answers.
  if side = 'receiver' then
    update transfers.transfers t set state = 'withdrawn', revision = t.revision + 1, ended_at = now_at
    where t.child_id = c.id and t.state = 'asked' and t.started_by = 'sender' and t.released_at is null;
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at, file_state)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code, side,
    case when is_released then 'released' else 'asked' end, why, request, account, now_at, case when is_released then account end, case when is_released then now_at end, c.state
  from institutions.institutions f, institutions.institutions t where f.id = c.institution_id and t.id = receiver and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  if made is null then
    raise exception 'no institution of the province takes the child in' using errcode = 'check_violation', constraint = 'transfer_goes_to_a_running_institution';
  end if;
  -- What is only drawn up has not happened to the child.
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, case t.started_by when 'sender' then 'transfer-released' else 'transfer-asked' end, account, why,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made and (side = 'receiver' or is_released);
  return made;
end
$function$;
revoke all on function transfers.begin(bigint,bigint,text,text,uuid,bigint,timestamp with time zone,boolean) from public;
grant execute on function transfers.begin(bigint,bigint,text,text,uuid,bigint,timestamp with time zone,boolean)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION transfers.begin_decided(decided_case bigint, now_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  k duplicates.cases;
  c children.children;
  made bigint;
begin
  select * into k from duplicates.cases where id = decided_case;
  if k.id is null or not duplicates.decides(k, (now_at at time zone 'Asia/Shanghai')::date) or k.decision is distinct from 'transfer' or k.decided_at is distinct from now_at then
    raise exception 'case % was not found to be a transfer by the actor now', decided_case using errcode = 'insufficient_privilege';
  end if;
  select * into c from children.children where id = k.earlier_child_id for update;
  -- A file without a number, or one that moves or changes already, is left to the kindergartens.
  if c.state not in ('numbered', 'suspended') or c.institution_id = k.later_institution_id
    or exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted'))
    or exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    return null;
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at,
    released_over)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code,
    'receiver', 'released', k.decision_reason, gen_random_uuid(), k.decided_by, now_at, k.decided_by, now_at, k.decision_reason
  from institutions.institutions f, institutions.institutions t
  where f.id = c.institution_id and t.id = k.later_institution_id and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, 'transfer-released', k.decided_by, k.decision_reason,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made;
  return made;
end
$function$;
revoke all on function transfers.begin_decided(bigint,timestamp with time zone) from public;
grant execute on function transfers.begin_decided(bigint,timestamp with time zone)
  to xueqian_county, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION transfers.carry_out(transfer bigint, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  t transfers.transfers;
  moved bigint;
begin
  select * into t from transfers.transfers where id = transfer for update;
  if t.state <> 'completed' or (t.file_state = 'cancelled' and (t.approved_by is null or current_setting('app.level') <> 'county')) or not exists (select from institutions.institutions i where i.id = t.to_institution_id
      and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)) then
    raise exception 'transfer % is not completed by the receiving side', transfer using errcode = 'insufficient_privilege';
  end if;
  update children.children c set institution_id = i.id, county_code = i.county_code, prefecture_code = i.prefecture_code, province_code = i.province_code,
    town_code = i.town_code, class_id = t.class_id, admitted_on = t.admitted_on, came_by = 'transferred', state = 'numbered', ended_on = null, end_kind = null,
    changed_at = now_at, version = c.version + 1
  from institutions.institutions i
  where c.id = t.child_id and i.id = t.to_institution_id and c.institution_id = t.from_institution_id and (c.state in ('numbered', 'suspended', 'left') or (c.state = 'cancelled' and t.file_state = 'cancelled' and c.holds_claim))
  returning c.id into moved;
  if moved is null then
    raise exception 'the child is no longer where the transfer begins' using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  if t.file_state = 'cancelled' then
    -- Its number is its own for life: it is in force again.
    update registration.numbers n set ended_at = null, end_reason = null where n.child_id = t.child_id and n.end_reason = 'cancelled';
  end if;
  insert into children.actions (child_id, at, action, account_id, facts) values (t.child_id, now_at, 'transferred', account,
    jsonb_build_object('transfer', t.id, 'to', t.to_institution_id, 'from', t.from_institution_name, 'toName', t.to_institution_name));
  update duplicates.cases k set later_institution_id = i.id, later_county = i.county_code, later_prefecture = i.prefecture_code
    from institutions.institutions i where i.id = t.to_institution_id and k.later_child_id = t.child_id and k.state = 'open';
  update duplicates.cases k set earlier_institution_id = i.id, earlier_county = i.county_code, earlier_prefecture = i.prefecture_code
    from institutions.institutions i where i.id = t.to_institution_id and k.earlier_child_id = t.child_id and k.state = 'open';
end
$function$;
revoke all on function transfers.carry_out(bigint,bigint,timestamp with time zone) from public;
grant execute on function transfers.carry_out(bigint,bigint,timestamp with time zone)
  to xueqian_county, xueqian_institution;

CREATE OR REPLACE FUNCTION transfers.days_of(asked bigint[])
 RETURNS TABLE(transfer bigint, kind text, due_on date, period_unit text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select t.id, k.kind, k.due_on, k.period_unit from transfers.transfers t
  join deadlines.tasks k on k.subject = t.id::text and k.closed_on is null and k.kind in ('transfer-release', 'transfer-acceptance', 'transfer-approval')
    and k.institution_id in (t.from_institution_id, t.to_institution_id)
  where t.id = any (asked) and (duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
      or duplicates.in_my_scope(t.to_institution_id, t.to_county, t.to_prefecture, t.province_code))
$function$;
revoke all on function transfers.days_of(bigint[]) from public;
grant execute on function transfers.days_of(bigint[])
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION transfers.find_child(claims bytea[], number_kind text, number_digest bytea)
 RETURNS TABLE(id bigint, name text, sex text, birth_on date, state text, institution_id bigint, institution_name text, county_name text, is_moving boolean, is_changing_key boolean, is_of_closed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id, c.name, c.sex, c.birth_on, c.state, c.institution_id, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted')
      and (t.started_by = 'receiver' or t.released_at is not null)),
    exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')),
    i.standing = 'closed' and c.holds_claim
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where c.id in (
      select k.id from children.children k where k.claim_digest = any (claims) and k.holds_claim
      union all select n.child_id from registration.numbers n where n.kind = number_kind and n.body_digest = number_digest
      union all select n.child_id from registration.numbers n where n.kind = 'G' and n.body_digest = any (claims) and n.ended_at is not null)
    and c.province_code = (select m.province_code from institutions.institutions m where m.id::text = current_setting('app.scope'))
  -- Whoever holds the number now comes before whoever had it.
  order by (c.claim_digest = any (claims) and c.holds_claim) desc, c.id limit 1
$function$;
revoke all on function transfers.find_child(bytea[],text,bytea) from public;
grant execute on function transfers.find_child(bytea[],text,bytea)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION transfers.receivers(wanted text, most integer)
 RETURNS TABLE(id bigint, code text, name text, county_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select i.id, i.code, i.name, (select d.full_name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1)
  from institutions.institutions i
  where i.standing = 'operating' and i.id::text <> current_setting('app.scope')
    and i.province_code = (select m.province_code from institutions.institutions m where m.id::text = current_setting('app.scope')) and (i.code like wanted || '%' or strpos(i.name, wanted) > 0)
  order by i.code limit most
$function$;
revoke all on function transfers.receivers(text,integer) from public;
grant execute on function transfers.receivers(text,integer)
  to xueqian_institution;

CREATE OR REPLACE FUNCTION transfers.record_release(transfer bigint, account bigint, now_at timestamp with time zone, why text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if exists (select from transfers.transfers t join institutions.institutions i on i.id = t.to_institution_id
      where t.id = transfer and t.started_by = 'sender' and i.standing <> 'operating') then
    raise exception 'transfer % goes to an institution that takes nobody in', transfer using errcode = 'check_violation', constraint = 'transfer_goes_to_a_running_institution';
  end if;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, 'transfer-released', account, why, jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = transfer and t.state = 'released' and t.released_by = account
    and duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code);
end
$function$;
revoke all on function transfers.record_release(bigint,bigint,timestamp with time zone,text) from public;
grant execute on function transfers.record_release(bigint,bigint,timestamp with time zone,text)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION transfers.set_clock(transfer bigint, task_kind text, opened date, period_count integer, period_unit text, due date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into deadlines.tasks (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on)
  select task_kind, t.id::text, i.id, i.county_code, i.prefecture_code, i.province_code,
    case task_kind when 'transfer-approval' then 'county' else 'institution' end, opened, set_clock.period_count, set_clock.period_unit, due
  from transfers.transfers t join institutions.institutions i
    on i.id = case task_kind when 'transfer-release' then t.from_institution_id else t.to_institution_id end
  where t.id = transfer and task_kind in ('transfer-release', 'transfer-acceptance', 'transfer-approval')
    and (duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
      or duplicates.in_my_scope(t.to_institution_id, t.to_county, t.to_prefecture, t.province_code))
  on conflict do nothing;
end
$function$;
revoke all on function transfers.set_clock(bigint,text,date,integer,text,date) from public;
grant execute on function transfers.set_clock(bigint,text,date,integer,text,date)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION transfers.stop_clocks(transfer bigint, closed date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update deadlines.tasks k set closed_on = greatest(closed, k.opened_on) from transfers.transfers t
  where t.id = transfer and k.subject = t.id::text and k.closed_on is null
    and k.kind in ('transfer-release', 'transfer-acceptance', 'transfer-approval') and k.institution_id in (t.from_institution_id, t.to_institution_id)
    and (duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
      or duplicates.in_my_scope(t.to_institution_id, t.to_county, t.to_prefecture, t.province_code))
$function$;
revoke all on function transfers.stop_clocks(bigint,date) from public;
grant execute on function transfers.stop_clocks(bigint,date)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

CREATE OR REPLACE FUNCTION verification.asked_digest(c children.children)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select sha256(convert_to(c.name || '|', 'UTF8') || c.claim_digest)
$function$;
revoke all on function verification.asked_digest(children.children) from public;
grant execute on function verification.asked_digest(children.children)
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- Triggers

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON accidents.accidents REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER changed_password_ends_a_lending BEFORE UPDATE OF password_hash ON accounts.accounts FOR EACH ROW WHEN (((new.password_hash IS DISTINCT FROM old.password_hash) AND ((old.lent_until IS NOT NULL) OR (old.locked_for = 'lending'::text)))) EXECUTE FUNCTION accounts.end_lending();

CREATE TRIGGER office_keeps_a_system_administrator BEFORE UPDATE OF role, closed_at, office_id ON accounts.accounts FOR EACH ROW WHEN (((old.role = 'system-administrator'::text) AND (old.closed_at IS NULL))) EXECUTE FUNCTION accounts.keep_a_system_administrator();

CREATE TRIGGER replaced_password_is_kept AFTER UPDATE OF password_hash ON accounts.accounts FOR EACH ROW WHEN (((old.password_hash IS NOT NULL) AND (NOT old.password_must_change) AND (new.password_hash IS DISTINCT FROM old.password_hash))) EXECUTE FUNCTION accounts.keep_password();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON accounts.offices REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER session_of_an_open_account AFTER INSERT ON accounts.sessions FOR EACH ROW EXECUTE FUNCTION accounts.open_session();

CREATE TRIGGER release_first_reviews AFTER UPDATE OF switched_on ON administration.first_reviews FOR EACH ROW WHEN ((old.switched_on AND (NOT new.switched_on))) EXECUTE FUNCTION registration.release_first_reviews();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON alterations.alterations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER spell_audience AFTER INSERT OR UPDATE OF levels, divisions, kinds, natures ON announcements.announcements FOR EACH ROW EXECUTE FUNCTION announcements.spell_audience();

CREATE TRIGGER blocks_are_not_emptied BEFORE TRUNCATE ON audit.blocks FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER blocks_stay BEFORE DELETE OR UPDATE ON audit.blocks FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER entries_are_not_emptied BEFORE TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER entries_stay BEFORE DELETE OR UPDATE ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER retirements_are_not_emptied BEFORE TRUNCATE ON audit.retirements FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER retirements_stay BEFORE DELETE OR UPDATE ON audit.retirements FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER check_places_of_changed AFTER UPDATE ON children.children REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION children.check_places();

CREATE TRIGGER check_places_of_new AFTER INSERT ON children.children REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION children.check_places();

CREATE TRIGGER count_changed_children AFTER UPDATE ON children.children REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION statistics.count_children();

CREATE TRIGGER count_new_children AFTER INSERT ON children.children REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION statistics.count_children();

CREATE TRIGGER guard_numbers BEFORE UPDATE OF number_kind, number_sealed, reviewed_by, reviewed_at ON children.children FOR EACH ROW WHEN (((old.number_kind IS DISTINCT FROM new.number_kind) OR (old.number_sealed IS DISTINCT FROM new.number_sealed) OR (old.reviewed_by IS DISTINCT FROM new.reviewed_by) OR (old.reviewed_at IS DISTINCT FROM new.reviewed_at))) EXECUTE FUNCTION registration.guard_numbers();

CREATE TRIGGER hold_child_of_a_key_change AFTER UPDATE OF state, institution_id ON children.children FOR EACH ROW WHEN (((old.institution_id <> new.institution_id) OR ((old.state = ANY (ARRAY['numbered'::text, 'suspended'::text])) AND (new.state <> ALL (ARRAY['numbered'::text, 'suspended'::text]))))) EXECUTE FUNCTION key_changes.hold_child();

CREATE TRIGGER keep_former_file BEFORE UPDATE OF changed_at, institution_id, class_id, name, sex, birth_on, identity_type, blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype, hukou_place, address, admitted_on, attendance, only_child, left_behind, migrant_worker, health, disabled, disability_type, orphan, guardian_name, guardian_identity_type, guardian_relation, number_kind, ended_on, end_kind ON children.children FOR EACH ROW WHEN (((old.state = ANY (ARRAY['numbered'::text, 'suspended'::text, 'left'::text, 'graduated'::text, 'in-primary'::text, 'cancelled'::text])) OR (old.changed_at IS DISTINCT FROM new.changed_at))) EXECUTE FUNCTION children.keep_former_file();

CREATE TRIGGER move_crossings AFTER UPDATE OF institution_id ON children.children FOR EACH ROW WHEN (((new.institution_id <> old.institution_id) AND (new.came_by = 'moved'::text))) EXECUTE FUNCTION province_border.move_with_the_child();

CREATE TRIGGER move_departures AFTER UPDATE OF institution_id ON children.children FOR EACH ROW WHEN (((new.institution_id <> old.institution_id) AND (new.came_by = 'moved'::text))) EXECUTE FUNCTION departures.move_with_the_child();

CREATE TRIGGER move_petitions AFTER UPDATE OF institution_id ON children.children FOR EACH ROW WHEN (((new.institution_id <> old.institution_id) AND (new.came_by = 'moved'::text))) EXECUTE FUNCTION petitions.move_with_the_child();

CREATE TRIGGER note_changed_for_comparison AFTER UPDATE OF name, sex, birth_on, identity_sealed, guardian_name, guardian_identity_sealed, guardian_phone_sealed, state ON children.children FOR EACH ROW WHEN (((old.name IS DISTINCT FROM new.name) OR (old.sex IS DISTINCT FROM new.sex) OR (old.birth_on IS DISTINCT FROM new.birth_on) OR (old.guardian_name IS DISTINCT FROM new.guardian_name) OR (SUBSTRING(old.identity_sealed FROM 2 FOR 16) IS DISTINCT FROM SUBSTRING(new.identity_sealed FROM 2 FOR 16)) OR (SUBSTRING(old.guardian_identity_sealed FROM 2 FOR 16) IS DISTINCT FROM SUBSTRING(new.guardian_identity_sealed FROM 2 FOR 16)) OR (SUBSTRING(old.guardian_phone_sealed FROM 2 FOR 16) IS DISTINCT FROM SUBSTRING(new.guardian_phone_sealed FROM 2 FOR 16)) OR ((old.state = ANY (ARRAY['deleted'::text, 'cancelled'::text, 'merged'::text])) IS DISTINCT FROM (new.state = ANY (ARRAY['deleted'::text, 'cancelled'::text, 'merged'::text]))))) EXECUTE FUNCTION duplicates.note_changed();

CREATE TRIGGER note_move AFTER UPDATE OF state, institution_id ON children.children FOR EACH ROW WHEN ((((old.institution_id <> new.institution_id) AND (old.number_kind IS NOT NULL)) OR ((old.state <> new.state) AND ((old.state = ANY (ARRAY['left'::text, 'suspended'::text, 'cancelled'::text])) OR (new.state = ANY (ARRAY['left'::text, 'cancelled'::text])) OR ((new.state = 'numbered'::text) AND (old.number_kind IS NULL) AND (new.came_by IS NULL) AND (new.admitted_on > (new.reviewed_at - '1 year'::interval)) AND flows.is_late(new.admitted_on, new.birth_on)))))) EXECUTE FUNCTION flows.note_move();

CREATE TRIGGER note_new_for_comparison AFTER INSERT ON children.children REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION duplicates.note_new();

CREATE TRIGGER record_entry AFTER INSERT ON children.children REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION children.record_entry();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON children.children REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER keep_classes_with_children AFTER DELETE ON classes.classes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION children.keep_named_places();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON classes.classes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON deadlines.tasks REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON declarations.declarations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON departures.leavings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON departures.suspensions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER keep_clocks_of_the_case BEFORE UPDATE ON duplicates.cases FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.later_institution_id IS DISTINCT FROM new.later_institution_id) OR (old.earlier_institution_id IS DISTINCT FROM new.earlier_institution_id))) EXECUTE FUNCTION duplicates.keep_clocks();

CREATE TRIGGER note_case_to_clock AFTER INSERT ON duplicates.cases FOR EACH STATEMENT EXECUTE FUNCTION duplicates.note_case();

CREATE TRIGGER stand_with_both_institutions AFTER INSERT ON duplicates.cases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION duplicates.stand_with_both_institutions();

CREATE TRIGGER hold_merger_of_a_key_change AFTER INSERT ON duplicates.mergers FOR EACH ROW EXECUTE FUNCTION key_changes.hold_merger();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON forms.answers REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON institutions.basic_versions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER children_follow_town AFTER UPDATE OF town_code ON institutions.institutions FOR EACH ROW WHEN ((old.town_code IS DISTINCT FROM new.town_code)) EXECUTE FUNCTION children.follow_town();

CREATE TRIGGER count_changed_institution AFTER UPDATE OF reported, reviewed, basic_state, standing ON institutions.institutions FOR EACH ROW EXECUTE FUNCTION statistics.count_institution();

CREATE TRIGGER count_new_institution AFTER INSERT ON institutions.institutions FOR EACH ROW EXECUTE FUNCTION statistics.count_institution();

CREATE TRIGGER keep_institutions_with_children AFTER DELETE ON institutions.institutions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION children.keep_named_places();

CREATE TRIGGER refuse_retired_code BEFORE INSERT OR UPDATE OF code ON institutions.institutions FOR EACH ROW EXECUTE FUNCTION alterations.refuse_retired_code();

CREATE TRIGGER refuse_unlicensed BEFORE INSERT ON institutions.institutions FOR EACH ROW EXECUTE FUNCTION admission.refuse_unlicensed();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON institutions.section_versions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON institutions.sections REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON key_changes.applications REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON papers.confirmations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON papers.destructions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON petitions.petitions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER note_crossing AFTER UPDATE OF state ON province_border.crossings FOR EACH ROW WHEN (((new.direction = 'in'::text) AND (new.state = 'accepted'::text) AND (old.state <> 'accepted'::text))) EXECUTE FUNCTION flows.note_crossing();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON province_border.crossings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON statistics.baselines REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON supervision.annual_reviews REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON supervision.findings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON supervision.inspections REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON supervision.rectifications REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON supervision.term_checks REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER begin_after_the_crossing BEFORE INSERT ON transfers.transfers FOR EACH ROW EXECUTE FUNCTION province_border.hold_transfers();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON yearly_round.moves REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER stand_with_the_institution AFTER INSERT ON yearly_round.rounds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION institutions.stand_with_the_institution();

CREATE TRIGGER rest_is_not_emptied BEFORE TRUNCATE ON audit.entries_rest FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- Row security and rights

-- accidents.accidents
alter table accidents.accidents enable row level security;
create policy county_sees on accidents.accidents for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_records on accidents.accidents for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = accidents.child_id) AND (c.institution_id = accidents.institution_id)))));
create policy institution_sees on accidents.accidents for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, happened_on, place, kind, degree, course, handling, due_on, request_id, recorded_by, recorded_at, petition_id) on accidents.accidents
  to xueqian_institution;
grant select on accidents.accidents
  to xueqian_county, xueqian_institution;

-- accounts.accounts
alter table accounts.accounts enable row level security;
create policy gate_changes_passwords on accounts.accounts for update to xueqian_gate
  using (true)
  with check (true);
create policy gate_reads on accounts.accounts for select to xueqian_gate
  using (true);
create policy gate_recovers on accounts.accounts for update to xueqian_gate
  using (true);
create policy keeper_keeps on accounts.accounts for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = accounts.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = accounts.office_id)));
create policy names_are_known on accounts.accounts for select to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province
  using (true);
create policy names_are_known_in_towns on accounts.accounts for select to xueqian_town
  using (true);
grant insert (login, person_name, role, level, office_name, scope, institution_id, division_code, password_hash, trial, created_at, office_id, person_id, password_must_change, one_time_until) on accounts.accounts
  to xueqian_keeper;
grant select on accounts.accounts
  to xueqian_gate;
grant select (id, login, person_name, role, level, office_name, scope, institution_id, division_code, trial, closed_at, created_at, office_id, person_id, password_must_change, last_signed_in_at, locked_at, locked_for, one_time_until, lent_until) on accounts.accounts
  to xueqian_keeper;
grant select (id, person_name, office_name) on accounts.accounts
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (password_hash, password_changed_at, password_must_change, last_signed_in_at, one_time_until) on accounts.accounts
  to xueqian_gate;
grant update (role, office_name, password_hash, closed_at, office_id, password_must_change, locked_at, locked_for, one_time_until, lent_until) on accounts.accounts
  to xueqian_keeper;

-- accounts.image_questions
alter table accounts.image_questions enable row level security;
create policy gate_keeps on accounts.image_questions for all to xueqian_gate
  using (true)
  with check (true);
grant delete on accounts.image_questions
  to xueqian_gate;
grant insert on accounts.image_questions
  to xueqian_gate;
grant select on accounts.image_questions
  to xueqian_gate;

-- accounts.offices
alter table accounts.offices enable row level security;
create policy county_sees on accounts.offices for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy gate_reads on accounts.offices for select to xueqian_gate
  using (true);
create policy institution_sees_itself on accounts.offices for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy keeper_changes on accounts.offices for update to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    WHEN 'institution'::text THEN (institution_id = (current_setting('app.scope'::text))::bigint)
    ELSE false
END);
create policy keeper_founds on accounts.offices for insert to xueqian_keeper
  with check (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    ELSE false
END);
create policy keeper_sees on accounts.offices for select to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    WHEN 'institution'::text THEN (institution_id = (current_setting('app.scope'::text))::bigint)
    ELSE false
END);
create policy ministry_sees on accounts.offices for select to xueqian_ministry
  using (true);
create policy prefecture_sees on accounts.offices for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on accounts.offices for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_keeper_sees on accounts.offices for select to xueqian_keeper
  using ((level = 'town'::text) AND (current_setting('app.level'::text) = 'town'::text) AND (scope = current_setting('app.scope'::text)));
create policy town_sees_itself on accounts.offices for select to xueqian_town
  using ((level = 'town'::text) AND (scope = current_setting('app.scope'::text)));
grant insert (name, kind, level, scope, division_code, county_code, prefecture_code, province_code, institution_id, department_id, duties, created_at) on accounts.offices
  to xueqian_keeper;
grant select on accounts.offices
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (name, institution_id, duties, closed_at) on accounts.offices
  to xueqian_keeper;

-- accounts.password_history
alter table accounts.password_history enable row level security;
create policy gate_keeps on accounts.password_history for all to xueqian_gate
  using (true)
  with check (true);
grant delete on accounts.password_history
  to xueqian_gate;
grant select on accounts.password_history
  to xueqian_gate;

-- accounts.pending_sign_ins
alter table accounts.pending_sign_ins enable row level security;
create policy gate_keeps on accounts.pending_sign_ins for all to xueqian_gate
  using (true)
  with check (true);
create policy keeper_takes_away on accounts.pending_sign_ins for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.accounts a
  WHERE (a.id = pending_sign_ins.account_id)))
  with check (false);
grant delete on accounts.pending_sign_ins
  to xueqian_gate, xueqian_keeper;
grant insert on accounts.pending_sign_ins
  to xueqian_gate;
grant select on accounts.pending_sign_ins
  to xueqian_gate;
grant select (account_id) on accounts.pending_sign_ins
  to xueqian_keeper;

-- accounts.people
alter table accounts.people enable row level security;
create policy keeper_sees on accounts.people for select to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.accounts a
  WHERE (a.person_id = people.id)));
grant select on accounts.people
  to xueqian_keeper;

-- accounts.recovery_codes
alter table accounts.recovery_codes enable row level security;
create policy gate_keeps on accounts.recovery_codes for all to xueqian_gate
  using (true)
  with check (true);
create policy keeper_takes_away on accounts.recovery_codes for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.accounts a
  WHERE (a.id = recovery_codes.account_id)))
  with check (false);
grant delete on accounts.recovery_codes
  to xueqian_gate, xueqian_keeper;
grant insert on accounts.recovery_codes
  to xueqian_gate;
grant select on accounts.recovery_codes
  to xueqian_gate;
grant select (account_id) on accounts.recovery_codes
  to xueqian_keeper;
grant update (used_at) on accounts.recovery_codes
  to xueqian_gate;

-- accounts.second_factors
alter table accounts.second_factors enable row level security;
create policy gate_keeps on accounts.second_factors for all to xueqian_gate
  using (true)
  with check (true);
create policy keeper_takes_away on accounts.second_factors for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.accounts a
  WHERE (a.id = second_factors.account_id)))
  with check (false);
grant delete on accounts.second_factors
  to xueqian_gate, xueqian_keeper;
grant insert on accounts.second_factors
  to xueqian_gate;
grant select on accounts.second_factors
  to xueqian_gate;
grant select (account_id) on accounts.second_factors
  to xueqian_keeper;
grant update (secret_sealed, confirmed_at, last_step, next_sealed, next_at) on accounts.second_factors
  to xueqian_gate;

-- accounts.sessions
alter table accounts.sessions enable row level security;
create policy gate_keeps on accounts.sessions for all to xueqian_gate
  using (true)
  with check (true);
create policy keeper_ends on accounts.sessions for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.accounts a
  WHERE (a.id = sessions.account_id)));
grant delete on accounts.sessions
  to xueqian_gate, xueqian_keeper;
grant insert on accounts.sessions
  to xueqian_gate;
grant select on accounts.sessions
  to xueqian_gate;
grant select (account_id) on accounts.sessions
  to xueqian_keeper;
grant update (last_seen_at) on accounts.sessions
  to xueqian_gate;

-- accounts.sign_ins
alter table accounts.sign_ins enable row level security;
create policy gate_keeps on accounts.sign_ins for all to xueqian_gate
  using (true)
  with check (true);
create policy keeper_unlocks on accounts.sign_ins for insert to xueqian_keeper
  with check ((outcome = 'unlocked'::text) AND (EXISTS ( SELECT
   FROM accounts.accounts a
  WHERE (a.login = sign_ins.login))));
grant delete on accounts.sign_ins
  to xueqian_gate;
grant insert on accounts.sign_ins
  to xueqian_gate;
grant insert (login, at, outcome) on accounts.sign_ins
  to xueqian_keeper;
grant select on accounts.sign_ins
  to xueqian_gate;

-- administration.commitments
alter table administration.commitments enable row level security;
create policy keeper_keeps on administration.commitments for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = commitments.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = commitments.office_id)));
grant insert (office_id, person_id, signed_name, edition, signed_by, signed_at) on administration.commitments
  to xueqian_keeper;
grant select on administration.commitments
  to xueqian_keeper;

-- administration.division_filings
alter table administration.division_filings enable row level security;
create policy keeper_keeps on administration.division_filings for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = division_filings.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = division_filings.office_id)));
grant insert (office_id, lines, state, sent_by, sent_at) on administration.division_filings
  to xueqian_keeper;
grant select on administration.division_filings
  to xueqian_keeper;
grant update (state, decided_by, decided_by_name, decided_at, reason) on administration.division_filings
  to xueqian_keeper;

-- administration.first_reviews
alter table administration.first_reviews enable row level security;
create policy all_know on administration.first_reviews for select to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  using (true);
create policy county_keeper_switches on administration.first_reviews for all to xueqian_keeper
  using ((current_setting('app.level'::text) = 'county'::text) AND (county_code = current_setting('app.scope'::text)));
grant insert (county_code, switched_on, changed_by, changed_at) on administration.first_reviews
  to xueqian_keeper;
grant select on administration.first_reviews
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (switched_on, changed_by, changed_at) on administration.first_reviews
  to xueqian_keeper;

-- administration.leader_filings
alter table administration.leader_filings enable row level security;
create policy keeper_keeps on administration.leader_filings for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = leader_filings.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = leader_filings.office_id)));
grant insert (office_id, members, changed_on, due_on, state, sent_by, sent_at) on administration.leader_filings
  to xueqian_keeper;
grant select on administration.leader_filings
  to xueqian_keeper;
grant update (state, decided_by, decided_at, reason) on administration.leader_filings
  to xueqian_keeper;

-- administration.leaders
alter table administration.leaders enable row level security;
create policy keeper_keeps on administration.leaders for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = leaders.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = leaders.office_id)));
grant insert (office_id, name, post, phone_sealed, since_on, recorded_by, recorded_at) on administration.leaders
  to xueqian_keeper;
grant select on administration.leaders
  to xueqian_keeper;
grant update (until_on) on administration.leaders
  to xueqian_keeper;

-- administration.lendings
alter table administration.lendings enable row level security;
create policy keeper_keeps on administration.lendings for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = lendings.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = lendings.office_id)));
grant insert (account_id, office_id, borrower, reason, until_at, asked_at, state) on administration.lendings
  to xueqian_keeper;
grant select on administration.lendings
  to xueqian_keeper;
grant update (state, decided_by, decided_at, refusal, ended_at) on administration.lendings
  to xueqian_keeper;

-- administration.recoveries
alter table administration.recoveries enable row level security;
create policy gate_takes on administration.recoveries for all to xueqian_gate
  using (true);
create policy keeper_keeps on administration.recoveries for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = recoveries.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = recoveries.office_id)));
grant insert (account_id, office_id, contact_sealed, reason, state, asked_at, address) on administration.recoveries
  to xueqian_gate;
grant select on administration.recoveries
  to xueqian_gate, xueqian_keeper;
grant update (state, checked, decided_by, decided_at, secret_digest, expires_at) on administration.recoveries
  to xueqian_keeper;
grant update (state, used_at) on administration.recoveries
  to xueqian_gate;

-- administration.trainings
alter table administration.trainings enable row level security;
create policy gate_asks on administration.trainings for select to xueqian_gate
  using (true);
create policy keeper_keeps on administration.trainings for all to xueqian_keeper
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = trainings.office_id)))
  with check (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE (o.id = trainings.office_id)));
grant insert (person_id, office_id, course, held_on, passed, recorded_by, recorded_at) on administration.trainings
  to xueqian_keeper;
grant select on administration.trainings
  to xueqian_keeper;
grant select (person_id, passed) on administration.trainings
  to xueqian_gate;

-- admission.applications
alter table admission.applications enable row level security;
create policy county_keeps on admission.applications for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy prefecture_sees on admission.applications for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
create policy province_sees on admission.applications for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
grant insert (county_code, prefecture_code, province_code, name, kind, nature, fields, principal_phone_sealed, unlicensed_id, state_since) on admission.applications
  to xueqian_county;
grant select on admission.applications
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant update (state, handled_by, revision, name, kind, nature, fields, principal_phone_sealed, submitted_by, state_since, due_on, due_not_known, code, admitted_as) on admission.applications
  to xueqian_county;

-- admission.scans
alter table admission.scans enable row level security;
create policy county_keeps on admission.scans for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy prefecture_sees on admission.scans for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on admission.scans for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant delete on admission.scans
  to xueqian_county;
grant insert (application_id, county_code, prefecture_code, province_code, kind, file_name, file_key, bytes, media_type, added_by, added_at) on admission.scans
  to xueqian_county;
grant select on admission.scans
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- admission.steps
alter table admission.steps enable row level security;
create policy county_keeps on admission.steps for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy prefecture_sees on admission.steps for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on admission.steps for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (application_id, county_code, prefecture_code, province_code, act, at, account_id, office_name, note) on admission.steps
  to xueqian_county;
grant select on admission.steps
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- admission.unlicensed
alter table admission.unlicensed enable row level security;
create policy county_keeps on admission.unlicensed for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy prefecture_sees on admission.unlicensed for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on admission.unlicensed for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (county_code, prefecture_code, province_code, name, town_code, address, person_in_charge, phone_sealed, children, found_on, note, changed_by, changed_at) on admission.unlicensed
  to xueqian_county;
grant select on admission.unlicensed
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant update (name, town_code, address, person_in_charge, phone_sealed, children, found_on, note, state, closed_reason, revision, changed_by, changed_at) on admission.unlicensed
  to xueqian_county;

-- alterations.alterations
alter table alterations.alterations enable row level security;
create policy county_decides on alterations.alterations for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check ((county_code = current_setting('app.scope'::text)) AND (state <> ALL (ARRAY['carried-out'::text, 'failed'::text])));
create policy county_draws_up on alterations.alterations for insert to xueqian_county
  with check ((county_code = current_setting('app.scope'::text)) AND (state = 'draft'::text) AND (drafter = 'county'::text));
create policy county_sees on alterations.alterations for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND ((drafter = 'county'::text) OR (state <> 'draft'::text)));
create policy institution_draws_up on alterations.alterations for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = 'draft'::text) AND (drafter = 'institution'::text));
create policy institution_goes_on on alterations.alterations for update to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (drafter = 'institution'::text))
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (drafter = 'institution'::text) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text, 'withdrawn'::text])));
create policy institution_sees on alterations.alterations for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_decides_between_its_counties on alterations.alterations for update to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text))
  with check ((prefecture_code = current_setting('app.scope'::text)) AND (above_level = 'prefecture'::text) AND (state = ANY (ARRAY['released'::text, 'approved'::text, 'returned'::text, 'refused'::text])));
create policy prefecture_sees on alterations.alterations for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
create policy province_decides_between_its_prefectures on alterations.alterations for update to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text))
  with check ((province_code = current_setting('app.scope'::text)) AND (above_level = 'province'::text) AND (state = ANY (ARRAY['released'::text, 'approved'::text, 'returned'::text, 'refused'::text])));
create policy province_sees on alterations.alterations for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
create policy receiving_institution_sees on alterations.alterations for select to xueqian_institution
  using ((target_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['approved'::text, 'carried-out'::text])));
grant insert (institution_id, county_code, prefecture_code, province_code, institution_name, institution_code, kind, state, drafter, effective_on, reason, plan, target_id, request_id, entered_by, entered_at, above_level) on alterations.alterations
  to xueqian_county, xueqian_institution;
grant select on alterations.alterations
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (kind, state, revision, effective_on, reason, plan, target_id, entered_by, entered_at, confirmed_by, confirmed_at, note, above_level) on alterations.alterations
  to xueqian_institution;
grant update (kind, state, revision, effective_on, reason, plan, target_id, entered_by, entered_at, confirmed_by, confirmed_at, reviewed_by, reviewed_at, review_office, note, new_code, above_level) on alterations.alterations
  to xueqian_county;
grant update (state, revision, note, above_by, above_at, above_office) on alterations.alterations
  to xueqian_prefecture, xueqian_province;

-- alterations.retired_codes
alter table alterations.retired_codes enable row level security;
create policy county_sees on alterations.retired_codes for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_sees on alterations.retired_codes for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on alterations.retired_codes for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on alterations.retired_codes for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant select on alterations.retired_codes
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- announcements.announcements
alter table announcements.announcements enable row level security;
create policy addressee_reads on announcements.announcements for select to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  using ((state <> 'draft'::text) AND (id IN ( SELECT announcements.addressed_to_me() AS addressed_to_me)));
create policy county_follows on announcements.announcements for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy department_changes on announcements.announcements for update to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  using ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)))
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)));
create policy department_drops_drafts on announcements.announcements for delete to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  using ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)) AND (state = 'draft'::text));
create policy department_writes on announcements.announcements for insert to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)));
create policy ministry_follows on announcements.announcements for select to xueqian_ministry
  using ((state <> 'draft'::text) OR (level = 'ministry'::text));
create policy prefecture_follows on announcements.announcements for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND ((state <> 'draft'::text) OR (level = 'prefecture'::text)));
create policy province_follows on announcements.announcements for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND ((state <> 'draft'::text) OR (level = 'province'::text)));
grant delete on announcements.announcements
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;
grant insert (title, body, must_read, levels, divisions, kinds, natures, valid_from, valid_to, office_id, level, scope, county_code, prefecture_code, province_code, written_by, written_at) on announcements.announcements
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;
grant select on announcements.announcements
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (state, title, body, must_read, levels, divisions, kinds, natures, valid_from, valid_to, written_by, written_at, published_by, published_at, withdrawn_by, withdrawn_at, withdraw_reason, reminded_at) on announcements.announcements
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;

-- announcements.attachments
alter table announcements.attachments enable row level security;
create policy added_to_a_draft on announcements.attachments for insert to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  with check (EXISTS ( SELECT
   FROM announcements.announcements a
  WHERE ((a.id = attachments.announcement_id) AND (a.state = 'draft'::text) AND (a.level = current_setting('app.level'::text)) AND (a.scope = current_setting('app.scope'::text)))));
create policy seen_with_the_announcement on announcements.attachments for select to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  using (EXISTS ( SELECT
   FROM announcements.announcements a
  WHERE (a.id = attachments.announcement_id)));
create policy taken_from_a_draft on announcements.attachments for delete to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM announcements.announcements a
  WHERE ((a.id = attachments.announcement_id) AND (a.state = 'draft'::text) AND (a.level = current_setting('app.level'::text)) AND (a.scope = current_setting('app.scope'::text)))));
grant delete on announcements.attachments
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;
grant insert (announcement_id, file_name, file_key, bytes, media_type, added_by, added_at) on announcements.attachments
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;
grant select on announcements.attachments
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- announcements.audiences
alter table announcements.audiences enable row level security;

-- announcements.receipts
alter table announcements.receipts enable row level security;
create policy follower_sees on announcements.receipts for select to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  using (announcement_id IN ( SELECT announcements.followed_by_me() AS followed_by_me));
create policy office_sees_its_own on announcements.receipts for select to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  using ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)));
create policy reader_confirms on announcements.receipts for update to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  using ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)))
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)));
create policy reader_signs on announcements.receipts for insert to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)) AND (announcement_id IN ( SELECT announcements.addressed_to_me() AS addressed_to_me)));
grant insert (announcement_id, account_id, office_id, level, scope, read_at, confirmed_at) on announcements.receipts
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant select on announcements.receipts
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (confirmed_at) on announcements.receipts
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- attachments.papers
alter table attachments.papers enable row level security;
create policy added_by_the_inspector on attachments.papers for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check ((record_kind = 'inspection'::text) AND (EXISTS ( SELECT
   FROM supervision.inspections r
  WHERE ((r.id = papers.record_id) AND (r.institution_id = papers.institution_id) AND (r.level = current_setting('app.level'::text)) AND (r.state = ANY (ARRAY['planned'::text, 'draft'::text]))))));
create policy added_to_a_confirmation on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'confirmation'::text) AND (EXISTS ( SELECT
   FROM papers.confirmations k
  WHERE ((k.id = papers.record_id) AND (k.institution_id = papers.institution_id)))));
create policy added_to_a_problem_of_verification on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'verification'::text) AND (EXISTS ( SELECT
   FROM (verification.results r
     JOIN children.children c ON ((c.id = r.child_id)))
  WHERE ((r.child_id = papers.record_id) AND (r.result <> 'agrees'::text) AND (c.institution_id = papers.institution_id)))));
create policy added_to_an_open_alteration on attachments.papers for insert to xueqian_county, xueqian_institution
  with check ((record_kind = 'alteration'::text) AND (EXISTS ( SELECT
   FROM alterations.alterations a
  WHERE ((a.id = papers.record_id) AND (a.institution_id = papers.institution_id) AND (a.state = ANY (ARRAY['draft'::text, 'returned'::text])) AND (a.drafter = current_setting('app.level'::text))))));
create policy added_to_an_open_answer on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'form-answer'::text) AND (EXISTS ( SELECT
   FROM forms.answers a
  WHERE ((a.id = papers.record_id) AND (a.institution_id = papers.institution_id) AND (a.state = ANY (ARRAY['draft'::text, 'returned'::text]))))));
create policy added_to_an_open_case on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'duplicate-case'::text) AND (institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = papers.record_id) AND (k.state = 'open'::text) AND ((papers.institution_id = k.later_institution_id) OR (papers.institution_id = k.earlier_institution_id))))));
create policy added_to_an_open_crossing on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'crossing'::text) AND (EXISTS ( SELECT
   FROM province_border.crossings p
  WHERE ((p.id = papers.record_id) AND (p.institution_id = papers.institution_id) AND (p.state = ANY (ARRAY['draft'::text, 'returned'::text]))))));
create policy added_to_an_open_declaration on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'declaration'::text) AND (EXISTS ( SELECT
   FROM declarations.declarations d
  WHERE ((d.id = papers.record_id) AND (d.institution_id = papers.institution_id) AND (d.state = ANY (ARRAY['draft'::text, 'returned'::text]))))));
create policy added_to_an_open_key_change on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'key-change'::text) AND (institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM key_changes.applications a
  WHERE ((a.id = papers.record_id) AND (a.institution_id = papers.institution_id) AND (a.state = ANY (ARRAY['draft'::text, 'returned'::text]))))));
create policy added_to_an_open_petition on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'petition'::text) AND (EXISTS ( SELECT
   FROM petitions.petitions p
  WHERE ((p.id = papers.record_id) AND (p.institution_id = papers.institution_id) AND (p.state = ANY (ARRAY['draft'::text, 'returned'::text]))))));
create policy added_to_an_open_record on attachments.papers for insert to xueqian_county, xueqian_institution
  with check ((record_kind = 'rectification'::text) AND (EXISTS ( SELECT
   FROM supervision.rectifications r
  WHERE ((r.id = papers.record_id) AND (r.institution_id = papers.institution_id) AND (r.state <> 'accepted'::text)))));
create policy added_to_an_open_transfer on attachments.papers for insert to xueqian_institution
  with check ((record_kind = 'transfer'::text) AND (institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM transfers.transfers t
  WHERE ((t.id = papers.record_id) AND (t.state = ANY (ARRAY['asked'::text, 'released'::text, 'accepted'::text])) AND ((papers.institution_id = t.from_institution_id) OR (papers.institution_id = t.to_institution_id))))));
create policy county_that_decides_sees_papers_of_a_cancelled_file on attachments.papers for select to xueqian_county
  using ((record_kind = 'transfer'::text) AND (EXISTS ( SELECT
   FROM transfers.transfers t
  WHERE ((t.id = papers.record_id) AND (t.file_state = 'cancelled'::text) AND (t.to_county = current_setting('app.scope'::text)) AND (papers.institution_id = t.to_institution_id)))));
create policy own_papers_of_the_case on attachments.papers for select to xueqian_institution
  using ((record_kind = 'duplicate-case'::text) AND (institution_id = (current_setting('app.scope'::text))::bigint));
create policy papers_of_a_key_change on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'key-change'::text) AND (EXISTS ( SELECT
   FROM key_changes.applications a
  WHERE (a.id = papers.record_id))));
create policy papers_of_the_case_decided_here on attachments.papers for select to xueqian_county
  using ((record_kind = 'duplicate-case'::text) AND (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = papers.record_id) AND ((k.later_county = k.earlier_county) OR (EXISTS ( SELECT
           FROM institutions.institutions i
          WHERE (i.id = papers.institution_id))))))));
create policy papers_of_the_case_decided_here_above on attachments.papers for select to xueqian_prefecture
  using ((record_kind = 'duplicate-case'::text) AND (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = papers.record_id) AND ((k.later_prefecture = k.earlier_prefecture) OR (EXISTS ( SELECT
           FROM institutions.institutions i
          WHERE (i.id = papers.institution_id))))))));
create policy papers_of_the_case_in_the_province on attachments.papers for select to xueqian_province
  using ((record_kind = 'duplicate-case'::text) AND (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE (k.id = papers.record_id))));
create policy seen_with_the_alteration on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'alteration'::text) AND (EXISTS ( SELECT
   FROM alterations.alterations a
  WHERE (a.id = papers.record_id))));
create policy seen_with_the_answer on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'form-answer'::text) AND (EXISTS ( SELECT
   FROM forms.answers a
  WHERE (a.id = papers.record_id))));
create policy seen_with_the_confirmation on attachments.papers for select to xueqian_county, xueqian_institution
  using ((record_kind = 'confirmation'::text) AND (EXISTS ( SELECT
   FROM papers.confirmations k
  WHERE (k.id = papers.record_id))));
create policy seen_with_the_crossing on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'crossing'::text) AND (EXISTS ( SELECT
   FROM province_border.crossings p
  WHERE (p.id = papers.record_id))));
create policy seen_with_the_declaration on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'declaration'::text) AND (EXISTS ( SELECT
   FROM declarations.declarations d
  WHERE (d.id = papers.record_id))));
create policy seen_with_the_inspection on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'inspection'::text) AND (EXISTS ( SELECT
   FROM supervision.inspections r
  WHERE (r.id = papers.record_id))));
create policy seen_with_the_petition on attachments.papers for select to xueqian_county, xueqian_institution
  using ((record_kind = 'petition'::text) AND (EXISTS ( SELECT
   FROM petitions.petitions p
  WHERE (p.id = papers.record_id))));
create policy seen_with_the_record on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'rectification'::text) AND (EXISTS ( SELECT
   FROM supervision.rectifications r
  WHERE (r.id = papers.record_id))));
create policy seen_with_the_transfer on attachments.papers for select to xueqian_institution
  using ((record_kind = 'transfer'::text) AND (EXISTS ( SELECT
   FROM transfers.transfers t
  WHERE ((t.id = papers.record_id) AND ((papers.institution_id = (current_setting('app.scope'::text))::bigint) OR (t.from_institution_id = (current_setting('app.scope'::text))::bigint) OR (t.state = ANY (ARRAY['released'::text, 'accepted'::text, 'completed'::text])))))));
create policy seen_with_the_transfer_of_the_county on attachments.papers for select to xueqian_county
  using ((record_kind = 'transfer'::text) AND (EXISTS ( SELECT
   FROM transfers.transfers t
  WHERE ((t.id = papers.record_id) AND ((t.from_county = current_setting('app.scope'::text)) OR (papers.institution_id = t.to_institution_id) OR (t.state = ANY (ARRAY['released'::text, 'accepted'::text, 'completed'::text])))))));
create policy seen_with_the_transfer_of_the_prefecture on attachments.papers for select to xueqian_prefecture
  using ((record_kind = 'transfer'::text) AND (EXISTS ( SELECT
   FROM transfers.transfers t
  WHERE ((t.id = papers.record_id) AND ((t.from_prefecture = current_setting('app.scope'::text)) OR (papers.institution_id = t.to_institution_id) OR (t.state = ANY (ARRAY['released'::text, 'accepted'::text, 'completed'::text])))))));
create policy seen_with_the_transfer_of_the_province on attachments.papers for select to xueqian_province
  using ((record_kind = 'transfer'::text) AND (EXISTS ( SELECT
   FROM transfers.transfers t
  WHERE (t.id = papers.record_id))));
create policy seen_with_the_verified_child on attachments.papers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using ((record_kind = 'verification'::text) AND (EXISTS ( SELECT
   FROM verification.results r
  WHERE (r.child_id = papers.record_id))));
grant insert (id, record_kind, record_id, institution_id, file_name, file_key, media_type, bytes, added_by, added_at) on attachments.papers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant select on attachments.papers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- audit.blocks
alter table audit.blocks enable row level security;
create policy keeper_checks on audit.blocks for select to xueqian_keeper
  using (current_setting('app.level'::text) = ANY (ARRAY['ministry'::text, 'province'::text, 'prefecture'::text, 'county'::text]));
grant select on audit.blocks
  to xueqian_keeper;

-- audit.entries
alter table audit.entries enable row level security;
create policy everyone_appends on audit.entries for insert to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  with check (true);
create policy keeper_reads on audit.entries for select to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    ELSE false
END);
grant insert (at, entry, route, result, refusal, account_id, login, person_name, role, level, scope, office_id, office_name, county_code, prefecture_code, province_code, subject, facts, address, request_id) on audit.entries
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant select on audit.entries
  to xueqian_keeper;

-- audit.retirements
alter table audit.retirements enable row level security;
create policy keeper_checks on audit.retirements for select to xueqian_keeper
  using (current_setting('app.level'::text) = ANY (ARRAY['ministry'::text, 'province'::text, 'prefecture'::text, 'county'::text]));
grant select on audit.retirements
  to xueqian_keeper;

-- children.actions
alter table children.actions enable row level security;
create policy seen_with_the_child on children.actions for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = actions.child_id)));
create policy town_sees_with_the_child on children.actions for select to xueqian_town
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = actions.child_id)));
create policy town_writes_with_the_child on children.actions for insert to xueqian_town
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = actions.child_id)));
create policy written_with_the_child on children.actions for insert to xueqian_county, xueqian_institution
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = actions.child_id)));
grant insert (child_id, at, action, account_id, reason, facts) on children.actions
  to xueqian_county, xueqian_institution, xueqian_town;
grant select on children.actions
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;

-- children.children
alter table children.children enable row level security;
create policy county_reviews on children.children for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy county_sees on children.children for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_takes_over on children.children for insert to xueqian_county
  with check (county_code = current_setting('app.scope'::text));
create policy institution_edits on children.children for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_enters on children.children for insert to xueqian_institution
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_sees on children.children for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on children.children for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on children.children for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_reviews_first on children.children for update to xueqian_town
  using (town_code = current_setting('app.scope'::text))
  with check (town_code = current_setting('app.scope'::text));
create policy town_sees on children.children for select to xueqian_town
  using (town_code = current_setting('app.scope'::text));
grant insert (institution_id, class_id, county_code, prefecture_code, province_code, state, name, sex, birth_on, identity_type, identity_sealed, claim_digest, holds_claim, blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype, hukou_place, address, admitted_on, attendance, only_child, left_behind, migrant_worker, health, disabled, disability_type, orphan, guardian_name, guardian_identity_type, guardian_identity_sealed, guardian_relation, guardian_phone_sealed, entered_by, entered_at, town_code, likeness_keys) on children.children
  to xueqian_county, xueqian_institution;
grant select on children.children
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (class_id, state, version, name, sex, birth_on, identity_type, identity_sealed, claim_digest, holds_claim, blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype, hukou_place, address, admitted_on, attendance, only_child, left_behind, migrant_worker, health, disabled, disability_type, orphan, guardian_name, guardian_identity_type, guardian_identity_sealed, guardian_relation, guardian_phone_sealed, number_kind, number_sealed, entered_by, entered_at, confirmed_by, confirmed_at, reviewed_by, reviewed_at, return_reason, first_review_due_on, changed_at, came_by, ended_on, end_kind, likeness_keys, claim_apart_from) on children.children
  to xueqian_institution;
grant update (state, version, confirmed_by, confirmed_at, return_reason, first_review_due_on, first_reviewed_by, first_reviewed_at) on children.children
  to xueqian_town;
grant update (state, version, holds_claim, number_kind, number_sealed, confirmed_by, confirmed_at, reviewed_by, reviewed_at, return_reason, first_review_due_on, first_reviewed_by, first_reviewed_at, changed_at, came_by, ended_on, end_kind, likeness_keys) on children.children
  to xueqian_county;

-- children.drafts
alter table children.drafts enable row level security;
create policy institution_owns on children.drafts for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
grant delete on children.drafts
  to xueqian_institution;
grant insert (draft_id, institution_id, account_id, values_sealed, saved_at) on children.drafts
  to xueqian_institution;
grant select on children.drafts
  to xueqian_institution;
grant update (values_sealed, saved_at) on children.drafts
  to xueqian_institution;

-- children.former_files
alter table children.former_files enable row level security;
create policy county_sees on children.former_files for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = former_files.child_id))));
create policy institution_sees on children.former_files for select to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = former_files.child_id))));
create policy prefecture_sees on children.former_files for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = former_files.child_id))));
create policy province_sees on children.former_files for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_sees on children.former_files for select to xueqian_town
  using ((EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = former_files.institution_id))) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = former_files.child_id))));
grant select on children.former_files
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;

-- children.past_enrolments
alter table children.past_enrolments enable row level security;
create policy county_sees on children.past_enrolments for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = past_enrolments.child_id))));
create policy institution_sees on children.past_enrolments for select to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = past_enrolments.child_id))));
create policy prefecture_sees on children.past_enrolments for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = past_enrolments.child_id))));
create policy province_sees on children.past_enrolments for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_sees on children.past_enrolments for select to xueqian_town
  using ((EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = past_enrolments.institution_id))) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = past_enrolments.child_id))));
grant select on children.past_enrolments
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;

-- children.requests
alter table children.requests enable row level security;
create policy institution_owns on children.requests for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
grant insert (request_id, institution_id, account_id, child_id, at) on children.requests
  to xueqian_institution;
grant select on children.requests
  to xueqian_institution;

-- classes.classes
alter table classes.classes enable row level security;
create policy county_sees on classes.classes for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_takes_over on classes.classes for insert to xueqian_county
  with check (county_code = current_setting('app.scope'::text));
create policy institution_owns on classes.classes for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on classes.classes for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on classes.classes for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_sees on classes.classes for select to xueqian_town
  using (institution_id IN ( SELECT i.id
   FROM institutions.institutions i
  WHERE (i.town_code = current_setting('app.scope'::text))));
grant delete on classes.classes
  to xueqian_institution;
grant insert (institution_id, county_code, prefecture_code, province_code, code, name, type, school_year, capacity, teacher_name, created_by, created_at) on classes.classes
  to xueqian_county, xueqian_institution;
grant select on classes.classes
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (name, capacity, teacher_name) on classes.classes
  to xueqian_institution;

-- deadlines.tasks
alter table deadlines.tasks enable row level security;
create policy county_keeps on deadlines.tasks for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy institution_keeps on deadlines.tasks for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy ministry_sees on deadlines.tasks for select to xueqian_ministry
  using (true);
create policy prefecture_asks on deadlines.tasks for insert to xueqian_prefecture
  with check ((kind = 'form'::text) AND (prefecture_code = current_setting('app.scope'::text)));
create policy prefecture_awaits on deadlines.tasks for insert to xueqian_prefecture
  with check ((kind = 'inspection-knowledge'::text) AND (prefecture_code = current_setting('app.scope'::text)));
create policy prefecture_awaits_no_more on deadlines.tasks for update to xueqian_prefecture
  using ((kind = 'inspection-knowledge'::text) AND (prefecture_code = current_setting('app.scope'::text)))
  with check ((kind = 'inspection-knowledge'::text) AND (prefecture_code = current_setting('app.scope'::text)));
create policy prefecture_ends on deadlines.tasks for update to xueqian_prefecture
  using ((kind = 'form'::text) AND (prefecture_code = current_setting('app.scope'::text)))
  with check ((kind = 'form'::text) AND (prefecture_code = current_setting('app.scope'::text)));
create policy prefecture_sees on deadlines.tasks for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_asks on deadlines.tasks for insert to xueqian_province
  with check ((kind = 'form'::text) AND (province_code = current_setting('app.scope'::text)));
create policy province_awaits on deadlines.tasks for insert to xueqian_province
  with check ((kind = 'inspection-knowledge'::text) AND (province_code = current_setting('app.scope'::text)));
create policy province_awaits_no_more on deadlines.tasks for update to xueqian_province
  using ((kind = 'inspection-knowledge'::text) AND (province_code = current_setting('app.scope'::text)))
  with check ((kind = 'inspection-knowledge'::text) AND (province_code = current_setting('app.scope'::text)));
create policy province_ends on deadlines.tasks for update to xueqian_province
  using ((kind = 'form'::text) AND (province_code = current_setting('app.scope'::text)))
  with check ((kind = 'form'::text) AND (province_code = current_setting('app.scope'::text)));
create policy province_sees on deadlines.tasks for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on) on deadlines.tasks
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant select on deadlines.tasks
  to xueqian_county, xueqian_institution, xueqian_ministry, xueqian_prefecture, xueqian_province;
grant update (due_on, paused_on, days_left, reminded_on, escalated_to, escalated_on, closed_on) on deadlines.tasks
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- declarations.declarations
alter table declarations.declarations enable row level security;
create policy county_decides on declarations.declarations for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (state = 'confirmed'::text))
  with check ((county_code = current_setting('app.scope'::text)) AND (state = ANY (ARRAY['returned'::text, 'accepted'::text, 'acknowledged'::text, 'refused'::text])));
create policy county_sees on declarations.declarations for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (declared_at IS NOT NULL) AND (state <> ALL (ARRAY['draft'::text, 'submitted'::text])));
create policy institution_draws_up on declarations.declarations for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = 'draft'::text));
create policy institution_goes_on on declarations.declarations for update to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text])))
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text, 'withdrawn'::text])));
create policy institution_sees on declarations.declarations for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on declarations.declarations for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (declared_at IS NOT NULL) AND (state <> ALL (ARRAY['draft'::text, 'submitted'::text])));
create policy province_sees on declarations.declarations for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (declared_at IS NOT NULL) AND (state <> ALL (ARRAY['draft'::text, 'submitted'::text])));
grant insert (institution_id, county_code, prefecture_code, province_code, institution_name, institution_code, national_code, kind_id, kind_title, handling, title, description, changed_on, request_id, drawn_up_by, drawn_up_at) on declarations.declarations
  to xueqian_institution;
grant select on declarations.declarations
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (national_code, kind_id, kind_title, handling, state, revision, title, description, changed_on, drawn_up_by, drawn_up_at, confirmed_by, confirmed_at, declared_at, note) on declarations.declarations
  to xueqian_institution;
grant update (state, revision, decided_by, decided_at, decision_office, note) on declarations.declarations
  to xueqian_county;

-- declarations.kinds
alter table declarations.kinds enable row level security;
create policy county_changes on declarations.kinds for update to xueqian_county
  using ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)));
create policy county_follows on declarations.kinds for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_lays_down on declarations.kinds for insert to xueqian_county
  with check ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)) AND (county_code = scope));
create policy department_is_told on declarations.kinds for select to xueqian_county, xueqian_prefecture
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE ((o.level = current_setting('app.level'::text)) AND (o.scope = current_setting('app.scope'::text)) AND (o.department_id IS NULL) AND (kinds.divisions && ARRAY[o.province_code, o.prefecture_code, o.scope]))));
create policy institution_declares on declarations.kinds for select to xueqian_institution
  using (EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE ((i.id = (current_setting('app.scope'::text))::bigint) AND (kinds.divisions && ARRAY[i.province_code, i.prefecture_code, i.county_code, i.town_code]) AND ((kinds.institution_kinds IS NULL) OR (i.kind = ANY (kinds.institution_kinds))))));
create policy prefecture_changes on declarations.kinds for update to xueqian_prefecture
  using ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)));
create policy prefecture_follows on declarations.kinds for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy prefecture_lays_down on declarations.kinds for insert to xueqian_prefecture
  with check ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)) AND (prefecture_code = scope));
create policy province_changes on declarations.kinds for update to xueqian_province
  using ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)));
create policy province_follows on declarations.kinds for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy province_lays_down on declarations.kinds for insert to xueqian_province
  with check ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)) AND (province_code = scope));
grant insert (title, what, handling, needs_papers, divisions, institution_kinds, office_name, level, scope, county_code, prefecture_code, province_code, request_id, changed_by, changed_at) on declarations.kinds
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on declarations.kinds
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (title, what, handling, needs_papers, divisions, institution_kinds, revision, changed_by, changed_at, ended_at) on declarations.kinds
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- declarations.steps
alter table declarations.steps enable row level security;
create policy seen_with_the_declaration on declarations.steps for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM declarations.declarations d
  WHERE (d.id = steps.declaration_id)));
create policy taken_with_the_declaration on declarations.steps for insert to xueqian_county, xueqian_institution
  with check (EXISTS ( SELECT
   FROM declarations.declarations d
  WHERE (d.id = steps.declaration_id)));
grant insert (declaration_id, act, at, done_by, person_name, office_name, reason) on declarations.steps
  to xueqian_county, xueqian_institution;
grant select on declarations.steps
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- declarations.tightenings
alter table declarations.tightenings enable row level security;
create policy county_changes on declarations.tightenings for update to xueqian_county
  using ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)));
create policy county_follows on declarations.tightenings for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_lays_down on declarations.tightenings for insert to xueqian_county
  with check ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)) AND (county_code = scope));
create policy department_is_told on declarations.tightenings for select to xueqian_county, xueqian_prefecture
  using (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE ((o.level = current_setting('app.level'::text)) AND (o.scope = current_setting('app.scope'::text)) AND (o.department_id IS NULL) AND ((tightenings.scope = o.province_code) OR (tightenings.scope = o.prefecture_code)))));
create policy prefecture_changes on declarations.tightenings for update to xueqian_prefecture
  using ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)));
create policy prefecture_follows on declarations.tightenings for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy prefecture_lays_down on declarations.tightenings for insert to xueqian_prefecture
  with check ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)) AND (prefecture_code = scope));
create policy province_changes on declarations.tightenings for update to xueqian_province
  using ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)));
create policy province_follows on declarations.tightenings for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy province_lays_down on declarations.tightenings for insert to xueqian_province
  with check ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)) AND (province_code = scope));
grant insert (national_code, kind_id, is_reviewed, needs_papers, office_name, level, scope, county_code, prefecture_code, province_code, laid_down_by, laid_down_at) on declarations.tightenings
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on declarations.tightenings
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant update (is_reviewed, needs_papers, laid_down_by, laid_down_at) on declarations.tightenings
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- departures.leavings
alter table departures.leavings enable row level security;
create policy county_sees on departures.leavings for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_takes_back on departures.leavings for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy institution_records on departures.leavings for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = leavings.child_id) AND (c.institution_id = leavings.institution_id)))));
create policy institution_sees on departures.leavings for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_takes_back on departures.leavings for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on departures.leavings for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on departures.leavings for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, left_on, way, destination, reason, due_on, former_state, former_class_id, recorded_by, recorded_at) on departures.leavings
  to xueqian_institution;
grant select on departures.leavings
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (undone_by, undone_at, undo_reason) on departures.leavings
  to xueqian_county, xueqian_institution;

-- departures.suspensions
alter table departures.suspensions enable row level security;
create policy county_sees on departures.suspensions for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_ends on departures.suspensions for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_records on departures.suspensions for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = suspensions.child_id) AND (c.institution_id = suspensions.institution_id)))));
create policy institution_sees on departures.suspensions for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on departures.suspensions for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on departures.suspensions for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, from_on, until_on, reason, recorded_by, recorded_at) on departures.suspensions
  to xueqian_institution;
grant select on departures.suspensions
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (ended_on, ended_by, ended_at) on departures.suspensions
  to xueqian_institution;

-- duplicates.answers
alter table duplicates.answers enable row level security;
create policy own_side on duplicates.answers for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = answers.case_id) AND (k.state = 'open'::text) AND (answers.institution_id =
        CASE answers.side
            WHEN 'later'::text THEN k.later_institution_id
            ELSE k.earlier_institution_id
        END)))));
create policy own_side_again on duplicates.answers for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy own_side_or_decided_here on duplicates.answers for select to xueqian_county
  using ((EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = answers.institution_id))) OR (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = answers.case_id) AND (k.later_county = k.earlier_county)))));
create policy own_side_or_decided_here_above on duplicates.answers for select to xueqian_prefecture
  using ((EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = answers.institution_id))) OR (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = answers.case_id) AND (k.later_prefecture = k.earlier_prefecture)))));
create policy own_word on duplicates.answers for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy province_sees on duplicates.answers for select to xueqian_province
  using (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE (k.id = answers.case_id)));
grant insert (case_id, side, institution_id, statement, answered_by, answered_at) on duplicates.answers
  to xueqian_institution;
grant select on duplicates.answers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (statement, answered_by, answered_at) on duplicates.answers
  to xueqian_institution;

-- duplicates.cases
alter table duplicates.cases enable row level security;
create policy county_lets_through on duplicates.cases for update to xueqian_county
  using ((later_county = current_setting('app.scope'::text)) AND (kind = 'possible'::text) AND (state = 'open'::text))
  with check (later_county = current_setting('app.scope'::text));
create policy county_named on duplicates.cases for select to xueqian_county
  using ((later_county = current_setting('app.scope'::text)) OR (earlier_county = current_setting('app.scope'::text)));
create policy institution_named on duplicates.cases for select to xueqian_institution
  using ((later_institution_id = (current_setting('app.scope'::text))::bigint) OR (earlier_institution_id = (current_setting('app.scope'::text))::bigint));
create policy prefecture_named on duplicates.cases for select to xueqian_prefecture
  using ((later_prefecture = current_setting('app.scope'::text)) OR (earlier_prefecture = current_setting('app.scope'::text)));
create policy province_named on duplicates.cases for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_named on duplicates.cases for select to xueqian_town
  using ((later_institution_id IN ( SELECT i.id
   FROM institutions.institutions i
  WHERE (i.town_code = current_setting('app.scope'::text)))) OR (earlier_institution_id IN ( SELECT i.id
   FROM institutions.institutions i
  WHERE (i.town_code = current_setting('app.scope'::text)))));
grant select on duplicates.cases
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (let_through_by, let_through_at, let_through_reason) on duplicates.cases
  to xueqian_county;

-- duplicates.mergers
alter table duplicates.mergers enable row level security;
create policy county_of_the_file on duplicates.mergers for select to xueqian_county
  using (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = mergers.case_id) AND (k.later_county = current_setting('app.scope'::text)))));
create policy institution_of_the_file on duplicates.mergers for select to xueqian_institution
  using (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = mergers.case_id) AND (k.later_institution_id = (current_setting('app.scope'::text))::bigint))));
create policy prefecture_of_the_file on duplicates.mergers for select to xueqian_prefecture
  using (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = mergers.case_id) AND (k.later_prefecture = current_setting('app.scope'::text)))));
create policy province_of_the_file on duplicates.mergers for select to xueqian_province
  using (EXISTS ( SELECT
   FROM duplicates.cases k
  WHERE ((k.id = mergers.case_id) AND (k.province_code = current_setting('app.scope'::text)))));
grant select on duplicates.mergers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- duplicates.rechecks
alter table duplicates.rechecks enable row level security;
create policy province_asks on duplicates.rechecks for all to xueqian_province
  using (province_code = current_setting('app.scope'::text))
  with check (province_code = current_setting('app.scope'::text));
grant insert (province_code, asked_by, asked_at, total) on duplicates.rechecks
  to xueqian_province;
grant select on duplicates.rechecks
  to xueqian_province;

-- duplicates.to_compare
alter table duplicates.to_compare enable row level security;

-- duplicates.told_apart
alter table duplicates.told_apart enable row level security;

-- flows.moves
alter table flows.moves enable row level security;
create policy county_named on flows.moves for select to xueqian_county
  using ((from_county = current_setting('app.scope'::text)) OR (to_county = current_setting('app.scope'::text)));
create policy institution_named on flows.moves for select to xueqian_institution
  using ((from_institution_id = (current_setting('app.scope'::text))::bigint) OR (to_institution_id = (current_setting('app.scope'::text))::bigint));
create policy prefecture_named on flows.moves for select to xueqian_prefecture
  using ((from_prefecture = current_setting('app.scope'::text)) OR (to_prefecture = current_setting('app.scope'::text)));
create policy province_named on flows.moves for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant select on flows.moves
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- forms.answers
alter table forms.answers enable row level security;
create policy county_decides on forms.answers for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (EXISTS ( SELECT
   FROM forms.forms f
  WHERE ((f.id = answers.form_id) AND (f.level = 'county'::text) AND (f.scope = current_setting('app.scope'::text))))))
  with check (county_code = current_setting('app.scope'::text));
create policy county_sees on forms.answers for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
create policy institution_answers on forms.answers for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM forms.rounds r
  WHERE ((r.id = answers.round_id) AND (r.form_id = answers.form_id)))));
create policy prefecture_decides on forms.answers for update to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (EXISTS ( SELECT
   FROM forms.forms f
  WHERE ((f.id = answers.form_id) AND (f.level = 'prefecture'::text) AND (f.scope = current_setting('app.scope'::text))))))
  with check (prefecture_code = current_setting('app.scope'::text));
create policy prefecture_sees on forms.answers for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
create policy province_decides on forms.answers for update to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (EXISTS ( SELECT
   FROM forms.forms f
  WHERE ((f.id = answers.form_id) AND (f.level = 'province'::text) AND (f.scope = current_setting('app.scope'::text))))))
  with check (province_code = current_setting('app.scope'::text));
create policy province_sees on forms.answers for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (state <> 'draft'::text));
grant insert (round_id, form_id, version, institution_id, county_code, prefecture_code, province_code, given, saved_by, saved_at) on forms.answers
  to xueqian_institution;
grant select on forms.answers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, revision, decided_by, decided_at, reason) on forms.answers
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant update (version, state, revision, given, saved_by, saved_at, first_submitted_on, submitted_by, submitted_at) on forms.answers
  to xueqian_institution;

-- forms.forms
alter table forms.forms enable row level security;
create policy county_keeps on forms.forms for all to xueqian_county
  using ((level = 'county'::text) AND (county_code = current_setting('app.scope'::text)))
  with check ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)) AND (county_code = scope));
create policy department_is_asked on forms.forms for select to xueqian_county, xueqian_prefecture
  using ((state <> 'draft'::text) AND (EXISTS ( SELECT
   FROM accounts.offices o
  WHERE ((o.level = current_setting('app.level'::text)) AND (o.scope = current_setting('app.scope'::text)) AND (o.department_id IS NULL) AND (forms.divisions && ARRAY[o.province_code, o.prefecture_code, o.scope])))));
create policy institution_is_asked on forms.forms for select to xueqian_institution
  using ((state <> 'draft'::text) AND (EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE ((i.id = (current_setting('app.scope'::text))::bigint) AND (forms.divisions && ARRAY[i.province_code, i.prefecture_code, i.county_code, i.town_code]) AND ((forms.kinds IS NULL) OR (i.kind = ANY (forms.kinds)))))));
create policy prefecture_follows on forms.forms for select to xueqian_prefecture
  using ((state <> 'draft'::text) AND (prefecture_code = current_setting('app.scope'::text)));
create policy prefecture_keeps on forms.forms for all to xueqian_prefecture
  using ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)) AND (prefecture_code = scope));
create policy province_follows on forms.forms for select to xueqian_province
  using ((state <> 'draft'::text) AND (province_code = current_setting('app.scope'::text)));
create policy province_keeps on forms.forms for all to xueqian_province
  using ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)))
  with check ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)) AND (province_code = scope));
grant insert (title, note, design, divisions, kinds, cycle, opens_on, within_count, within_unit, office_name, level, scope, county_code, prefecture_code, province_code, request_id, changed_by, changed_at) on forms.forms
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on forms.forms
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, title, note, design, revision, divisions, kinds, cycle, opens_on, within_count, within_unit, newest_version, changed_by, changed_at, closed_at) on forms.forms
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- forms.rounds
alter table forms.rounds enable row level security;
create policy maker_opens on forms.rounds for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check (EXISTS ( SELECT
   FROM forms.forms f
  WHERE ((f.id = rounds.form_id) AND (f.level = current_setting('app.level'::text)) AND (f.scope = current_setting('app.scope'::text)))));
create policy seen_with_the_form on forms.rounds for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM forms.forms f
  WHERE (f.id = rounds.form_id)));
grant insert (form_id, period, opens_on, due_on, asked) on forms.rounds
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on forms.rounds
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- forms.versions
alter table forms.versions enable row level security;
create policy maker_publishes on forms.versions for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check (EXISTS ( SELECT
   FROM forms.forms f
  WHERE ((f.id = versions.form_id) AND (f.level = current_setting('app.level'::text)) AND (f.scope = current_setting('app.scope'::text)))));
create policy seen_with_the_form on forms.versions for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM forms.forms f
  WHERE (f.id = versions.form_id)));
grant insert (form_id, version, design, answer_schema, ui_schema, open_answers, published_by, published_at) on forms.versions
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on forms.versions
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- importing.imports
alter table importing.imports enable row level security;
create policy institution_owns on importing.imports for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
grant insert (institution_id, file_name, file_key, file_bytes, uploaded_by, uploaded_at) on importing.imports
  to xueqian_institution;
grant select on importing.imports
  to xueqian_institution;
grant update (state, finished_at, done, total, counts, failure, headings, corrections) on importing.imports
  to xueqian_institution;

-- importing.row_results
alter table importing.row_results enable row level security;
create policy institution_owns on importing.row_results for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
grant delete on importing.row_results
  to xueqian_institution;
grant insert (import_id, row_number, institution_id, outcome, name, problems) on importing.row_results
  to xueqian_institution;
grant select on importing.row_results
  to xueqian_institution;

-- institutions.basic_versions
alter table institutions.basic_versions enable row level security;
create policy above_sees on institutions.basic_versions for select to xueqian_ministry, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = basic_versions.institution_id)));
create policy county_reviews on institutions.basic_versions for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy county_sees on institutions.basic_versions for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_takes_over on institutions.basic_versions for insert to xueqian_county
  with check (county_code = current_setting('app.scope'::text));
create policy institution_owns on institutions.basic_versions for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy town_and_keeper_see on institutions.basic_versions for select to xueqian_keeper, xueqian_town
  using (EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = basic_versions.institution_id)));
grant insert (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at, reviewed_by, reviewed_at) on institutions.basic_versions
  to xueqian_institution;
grant insert (institution_id, version, county_code, state, fields, entered_by, entered_at, submitted_by, submitted_at, reviewed_by, reviewed_at, confirmed_at) on institutions.basic_versions
  to xueqian_county;
grant select on institutions.basic_versions
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (state, fields, entered_by, entered_at, submitted_by, submitted_at, reason, revision, confirmed_by, confirmed_at, returned_by, returned_at) on institutions.basic_versions
  to xueqian_institution;
grant update (state, reviewed_by, reviewed_at, reason, returned_by, returned_at) on institutions.basic_versions
  to xueqian_county;

-- institutions.institutions
alter table institutions.institutions enable row level security;
create policy county_reviews on institutions.institutions for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy county_sees on institutions.institutions for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy county_takes_over on institutions.institutions for insert to xueqian_county
  with check (county_code = current_setting('app.scope'::text));
create policy institution_edits_itself on institutions.institutions for update to xueqian_institution
  using (id = (current_setting('app.scope'::text))::bigint)
  with check (id = (current_setting('app.scope'::text))::bigint);
create policy institution_sees_itself on institutions.institutions for select to xueqian_institution
  using (id = (current_setting('app.scope'::text))::bigint);
create policy keeper_sees on institutions.institutions for select to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    WHEN 'institution'::text THEN (id = (current_setting('app.scope'::text))::bigint)
    ELSE false
END);
create policy ministry_sees on institutions.institutions for select to xueqian_ministry
  using (true);
create policy prefecture_sees on institutions.institutions for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on institutions.institutions for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_sees on institutions.institutions for select to xueqian_town
  using (town_code = current_setting('app.scope'::text));
grant insert (code, name, kind, nature, county_code, prefecture_code, province_code, town_code, basic_state, reported, reviewed, created_at) on institutions.institutions
  to xueqian_county;
grant select on institutions.institutions
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (basic_state, reported) on institutions.institutions
  to xueqian_institution;
grant update (name, kind, nature, town_code, basic_state, reported, reviewed, in_force_version) on institutions.institutions
  to xueqian_county;

-- institutions.section_versions
alter table institutions.section_versions enable row level security;
create policy county_decides on institutions.section_versions for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (state = 'confirmed'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy county_sees on institutions.section_versions for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (confirmed_at IS NOT NULL));
create policy institution_owns on institutions.section_versions for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on institutions.section_versions for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (state = 'approved'::text));
create policy province_sees on institutions.section_versions for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (state = 'approved'::text));
grant insert (institution_id, section, period, version, county_code, prefecture_code, province_code, state, revision, fields, entered_by, entered_at) on institutions.section_versions
  to xueqian_institution;
grant select on institutions.section_versions
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, reviewed_by, reviewed_at, review_office, returned_by, returned_at, reason) on institutions.section_versions
  to xueqian_county;
grant update (state, revision, fields, entered_by, entered_at, submitted_by, submitted_at, confirmed_by, confirmed_at, returned_by, returned_at, reason) on institutions.section_versions
  to xueqian_institution;

-- institutions.sections
alter table institutions.sections enable row level security;
create policy county_decides on institutions.sections for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy county_sees on institutions.sections for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_owns on institutions.sections for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on institutions.sections for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on institutions.sections for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (institution_id, section, period, county_code, prefecture_code, province_code, newest_version, newest_state) on institutions.sections
  to xueqian_institution;
grant select on institutions.sections
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (newest_state, in_force_version, in_force_at) on institutions.sections
  to xueqian_county;
grant update (newest_version, newest_state) on institutions.sections
  to xueqian_institution;

-- jurisdictions.carried_out_changes
alter table jurisdictions.carried_out_changes enable row level security;
create policy history_is_public on jurisdictions.carried_out_changes for select to public
  using (true);
grant select on jurisdictions.carried_out_changes
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- jurisdictions.division_changes
alter table jurisdictions.division_changes enable row level security;
create policy keeper_decides_on_applications on jurisdictions.division_changes for update to xueqian_keeper
  using (applied AND (level <> current_setting('app.level'::text)) AND
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    ELSE false
END)
  with check (applied AND (level <> current_setting('app.level'::text)) AND
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    ELSE false
END);
create policy keeper_drafts on jurisdictions.division_changes for insert to xueqian_keeper
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)) AND (state = ANY (ARRAY['draft'::text, 'applied'::text])) AND (applied = (state = 'applied'::text)));
create policy keeper_keeps_its_own on jurisdictions.division_changes for update to xueqian_keeper
  using ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)))
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)) AND ((NOT applied) OR (state = ANY (ARRAY['applied'::text, 'withdrawn'::text]))));
create policy keeper_sees on jurisdictions.division_changes for select to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    ELSE false
END);
grant insert (kind, state, applied, change, in_force_on, document_title, document_number, reason, level, scope, office_name, county_code, prefecture_code, province_code, drafted_by, drafted_by_name, drafted_at) on jurisdictions.division_changes
  to xueqian_keeper;
grant select on jurisdictions.division_changes
  to xueqian_keeper;
grant update (state, change, in_force_on, document_title, document_number, decided_by, decided_by_name, decided_at, decision_reason) on jurisdictions.division_changes
  to xueqian_keeper;

-- jurisdictions.divisions
alter table jurisdictions.divisions enable row level security;
create policy divisions_are_public on jurisdictions.divisions for select to public
  using (true);
grant select on jurisdictions.divisions
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- jurisdictions.institution_moves
alter table jurisdictions.institution_moves enable row level security;
create policy seen_with_its_institution on jurisdictions.institution_moves for select to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town
  using (EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = institution_moves.institution_id)));
grant select on jurisdictions.institution_moves
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- jurisdictions.pack_assignments
alter table jurisdictions.pack_assignments enable row level security;
create policy packs_are_public on jurisdictions.pack_assignments for select to public
  using (true);
create policy upper_level_assigns on jurisdictions.pack_assignments for insert to xueqian_ministry, xueqian_prefecture, xueqian_province
  with check ((assigned_by_scope = current_setting('app.scope'::text)) AND (jurisdictions.lies_below(division_code, assigned_by_scope) OR ((assigned_by_scope = '000000'::text) AND (division_code = '000000'::text))));
grant insert (division_code, pack, valid_from, document_title, document_number, assigned_by_scope, assigned_by, assigned_at) on jurisdictions.pack_assignments
  to xueqian_ministry, xueqian_prefecture, xueqian_province;
grant select on jurisdictions.pack_assignments
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- jurisdictions.policy_settings
alter table jurisdictions.policy_settings enable row level security;
create policy department_lays_down on jurisdictions.policy_settings for insert to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province
  with check (division_code = current_setting('app.scope'::text));
create policy rules_are_public on jurisdictions.policy_settings for select to public
  using (true);
grant insert (division_code, key, value, unit, valid_from, document_title, document_number, set_by, office_name, set_at) on jurisdictions.policy_settings
  to xueqian_county, xueqian_ministry, xueqian_prefecture, xueqian_province;
grant select on jurisdictions.policy_settings
  to xueqian_county, xueqian_gate, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- key_changes.applications
alter table key_changes.applications enable row level security;
create policy county_decides on key_changes.applications for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (state = 'verified'::text))
  with check ((county_code = current_setting('app.scope'::text)) AND (state = ANY (ARRAY['completed'::text, 'returned'::text, 'refused'::text])));
create policy county_sees on key_changes.applications for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_enters on key_changes.applications for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = 'draft'::text) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = applications.child_id) AND (c.institution_id = applications.institution_id)))));
create policy institution_goes_on on key_changes.applications for update to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text])))
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_sees on key_changes.applications for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on key_changes.applications for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on key_changes.applications for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, state, old_values, new_values, old_identity_sealed, new_identity_sealed, reason, request_id, entered_by, entered_at, applied_on) on key_changes.applications
  to xueqian_institution;
grant select on key_changes.applications
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, revision, decided_by, decided_at, note) on key_changes.applications
  to xueqian_county;
grant update (state, revision, old_values, new_values, old_identity_sealed, new_identity_sealed, reason, entered_by, submitted_at, verified_by, verified_at, decided_by, decided_at, note) on key_changes.applications
  to xueqian_institution;

-- papers.confirmations
alter table papers.confirmations enable row level security;
create policy county_sees on papers.confirmations for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_sees on papers.confirmations for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_takes_in on papers.confirmations for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = confirmations.child_id) AND (c.institution_id = confirmations.institution_id)))));
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, file_version, file_digest, signer_name, signer_relation, signed_on, taken_in_by, taken_in_at) on papers.confirmations
  to xueqian_institution;
grant select on papers.confirmations
  to xueqian_county, xueqian_institution;

-- papers.destructions
alter table papers.destructions enable row level security;
create policy county_sees on papers.destructions for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_records on papers.destructions for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (EXISTS ( SELECT
   FROM children.past_enrolments p
  WHERE ((p.id = destructions.past_enrolment_id) AND (p.institution_id = destructions.institution_id) AND (p.undone_at IS NULL)))));
create policy institution_sees on papers.destructions for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
grant insert (past_enrolment_id, institution_id, county_code, prefecture_code, province_code, destroyed_on, destroyed_by, witnessed_by, recorded_by, recorded_at) on papers.destructions
  to xueqian_institution;
grant select on papers.destructions
  to xueqian_county, xueqian_institution;

-- petitions.petitions
alter table petitions.petitions enable row level security;
create policy county_decides on petitions.petitions for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (state = 'confirmed'::text))
  with check ((county_code = current_setting('app.scope'::text)) AND (state = ANY (ARRAY['returned'::text, 'approved'::text])));
create policy county_sees on petitions.petitions for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (declared_at IS NOT NULL) AND (state <> ALL (ARRAY['draft'::text, 'submitted'::text])));
create policy institution_draws_up on petitions.petitions for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = 'draft'::text) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = petitions.child_id) AND (c.institution_id = petitions.institution_id)))));
create policy institution_goes_on on petitions.petitions for update to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text])))
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'confirmed'::text, 'returned'::text, 'withdrawn'::text])));
create policy institution_sees on petitions.petitions for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
grant insert (kind, child_id, institution_id, county_code, prefecture_code, province_code, child_name, child_sex, child_birth_on, institution_name, file_state, reason, request_id, drawn_up_by, drawn_up_at, ends_on, entry_year) on petitions.petitions
  to xueqian_institution;
grant select on petitions.petitions
  to xueqian_county, xueqian_institution;
grant update (state, revision, decided_by, decided_at, decision_office, note) on petitions.petitions
  to xueqian_county;
grant update (state, revision, reason, drawn_up_by, drawn_up_at, confirmed_by, confirmed_at, declared_at, note) on petitions.petitions
  to xueqian_institution;

-- petitions.steps
alter table petitions.steps enable row level security;
create policy seen_with_the_petition on petitions.steps for select to xueqian_county, xueqian_institution
  using (EXISTS ( SELECT
   FROM petitions.petitions p
  WHERE (p.id = steps.petition_id)));
create policy taken_with_the_petition on petitions.steps for insert to xueqian_county, xueqian_institution
  with check (EXISTS ( SELECT
   FROM petitions.petitions p
  WHERE (p.id = steps.petition_id)));
grant insert (petition_id, act, at, done_by, person_name, office_name, reason) on petitions.steps
  to xueqian_county, xueqian_institution;
grant select on petitions.steps
  to xueqian_county, xueqian_institution;

-- platform.migrations

-- platform.settings

-- primary_entry.answers
alter table primary_entry.answers enable row level security;
create policy goes_on_with_the_list on primary_entry.answers for update to xueqian_county, xueqian_province
  using (EXISTS ( SELECT
   FROM primary_entry.lists l
  WHERE (l.id = answers.list_id)))
  with check (EXISTS ( SELECT
   FROM primary_entry.lists l
  WHERE (l.id = answers.list_id)));
create policy seen_with_the_list on primary_entry.answers for select to xueqian_county, xueqian_province
  using (EXISTS ( SELECT
   FROM primary_entry.lists l
  WHERE (l.id = answers.list_id)));
create policy taken_in_with_the_list on primary_entry.answers for insert to xueqian_county, xueqian_province
  with check (EXISTS ( SELECT
   FROM primary_entry.lists l
  WHERE ((l.id = answers.list_id) AND ((l.county_code IS NULL) = (current_setting('app.level'::text) = 'province'::text)))));
grant insert (list_id, file_name, file_key, bytes, counts, faults, uploaded_by, uploaded_at) on primary_entry.answers
  to xueqian_county, xueqian_province;
grant select on primary_entry.answers
  to xueqian_county, xueqian_province;
grant update (state, counts, faults, failure, applied_at) on primary_entry.answers
  to xueqian_county, xueqian_province;

-- primary_entry.entries
alter table primary_entry.entries enable row level security;
create policy goes_on_with_the_child on primary_entry.entries for update to xueqian_county, xueqian_institution, xueqian_province
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = entries.child_id)))
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = entries.child_id)));
create policy noted_of_an_own_graduate on primary_entry.entries for insert to xueqian_county, xueqian_institution, xueqian_province
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = entries.child_id) AND (c.state = 'graduated'::text))));
create policy seen_with_the_child on primary_entry.entries for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = entries.child_id)));
grant insert (child_id, list_id, sequence) on primary_entry.entries
  to xueqian_province;
grant insert (child_id, list_id, sequence, whereabouts, note, noted_by, noted_at) on primary_entry.entries
  to xueqian_county;
grant insert (child_id, whereabouts, note, noted_by, noted_at) on primary_entry.entries
  to xueqian_institution;
grant select on primary_entry.entries
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (list_id, sequence, result, answered_at, school, school_code, entered_on, field, told) on primary_entry.entries
  to xueqian_province;
grant update (list_id, sequence, result, answered_at, school, school_code, entered_on, field, told, whereabouts, note, noted_by, noted_at) on primary_entry.entries
  to xueqian_county;
grant update (whereabouts, note, noted_by, noted_at) on primary_entry.entries
  to xueqian_institution;

-- primary_entry.lists
alter table primary_entry.lists enable row level security;
create policy county_goes_on on primary_entry.lists for update to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy county_makes on primary_entry.lists for insert to xueqian_county
  with check ((county_code = current_setting('app.scope'::text)) AND (province_code = ( SELECT i.province_code
   FROM institutions.institutions i
  WHERE (i.county_code = current_setting('app.scope'::text))
 LIMIT 1)));
create policy county_sees on primary_entry.lists for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy province_goes_on on primary_entry.lists for update to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (county_code IS NULL))
  with check ((province_code = current_setting('app.scope'::text)) AND (county_code IS NULL));
create policy province_makes on primary_entry.lists for insert to xueqian_province
  with check ((province_code = current_setting('app.scope'::text)) AND (county_code IS NULL));
create policy province_sees on primary_entry.lists for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (county_code, province_code, number, year, reason, request_id, made_by, made_at) on primary_entry.lists
  to xueqian_county, xueqian_province;
grant select on primary_entry.lists
  to xueqian_county, xueqian_province;
grant update (state, children, file_key, file_until, failure) on primary_entry.lists
  to xueqian_county, xueqian_province;

-- province_border.crossings
alter table province_border.crossings enable row level security;
create policy county_decides on province_border.crossings for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (state = 'released'::text))
  with check ((county_code = current_setting('app.scope'::text)) AND (state = ANY (ARRAY['sent'::text, 'returned'::text])));
create policy county_sees on province_border.crossings for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND ((direction = 'in'::text) OR (released_at IS NOT NULL)));
create policy institution_draws_up on province_border.crossings for insert to xueqian_institution
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['draft'::text, 'entered'::text, 'refused'::text])) AND ((child_id IS NULL) OR (EXISTS ( SELECT
   FROM children.children c
  WHERE ((c.id = crossings.child_id) AND (c.institution_id = crossings.institution_id))))));
create policy institution_goes_on on province_border.crossings for update to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state <> ALL (ARRAY['gone'::text, 'withdrawn'::text, 'accepted'::text, 'refused'::text])))
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_sees on province_border.crossings for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on province_border.crossings for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND ((direction = 'in'::text) OR (released_at IS NOT NULL)));
create policy province_sees on province_border.crossings for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND ((direction = 'in'::text) OR (released_at IS NOT NULL)));
grant insert (direction, child_id, institution_id, county_code, prefecture_code, province_code, institution_name, child_name, child_sex, child_birth_on, other_code, other_name, other_institution, state, reason, request_id, file_id, answer_key_sealed, number_kind, drawn_up_by, drawn_up_at, ended_by, ended_at, happened_on, note, number_sealed) on province_border.crossings
  to xueqian_institution;
grant select on province_border.crossings
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (child_id, other_code, other_name, other_institution, state, revision, reason, file_id, drawn_up_by, drawn_up_at, released_by, released_at, approved_by, approved_at, sent_at, ended_by, ended_at, happened_on, note) on province_border.crossings
  to xueqian_institution;
grant update (state, revision, file_id, approved_by, approved_at, sent_at, note) on province_border.crossings
  to xueqian_county;

-- province_border.enrolments
alter table province_border.enrolments enable row level security;
create policy brought_with_the_crossing on province_border.enrolments for insert to xueqian_institution
  with check (EXISTS ( SELECT
   FROM province_border.crossings p
  WHERE ((p.id = enrolments.crossing_id) AND (p.direction = 'in'::text))));
create policy seen_with_the_crossing on province_border.enrolments for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM province_border.crossings p
  WHERE (p.id = enrolments.crossing_id)));
grant insert (crossing_id, institution_name, place_name, admitted_on, ended_on) on province_border.enrolments
  to xueqian_institution;
grant select on province_border.enrolments
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- province_border.steps
alter table province_border.steps enable row level security;
create policy seen_with_the_crossing on province_border.steps for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM province_border.crossings p
  WHERE (p.id = steps.crossing_id)));
create policy taken_with_the_crossing on province_border.steps for insert to xueqian_county, xueqian_institution
  with check (EXISTS ( SELECT
   FROM province_border.crossings p
  WHERE (p.id = steps.crossing_id)));
grant insert (crossing_id, act, at, done_by, person_name, office_name, reason) on province_border.steps
  to xueqian_county, xueqian_institution;
grant select on province_border.steps
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- registration.numbers
alter table registration.numbers enable row level security;
create policy county_issues on registration.numbers for insert to xueqian_county
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = numbers.child_id)));
create policy institution_issues_itself on registration.numbers for insert to xueqian_institution
  with check (registration.approves_itself() AND (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = numbers.child_id))));
create policy seen_with_the_child on registration.numbers for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = numbers.child_id)));
create policy town_sees_with_the_child on registration.numbers for select to xueqian_town
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = numbers.child_id)));
grant insert (kind, body_digest, child_id, issued_by, issued_at) on registration.numbers
  to xueqian_county, xueqian_institution;
grant select on registration.numbers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province, xueqian_town;

-- registration.serials
alter table registration.serials enable row level security;
create policy county_counts on registration.serials for all to xueqian_county
  using (area_code = "left"(current_setting('app.scope'::text), 6))
  with check (area_code = "left"(current_setting('app.scope'::text), 6));
grant insert (area_code, birth_on, last) on registration.serials
  to xueqian_county;
grant select on registration.serials
  to xueqian_county;
grant update (last) on registration.serials
  to xueqian_county;

-- rosters.rosters
alter table rosters.rosters enable row level security;
create policy county_owns on rosters.rosters for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
grant insert (kind, county_code, file_name, file_key, file_bytes, counts, headings, results, uploaded_by, uploaded_at) on rosters.rosters
  to xueqian_county;
grant select on rosters.rosters
  to xueqian_county;
grant update (state, counts, results, ended_by, ended_at) on rosters.rosters
  to xueqian_county;

-- statistics.baselines
alter table statistics.baselines enable row level security;
create policy county_sees on statistics.baselines for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_sees on statistics.baselines for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy keeper_sees_figures on statistics.baselines for select to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    WHEN 'institution'::text THEN (institution_id = (current_setting('app.scope'::text))::bigint)
    ELSE false
END);
create policy ministry_sees on statistics.baselines for select to xueqian_ministry
  using (true);
create policy prefecture_sees on statistics.baselines for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_enters on statistics.baselines for insert to xueqian_province
  with check (province_code = current_setting('app.scope'::text));
create policy province_sees on statistics.baselines for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy province_updates on statistics.baselines for update to xueqian_province
  using (province_code = current_setting('app.scope'::text))
  with check (province_code = current_setting('app.scope'::text));
create policy town_sees_figures_of_its_institutions on statistics.baselines for select to xueqian_town
  using (EXISTS ( SELECT
   FROM institutions.institutions i
  WHERE (i.id = baselines.institution_id)));
grant insert (year, institution_id, county_code, prefecture_code, province_code, children) on statistics.baselines
  to xueqian_province;
grant select on statistics.baselines
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;
grant update (children) on statistics.baselines
  to xueqian_province;

-- statistics.institution_counters
alter table statistics.institution_counters enable row level security;
create policy county_sees on statistics.institution_counters for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_sees on statistics.institution_counters for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy keeper_sees_figures on statistics.institution_counters for select to xueqian_keeper
  using (
CASE current_setting('app.level'::text)
    WHEN 'ministry'::text THEN true
    WHEN 'province'::text THEN (province_code = current_setting('app.scope'::text))
    WHEN 'prefecture'::text THEN (prefecture_code = current_setting('app.scope'::text))
    WHEN 'county'::text THEN (county_code = current_setting('app.scope'::text))
    WHEN 'institution'::text THEN (institution_id = (current_setting('app.scope'::text))::bigint)
    ELSE false
END);
create policy ministry_sees on statistics.institution_counters for select to xueqian_ministry
  using (true);
create policy prefecture_sees on statistics.institution_counters for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on statistics.institution_counters for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy town_sees on statistics.institution_counters for select to xueqian_town
  using (institution_id IN ( SELECT i.id
   FROM institutions.institutions i
  WHERE (i.town_code = current_setting('app.scope'::text))));
grant select on statistics.institution_counters
  to xueqian_county, xueqian_institution, xueqian_keeper, xueqian_ministry, xueqian_prefecture, xueqian_province, xueqian_town;

-- supervision.annual_reviews
alter table supervision.annual_reviews enable row level security;
create policy county_records on supervision.annual_reviews for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy institution_sees on supervision.annual_reviews for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on supervision.annual_reviews for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on supervision.annual_reviews for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (institution_id, year, version, county_code, prefecture_code, province_code, result, explanation, correction_reason, facts, office_name, recorded_by, recorded_at) on supervision.annual_reviews
  to xueqian_county;
grant select on supervision.annual_reviews
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (is_current) on supervision.annual_reviews
  to xueqian_county;

-- supervision.checklists
alter table supervision.checklists enable row level security;
create policy department_lays_down on supervision.checklists for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check ((level = current_setting('app.level'::text)) AND (scope = current_setting('app.scope'::text)));
create policy departments_read on supervision.checklists for select to xueqian_county, xueqian_prefecture, xueqian_province
  using (true);
grant insert (level, scope, version, items, office_name, laid_down_by, laid_down_at) on supervision.checklists
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on supervision.checklists
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- supervision.findings
alter table supervision.findings enable row level security;
create policy county_keeps on supervision.findings for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy institution_sees_its_own on supervision.findings for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy ministry_counts on supervision.findings for select to xueqian_ministry
  using (true);
create policy prefecture_sees on supervision.findings for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on supervision.findings for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant delete on supervision.findings
  to xueqian_county;
grant insert (institution_id, rule_code, county_code, prefecture_code, province_code, severity, found, found_count, since_on) on supervision.findings
  to xueqian_county;
grant select on supervision.findings
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant select (institution_id, rule_code, county_code, prefecture_code, province_code, severity, found_count, since_on) on supervision.findings
  to xueqian_ministry;
grant update (severity, found, found_count) on supervision.findings
  to xueqian_county;

-- supervision.inspections
alter table supervision.inspections enable row level security;
create policy county_closes_unsigned on supervision.inspections for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = 'handed-over'::text))
  with check ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = 'closed'::text) AND (unsigned_note IS NOT NULL));
create policy county_drops on supervision.inspections for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])))
  with check ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = 'dropped'::text));
create policy county_inspects on supervision.inspections for insert to xueqian_county
  with check ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])));
create policy county_sees on supervision.inspections for select to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND ((level = 'county'::text) OR (state = ANY (ARRAY['handed-over'::text, 'closed'::text]))));
create policy county_writes on supervision.inspections for update to xueqian_county
  using ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])))
  with check ((county_code = current_setting('app.scope'::text)) AND (level = 'county'::text) AND (state = ANY (ARRAY['draft'::text, 'handed-over'::text])));
create policy institution_knows on supervision.inspections for update to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = 'handed-over'::text))
  with check ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = 'closed'::text));
create policy institution_sees on supervision.inspections for select to xueqian_institution
  using ((institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['handed-over'::text, 'closed'::text])));
create policy prefecture_closes_unsigned on supervision.inspections for update to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = 'handed-over'::text))
  with check ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = 'closed'::text) AND (unsigned_note IS NOT NULL));
create policy prefecture_drops on supervision.inspections for update to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])))
  with check ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = 'dropped'::text));
create policy prefecture_inspects on supervision.inspections for insert to xueqian_prefecture
  with check ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])));
create policy prefecture_sees on supervision.inspections for select to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND ((level = 'prefecture'::text) OR (state = ANY (ARRAY['handed-over'::text, 'closed'::text]))));
create policy prefecture_writes on supervision.inspections for update to xueqian_prefecture
  using ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])))
  with check ((prefecture_code = current_setting('app.scope'::text)) AND (level = 'prefecture'::text) AND (state = ANY (ARRAY['draft'::text, 'handed-over'::text])));
create policy province_closes_unsigned on supervision.inspections for update to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = 'handed-over'::text))
  with check ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = 'closed'::text) AND (unsigned_note IS NOT NULL));
create policy province_drops on supervision.inspections for update to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])))
  with check ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = 'dropped'::text));
create policy province_inspects on supervision.inspections for insert to xueqian_province
  with check ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])));
create policy province_sees on supervision.inspections for select to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND ((level = 'province'::text) OR (state = ANY (ARRAY['handed-over'::text, 'closed'::text]))));
create policy province_writes on supervision.inspections for update to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = ANY (ARRAY['planned'::text, 'draft'::text])))
  with check ((province_code = current_setting('app.scope'::text)) AND (level = 'province'::text) AND (state = ANY (ARRAY['draft'::text, 'handed-over'::text])));
grant insert (institution_id, county_code, prefecture_code, province_code, level, office_name, request_id, is_planned, plan_title, from_on, until_on, state, items, answers, inspectors, inspected_on, conclusion, made_by, made_at, corrects_id, correction_reason) on supervision.inspections
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on supervision.inspections
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, known_by, known_at, objection) on supervision.inspections
  to xueqian_institution;
grant update (state, revision, answers, inspectors, inspected_on, conclusion, found_count, heavy_count, signed_by, signed_at, known_by, known_at, drop_reason, dropped_by, dropped_at, unsigned_note) on supervision.inspections
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- supervision.monthly_messages
alter table supervision.monthly_messages enable row level security;
create policy county_is_told on supervision.monthly_messages for select to xueqian_county
  using ((level = 'county'::text) AND (scope = current_setting('app.scope'::text)));
create policy prefecture_is_told on supervision.monthly_messages for select to xueqian_prefecture
  using ((level = 'prefecture'::text) AND (scope = current_setting('app.scope'::text)));
create policy province_is_told on supervision.monthly_messages for select to xueqian_province
  using ((level = 'province'::text) AND (scope = current_setting('app.scope'::text)));
grant select on supervision.monthly_messages
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- supervision.monthly_reads
alter table supervision.monthly_reads enable row level security;
create policy county_reads on supervision.monthly_reads for insert to xueqian_county
  with check (EXISTS ( SELECT
   FROM supervision.monthly_messages m
  WHERE (m.id = monthly_reads.message_id)));
create policy county_sees on supervision.monthly_reads for select to xueqian_county
  using (EXISTS ( SELECT
   FROM supervision.monthly_messages m
  WHERE (m.id = monthly_reads.message_id)));
create policy prefecture_reads on supervision.monthly_reads for insert to xueqian_prefecture
  with check (EXISTS ( SELECT
   FROM supervision.monthly_messages m
  WHERE (m.id = monthly_reads.message_id)));
create policy prefecture_sees on supervision.monthly_reads for select to xueqian_prefecture
  using (EXISTS ( SELECT
   FROM supervision.monthly_messages m
  WHERE (m.id = monthly_reads.message_id)));
create policy province_reads on supervision.monthly_reads for insert to xueqian_province
  with check (EXISTS ( SELECT
   FROM supervision.monthly_messages m
  WHERE (m.id = monthly_reads.message_id)));
create policy province_sees on supervision.monthly_reads for select to xueqian_province
  using (EXISTS ( SELECT
   FROM supervision.monthly_messages m
  WHERE (m.id = monthly_reads.message_id)));
grant insert (message_id, account_id, read_at) on supervision.monthly_reads
  to xueqian_county, xueqian_prefecture, xueqian_province;
grant select on supervision.monthly_reads
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- supervision.rectifications
alter table supervision.rectifications enable row level security;
create policy county_orders on supervision.rectifications for all to xueqian_county
  using (county_code = current_setting('app.scope'::text))
  with check (county_code = current_setting('app.scope'::text));
create policy institution_answers on supervision.rectifications for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_sees on supervision.rectifications for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on supervision.rectifications for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on supervision.rectifications for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (institution_id, county_code, prefecture_code, province_code, violation, found, asked, due_on, office_name, request_id, issued_by, issued_at, inspection_id) on supervision.rectifications
  to xueqian_county;
grant select on supervision.rectifications
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, answer, answered_by, answered_at) on supervision.rectifications
  to xueqian_institution;
grant update (state, decided_by, decided_at, reason) on supervision.rectifications
  to xueqian_county;

-- supervision.term_checks
alter table supervision.term_checks enable row level security;
create policy county_sees on supervision.term_checks for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_says on supervision.term_checks for all to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on supervision.term_checks for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on supervision.term_checks for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (institution_id, term, county_code, prefecture_code, province_code, unchanged, checked_by, checked_at) on supervision.term_checks
  to xueqian_institution;
grant select on supervision.term_checks
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;

-- transfers.transfers
alter table transfers.transfers enable row level security;
create policy county_decides on transfers.transfers for update to xueqian_county
  using ((((state = 'asked'::text) AND (started_by = 'receiver'::text)) OR (state = 'accepted'::text)) AND ((from_county = current_setting('app.scope'::text)) OR (to_county = current_setting('app.scope'::text))))
  with check (((state = 'released'::text) AND (from_county = current_setting('app.scope'::text))) OR ((state = ANY (ARRAY['completed'::text, 'refused'::text])) AND (to_county = current_setting('app.scope'::text))));
create policy county_named on transfers.transfers for select to xueqian_county
  using ((from_county = current_setting('app.scope'::text)) OR ((to_county = current_setting('app.scope'::text)) AND ((started_by = 'receiver'::text) OR (released_at IS NOT NULL))));
create policy institution_named on transfers.transfers for select to xueqian_institution
  using ((from_institution_id = (current_setting('app.scope'::text))::bigint) OR ((to_institution_id = (current_setting('app.scope'::text))::bigint) AND ((started_by = 'receiver'::text) OR (released_at IS NOT NULL))));
create policy prefecture_named on transfers.transfers for select to xueqian_prefecture
  using ((from_prefecture = current_setting('app.scope'::text)) OR ((to_prefecture = current_setting('app.scope'::text)) AND ((started_by = 'receiver'::text) OR (released_at IS NOT NULL))));
create policy prefecture_takes_over on transfers.transfers for update to xueqian_prefecture
  using ((state = 'asked'::text) AND (started_by = 'receiver'::text) AND (from_prefecture = current_setting('app.scope'::text)) AND (to_prefecture = current_setting('app.scope'::text)))
  with check ((state = 'released'::text) AND (from_prefecture = current_setting('app.scope'::text)));
create policy province_named on transfers.transfers for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy province_takes_over on transfers.transfers for update to xueqian_province
  using ((state = 'asked'::text) AND (started_by = 'receiver'::text) AND (province_code = current_setting('app.scope'::text)))
  with check ((state = 'released'::text) AND (province_code = current_setting('app.scope'::text)));
create policy receiver_accepts on transfers.transfers for update to xueqian_institution
  using ((to_institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['asked'::text, 'released'::text, 'accepted'::text])) AND ((started_by = 'receiver'::text) OR (released_at IS NOT NULL)))
  with check ((to_institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['accepted'::text, 'completed'::text, 'refused'::text, 'withdrawn'::text])));
create policy sender_releases on transfers.transfers for update to xueqian_institution
  using ((from_institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['asked'::text, 'released'::text])))
  with check ((from_institution_id = (current_setting('app.scope'::text))::bigint) AND (state = ANY (ARRAY['released'::text, 'refused'::text, 'withdrawn'::text])));
grant select on transfers.transfers
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (state, revision, released_by, released_at, class_id, admitted_on, accepted_by, accepted_at, ended_by, ended_at, note) on transfers.transfers
  to xueqian_institution;
grant update (state, revision, released_by, released_at, released_over, approved_by, approved_at, ended_by, ended_at, note) on transfers.transfers
  to xueqian_county;
grant update (state, revision, released_by, released_at, released_over, note) on transfers.transfers
  to xueqian_prefecture, xueqian_province;

-- verification.answers
alter table verification.answers enable row level security;
create policy province_goes_on on verification.answers for update to xueqian_province
  using (province_code = current_setting('app.scope'::text))
  with check (province_code = current_setting('app.scope'::text));
create policy province_sees on verification.answers for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy province_takes_in on verification.answers for insert to xueqian_province
  with check (province_code = current_setting('app.scope'::text));
grant insert (batch_id, province_code, file_name, file_key, bytes, uploaded_by, uploaded_at) on verification.answers
  to xueqian_province;
grant select on verification.answers
  to xueqian_province;
grant update (state, counts, faults, failure, applied_at) on verification.answers
  to xueqian_province;

-- verification.batches
alter table verification.batches enable row level security;
create policy province_goes_on on verification.batches for update to xueqian_province
  using (province_code = current_setting('app.scope'::text))
  with check (province_code = current_setting('app.scope'::text));
create policy province_makes on verification.batches for insert to xueqian_province
  with check (province_code = current_setting('app.scope'::text));
create policy province_sees on verification.batches for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (province_code, number, reason, request_id, made_by, made_at) on verification.batches
  to xueqian_province;
grant select on verification.batches
  to xueqian_province;
grant update (state, children, file_key, ready_at, file_until, failure) on verification.batches
  to xueqian_province;

-- verification.items
alter table verification.items enable row level security;
create policy province_asks on verification.items for insert to xueqian_province
  with check (province_code = current_setting('app.scope'::text));
create policy province_sees on verification.items for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
create policy province_takes_answers on verification.items for update to xueqian_province
  using (province_code = current_setting('app.scope'::text))
  with check (province_code = current_setting('app.scope'::text));
create policy province_withdraws on verification.items for delete to xueqian_province
  using ((province_code = current_setting('app.scope'::text)) AND (result IS NULL));
grant delete on verification.items
  to xueqian_province;
grant insert (batch_id, sequence, province_code, child_id, asked, claim) on verification.items
  to xueqian_province;
grant select on verification.items
  to xueqian_province;
grant update (result, answered_at) on verification.items
  to xueqian_province;

-- verification.results
alter table verification.results enable row level security;
create policy evidence_of_an_own_child on verification.results for update to xueqian_institution
  using ((result <> 'agrees'::text) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = results.child_id))))
  with check ((result <> 'agrees'::text) AND (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = results.child_id))));
create policy province_writes_a_later_answer on verification.results for update to xueqian_province
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = results.child_id)))
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = results.child_id)));
create policy province_writes_the_answer on verification.results for insert to xueqian_province
  with check (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = results.child_id)));
create policy seen_with_the_child on verification.results for select to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province
  using (EXISTS ( SELECT
   FROM children.children c
  WHERE (c.id = results.child_id)));
grant insert (child_id, batch_id, batch_number, asked, result, answered_on) on verification.results
  to xueqian_province;
grant select on verification.results
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (batch_id, batch_number, asked, result, answered_on, evidence, evidence_by, evidence_at) on verification.results
  to xueqian_province;
grant update (evidence, evidence_by, evidence_at) on verification.results
  to xueqian_institution;

-- yearly_round.moves
alter table yearly_round.moves enable row level security;
create policy county_sees on yearly_round.moves for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_moves on yearly_round.moves for insert to xueqian_institution
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_owns on yearly_round.moves for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_takes_back on yearly_round.moves for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on yearly_round.moves for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on yearly_round.moves for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (round_id, child_id, institution_id, county_code, prefecture_code, province_code, child_name, sex, birth_on, from_class_id, from_class_name, to_class_id, to_class_name, how, stay_code, reason, version) on yearly_round.moves
  to xueqian_institution;
grant select on yearly_round.moves
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (undone_at, kept_code) on yearly_round.moves
  to xueqian_institution;

-- yearly_round.rounds
alter table yearly_round.rounds enable row level security;
create policy county_sees on yearly_round.rounds for select to xueqian_county
  using (county_code = current_setting('app.scope'::text));
create policy institution_moves on yearly_round.rounds for update to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint)
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_owns on yearly_round.rounds for select to xueqian_institution
  using (institution_id = (current_setting('app.scope'::text))::bigint);
create policy institution_proposes on yearly_round.rounds for insert to xueqian_institution
  with check (institution_id = (current_setting('app.scope'::text))::bigint);
create policy prefecture_sees on yearly_round.rounds for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope'::text));
create policy province_sees on yearly_round.rounds for select to xueqian_province
  using (province_code = current_setting('app.scope'::text));
grant insert (institution_id, county_code, prefecture_code, province_code, kind, year, state, plan, proposed_by, proposed_at) on yearly_round.rounds
  to xueqian_institution;
grant select on yearly_round.rounds
  to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
grant update (year, state, revision, plan, proposed_by, proposed_at, confirmed_by, confirmed_at, done_at, moved, stayed, made_class_ids, failure, undone_by, undone_at, undo_reason) on yearly_round.rounds
  to xueqian_institution;

-- audit.entries_rest
alter table audit.entries_rest enable row level security;
