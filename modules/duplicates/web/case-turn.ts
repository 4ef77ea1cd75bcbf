import type { DueDate } from '@xueqian/kernel/due-date.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { readCase } from '../contract.ts';

export type CaseView = OutputOf<typeof readCase>;
export type CaseSide = CaseView['later'];

/** Whose turn it is: my institution's, the sides', or the arbiter's; null once it is closed. */
export type CaseTurn = {
  readonly who: 'us' | 'sides' | 'arbiter';
  /** Institutions that are waited for. */
  readonly names: readonly string[];
  readonly dueOn: DueDate;
  readonly daysLeft: number | null;
};

/** Who has to act in a case and by when; of two sides the one that has less time. */
export const turnOf = (view: CaseView, atInstitution: boolean): CaseTurn | null => {
  if (view.state === 'closed') return null;
  const awaited = [view.later, view.earlier]
    .filter((side) => side.dueOn !== null)
    .sort((one, other) => (one.daysLeft ?? 0) - (other.daysLeft ?? 0));
  const own = atInstitution ? awaited.find((side) => side.mine) : undefined;
  if (own) return { who: 'us', names: [own.institutionName], dueOn: own.dueOn, daysLeft: own.daysLeft };
  if (view.decisionDueOn !== null)
    return { who: 'arbiter', names: [], dueOn: view.decisionDueOn, daysLeft: view.decisionDaysLeft };
  const names = [...new Set(awaited.map((side) => side.institutionName))];
  const [first] = awaited;
  return { who: 'sides', names, dueOn: first?.dueOn ?? null, daysLeft: first?.daysLeft ?? null };
};
