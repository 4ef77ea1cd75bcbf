-- ── transfers of children between institutions of the province (转园) ────────────────────────────────────────────
-- Asked for by the receiving institution or released at once by the sending one; a row names both, so that both ends of
-- the tree see it without a loosened policy.
create schema transfers;
grant usage on schema transfers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create table transfers.transfers (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  -- As the child was called, and as the institutions were, when the transfer began.
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  from_institution_id bigint not null references institutions.institutions,
  from_institution_name text not null,
  from_county text collate "C" not null,
  from_prefecture text collate "C" not null,
  to_institution_id bigint not null references institutions.institutions,
  to_institution_name text not null,
  to_county text collate "C" not null,
  to_prefecture text collate "C" not null,
  province_code text collate "C" not null,
  started_by text collate "C" not null constraint transfer_starter_is_known check (started_by in ('receiver', 'sender')),
  state text collate "C" not null constraint transfer_state_is_known
    check (state in ('asked', 'released', 'accepted', 'completed', 'refused', 'withdrawn')),
  revision integer not null default 1,
  reason text not null,
  request_id uuid not null constraint transfer_is_asked_once unique,
  asked_by bigint not null references accounts.accounts,
  asked_at timestamptz not null,
  released_by bigint references accounts.accounts,
  released_at timestamptz,
  -- The office above that released it because the sending institution did not act in time.
  released_over text,
  class_id bigint,
  admitted_on date,
  accepted_by bigint references accounts.accounts,
  accepted_at timestamptz,
  approved_by bigint references accounts.accounts,
  approved_at timestamptz,
  ended_by bigint references accounts.accounts,
  ended_at timestamptz,
  -- Why it was refused, or taken over.
  note text,
  constraint transfer_goes_elsewhere check (from_institution_id <> to_institution_id),
  constraint transfer_goes_on_after_release check (state not in ('released', 'accepted', 'completed') or (released_by is not null and released_at is not null)),
  constraint transfer_accepted_names_a_class check (state not in ('accepted', 'completed') or (class_id is not null and admitted_on is not null and accepted_by is not null)),
  constraint transfer_refused_says_why check (state <> 'refused' or length(note) >= 2)
);
create unique index transfer_open_once_a_child on transfers.transfers (child_id) where state in ('asked', 'released', 'accepted');
create index transfers_by_child on transfers.transfers (child_id, id);
create index transfers_from_institution on transfers.transfers (from_institution_id, id);
create index transfers_to_institution on transfers.transfers (to_institution_id, id);
create index transfers_from_county on transfers.transfers (from_county, id);
create index transfers_to_county on transfers.transfers (to_county, id);
create index transfers_from_prefecture on transfers.transfers (from_prefecture, id);
create index transfers_to_prefecture on transfers.transfers (to_prefecture, id);
create index transfers_by_province on transfers.transfers (province_code, id);
alter table transfers.transfers enable row level security;
create policy institution_named on transfers.transfers for select to xueqian_institution
  using (from_institution_id = current_setting('app.scope')::bigint or to_institution_id = current_setting('app.scope')::bigint);
create policy county_named on transfers.transfers for select to xueqian_county
  using (from_county = current_setting('app.scope') or to_county = current_setting('app.scope'));
create policy prefecture_named on transfers.transfers for select to xueqian_prefecture
  using (from_prefecture = current_setting('app.scope') or to_prefecture = current_setting('app.scope'));
create policy province_named on transfers.transfers for select to xueqian_province using (province_code = current_setting('app.scope'));
-- Each side does its own part, and nobody the other's.
create policy sender_releases on transfers.transfers for update to xueqian_institution
  using (from_institution_id = current_setting('app.scope')::bigint and state in ('asked', 'released'))
  with check (from_institution_id = current_setting('app.scope')::bigint and state in ('released', 'refused', 'withdrawn'));
create policy receiver_accepts on transfers.transfers for update to xueqian_institution
  using (to_institution_id = current_setting('app.scope')::bigint and state in ('asked', 'released', 'accepted'))
  with check (to_institution_id = current_setting('app.scope')::bigint and state in ('accepted', 'completed', 'refused', 'withdrawn'));
create policy county_decides on transfers.transfers for update to xueqian_county
  using (state in ('asked', 'accepted') and (from_county = current_setting('app.scope') or to_county = current_setting('app.scope')))
  with check ((state = 'released' and from_county = current_setting('app.scope')) or (state in ('completed', 'refused') and to_county = current_setting('app.scope')));
create policy prefecture_takes_over on transfers.transfers for update to xueqian_prefecture
  using (state = 'asked' and from_prefecture = current_setting('app.scope') and to_prefecture = current_setting('app.scope'))
  with check (state = 'released' and from_prefecture = current_setting('app.scope'));
create policy province_takes_over on transfers.transfers for update to xueqian_province
  using (state = 'asked' and province_code = current_setting('app.scope')) with check (state = 'released' and province_code = current_setting('app.scope'));
grant select on transfers.transfers to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant update (state, revision, released_by, released_at, class_id, admitted_on, accepted_by, accepted_at, ended_by, ended_at, note) on transfers.transfers to xueqian_institution;
grant update (state, revision, released_by, released_at, released_over, approved_by, approved_at, ended_by, ended_at, note) on transfers.transfers to xueqian_county;
grant update (state, revision, released_by, released_at, released_over, note) on transfers.transfers to xueqian_prefecture, xueqian_province;

-- A child of the province that is, or was last, at an institution with a number: what a receiving institution must know
-- to be sure that it is the right one. It is asked by a whole number only.
create function transfers.find_child(claims bytea[], number_kind text, number_digest bytea)
returns table (id bigint, name text, sex text, birth_on date, state text, institution_id bigint, institution_name text, county_name text, is_moving boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id, c.name, c.sex, c.birth_on, c.state, c.institution_id, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted'))
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where ((c.claim_digest = any (claims) and c.holds_claim)
    or c.id = (select n.child_id from registration.numbers n where n.kind = number_kind and n.body_digest = number_digest))
    and c.province_code = (select m.province_code from institutions.institutions m where m.id::text = current_setting('app.scope'))
  limit 1
$$;

-- Begins a transfer: for the institution that asks, or for the one that lets go.
create function transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  c children.children;
  made bigint;
begin
  select * into c from children.children where id = child for update;
  if c.id is null or not exists (select from institutions.institutions i
      where i.id = case side when 'receiver' then receiver else c.institution_id end and i.id::text = current_setting('app.scope') and current_setting('app.level') = 'institution') then
    raise exception 'neither side of the transfer is in the scope of the actor' using errcode = 'insufficient_privilege';
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code, side,
    -- Who has left already needs nobody's release.
    case when side = 'sender' or c.state = 'left' then 'released' else 'asked' end, why, request, account, now_at,
    case when side = 'sender' or c.state = 'left' then account end, case when side = 'sender' or c.state = 'left' then now_at end
  from institutions.institutions f, institutions.institutions t where f.id = c.institution_id and t.id = receiver and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  if made is null then
    raise exception 'no institution of the province takes the child in' using errcode = 'check_violation', constraint = 'transfer_goes_to_a_running_institution';
  end if;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, case t.started_by when 'sender' then 'transfer-released' else 'transfer-asked' end, account, why,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made;
  return made;
end
$$;

-- The child goes over: with its numbers and its history, out of the old institution's present and into the new one's.
create function transfers.carry_out(transfer bigint, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  t transfers.transfers;
  moved bigint;
begin
  select * into t from transfers.transfers where id = transfer for update;
  if t.state <> 'completed' or not exists (select from institutions.institutions i where i.id = t.to_institution_id
      and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)) then
    raise exception 'transfer % is not completed by the receiving side', transfer using errcode = 'insufficient_privilege';
  end if;
  update children.children c set institution_id = i.id, county_code = i.county_code, prefecture_code = i.prefecture_code, province_code = i.province_code,
    town_code = i.town_code, class_id = t.class_id, admitted_on = t.admitted_on, came_by = 'transferred', state = 'numbered', ended_on = null, end_kind = null,
    changed_at = now_at, version = c.version + 1
  from institutions.institutions i
  where c.id = t.child_id and i.id = t.to_institution_id and c.institution_id = t.from_institution_id and c.state in ('numbered', 'suspended', 'left')
  returning c.id into moved;
  if moved is null then
    raise exception 'the child is no longer where the transfer begins' using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  insert into children.actions (child_id, at, action, account_id, facts) values (t.child_id, now_at, 'transferred', account,
    jsonb_build_object('transfer', t.id, 'to', t.to_institution_id, 'from', t.from_institution_name, 'toName', t.to_institution_name));
  update duplicates.cases k set later_institution_id = i.id, later_county = i.county_code, later_prefecture = i.prefecture_code
    from institutions.institutions i where i.id = t.to_institution_id and k.later_child_id = t.child_id and k.state = 'open';
  update duplicates.cases k set earlier_institution_id = i.id, earlier_county = i.county_code, earlier_prefecture = i.prefecture_code
    from institutions.institutions i where i.id = t.to_institution_id and k.earlier_child_id = t.child_id and k.state = 'open';
end
$$;

-- That a child was let go stands in its history, also where the office above did it.
create function transfers.record_release(transfer bigint, account bigint, now_at timestamptz, why text) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, 'transfer-released', account, why, jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = transfer and t.state = 'released' and t.released_by = account
    and duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
$$;

-- What each side has to do stands in its own books of days, whoever set it going.
create function transfers.set_clock(transfer bigint, task_kind text, opened date, period_count integer, period_unit text, due date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into deadlines.tasks (kind, subject, institution_id, county_code, prefecture_code, province_code, holder_level, opened_on, period_count, period_unit, due_on)
  select task_kind, t.id::text, i.id, i.county_code, i.prefecture_code, i.province_code,
    case task_kind when 'transfer-approval' then 'county' else 'institution' end, opened, set_clock.period_count, set_clock.period_unit, due
  from transfers.transfers t join institutions.institutions i
    on i.id = case task_kind when 'transfer-release' then t.from_institution_id else t.to_institution_id end
  where t.id = transfer and task_kind in ('transfer-release', 'transfer-acceptance', 'transfer-approval')
    and (duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
      or duplicates.in_my_scope(t.to_institution_id, t.to_county, t.to_prefecture, t.province_code))
  on conflict do nothing;
end
$$;
create function transfers.stop_clocks(transfer bigint, closed date) returns void
language sql security definer set search_path = pg_catalog as $$
  update deadlines.tasks k set closed_on = greatest(closed, k.opened_on) from transfers.transfers t
  where t.id = transfer and k.subject = t.id::text and k.closed_on is null
    and k.kind in ('transfer-release', 'transfer-acceptance', 'transfer-approval') and k.institution_id in (t.from_institution_id, t.to_institution_id)
    and (duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
      or duplicates.in_my_scope(t.to_institution_id, t.to_county, t.to_prefecture, t.province_code))
$$;
-- By when either side has to act: the other side's day is known to both.
create function transfers.days_of(asked bigint[]) returns table (transfer bigint, kind text, due_on date, period_unit text)
language sql stable security definer set search_path = pg_catalog as $$
  select t.id, k.kind, k.due_on, k.period_unit from transfers.transfers t
  join deadlines.tasks k on k.subject = t.id::text and k.closed_on is null and k.kind in ('transfer-release', 'transfer-acceptance', 'transfer-approval')
    and k.institution_id in (t.from_institution_id, t.to_institution_id)
  where t.id = any (asked) and (duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code)
      or duplicates.in_my_scope(t.to_institution_id, t.to_county, t.to_prefecture, t.province_code))
$$;

-- Institutions of the province that take children in, by the beginning of code or name: where a child may go to.
create function transfers.receivers(wanted text, most integer) returns table (id bigint, code text, name text, county_name text)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, i.code, i.name, (select d.full_name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1)
  from institutions.institutions i
  where i.standing = 'operating' and i.id::text <> current_setting('app.scope')
    and i.province_code = (select m.province_code from institutions.institutions m where m.id::text = current_setting('app.scope')) and (i.code like wanted || '%' or strpos(i.name, wanted) > 0)
  order by i.code limit most
$$;
revoke all on function transfers.find_child(bytea[], text, bytea), transfers.begin(bigint, bigint, text, text, uuid, bigint, timestamptz),
  transfers.carry_out(bigint, bigint, timestamptz), transfers.record_release(bigint, bigint, timestamptz, text), transfers.set_clock(bigint, text, date, integer, text, date), transfers.stop_clocks(bigint, date),
  transfers.days_of(bigint[]), transfers.receivers(text, integer) from public;
grant execute on function transfers.find_child(bytea[], text, bytea), transfers.begin(bigint, bigint, text, text, uuid, bigint, timestamptz),
  transfers.receivers(text, integer) to xueqian_institution;
grant execute on function transfers.carry_out(bigint, bigint, timestamptz) to xueqian_institution, xueqian_county;
grant execute on function transfers.record_release(bigint, bigint, timestamptz, text), transfers.set_clock(bigint, text, date, integer, text, date), transfers.stop_clocks(bigint, date), transfers.days_of(bigint[])
  to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

create function pg_temp.admit_transfer_task(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) known;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, kinds);
end
$$;
select pg_temp.admit_transfer_task('deadlines.tasks', 'task_kind_is_known', kind, 'kind') from unnest(array['transfer-release', 'transfer-acceptance', 'transfer-approval']) kind;
