-- ── who is here: counters of children with a number, by what their file says ─────────────────────────────────────────
-- They stand in the counters that change with these children anyway, so that no second row is written or locked. Only
-- children with a number count (numbered, suspended): one child, one number, so that no child counts twice. A child that
-- is only entered adds nothing, so an import writes no more than before.
alter table statistics.institution_counters
  add column suspended integer not null default 0,
  add column single_away integer not null default 0,
  add column both_away integer not null default 0,
  add column migrant integer not null default 0,
  add column county_beyond integer not null default 0,
  add column prefecture_beyond integer not null default 0,
  add column province_beyond integer not null default 0,
  add column hmt integer not null default 0,
  add column foreigners integer not null default 0,
  add column unclassed integer not null default 0;

-- How far the household registration lies from the kindergarten: 0 in its county (or not said), 1 in another county of the
-- prefecture, 2 in another prefecture of the province, 3 in another province. Of the codes alone, so that what was counted
-- can be counted back. A county directly below its province is its own prefecture.
create function statistics.distance_of(hukou_place text, county_code text, prefecture_code text, province_code text) returns integer
language sql immutable parallel safe as $$
  select case
    when hukou_place is null or starts_with(hukou_place, county_code) then 0
    when left(hukou_place, 2) <> left(province_code, 2) then 3
    when prefecture_code = county_code or left(hukou_place, 4) <> left(prefecture_code, 4) then 2
    else 1 end
$$;

create or replace function statistics.count_children() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered
    from (select institution_id,
            count(*) filter (where state = 'entered') as entered, count(*) filter (where state = 'returned') as returned,
            count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state = 'problem') as problem,
            count(*) filter (where state = 'numbered') as numbered
          from new_rows group by institution_id) d
    where c.institution_id = d.institution_id;
    -- Nobody enters a child with a number; who did would be counted as well.
    if exists (select from new_rows where state in ('numbered', 'suspended')) then
      update statistics.institution_counters c
      set suspended = c.suspended + d.suspended, single_away = c.single_away + d.single_away, both_away = c.both_away + d.both_away,
          migrant = c.migrant + d.migrant, county_beyond = c.county_beyond + d.county_beyond, prefecture_beyond = c.prefecture_beyond + d.prefecture_beyond,
          province_beyond = c.province_beyond + d.province_beyond, hmt = c.hmt + d.hmt, foreigners = c.foreigners + d.foreigners,
          unclassed = c.unclassed + d.unclassed
      from (select institution_id,
              coalesce(sum(n) filter (where state = 'suspended'), 0) as suspended, coalesce(sum(n) filter (where here and left_behind = '1'), 0) as single_away,
              coalesce(sum(n) filter (where here and left_behind = '2'), 0) as both_away, coalesce(sum(n) filter (where here and migrant_worker), 0) as migrant,
              coalesce(sum(n) filter (where here and distance >= 1), 0) as county_beyond,
              coalesce(sum(n) filter (where here and distance >= 2), 0) as prefecture_beyond,
              coalesce(sum(n) filter (where here and distance = 3), 0) as province_beyond,
              coalesce(sum(n) filter (where here and nationality in ('HKG', 'MAC', 'TWN')), 0) as hmt,
              coalesce(sum(n) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')), 0) as foreigners,
              coalesce(sum(n) filter (where state = 'numbered' and class_id is null), 0) as unclassed
            from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance, 1 as n from new_rows) m group by institution_id) d
      where c.institution_id = d.institution_id;
    end if;
  else
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered, first_waiting = c.first_waiting + d.first_waiting,
        suspended = c.suspended + d.suspended, single_away = c.single_away + d.single_away, both_away = c.both_away + d.both_away,
        migrant = c.migrant + d.migrant, county_beyond = c.county_beyond + d.county_beyond, prefecture_beyond = c.prefecture_beyond + d.prefecture_beyond,
        province_beyond = c.province_beyond + d.province_beyond, hmt = c.hmt + d.hmt, foreigners = c.foreigners + d.foreigners,
        unclassed = c.unclassed + d.unclassed
    from (select institution_id,
            coalesce(sum(n) filter (where state = 'entered'), 0) as entered, coalesce(sum(n) filter (where state = 'returned'), 0) as returned,
            coalesce(sum(n) filter (where state = 'confirmed'), 0) as confirmed, coalesce(sum(n) filter (where state = 'problem'), 0) as problem,
            coalesce(sum(n) filter (where state = 'numbered'), 0) as numbered,
            coalesce(sum(n) filter (where state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null), 0) as first_waiting,
            coalesce(sum(n) filter (where state = 'suspended'), 0) as suspended, coalesce(sum(n) filter (where here and left_behind = '1'), 0) as single_away,
            coalesce(sum(n) filter (where here and left_behind = '2'), 0) as both_away, coalesce(sum(n) filter (where here and migrant_worker), 0) as migrant,
            coalesce(sum(n) filter (where here and distance >= 1), 0) as county_beyond,
            coalesce(sum(n) filter (where here and distance >= 2), 0) as prefecture_beyond,
            coalesce(sum(n) filter (where here and distance = 3), 0) as province_beyond,
            coalesce(sum(n) filter (where here and nationality in ('HKG', 'MAC', 'TWN')), 0) as hmt,
            coalesce(sum(n) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')), 0) as foreigners,
            coalesce(sum(n) filter (where state = 'numbered' and class_id is null), 0) as unclassed
          from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance,
              first_review_due_on, first_reviewed_at, 1 as n from new_rows
            union all select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance,
              first_review_due_on, first_reviewed_at, -1 from old_rows) m
          group by institution_id) d
    where c.institution_id = d.institution_id
      and (d.entered, d.returned, d.confirmed, d.problem, d.numbered, d.first_waiting,
        d.suspended, d.single_away, d.both_away, d.migrant, d.county_beyond, d.prefecture_beyond, d.province_beyond, d.hmt, d.foreigners, d.unclassed)
        is distinct from (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  end if;
  return null;
end
$$;

-- The counters computed anew, and what differs.
create or replace function statistics.counter_differences() returns table (institution_id bigint, counter text, kept bigint, counted bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with counted as (
    select m.institution_id, v.counter, v.n
    from (select m.institution_id, count(*) filter (where state = 'entered') as entered, count(*) filter (where state = 'returned') as returned,
            count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state = 'problem') as problem,
            count(*) filter (where state = 'numbered') as numbered,
            count(*) filter (where state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null) as first_waiting,
            count(*) filter (where state = 'suspended') as suspended, count(*) filter (where here and left_behind = '1') as single_away,
            count(*) filter (where here and left_behind = '2') as both_away, count(*) filter (where here and migrant_worker) as migrant,
            count(*) filter (where here and distance >= 1) as county_beyond, count(*) filter (where here and distance >= 2) as prefecture_beyond,
            count(*) filter (where here and distance = 3) as province_beyond, count(*) filter (where here and nationality in ('HKG', 'MAC', 'TWN')) as hmt,
            count(*) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')) as foreigners,
            count(*) filter (where state = 'numbered' and class_id is null) as unclassed
          from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance,
              first_review_due_on, first_reviewed_at from children.children) m
          group by m.institution_id) m
    cross join lateral (values ('entered', m.entered), ('returned', m.returned), ('confirmed', m.confirmed), ('problem', m.problem),
      ('numbered', m.numbered), ('first_waiting', m.first_waiting),
      ('suspended', m.suspended), ('single_away', m.single_away), ('both_away', m.both_away), ('migrant', m.migrant), ('county_beyond', m.county_beyond),
      ('prefecture_beyond', m.prefecture_beyond), ('province_beyond', m.province_beyond), ('hmt', m.hmt), ('foreigners', m.foreigners),
      ('unclassed', m.unclassed)) v (counter, n)
  ), kept as (
    select k.institution_id, v.counter, v.kept from statistics.institution_counters k
    cross join lateral (values ('entered', k.entered), ('returned', k.returned), ('confirmed', k.confirmed), ('problem', k.problem),
      ('numbered', k.numbered), ('first_waiting', k.first_waiting),
      ('suspended', k.suspended), ('single_away', k.single_away), ('both_away', k.both_away), ('migrant', k.migrant), ('county_beyond', k.county_beyond),
      ('prefecture_beyond', k.prefecture_beyond), ('province_beyond', k.province_beyond), ('hmt', k.hmt), ('foreigners', k.foreigners),
      ('unclassed', k.unclassed)) v (counter, kept)
  )
  select kept.institution_id, kept.counter, kept.kept, coalesce(counted.n, 0) from kept
    left join counted on counted.institution_id = kept.institution_id and counted.counter = kept.counter
    where kept.kept <> coalesce(counted.n, 0)
  union all
  select i.id, 'reported', k.reported, i.reported::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reported <> i.reported::int
  union all
  select i.id, 'reviewed', k.reviewed, i.reviewed::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reviewed <> i.reviewed::int
$$;

-- What is there already is counted once.
update statistics.institution_counters k set suspended = d.suspended, single_away = d.single_away, both_away = d.both_away, migrant = d.migrant, county_beyond = d.county_beyond,
  prefecture_beyond = d.prefecture_beyond, province_beyond = d.province_beyond, hmt = d.hmt, foreigners = d.foreigners, unclassed = d.unclassed
from (select institution_id,
    count(*) filter (where state = 'suspended') as suspended, count(*) filter (where here and left_behind = '1') as single_away,
    count(*) filter (where here and left_behind = '2') as both_away, count(*) filter (where here and migrant_worker) as migrant,
    count(*) filter (where here and distance >= 1) as county_beyond, count(*) filter (where here and distance >= 2) as prefecture_beyond,
    count(*) filter (where here and distance = 3) as province_beyond, count(*) filter (where here and nationality in ('HKG', 'MAC', 'TWN')) as hmt,
    count(*) filter (where here and nationality not in ('CHN', 'HKG', 'MAC', 'TWN')) as foreigners,
    count(*) filter (where state = 'numbered' and class_id is null) as unclassed
  from (select institution_id, state, class_id, left_behind, migrant_worker, nationality, state in ('numbered', 'suspended') as here,
              case when state in ('numbered', 'suspended') then statistics.distance_of(hukou_place, county_code, prefecture_code, province_code) end as distance
    from children.children) m
  group by institution_id) d
where k.institution_id = d.institution_id;
