import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { changeKinds } from './division-change.ts';
import { divisionKinds, divisionLevels } from './divisions.ts';
import { divisionCode as code } from './tree-contract.ts';

const name = z.string().trim().min(2).max(60);
const names = {
  documentTitle: z.string().trim().min(2).max(200),
  documentNumber: z.string().trim().max(60).nullable(),
};
const part = z.object({
  code,
  name,
  kind: z.enum(divisionKinds),
  level: z.enum(divisionLevels),
  parentCode: code,
  towns: z.array(code).max(500),
  institutionIds: z.array(z.number().int().positive()).max(2000),
});

export const divisionChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), code, name, newCode: code.nullable() }),
  z.object({ kind: z.literal('move'), code, parentCode: code, newCode: code.nullable() }),
  z.object({ kind: z.literal('merge'), codes: z.array(code).min(1).max(50), into: code }),
  z.object({ kind: z.literal('split'), code, part }),
  z.object({ kind: z.literal('abolish'), code }),
  z.object({ kind: z.literal('found'), part }),
]);

export const changeStates = [
  'draft',
  'applied',
  'planned',
  'running',
  'carried-out',
  'rejected',
  'withdrawn',
  'failed',
] as const;
export type ChangeState = (typeof changeStates)[number];

export const figures = z.object({
  institutions: z.number().int(),
  children: z.number().int(),
  classes: z.number().int(),
  accounts: z.number().int(),
  basicReviews: z.number().int(),
  childReviews: z.number().int(),
  openCases: z.number().int(),
  runningImports: z.number().int(),
  offices: z.number().int(),
  /** Offices that close, since the division they act for goes on under another department. */
  closingOffices: z.number().int(),
  /** Divisions whose period ends or begins. */
  divisions: z.number().int(),
});
export type Figures = z.infer<typeof figures>;

const changeRow = z.object({
  id: z.number(),
  kind: z.enum(changeKinds),
  state: z.enum(changeStates),
  applied: z.boolean(),
  /** What the change names, as it is called: `{before} → {after}`. */
  subject: z.string(),
  target: z.string(),
  inForceOn: z.string(),
  documentTitle: z.string(),
  documentNumber: z.string().nullable(),
  officeName: z.string(),
  draftedAt: z.string(),
});

/** Changes of the tree that my office keeps or decides, the newest first. */
export const listChanges = route({
  id: 'jurisdictions.list-changes',
  method: 'GET',
  path: '/api/division-changes',
  permission: 'jurisdictions.change-divisions',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, open: z.enum(['yes', 'no']).optional() }),
  output: pageOf(changeRow),
});

/** One change with what it moves: counted anew while it is open, as it was carried out afterwards. */
export const readChange = route({
  id: 'jurisdictions.read-change',
  method: 'GET',
  path: '/api/division-changes/:changeId',
  permission: 'jurisdictions.change-divisions',
  audit: null,
  rate: 'read',
  input: z.object({ changeId: z.coerce.number().int() }),
  output: changeRow.extend({
    change: divisionChange,
    reason: z.string(),
    draftedBy: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decisionReason: z.string().nullable(),
    step: z.string().nullable(),
    done: z.number(),
    total: z.number(),
    finishedAt: z.string().nullable(),
    /** What moves; null when the change cannot be (see `problem`). */
    figures: figures.nullable(),
    problem: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
    divisions: z.array(z.object({ code: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    may: z.object({ carryOut: z.boolean(), decide: z.boolean(), withdraw: z.boolean() }),
  }),
});

/** The institutions behind the figures of a change, by their ids. */
export const listAffected = route({
  id: 'jurisdictions.list-affected',
  method: 'GET',
  path: '/api/division-changes/:changeId/institutions',
  permission: 'jurisdictions.change-divisions',
  audit: null,
  rate: 'read',
  input: z.object({ changeId: z.coerce.number().int(), ...idPageInput }),
  output: pageOf(
    z.object({
      id: z.number(),
      code: z.string(),
      name: z.string(),
      from: z.string(),
      to: z.string(),
      children: z.number(),
      classes: z.number(),
      accounts: z.number(),
      basicReviews: z.number(),
      childReviews: z.number(),
      openCases: z.number(),
      runningImports: z.number(),
    }),
  ),
});

/** The offices behind the figures of a change: those that go along and those that close. */
export const listAffectedOffices = route({
  id: 'jurisdictions.list-affected-offices',
  method: 'GET',
  path: '/api/division-changes/:changeId/offices',
  permission: 'jurisdictions.change-divisions',
  audit: null,
  rate: 'read',
  input: z.object({ changeId: z.coerce.number().int() }),
  output: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      level: z.string(),
      closes: z.boolean(),
      /** Its open accounts: closed with the office, or going along with it. */
      accounts: z.number().int(),
    }),
  ),
});

/** Draft a change of the tree below my division. Nothing happens before it is carried out. */
export const draftChange = route({
  id: 'jurisdictions.draft-change',
  method: 'POST',
  path: '/api/division-changes',
  permission: 'jurisdictions.change-divisions',
  audit: 'jurisdictions.change-drafted',
  rate: 'write',
  input: z.object({ change: divisionChange, on: z.iso.date(), ...names, reason: z.string().trim().max(500) }),
  output: z.object({ changeId: z.number() }),
});

/** Apply for a self-defined division in or beside my own; the level above gives the code and decides. */
export const applyForDivision = route({
  id: 'jurisdictions.apply-for-division',
  method: 'POST',
  path: '/api/division-applications',
  permission: 'jurisdictions.change-divisions',
  audit: 'jurisdictions.division-applied-for',
  rate: 'write',
  input: z.object({
    name,
    level: z.enum(['county', 'town']),
    on: z.iso.date(),
    ...names,
    reason: z.string().trim().min(2).max(500),
    towns: part.shape.towns,
    institutionIds: part.shape.institutionIds,
  }),
  output: z.object({ changeId: z.number(), code: z.string() }),
});

/** Approve an application (it becomes a draft of this level's, with the code given here) or reject it with a reason. */
export const decideApplication = route({
  id: 'jurisdictions.decide-application',
  method: 'POST',
  path: '/api/division-changes/:changeId/decision',
  permission: 'jurisdictions.change-divisions',
  audit: 'jurisdictions.division-application-decided',
  rate: 'write',
  input: z.object({
    changeId: z.coerce.number().int(),
    decision: z.enum(['approve', 'reject']),
    code: code.nullable(),
    reason: z.string().trim().max(500).nullable(),
  }),
  output: z.object({ state: z.enum(changeStates) }),
});

/** Carry a draft out: at once when its day has come, otherwise on its day. `expectInstitutions` is what the preview said. */
export const carryOutChange = route({
  id: 'jurisdictions.carry-out-change',
  method: 'POST',
  path: '/api/division-changes/:changeId/carrying-out',
  permission: 'jurisdictions.change-divisions',
  audit: 'jurisdictions.change-ordered',
  rate: 'write',
  input: z.object({ changeId: z.coerce.number().int(), expectInstitutions: z.number().int().min(0) }),
  output: z.object({ state: z.enum(changeStates) }),
});

export const withdrawChange = route({
  id: 'jurisdictions.withdraw-change',
  method: 'POST',
  path: '/api/division-changes/:changeId/withdrawal',
  permission: 'jurisdictions.change-divisions',
  audit: 'jurisdictions.change-withdrawn',
  rate: 'write',
  input: z.object({ changeId: z.coerce.number().int() }),
  output: z.object({ state: z.enum(changeStates) }),
});
