import { pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** One thing that a rule found in a file: the row it speaks of, and the figures of its text. */
export const foundRow = z.object({
  row: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
const severity = z.enum(['error', 'warning']);

/** What is out of line in one institution's file now, computed as it is asked: the article, and where it is mended. */
export const readFileFindings = route({
  id: 'supervision.read-file-findings',
  method: 'GET',
  path: '/api/institutions/:institutionId/findings',
  permission: 'supervision.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.object({
    name: z.string(),
    findings: z.array(
      z.object({
        rule: z.string(),
        severity,
        article: z.string(),
        section: z.string(),
        owner: z.string(),
        found: z.array(foundRow),
      }),
    ),
  }),
});

const division = z.string().max(12).optional();
const rule = z
  .string()
  .regex(/^[1-4]\d\d$/)
  .optional();

/** Counts of a division by rule; of one rule that is asked for, by the division's parts too. */
export const countFindings = route({
  id: 'supervision.count-findings',
  method: 'GET',
  path: '/api/supervision/counts',
  permission: 'supervision.count',
  audit: null,
  rate: 'read',
  input: z.object({ division, rule }),
  output: z.object({
    division: z.object({ code: z.string(), name: z.string() }),
    trail: z.array(z.object({ code: z.string(), name: z.string() })),
    rules: z.array(
      z.object({ rule: z.string(), severity, article: z.string(), institutions: z.number(), found: z.number() }),
    ),
    /** Parts of the division; empty without a rule, and where its institutions come next. */
    parts: z.array(z.object({ code: z.string(), name: z.string(), institutions: z.number(), found: z.number() })),
  }),
});

/** Institutions in which a rule finds something, by id. */
export const listFindings = route({
  id: 'supervision.list-findings',
  method: 'GET',
  path: '/api/supervision/findings',
  permission: 'supervision.read',
  audit: null,
  rate: 'read',
  input: z.object({
    division,
    rule: z.string().regex(/^[1-4]\d\d$/),
    after: z
      .string()
      .regex(/^\d{1,15}$/)
      .nullish(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      code: z.string(),
      name: z.string(),
      countyName: z.string(),
      sinceOn: z.string(),
      found: z.array(foundRow),
    }),
  ),
});

/** GET: all that is found in a division as .xlsx, one line a finding. */
export const findingsWorkbookPath = (code: string, ruleCode: string | null): string =>
  `/api/supervision/findings.xlsx?division=${encodeURIComponent(code)}${ruleCode === null ? '' : `&rule=${ruleCode}`}`;
