import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Keys, loadKeys } from '@xueqian/platform/keys.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { makeApp } from '@xueqian/server/app.ts';
import { type Browser, chromium } from 'playwright-core';

export type System = {
  readonly url: string;
  readonly browser: Browser;
  readonly database: TestDatabase;
  readonly keys: Keys;
  /** Time goes on by so many minutes. */
  advance(minutes: number): void;
  readonly clock: () => Date;
  stop(): Promise<void>;
};

/** The built application on a database of its own, and a browser to look at it. */
export const startSystem = async (
  fill: (database: TestDatabase, keys: Keys, now: Date, keysFile: string) => Promise<unknown>,
) => {
  let ahead = 0;
  const clock = (): Date => new Date(Date.now() + ahead * 60_000);
  const database = await makeTestDatabase();
  const varFolder = await mkdtemp(path.join(tmpdir(), 'xueqian-journey-'));
  const keysFile = path.join(varFolder, 'keys.json');
  const keys = await loadKeys(database, keysFile);
  await fill(database, keys, clock(), keysFile);
  const app = await makeApp({
    ...{ database, databaseUrl: database.url, keys, varFolder, clock },
    pagesFolder: path.join(productRoot, 'dist/web'),
    pollSeconds: 0.5,
  });
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  await app.startJobs();
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
  const browser = await chromium.launch({ executablePath, args });
  const { port } = app.http.server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, browser, database, keys, clock },
    advance: (minutes: number) => {
      ahead += minutes;
    },
    stop: async () => {
      await browser.close();
      await app.close();
      await database.drop();
      await rm(varFolder, { recursive: true, force: true });
    },
  } satisfies System;
};
