import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { changeKinds } from './division-change.ts';
import { divisionKinds, divisionLevels } from './divisions.ts';

/** Six digits, or twelve characters with letters. */
export const divisionCode = z
  .string()
  .trim()
  .regex(/^([0-9]{6}|[0-9A-Z]{12})$/);

const documentOf = z.object({ kind: z.enum(changeKinds), title: z.string(), number: z.string().nullable() }).nullable();

/** Divisions directly below one on a date, a level at a time: the tree is never sent whole. */
export const listDivisions = route({
  id: 'jurisdictions.list-divisions',
  method: 'GET',
  path: '/api/divisions/below',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ parent: divisionCode.optional(), on: z.iso.date().optional() }),
  output: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      level: z.enum(divisionLevels),
      kind: z.enum(divisionKinds),
      since: z.string(),
      parts: z.number().int(),
    }),
  ),
});

/** A code with its whole history: each period, what began and what ended it, and where it stood. */
export const readDivision = route({
  id: 'jurisdictions.read-division',
  method: 'GET',
  path: '/api/divisions/:code',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ code: divisionCode, on: z.iso.date().optional() }),
  output: z.object({
    code: z.string(),
    /** From the province down to the division itself, on the date asked for. */
    line: z.array(z.object({ code: z.string(), name: z.string() })),
    inForce: z.boolean(),
    level: z.enum(divisionLevels),
    kind: z.enum(divisionKinds),
    periods: z.array(
      z.object({
        name: z.string(),
        fullName: z.string(),
        from: z.string(),
        to: z.string().nullable(),
        begun: documentOf,
        ended: documentOf,
        heirCode: z.string().nullable(),
        heirName: z.string().nullable(),
      }),
    ),
  }),
});

const placeView = z.object({
  countyCode: z.string(),
  fullName: z.string(),
  townCode: z.string().nullable(),
  townName: z.string().nullable(),
});

/** Where an institution stood on a date, and all places it has had, the newest first. */
export const readInstitutionPlaces = route({
  id: 'jurisdictions.read-institution-places',
  method: 'GET',
  path: '/api/institutions/:institutionId/places',
  permission: 'institutions.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int(), on: z.iso.date().optional() }),
  output: z.object({
    asked: placeView,
    places: z.array(placeView.extend({ from: z.string().nullable(), to: z.string().nullable() })),
  }),
});
