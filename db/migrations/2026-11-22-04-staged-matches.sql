-- Which files of the actor's own institutions the staged rows mean. The plan is fixed to one index look-up a row:
-- while a table grows by a million rows an hour its statistics lag behind, and a join chosen from them can take minutes.
-- Security definer only so that the plan is the same for every level; rows outside the actor's scope are never told.
create function children.match_staged() returns table (row_number integer, child_id bigint, holds_claim boolean)
language plpgsql volatile security definer
set search_path = pg_catalog
set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  return query
  select s.row_number, c.id, true
  from pg_temp.staged_children s
  cross join lateral (select c.id, c.institution_id, c.county_code, c.prefecture_code, c.province_code from children.children c
    where c.claim_digest = s.claim_digest and c.holds_claim limit 1) c
  where c.institution_id = s.institution_id and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
  union all
  select s.row_number, c.id, false
  from pg_temp.staged_children s
  cross join lateral (select c.id, c.county_code, c.prefecture_code, c.province_code from children.children c
    where c.claim_digest = s.claim_digest and not c.holds_claim and c.institution_id = s.institution_id and c.state <> 'deleted'
    order by c.id limit 1) c
  where duplicates.in_my_scope(s.institution_id, c.county_code, c.prefecture_code, c.province_code);
end
$$;
revoke all on function children.match_staged() from public;
grant execute on function children.match_staged() to xueqian_institution, xueqian_county;
