-- ── deferral of school entry (缓学留园): one more petition about one child's file ────────────────────────────────────
-- On the guardian's application with proof the child stays in the kindergarten for the school year in which it would
-- have entered primary school. Whose word is the last, the rules in force say: the county's, or the principal's.
alter table petitions.petitions
  drop constraint petition_kind_is_known,
  add constraint petition_kind_is_known check (kind in ('recovery', 'cancellation', 'deferral', 'deferral-end')),
  -- Of a deferral and of its end: the calendar year in whose September the child would have entered primary school.
  add column entry_year integer,
  -- Whose word was the last, by the rules in force on the day of the principal's word.
  add column approved_by text collate "C" not null default 'county',
  -- Of a deferral: the petition that ended it.
  add column ended_by_petition bigint references petitions.petitions,
  add constraint petition_to_defer_names_the_year check ((kind in ('deferral', 'deferral-end')) = (entry_year is not null)),
  add constraint petition_approved_here_is_a_deferral check (approved_by = 'county' or (approved_by = 'institution' and kind in ('deferral', 'deferral-end'))),
  add constraint petition_that_ended_was_a_deferral check (ended_by_petition is null or (kind = 'deferral' and state = 'approved'));
grant insert (entry_year) on petitions.petitions to xueqian_institution;
create unique index deferral_in_force_once on petitions.petitions (child_id, entry_year) where kind = 'deferral' and state = 'approved' and ended_by_petition is null;
create index petitions_that_ended_deferrals on petitions.petitions (ended_by_petition) where ended_by_petition is not null;

-- The deferrals in force of children of my scope, wherever they were granted.
create function petitions.deferrals(children bigint[]) returns table (child_id bigint, entry_year integer, petition_id bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select p.child_id, p.entry_year, p.id from petitions.petitions p join children.children c on c.id = p.child_id
  where p.child_id = any (children) and p.kind = 'deferral' and p.state = 'approved' and p.ended_by_petition is null
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
$$;
revoke all on function petitions.deferrals(bigint[]) from public;
grant execute on function petitions.deferrals(bigint[]) to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant usage on schema petitions to xueqian_prefecture, xueqian_province;

-- The principal's word is the last where the rules in force say so: of a deferral or its end, drawn up by another person.
create function petitions.approve_here(petition bigint, account bigint, office text, now_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  said integer;
begin
  update petitions.petitions p set state = 'approved', revision = p.revision + 1, approved_by = 'institution', confirmed_by = account, confirmed_at = now_at,
    declared_at = coalesce(p.declared_at, now_at), decided_by = account, decided_at = now_at, decision_office = office
  where p.id = petition and p.kind in ('deferral', 'deferral-end') and p.state = 'submitted'
    and current_setting('app.level') = 'institution' and p.institution_id::text = current_setting('app.scope')
  returning p.revision into said;
  if said is null then
    raise exception 'petition % is not one of the actor to approve', petition using errcode = 'insufficient_privilege';
  end if;
  return said;
end
$$;
revoke all on function petitions.approve_here(bigint, bigint, text, timestamptz) from public;
grant execute on function petitions.approve_here(bigint, bigint, text, timestamptz) to xueqian_institution;

-- What an approved deferral does, and its end: nothing of the file changes, its history says it and the yearly round asks.
create function petitions.defer(petition bigint, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  p petitions.petitions;
  file_now text;
  ended bigint;
begin
  select * into p from petitions.petitions q where q.id = petition for update;
  if p.id is null or p.kind not in ('deferral', 'deferral-end') or p.state <> 'approved' or p.decided_by <> account
    or not duplicates.in_my_scope(p.institution_id, p.county_code, p.prefecture_code, p.province_code) then
    raise exception 'petition % is not an approved deferral of the actor', petition using errcode = 'insufficient_privilege';
  end if;
  select c.state into file_now from children.children c
    where c.id = p.child_id and c.institution_id = p.institution_id and c.state in ('numbered', 'suspended') for update;
  if p.kind = 'deferral-end' then
    update petitions.petitions q set ended_by_petition = p.id
      where q.child_id = p.child_id and q.entry_year = p.entry_year and q.kind = 'deferral' and q.state = 'approved' and q.ended_by_petition is null
      returning q.id into ended;
  end if;
  if file_now is null or (p.kind = 'deferral-end' and ended is null) then
    raise exception 'the file is no longer as the petition found it' using errcode = 'check_violation', constraint = 'petition_finds_the_file_as_it_was';
  end if;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
    values (p.child_id, now_at, case p.kind when 'deferral' then 'deferred' else 'undone' end, account, p.reason,
      jsonb_strip_nulls(jsonb_build_object('state', case p.kind when 'deferral-end' then file_now end, 'year', p.entry_year, 'petition', p.id, 'deferral', ended)));
end
$$;
revoke all on function petitions.defer(bigint, bigint, timestamptz) from public;
grant execute on function petitions.defer(bigint, bigint, timestamptz) to xueqian_institution, xueqian_county;

-- While it is asked for, the child neither graduates nor leaves: one thing after the other.
create or replace function departures.obstacles(children bigint[]) returns table (child_id bigint, code text)
language sql stable security definer set search_path = pg_catalog as $$
  select k.later_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.later_child_id = any (children)
  union all
  select k.earlier_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.earlier_child_id = any (children)
  union all
  select t.child_id, 'transfer-open' from transfers.transfers t where t.state in ('asked', 'released', 'accepted') and t.child_id = any (children)
  union all
  select a.child_id, 'key-change-open' from key_changes.applications a where a.state in ('draft', 'submitted', 'verified', 'returned') and a.child_id = any (children)
  union all
  select p.child_id, 'deferral-open' from petitions.petitions p where p.kind = 'deferral' and p.state in ('draft', 'submitted', 'confirmed', 'returned') and p.child_id = any (children)
$$;
