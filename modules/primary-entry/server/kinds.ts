import type { JobKind } from '@xueqian/platform/jobs.ts';
import { askedJob } from '../../accounts/server/index.ts';
import { applyEntryAnswersJob, makeListJob, type PrimaryEntryJob } from './jobs.ts';
import { giveUpList, makeListNow, type PrimaryEntryMeans } from './make-list.ts';
import { findAnswer, findList, stopAnswer, stopList } from './store.ts';
import { applyEntryAnswersNow, giveUpEntryAnswers } from './take-answers.ts';

/** The jobs of the hand-over, done in the name of who planned them. */
export const primaryEntryKinds = (means: PrimaryEntryMeans): readonly JobKind<PrimaryEntryJob>[] => [
  askedJob<PrimaryEntryJob>(means.database, {
    name: makeListJob,
    permission: 'primary-entry.make',
    find: async (tx, { id }) => (await findList(tx, id))?.isMine,
    work: (actor, { id }) => makeListNow(means, actor, id),
    giveUp: (actor, { id }) => giveUpList(means, actor, id),
    stop: (tx, { id }, failure) => stopList(tx, id, failure),
  }),
  askedJob<PrimaryEntryJob>(means.database, {
    name: applyEntryAnswersJob,
    permission: 'primary-entry.take-in',
    find: async (tx, { id }) => (await findAnswer(tx, id))?.isMine,
    work: (actor, { id }) => applyEntryAnswersNow(means, actor, id),
    giveUp: (actor, { id }) => giveUpEntryAnswers(means, actor, id),
    stop: (tx, { id }, failure) => stopAnswer(tx, id, failure),
  }),
];
