import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { countToAnswer, countToDecide } from './clock-store.ts';

/** Problem cases: the sides answer, the arbiter decides, and the office above takes up what the arbiter let lie. */
export const duplicateTasks: readonly TaskSource[] = [
  {
    kind: 'duplicates.to-answer',
    permission: 'duplicates.answer',
    count: async ({ tx, actor }) => (actor.institutionId === null ? 0 : countToAnswer(tx, actor.institutionId)),
  },
  {
    kind: 'duplicates.to-decide',
    permission: 'duplicates.arbitrate',
    count: async ({ tx, actor, now }) => (await countToDecide(tx, actor.level, localDate(now))).own,
  },
  {
    kind: 'duplicates.to-take-over',
    permission: 'duplicates.arbitrate',
    count: async ({ tx, actor, now }) => (await countToDecide(tx, actor.level, localDate(now))).risen,
  },
];
