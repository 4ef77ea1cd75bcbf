-- ── first review by the central kindergarten of a town (Henan letter of 2017, 3.1) ──────────────────────────────────
-- Which of my institutions' children the town looks at first: where the county has switched it on and the town has a
-- central kindergarten with an open review account. Definer: an institution sees neither its town's office nor its accounts.
create function registration.first_reviewed_institutions(institution_ids bigint[]) returns setof bigint
language sql stable security definer set search_path = pg_catalog as $$
  select i.id
  from institutions.institutions i
  join administration.first_reviews f on f.county_code = i.county_code and f.switched_on
  where i.id = any (institution_ids)
    and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
    and exists (select from accounts.offices o join accounts.accounts a on a.office_id = o.id and a.role = 'review' and a.closed_at is null
      where o.level = 'town' and o.scope = i.town_code and o.department_id is null and o.closed_at is null)
$$;
revoke all on function registration.first_reviewed_institutions(bigint[]) from public;
grant execute on function registration.first_reviewed_institutions(bigint[]) to xueqian_institution;

-- A child's town is its institution's. With a day in first_review_due_on and no first_reviewed_at it waits for the town;
-- after that day the county may take it over. No index names these columns: deciding rewrites no index.
alter table children.children
  add column town_code text collate "C",
  add column first_review_due_on date,
  add column first_reviewed_by bigint,
  add column first_reviewed_at timestamptz,
  add constraint child_first_reviewed_by_another_person check (first_reviewed_by is null or (first_reviewed_by <> entered_by and first_reviewed_by is distinct from confirmed_by)),
  add constraint child_first_review_is_of_the_confirmed check (first_review_due_on is null or state not in ('entered', 'returned', 'problem')),
  add constraint child_first_review_was_asked check ((first_reviewed_by is null) = (first_reviewed_at is null) and (first_reviewed_at is null or first_review_due_on is not null));
-- What the statement triggers look after does not change here, and the rows are millions.
alter table children.children disable trigger user;
update children.children c set town_code = i.town_code from institutions.institutions i where i.id = c.institution_id and i.town_code is not null;
alter table children.children enable trigger user;
create index children_by_town on children.children (town_code) where town_code is not null;

create function children.follow_town() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update children.children set town_code = new.town_code where institution_id = new.id and town_code is distinct from new.town_code;
  return null;
end
$$;
create trigger children_follow_town after update of town_code on institutions.institutions
  for each row when (old.town_code is distinct from new.town_code) execute function children.follow_town();

grant insert (town_code) on children.children to xueqian_institution, xueqian_county;
grant update (first_review_due_on) on children.children to xueqian_institution;
grant update (first_review_due_on, first_reviewed_by, first_reviewed_at) on children.children to xueqian_county;
create policy town_sees on children.children for select to xueqian_town using (town_code = current_setting('app.scope'));
create policy town_reviews_first on children.children for update to xueqian_town
  using (town_code = current_setting('app.scope')) with check (town_code = current_setting('app.scope'));
grant select on children.children to xueqian_town;
grant update (state, version, confirmed_by, confirmed_at, return_reason, first_review_due_on, first_reviewed_by, first_reviewed_at)
  on children.children to xueqian_town;

-- Switched off, what waits for a town comes to the county at once. Whoever switches sees no child.
create function registration.release_first_reviews() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update children.children set first_review_due_on = null, version = version + 1
    where institution_id in (select k.institution_id from statistics.institution_counters k where k.county_code = new.county_code and k.first_waiting > 0)
      and state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null;
  return null;
end
$$;
create trigger release_first_reviews after update of switched_on on administration.first_reviews
  for each row when (old.switched_on and not new.switched_on) execute function registration.release_first_reviews();

-- Three more actions beside those that are known by now.
do $$
declare
  known text;
begin
  select pg_get_constraintdef(oid) into known from pg_constraint where conname = 'action_is_known' and conrelid = 'children.actions'::regclass;
  alter table children.actions drop constraint action_is_known;
  execute 'alter table children.actions add constraint action_is_known '
    || replace(known, 'ARRAY[', 'ARRAY[''first-reviewed''::text, ''returned-by-town''::text, ''first-review-taken-over''::text, ');
end
$$;
create policy town_sees_with_the_child on children.actions for select to xueqian_town using (exists (select from children.children c where c.id = child_id));
create policy town_writes_with_the_child on children.actions for insert to xueqian_town with check (exists (select from children.children c where c.id = child_id));
grant select on children.actions to xueqian_town;
grant insert (child_id, at, action, account_id, reason, facts) on children.actions to xueqian_town;
create policy town_sees_with_the_child on registration.numbers for select to xueqian_town using (exists (select from children.children c where c.id = child_id));
grant select on registration.numbers to xueqian_town;

-- A town has a few dozen institutions: what hangs on them is found through them.
create policy town_sees on classes.classes for select to xueqian_town
  using (institution_id in (select i.id from institutions.institutions i where i.town_code = current_setting('app.scope')));
create policy town_sees on statistics.institution_counters for select to xueqian_town
  using (institution_id in (select i.id from institutions.institutions i where i.town_code = current_setting('app.scope')));
create policy town_named on duplicates.cases for select to xueqian_town
  using (later_institution_id in (select i.id from institutions.institutions i where i.town_code = current_setting('app.scope'))
    or earlier_institution_id in (select i.id from institutions.institutions i where i.town_code = current_setting('app.scope')));
grant usage on schema duplicates to xueqian_town;
grant select on classes.classes, statistics.institution_counters, duplicates.cases to xueqian_town;

-- Of the confirmed: those that wait for their town.
alter table statistics.institution_counters add column first_waiting integer not null default 0;
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
  else
    update statistics.institution_counters c
    set entered = c.entered + d.entered, returned = c.returned + d.returned, confirmed = c.confirmed + d.confirmed,
        problem = c.problem + d.problem, numbered = c.numbered + d.numbered, first_waiting = c.first_waiting + d.first_waiting
    from (select institution_id,
            coalesce(sum(n) filter (where state = 'entered'), 0) as entered, coalesce(sum(n) filter (where state = 'returned'), 0) as returned,
            coalesce(sum(n) filter (where state = 'confirmed'), 0) as confirmed, coalesce(sum(n) filter (where state = 'problem'), 0) as problem,
            coalesce(sum(n) filter (where state = 'numbered'), 0) as numbered,
            coalesce(sum(n) filter (where state = 'confirmed' and first_review_due_on is not null and first_reviewed_at is null), 0) as first_waiting
          from (select institution_id, state, first_review_due_on, first_reviewed_at, 1 as n from new_rows
            union all select institution_id, state, first_review_due_on, first_reviewed_at, -1 from old_rows) m
          group by institution_id) d
    where c.institution_id = d.institution_id
      and (d.entered, d.returned, d.confirmed, d.problem, d.numbered, d.first_waiting) is distinct from (0, 0, 0, 0, 0, 0);
  end if;
  return null;
end
$$;

create or replace function statistics.counter_differences() returns table (institution_id bigint, counter text, kept bigint, counted bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with counted as (
    select c.institution_id, c.state, count(*) as n from children.children c group by c.institution_id, c.state
    union all
    select c.institution_id, 'first_waiting', count(*) from children.children c
      where c.state = 'confirmed' and c.first_review_due_on is not null and c.first_reviewed_at is null group by c.institution_id
  ), kept as (
    select k.institution_id, v.counter, v.kept from statistics.institution_counters k
    cross join lateral (values ('entered', k.entered), ('returned', k.returned), ('confirmed', k.confirmed), ('problem', k.problem),
      ('numbered', k.numbered), ('first_waiting', k.first_waiting)) v (counter, kept)
  )
  select kept.institution_id, kept.counter, kept.kept, coalesce(counted.n, 0) from kept
    left join counted on counted.institution_id = kept.institution_id and counted.state = kept.counter
    where kept.kept <> coalesce(counted.n, 0)
  union all
  select i.id, 'reported', k.reported, i.reported::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reported <> i.reported::int
  union all
  select i.id, 'reviewed', k.reviewed, i.reviewed::int from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where k.reviewed <> i.reviewed::int
$$;

-- ── announcements ────────────────────────────────────────────────────────────────────────────────────────────────
create schema announcements;
grant usage on schema announcements
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;

-- The audience is a rule, never a list of offices: levels × divisions, and for institutions their kinds and natures.
create table announcements.announcements (
  id bigint generated always as identity primary key,
  state text collate "C" not null default 'draft' constraint announcement_state_is_known check (state in ('draft', 'published', 'withdrawn')),
  -- Written by a person: title and text (Markdown). Told by the system: the name of a text and its facts.
  title text,
  body text,
  template text collate "C",
  facts jsonb,
  must_read boolean not null,
  levels text[] collate "C" not null constraint announcement_levels_are_known check (levels <@ array['institution', 'town', 'county', 'prefecture', 'province']),
  divisions text[] collate "C" not null,
  kinds text[] collate "C",
  natures text[] collate "C",
  valid_from date,
  valid_to date,
  -- The office that writes, and where it stands: it and those above it follow.
  office_id bigint not null references accounts.offices,
  level text collate "C" not null,
  scope text collate "C" not null,
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  written_by bigint not null,
  written_at timestamptz not null,
  published_by bigint,
  published_at timestamptz,
  withdrawn_by bigint,
  withdrawn_at timestamptz,
  withdraw_reason text,
  reminded_at timestamptz,
  constraint announcement_has_one_kind_of_text check ((template is null) = (title is not null and body is not null)),
  constraint announcement_ends_after_it_begins check (valid_to is null or valid_to >= valid_from),
  constraint announcement_published_was_decided check (state = 'draft' or (published_at is not null and valid_from is not null and cardinality(levels) > 0 and cardinality(divisions) > 0)),
  constraint announcement_withdrawal_has_a_reason check ((state = 'withdrawn') = (withdrawn_at is not null and length(withdraw_reason) >= 2))
);
create index announcements_by_writer on announcements.announcements (level, scope, id);

-- The rule spelled out, one row a level and division: kept by a trigger, read by the functions below alone.
create table announcements.audiences (
  announcement_id bigint not null references announcements.announcements on delete cascade,
  level text collate "C" not null,
  division_code text collate "C" not null,
  kinds text[] collate "C",
  natures text[] collate "C",
  primary key (division_code, level, announcement_id)
);
create index audiences_by_announcement on announcements.audiences (announcement_id);
alter table announcements.audiences enable row level security;

create function announcements.spell_audience() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from announcements.audiences where announcement_id = new.id;
  insert into announcements.audiences (announcement_id, level, division_code, kinds, natures)
    select distinct new.id, l, d, case l when 'institution' then new.kinds end, case l when 'institution' then new.natures end
    from unnest(new.levels) l, unnest(new.divisions) d;
  return null;
end
$$;
create trigger spell_audience after insert or update of levels, divisions, kinds, natures on announcements.announcements
  for each row execute function announcements.spell_audience();

-- What is addressed to my office: its level, in a division that it lies in, of its kind and nature.
create function announcements.addressed_to_me() returns setof bigint language sql stable security definer rows 200 set search_path = pg_catalog as $$
  select a.announcement_id
  from accounts.offices o
  left join institutions.institutions i on i.id = o.institution_id
  join announcements.audiences a on a.level = o.level and a.division_code = any (array['000000', o.province_code, coalesce(i.prefecture_code, o.prefecture_code),
      coalesce(i.county_code, o.county_code), case o.level when 'institution' then i.town_code when 'town' then o.scope end])
  where o.level = current_setting('app.level') and o.scope = current_setting('app.scope') and o.department_id is null
    and (a.kinds is null or i.kind = any (a.kinds)) and (a.natures is null or i.nature = any (a.natures))
  group by a.announcement_id
$$;

-- What my office or one below it has written.
create function announcements.followed_by_me() returns setof bigint language sql stable security definer rows 200 set search_path = pg_catalog as $$
  select a.id from announcements.announcements a
  where case current_setting('app.level')
    when 'county' then a.county_code = current_setting('app.scope')
    when 'prefecture' then a.prefecture_code = current_setting('app.scope')
    when 'province' then a.province_code = current_setting('app.scope')
    when 'ministry' then true else false end
    and (a.state <> 'draft' or (a.level = current_setting('app.level') and a.scope = current_setting('app.scope')))
$$;
-- Who writes: an office sees itself and what lies below it, and is told the names of those above it that write to it.
create function announcements.office_name(office bigint) returns text language sql stable security definer set search_path = pg_catalog as $$
  select o.name from accounts.offices o where o.id = office
    and (o.level in ('county', 'prefecture', 'province', 'ministry'))
$$;
revoke all on function announcements.addressed_to_me(), announcements.followed_by_me(), announcements.office_name(bigint) from public;
grant execute on function announcements.office_name(bigint)
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
grant execute on function announcements.addressed_to_me()
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
grant execute on function announcements.followed_by_me() to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

alter table announcements.announcements enable row level security;
create policy addressee_reads on announcements.announcements for select
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper
  using (state <> 'draft' and id in (select announcements.addressed_to_me()));
create policy county_follows on announcements.announcements for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_follows on announcements.announcements for select to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') and (state <> 'draft' or level = 'prefecture'));
create policy province_follows on announcements.announcements for select to xueqian_province
  using (province_code = current_setting('app.scope') and (state <> 'draft' or level = 'province'));
create policy ministry_follows on announcements.announcements for select to xueqian_ministry using (state <> 'draft' or level = 'ministry');
create policy department_writes on announcements.announcements for insert to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry
  with check (level = current_setting('app.level') and scope = current_setting('app.scope'));
create policy department_changes on announcements.announcements for update to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry
  using (level = current_setting('app.level') and scope = current_setting('app.scope'))
  with check (level = current_setting('app.level') and scope = current_setting('app.scope'));
create policy department_drops_drafts on announcements.announcements for delete to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry
  using (level = current_setting('app.level') and scope = current_setting('app.scope') and state = 'draft');
grant select on announcements.announcements
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
grant insert (title, body, must_read, levels, divisions, kinds, natures, valid_from, valid_to, office_id, level, scope, county_code, prefecture_code, province_code,
    written_by, written_at),
  update (state, title, body, must_read, levels, divisions, kinds, natures, valid_from, valid_to, written_by, written_at, published_by, published_at,
    withdrawn_by, withdrawn_at, withdraw_reason, reminded_at), delete
  on announcements.announcements to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

create table announcements.attachments (
  id bigint generated always as identity primary key,
  announcement_id bigint not null references announcements.announcements on delete cascade,
  file_name text not null,
  file_key text collate "C" not null,
  bytes bigint not null,
  media_type text collate "C" not null,
  added_by bigint not null,
  added_at timestamptz not null
);
create index attachments_by_announcement on announcements.attachments (announcement_id);
alter table announcements.attachments enable row level security;
create policy seen_with_the_announcement on announcements.attachments for select
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper
  using (exists (select from announcements.announcements a where a.id = announcement_id));
create policy added_to_a_draft on announcements.attachments for insert to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry
  with check (exists (select from announcements.announcements a where a.id = announcement_id and a.state = 'draft'
    and a.level = current_setting('app.level') and a.scope = current_setting('app.scope')));
create policy taken_from_a_draft on announcements.attachments for delete to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry
  using (exists (select from announcements.announcements a where a.id = announcement_id and a.state = 'draft'
    and a.level = current_setting('app.level') and a.scope = current_setting('app.scope')));
grant select on announcements.attachments
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
grant insert (announcement_id, file_name, file_key, bytes, media_type, added_by, added_at), delete
  on announcements.attachments to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry;

-- Written when somebody reads, never when something is published: publishing to 40,000 offices writes one row.
create table announcements.receipts (
  announcement_id bigint not null references announcements.announcements,
  account_id bigint not null references accounts.accounts,
  office_id bigint not null references accounts.offices,
  level text collate "C" not null,
  scope text collate "C" not null,
  read_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (announcement_id, account_id)
);
create index receipts_by_office on announcements.receipts (announcement_id, level, scope);
alter table announcements.receipts enable row level security;
create policy office_sees_its_own on announcements.receipts for select
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper
  using (level = current_setting('app.level') and scope = current_setting('app.scope'));
create policy follower_sees on announcements.receipts for select to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry
  using (announcement_id in (select announcements.followed_by_me()));
create policy reader_signs on announcements.receipts for insert
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper
  with check (level = current_setting('app.level') and scope = current_setting('app.scope') and announcement_id in (select announcements.addressed_to_me()));
create policy reader_confirms on announcements.receipts for update
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper
  using (level = current_setting('app.level') and scope = current_setting('app.scope'))
  with check (level = current_setting('app.level') and scope = current_setting('app.scope'));
grant select on announcements.receipts
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
grant insert (announcement_id, account_id, office_id, level, scope, read_at, confirmed_at), update (confirmed_at) on announcements.receipts
  to xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;

-- What the system itself tells (a rule has changed …): for modules that come before this one. In the name of the office
-- that acts, to levels below it in its own division; the words are the announcements module's, `template` names them.
create function announcements.announce(template text, facts jsonb, levels text[], must_read boolean, account bigint, begins_on date, at timestamptz) returns bigint
language sql security definer set search_path = pg_catalog as $$
  insert into announcements.announcements (state, template, facts, must_read, levels, divisions, valid_from, office_id, level, scope, county_code, prefecture_code,
    province_code, written_by, written_at, published_by, published_at)
  select 'published', announce.template, announce.facts, announce.must_read, announce.levels, array[case o.level when 'ministry' then '000000' else o.scope end],
    announce.begins_on, o.id, o.level, o.scope, o.county_code, o.prefecture_code, o.province_code, announce.account, announce.at, announce.account, announce.at
  from accounts.offices o
  where o.level = current_setting('app.level') and o.scope = current_setting('app.scope') and o.department_id is null
    and o.level in ('county', 'prefecture', 'province', 'ministry')
    and not exists (select from unnest(announce.levels) l
      where array_position(array['institution', 'town', 'county', 'prefecture', 'province', 'ministry'], l)
        >= array_position(array['institution', 'town', 'county', 'prefecture', 'province', 'ministry'], o.level))
  returning id
$$;
revoke all on function announcements.announce(text, jsonb, text[], boolean, bigint, date, timestamptz) from public;
grant execute on function announcements.announce(text, jsonb, text[], boolean, bigint, date, timestamptz)
  to xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;
