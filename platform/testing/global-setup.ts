import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { startEmbedded } from '../postgres/embedded.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Name of the migrated database that each test file clones. */
export const templateName = 'xueqian_template';

/** One real PostgreSQL for all test files, with a migrated template database. TEST_DATABASE_URL uses another server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const folder = given ? null : await mkdtemp(path.join(tmpdir(), 'xueqian-test-'));
  const server = folder ? await startEmbedded({ dataDir: path.join(folder, 'postgres'), fsync: false }) : null;
  const url = given ?? server?.url ?? '';
  const admin = openDatabase(url, { poolSize: 1 });
  const template = `${templateName}_${process.pid}`;
  await admin.pool.query(`create database ${template}`);
  await admin.close();
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${template}`;
  const database = openDatabase(templateUrl.href, { poolSize: 1 });
  await migrate(database, path.resolve(import.meta.dirname, '../../db/migrations'), new Date('2026-01-01T00:00:00Z'));
  await database.close();
  project.provide('postgresUrl', templateUrl.href);
  return async () => {
    if (server) await server.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}
