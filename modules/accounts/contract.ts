import { levels, roles } from '@xueqian/kernel/actor.ts';
import { needs, route } from '@xueqian/kernel/route.ts';
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
  /** To be done before anything else; as long as it is there, there are no permissions. */
  need: z.enum(needs).nullable(),
  permissions: z.array(z.string()),
});
export type SessionView = z.infer<typeof sessionView>;

const password = z.string().min(1).max(128);

/** With the image question where it was asked for. `secondFactor`: the password was right, a code is needed next. */
export const signIn = route({
  id: 'accounts.sign-in',
  method: 'POST',
  path: '/api/session',
  permission: 'public',
  audit: 'accounts.signed-in',
  rate: 'sign-in',
  input: z.object({
    login: z.string().min(1).max(64),
    password,
    image: z.object({ id: z.uuid(), answer: z.string().max(20) }).optional(),
  }),
  output: z.union([sessionView, z.object({ secondFactor: z.literal(true) })]),
});

/** The second half of a sign-in: six digits of the authenticator, or a recovery code. */
export const proveSecondFactor = route({
  id: 'accounts.prove-second-factor',
  method: 'POST',
  path: '/api/session/second-factor',
  permission: 'public',
  audit: 'accounts.second-factor-proved',
  rate: 'sign-in',
  input: z.object({ code: z.string().min(1).max(40) }),
  output: sessionView,
});

/** Letters in an image, to be read by a person; an svg. */
export const askImageQuestion = route({
  id: 'accounts.ask-image-question',
  method: 'GET',
  path: '/api/session/image-question',
  permission: 'public',
  audit: null,
  rate: 'sign-in',
  input: z.object({}),
  output: z.object({ id: z.string(), image: z.string() }),
});

export const signOut = route({
  id: 'accounts.sign-out',
  method: 'POST',
  path: '/api/session/end',
  permission: 'signed-in',
  meets: needs,
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

/** My account: who I am here, since when my password holds, and the rules of the pack in force for my office. */
export const readMyAccount = route({
  id: 'accounts.read-my-account',
  method: 'GET',
  path: '/api/my-account',
  permission: 'signed-in',
  meets: needs,
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.object({
    personName: z.string(),
    login: z.string(),
    role: z.enum(roles),
    level: z.enum(levels),
    officeName: z.string(),
    password: z.object({
      changedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      /** Made by an administrator, for one sign-in. */
      madeByAnother: z.boolean(),
      /** Fewest characters, fewest classes of four, earlier passwords not to be used, days a password holds. */
      length: z.number(),
      classes: z.number(),
      history: z.number(),
      changedWithinDays: z.number(),
    }),
    secondFactor: z.object({
      enrolledAt: z.iso.datetime().nullable(),
      required: z.boolean(),
      codesLeft: z.number(),
    }),
    idleMinutes: z.number(),
    lastsHours: z.number(),
  }),
});

/** Ends all other sessions of the account; this one goes on under a new token. */
export const changePassword = route({
  id: 'accounts.change-password',
  method: 'POST',
  path: '/api/my-account/password',
  permission: 'signed-in',
  meets: ['password-change'],
  audit: 'accounts.password-changed',
  rate: 'sign-in',
  input: z.object({ current: password, next: password }),
  output: sessionView,
});

/** A secret for my authenticator: as letters, as an address, and as a square to be photographed (svg). */
export const beginSecondFactor = route({
  id: 'accounts.begin-second-factor',
  method: 'POST',
  path: '/api/my-account/second-factor',
  permission: 'signed-in',
  meets: ['second-factor'],
  audit: 'accounts.second-factor-begun',
  rate: 'sign-in',
  input: z.object({ password: password.optional() }),
  output: z.object({ secret: z.string(), address: z.string(), square: z.string() }),
});

/** The first code puts it in force. Recovery codes are shown this once. */
export const confirmSecondFactor = route({
  id: 'accounts.confirm-second-factor',
  method: 'POST',
  path: '/api/my-account/second-factor/confirmation',
  permission: 'signed-in',
  meets: ['second-factor'],
  audit: 'accounts.second-factor-enrolled',
  rate: 'sign-in',
  input: z.object({ code: z.string().min(1).max(40) }),
  output: z.object({ recoveryCodes: z.array(z.string()), session: sessionView }),
});

export const renewRecoveryCodes = route({
  id: 'accounts.renew-recovery-codes',
  method: 'POST',
  path: '/api/my-account/recovery-codes',
  permission: 'signed-in',
  audit: 'accounts.recovery-codes-renewed',
  rate: 'sign-in',
  input: z.object({ password }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
});

/** Where I am signed in, this place first. */
export const listMySessions = route({
  id: 'accounts.list-my-sessions',
  method: 'GET',
  path: '/api/my-account/sessions',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.number(),
      since: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      address: z.string().nullable(),
      browser: z.string().nullable(),
      /** The one that asks. */
      own: z.boolean(),
    }),
  ),
});

/** The last attempts to sign in under my name, the failed ones too. */
export const listMySignIns = route({
  id: 'accounts.list-my-sign-ins',
  method: 'GET',
  path: '/api/my-account/sign-ins',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.number(),
      at: z.iso.datetime(),
      address: z.string().nullable(),
      browser: z.string().nullable(),
      outcome: z.enum(['signed-in', 'wrong-password', 'wrong-code', 'not-allowed', 'unlocked']),
    }),
  ),
});

export const endSession = route({
  id: 'accounts.end-session',
  method: 'POST',
  path: '/api/my-account/sessions/:sessionId/end',
  permission: 'signed-in',
  audit: 'accounts.session-ended',
  rate: 'write',
  input: z.object({ sessionId: z.coerce.number().int().positive() }),
  output: z.object({}),
});

export const endOtherSessions = route({
  id: 'accounts.end-other-sessions',
  method: 'POST',
  path: '/api/my-account/sessions/end-others',
  permission: 'signed-in',
  audit: 'accounts.other-sessions-ended',
  rate: 'write',
  input: z.object({}),
  output: z.object({ ended: z.number() }),
});
