import type { Actor } from '@xueqian/kernel/actor.ts';
import type { JobKind } from '@xueqian/platform/jobs.ts';
import { applyEntryAnswersJob, makeListJob, type PrimaryEntryJob } from './jobs.ts';
import { giveUpList, makeListNow, type PrimaryEntryMeans } from './make-list.ts';
import { applyEntryAnswersNow, giveUpEntryAnswers } from './take-answers.ts';

/** The jobs of the hand-over, done in the name of who planned them. */
export const primaryEntryKinds = (
  means: PrimaryEntryMeans,
  actorOf: (accountId: number) => Promise<Actor | null>,
): readonly JobKind<PrimaryEntryJob>[] => {
  const asked =
    (work: typeof makeListNow) =>
    async ({ id, accountId }: PrimaryEntryJob): Promise<void> => {
      const actor = await actorOf(accountId);
      if (actor) await work(means, actor, id);
    };
  return [
    { name: makeListJob, work: asked(makeListNow), giveUp: asked(giveUpList) },
    { name: applyEntryAnswersJob, work: asked(applyEntryAnswersNow), giveUp: asked(giveUpEntryAnswers) },
  ];
};
