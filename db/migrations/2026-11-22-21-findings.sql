-- ── what is out of line in the files of institutions ─────────────────────────────────────────────────────────────
-- One row an institution and rule: kept when a section comes into force, and by the nightly pass for what depends on the
-- day and on the children. Counts of a jurisdiction are read from the indexes alone.
create schema supervision;
grant usage on schema supervision to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

create table supervision.findings (
  institution_id bigint not null references institutions.institutions,
  -- Number of the rule in the published list.
  rule_code text collate "C" not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  severity text collate "C" not null constraint finding_severity_is_known check (severity in ('error', 'warning')),
  -- What was found: a row of the file (a class, a person, a building) and the figures of the rule's text.
  found jsonb not null,
  found_count integer not null constraint finding_has_found_something check (found_count > 0),
  -- Since when the rule has found something without a break.
  since_on date not null,
  primary key (institution_id, rule_code)
);
create index findings_by_county on supervision.findings (county_code, rule_code, institution_id) include (found_count);
create index findings_by_prefecture on supervision.findings (prefecture_code, rule_code, institution_id) include (found_count, county_code);
create index findings_by_province on supervision.findings (province_code, rule_code, institution_id) include (found_count, prefecture_code);
alter table supervision.findings enable row level security;
create policy institution_sees_its_own on supervision.findings for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy county_keeps on supervision.findings for all to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on supervision.findings for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on supervision.findings for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy ministry_counts on supervision.findings for select to xueqian_ministry using (true);
grant select on supervision.findings to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
-- Figures without names.
grant select (institution_id, rule_code, county_code, prefecture_code, province_code, severity, found_count, since_on) on supervision.findings to xueqian_ministry;
grant insert (institution_id, rule_code, county_code, prefecture_code, province_code, severity, found, found_count, since_on),
  update (severity, found, found_count), delete on supervision.findings to xueqian_county;
create trigger stand_with_the_institution after insert on supervision.findings referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
