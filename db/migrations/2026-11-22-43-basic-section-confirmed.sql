-- ── the principal's word on the basic section ────────────────────────────────────────────────────────────────────
-- As every other section of the file: entered by one person, confirmed by another, and only then before the county.
-- `entered` waits for the principal; `submitted` keeps its meaning, it lies with the county.
alter table institutions.institutions
  drop constraint institution_basic_state_is_known,
  add constraint institution_basic_state_is_known
    check (basic_state in ('empty', 'draft', 'entered', 'submitted', 'approved', 'returned'));

alter table institutions.basic_versions
  drop constraint basic_version_state_is_known,
  add constraint basic_version_state_is_known check (state in ('draft', 'entered', 'submitted', 'approved', 'returned')),
  -- Grows with each change of the fields: a decision names the revision it was made on.
  add column revision integer not null default 1,
  add column confirmed_by bigint references accounts.accounts,
  add column confirmed_at timestamptz,
  add column returned_by bigint references accounts.accounts,
  add column returned_at timestamptz,
  add constraint basic_confirmed_by_another_person check (confirmed_by <> submitted_by);
-- What went to the county before there was this step was sent by one person alone.
update institutions.basic_versions set confirmed_at = submitted_at where state in ('submitted', 'approved', 'returned');
update institutions.basic_versions set returned_by = (select a.id from accounts.accounts a where a.id = reviewed_by), returned_at = reviewed_at where state = 'returned';
alter table institutions.basic_versions
  add constraint basic_before_the_county_was_confirmed check (state not in ('submitted', 'approved') or confirmed_at is not null);

drop index institutions.basic_versions_waiting;
create index basic_versions_waiting on institutions.basic_versions (county_code, confirmed_at, institution_id) where state = 'submitted';

grant update (revision, confirmed_by, confirmed_at, returned_by, returned_at, reason) on institutions.basic_versions to xueqian_institution;
grant update (returned_by, returned_at) on institutions.basic_versions to xueqian_county;
grant insert (confirmed_at) on institutions.basic_versions to xueqian_county;

-- What a change of an institution finds under way counts a section before the principal too.
create or replace function alterations.figures_of(asked bigint)
returns table (children integer, classes integer, accounts integer, open_cases integer, open_tasks integer, waiting_reviews integer, running_imports integer,
  drafts integer, open_rectifications integer, is_central boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select (select count(*)::int from children.children c where c.institution_id = i.id and c.state <> 'deleted'),
    (select count(*)::int from classes.classes l where l.institution_id = i.id),
    (select count(*)::int from accounts.accounts a where a.institution_id = i.id and a.level = 'institution' and a.closed_at is null),
    (select count(*)::int from duplicates.cases c where c.state = 'open' and (c.later_institution_id = i.id or c.earlier_institution_id = i.id)),
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
