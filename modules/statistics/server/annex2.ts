import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { byNumberedShare, totalOf, withShares } from '../annex2.ts';
import { findBaselineYear, findUnit, listInstitutions, placeOf, sumByUnit, type Unit } from './store.ts';

type Step = 'province' | 'prefecture' | 'county' | 'institution';

export const nation = '000000';

/** The division an office asks about when it names none. */
const ownDivision = (actor: Actor): string => (actor.level === 'ministry' ? nation : actor.divisionCode);

const stepOf = async (tx: Tx, code: string): Promise<Step> => {
  if (code === nation) return 'province';
  const place = await placeOf(tx, code);
  if (place.isProvince) return 'prefecture';
  if (place.isCounty) return 'institution';
  return 'county';
};

const below: Record<Step, 'prefecture' | 'county' | 'institution'> = {
  province: 'prefecture',
  prefecture: 'county',
  county: 'institution',
  institution: 'institution',
};

/** From the asker's own division down to the one asked for. */
const trailOf = async (tx: Tx, actor: Actor, code: string): Promise<{ code: string; name: string }[]> => {
  const trail: { code: string; name: string }[] = [];
  let unit: Unit | null = code === nation ? null : await findUnit(tx, code);
  while (unit) {
    trail.unshift({ code: unit.code, name: unit.name });
    if (unit.code === ownDivision(actor) || !unit.parentCode) break;
    unit = await findUnit(tx, unit.parentCode);
  }
  return trail;
};

/** The division asked about, my own when none is named, with the kind of its parts and the way from mine down to it. */
export const placeAsked = async (tx: Tx, actor: Actor, division: string | undefined) => {
  const code = division ?? ownDivision(actor);
  const unit = code === nation ? { code, name: '', level: 'nation' } : await findUnit(tx, code);
  if (!unit) throw new Refused('statistics.division-not-found', { division: code });
  return {
    division: { code, name: unit.name, level: unit.level },
    step: await stepOf(tx, code),
    trail: await trailOf(tx, actor, code),
  };
};

/** Annex 2 of a division, true at `now`: read from the counters that are kept with the data. */
export const readTable = async (tx: Tx, actor: Actor, asked: string | undefined, now: Date) => {
  const place = await placeAsked(tx, actor, asked);
  const { step, division } = place;
  const { code } = division;
  const year = await findBaselineYear(tx);
  const counts =
    step === 'institution' ? await listInstitutions(tx, code, year) : await sumByUnit(tx, step, code, year);
  const rows = counts
    .map((row) => ({ ...withShares(row), opens: row.direct ? ('institution' as const) : below[step] }))
    .sort(byNumberedShare);
  return {
    ...place,
    rows,
    total: { ...withShares(totalOf(code, division.name, counts)), opens: below[step] },
    next: null,
    at: now.toISOString(),
    baselineYear: year,
  };
};
