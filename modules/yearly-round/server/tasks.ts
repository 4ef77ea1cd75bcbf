import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { type RoundKind, roundKinds } from '../round.ts';
import { firstPlan } from '../stages.ts';
import { isOpen, nextWindow, type RoundWindow } from '../window.ts';
import { countStopped, listClasses } from './store.ts';
import { hasUnplaced, listStates } from './store-tasks.ts';

type Asking = Parameters<TaskSource['count']>[0];
type Window = { readonly kind: RoundKind; readonly window: RoundWindow };
type Open = Window & { readonly institutionId: number };

/** The rounds whose window is open today by the rules of the office's county. */
const openWindows = async ({ tx, actor, now }: Asking): Promise<readonly Window[]> => {
  const today = localDate(now);
  const { values } = await packOf(tx, actor.divisionCode, today);
  return roundKinds
    .map((kind) => ({ kind, window: nextWindow(kind, today, values) }))
    .filter(({ window }) => isOpen(window, today));
};

/** Counts the rounds open today of which it holds; nothing is asked of the records while none is open. */
const countOpen =
  (holds: (call: Asking, open: Open, states: readonly string[]) => Promise<boolean> | boolean) =>
  async (call: Asking): Promise<number> => {
    const { institutionId } = call.actor;
    if (institutionId === null) return 0;
    let count = 0;
    for (const open of await openWindows(call)) {
      const states = await listStates(call.tx, institutionId, open.kind, open.window.year);
      if (await holds(call, { ...open, institutionId }, states)) count += 1;
    }
    return count;
  };

const hasWork = async ({ tx, now }: Asking, { institutionId, kind, window }: Open): Promise<boolean> => {
  if (kind === 'intake') return hasUnplaced(tx, institutionId, window.year);
  const classes = await listClasses(tx, institutionId);
  const plan = firstPlan(kind, window.year, classes, kind === 'graduation' ? localDate(now) : null);
  const filled = new Set(classes.filter(({ children }) => children > 0).map(({ id }) => id));
  return plan.classes.some(({ classId }) => filled.has(classId));
};

/** Rounds that could not be carried out are drawn up again within the weeks in which that helps. */
const shownFor = 30 * 24 * 60 * 60 * 1000;

/**
 * What of graduation, promotion and intake waits: for the clerk to be drawn up, or anew where carrying it out failed; for
 * the principal to be confirmed. Only while it may be done: a plan drawn up early waits for its month.
 */
export const yearlyRoundTasks: readonly TaskSource[] = [
  {
    kind: 'yearly-round.to-propose',
    permission: 'yearly-round.propose',
    count: countOpen((call, open, states) =>
      states.some((state) => state !== 'withdrawn' && state !== 'undone') ? false : hasWork(call, open),
    ),
  },
  {
    kind: 'yearly-round.stopped',
    permission: 'yearly-round.propose',
    count: async ({ tx, actor, now }) =>
      actor.institutionId === null ? 0 : countStopped(tx, actor.institutionId, new Date(now.getTime() - shownFor)),
  },
  {
    kind: 'yearly-round.to-confirm',
    permission: 'yearly-round.confirm',
    count: countOpen((_call, _open, states) => states.includes('proposed')),
  },
];
