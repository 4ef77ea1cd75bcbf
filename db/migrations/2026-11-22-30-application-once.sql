-- A form that is sent twice, or taken in by two clerks at once, is one application: of a county's applications that are
-- under way no two bear one name.
create unique index application_under_way_once on admission.applications (county_code, name) where name is not null and state not in ('notified', 'withdrawn');
