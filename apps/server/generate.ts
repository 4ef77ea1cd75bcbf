import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Database, openDatabase } from '@xueqian/platform/database.ts';
import { migrate } from '@xueqian/platform/migrate.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { readCatalog } from '@xueqian/platform/schema/catalog.ts';
import { rowTypesOf } from '@xueqian/platform/schema/row-types.ts';
import { schemaSqlOf } from '@xueqian/platform/schema/schema-text.ts';
import { childStatesDocument, permissionsDocument, routesDocument } from './documents.ts';
import { allHandlers, allStreams } from './handlers.ts';

/** All generated files of the product by their paths, from a migrated database. */
export const generatedFiles = async (database: Database): Promise<ReadonlyMap<string, string>> => {
  const catalog = await database.asOwner(readCatalog);
  return new Map([
    ['db/schema.sql', schemaSqlOf(catalog)],
    ['platform/tables.generated.ts', rowTypesOf(catalog)],
    ['docs/generated/permissions.md', permissionsDocument()],
    ['docs/generated/routes.md', routesDocument(allHandlers, allStreams)],
    ['docs/generated/child-states.md', childStatesDocument()],
  ]);
};

/** Does work on a new database of the same server that holds the migrations and nothing else. */
const onFreshDatabase = async <T>(
  url: string,
  migrations: string,
  now: Date,
  work: (database: Database) => Promise<T>,
): Promise<T> => {
  const name = `xueqian_generate_${process.pid}`;
  const admin = openDatabase(url, { poolSize: 1 });
  try {
    await admin.pool.query(`create database ${name}`);
    const freshUrl = new URL(url);
    freshUrl.pathname = `/${name}`;
    const fresh = openDatabase(freshUrl.href, { poolSize: 2 });
    try {
      await migrate(fresh, migrations, now);
      return await work(fresh);
    } finally {
      await fresh.close();
    }
  } finally {
    await admin.pool.query(`drop database if exists ${name} with (force)`);
    await admin.close();
  }
};

/** Writes the generated files that differ; gives their paths. */
export const generate = (url: string, migrations: string, now: Date): Promise<string[]> =>
  onFreshDatabase(url, migrations, now, async (database) => {
    const written: string[] = [];
    for (const [file, text] of await generatedFiles(database)) {
      const target = path.join(productRoot, file);
      if ((await readFile(target, 'utf8').catch(() => null)) === text) continue;
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
      written.push(file);
    }
    return written;
  });
