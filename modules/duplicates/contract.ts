import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** 101 same identity number; 102 same name, sex and birth date without a number (code table problem_record_type). */
export const caseKinds = ['101', '102'] as const;

/** One side of a case. What is outside my scope is masked: name by its first character, numbers by their ends. */
const side = z.object({
  childId: z.number().nullable(),
  mine: z.boolean(),
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  identityMasked: z.string().nullable(),
  institutionName: z.string(),
  countyName: z.string(),
  className: z.string().nullable(),
  state: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
});

export const caseView = z.object({
  id: z.number(),
  kind: z.enum(caseKinds),
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  /** How it closed: corrected, deleted, other-side-deleted, other-side-corrected. */
  outcome: z.string().nullable(),
  /** The child that came later and has to be put right first. */
  later: side,
  /** The child that was there before and holds the claim. */
  earlier: side,
  may: z.object({ delete: z.boolean(), correct: z.boolean() }),
});

export const listCases = route({
  id: 'duplicates.list-cases',
  method: 'GET',
  path: '/api/duplicate-cases',
  permission: 'duplicates.read',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, state: z.enum(['open', 'closed']).default('open') }),
  output: pageOf(caseView),
});

export const readCase = route({
  id: 'duplicates.read-case',
  method: 'GET',
  path: '/api/duplicate-cases/:caseId',
  permission: 'duplicates.read',
  audit: 'duplicates.case-read',
  rate: 'read',
  input: z.object({ caseId: z.coerce.number().int() }),
  output: caseView,
});
