-- For the audit administrator, who sees no child: the id of the file that a whole number stands for, when the child is of
-- the jurisdiction; nothing else of it. Digests are made outside, with the key.
create function children.subject_of(claims bytea[], kind text, body bytea) returns bigint
language sql stable security definer set search_path = pg_catalog as $$
  select c.id from children.children c
  where c.id in (
      select k.id from children.children k where k.claim_digest = any (claims) and k.holds_claim
      union all select k.id from children.children k where k.claim_digest = any (claims) and not k.holds_claim
      union all select n.child_id from registration.numbers n where n.kind = subject_of.kind and n.body_digest = subject_of.body)
    and case current_setting('app.level') when 'ministry' then true when 'province' then c.province_code = current_setting('app.scope')
      when 'prefecture' then c.prefecture_code = current_setting('app.scope') when 'county' then c.county_code = current_setting('app.scope')
      else false end
  order by c.holds_claim desc, c.id limit 1
$$;
revoke execute on function children.subject_of(bytea[], text, bytea) from public;
grant usage on schema children to xueqian_keeper;
grant execute on function children.subject_of(bytea[], text, bytea) to xueqian_keeper;
