-- How far the trail is under seal: figures for those who keep the system running, no line of the trail itself. The entries
-- are found as the sealer finds them, by the snapshot of the last block.
create function audit.sealing_state() returns table (blocks bigint, last_sealed_at timestamptz, waiting integer, oldest_waiting_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with last_block as (select b.number, b.era, b.snapshot, b.sealed_at from audit.blocks b order by b.number desc limit 1),
  running as (select coalesce((select s.value::int from platform.settings s where s.key = 'trail-era'), 1) as era),
  since as (select r.era, (select l.snapshot from last_block l where l.era = r.era) as snapshot from running r),
  unsealed as (
    select e.at from audit.entries e, since s
    where e.era = s.era and (s.snapshot is null
      or (e.tx >= pg_catalog.pg_snapshot_xmin(s.snapshot) and not pg_catalog.pg_visible_in_snapshot(e.tx, s.snapshot)))
    limit 100000)
  select coalesce((select l.number from last_block l), 0), (select l.sealed_at from last_block l),
    (select count(*)::int from unsealed), (select min(u.at) from unsealed u);
$$;
revoke execute on function audit.sealing_state() from public;
grant execute on function audit.sealing_state() to xueqian_keeper;

-- How many whole numbers an account was shown since an instant, one question of an account at a time until its
-- transaction ends: the limit holds over several servers and after a start.
create function audit.count_unmaskings(account bigint, since timestamptz) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  shown integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(7720, (account % 2147483647)::integer);
  select count(*) into shown from audit.entries e
    where e.entry = 'children.unmasked' and e.result = 'done' and e.at > since and e.account_id = account;
  return shown;
end;
$$;
revoke execute on function audit.count_unmaskings(bigint, timestamptz) from public;
grant execute on function audit.count_unmaskings(bigint, timestamptz) to xueqian_institution, xueqian_county;
