import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { countMine, countWaiting } from './answer-store.ts';

/** Forms to answer, and answers that wait for a word. */
export const formTasks: readonly TaskSource[] = [
  { kind: 'forms.to-answer', permission: 'forms.answer', count: ({ tx }) => countMine(tx) },
  { kind: 'forms.to-review', permission: 'forms.decide', count: ({ tx, actor }) => countWaiting(tx, actor) },
];
