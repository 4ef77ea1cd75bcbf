import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ImportView } from '@xueqian/modules/importing/contract.ts';
import { openDatabase } from '@xueqian/platform/database.ts';
import { migrate } from '@xueqian/platform/migrate.ts';
import { type Embedded, startEmbedded } from '@xueqian/platform/postgres/embedded.mjs';
import { productRoot } from '@xueqian/platform/root.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brokenInvariants } from '../../modules/children/server/testing/invariants.ts';
import { childCells } from './testing/child-cells.ts';
import { killServer, type ServerProcess, startServer } from './testing/server-process.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

const rows = 3000;
let folder: string;
let postgres: Embedded;
let app: TestApp;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'xueqian-kill-'));
  postgres = await startEmbedded({ dataDir: path.join(folder, 'postgres'), handleSignals: false });
  const database = openDatabase(postgres.url, { poolSize: 8 });
  await migrate(database, path.join(productRoot, 'db/migrations'), new Date('2026-01-01T00:00:00Z'));
  app = await makeTestApp({ database: { ...database, url: postgres.url, drop: () => database.close() } });
  server = await startServer(app);
});
afterAll(async () => {
  await killServer(server);
  await app.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The database server ends as in a power cut, and is started again on the same data and port. */
const cutPower = async (): Promise<void> => {
  const { port, pid } = postgres;
  process.kill(pid, 'SIGKILL');
  await postgres.stop();
  postgres = await startEmbedded({ dataDir: path.join(folder, 'postgres'), port, handleSignals: false });
  expect(postgres.pid).not.toBe(pid);
};

const read = async (id: number): Promise<ImportView> => {
  for (let attempt = 0; ; attempt += 1) {
    const reply = await app.as('a-ordinary').get(`/api/imports/${id}`);
    if (reply.status === 200) return reply.body as ImportView;
    if (attempt > 100) throw new Error(`status ${reply.status}`);
    await setTimeout(100);
  }
};
const until = async (id: number, states: readonly string[]): Promise<ImportView> => {
  for (let waited = 0; waited < 900; waited += 1) {
    const view = await read(id);
    if (states.includes(view.state)) return view;
    await setTimeout(100);
  }
  throw new Error(`the import stays ${(await read(id)).state}`);
};
const countChildren = async (): Promise<number> =>
  (await app.database.asOwner((tx) => tx.one<{ n: number }>('select count(*)::int as n from children.children'))).n;

it('a database server killed in a check and in a commit loses nothing that was said, and the work goes on', async () => {
  const workbook = await workbookOf(Array.from({ length: rows }, (_, n) => childCells(n)));
  const id = await app.uploadAs('a', workbook);
  await server.said('rows ');
  await cutPower();
  expect((await until(id, ['checked', 'failed'])).counts).toMatchObject({ created: rows });
  expect(await countChildren()).toBe(0);

  expect((await app.as('a-ordinary').post(`/api/imports/${id}/commit`, { expectRejected: 0 })).status).toBe(200);
  for (let round = 0; round < 2; round += 1) {
    await setTimeout(1500 + 700 * round);
    await cutPower();
    const { state } = await read(id);
    expect(await countChildren()).toBe(state === 'committed' ? rows : 0);
  }
  expect((await until(id, ['committed', 'failed'])).counts).toMatchObject({ created: rows });
  expect(await countChildren()).toBe(rows);
  expect(await brokenInvariants(app.database)).toEqual([]);
  expect(server.process.exitCode).toBeNull();

  // What a kindergarten was told is saved is saved: an entered child survives the cut that follows its answer.
  const entered = await app.as('b-ordinary').post(`/api/institutions/${app.institution('b')}/children`, {
    requestId: crypto.randomUUID(),
    values: childCells(rows + 1),
  });
  expect(entered.status).toBe(200);
  await cutPower();
  await read(id);
  expect(await countChildren()).toBe(rows + 1);
}, 240_000);
