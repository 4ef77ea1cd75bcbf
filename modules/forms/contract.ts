import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { answerStates } from './answer.ts';
import { design } from './design.ts';
import { cycles, formStates, openAnswerRules, withinUnits } from './form.ts';

const formId = z.coerce.number().int();
export const formTitle = z.string().trim().min(2).max(80);

/** What a department lays down of a form, beside its fields. */
export const formTerms = z.object({
  title: formTitle,
  note: z.string().trim().max(1000).nullable(),
  divisions: z.array(z.string().regex(/^[0-9A-Z]{6}([0-9A-Z]{6})?$/)).max(200),
  /** Null: all kinds of institutions. */
  kinds: z.array(z.string().max(10)).min(1).max(50).nullable(),
  cycle: z.enum(cycles),
  opensOn: z.iso.date(),
  within: z.object({ value: z.number().int().min(1).max(366), unit: z.enum(withinUnits) }),
});

const row = z.object({
  id: z.number(),
  title: z.string(),
  state: z.enum(formStates),
  officeName: z.string(),
  cycle: z.enum(cycles),
  opensOn: z.string(),
  newestVersion: z.number(),
  isMine: z.boolean(),
});

/** Forms of my office, of those below it, and those that ask institutions of mine; the newest first. */
export const listForms = route({
  id: 'forms.list-forms',
  method: 'GET',
  path: '/api/forms',
  permission: 'forms.follow',
  audit: null,
  rate: 'read',
  input: z.object({ state: z.enum(formStates).optional(), ...idPageInput }),
  output: pageOf(row),
});

export const round = z.object({
  id: z.number(),
  period: z.string(),
  opensOn: z.string(),
  dueOn: z.string().nullable(),
  asked: z.number(),
});

/** One form: what is being worked on, its published versions and its periods. */
export const readForm = route({
  id: 'forms.read-form',
  method: 'GET',
  path: '/api/forms/:formId',
  permission: 'forms.follow',
  audit: null,
  rate: 'read',
  input: z.object({ formId }),
  output: row.extend({
    ...formTerms.shape,
    revision: z.number(),
    design,
    divisionNames: z.array(z.object({ code: z.string(), name: z.string() })),
    versions: z.array(
      z.object({
        version: z.number(),
        design,
        openAnswers: z.enum(openAnswerRules),
        publishedBy: z.string(),
        publishedAt: z.string(),
        answers: z.number(),
      }),
    ),
    rounds: z.array(round),
    /** Whether what is being worked on differs from the newest version. */
    isChanged: z.boolean(),
    may: z.object({ edit: z.boolean(), publish: z.boolean(), close: z.boolean() }),
  }),
});

/** Makes a form, or changes what is being worked on; nobody is asked before it is published. */
export const saveForm = route({
  id: 'forms.save-form',
  method: 'POST',
  path: '/api/forms',
  permission: 'forms.make',
  audit: 'forms.form-saved',
  rate: 'write',
  input: formTerms.extend({
    /** Null: a new one. */
    formId: z.number().int().nullable(),
    /** As it was read; another number means that somebody has changed it since. */
    revision: z.number().int(),
    requestId: z.uuid(),
    design,
  }),
  output: z.object({ formId: z.number(), revision: z.number() }),
});

/** Makes what is being worked on the next version. */
export const publishForm = route({
  id: 'forms.publish-form',
  method: 'POST',
  path: '/api/forms/:formId/publication',
  permission: 'forms.decide',
  audit: 'forms.form-published',
  rate: 'write',
  input: z.object({ formId, revision: z.number().int(), openAnswers: z.enum(openAnswerRules) }),
  output: z.object({ version: z.number() }),
});

/** Ends a form: nothing is answered any more; what was answered stays readable. */
export const closeForm = route({
  id: 'forms.close-form',
  method: 'POST',
  path: '/api/forms/:formId/closing',
  permission: 'forms.decide',
  audit: 'forms.form-closed',
  rate: 'write',
  input: z.object({ formId, revision: z.number().int() }),
  output: z.object({ state: z.enum(formStates) }),
});

/** Who has answered in a period, by county; and what the submitted and accepted answers say together. */
export const countAnswers = route({
  id: 'forms.count-answers',
  method: 'GET',
  path: '/api/forms/:formId/counts',
  permission: 'forms.follow',
  audit: null,
  rate: 'read',
  input: z.object({ formId, roundId: z.coerce.number().int() }),
  output: z.object({
    counties: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        asked: z.number(),
        answered: z.number(),
        accepted: z.number(),
        returned: z.number(),
        late: z.number(),
        missing: z.number(),
      }),
    ),
    figures: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        unit: z.string().nullable(),
        answered: z.number(),
        choices: z.array(z.object({ choice: z.string(), count: z.number() })),
        numbers: z.object({ sum: z.number(), mean: z.number(), least: z.number(), most: z.number() }).nullable(),
      }),
    ),
  }),
});

/** Institutions that are asked in a period, and where each stands. */
export const listAsked = route({
  id: 'forms.list-asked',
  method: 'GET',
  path: '/api/forms/:formId/asked',
  permission: 'forms.follow',
  audit: null,
  rate: 'read',
  input: z.object({
    formId,
    roundId: z.coerce.number().int(),
    only: z.enum(['all', 'waiting', 'missing', 'late']).default('all'),
    county: z.string().max(12).optional(),
    ...idPageInput,
  }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      institutionName: z.string(),
      countyName: z.string(),
      answerId: z.number().nullable(),
      state: z.enum(answerStates).nullable(),
      version: z.number().nullable(),
      submittedAt: z.string().nullable(),
      isLate: z.boolean(),
    }),
  ),
});

/** GET: the answers of a period as .xlsx, one line an institution. */
export const answersWorkbookPath = (form: number, roundId: number): string =>
  `/api/forms/${form}/answers.xlsx?roundId=${roundId}`;
