import type { Handler } from '@xueqian/platform/handler.ts';
import { readHandlers } from './read-handlers.ts';
import { writeHandlers } from './write-handlers.ts';

export { announcementStreams } from './streams.ts';
export { announcementTasks } from './tasks.ts';

export const announcementConstraints = {
  announcement_ends_after_it_begins: 'announcements.over-before-it-begins',
  announcement_withdrawal_has_a_reason: 'announcements.withdrawal-needs-reason',
} as const;

export const announcementHandlers: Handler[] = [...readHandlers, ...writeHandlers];
