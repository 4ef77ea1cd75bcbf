import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countEntered, countReturned, countWaiting } from './basic-store.ts';
import { sectionsReviewedBy } from './section-handlers.ts';
import { countConfirmed, countUnfinished } from './section-store.ts';

/** What waits of the institutions' files: to review, to confirm, and my own that came back. */
export const institutionTasks: readonly TaskSource[] = [
  {
    kind: 'institutions.basic-to-review',
    permission: 'institutions.review-basic',
    count: ({ tx }) => countWaiting(tx),
  },
  {
    kind: 'institutions.basic-to-confirm',
    permission: 'institutions.confirm-sections',
    count: ({ tx }) => countEntered(tx),
  },
  { kind: 'institutions.basic-returned', permission: 'institutions.edit-basic', count: ({ tx }) => countReturned(tx) },
  {
    kind: 'institutions.section-to-review',
    permission: 'institutions.review-sections',
    count: ({ tx, actor }) => countConfirmed(tx, sectionsReviewedBy(actor)),
  },
  {
    kind: 'institutions.section-to-confirm',
    permission: 'institutions.confirm-sections',
    count: ({ tx }) => countUnfinished(tx, 'submitted'),
  },
  {
    kind: 'institutions.section-returned',
    permission: 'institutions.edit-sections',
    count: ({ tx }) => countUnfinished(tx, 'returned'),
  },
];
