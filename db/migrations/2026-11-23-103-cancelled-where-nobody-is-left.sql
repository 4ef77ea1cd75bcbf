-- A file that was cancelled by mistake at a kindergarten that has closed since: the kindergarten where the child is now asks
-- for it as for a transfer, its county decides, and the file comes back with its number.
alter table transfers.transfers add column file_state text collate "C";
alter table transfers.transfers add constraint transfer_of_a_cancelled_file_is_approved
  check (file_state is distinct from 'cancelled' or state <> 'completed' or approved_by is not null);

create policy county_that_decides_sees_papers_of_a_cancelled_file on attachments.papers for select to xueqian_county
  using (record_kind = 'transfer' and exists (select from transfers.transfers t where t.id = papers.record_id and t.file_state = 'cancelled'
    and t.to_county = current_setting('app.scope') and papers.institution_id = t.to_institution_id));

drop function transfers.find_child(bytea[], text, bytea);
CREATE OR REPLACE FUNCTION transfers.find_child(claims bytea[], number_kind text, number_digest bytea)
 RETURNS TABLE(id bigint, name text, sex text, birth_on date, state text, institution_id bigint, institution_name text, county_name text, is_moving boolean, is_changing_key boolean, is_of_closed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id, c.name, c.sex, c.birth_on, c.state, c.institution_id, i.name,
    (select d.full_name from jurisdictions.divisions d where d.code = c.county_code order by d.valid_from desc limit 1),
    exists (select from transfers.transfers t where t.child_id = c.id and t.state in ('asked', 'released', 'accepted')),
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
revoke all on function transfers.find_child(bytea[], text, bytea) from public;
grant execute on function transfers.find_child(bytea[], text, bytea) to xueqian_institution;

CREATE OR REPLACE FUNCTION transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamp with time zone, drawn_up boolean)
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

CREATE OR REPLACE FUNCTION transfers.carry_out(transfer bigint, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  t transfers.transfers;
  moved bigint;
begin
  select * into t from transfers.transfers where id = transfer for update;
  if t.state <> 'completed' or (t.file_state = 'cancelled' and (t.approved_by is null or current_setting('app.level') <> 'county')) or not exists (select from institutions.institutions i where i.id = t.to_institution_id
      and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)) then
    raise exception 'transfer % is not completed by the receiving side', transfer using errcode = 'insufficient_privilege';
  end if;
  update children.children c set institution_id = i.id, county_code = i.county_code, prefecture_code = i.prefecture_code, province_code = i.province_code,
    town_code = i.town_code, class_id = t.class_id, admitted_on = t.admitted_on, came_by = 'transferred', state = 'numbered', ended_on = null, end_kind = null,
    changed_at = now_at, version = c.version + 1
  from institutions.institutions i
  where c.id = t.child_id and i.id = t.to_institution_id and c.institution_id = t.from_institution_id and (c.state in ('numbered', 'suspended', 'left') or (c.state = 'cancelled' and t.file_state = 'cancelled' and c.holds_claim))
  returning c.id into moved;
  if moved is null then
    raise exception 'the child is no longer where the transfer begins' using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  if t.file_state = 'cancelled' then
    -- Its number is its own for life: it is in force again.
    update registration.numbers n set ended_at = null, end_reason = null where n.child_id = t.child_id and n.end_reason = 'cancelled';
  end if;
  insert into children.actions (child_id, at, action, account_id, facts) values (t.child_id, now_at, 'transferred', account,
    jsonb_build_object('transfer', t.id, 'to', t.to_institution_id, 'from', t.from_institution_name, 'toName', t.to_institution_name));
  update duplicates.cases k set later_institution_id = i.id, later_county = i.county_code, later_prefecture = i.prefecture_code
    from institutions.institutions i where i.id = t.to_institution_id and k.later_child_id = t.child_id and k.state = 'open';
  update duplicates.cases k set earlier_institution_id = i.id, earlier_county = i.county_code, earlier_prefecture = i.prefecture_code
    from institutions.institutions i where i.id = t.to_institution_id and k.earlier_child_id = t.child_id and k.state = 'open';
end
$function$;
