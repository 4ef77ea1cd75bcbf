import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { keepTrail, readHead, trailHeadFile, verifyTrail } from '@xueqian/modules/audit/server/index.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { killServer, type ServerProcess, spawnServer, startServer } from './testing/server-process.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
let servers: ServerProcess[] = [];
beforeAll(async () => {
  app = await makeTestApp();
});
afterEach(async () => {
  await Promise.all(servers.map(killServer));
  servers = [];
});
afterAll(() => app.close());

const sealing = async (login: string) =>
  (await app.as(login).get('/api/audit/sealing')).body as Record<string, unknown>;
const bell = async (login: string) =>
  ((await app.as(login).get('/api/tasks')).body as { tasks: { kind: string; count: number }[] }).tasks;
const fill = (lines: number) =>
  app.database.asGate((tx) =>
    tx.run(
      `insert into audit.entries (at, entry, route, subject) select $1, 'x', 'x', 'line ' || n from generate_series(1, $2::int) n`,
      [app.now(), lines],
    ),
  );
const verify = async () =>
  verifyTrail({
    database: app.database,
    key: app.services.trailKey.public,
    head: await readHead(trailHeadFile(app.varFolder)),
  });

describe('a sealer that stands still', () => {
  it('is seen by those who keep the system running, and rings at the audit administrator’s', async () => {
    const auditor = '410105-audit-administrator';
    await app.trail.seal();
    await fill(3);
    app.setNow(new Date(app.now().getTime() + 9 * 60_000).toISOString());
    expect(await sealing('410105-support')).toMatchObject({ waiting: 3, late: false });
    expect(await bell(auditor)).toEqual([]);
    app.setNow(new Date(app.now().getTime() + 2 * 60_000).toISOString());
    for (const login of ['410105-support', '000000-system-administrator', auditor])
      expect(await sealing(login), login).toMatchObject({ late: true, mostMinutes: 10 });
    expect(await bell(auditor)).toMatchObject([{ kind: 'audit.unsealed', count: 3 }]);
    for (const login of ['410105-support', '410105-review', '410105-system-administrator'])
      expect(await bell(login), login).toEqual([]);
    await app.trail.seal();
    expect(await sealing('410105-support')).toMatchObject({ waiting: 0, oldestWaitingAt: null, late: false });
    expect(await bell(auditor)).toEqual([]);
  });

  it('is told to whoever runs the server: once when it stops, once when it goes again', async () => {
    const folder = path.join(app.varFolder, 'not-there-yet');
    const told: unknown[] = [];
    let heard: () => void = () => {};
    const hears = () =>
      new Promise<void>((resolve) => {
        heard = resolve;
      });
    const keeper = keepTrail({
      ...app.trail.means,
      headFile: path.join(folder, 'head.json'),
      clock: app.now,
      monthsKept: async () => 36,
      every: 1,
      onFault: (error) => {
        told.push(error);
        heard();
      },
    });
    await keeper.start();
    const stopped = hears();
    await fill(1);
    await stopped;
    expect(told).toMatchObject([{ code: 'ENOENT' }]);
    const goesOn = hears();
    await mkdir(folder);
    await fill(1);
    await goesOn;
    await keeper.stop();
    expect(told).toMatchObject([{ code: 'ENOENT' }, null]);
    await app.trail.seal();
    expect((await verify()).findings).toEqual([]);
  });
});

describe('a sealer that is killed in the middle', () => {
  it('raises no alarm and loses nothing, whenever it happens', async () => {
    const name = new URL(app.database.url).pathname.slice(1);
    let inTheMiddle = 0;
    for (let round = 0; round < 4; round += 1) {
      await fill(30_000);
      const server = spawnServer(app);
      servers.push(server);
      // Its statements over the trail are seen from outside: killed at the first, and then a little later each time.
      for (let waited = 0; waited < 60_000; waited += 5) {
        const busy = await app.database.asOwner((tx) =>
          tx.rows(
            `select 1 from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()
             and (query like 'fetch % from unsealed' or query like 'insert into audit.blocks%')`,
            [name],
          ),
        );
        if (busy.length > 0 || server.process.exitCode !== null) break;
        await setTimeout(5);
      }
      await setTimeout(round * 60);
      await killServer(server);
      const { findings, unsealed } = await verify();
      expect(findings).toEqual([]);
      if (unsealed > 0) inTheMiddle += 1;
    }
    expect(inTheMiddle, 'no kill came before the end of a round').toBeGreaterThan(0);
    const { lines } = await app.database.asOwner((tx) =>
      tx.one<{ lines: number }>('select count(*)::int as lines from audit.entries'),
    );
    servers.push(await startServer(app));
    expect(await verify()).toMatchObject({ findings: [], unsealed: 0, entries: lines });
  }, 240_000);
});
