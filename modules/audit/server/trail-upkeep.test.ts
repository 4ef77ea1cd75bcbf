import { rm } from 'node:fs/promises';
import type { Tx } from '@xueqian/platform/database.ts';
import { makeTestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { describe, expect, it } from 'vitest';
import { recordEntries } from './record.ts';
import { prepareMonths, retireEntries } from './retire.ts';
import { sealTrail } from './seal.ts';
import { entry, key, now, useTrail } from './testing/use-trail.ts';

const { trail, headFile, write, seal, verify, forge, idOf, threeBlocks } = useTrail();

describe('after a restore from a dump', () => {
  it('an era begins, and what comes then is under seal too', async () => {
    await threeBlocks();
    await write('left over');
    // A restored server counts its transactions from the beginning: here the past is moved into the future instead.
    const snapshot = (
      await trail.database.asOwner((tx) =>
        tx.one<{ last: string }>('select max(snapshot::text) as last from audit.blocks'),
      )
    ).last;
    expect(snapshot).toBeTruthy();
    await trail.database.drop();
    trail.database = await makeTestDatabase();
    await rm(headFile());
    await trail.database.asOwner((tx) =>
      tx.run(
        `insert into audit.entries (at, entry, route, subject, tx) values ($1, 'x', 'x', 'old', '5000000000'), ($1, 'x', 'x', 'left over', '5000000009')`,
        [now],
      ),
    );
    const ahead = {
      ...trail.database,
      asOwner: <T>(work: (tx: Tx) => Promise<T>) => trail.database.asOwner((tx) => work(movedOn(tx))),
    };
    /** As a server that stands at transaction five thousand million. */
    const movedOn = (tx: Tx): Tx => ({
      ...tx,
      one: <T>(sql: string, values?: readonly unknown[]) =>
        tx.one<T>(sql.replaceAll('pg_current_snapshot()', `'5000000005:5000000005:'::pg_snapshot`), values),
    });
    expect(await sealTrail({ database: ahead, key, headFile: headFile() }, now)).toBe(1);
    expect(await seal()).toBe(1);
    await write('after');
    expect(await seal()).toBe(1);
    const { eras } = await trail.database.asOwner((tx) =>
      tx.one<{ eras: string }>(`select string_agg(era || ':' || subject, ' ' order by id) as eras from audit.entries`),
    );
    expect(eras).toBe('1:old 1:left over 2:after');
    expect(await verify()).toMatchObject({ blocks: 3, entries: 3, unsealed: 0, findings: [] });
  });
});

describe('retirement', () => {
  const before = new Date('2023-09-15T00:00:00Z');
  const old = () =>
    trail.database.asGate((tx) =>
      recordEntries(tx, [entry('old 1', before), entry('old 2', before), entry('child 1')]),
    );

  it('keeps the proof of what went, and of what stayed in the same block', async () => {
    await trail.database.asOwner((tx) => prepareMonths(tx, before, 38));
    await old();
    await write('child 2');
    await seal();
    expect(await retireEntries({ database: trail.database, key }, now, 36)).toBe(2);
    await seal();
    expect(await verify()).toEqual({ blocks: 2, entries: 5, retired: 2, unsealed: 0, findings: [] });
    const id = await idOf('child 1');
    await forge(`delete from audit.entries where id = ${id}`);
    expect((await verify()).findings).toEqual([{ kind: 'removed', block: 1, entry: id }]);
  });

  it('waits for the seal, and keeps six months whatever is asked', async () => {
    await old();
    expect(await retireEntries({ database: trail.database, key }, now, 36)).toBe(0);
    await seal();
    await trail.database.asGate((tx) => recordEntries(tx, [entry('half a year', new Date('2026-05-02T00:00:00Z'))]));
    await seal();
    expect(await retireEntries({ database: trail.database, key }, now, 0)).toBe(2);
    expect(await idOf('half a year')).toBeGreaterThan(0);
  });

  it('without our signature is none', async () => {
    await old();
    await seal();
    await forge(
      `insert into audit.retirements (before, entries, kept_ids, retired_at, signature) values ('2030-01-01', 3, '{}', now(), 'x')`,
      'delete from audit.entries',
    );
    expect((await verify()).findings.map((each) => each.kind)).toEqual([
      'retirement-not-signed',
      'removed',
      'removed',
      'removed',
    ]);
  });
});

describe('append only', () => {
  it('for the owner too', async () => {
    await threeBlocks();
    for (const statement of [
      'update audit.entries set entry = entry',
      'delete from audit.entries',
      'truncate audit.entries',
      'truncate audit.entries_rest',
      'update audit.entries_rest set entry = entry',
      'delete from audit.blocks',
      'update audit.blocks set entries = 0',
      'truncate audit.blocks',
    ])
      await expect(
        trail.database.asOwner((tx) => tx.run(statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
  });

  it('for every serving role, which may write nothing but new lines', async () => {
    const rights = await trail.database.asOwner((tx) =>
      tx.rows<{ grantee: string; privilege: string }>(
        `select distinct x.grantee::regrole::text as grantee, lower(x.privilege_type) as privilege
         from (select c.relacl as acl, c.relowner, c.relnamespace from pg_class c
               union all select a.attacl, c.relowner, c.relnamespace from pg_attribute a join pg_class c on c.oid = a.attrelid) g, aclexplode(g.acl) x
         where g.relnamespace = 'audit'::regnamespace and x.grantee <> g.relowner order by 1, 2`,
      ),
    );
    expect(rights.filter((each) => !['select', 'insert'].includes(each.privilege))).toEqual([]);
    expect(rights.filter((each) => each.privilege === 'select').map((each) => each.grantee)).toEqual([
      'xueqian_keeper',
    ]);
    expect(rights.filter((each) => each.privilege === 'insert')).toHaveLength(8);
  });
});
