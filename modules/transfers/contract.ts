import { dueDate } from '@xueqian/kernel/due-date.ts';
import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import { childStates } from '../children/child.ts';
import { paperCode } from '../papers/contract.ts';
import { transferStates } from './transfer.ts';

const transferId = z.coerce.number().int();
const institutionId = z.coerce.number().int();
const revision = z.number().int();
const reason = z.string().trim().max(500).refine(isSaid);
const person = z.object({ name: z.string(), at: z.string() }).nullable();

const paper = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  addedBy: z.string(),
  addedAt: z.string(),
});

const row = z.object({
  id: z.number(),
  /** Masked to the receiving side until the child is released. */
  childName: z.string(),
  childSex: z.string(),
  childBirthOn: z.string(),
  /** The file, for who sees it now. */
  childId: z.number().nullable(),
  fromId: z.number(),
  fromName: z.string(),
  toId: z.number(),
  toName: z.string(),
  startedBy: z.enum(['receiver', 'sender']),
  state: z.enum(transferStates),
  revision: z.number(),
  askedAt: z.string(),
  /** Who has to act: the institution that lets go, the one that takes in, its county; null: nobody. */
  turn: z.enum(['sender', 'receiver', 'receiving-county']).nullable(),
  /** By when. */
  dueOn: dueDate,
  daysLeft: z.number().nullable(),
  /** Whether it waits for my office. */
  isMine: z.boolean(),
});

/** Whether a child of this number is somewhere in the province, and where: for an institution whose guardian brought the number. */
export const lookUpChild = route({
  id: 'transfers.look-up-child',
  method: 'POST',
  path: '/api/transfers/lookups',
  permission: 'transfers.handle',
  audit: 'transfers.child-looked-up',
  rate: 'write',
  input: z.object({ institutionId, number: z.string().trim().min(5).max(40), reason }),
  output: z.object({
    found: z
      .object({
        nameMasked: z.string(),
        sex: z.string(),
        birthOn: z.string(),
        institutionName: z.string(),
        countyName: z.string(),
        state: z.enum(childStates),
        /** Why no transfer can begin: a refusal's code; null: one can. */
        obstacle: z.string().nullable(),
      })
      .nullable(),
  }),
});

/** The receiving institution asks for a child. */
export const askForTransfer = route({
  id: 'transfers.ask-for-transfer',
  method: 'POST',
  path: '/api/transfers',
  permission: 'transfers.handle',
  audit: 'transfers.asked',
  rate: 'write',
  input: z.object({ institutionId, requestId: z.uuid(), number: z.string().trim().min(5).max(40), reason }),
  output: z.object({ transferId: z.number() }),
});

/** The sending institution lets a child go to another one, at once or, drawn up first, with its papers when it is released. */
export const offerTransfer = route({
  id: 'transfers.offer-transfer',
  method: 'POST',
  path: '/api/children/:childId/transfers',
  permission: 'transfers.handle',
  audit: 'transfers.offered',
  rate: 'write',
  input: z.object({
    childId: z.coerce.number().int(),
    requestId: z.uuid(),
    receiverId: z.number().int(),
    reason,
    /** Whether it is only drawn up: the other side sees it once it is released. */
    isDraft: z.boolean().default(false),
  }),
  output: z.object({ transferId: z.number(), isDraft: z.boolean() }),
});

/** Institutions of the province that take children in, by a part of the name or the beginning of the code. */
export const searchReceivers = route({
  id: 'transfers.search-receivers',
  method: 'GET',
  path: '/api/transfer-receivers',
  permission: 'transfers.handle',
  audit: null,
  rate: 'read',
  input: z.object({ text: z.string().trim().min(1).max(60) }),
  output: z.array(z.object({ id: z.number(), code: z.string(), name: z.string(), countyName: z.string() })),
});

/** Transfers that name my office or one below it: `waiting` those under way, with mine first; else the newest first. */
export const listTransfers = route({
  id: 'transfers.list-transfers',
  method: 'GET',
  path: '/api/transfers',
  permission: 'transfers.read',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, only: z.enum(['open', 'mine', 'ended', 'all']).default('open') }),
  output: pageOf(row),
});

export const readTransfer = route({
  id: 'transfers.read-transfer',
  method: 'GET',
  path: '/api/transfers/:transferId',
  permission: 'transfers.read',
  audit: 'transfers.read',
  rate: 'read',
  input: z.object({ transferId }),
  output: row.extend({
    reason: z.string(),
    note: z.string().nullable(),
    asked: person,
    released: person,
    /** The office above that released it, when the sending institution did not act. */
    releasedOver: z.string().nullable(),
    accepted: person,
    approved: person,
    ended: person,
    /** A draft that ended because the child was asked for; nobody withdrew it. */
    isOvertaken: z.boolean(),
    className: z.string().nullable(),
    admittedOn: z.string().nullable(),
    /** Whether the county approves what is accepted, by the rules in force there. */
    needsCounty: z.boolean(),
    /** Whether it brings back a file that was cancelled where nobody is left to ask for it. */
    comesBack: z.boolean(),
    /** What the guardian handed in at either side, as far as I see it. */
    papers: z.object({ sender: z.array(paper), receiver: z.array(paper) }),
    /** Whether the rules of my side ask for the guardian's application before I act. */
    papersNeeded: z.boolean(),
    /** What its papers are known by, by the stage that each shows. */
    paperCodes: z.array(paperCode),
    may: z.object({
      addPapers: z.boolean(),
      release: z.boolean(),
      releaseOver: z.boolean(),
      accept: z.boolean(),
      approve: z.boolean(),
      refuse: z.boolean(),
      withdraw: z.boolean(),
    }),
  }),
});

const step = z.object({ state: z.enum(transferStates), revision: z.number() });

/** The sending institution agrees; the clock of the receiving one begins. */
export const releaseTransfer = route({
  id: 'transfers.release-transfer',
  method: 'POST',
  path: '/api/transfers/:transferId/release',
  permission: 'transfers.handle',
  audit: 'transfers.released',
  rate: 'write',
  input: z.object({ transferId, revision }),
  output: step,
});

/** The office above releases what the sending institution left lying beyond its day. */
export const releaseTransferOver = route({
  id: 'transfers.release-transfer-over',
  method: 'POST',
  path: '/api/transfers/:transferId/release-over',
  permission: 'transfers.take-over',
  audit: 'transfers.released-over',
  rate: 'write',
  input: z.object({ transferId, revision, reason }),
  output: step,
});

/** The receiving institution takes the child into a class, its papers checked against the file. */
export const acceptTransfer = route({
  id: 'transfers.accept-transfer',
  method: 'POST',
  path: '/api/transfers/:transferId/acceptance',
  permission: 'transfers.handle',
  audit: 'transfers.accepted',
  rate: 'write',
  input: z.object({
    transferId,
    revision,
    classId: z.number().int(),
    admittedOn: z.iso.date(),
    papersChecked: z.literal(true),
  }),
  output: step,
});

export const approveTransfer = route({
  id: 'transfers.approve-transfer',
  method: 'POST',
  path: '/api/transfers/:transferId/approval',
  permission: 'transfers.approve',
  audit: 'transfers.approved',
  rate: 'write',
  input: z.object({ transferId, revision }),
  output: step,
});

export const refuseTransfer = route({
  id: 'transfers.refuse-transfer',
  method: 'POST',
  path: '/api/transfers/:transferId/refusal',
  permission: 'transfers.decide',
  audit: 'transfers.refused',
  rate: 'write',
  input: z.object({ transferId, revision, reason }),
  output: step,
});

export const withdrawTransfer = route({
  id: 'transfers.withdraw-transfer',
  method: 'POST',
  path: '/api/transfers/:transferId/withdrawal',
  permission: 'transfers.handle',
  audit: 'transfers.withdrawn',
  rate: 'write',
  input: z.object({ transferId, revision }),
  output: step,
});
