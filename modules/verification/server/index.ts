import type { Tx } from '@xueqian/platform/database.ts';
import type { Handler } from '@xueqian/platform/handler.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import type { PaperRecord } from '../../attachments/server/index.ts';
import { batchHandlers } from './batch-handlers.ts';
import { problemHandlers } from './problem-handlers.ts';
import { countStopped } from './store.ts';
import { countOpen, findPaperProblem } from './store-problems.ts';

export { removeExpiredFiles } from './expired-files.ts';
export { applyAnswersJob, checkAnswersJob, makeJob, type VerificationJob } from './jobs.ts';
export { verificationKinds } from './kinds.ts';
export { giveUpBatch, makeBatchNow, type VerificationMeans } from './make-batch.ts';
export { namesOf } from './store-problems.ts';
export { verificationStreams } from './streams.ts';
export { applyAnswersNow, checkAnswers, giveUpAnswers } from './take-answers.ts';

export const verificationHandlers: Handler[] = [...batchHandlers, ...problemHandlers];

/** The problem of a child that papers go with. */
export const findPaperVerification = (tx: Tx, childId: number): Promise<PaperRecord | null> =>
  findPaperProblem(tx, childId);

/** Problems that wait: for the institution that mends them, and for its county that sees to it; and work that nobody carries out. */
export const verificationTasks: readonly TaskSource[] = [
  { kind: 'verification.to-mend', permission: 'verification.give-evidence', count: ({ tx }) => countOpen(tx) },
  { kind: 'verification.to-watch', permission: 'verification.watch', count: ({ tx }) => countOpen(tx) },
  { kind: 'verification.stopped', permission: 'verification.take-in', count: ({ tx }) => countStopped(tx) },
];
