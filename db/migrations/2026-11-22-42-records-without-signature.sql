-- ── how an inspection ends otherwise: dropped with a reason, or closed without the principal's signature ───────────
alter table supervision.inspections
  add column drop_reason text,
  add column dropped_by bigint references accounts.accounts,
  add column dropped_at timestamptz,
  -- What the department wrote down of how the record was given, where nobody signed in time.
  add column unsigned_note text,
  drop constraint inspection_state_is_known,
  add constraint inspection_state_is_known check (state in ('planned', 'draft', 'handed-over', 'closed', 'dropped')),
  drop constraint inspection_handed_over_is_signed,
  add constraint inspection_handed_over_is_signed check (state in ('planned', 'draft', 'dropped') or (signed_by is not null and signed_at is not null
    and inspected_on is not null and length(inspectors) >= 2)),
  add constraint inspection_dropped_has_a_reason check ((state = 'dropped') = (length(drop_reason) >= 2 and dropped_by is not null and dropped_at is not null)
    and (state = 'dropped' or drop_reason is null)),
  add constraint inspection_without_signature_is_closed check (unsigned_note is null or (state = 'closed' and length(unsigned_note) >= 2));
do $$
declare
  step text;
begin
  foreach step in array array['county', 'prefecture', 'province'] loop
    execute format($policy$create policy %1$s_drops on supervision.inspections for update to xueqian_%1$s
      using (%1$s_code = current_setting('app.scope') and level = '%1$s' and state in ('planned', 'draft'))
      with check (%1$s_code = current_setting('app.scope') and level = '%1$s' and state = 'dropped')$policy$, step);
    execute format($policy$create policy %1$s_closes_unsigned on supervision.inspections for update to xueqian_%1$s
      using (%1$s_code = current_setting('app.scope') and level = '%1$s' and state = 'handed-over')
      with check (%1$s_code = current_setting('app.scope') and level = '%1$s' and state = 'closed' and unsigned_note is not null)$policy$, step);
    execute format('grant update (drop_reason, dropped_by, dropped_at, unsigned_note, known_by, known_at) on supervision.inspections to xueqian_%s', step);
  end loop;
end
$$;

-- The principal has days to sign, given by the department with the record; the clock is the institution's.
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
select pg_temp.admit_word('deadlines.tasks', 'task_kind_is_known', 'inspection-knowledge', 'kind');
create policy prefecture_awaits on deadlines.tasks for insert to xueqian_prefecture
  with check (kind = 'inspection-knowledge' and prefecture_code = current_setting('app.scope'));
create policy prefecture_awaits_no_more on deadlines.tasks for update to xueqian_prefecture
  using (kind = 'inspection-knowledge' and prefecture_code = current_setting('app.scope'))
  with check (kind = 'inspection-knowledge' and prefecture_code = current_setting('app.scope'));
create policy province_awaits on deadlines.tasks for insert to xueqian_province
  with check (kind = 'inspection-knowledge' and province_code = current_setting('app.scope'));
create policy province_awaits_no_more on deadlines.tasks for update to xueqian_province
  using (kind = 'inspection-knowledge' and province_code = current_setting('app.scope'))
  with check (kind = 'inspection-knowledge' and province_code = current_setting('app.scope'));
