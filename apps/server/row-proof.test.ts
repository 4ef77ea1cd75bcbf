import type { Actor, Level } from '@xueqian/kernel/actor.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsThatExist, isInside, letters } from './testing/oracle.ts';
import { makeProofWorld, type ProofWorld } from './testing/proof-world.ts';
import { scopeAt } from './testing/scopes.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

// The second wall alone: what a table gives to each role of the database, whatever any handler might ask of it.

let app: TestApp;
let world: ProofWorld;
/** Tables with an institution, and those with none. */
let tables: { name: string; owned: boolean }[] = [];
beforeAll(async () => {
  app = await makeTestApp();
  world = await makeProofWorld(app);
  tables = await app.database.asOwner((tx) =>
    tx.rows(
      `select n.nspname || '.' || c.relname as name, bool_or(a.attname = 'institution_id') as owned
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform') group by 1 order by 1`,
    ),
  );
}, 180_000);
afterAll(() => app.close());

const keepers = ['system-administrator', 'security-administrator', 'audit-administrator', 'support'];
const actors = (): Actor[] =>
  Object.entries(accountsThatExist).flatMap(([level, holders]) =>
    (Object.keys(letters) as Actor['role'][])
      .filter((role) => holders.includes(letters[role]))
      .map((role) => world.actor(`${scopeAt[level as Level]}-${role}`)),
  );
const refused = (error: { code?: string }): 'refused' => {
  if (error.code !== '42501') throw error;
  return 'refused';
};

describe('every table that names an institution', () => {
  it('gives each role at each level rows of its own jurisdiction only, and there are others', async () => {
    const owned = tables.filter((table) => table.owned && !table.name.startsWith('accounts.'));
    expect(owned.length).toBeGreaterThan(8);
    let compared = 0;
    for (const { name } of owned) {
      const all = await app.database.asOwner((tx) =>
        tx.rows<{ id: number }>(`select distinct institution_id as id from ${name} where institution_id is not null`),
      );
      const known = new Set(world.places.map(({ institutionId }) => institutionId));
      const there = all.filter(({ id }) => known.has(id));
      for (const actor of actors()) {
        const seen = await app.database
          .asActor(actor, (tx) =>
            tx.rows<{ id: number }>(
              `select distinct institution_id as id from ${name} where institution_id is not null`,
            ),
          )
          .catch(refused);
        if (seen === 'refused') continue;
        const inside = world.places
          .filter((place) => isInside(actor.level, actor.scope, place))
          .map(({ institutionId }) => institutionId);
        for (const { id } of seen) expect(inside, `${name} as ${actor.login}`).toContain(id);
        compared += there.length > seen.length ? 1 : 0;
      }
    }
    // Most comparisons are of tables in which others have rows too.
    expect(compared).toBeGreaterThan(60);
  });
});

describe('those who keep the system', () => {
  it('see no child: no table of children and of what belongs to them is theirs to read, and none is empty', async () => {
    const ofChildren = tables.filter(({ name }) =>
      /^(children|classes|duplicates|registration|importing)\./.test(name),
    );
    expect(ofChildren.length).toBeGreaterThan(7);
    const keeping = actors().filter(({ role }) => keepers.includes(role));
    expect(keeping).toHaveLength(1 + 4 * 4);
    for (const { name } of ofChildren) {
      for (const actor of keeping) {
        const seen = await app.database.asActor(actor, (tx) => tx.rows(`select 1 from ${name} limit 1`)).catch(refused);
        expect(seen, `${name} as ${actor.login}`).toBe('refused');
      }
      const gate = await app.database.asGate((tx) => tx.rows(`select 1 from ${name} limit 1`)).catch(refused);
      expect(gate, `${name} at the gate`).toBe('refused');
    }
    const { n } = await app.database.asOwner((tx) =>
      tx.one<{ n: number }>('select count(*) as n from children.children'),
    );
    expect(n).toBeGreaterThan(15);
  });
});

describe('any tree', () => {
  /** Columns of a table with everything copied from one row but these. */
  const copySql = async (table: string, changed: Readonly<Record<string, string>>): Promise<string> => {
    const [schema, name] = table.split('.');
    const columns = await app.database.asOwner((tx) =>
      tx.rows<{ name: string }>(
        `select column_name as name from information_schema.columns where table_schema = $1 and table_name = $2 and is_identity = 'NO' and is_generated = 'NEVER'`,
        [schema, name],
      ),
    );
    const names = columns.map((column) => column.name);
    return `insert into ${table} (${names.join(', ')}) select ${names.map((each) => changed[each] ?? `t.${each}`).join(', ')} from ${table} t where t.id = $1 returning id`;
  };

  it('shows each actor exactly the children of its own branch', async () => {
    const pattern = world.places[0];
    if (!pattern) throw new Error('no place');
    const institutionSql = await copySql('institutions.institutions', {
      code: '$2',
      county_code: '$3',
      prefecture_code: '$4',
      province_code: '$5',
      town_code: '$6',
    });
    const childSql = await copySql('children.children', {
      institution_id: '$2',
      county_code: '$3',
      prefecture_code: '$4',
      province_code: '$5',
      ...((await app.database.asOwner((tx) =>
        tx.find(
          `select from information_schema.columns where table_schema = 'children' and table_name = 'children' and column_name = 'town_code'`,
        ),
      ))
        ? { town_code: '$6' }
        : {}),
      class_id: 'null',
      claim_digest: `decode(md5($7::text), 'hex')`,
    });
    let serial = 0;
    // Provinces 81–83, each with prefectures, counties and towns of one digit: branches of any shape.
    const leaf = fc.record({
      province: fc.integer({ min: 81, max: 83 }),
      prefecture: fc.integer({ min: 1, max: 2 }),
      county: fc.integer({ min: 1, max: 2 }),
      town: fc.integer({ min: 1, max: 2 }),
      children: fc.integer({ min: 0, max: 3 }),
    });
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(leaf, { minLength: 2, maxLength: 6 }), fc.nat(), async (leaves, chosen) => {
        const made = await app.database.asOwner(async (tx) => {
          const branches = [];
          for (const each of leaves) {
            serial += 1;
            const province = `${each.province}0000`;
            const prefecture = `${each.province}0${each.prefecture}00`;
            const county = `${each.province}0${each.prefecture}0${each.county}`;
            const town = `${county}00${each.town}000`;
            const { id } = await tx.one<{ id: number }>(institutionSql, [
              ...[pattern.institutionId, `99999${String(serial).padStart(5, '0')}`, county, prefecture, province, town],
            ]);
            const children: number[] = [];
            for (let n = 0; n < each.children; n += 1) {
              const values = [pattern.children.entered, id, county, prefecture, province];
              const more = childSql.includes('$6') ? [town] : [];
              const row = await tx.one<{ id: number }>(
                childSql.includes('$6') ? childSql : childSql.replace('$7', '$6'),
                [...values, ...more, `${serial} ${n}`],
              );
              children.push(row.id);
            }
            branches.push({ institutionId: id, county, prefecture, province, town, children });
          }
          return branches;
        });
        const one = made[chosen % made.length];
        if (!one) throw new Error('no branch');
        const everything = await app.database.asOwner((tx) =>
          tx.rows<{
            id: number;
            institutionId: number;
            town: string | null;
            county: string;
            prefecture: string;
            province: string;
          }>(
            `select c.id, c.institution_id as "institutionId", i.town_code as town, i.county_code as county, i.prefecture_code as prefecture, i.province_code as province
             from children.children c join institutions.institutions i on i.id = c.institution_id`,
          ),
        );
        for (const level of ['institution', 'town', 'county', 'prefecture', 'province'] as const) {
          const scope = String({ ...one, institution: one.institutionId }[level]);
          const actor: Actor = { ...world.actor('410105-review'), level, scope, institutionId: null };
          const seen = await app.database.asActor(actor, (tx) =>
            tx.rows<{ id: number }>('select id from children.children order by id'),
          );
          const expected = everything.filter((child) => isInside(level, scope, child)).map(({ id }) => id);
          expect(
            seen.map(({ id }) => id),
            `${level} ${scope}`,
          ).toEqual(expected.sort((a, b) => a - b));
          shown += seen.length;
        }
      }),
      { numRuns: 15, seed: 22239 },
    );
    expect(shown).toBeGreaterThan(50);
  });
});
