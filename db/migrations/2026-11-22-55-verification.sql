-- ── verification: resident numbers compared with the public security's register ───────────────────────────────────
create schema verification;
grant usage on schema verification to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- What is asked of a child: its name, and its number by the keyed digest. Another name or number is another question.
create function verification.asked_digest(c children.children) returns bytea language sql stable set search_path = pg_catalog as $$
  select sha256(convert_to(c.name || '|', 'UTF8') || c.claim_digest)
$$;
revoke all on function verification.asked_digest(children.children) from public;
grant execute on function verification.asked_digest(children.children) to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table verification.batches (
  id bigint generated always as identity primary key,
  province_code text collate "C" not null,
  -- Stands in every line that goes out and comes back: an answer to another batch is known by it.
  number text collate "C" not null constraint batch_number_once unique,
  state text collate "C" not null default 'making'
    constraint batch_state_is_known check (state in ('making', 'ready', 'empty', 'withdrawn', 'failed')),
  reason text not null constraint batch_has_a_reason check (length(reason) >= 2),
  request_id uuid not null constraint batch_is_made_once unique,
  made_by bigint not null references accounts.accounts,
  made_at timestamptz not null,
  children integer not null default 0,
  file_key text collate "C",
  ready_at timestamptz,
  -- The file with whole numbers is kept until then.
  file_until timestamptz,
  constraint batch_ready_has_children check (state <> 'ready' or children > 0)
);
create index batches_by_province on verification.batches (province_code, id);
alter table verification.batches enable row level security;
create policy province_sees on verification.batches for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy province_makes on verification.batches for insert to xueqian_province with check (province_code = current_setting('app.scope'));
create policy province_goes_on on verification.batches for update to xueqian_province
  using (province_code = current_setting('app.scope')) with check (province_code = current_setting('app.scope'));
grant select on verification.batches to xueqian_province;
grant insert (province_code, number, reason, request_id, made_by, made_at), update (state, children, file_key, ready_at, file_until) on verification.batches to xueqian_province;

-- A line of a batch: who was asked about, and what was answered. No number stands here.
create table verification.items (
  batch_id bigint not null references verification.batches,
  sequence integer not null,
  province_code text collate "C" not null,
  child_id bigint not null,
  asked bytea not null,
  claim bytea not null,
  result text collate "C" constraint item_result_is_known check (result in ('agrees', 'unknown', 'differs')),
  answered_at timestamptz,
  primary key (batch_id, sequence),
  constraint item_answer_has_its_time check ((result is null) = (answered_at is null))
) with (fillfactor = 80);
create index items_waiting_by_child on verification.items (child_id) where result is null;
alter table verification.items enable row level security;
create policy province_sees on verification.items for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy province_asks on verification.items for insert to xueqian_province with check (province_code = current_setting('app.scope'));
create policy province_takes_answers on verification.items for update to xueqian_province
  using (province_code = current_setting('app.scope')) with check (province_code = current_setting('app.scope'));
create policy province_withdraws on verification.items for delete to xueqian_province using (province_code = current_setting('app.scope') and result is null);
grant select, delete on verification.items to xueqian_province;
grant insert (batch_id, sequence, province_code, child_id, asked, claim), update (result, answered_at) on verification.items to xueqian_province;

-- A file of answers: looked through first, then taken in.
create table verification.answers (
  id bigint generated always as identity primary key,
  batch_id bigint not null references verification.batches,
  province_code text collate "C" not null,
  file_name text not null,
  file_key text collate "C" not null,
  bytes bigint not null,
  state text collate "C" not null default 'checking'
    constraint answer_state_is_known check (state in ('checking', 'checked', 'applying', 'applied', 'failed')),
  counts jsonb,
  -- The first lines that could not be read, by their number, with the cause; no name and no number.
  faults jsonb,
  failure jsonb,
  uploaded_by bigint not null references accounts.accounts,
  uploaded_at timestamptz not null,
  applied_at timestamptz
);
create index answers_by_batch on verification.answers (batch_id, id);
alter table verification.answers enable row level security;
create policy province_sees on verification.answers for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy province_takes_in on verification.answers for insert to xueqian_province with check (province_code = current_setting('app.scope'));
create policy province_goes_on on verification.answers for update to xueqian_province
  using (province_code = current_setting('app.scope')) with check (province_code = current_setting('app.scope'));
grant select on verification.answers to xueqian_province;
grant insert (batch_id, province_code, file_name, file_key, bytes, uploaded_by, uploaded_at), update (state, counts, faults, failure, applied_at)
  on verification.answers to xueqian_province;

-- What is known of a child: the last answer, and what was asked then. It is seen with the child, wherever that goes.
create table verification.results (
  child_id bigint primary key references children.children,
  batch_id bigint not null references verification.batches,
  batch_number text collate "C" not null,
  asked bytea not null,
  result text collate "C" not null constraint result_is_known check (result in ('agrees', 'unknown', 'differs')),
  answered_on date not null,
  -- Why the number is right all the same, with papers: the next batch asks again.
  evidence text,
  evidence_by bigint references accounts.accounts,
  evidence_at timestamptz,
  constraint evidence_has_its_person check ((evidence is null) = (evidence_by is null) and (evidence is null) = (evidence_at is null)),
  constraint evidence_is_of_a_problem check (evidence is null or result <> 'agrees')
) with (fillfactor = 80);
create index results_open on verification.results (child_id) where result <> 'agrees';
alter table verification.results enable row level security;
create policy seen_with_the_child on verification.results for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (exists (select from children.children c where c.id = child_id));
create policy evidence_of_an_own_child on verification.results for update to xueqian_institution
  using (result <> 'agrees' and exists (select from children.children c where c.id = child_id))
  with check (result <> 'agrees' and exists (select from children.children c where c.id = child_id));
create policy province_writes_the_answer on verification.results for insert to xueqian_province
  with check (exists (select from children.children c where c.id = child_id));
create policy province_writes_a_later_answer on verification.results for update to xueqian_province
  using (exists (select from children.children c where c.id = child_id)) with check (exists (select from children.children c where c.id = child_id));
grant select on verification.results to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (child_id, batch_id, batch_number, asked, result, answered_on) on verification.results to xueqian_province;
grant update (batch_id, batch_number, asked, result, answered_on, evidence, evidence_by, evidence_at) on verification.results to xueqian_province;
grant update (evidence, evidence_by, evidence_at) on verification.results to xueqian_institution;

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
select pg_temp.admit('attachments.papers', 'paper_record_is_known', 'verification', 'record_kind');
create policy seen_with_the_verified_child on attachments.papers for select to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province
  using (record_kind = 'verification' and exists (select from verification.results r where r.child_id = record_id));
create policy added_to_a_problem_of_verification on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'verification' and exists (select from verification.results r join children.children c on c.id = r.child_id
    where r.child_id = record_id and r.result <> 'agrees' and c.institution_id = papers.institution_id));
