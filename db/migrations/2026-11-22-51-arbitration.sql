-- ── answers and decisions of problem cases ───────────────────────────────────────────────────────────────────────
-- What an institution says for its side, with papers (佐证); said again it replaces what it said before.
create table duplicates.answers (
  case_id bigint not null references duplicates.cases,
  side text collate "C" not null constraint answer_side_is_known check (side in ('later', 'earlier')),
  institution_id bigint not null references institutions.institutions,
  statement text not null constraint answer_says_something check (length(statement) >= 2),
  answered_by bigint not null references accounts.accounts,
  answered_at timestamptz not null,
  constraint answer_once_a_side primary key (case_id, side)
);
alter table duplicates.answers enable row level security;
create policy own_word on duplicates.answers for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy own_side_or_decided_here on duplicates.answers for select to xueqian_county
  using (exists (select from institutions.institutions i where i.id = institution_id)
    or exists (select from duplicates.cases k where k.id = case_id and k.later_county = k.earlier_county));
create policy own_side_or_decided_here_above on duplicates.answers for select to xueqian_prefecture
  using (exists (select from institutions.institutions i where i.id = institution_id)
    or exists (select from duplicates.cases k where k.id = case_id and k.later_prefecture = k.earlier_prefecture));
create policy province_sees on duplicates.answers for select to xueqian_province using (exists (select from duplicates.cases k where k.id = case_id));
create policy own_side on duplicates.answers for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint and exists (select from duplicates.cases k where k.id = case_id and k.state = 'open'
    and institution_id = case side when 'later' then k.later_institution_id else k.earlier_institution_id end));
create policy own_side_again on duplicates.answers for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
grant select on duplicates.answers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (case_id, side, institution_id, statement, answered_by, answered_at), update (statement, answered_by, answered_at) on duplicates.answers to xueqian_institution;

alter table duplicates.cases
  add column decision text collate "C" constraint case_decision_is_known check (decision in ('transfer', 'two-children', 'one-child')),
  add column decided_by bigint references accounts.accounts,
  add column decided_at timestamptz,
  add column decision_reason text,
  add constraint case_decided_by_somebody_for_a_reason check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null) and (decision is null) = (decision_reason is null));
-- The county of the file that came later gives the number before the case is decided, for a reason.
create policy county_lets_through on duplicates.cases for update to xueqian_county
  using (later_county = current_setting('app.scope') and kind = 'possible' and state = 'open') with check (later_county = current_setting('app.scope'));
grant update (let_through_by, let_through_at, let_through_reason) on duplicates.cases to xueqian_county;

-- Papers: an institution sees its own; the office that decides sees those of both.
do $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c
      where c.conrelid = 'attachments.papers'::regclass and c.conname = 'paper_record_is_known'
    union all select 'duplicate-case') known;
  execute format('alter table attachments.papers drop constraint paper_record_is_known, add constraint paper_record_is_known check (record_kind in (%s))', kinds);
end
$$;
create policy own_papers_of_the_case on attachments.papers for select to xueqian_institution
  using (record_kind = 'duplicate-case' and institution_id = current_setting('app.scope')::bigint);
create policy papers_of_the_case_decided_here on attachments.papers for select to xueqian_county
  using (record_kind = 'duplicate-case' and exists (select from duplicates.cases k where k.id = record_id
    and (k.later_county = k.earlier_county or exists (select from institutions.institutions i where i.id = papers.institution_id))));
create policy papers_of_the_case_decided_here_above on attachments.papers for select to xueqian_prefecture
  using (record_kind = 'duplicate-case' and exists (select from duplicates.cases k where k.id = record_id
    and (k.later_prefecture = k.earlier_prefecture or exists (select from institutions.institutions i where i.id = papers.institution_id))));
create policy papers_of_the_case_in_the_province on attachments.papers for select to xueqian_province
  using (record_kind = 'duplicate-case' and exists (select from duplicates.cases k where k.id = record_id));
create policy added_to_an_open_case on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'duplicate-case' and institution_id = current_setting('app.scope')::bigint
    and exists (select from duplicates.cases k where k.id = record_id and k.state = 'open' and papers.institution_id in (k.later_institution_id, k.earlier_institution_id)));

-- A file told apart from another one with the same name, sex and birth date holds a claim of its own, made from the one
-- they had in common: so a claim is held once, as ever.
alter table children.children add column claim_apart_from bytea;
create index children_told_apart on children.children (claim_apart_from) where claim_apart_from is not null;
grant update (claim_apart_from) on children.children to xueqian_institution;

-- Files that went into another one: what they were before, for the days in which it can be taken back.
create table duplicates.mergers (
  id bigint generated always as identity primary key,
  case_id bigint not null references duplicates.cases,
  child_id bigint not null references children.children,
  into_id bigint not null references children.children,
  -- Version of each after the merger: a later change of one of them forbids to take it back.
  child_version integer not null,
  into_version integer not null,
  former_state text collate "C" not null,
  former_class_id bigint,
  former_holds_claim boolean not null,
  merged_by bigint not null references accounts.accounts,
  merged_at timestamptz not null,
  undone_by bigint references accounts.accounts,
  undone_at timestamptz
);
create unique index merger_under_way_once on duplicates.mergers (child_id) where undone_at is null;
create index mergers_by_case on duplicates.mergers (case_id);
alter table duplicates.mergers enable row level security;
-- Seen on the side of the file that went; who decides is on both.
create policy institution_of_the_file on duplicates.mergers for select to xueqian_institution
  using (exists (select from duplicates.cases k where k.id = case_id and k.later_institution_id = current_setting('app.scope')::bigint));
create policy county_of_the_file on duplicates.mergers for select to xueqian_county
  using (exists (select from duplicates.cases k where k.id = case_id and k.later_county = current_setting('app.scope')));
create policy prefecture_of_the_file on duplicates.mergers for select to xueqian_prefecture
  using (exists (select from duplicates.cases k where k.id = case_id and k.later_prefecture = current_setting('app.scope')));
create policy province_of_the_file on duplicates.mergers for select to xueqian_province
  using (exists (select from duplicates.cases k where k.id = case_id and k.province_code = current_setting('app.scope')));
grant select on duplicates.mergers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- Whether the actor is the common superior of both sides: their county, their prefecture, or the province.
create function duplicates.decides(k duplicates.cases) returns boolean language sql stable set search_path = pg_catalog as $$
  select case
    when k.later_county = k.earlier_county then current_setting('app.level') = 'county' and k.later_county = current_setting('app.scope')
    when k.later_prefecture = k.earlier_prefecture then current_setting('app.level') = 'prefecture' and k.later_prefecture = current_setting('app.scope')
    else current_setting('app.level') = 'province' and k.province_code = current_setting('app.scope') end
$$;

-- Holds the case and its files, claims first as everybody who changes a file does; null where the actor does not decide it.
create function duplicates.hold_case(asked bigint) returns table (kind text, state text, later_id bigint, earlier_id bigint, later_state text, earlier_state text)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  k duplicates.cases;
begin
  select * into k from duplicates.cases c where c.id = asked;
  if k.id is null or not duplicates.decides(k) then return; end if;
  perform duplicates.lock_claims(array(select c.claim_digest from children.children c where c.id in (k.later_child_id, k.earlier_child_id)));
  perform c.id from children.children c where c.id in (k.later_child_id, k.earlier_child_id) order by c.id for update;
  select * into k from duplicates.cases c where c.id = asked for update;
  return query select k.kind, k.state, l.id, e.id, l.state, e.state from children.children l, children.children e
    where l.id = k.later_child_id and e.id = k.earlier_child_id;
end
$$;

-- Writes a decision that the rule has allowed, on a case that is held.
create function duplicates.settle(asked bigint, decided text, why text, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  k duplicates.cases;
  l children.children;
  into_version integer;
begin
  select * into k from duplicates.cases c where c.id = asked for update;
  if k.id is null or not duplicates.decides(k) or k.state <> 'open' then
    raise exception 'case % is not open to the actor', asked using errcode = 'insufficient_privilege';
  end if;
  select * into l from children.children c where c.id = k.later_child_id;
  update duplicates.cases set state = 'closed', outcome = decided, closed_at = now_at,
    decision = decided, decided_by = account, decided_at = now_at, decision_reason = why where id = asked;
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

-- Takes a merger back. Gives what stands in the way: claim-held, changed-since, class-gone; null when it is done.
create function duplicates.unmerge(asked bigint, why text, account bigint, now_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  m duplicates.mergers;
  k duplicates.cases;
  l children.children;
begin
  select * into m from duplicates.mergers g where g.case_id = asked and g.undone_at is null for update;
  select * into k from duplicates.cases c where c.id = asked;
  if m.id is null or not duplicates.decides(k) then return 'not-found'; end if;
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
  update duplicates.cases set state = 'open', outcome = null, closed_at = null, decision = null, decided_by = null, decided_at = null, decision_reason = null where id = asked;
  return null;
end
$$;
revoke all on function duplicates.decides(duplicates.cases), duplicates.hold_case(bigint), duplicates.settle(bigint, text, text, bigint, timestamptz),
  duplicates.unmerge(bigint, text, bigint, timestamptz) from public;
grant execute on function duplicates.decides(duplicates.cases), duplicates.hold_case(bigint), duplicates.settle(bigint, text, text, bigint, timestamptz),
  duplicates.unmerge(bigint, text, bigint, timestamptz) to xueqian_county, xueqian_prefecture, xueqian_province;
