import type { Config } from '@xueqian/platform/config.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { openFiles } from '@xueqian/platform/files.ts';
import { openJobs } from '@xueqian/platform/jobs.ts';
import { addKey, hoursUntilRetirement, KeyFault, retirableKeys, retireKey } from '@xueqian/platform/keys.ts';
import { beginAnew, countByKey, resealJob } from '@xueqian/platform/resealing.ts';
import { prepareDatabase } from './prepare.ts';
import { say } from './say.ts';

type KeysConfig = Pick<Config, 'databaseUrl' | 'keysFile' | 'varFolder' | 'files' | 'migrations' | 'cipher'>;

/** The running server does it, or the next one that starts. */
const planResealing = async (config: KeysConfig, database: Database): Promise<void> => {
  await beginAnew(database);
  const jobs = openJobs(config.databaseUrl, { names: [resealJob] });
  await jobs.prepare();
  try {
    await database.asOwner((tx) => jobs.plan(tx, resealJob, {}));
  } finally {
    await jobs.stop();
  }
};

/**
 * `rotate` adds a key and has everything sealed again under it; `status` counts what lies under which key; `resume`
 * plans the resealing once more; `retire` takes out old keys that nothing refers to.
 */
export const runKeys = async (
  config: KeysConfig,
  database: Database,
  [what = 'status']: readonly string[],
  now: Date,
): Promise<number> => {
  try {
    const keys = await prepareDatabase(config, database, now);
    const { keysFile: file } = config;
    const files = await openFiles(config.files, keys, false);
    const count = async (keyId: number): Promise<number> =>
      (await countByKey(database, files))
        .filter((each) => each.keyId === keyId)
        .reduce((sum, each) => sum + each.count, 0);
    if (what === 'rotate') {
      const key = await addKey(database, file, config.cipher, now);
      await planResealing(config, database);
      console.log(say('keys.rotated', { key: key.id, algorithm: key.algorithm ?? 'sm4', file }));
      return 0;
    }
    if (what === 'resume') {
      await planResealing(config, database);
      console.log(say('keys.resumed'));
      return 0;
    }
    if (what === 'status') {
      const { current } = keys;
      const counts = await countByKey(database, files);
      for (const each of counts) console.log(`${each.where.padEnd(44)} ${each.keyId}  ${each.count}`);
      const left = counts.filter((each) => each.keyId !== current.id).reduce((sum, each) => sum + each.count, 0);
      console.log(say('keys.status', { current: current.id, algorithm: current.algorithm ?? 'sm4', left }));
      return 0;
    }
    if (what === 'retire') {
      const ids = retirableKeys(file, now);
      if (ids.length === 0) console.log(say('keys.nothing-to-retire', { hours: hoursUntilRetirement }));
      let kept = 0;
      for (const id of ids) {
        const left = await count(id);
        if (left > 0) console.log(say('keys.in-use', { key: id, count: left }));
        else {
          await retireKey(database, file, id);
          console.log(say('keys.retired', { key: id, file }));
        }
        kept += left > 0 ? 1 : 0;
      }
      return kept === 0 ? 0 : 1;
    }
    console.error(say('keys.usage'));
    return 1;
  } catch (error) {
    if (!(error instanceof KeyFault)) throw error;
    console.error(say(error.code, { file: error.file, key: error.keyId ?? '' }));
    return 1;
  }
};
