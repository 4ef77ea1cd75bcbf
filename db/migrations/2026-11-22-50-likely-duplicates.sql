-- ── likely duplicates ────────────────────────────────────────────────────────────────────────────────────────────
-- What two files that may be one child have in common, as eight bytes of keyed digests: whoever reads them learns no name,
-- number or date. Written with the file; changed with it.
alter table children.children add column likeness_keys bigint[];
create index children_by_likeness on children.children using gin (likeness_keys);
grant insert (likeness_keys) on children.children to xueqian_institution, xueqian_county;
grant update (likeness_keys) on children.children to xueqian_institution, xueqian_county;

-- Files that are new or have changed and were not compared yet: filled by triggers, whatever way a file comes, and emptied
-- by the process that does the long work. Nobody else reads it.
create table duplicates.to_compare (child_id bigint primary key);
alter table duplicates.to_compare enable row level security;

create function duplicates.note_new() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into duplicates.to_compare (child_id) select id from new_rows on conflict do nothing;
  perform pg_notify('duplicates_to_compare', '');
  return null;
end
$$;
revoke all on function duplicates.note_new() from public;
create trigger note_new_for_comparison after insert on children.children referencing new table as new_rows
  for each statement execute function duplicates.note_new();

create function duplicates.note_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into duplicates.to_compare (child_id) values (new.id) on conflict do nothing;
  perform pg_notify('duplicates_to_compare', '');
  return null;
end
$$;
revoke all on function duplicates.note_changed() from public;
-- Sealing anew under another key changes no value; of the states only those count that end a file.
create trigger note_changed_for_comparison after update of name, sex, birth_on, identity_sealed, guardian_name, guardian_identity_sealed, guardian_phone_sealed, state
  on children.children for each row
  when (old.name is distinct from new.name
    or old.sex is distinct from new.sex
    or old.birth_on is distinct from new.birth_on
    or old.guardian_name is distinct from new.guardian_name
    or substring(old.identity_sealed from 2 for 16) is distinct from substring(new.identity_sealed from 2 for 16)
    or substring(old.guardian_identity_sealed from 2 for 16) is distinct from substring(new.guardian_identity_sealed from 2 for 16)
    or substring(old.guardian_phone_sealed from 2 for 16) is distinct from substring(new.guardian_phone_sealed from 2 for 16)
    or (old.state in ('deleted', 'cancelled', 'merged')) is distinct from (new.state in ('deleted', 'cancelled', 'merged')))
  execute function duplicates.note_changed();

-- A third kind of case beside 101 and 102: to be asked. Its reasons are words, never values.
alter table duplicates.cases drop constraint case_kind_is_known,
  add constraint case_kind_is_known check (kind in ('101', '102', 'possible')),
  add column reasons text[] collate "C" not null default '{}',
  add constraint case_possible_says_why check (kind <> 'possible' or cardinality(reasons) > 0),
  -- The county gave the number before the case was decided, and said why.
  add column let_through_by bigint references accounts.accounts,
  add column let_through_at timestamptz,
  add column let_through_reason text,
  add constraint case_let_through_for_a_reason check ((let_through_by is null) = (let_through_at is null) and (let_through_by is null) = (let_through_reason is null));
create index cases_by_later on duplicates.cases (later_child_id);

-- Two files that were told apart: never asked again. The lower number stands first.
create table duplicates.told_apart (
  one_child_id bigint not null references children.children,
  other_child_id bigint not null references children.children,
  case_id bigint not null references duplicates.cases,
  at timestamptz not null,
  constraint told_apart_once primary key (one_child_id, other_child_id),
  constraint told_apart_lower_first check (one_child_id < other_child_id)
);
alter table duplicates.told_apart enable row level security;

-- Pairs of files with a key in common, each asked file with at most fifty others. What holds one claim has a case of its own.
create function duplicates.candidates(asked bigint[]) returns table (child_id bigint, other_id bigint)
language plpgsql stable security definer
set search_path = pg_catalog
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  select a.id, o.id
  from children.children a
  cross join lateral (
    select c.id from children.children c
    where c.likeness_keys && a.likeness_keys and c.id <> a.id and c.claim_digest <> a.claim_digest
      and c.state not in ('deleted', 'cancelled', 'merged')
      and not exists (select from duplicates.told_apart t where t.one_child_id = least(a.id, c.id) and t.other_child_id = greatest(a.id, c.id))
    order by c.id limit 50) o
  where a.id = any (asked) and a.state not in ('deleted', 'cancelled', 'merged');
end
$$;
revoke all on function duplicates.candidates(bigint[]) from public;

-- Opens a case for each pair that has none open; gives how many.
create function duplicates.open_possible(later bigint[], earlier bigint[], why text[], opened_at timestamptz) returns integer
language sql security definer set search_path = pg_catalog as $$
  with opened as (
    insert into duplicates.cases (kind, reasons, later_child_id, earlier_child_id, later_institution_id, earlier_institution_id,
      later_county, earlier_county, later_prefecture, earlier_prefecture, province_code, opened_at)
    select 'possible', string_to_array(p.why, ','), l.id, e.id, l.institution_id, e.institution_id,
      l.county_code, e.county_code, l.prefecture_code, e.prefecture_code, l.province_code, open_possible.opened_at
    from unnest(later, earlier, why) p (later_id, earlier_id, why)
    join children.children l on l.id = p.later_id join children.children e on e.id = p.earlier_id
    where not exists (select from duplicates.cases k where k.state = 'open' and k.later_child_id in (l.id, e.id) and k.earlier_child_id in (l.id, e.id))
    on conflict do nothing
    returning 1
  )
  select count(*)::integer from opened
$$;
revoke all on function duplicates.open_possible(bigint[], bigint[], text[], timestamptz) from public;

-- Open possible cases of these files that their present values no longer bear out: corrected, or one file has ended.
create function duplicates.close_unfounded(compared bigint[], later bigint[], earlier bigint[], now_at timestamptz) returns integer
language sql security definer set search_path = pg_catalog as $$
  with closed as (
    update duplicates.cases k set state = 'closed', closed_at = now_at,
      outcome = case when l.state = 'deleted' then 'deleted' when e.state = 'deleted' then 'other-side-deleted'
        when l.id = any (compared) then 'corrected' else 'other-side-corrected' end
    from children.children l, children.children e
    where k.kind = 'possible' and k.state = 'open' and l.id = k.later_child_id and e.id = k.earlier_child_id
      and (k.later_child_id = any (compared) or k.earlier_child_id = any (compared))
      and not exists (select from unnest(later, earlier) p (l, e) where p.l in (k.later_child_id, k.earlier_child_id) and p.e in (k.later_child_id, k.earlier_child_id))
    returning 1
  )
  select count(*)::integer from closed
$$;
revoke all on function duplicates.close_unfounded(bigint[], bigint[], bigint[], timestamptz) from public;

-- Which of these files may not have their number yet: they came later, and nobody has answered for them.
create function duplicates.waiting_for_answer(asked bigint[]) returns setof bigint
language sql stable security definer set search_path = pg_catalog as $$
  select k.later_child_id from duplicates.cases k where k.later_child_id = any (asked) and k.kind = 'possible' and k.state = 'open' and k.let_through_at is null
$$;
revoke all on function duplicates.waiting_for_answer(bigint[]) from public;
grant execute on function duplicates.waiting_for_answer(bigint[]) to xueqian_institution, xueqian_county;

-- The whole province compared again: asked for by its department, done step by step; `after_id` is how far it came.
create table duplicates.rechecks (
  id bigint generated always as identity primary key,
  province_code text collate "C" not null,
  asked_by bigint not null references accounts.accounts,
  asked_at timestamptz not null,
  after_id bigint not null default 0,
  done integer not null default 0,
  total integer not null,
  opened integer not null default 0,
  finished_at timestamptz
);
create unique index recheck_under_way_once on duplicates.rechecks (province_code) where finished_at is null;
alter table duplicates.rechecks enable row level security;
create policy province_asks on duplicates.rechecks for all to xueqian_province using (province_code = current_setting('app.scope')) with check (province_code = current_setting('app.scope'));
grant select on duplicates.rechecks to xueqian_province;
grant insert (province_code, asked_by, asked_at, total) on duplicates.rechecks to xueqian_province;
