import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { brokenInvariants } from '../../../modules/children/server/testing/invariants.ts';
import { databaseDigest } from './database-digest.ts';
import { killServer, spawnServer } from './server-process.ts';
import type { TestApp } from './test-app.ts';

/** Tables in which a killed piece of work leaves nothing; the others belong to rounds that run beside it (keys, files that ran out). */
const watched =
  /^(children\.(?!likeness)|accidents|classes|departures|institutions|key_changes|petitions|primary_entry\.(?!lists)|province_border|registration|statistics|transfers|verification\.(?!batches)|yearly_round)/;

export const watchedDigest = async (app: TestApp): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(await databaseDigest(app.database, ['pgboss', 'audit'])).filter(([table]) => watched.test(table)),
  );

const until = async (what: () => Promise<boolean>, why: string): Promise<void> => {
  for (let waited = 0; waited < 60_000; waited += 30) {
    if (await what()) return;
    await setTimeout(30);
  }
  throw new Error(`it never came: ${why}`);
};

/** Processes of the database that wait to write into a table. */
const waitingFor = async (app: TestApp, table: string): Promise<number[]> => {
  const { rows } = await app.database.pool.query<{ pid: number }>(
    `select pid from pg_locks where not granted and relation = $1::regclass`,
    [table],
  );
  return rows.map(({ pid }) => pid);
};

/** Does something while nobody can write into a table. */
const whileHeld = async (app: TestApp, table: string, work: () => Promise<void>): Promise<void> => {
  const holder = await app.database.pool.connect();
  try {
    await holder.query(`begin; lock table ${table} in exclusive mode`);
    await work();
  } finally {
    await holder.query('rollback');
    holder.release();
  }
};

/**
 * A planned job is stopped where it comes to write into each of these tables, and its process killed as by a power cut:
 * each time all is as it was. Then the next process does it to its end.
 */
export const killedAt = async (
  app: TestApp,
  tables: readonly string[],
  isDone: () => Promise<boolean>,
): Promise<void> => {
  const before = await watchedDigest(app);
  for (const table of tables) {
    await whileHeld(app, table, async () => {
      const server = spawnServer(app);
      try {
        await server.said('ready');
        await until(async () => (await waitingFor(app, table)).length > 0, table);
      } finally {
        await killServer(server);
      }
    });
    await until(async () => (await waitingFor(app, table)).length === 0, `${table} is free`);
    expect(await watchedDigest(app), table).toEqual(before);
    expect(await isDone(), table).toBe(false);
    expect(await brokenInvariants(app.database), table).toEqual([]);
  }
  const server = spawnServer(app);
  try {
    await until(isDone, 'the end');
  } finally {
    await killServer(server);
  }
  expect(await brokenInvariants(app.database)).toEqual([]);
};

/**
 * A request loses its database where it comes to write into each of these tables: each time all is as it was, and the
 * same request said again does it. Gives the answer of the last one.
 */
export const cutAt = async <R extends { readonly status: number; readonly text: string }>(
  app: TestApp,
  tables: readonly string[],
  request: () => Promise<R>,
): Promise<R> => {
  const before = await watchedDigest(app);
  for (const table of tables) {
    let reply: Promise<R> | undefined;
    await whileHeld(app, table, async () => {
      reply = request();
      await until(async () => (await waitingFor(app, table)).length > 0, table);
      for (const pid of await waitingFor(app, table))
        await app.database.pool.query('select pg_terminate_backend($1)', [pid]);
      await until(async () => (await waitingFor(app, table)).length === 0, `${table} is free`);
    });
    const { status, text } = (await reply) as R;
    expect(status, `${table} ${text}`).toBeGreaterThanOrEqual(500);
    expect(await watchedDigest(app), table).toEqual(before);
  }
  const done = await request();
  expect(done.status, done.text).toBe(200);
  expect(await brokenInvariants(app.database)).toEqual([]);
  return done;
};
