/** Where an institution stands in the tree, before and after a change of it; pure. */
import type { DivisionChange, TreePlan } from './division-change.ts';
import type { DivisionRegister } from './divisions.ts';

export type InstitutionPlace = {
  readonly id: number;
  readonly countyCode: string;
  readonly prefectureCode: string;
  readonly provinceCode: string;
  readonly townCode: string | null;
};

/** The town and the county of an institution after a plan, the county before its path is looked up. */
const unitAfter = (
  place: InstitutionPlace,
  change: DivisionChange,
  plan: TreePlan,
): { readonly county: string; readonly town: string | null } => {
  const heirOf = (code: string): string => plan.heirs.get(code) ?? code;
  const county = heirOf(place.countyCode);
  const town = place.townCode === null ? null : heirOf(place.townCode);
  if (!('part' in change)) return { county, town };
  const { part } = change;
  const goes =
    part.institutionIds.includes(place.id) || (place.townCode !== null && part.towns.includes(place.townCode));
  if (!goes) return { county, town };
  if (part.level === 'town') return { county, town: part.code };
  // Whoever leaves a county without its town has no town any more.
  return { county: part.code, town: town !== null && part.towns.includes(town) ? town : null };
};

/**
 * The place of an institution after a change, by the register after it; null when its county would have none: a
 * prefecture that has counties takes no institution directly.
 */
export const placeAfter = (
  place: InstitutionPlace,
  change: DivisionChange,
  plan: TreePlan,
  after: DivisionRegister,
): InstitutionPlace | null => {
  const { county, town } = unitAfter(place, change, plan);
  // A town that was given to another county takes its institutions along.
  const townPath = town === null ? null : after.pathOf(town, plan.on);
  const townWasMoved = town !== null && plan.begun.some((division) => division.code === town);
  const path = townWasMoved && townPath?.county ? townPath : after.pathOf(county, plan.on);
  if (!path) return null;
  // A prefecture without counties is the county of its institutions.
  const isBare = path.county === null && after.childrenOf(county, plan.on).every((part) => part.level === 'town');
  const countyCode = path.county ?? (isBare ? path.prefecture : null);
  if (countyCode === null || path.prefecture === null) return null;
  return {
    id: place.id,
    countyCode,
    prefectureCode: path.prefecture,
    provinceCode: path.province,
    townCode: town,
  };
};

export const samePlace = (one: InstitutionPlace, other: InstitutionPlace): boolean =>
  one.countyCode === other.countyCode &&
  one.prefectureCode === other.prefectureCode &&
  one.provinceCode === other.provinceCode &&
  one.townCode === other.townCode;
