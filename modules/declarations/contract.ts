import { dueDate } from '@xueqian/kernel/due-date.ts';
import { pageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { noticePeriods } from '../deadlines/keeping-up.ts';
import { declarationStates } from './declaration.ts';
import { handlings, kindKey } from './kind.ts';

const declarationId = z.coerce.number().int();
const institutionId = z.coerce.number().int();
const division = z.string().max(12).optional();
const person = z.object({ name: z.string(), at: z.string() }).nullable();

const row = z.object({
  id: z.number(),
  institutionId: z.number(),
  /** As it was called when it was drawn up. */
  institutionName: z.string(),
  countyName: z.string(),
  kind: kindKey,
  /** Words of a department's own kind; null: the national list has them. */
  kindTitle: z.string().nullable(),
  handling: z.enum(handlings),
  state: z.enum(declarationStates),
  title: z.string(),
  changedOn: z.string(),
  declaredAt: z.string().nullable(),
  /** By when the county has dealt with it, while it is there. */
  dueOn: dueDate,
  /** In the period's own unit; negative when late. */
  daysLeft: z.number().nullable(),
});

/**
 * Declarations that I see: `queue` — those that wait for the county, by their day; else the newest first. The cursor is
 * `day|task` in the queue and an id elsewhere.
 */
export const listDeclarations = route({
  id: 'declarations.list-declarations',
  method: 'GET',
  path: '/api/declarations',
  permission: 'declarations.read',
  audit: null,
  rate: 'read',
  input: z.object({
    only: z.enum(['queue', 'open', 'decided', 'all']).default('all'),
    kind: kindKey.optional(),
    division,
    ...pageInput,
    after: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2}\|)?\d{1,15}$/)
      .refine((text) => !text.includes('|') || z.iso.date().safeParse(text.slice(0, 10)).success)
      .nullish(),
  }),
  output: pageOf(row),
});

/** One declaration: what it says, its papers, every step, and what I may do now. */
export const readDeclaration = route({
  id: 'declarations.read-declaration',
  method: 'GET',
  path: '/api/declarations/:declarationId',
  permission: 'declarations.read',
  audit: null,
  rate: 'read',
  input: z.object({ declarationId }),
  output: row.extend({
    institutionCode: z.string(),
    revision: z.number(),
    description: z.string(),
    needsPapers: z.boolean(),
    drawnUp: person,
    confirmed: person,
    decided: person,
    decisionOffice: z.string().nullable(),
    note: z.string().nullable(),
    steps: z.array(
      z.object({
        id: z.number(),
        act: z.string(),
        at: z.string(),
        personName: z.string(),
        officeName: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    papers: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    may: z.object({ edit: z.boolean(), withdraw: z.boolean(), confirm: z.boolean(), decide: z.boolean() }),
  }),
});

/** How many were declared in a period and how they ended, by the parts of a division; what waits and is late now. */
export const countDeclarations = route({
  id: 'declarations.count-declarations',
  method: 'GET',
  path: '/api/declaration-counts',
  permission: 'declarations.follow',
  audit: null,
  rate: 'read',
  input: z.object({ division, period: z.enum(noticePeriods).default('half-year') }),
  output: z.object({
    division: z.object({ code: z.string(), name: z.string() }),
    fromOn: z.string(),
    untilOn: z.string(),
    parts: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        opens: z.enum(['division', 'institution']),
        declared: z.number(),
        accepted: z.number(),
        acknowledged: z.number(),
        refused: z.number(),
        returned: z.number(),
        waiting: z.number(),
        late: z.number(),
      }),
    ),
  }),
});

const draft = {
  kind: kindKey,
  title: z.string().trim().min(2).max(100),
  description: z.string().trim().min(2).max(4000),
  changedOn: z.iso.date(),
};

export const drawUpDeclaration = route({
  id: 'declarations.draw-up',
  method: 'POST',
  path: '/api/institutions/:institutionId/declarations',
  permission: 'declarations.draw-up',
  audit: 'declarations.drawn-up',
  rate: 'write',
  input: z.object({
    institutionId,
    /** Chosen by the form: sent twice, it is drawn up once. */
    requestId: z.uuid(),
    ...draft,
  }),
  output: z.object({ declarationId: z.number() }),
});

export const editDeclaration = route({
  id: 'declarations.edit-declaration',
  method: 'POST',
  path: '/api/declarations/:declarationId',
  permission: 'declarations.draw-up',
  audit: 'declarations.edited',
  rate: 'write',
  input: z.object({ declarationId, revision: z.number().int(), ...draft }),
  output: z.object({ revision: z.number() }),
});

const acted = z.object({ state: z.enum(declarationStates), revision: z.number() });
const held = { declarationId, revision: z.number().int() };
const reason = z.string().trim().max(500).nullable();

/** To the principal. The papers that its kind asks for must be there. */
export const submitDeclaration = route({
  id: 'declarations.submit-declaration',
  method: 'POST',
  path: '/api/declarations/:declarationId/submission',
  permission: 'declarations.draw-up',
  audit: 'declarations.submitted',
  rate: 'write',
  input: z.object(held),
  output: acted,
});

/** The principal's word: to the county, whose clock begins or goes on; or back. */
export const confirmDeclaration = route({
  id: 'declarations.confirm-declaration',
  method: 'POST',
  path: '/api/declarations/:declarationId/confirmation',
  permission: 'declarations.confirm',
  audit: 'declarations.confirmed',
  rate: 'write',
  input: z.object({ ...held, decision: z.enum(['confirm', 'return']), reason }),
  output: acted,
});

/** The county's word. What it adds to accepting or taking note may be left out; a return or refusal says why. */
export const decideDeclaration = route({
  id: 'declarations.decide-declaration',
  method: 'POST',
  path: '/api/declarations/:declarationId/decision',
  permission: 'declarations.review',
  audit: 'declarations.decided',
  rate: 'write',
  input: z.object({ ...held, decision: z.enum(['accept', 'acknowledge', 'return', 'refuse']), reason }),
  output: acted,
});

export const withdrawDeclaration = route({
  id: 'declarations.withdraw-declaration',
  method: 'POST',
  path: '/api/declarations/:declarationId/withdrawal',
  permission: 'declarations.draw-up',
  audit: 'declarations.withdrawn',
  rate: 'write',
  input: z.object(held),
  output: acted,
});
