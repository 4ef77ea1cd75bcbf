import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/**
 * waiting 等待检查 · checking 检查中 · checked 已检查 · committing 导入中 · committed 已导入 · failed 文件无法读取 · cancelled 已取消
 */
export const importStates = [
  'waiting',
  'checking',
  'checked',
  'committing',
  'committed',
  'failed',
  'cancelled',
] as const;

/** Every row ends in exactly one of these; they add up to `read`. `withCase` of created and updated became problem cases. */
export const importCounts = z.object({
  read: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  withCase: z.number(),
  warned: z.number(),
});

/** A correction the user made once for all rows: in `column`, cells that read `from` are read as `to`. */
export const correction = z.object({ column: z.string().max(40), from: z.string().max(200), to: z.string().max(200) });

export const importView = z.object({
  id: z.number(),
  fileName: z.string(),
  state: z.enum(importStates),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Rows handled so far in the running step; total is 0 while unknown. */
  progress: z.object({ done: z.number(), total: z.number() }),
  counts: importCounts.nullable(),
  /** Why the file could not be read: a refusal code with its facts. */
  failure: z
    .object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })
    .nullable(),
  /** Headings: recognised ones with their column letter, and those not known (ignored). */
  headings: z
    .object({
      recognised: z.array(z.object({ letter: z.string(), heading: z.string(), column: z.string() })),
      unknown: z.array(z.object({ letter: z.string(), heading: z.string() })),
    })
    .nullable(),
  corrections: z.array(correction),
});
export type ImportView = z.infer<typeof importView>;

/** Upload: multipart (field `file`) to /api/institutions/:institutionId/imports, answered with `{ importId }`. */
export const uploadPath = (institutionId: number): string => `/api/institutions/${institutionId}/imports`;
/** GET: the national layout with drop-downs, this institution's classes and the place codes, .xlsx. */
export const templatePath = (institutionId: number): string =>
  `/api/institutions/${institutionId}/import-template.xlsx`;
/** GET: the uploaded workbook with the bad cells marked and a column that explains them, .xlsx. */
export const markedWorkbookPath = (importId: number): string => `/api/imports/${importId}/marked.xlsx`;

export const listImports = route({
  id: 'importing.list-imports',
  method: 'GET',
  path: '/api/institutions/:institutionId/imports',
  permission: 'importing.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.array(importView),
});

export const readImport = route({
  id: 'importing.read-import',
  method: 'GET',
  path: '/api/imports/:importId',
  permission: 'importing.read',
  audit: null,
  rate: 'read',
  input: z.object({ importId: z.coerce.number().int() }),
  output: importView,
});

/** Problems grouped by cause: column and code; with the values that occur most, and the first rows. */
export const listProblemGroups = route({
  id: 'importing.list-problem-groups',
  method: 'GET',
  path: '/api/imports/:importId/problem-groups',
  permission: 'importing.read',
  audit: null,
  rate: 'read',
  input: z.object({ importId: z.coerce.number().int() }),
  output: z.array(
    z.object({
      column: z.string(),
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      mender: z.string(),
      rows: z.number(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
      values: z.array(z.object({ value: z.string(), rows: z.number() })),
      examples: z.array(z.object({ row: z.number(), name: z.string(), value: z.string() })),
    }),
  ),
});

/** Problem rows of one group (or all), by row number. */
export const listProblemRows = route({
  id: 'importing.list-problem-rows',
  method: 'GET',
  path: '/api/imports/:importId/problem-rows',
  permission: 'importing.read',
  audit: null,
  rate: 'read',
  input: z.object({
    importId: z.coerce.number().int(),
    column: z.string().max(40).optional(),
    code: z.string().max(60).optional(),
    afterRow: z.coerce.number().int().min(0).max(2_000_000_000).default(0),
  }),
  output: z.array(
    z.object({
      row: z.number(),
      outcome: z.enum(['created', 'updated', 'unchanged', 'rejected']),
      name: z.string(),
      problems: z.array(
        z.object({
          column: z.string(),
          letter: z.string().nullable(),
          code: z.string(),
          severity: z.enum(['error', 'warning']),
          value: z.string(),
          facts: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
  ),
});

/** Add corrections and check again. */
export const correctImport = route({
  id: 'importing.correct-import',
  method: 'POST',
  path: '/api/imports/:importId/corrections',
  permission: 'importing.use',
  audit: 'importing.corrected',
  rate: 'write',
  input: z.object({ importId: z.coerce.number().int(), corrections: z.array(correction).max(500) }),
  output: z.object({}),
});

/** Commit the clean rows; rejected ones stay out. `expectRejected` must equal the check's count, so nobody is surprised. */
export const commitImport = route({
  id: 'importing.commit-import',
  method: 'POST',
  path: '/api/imports/:importId/commit',
  permission: 'importing.use',
  audit: 'importing.commit-started',
  rate: 'bulk',
  input: z.object({ importId: z.coerce.number().int(), expectRejected: z.number().int() }),
  output: z.object({}),
});

export const cancelImport = route({
  id: 'importing.cancel-import',
  method: 'POST',
  path: '/api/imports/:importId/cancellation',
  permission: 'importing.use',
  audit: 'importing.cancelled',
  rate: 'write',
  input: z.object({ importId: z.coerce.number().int() }),
  output: z.object({}),
});
