import {
  type AlterationJob,
  alterationJob,
  carryOutAlteration,
  giveUpAlteration,
} from '@xueqian/modules/alterations/server/index.ts';
import { passCases, type RecheckJob, recheck, recheckJob } from '@xueqian/modules/duplicates/server/index.ts';
import { openRounds } from '@xueqian/modules/forms/server/index.ts';
import { checkJob, commitJob, importKinds, sealEarlierCorrections } from '@xueqian/modules/importing/server/index.ts';
import { type ChangeJob, carryOutJob, changeTree, giveUpChange } from '@xueqian/modules/jurisdictions/server/index.ts';
import {
  primaryEntryJobs,
  primaryEntryKinds,
  removeExpiredLists,
} from '@xueqian/modules/primary-entry/server/index.ts';
import { type NightJob, nightJob, workNight } from '@xueqian/modules/supervision/server/index.ts';
import {
  applyAnswersJob,
  checkAnswersJob,
  makeJob,
  removeExpiredFiles,
  verificationKinds,
} from '@xueqian/modules/verification/server/index.ts';
import { makeRoundKind, roundJob } from '@xueqian/modules/yearly-round/server/index.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { FileStore } from '@xueqian/platform/files.ts';
import type { JobKind, Jobs } from '@xueqian/platform/jobs.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { type ResealMeans, resealAll, resealJob } from '@xueqian/platform/resealing.ts';
import { makeLiveSealer } from '@xueqian/platform/sealing.ts';

/** Every kind of long work: its queue is made before anything is planned. */
export const jobNames = [
  checkJob,
  commitJob,
  makeJob,
  checkAnswersJob,
  applyAnswersJob,
  ...primaryEntryJobs,
  roundJob,
  carryOutJob,
  alterationJob,
  recheckJob,
  nightJob,
  resealJob,
] as const;
export type JobName = (typeof jobNames)[number];

/** A rotation: what an earlier version kept in plain text is sealed, then everything under the current key. */
export const resealEverything = async (means: ResealMeans): Promise<void> => {
  await sealEarlierCorrections(means.database, makeLiveSealer(means.keys));
  await resealAll(means);
};

export type WorkMeans = {
  readonly database: Database;
  readonly keys: Keys;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly jobs: Jobs;
  readonly onBatch?: (rowsDone: number) => void;
};

/** How each kind of long work is done: in the name of who asked for it, by an office's decision, or by the clock. */
export const makeJobKinds = (means: WorkMeans): readonly JobKind<never>[] => {
  const { database, keys, files, clock } = means;
  const sealer = makeLiveSealer(keys);
  const sealed = { database, files, sealer, clock };
  const tree: JobKind<ChangeJob> = {
    name: carryOutJob,
    work: (job) => changeTree(means, job),
    giveUp: (job) => giveUpChange(means, job),
  };
  const alteration: JobKind<AlterationJob> = {
    name: alterationJob,
    work: (job) => carryOutAlteration(means, job),
    giveUp: (job) => giveUpAlteration(means, job),
  };
  const comparison: JobKind<RecheckJob> = {
    name: recheckJob,
    work: (job) => recheck({ database, sealer, clock }, job),
  };
  const night: JobKind<NightJob> = {
    name: nightJob,
    work: async ({ on }) => {
      await openRounds(database, on);
      await removeExpiredFiles({ database, files }, clock());
      await passCases(database, on);
      await removeExpiredLists({ database, files }, clock());
      await workNight(database, on);
    },
  };
  const reseal: JobKind<object> = { name: resealJob, work: () => resealEverything({ database, keys, files }) };
  return [
    ...importKinds(means),
    ...verificationKinds(sealed),
    ...primaryEntryKinds(sealed),
    makeRoundKind({ database, clock }),
    tree,
    alteration,
    comparison,
    night,
    reseal,
  ] as unknown as readonly JobKind<never>[];
};
