import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { readConfig } from '@xueqian/platform/config.ts';
import { loadKeys } from '@xueqian/platform/keys.ts';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeApp } from './app.ts';
import { runFirstAdministrators } from './first-administrators-command.ts';
import { residentNumber } from './testing/child-cells.ts';

const now = new Date('2026-11-22T01:00:00Z');
let database: TestDatabase;
let folder: string;
let lines: string[] = [];
let told: string[] = [];
beforeEach(async () => {
  database = await makeTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'xueqian-first-'));
  [lines, told] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const numbers = [1, 2, 3].map((n) => residentNumber('110101', '1980-01-01', n));
const list = (over: Partial<Record<'names' | 'numbers' | 'phone', readonly string[]>> = {}): string =>
  ['system-administrator', 'security-administrator', 'audit-administrator']
    .map(
      (role, at) =>
        `${role},${(over.names ?? ['张建国', '李卫红', '王保民'])[at]},${(over.numbers ?? numbers)[at]},${(over.phone ?? ['13800000001'])[0]}`,
    )
    .join('\n');
const run = (csv: string): Promise<number> => {
  const config = { ...readConfig({ DATABASE_URL: database.url }), keysFile: path.join(folder, 'keys.json') };
  return runFirstAdministrators(config, database, now, Readable.from([csv]));
};
const count = async (): Promise<number> =>
  (await database.asOwner((tx) => tx.one<{ n: number }>('select count(*)::int as n from accounts.accounts'))).n;

it('makes three people’s accounts, shows each password once, and they open', async () => {
  expect(await run(list())).toBe(0);
  expect(lines).toHaveLength(3);
  expect(await count()).toBe(3);
  const app = await makeApp({
    ...{ database, databaseUrl: database.url, varFolder: folder, rates: null },
    keys: await loadKeys(database, path.join(folder, 'keys.json')),
    clock: () => now,
  });
  for (const line of lines) {
    const [, person, login, password] = line.split(/ {2,}/);
    const reply = await app.http.inject({
      ...{ method: 'POST', url: '/api/session', headers: { 'x-xueqian': '1' } },
      payload: { login, password },
    });
    expect(reply.statusCode, reply.payload).toBe(200);
    expect(JSON.parse(reply.payload), reply.payload).toMatchObject({ personName: person, need: 'password-change' });
  }
  await app.close();
  const kept = await database.asOwner((tx) =>
    tx.rows<{ facts: object }>(`select facts from audit.entries where entry = 'administration.account-created'`),
  );
  expect(kept).toHaveLength(3);
  const text = JSON.stringify([
    kept,
    await database.asOwner((tx) => tx.rows('select login, person_name, password_hash from accounts.accounts')),
  ]);
  for (const secret of [...numbers, ...lines.map((line) => line.split(/ {2,}/)[3] as string)])
    expect(text).not.toContain(secret);
  const trained = await database.asOwner((tx) => tx.rows('select 1 from administration.trainings where passed'));
  expect(trained).toHaveLength(3);
});

it('refuses when the ministry has administrators, also for two who ask at once', async () => {
  const outcomes = await Promise.all([run(list()), run(list())]);
  expect(outcomes.sort()).toEqual([0, 1]);
  expect(await count()).toBe(3);
  expect(await run(list())).toBe(1);
  expect(await count()).toBe(3);
});

it.each([
  ['two roles for one person', () => list({ numbers: [numbers[0], numbers[1], numbers[0]] as string[] })],
  ['a wrong number', () => list({ numbers: ['110101199001011234', numbers[1], numbers[2]] as string[] })],
  ['a wrong telephone', () => list({ phone: ['12'] })],
  ['no name', () => list({ names: ['', '李卫红', '王保民'] })],
  ['two lines', () => list().split('\n').slice(1).join('\n')],
  ['a role twice', () => list().replace('audit-administrator', 'system-administrator')],
  ['a role that is none of them', () => list().replace('audit-administrator', 'review')],
  ['nothing', () => ''],
])('refuses %s and makes nothing', async (_what, csv) => {
  expect(await run(csv())).toBe(1);
  expect(told).toHaveLength(1);
  expect(told[0]).not.toMatch(/^first\.|\d{15}/);
  expect(lines).toEqual([]);
  expect(await count().catch(() => 0)).toBe(0);
});
