import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addKey, KeyFault, loadKeys, retirableKeys, retireKey } from '@xueqian/platform/keys.ts';
import { makeLiveSealer, SealBroken } from '@xueqian/platform/sealing.ts';
import { makeTestDatabase, type TestDatabase } from '@xueqian/platform/testing/test-database.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let database: TestDatabase;
let folder = '';
let file = '';
const now = new Date('2026-11-22T01:00:00Z');
beforeEach(async () => {
  database = await makeTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'xueqian-keys-'));
  file = path.join(folder, 'keys.json');
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

type Content = { current: number; search?: string; keys: { id: number; cipher: string; mac?: string }[] };
const content = async (): Promise<Content> => JSON.parse(await readFile(file, 'utf8')) as Content;
const write = (value: unknown): Promise<void> =>
  writeFile(file, typeof value === 'string' ? value : JSON.stringify(value), { mode: 0o600 });
const fault = (): Promise<KeyFault> =>
  loadKeys(database, file).then(
    () => expect.fail('started with these keys'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(KeyFault);
      return error as KeyFault;
    },
  );

describe('the key file', () => {
  it('is made once, for its owner alone', async () => {
    const keys = await loadKeys(database, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await loadKeys(database, file)).current).toEqual(keys.current);
    expect(JSON.stringify(await database.asOwner((tx) => tx.rows('select * from platform.settings')))).not.toContain(
      (await content()).search,
    );
  });

  it('is read in its first version too: a search key in the key itself, a check without a number', async () => {
    const keys = await loadKeys(database, file);
    const made = await content();
    await write({ current: 1, keys: [{ id: 1, cipher: made.keys[0]?.cipher, mac: made.search }] });
    await database.asOwner((tx) =>
      tx.run(`update platform.settings set key = 'sealing-key-check' where key = 'sealing-key-check:1'`),
    );
    expect((await loadKeys(database, file)).current).toEqual(keys.current);
  });

  it('stops the start when it is gone, cut short, of another system, or open to others', async () => {
    await loadKeys(database, file);
    const good = await content();
    await rm(file);
    expect(await fault()).toMatchObject({ code: 'keys.missing', file });
    await write(JSON.stringify(good).slice(0, -20));
    expect(await fault()).toMatchObject({ code: 'keys.unreadable', file });
    await write({ ...good, current: 7 });
    expect(await fault()).toMatchObject({ code: 'keys.unreadable' });
    await write({ ...good, keys: good.keys.map((key) => ({ ...key, cipher: 'AAAAAAAAAAAAAAAAAAAAAA==' })) });
    expect(await fault()).toMatchObject({ code: 'keys.wrong', keyId: 1 });
    await write({ ...good, search: Buffer.alloc(32).toString('base64') });
    expect(await fault()).toMatchObject({ code: 'keys.wrong', keyId: 1 });
    await write(good);
    await chmod(file, 0o640);
    expect(await fault()).toMatchObject({ code: 'keys.open-to-others', file });
    await chmod(file, 0o600);
    await loadKeys(database, file);
  });

  it('stops the start when one of several keys is gone, and says which', async () => {
    await loadKeys(database, file);
    await addKey(database, file, 'aes', now);
    const good = await content();
    expect(good.current).toBe(2);
    await write({ ...good, keys: good.keys.filter((key) => key.id !== 1) });
    expect(await fault()).toMatchObject({ code: 'keys.one-missing', keyId: 1 });
    await write({ ...good, current: 1, keys: good.keys.filter((key) => key.id !== 2) });
    expect(await fault()).toMatchObject({ code: 'keys.one-missing', keyId: 2 });
    await write(good);
    await loadKeys(database, file);
  });
});

describe('a rotation', () => {
  it('is noticed by a server that runs: it seals under the new key and opens both', async () => {
    const sealer = makeLiveSealer(await loadKeys(database, file));
    const before = sealer.seal('identity', '410105202001011234');
    await addKey(database, file, 'aes', now);
    const after = sealer.seal('identity', '410105202001011234');
    expect([before.sealed[0], after.sealed[0]]).toEqual([1, 2]);
    expect(after.digest).toEqual(before.digest);
    for (const { sealed } of [before, after]) expect(sealer.open('identity', sealed)).toBe('410105202001011234');
    // A file broken by hand stops the next start, not the service.
    await write('{');
    expect(sealer.open('identity', after.sealed)).toBe('410105202001011234');
  });

  it('retires the old key only after a day, keeps it beside the file, and never gives its number again', async () => {
    const keys = await loadKeys(database, file);
    const sealer = makeLiveSealer(keys);
    const old = sealer.seal('identity', '410105202001011234').sealed;
    await addKey(database, file, 'sm4', now);
    expect(retirableKeys(file, new Date(now.getTime() + 23 * 3_600_000))).toEqual([]);
    expect(retirableKeys(file, new Date(now.getTime() + 24 * 3_600_000))).toEqual([1]);
    await retireKey(database, file, 1);
    expect(() => sealer.open('identity', old)).toThrow(SealBroken);
    expect((await loadKeys(database, file)).older).toEqual([]);
    const kept = makeLiveSealer(await loadKeys(await makeOther(), `${file}.retired-1`));
    expect(kept.open('identity', old)).toBe('410105202001011234');
    expect((await addKey(database, file, 'sm4', now)).id).toBe(3);
    await others.shift()?.drop();
  });
});

const others: TestDatabase[] = [];
/** Another database, as one restored from an old backup would be. */
const makeOther = async (): Promise<TestDatabase> => {
  const other = await makeTestDatabase();
  others.push(other);
  return other;
};
