import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillEveryTable, serving, skipped } from './testing/fill-every-table.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

/** Tables whose rows name two institutions. */
const twoSided = new Set(['duplicates.cases', 'transfers.transfers']);

let app: TestApp;

/** Every table of ours, read from the database itself: a new table is in this test without being written here. */
let tables: string[] = [];

beforeAll(async () => {
  app = await makeTestApp();
  await fillEveryTable(app);
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
  'supervision.checklists',
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
        // A case and a transfer have two sides, and both see them; nothing else is seen by two siblings.
        if (!twoSided.has(table)) expect(overlap, `${table}: ${one} and ${other}`).toEqual([]);
        expect(mine.rows.length, `${table}: ${one} sees none of its own`).toBeGreaterThan(0);
        expect(theirs.rows.length, `${table}: ${other} sees none of its own`).toBeGreaterThan(0);
        for (const row of [...mine.rows, ...theirs.rows]) expect(all.has(row)).toBe(true);
      }
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('of a case are seen by the offices it names only', async () => {
    const cases = async (login: string) => ((await look(login, 'duplicates.cases')) as { rows: string[] }).rows;
    expect((await cases('b-ordinary')).length).toBe(2);
    expect((await cases('a-ordinary')).length).toBe(7);
    expect((await cases('410600-review')).length).toBe(2);
    expect((await cases('410100-review')).length).toBe(8);
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
