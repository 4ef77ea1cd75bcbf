-- ── the life of a file after its number ──────────────────────────────────────────────────────────────────────────
-- suspended 休学 · left 已离园 · graduated 已毕业 · in-primary 已升小学 · cancelled 已注销 · merged 已合并.
alter table children.children
  drop constraint child_state_is_known,
  add constraint child_state_is_known check (state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'deleted',
    'suspended', 'left', 'graduated', 'in-primary', 'cancelled', 'merged')),
  drop constraint child_numbered_has_a_number,
  add constraint child_numbered_has_a_number check (state not in ('numbered', 'suspended', 'left', 'graduated', 'in-primary', 'cancelled')
    or (number_kind is not null and number_sealed is not null and reviewed_by is not null)),
  -- When the values of the file last changed; null: not since it was entered. Whoever changes a value says when.
  add column changed_at timestamptz,
  -- How the child came to this institution; null: it was entered here.
  add column came_by text collate "C" constraint child_came_by_is_known check (came_by in ('transferred', 'moved')),
  -- The day on which it went and how (code table leave_type): 1 graduated, 2 transferred, 3 left, 4 accident, 5 abroad, 6 institution closed.
  add column ended_on date,
  add column end_kind text collate "C" constraint child_end_kind_is_known check (end_kind in ('1', '2', '3', '4', '5', '6')),
  -- No foreign key: it would be asked for every row of every import; only the merging itself writes it.
  add column merged_into bigint,
  add constraint child_that_went_has_a_day check ((state in ('left', 'graduated', 'in-primary', 'cancelled')) = (ended_on is not null and end_kind is not null)),
  add constraint child_that_went_has_no_class check (state not in ('left', 'graduated', 'in-primary', 'cancelled', 'merged') or class_id is null),
  add constraint child_merged_names_the_other check ((state = 'merged') = (merged_into is not null)),
  add constraint child_merged_holds_no_claim check (state <> 'merged' or not holds_claim);
create index children_merged_into on children.children (merged_into) where merged_into is not null;
grant update (changed_at, came_by, ended_on, end_kind) on children.children to xueqian_institution, xueqian_county;

-- A number that was given up (a resident number came, the file was cancelled) still points to its child and is never given again.
alter table registration.numbers
  add column ended_at timestamptz,
  add column end_reason text collate "C" constraint number_end_reason_is_known check (end_reason in ('replaced', 'cancelled', 'merged')),
  add constraint number_ends_for_a_reason check ((ended_at is null) = (end_reason is null));
drop index registration.number_one_a_child;
create unique index number_one_a_child on registration.numbers (child_id) where ended_at is null;
create index numbers_given_up_by_child on registration.numbers (child_id) where ended_at is not null;

-- What is done to a file, in the order in which it was done: several things may bear one time.
alter table children.actions add column id bigint generated always as identity;
do $$
declare
  kinds text;
begin
  select string_agg(quote_literal(k), ', ') into kinds from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c
      where c.conrelid = 'children.actions'::regclass and c.conname = 'action_is_known'
    union all select unnest(array['class-changed', 'promoted', 'graduated', 'key-changed', 'number-changed', 'transfer-asked', 'transfer-released', 'transferred', 'left', 'cancelled', 'suspended', 'resumed', 'deferred', 'in-primary', 'restored', 'undone', 'merged', 'unmerged', 'case-decided'])) known;
  execute format('alter table children.actions drop constraint action_is_known, add constraint action_is_known check (action in (%s))', kinds);
end
$$;

-- ── the values a file had before ─────────────────────────────────────────────────────────────────────────────────
-- One row each time a value changes: the file as it was until then. Written by a trigger, so that no way of changing a
-- file leaves it out; read to show a file as it was on a day, and by an institution of a child that went on.
create table children.former_files (
  child_id bigint not null references children.children,
  version integer not null,
  until timestamptz not null,
  institution_id bigint not null,
  class_id bigint,
  class_name text,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  identity_type text collate "C" not null,
  identity_sealed bytea,
  blood_type text collate "C",
  nationality text collate "C" not null,
  ethnicity text collate "C",
  overseas text collate "C" not null,
  birth_place text collate "C",
  native_place text,
  hukou_nature text collate "C",
  hukou_subtype text collate "C",
  hukou_place text collate "C",
  address text,
  admitted_on date not null,
  attendance text collate "C" not null,
  only_child boolean,
  left_behind text collate "C",
  migrant_worker boolean,
  health text collate "C" not null,
  disabled boolean not null,
  disability_type text collate "C",
  orphan boolean not null,
  guardian_name text not null,
  guardian_identity_type text collate "C" not null,
  guardian_identity_sealed bytea,
  guardian_relation text collate "C",
  guardian_phone_sealed bytea,
  number_kind text collate "C",
  number_sealed bytea,
  constraint former_file_once primary key (child_id, version)
);
create index former_files_by_institution on children.former_files (institution_id, child_id);
alter table children.former_files enable row level security;
-- With the child, everything that was; without it, what it was in one's own hands.
create policy institution_sees on children.former_files for select to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint or exists (select from children.children c where c.id = child_id));
create policy county_sees on children.former_files for select to xueqian_county
  using (county_code = current_setting('app.scope') or exists (select from children.children c where c.id = child_id));
create policy prefecture_sees on children.former_files for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') or exists (select from children.children c where c.id = child_id));
create policy province_sees on children.former_files for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy town_sees on children.former_files for select to xueqian_town
  using (exists (select from institutions.institutions i where i.id = institution_id) or exists (select from children.children c where c.id = child_id));
grant select on children.former_files to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province;

-- ── where a child was before ─────────────────────────────────────────────────────────────────────────────────────
-- One row each time a child goes from an institution: what that institution keeps of it. The open enrolment is the file itself.
create table children.past_enrolments (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  class_name text,
  class_type text collate "C",
  came_by text collate "C",
  admitted_on date not null,
  ended_on date not null,
  end_kind text collate "C" not null constraint enrolment_end_kind_is_known check (end_kind in ('1', '2', '3', '4', '5', '6')),
  name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  -- The version whose values were the last here.
  version integer not null,
  recorded_at timestamptz not null,
  -- Taken back: by mistake, or within the time in which it may be undone.
  undone_at timestamptz
);
create index past_enrolments_by_institution on children.past_enrolments (institution_id, ended_on, id);
create index past_enrolments_by_child on children.past_enrolments (child_id, id);
create index past_enrolments_by_county on children.past_enrolments (county_code, ended_on);
create index past_enrolments_by_prefecture on children.past_enrolments (prefecture_code, ended_on);
alter table children.past_enrolments enable row level security;
create policy institution_sees on children.past_enrolments for select to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint or exists (select from children.children c where c.id = child_id));
create policy county_sees on children.past_enrolments for select to xueqian_county
  using (county_code = current_setting('app.scope') or exists (select from children.children c where c.id = child_id));
create policy prefecture_sees on children.past_enrolments for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') or exists (select from children.children c where c.id = child_id));
create policy province_sees on children.past_enrolments for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy town_sees on children.past_enrolments for select to xueqian_town
  using (exists (select from institutions.institutions i where i.id = institution_id) or exists (select from children.children c where c.id = child_id));
grant select on children.past_enrolments to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province;

create function children.keep_former_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (old.changed_at, old.institution_id, old.class_id, old.name, old.sex, old.birth_on, old.identity_type, old.blood_type, old.nationality, old.ethnicity, old.overseas,
    old.birth_place, old.native_place, old.hukou_nature, old.hukou_subtype, old.hukou_place, old.address, old.admitted_on, old.attendance, old.only_child,
    old.left_behind, old.migrant_worker, old.health, old.disabled, old.disability_type, old.orphan, old.guardian_name, old.guardian_identity_type,
    old.guardian_relation, old.ended_on, old.end_kind)
    is not distinct from
    (new.changed_at, new.institution_id, new.class_id, new.name, new.sex, new.birth_on, new.identity_type, new.blood_type, new.nationality, new.ethnicity, new.overseas,
    new.birth_place, new.native_place, new.hukou_nature, new.hukou_subtype, new.hukou_place, new.address, new.admitted_on, new.attendance, new.only_child,
    new.left_behind, new.migrant_worker, new.health, new.disabled, new.disability_type, new.orphan, new.guardian_name, new.guardian_identity_type,
    new.guardian_relation, new.ended_on, new.end_kind) then
    return new;
  end if;
  if new.changed_at is null or new.changed_at is not distinct from old.changed_at then
    raise exception 'a value of a file is changed without its time' using errcode = 'check_violation', constraint = 'file_changes_with_its_time';
  end if;
  -- A clock that goes back never turns the order of the history round.
  if new.changed_at < coalesce(old.changed_at, old.entered_at) then
    new.changed_at := coalesce(old.changed_at, old.entered_at) + interval '1 microsecond';
  end if;
  if new.version <= old.version then
    raise exception 'a value of a file is changed without a new version' using errcode = 'check_violation', constraint = 'file_changes_with_its_version';
  end if;
  insert into children.former_files (child_id, version, until, institution_id, class_id, class_name, county_code, prefecture_code, province_code,
    name, sex, birth_on, identity_type, identity_sealed, blood_type, nationality, ethnicity, overseas, birth_place, native_place, hukou_nature, hukou_subtype,
    hukou_place, address, admitted_on, attendance, only_child, left_behind, migrant_worker, health, disabled, disability_type, orphan, guardian_name,
    guardian_identity_type, guardian_identity_sealed, guardian_relation, guardian_phone_sealed, number_kind, number_sealed)
  values (old.id, old.version, new.changed_at, old.institution_id, old.class_id, (select l.name from classes.classes l where l.id = old.class_id),
    old.county_code, old.prefecture_code, old.province_code,
    old.name, old.sex, old.birth_on, old.identity_type, old.identity_sealed, old.blood_type, old.nationality, old.ethnicity, old.overseas, old.birth_place,
    old.native_place, old.hukou_nature, old.hukou_subtype, old.hukou_place, old.address, old.admitted_on, old.attendance, old.only_child, old.left_behind,
    old.migrant_worker, old.health, old.disabled, old.disability_type, old.orphan, old.guardian_name, old.guardian_identity_type,
    old.guardian_identity_sealed, old.guardian_relation, old.guardian_phone_sealed, old.number_kind, old.number_sealed);
  -- Children that never had a number were in nobody's books: where they went from needs no record of its own.
  if old.state in ('numbered', 'suspended') and (new.institution_id <> old.institution_id or new.state in ('left', 'graduated', 'in-primary', 'cancelled')) then
    insert into children.past_enrolments (child_id, institution_id, county_code, prefecture_code, province_code, class_name, class_type, came_by, admitted_on,
      ended_on, end_kind, name, sex, birth_on, version, recorded_at)
    select old.id, old.institution_id, old.county_code, old.prefecture_code, old.province_code, l.name, l.type, old.came_by, old.admitted_on,
      coalesce(new.ended_on, (new.changed_at at time zone 'Asia/Shanghai')::date),
      coalesce(new.end_kind, case new.came_by when 'moved' then '6' else '2' end), old.name, old.sex, old.birth_on, old.version, new.changed_at
    from (select 1) one left join classes.classes l on l.id = old.class_id;
  end if;
  -- Back from where it had gone to in error: the record of its going is taken back, not removed.
  if old.state in ('left', 'graduated', 'in-primary', 'cancelled') and new.state in ('numbered', 'suspended') and new.institution_id = old.institution_id then
    update children.past_enrolments p set undone_at = new.changed_at
      where p.id = (select max(q.id) from children.past_enrolments q where q.child_id = old.id and q.undone_at is null);
  end if;
  return new;
end
$$;
revoke all on function children.keep_former_file() from public;
-- Whatever is a value of the file or its place; sealing anew under another key changes none of them.
create trigger keep_former_file before update of changed_at, institution_id, class_id, name, sex, birth_on, identity_type, blood_type, nationality, ethnicity, overseas,
    birth_place, native_place, hukou_nature, hukou_subtype, hukou_place, address, admitted_on, attendance, only_child, left_behind, migrant_worker, health,
    disabled, disability_type, orphan, guardian_name, guardian_identity_type, guardian_relation, number_kind, ended_on, end_kind
  on children.children for each row
  when (old.state in ('numbered', 'suspended', 'left', 'graduated', 'in-primary', 'cancelled') or old.changed_at is distinct from new.changed_at)
  execute function children.keep_former_file();

-- A child's papers name the institutions in which it was, also those that its reader does not oversee: a name, nothing else.
create function children.name_of_institution(asked bigint) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select i.name from institutions.institutions i where i.id = asked
$$;
revoke all on function children.name_of_institution(bigint) from public;
grant execute on function children.name_of_institution(bigint) to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province;
