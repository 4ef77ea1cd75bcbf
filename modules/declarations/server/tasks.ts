import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countIn } from './store.ts';

/** What waits of declarations: for whoever drew it up, for the principal, for the county. */
export const declarationTasks: readonly TaskSource[] = [
  {
    kind: 'declarations.returned',
    permission: 'declarations.draw-up',
    count: ({ tx }) => countIn(tx, 'returned'),
  },
  {
    kind: 'declarations.to-confirm',
    permission: 'declarations.confirm',
    count: ({ tx }) => countIn(tx, 'submitted'),
  },
  {
    kind: 'declarations.to-decide',
    permission: 'declarations.review',
    count: ({ tx }) => countIn(tx, 'confirmed'),
  },
];
