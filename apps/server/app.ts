import path from 'node:path';
import { hearForgotten, makeActorOf, makeHasClosedOffice } from '@xueqian/modules/accounts/server/index.ts';
import {
  administrationConstraints,
  keepAccounts,
  makeTrainingGuard,
} from '@xueqian/modules/administration/server/index.ts';
import { admissionConstraints } from '@xueqian/modules/admission/server/index.ts';
import { alterationConstraints } from '@xueqian/modules/alterations/server/index.ts';
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
import { keepComparing } from '@xueqian/modules/duplicates/server/index.ts';
import { institutionConstraints } from '@xueqian/modules/institutions/server/index.ts';
import { jurisdictionConstraints, localDate, packOf } from '@xueqian/modules/jurisdictions/server/index.ts';
import { keyChangeConstraints } from '@xueqian/modules/key-changes/server/index.ts';
import { petitionConstraints } from '@xueqian/modules/petitions/server/index.ts';
import { primaryEntryConstraints } from '@xueqian/modules/primary-entry/server/index.ts';
import { provinceBorderConstraints } from '@xueqian/modules/province-border/server/index.ts';
import { registrationConstraints } from '@xueqian/modules/registration/server/index.ts';
import { planNight } from '@xueqian/modules/supervision/server/index.ts';
import { transferConstraints } from '@xueqian/modules/transfers/server/index.ts';
import { yearlyRoundConstraints } from '@xueqian/modules/yearly-round/server/index.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { type FileStore, folderStore } from '@xueqian/platform/files.ts';
import { openJobs } from '@xueqian/platform/jobs.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { makeLiveSealer } from '@xueqian/platform/sealing.ts';
import { type ServeOptions, serve } from '@xueqian/platform/serve.ts';
import { allHandlers, allStreams } from './handlers.ts';
import { jobNames, makeJobKinds } from './job-kinds.ts';

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

/** The application as a value: the server's main boots it, and so do the tests. */
export const makeApp = async (options: AppOptions) => {
  const { database, keys, clock } = options;
  const sealer = makeLiveSealer(keys);
  const files = options.files ?? folderStore(path.join(options.varFolder, 'files'), keys);
  const jobs = openJobs(options.databaseUrl, {
    names: jobNames,
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
  const kinds = makeJobKinds({
    ...{ database, files, keys, clock, jobs },
    ...(options.onBatch ? { onBatch: options.onBatch } : {}),
  });
  const comparing = keepComparing({ database, sealer, clock });

  // A round that the database did not take is done by the next one.
  const round = async () => {
    await keepAccounts(database, clock()).catch(() => null);
    await planNight({ database, jobs }, clock()).catch(() => null);
    comparing.compare();
  };
  let rounds: NodeJS.Timeout | null = null;

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
    /** Every kind of long work, as it is carried out. */
    jobKinds: kinds,
    startJobs: async () => {
      await trail.start();
      await round();
      rounds = setInterval(() => void round(), accountsEvery);
      rounds.unref();
      await jobs.start(kinds);
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
