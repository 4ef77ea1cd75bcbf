import type { Level } from '@xueqian/kernel/actor.ts';
import type { PolicyKey } from './policy-pack.ts';

/** What a value looks like, apart from its article. */
export type PlainValue = { readonly value: string | number | boolean | null; readonly unit: string | null };

/**
 * What a lower jurisdiction may lay down itself. `to`: the levels that may; none: the value is closed. `how`:
 * `shorter` — a period or a day never later than the upper level's; `longer` — a period never before it; `more` — a number never below it; `stricter` — a
 * word never before it in `order`; `free` — any value.
 * The right to make rules: specification of 2014, article 30 (all levels, filed with the upper one) and article 29
 * (details of the children's registration: the province). That local rules only tighten is the product's reading.
 */
export type Openness = {
  readonly to: readonly Level[];
  readonly how: 'shorter' | 'longer' | 'more' | 'stricter' | 'free';
  readonly order?: readonly (string | boolean)[];
};

const everyone: readonly Level[] = ['province', 'prefecture', 'county'];
const province: readonly Level[] = ['province'];
const closed: Openness = { to: [], how: 'free' };
const shorter: Openness = { to: everyone, how: 'shorter' };
const more: Openness = { to: everyone, how: 'more' };
const stricter = (to: readonly Level[], ...order: readonly (string | boolean)[]): Openness => ({
  to,
  how: 'stricter',
  order,
});

export const openness: Readonly<Record<PolicyKey, Openness>> = {
  levels: closed,
  fileWithin: shorter,
  recordApprovedBy: stricter(everyone, 'institution', 'county'),
  countyReviewWithin: shorter,
  firstReviewWithin: shorter,
  numberWithoutIdentity: closed,
  childChangeWithin: shorter,
  keyChangeApprovedBy: stricter(everyone, 'institution', 'county'),
  deferralApprovedBy: stricter(everyone, 'institution', 'county'),
  institutionChangeWithin: shorter,
  admissionHandledBy: stricter(everyone, 'one-office', 'offices-by-nature'),
  admissionStepWithin: shorter,
  newInstitutionWithin: shorter,
  termCheckWithin: shorter,
  promotionWithin: shorter,
  primaryEntryWithin: shorter,
  admissionMonth: { to: province, how: 'free' },
  promotionMonth: { to: province, how: 'free' },
  graduationMonth: { to: province, how: 'free' },
  transferWithin: shorter,
  transferApprovedByCounty: stricter(everyone, false, true),
  transferPapersNeeded: stricter(everyone, false, true),
  accidentWithin: shorter,
  declarationWithin: shorter,
  monthlyUpdateDay: shorter,
  paperFile: { to: province, how: 'free' },
  idleAccountSealedAfter: shorter,
  auditKept: { to: everyone, how: 'longer' },
  operatorChangeReportedWithin: shorter,
  operatorTrainingNeeded: stricter(everyone, 'none', 'administrators', 'operators'),
  disclosureApprovedBy: stricter(everyone, 'within-scope', 'upper-department', 'government'),
  passwordLength: more,
  passwordClasses: more,
  passwordChangedWithin: shorter,
  passwordHistory: more,
  // One number for every name, so that it tells nothing about a name.
  signInFailures: closed,
  sessionIdle: shorter,
  sessionLasts: shorter,
  secondFactorFor: stricter(province, 'nobody', 'administrators', 'review-and-administrators', 'everybody'),
};

/** Least and most calendar days of a period, so that periods of different units can be compared for certain. */
const daysOf = (value: number, unit: string): { readonly least: number; readonly most: number } => {
  switch (unit) {
    case 'minutes':
      return { least: value / 1440, most: value / 1440 };
    case 'hours':
      return { least: value / 24, most: value / 24 };
    case 'weeks':
      return { least: value * 7, most: value * 7 };
    case 'months':
      return { least: Math.max(28, Math.floor(value * 30.4) - 2), most: Math.ceil(value * 31) };
    case 'working-days':
      // At best five a week; at worst a week's holiday and its neighbours lie between.
      return { least: value + 2 * Math.floor(value / 7), most: value === 0 ? 0 : Math.ceil((value * 7) / 5) + 12 };
    default:
      return { least: value, most: value };
  }
};

/** Whether a value keeps within what the upper level lays down. A null above leaves everything open; one below loosens. */
export const keepsWithin = (rule: Openness, upper: PlainValue, own: PlainValue): boolean => {
  if (rule.how === 'free') return true;
  if (upper.value === null) return true;
  if (own.value === null) return false;
  if (rule.how === 'stricter') {
    const order = rule.order ?? [];
    return order.indexOf(own.value as string) >= order.indexOf(upper.value as string);
  }
  const [mine, theirs] = [Number(own.value), Number(upper.value)];
  if (rule.how === 'more') return mine >= theirs;
  if (rule.how === 'longer') {
    if (own.unit === upper.unit) return mine >= theirs;
    return daysOf(mine, own.unit ?? 'days').least >= daysOf(theirs, upper.unit ?? 'days').most;
  }
  if (own.unit === upper.unit) return mine <= theirs;
  return daysOf(mine, own.unit ?? 'days').most <= daysOf(theirs, upper.unit ?? 'days').least;
};
