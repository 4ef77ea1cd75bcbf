-- Who keeps the system looks at the list of institutions with its figures: counts, no child. A town's central kindergarten
-- looks at the statistical figures of the institutions it sees.
grant usage on schema statistics to xueqian_keeper;
create policy keeper_sees_figures on statistics.institution_counters for select to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    when 'institution' then institution_id = current_setting('app.scope')::bigint else false end);
create policy keeper_sees_figures on statistics.baselines for select to xueqian_keeper using (
  case current_setting('app.level') when 'ministry' then true when 'province' then province_code = current_setting('app.scope')
    when 'prefecture' then prefecture_code = current_setting('app.scope') when 'county' then county_code = current_setting('app.scope')
    when 'institution' then institution_id = current_setting('app.scope')::bigint else false end);
create policy town_sees_figures_of_its_institutions on statistics.baselines for select to xueqian_town
  using (exists (select from institutions.institutions i where i.id = institution_id));
grant select on statistics.institution_counters, statistics.baselines to xueqian_keeper;
grant select on statistics.baselines to xueqian_town;
-- The joins that put a name beside what was done are allowed; whose names are shown is another policy's matter.
grant select (id, person_name, office_name) on accounts.accounts to xueqian_keeper;
