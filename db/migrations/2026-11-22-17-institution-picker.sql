-- The picker of institutions answers at once over the forty thousand of a province: an index of the characters of a name
-- serves any part of it (trigrams do not serve two Chinese characters).
create index institutions_by_characters on institutions.institutions using gin (string_to_array(name, null));

-- Under row security only comparisons that tell nothing may use an index, and "contains" is none of them: so this one
-- function looks for everybody, within the scope that the transaction states. A number is the beginning of a code.
create function institutions.found(wanted text, most integer) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  scope_column text := case current_setting('app.level') when 'institution' then 'id::text' when 'town' then 'town_code' when 'county' then 'county_code'
    when 'prefecture' then 'prefecture_code' when 'province' then 'province_code' when 'ministry' then '$2' end;
  matches text := case when wanted ~ '^[0-9]+$' then 'code >= $1 and code < $1 || '':''' else 'string_to_array(name, null) @> string_to_array($1, null) and strpos(name, $1) > 0' end;
begin
  return query execute format('select id from institutions.institutions where %s and %s = $2 order by code limit $3', matches, scope_column)
    using wanted, current_setting('app.scope'), most;
end
$$;
revoke all on function institutions.found(text, integer) from public;
grant execute on function institutions.found(text, integer)
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
