import type { Permission } from '@xueqian/kernel/permissions.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import type { ApplicationState } from '../application.ts';
import { waitingFor } from './steps.ts';
import { countWaiting, listAwaiting } from './store.ts';

const waits = (kind: string, permission: Permission, state: ApplicationState): TaskSource => ({
  kind: `admission.${kind}`,
  permission,
  count: ({ tx, actor }) => countWaiting(tx, actor, waitingFor(actor, [state])),
});

/** What waits of admissions, by the step. */
export const admissionTasks: readonly TaskSource[] = [
  waits('returned', 'admission.take-in', 'returned'),
  waits('to-receive', 'admission.receive', 'submitted'),
  waits('to-review', 'admission.review', 'received'),
  waits('to-code', 'admission.assign-code', 'approved'),
  waits('to-notify', 'admission.review', 'opened'),
  {
    kind: 'admission.accounts-to-make',
    permission: 'admission.hand-over',
    asKeeper: true,
    count: async ({ tx }) => (await listAwaiting(tx)).length,
  },
];
