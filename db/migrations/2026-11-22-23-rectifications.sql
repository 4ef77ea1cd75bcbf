-- ── rectification notices (Binhai measures, article 21) ──────────────────────────────────────────────────────────
create table supervision.rectifications (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  violation text collate "C" not null
    constraint rectification_violation_is_known check (violation in ('false-file', 'late-file', 'late-change', 'late-leaving', 'leaked', 'other')),
  -- What was found, and what is to be done.
  found text not null,
  asked text not null,
  due_on date not null,
  state text collate "C" not null default 'issued'
    constraint rectification_state_is_known check (state in ('issued', 'answered', 'returned', 'accepted')),
  office_name text not null,
  -- Chosen by the form: sent twice, the notice is issued once.
  request_id uuid not null constraint rectification_is_issued_once unique,
  issued_by bigint not null references accounts.accounts,
  issued_at timestamptz not null,
  answer text,
  answered_by bigint references accounts.accounts,
  answered_at timestamptz,
  decided_by bigint references accounts.accounts,
  decided_at timestamptz,
  reason text,
  constraint rectification_is_due_after_it_was_issued check (due_on >= (issued_at at time zone 'Asia/Shanghai')::date),
  constraint rectification_answered_has_an_answer check (state in ('issued') or (length(answer) >= 2 and answered_at is not null)),
  constraint rectification_return_has_a_reason check (state <> 'returned' or length(reason) >= 2)
);
create index rectifications_by_institution on supervision.rectifications (institution_id, id);
create index rectifications_by_county on supervision.rectifications (county_code, id);
create index rectifications_by_prefecture on supervision.rectifications (prefecture_code, id);
create index rectifications_by_province on supervision.rectifications (province_code, id);
alter table supervision.rectifications enable row level security;
create policy institution_sees on supervision.rectifications for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_answers on supervision.rectifications for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_orders on supervision.rectifications for all to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on supervision.rectifications for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on supervision.rectifications for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on supervision.rectifications to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, county_code, prefecture_code, province_code, violation, found, asked, due_on, office_name, issued_by, issued_at, request_id)
  on supervision.rectifications to xueqian_county;
grant update (state, decided_by, decided_at, reason) on supervision.rectifications to xueqian_county;
grant update (state, answer, answered_by, answered_at) on supervision.rectifications to xueqian_institution;
create trigger stand_with_the_institution after insert on supervision.rectifications referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- ── papers that go with a record ─────────────────────────────────────────────────────────────────────────────────
-- The file itself lies outside the database. Whoever sees the record sees its papers, by the same policies.
create schema attachments;
grant usage on schema attachments to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
create table attachments.papers (
  id uuid primary key,
  record_kind text collate "C" not null constraint paper_record_is_known check (record_kind in ('rectification')),
  record_id bigint not null,
  institution_id bigint not null references institutions.institutions,
  file_name text not null,
  file_key text collate "C" not null,
  media_type text collate "C" not null,
  bytes bigint not null,
  added_by bigint not null references accounts.accounts,
  added_at timestamptz not null
);
create index papers_by_record on attachments.papers (record_kind, record_id);
alter table attachments.papers enable row level security;
create policy seen_with_the_record on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'rectification' and exists (select from supervision.rectifications r where r.id = record_id));
create policy added_to_an_open_record on attachments.papers for insert to xueqian_institution, xueqian_county
  with check (record_kind = 'rectification' and exists (select from supervision.rectifications r
    where r.id = record_id and r.institution_id = papers.institution_id and r.state <> 'accepted'));
grant select on attachments.papers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (id, record_kind, record_id, institution_id, file_name, file_key, media_type, bytes, added_by, added_at)
  on attachments.papers to xueqian_institution, xueqian_county;
