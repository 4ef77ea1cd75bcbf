import { generateKeyPairSync } from 'node:crypto';
import type { Tx } from '@xueqian/platform/database.ts';
import { describe, expect, it } from 'vitest';
import { recordEntries } from './record.ts';
import { readHead } from './seal.ts';
import { entry, now, publicKey, useTrail } from './testing/use-trail.ts';
import { verifyTrail } from './verify.ts';

const { trail, headFile, write, seal, verify, forge, idOf, threeBlocks } = useTrail();

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
    const { findings } = await verifyTrail({ database: trail.database, key: other, head: null });
    expect(findings.map((each) => each.kind)).toEqual(['not-signed', 'not-signed', 'not-signed']);
  });

  it('is told from a head that lags behind: killed after the commit of a block and before its mark', async () => {
    await write('child 1');
    await seal();
    const behind = await readHead(headFile());
    await write('child 2');
    await seal();
    expect(await verifyTrail({ database: trail.database, key: publicKey, head: behind })).toMatchObject({
      blocks: 2,
      findings: [],
    });
  });
});

describe('writers at the same time', () => {
  it('leave gaps in the numbers when they roll back, and raise no alarm', async () => {
    await write('child 1');
    await expect(
      trail.database.asGate(async (tx) => {
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
    const late = trail.database.asGate(async (tx: Tx) => {
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
    await trail.database.asGate((tx) =>
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
