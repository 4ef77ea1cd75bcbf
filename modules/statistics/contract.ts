import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** One row of annex 2 of the Henan letter of 2017 (各地学前教育机构信息上报及审核情况统计表). */
export const annex2Row = z.object({
  /** Division code of the row, or the institution id at the lowest step. */
  code: z.string(),
  name: z.string(),
  institutions: z.number(),
  reported: z.number(),
  /** Two decimals, half-up, e.g. "85.12"; null without a denominator; may exceed 100. */
  reportedPercent: z.string().nullable(),
  reviewed: z.number(),
  reviewedPercent: z.string().nullable(),
  statistical: z.number().nullable(),
  numbered: z.number(),
  numberedPercent: z.string().nullable(),
  /** The share exceeds 100: shown, flagged, not clamped. */
  over: z.boolean(),
  /** The step that a click on the row opens: the parts of its division; at the institutions step the institution itself. */
  opens: z.enum(['prefecture', 'county', 'institution']),
});

export const annex2Step = z.enum(['province', 'prefecture', 'county', 'institution']);

/** Annex 2, live: prefectures of a province, counties of a prefecture, institutions of a county; sorted as printed. */
export const readAnnex2 = route({
  id: 'statistics.read-annex2',
  method: 'GET',
  path: '/api/statistics/annex2',
  permission: 'statistics.read',
  audit: null,
  rate: 'read',
  input: z.object({
    /** Division whose parts are shown; my own when left out. */
    division: z.string().max(12).optional(),
    /** Keyset for the institutions step: the code after which to go on. */
    after: z.string().max(40).optional(),
  }),
  output: z.object({
    division: z.object({ code: z.string(), name: z.string(), level: z.string() }),
    /** From my own office down to `division`, for the way back. */
    trail: z.array(z.object({ code: z.string(), name: z.string() })),
    step: annex2Step,
    rows: z.array(annex2Row),
    total: annex2Row,
    next: z.string().nullable(),
    /** Instant at which the figures were true. */
    at: z.string(),
    baselineYear: z.number().nullable(),
  }),
});

/** GET: the same table as .xlsx. */
export const annex2WorkbookPath = (division: string): string =>
  `/api/statistics/annex2.xlsx?division=${encodeURIComponent(division)}`;
