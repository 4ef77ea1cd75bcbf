import { administrationTasks } from '@xueqian/modules/administration/server/index.ts';
import { admissionTasks } from '@xueqian/modules/admission/server/index.ts';
import { alterationTasks } from '@xueqian/modules/alterations/server/index.ts';
import { announcementTasks } from '@xueqian/modules/announcements/server/index.ts';
import { auditTasks } from '@xueqian/modules/audit/server/index.ts';
import { deadlineTasks } from '@xueqian/modules/deadlines/server/index.ts';
import { declarationTasks } from '@xueqian/modules/declarations/server/index.ts';
import { duplicateTasks } from '@xueqian/modules/duplicates/server/index.ts';
import { formTasks } from '@xueqian/modules/forms/server/index.ts';
import { importTasks } from '@xueqian/modules/importing/server/index.ts';
import { institutionTasks } from '@xueqian/modules/institutions/server/index.ts';
import { keyChangeTasks } from '@xueqian/modules/key-changes/server/index.ts';
import { petitionTasks } from '@xueqian/modules/petitions/server/index.ts';
import { primaryEntryTasks } from '@xueqian/modules/primary-entry/server/index.ts';
import { provinceBorderTasks } from '@xueqian/modules/province-border/server/index.ts';
import { registrationTasks } from '@xueqian/modules/registration/server/index.ts';
import { supervisionTasks } from '@xueqian/modules/supervision/server/index.ts';
import { transferTasks } from '@xueqian/modules/transfers/server/index.ts';
import { verificationTasks } from '@xueqian/modules/verification/server/index.ts';
import { yearlyRoundTasks } from '@xueqian/modules/yearly-round/server/index.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';

/** What waits for an office, each module's own lines: the bell counts them. */
export const allTasks: readonly TaskSource[] = [
  ...institutionTasks,
  ...admissionTasks,
  ...importTasks,
  ...registrationTasks,
  ...duplicateTasks,
  ...yearlyRoundTasks,
  ...transferTasks,
  ...keyChangeTasks,
  ...petitionTasks,
  ...provinceBorderTasks,
  ...primaryEntryTasks,
  ...yearlyRoundTasks,
  ...verificationTasks,
  ...formTasks,
  ...declarationTasks,
  ...alterationTasks,
  ...announcementTasks,
  ...deadlineTasks,
  ...supervisionTasks,
  ...administrationTasks,
  ...auditTasks,
];
