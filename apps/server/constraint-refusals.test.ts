import { makeTestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { describe, expect, it } from 'vitest';
import { constraintRefusals } from './app.ts';
import { outOfReachOfChildren } from './testing/out-of-reach-children.ts';
import { outOfReachOfOffices } from './testing/out-of-reach-offices.ts';
import { outOfReachOfRecords } from './testing/out-of-reach-records.ts';

const lists = [outOfReachOfOffices, outOfReachOfRecords, outOfReachOfChildren];
const outOfReach: Readonly<Record<string, string>> = Object.assign({}, ...lists);

describe('constraints', () => {
  it('that a request can meet are mapped to a refusal, and the map names no other', async () => {
    const all = lists.flatMap((list) => Object.keys(list));
    const twice = all.filter((name, at) => all.indexOf(name) !== at);
    expect(twice, 'each has one reason').toEqual([]);
    const database = await makeTestDatabase();
    try {
      const rows = await database.asOwner((tx) =>
        tx.rows<{ name: string; generated: boolean }>(
          `select k.conname as name, k.contype = 'p' and a.attidentity <> '' as generated from pg_constraint k join pg_namespace n on n.oid = k.connamespace
             left join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] and cardinality(k.conkey) = 1
           where n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform') and k.contype in ('c', 'u', 'f', 'p', 'x')
           union all
           select c.relname, false from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
           where i.indisunique and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform', 'pg_toast')
             and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
           union all
           select m[1], false from pg_proc p, regexp_matches(p.prosrc, 'constraint = ''([a-z_]+)''', 'g') m`,
        ),
      );
      const names = new Set(rows.filter((row) => !row.generated).map((row) => row.name));
      const answered = new Set([...Object.keys(constraintRefusals), ...Object.keys(outOfReach)]);
      expect([...names].filter((name) => !answered.has(name)).sort()).toEqual([]);
      expect([...answered].filter((name) => !names.has(name)).sort()).toEqual([]);
      expect(Object.keys(outOfReach).filter((name) => name in constraintRefusals)).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});
