import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../database.ts';

export type TestDatabase = Database & { readonly url: string; drop(): Promise<void> };

/** A database of its own for a test file, cloned from the migrated template. */
export const makeTestDatabase = async (): Promise<TestDatabase> => {
  const templateUrl = new URL(inject('postgresUrl'));
  const template = templateUrl.pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const adminUrl = new URL(templateUrl);
  adminUrl.pathname = '/postgres';
  const admin = openDatabase(adminUrl.href, { poolSize: 1 });
  // A clone needs the template unused; two files may ask at the same moment.
  await admin.pool.query('select pg_advisory_lock(7340202)');
  await admin.pool.query(`create database ${name} template ${template}`);
  await admin.close();
  const url = new URL(templateUrl);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, { poolSize: 8 });
  return {
    ...database,
    url: url.href,
    drop: async () => {
      await database.close();
      const end = openDatabase(adminUrl.href, { poolSize: 1 });
      await end.pool.query(`drop database if exists ${name} with (force)`);
      await end.close();
    },
  };
};
