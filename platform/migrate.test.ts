import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { makeTestDatabase, type TestDatabase } from './testing/test-database.ts';

const folder = path.resolve(import.meta.dirname, '../db/migrations');
let database: TestDatabase;
beforeAll(async () => {
  database = await makeTestDatabase();
});
afterAll(() => database.drop());

it('applies each migration once', async () => {
  expect(await migrate(database, folder, new Date())).toEqual([]);
});

it('applies them in the order of their numbers', async () => {
  const made = await mkdtemp(path.join(tmpdir(), 'xueqian-test-'));
  await cp(folder, made, { recursive: true });
  await writeFile(path.join(made, '2030-01-01-100-after.sql'), 'alter table platform.first_of_two add n int');
  await writeFile(path.join(made, '2030-01-01-99-before.sql'), 'create table platform.first_of_two ()');
  const other = await makeTestDatabase();
  try {
    expect(await migrate(other, made, new Date())).toEqual(['2030-01-01-99-before.sql', '2030-01-01-100-after.sql']);
  } finally {
    await other.drop();
    await rm(made, { recursive: true });
  }
});

it('stops when an applied migration was edited', async () => {
  await database.pool.query(`update platform.migrations set digest = 'other' where name like '%01-foundation.sql'`);
  await expect(migrate(database, folder, new Date())).rejects.toThrow(/edited after/);
});

it('has row security on every table but the platform’s own, and a policy wherever anybody holds a grant', async () => {
  const { rows } = await database.pool.query(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'platform', 'pgboss')
      and (not c.relrowsecurity or (not exists (select from pg_policy p where p.polrelid = c.oid)
        and exists (select from information_schema.role_column_grants g join pg_roles r on r.rolname = g.grantee
          where g.table_schema = n.nspname and g.table_name = c.relname and r.rolname <> current_user and not r.rolsuper)))`);
  expect(rows).toEqual([]);
});
