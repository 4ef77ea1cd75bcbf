import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { rosterKinds, rosterOutcomes, rosterStates } from './roster.ts';

const rosterId = z.coerce.number().int().min(1).max(2_000_000_000);
const counts = z.object({
  read: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  warned: z.number(),
});
const rosterRow = z.object({
  id: z.number(),
  kind: z.enum(rosterKinds),
  fileName: z.string(),
  state: z.enum(rosterStates),
  counts,
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  endedBy: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type RosterRow = z.infer<typeof rosterRow>;

/** Upload: multipart (field `file`), answered with `{ rosterId }`. */
export const rosterUploadPath = '/api/rosters';
/** GET: the columns with drop-downs, and the words that are understood, .xlsx. */
export const rosterTemplatePath = '/api/rosters/template.xlsx';
/** GET: the uploaded workbook with the bad cells marked and a column that explains them, .xlsx. */
export const rosterMarkedPath = (id: number): string => `/api/rosters/${id}/marked.xlsx`;

/** Lists that my office took in or looked at, the newest first. */
export const listRosters = route({
  id: 'rosters.list-rosters',
  method: 'GET',
  path: '/api/rosters',
  permission: 'rosters.use',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput }),
  output: pageOf(rosterRow),
});

const problem = z.object({
  column: z.string(),
  letter: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  value: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** One list: its sums, its headings, its problems by cause, and the first 300 rows that have something to say. */
export const readRoster = route({
  id: 'rosters.read-roster',
  method: 'GET',
  path: '/api/rosters/:rosterId',
  permission: 'rosters.use',
  audit: null,
  rate: 'read',
  input: z.object({ rosterId }),
  output: rosterRow.extend({
    headings: z.object({
      recognised: z.array(z.object({ letter: z.string(), heading: z.string(), column: z.string() })),
      unknown: z.array(z.object({ letter: z.string(), heading: z.string() })),
    }),
    groups: z.array(
      z.object({ column: z.string(), code: z.string(), severity: z.enum(['error', 'warning']), rows: z.number() }),
    ),
    rows: z.array(
      z.object({ row: z.number(), outcome: z.enum(rosterOutcomes), name: z.string(), problems: z.array(problem) }),
    ),
    /** Rows that have something to say, in all. */
    spoken: z.number(),
  }),
});

/** Take the sound rows in; `expectRejected` must equal the check's count, and the check is done again. */
export const commitRoster = route({
  id: 'rosters.commit-roster',
  method: 'POST',
  path: '/api/rosters/:rosterId/commit',
  permission: 'rosters.use',
  audit: 'rosters.committed',
  rate: 'bulk',
  input: z.object({ rosterId, expectRejected: z.number().int().min(0).max(100_000) }),
  output: z.object({ counts }),
});

export const discardRoster = route({
  id: 'rosters.discard-roster',
  method: 'POST',
  path: '/api/rosters/:rosterId/discarding',
  permission: 'rosters.use',
  audit: 'rosters.discarded',
  rate: 'write',
  input: z.object({ rosterId }),
  output: z.object({}),
});
