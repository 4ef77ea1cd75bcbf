-- Open tasks are read by their day, those without one last: a page of a province's 300,000 comes in the order of the index, and is counted from it.
drop index deadlines.tasks_open_by_county, deadlines.tasks_open_by_prefecture, deadlines.tasks_open_by_province;
create index tasks_open_by_county on deadlines.tasks (county_code, coalesce(due_on, '9999-12-31'::date), id)
  include (kind, due_on, holder_level, paused_on, institution_id) where closed_on is null;
create index tasks_open_by_prefecture on deadlines.tasks (prefecture_code, coalesce(due_on, '9999-12-31'::date), id)
  include (kind, due_on, holder_level, paused_on, county_code) where closed_on is null;
create index tasks_open_by_province on deadlines.tasks (province_code, coalesce(due_on, '9999-12-31'::date), id)
  include (kind, due_on, holder_level, paused_on, prefecture_code) where closed_on is null;
