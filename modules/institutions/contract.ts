import { instantPageInput, pageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { basicSection, sectionStates, standings } from './institution.ts';

export const institutionRow = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  nature: z.string().nullable(),
  countyCode: z.string(),
  countyName: z.string(),
  basicState: z.enum(sectionStates),
  /** Whether it takes children in, rests, or has closed. */
  standing: z.enum(standings),
  /** Children: entered in all (not deleted), waiting for the principal, for the county, with problems, with a number. */
  children: z.number(),
  entered: z.number(),
  returned: z.number(),
  confirmed: z.number(),
  /** Of the confirmed: those without the town's first review that was asked. */
  firstWaiting: z.number(),
  problem: z.number(),
  numbered: z.number(),
  /** Children in the education statistics of the baseline year; null when not imported. */
  statistical: z.number().nullable(),
});

/** Institutions in my scope, by code; filters lead here from the cells of annex 2. */
export const listInstitutions = route({
  id: 'institutions.list-institutions',
  method: 'GET',
  path: '/api/institutions',
  permission: 'institutions.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...pageInput,
    /** Prefecture or county code inside my scope. */
    division: z.string().max(12).optional(),
    name: z.string().max(60).optional(),
    basicState: z.enum([...sectionStates, 'reported']).optional(),
  }),
  output: pageOf(institutionRow),
});

/** The picker of an institution: at most 20 in my scope, by a part of the name or the beginning of the code. */
export const searchInstitutions = route({
  id: 'institutions.search-institutions',
  method: 'GET',
  path: '/api/institutions/search',
  permission: 'institutions.read',
  audit: null,
  rate: 'read',
  input: z.object({ text: z.string().trim().min(1).max(60) }),
  output: z.array(z.object({ id: z.number(), code: z.string(), name: z.string(), countyName: z.string() })),
});

export const sectionVersion = z.object({
  version: z.number(),
  revision: z.number(),
  state: z.enum(sectionStates),
  fields: basicSection.partial(),
  enteredBy: z.string().nullable(),
  enteredAt: z.string().nullable(),
  submittedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  returnedBy: z.string().nullable(),
  returnedAt: z.string().nullable(),
  reason: z.string().nullable(),
});

/** One institution: its row, the section in force and the newest version (draft, entered, submitted, returned), if different. */
export const readInstitution = route({
  id: 'institutions.read-institution',
  method: 'GET',
  path: '/api/institutions/:institutionId',
  permission: 'institutions.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.object({
    institution: institutionRow.extend({
      prefectureName: z.string(),
      provinceName: z.string(),
      divisionFullName: z.string(),
    }),
    inForce: sectionVersion.nullable(),
    newest: sectionVersion.nullable(),
    /** What the server lets me do now. */
    may: z.object({ edit: z.boolean(), submit: z.boolean(), confirm: z.boolean(), review: z.boolean() }),
  }),
});

/** Save the draft of the basic section; what is in force stays. */
export const saveBasicDraft = route({
  id: 'institutions.save-basic-draft',
  method: 'POST',
  path: '/api/institutions/:institutionId/basic-draft',
  permission: 'institutions.edit-basic',
  audit: 'institutions.basic-draft-saved',
  rate: 'write',
  input: z.object({ institutionId: z.coerce.number().int(), fields: basicSection.partial() }),
  output: z.object({ version: z.number() }),
});

/** Hand the draft to the principal; all fields are checked. */
export const submitBasic = route({
  id: 'institutions.submit-basic',
  method: 'POST',
  path: '/api/institutions/:institutionId/basic-submission',
  permission: 'institutions.submit-basic',
  audit: 'institutions.basic-submitted',
  rate: 'write',
  input: z.object({ institutionId: z.coerce.number().int(), fields: basicSection }),
  output: z.object({ version: z.number() }),
});

const decided = {
  institutionId: z.coerce.number().int(),
  version: z.number().int(),
  revision: z.number().int(),
  decision: z.enum(['approve', 'return']),
  reason: z.string().trim().max(500).nullable(),
};

/** The principal confirms what was entered, to the county; or returns it with a reason. */
export const confirmBasic = route({
  id: 'institutions.confirm-basic',
  method: 'POST',
  path: '/api/institutions/:institutionId/basic-confirmation',
  permission: 'institutions.confirm-sections',
  audit: 'institutions.basic-confirmed',
  rate: 'write',
  input: z.object(decided),
  output: z.object({ state: z.enum(sectionStates) }),
});

/** Basic sections that the principals confirmed, to the county, oldest first. */
export const listBasicReviews = route({
  id: 'institutions.list-basic-reviews',
  method: 'GET',
  path: '/api/basic-reviews',
  permission: 'institutions.review-basic',
  audit: null,
  rate: 'read',
  input: z.object({ ...instantPageInput }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      code: z.string(),
      name: z.string(),
      version: z.number(),
      confirmedAt: z.string(),
      confirmedBy: z.string(),
      first: z.boolean(),
    }),
  ),
});

/** Approve or return a confirmed version; a return needs a reason. Version and revision guard against what changed meanwhile. */
export const reviewBasic = route({
  id: 'institutions.review-basic',
  method: 'POST',
  path: '/api/institutions/:institutionId/basic-review',
  permission: 'institutions.review-basic',
  audit: 'institutions.basic-reviewed',
  rate: 'write',
  input: z.object(decided),
  output: z.object({ state: z.enum(sectionStates) }),
});
