import { hashPassword } from '@xueqian/modules/accounts/server/index.ts';
import { assignPack, loadDivisions } from '@xueqian/modules/jurisdictions/server/index.ts';
import { loadSample } from '@xueqian/modules/simulation/server/load-sample.ts';
import type { Config } from '@xueqian/platform/config.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { type Keys, loadKeys } from '@xueqian/platform/keys.ts';
import { migrate } from '@xueqian/platform/migrate.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';

/** Seed of the sample: the same institutions and children on each new start. */
export const sampleSeed = 2014;

/** Brings a database up to date: migrations, keys, divisions, packs. */
export const prepareDatabase = async (
  config: Pick<Config, 'migrations' | 'keysFile'> & Partial<Pick<Config, 'cipher'>>,
  database: Database,
  now: Date,
): Promise<Keys> => {
  await migrate(database, config.migrations, now);
  const keys = await loadKeys(database, config.keysFile, config.cipher);
  await database.asOwner(async (tx) => {
    await loadDivisions(tx);
    await assignPack(tx, '410000', 'henan-2017', '2017-04-11');
    await assignPack(tx, '120116', 'tianjin-binhai-2020', '2020-08-01');
  });
  return keys;
};

/** An empty database gets the sample; says whether it did. */
export const ensureSample = async (database: Database, keys: Keys, password: string, now: Date): Promise<boolean> => {
  const { any } = await database.asOwner((tx) =>
    tx.one<{ any: boolean }>('select exists (select from accounts.accounts) as any'),
  );
  if (any) return false;
  await loadSample(
    { database, sealer: makeSealer(keys.current, keys.older), seed: sampleSeed, now },
    await hashPassword(password),
  );
  return true;
};
