-- A child that had left, and whose file another province took in later, stayed among those whom nobody had taken in. It has
-- gone there from the day on which it left.
create or replace function departures.go_elsewhere(child bigint, place text, why text, account bigint, now_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  former text;
  gone_on date;
begin
  if current_setting('app.level') <> 'institution' or not exists (
      select from children.children c join province_border.crossings p on p.child_id = c.id and p.institution_id = c.institution_id
      where c.id = go_elsewhere.child and c.institution_id::text = current_setting('app.scope') and c.state = 'left' and p.direction = 'out' and p.state = 'gone') then
    raise insufficient_privilege using message = 'only a child that has left goes elsewhere, with a crossing of its own';
  end if;
  select v.way into former from departures.leavings v where v.child_id = go_elsewhere.child and v.undone_at is null order by v.id desc limit 1;
  update departures.leavings v set way = 'moved-away', destination = place where v.id = (
    select max(w.id) from departures.leavings w where w.child_id = go_elsewhere.child and w.undone_at is null);
  update children.past_enrolments p set end_kind = '3' where p.id = (
    select max(q.id) from children.past_enrolments q where q.child_id = go_elsewhere.child and q.undone_at is null);
  update children.children c set end_kind = '3', changed_at = now_at, version = c.version + 1 where c.id = go_elsewhere.child returning c.ended_on into gone_on;
  insert into children.actions (child_id, at, action, account_id, reason, facts)
  values (go_elsewhere.child, now_at, 'left', account, why,
    jsonb_strip_nulls(jsonb_build_object('on', gone_on, 'way', 'moved-away', 'destination', place, 'was', former)));
  -- In the flows it is not one of those whom nobody took in any more.
  update flows.moves m set kind = 'crossed-out', way = null, is_open = false,
    other_code = (select p.other_code from province_border.crossings p where p.child_id = go_elsewhere.child and p.direction = 'out' and p.state = 'gone' order by p.id desc limit 1)
  where m.id = (select max(q.id) from flows.moves q where q.child_id = go_elsewhere.child and q.kind = 'left' and q.undone_at is null);
end
$function$;

with late as (
  select distinct on (p.child_id) p.id, p.child_id, p.other_code, c.ended_on
  from province_border.crossings p join children.children c on c.id = p.child_id
  where p.direction = 'out' and p.state = 'gone' and c.state = 'left'
    and exists (select from children.actions h where h.child_id = c.id and h.action = 'left' and h.facts ? 'was' and h.at = p.ended_at)
  order by p.child_id, p.id desc),
dated as (update province_border.crossings p set happened_on = l.ended_on from late l where p.id = l.id returning p.child_id)
update flows.moves m set kind = 'crossed-out', way = null, is_open = false, other_code = l.other_code from late l
where m.id = (select max(q.id) from flows.moves q where q.child_id = l.child_id and q.kind = 'left' and q.undone_at is null);
