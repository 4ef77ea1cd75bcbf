-- ── the yearly round: graduation, promotion, intake ──────────────────────────────────────────────────────────────
create schema yearly_round;
grant usage on schema yearly_round to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;

-- One row a plan for many children of an institution: drawn up by who enters, confirmed by the principal, carried out at once.
create table yearly_round.rounds (
  id bigint generated always as identity primary key,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  kind text collate "C" not null constraint round_kind_is_known check (kind in ('promotion', 'graduation', 'intake')),
  -- The calendar year of its window; the school year that begins in its September.
  year integer not null,
  state text collate "C" not null constraint round_state_is_known check (state in ('proposed', 'withdrawn', 'running', 'done', 'failed', 'undone')),
  revision integer not null default 1,
  plan jsonb not null,
  proposed_by bigint not null references accounts.accounts,
  proposed_at timestamptz not null,
  confirmed_by bigint references accounts.accounts,
  confirmed_at timestamptz,
  done_at timestamptz,
  -- Children that were moved, and that stayed; classes that it made.
  moved integer,
  stayed integer,
  made_class_ids bigint[] not null default '{}',
  failure jsonb,
  undone_by bigint references accounts.accounts,
  undone_at timestamptz,
  undo_reason text,
  constraint round_confirmed_by_another_person check (confirmed_by is null or confirmed_by <> proposed_by),
  constraint round_confirmed_before_it_runs check ((state in ('proposed', 'withdrawn')) = (confirmed_by is null) and (confirmed_by is null) = (confirmed_at is null)),
  constraint round_done_says_how_many check ((state in ('done', 'undone')) = (done_at is not null and moved is not null and stayed is not null)),
  constraint round_undone_by_somebody check ((state = 'undone') = (undone_by is not null and undone_at is not null and undo_reason is not null))
);
create unique index round_open_once on yearly_round.rounds (institution_id, kind) where state in ('proposed', 'running');
create index rounds_by_institution on yearly_round.rounds (institution_id, id);
create index rounds_by_county on yearly_round.rounds (county_code, id);
create index rounds_by_prefecture on yearly_round.rounds (prefecture_code, id);
create index rounds_by_province on yearly_round.rounds (province_code, id);
alter table yearly_round.rounds enable row level security;
create policy institution_owns on yearly_round.rounds for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_proposes on yearly_round.rounds for insert to xueqian_institution with check (institution_id = current_setting('app.scope')::bigint);
create policy institution_moves on yearly_round.rounds for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on yearly_round.rounds for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on yearly_round.rounds for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on yearly_round.rounds for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on yearly_round.rounds to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (institution_id, county_code, prefecture_code, province_code, kind, year, state, plan, proposed_by, proposed_at) on yearly_round.rounds to xueqian_institution;
grant update (state, revision, year, plan, proposed_by, proposed_at, confirmed_by, confirmed_at, done_at, moved, stayed, made_class_ids, failure, undone_by, undone_at, undo_reason)
  on yearly_round.rounds to xueqian_institution;
create trigger stand_with_the_institution after insert on yearly_round.rounds referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();

-- One row a child of a round that was carried out: where it came from, where to or why it stayed, and whether that was taken back.
create table yearly_round.moves (
  round_id bigint not null references yearly_round.rounds,
  child_id bigint not null references children.children,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  child_name text collate "C" not null,
  sex text collate "C" not null,
  birth_on date not null,
  -- No foreign keys: a class may be removed once nobody sits in it. The names stay.
  from_class_id bigint,
  from_class_name text,
  to_class_id bigint,
  to_class_name text,
  how text collate "C" not null constraint move_way_is_known check (how in ('promoted', 'repeats', 'skips', 'other-class', 'graduated', 'placed', 'stays')),
  -- Why it stayed: a code whose words are the module's; and what was said of an exception.
  stay_code text collate "C",
  reason text,
  -- Version of the file after the move; null: it was not touched.
  version integer,
  undone_at timestamptz,
  -- Why taking back left it where it is.
  kept_code text collate "C",
  constraint move_once_a_round primary key (round_id, child_id),
  constraint move_stays_for_a_reason check ((how = 'stays') = (stay_code is not null) and (how = 'stays') = (version is null))
);
create index moves_by_child on yearly_round.moves (child_id);
alter table yearly_round.moves enable row level security;
create policy institution_owns on yearly_round.moves for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_moves on yearly_round.moves for insert to xueqian_institution with check (institution_id = current_setting('app.scope')::bigint);
create policy institution_takes_back on yearly_round.moves for update to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint) with check (institution_id = current_setting('app.scope')::bigint);
create policy county_sees on yearly_round.moves for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on yearly_round.moves for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on yearly_round.moves for select to xueqian_province using (province_code = current_setting('app.scope'));
grant select on yearly_round.moves to xueqian_institution, xueqian_county, xueqian_prefecture, xueqian_province;
grant insert (round_id, child_id, institution_id, county_code, prefecture_code, province_code, child_name, sex, birth_on, from_class_id, from_class_name, to_class_id,
  to_class_name, how, stay_code, reason, version) on yearly_round.moves to xueqian_institution;
grant update (undone_at, kept_code) on yearly_round.moves to xueqian_institution;
create trigger stand_with_the_institution after insert on yearly_round.moves referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
-- Whoever looks at a plan that waits is told what holds a child back.
grant execute on function departures.obstacles(bigint[]) to xueqian_prefecture, xueqian_province;
