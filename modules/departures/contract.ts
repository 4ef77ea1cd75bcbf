import { dueDate } from '@xueqian/kernel/due-date.ts';
import { dayPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { leavingWays } from './leaving.ts';

const childId = z.coerce.number().int();
const institutionId = z.coerce.number().int();
const reason = z.string().trim().min(2).max(500);
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Most children of one recording. */
export const mostLeaving = 500;

const inTheWay = z.object({ childId: z.number(), name: z.string(), code: z.string(), facts });

/** What a recording would do, child by child: who leaves, what stands in the way of the others, and the clock. */
export const previewLeaving = route({
  id: 'departures.preview-leaving',
  method: 'GET',
  path: '/api/institutions/:institutionId/leaving-preview',
  permission: 'departures.record',
  audit: null,
  rate: 'read',
  input: z.object({
    institutionId,
    childIds: z.string().regex(/^\d{1,15}(,\d{1,15}){0,499}$/),
    leftOn: z.iso.date(),
  }),
  output: z.object({
    /** Last day for recording it. */
    dueOn: dueDate,
    late: z.boolean(),
    article: z.string(),
    leaving: z.array(
      z.object({ childId: z.number(), name: z.string(), className: z.string().nullable(), admittedOn: z.string() }),
    ),
    refused: z.array(inTheWay),
  }),
});

/** Children leave (离园): takes effect at once. Those that may not stay and are named with the reason; none can: refused. */
export const recordLeaving = route({
  id: 'departures.record-leaving',
  method: 'POST',
  path: '/api/institutions/:institutionId/leavings',
  permission: 'departures.record',
  audit: 'departures.left',
  rate: 'bulk',
  input: z.object({
    institutionId,
    childIds: z.array(z.number().int()).min(1).max(mostLeaving),
    leftOn: z.iso.date(),
    way: z.enum(leavingWays),
    destination: z.string().trim().max(120).nullable(),
    reason,
  }),
  output: z.object({ asked: z.number(), done: z.number(), refused: z.array(inTheWay) }),
});

/** The institution takes a leaving back within seven days: the child is where it was. */
export const undoLeaving = route({
  id: 'departures.undo-leaving',
  method: 'POST',
  path: '/api/leavings/:leavingId/undoing',
  permission: 'departures.record',
  audit: 'departures.leaving-undone',
  rate: 'write',
  input: z.object({ leavingId: z.coerce.number().int(), reason }),
  output: z.object({}),
});

const leaving = z.object({
  id: z.number(),
  childId: z.number(),
  childName: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  leftOn: z.string(),
  way: z.enum(leavingWays),
  destination: z.string().nullable(),
  reason: z.string(),
  dueOn: z.string().nullable(),
  /** Recorded after its last day. */
  late: z.boolean(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  undoneAt: z.string().nullable(),
  undoReason: z.string().nullable(),
  /** Until when the institution may take it back. */
  undoUntil: z.string(),
  mayUndo: z.boolean(),
  /** By which its certificate on paper is known. */
  paperCode: z.string(),
});

/** Leavings in my jurisdiction, the latest day first; those taken back among them. */
export const listLeavings = route({
  id: 'departures.list-leavings',
  method: 'GET',
  path: '/api/leavings',
  permission: 'departures.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...dayPageInput,
    institutionId: institutionId.optional(),
    way: z.enum(leavingWays).optional(),
    name: z.string().max(36).optional(),
    only: z.enum(['all', 'standing', 'late', 'undone']).default('standing'),
  }),
  output: pageOf(leaving),
});

const suspension = z.object({
  fromOn: z.string(),
  untilOn: z.string(),
  reason: z.string(),
  recordedBy: z.string(),
  endedOn: z.string().nullable(),
});

/** What the page of a child shows of leaving and resting, and what may be done about it. */
export const readChildDepartures = route({
  id: 'departures.read-child',
  method: 'GET',
  path: '/api/children/:childId/departures',
  permission: 'departures.read',
  audit: null,
  rate: 'read',
  input: z.object({ childId }),
  output: z.object({
    childName: z.string(),
    institutionId: z.number(),
    classId: z.number().nullable(),
    leaving: leaving.nullable(),
    suspensions: z.array(suspension),
    may: z.object({ leave: z.boolean(), suspend: z.boolean(), resume: z.boolean() }),
  }),
});

/** A child rests for a time (休学): its number and its place stay. */
export const suspendChild = route({
  id: 'departures.suspend-child',
  method: 'POST',
  path: '/api/children/:childId/suspension',
  permission: 'departures.record',
  audit: 'departures.suspended',
  rate: 'write',
  input: z.object({ childId, fromOn: z.iso.date(), untilOn: z.iso.date(), reason }),
  output: z.object({}),
});

/** A resting child comes back (复学) into a class of the institution. */
export const resumeChild = route({
  id: 'departures.resume-child',
  method: 'POST',
  path: '/api/children/:childId/resumption',
  permission: 'departures.record',
  audit: 'departures.resumed',
  rate: 'write',
  input: z.object({ childId, resumedOn: z.iso.date(), classId: z.number().int() }),
  output: z.object({}),
});
