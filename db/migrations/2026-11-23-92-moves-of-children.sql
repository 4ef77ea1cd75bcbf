-- ── moves of children with a number: who went, who came, from where to where ─────────────────────────────────────────
-- One row each time a child with a number goes from an institution, comes to one, or goes from one to another. Graduation
-- is none of them: whole years graduate, and the past enrolments keep that. Written by triggers, so that no way of moving
-- a child leaves it out; small beside the children, so that a period can be added up when it is asked for.
create schema flows;
grant usage on schema flows to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

create table flows.moves (
  id bigint generated always as identity primary key,
  child_id bigint not null references children.children,
  -- transferred 转园 · moved: with an institution that changed · left 离园 · crossed-out, crossed-in 跨省转出、转入 ·
  -- cancelled 注销 · entered-late: new in the middle of a year, at four years or more · resumed 复学
  kind text collate "C" not null constraint flow_kind_is_known
    check (kind in ('transferred', 'moved', 'left', 'crossed-out', 'crossed-in', 'cancelled', 'entered-late', 'resumed')),
  -- Of a leaving: as it was recorded.
  way text collate "C" constraint flow_way_is_known check (way in ('moved-away', 'withdrawn', 'abroad', 'other')),
  happened_on date not null,
  recorded_at timestamptz not null,
  -- Taken back: recorded in error.
  undone_at timestamptz,
  -- The child has left and no institution has taken it in since.
  is_open boolean not null default false,
  -- A transfer of a child that had left before: taken in again.
  after_leaving boolean not null default false,
  -- As the institutions and the child were called then.
  from_institution_id bigint references institutions.institutions,
  from_institution_name text,
  from_county text collate "C",
  from_prefecture text collate "C",
  to_institution_id bigint references institutions.institutions,
  to_institution_name text,
  to_county text collate "C",
  to_prefecture text collate "C",
  province_code text collate "C" not null,
  -- The division of the other province, of a crossing.
  other_code text collate "C",
  child_name text collate "C" not null,
  child_sex text collate "C" not null,
  child_birth_on date not null,
  constraint flow_has_an_end check (from_institution_id is not null or to_institution_id is not null),
  constraint flow_leaving_has_a_way check ((kind = 'left') = (way is not null)),
  constraint flow_open_is_a_leaving check (not is_open or (kind = 'left' and undone_at is null)),
  constraint flow_across_names_the_other_side check ((kind in ('crossed-out', 'crossed-in')) = (other_code is not null))
);
create index moves_by_child on flows.moves (child_id, id);
create index moves_by_province on flows.moves (province_code, happened_on, id);
create index moves_from_prefecture on flows.moves (from_prefecture, happened_on, id);
create index moves_to_prefecture on flows.moves (to_prefecture, happened_on, id);
create index moves_from_county on flows.moves (from_county, happened_on, id);
create index moves_to_county on flows.moves (to_county, happened_on, id);
create index moves_from_institution on flows.moves (from_institution_id, happened_on, id);
create index moves_to_institution on flows.moves (to_institution_id, happened_on, id);
alter table flows.moves enable row level security;
create policy institution_named on flows.moves for select to xueqian_institution
  using (from_institution_id = current_setting('app.scope')::bigint or to_institution_id = current_setting('app.scope')::bigint);
create policy county_named on flows.moves for select to xueqian_county
  using (from_county = current_setting('app.scope') or to_county = current_setting('app.scope'));
create policy prefecture_named on flows.moves for select to xueqian_prefecture
  using (from_prefecture = current_setting('app.scope') or to_prefecture = current_setting('app.scope'));
create policy province_named on flows.moves for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on flows.moves to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- How many moves of a kind there were in a period between the units below a division: `unit` is province, prefecture, county
-- or institution, `within` the division whose units they are (none for provinces). A side that lies outside has the code
-- of the unit as large as the division itself, in `…_outside`. Row security of who asks decides which moves are added up.
create function flows.figures(from_on date, until_on date, school_age_before date, unit text, within text)
returns table (from_code text, to_code text, from_outside text, to_outside text, other_code text, kind text, way text, after_leaving boolean,
  from_name text, to_name text, children integer, dropped_out integer)
language sql stable as $$
  select case unit
      when 'province' then case when m.from_institution_id is not null then m.province_code end
      when 'prefecture' then m.from_prefecture
      when 'county' then case when m.from_prefecture = within then m.from_county end
      else case when m.from_county = within then m.from_institution_id::text end end,
    case unit
      when 'province' then case when m.to_institution_id is not null then m.province_code end
      when 'prefecture' then m.to_prefecture
      when 'county' then case when m.to_prefecture = within then m.to_county end
      else case when m.to_county = within then m.to_institution_id::text end end,
    case unit when 'county' then nullif(m.from_prefecture, within) when 'institution' then nullif(m.from_county, within) end,
    case unit when 'county' then nullif(m.to_prefecture, within) when 'institution' then nullif(m.to_county, within) end,
    m.other_code, m.kind, m.way, m.after_leaving,
    max(case unit when 'institution' then m.from_institution_name end), max(case unit when 'institution' then m.to_institution_name end),
    count(*)::integer, (count(*) filter (where m.is_open and m.way <> 'abroad' and m.child_birth_on > school_age_before))::integer
  from flows.moves m
  where m.undone_at is null and m.happened_on between from_on and until_on
    and case unit when 'province' then true when 'prefecture' then m.province_code = within
      when 'county' then m.from_prefecture = within or m.to_prefecture = within else m.from_county = within or m.to_county = within end
  group by 1, 2, 3, 4, 5, 6, 7, 8
$$;
-- The ministry adds up and sees no child: no table, only these sums.
create function flows.figures_for_the_ministry(from_on date, until_on date, school_age_before date, unit text, within text)
returns table (from_code text, to_code text, from_outside text, to_outside text, other_code text, kind text, way text, after_leaving boolean,
  from_name text, to_name text, children integer, dropped_out integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if current_setting('app.level') <> 'ministry' then
    raise exception 'not the ministry' using errcode = 'insufficient_privilege';
  end if;
  return query execute 'select * from flows.figures($1, $2, $3, $4, $5)' using from_on, until_on, school_age_before, unit, within;
end
$$;
create function flows.overdue_rests_for_the_ministry(today date)
returns table (institution_id bigint, county_code text, prefecture_code text, province_code text, children integer)
language sql stable security definer set search_path = pg_catalog as $$
  select s.institution_id, s.county_code, s.prefecture_code, s.province_code, count(*)::integer from departures.suspensions s
  where current_setting('app.level') = 'ministry' and s.ended_at is null and s.until_on < today group by 1, 2, 3, 4
$$;
revoke all on function flows.figures(date, date, date, text, text), flows.figures_for_the_ministry(date, date, date, text, text),
  flows.overdue_rests_for_the_ministry(date) from public;
grant execute on function flows.figures(date, date, date, text, text) to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant execute on function flows.figures_for_the_ministry(date, date, date, text, text), flows.overdue_rests_for_the_ministry(date) to xueqian_ministry;

-- Rests that have not ended: few, asked for by the day on which they should have.
create index suspensions_open on departures.suspensions (province_code, until_on) where ended_at is null;

-- It came outside the intake of September, and on the 31 August before it was four: at that age a child has usually been
-- in a kindergarten before.
create function flows.is_late(admitted_on date, birth_on date) returns boolean language sql immutable parallel safe as $$
  select extract(month from admitted_on) <> 9 and birth_on <= make_date(extract(year from admitted_on - interval '8 months')::integer - 4, 8, 31)
$$;

create function flows.note_move() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  here_before boolean := old.state in ('numbered', 'suspended');
  here_now boolean := new.state in ('numbered', 'suspended');
  day date := (new.changed_at at time zone 'Asia/Shanghai')::date;
  what text;
  how text;
  beyond text;
begin
  if new.institution_id <> old.institution_id then
    -- A file of a child that went before goes along with its institution: nobody moves.
    if not here_now or old.number_kind is null then
      return null;
    end if;
    update flows.moves m set is_open = false where m.child_id = new.id and m.is_open;
    what := case new.came_by when 'moved' then 'moved' else 'transferred' end;
  elsif new.state = 'left' then
    if not here_before then
      -- Back among those who left: what had taken it in was undone.
      update flows.moves m set is_open = (m.kind = 'left')
        where m.id = (select max(q.id) from flows.moves q where q.child_id = new.id and q.kind in ('left', 'crossed-out') and q.undone_at is null);
      return null;
    end if;
    select p.other_code into beyond from province_border.crossings p
      where p.child_id = new.id and p.direction = 'out' and p.state = 'gone' and p.happened_on = new.ended_on order by p.id desc limit 1;
    what := case when beyond is null then 'left' else 'crossed-out' end;
    if beyond is null then
      how := coalesce((select v.way from departures.leavings v where v.child_id = new.id and v.undone_at is null order by v.id desc limit 1),
        case new.end_kind when '5' then 'abroad' else 'other' end);
    end if;
    day := new.ended_on;
  elsif old.state = 'left' then
    update flows.moves m set is_open = false, undone_at = case when here_now then new.changed_at end
      where m.id = (select max(q.id) from flows.moves q where q.child_id = new.id and q.kind in ('left', 'crossed-out') and q.undone_at is null);
    return null;
  elsif new.state = 'cancelled' and here_before then
    what := 'cancelled';
    day := new.ended_on;
  elsif old.state = 'cancelled' then
    if here_now then
      update flows.moves m set undone_at = new.changed_at
        where m.id = (select max(q.id) from flows.moves q where q.child_id = new.id and q.kind = 'cancelled' and q.undone_at is null);
    end if;
    return null;
  elsif old.state = 'suspended' and new.state = 'numbered' then
    what := 'resumed';
    day := coalesce((select s.ended_on from departures.suspensions s where s.child_id = new.id order by s.id desc limit 1), day);
  elsif new.state = 'numbered' and old.number_kind is null then
    -- Who came over the province's border is noted when it is accepted.
    if exists (select from province_border.crossings p where p.child_id = new.id and p.direction = 'in' and p.state in ('entered', 'accepted')) then
      return null;
    end if;
    what := 'entered-late';
    day := new.admitted_on;
  else
    return null;
  end if;
  insert into flows.moves (child_id, kind, way, happened_on, recorded_at, is_open, after_leaving, from_institution_id, from_institution_name, from_county,
    from_prefecture, to_institution_id, to_institution_name, to_county, to_prefecture, province_code, other_code, child_name, child_sex, child_birth_on)
  select new.id, what, how, day, coalesce(new.changed_at, new.reviewed_at), what = 'left', what = 'transferred' and not here_before,
    f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, new.province_code, beyond, new.name, new.sex, new.birth_on
  from (select 1) one
  left join institutions.institutions f on f.id = old.institution_id and what in ('transferred', 'moved', 'left', 'crossed-out', 'cancelled')
  left join institutions.institutions t on t.id = new.institution_id and what in ('transferred', 'moved', 'entered-late', 'resumed');
  return null;
end
$$;
revoke all on function flows.note_move() from public;
-- A promotion names neither column, and numbering a whole county asks one comparison a child: only who came late is noted.
create trigger note_move after update of state, institution_id on children.children for each row
  when ((old.institution_id <> new.institution_id and old.number_kind is not null)
    or (old.state <> new.state and (old.state in ('left', 'suspended', 'cancelled') or new.state in ('left', 'cancelled')
      or (new.state = 'numbered' and old.number_kind is null and new.came_by is null and new.admitted_on > new.reviewed_at - interval '1 year'
        and flows.is_late(new.admitted_on, new.birth_on)))))
  execute function flows.note_move();

create function flows.note_crossing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into flows.moves (child_id, kind, happened_on, recorded_at, to_institution_id, to_institution_name, to_county, to_prefecture, province_code, other_code,
    child_name, child_sex, child_birth_on)
  select c.id, 'crossed-in', coalesce(new.happened_on, c.admitted_on), new.ended_at, i.id, i.name, i.county_code, i.prefecture_code, i.province_code,
    new.other_code, c.name, c.sex, c.birth_on
  from children.children c join institutions.institutions i on i.id = c.institution_id
  where c.id = new.child_id;
  return null;
end
$$;
revoke all on function flows.note_crossing() from public;
create trigger note_crossing after update of state on province_border.crossings for each row
  when (new.direction = 'in' and new.state = 'accepted' and old.state <> 'accepted') execute function flows.note_crossing();

-- What happened before this table was there, as far as the records tell.
insert into flows.moves (child_id, kind, way, happened_on, recorded_at, undone_at, is_open, after_leaving, from_institution_id, from_institution_name, from_county,
  from_prefecture, to_institution_id, to_institution_name, to_county, to_prefecture, province_code, other_code, child_name, child_sex, child_birth_on)
select m.child_id, m.kind, m.way, m.happened_on, m.recorded_at, m.undone_at, m.is_open, m.after_leaving,
  f.id, f.name, f.county_code, f.prefecture_code, t.id, t.name, t.county_code, t.prefecture_code, coalesce(f.province_code, t.province_code), m.other_code,
  m.name, m.sex, m.birth_on
from (
  select p.child_id, case when p.end_kind = '2' then 'transferred' when p.end_kind = '6' then 'moved' when p.end_kind = '4' then 'cancelled'
      when x.other_code is not null then 'crossed-out' else 'left' end as kind,
    case when p.end_kind in ('3', '5') and x.other_code is null then coalesce(v.way, case p.end_kind when '5' then 'abroad' else 'other' end) end as way,
    p.ended_on as happened_on, p.recorded_at, p.undone_at,
    p.end_kind in ('3', '5') and x.other_code is null and p.undone_at is null and c.state = 'left' and p.id = p.latest as is_open, false as after_leaving,
    p.institution_id as from_id, case when p.end_kind in ('2', '6') then coalesce(p.next_institution_id, c.institution_id) end as to_id,
    case when p.end_kind in ('3', '5') then x.other_code end as other_code, p.name, p.sex, p.birth_on
  from (select q.*, lead(q.institution_id) over w as next_institution_id, max(q.id) over (partition by q.child_id) as latest
      from children.past_enrolments q window w as (partition by q.child_id order by q.id)) p
  join children.children c on c.id = p.child_id
  left join lateral (select y.other_code from province_border.crossings y where y.child_id = p.child_id and y.direction = 'out' and y.state = 'gone'
    and y.happened_on = p.ended_on order by y.id desc limit 1) x on true
  left join lateral (select l.way from departures.leavings l where l.child_id = p.child_id and l.left_on = p.ended_on order by l.id desc limit 1) v on true
  where p.end_kind <> '1'
  union all
  -- Taken in again after a leaving: the next enrolment, or the file, is at another institution and nothing else says how it came there.
  select p.child_id, 'transferred', null, coalesce(y.day, p.ended_on), coalesce(y.at, p.recorded_at), null, false, true, p.institution_id,
    coalesce(p.next_institution_id, c.institution_id), null, c.name, c.sex, c.birth_on
  from (select q.*, lead(q.institution_id) over w as next_institution_id from children.past_enrolments q window w as (partition by q.child_id order by q.id)) p
  join children.children c on c.id = p.child_id
  left join lateral (select a.at, (a.at at time zone 'Asia/Shanghai')::date as day from children.actions a
    where a.child_id = p.child_id and a.action = 'transferred' and a.at > p.recorded_at order by a.id limit 1) y on true
  where p.end_kind in ('3', '5') and p.undone_at is null and c.state <> 'left' and coalesce(p.next_institution_id, c.institution_id) <> p.institution_id
  union all
  select c.id, 'crossed-in', null, coalesce(x.happened_on, c.admitted_on), x.ended_at, null, false, false, null, x.institution_id, x.other_code, c.name, c.sex, c.birth_on
  from province_border.crossings x join children.children c on c.id = x.child_id where x.direction = 'in' and x.state = 'accepted'
  union all
  select c.id, 'resumed', null, s.ended_on, s.ended_at, null, false, false, null, s.institution_id, null, c.name, c.sex, c.birth_on
  from departures.suspensions s join children.children c on c.id = s.child_id
  where s.ended_at is not null and exists (select from children.actions a where a.child_id = s.child_id and a.action = 'resumed' and a.at = s.ended_at)
  union all
  select c.id, 'entered-late', null, c.admitted_on, c.reviewed_at, null, false, false, null, c.institution_id, null, c.name, c.sex, c.birth_on
  from children.children c
  where c.number_kind is not null and c.came_by is null and c.admitted_on > c.reviewed_at - interval '1 year' and flows.is_late(c.admitted_on, c.birth_on)
    and not exists (select from province_border.crossings x where x.child_id = c.id and x.direction = 'in' and x.state in ('entered', 'accepted'))
) m
left join institutions.institutions f on f.id = m.from_id
left join institutions.institutions t on t.id = m.to_id
where m.to_id is distinct from m.from_id
order by m.recorded_at, m.child_id;

-- What the moves say against what the institutions' books and the files say; nothing when all agree.
create function flows.differences() returns table (institution_id bigint, counter text, kept bigint, counted bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with gone as (select m.from_institution_id as id, count(*) as n from flows.moves m
      where m.from_institution_id is not null and m.undone_at is null and not m.after_leaving group by 1),
    books as (select p.institution_id as id, count(*) as n from children.past_enrolments p where p.undone_at is null and p.end_kind <> '1' group by 1),
    noted as (select m.from_institution_id as id, count(*) as n from flows.moves m where m.is_open group by 1),
    left_files as (select v.institution_id as id, count(*) as n from children.children c
      join lateral (select p.institution_id, p.ended_on from children.past_enrolments p where p.child_id = c.id and p.undone_at is null order by p.id desc limit 1) v on true
      where c.state = 'left' and not exists (select from province_border.crossings x
        where x.child_id = c.id and x.direction = 'out' and x.state = 'gone' and x.happened_on = v.ended_on)
      group by 1)
  select coalesce(a.id, b.id), 'moves-out', coalesce(a.n, 0), coalesce(b.n, 0) from gone a full join books b on b.id = a.id where a.n is distinct from b.n
  union all
  select coalesce(a.id, b.id), 'moves-open', coalesce(a.n, 0), coalesce(b.n, 0) from noted a full join left_files b on b.id = a.id where a.n is distinct from b.n
$$;
revoke all on function flows.differences() from public;
