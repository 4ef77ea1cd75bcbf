import { accidentHandlers } from '@xueqian/modules/accidents/server/index.ts';
import { accountHandlers } from '@xueqian/modules/accounts/server/index.ts';
import { administrationHandlers } from '@xueqian/modules/administration/server/index.ts';
import { admissionHandlers, admissionStreams } from '@xueqian/modules/admission/server/index.ts';
import {
  alterationHandlers,
  findPaperRecord as findAlterationRecord,
} from '@xueqian/modules/alterations/server/index.ts';
import { announcementHandlers, announcementStreams } from '@xueqian/modules/announcements/server/index.ts';
import type { RecordKind } from '@xueqian/modules/attachments/paper.ts';
import { attachmentStreams, type PaperRecord } from '@xueqian/modules/attachments/server/index.ts';
import { auditHandlers, auditStreams } from '@xueqian/modules/audit/server/index.ts';
import { childHandlers, findSubject } from '@xueqian/modules/children/server/index.ts';
import { classHandlers, listFiledClasses } from '@xueqian/modules/classes/server/index.ts';
import { deadlineHandlers, keepingUpWorkbook } from '@xueqian/modules/deadlines/server/index.ts';
import {
  declarationHandlers,
  findPaperRecord as findDeclarationRecord,
} from '@xueqian/modules/declarations/server/index.ts';
import { departureHandlers, departureStreams } from '@xueqian/modules/departures/server/index.ts';
import { duplicateHandlers, findPaperCase } from '@xueqian/modules/duplicates/server/index.ts';
import { flowHandlers, flowStreams } from '@xueqian/modules/flows/server/index.ts';
import { findPaperAnswer, formHandlers, formStreams } from '@xueqian/modules/forms/server/index.ts';
import { importHandlers, importStreams } from '@xueqian/modules/importing/server/index.ts';
import { institutionHandlers } from '@xueqian/modules/institutions/server/index.ts';
import { jurisdictionHandlers, localDate } from '@xueqian/modules/jurisdictions/server/index.ts';
import { findKeyChangeRecord, keyChangeHandlers, keyChangeStreams } from '@xueqian/modules/key-changes/server/index.ts';
import { findPaperConfirmation, paperHandlers, paperStreams } from '@xueqian/modules/papers/server/index.ts';
import {
  findPaperRecord as findPetitionRecord,
  petitionHandlers,
  petitionStreams,
} from '@xueqian/modules/petitions/server/index.ts';
import { primaryEntryHandlers, primaryEntryStreams } from '@xueqian/modules/primary-entry/server/index.ts';
import {
  findCrossingRecord,
  provinceBorderHandlers,
  provinceBorderStreams,
} from '@xueqian/modules/province-border/server/index.ts';
import { registrationHandlers } from '@xueqian/modules/registration/server/index.ts';
import { rosterHandlers, rosterStreams } from '@xueqian/modules/rosters/server/index.ts';
import { statisticsHandlers, statisticsStreams } from '@xueqian/modules/statistics/server/index.ts';
import {
  findPaperRecord,
  refreshFindings,
  supervisionHandlers,
  supervisionStreams,
} from '@xueqian/modules/supervision/server/index.ts';
import { taskHandlers } from '@xueqian/modules/tasks/server/index.ts';
import { findTransferRecord, transferHandlers, transferStreams } from '@xueqian/modules/transfers/server/index.ts';
import {
  findPaperVerification,
  verificationHandlers,
  verificationStreams,
} from '@xueqian/modules/verification/server/index.ts';
import { yearlyRoundHandlers } from '@xueqian/modules/yearly-round/server/index.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call, Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { allTasks } from './tasks.ts';

/** The rules look at a file at once when it begins or a section of it comes into force. */
const fileChanged = ({ tx, now }: Pick<Call, 'tx' | 'now'>, institutionId: number): Promise<void> =>
  refreshFindings(tx, [institutionId], localDate(now));

/** Every operation the server answers. */
export const allHandlers: readonly Handler[] = [
  ...accountHandlers,
  ...jurisdictionHandlers,
  ...institutionHandlers({
    listClasses: ({ tx }, id) => listFiledClasses(tx, id),
    fileChanged,
  }),
  ...administrationHandlers,
  ...admissionHandlers({ fileChanged }),
  ...classHandlers,
  ...childHandlers,
  ...importHandlers,
  ...rosterHandlers({ fileChanged }),
  ...registrationHandlers,
  ...paperHandlers,
  ...verificationHandlers,
  ...departureHandlers,
  ...yearlyRoundHandlers,
  ...petitionHandlers,
  ...provinceBorderHandlers,
  ...primaryEntryHandlers,
  ...accidentHandlers,
  ...duplicateHandlers,
  ...transferHandlers,
  ...keyChangeHandlers,
  ...deadlineHandlers,
  ...supervisionHandlers,
  ...formHandlers,
  ...declarationHandlers,
  ...alterationHandlers,
  ...statisticsHandlers,
  ...flowHandlers,
  ...announcementHandlers,
  ...taskHandlers(allTasks),
  ...auditHandlers({ findChild: findSubject }),
];

/** Who knows the record that papers go with. */
const paperRecords = {
  rectification: (tx, id) => findPaperRecord(tx, 'rectification', id),
  inspection: (tx, id) => findPaperRecord(tx, 'inspection', id),
  'form-answer': findPaperAnswer,
  alteration: findAlterationRecord,
  'duplicate-case': findPaperCase,
  'key-change': findKeyChangeRecord,
  declaration: findDeclarationRecord,
  petition: findPetitionRecord,
  crossing: findCrossingRecord,
  transfer: findTransferRecord,
  confirmation: findPaperConfirmation,
  verification: findPaperVerification,
} as const satisfies Record<RecordKind, (tx: Tx, id: number) => Promise<PaperRecord | null>>;

/** Every upload and download. */
export const allStreams: readonly StreamHandler[] = [
  ...admissionStreams,
  ...importStreams,
  ...rosterStreams,
  ...paperStreams,
  ...transferStreams,
  ...keyChangeStreams,
  ...departureStreams,
  ...petitionStreams,
  ...provinceBorderStreams,
  ...verificationStreams,
  ...primaryEntryStreams,
  ...supervisionStreams,
  ...formStreams,
  ...attachmentStreams((tx, kind, id) => paperRecords[kind](tx, id)),
  keepingUpWorkbook,
  ...statisticsStreams,
  ...flowStreams,
  ...announcementStreams,
  ...auditStreams,
];
