import { levels, roles } from '@xueqian/kernel/actor.ts';
import { pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { idOf } from './contract.ts';

/** One line of the division of permissions: who does what, at which office, since when. */
export const divisionLine = z.object({
  accountId: z.number(),
  login: z.string(),
  office: z.string(),
  person: z.string(),
  role: z.enum(roles),
  since: z.string(),
  duties: z.array(z.string()).nullable(),
});
export type DivisionLine = z.infer<typeof divisionLine>;
/** `added` is new since the last filing, `removed` has gone, `changed` has another role or office. */
export const lineChange = z.enum(['same', 'added', 'removed', 'changed']);
const shownLine = divisionLine.extend({ change: lineChange });

const filing = z.object({
  id: z.number(),
  state: z.enum(['sent', 'filed', 'returned']),
  sentAt: z.string(),
  sentBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});

/** The division of permissions of my office as it is now, against what was last filed. */
export const readDivision = route({
  id: 'administration.read-division',
  method: 'GET',
  path: '/api/permission-division',
  permission: 'accounts.read',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    office: z.string(),
    level: z.enum(levels),
    lines: z.array(shownLine),
    changed: z.boolean(),
    filing: filing.nullable(),
    filed: filing.nullable(),
    /** The ministry has nobody above: it keeps its table itself. */
    maySend: z.boolean(),
    today: z.string(),
  }),
});

export const sendDivision = route({
  id: 'administration.send-division',
  method: 'POST',
  path: '/api/permission-division/filing',
  permission: 'accounts.manage',
  audit: 'administration.division-sent',
  rate: 'write',
  input: z.object({}),
  output: z.object({ filingId: z.number() }),
});

/** Divisions of the level below that were sent to me. */
export const listDivisions = route({
  id: 'administration.list-divisions',
  method: 'GET',
  path: '/api/permission-divisions',
  permission: 'accounts.file-division',
  audit: null,
  rate: 'read',
  input: z.object({
    state: z.enum(['sent', 'filed', 'returned']).default('sent'),
    after: z
      .string()
      .regex(/^\d{1,15}$/)
      .nullish(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(filing.extend({ office: z.string(), lines: z.number() })),
});

export const readDivisionFiling = route({
  id: 'administration.read-division-filing',
  method: 'GET',
  path: '/api/permission-divisions/:filingId',
  permission: 'accounts.file-division',
  audit: 'administration.division-read',
  rate: 'read',
  input: z.object({ filingId: idOf }),
  output: filing.extend({ office: z.string(), lines: z.array(shownLine) }),
});

export const decideDivision = route({
  id: 'administration.decide-division',
  method: 'POST',
  path: '/api/permission-divisions/:filingId/decision',
  permission: 'accounts.file-division',
  audit: 'administration.division-decided',
  rate: 'write',
  input: z.object({
    filingId: idOf,
    decision: z.enum(['file', 'return']),
    reason: z.string().trim().max(500).optional(),
  }),
  output: z.object({}),
});
