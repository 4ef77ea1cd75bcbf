import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { childStates } from '../children/child.ts';
import { paperCode } from '../papers/contract.ts';
import { petitionKinds, petitionStates } from './petition.ts';
import { recoverableStates } from './recovery.ts';

const petitionId = z.coerce.number().int();
const person = z.object({ name: z.string(), at: z.string() }).nullable();
const reason = z.string().trim().max(500).refine(isSaid);

const row = z.object({
  id: z.number(),
  kind: z.enum(petitionKinds),
  childName: z.string(),
  childSex: z.string(),
  childBirthOn: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  /** State of the file when it was drawn up. */
  fileState: z.enum(childStates),
  state: z.enum(petitionStates),
  drawnUpAt: z.string(),
  /** By when the county has decided, while it is there. */
  dueOn: dueDate,
  /** In the period's own unit; negative when late. */
  daysLeft: z.number().nullable(),
});

/**
 * Petitions that I see: `queue` — those that wait for the county, by their day; else the newest first. The cursor is
 * `day|task` in the queue and an id elsewhere.
 */
export const listPetitions = route({
  id: 'petitions.list-petitions',
  method: 'GET',
  path: '/api/petitions',
  permission: 'petitions.read',
  audit: null,
  rate: 'read',
  input: z.object({
    only: z.enum(['queue', 'open', 'decided', 'all']).default('all'),
    ...pageInput,
    after: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2}\|)?\d{1,15}$/)
      .refine((text) => !text.includes('|') || z.iso.date().safeParse(text.slice(0, 10)).success)
      .nullish(),
  }),
  output: pageOf(row),
});

/** One petition: what it asks for, its papers, every step, and what I may do now. */
export const readPetition = route({
  id: 'petitions.read-petition',
  method: 'GET',
  path: '/api/petitions/:petitionId',
  permission: 'petitions.read',
  audit: 'petitions.read',
  rate: 'read',
  input: z.object({ petitionId }),
  output: row.extend({
    revision: z.number(),
    reason: z.string(),
    /** The day on which the file ends, of a cancellation; and the accident that it is about. */
    endsOn: z.string().nullable(),
    /** Of a deferral and its end: the year in whose September the child would have entered primary school. */
    entryYear: z.number().nullable(),
    /** Whose word is the last, by the rules in force; of one that is approved, whose it was. */
    approvedBy: z.enum(['institution', 'county']),
    accidentId: z.number().nullable(),
    /** What its papers are known by, by the step after which each was printed. */
    paperCodes: z.array(paperCode),
    needsPapers: z.boolean(),
    drawnUp: person,
    confirmed: person,
    decided: person,
    decisionOffice: z.string().nullable(),
    note: z.string().nullable(),
    /** The article that gives the county its days. */
    article: z.string(),
    /** A refusal's code that stands in the way of it now; null: nothing, or it has ended. */
    obstacle: z.string().nullable(),
    steps: z.array(
      z.object({
        id: z.number(),
        act: z.string(),
        at: z.string(),
        personName: z.string(),
        officeName: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    papers: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    may: z.object({ edit: z.boolean(), withdraw: z.boolean(), confirm: z.boolean(), decide: z.boolean() }),
  }),
});

/** Files of my institution that were deleted, recorded as left or cancelled, the last entered first. */
export const listLostFiles = route({
  id: 'petitions.list-lost-files',
  method: 'GET',
  path: '/api/lost-files',
  permission: 'petitions.draw-up',
  audit: null,
  rate: 'read',
  input: z.object({
    ...idPageInput,
    name: z.string().max(36).optional(),
    childId: z.coerce.number().int().optional(),
    state: z.enum(recoverableStates).optional(),
  }),
  output: pageOf(
    z.object({
      childId: z.number(),
      name: z.string(),
      sex: z.string(),
      birthOn: z.string(),
      className: z.string().nullable(),
      state: z.enum(recoverableStates),
      wentAt: z.string().nullable(),
      wentBy: z.string(),
      why: z.string().nullable(),
      /** Its open petition. */
      petitionId: z.number().nullable(),
    }),
  ),
});

/** Applies for a file to come back (信息恢复申请). Sent twice, it is drawn up once. */
export const askForRecovery = route({
  id: 'petitions.ask-for-recovery',
  method: 'POST',
  path: '/api/children/:childId/recoveries',
  permission: 'petitions.draw-up',
  audit: 'petitions.recovery-asked',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), requestId: z.uuid(), reason }),
  output: z.object({ petitionId: z.number() }),
});

/** Whether a child's school entry may be deferred, by whose word, and what is there already. */
export const readDeferral = route({
  id: 'petitions.read-deferral',
  method: 'GET',
  path: '/api/children/:childId/deferral',
  permission: 'petitions.draw-up',
  audit: null,
  rate: 'read',
  input: z.object({ childId: z.coerce.number().int() }),
  output: z.object({
    childName: z.string(),
    birthOn: z.string(),
    className: z.string().nullable(),
    /** The year of entry that a deferral would be for. */
    entryYear: z.number(),
    /** The year of entry of the deferral that counts now; null: none. */
    deferredFor: z.number().nullable(),
    approvedBy: z.enum(['institution', 'county']),
    article: z.string(),
    /** A refusal's code and year: why no deferral can be asked for; null: one can. */
    obstacle: z.string().nullable(),
    /** Its open petition, of whatever kind. */
    petitionId: z.number().nullable(),
  }),
});

/** Applies for the deferral of school entry (缓学留园). Sent twice, it is drawn up once. */
export const askForDeferral = route({
  id: 'petitions.ask-for-deferral',
  method: 'POST',
  path: '/api/children/:childId/deferrals',
  permission: 'petitions.draw-up',
  audit: 'petitions.deferral-asked',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), requestId: z.uuid(), reason }),
  output: z.object({ petitionId: z.number() }),
});

/** Applies for the end of the deferral that counts now. */
export const askToEndDeferral = route({
  id: 'petitions.ask-to-end-deferral',
  method: 'POST',
  path: '/api/children/:childId/deferral-ends',
  permission: 'petitions.draw-up',
  audit: 'petitions.deferral-end-asked',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), requestId: z.uuid(), reason }),
  output: z.object({ petitionId: z.number() }),
});

const held = { petitionId, revision: z.number().int() };
const acted = z.object({ state: z.enum(petitionStates), revision: z.number() });

export const editPetition = route({
  id: 'petitions.edit-petition',
  method: 'POST',
  path: '/api/petitions/:petitionId',
  permission: 'petitions.draw-up',
  audit: 'petitions.edited',
  rate: 'write',
  input: z.object({ ...held, reason }),
  output: acted,
});

/** To the principal. */
export const submitPetition = route({
  id: 'petitions.submit-petition',
  method: 'POST',
  path: '/api/petitions/:petitionId/submission',
  permission: 'petitions.draw-up',
  audit: 'petitions.submitted',
  rate: 'write',
  input: z.object(held),
  output: acted,
});

/** The principal's word: to the county, whose clock begins or goes on; or back. */
export const confirmPetition = route({
  id: 'petitions.confirm-petition',
  method: 'POST',
  path: '/api/petitions/:petitionId/confirmation',
  permission: 'petitions.confirm',
  audit: 'petitions.confirmed',
  rate: 'write',
  input: z.object({
    ...held,
    decision: z.enum(['confirm', 'return']),
    reason: z.string().trim().max(500).nullable(),
  }),
  output: acted,
});

/** The county's word; what is approved is done at once. A return says why. */
export const decidePetition = route({
  id: 'petitions.decide-petition',
  method: 'POST',
  path: '/api/petitions/:petitionId/decision',
  permission: 'petitions.review',
  audit: 'petitions.decided',
  rate: 'write',
  input: z.object({
    ...held,
    decision: z.enum(['approve', 'return']),
    reason: z.string().trim().max(500).nullable(),
  }),
  output: acted,
});

export const withdrawPetition = route({
  id: 'petitions.withdraw-petition',
  method: 'POST',
  path: '/api/petitions/:petitionId/withdrawal',
  permission: 'petitions.draw-up',
  audit: 'petitions.withdrawn',
  rate: 'write',
  input: z.object(held),
  output: acted,
});
