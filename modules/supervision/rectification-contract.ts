import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { rectificationStates, violations } from './rectification.ts';

const rectificationId = z.coerce.number().int();
const person = z.object({ name: z.string(), at: z.string() }).nullable();
const row = z.object({
  id: z.number(),
  institutionId: z.number(),
  institutionName: z.string(),
  violation: z.enum(violations),
  state: z.enum(rectificationStates),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  issuedAt: z.string(),
});

/** Notices of my jurisdiction, the newest first; open ones alone where asked. */
export const listRectifications = route({
  id: 'supervision.list-rectifications',
  method: 'GET',
  path: '/api/rectifications',
  permission: 'supervision.read-rectifications',
  audit: null,
  rate: 'read',
  input: z.object({
    only: z.enum(['open', 'overdue', 'all']).default('open'),
    institutionId: z.coerce.number().int().optional(),
    ...idPageInput,
  }),
  output: pageOf(row),
});

/** One notice with its answer and its papers. */
export const readRectification = route({
  id: 'supervision.read-rectification',
  method: 'GET',
  path: '/api/rectifications/:rectificationId',
  permission: 'supervision.read-rectifications',
  audit: null,
  rate: 'read',
  input: z.object({ rectificationId }),
  output: row.extend({
    institutionCode: z.string(),
    found: z.string(),
    asked: z.string(),
    officeName: z.string(),
    /** Whether the measures that list the six violations are in force at the county: only then are they cited. */
    isCited: z.boolean(),
    issued: person,
    answer: z.string().nullable(),
    answered: person,
    decided: person,
    reason: z.string().nullable(),
    /** The inspection that it follows from. */
    inspectionId: z.number().nullable(),
    papers: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    may: z.object({ answer: z.boolean(), decide: z.boolean() }),
  }),
});

const text = z.string().trim().min(2).max(2000);

/** Issue a notice to an institution of my county, with the day by which it is to be answered. */
export const issueRectification = route({
  id: 'supervision.issue-rectification',
  method: 'POST',
  path: '/api/institutions/:institutionId/rectifications',
  permission: 'supervision.order-rectification',
  audit: 'supervision.rectification-issued',
  rate: 'write',
  input: z.object({
    institutionId: z.coerce.number().int(),
    /** Chosen by the form: sent twice, the notice is issued once. */
    requestId: z.uuid(),
    violation: z.enum(violations),
    found: text,
    asked: text,
    dueOn: z.iso.date(),
    inspectionId: z.number().int().nullable().default(null),
  }),
  output: z.object({ rectificationId: z.number() }),
});

/** The institution's answer: what was done; papers were added before. */
export const answerRectification = route({
  id: 'supervision.answer-rectification',
  method: 'POST',
  path: '/api/rectifications/:rectificationId/answer',
  permission: 'supervision.answer-rectification',
  audit: 'supervision.rectification-answered',
  rate: 'write',
  input: z.object({ rectificationId, answer: text }),
  output: z.object({ state: z.enum(rectificationStates) }),
});

/** The county accepts the answer, and the notice is closed; or sends it back. */
export const decideRectification = route({
  id: 'supervision.decide-rectification',
  method: 'POST',
  path: '/api/rectifications/:rectificationId/decision',
  permission: 'supervision.order-rectification',
  audit: 'supervision.rectification-decided',
  rate: 'write',
  input: z.object({
    rectificationId,
    decision: z.enum(['accept', 'return']),
    reason: z.string().trim().max(500).nullable(),
  }),
  output: z.object({ state: z.enum(rectificationStates) }),
});
