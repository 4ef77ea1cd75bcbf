import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ImportView } from '@xueqian/modules/importing/contract.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { brokenInvariants } from '../../modules/children/server/testing/invariants.ts';
import { childCells } from './testing/child-cells.ts';
import { killServer, type ServerProcess, startServer as startProcess } from './testing/server-process.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

const rowsOfImport = 3000;
let app: TestApp;
let workbook: Buffer;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  app = await makeTestApp();
  workbook = await workbookOf(Array.from({ length: rowsOfImport }, (_, n) => childCells(n)));
});
afterEach(async () => {
  await Promise.all(servers.map(killServer));
  servers = [];
});
afterAll(() => app.close());

const startServer = async (): Promise<ServerProcess> => {
  const server = await startProcess(app);
  servers.push(server);
  return server;
};

const read = async (id: number): Promise<ImportView> =>
  (await app.as('a-ordinary').get(`/api/imports/${id}`)).body as ImportView;
const until = async (id: number, states: readonly string[]): Promise<ImportView> => {
  for (let waited = 0; waited < 90_000; waited += 100) {
    const view = await read(id);
    if (states.includes(view.state)) return view;
    await setTimeout(100);
  }
  throw new Error(`the import stays ${(await read(id)).state}`);
};
const countChildren = async (): Promise<number> =>
  (
    await app.database.asOwner((tx) =>
      tx.one<{ n: number }>('select count(*)::int as n from children.children where institution_id = $1', [
        app.institution('a'),
      ]),
    )
  ).n;

describe('a server that is killed', () => {
  it('at any moment of a check leaves nothing, and the next server checks again', async () => {
    const id = await app.uploadAs('a', workbook);
    for (const wait of [0, 400, 1500]) {
      const server = await startServer();
      await setTimeout(wait);
      await killServer(server);
      expect(await countChildren()).toBe(0);
      expect(['waiting', 'checking', 'checked']).toContain((await read(id)).state);
    }
    await startServer();
    expect((await until(id, ['checked', 'failed'])).counts).toMatchObject({
      read: rowsOfImport,
      created: rowsOfImport,
    });
    expect(await countChildren()).toBe(0);
  }, 240_000);

  it('at any moment of a commit leaves all or nothing, and the next server completes it', async () => {
    const id = (
      (await app.as('a-ordinary').get(`/api/institutions/${app.institution('a')}/imports`)).body as ImportView[]
    )[0]!.id;
    expect((await app.as('a-ordinary').post(`/api/imports/${id}/commit`, { expectRejected: 0 })).status).toBe(200);
    for (let round = 0; round < 3; round += 1) {
      const server = await startServer();
      // After its first rows, and then a little later each time: in the middle of the transaction.
      await server.said('rows ').catch(() => {});
      await setTimeout(round * 40);
      await killServer(server);
      const { state } = await read(id);
      expect(await countChildren()).toBe(state === 'committed' ? rowsOfImport : 0);
      expect(await brokenInvariants(app.database)).toEqual([]);
    }
    await startServer();
    expect((await until(id, ['committed', 'failed'])).counts).toMatchObject({ created: rowsOfImport });
    expect(await countChildren()).toBe(rowsOfImport);
    expect(await brokenInvariants(app.database)).toEqual([]);
  }, 240_000);

  it('leaves its work to another one that lives', async () => {
    const id = await app.uploadAs('a', workbook);
    const first = await startServer();
    await startServer();
    await setTimeout(500);
    await killServer(first);
    expect((await until(id, ['checked', 'failed'])).counts).toMatchObject({ unchanged: rowsOfImport, created: 0 });
  }, 120_000);
});

describe('a database that goes away', () => {
  it('breaks off the work; the same server takes it up when the database is back', async () => {
    const more = await workbookOf(Array.from({ length: rowsOfImport }, (_, n) => childCells(5000 + n)));
    const id = await app.uploadAs('a', more);
    const server = await startServer();
    await server.said('rows ');
    // Every connection of the server is cut, as when the database server ends; new ones are refused for a while.
    const name = new URL(app.database.url).pathname.slice(1);
    const cut = () =>
      app.database.asOwner((tx) =>
        tx.rows(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid() and application_name like 'xueqian%'`,
          [name],
        ),
      );
    for (let times = 0; times < 10; times += 1) {
      await cut();
      await setTimeout(150);
    }
    expect((await until(id, ['checked', 'failed'])).counts).toMatchObject({ created: rowsOfImport });
    expect(server.process.exitCode).toBeNull();
  }, 120_000);
});

describe('work that can never be done', () => {
  it('is given up after the last attempt, and its uploader told', async () => {
    const id = await app.uploadAs('a', Buffer.from('a,b\n1,2\n'));
    await rm(path.join(app.varFolder, 'files'), { recursive: true });
    await startServer();
    expect(await until(id, ['failed'])).toMatchObject({ failure: { code: 'importing.broke-down' } });
  }, 120_000);
});
