import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { caseDecisions } from './arbitration.ts';
import { caseKinds } from './case-compare.ts';
import { likenessReasons } from './likeness.ts';

/**
 * 101 same identity number; 102 same name, sex and birth date without a number (code table problem_record_type);
 * possible: alike in a way that has to be asked about, with its reasons.
 */

const arbiterLevel = z.enum(['county', 'prefecture', 'province']);

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
  /** What its institution says for it; the words are told to itself and to the departments. */
  answer: z.object({ statement: z.string().nullable(), answeredAt: z.string() }).nullable(),
  /** By when its institution has to answer, while an answer of it is awaited. */
  dueOn: dueDate,
  daysLeft: z.number().nullable(),
});

export const caseView = z.object({
  id: z.number(),
  kind: z.enum(caseKinds),
  /** Why the two may be one child; of a possible case only. */
  reasons: z.array(z.enum(likenessReasons)),
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  /** How it closed: corrected, deleted, other-side-deleted, other-side-corrected. */
  outcome: z.string().nullable(),
  /** The child that came later and has to be put right first. */
  later: side,
  /** The child that was there before and holds the claim. */
  earlier: side,
  arbiter: arbiterLevel,
  /** By when the arbiter has to decide: from the day on which nobody is waited for. */
  decisionDueOn: dueDate,
  decisionDaysLeft: z.number().nullable(),
  /** Level of the office that decided: one above the arbiter where that let its day pass. */
  decidedLevel: arbiterLevel.nullable(),
  decision: z.object({ what: z.enum(caseDecisions), reason: z.string(), at: z.string() }).nullable(),
  /** Papers of the sides, as far as I see them. */
  papers: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      mediaType: z.string(),
      bytes: z.number(),
      addedBy: z.string(),
      addedAt: z.string(),
    }),
  ),
  letThroughReason: z.string().nullable(),
  /** Day until which the merger can be taken back. */
  undoUntil: z.string().nullable(),
  may: z.object({
    delete: z.boolean(),
    correct: z.boolean(),
    answer: z.boolean(),
    decide: z.boolean(),
    /** The case is mine to decide, once the sides have answered or let their days pass. */
    awaitAnswers: z.boolean(),
    letThrough: z.boolean(),
    undo: z.boolean(),
  }),
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

/** The last times the whole province was compared again, and how far each came. */
export const readRechecks = route({
  id: 'duplicates.read-rechecks',
  method: 'GET',
  path: '/api/duplicate-rechecks',
  permission: 'duplicates.recheck',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.number(),
      askedBy: z.string(),
      askedAt: z.string(),
      finishedAt: z.string().nullable(),
      /** Files compared, files there were when it began, and cases opened. */
      done: z.number().int(),
      total: z.number().int(),
      opened: z.number().int(),
    }),
  ),
});

/** Have all files of my province compared again; nobody who writes waits for it. */
export const askRecheck = route({
  id: 'duplicates.ask-recheck',
  method: 'POST',
  path: '/api/duplicate-rechecks',
  permission: 'duplicates.recheck',
  audit: 'duplicates.recheck-asked',
  rate: 'write',
  input: z.object({}),
  output: z.object({ recheckId: z.number() }),
});

const reason = z.string().trim().min(2).max(500);
const ofCase = { caseId: z.coerce.number().int() };

/** My side's word with evidence (佐证): papers are added before. */
export const answerCase = route({
  id: 'duplicates.answer-case',
  method: 'POST',
  path: '/api/duplicate-cases/:caseId/answer',
  permission: 'duplicates.answer',
  audit: 'duplicates.answered',
  rate: 'write',
  input: z.object({ ...ofCase, statement: reason }),
  output: z.object({}),
});

/** Say what a case is: the county, or the common superior of two counties (仲裁). */
export const decideCase = route({
  id: 'duplicates.decide-case',
  method: 'POST',
  path: '/api/duplicate-cases/:caseId/decision',
  permission: 'duplicates.arbitrate',
  audit: 'duplicates.decided',
  rate: 'write',
  input: z.object({ ...ofCase, decision: z.enum(caseDecisions), reason }),
  output: z.object({}),
});

/** The county approves over an open question, for a reason; the question stays. */
export const letThrough = route({
  id: 'duplicates.let-through',
  method: 'POST',
  path: '/api/duplicate-cases/:caseId/letting-through',
  permission: 'duplicates.let-through',
  audit: 'duplicates.let-through',
  rate: 'write',
  input: z.object({ ...ofCase, reason }),
  output: z.object({}),
});

/** Take a merger back while nothing has changed since. */
export const undoMerger = route({
  id: 'duplicates.undo-merger',
  method: 'POST',
  path: '/api/duplicate-cases/:caseId/undoing',
  permission: 'duplicates.arbitrate',
  audit: 'duplicates.merger-undone',
  rate: 'write',
  input: z.object({ ...ofCase, reason }),
  output: z.object({}),
});
