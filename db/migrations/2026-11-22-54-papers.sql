-- ── papers: forms that are printed, and the guardians' word on what they say ─────────────────────────────────────
create schema papers;
grant usage on schema papers to xueqian_institution, xueqian_county;

-- What a guardian confirms of a file: every field of the national layout but the class, which changes each year. Of
-- sealed numbers the part that a change of keys leaves as it is.
create function papers.file_digest(c children.children) returns bytea language sql stable set search_path = pg_catalog as $$
  select sha256(convert_to(jsonb_build_array(c.name, c.sex, c.birth_on, c.identity_type, encode(substring(c.identity_sealed from 2 for 16), 'hex'), c.blood_type,
    c.nationality, c.ethnicity, c.overseas, c.birth_place, c.native_place, c.hukou_nature, c.hukou_subtype, c.hukou_place, c.address, c.admitted_on, c.attendance,
    c.only_child, c.left_behind, c.migrant_worker, c.health, c.disabled, c.disability_type, c.orphan, c.guardian_name, c.guardian_identity_type,
    encode(substring(c.guardian_identity_sealed from 2 for 16), 'hex'), c.guardian_relation, encode(substring(c.guardian_phone_sealed from 2 for 16), 'hex'))::text, 'UTF8'))
$$;
revoke all on function papers.file_digest(children.children) from public;
grant execute on function papers.file_digest(children.children) to xueqian_institution, xueqian_county;

-- A guardian has signed what the file said: never changed, never removed. What was confirmed later stands beside it.
create table papers.confirmations (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  file_version integer not null,
  file_digest bytea not null constraint confirmation_digest_is_whole check (length(file_digest) = 32),
  signer_name text not null constraint confirmation_names_its_signer check (length(signer_name) between 1 and 60),
  -- GB/T 4761; null where the file says none.
  signer_relation text collate "C",
  signed_on date not null,
  taken_in_by bigint not null references accounts.accounts,
  taken_in_at timestamptz not null,
  constraint confirmation_once unique (child_id, file_digest, signed_on, signer_name),
  constraint confirmation_signed_before_it_came_in check (signed_on <= (taken_in_at at time zone 'Asia/Shanghai')::date)
);
create index confirmations_by_child on papers.confirmations (child_id, id);
create index confirmations_by_institution on papers.confirmations (institution_id, id);
alter table papers.confirmations enable row level security;
create policy institution_sees on papers.confirmations for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_takes_in on papers.confirmations for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint
    and exists (select from children.children c where c.id = child_id and c.institution_id = confirmations.institution_id));
create policy county_sees on papers.confirmations for select to xueqian_county using (county_code = current_setting('app.scope'));
grant select on papers.confirmations to xueqian_institution, xueqian_county;
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, file_version, file_digest, signer_name, signer_relation, signed_on, taken_in_by, taken_in_at)
  on papers.confirmations to xueqian_institution;
create trigger stand_with_the_institution after insert on papers.confirmations referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- The signed paper as a scan; and a line in the child's history. What other kinds there are stays as it is.
create or replace function pg_temp.admit(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) known;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, kinds);
end
$$;
select pg_temp.admit('attachments.papers', 'paper_record_is_known', 'confirmation', 'record_kind');
create policy seen_with_the_confirmation on attachments.papers for select to xueqian_institution, xueqian_county
  using (record_kind = 'confirmation' and exists (select from papers.confirmations k where k.id = record_id));
create policy added_to_a_confirmation on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'confirmation' and exists (select from papers.confirmations k where k.id = record_id and k.institution_id = papers.institution_id));
select pg_temp.admit('children.actions', 'action_is_known', 'guardian-confirmed', 'action');

-- A paper with whole numbers is a look at them like any other: both count in the hour's limit.
create or replace function audit.count_unmaskings(account bigint, since timestamptz) returns integer language plpgsql security definer set search_path = '' as $$
declare
  shown integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(7720, (account % 2147483647)::integer);
  select count(*) into shown from audit.entries e
    where e.entry in ('children.unmasked', 'papers.whole-form-printed') and e.result = 'done' and e.at > since and e.account_id = account;
  return shown;
end;
$$;
