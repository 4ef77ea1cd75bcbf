import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { petitionStates } from '../petitions/petition.ts';
import { accidentDegrees, accidentKinds } from './accident.ts';

const said = (most: number) => z.string().trim().max(most).refine(isSaid);

const row = z.object({
  id: z.number(),
  childId: z.number(),
  childName: z.string(),
  institutionName: z.string(),
  happenedOn: z.string(),
  place: z.string(),
  kind: z.enum(accidentKinds),
  degree: z.enum(accidentDegrees),
  /** Last day for reporting it; null: none for its degree. */
  dueOn: dueDate,
  /** Reported after it, or not yet and it is over. */
  late: z.boolean(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** The end of the file that goes with a fatal one. */
  petitionId: z.number().nullable(),
  petitionState: z.enum(petitionStates).nullable(),
});

/** Records what happened to a child. A fatal accident also draws up the petition for the end of its file. */
export const recordAccident = route({
  id: 'accidents.record-accident',
  method: 'POST',
  path: '/api/children/:childId/accidents',
  permission: 'accidents.record',
  audit: 'accidents.recorded',
  rate: 'write',
  input: z.object({
    childId: z.coerce.number().int(),
    /** Chosen by the form: sent twice, it is recorded once. */
    requestId: z.uuid(),
    happenedOn: z.iso.date(),
    place: said(120),
    kind: z.enum(accidentKinds),
    degree: z.enum(accidentDegrees),
    course: said(2000),
    handling: said(2000),
  }),
  output: z.object({ accidentId: z.number(), petitionId: z.number().nullable() }),
});

/** Accidents of my institution or my county, the last recorded first. */
export const listAccidents = route({
  id: 'accidents.list-accidents',
  method: 'GET',
  path: '/api/accidents',
  permission: 'accidents.read',
  audit: 'accidents.list-read',
  rate: 'read',
  input: z.object({ ...idPageInput, degree: z.enum(accidentDegrees).optional() }),
  output: pageOf(row),
});

export const readAccident = route({
  id: 'accidents.read-accident',
  method: 'GET',
  path: '/api/accidents/:accidentId',
  permission: 'accidents.read',
  audit: 'accidents.read',
  rate: 'read',
  input: z.object({ accidentId: z.coerce.number().int() }),
  output: row.extend({ course: z.string(), handling: z.string(), article: z.string() }),
});

/** How many, by kind and degree, in my scope; of no child. */
export const countAccidents = route({
  id: 'accidents.count-accidents',
  method: 'GET',
  path: '/api/accident-counts',
  permission: 'accidents.count',
  audit: null,
  rate: 'read',
  input: z.object({ fromOn: z.iso.date(), untilOn: z.iso.date() }),
  output: z.array(z.object({ kind: z.enum(accidentKinds), degree: z.enum(accidentDegrees), count: z.number() })),
});
