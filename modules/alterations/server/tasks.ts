import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countIn } from './store.ts';

/** What waits of alterations: for the principal, for the county's reviewer, for whoever drew it up. */
export const alterationTasks: readonly TaskSource[] = [
  {
    kind: 'alterations.returned',
    permission: 'alterations.apply',
    count: ({ tx, actor }) => countIn(tx, 'returned', actor.level === 'county' ? 'county' : 'institution'),
  },
  {
    kind: 'alterations.to-confirm',
    permission: 'alterations.confirm',
    count: ({ tx }) => countIn(tx, 'submitted', 'institution'),
  },
  {
    kind: 'alterations.to-review',
    permission: 'alterations.review',
    count: ({ tx, actor }) =>
      actor.level === 'prefecture' || actor.level === 'province'
        ? countIn(tx, 'released', null, actor.level)
        : countIn(tx, 'confirmed', null),
  },
];
