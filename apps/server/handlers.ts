import { accountHandlers } from '@xueqian/modules/accounts/server/index.ts';
import { administrationHandlers } from '@xueqian/modules/administration/server/index.ts';
import { admissionHandlers, admissionStreams } from '@xueqian/modules/admission/server/index.ts';
import { announcementHandlers, announcementStreams } from '@xueqian/modules/announcements/server/index.ts';
import { attachmentStreams } from '@xueqian/modules/attachments/server/index.ts';
import { auditHandlers, auditStreams } from '@xueqian/modules/audit/server/index.ts';
import { childHandlers, findSubject } from '@xueqian/modules/children/server/index.ts';
import { classHandlers, listFiledClasses } from '@xueqian/modules/classes/server/index.ts';
import { deadlineHandlers } from '@xueqian/modules/deadlines/server/index.ts';
import { duplicateHandlers } from '@xueqian/modules/duplicates/server/index.ts';
import { findPaperAnswer, formHandlers, formStreams } from '@xueqian/modules/forms/server/index.ts';
import { importHandlers, importStreams } from '@xueqian/modules/importing/server/index.ts';
import { institutionHandlers } from '@xueqian/modules/institutions/server/index.ts';
import { jurisdictionHandlers, localDate } from '@xueqian/modules/jurisdictions/server/index.ts';
import { registrationHandlers } from '@xueqian/modules/registration/server/index.ts';
import { statisticsHandlers, statisticsStreams } from '@xueqian/modules/statistics/server/index.ts';
import {
  findPaperRecord,
  refreshFindings,
  supervisionHandlers,
  supervisionStreams,
} from '@xueqian/modules/supervision/server/index.ts';
import { taskHandlers } from '@xueqian/modules/tasks/server/index.ts';
import type { Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { allTasks } from './tasks.ts';

/** Every operation the server answers. */
export const allHandlers: readonly Handler[] = [
  ...accountHandlers,
  ...jurisdictionHandlers,
  ...institutionHandlers({
    listClasses: ({ tx }, id) => listFiledClasses(tx, id),
    fileChanged: ({ tx, now }, id) => refreshFindings(tx, [id], localDate(now)),
  }),
  ...administrationHandlers,
  ...admissionHandlers,
  ...classHandlers,
  ...childHandlers,
  ...importHandlers,
  ...registrationHandlers,
  ...duplicateHandlers,
  ...deadlineHandlers,
  ...supervisionHandlers,
  ...formHandlers,
  ...statisticsHandlers,
  ...announcementHandlers,
  ...taskHandlers(allTasks),
  ...auditHandlers({ findChild: findSubject }),
];

/** Every upload and download. */
export const allStreams: readonly StreamHandler[] = [
  ...admissionStreams,
  ...importStreams,
  ...supervisionStreams,
  ...formStreams,
  ...attachmentStreams((tx, kind, id) =>
    kind === 'form-answer' ? findPaperAnswer(tx, id) : findPaperRecord(tx, kind, id),
  ),
  ...statisticsStreams,
  ...announcementStreams,
  ...auditStreams,
];
