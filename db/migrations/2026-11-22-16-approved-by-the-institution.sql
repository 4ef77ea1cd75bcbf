-- Where the rules in force let an institution approve a child's file itself (Binhai measures of 2020, articles 12 and 15),
-- its principal's confirmation gives the number. The server says so for the work (app.record_approved_by); without that
-- word no institution gives a number, whatever it is granted.
create function registration.approves_itself() returns boolean language sql stable set search_path = pg_catalog as $$
  select coalesce(current_setting('app.record_approved_by', true), '') = 'institution'
$$;
revoke all on function registration.approves_itself() from public;
grant execute on function registration.approves_itself() to xueqian_institution;

create policy institution_issues_itself on registration.numbers for insert to xueqian_institution
  with check (registration.approves_itself() and exists (select from children.children c where c.id = child_id));
grant insert (kind, body_digest, child_id, issued_by, issued_at) on registration.numbers to xueqian_institution;

-- The serials of an area are its county's; such an institution gets the next one and sees none.
create function registration.next_own_serial(born_on date) returns integer
language sql security definer set search_path = pg_catalog as $$
  insert into registration.serials as s (area_code, birth_on, last)
  select left(i.county_code, 6), next_own_serial.born_on, 1 from institutions.institutions i
  where current_setting('app.level') = 'institution' and i.id::text = current_setting('app.scope') and registration.approves_itself()
  on conflict (area_code, birth_on) do update set last = s.last + 1 where s.last < 999 returning last
$$;
revoke all on function registration.next_own_serial(date) from public;
grant execute on function registration.next_own_serial(date) to xueqian_institution;

grant update (number_kind, number_sealed, reviewed_by, reviewed_at) on children.children to xueqian_institution;

create function registration.guard_numbers() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('app.level', true), '') = 'institution' and coalesce(current_setting('app.record_approved_by', true), '') <> 'institution' then
    raise insufficient_privilege using message = 'this institution does not approve files itself';
  end if;
  return new;
end
$$;
create trigger guard_numbers before update of number_kind, number_sealed, reviewed_by, reviewed_at on children.children for each row
  when (old.number_kind is distinct from new.number_kind or old.number_sealed is distinct from new.number_sealed
    or old.reviewed_by is distinct from new.reviewed_by or old.reviewed_at is distinct from new.reviewed_at)
  execute function registration.guard_numbers();
