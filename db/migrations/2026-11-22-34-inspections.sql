-- ── inspections: on the spot, by a checklist ─────────────────────────────────────────────────────────────────────
-- What a department lays down to be looked at; the newest of the nearest department counts, and the national one where
-- none has laid down its own. No secret: every department reads all of them.
create table supervision.checklists (
  id bigint generated always as identity primary key,
  level text collate "C" not null constraint checklist_is_laid_down_by_a_department check (level in ('county', 'prefecture', 'province')),
  scope text collate "C" not null,
  version integer not null,
  -- Of each: code, words, article, and whether a finding weighs heavily.
  items jsonb not null constraint checklist_has_items check (jsonb_array_length(items) between 1 and 100),
  office_name text not null,
  laid_down_by bigint not null references accounts.accounts,
  laid_down_at timestamptz not null,
  constraint checklist_version_is_the_next unique (level, scope, version)
);
alter table supervision.checklists enable row level security;
create policy departments_read on supervision.checklists for select to xueqian_county, xueqian_prefecture, xueqian_province using (true);
create policy department_lays_down on supervision.checklists for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check (level = current_setting('app.level') and scope = current_setting('app.scope'));
grant select on supervision.checklists to xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (level, scope, version, items, office_name, laid_down_by, laid_down_at) on supervision.checklists to xueqian_county, xueqian_prefecture, xueqian_province;

create table supervision.inspections (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  -- The department that inspects.
  level text collate "C" not null constraint inspection_is_made_by_a_department check (level in ('county', 'prefecture', 'province')),
  office_name text not null,
  -- Chosen by the form: sent twice, it is begun once. All inspections of one plan bear the same.
  request_id uuid not null,
  is_planned boolean not null,
  plan_title text,
  from_on date,
  until_on date,
  state text collate "C" not null default 'planned'
    constraint inspection_state_is_known check (state in ('planned', 'draft', 'handed-over', 'closed')),
  -- Grows with every save: two who write at once do not overwrite each other.
  revision integer not null default 0,
  -- The checklist as it was when the inspection was begun: it stays readable whatever is laid down later.
  items jsonb not null,
  -- Of each item that was looked at: code, choice, note.
  answers jsonb not null default '[]',
  inspectors text not null default '',
  inspected_on date,
  conclusion text not null default '',
  found_count integer not null default 0,
  heavy_count integer not null default 0,
  made_by bigint not null references accounts.accounts,
  made_at timestamptz not null,
  signed_by bigint references accounts.accounts,
  signed_at timestamptz,
  known_by bigint references accounts.accounts,
  known_at timestamptz,
  objection text,
  -- A corrected record is a new one that names the one before it, and why.
  corrects_id bigint references supervision.inspections,
  correction_reason text,
  constraint inspection_is_begun_once unique (request_id, institution_id),
  constraint inspection_is_corrected_once unique (corrects_id),
  constraint inspection_plan_has_a_title_and_days check (not is_planned or (length(plan_title) >= 2 and from_on <= until_on)),
  constraint inspection_handed_over_is_signed check (state in ('planned', 'draft') or (signed_by is not null and signed_at is not null and inspected_on is not null and length(inspectors) >= 2)),
  constraint inspection_closed_is_known check ((state = 'closed') = (known_at is not null)),
  constraint inspection_correction_has_a_reason check ((corrects_id is null) = (correction_reason is null))
);
create index inspections_by_institution on supervision.inspections (institution_id, id);
create index inspections_by_county on supervision.inspections (county_code, id);
create index inspections_by_prefecture on supervision.inspections (prefecture_code, id);
create index inspections_by_province on supervision.inspections (province_code, id);
alter table supervision.inspections enable row level security;
-- The institution sees what was handed over to it, and says once that it knows of it.
create policy institution_sees on supervision.inspections for select to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and state in ('handed-over', 'closed'));
create policy institution_knows on supervision.inspections for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint and state = 'handed-over')
  with check (institution_id = current_setting('app.scope')::bigint and state = 'closed');
-- What is handed over is changed by no department; what is being written is seen by the department that writes it.
do $$
declare
  step text;
begin
  foreach step in array array['county', 'prefecture', 'province'] loop
    execute format($policy$create policy %1$s_sees on supervision.inspections for select to xueqian_%1$s
      using (%1$s_code = current_setting('app.scope') and (level = '%1$s' or state in ('handed-over', 'closed')))$policy$, step);
    execute format($policy$create policy %1$s_inspects on supervision.inspections for insert to xueqian_%1$s
      with check (%1$s_code = current_setting('app.scope') and level = '%1$s' and state in ('planned', 'draft'))$policy$, step);
    execute format($policy$create policy %1$s_writes on supervision.inspections for update to xueqian_%1$s
      using (%1$s_code = current_setting('app.scope') and level = '%1$s' and state in ('planned', 'draft'))
      with check (%1$s_code = current_setting('app.scope') and level = '%1$s' and state in ('draft', 'handed-over'))$policy$, step);
    execute format('grant select on supervision.inspections to xueqian_%s', step);
    execute format($grant$grant insert (institution_id, county_code, prefecture_code, province_code, level, office_name, request_id, is_planned, plan_title, from_on, until_on,
        state, items, answers, inspectors, inspected_on, conclusion, made_by, made_at, corrects_id, correction_reason),
      update (state, revision, answers, inspectors, inspected_on, conclusion, found_count, heavy_count, signed_by, signed_at)
      on supervision.inspections to xueqian_%s$grant$, step);
  end loop;
end
$$;
grant select on supervision.inspections to xueqian_institution;
grant update (state, known_by, known_at, objection) on supervision.inspections to xueqian_institution;
create trigger stand_with_the_institution after insert on supervision.inspections referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- A notice that follows from an inspection names it.
alter table supervision.rectifications add column inspection_id bigint references supervision.inspections;
create index rectifications_by_inspection on supervision.rectifications (inspection_id) where inspection_id is not null;
grant insert (inspection_id) on supervision.rectifications to xueqian_county;

-- Photos taken on the spot: added by the department that inspects until it hands the record over, seen by whoever sees it.
alter table attachments.papers drop constraint paper_record_is_known,
  add constraint paper_record_is_known check (record_kind in ('rectification', 'inspection'));
create policy seen_with_the_inspection on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'inspection' and exists (select from supervision.inspections r where r.id = record_id));
create policy added_by_the_inspector on attachments.papers for insert to xueqian_county, xueqian_prefecture, xueqian_province
  with check (record_kind = 'inspection' and exists (select from supervision.inspections r
    where r.id = record_id and r.institution_id = papers.institution_id and r.level = current_setting('app.level') and r.state in ('planned', 'draft')));
grant insert (id, record_kind, record_id, institution_id, file_name, file_key, media_type, bytes, added_by, added_at)
  on attachments.papers to xueqian_prefecture, xueqian_province;
