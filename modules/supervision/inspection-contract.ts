import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { answerShape, checklistItem, inspectionStates, knowWithinDays } from './inspection.ts';
import { rectificationStates } from './rectification.ts';

const inspectionId = z.coerce.number().int();
const institutionId = z.coerce.number().int();
const revision = z.number().int().min(0);
const person = z.object({ name: z.string(), at: z.string() }).nullable();
const inspectors = z.string().trim().max(200);

const row = z.object({
  id: z.number(),
  institutionId: z.number(),
  institutionName: z.string(),
  countyName: z.string(),
  state: z.enum(inspectionStates),
  isPlanned: z.boolean(),
  planTitle: z.string().nullable(),
  fromOn: z.string().nullable(),
  untilOn: z.string().nullable(),
  officeName: z.string(),
  inspectors: z.string(),
  inspectedOn: z.string().nullable(),
  found: z.number(),
  heavy: z.number(),
});

/** Inspections that I see, the newest first: those under way, those handed over, or all. */
export const listInspections = route({
  id: 'supervision.list-inspections',
  method: 'GET',
  path: '/api/inspections',
  permission: 'supervision.read-inspections',
  audit: null,
  rate: 'read',
  input: z.object({
    only: z.enum(['under-way', 'handed-over', 'all']).default('all'),
    institutionId: institutionId.optional(),
    ...idPageInput,
  }),
  output: pageOf(row),
});

/** One inspection with its checklist, answers, photos, signatures, and the notices that followed from it. */
export const readInspection = route({
  id: 'supervision.read-inspection',
  method: 'GET',
  path: '/api/inspections/:inspectionId',
  permission: 'supervision.read-inspections',
  audit: null,
  rate: 'read',
  input: z.object({ inspectionId }),
  output: row.extend({
    institutionCode: z.string(),
    revision: z.number(),
    items: z.array(checklistItem),
    answers: z.array(answerShape),
    conclusion: z.string(),
    signed: person,
    known: person,
    objection: z.string().nullable(),
    /** By when the principal signs, while it is handed over. */
    knownBy: dueDate,
    /** How the record was given where nobody signed in time; `known` is then the person who wrote it down. */
    unsignedNote: z.string().nullable(),
    dropped: person,
    dropReason: z.string().nullable(),
    correctsId: z.number().nullable(),
    correctionReason: z.string().nullable(),
    correctedById: z.number().nullable(),
    photos: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    rectifications: z.array(z.object({ id: z.number(), state: z.enum(rectificationStates) })),
    may: z.object({
      write: z.boolean(),
      know: z.boolean(),
      correct: z.boolean(),
      rectify: z.boolean(),
      closeUnsigned: z.boolean(),
    }),
  }),
});

/** Begin an unannounced inspection; asked twice, it is begun once. */
export const beginInspection = route({
  id: 'supervision.begin-inspection',
  method: 'POST',
  path: '/api/institutions/:institutionId/inspections',
  permission: 'supervision.inspect',
  audit: 'supervision.inspection-begun',
  rate: 'write',
  input: z.object({ institutionId, requestId: z.uuid() }),
  output: z.object({ inspectionId: z.number() }),
});

/** Plan inspections: which institutions, from when until when, by whom. */
export const planInspections = route({
  id: 'supervision.plan-inspections',
  method: 'POST',
  path: '/api/inspection-plans',
  permission: 'supervision.inspect',
  audit: 'supervision.inspections-planned',
  rate: 'write',
  input: z.object({
    requestId: z.uuid(),
    title: z.string().trim().min(2).max(100),
    fromOn: z.iso.date(),
    untilOn: z.iso.date(),
    inspectors,
    institutionIds: z.array(z.number().int()).min(1).max(200),
  }),
  output: z.object({ planned: z.number() }),
});

/** Save what was written on the spot so far. */
export const saveInspection = route({
  id: 'supervision.save-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/draft',
  permission: 'supervision.inspect',
  audit: 'supervision.inspection-saved',
  rate: 'write',
  input: z.object({
    inspectionId,
    revision,
    inspectors,
    inspectedOn: z.iso.date().nullable(),
    conclusion: z.string().trim().max(2000),
    answers: z.array(answerShape).max(100),
  }),
  output: z.object({ revision: z.number() }),
});

/** Sign it and hand it over to the institution; from now on nobody changes it. */
export const handOverInspection = route({
  id: 'supervision.hand-over-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/handing-over',
  permission: 'supervision.inspect',
  audit: 'supervision.inspection-handed-over',
  rate: 'write',
  input: z.object({
    inspectionId,
    revision,
    /** Working days that the principal has to sign. */
    knowWithin: z.number().int().min(1).max(30).default(knowWithinDays),
  }),
  output: z.object({ state: z.enum(inspectionStates) }),
});

/** What was planned or begun is not carried out: it stays on record with the reason. */
export const dropInspection = route({
  id: 'supervision.drop-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/dropping',
  permission: 'supervision.inspect',
  audit: 'supervision.inspection-dropped',
  rate: 'write',
  input: z.object({ inspectionId, reason: z.string().trim().max(500) }),
  output: z.object({ state: z.enum(inspectionStates) }),
});

/** The principal's days are over: the department writes down how the record was given, and closes it. */
export const closeUnsignedInspection = route({
  id: 'supervision.close-unsigned-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/closing-unsigned',
  permission: 'supervision.inspect',
  audit: 'supervision.inspection-closed-unsigned',
  rate: 'write',
  input: z.object({ inspectionId, how: z.string().trim().max(500) }),
  output: z.object({ state: z.enum(inspectionStates) }),
});

/** The principal knows of it, with an objection or without one; it is closed. */
export const knowInspection = route({
  id: 'supervision.know-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/acknowledgement',
  permission: 'supervision.know-inspection',
  audit: 'supervision.inspection-known',
  rate: 'write',
  input: z.object({ inspectionId, objection: z.string().trim().max(1000).nullable() }),
  output: z.object({ state: z.enum(inspectionStates) }),
});

/** A closed record is corrected by a new one, which begins with what the old one says. */
export const correctInspection = route({
  id: 'supervision.correct-inspection',
  method: 'POST',
  path: '/api/inspections/:inspectionId/corrections',
  permission: 'supervision.inspect',
  audit: 'supervision.inspection-corrected',
  rate: 'write',
  input: z.object({ inspectionId, requestId: z.uuid(), reason: z.string().trim().min(2).max(500) }),
  output: z.object({ inspectionId: z.number() }),
});

/** The checklist by which my office inspects now, and whose it is. */
export const readChecklist = route({
  id: 'supervision.read-checklist',
  method: 'GET',
  path: '/api/inspection-checklist',
  permission: 'supervision.read-checklist',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    items: z.array(checklistItem),
    /** Null: the national list. */
    laidDownBy: z.string().nullable(),
    laidDownAt: z.string().nullable(),
    /** Of my own office's list; 0 while it has none. */
    version: z.number(),
  }),
});

/** Lay down the next version of my office's own checklist; inspections that were begun keep theirs. */
export const layDownChecklist = route({
  id: 'supervision.lay-down-checklist',
  method: 'POST',
  path: '/api/inspection-checklist',
  permission: 'supervision.lay-down-checklist',
  audit: 'supervision.checklist-laid-down',
  rate: 'write',
  input: z.object({ version: z.number().int().min(0), items: z.array(checklistItem).min(1).max(100) }),
  output: z.object({ version: z.number() }),
});
