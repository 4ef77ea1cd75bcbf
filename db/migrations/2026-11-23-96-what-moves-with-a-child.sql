-- ── what is under way about a child moves with it when its institution is merged, closed or divided ────────────────
-- A rest that has not ended, a leaving that stands (the file goes along, and may still come back within its days) and a
-- petition that waits belonged to an office that is no more: nobody could have gone on with them. Transfers are ended
-- before (obstacles of an alteration); changes of key information and crossings have their own triggers.
create function departures.move_with_the_child() returns trigger
language plpgsql security definer set search_path to 'pg_catalog' as $$
begin
  update departures.suspensions s set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code where s.child_id = new.id and s.institution_id = old.institution_id and s.ended_at is null;
  update departures.leavings v set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code where v.child_id = new.id and v.institution_id = old.institution_id and v.undone_at is null and new.state = 'left';
  return null;
end
$$;
revoke all on function departures.move_with_the_child() from public;
create trigger move_departures after update of institution_id on children.children for each row
  when (new.institution_id <> old.institution_id and new.came_by = 'moved') execute function departures.move_with_the_child();

create function petitions.move_with_the_child() returns trigger
language plpgsql security definer set search_path to 'pg_catalog' as $$
declare
  moved bigint;
begin
  update petitions.petitions p set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
    province_code = new.province_code, institution_name = i.name, revision = p.revision + 1
  from institutions.institutions i
  where i.id = new.institution_id and p.child_id = new.id and p.institution_id = old.institution_id and p.state in ('draft', 'submitted', 'confirmed', 'returned')
  returning p.id into moved;
  if moved is not null then
    update attachments.papers set institution_id = new.institution_id where record_kind = 'petition' and record_id = moved;
    update deadlines.tasks set institution_id = new.institution_id, county_code = new.county_code, prefecture_code = new.prefecture_code,
      province_code = new.province_code where kind in ('petition-review', 'accident-report') and subject = moved::text and closed_on is null;
  end if;
  return null;
end
$$;
revoke all on function petitions.move_with_the_child() from public;
create trigger move_petitions after update of institution_id on children.children for each row
  when (new.institution_id <> old.institution_id and new.came_by = 'moved') execute function petitions.move_with_the_child();
