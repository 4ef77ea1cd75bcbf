-- The locks of a transaction share one table of the server with all others (some six thousand places): a sheet of many
-- thousand children that are all entered elsewhere must not fill it. Claims share 1024 locks; two claims that share one
-- only wait for each other. Taken in the order of the locks, so that two never wait in a ring.
create or replace function duplicates.lock_claims(claims bytea[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  key integer;
begin
  for key in select distinct get_byte(c, 0) * 4 + get_byte(c, 1) / 64 from unnest(claims) c order by 1 loop
    perform pg_advisory_xact_lock(74, key);
  end loop;
end
$$;
