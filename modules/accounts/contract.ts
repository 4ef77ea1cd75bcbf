import { levels, roles } from '@xueqian/kernel/actor.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** The signed-in person as the pages need it; `permissions` decides what they show. */
export const sessionView = z.object({
  personName: z.string(),
  login: z.string(),
  role: z.enum(roles),
  level: z.enum(levels),
  officeName: z.string(),
  divisionCode: z.string(),
  institutionId: z.number().nullable(),
  permissions: z.array(z.string()),
});
export type SessionView = z.infer<typeof sessionView>;

export const signIn = route({
  id: 'accounts.sign-in',
  method: 'POST',
  path: '/api/session',
  permission: 'public',
  audit: 'accounts.signed-in',
  rate: 'sign-in',
  input: z.object({ login: z.string().min(1).max(64), password: z.string().min(1).max(128) }),
  output: sessionView,
});

export const signOut = route({
  id: 'accounts.sign-out',
  method: 'POST',
  path: '/api/session/end',
  permission: 'signed-in',
  audit: 'accounts.signed-out',
  rate: 'write',
  input: z.object({}),
  output: z.object({}),
});

/** Who am I: null when nobody is signed in. */
export const readSession = route({
  id: 'accounts.read-session',
  method: 'GET',
  path: '/api/session',
  permission: 'public',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: sessionView.nullable(),
});

/** Accounts of a fresh sample, shown on the sign-in page of a trial system only; empty otherwise. */
export const listTrialAccounts = route({
  id: 'accounts.list-trial-accounts',
  method: 'GET',
  path: '/api/trial-accounts',
  permission: 'public',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.array(
    z.object({
      login: z.string(),
      role: z.enum(roles),
      level: z.enum(levels),
      officeName: z.string(),
      personName: z.string(),
    }),
  ),
});
