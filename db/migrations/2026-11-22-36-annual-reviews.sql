-- ── the county's word on an institution and year ─────────────────────────────────────────────────────────────────
-- Recorded once, with the facts as they stood; what is corrected stays readable beside what is true now.
create table supervision.annual_reviews (
  institution_id bigint not null references institutions.institutions,
  year integer not null constraint annual_review_is_of_a_year check (year between 2020 and 2100),
  version integer not null,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  result text collate "C" not null constraint annual_result_is_known check (result in ('qualified', 'basically-qualified', 'unqualified')),
  -- Why it is qualified although something serious is open; and why it was corrected.
  explanation text,
  correction_reason text,
  -- As they were computed when it was recorded.
  facts jsonb not null,
  office_name text not null,
  recorded_by bigint not null references accounts.accounts,
  recorded_at timestamptz not null,
  is_current boolean not null default true,
  primary key (institution_id, year, version),
  constraint annual_correction_has_a_reason check ((version = 1) = (correction_reason is null))
);
create unique index annual_review_is_current_once on supervision.annual_reviews (institution_id, year) where is_current;
create index annual_reviews_by_county on supervision.annual_reviews (county_code, year, institution_id) where is_current;
create index annual_reviews_by_prefecture on supervision.annual_reviews (prefecture_code, year, institution_id) where is_current;
create index annual_reviews_by_province on supervision.annual_reviews (province_code, year, institution_id) where is_current;
alter table supervision.annual_reviews enable row level security;
create policy institution_sees on supervision.annual_reviews for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy county_records on supervision.annual_reviews for all to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on supervision.annual_reviews for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on supervision.annual_reviews for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on supervision.annual_reviews to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, year, version, county_code, prefecture_code, province_code, result, explanation, correction_reason, facts, office_name, recorded_by, recorded_at),
  update (is_current) on supervision.annual_reviews to xueqian_county;
create trigger stand_with_the_institution after insert on supervision.annual_reviews referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
