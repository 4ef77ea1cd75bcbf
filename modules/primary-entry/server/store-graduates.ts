import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { Field, Result } from '../answer.ts';
import { graduationsOf, type Standing, type Whereabouts } from '../standing.ts';

/** Graduates of a year in my scope, whether they have arrived or not. */
const graduates = `from children.children c left join primary_entry.entries e on e.child_id = c.id
  where c.state in ('graduated', 'in-primary') and c.ended_on between $1 and $2`;
const standing = `coalesce(e.result, case when e.list_id is null then 'not-listed' else 'waiting' end)`;

export type GraduateRow = {
  readonly childId: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly guardianName: string;
  readonly identitySealed: Buffer | null;
  readonly institutionId: number;
  readonly institutionName: string;
  readonly countyCode: string;
  readonly state: ChildState;
  readonly endedOn: string;
  readonly listId: number | null;
  readonly result: Result | null;
  readonly school: string | null;
  readonly enteredOn: string | null;
  readonly field: Field | null;
  readonly told: string | null;
  readonly whereabouts: Whereabouts | null;
  readonly note: string | null;
  readonly notedBy: string | null;
};

export const listGraduateRows = (
  tx: Tx,
  asked: {
    readonly year: number;
    readonly only: Standing | 'not-accepted' | 'all';
    readonly institutionId: number | null;
    readonly division: string | null;
    readonly name: string | null;
    readonly after: number | null;
    readonly limit: number;
  },
): Promise<GraduateRow[]> => {
  const { fromOn, untilOn } = graduationsOf(asked.year);
  return tx.rows<GraduateRow>(
    `select g.*, i.name as "institutionName" from (
       select c.id as "childId", c.name, c.sex, c.birth_on as "birthOn", c.guardian_name as "guardianName", c.identity_sealed as "identitySealed",
         c.institution_id as "institutionId", c.county_code as "countyCode", c.state, c.ended_on as "endedOn", e.list_id as "listId", e.result, e.school,
         e.entered_on as "enteredOn", e.field, e.told, e.whereabouts, e.note,
         (select a.person_name from accounts.accounts a where a.id = e.noted_by) as "notedBy"
       ${graduates} and ($3::text = 'all' or ($3 = 'not-accepted' and ${standing} <> 'accepted') or ${standing} = $3)
         and ($4::bigint is null or c.institution_id = $4) and ($5::text is null or $5 in (c.county_code, c.prefecture_code, c.province_code))
         and ($6::text is null or c.name = $6) and c.id > coalesce($7::bigint, 0) order by c.id limit $8) g
     join institutions.institutions i on i.id = g."institutionId" order by g."childId"`,
    [...[fromOn, untilOn, asked.only, asked.institutionId, asked.division, asked.name, asked.after, asked.limit]],
  );
};

export type Figures = {
  readonly code: string;
  readonly graduates: number;
  readonly accepted: number;
  readonly waiting: number;
  readonly notListed: number;
  readonly notFound: number;
  readonly differs: number;
  /** Not accepted, whatever the day; of these, those of whom something is known. */
  readonly missing: number;
  readonly known: number;
};

const partColumn = {
  province: 'c.county_code',
  prefecture: 'c.county_code',
  county: 'c.institution_id::text',
} as const;

/** How the graduates of a year stand, by the parts of a division. */
export const countByPart = (tx: Tx, year: number, level: keyof typeof partColumn, code: string): Promise<Figures[]> => {
  const { fromOn, untilOn } = graduationsOf(year);
  const of = (word: Standing): string => `count(*) filter (where g.standing = '${word}')::int`;
  return tx.rows<Figures>(
    `select g.code, count(*)::int as graduates, ${of('accepted')} as accepted, ${of('waiting')} as waiting, ${of('not-listed')} as "notListed",
       ${of('not-found')} as "notFound", ${of('differs')} as differs, count(*) filter (where g.standing <> 'accepted')::int as missing,
       count(*) filter (where g.standing <> 'accepted' and g.whereabouts is not null)::int as known
     from (select ${partColumn[level]} as code, ${standing} as standing, e.whereabouts ${graduates} and c.${level}_code = $3) g
     group by g.code order by g.code`,
    [fromOn, untilOn, code],
  );
};

/** Graduates whose answer speaks of a difference, or that nobody knows: what waits for the institution and its county. */
export const countStanding = async (tx: Tx, result: Exclude<Result, 'accepted'>): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `select count(*)::int as n from primary_entry.entries e join children.children c on c.id = e.child_id where e.result = $1 and c.state = 'graduated'`,
      [result],
    )
  ).n;
