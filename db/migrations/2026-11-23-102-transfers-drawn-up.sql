-- ── a transfer that the sending institution draws up before it goes ─────────────────────────────────────────────
-- An offer was released in the moment it was made: where the rules ask both sides for the guardian's application in
-- writing (Binhai measures, article 16), the sending one could attach nothing before the child was let go. It can draw the
-- transfer up first: asked, begun by the sender and not released. Until it is released it is nobody's but the sender's side's.
drop function transfers.begin(bigint, bigint, text, text, uuid, bigint, timestamptz);
create function transfers.begin(child bigint, receiver bigint, side text, why text, request uuid, account bigint, now_at timestamptz, drawn_up boolean) returns bigint
language plpgsql security definer set search_path to 'pg_catalog' as $$
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
  if c.state not in ('numbered', 'suspended', 'left') then
    raise exception 'child % is % now', child, c.state using errcode = 'check_violation', constraint = 'transfer_begins_where_the_child_is';
  end if;
  if exists (select from key_changes.applications a where a.child_id = c.id and a.state in ('draft', 'submitted', 'verified', 'returned')) then
    raise exception 'a change of key information of child % is open', child using errcode = 'check_violation', constraint = 'transfer_begins_after_the_key_change';
  end if;
  -- Who has left already needs nobody's release.
  is_released := case side when 'sender' then not drawn_up else c.state = 'left' end;
  insert into transfers.transfers (child_id, child_name, child_sex, child_birth_on, from_institution_id, from_institution_name, from_county, from_prefecture,
    to_institution_id, to_institution_name, to_county, to_prefecture, province_code, started_by, state, reason, request_id, asked_by, asked_at, released_by, released_at)
  select c.id, c.name, c.sex, c.birth_on, f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, f.province_code, side,
    case when is_released then 'released' else 'asked' end, why, request, account, now_at, case when is_released then account end, case when is_released then now_at end
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
$$;
revoke all on function transfers.begin(bigint, bigint, text, text, uuid, bigint, timestamptz, boolean) from public;
grant execute on function transfers.begin(bigint, bigint, text, text, uuid, bigint, timestamptz, boolean) to xueqian_institution;

-- A draft waited: the institution that it names may run no longer.
create or replace function transfers.record_release(transfer bigint, account bigint, now_at timestamptz, why text) returns void
language plpgsql security definer set search_path to 'pg_catalog' as $$
begin
  if exists (select from transfers.transfers t join institutions.institutions i on i.id = t.to_institution_id
      where t.id = transfer and t.started_by = 'sender' and i.standing <> 'operating') then
    raise exception 'transfer % goes to an institution that takes nobody in', transfer using errcode = 'check_violation', constraint = 'transfer_goes_to_a_running_institution';
  end if;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  select t.child_id, now_at, 'transfer-released', account, why, jsonb_build_object('transfer', t.id, 'from', t.from_institution_name, 'toName', t.to_institution_name)
  from transfers.transfers t where t.id = transfer and t.state = 'released' and t.released_by = account
    and duplicates.in_my_scope(t.from_institution_id, t.from_county, t.from_prefecture, t.province_code);
end
$$;

-- What never went to the other side is not there for it, nor when it was withdrawn.
alter policy institution_named on transfers.transfers using (from_institution_id = current_setting('app.scope')::bigint
  or (to_institution_id = current_setting('app.scope')::bigint and (started_by = 'receiver' or released_at is not null)));
alter policy county_named on transfers.transfers using (from_county = current_setting('app.scope')
  or (to_county = current_setting('app.scope') and (started_by = 'receiver' or released_at is not null)));
alter policy prefecture_named on transfers.transfers using (from_prefecture = current_setting('app.scope')
  or (to_prefecture = current_setting('app.scope') and (started_by = 'receiver' or released_at is not null)));
alter policy receiver_accepts on transfers.transfers
  using (to_institution_id = current_setting('app.scope')::bigint and state in ('asked', 'released', 'accepted') and (started_by = 'receiver' or released_at is not null));
-- Nobody waits for a draft, so no office above releases it in its place.
alter policy county_decides on transfers.transfers
  using (((state = 'asked' and started_by = 'receiver') or state = 'accepted') and (from_county = current_setting('app.scope') or to_county = current_setting('app.scope')));
alter policy prefecture_takes_over on transfers.transfers
  using (state = 'asked' and started_by = 'receiver' and from_prefecture = current_setting('app.scope') and to_prefecture = current_setting('app.scope'));
alter policy province_takes_over on transfers.transfers
  using (state = 'asked' and started_by = 'receiver' and province_code = current_setting('app.scope'));

-- A draft of another kindergarten's that names this one holds up no alteration here: nobody here sees it.
create or replace function alterations.figures_of(asked bigint)
 RETURNS TABLE(children integer, classes integer, accounts integer, open_cases integer, open_transfers integer, open_tasks integer, waiting_reviews integer, running_imports integer, drafts integer, open_rectifications integer, is_central boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select (select count(*)::int from children.children c where c.institution_id = i.id and c.state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended')),
    (select count(*)::int from classes.classes l where l.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.level = 'institution' and a.closed_at is null),
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
    (select count(*)::int from transfers.transfers t where t.state in ('asked', 'released', 'accepted')
      and (t.from_institution_id = i.id or (t.to_institution_id = i.id and (t.started_by = 'receiver' or t.released_at is not null)))),
    (select count(*)::int from deadlines.tasks t where t.institution_id = i.id and t.closed_on is null and t.kind <> 'alteration-review'),
    (i.basic_state in ('entered', 'submitted'))::int
      + (select count(*)::int from institutions.section_versions v where v.institution_id = i.id and v.state in ('submitted', 'confirmed')),
    (select count(*)::int from importing.imports m where m.institution_id = i.id and m.state = 'committing'),
    (select count(*)::int from children.drafts d where d.institution_id = i.id),
    (select count(*)::int from supervision.rectifications r where r.institution_id = i.id and r.state <> 'accepted'),
    exists (select from accounts.offices o where o.institution_id = i.id and o.level = 'town' and o.closed_at is null)
  from institutions.institutions i
  where i.id = asked and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
$function$;
