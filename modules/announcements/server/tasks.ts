import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { countPressing } from './store.ts';

/** What must still be read. */
export const announcementTasks: readonly TaskSource[] = [
  {
    kind: 'announcements.to-read',
    permission: null,
    count: ({ tx, actor, now }) => countPressing(tx, actor, localDate(now)),
  },
];
