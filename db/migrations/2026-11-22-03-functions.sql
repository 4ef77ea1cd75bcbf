-- ── counters (statistics) ────────────────────────────────────────────────────────────────────────────────────────
-- Statement triggers with transition tables: whoever writes children or institutions, however many rows, the counters
-- follow in the same transaction. A recount must agree (npm run recount).
create function statistics.count_children() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered
    from (select institution_id,
            count(*) filter (where state = 'entered') as entered, count(*) filter (where state = 'returned') as returned,
            count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state = 'problem') as problem,
            count(*) filter (where state = 'numbered') as numbered
          from new_rows group by institution_id) d
    where c.institution_id = d.institution_id;
  else
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered
    from (select institution_id,
            coalesce(sum(n) filter (where state = 'entered'), 0) as entered, coalesce(sum(n) filter (where state = 'returned'), 0) as returned,
            coalesce(sum(n) filter (where state = 'confirmed'), 0) as confirmed, coalesce(sum(n) filter (where state = 'problem'), 0) as problem,
            coalesce(sum(n) filter (where state = 'numbered'), 0) as numbered
          from (select institution_id, state, 1 as n from new_rows union all select institution_id, state, -1 from old_rows) m
          group by institution_id) d
    where c.institution_id = d.institution_id
      and (d.entered, d.returned, d.confirmed, d.problem, d.numbered) is distinct from (0, 0, 0, 0, 0);
  end if;
  return null;
end
$$;
create trigger count_new_children after insert on children.children referencing new table as new_rows
  for each statement execute function statistics.count_children();
create trigger count_changed_children after update on children.children referencing old table as old_rows new table as new_rows
  for each statement execute function statistics.count_children();

create function statistics.count_institution() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into statistics.institution_counters (institution_id, county_code, prefecture_code, province_code, reported, reviewed, basic_waiting)
    values (new.id, new.county_code, new.prefecture_code, new.province_code, new.reported::int, new.reviewed::int, (new.basic_state = 'submitted')::int);
  else
    update statistics.institution_counters
    set reported = new.reported::int, reviewed = new.reviewed::int, basic_waiting = (new.basic_state = 'submitted')::int
    where institution_id = new.id;
  end if;
  return null;
end
$$;
create trigger count_new_institution after insert on institutions.institutions for each row execute function statistics.count_institution();
create trigger count_changed_institution after update of reported, reviewed, basic_state on institutions.institutions
  for each row execute function statistics.count_institution();

-- Institutions whose counters disagree with a recount; empty when the books are right.
create function statistics.counter_differences() returns table (institution_id bigint, counter text, kept bigint, counted bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with counted as (
    select c.institution_id, c.state, count(*) as n from children.children c group by c.institution_id, c.state
  ), kept as (
    select k.institution_id, v.counter, v.kept from statistics.institution_counters k
    cross join lateral (values ('entered', k.entered), ('returned', k.returned), ('confirmed', k.confirmed), ('problem', k.problem), ('numbered', k.numbered)) v (counter, kept)
  )
  select kept.institution_id, kept.counter, kept.kept, coalesce(counted.n, 0) from kept
    left join counted on counted.institution_id = kept.institution_id and counted.state = kept.counter
    where kept.kept <> coalesce(counted.n, 0)
  union all
  select i.id, 'reported', k.reported, i.reported::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reported <> i.reported::int
  union all
  select i.id, 'reviewed', k.reviewed, i.reviewed::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reviewed <> i.reviewed::int
$$;
revoke all on function statistics.counter_differences() from public;

-- ── what crosses the tree (duplicates) ───────────────────────────────────────────────────────────────────────────
-- Whether a row is in the scope of the transaction's actor: for the definer functions below, which see all rows.
create function duplicates.in_my_scope(institution_id bigint, county_code text, prefecture_code text, province_code text) returns boolean
language sql stable set search_path = pg_catalog as $$
  select case current_setting('app.level')
    when 'institution' then institution_id::text = current_setting('app.scope')
    when 'county' then county_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope')
    when 'province' then province_code = current_setting('app.scope')
    else false end
$$;

-- Serialises everything that gives or takes one claim; taken in the order of the digests, so that two never wait in a ring.
create function duplicates.lock_claims(claims bytea[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  key bigint;
begin
  for key in select distinct ('x' || encode(substring(c from 1 for 8), 'hex'))::bit(64)::bigint from unnest(claims) c order by 1 loop
    perform pg_advisory_xact_lock(key);
  end loop;
end
$$;

-- Which of these claims are held, by any child of the province; tells nothing but the digest asked for.
create function duplicates.held_claims(claims bytea[]) returns setof bytea language sql stable security definer set search_path = pg_catalog as $$
  select c.claim_digest from children.children c where c.holds_claim and c.claim_digest = any (claims)
$$;

-- Opens a case for each of these problem children against the child that holds the claim.
create function duplicates.open_cases(later_ids bigint[], opened_at timestamptz) returns integer language sql security definer set search_path = pg_catalog as $$
  with opened as (
    insert into duplicates.cases (kind, later_child_id, earlier_child_id, later_institution_id, earlier_institution_id,
      later_county, earlier_county, later_prefecture, earlier_prefecture, province_code, opened_at)
    select case when l.identity_sealed is null then '102' else '101' end, l.id, e.id, l.institution_id, e.institution_id,
      l.county_code, e.county_code, l.prefecture_code, e.prefecture_code, l.province_code, open_cases.opened_at
    from children.children l
    join children.children e on e.claim_digest = l.claim_digest and e.holds_claim
    where l.id = any (later_ids) and not l.holds_claim and l.state = 'problem'
      and duplicates.in_my_scope(l.institution_id, l.county_code, l.prefecture_code, l.province_code)
    on conflict do nothing
    returning 1
  )
  select count(*)::integer from opened
$$;

-- After a child of mine gave up a claim (deleted or corrected): closes its cases, gives the claim to the earliest child
-- that waits for it, and opens new cases of the others against that one. Returns the child that received the claim.
create function duplicates.pass_claim_on(from_child bigint, claim bytea, outcome text, account bigint, now_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  heir bigint;
  others bigint[];
begin
  if not exists (select from children.children c where c.id = from_child
      and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)) then
    raise exception 'child % is not in the scope of the actor', from_child using errcode = 'insufficient_privilege';
  end if;
  update duplicates.cases set state = 'closed', outcome = pass_claim_on.outcome, closed_at = now_at
    where later_child_id = from_child and state = 'open';
  if exists (select from children.children c where c.claim_digest = claim and c.holds_claim) then
    return null;
  end if;
  select array_agg(later_child_id) into others from duplicates.cases where earlier_child_id = from_child and state = 'open';
  update duplicates.cases set state = 'closed', outcome = 'other-side-' || pass_claim_on.outcome, closed_at = now_at
    where earlier_child_id = from_child and state = 'open';
  select c.id into heir from children.children c
    where c.claim_digest = claim and not c.holds_claim and c.state = 'problem' order by c.entered_at, c.id limit 1 for update;
  if heir is null then
    return null;
  end if;
  update children.children set holds_claim = true, state = 'entered', version = version + 1,
    confirmed_by = null, confirmed_at = null where id = heir;
  insert into children.actions (child_id, at, action, account_id) values (heir, now_at, 'claim-received', account);
  insert into duplicates.cases (kind, later_child_id, earlier_child_id, later_institution_id, earlier_institution_id,
    later_county, earlier_county, later_prefecture, earlier_prefecture, province_code, opened_at)
  select case when l.identity_sealed is null then '102' else '101' end, l.id, e.id, l.institution_id, e.institution_id,
    l.county_code, e.county_code, l.prefecture_code, e.prefecture_code, l.province_code, now_at
  from children.children l join children.children e on e.id = heir
  where l.claim_digest = claim and not l.holds_claim and l.state = 'problem'
  on conflict do nothing;
  return heir;
end
$$;

-- The two sides of cases that name me: name and numbers still sealed or whole, masked by the server before they leave it.
create function duplicates.sides(case_ids bigint[]) returns table (case_id bigint, side text, child_id bigint, mine boolean, name text, sex text, birth_on date,
  identity_sealed bytea, institution_name text, county_name text, class_name text, state text, entered_by text, entered_at timestamptz, reviewed boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select k.id, s.side, c.id, duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code), c.name, c.sex, c.birth_on,
    c.identity_sealed, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    l.name, c.state, a.person_name, c.entered_at, i.reviewed
  from duplicates.cases k
  cross join lateral (values ('later', k.later_child_id), ('earlier', k.earlier_child_id)) s (side, child)
  join children.children c on c.id = s.child
  join institutions.institutions i on i.id = c.institution_id
  left join classes.classes l on l.id = c.class_id
  left join accounts.accounts a on a.id = c.entered_by
  where k.id = any (case_ids)
    and (duplicates.in_my_scope(k.later_institution_id, k.later_county, k.later_prefecture, k.province_code)
      or duplicates.in_my_scope(k.earlier_institution_id, k.earlier_county, k.earlier_prefecture, k.province_code))
$$;

grant execute on function duplicates.in_my_scope(bigint, text, text, text), duplicates.lock_claims(bytea[]), duplicates.held_claims(bytea[]),
  duplicates.open_cases(bigint[], timestamptz), duplicates.sides(bigint[]), duplicates.pass_claim_on(bigint, bytea, text, bigint, timestamptz)
  to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
