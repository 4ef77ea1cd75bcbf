-- Two more serving roles: the town's central kindergarten, and those who keep the system and see no child.
do $$
declare
  name text;
begin
  foreach name in array array['xueqian_town', 'xueqian_keeper'] loop
    begin
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin nobypassrls', name);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of this cluster made it at the same moment: roles belong to the cluster
    end;
    begin
      execute format('grant %I to current_user', name);
    exception when unique_violation then
      null;
    end;
  end loop;
end
$$;

grant usage on schema jurisdictions, accounts, audit, institutions, classes, children, registration, statistics to xueqian_town;
grant usage on schema jurisdictions, accounts, audit, institutions to xueqian_keeper;
grant select on jurisdictions.divisions, jurisdictions.pack_assignments to xueqian_town, xueqian_keeper;

-- Offices: an institution, a central kindergarten acting for its town, a department, a section (keshi) of one with the
-- duties that were given to it (Binhai measures, articles 8 to 11), a technical support unit (specification, article 6).
create table accounts.offices (
  id bigint generated always as identity primary key,
  name text not null,
  kind text collate "C" not null
    constraint office_kind_is_known check (kind in ('institution', 'central-kindergarten', 'department', 'section', 'support-unit')),
  level text collate "C" not null
    constraint office_level_is_known check (level in ('institution', 'town', 'county', 'prefecture', 'province', 'ministry')),
  scope text collate "C" not null,
  division_code text collate "C" not null,
  -- Where the office stands in the tree; null above its level.
  county_code text collate "C",
  prefecture_code text collate "C",
  province_code text collate "C",
  institution_id bigint references institutions.institutions,
  department_id bigint references accounts.offices,
  -- Permissions given to a section; null: everything of its level.
  duties text[] collate "C",
  closed_at timestamptz,
  created_at timestamptz not null,
  constraint office_below_the_ministry_has_a_province check ((level = 'ministry') = (province_code is null)),
  constraint section_belongs_to_a_department check ((kind in ('section', 'support-unit')) = (department_id is not null)),
  constraint office_of_an_institution_names_it check (level <> 'institution' or institution_id is not null)
);
create unique index office_once on accounts.offices (level, scope) where department_id is null;
create unique index section_once on accounts.offices (department_id, name) where department_id is not null;
create index offices_by_institution on accounts.offices (institution_id);

-- Real-name people. One person may hold accounts at several offices, never two deciding roles at one institution.
create table accounts.people (
  id bigint generated always as identity primary key,
  name text not null constraint person_has_a_name check (length(name) between 1 and 50),
  -- Asked for when the account is handed over; null until then.
  identity_sealed bytea,
  identity_digest bytea constraint person_once unique,
  phone_sealed bytea,
  created_at timestamptz not null,
  constraint person_identity_is_sealed check ((identity_sealed is null) = (identity_digest is null))
);

alter table accounts.accounts
  drop constraint account_role_is_known,
  drop constraint account_level_is_known,
  drop constraint account_of_an_institution_names_it,
  add column office_id bigint references accounts.offices,
  add column person_id bigint references accounts.people;
update accounts.accounts set role = 'system-administrator' where role = 'administrator';
insert into accounts.offices (name, kind, level, scope, division_code, county_code, prefecture_code, province_code, institution_id, created_at)
  select distinct on (a.level, a.scope) a.office_name, case a.level when 'institution' then 'institution' else 'department' end, a.level, a.scope,
    a.division_code,
    case a.level when 'institution' then i.county_code when 'county' then a.scope end,
    case a.level when 'institution' then i.prefecture_code when 'prefecture' then a.scope when 'county' then
      coalesce((select w.prefecture_code from institutions.institutions w where w.county_code = a.scope limit 1), left(a.scope, 4) || '00') end,
    case a.level when 'ministry' then null when 'institution' then i.province_code else left(a.scope, 2) || '0000' end,
    a.institution_id, a.created_at
  from accounts.accounts a left join institutions.institutions i on i.id = a.institution_id order by a.level, a.scope, a.id;
update accounts.accounts a set office_id = o.id from accounts.offices o where o.level = a.level and o.scope = a.scope;
do $$
declare
  account record;
  person bigint;
begin
  for account in select id, person_name, created_at from accounts.accounts order by id loop
    insert into accounts.people (name, created_at) values (account.person_name, account.created_at) returning id into person;
    update accounts.accounts set person_id = person where id = account.id;
  end loop;
end
$$;
alter table accounts.accounts
  alter column office_id set not null,
  alter column person_id set not null,
  add constraint account_role_is_known check (role in ('ordinary', 'review', 'reader', 'teacher', 'finance', 'personnel',
    'system-administrator', 'security-administrator', 'audit-administrator', 'support')),
  add constraint account_level_is_known check (level in ('institution', 'town', 'county', 'prefecture', 'province', 'ministry')),
  add constraint account_of_an_institution_names_it check ((level = 'institution') = (institution_id is not null));
create index accounts_by_office on accounts.accounts (office_id);
create index accounts_by_person on accounts.accounts (person_id);
-- An open account of a role is one person's; the same person never enters and decides at one office (Binhai measures, article 12).
create unique index one_person_holds_one_of_entering_and_deciding on accounts.accounts (office_id, person_id)
  where role in ('ordinary', 'review') and closed_at is null;

create index offices_by_county on accounts.offices (county_code);
create index offices_by_prefecture on accounts.offices (prefecture_code);
create index offices_by_province on accounts.offices (province_code);

alter table accounts.offices enable row level security;
alter table accounts.people enable row level security;
create policy gate_reads on accounts.offices for select to xueqian_gate using (true);
create policy institution_sees_itself on accounts.offices for select to xueqian_institution
  using (institution_id = current_setting('app.scope')::bigint);
create policy town_sees_itself on accounts.offices for select to xueqian_town using (level = 'town' and scope = current_setting('app.scope'));
create policy county_sees on accounts.offices for select to xueqian_county using (county_code = current_setting('app.scope'));
create policy prefecture_sees on accounts.offices for select to xueqian_prefecture using (prefecture_code = current_setting('app.scope'));
create policy province_sees on accounts.offices for select to xueqian_province using (province_code = current_setting('app.scope'));
create policy ministry_sees on accounts.offices for select to xueqian_ministry using (true);
-- The keeper's role stands at every level, so its policies ask the level too.
create policy keeper_sees on accounts.offices for select to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    when 'institution' then institution_id = current_setting('app.scope')::bigint else false end);
grant select on accounts.offices
  to xueqian_gate, xueqian_institution, xueqian_town, xueqian_county, xueqian_prefecture, xueqian_province, xueqian_ministry, xueqian_keeper;

create policy names_are_known_in_towns on accounts.accounts for select to xueqian_town using (true);
grant select (id, person_name, office_name) on accounts.accounts to xueqian_town;

create policy town_sees on institutions.institutions for select to xueqian_town using (town_code = current_setting('app.scope'));
create index institutions_by_town on institutions.institutions (town_code);
create policy keeper_sees on institutions.institutions for select to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    when 'institution' then id = current_setting('app.scope')::bigint else false end);
create policy town_and_keeper_see on institutions.basic_versions for select to xueqian_town, xueqian_keeper
  using (exists (select from institutions.institutions i where i.id = institution_id));
grant select on institutions.institutions, institutions.basic_versions to xueqian_town, xueqian_keeper;

create policy town_and_keeper_append on audit.entries for insert to xueqian_town, xueqian_keeper with check (true);
grant insert (at, entry, route, account_id, person_name, role, level, scope, office_name, subject, facts, address, request_id) on audit.entries
  to xueqian_town, xueqian_keeper;
