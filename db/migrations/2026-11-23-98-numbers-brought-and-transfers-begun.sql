-- A transfer that was offered while the child's graduation was being carried out began for a child that had gone: the
-- function held the file and did not look at its state again.
create or replace function transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  c children.children;
  made bigint;
begin
  select * into c from children.children where id = child for update;
  if c.id is null or not exists (select from institutions.institutions i
      where i.id = case side when 'receiver' then receiver else c.institution_id end and i.id::text = current_setting('app.scope') and current_setting('app.level') = 'institution') then
    raise exception 'neither side of the transfer is in the scope of the actor' using errcode = 'insufficient_privilege';
  end if;
  -- Held now: it may have graduated, or been cancelled, since it was looked at.
  if c.state not in ('numbered', 'suspended', 'left') then
    raise exception 'child % is % now', child, c.state using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  if exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'a change of key information of child % is open', child using errcode = 'check_violation', constraint = 'transfer_begins_after_the_key_change';
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
$function$;

-- ── a number that another province gave goes on ────────────────────────────────────────────────────────────────────
-- A number is its child's for life (requirement C4). A J or L number stands with the file that brought it, sealed, until
-- the county approves: then it is the child's number here, or, of a child that has its resident number by now, a former one.
alter table province_border.crossings add column number_sealed bytea;
grant insert (number_sealed) on province_border.crossings to xueqian_institution;

create function registration.brought_numbers(asked bigint[]) returns table (child_id bigint, number_sealed bytea)
language sql stable security definer set search_path to 'pg_catalog' as $$
  select distinct on (p.child_id) p.child_id, p.number_sealed
  from province_border.crossings p join children.children c on c.id = p.child_id
  where p.child_id = any (asked) and p.direction = 'in' and p.state in ('entered', 'accepted') and p.number_sealed is not null
    and duplicates.in_my_scope(c.institution_id, c.county_code, c.prefecture_code, c.province_code)
  order by p.child_id, p.id desc
$$;
revoke all on function registration.brought_numbers(bigint[]) from public;
grant execute on function registration.brought_numbers(bigint[]) to xueqian_county, xueqian_institution;

-- The number that a child brought and has no longer: for ever its own, never given again.
create function registration.keep_former_number(child bigint, number_kind text, digest bytea, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path to 'pg_catalog' as $$
begin
  if number_kind not in ('J', 'L') or not exists (select from registration.brought_numbers(array[child])) then
    raise insufficient_privilege using message = 'only a number that the child brought is kept as a former one';
  end if;
  insert into registration.numbers (kind, body_digest, child_id, issued_by, issued_at, ended_at, end_reason)
  values (number_kind, digest, child, account, now_at, now_at, 'replaced') on conflict do nothing;
end
$$;
revoke all on function registration.keep_former_number(bigint, text, bytea, bigint, timestamptz) from public;
grant execute on function registration.keep_former_number(bigint, text, bytea, bigint, timestamptz) to xueqian_county, xueqian_institution;
