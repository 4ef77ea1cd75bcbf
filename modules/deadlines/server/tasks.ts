import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { nightDays } from './clock.ts';
import { countPressing, countRisen } from './store.ts';

/** What presses and what has risen, for the bell. */
export const deadlineTasks: readonly TaskSource[] = [
  {
    kind: 'deadlines.pressing',
    permission: 'deadlines.read',
    count: async ({ tx, actor, now }) =>
      actor.level === 'institution' || actor.level === 'county'
        ? countPressing(tx, actor.level, nightDays(localDate(now)).remindUntil)
        : 0,
  },
  {
    kind: 'deadlines.risen',
    permission: 'deadlines.count',
    count: ({ tx, actor }) => countRisen(tx, actor.level),
  },
];
