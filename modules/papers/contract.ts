import { namePageInput } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { unmaskReasons } from '../children/contract.ts';
import { confirmationStates } from './confirmation.ts';

const childId = z.coerce.number().int();
export const language = z.enum(['zh-CN', 'en']).default('zh-CN');

/** POST: the information form of a child as PDF, numbers masked. */
export const informationFormInput = z.object({ childId, language });
export const informationFormPath = '/api/children/:childId/information-form';

/** POST: the same with whole numbers, for a reason, on record, counted with the looks at them. */
export const wholeFormInput = informationFormInput.extend({
  reason: z.enum(unmaskReasons),
  note: z.string().trim().min(2).max(200),
});
export const wholeFormPath = '/api/children/:childId/whole-information-form';

/** POST: the list of a class for the guardians' signatures as PDF, a line a child, numbers masked. */
export const confirmationListInput = z.object({ classId: z.coerce.number().int(), language });
export const confirmationListPath = '/api/classes/:classId/confirmation-list';

/** The code of a record's paper printed after a step of it, ISO instant. */
export const paperCode = z.object({ step: z.string(), at: z.string(), code: z.string() });

const confirmation = z.object({
  id: z.number(),
  signerName: z.string(),
  /** GB/T 4761, or null. */
  signerRelation: z.string().nullable(),
  signedOn: z.string(),
  takenInBy: z.string(),
  takenInAt: z.string(),
  /** Whether the file still says what was signed. */
  stands: z.boolean(),
  papers: z.array(
    z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
  ),
});

/** What the guardians of a child have signed, newest first; and the code that a paper of today's file bears. */
export const readConfirmations = route({
  id: 'papers.read-confirmations',
  method: 'GET',
  path: '/api/children/:childId/confirmations',
  permission: 'papers.read',
  audit: null,
  rate: 'read',
  input: z.object({ childId }),
  output: z.object({
    childName: z.string(),
    state: z.enum(confirmationStates),
    checkCode: z.string(),
    guardianName: z.string(),
    guardianRelation: z.string().nullable(),
    confirmations: z.array(confirmation),
    may: z.object({ print: z.boolean(), printWhole: z.boolean(), record: z.boolean() }),
  }),
});

const line = z.object({
  childId: z.number(),
  name: z.string(),
  className: z.string().nullable(),
  guardianName: z.string(),
  guardianRelation: z.string().nullable(),
  state: z.enum(confirmationStates),
  signerName: z.string().nullable(),
  signedOn: z.string().nullable(),
});

/** Children of an institution by what their guardians have signed; in the order of classes and names. */
export const listConfirmations = route({
  id: 'papers.list-confirmations',
  method: 'GET',
  path: '/api/institutions/:institutionId/confirmations',
  permission: 'papers.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...namePageInput,
    institutionId: z.coerce.number().int(),
    classId: z.coerce.number().int().optional(),
    only: z.enum([...confirmationStates, 'all']).default('all'),
  }),
  output: z.object({
    counts: z.object({ unconfirmed: z.number(), changed: z.number(), confirmed: z.number() }),
    rows: z.array(line),
    next: z.string().nullable(),
  }),
});

/** A guardian has signed. With the code of the paper it is refused when the file has changed since the printing. */
export const recordConfirmation = route({
  id: 'papers.record-confirmation',
  method: 'POST',
  path: '/api/children/:childId/confirmations',
  permission: 'papers.record',
  audit: 'papers.confirmation-recorded',
  rate: 'write',
  input: z.object({
    childId,
    signerName: z.string().trim().min(1).max(60),
    signerRelation: z.string().max(3).nullable(),
    signedOn: z.iso.date(),
    checkCode: z.string().trim().max(20).nullable(),
  }),
  output: z.object({ confirmationId: z.number() }),
});

/** The signed list of a class: each child by the guardian in its file. `childIds`: the lines that were signed. */
export const recordClassConfirmations = route({
  id: 'papers.record-class-confirmations',
  method: 'POST',
  path: '/api/institutions/:institutionId/class-confirmations',
  permission: 'papers.record',
  audit: 'papers.class-confirmations-recorded',
  rate: 'bulk',
  input: z.object({
    institutionId: z.coerce.number().int(),
    childIds: z.array(z.number().int()).min(1).max(500),
    signedOn: z.iso.date(),
  }),
  output: z.object({ asked: z.number(), done: z.number(), already: z.number(), notFound: z.number() }),
});
