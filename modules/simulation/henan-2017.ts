import type { DivisionRegister } from '@xueqian/modules/jurisdictions/divisions.ts';
import { type Annex2Row, annex2On, parseAnnex2 } from './annex2.ts';
import { apportion, apportionWithin } from './apportion.ts';
import { mostChildrenOfCounty } from './numbers.ts';
import type { CountyPlan, InstitutionFigures } from './plan.ts';
import { type CountySketch, planCounties, sketchCounties } from './prefecture.ts';
import { type Random, randomOf, type Seed } from './random.ts';
import { surroundingsOf } from './surroundings.ts';

/** Children entered and not reviewed in the whole province, by the letter: 106 ten thousands. */
export const enteredInProvince = 1_060_000;

/** Shares of the entered children: by what is missing to the statistics, and a little where nothing is. */
const enteredOf = (rows: readonly Annex2Row[]): number[] =>
  apportion(
    enteredInProvince,
    rows.map((row) => Math.max(row.statisticalChildren - row.numbered, row.statisticalChildren * 0.02)),
  );

const smallest = 12;
const largest = 500;

/** Sizes like a lognormal distribution within 12 to 500, with an exact sum. */
const sizesOf = (raw: readonly number[], total: number): number[] => {
  let scale = total / raw.reduce((sum, size) => sum + size, 0);
  const clipped = (size: number) => Math.min(largest, Math.max(smallest, size * scale));
  for (let round = 0; round < 30; round++) {
    scale *= total / raw.reduce((sum, size) => sum + clipped(size), 0);
  }
  return apportion(total, raw.map(clipped));
};

/** Whom the county has reviewed: the larger ones rather than the smaller, as much as the numbered children demand. */
const rankOf = (sizes: readonly number[], row: Annex2Row, random: Random): number[] => {
  const noises = sizes.map(() => random.normal());
  for (const spread of [1.5, 1.1, 0.8, 0.5, 0.25, 0]) {
    const order = sizes
      .map((size, at) => ({ at, rank: Math.log(size) + spread * noises[at]! }))
      .sort((one, other) => other.rank - one.rank || one.at - other.at)
      .map(({ at }) => at);
    const held = order.slice(0, row.reviewed).reduce((sum, at) => sum + sizes[at]!, 0);
    if (spread === 0 || held >= row.numbered * 1.08) return order;
  }
  throw new Error('simulation: unreachable');
};

const figuresOf = (sizes: readonly number[], row: Annex2Row, entered: number, random: Random): InstitutionFigures[] => {
  const order = rankOf(sizes, row, random);
  const reviewed = new Set(order.slice(0, row.reviewed));
  const others = order.slice(row.reviewed).map((at) => ({ at, rank: random.next() }));
  others.sort((one, other) => one.rank - other.rank);
  const reported = new Set(others.slice(0, row.reported - row.reviewed).map(({ at }) => at));
  const numbered = apportionWithin(
    row.numbered,
    sizes.map((size, at) => (reviewed.has(at) ? size * (0.7 + 0.3 * random.next()) : 0)),
    sizes.map((size, at) => (reviewed.has(at) ? size + Math.floor(size * 0.04) : 0)),
  );
  const room = sizes.map((size, at) => Math.max(0, size - numbered[at]!));
  const entering = apportionWithin(
    entered,
    room.map((free, at) => {
      const began = reviewed.has(at) || reported.has(at) || random.chance(0.85);
      return began ? free * (0.5 + 0.5 * random.next()) : 0;
    }),
    room,
  );
  const stateOf = (at: number): InstitutionFigures['basicState'] => {
    if (reviewed.has(at)) return 'approved';
    if (reported.has(at)) return 'submitted';
    return entering[at]! > 0 ? 'draft' : 'empty';
  };
  return sizes.map((size, at) => ({
    reported: reviewed.has(at) || reported.has(at),
    reviewed: reviewed.has(at),
    basicState: stateOf(at),
    statisticalChildren: size,
    numbered: numbered[at]!,
    entered: entering[at]!,
  }));
};

/** Kindergartens are larger than attached classes, central ones larger still. */
const rawSize = (sketch: CountySketch['institutions'][number], random: Random): number =>
  Math.exp(0.55 * random.normal()) * (sketch.central ? 1.9 : sketch.kind === 'kindergarten' ? 1.3 : 0.6);

/**
 * The province as the notice of 2017 prints it: every figure of annex 2 exactly, institutions and children made up.
 * `register` is the register of divisions, `annex2` the text of reference/henan-2017-annex2.csv.
 */
export const planHenan2017 = (seed: Seed, register: DivisionRegister, annex2: string): CountyPlan[] => {
  const rows = parseAnnex2(annex2);
  const entered = enteredOf(rows);
  const surroundings = surroundingsOf(register, '410000', annex2On);
  const serials = { kindergarten: 0, attached: 0 };
  const plans: CountyPlan[] = [];
  let firstChild = 0;
  rows.forEach((row, at) => {
    const random = randomOf(seed, `henan-2017/${row.name}`);
    const sketches = sketchCounties({ register, row, surroundings, random: random.split('sketch') });
    const institutions = sketches.flatMap((county) => county.institutions);
    const sizing = random.split('sizes');
    const sizes = sizesOf(
      institutions.map((sketch) => rawSize(sketch, sizing)),
      row.statisticalChildren,
    );
    const figures = figuresOf(sizes, row, entered[at]!, random.split('figures'));
    for (const plan of planCounties({ sketches, figures, surroundings, serials, firstChild, random })) {
      const children = plan.institutions.reduce((sum, { numbered, entered: more }) => sum + numbered + more, 0);
      if (children > mostChildrenOfCounty) throw new Error(`simulation: too many children in ${plan.countyCode}`);
      firstChild += children;
      plans.push(plan);
    }
  });
  return plans;
};
