-- ── papers that go with a transfer ───────────────────────────────────────────────────────────────────────────────
-- The guardian applies in writing at both kindergartens (Binhai measures, article 16): each side keeps what it was given
-- with the record. What the sending side holds is seen on the other side once the child is released, and no longer when
-- the transfer has come to nothing.
create function pg_temp.admit_transfer_paper(place regclass, name text, added text, col text) returns void language plpgsql as $$
declare
  known text;
begin
  select string_agg(quote_literal(k), ', ') into known from (
    select (regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''', 'g'))[1] as k from pg_constraint c where c.conrelid = place and c.conname = name
    union all select added) words;
  execute format('alter table %s drop constraint %I, add constraint %I check (%I in (%s))', place, name, name, col, known);
end
$$;
select pg_temp.admit_transfer_paper('attachments.papers', 'paper_record_is_known', 'transfer', 'record_kind');

create policy seen_with_the_transfer on attachments.papers for select to xueqian_institution
  using (record_kind = 'transfer' and exists (select from transfers.transfers t where t.id = record_id
    and (papers.institution_id = current_setting('app.scope')::bigint or t.from_institution_id = current_setting('app.scope')::bigint
      or t.state in ('released', 'accepted', 'completed'))));
create policy seen_with_the_transfer_of_the_county on attachments.papers for select to xueqian_county
  using (record_kind = 'transfer' and exists (select from transfers.transfers t where t.id = record_id
    and (t.from_county = current_setting('app.scope') or papers.institution_id = t.to_institution_id or t.state in ('released', 'accepted', 'completed'))));
create policy seen_with_the_transfer_of_the_prefecture on attachments.papers for select to xueqian_prefecture
  using (record_kind = 'transfer' and exists (select from transfers.transfers t where t.id = record_id
    and (t.from_prefecture = current_setting('app.scope') or papers.institution_id = t.to_institution_id or t.state in ('released', 'accepted', 'completed'))));
create policy seen_with_the_transfer_of_the_province on attachments.papers for select to xueqian_province
  using (record_kind = 'transfer' and exists (select from transfers.transfers t where t.id = record_id));
create policy added_to_an_open_transfer on attachments.papers for insert to xueqian_institution
  with check (record_kind = 'transfer' and institution_id = current_setting('app.scope')::bigint
    and exists (select from transfers.transfers t where t.id = record_id and t.state in ('asked', 'released', 'accepted')
      and papers.institution_id in (t.from_institution_id, t.to_institution_id)));
