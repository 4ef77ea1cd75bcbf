import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { childColumns } from '../children/columns.ts';
import { acted, enrolment, held, made, word } from './contract.ts';
import { longestFile } from './file-format.ts';

const institutionId = z.coerce.number().int();
const crossingId = z.coerce.number().int();
const fileIn = { institutionId, text: z.string().max(longestFile), openingCode: z.string().max(60) };
const into = { ...fileIn, classCode: z.string().max(60).nullable(), admittedOn: z.iso.date() };
const shownValue = z.union([z.string(), z.boolean(), z.null()]);

/** What a file would enter, before anything is entered: numbers masked, everything that is wrong named. */
export const checkFile = route({
  id: 'province-border.check-file',
  method: 'POST',
  path: '/api/institutions/:institutionId/crossing-checks',
  permission: 'province-border.handle',
  audit: 'province-border.file-checked',
  rate: 'write',
  input: z.object(into),
  output: z.object({
    from: z.object({ name: z.string(), institutionName: z.string() }),
    madeAt: z.string(),
    values: z.partialRecord(z.enum(childColumns), shownValue),
    numberMasked: z.string().nullable(),
    /** Whether the number goes on here. */
    continues: z.boolean(),
    enrolments: z.array(enrolment),
    problems: z.array(
      z.object({
        column: z.enum(childColumns),
        code: z.string(),
        severity: z.enum(['error', 'warning']),
        value: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
    /** Whether its child is here with its number already: nothing is entered, the file joins the child's own. */
    joins: z.boolean(),
    /** The child's file at my institution, whatever its state; null: none. */
    childId: z.number().nullable(),
    /** Why it cannot be taken in at all: a refusal's code. */
    obstacle: z.string().nullable(),
    /** Where it was taken in already. */
    crossingId: z.number().nullable(),
  }),
});

/**
 * Enters the child of a file at my institution, as any child is entered; one that is here with its number already keeps
 * its own values and is told where it was. The same file twice changes nothing.
 */
export const takeFile = route({
  id: 'province-border.take-file',
  method: 'POST',
  path: '/api/institutions/:institutionId/crossings',
  permission: 'province-border.handle',
  audit: 'province-border.file-taken',
  rate: 'write',
  input: z.object(into),
  output: z.object({ crossingId: z.number(), childId: z.number().nullable() }),
});

/** The child of the file is not taken in. */
export const refuseFile = route({
  id: 'province-border.refuse-file',
  method: 'POST',
  path: '/api/institutions/:institutionId/crossing-refusals',
  permission: 'province-border.handle',
  audit: 'province-border.file-refused',
  rate: 'write',
  input: z.object({ ...fileIn, reason: z.string().trim().max(500).refine(isSaid) }),
  output: z.object({ crossingId: z.number() }),
});

/** The word about a child that was entered from a file: it has its number here, or it does not come after all. */
export const answerCrossing = route({
  id: 'province-border.answer',
  method: 'POST',
  path: '/api/crossings/:crossingId/reply',
  permission: 'province-border.handle',
  audit: 'province-border.answered',
  rate: 'write',
  input: z.object({ ...held, decision: z.enum(['accept', 'refuse']), reason: word }),
  output: acted,
});

/** The answer as a file, for whoever hands it over. */
export const makeAnswer = route({
  id: 'province-border.make-answer',
  method: 'POST',
  path: '/api/crossings/:crossingId/answer-file',
  permission: 'province-border.handle',
  audit: 'province-border.answer-made',
  rate: 'write',
  input: z.object({ crossingId }),
  output: made,
});
