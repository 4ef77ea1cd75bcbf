-- What an account needs to be let in: since when its password holds, whether it must be changed first, and what stands in
-- the way of it (GB/T 22239-2019, 8.1.4.1 and 8.1.4.2). Told to its holder only, after the right password.
alter table accounts.accounts
  add column password_changed_at timestamptz,
  add column if not exists password_must_change boolean not null default false,
  add column if not exists last_signed_in_at timestamptz,
  add column if not exists locked_at timestamptz,
  add column if not exists locked_for text collate "C" constraint account_lock_reason_is_known check (locked_for in ('disuse', 'lending', 'security')),
  -- Of a sample: the second factor is offered and not demanded.
  add column second_factor_optional boolean not null default false;
-- On a database that already has the administration of accounts these are there.
do $$
begin
  if not exists (select from pg_constraint where conname = 'account_lock_has_a_reason') then
    alter table accounts.accounts add constraint account_lock_has_a_reason check ((locked_at is null) = (locked_for is null));
  end if;
end
$$;
update accounts.accounts set password_changed_at = created_at where password_hash is not null;
update accounts.accounts set second_factor_optional = true where trial;
create policy gate_changes_passwords on accounts.accounts for update to xueqian_gate using (true) with check (true);
grant update (password_hash, password_changed_at, password_must_change, last_signed_in_at) on accounts.accounts to xueqian_gate;

-- Earlier passwords of the person's own, argon2id; as many stay as the policy pack says. Whoever replaces a password, the
-- database keeps it here.
create table accounts.password_history (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts.accounts,
  password_hash text not null
);
create index password_history_by_account on accounts.password_history (account_id, id);
alter table accounts.password_history enable row level security;
create policy gate_keeps on accounts.password_history for all to xueqian_gate using (true) with check (true);
grant select, delete on accounts.password_history to xueqian_gate;
create function accounts.keep_password() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into accounts.password_history (account_id, password_hash) values (old.id, old.password_hash);
  return null;
end
$$;
revoke all on function accounts.keep_password from public;
create trigger replaced_password_is_kept after update of password_hash on accounts.accounts
  for each row when (old.password_hash is not null and not old.password_must_change and new.password_hash is distinct from old.password_hash)
  execute function accounts.keep_password();

-- Every attempt to sign in, by login, whether such an account exists or not; and the unlocking by a security
-- administrator, which ends the count of failures as a success does.
alter table accounts.sign_in_failures rename to sign_ins;
alter index accounts.sign_in_failures_by_login rename to sign_ins_by_login;
alter table accounts.sign_ins
  add column id bigint generated always as identity primary key,
  add column outcome text collate "C" not null default 'wrong-password'
    constraint sign_in_outcome_is_known check (outcome in ('signed-in', 'wrong-password', 'wrong-code', 'not-allowed', 'unlocked')),
  add column browser text;
create index sign_ins_by_address on accounts.sign_ins (address, at);
create index sign_ins_by_time on accounts.sign_ins (at);

-- Sessions: an end when nothing is done, what the person must do before anything else, and what the list of them shows.
alter table accounts.sessions
  add column id bigint generated always as identity constraint session_number_once unique,
  add column idle_minutes integer not null default 30 constraint session_idles_some_minutes check (idle_minutes > 0),
  add column need text collate "C" constraint session_need_is_known check (need in ('password-change', 'second-factor')),
  add column browser text;

-- After the right password, before the second factor: not a session, and opens nothing.
create table accounts.pending_sign_ins (
  token_digest bytea primary key,
  account_id bigint not null references accounts.accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index pending_sign_ins_by_account on accounts.pending_sign_ins (account_id);
alter table accounts.pending_sign_ins enable row level security;
create policy gate_keeps on accounts.pending_sign_ins for all to xueqian_gate using (true) with check (true);
grant select, insert, delete on accounts.pending_sign_ins to xueqian_gate;

-- The second factor: a secret shared with the person's authenticator (RFC 6238). `last_step` is the time step of the last
-- code that was taken: a code is taken once. `next_sealed` waits for its first code and replaces nothing until then.
create table accounts.second_factors (
  account_id bigint primary key references accounts.accounts,
  secret_sealed bytea,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  next_sealed bytea,
  next_at timestamptz,
  constraint second_factor_is_confirmed_with_a_secret check ((secret_sealed is null) = (confirmed_at is null))
);
alter table accounts.second_factors enable row level security;
create policy gate_keeps on accounts.second_factors for all to xueqian_gate using (true) with check (true);
grant select, insert, delete on accounts.second_factors to xueqian_gate;
grant update (secret_sealed, confirmed_at, last_step, next_sealed, next_at) on accounts.second_factors to xueqian_gate;

create table accounts.recovery_codes (
  account_id bigint not null references accounts.accounts,
  -- SHA-256 over account and code; a code holds 80 random bits.
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
alter table accounts.recovery_codes enable row level security;
create policy gate_keeps on accounts.recovery_codes for all to xueqian_gate using (true) with check (true);
grant select, insert, delete on accounts.recovery_codes to xueqian_gate;
grant update (used_at) on accounts.recovery_codes to xueqian_gate;

-- Questions by image after failures; taken away by the first answer.
create table accounts.image_questions (
  id uuid primary key,
  answer_sealed bytea not null,
  expires_at timestamptz not null
);
alter table accounts.image_questions enable row level security;
create policy gate_keeps on accounts.image_questions for all to xueqian_gate using (true) with check (true);
grant select, insert, delete on accounts.image_questions to xueqian_gate;

-- A security administrator takes a lost second factor away and ends the count of failures, of accounts that he may see.
create policy keeper_takes_away on accounts.second_factors for all to xueqian_keeper
  using (exists (select from accounts.accounts a where a.id = account_id)) with check (false);
create policy keeper_takes_away on accounts.recovery_codes for all to xueqian_keeper
  using (exists (select from accounts.accounts a where a.id = account_id)) with check (false);
create policy keeper_takes_away on accounts.pending_sign_ins for all to xueqian_keeper
  using (exists (select from accounts.accounts a where a.id = account_id)) with check (false);
grant select (account_id), delete on accounts.second_factors, accounts.recovery_codes, accounts.pending_sign_ins to xueqian_keeper;
create policy keeper_unlocks on accounts.sign_ins for insert to xueqian_keeper
  with check (outcome = 'unlocked' and exists (select from accounts.accounts a where a.login = sign_ins.login));
grant insert (login, at, outcome) on accounts.sign_ins to xueqian_keeper;

-- The values of the pack in force decide about passwords and sessions.
grant select on jurisdictions.pack_assignments to xueqian_gate;
