-- How departments keep up: tasks by the day on which they are due, closed ones too, counted from the index and not from
-- the rows. The paused and the closed are counted by what they ended with.
create index tasks_due_by_county on deadlines.tasks (county_code, holder_level, due_on);
create index tasks_due_by_prefecture on deadlines.tasks (prefecture_code, holder_level, due_on);
create index tasks_due_by_province on deadlines.tasks (province_code, holder_level, due_on);
