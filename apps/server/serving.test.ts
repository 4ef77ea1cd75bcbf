import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openBroadcast } from '@xueqian/platform/broadcast.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { makeTestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { afterEach, describe, expect, it } from 'vitest';

let running: ChildProcess | null = null;
afterEach(async () => {
  if (running && running.exitCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
  running = null;
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
};

const start = (env: Readonly<Record<string, string>>): ChildProcess => {
  running = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(productRoot, 'apps/server/testing/many-servers.ts')],
    {
      cwd: productRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    },
  );
  return running;
};

describe('several processes on one port', () => {
  it('answer in turn; one that dies is followed by another; all end when asked', async () => {
    const port = await freePort();
    const server = start({ TEST_PORT: String(port) });
    await once(server.stdout as NonNullable<typeof server.stdout>, 'data');
    const ask = async (address = '/') => (await fetch(`http://127.0.0.1:${port}${address}`)).text();
    const pair = async (wanted: (found: ReadonlySet<string>) => boolean): Promise<ReadonlySet<string>> => {
      for (let waited = 0; waited < 30_000; waited += 50) {
        const found = new Set(await Promise.all(Array.from({ length: 8 }, () => ask().catch(() => 'none'))));
        if (!found.has('none') && wanted(found)) return found;
        await setTimeout(50);
      }
      throw new Error('they never answered as wanted');
    };
    const before = await pair((found) => found.size === 2);
    await ask('/end').catch(() => {});
    const after = await pair((found) => found.size === 2 && [...found].some((each) => !before.has(each)));
    expect(
      [...after].filter((each) => before.has(each)),
      'the other one went on',
    ).toHaveLength(1);
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
    await expect(ask()).rejects.toThrow();
  });

  it('that cannot start are no server', async () => {
    const server = start({ TEST_PORT: String(await freePort()), TEST_BROKEN: '1' });
    expect(await once(server, 'exit')).toEqual([7, null]);
  });
});

describe('a broadcast', () => {
  it('is heard by the others; one that was deaf is told so', async () => {
    const database = await makeTestDatabase();
    try {
      const heard: (string | null)[] = [];
      const until = async (wanted: readonly (string | null)[]): Promise<void> => {
        for (let waited = 0; waited < 30_000 && heard.length < wanted.length; waited += 20) await setTimeout(20);
        expect(heard).toEqual(wanted);
      };
      const one = openBroadcast(database.pool, 'test_words', (word) => heard.push(word));
      await until([null]);
      one.say('a');
      await until([null, 'a']);
      await database.asOwner((tx) =>
        tx.rows(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen test_words'`),
      );
      await until([null, 'a', null]);
      one.say('b');
      await until([null, 'a', null, 'b']);
      one.stop();
    } finally {
      await database.drop();
    }
  });
});
