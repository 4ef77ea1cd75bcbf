import type { Tx } from '@xueqian/platform/database.ts';
import type { Enrolment } from './store.ts';

export { findDivisionName } from './store.ts';

/** The code of the institution that a child is at, and the child's number as it lies in the file. */
export const readSender = (tx: Tx, childId: number) =>
  tx.find<{ institutionCode: string; numberKind: string | null; numberSealed: Buffer | null }>(
    `select i.code as "institutionCode", c.number_kind as "numberKind", c.number_sealed as "numberSealed"
     from children.children c join institutions.institutions i on i.id = c.institution_id where c.id = $1`,
    [childId],
  );

/** Where a child was, the first first: what was brought from another province, what institutions here keep of it, and where it is. */
export const listBefore = (tx: Tx, childId: number): Promise<Enrolment[]> =>
  tx.rows<Enrolment>(
    `with place as (select distinct on (code) code, full_name from jurisdictions.divisions order by code, valid_from desc)
     select "institutionName", "placeName", "admittedOn", "endedOn" from (
       select e.institution_name as "institutionName", e.place_name as "placeName", e.admitted_on as "admittedOn", e.ended_on as "endedOn"
       from province_border.enrolments e join province_border.crossings p on p.id = e.crossing_id where p.child_id = $1 and p.state <> 'refused'
       union all
       select n.name, coalesce(d.full_name, ''), q.admitted_on, q.ended_on
       from children.past_enrolments q left join lateral children.name_of_institution(q.institution_id) n (name) on true left join place d on d.code = q.county_code
       where q.child_id = $1 and q.undone_at is null
       union all
       select i.name, coalesce(d.full_name, ''), c.admitted_on, null
       from children.children c join institutions.institutions i on i.id = c.institution_id left join place d on d.code = c.county_code where c.id = $1 and c.state <> 'left') b
     order by "admittedOn", "endedOn" nulls last limit 50`,
    [childId],
  );
