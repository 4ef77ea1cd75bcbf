import { dueDate } from '@xueqian/kernel/due-date.ts';
import { namePageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { childStates } from './child.ts';

/** Who must act next on a child's file, in the order of the usual way; null when nobody has to. */
export const nextActor = z.enum(['ordinary', 'principal', 'town', 'county', 'none']);

export const childRow = z.object({
  id: z.number(),
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  /** Masked: first three, last four. */
  identityMasked: z.string().nullable(),
  /** Masked student number (学籍号); null before it is issued. */
  numberMasked: z.string().nullable(),
  state: z.enum(childStates),
  next: nextActor,
  institutionId: z.number(),
  institutionName: z.string(),
  classId: z.number().nullable(),
  className: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  /** Reason of the return, when state is `returned`. */
  returnReason: z.string().nullable(),
});
export type ChildRow = z.infer<typeof childRow>;

/**
 * Children in my scope. `name` finds the exact name first, then prefixes; `number` is a student number or an
 * identity number, exact. Without either: by institution, class, state. Ordered by name when searching, else by id.
 */
export const listChildren = route({
  id: 'children.list-children',
  method: 'GET',
  path: '/api/children',
  permission: 'children.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...namePageInput,
    institutionId: z.coerce.number().int().optional(),
    classId: z.coerce.number().int().optional(),
    division: z.string().max(12).optional(),
    state: z.enum(childStates).optional(),
    /** Of the confirmed: those that wait for the town's first review, or for the county. */
    waitsFor: z.enum(['town', 'county']).optional(),
    name: z.string().max(36).optional(),
  }),
  output: pageOf(childRow),
});

/** Find one child by its whole student number or identity number, posted so that it stands in no address. */
export const findChild = route({
  id: 'children.find-child',
  method: 'POST',
  path: '/api/children/lookup',
  permission: 'children.read',
  audit: 'children.looked-up',
  rate: 'read',
  input: z.object({ number: z.string().min(5).max(40) }),
  output: z.object({ childId: z.number().nullable() }),
});

/** Values of the form: words of the code tables as codes; keys are ChildColumn names. */
export const childFormValues = z.record(z.string(), z.union([z.string().max(200), z.boolean(), z.null()]));

export const fieldProblem = z.object({
  column: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  value: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

const childFile = z.object({
  child: childRow,
  /** Whether its institution has closed: nobody there can do anything about the file. */
  isOfClosed: z.boolean(),
  version: z.number(),
  /** Every field of the file; identityNumber, guardianIdentityNumber and guardianPhone are masked. */
  fields: childFormValues,
  /** The recorded actions, oldest first: who, when, what. */
  actions: z.array(
    z.object({
      action: z.string(),
      personName: z.string(),
      officeName: z.string(),
      at: z.string(),
      reason: z.string().nullable(),
      /** What the words of the action name: classes, institutions, days. */
      facts: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  /** Open duplicate cases of this child. */
  cases: z.array(z.object({ caseId: z.number(), kind: z.string() })),
  /** When the county must have reviewed it. */
  dueOn: dueDate,
  may: z.object({
    edit: z.boolean(),
    delete: z.boolean(),
    confirm: z.boolean(),
    firstReview: z.boolean(),
    review: z.boolean(),
  }),
});

/** One child's file; identity numbers masked; the look is written to the trail. */
export const readChild = route({
  id: 'children.read-child',
  method: 'GET',
  path: '/api/children/:childId',
  permission: 'children.read',
  audit: 'children.file-read',
  rate: 'read',
  input: z.object({ childId: z.coerce.number().int() }),
  output: childFile,
});

/** The file of a whole student number or identity number, in one step; null when there is none in my scope. */
export const openChild = route({
  id: 'children.open-child',
  method: 'POST',
  path: '/api/children/opening',
  permission: 'children.read',
  audit: 'children.file-read',
  rate: 'read',
  input: z.object({ number: z.string().min(5).max(40) }),
  output: childFile.nullable(),
});

/** Why somebody needs to see a whole number. */
export const unmaskReasons = [
  'verify-document',
  'contact-guardian',
  'correct-entry',
  'lawful-request',
  'other',
] as const;
export const unmaskFields = ['identityNumber', 'guardianIdentityNumber', 'guardianPhone'] as const;

/** One whole number of one child: with a reason, on record, twenty an hour. */
export const unmaskChild = route({
  id: 'children.unmask-child',
  method: 'POST',
  path: '/api/children/:childId/unmasking',
  permission: 'children.unmask',
  audit: 'children.unmasked',
  rate: 'unmask',
  input: z.object({
    childId: z.coerce.number().int(),
    field: z.enum(unmaskFields),
    reason: z.enum(unmaskReasons),
    note: z.string().trim().min(2).max(200),
  }),
  output: z.object({ value: z.string() }),
});

/** Check the form without saving: the same rules as import. */
export const checkChildForm = route({
  id: 'children.check-form',
  method: 'POST',
  path: '/api/institutions/:institutionId/child-checks',
  permission: 'children.edit',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int(), values: childFormValues }),
  output: z.object({ problems: z.array(fieldProblem) }),
});

/**
 * Enter one child in the form. `requestId` makes it idempotent: the same request again gives the same child.
 * Problems are returned as data (saved: false) so that all fields can be shown at once.
 */
export const enterChild = route({
  id: 'children.enter-child',
  method: 'POST',
  path: '/api/institutions/:institutionId/children',
  permission: 'children.edit',
  audit: 'children.entered',
  rate: 'write',
  input: z.object({ institutionId: z.coerce.number().int(), requestId: z.uuid(), values: childFormValues }),
  output: z.object({
    saved: z.boolean(),
    childId: z.number().nullable(),
    state: z.enum(childStates).nullable(),
    problems: z.array(fieldProblem),
  }),
});

/**
 * Edit a child that is entered, returned or a problem case. Masked values sent back unchanged keep the stored number.
 * `version` guards against what changed meanwhile (children.changed-meanwhile).
 */
export const editChild = route({
  id: 'children.edit-child',
  method: 'POST',
  path: '/api/children/:childId',
  permission: 'children.edit',
  audit: 'children.edited',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), version: z.number().int(), values: childFormValues }),
  output: z.object({ saved: z.boolean(), state: z.enum(childStates).nullable(), problems: z.array(fieldProblem) }),
});

/** Delete a child that has no number yet (wrongly entered). */
export const deleteChild = route({
  id: 'children.delete-child',
  method: 'POST',
  path: '/api/children/:childId/deletion',
  permission: 'children.edit',
  audit: 'children.deleted',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), reason: z.string().trim().min(2).max(200) }),
  output: z.object({}),
});

/** Drafts of the form survive a broken connection and another computer: kept per account and institution. */
export const saveDraft = route({
  id: 'children.save-draft',
  method: 'POST',
  path: '/api/institutions/:institutionId/child-drafts',
  permission: 'children.edit',
  audit: 'children.draft-saved',
  rate: 'write',
  input: z.object({ institutionId: z.coerce.number().int(), draftId: z.uuid(), values: childFormValues }),
  output: z.object({ savedAt: z.string() }),
});

export const listDrafts = route({
  id: 'children.list-drafts',
  method: 'GET',
  path: '/api/institutions/:institutionId/child-drafts',
  permission: 'children.edit',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.array(z.object({ draftId: z.string(), savedAt: z.string(), values: childFormValues })),
});

export const discardDraft = route({
  id: 'children.discard-draft',
  method: 'POST',
  path: '/api/child-drafts/:draftId/deletion',
  permission: 'children.edit',
  audit: 'children.draft-discarded',
  rate: 'write',
  input: z.object({ draftId: z.uuid() }),
  output: z.object({}),
});
