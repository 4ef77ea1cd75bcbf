import type { Database } from '@xueqian/platform/database.ts';
import { historyDifferences } from '../replay-history.ts';

/** What must hold whatever was done and by whom: each query finds what breaks it. */
const invariants: Readonly<Record<string, string>> = {
  'a claim is held once': `select claim_digest::text as what from children.children where holds_claim group by claim_digest having count(*) > 1`,
  'a claim of a living file is held': `select claim_digest::text as what from children.children where state not in ('deleted', 'merged') group by claim_digest having not bool_or(holds_claim)`,
  'a file without its claim is a problem, and only such a file': `select id::text as what from children.children where state not in ('deleted', 'merged') and (state = 'problem') <> (not holds_claim)`,
  'a deleted or merged file holds nothing': `select id::text as what from children.children where state in ('deleted', 'merged') and holds_claim`,
  'a problem has one open case against a living holder of the same claim': `
    select c.id::text as what from children.children c where c.state = 'problem' and 1 <> (
      select count(*) from duplicates.cases k join children.children e on e.id = k.earlier_child_id
      where k.later_child_id = c.id and k.state = 'open' and e.holds_claim and e.claim_digest = c.claim_digest)`,
  'an open case has a problem at its later side': `
    select k.id::text as what from duplicates.cases k join children.children c on c.id = k.later_child_id where k.kind <> 'possible' and k.state = 'open' and c.state <> 'problem'`,
  'a problem has one open case at most': `
    select later_child_id::text as what from duplicates.cases where state = 'open' and kind <> 'possible' group by later_child_id having count(*) > 1`,
  'a number belongs to a numbered file, and a numbered file has one': `
    select coalesce(c.id, n.child_id)::text as what from children.children c full join (select * from registration.numbers where ended_at is null) n on n.child_id = c.id
    where (c.state in ('numbered', 'suspended', 'left', 'graduated', 'in-primary')) is distinct from (n.child_id is not null) or (n.child_id is not null and n.kind is distinct from c.number_kind)`,
  'nobody confirmed what he entered': `select id::text as what from children.children where confirmed_by = entered_by`,
  'what is confirmed was confirmed by somebody': `select id::text as what from children.children where state = 'confirmed' and confirmed_by is null`,
  'the kept counters equal a recount': `select institution_id || ' ' || counter || ' ' || kept || ' ' || counted as what from statistics.counter_differences()`,
  'moves agree with the books of the institutions': `select institution_id || ' ' || counter || ' ' || kept || ' ' || counted as what from flows.differences()`,
  'a child is where its last move took it': `
    select c.id::text as what from children.children c
    join lateral (select m.to_institution_id from flows.moves m where m.child_id = c.id and m.kind in ('transferred', 'moved') order by m.id desc limit 1) m on true
    where c.state in ('numbered', 'suspended') and c.institution_id <> m.to_institution_id`,
  'who went is in the books of one institution, and who is here in none': `
    select c.id::text as what from children.children c where (c.state in ('left', 'graduated', 'in-primary', 'cancelled'))
      is distinct from exists (select from children.past_enrolments p where p.child_id = c.id and p.undone_at is null
        -- Of the institution whose it was then: the file may have moved since, with what became of that institution.
        and p.institution_id in (select c.institution_id union all
          select (h.facts ->> 'from')::bigint from children.actions h where h.child_id = c.id and h.action = 'moved')
        and p.id = (select max(q.id) from children.past_enrolments q where q.child_id = c.id and q.undone_at is null) and p.ended_on = c.ended_on)
      and c.state not in ('numbered', 'suspended')`,
  'versions of a file follow each other': `
    select f.child_id::text as what from children.former_files f join children.children c on c.id = f.child_id
    group by f.child_id, c.version having max(f.version) >= c.version`,
};

/** Names of the invariants that do not hold, with what breaks them. */
export const brokenInvariants = (database: Database): Promise<string[]> =>
  database.asOwner(async (tx) => {
    const broken: string[] = [];
    for (const [name, sql] of Object.entries(invariants)) {
      const rows = await tx.rows<{ what: string }>(`${sql} limit 5`);
      if (rows.length > 0) broken.push(`${name}: ${rows.map((row) => row.what).join(', ')}`);
    }
    const differences = await historyDifferences(tx, { after: 0, most: 100_000 });
    if (differences.differ.length > 0)
      broken.push(`the state is what the actions lead to: ${JSON.stringify(differences.differ.slice(0, 5))}`);
    return broken;
  });
