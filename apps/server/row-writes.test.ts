import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillEveryTable, serving, skipped } from './testing/fill-every-table.ts';
import { makeTestApp, type PlaceKey, type TestApp } from './testing/test-app.ts';

// The second wall against writing: what row security lets nobody change, delete or insert outside the own scope.

/** What says whose a row is, the first that a table has; and what that is for an institution `i` and its county. */
const owners = [
  ['institution_id', 'i.id'],
  ['child_id', 'select max(c.id) from children.children c where c.institution_id = i.id'],
  [
    'announcement_id',
    `select min(r.announcement_id) from announcements.receipts r where r.level = 'institution' and r.scope = i.id::text`,
  ],
  ['form_id', 'select min(f.form_id) from forms.answers f where f.institution_id = i.id'],
  ['crossing_id', 'select max(p.id) from province_border.crossings p where p.institution_id = i.id'],
  ['petition_id', 'select max(p.id) from petitions.petitions p where p.institution_id = i.id'],
  ['list_id', 'select max(l.id) from primary_entry.lists l where l.county_code = i.county_code'],
  ['declaration_id', 'select max(d.id) from declarations.declarations d where d.institution_id = i.id'],
  [
    'message_id',
    `select max(m.id) from supervision.monthly_messages m where m.level = 'county' and m.scope = i.county_code`,
  ],
  ['area_code', 'left(i.county_code, 6)'],
  ['county_code', 'i.county_code'],
  ['division_code', 'i.county_code'],
  ['scope', 'i.county_code'],
] as const;

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await fillEveryTable(app);
}, 240_000);
afterAll(() => app.close());

describe('writing outside the scope', () => {
  /** Offices and their siblings; every row of the sibling is attempted. */
  const attempts: readonly (readonly [string, PlaceKey])[] = [
    ['a-ordinary', 'b'],
    ['c-ordinary', 'a'],
    ['410102-review', 'a'],
    ['410611-review', 'a'],
    ['410102-ordinary', 'a'],
  ];

  it('changes and deletes nothing, in any column that may be written', async () => {
    const writable = await app.database.asOwner((tx) =>
      tx.rows<{ name: string; column: string; grantee: string }>(
        `select table_schema || '.' || table_name as name, column_name as column, grantee from information_schema.role_column_grants
         where privilege_type = 'UPDATE' and grantee = any ($1) and table_schema not in ${skipped}`,
        [serving],
      ),
    );
    expect(writable.length).toBeGreaterThan(60);
    for (const [login, key] of attempts) {
      const actor = app.actor(login);
      for (const { name, column } of writable.filter((each) => each.grantee === `xueqian_${actor.level}`)) {
        const [schema, table] = name.split('.') as [string, string];
        const owned = await app.database.asOwner((tx) =>
          tx.find<{ column: string }>(
            `select column_name as column from information_schema.columns where table_schema = $1 and table_name = $2
             and column_name in ('institution_id', 'area_code') or (table_schema = $1 and table_name = $2 and table_name = 'institutions' and column_name = 'id') limit 1`,
            [schema, table],
          ),
        );
        const value = owned?.column === 'area_code' ? '410105' : app.institution(key);
        const where = owned ? `where ${owned.column} = $1` : 'where false and $1::text is null';
        const exists = await app.database.asOwner((tx) => tx.rows(`select 1 from ${name} ${where} limit 1`, [value]));
        expect(exists.length, `${name}: nothing is proved`).toBe(owned ? 1 : 0);
        const changed = await app.database.asActor(actor, (tx) =>
          tx.run(`update ${name} set ${column} = ${column} ${where}`, [value]),
        );
        expect(changed, `${login} ${name}.${column}`).toBe(0);
      }
      for (const table of ['classes.classes', 'children.drafts', 'importing.row_results']) {
        if (actor.level !== 'institution') continue;
        const gone = await app.database.asActor(actor, (tx) =>
          tx.run(`delete from ${table} where institution_id = $1`, [app.institution(key)]),
        );
        expect(gone).toBe(0);
      }
    }
  });

  it('inserts nothing: a copy of any row of a sibling is refused', async () => {
    const insertable = await app.database.asOwner((tx) =>
      tx.rows<{ name: string; grantee: string; columns: string[] }>(
        `select table_schema || '.' || table_name as name, grantee, array_agg(column_name::text) as columns from information_schema.role_column_grants
         where privilege_type = 'INSERT' and grantee = any ($1) and table_schema not in ${skipped} and table_schema <> 'audit' group by 1, 2`,
        [serving],
      ),
    );
    let tried = 0;
    for (const [login, key] of attempts) {
      const actor = app.actor(login);
      for (const { name, columns } of insertable.filter((each) => each.grantee === `xueqian_${actor.level}`)) {
        const ownedBy = owners.find(([column]) => columns.includes(column));
        expect(ownedBy, `${name} has nothing that says whose it is`).toBeDefined();
        const [column, ownerSql] = ownedBy as (typeof owners)[number];
        const { value } = await app.database.asOwner((tx) =>
          tx.one<{ value: unknown }>(`select (${ownerSql}) as value from institutions.institutions i where i.id = $1`, [
            app.institution(key),
          ]),
        );
        const sample = await app.database.asOwner((tx) =>
          tx.find<{ row: object }>(`select to_jsonb(t) as row from ${name} t where ${column} = $1 limit 1`, [value]),
        );
        const row = { ...(sample?.row ?? {}), [column]: value };
        const insert = app.database.asActor(actor, (tx) =>
          tx.run(
            `insert into ${name} (${columns.join(', ')}) select ${columns.join(', ')} from jsonb_populate_record(null::${name}, $1)`,
            [JSON.stringify(row)],
          ),
        );
        await expect(insert, `${login} ${name}`).rejects.toMatchObject({
          code: '42501',
          message: expect.stringContaining('row-level security') as string,
        });
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(15);
  });
});
