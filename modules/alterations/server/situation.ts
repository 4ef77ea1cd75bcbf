import type { Tx } from '@xueqian/platform/database.ts';
import { goneStates } from '../../children/life.ts';
import type { Standing } from '../../institutions/institution.ts';
import { currentRegister } from '../../jurisdictions/server/index.ts';
import { type AboveLevel, type AlterationPlan, targetsOf } from '../alteration.ts';
import type { Figures, Found, Seat, Situation } from '../obstacles.ts';

export type PlaceNow = Found & {
  readonly code: string;
  readonly nature: string | null;
  readonly townCode: string | null;
  readonly provinceCode: string;
  readonly prefectureCode: string;
  readonly address: string | null;
};

export const findPlaceNow = (tx: Tx, id: number): Promise<PlaceNow | null> =>
  tx.find<PlaceNow>(
    `select i.id, i.code, i.name, i.kind, i.nature, i.county_code as "countyCode", i.province_code as "provinceCode", i.prefecture_code as "prefectureCode", i.town_code as "townCode", i.standing,
       (select v.fields ->> 'address' from institutions.basic_versions v where v.institution_id = i.id
          order by v.version is not distinct from i.in_force_version desc, v.version desc limit 1) as address
     from institutions.institutions i where i.id = $1`,
    [id],
  );

export type Neighbour = {
  id: number;
  code: string;
  name: string;
  countyCode: string;
  standing: Standing;
};
const neighbourColumns = `n.id, n.code, n.name, n.county_code as "countyCode", n.standing`;

export const findNeighbours = (tx: Tx, ids: readonly number[]): Promise<Neighbour[]> =>
  tx.rows<Neighbour>(`select ${neighbourColumns} from alterations.neighbours('', $1, 2000) n`, [ids]);

export const searchByText = (
  tx: Tx,
  text: string,
): Promise<{ id: number; code: string; name: string; countyName: string }[]> =>
  tx.rows(
    `select n.id, n.code, n.name,
       coalesce((select d.name from jurisdictions.divisions d where d.code = n.county_code order by d.valid_from desc limit 1), '') as "countyName"
     from alterations.neighbours($1, null, 20) n`,
    [text],
  );

export const figuresOf = (tx: Tx, institutionId: number): Promise<Figures | null> =>
  tx.find<Figures>(
    `select f.children, f.classes, f.accounts, f.open_cases as "openCases", f.open_transfers as "openTransfers", f.open_tasks as "openTasks", f.waiting_reviews as "waitingReviews",
       f.running_imports as "runningImports", f.drafts, f.open_rectifications as "openRectifications", f.is_central as "isCentral"
     from alterations.figures_of($1) f`,
    [institutionId],
  );

export const listSeats = (tx: Tx, institutionId: number): Promise<Seat[]> =>
  tx.rows<Seat>(
    `select id as "childId", class_id as "classId" from children.children where institution_id = $1 and not (state = any ($2)) order by id`,
    [institutionId, goneStates],
  );

/** Live children by class; classes without any too. */
export const listSeatCounts = (
  tx: Tx,
  institutionId: number,
): Promise<{ classId: number | null; className: string | null; children: number }[]> =>
  tx.rows(
    `select l.id as "classId", l.name as "className", count(c.id)::int as children
     from classes.classes l left join children.children c on c.institution_id = l.institution_id and c.class_id = l.id and not (c.state = any ($2))
     where l.institution_id = $1 group by l.id, l.name
     union all
     select null, null, count(*)::int from children.children c where c.institution_id = $1 and c.class_id is null and not (c.state = any ($2)) having count(*) > 0
     order by 1 nulls last`,
    [institutionId, goneStates],
  );

const townIsOf = async (tx: Tx, townCode: string | null, countyCode: string, on: string): Promise<boolean> =>
  townCode === null ||
  (
    await tx.one<{ there: boolean }>(
      `select exists (select from jurisdictions.divisions d where d.code = $1 and d.level = 'town' and d.parent_code = $2
         and d.valid_from <= $3 and (d.valid_to is null or d.valid_to > $3)) as there`,
      [townCode, countyCode, on],
    )
  ).there;

/** The path of the county that a plan names, on a day; null where it is none. */
export const pathOfNewCounty = async (tx: Tx, countyCode: string, on: string) => {
  const path = (await currentRegister(tx)).pathOf(countyCode, on);
  return path?.county === countyCode && path.prefecture !== null
    ? { county: countyCode, prefecture: path.prefecture, province: path.province }
    : null;
};

/** The superior that an institution's county and another one have in common; null for a plan that stays in its county. */
export const aboveOf = async (
  tx: Tx,
  institutionId: number,
  plan: AlterationPlan,
  on: string,
): Promise<AboveLevel | null> => {
  if (plan.kind !== 'region') return null;
  const [place, path] = [await findPlaceNow(tx, institutionId), await pathOfNewCounty(tx, plan.countyCode, on)];
  return place !== null && path?.prefecture === place.prefectureCode ? 'prefecture' : 'province';
};

const newPlaceOf = async (tx: Tx, plan: AlterationPlan, place: PlaceNow, on: string) => {
  if (plan.kind !== 'address' && plan.kind !== 'region') return { townIsOfCounty: true, countyIsAnother: true };
  const countyCode = plan.kind === 'region' ? plan.countyCode : place.countyCode;
  const path = plan.kind === 'region' ? await pathOfNewCounty(tx, countyCode, on) : null;
  return {
    townIsOfCounty: await townIsOf(tx, plan.townCode, countyCode, on),
    countyIsAnother:
      plan.kind === 'address' || (path?.province === place.provinceCode && path.county !== place.countyCode),
  };
};

/** Everything that the rule looks at; null where the institution is not in my scope. */
export const findSituation = async (
  tx: Tx,
  institutionId: number,
  plan: AlterationPlan,
  on: string,
): Promise<(Situation & { readonly place: PlaceNow; readonly targets: readonly Neighbour[] }) | null> => {
  const place = await findPlaceNow(tx, institutionId);
  const figures = place && (await figuresOf(tx, institutionId));
  if (!place || !figures) return null;
  const targetIds = targetsOf(plan);
  const classIds = await tx.rows<{ id: number }>('select id from classes.classes where institution_id = $1', [
    institutionId,
  ]);
  return {
    place,
    figures,
    targets: targetIds.length === 0 ? [] : await findNeighbours(tx, targetIds),
    seats: await listSeats(tx, institutionId),
    classIds: classIds.map(({ id }) => id),
    ...(await newPlaceOf(tx, plan, place, on)),
  };
};
