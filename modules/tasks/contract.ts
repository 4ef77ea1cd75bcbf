import type { Permission } from '@xueqian/kernel/permissions.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';

/** Every kind of work that can wait for an office, in the order in which it is shown. */
export const taskKinds = [
  'administration.recoveries-to-decide',
  'administration.lendings-to-decide',
  'audit.unsealed',
  'announcements.to-read',
  'supervision.monthly-to-read',
  'deadlines.pressing',
  'deadlines.risen',
  'forms.to-answer',
  'registration.returned',
  'duplicates.to-answer',
  'verification.to-mend',
  'verification.to-watch',
  'yearly-round.to-propose',
  'transfers.to-handle',
  'transfers.to-approve',
  'province-border.to-handle',
  'province-border.to-release',
  'province-border.to-approve',
  'key-changes.to-hand-on',
  'key-changes.to-verify',
  'key-changes.to-approve',
  'primary-entry.differs',
  'primary-entry.not-found',
  'importing.to-decide',
  'importing.stopped',
  'verification.stopped',
  'primary-entry.stopped',
  'yearly-round.stopped',
  'institutions.basic-returned',
  'institutions.section-returned',
  'admission.returned',
  'alterations.returned',
  'declarations.returned',
  'petitions.returned',
  'registration.to-confirm',
  'institutions.basic-to-confirm',
  'institutions.section-to-confirm',
  'alterations.to-confirm',
  'declarations.to-confirm',
  'petitions.to-confirm',
  'yearly-round.to-confirm',
  'registration.to-review-first',
  'registration.to-review',
  'institutions.basic-to-review',
  'institutions.section-to-review',
  'forms.to-review',
  'alterations.to-review',
  'declarations.to-decide',
  'petitions.to-decide',
  'duplicates.to-decide',
  'duplicates.to-take-over',
  'admission.to-receive',
  'admission.to-review',
  'admission.to-code',
  'admission.accounts-to-make',
  'admission.to-notify',
  'administration.letter-to-sign',
  'administration.group-to-send',
  'administration.groups-to-file',
  'administration.division-returned',
  'administration.divisions-to-file',
] as const;
export type TaskKind = (typeof taskKinds)[number];

const waiting = z.object({ tasks: z.array(z.object({ kind: z.enum(taskKinds), count: z.number() })) });

/** What waits for me now, but for what waits of accounts: kinds with a count; what has none is left out. */
export const listTasks = route({
  id: 'tasks.list-tasks',
  method: 'GET',
  path: '/api/tasks',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: waiting,
});

/** The part of it that is about accounts, filings and signatures: asked in the keeper's role, which sees no child. */
export const listKeepersTasks = route({
  id: 'tasks.list-keepers-tasks',
  method: 'GET',
  path: '/api/tasks/accounts',
  permission: 'signed-in',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: waiting,
});

/** Whoever holds one of these may have something of it to do. */
export const keepersPermissions = [
  'accounts.manage',
  'accounts.secure',
  'accounts.file-division',
  'accounts.file-leadership',
  'accounts.lead',
  'admission.hand-over',
] as const satisfies readonly Permission[];
