import { dueDate } from '@xueqian/kernel/due-date.ts';
import { instantPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** What a bulk command did: each child asked for is in exactly one place. */
const bulkResult = z.object({
  asked: z.number(),
  done: z.number(),
  /** Of `done`: became problem cases instead of getting a number (review only). */
  withCase: z.number(),
  refused: z.array(
    z.object({
      childId: z.number(),
      name: z.string(),
      code: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});

/** A selection: single children, or everything waiting in a class or an institution. */
const selection = z.object({
  institutionId: z.number().int(),
  classId: z.number().int().nullable(),
  childIds: z.array(z.number().int()).max(2000).nullable(),
});

/**
 * The principal confirms children (园长确认). Whoever entered or last changed a child can't confirm it. `numbered`: where
 * the rules in force let the institution approve, those that got their number by it.
 */
export const confirmChildren = route({
  id: 'registration.confirm-children',
  method: 'POST',
  path: '/api/registration/confirmations',
  permission: 'registration.confirm',
  audit: 'registration.confirmed',
  rate: 'bulk',
  input: selection,
  output: bulkResult.extend({ numbered: z.number() }),
});

/** The principal returns children to the administrator, with a reason. */
export const returnToEntry = route({
  id: 'registration.return-to-entry',
  method: 'POST',
  path: '/api/registration/returns-to-entry',
  permission: 'registration.confirm',
  audit: 'registration.returned-by-principal',
  rate: 'bulk',
  input: selection.extend({ reason: z.string().trim().min(2).max(500) }),
  output: bulkResult,
});

const queue = pageOf(
  z.object({
    institutionId: z.number(),
    code: z.string(),
    name: z.string(),
    /** Basic section approved by the county: only then may its children get numbers. */
    approved: z.boolean(),
    waiting: z.number(),
    /** Of `waiting`: the town's time is over. */
    late: z.number(),
    oldestConfirmedAt: z.string(),
    dueOn: dueDate,
    overdue: z.boolean(),
    daysLeft: z.number().nullable(),
  }),
);

/** The county's queue by institution, oldest confirmation first, with its deadline from the policy pack. */
export const listReviewQueue = route({
  id: 'registration.list-review-queue',
  method: 'GET',
  path: '/api/registration/review-queue',
  permission: 'registration.review',
  audit: null,
  rate: 'read',
  input: z.object({ ...instantPageInput }),
  output: queue,
});

/** The queue of a town's central kindergarten: what its county lets it look at first. */
export const listFirstReviewQueue = route({
  id: 'registration.list-first-review-queue',
  method: 'GET',
  path: '/api/registration/first-review-queue',
  permission: 'registration.first-review',
  audit: null,
  rate: 'read',
  input: z.object({ ...instantPageInput }),
  output: queue,
});

/** The central kindergarten passes children on to the county (初审通过). */
export const passFirstReview = route({
  id: 'registration.pass-first-review',
  method: 'POST',
  path: '/api/registration/first-review-passes',
  permission: 'registration.first-review',
  audit: 'registration.first-reviewed',
  rate: 'bulk',
  input: selection,
  output: bulkResult,
});

/** The central kindergarten returns children to the institution, with a reason. */
export const returnFromFirstReview = route({
  id: 'registration.return-from-first-review',
  method: 'POST',
  path: '/api/registration/first-review-returns',
  permission: 'registration.first-review',
  audit: 'registration.returned-by-town',
  rate: 'bulk',
  input: selection.extend({ reason: z.string().trim().min(2).max(500) }),
  output: bulkResult,
});

/** The county approves: duplicate check inside the transaction, then the number (学籍号) or a problem case. */
export const approveChildren = route({
  id: 'registration.approve-children',
  method: 'POST',
  path: '/api/registration/approvals',
  permission: 'registration.review',
  audit: 'registration.approved',
  rate: 'bulk',
  input: selection,
  output: bulkResult,
});

export const returnToInstitution = route({
  id: 'registration.return-to-institution',
  method: 'POST',
  path: '/api/registration/returns-to-institution',
  permission: 'registration.review',
  audit: 'registration.returned-by-county',
  rate: 'bulk',
  input: selection.extend({ reason: z.string().trim().min(2).max(500) }),
  output: bulkResult,
});

/** What waits for me and where my children stand, from the counters; the landing page of institutions and counties. */
export const readProgress = route({
  id: 'registration.read-progress',
  method: 'GET',
  path: '/api/registration/progress',
  permission: 'registration.read',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    institutions: z.number(),
    reported: z.number(),
    reviewed: z.number(),
    basicWaiting: z.number(),
    entered: z.number(),
    returned: z.number(),
    /** Before the county. */
    confirmed: z.number(),
    /** Confirmed, and before the town's central kindergarten. */
    atTown: z.number(),
    problem: z.number(),
    numbered: z.number(),
    /** Date by which the oldest waiting child must be reviewed. */
    oldestDueOn: dueDate,
  }),
});
