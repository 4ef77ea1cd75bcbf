import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { childStates } from '../children/child.ts';
import { paperCode } from '../papers/contract.ts';
import { crossingStates, directions } from './crossing.ts';
import { longestFile } from './file-format.ts';

const crossingId = z.coerce.number().int();
const childId = z.coerce.number().int();
const person = z.object({ name: z.string(), at: z.string() }).nullable();
const reason = z.string().trim().max(500).refine(isSaid);
const otherInstitution = z.string().trim().max(200).nullable();
const otherCode = z.string().regex(/^\d{6}$/);

/** A time at an institution; ISO dates. */
export const enrolment = z.object({
  institutionName: z.string(),
  placeName: z.string(),
  admittedOn: z.string(),
  endedOn: z.string().nullable(),
});

const row = z.object({
  id: z.number(),
  direction: z.enum(directions),
  childName: z.string(),
  childSex: z.string(),
  childBirthOn: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  /** The division on the other side, and the institution there as far as it is known. */
  otherName: z.string(),
  otherInstitution: z.string().nullable(),
  state: z.enum(crossingStates),
  /** State of the file of a child that came in; null: it has none here. */
  fileState: z.enum(childStates).nullable(),
  drawnUpAt: z.string(),
  dueOn: dueDate,
  /** In the period's own unit; negative when late. */
  daysLeft: z.number().nullable(),
});

/** Children that go to another province or come from one, the newest first; `mine`: what waits for my office. */
export const listCrossings = route({
  id: 'province-border.list-crossings',
  method: 'GET',
  path: '/api/crossings',
  permission: 'province-border.read',
  audit: null,
  rate: 'read',
  input: z.object({
    only: z.enum(['mine', 'open', 'ended', 'all']).default('all'),
    direction: z.enum(directions).optional(),
    ...idPageInput,
  }),
  output: pageOf(row),
});

/** One of them: its papers, every step, and what I may do now. */
export const readCrossing = route({
  id: 'province-border.read-crossing',
  method: 'GET',
  path: '/api/crossings/:crossingId',
  permission: 'province-border.read',
  audit: 'province-border.read',
  rate: 'read',
  input: z.object({ crossingId }),
  output: row.extend({
    revision: z.number(),
    /** The file, for who sees it now. */
    childId: z.number().nullable(),
    otherCode: z.string(),
    /** Why a child goes; null of one that came in. */
    reason: z.string().nullable(),
    note: z.string().nullable(),
    drawnUp: person,
    released: person,
    approved: person,
    sentAt: z.string().nullable(),
    ended: person,
    happenedOn: z.string().nullable(),
    /** Where the child was before, as the other province told. */
    enrolments: z.array(enrolment),
    /** What its papers are known by, by the step after which each was printed. */
    paperCodes: z.array(paperCode),
    needsCounty: z.boolean(),
    article: z.string(),
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
    may: z.object({
      edit: z.boolean(),
      withdraw: z.boolean(),
      release: z.boolean(),
      approve: z.boolean(),
      fetch: z.boolean(),
      takeAnswer: z.boolean(),
      end: z.boolean(),
      accept: z.boolean(),
      refuse: z.boolean(),
    }),
  }),
});

/** Draws up the going of a child of mine to another province. Sent twice, it is drawn up once. */
export const drawUpCrossing = route({
  id: 'province-border.draw-up',
  method: 'POST',
  path: '/api/children/:childId/crossings',
  permission: 'province-border.handle',
  audit: 'province-border.drawn-up',
  rate: 'write',
  input: z.object({ childId, requestId: z.uuid(), otherCode, otherInstitution, reason }),
  output: z.object({ crossingId: z.number() }),
});

export const held = { crossingId, revision: z.number().int() };
export const acted = z.object({ state: z.enum(crossingStates), revision: z.number() });
export const word = z.string().trim().max(500).nullable();

/** To the principal, with the guardian's papers; what came back may say something else now. */
export const submitCrossing = route({
  id: 'province-border.submit',
  method: 'POST',
  path: '/api/crossings/:crossingId/submission',
  permission: 'province-border.handle',
  audit: 'province-border.submitted',
  rate: 'write',
  input: z.object({ ...held, otherCode, otherInstitution, reason }),
  output: acted,
});

/** The principal lets the child go, or sends the application back. */
export const releaseCrossing = route({
  id: 'province-border.release',
  method: 'POST',
  path: '/api/crossings/:crossingId/release',
  permission: 'province-border.release',
  audit: 'province-border.released',
  rate: 'write',
  input: z.object({ ...held, decision: z.enum(['release', 'return']), reason: word }),
  output: acted,
});

/** The county's word where the rules in force ask for it. */
export const approveCrossing = route({
  id: 'province-border.approve',
  method: 'POST',
  path: '/api/crossings/:crossingId/approval',
  permission: 'province-border.approve',
  audit: 'province-border.approved',
  rate: 'write',
  input: z.object({ ...held, decision: z.enum(['approve', 'return']), reason: word }),
  output: acted,
});

export const withdrawCrossing = route({
  id: 'province-border.withdraw',
  method: 'POST',
  path: '/api/crossings/:crossingId/withdrawal',
  permission: 'province-border.handle',
  audit: 'province-border.withdrawn',
  rate: 'write',
  input: z.object(held),
  output: acted,
});

export const made = z.object({
  fileName: z.string(),
  text: z.string(),
  /** With what the other side opens it; null of an answer. */
  openingCode: z.string().nullable(),
});

/** The file that goes with the child, made for the one who hands it over. */
export const makeFile = route({
  id: 'province-border.make-file',
  method: 'POST',
  path: '/api/crossings/:crossingId/file',
  permission: 'province-border.handle',
  audit: 'province-border.file-made',
  rate: 'write',
  input: z.object({ crossingId }),
  output: made,
});

/** Takes the other province's answer in: the child has gone, or the application comes back. The same answer twice changes nothing. */
export const takeAnswer = route({
  id: 'province-border.take-answer',
  method: 'POST',
  path: '/api/crossings/:crossingId/answer',
  permission: 'province-border.handle',
  audit: 'province-border.answer-taken',
  rate: 'write',
  input: z.object({ crossingId, text: z.string().max(longestFile) }),
  output: acted,
});

/** Ends without an answer: the child has gone all the same, or stays. */
export const endCrossing = route({
  id: 'province-border.end',
  method: 'POST',
  path: '/api/crossings/:crossingId/end',
  permission: 'province-border.handle',
  audit: 'province-border.ended',
  rate: 'write',
  input: z.object({ ...held, outcome: z.enum(['go-unanswered', 'stay']), leftOn: z.iso.date().nullable(), reason }),
  output: acted,
});
