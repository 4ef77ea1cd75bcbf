import { idPageInput } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { faults, results } from './answer.ts';
import { hints, problemStates, remedies } from './problem.ts';

export const batchStates = ['making', 'ready', 'empty', 'withdrawn', 'failed'] as const;
export const answerStates = ['checking', 'checked', 'applying', 'applied', 'failed'] as const;

const batchId = z.coerce.number().int();
const reason = z.string().trim().min(2).max(200);

const batch = z.object({
  id: z.number(),
  number: z.string(),
  state: z.enum(batchStates),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  children: z.number(),
  /** Until when the file can be handed out. */
  fileUntil: z.string().nullable(),
  hasFile: z.boolean(),
  /** Why it was not made; null: it was, or nothing is known. */
  failure: z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
});

/** Batches of my province, newest first. */
export const listBatches = route({
  id: 'verification.list-batches',
  method: 'GET',
  path: '/api/verification-batches',
  permission: 'verification.read-batches',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput }),
  output: z.object({ rows: z.array(batch), next: z.string().nullable() }),
});

const counts = z.object({
  read: z.number(),
  agrees: z.number(),
  unknown: z.number(),
  differs: z.number(),
  already: z.number(),
  replaced: z.number(),
  faulty: z.number(),
  missing: z.number(),
});

/** One batch: what was answered so far, and the files of answers with what is wrong in them. */
export const readBatch = route({
  id: 'verification.read-batch',
  method: 'GET',
  path: '/api/verification-batches/:batchId',
  permission: 'verification.read-batches',
  audit: null,
  rate: 'read',
  input: z.object({ batchId }),
  output: batch.extend({
    answered: z.object({ agrees: z.number(), unknown: z.number(), differs: z.number(), missing: z.number() }),
    answers: z.array(
      z.object({
        id: z.number(),
        fileName: z.string(),
        state: z.enum(answerStates),
        uploadedBy: z.string(),
        uploadedAt: z.string(),
        appliedAt: z.string().nullable(),
        counts: counts.nullable(),
        faults: z.array(z.object({ row: z.number(), fault: z.enum(faults) })),
        failure: z
          .object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
          .nullable(),
      }),
    ),
    may: z.object({ make: z.boolean(), takeIn: z.boolean() }),
  }),
});

/** Makes a batch of the children whose name and number nobody has compared yet; a job does it. */
export const makeBatch = route({
  id: 'verification.make-batch',
  method: 'POST',
  path: '/api/verification-batches',
  permission: 'verification.make',
  audit: 'verification.batch-made',
  rate: 'bulk',
  input: z.object({ requestId: z.uuid(), reason }),
  output: z.object({ batchId: z.number(), number: z.string() }),
});

/** Takes a batch back: what has no answer yet is asked by the next one, and the file is destroyed. */
export const withdrawBatch = route({
  id: 'verification.withdraw-batch',
  method: 'POST',
  path: '/api/verification-batches/:batchId/withdrawal',
  permission: 'verification.make',
  audit: 'verification.batch-withdrawn',
  rate: 'write',
  input: z.object({ batchId }),
  output: z.object({}),
});

/** POST: the file of a batch with whole numbers, for a reason that stands in the trail. */
export const handOutInput = z.object({ batchId, reason });
export const handOutPath = '/api/verification-batches/:batchId/file';

/** POST one file (multipart): answers to a batch, looked through before they are taken in. */
export const answersPath = '/api/verification-batches/:batchId/answers';

/** Takes looked-through answers in; `expectFaulty` is the number of lines that stay out, so that nobody is surprised. */
export const applyAnswers = route({
  id: 'verification.apply-answers',
  method: 'POST',
  path: '/api/verification-answers/:answerId/application',
  permission: 'verification.take-in',
  audit: 'verification.answers-applied',
  rate: 'bulk',
  input: z.object({ answerId: z.coerce.number().int(), expectFaulty: z.number().int() }),
  output: z.object({}),
});

const problem = z.object({
  childId: z.number(),
  name: z.string(),
  identityMasked: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  className: z.string().nullable(),
  result: z.enum(['unknown', 'differs']),
  state: z.enum(problemStates),
  answeredOn: z.string(),
  batchNumber: z.string(),
  evidence: z.string().nullable(),
  evidenceBy: z.string().nullable(),
  hints: z.array(z.enum(hints)),
  remedies: z.array(z.enum(remedies)),
});

/** Children of my scope whose answer was not yes, by id. */
export const listProblems = route({
  id: 'verification.list-problems',
  method: 'GET',
  path: '/api/verification-problems',
  permission: 'verification.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...idPageInput,
    institutionId: z.coerce.number().int().optional(),
    division: z.string().max(12).optional(),
    only: z.enum([...problemStates, 'all']).default('all'),
  }),
  output: z.object({ rows: z.array(problem), next: z.string().nullable() }),
});

/** One child: its last answer, and what can be done. */
export const readVerification = route({
  id: 'verification.read-verification',
  method: 'GET',
  path: '/api/children/:childId/verification',
  permission: 'verification.read',
  audit: null,
  rate: 'read',
  input: z.object({ childId: z.coerce.number().int() }),
  output: z.object({
    childName: z.string(),
    answer: z
      .object({
        result: z.enum(results),
        answeredOn: z.string(),
        batchNumber: z.string(),
        /** Whether name and number are still those that were asked. */
        askedStill: z.boolean(),
      })
      .nullable(),
    problem: problem.nullable(),
    papers: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    may: z.object({ giveEvidence: z.boolean() }),
  }),
});

/** Papers say that name and number are right: the next batch asks again. The papers must be there. */
export const giveEvidence = route({
  id: 'verification.give-evidence',
  method: 'POST',
  path: '/api/children/:childId/verification-evidence',
  permission: 'verification.give-evidence',
  audit: 'verification.evidence-given',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), evidence: z.string().trim().min(2).max(500) }),
  output: z.object({}),
});

/** What is open by the parts of a division: counties, then institutions. */
export const countProblems = route({
  id: 'verification.count-problems',
  method: 'GET',
  path: '/api/verification-figures',
  permission: 'verification.read',
  audit: null,
  rate: 'read',
  input: z.object({ division: z.string().max(12).optional() }),
  output: z.object({
    code: z.string(),
    name: z.string(),
    rows: z.array(
      z.object({
        /** Division code, or the number of an institution. */
        code: z.string(),
        name: z.string(),
        opens: z.enum(['division', 'institution']),
        unknown: z.number(),
        differs: z.number(),
        evidence: z.number(),
        changed: z.number(),
      }),
    ),
  }),
});
