-- The paper file of a child that went was destroyed: by whom, before whom, on which day. Never changed, never removed.
create table papers.destructions (
  id bigint generated always as identity primary key,
  past_enrolment_id bigint not null references children.past_enrolments constraint paper_file_is_destroyed_once unique,
  institution_id bigint not null references institutions.institutions,
  county_code text collate "C" not null,
  prefecture_code text collate "C" not null,
  province_code text collate "C" not null,
  destroyed_on date not null,
  destroyed_by text not null,
  witnessed_by text not null,
  recorded_by bigint not null references accounts.accounts,
  recorded_at timestamptz not null,
  constraint paper_file_is_destroyed_by_two check (destroyed_by <> witnessed_by)
);
create index destructions_by_institution on papers.destructions (institution_id, id);
alter table papers.destructions enable row level security;
create policy institution_sees on papers.destructions for select to xueqian_institution using (institution_id = current_setting('app.scope')::bigint);
create policy institution_records on papers.destructions for insert to xueqian_institution
  with check (institution_id = current_setting('app.scope')::bigint
    and exists (select from children.past_enrolments p where p.id = past_enrolment_id and p.institution_id = destructions.institution_id and p.undone_at is null));
create policy county_sees on papers.destructions for select to xueqian_county using (county_code = current_setting('app.scope'));
grant select on papers.destructions to xueqian_institution, xueqian_county;
grant insert (past_enrolment_id, institution_id, county_code, prefecture_code, province_code, destroyed_on, destroyed_by, witnessed_by, recorded_by, recorded_at)
  on papers.destructions to xueqian_institution;
create trigger stand_with_the_institution after insert on papers.destructions referencing new table as new_rows
  for each statement execute function institutions.stand_with_the_institution();
