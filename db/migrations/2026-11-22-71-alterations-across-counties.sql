-- An institution may go to another county of its province: its county lets it go, the superior that both counties have in common approves.
alter table alterations.alterations
  drop constraint alteration_kind_is_known,
  add constraint alteration_kind_is_known check (kind in ('rename', 'address', 'region', 'nature', 'suspend', 'reopen', 'close', 'merge', 'split')),
  drop constraint alteration_state_is_known,
  add constraint alteration_state_is_known check (state in ('draft', 'submitted', 'confirmed', 'released', 'returned', 'approved', 'carried-out', 'refused', 'withdrawn', 'failed')),
  add column above_level text collate "C",
  add column above_by bigint references accounts.accounts (id),
  add column above_at timestamptz,
  add column above_office text,
  add constraint alteration_across_counties_has_a_superior check ((kind = 'region') = (above_level is not null) and (above_level is null or above_level in ('prefecture', 'province'))),
  add constraint alteration_released_goes_across_counties check (state <> 'released' or (kind = 'region' and reviewed_by is not null)),
  add constraint alteration_across_counties_is_approved_above
    check (kind <> 'region' or state not in ('approved', 'carried-out', 'failed') or (above_by is not null and above_at is not null and above_office is not null)),
  add constraint alteration_approved_above_by_another_person check (above_by is null or (above_by <> entered_by and above_by is distinct from reviewed_by));

drop index alterations.alteration_under_way_once;
create unique index alteration_under_way_once on alterations.alterations (institution_id)
  where state in ('draft', 'submitted', 'confirmed', 'released', 'returned', 'approved');
drop index alterations.alterations_waiting;
create index alterations_waiting on alterations.alterations (county_code, state) where state in ('submitted', 'confirmed', 'released', 'returned');

create policy prefecture_decides_between_its_counties on alterations.alterations for update to xueqian_prefecture
  using (prefecture_code = current_setting('app.scope') and state <> 'draft')
  with check (prefecture_code = current_setting('app.scope') and above_level = 'prefecture' and state in ('released', 'approved', 'returned', 'refused'));
create policy province_decides_between_its_prefectures on alterations.alterations for update to xueqian_province
  using (province_code = current_setting('app.scope') and state <> 'draft')
  with check (province_code = current_setting('app.scope') and above_level = 'province' and state in ('released', 'approved', 'returned', 'refused'));
grant update (state, revision, note, above_by, above_at, above_office) on alterations.alterations to xueqian_prefecture, xueqian_province;
grant insert (above_level) on alterations.alterations to xueqian_county, xueqian_institution;
grant update (above_level) on alterations.alterations to xueqian_county, xueqian_institution;

-- Where an institution stood before: moved by a change of the tree, or by an alteration of its own.
alter table jurisdictions.institution_moves drop constraint institution_moves_pkey;
alter table jurisdictions.institution_moves
  alter column change_id drop not null,
  add column id bigint generated always as identity,
  add constraint institution_moves_pkey primary key (id),
  add constraint institution_moves_once_by_a_change unique (institution_id, change_id);

-- Only children who are there count, and transfers under way are said.
drop function alterations.figures_of(bigint);
create function alterations.figures_of(asked bigint)
returns table (children integer, classes integer, accounts integer, open_cases integer, open_transfers integer, open_tasks integer, waiting_reviews integer,
  running_imports integer, drafts integer, open_rectifications integer, is_central boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select (select count(*)::int from children.children c where c.institution_id = i.id and c.state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended')),
    (select count(*)::int from classes.classes l where l.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.level = 'institution' and a.closed_at is null),
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
    (select count(*)::int from transfers.transfers t where t.state in ('asked', 'released', 'accepted') and i.id in (t.from_institution_id, t.to_institution_id)),
    (select count(*)::int from deadlines.tasks t where t.institution_id = i.id and t.closed_on is null and t.kind <> 'alteration-review'),
    (i.basic_state in ('entered', 'submitted'))::int
      + (select count(*)::int from institutions.section_versions v where v.institution_id = i.id and v.state in ('submitted', 'confirmed')),
    (select count(*)::int from importing.imports m where m.institution_id = i.id and m.state = 'committing'),
    (select count(*)::int from children.drafts d where d.institution_id = i.id),
    (select count(*)::int from supervision.rectifications r where r.institution_id = i.id and r.state <> 'accepted'),
    exists (select from accounts.offices o where o.institution_id = i.id and o.level = 'town' and o.closed_at is null)
  from institutions.institutions i
  where i.id = asked and duplicates.in_my_scope(i.id, i.county_code, i.prefecture_code, i.province_code)
$$;
revoke all on function alterations.figures_of(bigint) from public;
grant execute on function alterations.figures_of(bigint) to xueqian_county, xueqian_institution, xueqian_prefecture, xueqian_province;
