import type { JobKind } from '@xueqian/platform/jobs.ts';
import { type AskedWork, askedJob } from '../../accounts/server/index.ts';
import { applyAnswersJob, checkAnswersJob, makeJob, type VerificationJob } from './jobs.ts';
import { giveUpBatch, makeBatchNow, type VerificationMeans } from './make-batch.ts';
import { findAnswer, findBatch, stopAnswer, stopBatch } from './store.ts';
import { applyAnswersNow, checkAnswers, giveUpAnswers } from './take-answers.ts';

/** The jobs of batches and answers, done in the name of who planned them. */
export const verificationKinds = (means: VerificationMeans): readonly JobKind<VerificationJob>[] => {
  const ofAnswers: Omit<AskedWork<VerificationJob>, 'name' | 'work'> = {
    permission: 'verification.take-in',
    find: (tx, { id }) => findAnswer(tx, id),
    giveUp: (actor, { id }) => giveUpAnswers(means, actor, id),
    stop: (tx, { id }, failure) => stopAnswer(tx, id, failure),
  };
  return [
    askedJob(means.database, {
      name: makeJob,
      permission: 'verification.make',
      find: (tx, { id }) => findBatch(tx, id),
      work: (actor, { id }) => makeBatchNow(means, actor, id),
      giveUp: (actor, { id }) => giveUpBatch(means, actor, id),
      stop: (tx, { id }, failure) => stopBatch(tx, id, failure),
    }),
    askedJob(means.database, {
      ...ofAnswers,
      name: checkAnswersJob,
      work: (actor, { id }) => checkAnswers(means, actor, id),
    }),
    askedJob(means.database, {
      ...ofAnswers,
      name: applyAnswersJob,
      work: (actor, { id }) => applyAnswersNow(means, actor, id),
    }),
  ];
};
