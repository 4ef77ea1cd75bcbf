import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** Every kind of work that can wait for an office, in the order in which it is shown. */
export const taskKinds = [
  'announcements.to-read',
  'registration.returned',
  'duplicates.to-answer',
  'importing.to-decide',
  'institutions.basic-returned',
  'institutions.section-returned',
  'registration.to-confirm',
  'institutions.section-to-confirm',
  'registration.to-review-first',
  'registration.to-review',
  'institutions.basic-to-review',
  'institutions.section-to-review',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What waits for me now: kinds with a count; what has none is left out. */
export const listTasks = route({
  id: 'tasks.list-tasks',
  method: 'GET',
  path: '/api/tasks',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({ tasks: z.array(z.object({ kind: z.enum(taskKinds), count: z.number() })) }),
});
