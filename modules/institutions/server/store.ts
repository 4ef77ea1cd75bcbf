import { columns, type FieldsOf } from '@xueqian/platform/columns.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { SectionState } from '../institution.ts';

const ownColumns = columns('institutions.institutions', [
  'id',
  'code',
  'name',
  'kind',
  'nature',
  'county_code',
  'basic_state',
  'standing',
]);
const counters = columns('statistics.institution_counters', [
  'entered',
  'returned',
  'confirmed',
  'first_waiting',
  'problem',
  'numbered',
]);

export type InstitutionRow = FieldsOf<typeof ownColumns> &
  FieldsOf<typeof counters> & {
    readonly countyName: string;
    readonly children: number;
    readonly statistical: number | null;
  };

/** Latest name of a division: the scalar subquery every list uses. */
const nameOf = (column: string): string =>
  `(select d.name from jurisdictions.divisions d where d.code = ${column} order by d.valid_from desc limit 1)`;

const rowColumns = `${ownColumns.of('i')}, ${nameOf('i.county_code')} as "countyName", ${counters.of('k')},
  k.entered + k.returned + k.confirmed + k.problem + k.numbered as children,
  (select b.children from statistics.baselines b where b.institution_id = i.id order by b.year desc limit 1) as statistical`;

export type InstitutionFilter = {
  readonly division: string | undefined;
  readonly name: string | undefined;
  readonly basicState: SectionState | 'reported' | undefined;
};

export const listPage = (
  tx: Tx,
  filter: InstitutionFilter,
  after: string | null,
  limit: number,
): Promise<InstitutionRow[]> => {
  const values: unknown[] = [limit, after ?? ''];
  const where = ['i.code > $2'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (filter.division)
    add((at) => `(i.county_code = ${at} or i.prefecture_code = ${at} or i.province_code = ${at})`, filter.division);
  if (filter.name) {
    // A digit string is the beginning of a code, anything else a part of the name.
    if (/^\d+$/.test(filter.name)) add((at) => `i.code like ${at} || '%'`, filter.name);
    else add((at) => `strpos(i.name, ${at}) > 0`, filter.name);
  }
  if (filter.basicState === 'reported') where.push('i.reported');
  else if (filter.basicState === 'approved') where.push('i.reviewed');
  else if (filter.basicState) add((at) => `i.basic_state = ${at}`, filter.basicState);
  return tx.rows<InstitutionRow>(
    `select ${rowColumns} from institutions.institutions i
     join statistics.institution_counters k on k.institution_id = i.id
     where ${where.join(' and ')} order by i.code limit $1`,
    values,
  );
};

export type FoundInstitution = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly countyName: string;
};

/** The first 20 of my scope, by code, whose name holds the text or whose code begins with it. */
export const searchByName = (tx: Tx, text: string): Promise<FoundInstitution[]> =>
  tx.rows<FoundInstitution>(
    `select i.id, i.code, i.name, ${nameOf('i.county_code')} as "countyName"
     from institutions.found($1, 20) found(id) join institutions.institutions i on i.id = found.id order by i.code`,
    [text],
  );

export type InstitutionHead = InstitutionRow & {
  prefectureName: string;
  provinceName: string;
  divisionFullName: string;
  inForceVersion: number | null;
};

export const findInstitution = (tx: Tx, id: number): Promise<InstitutionHead | null> =>
  tx.find<InstitutionHead>(
    `select ${rowColumns}, ${nameOf('i.prefecture_code')} as "prefectureName", ${nameOf('i.province_code')} as "provinceName",
       (select d.full_name from jurisdictions.divisions d where d.code = i.county_code order by d.valid_from desc limit 1) as "divisionFullName",
       i.in_force_version as "inForceVersion"
     from institutions.institutions i join statistics.institution_counters k on k.institution_id = i.id where i.id = $1`,
    [id],
  );

/** What other modules need to know of institutions: where they lie and whether their children may get numbers. */
export type InstitutionPlace = {
  id: number;
  code: string;
  name: string;
  countyCode: string;
  prefectureCode: string;
  provinceCode: string;
  reviewed: boolean;
};

const placeColumns = `id, code, name, county_code as "countyCode", prefecture_code as "prefectureCode", province_code as "provinceCode", reviewed`;

export const findPlace = (tx: Tx, id: number): Promise<InstitutionPlace | null> =>
  tx.find<InstitutionPlace>(`select ${placeColumns} from institutions.institutions where id = $1`, [id]);

export const listPlacesByCode = (tx: Tx, codes: readonly string[]): Promise<InstitutionPlace[]> =>
  tx.rows<InstitutionPlace>(`select ${placeColumns} from institutions.institutions where code = any ($1)`, [codes]);
