import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { packCodes } from './policy-pack.ts';

export const divisionView = z.object({ code: z.string(), name: z.string(), fullName: z.string(), level: z.string() });

/** Pickers search on the server: by name, full name or code, at most 20 answers, those in force first. */
export const searchDivisions = route({
  id: 'jurisdictions.search-divisions',
  method: 'GET',
  path: '/api/divisions',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ text: z.string().max(50), level: z.enum(['province', 'prefecture', 'county', 'town']).optional() }),
  output: z.array(divisionView),
});

const plainValue = z.union([z.string().max(60), z.number(), z.boolean(), z.null()]);
const next = z
  .object({ on: z.string(), value: plainValue, unit: z.string().nullable(), article: z.string() })
  .nullable();

/** The rules in force for my office on a day: each with its article, where it comes from, since when, and what comes next. */
export const readPolicy = route({
  id: 'jurisdictions.read-policy',
  method: 'GET',
  path: '/api/policy',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ on: z.iso.date().optional() }),
  output: z.object({
    pack: z.string(),
    on: z.string(),
    divisionName: z.string(),
    /** The year whose holidays are not published or not entered yet, when the next 60 days reach it. */
    missingHolidays: z.number().int().nullable(),
    values: z.array(
      z.object({
        key: z.string(),
        value: plainValue,
        unit: z.string().nullable(),
        article: z.string(),
        basis: z.string(),
        /** The pack it is written in; null for a rule that a jurisdiction laid down itself. */
        from: z.string().nullable(),
        since: z.string(),
        divisionCode: z.string(),
        /** Empty for the nation. */
        divisionName: z.string(),
        /** The lower jurisdiction whose looser rule no longer counts. */
        overruled: z.string().nullable(),
        next,
      }),
    ),
  }),
});

/** The rules of my own jurisdiction: what is open to it, what it has laid down, in all versions. */
export const readLocalPolicy = route({
  id: 'jurisdictions.read-local-policy',
  method: 'GET',
  path: '/api/policy-settings',
  permission: 'jurisdictions.set-policy',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    values: z.array(
      z.object({
        key: z.string(),
        value: plainValue,
        unit: z.string().nullable(),
        upper: z.object({ value: plainValue, unit: z.string().nullable(), article: z.string() }),
        own: z.boolean(),
        overruled: z.boolean(),
        since: z.string(),
        open: z.boolean(),
        how: z.enum(['shorter', 'longer', 'more', 'stricter', 'free']),
        order: z.array(z.union([z.string(), z.boolean()])),
        next,
      }),
    ),
    versions: z.array(
      z.object({
        id: z.number(),
        key: z.string(),
        value: plainValue,
        unit: z.string().nullable(),
        follows: z.boolean(),
        from: z.string(),
        documentTitle: z.string(),
        documentNumber: z.string().nullable(),
        setBy: z.string(),
        officeName: z.string(),
        setAt: z.string(),
      }),
    ),
    assignments: z.array(
      z.object({
        divisionCode: z.string(),
        name: z.string(),
        pack: z.string(),
        from: z.string(),
        documentTitle: z.string().nullable(),
        documentNumber: z.string().nullable(),
      }),
    ),
    may: z.object({ set: z.boolean(), assign: z.boolean() }),
  }),
});

/** Whom a rule of my jurisdiction would bind: offices and institutions below it, and those below that have a rule of their own. */
export const readBound = route({
  id: 'jurisdictions.read-bound',
  method: 'GET',
  path: '/api/policy-settings/bound',
  permission: 'jurisdictions.set-policy',
  audit: null,
  rate: 'read',
  input: z.object({ key: z.string().max(60) }),
  output: z.object({
    /** Departments and central kindergartens below my own office. */
    offices: z.number().int(),
    institutions: z.number().int(),
    /** Jurisdictions below that lay this down themselves, by code. */
    own: z.array(
      z.object({ divisionCode: z.string(), name: z.string(), value: plainValue, unit: z.string().nullable() }),
    ),
  }),
});

const named = {
  from: z.iso.date(),
  documentTitle: z.string().trim().min(2).max(200),
  documentNumber: z.string().trim().max(60).nullable(),
};

/** Lay a rule down for my jurisdiction from a day on, with its document; `follow`: what the upper level says again. */
export const setPolicy = route({
  id: 'jurisdictions.set-policy-value',
  method: 'POST',
  path: '/api/policy-settings',
  permission: 'jurisdictions.set-policy',
  audit: 'jurisdictions.policy-laid-down',
  rate: 'write',
  input: z.object({
    key: z.string().max(60),
    follow: z.boolean(),
    value: plainValue,
    unit: z.string().max(20).nullable(),
    ...named,
  }),
  output: z.object({}),
});

/** Say which pack a division below mine follows from a day on. */
export const assignPack = route({
  id: 'jurisdictions.assign-pack',
  method: 'POST',
  path: '/api/pack-assignments',
  permission: 'jurisdictions.set-policy',
  audit: 'jurisdictions.pack-assigned',
  rate: 'write',
  input: z.object({
    divisionCode: z.string().regex(/^([0-9]{6}|[0-9A-Z]{12})$/),
    pack: z.enum(packCodes),
    ...named,
  }),
  output: z.object({}),
});
