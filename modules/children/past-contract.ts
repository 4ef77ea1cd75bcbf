import { dayPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { childStates } from './child.ts';
import { childFormValues } from './contract.ts';

/** A file as it was, numbers masked. */
const formerFile = z.object({
  version: z.number(),
  institutionName: z.string(),
  className: z.string().nullable(),
  numberMasked: z.string().nullable(),
  fields: childFormValues,
  /** The instant of the change after which it was no longer so; null: it is so still. */
  until: z.string().nullable(),
});

/** A child's file as it stood at the end of a day (Shanghai time). */
export const readChildAsOf = route({
  id: 'children.read-child-as-of',
  method: 'GET',
  path: '/api/children/:childId/as-of/:on',
  permission: 'children.read',
  audit: 'children.file-read-as-of',
  rate: 'read',
  input: z.object({ childId: z.coerce.number().int(), on: z.iso.date() }),
  output: formerFile.extend({ on: z.string(), state: z.enum(childStates).nullable() }),
});

/** How an enrolment ended, code table leave_type: 1 graduated, 2 transferred, 3 left, 4 accident, 5 abroad, 6 institution closed. */
export const endKinds = ['1', '2', '3', '4', '5', '6'] as const;

const pastEnrolment = z.object({
  id: z.number(),
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  className: z.string().nullable(),
  admittedOn: z.string(),
  endedOn: z.string(),
  endKind: z.enum(endKinds),
});

/** Children that went from the institutions of my scope, latest first. */
export const listPastEnrolments = route({
  id: 'children.list-past-enrolments',
  method: 'GET',
  path: '/api/past-enrolments',
  permission: 'children.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...dayPageInput,
    institutionId: z.coerce.number().int().optional(),
    endKind: z.enum(endKinds).optional(),
    name: z.string().max(36).optional(),
  }),
  output: pageOf(pastEnrolment),
});

/** What an institution keeps of a child that went: the file as it was on the last day there. */
export const readPastEnrolment = route({
  id: 'children.read-past-enrolment',
  method: 'GET',
  path: '/api/past-enrolments/:enrolmentId',
  permission: 'children.read',
  audit: 'children.past-file-read',
  rate: 'read',
  input: z.object({ enrolmentId: z.coerce.number().int() }),
  output: formerFile.extend({
    childId: z.number(),
    /** State of the file now, where it is still with the institution that keeps this. */
    stateHere: z.enum(childStates).nullable(),
    admittedOn: z.string(),
    endedOn: z.string(),
    endKind: z.enum(endKinds),
  }),
});

/** Numbers that a child had before its present one; they are its own for ever. */
export const listFormerNumbers = route({
  id: 'children.list-former-numbers',
  method: 'GET',
  path: '/api/children/:childId/former-numbers',
  permission: 'children.read',
  audit: null,
  rate: 'read',
  input: z.object({ childId: z.coerce.number().int() }),
  output: z.object({ numbers: z.array(z.object({ numberMasked: z.string(), until: z.string() })) }),
});
