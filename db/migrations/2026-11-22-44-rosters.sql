-- ── lists that are taken in from a workbook ──────────────────────────────────────────────────────────────────────
create schema rosters;
grant usage on schema rosters to xueqian_county;

create table rosters.rosters (
  id bigint generated always as identity primary key,
  kind text collate "C" not null constraint roster_kind_is_known check (kind in ('institutions')),
  county_code text collate "C" not null,
  file_name text not null,
  file_key text not null,
  file_bytes bigint not null,
  state text collate "C" not null default 'checked' constraint roster_state_is_known check (state in ('checked', 'committed', 'discarded')),
  counts jsonb not null,
  headings jsonb not null,
  -- Rows that have something to say, by row number; the others are only counted.
  results jsonb not null,
  uploaded_by bigint not null references accounts.accounts,
  uploaded_at timestamptz not null,
  ended_by bigint references accounts.accounts,
  ended_at timestamptz,
  constraint roster_end_has_a_person check ((state = 'checked') = (ended_by is null))
);
create index rosters_of_a_county on rosters.rosters (county_code, id);
alter table rosters.rosters enable row level security;
create policy county_owns on rosters.rosters for all to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
grant select on rosters.rosters to xueqian_county;
grant insert (kind, county_code, file_name, file_key, file_bytes, counts, headings, results, uploaded_by, uploaded_at),
  update (state, counts, results, ended_by, ended_at) on rosters.rosters to xueqian_county;

-- Which of these codes institutions of other counties have or had: nothing else is told of them.
create function rosters.codes_elsewhere(asked text[]) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select i.code from institutions.institutions i where i.code = any (asked) and i.county_code <> current_setting('app.scope')
$$;
revoke all on function rosters.codes_elsewhere(text[]) from public;
grant execute on function rosters.codes_elsewhere(text[]) to xueqian_county;

-- Brings what the county's list knows into the draft of an institution that has reported nothing yet. What is reported or
-- in force is not touched: false then, and when it is not of this county.
create function rosters.refresh_draft(asked bigint, row_name text, row_kind text, row_nature text, row_town text, known jsonb, account bigint, at timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog as $$
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
$$;
revoke all on function rosters.refresh_draft(bigint, text, text, text, text, jsonb, bigint, timestamptz) from public;
grant execute on function rosters.refresh_draft(bigint, text, text, text, text, jsonb, bigint, timestamptz) to xueqian_county;
