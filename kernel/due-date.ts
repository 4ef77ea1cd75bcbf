import { z } from 'zod';

/**
 * A day by which something is due, ISO date. `not-known`: the period is laid down in working days and reaches into a
 * year whose holidays are not published yet. Null: no clock runs.
 */
export const dueDate = z.union([z.iso.date(), z.literal('not-known')]).nullable();
export type DueDate = z.infer<typeof dueDate>;

/** Whether something is due on a day that is known. */
export const isKnownDay = (dueOn: DueDate): dueOn is string => dueOn !== null && dueOn !== 'not-known';
