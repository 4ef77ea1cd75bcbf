-- ── the sections of an institution's file beside the basic one (specification of 2014, article 13) ───────────────────
-- One row a section (finance: one a half-year) says where it stands; its versions lie beside it. What is in force stays
-- until the office that confirms it has approved the change.
create table institutions.sections (
  institution_id bigint not null references institutions.institutions,
  section text collate "C" not null
    constraint section_is_known check (section in ('buildings', 'conditions', 'classes', 'staff', 'finance')),
  period text collate "C" not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  newest_version integer not null,
  newest_state text collate "C" not null,
  in_force_version integer,
  in_force_at timestamptz,
  primary key (institution_id, section, period),
  constraint section_of_finance_names_its_half_year check (case section when 'finance' then period ~ '^20[0-9]{2}-(autumn|spring)$' else period = '' end),
  constraint section_newest_state_is_known check (newest_state in ('draft', 'submitted', 'confirmed', 'approved', 'returned'))
);
create index sections_by_county on institutions.sections (county_code, institution_id);
create index sections_by_prefecture on institutions.sections (prefecture_code);
alter table institutions.sections enable row level security;

create table institutions.section_versions (
  institution_id bigint not null,
  section text collate "C" not null,
  period text collate "C" not null,
  version integer not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" not null
    constraint section_version_state_is_known check (state in ('draft', 'submitted', 'confirmed', 'approved', 'returned')),
  -- Grows with each change of the fields: a decision names the revision it was made on.
  revision integer not null,
  -- Numbers of the staff's documents are sealed one by one, as `sealed:` and base64.
  fields jsonb not null,
  entered_by bigint not null references accounts.accounts,
  entered_at timestamptz not null,
  submitted_by bigint references accounts.accounts,
  submitted_at timestamptz,
  confirmed_by bigint references accounts.accounts,
  confirmed_at timestamptz,
  reviewed_by bigint references accounts.accounts,
  reviewed_at timestamptz,
  -- The office that confirmed it, as it was called then: printed as the stamp.
  review_office text,
  returned_by bigint references accounts.accounts,
  returned_at timestamptz,
  reason text,
  primary key (institution_id, section, period, version),
  constraint section_version_belongs_to_its_section foreign key (institution_id, section, period) references institutions.sections,
  constraint section_confirmed_by_another_person check (confirmed_by <> submitted_by),
  constraint section_approved_was_confirmed check (state <> 'approved' or (confirmed_at is not null and reviewed_at is not null and review_office is not null)),
  constraint section_return_has_a_reason check (state <> 'returned' or length(reason) >= 2)
);
create index section_versions_waiting on institutions.section_versions (county_code, confirmed_at, institution_id) where state = 'confirmed';
create index section_versions_unfinished on institutions.section_versions (institution_id) where state in ('submitted', 'returned');
alter table institutions.section_versions enable row level security;

create policy institution_owns on institutions.sections for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on institutions.sections for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_decides on institutions.sections for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on institutions.sections for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on institutions.sections for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on institutions.sections to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, section, period, county_code, prefecture_code, province_code, newest_version, newest_state),
  update (newest_version, newest_state) on institutions.sections to xueqian_institution;
grant update (newest_state, in_force_version, in_force_at) on institutions.sections to xueqian_county;

create policy institution_owns on institutions.section_versions for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
-- A draft is the institution's own matter.
create policy county_sees on institutions.section_versions for select to xueqian_county
  using (county_code = current_setting('app.scope') and confirmed_at is not null);
create policy county_decides on institutions.section_versions for update to xueqian_county
  using (county_code = current_setting('app.scope') and state = 'confirmed') with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on institutions.section_versions for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') and state = 'approved');
create policy province_sees on institutions.section_versions for select to xueqian_province
  using (province_code = current_setting('app.scope') and state = 'approved');
grant select on institutions.section_versions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, section, period, version, county_code, prefecture_code, province_code, state, revision, fields, entered_by, entered_at)
  on institutions.section_versions to xueqian_institution;
grant update (state, revision, fields, entered_by, entered_at, submitted_by, submitted_at, confirmed_by, confirmed_at, returned_by, returned_at, reason)
  on institutions.section_versions to xueqian_institution;
grant update (state, reviewed_by, reviewed_at, review_office, returned_by, returned_at, reason) on institutions.section_versions to xueqian_county;

create trigger stand_with_the_institution after insert on institutions.sections referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
create trigger stand_with_the_institution after insert on institutions.section_versions referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
