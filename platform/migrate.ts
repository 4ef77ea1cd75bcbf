import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from './database.ts';

/** Key of the advisory lock under which one process at a time migrates. */
const lockKey = 7_340_201;

/** The hundredth of a day comes after its ninety-ninth. */
const inOrder = new Intl.Collator('en', { numeric: true });

export class MigrationFault extends Error {}

/**
 * Applies the migrations of a folder that the database lacks: plain SQL files in the order of their days and numbers, one
 * transaction each, under an advisory lock. A landed file that was edited stops everything.
 */
export const migrate = async (database: Database, folder: string, now: Date): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort(inOrder.compare);
  const client = await database.pool.connect();
  const applied: string[] = [];
  try {
    const version = await client.query<{ v: string }>(`select current_setting('server_version_num') as v`);
    if (Number(version.rows[0]?.v) < 150_000) throw new MigrationFault('PostgreSQL 15 or newer is needed');
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query('create schema if not exists platform');
    await client.query(`create table if not exists platform.migrations
      (name text primary key, digest text not null, applied_at timestamptz not null)`);
    await client.query('create table if not exists platform.settings (key text primary key, value text not null)');
    const known = new Map(
      (await client.query<{ name: string; digest: string }>('select name, digest from platform.migrations')).rows.map(
        (row) => [row.name, row.digest],
      ),
    );
    for (const name of known.keys()) {
      if (!names.includes(name)) throw new MigrationFault(`the database was made by a newer version: it has ${name}`);
    }
    for (const name of names) {
      const sql = await readFile(path.join(folder, name), 'utf8');
      const digest = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before === digest) continue;
      if (before) throw new MigrationFault(`${name} was edited after it had been applied`);
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into platform.migrations (name, digest, applied_at) values ($1, $2, $3)', [
          name,
          digest,
          now,
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new MigrationFault(`${name}: ${(error as Error).message}`, { cause: error });
      }
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => {});
    client.release();
  }
};
