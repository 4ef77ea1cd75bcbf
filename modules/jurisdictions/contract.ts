import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

export const divisionView = z.object({ code: z.string(), name: z.string(), fullName: z.string(), level: z.string() });

/** Pickers search on the server: by name, full name or code, at most 20 answers, those in force first. */
export const searchDivisions = route({
  id: 'jurisdictions.search-divisions',
  method: 'GET',
  path: '/api/divisions',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ text: z.string().max(50), level: z.enum(['province', 'prefecture', 'county', 'town']).optional() }),
  output: z.array(divisionView),
});

/** The policy pack in force for my office: each value with the article behind it. */
export const readPolicy = route({
  id: 'jurisdictions.read-policy',
  method: 'GET',
  path: '/api/policy',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    pack: z.string(),
    /** The year whose holidays are not published or not entered yet, when the next 60 days reach it. */
    missingHolidays: z.number().int().nullable(),
    values: z.array(
      z.object({
        key: z.string(),
        value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
        unit: z.string().nullable(),
        article: z.string(),
        from: z.string(),
      }),
    ),
  }),
});
