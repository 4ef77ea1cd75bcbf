-- A sheet of 100,000 children costs one check a statement, not two a row: the same integrity as the two foreign keys it
-- replaces, with the same locks (the class and institution rows are share-locked until the transaction ends, so neither
-- can go meanwhile), but asked once for each class and institution that a statement names.
alter table children.children drop constraint children_institution_id_fkey, drop constraint child_class_is_of_its_institution;

create function children.check_places() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  wanted bigint;
  found_rows bigint;
begin
  select count(*) into wanted from (select distinct class_id, institution_id from new_rows where class_id is not null) n;
  perform from classes.classes l
    where (l.id, l.institution_id) in (select class_id, institution_id from new_rows where class_id is not null) for key share;
  get diagnostics found_rows = row_count;
  if found_rows <> wanted then
    raise exception 'a child is put into a class that is not of its institution'
      using errcode = 'foreign_key_violation', constraint = 'child_class_is_of_its_institution';
  end if;
  select count(*) into wanted from (select distinct institution_id from new_rows) n;
  perform from institutions.institutions i where i.id in (select institution_id from new_rows) for key share;
  get diagnostics found_rows = row_count;
  if found_rows <> wanted then
    raise exception 'a child is put into an institution that does not exist'
      using errcode = 'foreign_key_violation', constraint = 'child_is_of_an_institution';
  end if;
  return null;
end
$$;
create trigger check_places_of_new after insert on children.children referencing new table as new_rows
  for each statement execute function children.check_places();
create trigger check_places_of_changed after update on children.children referencing new table as new_rows
  for each statement execute function children.check_places();

-- The other end of the same rule: a class or institution that a child names does not go.
create function children.keep_named_places() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_schema = 'classes' and exists (select from children.children c where c.class_id in (select id from old_rows)) then
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
create trigger keep_classes_with_children after delete on classes.classes referencing old table as old_rows
  for each statement execute function children.keep_named_places();
create trigger keep_institutions_with_children after delete on institutions.institutions referencing old table as old_rows
  for each statement execute function children.keep_named_places();

-- No file without its first action: written by the statement that makes the file.
create function children.record_entry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into children.actions (child_id, at, action, account_id) select id, entered_at, 'entered', entered_by from new_rows;
  return null;
end
$$;
create trigger record_entry after insert on children.children referencing new table as new_rows
  for each statement execute function children.record_entry();
