-- A batch or a list that was not made says why: whoever asked for it may be gone, and a colleague takes it up.
alter table verification.batches add column failure jsonb;
alter table primary_entry.lists add column failure jsonb;
grant update (failure) on verification.batches to xueqian_province;
grant update (failure) on primary_entry.lists to xueqian_county, xueqian_province;
-- The few that were stopped, for the bell: an index of nearly nothing.
create index imports_stopped on importing.imports (institution_id) where state = 'failed' and failure ->> 'code' = 'accounts.asker-gone';
create index batches_failed on verification.batches (province_code, id) where state = 'failed';
create index entry_lists_failed on primary_entry.lists (id) where state = 'failed';
create index answers_failed on verification.answers (batch_id) where state = 'failed';
create index rounds_failed on yearly_round.rounds (institution_id) where state = 'failed';
