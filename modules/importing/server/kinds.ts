import type { Tx } from '@xueqian/platform/database.ts';
import type { JobKind } from '@xueqian/platform/jobs.ts';
import { type AskedWork, askedJob } from '../../accounts/server/index.ts';
import { checkJob, commitJob, type ImportJob } from './jobs.ts';
import { checkImport, commitImportNow, giveUpImport, type ImportMeans } from './run-import.ts';
import { findImport, stopImport } from './store.ts';

/** The jobs of an import, done in the name of whoever uploaded, corrected or committed it. */
export const importKinds = (means: ImportMeans): readonly JobKind<ImportJob>[] => {
  const shared: Omit<AskedWork<ImportJob>, 'name' | 'work'> = {
    permission: 'importing.use',
    find: (tx: Tx, { importId }) => findImport(tx, importId),
    giveUp: (actor, { importId }) => giveUpImport(means, actor, importId),
    stop: (tx, { importId }, failure) => stopImport(tx, importId, failure, means.clock()),
  };
  return [
    askedJob(means.database, {
      ...shared,
      name: checkJob,
      work: (actor, { importId }) => checkImport(means, actor, importId),
    }),
    askedJob(means.database, {
      ...shared,
      name: commitJob,
      work: (actor, { importId }) => commitImportNow(means, actor, importId),
    }),
  ];
};
