import { levels, roles } from '@xueqian/kernel/actor.ts';
import { pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

export const accountStates = ['open', 'waiting', 'sealed', 'locked', 'closed'] as const;
export type AccountState = (typeof accountStates)[number];
export const officeKinds = ['institution', 'central-kindergarten', 'department', 'section', 'support-unit'] as const;

/** Codes of offices and logins of accounts as a cursor; never anything else. */
const loginCursor = z
  .string()
  .max(64)
  .regex(/^[0-9A-Za-z-]*$/)
  .nullish();
export const idOf = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const reasonText = z.string().trim().min(2).max(500);

export const accountRow = z.object({
  id: z.number(),
  login: z.string(),
  personName: z.string(),
  role: z.enum(roles),
  level: z.enum(levels),
  officeId: z.number(),
  officeName: z.string(),
  officeKind: z.enum(officeKinds),
  /** Open: in use. Waiting: given out and not used yet. Sealed: for disuse. Locked: by the security administrator, or after a lending. */
  state: z.enum(accountStates),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  /** What this administrator may do with it. */
  may: z.object({
    change: z.boolean(),
    close: z.boolean(),
    reopen: z.boolean(),
    reset: z.boolean(),
    secure: z.boolean(),
  }),
});
export type AccountRow = z.infer<typeof accountRow>;

export const listAccounts = route({
  id: 'administration.list-accounts',
  method: 'GET',
  path: '/api/accounts',
  permission: 'accounts.read',
  audit: null,
  rate: 'read',
  input: z.object({
    which: z.enum(['own', 'below']).default('own'),
    text: z.string().trim().max(50).optional(),
    role: z.enum(roles).optional(),
    state: z.enum(accountStates).optional(),
    after: loginCursor,
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(accountRow),
});

/** One account with what is known of its person, the numbers masked. */
export const readAccount = route({
  id: 'administration.read-account',
  method: 'GET',
  path: '/api/accounts/:accountId',
  permission: 'accounts.read',
  audit: 'administration.account-read',
  rate: 'read',
  input: z.object({ accountId: idOf }),
  output: accountRow.extend({ identityMasked: z.string().nullable(), phoneMasked: z.string().nullable() }),
});

/** Offices at which I may make accounts: my own and its sections, and those directly below; at most 20. */
export const searchOffices = route({
  id: 'administration.search-offices',
  method: 'GET',
  path: '/api/offices',
  permission: 'accounts.manage',
  audit: null,
  rate: 'read',
  input: z.object({ text: z.string().trim().max(50).default('') }),
  output: z.array(
    z.object({
      officeId: z.number().nullable(),
      /** An institution that has no account yet is named by its id. */
      institutionId: z.number().nullable(),
      name: z.string(),
      code: z.string(),
      level: z.enum(levels),
      kind: z.enum(officeKinds),
      roles: z.array(z.enum(roles)),
    }),
  ),
});

/** Founds the department of a division directly below, so that its first administrators can be named. */
export const openDepartment = route({
  id: 'administration.open-department',
  method: 'POST',
  path: '/api/offices',
  permission: 'accounts.manage',
  audit: 'administration.department-opened',
  rate: 'write',
  input: z.object({
    divisionCode: z
      .string()
      .regex(/^[0-9]{6}$/)
      .or(z.string().regex(/^[0-9A-Z]{12}$/)),
    name: z.string().trim().min(2).max(60),
  }),
  output: z.object({ officeId: z.number() }),
});

/** What is handed over to the person, once: nobody can read the password again. */
export const handover = z.object({
  accountId: z.number(),
  login: z.string(),
  personName: z.string(),
  role: z.enum(roles),
  level: z.enum(levels),
  officeName: z.string(),
  password: z.string(),
  validUntil: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
});
export type Handover = z.infer<typeof handover>;

export const createAccount = route({
  id: 'administration.create-account',
  method: 'POST',
  path: '/api/accounts',
  permission: 'accounts.manage',
  audit: 'administration.account-created',
  rate: 'write',
  input: z.object({
    officeId: idOf.nullish(),
    institutionId: idOf.nullish(),
    role: z.enum(roles),
    name: z.string().max(100),
    identityNumber: z.string().max(40),
    phone: z.string().trim().max(30),
  }),
  output: handover,
});

export const changeAccount = route({
  id: 'administration.change-account',
  method: 'POST',
  path: '/api/accounts/:accountId/role',
  permission: 'accounts.manage',
  audit: 'administration.account-changed',
  rate: 'write',
  input: z.object({ accountId: idOf, role: z.enum(roles), officeId: idOf.nullish() }),
  output: z.object({}),
});

/** The person has left: the account is closed now and its sessions end. */
export const closeAccount = route({
  id: 'administration.close-account',
  method: 'POST',
  path: '/api/accounts/:accountId/closing',
  permission: 'accounts.manage',
  audit: 'administration.account-closed',
  rate: 'write',
  input: z.object({ accountId: idOf, reason: reasonText }),
  output: z.object({}),
});

export const reopenAccount = route({
  id: 'administration.reopen-account',
  method: 'POST',
  path: '/api/accounts/:accountId/reopening',
  permission: 'accounts.manage',
  audit: 'administration.account-reopened',
  rate: 'write',
  input: z.object({ accountId: idOf, reason: reasonText }),
  output: handover,
});

export const resetPassword = route({
  id: 'administration.reset-password',
  method: 'POST',
  path: '/api/accounts/:accountId/password',
  permission: 'accounts.manage',
  audit: 'administration.password-reset',
  rate: 'write',
  input: z.object({ accountId: idOf }),
  output: handover,
});
