import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { Standing } from '../institutions/institution.ts';
import { type AlterationPlan, codeAfter, targetsOf } from './alteration.ts';

/** An institution as an alteration finds it. */
export type Found = {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly countyCode: string;
  readonly standing: Standing;
};

/** What is at work there, in numbers. */
export type Figures = {
  readonly children: number;
  readonly classes: number;
  readonly accounts: number;
  readonly openCases: number;
  readonly openTransfers: number;
  readonly openTasks: number;
  readonly waitingReviews: number;
  readonly runningImports: number;
  readonly drafts: number;
  readonly openRectifications: number;
  /** Whether a town's central kindergarten is this one. */
  readonly isCentral: boolean;
};

/** Live children by where they sit, as a closing institution names their targets. */
export type Seat = { readonly childId: number; readonly classId: number | null };

/** Where each child of a closing institution goes: its own line before that of its class. Null: nowhere. */
export const targetOf = (plan: AlterationPlan, seat: Seat): number | null => {
  if (plan.kind === 'merge') return plan.targetId;
  if (plan.kind === 'split')
    return seat.classId !== null && plan.classIds.includes(seat.classId) ? plan.targetId : null;
  if (plan.kind !== 'close') return null;
  const own = plan.transfers.find(({ childId }) => childId === seat.childId);
  const shared = plan.transfers.find(({ childId, classId }) => childId === null && classId === seat.classId);
  return own?.targetId ?? shared?.targetId ?? null;
};

const standingNeeded: Readonly<Record<AlterationPlan['kind'], readonly Standing[]>> = {
  rename: ['operating', 'suspended'],
  address: ['operating', 'suspended'],
  region: ['operating', 'suspended'],
  nature: ['operating', 'suspended'],
  suspend: ['operating'],
  reopen: ['suspended', 'closed'],
  close: ['operating', 'suspended'],
  merge: ['operating', 'suspended'],
  split: ['operating', 'suspended'],
};

export type Situation = {
  readonly place: Found;
  readonly figures: Figures;
  readonly targets: readonly Pick<Found, 'id' | 'name' | 'countyCode' | 'standing'>[];
  /** Of the live children of a closing or dividing institution. */
  readonly seats: readonly Seat[];
  readonly classIds: readonly number[];
  /** Whether the town named lies in the county, or in the new one. */
  readonly townIsOfCounty: boolean;
  /** Whether the new county is one of the province, other than its own. */
  readonly countyIsAnother: boolean;
};

/** What stands in the way of carrying a plan out now; asked when it is submitted, approved and carried out. */
export const decidePlan = (plan: AlterationPlan, situation: Situation): Decision<null> => {
  const { place, figures, targets, seats } = situation;
  if (!standingNeeded[plan.kind].includes(place.standing))
    return refuse(place.standing === 'operating' ? 'alterations.is-operating' : 'alterations.is-not-operating');
  if (plan.kind === 'rename' && plan.name === place.name) return refuse('alterations.nothing-different');
  if (plan.kind === 'region' && !situation.countyIsAnother) return refuse('alterations.county-is-no-other');
  if ((plan.kind === 'address' || plan.kind === 'region') && !situation.townIsOfCounty)
    return refuse('alterations.town-of-another-county');
  for (const targetId of targetsOf(plan)) {
    const target = targets.find(({ id }) => id === targetId);
    if (targetId === place.id) return refuse('alterations.target-is-itself');
    if (!target || target.countyCode !== place.countyCode) return refuse('alterations.target-of-another-county');
    if (target.standing !== 'operating') return refuse('alterations.target-not-operating', { name: target.name });
  }
  if (plan.kind === 'split' && plan.classIds.some((id) => !situation.classIds.includes(id)))
    return refuse('alterations.class-not-found');
  if (plan.kind === 'close') {
    const left = seats.filter((seat) => targetOf(plan, seat) === null).length;
    if (left > 0) return refuse('alterations.child-without-target', { count: left });
  }
  const leaves = codeAfter(plan, place.kind) === 'retired';
  if ((leaves || plan.kind === 'region') && figures.isCentral) return refuse('alterations.is-central-kindergarten');
  if ((leaves || plan.kind === 'region') && figures.runningImports > 0)
    return refuse('alterations.import-running', { count: figures.runningImports });
  if ((leaves || plan.kind === 'split') && figures.openTransfers > 0)
    return refuse('alterations.open-transfers', { count: figures.openTransfers });
  if (leaves) {
    if (figures.openRectifications > 0)
      return refuse('alterations.open-rectifications', { count: figures.openRectifications });
  }
  return accept(null);
};
