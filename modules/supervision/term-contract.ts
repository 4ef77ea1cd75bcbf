import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

const done = z.object({ unchanged: z.boolean(), by: z.string(), at: z.string() }).nullable();

/** Where the verification of this term stands at an institution. */
export const readTermCheck = route({
  id: 'supervision.read-term-check',
  method: 'GET',
  path: '/api/institutions/:institutionId/term-check',
  permission: 'supervision.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.object({
    term: z.string(),
    beginsOn: z.string(),
    dueOn: dueDate,
    done,
    underWay: z.number(),
    touched: z.number(),
    may: z.boolean(),
  }),
});

/** The institution's word: nothing changed (one button), or changed and mended. */
export const checkTerm = route({
  id: 'supervision.check-term',
  method: 'POST',
  path: '/api/institutions/:institutionId/term-check',
  permission: 'supervision.check-term',
  audit: 'supervision.term-checked',
  rate: 'write',
  input: z.object({ institutionId: z.coerce.number().int(), unchanged: z.boolean() }),
  output: z.object({ term: z.string() }),
});

/** Institutions of my jurisdiction and this term's word of theirs, or its absence; how many there are of each. */
export const listTermChecks = route({
  id: 'supervision.list-term-checks',
  method: 'GET',
  path: '/api/supervision/term-checks',
  permission: 'supervision.read',
  audit: null,
  rate: 'read',
  input: z.object({ only: z.enum(['missing', 'unchanged', 'changed']).default('missing'), ...idPageInput }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      code: z.string(),
      name: z.string(),
      countyName: z.string(),
      done,
      dueOn: z.string().nullable(),
    }),
  ).extend({
    term: z.string(),
    counts: z.object({ institutions: z.number(), unchanged: z.number(), changed: z.number() }),
  }),
});
