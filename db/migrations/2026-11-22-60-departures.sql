-- ── departures: children that leave, rest and come back ──────────────────────────────────────────────────────────
create schema departures;
grant usage on schema departures to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- One row each time a child with a number leaves. What the institution keeps of the child is in children.past_enrolments;
-- here is why it went, where to, and what has to be put back when the leaving is taken back.
create table departures.leavings (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  left_on date not null,
  way text collate "C" not null constraint leaving_way_is_known check (way in ('moved-away', 'withdrawn', 'abroad', 'other')),
  destination text,
  reason text not null constraint leaving_has_a_reason check (length(reason) between 2 and 500),
  -- The last day for recording it by the rules in force; null: none is laid down, or its holidays are not known.
  due_on date,
  former_state text collate "C" not null constraint leaving_former_state_is_known check (former_state in ('numbered', 'suspended')),
  -- No foreign key: a class may be removed once nobody sits in it.
  former_class_id bigint,
  recorded_by bigint not null references accounts.accounts,
  recorded_at timestamptz not null,
  undone_by bigint references accounts.accounts,
  undone_at timestamptz,
  undo_reason text,
  constraint leaving_undone_by_somebody check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null)),
  constraint leaving_recorded_when_it_has_come check (left_on <= (recorded_at at time zone 'Asia/Shanghai')::date)
);
create unique index leaving_open_once on departures.leavings (child_id) where undone_at is null;
create index leavings_by_institution on departures.leavings (institution_id, left_on, id);
create index leavings_by_county on departures.leavings (county_code, left_on, id);
create index leavings_by_prefecture on departures.leavings (prefecture_code, left_on, id);
create index leavings_by_province on departures.leavings (province_code, left_on, id);
alter table departures.leavings enable row level security;
create policy institution_sees on departures.leavings for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_records on departures.leavings for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint
    and exists (select from children.children c where c.id = child_id and c.institution_id = leavings.institution_id));
create policy institution_takes_back on departures.leavings for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on departures.leavings for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy county_takes_back on departures.leavings for update to xueqian_county
  using (county_code = current_setting('app.scope')) with check (county_code = current_setting('app.scope'));
create policy prefecture_sees on departures.leavings for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on departures.leavings for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on departures.leavings to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, left_on, way, destination, reason, due_on, former_state,
  former_class_id, recorded_by, recorded_at) on departures.leavings to xueqian_institution;
grant update (undone_by, undone_at, undo_reason) on departures.leavings to xueqian_institution, xueqian_county;
create trigger stand_with_the_institution after insert on departures.leavings referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- A time of rest: the number and the place in the institution stay.
create table departures.suspensions (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  from_on date not null,
  until_on date not null,
  reason text not null constraint suspension_has_a_reason check (length(reason) between 2 and 500),
  recorded_by bigint not null references accounts.accounts,
  recorded_at timestamptz not null,
  ended_on date,
  ended_by bigint references accounts.accounts,
  ended_at timestamptz,
  constraint suspension_ends_after_it_begins check (until_on > from_on and (ended_on is null or ended_on >= from_on)),
  constraint suspension_ended_by_somebody check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_on is null))
);
create unique index suspension_open_once on departures.suspensions (child_id) where ended_at is null;
create index suspensions_by_institution on departures.suspensions (institution_id, id);
create index suspensions_by_county on departures.suspensions (county_code, id);
alter table departures.suspensions enable row level security;
create policy institution_sees on departures.suspensions for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_records on departures.suspensions for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint
    and exists (select from children.children c where c.id = child_id and c.institution_id = suspensions.institution_id));
create policy institution_ends on departures.suspensions for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on departures.suspensions for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on departures.suspensions for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on departures.suspensions for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on departures.suspensions to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (child_id, institution_id, county_code, prefecture_code, province_code, child_name, from_on, until_on, reason, recorded_by, recorded_at)
  on departures.suspensions to xueqian_institution;
grant update (ended_on, ended_by, ended_at) on departures.suspensions to xueqian_institution;
create trigger stand_with_the_institution after insert on departures.suspensions referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- What is under way about a child and has to end before it goes. Later work replaces this function and adds its own
-- lines; each is a code, whose words are the module's refusals. Also what another office holds stands in the way: it
-- is read past the wall, for children that the asker names and holds. A mere likeness (`possible`) holds nobody back.
create function departures.obstacles(children bigint[]) returns table (child_id bigint, code text)
language sql stable security definer set search_path = pg_catalog as $$
  select k.later_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.later_child_id = any (children)
  union all
  select k.earlier_child_id, 'duplicate-open' from duplicates.cases k where k.state = 'open' and k.kind <> 'possible' and k.earlier_child_id = any (children)
$$;
revoke all on function departures.obstacles(bigint[]) from public;
grant execute on function departures.obstacles(bigint[]) to xueqian_institution, xueqian_county;

