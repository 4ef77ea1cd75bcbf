-- A child that had gone to another province may be here again, with its number, before its file comes back: the file joins
-- the child's own. In the flows it is counted as what brought it here (taken back, or transferred), not a second time.
alter table province_border.steps drop constraint crossing_act_is_known,
  add constraint crossing_act_is_known check (act in ('drawn-up', 'submit', 'release', 'approve', 'return', 'withdraw', 'go', 'come-back', 'go-unanswered', 'stay',
    'enter', 'join', 'accept', 'refuse'));

create or replace function flows.note_crossing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from province_border.steps s where s.crossing_id = new.id and s.act = 'join') then
    return null;
  end if;
  insert into flows.moves (child_id, kind, happened_on, recorded_at, to_institution_id, to_institution_name, to_county, to_prefecture, province_code, other_code,
    child_name, child_sex, child_birth_on)
  select c.id, 'crossed-in', coalesce(new.happened_on, c.admitted_on), new.ended_at, i.id, i.name, i.county_code, i.prefecture_code, i.province_code,
    new.other_code, c.name, c.sex, c.birth_on
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where c.id = new.child_id;
  return null;
end
$$;
