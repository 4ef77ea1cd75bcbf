import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { admissionActs, applicationStates, formDraft, handledBy, scanKinds, telephone } from './application.ts';

export const idOf = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const revision = z.number().int().min(1).max(2_000_000_000);
const reason = z.string().trim().min(2).max(500);

/** How a step stands: the day by which it must be done, and the working days left (below nothing: late). */
const clock = { dueOn: dueDate, daysLeft: z.number().nullable() };

const line = z.object({
  id: z.number(),
  state: z.enum(applicationStates),
  name: z.string().nullable(),
  kind: z.string().nullable(),
  nature: z.string().nullable(),
  countyName: z.string(),
  code: z.string().nullable(),
  since: z.string(),
  /** The step waits for me. */
  mine: z.boolean(),
  ...clock,
});

/** Applications in my scope, the newest first. `mine`: those that wait for me; `open`: those not yet at their end. */
export const listApplications = route({
  id: 'admission.list-applications',
  method: 'GET',
  path: '/api/admissions',
  permission: 'admission.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...idPageInput,
    show: z.enum(['mine', 'open', 'all']).default('open'),
    state: z.enum(applicationStates).optional(),
    /** A part of the name, or the beginning of the code. */
    text: z.string().trim().max(60).optional(),
  }),
  output: pageOf(line),
});

const step = z.object({
  act: z.enum(admissionActs),
  at: z.string(),
  personName: z.string(),
  officeName: z.string(),
  note: z.string().nullable(),
});

const scan = z.object({
  id: z.number(),
  kind: z.enum(scanKinds),
  fileName: z.string(),
  bytes: z.number(),
  mediaType: z.string(),
});

/** One application: the form, the papers, what was done, and what I may do. */
export const readApplication = route({
  id: 'admission.read-application',
  method: 'GET',
  path: '/api/admissions/:applicationId',
  permission: 'admission.read',
  audit: 'admission.application-read',
  rate: 'read',
  input: z.object({ applicationId: idOf }),
  output: line.extend({
    revision: z.number(),
    handledBy: z.enum(handledBy),
    fields: formDraft,
    /** Full name of the town. */
    townName: z.string().nullable(),
    /** 138****12 */
    principalPhoneMasked: z.string().nullable(),
    unlicensedId: z.number().nullable(),
    institutionId: z.number().nullable(),
    scans: z.array(scan),
    steps: z.array(step),
    /** The last day for the new institution's own entries; null before the accounts and where no period is laid down. */
    completeBy: dueDate,
    may: z.array(z.enum(admissionActs)),
  }),
});

/** Keeps a draft, or mends what came back; null makes a new one. `principalPhone` null: as it was; '' takes it away. */
export const saveApplication = route({
  id: 'admission.save-application',
  method: 'POST',
  path: '/api/admissions',
  permission: 'admission.take-in',
  audit: 'admission.application-saved',
  rate: 'write',
  input: z.object({
    applicationId: idOf.nullable(),
    revision: revision.nullable(),
    fields: formDraft,
    principalPhone: z.union([telephone, z.literal('')]).nullable(),
    /** The record of an institution without a licence that this one is about; only when it is new. */
    unlicensedId: idOf.nullish(),
  }),
  output: z.object({ applicationId: z.number(), revision: z.number() }),
});

const act = <A extends string, S extends z.ZodRawShape>(
  verb: string,
  path: A,
  permission: 'admission.take-in' | 'admission.receive' | 'admission.review' | 'admission.assign-code',
  audit: string,
  more: S,
) =>
  route({
    id: `admission.${verb}`,
    method: 'POST',
    path: `/api/admissions/:applicationId/${path}`,
    permission,
    audit: `admission.${audit}`,
    rate: 'write',
    input: z.object({ applicationId: idOf, revision, ...more }),
    output: z.object({ state: z.enum(applicationStates) }),
  });

const decision = { decision: z.enum(['accept', 'return']), reason: z.string().trim().max(500).nullable() };

/** Hands it in: form and papers are complete. From here the way it goes is fixed. */
export const submitApplication = act(
  'submit-application',
  'submission',
  'admission.take-in',
  'application-submitted',
  {},
);
/** The planning office has the papers, or sends them back. */
export const receiveApplication = act(
  'receive-application',
  'receipt',
  'admission.receive',
  'application-received',
  decision,
);
/** The office that looks after institutions of this nature decides. */
export const reviewApplication = act(
  'review-application',
  'review',
  'admission.review',
  'application-reviewed',
  decision,
);
/** The institution is in the statistics database: its code is written down, and it is entered here. */
export const assignCode = act('assign-code', 'code', 'admission.assign-code', 'code-assigned', {
  code: z.string().trim().max(20),
});
/** Sends back what cannot be entered in the statistics database. */
export const returnUncoded = act('return-uncoded', 'code-return', 'admission.assign-code', 'application-returned', {
  reason,
});
/** The office of this nature has told the institution. */
export const notifyInstitution = act('notify-institution', 'notice', 'admission.review', 'institution-notified', {});
/** The applicant takes it back, at any time before the code. */
export const withdrawApplication = act(
  'withdraw-application',
  'withdrawal',
  'admission.take-in',
  'application-withdrawn',
  { reason },
);

/** Takes a paper away while the application is being written or mended. */
export const removeScan = route({
  id: 'admission.remove-scan',
  method: 'POST',
  path: '/api/admissions/:applicationId/scan-removals',
  permission: 'admission.take-in',
  audit: 'admission.scan-removed',
  rate: 'write',
  input: z.object({ applicationId: idOf, scanId: idOf }),
  output: z.object({}),
});

/** New institutions of my county that wait for their accounts, with those already made. */
export const listAwaitingAccounts = route({
  id: 'admission.list-awaiting-accounts',
  method: 'GET',
  path: '/api/admission-accounts',
  permission: 'admission.hand-over',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.number(),
        revision: z.number(),
        institutionId: z.number(),
        code: z.string(),
        name: z.string(),
        since: z.string(),
        ...clock,
        accounts: z.array(z.object({ login: z.string(), role: z.string(), personName: z.string() })),
        /** An ordinary and a review account, of two people. */
        complete: z.boolean(),
      }),
    ),
  }),
});

/** The accounts have been made and handed over. */
export const handOverAccounts = route({
  id: 'admission.hand-over-accounts',
  method: 'POST',
  path: '/api/admissions/:applicationId/hand-over',
  permission: 'admission.hand-over',
  audit: 'admission.accounts-handed-over',
  rate: 'write',
  input: z.object({ applicationId: idOf, revision }),
  output: z.object({}),
});
