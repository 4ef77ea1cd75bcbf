import { levels, roles } from '@xueqian/kernel/actor.ts';
import { permissions } from '@xueqian/kernel/permissions.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { idOf, reasonText } from './contract.ts';

const permission = z.enum(Object.keys(permissions) as [keyof typeof permissions, ...(keyof typeof permissions)[]]);

/** Asked on the sign-in page. The answer is the same whether there is such an account or not. */
export const askRecovery = route({
  id: 'administration.ask-recovery',
  method: 'POST',
  path: '/api/recovery',
  permission: 'public',
  audit: 'administration.recovery-asked',
  rate: 'sign-in',
  input: z.object({
    login: z.string().trim().min(1).max(64),
    name: z.string().trim().min(1).max(50),
    phone: z.string().trim().min(5).max(30),
    reason: reasonText,
  }),
  output: z.object({}),
});

/** Changes the secret that the superior gave into a password for one sign-in, once. */
export const takeRecovery = route({
  id: 'administration.use-recovery',
  method: 'POST',
  path: '/api/recovery/secret',
  permission: 'public',
  audit: 'administration.recovery-used',
  rate: 'sign-in',
  input: z.object({ login: z.string().trim().min(1).max(64), secret: z.string().trim().min(1).max(64) }),
  output: z.object({ password: z.string() }),
});

export const listRecoveries = route({
  id: 'administration.list-recoveries',
  method: 'GET',
  path: '/api/recoveries',
  permission: 'accounts.manage',
  audit: 'administration.recoveries-read',
  rate: 'read',
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.number(),
      accountId: z.number(),
      login: z.string(),
      personName: z.string(),
      role: z.enum(roles),
      level: z.enum(levels),
      officeName: z.string(),
      /** As the one who asks wrote it. */
      askedName: z.string(),
      askedPhone: z.string(),
      /** The telephone that is on record, masked; null when none is. */
      knownPhone: z.string().nullable(),
      reason: z.string(),
      state: z.enum(['asked', 'issued', 'refused', 'used', 'expired']),
      askedAt: z.string(),
      checked: z.string().nullable(),
      decidedAt: z.string().nullable(),
    }),
  ),
});

/** Issues a secret for a day after the identity was checked, or refuses. What was checked is kept. */
export const decideRecovery = route({
  id: 'administration.decide-recovery',
  method: 'POST',
  path: '/api/recoveries/:recoveryId/decision',
  permission: 'accounts.manage',
  audit: 'administration.recovery-decided',
  rate: 'write',
  input: z.object({
    recoveryId: idOf,
    decision: z.enum(['issue', 'refuse']),
    checked: z.string().trim().min(5).max(500),
  }),
  output: z.object({ secret: z.string().nullable(), expiresAt: z.string().nullable() }),
});

const lending = z.object({
  id: z.number(),
  accountId: z.number(),
  login: z.string(),
  personName: z.string(),
  role: z.enum(roles),
  officeName: z.string(),
  borrower: z.string(),
  reason: z.string(),
  askedAt: z.string(),
  until: z.string(),
  /** Over: the end has come. Returned: the password was changed. */
  state: z.enum(['asked', 'approved', 'refused', 'withdrawn', 'over', 'returned']),
  refusal: z.string().nullable(),
  mine: z.boolean(),
  mayDecide: z.boolean(),
});

/** My own lendings; for a security administrator those of the offices it looks after, too. */
export const listLendings = route({
  id: 'administration.list-lendings',
  method: 'GET',
  path: '/api/lendings',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({ rows: z.array(lending), mayAsk: z.boolean(), today: z.string() }),
});

export const askLending = route({
  id: 'administration.ask-lending',
  method: 'POST',
  path: '/api/lendings',
  permission: 'signed-in',
  audit: 'administration.lending-asked',
  rate: 'write',
  input: z.object({ borrower: z.string().max(100), reason: reasonText, until: z.iso.datetime() }),
  output: z.object({ lendingId: z.number() }),
});

export const withdrawLending = route({
  id: 'administration.withdraw-lending',
  method: 'POST',
  path: '/api/lendings/:lendingId/withdrawal',
  permission: 'signed-in',
  audit: 'administration.lending-withdrawn',
  rate: 'write',
  input: z.object({ lendingId: idOf }),
  output: z.object({}),
});

export const decideLending = route({
  id: 'administration.decide-lending',
  method: 'POST',
  path: '/api/lendings/:lendingId/decision',
  permission: 'accounts.secure',
  audit: 'administration.lending-decided',
  rate: 'write',
  input: z.object({
    lendingId: idOf,
    decision: z.enum(['approve', 'refuse']),
    reason: z.string().trim().max(500).optional(),
  }),
  output: z.object({}),
});

/** Lock for safety, unseal, unlock after failures, take away a lost second factor: the security administrator's. */
export const secureAccount = route({
  id: 'administration.secure-account',
  method: 'POST',
  path: '/api/accounts/:accountId/security',
  permission: 'accounts.secure',
  audit: 'administration.account-secured',
  rate: 'write',
  input: z.object({
    accountId: idOf,
    act: z.enum(['lock', 'unlock', 'reset-second-factor']),
    reason: reasonText,
  }),
  output: z.object({}),
});

/** Why can't I? What the permission is, who holds it, and what is missing to me. */
export const explain = route({
  id: 'administration.explain',
  method: 'GET',
  path: '/api/why',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({ permission }),
  output: z.object({
    permission: z.string(),
    held: z.boolean(),
    /** `role`: my role does not hold it here; `level`: nobody at my level; `duties`: my section was not given it; `training`. */
    missing: z.array(z.enum(['level', 'role', 'duties', 'training'])),
    holders: z.array(z.object({ level: z.enum(levels), roles: z.array(z.enum(roles)) })),
    /** People of my own office who hold it. */
    here: z.array(z.object({ personName: z.string(), role: z.enum(roles), officeName: z.string() })),
  }),
});
