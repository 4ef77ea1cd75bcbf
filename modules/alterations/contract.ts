import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { standings } from '../institutions/institution.ts';
import { alterationKinds, alterationPlan, alterationStates, drafters } from './alteration.ts';

const alterationId = z.coerce.number().int();
const person = z.object({ name: z.string(), at: z.string() }).nullable();
const refusal = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const row = z.object({
  id: z.number(),
  institutionId: z.number(),
  /** As it was called when it was drawn up. */
  institutionName: z.string(),
  kind: z.enum(alterationKinds),
  state: z.enum(alterationStates),
  drafter: z.enum(drafters),
  effectiveOn: z.string(),
  enteredAt: z.string(),
});

/** Alterations of my institution or my jurisdiction, the newest first. */
export const listAlterations = route({
  id: 'alterations.list-alterations',
  method: 'GET',
  path: '/api/alterations',
  permission: 'alterations.read',
  audit: null,
  rate: 'read',
  input: z.object({
    only: z.enum(['open', 'carried-out', 'all']).default('open'),
    institutionId: z.coerce.number().int().optional(),
    ...idPageInput,
  }),
  output: pageOf(row),
});

const figures = z.object({
  children: z.number(),
  classes: z.number(),
  accounts: z.number(),
  openCases: z.number(),
  openTransfers: z.number(),
  openTasks: z.number(),
  waitingReviews: z.number(),
  runningImports: z.number(),
  drafts: z.number(),
  openRectifications: z.number(),
});

/** One alteration: old and new, what it will do, its papers, who said what, and what I may do now. */
export const readAlteration = route({
  id: 'alterations.read-alteration',
  method: 'GET',
  path: '/api/alterations/:alterationId',
  permission: 'alterations.read',
  audit: null,
  rate: 'read',
  input: z.object({ alterationId }),
  output: row.extend({
    institutionCode: z.string(),
    revision: z.number(),
    reason: z.string(),
    plan: alterationPlan,
    /** Old and new of each field that differs; before it is carried out, old is what stands now. */
    differences: z.array(z.object({ field: z.string(), was: z.string().nullable(), becomes: z.string().nullable() })),
    /** Institutions that the plan names, with the children that go there. */
    targets: z.array(z.object({ id: z.number(), code: z.string(), name: z.string(), children: z.number().nullable() })),
    effects: z
      .object({
        figures,
        /** Children and classes that change their institution. */
        movedChildren: z.number(),
        movedClasses: z.number(),
        code: z.enum(['kept', 'retired', 'replaced']),
        /** What stands in the way at this moment. */
        obstacle: refusal.nullable(),
      })
      .nullable(),
    outcome: z.record(z.string(), z.number()).nullable(),
    failure: refusal.nullable(),
    newCode: z.string().nullable(),
    entered: person,
    confirmed: person,
    reviewed: person,
    reviewOffice: z.string().nullable(),
    /** Of the superior that both counties have in common, where it goes to another county. */
    above: person,
    aboveOffice: z.string().nullable(),
    note: z.string().nullable(),
    carriedOutAt: z.string().nullable(),
    dueOn: z.string().nullable(),
    papers: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    may: z.object({ edit: z.boolean(), confirm: z.boolean(), review: z.boolean(), withdraw: z.boolean() }),
  }),
});

/** Institutions of my county that could take children in, by a part of the name or the beginning of the code. */
export const searchNeighbours = route({
  id: 'alterations.search-neighbours',
  method: 'GET',
  path: '/api/alteration-targets',
  permission: 'alterations.apply',
  audit: null,
  rate: 'read',
  input: z.object({ text: z.string().trim().min(1).max(60) }),
  output: z.array(z.object({ id: z.number(), code: z.string(), name: z.string(), countyName: z.string() })),
});

/** Where an institution stands now, for the form of an alteration: its standing, its fields, its classes with children. */
export const readStanding = route({
  id: 'alterations.read-standing',
  method: 'GET',
  path: '/api/institutions/:institutionId/standing',
  permission: 'alterations.read',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId: z.coerce.number().int() }),
  output: z.object({
    name: z.string(),
    code: z.string(),
    kind: z.string(),
    nature: z.string().nullable(),
    townCode: z.string().nullable(),
    address: z.string().nullable(),
    standing: z.enum(standings),
    countyCode: z.string(),
    /** The number of the alteration that is under way. */
    underWay: z.number().nullable(),
    /** `classId` null: children without a class. */
    seats: z.array(
      z.object({ classId: z.number().nullable(), className: z.string().nullable(), children: z.number() }),
    ),
  }),
});

const text = z.string().trim().min(2).max(2000);
const draft = { effectiveOn: z.iso.date(), reason: text, plan: alterationPlan };

export const drawUpAlteration = route({
  id: 'alterations.draw-up',
  method: 'POST',
  path: '/api/institutions/:institutionId/alterations',
  permission: 'alterations.apply',
  audit: 'alterations.drawn-up',
  rate: 'write',
  input: z.object({
    institutionId: z.coerce.number().int(),
    /** Chosen by the form: sent twice, it is drawn up once. */
    requestId: z.uuid(),
    ...draft,
  }),
  output: z.object({ alterationId: z.number() }),
});

export const editAlteration = route({
  id: 'alterations.edit-alteration',
  method: 'POST',
  path: '/api/alterations/:alterationId',
  permission: 'alterations.apply',
  audit: 'alterations.edited',
  rate: 'write',
  input: z.object({ alterationId, revision: z.number().int(), ...draft }),
  output: z.object({ revision: z.number() }),
});

const acted = z.object({ state: z.enum(alterationStates), revision: z.number() });

/** To the principal; what the county drew up, to its reviewer. The papers must be there. */
export const submitAlteration = route({
  id: 'alterations.submit-alteration',
  method: 'POST',
  path: '/api/alterations/:alterationId/submission',
  permission: 'alterations.apply',
  audit: 'alterations.submitted',
  rate: 'write',
  input: z.object({ alterationId, revision: z.number().int() }),
  output: acted,
});

const reason = z.string().trim().max(500).nullable();

/** The principal's word. */
export const confirmAlteration = route({
  id: 'alterations.confirm-alteration',
  method: 'POST',
  path: '/api/alterations/:alterationId/confirmation',
  permission: 'alterations.confirm',
  audit: 'alterations.confirmed',
  rate: 'write',
  input: z.object({ alterationId, revision: z.number().int(), decision: z.enum(['confirm', 'return']), reason }),
  output: acted,
});

/** The county's decision; then, for one that goes to another county, that of the superior of both. A type of another class gets the new code that the ministry gave. */
export const reviewAlteration = route({
  id: 'alterations.review-alteration',
  method: 'POST',
  path: '/api/alterations/:alterationId/review',
  permission: 'alterations.review',
  audit: 'alterations.reviewed',
  rate: 'write',
  input: z.object({
    alterationId,
    revision: z.number().int(),
    decision: z.enum(['approve', 'return', 'refuse']),
    reason,
    newCode: z.string().trim().max(10).nullable(),
  }),
  output: acted,
});

export const withdrawAlteration = route({
  id: 'alterations.withdraw-alteration',
  method: 'POST',
  path: '/api/alterations/:alterationId/withdrawal',
  permission: 'alterations.apply',
  audit: 'alterations.withdrawn',
  rate: 'write',
  input: z.object({ alterationId, revision: z.number().int() }),
  output: acted,
});
