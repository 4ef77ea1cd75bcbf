import { levels, roles } from '@xueqian/kernel/actor.ts';
import { instantPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** Filters of the trail. `person`, `login` and `office` are whole words; a day begins and ends where the page says. */
export const entryFilter = {
  from: instant.optional(),
  /** Up to, and not with. */
  to: instant.optional(),
  entry: z.string().max(60).optional(),
  person: z.string().max(50).optional(),
  login: z.string().max(60).optional(),
  office: z.string().max(100).optional(),
  /** As it stands in the entries: `child 17`. */
  subject: z.string().max(60).optional(),
  result: z.enum(['done', 'refused']).optional(),
};
export type EntryFilter = { readonly [K in keyof typeof entryFilter]?: z.infer<(typeof entryFilter)[K]> | undefined };

const entryRow = z.object({
  id: z.number(),
  at: z.string(),
  entry: z.string(),
  result: z.enum(['done', 'refused']),
  refusal: z.string().nullable(),
  personName: z.string().nullable(),
  login: z.string().nullable(),
  role: z.enum(roles).nullable(),
  level: z.enum(levels).nullable(),
  officeName: z.string().nullable(),
  subject: z.string().nullable(),
  address: z.string().nullable(),
});

/** Entries by the accounts of the offices in my jurisdiction, the newest first. */
export const listEntries = route({
  id: 'audit.list-entries',
  method: 'GET',
  path: '/api/audit/entries',
  permission: 'audit.read',
  audit: null,
  rate: 'read',
  input: z.object({ ...instantPageInput, ...entryFilter }),
  output: pageOf(entryRow),
});

/** One entry with its facts, and the block that seals it (null during the first seconds). */
export const readEntry = route({
  id: 'audit.read-entry',
  method: 'GET',
  path: '/api/audit/entries/:entryId',
  permission: 'audit.read',
  audit: null,
  rate: 'read',
  input: z.object({ entryId: z.coerce.number().int().min(1).max(1e15), at: instant }),
  output: entryRow.extend({
    route: z.string(),
    requestId: z.string().nullable(),
    /** Before and after of a change, and what else was noted; personal numbers are masked. */
    facts: z.record(z.string(), z.unknown()).nullable(),
    block: z.object({ number: z.number(), sealedAt: z.string(), digest: z.string() }).nullable(),
  }),
});

/** How far the trail is under seal, for those who keep the system running; figures, no line of it. */
export const readSealing = route({
  id: 'audit.read-sealing',
  method: 'GET',
  path: '/api/audit/sealing',
  permission: 'audit.watch-sealing',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    blocks: z.number(),
    lastSealedAt: z.string().nullable(),
    /** Entries without a seal now, 100,000 at the most. */
    waiting: z.number(),
    oldestWaitingAt: z.string().nullable(),
    /** Whether the oldest waits longer than it may. */
    late: z.boolean(),
    mostMinutes: z.number(),
  }),
});

/**
 * The subject that a whole student number or identity number stands for: the file's id and nothing else of the child.
 * Null when no office of my jurisdiction holds it.
 */
export const findSubject = route({
  id: 'audit.find-subject',
  method: 'POST',
  path: '/api/audit/subject',
  permission: 'audit.read',
  audit: 'audit.subject-searched',
  rate: 'read',
  input: z.object({ number: z.string().min(5).max(40) }),
  output: z.object({ subject: z.string().nullable() }),
});
