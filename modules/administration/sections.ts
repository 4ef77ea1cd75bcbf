import { duties } from '@xueqian/kernel/permissions.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { idOf } from './contract.ts';

const dutyList = z.array(z.enum(duties)).max(20);
const townCode = z.string().regex(/^[0-9A-Z]{12}$/);

/** Sections of my department with their duties, and its technical support units. */
export const listSections = route({
  id: 'administration.list-sections',
  method: 'GET',
  path: '/api/sections',
  permission: 'accounts.read',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    department: z.object({ officeId: z.number(), name: z.string(), accounts: z.number() }).nullable(),
    /** Duties that can be given at this level. */
    duties: dutyList,
    sections: z.array(
      z.object({
        officeId: z.number(),
        kind: z.enum(['section', 'support-unit']),
        name: z.string(),
        duties: dutyList,
        accounts: z.number(),
      }),
    ),
  }),
});

/** Founds a section or a support unit (sectionId null), or changes its name and duties. */
export const saveSection = route({
  id: 'administration.save-section',
  method: 'POST',
  path: '/api/sections',
  permission: 'accounts.manage',
  audit: 'administration.section-saved',
  rate: 'write',
  input: z.object({
    sectionId: idOf.nullish(),
    kind: z.enum(['section', 'support-unit']),
    name: z.string().trim().min(2).max(60),
    duties: dutyList,
  }),
  output: z.object({ officeId: z.number() }),
});

/** A section is closed when nobody has an open account there. */
export const closeSection = route({
  id: 'administration.close-section',
  method: 'POST',
  path: '/api/sections/:sectionId/closing',
  permission: 'accounts.manage',
  audit: 'administration.section-closed',
  rate: 'write',
  input: z.object({ sectionId: idOf }),
  output: z.object({}),
});

/** Towns of a county with their central kindergartens, and whether these review first. Only at county level. */
export const listTowns = route({
  id: 'administration.list-towns',
  method: 'GET',
  path: '/api/towns',
  permission: 'accounts.manage',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    firstReview: z.boolean(),
    changedAt: z.string().nullable(),
    changedBy: z.string().nullable(),
    towns: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        institutions: z.number(),
        officeId: z.number().nullable(),
        institutionId: z.number().nullable(),
        kindergarten: z.string().nullable(),
        accounts: z.number(),
      }),
    ),
  }),
});

/** Institutions of a town, to choose its central kindergarten from: by a part of the name, at most 20. */
export const searchTownInstitutions = route({
  id: 'administration.search-town-institutions',
  method: 'GET',
  path: '/api/towns/:townCode/institutions',
  permission: 'accounts.manage',
  audit: null,
  rate: 'read',
  input: z.object({ townCode, text: z.string().trim().max(50).default('') }),
  output: z.array(z.object({ id: z.number(), code: z.string(), name: z.string() })),
});

/** Names the central kindergarten of a town: an institution of that town; its accounts at the town stay. */
export const nameCentralKindergarten = route({
  id: 'administration.name-central-kindergarten',
  method: 'POST',
  path: '/api/towns/:townCode/central-kindergarten',
  permission: 'accounts.manage',
  audit: 'administration.central-kindergarten-named',
  rate: 'write',
  input: z.object({ townCode, institutionId: idOf }),
  output: z.object({ officeId: z.number() }),
});

/** Whether the central kindergartens of my county review before the county (Henan letter of 2017, 3.1). */
export const switchFirstReview = route({
  id: 'administration.switch-first-review',
  method: 'POST',
  path: '/api/first-review',
  permission: 'accounts.manage',
  audit: 'administration.first-review-switched',
  rate: 'write',
  input: z.object({ on: z.boolean() }),
  output: z.object({}),
});
