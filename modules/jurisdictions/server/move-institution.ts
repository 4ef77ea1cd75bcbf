import type { Tx } from '@xueqian/platform/database.ts';
import type { InstitutionPlace } from '../institution-place.ts';
import { listPlaceColumns, listStragglers, stepsToFollow } from './follow.ts';
import { lockTree } from './lock-tree.ts';
import { moveInstitutions } from './store-carry-out.ts';

/**
 * Moves one institution to another place of the tree on a day, with everything that names where it stands; where it stood
 * before is on record. Runs as the owner, in the transaction of whatever decided on it.
 */
export const moveInstitution = async (tx: Tx, to: InstitutionPlace, on: string): Promise<void> => {
  await lockTree(tx);
  await tx.run(
    `create temporary table moving_institutions on commit drop as
       select $1::bigint as id, $2::text as county_code, $3::text as prefecture_code, $4::text as province_code, $5::text as town_code`,
    [to.id, to.countyCode, to.prefectureCode, to.provinceCode, to.townCode],
  );
  await tx.run(
    `create temporary table moving_codes (code text primary key, heir text, county_code text, prefecture_code text, province_code text) on commit drop`,
  );
  await tx.run(
    `insert into jurisdictions.institution_moves (institution_id, moved_on, from_county_code, from_prefecture_code, from_province_code,
       from_town_code, to_county_code, to_prefecture_code, to_province_code, to_town_code)
     select i.id, $1, i.county_code, i.prefecture_code, i.province_code, i.town_code, m.county_code, m.prefecture_code, m.province_code, m.town_code
     from pg_temp.moving_institutions m join institutions.institutions i on i.id = m.id`,
    [on],
  );
  await moveInstitutions(tx);
  const columns = await listPlaceColumns(tx);
  for (const step of stepsToFollow(columns)) await step.run(tx);
  await tx.run(
    `update accounts.offices set division_code = $2, county_code = $2, prefecture_code = $3, province_code = $4
     where institution_id = $1 and level = 'institution'`,
    [to.id, to.countyCode, to.prefectureCode, to.provinceCode],
  );
  await tx.run(
    `update accounts.accounts a set division_code = o.division_code from accounts.offices o
     where o.id = a.office_id and o.institution_id = $1 and o.level = 'institution'`,
    [to.id],
  );
  const stragglers = await listStragglers(tx, columns);
  if (stragglers.length > 0) throw new Error(`left behind: ${stragglers.join(', ')}`);
};
