import type { Database } from '@xueqian/platform/database.ts';

/** What must hold whatever was done and by whom: each query finds what breaks it. */
const invariants: Readonly<Record<string, string>> = {
  'a claim is held once': `select claim_digest::text as what from children.children where holds_claim group by claim_digest having count(*) > 1`,
  'a claim of a living file is held': `select claim_digest::text as what from children.children where state <> 'deleted' group by claim_digest having not bool_or(holds_claim)`,
  'a file without its claim is a problem, and only such a file': `select id::text as what from children.children where state <> 'deleted' and (state = 'problem') <> (not holds_claim)`,
  'a deleted file holds nothing': `select id::text as what from children.children where state = 'deleted' and holds_claim`,
  'a problem has one open case against a living holder of the same claim': `
    select c.id::text as what from children.children c where c.state = 'problem' and 1 <> (
      select count(*) from duplicates.cases k join children.children e on e.id = k.earlier_child_id
      where k.later_child_id = c.id and k.state = 'open' and e.holds_claim and e.claim_digest = c.claim_digest)`,
  'an open case has a problem at its later side': `
    select k.id::text as what from duplicates.cases k join children.children c on c.id = k.later_child_id where k.state = 'open' and c.state <> 'problem'`,
  'a problem has one open case at most': `
    select later_child_id::text as what from duplicates.cases where state = 'open' group by later_child_id having count(*) > 1`,
  'a number belongs to a numbered file, and a numbered file has one': `
    select coalesce(c.id, n.child_id)::text as what from children.children c full join registration.numbers n on n.child_id = c.id
    where (c.state = 'numbered') is distinct from (n.child_id is not null) or (n.child_id is not null and n.kind is distinct from c.number_kind)`,
  'nobody confirmed what he entered': `select id::text as what from children.children where confirmed_by = entered_by`,
  'what is confirmed was confirmed by somebody': `select id::text as what from children.children where state = 'confirmed' and confirmed_by is null`,
  'the kept counters equal a recount': `select institution_id || ' ' || counter || ' ' || kept || ' ' || counted as what from statistics.counter_differences()`,
  'the last action fits the state': `
    select c.id || ' ' || c.state as what from children.children c where not exists (select from children.actions h where h.child_id = c.id and h.action = any (case c.state
      when 'entered' then array['entered', 'edited', 'claim-received'] when 'returned' then array['returned-by-principal', 'returned-by-town', 'returned-by-county']
      when 'confirmed' then array['confirmed'] when 'problem' then array['case-opened'] when 'numbered' then array['numbered'] else array['deleted'] end))`,
};

/** Names of the invariants that do not hold, with what breaks them. */
export const brokenInvariants = (database: Database): Promise<string[]> =>
  database.asOwner(async (tx) => {
    const broken: string[] = [];
    for (const [name, sql] of Object.entries(invariants)) {
      const rows = await tx.rows<{ what: string }>(`${sql} limit 5`);
      if (rows.length > 0) broken.push(`${name}: ${rows.map((row) => row.what).join(', ')}`);
    }
    return broken;
  });
