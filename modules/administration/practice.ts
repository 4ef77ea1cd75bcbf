import { levels, roles } from '@xueqian/kernel/actor.ts';
import { pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { idOf } from './contract.ts';

export const leaderPosts = ['head', 'administrator', 'class-teacher', 'finance', 'personnel', 'member'] as const;
export const filingStates = ['sent', 'filed', 'returned'] as const;
const filingState = z.enum(filingStates).nullable();
const loginCursor = z
  .string()
  .max(64)
  .regex(/^[0-9A-Za-z-]*$/)
  .nullish();

/** Those who operate, with their last training (Binhai measures, articles 8 and 19). */
export const listTrainings = route({
  id: 'administration.list-trainings',
  method: 'GET',
  path: '/api/trainings',
  permission: 'accounts.read',
  audit: null,
  rate: 'read',
  input: z.object({
    which: z.enum(['own', 'below']).default('own'),
    text: z.string().trim().max(50).optional(),
    after: loginCursor,
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(
    z.object({
      accountId: z.number(),
      login: z.string(),
      personName: z.string(),
      role: z.enum(roles),
      level: z.enum(levels),
      officeName: z.string(),
      trained: z.boolean(),
      course: z.string().nullable(),
      heldOn: z.string().nullable(),
      mayRecord: z.boolean(),
    }),
  ),
});

export const recordTraining = route({
  id: 'administration.record-training',
  method: 'POST',
  path: '/api/accounts/:accountId/trainings',
  permission: 'accounts.manage',
  audit: 'administration.training-recorded',
  rate: 'write',
  input: z.object({
    accountId: idOf,
    course: z.string().trim().min(2).max(100),
    heldOn: z.iso.date(),
    passed: z.boolean(),
  }),
  output: z.object({}),
});

const member = z.object({
  name: z.string(),
  post: z.enum(leaderPosts),
  sinceOn: z.string(),
});
const commitment = z.object({
  /** The holder of the review account, who has to sign; null while there is none. */
  principal: z.string().nullable(),
  signedAt: z.string().nullable(),
  signedName: z.string().nullable(),
  edition: z.number(),
});

/** The leading group and the commitment letter of my institution. */
export const readLeadingGroup = route({
  id: 'administration.read-leading-group',
  method: 'GET',
  path: '/api/leading-group',
  permission: 'accounts.lead',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    institution: z.string(),
    members: z.array(member.extend({ id: z.number(), phoneMasked: z.string().nullable() })),
    /** Whether the group differs from the one last sent. */
    changed: z.boolean(),
    /** By when the change has to be reported; null where nothing is laid down or nothing has changed. */
    dueOn: z.string().nullable(),
    filing: z
      .object({
        state: filingState,
        sentAt: z.string(),
        decidedAt: z.string().nullable(),
        reason: z.string().nullable(),
      })
      .nullable(),
    commitment,
    today: z.string(),
  }),
});

export const addLeader = route({
  id: 'administration.add-leader',
  method: 'POST',
  path: '/api/leading-group/members',
  permission: 'accounts.lead',
  audit: 'administration.leader-added',
  rate: 'write',
  input: z.object({
    name: z.string().max(100),
    post: z.enum(leaderPosts),
    phone: z.string().trim().max(30),
    sinceOn: z.iso.date(),
  }),
  output: z.object({ leaderId: z.number() }),
});

export const removeLeader = route({
  id: 'administration.remove-leader',
  method: 'POST',
  path: '/api/leading-group/members/:leaderId/end',
  permission: 'accounts.lead',
  audit: 'administration.leader-removed',
  rate: 'write',
  input: z.object({ leaderId: idOf, untilOn: z.iso.date() }),
  output: z.object({}),
});

/** Sends the group as it is now to the county. */
export const sendLeadingGroup = route({
  id: 'administration.send-leading-group',
  method: 'POST',
  path: '/api/leading-group/filing',
  permission: 'accounts.lead',
  audit: 'administration.leading-group-sent',
  rate: 'write',
  input: z.object({}),
  output: z.object({ filingId: z.number() }),
});

/** The principal signs with his name, as the account has it. */
export const signCommitment = route({
  id: 'administration.sign-commitment',
  method: 'POST',
  path: '/api/commitment',
  permission: 'accounts.lead',
  audit: 'administration.commitment-signed',
  rate: 'write',
  input: z.object({ name: z.string().max(100) }),
  output: commitment,
});

/** Leading groups and commitment letters of the institutions of my county. */
export const listLeadingGroups = route({
  id: 'administration.list-leading-groups',
  method: 'GET',
  path: '/api/leading-groups',
  permission: 'accounts.file-leadership',
  audit: null,
  rate: 'read',
  input: z.object({
    show: z.enum(['all', 'waiting', 'unsigned', 'missing']).default('all'),
    text: z.string().trim().max(50).optional(),
    after: z
      .string()
      .regex(/^\d{1,15}$/)
      .nullish(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(
    z.object({
      institutionId: z.number(),
      institution: z.string(),
      code: z.string(),
      filingId: z.number().nullable(),
      state: filingState,
      sentAt: z.string().nullable(),
      overdue: z.boolean(),
      members: z.array(member),
      commitment: commitment.omit({ edition: true }),
    }),
  ),
});

export const decideLeadingGroup = route({
  id: 'administration.decide-leading-group',
  method: 'POST',
  path: '/api/leading-groups/:filingId/decision',
  permission: 'accounts.file-leadership',
  audit: 'administration.leading-group-decided',
  rate: 'write',
  input: z.object({
    filingId: idOf,
    decision: z.enum(['file', 'return']),
    reason: z.string().trim().max(500).optional(),
  }),
  output: z.object({}),
});
