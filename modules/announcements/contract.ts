import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { addressedLevels, announcementStates } from './announcement.ts';

const announcementId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** An announcement as a line of a list. Title and text are null where the system tells: `template` and `facts` then do. */
const line = z.object({
  id: z.number(),
  state: z.enum(announcementStates),
  title: z.string().nullable(),
  template: z.string().nullable(),
  facts: z.record(z.string(), fact).nullable(),
  mustRead: z.boolean(),
  officeName: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  publishedAt: z.string().nullable(),
  remindedAt: z.string().nullable(),
});

const received = line.extend({
  /** When I read it, and when I said so. */
  readAt: z.string().nullable(),
  confirmedAt: z.string().nullable(),
});
export type Received = z.infer<typeof received>;

const attachment = z.object({ id: z.number(), fileName: z.string(), bytes: z.number(), mediaType: z.string() });

const audience = z.object({
  levels: z.array(z.enum(addressedLevels)).max(addressedLevels.length),
  divisions: z.array(z.string().regex(/^[0-9A-Z]{6}([0-9A-Z]{6})?$/)).max(200),
  kinds: z.array(z.string().max(10)).min(1).max(50).nullable(),
  natures: z.array(z.string().max(10)).min(1).max(50).nullable(),
});

/**
 * Announcements to my office, the newest first. `pressing`: only what must still be confirmed, or of which I was
 * reminded; `unread`: what I have not opened.
 */
export const listReceived = route({
  id: 'announcements.list-received',
  method: 'GET',
  path: '/api/announcements',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, only: z.enum(['all', 'unread', 'pressing']).default('all') }),
  output: pageOf(received),
});

/** One announcement: to my office, written by it, or by one below it. */
export const readAnnouncement = route({
  id: 'announcements.read-announcement',
  method: 'GET',
  path: '/api/announcements/:announcementId',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ announcementId }),
  output: received.extend({
    /** Markdown; shown as elements, never as HTML of its own. */
    body: z.string().nullable(),
    withdrawReason: z.string().nullable(),
    attachments: z.array(attachment),
    /** To my office: I may sign for it. */
    addressed: z.boolean(),
    /** Written by my office or below it. */
    followed: z.boolean(),
    mine: z.boolean(),
    ...audience.shape,
    divisionNames: z.array(z.object({ code: z.string(), name: z.string() })),
    may: z.object({ edit: z.boolean(), withdraw: z.boolean(), remind: z.boolean() }),
  }),
});

/** I have opened it; `confirm`: I have read it (已阅). Said again it changes nothing. */
export const signReceipt = route({
  id: 'announcements.sign-receipt',
  method: 'POST',
  path: '/api/announcements/:announcementId/receipt',
  permission: 'signed-in',
  audit: 'announcements.receipt-signed',
  rate: 'write',
  input: z.object({ announcementId, confirm: z.boolean() }),
  output: z.object({}),
});

/** What my office and those below it have written. */
export const listWritten = route({
  id: 'announcements.list-written',
  method: 'GET',
  path: '/api/announcements-written',
  permission: 'announcements.follow',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, state: z.enum(announcementStates).optional() }),
  output: pageOf(line.extend({ mine: z.boolean(), writtenBy: z.string(), writtenAt: z.string() })),
});

const draftFields = {
  title: z.string().trim().max(100),
  /** Markdown. */
  body: z.string().max(20_000),
  mustRead: z.boolean(),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  ...audience.shape,
};

/** Keeps a draft; null makes a new one. */
export const saveDraft = route({
  id: 'announcements.save-draft',
  method: 'POST',
  path: '/api/announcements',
  permission: 'announcements.write',
  audit: 'announcements.draft-saved',
  rate: 'write',
  input: z.object({ announcementId: announcementId.nullable(), ...draftFields }),
  output: z.object({ announcementId: z.number() }),
});

export const discardDraft = route({
  id: 'announcements.discard-draft',
  method: 'POST',
  path: '/api/announcements/:announcementId/discarding',
  permission: 'announcements.write',
  audit: 'announcements.draft-discarded',
  rate: 'write',
  input: z.object({ announcementId }),
  output: z.object({}),
});

export const removeAttachment = route({
  id: 'announcements.remove-attachment',
  method: 'POST',
  path: '/api/announcements/:announcementId/attachment-removals',
  permission: 'announcements.write',
  audit: 'announcements.attachment-removed',
  rate: 'write',
  input: z.object({ announcementId, attachmentId: announcementId }),
  output: z.object({}),
});

/** How many offices an audience reaches, by level: asked before publishing. */
export const countAudience = route({
  id: 'announcements.count-audience',
  method: 'POST',
  path: '/api/announcement-audiences',
  permission: 'announcements.write',
  audit: null,
  rate: 'read',
  input: audience,
  output: z.object({ levels: z.array(z.object({ level: z.enum(addressedLevels), offices: z.number() })) }),
});

/** Publishes: one row changes, however many offices it reaches. */
export const publish = route({
  id: 'announcements.publish',
  method: 'POST',
  path: '/api/announcements/:announcementId/publication',
  permission: 'announcements.write',
  audit: 'announcements.published',
  rate: 'write',
  input: z.object({ announcementId }),
  output: z.object({ offices: z.number() }),
});

/** Withdraws; it stays, with the reason, for those who could read it. */
export const withdraw = route({
  id: 'announcements.withdraw',
  method: 'POST',
  path: '/api/announcements/:announcementId/withdrawal',
  permission: 'announcements.write',
  audit: 'announcements.withdrawn',
  rate: 'write',
  input: z.object({ announcementId, reason: z.string().trim().min(2).max(500) }),
  output: z.object({}),
});

/** Puts it on top of the home page of all who have not read it; once a day. */
export const remind = route({
  id: 'announcements.remind',
  method: 'POST',
  path: '/api/announcements/:announcementId/reminders',
  permission: 'announcements.follow',
  audit: 'announcements.reminded',
  rate: 'write',
  input: z.object({ announcementId }),
  output: z.object({ offices: z.number() }),
});

/** How far it has come: offices addressed, that opened it, that confirmed it; counted in my scope. */
export const readFollowUp = route({
  id: 'announcements.read-follow-up',
  method: 'GET',
  path: '/api/announcements/:announcementId/follow-up',
  permission: 'announcements.follow',
  audit: null,
  rate: 'read',
  input: z.object({ announcementId }),
  output: z.object({ offices: z.number(), read: z.number(), confirmed: z.number() }),
});

/** The offices addressed, with the people who opened it; or those where nobody has. */
export const listReceipts = route({
  id: 'announcements.list-receipts',
  method: 'GET',
  path: '/api/announcements/:announcementId/receipts',
  permission: 'announcements.follow',
  audit: null,
  rate: 'read',
  input: z.object({ ...idPageInput, announcementId, only: z.enum(['read', 'unread']) }),
  output: pageOf(
    z.object({
      officeId: z.number(),
      officeName: z.string(),
      level: z.string(),
      people: z.array(z.object({ personName: z.string(), readAt: z.string(), confirmedAt: z.string().nullable() })),
    }),
  ),
});
