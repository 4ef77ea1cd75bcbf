import { dueDate } from '@xueqian/kernel/due-date.ts';
import { pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { keptFigures, noticePeriods } from './keeping-up.ts';
import { deadlineKinds, taskHolders } from './task.ts';

const division = z.string().max(12).optional();
const isoDay = z.iso.date();

/** Open tasks by their day: my own office's, or those of offices below mine that have risen to it. */
export const listTasks = route({
  id: 'deadlines.list-open-tasks',
  method: 'GET',
  path: '/api/deadlines',
  permission: 'deadlines.read',
  audit: null,
  rate: 'read',
  input: z.object({
    whose: z.enum(['mine', 'late']),
    division,
    /** `due day|id`. */
    after: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}\|\d{1,15}$/)
      .refine((text) => isoDay.safeParse(text.slice(0, 10)).success)
      .nullish(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(
    z.object({
      id: z.number(),
      kind: z.enum(deadlineKinds),
      subject: z.string(),
      institutionId: z.number(),
      institutionName: z.string(),
      countyName: z.string(),
      holder: z.enum(taskHolders),
      openedOn: z.string(),
      dueOn: dueDate,
      /** In the period's own unit; negative when late. */
      daysLeft: z.number().nullable(),
      isPaused: z.boolean(),
      escalatedTo: z.string().nullable(),
    }),
  ),
});

/** How many tasks are open and late, by the parts of a division: who keeps up, as a table for a notice. */
export const countLate = route({
  id: 'deadlines.count-late',
  method: 'GET',
  path: '/api/deadlines/late',
  permission: 'deadlines.count',
  audit: null,
  rate: 'read',
  input: z.object({ division }),
  output: z.object({
    division: z.object({ code: z.string(), name: z.string() }),
    parts: z.array(
      z.object({
        /** Division code, or the institution's id at the lowest step. */
        code: z.string(),
        name: z.string(),
        opens: z.enum(['division', 'institution']),
        open: z.number(),
        paused: z.number(),
        lateOfInstitutions: z.number(),
        lateOfCounties: z.number(),
      }),
    ),
  }),
});

const kept = z.object(
  Object.fromEntries(keptFigures.map((figure) => [figure, z.number()])) as Record<
    (typeof keptFigures)[number],
    z.ZodNumber
  >,
);

/** How the offices of a division kept up with what was due in a period: met in time, late, open; by part and by kind. */
export const readKeepingUp = route({
  id: 'deadlines.read-keeping-up',
  method: 'GET',
  path: '/api/deadlines/keeping-up',
  permission: 'deadlines.count',
  audit: null,
  rate: 'read',
  input: z.object({
    division,
    holder: z.enum(['county', 'institution']).default('county'),
    period: z.enum(noticePeriods).default('half-year'),
  }),
  output: z.object({
    division: z.object({ code: z.string(), name: z.string() }),
    fromOn: z.string(),
    untilOn: z.string(),
    /** In the order of a notice: the best first. */
    parts: z.array(
      kept.extend({
        code: z.string(),
        name: z.string(),
        opens: z.enum(['division', 'institution']),
        /** Per cent met in time; null while nothing has come due. */
        rate: z.string().nullable(),
      }),
    ),
    kinds: z.array(kept.extend({ kind: z.enum(deadlineKinds), rate: z.string().nullable() })),
    total: kept.extend({ rate: z.string().nullable() }),
  }),
});

/** GET: the same as .xlsx, one line a part and kind. */
export const keepingUpPath = (code: string, holder: string, period: string): string =>
  `/api/deadlines/keeping-up.xlsx?division=${encodeURIComponent(code)}&holder=${holder}&period=${period}`;
