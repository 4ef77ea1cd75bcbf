import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillAdministration } from './testing/administration-rows.ts';
import { announceEverywhere } from './testing/announce-everywhere.ts';
import { changeEverywhere } from './testing/change-everywhere.ts';
import { childCells } from './testing/child-cells.ts';
import { fileEverywhere } from './testing/file-sections.ts';
import { makeTestApp, type PlaceKey, type TestApp } from './testing/test-app.ts';
import { liveSignIns } from './testing/visitor.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;

/** Every table of ours, read from the database itself: a new table is in this test without being written here. */
let tables: string[] = [];
const serving = [
  'xueqian_institution',
  'xueqian_town',
  'xueqian_keeper',
  'xueqian_county',
  'xueqian_prefecture',
  'xueqian_province',
  'xueqian_ministry',
  'xueqian_gate',
];
const skipped = `('pg_catalog', 'information_schema', 'pgboss', 'platform', 'pg_toast')`;

beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  // The same life in each institution: children in every state, a case, an import with problems, a draft.
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries()) {
    const [me, id] = [app.as(`${key}-ordinary`), app.institution(key)];
    const enter = (n: number) =>
      me.post(`/api/institutions/${id}/children`, {
        requestId: crypto.randomUUID(),
        values: childCells(n, { classCode: '20262101' }),
      });
    await enter(1000);
    for (let n = 0; n < 3; n += 1) await enter(at * 10 + n);
    await me.post(`/api/institutions/${id}/child-drafts`, { draftId: crypto.randomUUID(), values: { name: '草稿' } });
    await app
      .as(`${key}-review`)
      .post('/api/registration/confirmations', { institutionId: id, classId: null, childIds: null });
    const county = app.actor(`${key}-ordinary`).divisionCode;
    const choice = { institutionId: id, classId: null, childIds: null };
    await app.as(`${county}-review`).post('/api/registration/approvals', choice);
    await enter(at * 10 + 5);
    await app.check(key, await app.uploadAs(key, await workbookOf([childCells(at * 10 + 6, { sex: '?' })])));
  }
  await fileEverywhere(app);
  await changeEverywhere(app);
  await app.database.asOwner((tx) =>
    tx.run(
      `insert into registration.serials values ('410105', '2021-09-01', 1), ('410102', '2021-09-01', 1), ('410611', '2021-09-01', 1)`,
    ),
  );
  await fillAdministration(app);
  await announceEverywhere(app);
  // An entry of long ago is sealed and retired: the retirement is a row of its own.
  await app.database.asGate((tx) =>
    tx.run(`insert into audit.entries (at, entry, route) values ('2020-05-05T00:00:00Z', 'accounts.signed-out', 'x')`),
  );
  while ((await app.trail.seal()) !== 0);
  expect(await app.trail.tidy()).toBe(1);
  await liveSignIns(app);
  tables = (
    await app.database.asOwner((tx) =>
      tx.rows<{ name: string }>(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname not in ${skipped} and n.nspname not like 'pg_t%' order by 1`,
      ),
    )
  ).map((row) => row.name);
}, 240_000);
afterAll(() => app.close());

type Seen = { readonly rows: readonly string[] } | { readonly refused: string };

/** All rows of a table that an actor sees, as text; or that it may not look at all. */
const look = async (login: string, table: string): Promise<Seen> =>
  app.database
    .asActor(app.actor(login), async (tx) => ({
      rows: (await tx.rows<{ row: string }>(`select t::text as row from ${table} t`)).map((each) => each.row),
    }))
    .catch((error: { code?: string }) => ({ refused: error.code ?? String(error) }));
const lookAsOwner = (table: string): Promise<string[]> =>
  app.database.asOwner(async (tx) =>
    (await tx.rows<{ row: string }>(`select t::text as row from ${table} t`)).map((each) => each.row),
  );

/** Tables that are the same for all who may read them. */
const common = new Set([
  'jurisdictions.divisions',
  'jurisdictions.pack_assignments',
  'jurisdictions.carried_out_changes',
  'jurisdictions.policy_settings',
  'administration.first_reviews',
]);

describe('the serving roles', () => {
  it('own nothing, bypass nothing, sign in nowhere, and belong to nobody', async () => {
    const roles = await app.database.asOwner((tx) =>
      tx.rows(
        `select rolname from pg_roles r where rolname = any ($1) and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication)
         and not exists (select from pg_auth_members m where m.member = r.oid)
         and not exists (select from pg_class c where c.relowner = r.oid) and not exists (select from pg_namespace s where s.nspowner = r.oid)
         and not exists (select from pg_proc p where p.proowner = r.oid)`,
        [serving],
      ),
    );
    expect(roles).toHaveLength(serving.length);
  });

  it('hold no truncate, references or trigger grant, no whole-table insert or update, and nothing is granted to all', async () => {
    const grants = await app.database.asOwner((tx) =>
      tx.rows(
        `select table_schema || '.' || table_name as name, grantee, privilege_type from information_schema.role_table_grants
         where table_schema not in ${skipped} and ((grantee = any ($1) and privilege_type not in ('SELECT', 'DELETE')) or grantee = 'PUBLIC')
         and not (table_schema = 'accounts' and grantee = 'xueqian_gate')`,
        [serving],
      ),
    );
    expect(grants).toEqual([]);
  });

  it('cannot make anything in any schema', async () => {
    const may = await app.database.asOwner((tx) =>
      tx.rows(
        `select n.nspname, r from pg_namespace n, unnest($1::text[]) r where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
         and has_schema_privilege(r, n.oid, 'create')`,
        [serving],
      ),
    );
    expect(may).toEqual([]);
  });

  it('run functions of the owner only with a fixed search path', async () => {
    const loose = await app.database.asOwner((tx) =>
      tx.rows(
        `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname not in ${skipped} and p.prosecdef and not coalesce(p.proconfig::text like '%search_path=%', false)`,
      ),
    );
    expect(loose).toEqual([]);
  });

  it('may do nothing with a partition: the whole table has the policies', async () => {
    const granted = await app.database.asOwner((tx) =>
      tx.rows<{ name: string; open: boolean }>(
        `select c.oid::regclass::text as name, not c.relrowsecurity or exists (select from aclexplode(c.relacl) x where x.grantee <> c.relowner) as open
         from pg_class c where c.relispartition and c.relkind = 'r' and c.relnamespace <> 'pgboss'::regnamespace order by 1`,
      ),
    );
    expect(granted).toContainEqual({ name: 'audit.entries_rest', open: false });
    expect(granted.filter((each) => each.open)).toEqual([]);
  });

  it('cannot call what belongs to the owner', async () => {
    for (const login of ['a-ordinary', '410105-review', '000000-reader'])
      await expect(
        app.database.asActor(app.actor(login), (tx) => tx.rows('select * from statistics.counter_differences()')),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('rows', () => {
  it('of a sibling office are hidden, in every table that the office may read, and they exist', async () => {
    const pairs: readonly (readonly [string, string])[] = [
      ['a-ordinary', 'b-ordinary'],
      ['a-ordinary', 'd-ordinary'],
      ['410105-review', '410102-review'],
      ['410105-review', '410611-review'],
      ['410100-review', '410600-review'],
      ['a-system-administrator', 'b-system-administrator'],
      ['410105-system-administrator', '410102-security-administrator'],
      ['410100-audit-administrator', '410600-system-administrator'],
    ];
    expect(tables.length).toBeGreaterThan(18);
    let compared = 0;
    for (const table of tables) {
      if (common.has(table)) continue;
      const all = new Set(await lookAsOwner(table));
      expect(all.size, `${table} is empty: nothing is proved`).toBeGreaterThan(0);
      for (const [one, other] of pairs) {
        // The trail is read by audit administrators, who have a proof of their own.
        if (table.startsWith('audit.') && one.endsWith('administrator')) continue;
        const [mine, theirs] = [await look(one, table), await look(other, table)];
        expect('refused' in mine, table).toBe('refused' in theirs);
        if ('refused' in mine || 'refused' in theirs) {
          expect(mine).toEqual({ refused: '42501' });
          continue;
        }
        compared += 1;
        // Changes of the tree are made by departments: the keeper of an institution sees none.
        if (table === 'jurisdictions.division_changes' && app.actor(one).level === 'institution') {
          expect([mine.rows, theirs.rows]).toEqual([[], []]);
          continue;
        }
        // What the system tells of a county's rules and of the tree is addressed to all the county's institutions.
        const told = (row: string) =>
          table === 'announcements.announcements' && /,(policy-changed|division-changed),/.test(row);
        const overlap = mine.rows.filter((row) => theirs.rows.includes(row) && !told(row));
        // A case has two sides, and both see it; nothing else is seen by two siblings.
        if (table !== 'duplicates.cases') expect(overlap, `${table}: ${one} and ${other}`).toEqual([]);
        expect(mine.rows.length, `${table}: ${one} sees none of its own`).toBeGreaterThan(0);
        expect(theirs.rows.length, `${table}: ${other} sees none of its own`).toBeGreaterThan(0);
        for (const row of [...mine.rows, ...theirs.rows]) expect(all.has(row)).toBe(true);
      }
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('of a case are seen by the offices it names only', async () => {
    const cases = async (login: string) => ((await look(login, 'duplicates.cases')) as { rows: string[] }).rows;
    expect((await cases('b-ordinary')).length).toBe(1);
    expect((await cases('a-ordinary')).length).toBe(3);
    expect((await cases('410600-review')).length).toBe(1);
    expect((await cases('410100-review')).length).toBe(3);
  });

  it('of the whole tree are seen by nobody without an office: a scope of nothing sees nothing', async () => {
    const nobody = { ...app.actor('410105-review'), scope: '999999' };
    // Real names are known to all who have an account; everything else has a scope.
    for (const table of tables.filter((each) => !common.has(each) && each !== 'accounts.accounts')) {
      const seen = await app.database
        .asActor(nobody, (tx) => tx.rows(`select 1 from ${table} t limit 1`))
        .catch(() => []);
      expect(seen, table).toEqual([]);
    }
  });
});

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
        const ownedBy = [
          'institution_id',
          'child_id',
          'announcement_id',
          'area_code',
          'county_code',
          'division_code',
        ].find((each) => columns.includes(each));
        const value =
          ownedBy === 'institution_id'
            ? app.institution(key)
            : ownedBy === 'child_id'
              ? (
                  await app.database.asOwner((tx) =>
                    tx.one<{ id: number }>('select max(id) as id from children.children where institution_id = $1', [
                      app.institution(key),
                    ]),
                  )
                ).id
              : ownedBy === 'announcement_id'
                ? (
                    await app.database.asOwner((tx) =>
                      tx.one<{ id: number }>(
                        `select min(announcement_id) as id from announcements.receipts where level = 'institution' and scope = $1`,
                        [String(app.institution(key))],
                      ),
                    )
                  ).id
                : '410105';
        const sample = await app.database.asOwner((tx) =>
          tx.find<{ row: object }>(`select to_jsonb(t) as row from ${name} t where ${ownedBy} = $1 limit 1`, [value]),
        );
        const row = { ...(sample?.row ?? {}), ...(ownedBy ? { [ownedBy]: value } : {}) };
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
