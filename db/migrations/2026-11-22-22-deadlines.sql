-- ── what is to be done by a day ──────────────────────────────────────────────────────────────────────────────────
-- One row an open task of an office: the institution itself, or the county over it. Its clock comes from the rules in
-- force at that county when it began, rests while the matter is with the other side, and rises to the offices above
-- when it is late.
create schema deadlines;
grant usage on schema deadlines to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

create table deadlines.tasks (
  id bigint generated always as identity primary key,
  kind text collate "C" not null constraint task_kind_is_known check (kind in ('section-review', 'term-check', 'rectification', 'rectification-review')),
  -- What it is about, within the institution and the kind: a section, a half-year, a notice.
  subject text collate "C" not null,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  holder_level text collate "C" not null constraint task_holder_is_an_institution_or_its_county check (holder_level in ('institution', 'county')),
  opened_on date not null,
  -- The period laid down; null: no clock runs.
  period_count integer,
  period_unit text collate "C",
  -- Null without a period, and while its working days reach into a year whose holidays are not published.
  due_on date,
  paused_on date,
  -- Days of its unit that were left when it was paused.
  days_left integer,
  reminded_on date,
  escalated_to text collate "C" constraint task_rises_to_a_department check (escalated_to in ('county', 'prefecture', 'province', 'ministry')),
  escalated_on date,
  closed_on date,
  constraint task_period_has_a_unit check ((period_count is null) = (period_unit is null)),
  constraint task_paused_knows_what_is_left check (paused_on is null or closed_on is not null or due_on is null or days_left is not null),
  constraint task_closes_after_it_opened check (closed_on >= opened_on)
);
create unique index task_is_open_once on deadlines.tasks (institution_id, kind, subject) where closed_on is null;
create index tasks_open_by_county on deadlines.tasks (county_code, due_on, id) where closed_on is null;
create index tasks_open_by_prefecture on deadlines.tasks (prefecture_code, due_on, id) where closed_on is null;
create index tasks_open_by_province on deadlines.tasks (province_code, due_on, id) where closed_on is null;
create index tasks_running on deadlines.tasks (due_on) where closed_on is null and paused_on is null;
alter table deadlines.tasks enable row level security;
create policy institution_keeps on deadlines.tasks for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_keeps on deadlines.tasks for all to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on deadlines.tasks for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on deadlines.tasks for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy ministry_sees on deadlines.tasks for select to xueqian_ministry using (true);
grant select on deadlines.tasks to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;
grant insert (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on),
  update (due_on, paused_on, days_left, reminded_on, escalated_to, escalated_on, closed_on) on deadlines.tasks to xueqian_institution, xueqian_county;
create trigger stand_with_the_institution after insert on deadlines.tasks referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- ── verification at the beginning of a term (Binhai measures, article 14) ─────────────────────────────────────────
-- A row is the institution's word that its file was looked through: silence and "nothing changed" are two things.
create table supervision.term_checks (
  institution_id bigint not null references institutions.institutions,
  term text collate "C" not null constraint term_check_names_a_half_year check (term ~ '^20[0-9]{2}-(autumn|spring)$'),
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  unchanged boolean not null,
  checked_by bigint not null references accounts.accounts,
  checked_at timestamptz not null,
  primary key (institution_id, term)
);
create index term_checks_by_county on supervision.term_checks (county_code, term, institution_id);
create index term_checks_by_prefecture on supervision.term_checks (prefecture_code, term);
create index term_checks_by_province on supervision.term_checks (province_code, term);
alter table supervision.term_checks enable row level security;
create policy institution_says on supervision.term_checks for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on supervision.term_checks for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on supervision.term_checks for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on supervision.term_checks for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on supervision.term_checks to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, term, county_code, prefecture_code, province_code, unchanged, checked_by, checked_at) on supervision.term_checks to xueqian_institution;
create trigger stand_with_the_institution after insert on supervision.term_checks referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
