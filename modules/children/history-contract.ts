import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { childStates } from './child.ts';
import { endKinds } from './past-contract.ts';

const value = z.union([z.string(), z.boolean(), z.null()]);

/** A file's whole story, oldest first: who did what when, what it changed (numbers masked), and where its papers lie. */
export const readChildHistory = route({
  id: 'children.read-history',
  method: 'GET',
  path: '/api/children/:childId/history',
  permission: 'children.read',
  audit: 'children.history-read',
  rate: 'read',
  input: z.object({ childId: z.coerce.number().int() }),
  output: z.object({
    name: z.string(),
    state: z.enum(childStates),
    /** Masked. */
    number: z.string().nullable(),
    /** Where the child has been, first to last; the last one without an end is where it is. */
    stays: z.array(
      z.object({
        institutionName: z.string(),
        className: z.string().nullable(),
        /** Admitted there, ISO date. */
        from: z.string(),
        until: z.string().nullable(),
        endKind: z.enum(endKinds).nullable(),
      }),
    ),
    entries: z.array(
      z.object({
        id: z.number(),
        action: z.string(),
        at: z.string(),
        personName: z.string(),
        officeName: z.string(),
        reason: z.string().nullable(),
        /** What the sentence of the action names; null: nothing beside the action. */
        told: z.record(z.string(), z.string()).nullable(),
        record: z.object({ kind: z.enum(['transfer', 'keyChange', 'petition']), id: z.number() }).nullable(),
        changes: z.array(z.object({ column: z.string(), before: value, after: value })),
      }),
    ),
  }),
});
