-- A promotion changes the class of every child: with the class in an index each of these files moved to another page and
-- was entered into every index of the table anew. A class is found by its institution, some hundreds of files.
drop index children.children_by_class;

create or replace function children.keep_named_places() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if tg_table_schema = 'classes' and exists (
    select from old_rows o join children.children c on c.institution_id = o.institution_id and c.class_id = o.id) then
    raise exception 'a class with children does not go'
      using errcode = 'foreign_key_violation', constraint = 'child_class_is_of_its_institution';
  end if;
  if tg_table_schema = 'institutions' and exists (select from children.children c where c.institution_id in (select id from old_rows)) then
    raise exception 'an institution with children does not go'
      using errcode = 'foreign_key_violation', constraint = 'child_is_of_an_institution';
  end if;
  return null;
end
$$;
