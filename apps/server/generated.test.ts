import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { columns } from '@xueqian/platform/columns.ts';
import { openDatabase } from '@xueqian/platform/database.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { readCatalog } from '@xueqian/platform/schema/catalog.ts';
import { schemaSqlOf } from '@xueqian/platform/schema/schema-text.ts';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generatedFiles } from './generate.ts';

let database: TestDatabase;
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  database = await makeTestDatabase();
  files = await generatedFiles(database);
});

afterAll(() => database.drop());

describe('generated files', () => {
  test.each([
    'db/schema.sql',
    'platform/tables.generated.ts',
    'docs/generated/permissions.md',
    'docs/generated/routes.md',
    'docs/generated/child-states.md',
  ])('%s is what the program and the migrations say; else run: npm run generate', async (file) => {
    const text = await readFile(path.join(productRoot, file), 'utf8').catch(() => '');
    expect(text, `${file} has drifted; run: npm run generate`).toBe(files.get(file));
  });

  test('there are no others', () => expect(files.size).toBe(5));

  test('schema.sql is whole: an empty database that takes it is the migrated one', async () => {
    const name = `dump_${process.pid}`;
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    await database.pool.query(`create database ${name}`);
    const copy = openDatabase(url.href, { poolSize: 1 });
    try {
      await copy.pool.query(files.get('db/schema.sql') ?? '');
      expect(schemaSqlOf(await copy.asOwner(readCatalog))).toBe(files.get('db/schema.sql'));
    } finally {
      await copy.close();
      await database.pool.query(`drop database ${name} with (force)`);
    }
  });

  test('a change of the database shows', async () => {
    const changed = await database
      .asOwner(async (tx) => {
        await tx.run('alter table children.children rename column birth_on to born_on');
        await tx.run('drop policy county_reviews on children.children');
        const text = schemaSqlOf(await readCatalog(tx));
        throw Object.assign(new Error('undo'), { text });
      })
      .catch((error: Error & { text: string }) => error.text);
    expect(changed).toContain('born_on date not null');
    expect(changed).not.toBe(files.get('db/schema.sql'));
  });

  test('what the dump does not know stops it', async () => {
    await expect(
      database.asOwner(async (tx) => {
        await tx.run('create view children.names as select name from children.children');
        return readCatalog(tx);
      }),
    ).rejects.toThrow(/names/);
  });
});

describe('the select list of a store', () => {
  test('gives columns their names in the program', () =>
    expect(columns('children.children', ['id', 'birth_on', 'guardian_phone_sealed']).of('c')).toBe(
      'c.id, c.birth_on as "birthOn", c.guardian_phone_sealed as "guardianPhoneSealed"',
    ));

  test('takes no column that the migrated database lacks', () => {
    // @ts-expect-error: there is no such column
    expect(columns('children.children', ['born_on']).names).toEqual(['born_on']);
  });
});
