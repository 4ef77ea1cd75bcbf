-- ── clocks of problem records: each institution's answer, the arbiter's decision, and the office above a late arbiter ──
-- The arbiter can be a prefecture or the province: they hold tasks as a county does.
alter table deadlines.tasks drop constraint task_holder_is_an_institution_or_its_county,
  add constraint task_holder_is_an_institution_or_a_department check (holder_level in ('institution', 'county', 'prefecture', 'province'));
create function pg_temp.admit_case_task(added text) returns void language plpgsql as $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c
      where c.conrelid = 'deadlines.tasks'::regclass and c.conname = 'task_kind_is_known'
    union all select added) known;
  execute format('alter table deadlines.tasks drop constraint task_kind_is_known, add constraint task_kind_is_known check (kind in (%s))', kinds);
end
$$;
select pg_temp.admit_case_task(kind) from unnest(array['case-answer', 'case-decision']) kind;
create index tasks_of_cases on deadlines.tasks (subject, id) where kind in ('case-answer', 'case-decision');
create index tasks_of_open_cases on deadlines.tasks (kind, due_on) where kind in ('case-answer', 'case-decision') and closed_on is null;

alter table duplicates.cases
  -- When the clocks of its sides were set; null: they are to be set.
  add column clocked_at timestamptz,
  -- Level of the office that decided: it alone takes the decision back.
  add column decided_level text collate "C" constraint case_decided_by_a_department check (decided_level in ('county', 'prefecture', 'province')),
  add constraint case_decided_level_of_a_decision check (decided_level is null or decision is not null);
create index cases_to_clock on duplicates.cases (id) where state = 'open' and clocked_at is null;

-- A case that ends stops its clocks, whatever way it ends; one that is opened again, or whose file has moved, gets them anew.
create function duplicates.keep_clocks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.state = 'closed' then
    update deadlines.tasks t set closed_on = greatest(t.opened_on, (new.closed_at at time zone 'Asia/Shanghai')::date)
      where t.subject = new.id::text and t.kind in ('case-answer', 'case-decision') and t.closed_on is null;
  else
    new.clocked_at := null;
    perform pg_notify('duplicates_to_compare', '');
  end if;
  return new;
end
$$;
revoke all on function duplicates.keep_clocks() from public;
create trigger keep_clocks_of_the_case before update on duplicates.cases for each row
  when (old.state is distinct from new.state or old.later_institution_id is distinct from new.later_institution_id
    or old.earlier_institution_id is distinct from new.earlier_institution_id)
  execute function duplicates.keep_clocks();
-- A case of its own, without a new file: whoever sets clocks hears of it.
create function duplicates.note_case() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_notify('duplicates_to_compare', '');
  return null;
end
$$;
revoke all on function duplicates.note_case() from public;
create trigger note_case_to_clock after insert on duplicates.cases for each statement execute function duplicates.note_case();

-- Days of the open tasks of cases that name my office: the other side's day is known to both.
create function duplicates.days_of(asked bigint[]) returns table (case_id bigint, kind text, institution_id bigint, due_on date, period_unit text)
language sql stable security definer set search_path = pg_catalog as $$
  select k.id, t.kind, t.institution_id, t.due_on, t.period_unit
  from duplicates.cases k
  join deadlines.tasks t on t.subject = k.id::text and t.kind in ('case-answer', 'case-decision') and t.closed_on is null
  where k.id = any (asked)
    and (duplicates.in_my_scope(k.later_institution_id, k.later_county, k.later_prefecture, k.province_code)
      or duplicates.in_my_scope(k.earlier_institution_id, k.earlier_county, k.earlier_prefecture, k.province_code))
$$;
-- Holds a case of my institution while its answer is written: two answers come one after the other. Its state; null where it is not mine.
create function duplicates.hold_for_answer(asked bigint) returns text
language sql security definer set search_path = pg_catalog as $$
  select k.state from duplicates.cases k
  where k.id = asked and current_setting('app.level') = 'institution'
    and current_setting('app.scope') in (k.later_institution_id::text, k.earlier_institution_id::text)
  for update
$$;
-- Both sides have answered: the arbiter's clock begins. Nothing while an answer is missing, or where it runs already.
create function duplicates.begin_arbitration(asked bigint, holder text, opened date, period_count integer, period_unit text, due date) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into deadlines.tasks (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on)
  select 'case-decision', k.id::text, i.id, i.county_code, i.prefecture_code, i.province_code, holder, opened, begin_arbitration.period_count,
    begin_arbitration.period_unit, due
  from duplicates.cases k join institutions.institutions i on i.id = k.later_institution_id
  where k.id = asked and k.state = 'open' and (select count(*) from duplicates.answers a where a.case_id = k.id) = 2
    and holder = case when k.later_county = k.earlier_county then 'county' when k.later_prefecture = k.earlier_prefecture then 'prefecture' else 'province' end
    and current_setting('app.level') = 'institution' and current_setting('app.scope') in (k.later_institution_id::text, k.earlier_institution_id::text)
    and not exists (select from deadlines.tasks t where t.subject = k.id::text and t.kind = 'case-decision' and t.closed_on is null)
$$;
revoke all on function duplicates.days_of(bigint[]), duplicates.hold_for_answer(bigint),
  duplicates.begin_arbitration(bigint, text, date, integer, text, date) from public;
grant execute on function duplicates.days_of(bigint[]) to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant execute on function duplicates.hold_for_answer(bigint), duplicates.begin_arbitration(bigint, text, date, integer, text, date) to xueqian_institution;

-- Whether the actor decides a case on a day: the common superior of both sides; once its day has passed, an office above it too.
create function duplicates.decides(k duplicates.cases, on_day date) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select case current_setting('app.level')
      when 'county' then k.later_county = current_setting('app.scope') and k.earlier_county = current_setting('app.scope')
      when 'prefecture' then k.later_prefecture = current_setting('app.scope') and k.earlier_prefecture = current_setting('app.scope')
      when 'province' then k.province_code = current_setting('app.scope')
      else false end
    and (current_setting('app.level') = case when k.later_county = k.earlier_county then 'county' when k.later_prefecture = k.earlier_prefecture then 'prefecture' else 'province' end
      or coalesce((select t.due_on < on_day from deadlines.tasks t where t.subject = k.id::text and t.kind = 'case-decision' order by t.id desc limit 1), false))
$$;
drop function duplicates.hold_case(bigint);
-- Holds the case and its files, claims first as everybody who changes a file does; null where the actor does not decide it that day.
create function duplicates.hold_case(asked bigint, on_day date) returns table (kind text, state text, later_id bigint, earlier_id bigint, later_state text, earlier_state text)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  k duplicates.cases;
begin
  select * into k from duplicates.cases c where c.id = asked;
  if k.id is null or not duplicates.decides(k, on_day) then return; end if;
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id in (k.later_child_id, k.earlier_child_id)));
  perform c.id from children.children c where c.id in (k.later_child_id, k.earlier_child_id) order by c.id for update;
  select * into k from duplicates.cases c where c.id = asked for update;
  return query select k.kind, k.state, l.id, e.id, l.state, e.state from children.children l, children.children e
    where l.id = k.later_child_id and e.id = k.earlier_child_id;
end
$$;

create or replace function duplicates.settle(asked bigint, decided text, why text, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  k duplicates.cases;
  l children.children;
  into_version integer;
begin
  select * into k from duplicates.cases c where c.id = asked for update;
  if k.id is null or not duplicates.decides(k, (now_at at time zone 'Asia/Shanghai')::date) or k.state <> 'open' then
    raise exception 'case % is not open to the actor', asked using errcode = 'insufficient_privilege';
  end if;
  select * into l from children.children c where c.id = k.later_child_id;
  update duplicates.cases set state = 'closed', outcome = decided, closed_at = now_at,
    decision = decided, decided_by = account, decided_at = now_at, decision_reason = why,
    decided_level = current_setting('app.level') where id = asked;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    select c, now_at, 'case-decided', account, why, jsonb_build_object('decision', decided) from unnest(array[k.later_child_id, k.earlier_child_id]) c;
  if decided = 'two-children' then
    insert into duplicates.told_apart (one_child_id, other_child_id, case_id, at)
      values (least(k.later_child_id, k.earlier_child_id), greatest(k.later_child_id, k.earlier_child_id), asked, now_at) on conflict do nothing;
    if l.state = 'problem' then
      update children.children set claim_apart_from = coalesce(claim_apart_from, claim_digest), claim_digest = substring(sha256(claim_digest || int8send(id)) from 1 for 16),
        holds_claim = true, state = 'entered', version = version + 1, confirmed_by = null, confirmed_at = null where id = l.id;
      insert into children.actions (child_id, at, action, account_id) values (l.id, now_at, 'claim-received', account);
    end if;
  elsif decided = 'transfer' then
    update children.children set state = 'deleted', holds_claim = false, version = version + 1 where id = l.id;
    insert into children.actions (child_id, at, action, account_id, reason) values (l.id, now_at, 'deleted', account, why);
  else
    update children.children set state = 'merged', merged_into = k.earlier_child_id, holds_claim = false, class_id = null, version = version + 1, changed_at = now_at
      where id = l.id;
    update registration.numbers set ended_at = now_at, end_reason = 'merged' where child_id = l.id and ended_at is null;
    insert into children.actions (child_id, at, action, account_id, reason, facts)
      values (l.id, now_at, 'merged', account, why, jsonb_build_object('into', k.earlier_child_id));
    select c.version into into_version from children.children c where c.id = k.earlier_child_id;
    insert into duplicates.mergers (case_id, child_id, into_id, child_version, into_version, former_state, former_class_id, former_holds_claim, merged_by, merged_at)
      values (asked, l.id, k.earlier_child_id, l.version + 1, into_version, l.state, l.class_id, l.holds_claim, account, now_at);
  end if;
  -- The claim of a file that is no more goes to whoever waits for it; what else was open against it ends.
  if decided <> 'two-children' then
    if l.holds_claim then perform duplicates.pass_claim_on(l.id, l.claim_digest, 'deleted', account, now_at); end if;
    update duplicates.cases c set state = 'closed', closed_at = now_at, outcome = case when c.later_child_id = l.id then 'deleted' else 'other-side-deleted' end
      where c.state = 'open' and l.id in (c.later_child_id, c.earlier_child_id);
  end if;
end
$$;

create or replace function duplicates.unmerge(asked bigint, why text, account bigint, now_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  m duplicates.mergers;
  k duplicates.cases;
  l children.children;
begin
  select * into m from duplicates.mergers g where g.case_id = asked and g.undone_at is null for update;
  select * into k from duplicates.cases c where c.id = asked;
  if m.id is null or not duplicates.decides(k, (now_at at time zone 'Asia/Shanghai')::date)
    or coalesce(k.decided_level, current_setting('app.level')) <> current_setting('app.level') then return 'not-found'; end if;
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id = m.child_id));
  perform c.id from children.children c where c.id in (m.child_id, m.into_id) order by c.id for update;
  select * into l from children.children c where c.id = m.child_id;
  if l.state <> 'merged' or l.version <> m.child_version or (select c.version from children.children c where c.id = m.into_id) <> m.into_version then
    return 'changed-since';
  end if;
  if m.former_holds_claim and exists (select from children.children c where c.claim_digest = l.claim_digest and c.holds_claim) then return 'claim-held'; end if;
  if m.former_class_id is not null and not exists (select from classes.classes s where s.id = m.former_class_id) then return 'class-gone'; end if;
  update children.children set state = m.former_state, merged_into = null, holds_claim = m.former_holds_claim, class_id = m.former_class_id,
    version = version + 1, changed_at = now_at where id = m.child_id;
  update registration.numbers set ended_at = null, end_reason = null where child_id = m.child_id and end_reason = 'merged';
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    values (m.child_id, now_at, 'unmerged', account, why, jsonb_build_object('state', m.former_state));
  update duplicates.mergers set undone_by = account, undone_at = now_at where id = m.id;
  update duplicates.cases set state = 'open', outcome = null, closed_at = null, decision = null, decided_by = null, decided_at = null, decision_reason = null,
    decided_level = null where id = asked;
  return null;
end
$$;

create or replace function transfers.begin_decided(decided_case bigint, now_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  k duplicates.cases;
  c children.children;
  made bigint;
begin
  select * into k from duplicates.cases where id = decided_case;
  if k.id is null or not duplicates.decides(k, (now_at at time zone 'Asia/Shanghai')::date) or k.decision is distinct from 'transfer' or k.decided_at is distinct from now_at then
    raise exception 'case % was not found to be a transfer by the actor now', decided_case using errcode = 'insufficient_privilege';
  end if;
  select * into c from children.children where id = k.earlier_child_id for update;
  -- A file without a number, or one that moves or changes already, is left to the kindergartens.
  if c.state not in ('numbered', 'suspended') or c.institution_id = k.later_institution_id
    or exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted'))
    or exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    return null;
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at,
    released_over)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code,
    'receiver', 'released', k.decision_reason, gen_random_uuid(), k.decided_by, now_at, k.decided_by, now_at, k.decision_reason
  from institutions.institutions f, institutions.institutions t
  where f.id = c.institution_id and t.id = k.later_institution_id and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, 'transfer-released', k.decided_by, k.decision_reason,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made;
  return made;
end
$$;

drop function duplicates.decides(duplicates.cases);
revoke all on function duplicates.decides(duplicates.cases, date), duplicates.hold_case(bigint, date) from public;
grant execute on function duplicates.decides(duplicates.cases, date), duplicates.hold_case(bigint, date) to xueqian_county, xueqian_prefecture, xueqian_province;
