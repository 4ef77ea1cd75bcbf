import { instantPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { building, conditions, filedClass, finance, staffMember } from './profile.ts';
import { filedSections, versionStates } from './section.ts';

const institutionId = z.coerce.number().int();
const section = z.enum(filedSections);
/** A half-year for finance, '' for everything else. */
const period = z.string().regex(/^(20\d\d-(autumn|spring))?$/);
/** The revision that the form was opened with; null when there was no draft. */
const revision = z.number().int().nullable();

/** A member of the staff as sent: a new number whole, or null to keep the one under seal. */
export const sentMember = staffMember.partial().extend({
  key: z.uuid(),
  number: z.string().trim().max(30).nullable(),
});
/** As shown: the number masked; `changed` when it is not the one in force. */
const shownMember = staffMember.partial().extend({ key: z.uuid(), number: z.string().nullable() });

/** Fields as far as they are filled; which of them are there depends on the section. */
const shownFields = z.object({
  ...conditions.partial().shape,
  ...finance.partial().shape,
  buildings: z.array(building.partial()).optional(),
  staff: z.array(shownMember).optional(),
  takenOn: z.string().optional(),
  classes: z.array(filedClass).optional(),
});
export type ShownFields = z.infer<typeof shownFields>;

const person = z.object({ name: z.string(), at: z.string() }).nullable();
export const shownVersion = z.object({
  version: z.number(),
  revision: z.number(),
  state: z.enum(versionStates),
  fields: shownFields,
  entered: person,
  submitted: person,
  confirmed: person,
  reviewed: person,
  /** The office whose stamp stands on the printed form. */
  reviewOffice: z.string().nullable(),
  returned: person,
  reason: z.string().nullable(),
});
export type ShownVersion = z.infer<typeof shownVersion>;

/** Where each section of an institution stands; sections without a row have nothing yet. */
export const listSections = route({
  id: 'institutions.list-sections',
  method: 'GET',
  path: '/api/institutions/:institutionId/sections',
  permission: 'institutions.read-sections',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId }),
  output: z.object({
    name: z.string(),
    kind: z.string(),
    /** Half-years of finance that may be filed now, the newest first. */
    halfYears: z.array(z.string()),
    sections: z.array(
      z.object({
        section,
        period: z.string(),
        state: z.enum(versionStates),
        inForceVersion: z.number().nullable(),
        inForceAt: z.string().nullable(),
      }),
    ),
  }),
});

/** One section: what is in force, what is proposed, and what the asker may do with it now. */
export const readSection = route({
  id: 'institutions.read-section',
  method: 'GET',
  path: '/api/institutions/:institutionId/sections/:section',
  permission: 'institutions.read-sections',
  audit: 'institutions.section-read',
  rate: 'read',
  input: z.object({ institutionId, section, period: period.default('') }),
  output: z.object({
    name: z.string(),
    code: z.string(),
    inForce: shownVersion.nullable(),
    newest: shownVersion.nullable(),
    may: z.object({ edit: z.boolean(), submit: z.boolean(), confirm: z.boolean(), review: z.boolean() }),
  }),
});

const saved = z.object({ version: z.number(), revision: z.number() });
const saveRoute = <F extends z.ZodType>(name: 'buildings' | 'conditions' | 'staff' | 'finance', fields: F) =>
  route({
    id: `institutions.save-${name}`,
    method: 'POST',
    path: `/api/institutions/:institutionId/sections/${name}/draft`,
    permission: 'institutions.edit-sections',
    audit: 'institutions.section-saved',
    rate: 'write',
    input: z.object({ institutionId, period: period.default(''), revision, fields }),
    output: saved,
  });

/** Save a draft; what is in force stays. Fields that are filled must have the right form, none must be filled. */
export const saveBuildings = saveRoute('buildings', z.object({ buildings: z.array(building.partial()).max(60) }));
export const saveConditions = saveRoute('conditions', conditions.partial());
export const saveStaff = saveRoute('staff', z.object({ staff: z.array(sentMember).max(600) }));
export const saveFinance = saveRoute('finance', finance.partial());

/** Take the classes and their children as they stand now: nobody types what the system counts. */
export const takeClasses = route({
  id: 'institutions.take-classes',
  method: 'POST',
  path: '/api/institutions/:institutionId/sections/classes/draft',
  permission: 'institutions.edit-sections',
  audit: 'institutions.section-saved',
  rate: 'write',
  input: z.object({ institutionId, revision }),
  output: saved,
});

const asked = {
  institutionId,
  section,
  period: period.default(''),
  version: z.number().int(),
  revision: z.number().int(),
};
const decided = {
  ...asked,
  decision: z.enum(['approve', 'return']),
  reason: z.string().trim().max(500).nullable(),
};

/** To the principal. */
export const submitSection = route({
  id: 'institutions.submit-section',
  method: 'POST',
  path: '/api/institutions/:institutionId/sections/:section/submission',
  permission: 'institutions.edit-sections',
  audit: 'institutions.section-submitted',
  rate: 'write',
  input: z.object(asked),
  output: z.object({ state: z.enum(versionStates) }),
});

/** The principal confirms, to the county; or returns to those who enter. */
export const confirmSection = route({
  id: 'institutions.confirm-section',
  method: 'POST',
  path: '/api/institutions/:institutionId/sections/:section/confirmation',
  permission: 'institutions.confirm-sections',
  audit: 'institutions.section-confirmed',
  rate: 'write',
  input: z.object(decided),
  output: z.object({ state: z.enum(versionStates) }),
});

/** The county's office that has the duty approves, and the version is in force; or returns. */
export const reviewSection = route({
  id: 'institutions.review-section',
  method: 'POST',
  path: '/api/institutions/:institutionId/sections/:section/review',
  permission: 'institutions.review-sections',
  audit: 'institutions.section-reviewed',
  rate: 'write',
  input: z.object(decided),
  output: z.object({ state: z.enum(versionStates) }),
});

/** Confirmed versions that wait for my office, the oldest first. */
export const listSectionReviews = route({
  id: 'institutions.list-section-reviews',
  method: 'GET',
  path: '/api/section-reviews',
  permission: 'institutions.review-sections',
  audit: null,
  rate: 'read',
  input: z.object({ ...instantPageInput, section: section.optional() }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      code: z.string(),
      name: z.string(),
      section,
      period: z.string(),
      version: z.number(),
      first: z.boolean(),
      confirmedBy: z.string(),
      confirmedAt: z.string(),
    }),
  ),
});
