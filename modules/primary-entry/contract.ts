import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { childStates } from '../children/child.ts';
import { faults, fields, results } from './answer.ts';
import { standings, whereabouts } from './standing.ts';

export const listStates = ['making', 'ready', 'empty', 'withdrawn', 'failed'] as const;
export const answerStates = ['checked', 'applying', 'applied', 'failed'] as const;

const listId = z.coerce.number().int();
const year = z.coerce.number().int().min(2014).max(2100);
const reason = z.string().trim().max(200).refine(isSaid);

const list = z.object({
  id: z.number(),
  number: z.string(),
  year: z.number(),
  state: z.enum(listStates),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  children: z.number(),
  fileUntil: z.string().nullable(),
  hasFile: z.boolean(),
  /** Why it was not made; null: it was, or nothing is known. */
  failure: z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  /** Whether it is my office's own to go on with. */
  isMine: z.boolean(),
});

/** Lists of my county, or of my province and its counties, newest first. */
export const listLists = route({
  id: 'primary-entry.list-lists',
  method: 'GET',
  path: '/api/primary-entry-lists',
  permission: 'primary-entry.read-lists',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput }),
  output: pageOf(list),
});

const counts = z.object({
  read: z.number(),
  accepted: z.number(),
  'not-found': z.number(),
  differs: z.number(),
  already: z.number(),
  replaced: z.number(),
  faulty: z.number(),
});

/** One list: what was answered so far, and the files of answers with what is wrong in them. */
export const readList = route({
  id: 'primary-entry.read-list',
  method: 'GET',
  path: '/api/primary-entry-lists/:listId',
  permission: 'primary-entry.read-lists',
  audit: null,
  rate: 'read',
  input: z.object({ listId }),
  output: list.extend({
    answered: z.object({ accepted: z.number(), 'not-found': z.number(), differs: z.number(), waiting: z.number() }),
    answers: z.array(
      z.object({
        id: z.number(),
        fileName: z.string(),
        state: z.enum(answerStates),
        uploadedBy: z.string(),
        uploadedAt: z.string(),
        appliedAt: z.string().nullable(),
        counts,
        faults: z.array(z.object({ row: z.number(), fault: z.enum(faults) })),
        failure: z
          .object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
          .nullable(),
      }),
    ),
    may: z.object({ make: z.boolean(), takeIn: z.boolean() }),
  }),
});

/** Makes a list of the graduates of a year that nobody has been asked about, or whose answer was no; a job does it. */
export const makeList = route({
  id: 'primary-entry.make-list',
  method: 'POST',
  path: '/api/primary-entry-lists',
  permission: 'primary-entry.make',
  audit: 'primary-entry.list-made',
  rate: 'bulk',
  input: z.object({ requestId: z.uuid(), year, reason }),
  output: z.object({ listId: z.number(), number: z.string() }),
});

/** Takes a list back: who has no answer yet goes out on the next one, and the file is destroyed. */
export const withdrawList = route({
  id: 'primary-entry.withdraw-list',
  method: 'POST',
  path: '/api/primary-entry-lists/:listId/withdrawal',
  permission: 'primary-entry.make',
  audit: 'primary-entry.list-withdrawn',
  rate: 'write',
  input: z.object({ listId }),
  output: z.object({}),
});

/** POST: the file of a list with whole numbers, for a reason that stands in the trail. */
export const handOutInput = z.object({ listId, reason });
export const handOutPath = '/api/primary-entry-lists/:listId/file';

/** POST one file (multipart): answers to a list, looked through before they are taken in. */
export const answersPath = '/api/primary-entry-lists/:listId/answers';

/** Takes looked-through answers in; `expectFaulty` is the number of lines that stay out, so that nobody is surprised. */
export const applyAnswers = route({
  id: 'primary-entry.apply-answers',
  method: 'POST',
  path: '/api/primary-entry-answers/:answerId/application',
  permission: 'primary-entry.take-in',
  audit: 'primary-entry.answers-applied',
  rate: 'bulk',
  input: z.object({ answerId: z.coerce.number().int(), expectFaulty: z.number().int() }),
  output: z.object({}),
});

const graduate = z.object({
  childId: z.number(),
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  endedOn: z.string(),
  standing: z.enum(standings),
  school: z.string().nullable(),
  enteredOn: z.string().nullable(),
  /** Of a difference: the field, what the file has (a document number masked), and what the primary side has. */
  field: z.enum(fields).nullable(),
  ours: z.string().nullable(),
  told: z.string().nullable(),
  whereabouts: z.enum(whereabouts).nullable(),
  note: z.string().nullable(),
  notedBy: z.string().nullable(),
  /** Whether the day has passed by which it should have arrived. */
  isLate: z.boolean(),
  may: z.object({ note: z.boolean(), takeBack: z.boolean() }),
});

/** Graduates of a year in my scope, by id; `missing`: those who have not arrived though the day has passed. */
export const listGraduates = route({
  id: 'primary-entry.list-graduates',
  method: 'GET',
  path: '/api/primary-entry-graduates',
  permission: 'primary-entry.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...idPageInput,
    year,
    only: z.enum([...standings, 'missing', 'all']).default('all'),
    institutionId: z.coerce.number().int().optional(),
    division: z.string().max(12).optional(),
    name: z.string().max(36).optional(),
  }),
  output: pageOf(graduate).extend({ dueOn: z.string().nullable() }),
});

const figures = {
  graduates: z.number(),
  accepted: z.number(),
  waiting: z.number(),
  notListed: z.number(),
  notFound: z.number(),
  differs: z.number(),
  /** Not accepted though the day has passed; of these, those of whom something is known. */
  missing: z.number(),
  known: z.number(),
};

/** How the graduates of a year stand by the parts of a division: counties, then institutions. */
export const countGraduates = route({
  id: 'primary-entry.count-graduates',
  method: 'GET',
  path: '/api/primary-entry-figures',
  permission: 'primary-entry.read',
  audit: null,
  rate: 'read',
  input: z.object({ year, division: z.string().max(12).optional() }),
  output: z.object({
    code: z.string(),
    name: z.string(),
    dueOn: z.string().nullable(),
    article: z.string(),
    rows: z.array(
      z.object({
        /** Division code, or the number of an institution. */
        code: z.string(),
        name: z.string(),
        opens: z.enum(['division', 'institution']),
        ...figures,
      }),
    ),
  }),
});

/** What is known of a graduate that has not arrived. */
export const noteGraduate = route({
  id: 'primary-entry.note-graduate',
  method: 'POST',
  path: '/api/children/:childId/primary-entry-note',
  permission: 'primary-entry.note',
  audit: 'primary-entry.noted',
  rate: 'write',
  input: z.object({
    childId: z.coerce.number().int(),
    whereabouts: z.enum(whereabouts),
    note: z.string().trim().max(200).refine(isSaid).nullable(),
  }),
  output: z.object({}),
});

/** Takes a wrong acceptance back, while nothing has followed. */
export const takeBack = route({
  id: 'primary-entry.take-back',
  method: 'POST',
  path: '/api/children/:childId/primary-entry-undoing',
  permission: 'primary-entry.take-back',
  audit: 'primary-entry.taken-back',
  rate: 'write',
  input: z.object({ childId: z.coerce.number().int(), reason }),
  output: z.object({}),
});

/** Whether a child of this number went to preschool in the province, for the county in which it enters primary school. */
export const lookUpChild = route({
  id: 'primary-entry.look-up-child',
  method: 'POST',
  path: '/api/primary-entry-lookups',
  permission: 'primary-entry.look-up',
  audit: 'primary-entry.child-looked-up',
  rate: 'write',
  input: z.object({
    number: z.string().trim().min(5).max(40),
    /** Needed with an identity number. */
    name: z.string().trim().max(36).nullable(),
    reason,
  }),
  output: z.object({
    found: z
      .object({
        nameMasked: z.string(),
        sex: z.string(),
        birthOn: z.string(),
        institutionName: z.string(),
        countyName: z.string(),
        state: z.enum(childStates),
        endedOn: z.string().nullable(),
        result: z.enum(results).nullable(),
        school: z.string().nullable(),
      })
      .nullable(),
  }),
});
