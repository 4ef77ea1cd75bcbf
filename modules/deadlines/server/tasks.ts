import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { taskHolders } from '../task.ts';
import { nightDays } from './clock.ts';
import { countPressing, countRisen } from './store.ts';

/** What presses and what has risen, for the bell. */
export const deadlineTasks: readonly TaskSource[] = [
  {
    kind: 'deadlines.pressing',
    permission: 'deadlines.read',
    count: async ({ tx, actor, now }) => {
      const holder = taskHolders.find((level) => level === actor.level);
      return holder ? countPressing(tx, holder, nightDays(localDate(now)).remindUntil) : 0;
    },
  },
  {
    kind: 'deadlines.risen',
    permission: 'deadlines.count',
    count: ({ tx, actor }) => countRisen(tx, actor.level),
  },
];
