-- A child that is being transferred leaves by its transfer: what stands in the way of leaving says so.
create or replace function departures.obstacles(children bigint[]) returns table (child_id bigint, code text)
language sql stable security definer set search_path = pg_catalog as $$
  select k.later_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.later_child_id = any (children)
  union all
  select k.earlier_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.earlier_child_id = any (children)
  union all
  select t.child_id, 'transfer-open' from transfers.transfers t where t.state in ('asked', 'released', 'accepted') and t.child_id = any (children)
$$;
