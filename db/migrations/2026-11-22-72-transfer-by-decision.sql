-- A case that was found to be a transfer begins it: who decided stands above both sides, so nobody's release is waited for.
create function transfers.begin_decided(decided_case bigint, now_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  k duplicates.cases;
  c children.children;
  made bigint;
begin
  select * into k from duplicates.cases where id = decided_case;
  if k.id is null or not duplicates.decides(k) or k.decision is distinct from 'transfer' or k.decided_at is distinct from now_at then
    raise exception 'case % was not found to be a transfer by the actor now', decided_case using errcode = 'insufficient_privilege';
  end if;
  select * into c from children.children where id = k.earlier_child_id for update;
  -- A file without a number, or one that moves or changes already, is left to the kindergartens.
  if c.state not in ('numbered', 'suspended') or c.institution_id = k.later_institution_id
    or exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted'))
    or exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    return null;
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at,
    released_over)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code,
    'receiver', 'released', k.decision_reason, gen_random_uuid(), k.decided_by, now_at, k.decided_by, now_at, k.decision_reason
  from institutions.institutions f, institutions.institutions t
  where f.id = c.institution_id and t.id = k.later_institution_id and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, 'transfer-released', k.decided_by, k.decision_reason,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made;
  return made;
end
$$;
revoke all on function transfers.begin_decided(bigint, timestamptz) from public;
grant execute on function transfers.begin_decided(bigint, timestamptz) to xueqian_county, xueqian_prefecture, xueqian_province;
