-- ── the monthly message: what the system tells a department of its jurisdiction on the first of a month ────────────
-- One a month and office, written by the nightly pass and by nobody else: nothing is granted that could change one, so
-- that the history of the months stands as it was told.
create table supervision.monthly_messages (
  id bigint generated always as identity primary key,
  -- The month that it speaks of.
  month text collate "C" not null constraint monthly_message_names_a_month check (month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
  level text collate "C" not null constraint monthly_message_is_for_a_department check (level in ('county', 'prefecture', 'province')),
  scope text collate "C" not null,
  -- As it was called then.
  office_name text not null,
  -- The day of its figures: the first of the next month, later where the system did not run.
  made_on date not null,
  figures jsonb not null,
  constraint monthly_message_once unique (month, level, scope)
);
create index monthly_messages_by_office on supervision.monthly_messages (level, scope, id);
alter table supervision.monthly_messages enable row level security;
create table supervision.monthly_reads (
  message_id bigint not null references supervision.monthly_messages,
  account_id bigint not null references accounts.accounts,
  read_at timestamptz not null,
  primary key (message_id, account_id)
);
alter table supervision.monthly_reads enable row level security;
do $$
declare
  step text;
begin
  foreach step in array array['county', 'prefecture', 'province'] loop
    execute format($policy$create policy %1$s_is_told on supervision.monthly_messages for select to xueqian_%1$s
      using (level = '%1$s' and scope = current_setting('app.scope'))$policy$, step);
    execute format($policy$create policy %1$s_sees on supervision.monthly_reads for select to xueqian_%1$s
      using (exists (select from supervision.monthly_messages m where m.id = message_id))$policy$, step);
    execute format($policy$create policy %1$s_reads on supervision.monthly_reads for insert to xueqian_%1$s
      with check (exists (select from supervision.monthly_messages m where m.id = message_id))$policy$, step);
    execute format('grant select on supervision.monthly_messages, supervision.monthly_reads to xueqian_%s', step);
    execute format('grant insert (message_id, account_id, read_at) on supervision.monthly_reads to xueqian_%s', step);
  end loop;
end
$$;
