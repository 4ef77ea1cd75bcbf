import type { DivisionRegister } from '@xueqian/modules/jurisdictions/divisions.ts';
import type { InstitutionFigures } from './plan.ts';
import { planCounties } from './prefecture.ts';
import { randomOf, type Seed } from './random.ts';
import binhai from './reference/tianjin.json' with { type: 'json' };
import { firstSerial, type SampleCounty } from './sample.ts';
import { placeOf, surroundingsOf } from './surroundings.ts';

/** Three kindergartens whose principals approve files themselves, and an attached class not reviewed yet. */
const sketched = [
  { kind: 'kindergarten', children: 52, basicState: 'approved' },
  { kind: 'kindergarten', children: 44, basicState: 'approved' },
  { kind: 'kindergarten', children: 31, basicState: 'approved' },
  { kind: 'attached', children: 18, basicState: 'submitted' },
] as const;

/**
 * Binhai New Area of Tianjin on a day: a district of a municipality, which has no prefecture above it, under its own
 * measures of 2020. Small, beside the sample of Henan.
 */
export const planTianjin = (seed: Seed, register: DivisionRegister, today: string): SampleCounty[] => {
  const random = randomOf(seed, 'sample/tianjin');
  const place = placeOf(register, binhai.code, today);
  const figures = sketched.map(({ children, basicState }): InstitutionFigures => {
    const reviewed = basicState === 'approved';
    const numbered = reviewed ? Math.round(children * 0.8) : 0;
    return {
      ...{ basicState, reviewed, reported: true, numbered, entered: children - numbered },
      statisticalChildren: children + 2,
    };
  });
  const institutions = sketched.map(({ kind }, at) => ({
    ...{ kind, central: false },
    town: place.towns[at % place.towns.length]!,
  }));
  const plans = planCounties({
    sketches: [
      {
        ...{ place, institutions },
        name: register.find(binhai.code, today)?.name ?? '',
        prefectureCode: register.pathOf(binhai.code, today)?.prefecture ?? binhai.code,
        prefectureName: binhai.city,
      },
    ],
    figures,
    surroundings: surroundingsOf(register, `${binhai.code.slice(0, 2)}0000`, today),
    serials: { kindergarten: firstSerial, attached: firstSerial },
    firstChild: 0,
    random,
  });
  return plans.map((plan) => ({
    ...plan,
    institutions: plan.institutions.map((institution) => ({
      ...institution,
      // Where the institution approves, only what cannot get a number yet waits for the district.
      confirmed: institution.reviewed ? 0 : Math.floor(institution.entered / 2),
      returned: institution.reviewed ? 1 : 0,
      copies: [],
      returnReason: null,
    })),
  }));
};
