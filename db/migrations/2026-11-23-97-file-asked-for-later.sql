-- ── a child that has left gets its file for another province afterwards ────────────────────────────────────────────
-- A leaving that stands becomes a going to another province: its day stays, its kind and its destination are what is
-- known now, and the record of actions tells both.
create function departures.go_elsewhere(child bigint, place text, why text, account bigint, now_at timestamptz) returns void
language plpgsql security definer set search_path to 'pg_catalog' as $$
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
end
$$;
revoke all on function departures.go_elsewhere(bigint, text, text, bigint, timestamptz) from public;
grant execute on function departures.go_elsewhere(bigint, text, text, bigint, timestamptz) to xueqian_institution;
