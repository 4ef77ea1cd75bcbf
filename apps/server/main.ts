import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import type { Level, Role } from '@xueqian/kernel/actor.ts';
import { localDate, missingHolidays } from '@xueqian/modules/jurisdictions/server/index.ts';
import { type Database, openDatabase } from '@xueqian/platform/database.ts';
import { withoutNumbers } from '@xueqian/platform/fault-log.ts';
import { FilesFault } from '@xueqian/platform/file-settings.ts';
import { openFiles } from '@xueqian/platform/files.ts';
import { KeyFault, type Keys, loadKeys } from '@xueqian/platform/keys.ts';
import { MigrationFault } from '@xueqian/platform/migrate.ts';
import { makeApp } from './app.ts';
import { ensureSample, prepareDatabase } from './prepare.ts';
import { say } from './say.ts';
import { startServing } from './serving.ts';
import { readSettings } from './settings.ts';

const config = readSettings();

const printAccounts = async (database: ReturnType<typeof openDatabase>): Promise<void> => {
  const accounts = await database.asGate((tx) =>
    tx.rows<{
      login: string;
      role: Role;
      level: Level;
      office: string;
      person: string;
    }>(
      `select login, role, level, office_name as office, person_name as person from accounts.accounts where trial and closed_at is null order by id`,
    ),
  );
  if (accounts.length === 0) return;
  console.log(`\n${say('accounts', { password: config.trialPassword })}`);
  for (const account of accounts) {
    console.log(
      `  ${account.login.padEnd(16)} ${say(`level.${account.level}`)} ${say(`role.${account.role}`)}  ${account.office}  ${account.person}`,
    );
  }
};

/**
 * Connections of all answering processes together to the database, besides five of each for short questions and plans:
 * with the others six processes stay below the usual limit of a hundred.
 */
const mostConnections = 36;

const openApp = async (database: Database, keys: Keys, onlyAnswers: boolean) =>
  makeApp({
    database,
    databaseUrl: config.databaseUrl,
    keys,
    varFolder: config.varFolder,
    // The first process tries the store; the others come after it.
    files: await openFiles(config.files, keys, !onlyAnswers),
    trailKeyFile: config.trailKeyFile,
    clock: () => new Date(),
    log: true,
    onlyAnswers,
    onTrailFault: (error) =>
      console.error(
        error === null ? say('trail.sealing') : say('trail.stopped', { message: withoutNumbers(String(error)) }),
      ),
    ...(existsSync(config.webFolder) ? { pagesFolder: config.webFolder } : {}),
    ...(process.env['XUEQIAN_RATES'] === 'off' ? { rates: null } : {}),
  });

/** Ends in order at the first signal; a second one changes nothing. */
const onStop = (end: () => Promise<void>): void => {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await end();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
};

/** The process that makes all ready and does the long work; alone, it answers requests as well. */
const run = async (): Promise<void> => {
  console.log(say('preparing'));
  const database = openDatabase(config.databaseUrl);
  const keys = await prepareDatabase(config, database, new Date());
  if (config.sample) {
    const { empty } = await database.asOwner((tx) =>
      tx.one<{ empty: boolean }>('select not exists (select from accounts.accounts) as empty'),
    );
    if (empty) console.log(say('sample'));
    await ensureSample(database, keys, config.trialPassword, new Date());
  }
  const app = await openApp(database, keys, false);
  const serving = config.processes > 1 ? await startServing(config.processes) : null;
  if (serving === null) {
    if (config.processes > 1) process.exit(1);
    await app.http.listen({ port: config.port, host: config.host });
  }
  await app.startJobs();
  console.log(`\n${say('ready', { url: `http://${config.host}:${config.port}` })}`);
  const year = missingHolidays(localDate(new Date()));
  if (year !== null) console.warn(say('calendar', { year }));
  await printAccounts(database);
  console.log(`\n${say('stop')}`);
  onStop(async () => {
    await serving?.stop();
    await app.close();
    await database.close();
  });
};

/** One of several processes that answer requests; what they need has been made ready. */
const answer = async (): Promise<void> => {
  const database = openDatabase(config.databaseUrl, {
    poolSize: Math.max(4, Math.floor(mostConnections / config.processes)),
  });
  const app = await openApp(database, await loadKeys(database, config.keysFile, config.cipher), true);
  onStop(async () => {
    await app.close();
    await database.close();
  });
  await app.http.listen({ port: config.port, host: config.host });
};

(cluster.isPrimary ? run() : answer()).catch((error: unknown) => {
  const code = (error as { code?: string }).code;
  if (error instanceof FilesFault) console.error(say(error.code, error.facts));
  else if (error instanceof KeyFault) console.error(say(error.code, { file: error.file, key: error.keyId ?? '' }));
  else if (code === 'EADDRINUSE') console.error(say('port', { port: config.port }));
  else if (error instanceof MigrationFault || code === 'ECONNREFUSED' || code?.startsWith('28') || code === '3D000') {
    console.error(say('database', { message: (error as Error).message }));
  } else console.error(error);
  process.exit(1);
});
