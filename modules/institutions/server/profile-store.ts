import type { Tx } from '@xueqian/platform/database.ts';
import { basicSection } from '../institution.ts';
import { type Profile, sectionShapes } from '../profile.ts';

/** What is in force in the files of institutions, as the rules look at it; classes come from their own module. */
export type FileInForce = Omit<Profile, 'classes'>;

const nothing: FileInForce = { basic: null, buildings: null, conditions: null, staff: null, finance: null };

type Row = { institutionId: number; section: string; fields: unknown };

/** The sections in force of many institutions; of finance the newest half-year. Those without any are in it too. */
export const readFilesInForce = async (
  tx: Tx,
  institutionIds: readonly number[],
): Promise<ReadonlyMap<number, FileInForce>> => {
  const rows = await tx.rows<Row>(
    `select i.id as "institutionId", 'basic' as section, v.fields from institutions.institutions i
       join institutions.basic_versions v on v.institution_id = i.id and v.version = i.in_force_version where i.id = any ($1)
     union all
     select * from (select distinct on (s.institution_id, s.section) s.institution_id, s.section, v.fields
       from institutions.sections s join institutions.section_versions v
         on (v.institution_id, v.section, v.period, v.version) = (s.institution_id, s.section, s.period, s.in_force_version)
       where s.institution_id = any ($1)
       order by s.institution_id, s.section, left(s.period, 4) desc, right(s.period, 6) = 'autumn' desc) f`,
    [institutionIds],
  );
  const files = new Map<number, FileInForce>(institutionIds.map((id) => [id, nothing]));
  for (const { institutionId, section, fields } of rows) {
    const file = files.get(institutionId) ?? nothing;
    files.set(institutionId, { ...file, ...partOf(section, fields) });
  }
  return files;
};

/** A part of a file by its form; a version of an older form counts as not there. */
const partOf = (section: string, fields: unknown): Partial<FileInForce> => {
  switch (section) {
    case 'basic':
      return { basic: basicSection.safeParse(fields).data ?? null };
    case 'buildings':
      return { buildings: sectionShapes.buildings.safeParse(fields).data?.buildings ?? null };
    case 'conditions':
      return { conditions: sectionShapes.conditions.safeParse(fields).data ?? null };
    case 'staff':
      return { staff: sectionShapes.staff.safeParse(fields).data?.staff ?? null };
    case 'finance':
      return { finance: sectionShapes.finance.safeParse(fields).data ?? null };
    default:
      return {};
  }
};

/** Ids of institutions, by id, a page of the nightly pass. */
export const listIdsAfter = async (tx: Tx, after: number, limit: number): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(
      `select id from institutions.institutions where id > $1 and standing <> 'closed' order by id limit $2`,
      [after, limit],
    )
  ).map(({ id }) => id);

/** Versions of an institution's file that are under way now, and those saved since a day (ISO, in China's time). */
export const countSince = (tx: Tx, institutionId: number, on: string): Promise<{ underWay: number; touched: number }> =>
  tx.one(
    `select count(*) filter (where state <> 'approved')::int as "underWay",
       count(*) filter (where (entered_at at time zone 'Asia/Shanghai')::date >= $2)::int as touched
     from (select state, entered_at from institutions.basic_versions where institution_id = $1
       union all select state, entered_at from institutions.section_versions where institution_id = $1) v`,
    [institutionId, on],
  );
