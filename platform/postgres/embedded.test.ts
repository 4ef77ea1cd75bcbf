import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { startEmbedded } from './embedded.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'xueqian-embedded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows[0]?.[0];
};

/** Another Node process that starts the server on the folder and says so by a line. */
const startElsewhere = async (dataDir: string, dieWithUs: boolean): Promise<ChildProcess> => {
  const program = `const { startEmbedded } = await import(process.argv[1]);
    await startEmbedded({ dataDir: process.argv[2], fsync: false, dieWithUs: ${dieWithUs} });
    console.log('up'); setInterval(() => {}, 1000);`;
  const launcher = path.join(import.meta.dirname, 'embedded.mjs');
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, launcher, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
};

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

describe('the embedded server', () => {
  const dataDir = path.join(folder, 'data');
  const events: string[] = [];
  const start = () => startEmbedded({ dataDir, fsync: false, notice: (event) => events.push(event) });

  test('makes a data folder with a secret password, and keeps the data over a stop', async () => {
    const first = await start();
    expect(events).toEqual(['create', 'start']);
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
    expect(await ask(first.url, "select current_setting('server_version_num')::int / 10000")).toBe(15);
    expect(await ask(first.url, "select current_setting('TimeZone')")).toBe('Asia/Shanghai');
    expect(await ask(first.url, 'create table kept as select 7 as n')).toBeUndefined();
    await first.stop();
    await expect(ask(first.url, 'select 1')).rejects.toThrow();
    const second = await start();
    expect(await ask(second.url, 'select n from kept')).toBe(7);
    await second.stop();
  });

  test('refuses a wrong password', async () => {
    const server = await start();
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await server.stop();
  });

  test('is joined by a second process, which leaves it running', async () => {
    const owner = await startElsewhere(dataDir, true);
    const guest = await start();
    expect(guest.owned).toBe(false);
    await guest.stop();
    expect(await ask(guest.url, 'select n from kept')).toBe(7);
    owner.kill('SIGTERM');
    await once(owner, 'exit');
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false);
  });

  test('is taken over when the process that started it was killed', async () => {
    await kill(await startElsewhere(dataDir, false));
    events.length = 0;
    const heir = await start();
    expect(events).toEqual(['reuse']);
    expect(heir.owned).toBe(true);
    expect(await ask(heir.url, 'select n from kept')).toBe(7);
    await heir.stop();
  });

  test('starts over a pid file that another process now bears', async () => {
    const file = path.join(dataDir, 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready   \n`, { mode: 0o600 });
    const server = await start();
    expect(server.owned).toBe(true);
    await server.stop();
  });

  test('sets a new password when the file was lost', async () => {
    rmSync(`${dataDir}.password`);
    const server = await start();
    expect(await ask(server.url, 'select n from kept')).toBe(7);
    await server.stop();
  });

  test('names a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startEmbedded({ dataDir, port, fsync: false })).rejects.toMatchObject({
      code: 'port-taken',
      facts: { port },
    });
    other.close();
  });
});

describe('folders that are not whole', () => {
  test('a folder with something else in it is refused and left alone', async () => {
    const dataDir = path.join(folder, 'foreign');
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'letter.txt'), 'mine');
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'folder-foreign' });
    expect(readFileSync(path.join(dataDir, 'letter.txt'), 'utf8')).toBe('mine');
  });

  test('a folder of another version is refused', async () => {
    const dataDir = path.join(folder, 'older');
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'PG_VERSION'), '13\n');
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'folder-version' });
  });

  test('what a killed run left half made is made anew; a like-named folder of somebody else is not touched', async () => {
    const dataDir = path.join(folder, 'half');
    mkdirSync(`${dataDir}.new/data/base`, { recursive: true });
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'folder-foreign' });
    writeFileSync(path.join(`${dataDir}.new`, 'made-by-the-launcher'), '');
    const server = await startEmbedded({ dataDir, fsync: false });
    expect(existsSync(`${dataDir}.new`)).toBe(false);
    await server.stop();
  });
});
