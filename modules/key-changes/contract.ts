import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { childFormValues, fieldProblem } from '../children/contract.ts';
import { paperCode } from '../papers/contract.ts';
import { keyChangeStates } from './key-change.ts';

const applicationId = z.coerce.number().int();
const revision = z.number().int();
const reason = z.string().trim().max(500).refine(isSaid);
/** By field: what it is to be; a field left out stays, a masked number that comes back means the one on file. */
const values = childFormValues;
const person = z.object({ name: z.string(), at: z.string() }).nullable();
const side = z.enum(['clerk', 'principal', 'county']);

const row = z.object({
  id: z.number(),
  childId: z.number(),
  childName: z.string(),
  institutionId: z.number(),
  institutionName: z.string(),
  state: z.enum(keyChangeStates),
  revision: z.number(),
  /** Fields that are to change, in the order of the form. */
  fields: z.array(z.string()),
  appliedOn: z.string(),
  /** Who has to act; null: nobody. */
  turn: side.nullable(),
  dueOn: dueDate,
  daysLeft: z.number().nullable(),
  /** Whether it waits for my account. */
  isMine: z.boolean(),
});

const saved = z.object({
  /** Null while something is wrong with the values. */
  applicationId: z.number().nullable(),
  revision: z.number().nullable(),
  problems: z.array(fieldProblem),
});

/** Enters a guardian's application; the new values are checked by the rules of the form. */
export const enterKeyChange = route({
  id: 'key-changes.enter-key-change',
  method: 'POST',
  path: '/api/children/:childId/key-changes',
  permission: 'key-changes.apply',
  audit: 'key-changes.entered',
  rate: 'write',
  input: z.object({
    childId: z.coerce.number().int(),
    requestId: z.uuid(),
    appliedOn: z.iso.date(),
    values,
    reason,
  }),
  output: saved,
});

export const editKeyChange = route({
  id: 'key-changes.edit-key-change',
  method: 'POST',
  path: '/api/key-changes/:applicationId/values',
  permission: 'key-changes.apply',
  audit: 'key-changes.edited',
  rate: 'write',
  input: z.object({ applicationId, revision, values, reason }),
  output: saved,
});

const step = z.object({ state: z.enum(keyChangeStates), revision: z.number() });
const at = (act: string) => `/api/key-changes/:applicationId/${act}` as const;

/** To the principal, with the papers. */
export const submitKeyChange = route({
  id: 'key-changes.submit-key-change',
  method: 'POST',
  path: at('submission'),
  permission: 'key-changes.apply',
  audit: 'key-changes.submitted',
  rate: 'write',
  input: z.object({ applicationId, revision }),
  output: step,
});

/** The principal has compared the originals; where the rules in force leave it to the institution, the file changes. */
export const verifyKeyChange = route({
  id: 'key-changes.verify-key-change',
  method: 'POST',
  path: at('verification'),
  permission: 'key-changes.verify',
  audit: 'key-changes.verified',
  rate: 'write',
  input: z.object({ applicationId, revision, papersChecked: z.literal(true) }),
  output: step,
});

export const approveKeyChange = route({
  id: 'key-changes.approve-key-change',
  method: 'POST',
  path: at('approval'),
  permission: 'key-changes.approve',
  audit: 'key-changes.approved',
  rate: 'write',
  input: z.object({ applicationId, revision }),
  output: step,
});

/** Back to the clerk, with what is missing; the clock rests. */
export const returnKeyChange = route({
  id: 'key-changes.return-key-change',
  method: 'POST',
  path: at('return'),
  permission: 'key-changes.decide',
  audit: 'key-changes.returned',
  rate: 'write',
  input: z.object({ applicationId, revision, reason }),
  output: step,
});

export const refuseKeyChange = route({
  id: 'key-changes.refuse-key-change',
  method: 'POST',
  path: at('refusal'),
  permission: 'key-changes.decide',
  audit: 'key-changes.refused',
  rate: 'write',
  input: z.object({ applicationId, revision, reason }),
  output: step,
});

export const withdrawKeyChange = route({
  id: 'key-changes.withdraw-key-change',
  method: 'POST',
  path: at('withdrawal'),
  permission: 'key-changes.apply',
  audit: 'key-changes.withdrawn',
  rate: 'write',
  input: z.object({ applicationId, revision }),
  output: step,
});

/** Applications of my scope, the newest first: `mine` those that wait for my account. */
export const listKeyChanges = route({
  id: 'key-changes.list-key-changes',
  method: 'GET',
  path: '/api/key-changes',
  permission: 'key-changes.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...idPageInput,
    only: z.enum(['open', 'mine', 'ended', 'all']).default('open'),
    institutionId: z.coerce.number().int().optional(),
    childId: z.coerce.number().int().optional(),
  }),
  output: pageOf(row),
});

/** How many applications stand where, by the parts of a division, or by the institutions of a county. */
export const countKeyChanges = route({
  id: 'key-changes.count-key-changes',
  method: 'GET',
  path: '/api/key-change-counts',
  permission: 'key-changes.read',
  audit: null,
  rate: 'read',
  input: z.object({ division: z.string().max(12).optional() }),
  output: z.object({
    division: z.object({ code: z.string(), name: z.string() }),
    parts: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        opens: z.enum(['institution', 'division']),
        atClerk: z.number(),
        atPrincipal: z.number(),
        atCounty: z.number(),
        completed: z.number(),
        refused: z.number(),
      }),
    ),
  }),
});

export const readKeyChange = route({
  id: 'key-changes.read-key-change',
  method: 'GET',
  path: '/api/key-changes/:applicationId',
  permission: 'key-changes.read',
  audit: 'key-changes.read',
  rate: 'read',
  input: z.object({ applicationId }),
  output: row.extend({
    /** The file's values and the new ones, document numbers masked. */
    before: childFormValues,
    after: childFormValues,
    reason: z.string(),
    note: z.string().nullable(),
    entered: person,
    submittedAt: z.string().nullable(),
    verified: person,
    decided: person,
    papers: z.array(
      z.object({ id: z.string(), fileName: z.string(), bytes: z.number(), addedBy: z.string(), addedAt: z.string() }),
    ),
    /** Whether the county approves, by the rules in force there. */
    needsCounty: z.boolean(),
    /** What its papers are known by, by the stage that each shows. */
    paperCodes: z.array(paperCode),
    /** Whether the student number is made anew. */
    isRenumbered: z.boolean(),
    may: z.object({
      edit: z.boolean(),
      submit: z.boolean(),
      verify: z.boolean(),
      approve: z.boolean(),
      return: z.boolean(),
      refuse: z.boolean(),
      withdraw: z.boolean(),
    }),
  }),
});
