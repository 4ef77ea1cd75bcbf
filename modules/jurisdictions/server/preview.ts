import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type DivisionChange, divisionsAfter, planChange, type TreePlan } from '../division-change.ts';
import { type DivisionRegister, divisionRegister } from '../divisions.ts';
import { type InstitutionPlace, placeAfter, samePlace } from '../institution-place.ts';

export type Move = { readonly from: InstitutionPlace; readonly to: InstitutionPlace };

export type OfficeMove = {
  readonly id: number;
  readonly name: string;
  readonly level: string;
  readonly scope: string;
  readonly divisionCode: string;
  readonly countyCode: string | null;
  readonly prefectureCode: string | null;
  readonly provinceCode: string | null;
  /** The division goes on under a department that exists already. */
  readonly closes: boolean;
};

export type Preview = {
  readonly plan: TreePlan;
  readonly after: DivisionRegister;
  readonly moves: readonly Move[];
  readonly offices: readonly OfficeMove[];
};

/** Institutions that a change could touch, as far as the asking role sees them. */
const listCandidates = (tx: Tx, codes: readonly string[], ids: readonly number[]): Promise<InstitutionPlace[]> =>
  tx.rows<InstitutionPlace>(
    `select id, county_code as "countyCode", prefecture_code as "prefectureCode", province_code as "provinceCode", town_code as "townCode"
     from institutions.institutions
     where county_code = any ($1) or prefecture_code = any ($1) or province_code = any ($1) or town_code = any ($1) or id = any ($2) order by id`,
    [codes, ids],
  );

type OfficeRow = {
  id: number;
  name: string;
  level: string;
  scope: string;
  divisionCode: string;
  countyCode: string | null;
  prefectureCode: string | null;
  provinceCode: string | null;
  institutionId: number | null;
  isMain: boolean;
};

const listOffices = (tx: Tx, codes: readonly string[], institutionIds: readonly number[]): Promise<OfficeRow[]> =>
  tx.rows<OfficeRow>(
    `select id, name, level, scope, division_code as "divisionCode", county_code as "countyCode", prefecture_code as "prefectureCode",
       province_code as "provinceCode", institution_id as "institutionId", department_id is null as "isMain"
     from accounts.offices
     where closed_at is null and ((level <> 'institution' and (scope = any ($1) or county_code = any ($1) or prefecture_code = any ($1)
       or province_code = any ($1))) or institution_id = any ($2)) order by id`,
    [codes, institutionIds],
  );

const officeAfter = (
  office: OfficeRow,
  plan: TreePlan,
  after: DivisionRegister,
  institutions: ReadonlyMap<number, InstitutionPlace>,
  taken: ReadonlySet<string>,
): OfficeMove => {
  const { id, name, level } = office;
  if (office.institutionId !== null && level === 'institution') {
    const { countyCode, prefectureCode, provinceCode } = institutions.get(office.institutionId) as InstitutionPlace;
    return {
      id,
      name,
      level,
      scope: office.scope,
      divisionCode: countyCode,
      countyCode,
      prefectureCode,
      provinceCode,
      closes: false,
    };
  }
  const heir = plan.heirs.get(office.scope);
  const scope = heir ?? office.scope;
  const path = after.pathOf(scope, plan.on);
  const closes = heir !== undefined && taken.has(`${level} ${heir}`);
  return {
    id,
    name,
    level,
    scope: closes ? office.scope : scope,
    divisionCode: level === 'town' ? (path?.county ?? office.divisionCode) : closes ? office.divisionCode : scope,
    countyCode: level === 'prefecture' || level === 'province' ? null : (path?.county ?? office.countyCode),
    prefectureCode: level === 'province' ? null : (path?.prefecture ?? office.prefectureCode),
    provinceCode: path?.province ?? office.provinceCode,
    closes,
  };
};

/** What a change would move on its day, or why it cannot be. Runs in the role of whoever asks, or the owner's. */
export const previewOf = async (
  tx: Tx,
  register: DivisionRegister,
  change: DivisionChange,
  on: string,
): Promise<Decision<Preview>> => {
  const decision = planChange(register, change, on);
  if (!decision.accepted) return decision;
  const plan = decision.value;
  const after = divisionRegister(divisionsAfter(register.divisions, plan));
  const part = 'part' in change ? change.part : null;
  const codes = [...new Set([...plan.ended.map((division) => division.code), ...(part?.towns ?? [])])];
  const begun = new Set(plan.begun.map((division) => division.code));
  const gone = new Set(codes.filter((code) => !begun.has(code) && !plan.heirs.has(code)));

  const candidates = await listCandidates(tx, codes, part?.institutionIds ?? []);
  const known = new Set(candidates.map((place) => place.id));
  const missing = part?.institutionIds.find((id) => !known.has(id));
  if (missing !== undefined) return refuse('jurisdictions.institution-unknown', { id: missing });
  const stranded = candidates.filter(
    ({ countyCode, townCode }) => gone.has(countyCode) || (townCode !== null && gone.has(townCode)),
  );
  if (stranded.length > 0) return refuse('jurisdictions.has-institutions', { count: stranded.length });
  const moves: Move[] = [];
  for (const from of candidates) {
    const to = placeAfter(from, change, plan, after);
    if (!to) return refuse('jurisdictions.institutions-need-a-county', { count: candidates.length });
    if (!samePlace(from, to)) moves.push({ from, to });
  }

  const moved = new Map(moves.map((move) => [move.from.id, move.to]));
  const rows = await listOffices(tx, codes, [...moved.keys()]);
  const heirs = [...plan.heirs.values()];
  const taken = new Set(
    (
      await tx.rows<{ key: string }>(
        `select level || ' ' || scope as key from accounts.offices where scope = any ($1) and department_id is null and closed_at is null`,
        [heirs],
      )
    ).map((row) => row.key),
  );
  const offices = rows
    .map((row) => ({ row, to: officeAfter(row, plan, after, moved, taken) }))
    .filter(
      ({ row, to }) =>
        to.closes ||
        to.scope !== row.scope ||
        to.divisionCode !== row.divisionCode ||
        to.countyCode !== row.countyCode ||
        to.prefectureCode !== row.prefectureCode ||
        to.provinceCode !== row.provinceCode,
    )
    .map(({ to }) => to);
  const abandoned = rows.find((row) => row.level !== 'institution' && gone.has(row.scope));
  if (abandoned) return refuse('jurisdictions.has-offices', { name: abandoned.name });
  return accept({ plan, after, moves, offices });
};
