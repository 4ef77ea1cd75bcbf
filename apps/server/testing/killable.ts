import { openDatabase } from '@xueqian/platform/database.ts';
import { makeApp } from '../app.ts';

/** The application as a process that a test can kill: works on the jobs of a database, and says how far it is. */
const {
  DATABASE_URL: databaseUrl = '',
  TEST_KEYS: keys = '',
  TEST_VAR: varFolder = '',
  TEST_NOW: now = '',
} = process.env;
const [cipher = '', mac = ''] = keys.split(' ');
const app = await makeApp({
  database: openDatabase(databaseUrl, { poolSize: 6 }),
  databaseUrl,
  keys: { current: { id: 1, cipher: Buffer.from(cipher, 'hex'), mac: Buffer.from(mac, 'hex') }, older: [] },
  varFolder,
  clock: () => new Date(now),
  rates: null,
  pollSeconds: 0.5,
  onBatch: (rows) => process.stdout.write(`rows ${rows}\n`),
});
await app.startJobs();
process.stdout.write('ready\n');
