import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { answerStates } from './answer.ts';
import { answerValues, design } from './design.ts';
import { openAnswerRules } from './form.ts';

const answerId = z.coerce.number().int();
const person = z.object({ name: z.string(), at: z.string() }).nullable();

const mine = z.object({
  roundId: z.number(),
  formId: z.number(),
  title: z.string(),
  officeName: z.string(),
  period: z.string(),
  dueOn: z.string().nullable(),
  isLate: z.boolean(),
  isOpen: z.boolean(),
  answerId: z.number().nullable(),
  state: z.enum(answerStates).nullable(),
  reason: z.string().nullable(),
});

/** What my institution is asked: open periods first by their day, or all of them. */
export const listMyForms = route({
  id: 'forms.list-my-forms',
  method: 'GET',
  path: '/api/my-forms',
  permission: 'forms.answer',
  audit: null,
  rate: 'read',
  input: z.object({ only: z.enum(['to-do', 'all']).default('to-do') }),
  output: z.object({ rows: z.array(mine) }),
});

/** Begins the answer to a period; begun twice it is the same one. */
export const beginAnswer = route({
  id: 'forms.begin-answer',
  method: 'POST',
  path: '/api/form-rounds/:roundId/answer',
  permission: 'forms.answer',
  audit: 'forms.answer-begun',
  rate: 'write',
  input: z.object({ roundId: z.coerce.number().int() }),
  output: z.object({ answerId: z.number() }),
});

/** One answer, with the version of the form that it answers. */
export const readAnswer = route({
  id: 'forms.read-answer',
  method: 'GET',
  path: '/api/form-answers/:answerId',
  permission: 'forms.read',
  audit: null,
  rate: 'read',
  input: z.object({ answerId }),
  output: z.object({
    id: z.number(),
    formId: z.number(),
    title: z.string(),
    note: z.string().nullable(),
    officeName: z.string(),
    period: z.string(),
    dueOn: z.string().nullable(),
    isLate: z.boolean(),
    institutionId: z.number(),
    institutionName: z.string(),
    state: z.enum(answerStates),
    revision: z.number(),
    version: z.number(),
    newestVersion: z.number(),
    /** What the newest version says of answers like this one. */
    openAnswers: z.enum(openAnswerRules),
    design,
    answerSchema: z.record(z.string(), z.unknown()),
    uiSchema: z.record(z.string(), z.unknown()),
    values: answerValues,
    saved: person,
    submitted: person,
    decided: person,
    reason: z.string().nullable(),
    papers: z.array(z.object({ id: z.string(), fileName: z.string(), bytes: z.number() })),
    may: z.object({ write: z.boolean(), carry: z.boolean(), decide: z.boolean() }),
  }),
});

const written = z.object({ answerId, revision: z.number().int(), values: answerValues });

/** Keeps what is filled in so far; nothing need be whole yet. */
export const saveAnswer = route({
  id: 'forms.save-answer',
  method: 'POST',
  path: '/api/form-answers/:answerId',
  permission: 'forms.answer',
  audit: 'forms.answer-saved',
  rate: 'write',
  input: written,
  output: z.object({ revision: z.number() }),
});

/** Hands the answer in; all of it must be right. */
export const submitAnswer = route({
  id: 'forms.submit-answer',
  method: 'POST',
  path: '/api/form-answers/:answerId/submission',
  permission: 'forms.answer',
  audit: 'forms.answer-submitted',
  rate: 'write',
  input: written,
  output: z.object({ state: z.enum(answerStates), revision: z.number() }),
});

/** Moves an answer to the newest version with what fits; names the fields that did not. */
export const carryAnswer = route({
  id: 'forms.carry-answer',
  method: 'POST',
  path: '/api/form-answers/:answerId/carrying',
  permission: 'forms.answer',
  audit: 'forms.answer-carried',
  rate: 'write',
  input: z.object({ answerId, revision: z.number().int() }),
  output: z.object({ version: z.number(), dropped: z.array(z.string()) }),
});

/** The department accepts an answer, or returns it with a reason. */
export const decideAnswer = route({
  id: 'forms.decide-answer',
  method: 'POST',
  path: '/api/form-answers/:answerId/decision',
  permission: 'forms.decide',
  audit: 'forms.answer-decided',
  rate: 'write',
  input: z.object({
    answerId,
    revision: z.number().int(),
    decision: z.enum(['accept', 'return']),
    reason: z.string().trim().max(500).nullable(),
  }),
  output: z.object({ state: z.enum(answerStates) }),
});
