import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Tx } from '@xueqian/platform/database.ts';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import type { TrailEntry } from '@xueqian/platform/trail-entry.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordEntries } from './record.ts';
import { prepareMonths, retireEntries } from './retire.ts';
import { readHead, sealTrail } from './seal.ts';
import { verifyTrail } from './verify.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = { private: privateKey, public: publicKey };
const now = new Date('2026-11-22T01:00:00Z');

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await makeTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'xueqian-trail-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const headFile = () => path.join(folder, 'head.json');
const entry = (subject: string, at = now): TrailEntry => ({
  at,
  entry: 'children.edited',
  route: 'children.edit-child',
  result: 'done',
  refusal: null,
  actor: null,
  subject,
  facts: { before: 'a', after: 'b' },
  address: '127.0.0.1',
  requestId: crypto.randomUUID(),
});
const write = (...subjects: string[]) =>
  database.asGate((tx) =>
    recordEntries(
      tx,
      subjects.map((subject) => entry(subject)),
    ),
  );
const seal = () => sealTrail({ database, key, headFile: headFile() }, now);
const verify = async () => verifyTrail({ database, key: publicKey, head: await readHead(headFile()) });
/** What the owner of the database can do who goes around the triggers. */
const forge = (...statements: string[]) =>
  database.asOwner(async (tx) => {
    await tx.run('set local session_replication_role = replica');
    for (const statement of statements) expect(await tx.run(statement), statement).toBeGreaterThan(0);
  });
const idOf = async (subject: string): Promise<number> =>
  (await database.asOwner((tx) => tx.one<{ id: number }>('select id from audit.entries where subject = $1', [subject])))
    .id;

/** Three blocks: one, three and two entries. */
const threeBlocks = async () => {
  for (const subjects of [['child 1'], ['child 2', 'child 3', 'child 4'], ['child 5', 'child 6']]) {
    await write(...subjects);
    expect(await seal()).toBe(subjects.length);
  }
};

describe('the chain', () => {
  it('is whole, and says what is not under seal yet', async () => {
    await threeBlocks();
    await write('child 7');
    expect(await verify()).toEqual({ blocks: 3, entries: 6, retired: 0, unsealed: 1, findings: [] });
    expect(await seal()).toBe(1);
    expect(await seal()).toBe(0);
    expect(await verify()).toMatchObject({ blocks: 4, entries: 7, unsealed: 0, findings: [] });
  });

  it('of nothing is whole', async () => {
    expect(await seal()).toBe(0);
    expect(await verify()).toEqual({ blocks: 0, entries: 0, retired: 0, unsealed: 0, findings: [] });
  });

  it.each(['facts = \'{"before": "a", "after": "c"}\'', "person_name = 'somebody else'", "at = at + interval '1 us'"])(
    'shows an altered line: %s',
    async (change) => {
      await threeBlocks();
      const id = await idOf('child 3');
      await forge(`update audit.entries set ${change} where id = ${id}`);
      expect((await verify()).findings).toEqual([{ kind: 'altered', block: 2, entry: id }]);
    },
  );

  it('shows a removed line, in the middle and at the end', async () => {
    await threeBlocks();
    const [middle, end] = [await idOf('child 3'), await idOf('child 6')];
    await forge(`delete from audit.entries where id in (${middle}, ${end})`);
    expect((await verify()).findings).toEqual([
      { kind: 'removed', block: 2, entry: middle },
      { kind: 'removed', block: 3, entry: end },
    ]);
  });

  it.each([
    ['with the transaction of another', "(select tx from audit.entries where subject = 'child 3')", 1],
    ['with a transaction to come', "'999999999'", 1],
    ['with another era', "(select tx from audit.entries where subject = 'child 3')", 7],
  ])('shows an inserted line %s', async (_, tx, era) => {
    await threeBlocks();
    await forge(
      `insert into audit.entries (id, at, entry, route, subject, tx, era) overriding system value values (999, now(), 'x', 'x', 'child 3', ${tx}, ${era})`,
    );
    expect((await verify()).findings).toEqual([{ kind: 'inserted', block: null, entry: 999 }]);
  });

  it('shows a line that stands twice', async () => {
    await threeBlocks();
    const id = await idOf('child 3');
    const columns = 'id, at, entry, route, subject, facts, address, request_id, tx';
    await forge(
      `insert into audit.entries (${columns}) overriding system value select ${columns} from audit.entries where id = ${id}`,
    );
    expect((await verify()).findings).toContainEqual({ kind: 'inserted', block: null, entry: id });
  });

  it('shows lines that changed places', async () => {
    await threeBlocks();
    const [one, other] = [await idOf('child 2'), await idOf('child 5')];
    await forge(`update audit.entries_rest set id = ${one + other} - id where id in (${one}, ${other})`);
    const { findings } = await verify();
    expect(findings.length).toBeGreaterThanOrEqual(2);
    expect(new Set(findings.flatMap((each) => each.entry))).toEqual(new Set([one, other]));
  });

  it('shows a line and its block altered together: the owner has no key to sign with', async () => {
    await threeBlocks();
    const id = await idOf('child 5');
    await forge(`delete from audit.entries where id = ${id}`, 'update audit.blocks set entries = 1 where number = 3');
    expect((await verify()).findings).toContainEqual({ kind: 'block-altered', block: 3, entry: null });
    await forge(`update audit.blocks set digest = sha256('x') where number = 3`);
    expect((await verify()).findings).toContainEqual({ kind: 'not-signed', block: 3, entry: null });
  });

  it('shows a block that was taken out with its lines, and an end that was cut off', async () => {
    await threeBlocks();
    const ids = [await idOf('child 2'), await idOf('child 3'), await idOf('child 4')].join(', ');
    await forge('delete from audit.blocks where number = 2', `delete from audit.entries where id in (${ids})`);
    expect((await verify()).findings).toEqual([{ kind: 'block-missing', block: 3, entry: null }]);
    await forge('delete from audit.blocks where number = 3', `delete from audit.entries where subject <> 'child 1'`);
    expect((await verify()).findings).toEqual([{ kind: 'cut-off', block: 3, entry: null }]);
  });

  it('signed with another key is not ours', async () => {
    await threeBlocks();
    const other = generateKeyPairSync('ed25519').publicKey;
    const { findings } = await verifyTrail({ database, key: other, head: null });
    expect(findings.map((each) => each.kind)).toEqual(['not-signed', 'not-signed', 'not-signed']);
  });

  it('is told from a head that lags behind: killed after the commit of a block and before its mark', async () => {
    await write('child 1');
    await seal();
    const behind = await readHead(headFile());
    await write('child 2');
    await seal();
    expect(await verifyTrail({ database, key: publicKey, head: behind })).toMatchObject({ blocks: 2, findings: [] });
  });
});

describe('writers at the same time', () => {
  it('leave gaps in the numbers when they roll back, and raise no alarm', async () => {
    await write('child 1');
    await expect(
      database.asGate(async (tx) => {
        await recordEntries(tx, [entry('child 2')]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await write('child 3');
    expect(await seal()).toBe(2);
    expect((await verify()).findings).toEqual([]);
  });

  it('that commit late, with a lower number, are in a later block and not lost', async () => {
    let finish = () => {};
    let begun: () => void = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const late = database.asGate(async (tx: Tx) => {
      await recordEntries(tx, [entry('child late')]);
      begun();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    await hasBegun;
    await write('child early');
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ entries: 1, unsealed: 0, findings: [] });
    finish();
    await late;
    expect(await verify()).toMatchObject({ entries: 1, unsealed: 1, findings: [] });
    expect(await seal()).toBe(1);
    expect(await idOf('child late')).toBeLessThan(await idOf('child early'));
    expect(await verify()).toMatchObject({ blocks: 2, entries: 2, unsealed: 0, findings: [] });
  });

  it('and sealers beside each other seal each line once', async () => {
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 20; n += 1) await write(`child ${writer * 100 + n}`);
    });
    let writing = true;
    const done = Promise.all(writers).then(() => {
      writing = false;
    });
    let sealed = 0;
    while (writing) {
      const [one, other] = await Promise.all([seal(), seal()]);
      sealed += (one ?? 0) + (other ?? 0);
    }
    await done;
    sealed += (await seal()) ?? 0;
    expect(sealed).toBe(160);
    expect(await verify()).toMatchObject({ entries: 160, unsealed: 0, findings: [] });
  });

  it('that were many while nobody sealed become several blocks of one round', async () => {
    await write('child 1');
    await seal();
    await database.asGate((tx) =>
      tx.run(
        `insert into audit.entries (at, entry, route, subject) select $1, 'x', 'x', 'many ' || n from generate_series(1, 11000) n`,
        [now],
      ),
    );
    expect(await seal()).toBe(11_000);
    await write('child 2');
    await seal();
    expect(await verify()).toEqual({ blocks: 5, entries: 11_002, retired: 0, unsealed: 0, findings: [] });
    const id = await idOf('many 7000');
    await forge(`delete from audit.entries where id = ${id}`);
    await forge(`update audit.entries_rest set id = ${id + 1_000_000} where subject = 'many 1'`);
    expect((await verify()).findings.map((each) => each.kind).sort()).toEqual(['inserted', 'removed', 'removed']);
  });
});

describe('after a restore from a dump', () => {
  it('an era begins, and what comes then is under seal too', async () => {
    await threeBlocks();
    await write('left over');
    // A restored server counts its transactions from the beginning: here the past is moved into the future instead.
    const snapshot = (
      await database.asOwner((tx) => tx.one<{ last: string }>('select max(snapshot::text) as last from audit.blocks'))
    ).last;
    expect(snapshot).toBeTruthy();
    await database.drop();
    database = await makeTestDatabase();
    await rm(headFile());
    await database.asOwner((tx) =>
      tx.run(
        `insert into audit.entries (at, entry, route, subject, tx) values ($1, 'x', 'x', 'old', '5000000000'), ($1, 'x', 'x', 'left over', '5000000009')`,
        [now],
      ),
    );
    const ahead = {
      ...database,
      asOwner: <T>(work: (tx: Tx) => Promise<T>) => database.asOwner((tx) => work(movedOn(tx))),
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
    const { eras } = await database.asOwner((tx) =>
      tx.one<{ eras: string }>(`select string_agg(era || ':' || subject, ' ' order by id) as eras from audit.entries`),
    );
    expect(eras).toBe('1:old 1:left over 2:after');
    expect(await verify()).toMatchObject({ blocks: 3, entries: 3, unsealed: 0, findings: [] });
  });
});

describe('retirement', () => {
  const before = new Date('2023-09-15T00:00:00Z');
  const old = () =>
    database.asGate((tx) => recordEntries(tx, [entry('old 1', before), entry('old 2', before), entry('child 1')]));

  it('keeps the proof of what went, and of what stayed in the same block', async () => {
    await database.asOwner((tx) => prepareMonths(tx, before, 38));
    await old();
    await write('child 2');
    await seal();
    expect(await retireEntries({ database, key }, now, 36)).toBe(2);
    await seal();
    expect(await verify()).toEqual({ blocks: 2, entries: 5, retired: 2, unsealed: 0, findings: [] });
    const id = await idOf('child 1');
    await forge(`delete from audit.entries where id = ${id}`);
    expect((await verify()).findings).toEqual([{ kind: 'removed', block: 1, entry: id }]);
  });

  it('waits for the seal, and keeps six months whatever is asked', async () => {
    await old();
    expect(await retireEntries({ database, key }, now, 36)).toBe(0);
    await seal();
    await database.asGate((tx) => recordEntries(tx, [entry('half a year', new Date('2026-05-02T00:00:00Z'))]));
    await seal();
    expect(await retireEntries({ database, key }, now, 0)).toBe(2);
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
        database.asOwner((tx) => tx.run(statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
  });

  it('for every serving role, which may write nothing but new lines', async () => {
    const rights = await database.asOwner((tx) =>
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
