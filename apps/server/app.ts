import path from 'node:path';
import { findActor, hearForgotten, makeActorOf, makeHasClosedOffice } from '@xueqian/modules/accounts/server/index.ts';
import {
  administrationConstraints,
  keepAccounts,
  makeTrainingGuard,
} from '@xueqian/modules/administration/server/index.ts';
import { admissionConstraints } from '@xueqian/modules/admission/server/index.ts';
import {
  type AlterationJob,
  alterationConstraints,
  alterationJob,
  carryOutAlteration,
  giveUpAlteration,
} from '@xueqian/modules/alterations/server/index.ts';
import { announcementConstraints } from '@xueqian/modules/announcements/server/index.ts';
import {
  countUnmaskings,
  keepTrail,
  loadTrailKey,
  recordEntries,
  trailHeadFile,
} from '@xueqian/modules/audit/server/index.ts';
import { childConstraints } from '@xueqian/modules/children/server/index.ts';
import { classConstraints } from '@xueqian/modules/classes/server/index.ts';
import { declarationConstraints } from '@xueqian/modules/declarations/server/index.ts';
import { departureConstraints } from '@xueqian/modules/departures/server/index.ts';
import {
  keepComparing,
  passCases,
  type RecheckJob,
  recheck,
  recheckJob,
} from '@xueqian/modules/duplicates/server/index.ts';
import { openRounds } from '@xueqian/modules/forms/server/index.ts';
import {
  checkImport,
  checkJob,
  commitImportNow,
  commitJob,
  giveUpImport,
  type ImportJob,
  sealEarlierCorrections,
} from '@xueqian/modules/importing/server/index.ts';
import { institutionConstraints } from '@xueqian/modules/institutions/server/index.ts';
import {
  type ChangeJob,
  carryOutJob,
  changeTree,
  giveUpChange,
  jurisdictionConstraints,
  localDate,
  packOf,
} from '@xueqian/modules/jurisdictions/server/index.ts';
import { keyChangeConstraints } from '@xueqian/modules/key-changes/server/index.ts';
import { petitionConstraints } from '@xueqian/modules/petitions/server/index.ts';
import {
  primaryEntryConstraints,
  primaryEntryJobs,
  primaryEntryKinds,
  removeExpiredLists,
} from '@xueqian/modules/primary-entry/server/index.ts';
import { provinceBorderConstraints } from '@xueqian/modules/province-border/server/index.ts';
import { registrationConstraints } from '@xueqian/modules/registration/server/index.ts';
import { type NightJob, nightJob, planNight, workNight } from '@xueqian/modules/supervision/server/index.ts';
import { transferConstraints } from '@xueqian/modules/transfers/server/index.ts';
import {
  applyAnswersJob,
  applyAnswersNow,
  checkAnswers,
  checkAnswersJob,
  giveUpAnswers,
  giveUpBatch,
  makeBatchNow,
  makeJob,
  removeExpiredFiles,
  type VerificationJob,
} from '@xueqian/modules/verification/server/index.ts';
import { makeRoundKind, roundJob, yearlyRoundConstraints } from '@xueqian/modules/yearly-round/server/index.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { type FileStore, folderStore } from '@xueqian/platform/files.ts';
import { type JobKind, openJobs } from '@xueqian/platform/jobs.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { type ResealMeans, resealAll, resealJob } from '@xueqian/platform/resealing.ts';
import { makeLiveSealer } from '@xueqian/platform/sealing.ts';
import { type ServeOptions, serve } from '@xueqian/platform/serve.ts';
import { allHandlers, allStreams } from './handlers.ts';

export type AppOptions = {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly keys: Keys;
  /** Folder of what the system keeps outside the database. */
  readonly varFolder: string;
  /** Where uploaded files lie; in the folder above when left out. */
  readonly files?: FileStore;
  /** The key that signs the trail; in the folder above when left out. */
  readonly trailKeyFile?: string;
  readonly clock: () => Date;
  readonly rates?: ServeOptions['rates'];
  readonly log?: boolean;
  readonly writeLog?: ServeOptions['writeLog'];
  readonly pagesFolder?: string;
  /** Seconds until a planned job is noticed. */
  readonly pollSeconds?: number;
  /** Requests are answered here; jobs are worked on by another process. */
  readonly onlyAnswers?: boolean;
  /** The trail's sealing fails (an error), or goes again (null). */
  readonly onTrailFault?: (error: unknown) => void;
  readonly onBatch?: (rowsDone: number) => void;
};

/** How often lendings that have ended and accounts that nobody uses are looked for, in milliseconds. */
const accountsEvery = 600_000;

/** Constraints that a request can meet, as refusals. */
export const constraintRefusals: Readonly<Record<string, string>> = {
  ...institutionConstraints,
  ...administrationConstraints,
  ...admissionConstraints,
  ...classConstraints,
  ...childConstraints,
  ...registrationConstraints,
  ...announcementConstraints,
  ...jurisdictionConstraints,
  ...alterationConstraints,
  ...declarationConstraints,
  ...departureConstraints,
  ...petitionConstraints,
  ...provinceBorderConstraints,
  ...primaryEntryConstraints,
  ...transferConstraints,
  ...yearlyRoundConstraints,
  ...keyChangeConstraints,
};

/** A rotation: what an earlier version kept in plain text is sealed, then everything under the current key. */
export const resealEverything = async (means: ResealMeans): Promise<void> => {
  await sealEarlierCorrections(means.database, makeLiveSealer(means.keys));
  await resealAll(means);
};

/** The application as a value: the server's main boots it, and so do the tests. */
export const makeApp = async (options: AppOptions) => {
  const { database, keys, clock } = options;
  const sealer = makeLiveSealer(keys);
  const files = options.files ?? folderStore(path.join(options.varFolder, 'files'), keys);
  const jobs = openJobs(options.databaseUrl, {
    names: [
      checkJob,
      commitJob,
      resealJob,
      carryOutJob,
      alterationJob,
      nightJob,
      makeJob,
      checkAnswersJob,
      applyAnswersJob,
      recheckJob,
      roundJob,
      ...primaryEntryJobs,
    ],
    ...(options.pollSeconds === undefined ? {} : { pollSeconds: options.pollSeconds }),
    ...(options.onlyAnswers ? { onlyPlans: true } : {}),
  });
  await jobs.prepare();
  const sessions = makeActorOf(database);
  const stopHearing = hearForgotten(database);
  const trail = keepTrail({
    database,
    key: await loadTrailKey(database, options.trailKeyFile ?? path.join(options.varFolder, 'trail-key.pem')),
    headFile: trailHeadFile(options.varFolder),
    clock,
    ...(options.onTrailFault ? { onFault: options.onTrailFault } : {}),
    // One chain for all: what the nation lays down. A pack of another unit keeps the default of three years.
    monthsKept: async (now) => {
      const { auditKept } = (await database.asOwner((tx) => packOf(tx, '000000', localDate(now)))).values;
      return auditKept.unit === 'months' ? auditKept.value : 36;
    },
  });
  const means = { database, files, keys, clock, ...(options.onBatch ? { onBatch: options.onBatch } : {}) };

  const asPlanner =
    (work: (actor: NonNullable<Awaited<ReturnType<typeof findActor>>>, importId: number) => Promise<void>) =>
    async (job: ImportJob): Promise<void> => {
      const actor = await database.asGate((tx) => findActor(tx, job.accountId));
      if (actor) await work(actor, job.importId);
    };
  const giveUp = asPlanner((actor, id) => giveUpImport(means, actor, id));
  const reseal: JobKind<object> = { name: resealJob, work: () => resealEverything({ database, keys, files }) };
  const kinds: JobKind<ImportJob>[] = [
    { name: checkJob, work: asPlanner((actor, id) => checkImport(means, actor, id)), giveUp },
    { name: commitJob, work: asPlanner((actor, id) => commitImportNow(means, actor, id)), giveUp },
  ];

  const verifying = { database, files, sealer, clock };
  const asked =
    (work: typeof makeBatchNow) =>
    async ({ id, accountId }: VerificationJob): Promise<void> => {
      const actor = await database.asGate((tx) => findActor(tx, accountId));
      if (actor) await work(verifying, actor, id);
    };
  const verificationKinds: JobKind<VerificationJob>[] = [
    { name: makeJob, work: asked(makeBatchNow), giveUp: asked(giveUpBatch) },
    { name: checkAnswersJob, work: asked(checkAnswers), giveUp: asked(giveUpAnswers) },
    { name: applyAnswersJob, work: asked(applyAnswersNow), giveUp: asked(giveUpAnswers) },
  ];
  const entryKinds = primaryEntryKinds(verifying, (id) => database.asGate((tx) => findActor(tx, id)));
  const comparing = keepComparing({ database, sealer, clock });
  const recheckKind: JobKind<RecheckJob> = {
    name: recheckJob,
    work: (job) => recheck({ database, sealer, clock }, job),
  };

  const yearKind = makeRoundKind({ database, clock }, (id) => database.asGate((tx) => findActor(tx, id)));

  // A round that the database did not take is done by the next one.
  const round = async () => {
    await keepAccounts(database, clock()).catch(() => null);
    await planNight({ database, jobs }, clock()).catch(() => null);
    comparing.compare();
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
  let rounds: NodeJS.Timeout | null = null;
  const treeMeans = { database, clock, jobs };
  const treeKind: JobKind<ChangeJob> = {
    name: carryOutJob,
    work: (job) => changeTree(treeMeans, job),
    giveUp: (job) => giveUpChange(treeMeans, job),
  };

  const alterationKind: JobKind<AlterationJob> = {
    name: alterationJob,
    work: (job) => carryOutAlteration(treeMeans, job),
    giveUp: (job) => giveUpAlteration(treeMeans, job),
  };

  const http = await serve({
    database,
    services: { sealer, files, jobs, trailKey: trail.means.key },
    handlers: allHandlers,
    streams: allStreams,
    actorOf: sessions.actorOf,
    hasClosedOffice: makeHasClosedOffice(database),
    record: recordEntries,
    ensureMayChange: makeTrainingGuard(database),
    countUnmaskings,
    constraintRefusals,
    clock,
    ...(options.rates === undefined ? {} : { rates: options.rates }),
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(options.writeLog === undefined ? {} : { writeLog: options.writeLog }),
    ...(options.pagesFolder === undefined ? {} : { pagesFolder: options.pagesFolder }),
  });
  return {
    http,
    handlers: allHandlers,
    streams: allStreams,
    services: { sealer, files, jobs, trailKey: trail.means.key },
    trail,
    startJobs: async () => {
      await trail.start();
      await round();
      rounds = setInterval(() => void round(), accountsEvery);
      rounds.unref();
      await jobs.start([
        ...kinds,
        ...verificationKinds,
        ...entryKinds,
        reseal,
        treeKind,
        alterationKind,
        night,
        recheckKind,
        yearKind,
      ] as unknown as JobKind<never>[]);
      comparing.start();
    },
    close: async () => {
      if (rounds) clearInterval(rounds);
      await comparing.stop();
      await http.close();
      stopHearing();
      await trail.stop();
      await jobs.stop();
    },
  };
};
