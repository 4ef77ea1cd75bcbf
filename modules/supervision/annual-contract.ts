import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { annualFacts, annualResults } from './annual-review.ts';

const institutionId = z.coerce.number().int();
const year = z.coerce.number().int().min(2000).max(2100);
const result = z.enum(annualResults);

/** What was said of one institution and year, every version, and the facts as they are now. */
export const readAnnualReview = route({
  id: 'supervision.read-annual-review',
  method: 'GET',
  path: '/api/institutions/:institutionId/annual-review',
  permission: 'supervision.read-annual-reviews',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId, year }),
  output: z.object({
    name: z.string(),
    facts: annualFacts,
    /** The newest first. */
    versions: z.array(
      z.object({
        version: z.number(),
        result,
        explanation: z.string().nullable(),
        correctionReason: z.string().nullable(),
        facts: annualFacts,
        officeName: z.string(),
        recordedBy: z.string(),
        recordedAt: z.string(),
      }),
    ),
    may: z.object({ record: z.boolean() }),
  }),
});

/** The county's word; `version` is the one it saw, 0 for none. */
export const recordAnnualReview = route({
  id: 'supervision.record-annual-review',
  method: 'POST',
  path: '/api/institutions/:institutionId/annual-review',
  permission: 'supervision.record-annual-review',
  audit: 'supervision.annual-review-recorded',
  rate: 'write',
  input: z.object({
    institutionId,
    year: z.number().int().min(2000).max(2100),
    version: z.number().int().min(0),
    result,
    explanation: z.string().trim().max(1000).nullable(),
    correctionReason: z.string().trim().max(500).nullable(),
  }),
  output: z.object({ version: z.number() }),
});

/** Institutions that I see with their result of a year, by id; those without one, or with one of the results, where asked. */
export const listAnnualReviews = route({
  id: 'supervision.list-annual-reviews',
  method: 'GET',
  path: '/api/supervision/annual-reviews',
  permission: 'supervision.read-annual-reviews',
  audit: null,
  rate: 'read',
  input: z.object({ year, only: z.enum(['all', 'none', ...annualResults]).default('all'), ...idPageInput }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      code: z.string(),
      name: z.string(),
      countyName: z.string(),
      result: result.nullable(),
      recordedAt: z.string().nullable(),
      openRectifications: z.number(),
    }),
  ),
});

/** How many institutions of a division have which result, and by its parts. */
export const countAnnualReviews = route({
  id: 'supervision.count-annual-reviews',
  method: 'GET',
  path: '/api/supervision/annual-review-counts',
  permission: 'supervision.read-annual-reviews',
  audit: null,
  rate: 'read',
  input: z.object({ year }),
  output: z.object({
    counties: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        institutions: z.number(),
        qualified: z.number(),
        basicallyQualified: z.number(),
        unqualified: z.number(),
      }),
    ),
  }),
});

/** GET: the list of a year as .xlsx, one line an institution. */
export const annualReviewsPath = (of: number): string => `/api/supervision/annual-reviews.xlsx?year=${of}`;
