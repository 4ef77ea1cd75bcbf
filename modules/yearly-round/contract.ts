import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { classTypes } from '../classes/class-plan.ts';
import { exceptionWays, moveWays, roundKinds, roundStates, stayCodes } from './round.ts';
import { keptCodes } from './undoing.ts';

const institutionId = z.coerce.number().int();
const roundId = z.coerce.number().int();
const kind = z.enum(roundKinds);
const revision = z.number().int();
const reason = z.string().trim().max(500).refine(isSaid);
const className = z.string().trim().min(1).max(30);

/** Most children that a plan may treat apart. */
export const mostExceptions = 2000;

const plan = z.object({
  /** Day of graduation; null in the other rounds. */
  on: z.iso.date().nullable(),
  /** Whose children go on, and into which class of the plan; null: by age, or out of the kindergarten. */
  classes: z.array(z.object({ classId: z.number().int(), to: className.nullable() })).max(200),
  /** Classes of the new school year; made where there is none of that name. */
  targets: z.array(z.object({ name: className, type: z.enum(classTypes) })).max(200),
  exceptions: z
    .array(
      z.object({
        childId: z.number().int(),
        how: z.enum(exceptionWays),
        to: className.nullable(),
        reason: z.string().trim().max(200).nullable(),
      }),
    )
    .max(mostExceptions),
});

const window = z.object({
  year: z.number(),
  opensOn: z.string(),
  closesOn: z.string(),
  article: z.string(),
  isOpen: z.boolean(),
});

const schoolClass = z.object({
  id: z.number(),
  name: z.string(),
  type: z.enum(classTypes),
  schoolYear: z.number(),
  capacity: z.number().nullable(),
  children: z.number(),
});

/** What an institution begins with: the window, its classes, a plan that takes each class one step on, and an open round. */
export const startRound = route({
  id: 'yearly-round.read-start',
  method: 'GET',
  path: '/api/institutions/:institutionId/yearly-round-start',
  permission: 'yearly-round.propose',
  audit: null,
  rate: 'read',
  input: z.object({ institutionId, kind }),
  output: z.object({
    window,
    classes: z.array(schoolClass),
    plan,
    openRoundId: z.number().nullable(),
  }),
});

/** Draws a plan up; it waits for the principal. */
export const proposeRound = route({
  id: 'yearly-round.propose-round',
  method: 'POST',
  path: '/api/institutions/:institutionId/yearly-rounds',
  permission: 'yearly-round.propose',
  audit: 'yearly-round.proposed',
  rate: 'bulk',
  input: z.object({ institutionId, kind, plan }),
  output: z.object({ roundId: z.number() }),
});

/** Changes a plan that waits. */
export const changeRound = route({
  id: 'yearly-round.change-round',
  method: 'POST',
  path: '/api/yearly-rounds/:roundId',
  permission: 'yearly-round.propose',
  audit: 'yearly-round.changed',
  rate: 'write',
  input: z.object({ roundId, revision, plan }),
  output: z.object({ revision: z.number() }),
});

export const withdrawRound = route({
  id: 'yearly-round.withdraw-round',
  method: 'POST',
  path: '/api/yearly-rounds/:roundId/withdrawal',
  permission: 'yearly-round.propose',
  audit: 'yearly-round.withdrawn',
  rate: 'write',
  input: z.object({ roundId, revision }),
  output: z.object({}),
});

/** The principal confirms what was looked at: as many children as the preview said, or it is refused. It is then carried out. */
export const confirmRound = route({
  id: 'yearly-round.confirm-round',
  method: 'POST',
  path: '/api/yearly-rounds/:roundId/confirmation',
  permission: 'yearly-round.confirm',
  audit: 'yearly-round.confirmed',
  rate: 'bulk',
  input: z.object({ roundId, revision, expectMoved: z.number().int(), expectStayed: z.number().int() }),
  output: z.object({}),
});

/** Takes a round back while its window is open; children that were changed since stay and are named. */
export const undoRound = route({
  id: 'yearly-round.undo-round',
  method: 'POST',
  path: '/api/yearly-rounds/:roundId/undoing',
  permission: 'yearly-round.confirm',
  audit: 'yearly-round.undone',
  rate: 'bulk',
  input: z.object({
    roundId,
    revision,
    reason,
    /** These children only, the round stands for the others; null: the whole round. */
    childIds: z.array(z.number().int()).min(1).max(mostExceptions).nullable().default(null),
  }),
  output: z.object({ back: z.number(), kept: z.number() }),
});

const summary = {
  id: z.number(),
  institutionId: z.number(),
  institutionName: z.string(),
  kind,
  year: z.number(),
  state: z.enum(roundStates),
  revision: z.number(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  moved: z.number().nullable(),
  stayed: z.number().nullable(),
};

const child = z.object({
  childId: z.number(),
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  fromClass: z.string().nullable(),
  how: z.enum(moveWays),
  to: z.string().nullable(),
  stayCode: z.enum(stayCodes).nullable(),
  reason: z.string().nullable(),
  /** Left where it is when the round was taken back. */
  keptCode: z.enum(keptCodes).nullable(),
  /** Taken back: with the round, or alone. */
  isTakenBack: z.boolean(),
});

/** A round: what it would do now while it waits; what it did once it was carried out. */
export const readRound = route({
  id: 'yearly-round.read-round',
  method: 'GET',
  path: '/api/yearly-rounds/:roundId',
  permission: 'yearly-round.read',
  audit: null,
  rate: 'read',
  input: z.object({ roundId }),
  output: z.object({
    ...summary,
    plan,
    window,
    failure: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
    undoneBy: z.string().nullable(),
    undoneAt: z.string().nullable(),
    undoReason: z.string().nullable(),
    /** Counts in, by the class that the children come from: `boys + girls = moving + staying`. */
    from: z.array(
      z.object({
        name: z.string().nullable(),
        boys: z.number(),
        girls: z.number(),
        moving: z.number(),
        staying: z.number(),
      }),
    ),
    /** Counts out, by the class that they go to. */
    targets: z.array(
      z.object({
        name: z.string(),
        type: z.enum(classTypes),
        before: z.number(),
        boys: z.number(),
        girls: z.number(),
        limit: z.number().nullable(),
        excess: z.number(),
      }),
    ),
    children: z.array(child),
    may: z.object({ change: z.boolean(), confirm: z.boolean(), undo: z.boolean() }),
  }),
});

/** Rounds in my jurisdiction, the latest first. */
export const listRounds = route({
  id: 'yearly-round.list-rounds',
  method: 'GET',
  path: '/api/yearly-rounds',
  permission: 'yearly-round.read',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, kind: kind.optional(), state: z.enum(roundStates).optional() }),
  output: pageOf(z.object(summary)),
});
