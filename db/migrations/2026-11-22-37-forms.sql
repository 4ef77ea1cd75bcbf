-- ── forms that a department makes without programming ────────────────────────────────────────────────────────────
create schema forms;
grant usage on schema forms to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table forms.forms (
  id bigint generated always as identity primary key,
  state text collate "C" not null default 'draft' constraint form_state_is_known check (state in ('draft', 'open', 'closed')),
  title text not null,
  note text,
  -- What is being worked on: sections, fields and checks between them. What was published stands in versions.
  design jsonb not null,
  revision integer not null default 1,
  -- To whom: divisions, and kinds of institutions (null: all).
  divisions text[] collate "C" not null,
  kinds text[] collate "C",
  cycle text collate "C" not null constraint form_cycle_is_known check (cycle in ('once', 'month', 'term', 'year')),
  opens_on date not null,
  within_count integer not null constraint form_leaves_time check (within_count between 1 and 366),
  within_unit text collate "C" not null constraint form_time_has_a_unit check (within_unit in ('days', 'working-days')),
  newest_version integer not null default 0,
  -- The office that made it, and where it stands.
  office_name text not null,
  level text collate "C" not null constraint form_is_made_by_a_department check (level in ('county', 'prefecture', 'province')),
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  -- Chosen by the page: sent twice, the form is made once.
  request_id uuid not null constraint form_is_made_once unique,
  changed_by bigint not null references accounts.accounts,
  changed_at timestamptz not null,
  closed_at timestamptz,
  constraint form_asks_somebody check (cardinality(divisions) > 0),
  constraint form_closed_was_open check ((state = 'closed') = (closed_at is not null)),
  constraint form_open_has_a_version check (state = 'draft' or newest_version > 0)
);
create index forms_by_maker on forms.forms (level, scope, id);
create index forms_by_prefecture on forms.forms (prefecture_code, id);
create index forms_by_province on forms.forms (province_code, id);
create index forms_open on forms.forms (opens_on) where state = 'open';
alter table forms.forms enable row level security;
create policy county_keeps on forms.forms for all to xueqian_county
  using (level = 'county' and county_code = current_setting('app.scope')) with check (level = 'county' and scope = current_setting('app.scope') and county_code = scope);
create policy prefecture_keeps on forms.forms for all to xueqian_prefecture
  using (level = 'prefecture' and scope = current_setting('app.scope')) with check (level = 'prefecture' and scope = current_setting('app.scope') and prefecture_code = scope);
create policy province_keeps on forms.forms for all to xueqian_province
  using (level = 'province' and scope = current_setting('app.scope')) with check (level = 'province' and scope = current_setting('app.scope') and province_code = scope);
create policy prefecture_follows on forms.forms for select to xueqian_prefecture using (state <> 'draft' and prefecture_code = current_setting('app.scope'));
create policy province_follows on forms.forms for select to xueqian_province using (state <> 'draft' and province_code = current_setting('app.scope'));
-- An institution sees what is asked of it; the departments below the maker see what is asked of their institutions.
create policy institution_is_asked on forms.forms for select to xueqian_institution
  using (state <> 'draft' and exists (select from institutions.institutions i where i.id = current_setting('app.scope')::bigint
    and divisions && array[i.province_code, i.prefecture_code, i.county_code, i.town_code] and (kinds is null or i.kind = any (kinds))));
create policy department_is_asked on forms.forms for select to xueqian_county, xueqian_prefecture
  using (state <> 'draft' and exists (select from accounts.offices o where o.level = current_setting('app.level') and o.scope = current_setting('app.scope')
    and o.department_id is null and divisions && array[o.province_code, o.prefecture_code, o.scope]));
grant select on forms.forms to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (title, note, design, divisions, kinds, cycle, opens_on, within_count, within_unit, office_name, level, scope, county_code, prefecture_code,
    province_code, request_id, changed_by, changed_at),
  update (state, title, note, design, revision, divisions, kinds, cycle, opens_on, within_count, within_unit, newest_version, changed_by, changed_at, closed_at)
  on forms.forms to xueqian_county, xueqian_prefecture, xueqian_province;

-- A published version never changes: nothing is granted that could. Old answers are read with their own.
create table forms.versions (
  form_id bigint not null references forms.forms,
  version integer not null constraint form_version_counts_from_one check (version > 0),
  design jsonb not null,
  -- JSON Schema 2020-12 of the answer, and how it is shown.
  answer_schema jsonb not null,
  ui_schema jsonb not null,
  -- What becomes of answers to older versions that are under way.
  open_answers text collate "C" not null constraint form_version_rule_is_known check (open_answers in ('may-stay', 'must-move')),
  published_by bigint not null references accounts.accounts,
  published_at timestamptz not null,
  primary key (form_id, version)
);
alter table forms.versions enable row level security;
create policy seen_with_the_form on forms.versions for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from forms.forms f where f.id = form_id));
create policy maker_publishes on forms.versions for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check (exists (select from forms.forms f where f.id = form_id and f.level = current_setting('app.level') and f.scope = current_setting('app.scope')));
grant select on forms.versions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (form_id, version, design, answer_schema, ui_schema, open_answers, published_by, published_at) on forms.versions
  to xueqian_county, xueqian_prefecture, xueqian_province;

-- One a period in which the form is asked; it opens with its tasks.
create table forms.rounds (
  id bigint generated always as identity primary key,
  form_id bigint not null references forms.forms,
  -- '' once, `2026-11`, `2026-autumn`, `2026`.
  period text collate "C" not null,
  opens_on date not null,
  -- Null while its working days reach into a year whose holidays are not published.
  due_on date,
  asked integer not null,
  constraint form_round_once unique (form_id, period)
);
alter table forms.rounds enable row level security;
create policy seen_with_the_form on forms.rounds for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from forms.forms f where f.id = form_id));
create policy maker_opens on forms.rounds for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check (exists (select from forms.forms f where f.id = form_id and f.level = current_setting('app.level') and f.scope = current_setting('app.scope')));
grant select on forms.rounds to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (form_id, period, opens_on, due_on, asked) on forms.rounds to xueqian_county, xueqian_prefecture, xueqian_province;

create table forms.answers (
  id bigint generated always as identity primary key,
  round_id bigint not null references forms.rounds,
  form_id bigint not null,
  version integer not null,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  state text collate "C" not null default 'draft' constraint form_answer_state_is_known check (state in ('draft', 'submitted', 'returned', 'accepted')),
  revision integer not null default 1,
  given jsonb not null,
  saved_by bigint not null references accounts.accounts,
  saved_at timestamptz not null,
  first_submitted_on date,
  submitted_by bigint references accounts.accounts,
  submitted_at timestamptz,
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  reason text,
  constraint form_answered_once_a_round unique (round_id, institution_id),
  constraint form_answer_has_a_version foreign key (form_id, version) references forms.versions,
  constraint form_answer_was_handed_in check (state = 'draft' or (submitted_at is not null and first_submitted_on is not null)),
  constraint form_answer_return_has_a_reason check (state <> 'returned' or length(reason) >= 2)
);
create index answers_by_institution on forms.answers (institution_id, id);
create index answers_by_county on forms.answers (form_id, county_code, id);
alter table forms.answers enable row level security;
create policy institution_answers on forms.answers for all to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint)
  with check (institution_id = current_setting('app.scope')::bigint and exists (select from forms.rounds r where r.id = round_id and r.form_id = answers.form_id));
-- What an institution has not handed in yet is its own.
create policy county_sees on forms.answers for select to xueqian_county using (county_code = current_setting('app.scope') and state <> 'draft');
create policy prefecture_sees on forms.answers for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope') and state <> 'draft');
create policy province_sees on forms.answers for select to xueqian_province using (province_code = current_setting('app.scope') and state <> 'draft');
create policy county_decides on forms.answers for update to xueqian_county
  using (county_code = current_setting('app.scope') and exists (select from forms.forms f where f.id = form_id and f.level = 'county' and f.scope = current_setting('app.scope')))
  with check (county_code = current_setting('app.scope'));
create policy prefecture_decides on forms.answers for update to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') and exists (select from forms.forms f where f.id = form_id and f.level = 'prefecture' and f.scope = current_setting('app.scope')))
  with check (prefecture_code = current_setting('app.scope'));
create policy province_decides on forms.answers for update to xueqian_province
  using (province_code = current_setting('app.scope') and exists (select from forms.forms f where f.id = form_id and f.level = 'province' and f.scope = current_setting('app.scope')))
  with check (province_code = current_setting('app.scope'));
grant select on forms.answers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (round_id, form_id, version, institution_id, county_code, prefecture_code, province_code, given, saved_by, saved_at) on forms.answers to xueqian_institution;
grant update (version, state, revision, given, saved_by, saved_at, first_submitted_on, submitted_by, submitted_at) on forms.answers to xueqian_institution;
grant update (state, revision, decided_by, decided_at, reason) on forms.answers to xueqian_county, xueqian_prefecture, xueqian_province;
create trigger stand_with_the_institution after insert on forms.answers referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- ── the day of a form, for institutions; its maker may be a prefecture or a province ─────────────────────────────
-- What other kinds there are stays as it is.
create or replace function pg_temp.admit_word(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  words text;
begin
  select string_agg(quote_literal(w), ', ') into words from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as w from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) known;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, words);
end
$$;
select pg_temp.admit_word('deadlines.tasks', 'task_kind_is_known', 'form', 'kind');
select pg_temp.admit_word('deadlines.tasks', 'task_kind_is_known', 'form-review', 'kind');
create policy prefecture_asks on deadlines.tasks for insert to xueqian_prefecture with check (kind = 'form' and prefecture_code = current_setting('app.scope'));
create policy prefecture_ends on deadlines.tasks for update to xueqian_prefecture
  using (kind = 'form' and prefecture_code = current_setting('app.scope')) with check (kind = 'form' and prefecture_code = current_setting('app.scope'));
create policy province_asks on deadlines.tasks for insert to xueqian_province with check (kind = 'form' and province_code = current_setting('app.scope'));
create policy province_ends on deadlines.tasks for update to xueqian_province
  using (kind = 'form' and province_code = current_setting('app.scope')) with check (kind = 'form' and province_code = current_setting('app.scope'));
grant insert (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on),
  update (due_on, paused_on, days_left, reminded_on, escalated_to, escalated_on, closed_on) on deadlines.tasks to xueqian_prefecture, xueqian_province;

-- ── papers of an answer ──────────────────────────────────────────────────────────────────────────────────────────
select pg_temp.admit_word('attachments.papers', 'paper_record_is_known', 'form-answer', 'record_kind');
create policy seen_with_the_answer on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'form-answer' and exists (select from forms.answers a where a.id = record_id));
create policy added_to_an_open_answer on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'form-answer' and exists (select from forms.answers a
    where a.id = record_id and a.institution_id = papers.institution_id and a.state in ('draft', 'returned')));
