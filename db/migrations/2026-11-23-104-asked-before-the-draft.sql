-- A transfer that its sender only drew up, and forgot, kept everybody else from asking for the child, and no clock and no
-- office above could end it. Who asks for the child ends the draft; the sending institution finds the request instead.
create or replace function transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamp with time zone, drawn_up boolean)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  c children.children;
  is_released boolean;
  made bigint;
begin
  select * into c from children.children where id = child for update;
  if c.id is null or not exists (select from institutions.institutions i
      where i.id = case side when 'receiver' then receiver else c.institution_id end and i.id::text = current_setting('app.scope') and current_setting('app.level') = 'institution') then
    raise exception 'neither side of the transfer is in the scope of the actor' using errcode = 'insufficient_privilege';
  end if;
  -- Held now: it may have graduated, or been cancelled, since it was looked at.
  -- Cancelled at a kindergarten that has closed since: nobody there can ask for it back, so whoever has the child does.
  if c.state not in ('numbered', 'suspended', 'left') and not (c.state = 'cancelled' and c.holds_claim and side = 'receiver'
      and exists (select from institutions.institutions i where i.id = c.institution_id and i.standing = 'closed')) then
    raise exception 'child % is % now', child, c.state using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  if exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'a change of key information of child % is open', child using errcode = 'check_violation', constraint = 'transfer_begins_after_the_key_change';
  end if;
  -- Who has left already, or was at a kindergarten that is no more, needs nobody's release.
  is_released := case side when 'sender' then not drawn_up else c.state in ('left', 'cancelled') end;
  -- A draft is nobody's word yet: who asks goes before it, and the sending institution answers.
  if side = 'receiver' then
    update transfers.transfers t set state = 'withdrawn', revision = t.revision + 1, ended_at = now_at
    where t.child_id = c.id and t.state = 'asked' and t.started_by = 'sender' and t.released_at is null;
  end if;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at, file_state)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code, side,
    case when is_released then 'released' else 'asked' end, why, request, account, now_at, case when is_released then account end, case when is_released then now_at end, c.state
  from institutions.institutions f, institutions.institutions t where f.id = c.institution_id and t.id = receiver and t.standing = 'operating' and t.province_code = f.province_code
  returning id into made;
  if made is null then
    raise exception 'no institution of the province takes the child in' using errcode = 'check_violation', constraint = 'transfer_goes_to_a_running_institution';
  end if;
  -- What is only drawn up has not happened to the child.
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, case t.started_by when 'sender' then 'transfer-released' else 'transfer-asked' end, account, why,
    jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = made and (side = 'receiver' or is_released);
  return made;
end
$function$;

create or replace function transfers.find_child(claims bytea[], number_kind text, number_digest bytea)
 RETURNS TABLE(id bigint, name text, sex text, birth_on date, state text, institution_id bigint, institution_name text, county_name text, is_moving boolean, is_changing_key boolean, is_of_closed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id, c.name, c.sex, c.birth_on, c.state, c.institution_id, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted')
      and (t.started_by = 'receiver' or t.released_at is not null)),
    exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')),
    i.standing = 'closed' and c.holds_claim
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where c.id in (
      select k.id from children.children k where k.claim_digest = any (claims) and k.holds_claim
      union all select n.child_id from registration.numbers n where n.kind = number_kind and n.body_digest = number_digest
      union all select n.child_id from registration.numbers n where n.kind = 'G' and n.body_digest = any (claims) and n.ended_at is not null)
    and c.province_code = (select m.province_code from institutions.institutions m where m.id::text = current_setting('app.scope'))
  -- Whoever holds the number now comes before whoever had it.
  order by (c.claim_digest = any (claims) and c.holds_claim) desc, c.id limit 1
$function$;
