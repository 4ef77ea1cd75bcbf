import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketPlace, ensureUsable } from './file-bucket.ts';
import { folderPlace } from './file-folder.ts';
import { type BucketSettings, FilesFault, fileSettings, readFileSettings } from './file-settings.ts';
import { sealedStore } from './files.ts';
import type { SealingKey } from './sealing.ts';
import { openObjectStore, storeKeys } from './testing/object-store.ts';

const key = (id: number): SealingKey => ({ id, algorithm: 'sm4', cipher: randomBytes(16), mac: randomBytes(32) });
const old = key(1);
const keys: { current: SealingKey; older: SealingKey[] } = { current: old, older: [] };
const folder = mkdtempSync(path.join(tmpdir(), 'xueqian-files-'));
let store: Awaited<ReturnType<typeof openObjectStore>>;
let settings: BucketSettings;
let bucket: ReturnType<typeof bucketPlace>;

beforeAll(async () => {
  store = await openObjectStore('papers');
  settings = { endpoint: store.endpoint, region: 'cn-1', bucket: 'papers', prefix: 'trial/', ...storeKeys };
  bucket = bucketPlace(settings);
});
afterAll(async () => {
  bucket.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const whole = async (stream: Readable): Promise<Buffer> => Buffer.concat((await stream.toArray()) as Buffer[]);
const spools = (): string[] => readdirSync(tmpdir()).filter((name) => /^xueqian-[0-9a-f-]{36}$/.test(name));

describe.each(['folder', 'bucket'] as const)('files in a %s', (kind) => {
  const place = () => (kind === 'folder' ? folderPlace(folder) : bucket);
  const listed = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const name of place().list()) if (/[0-9a-f]{8}-/.test(name)) names.push(name);
    return names;
  };

  it('come back as they were put, lie sealed, and go', async () => {
    const files = sealedStore(place(), keys);
    for (const size of [0, 1, 15, 16, 17, 3_000_000]) {
      const content = randomBytes(size);
      const { key, bytes } = await files.put(
        Readable.from(size > 100 ? [content.subarray(0, 50), content.subarray(50)] : [content]),
      );
      expect(bytes).toBe(size);
      expect((await whole(await files.get(key))).equals(content)).toBe(true);
      const lies = await whole((await place().read(`${key.slice(0, 2)}/${key}`)) as Readable);
      expect(lies.length).toBe(size + 16);
      if (size > 10) expect(lies.includes(content)).toBe(false);
      await files.remove(key);
      await expect(files.get(key)).rejects.toThrow('not there');
      await files.remove(key);
    }
    expect(await listed()).toEqual([]);
  });

  it('leave nothing behind when their sender breaks off', async () => {
    const broken = new Readable({
      read() {
        this.push(randomBytes(100));
        this.destroy(new Error('gone'));
      },
    });
    await expect(sealedStore(place(), keys).put(broken)).rejects.toThrow('gone');
    expect(await listed()).toEqual([]);
    if (kind === 'bucket') expect(spools()).toEqual([]);
  });

  it('are sealed again under a new key, all of them, page by page', async () => {
    const now = { current: old, older: [] as SealingKey[] };
    const files = sealedStore(place(), now);
    const contents = await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => ({ n, key: (await files.put(Readable.from([Buffer.from(`paper ${n}`)]))).key })),
    );
    now.older = [old];
    now.current = key(2);
    expect(await files.countByKey()).toEqual(new Map([[1, 5]]));
    expect(await files.resealAll()).toBe(5);
    expect(await files.countByKey()).toEqual(new Map([[2, 5]]));
    for (const { n, key } of contents) {
      expect((await whole(await files.get(key))).toString()).toBe(`paper ${n}`);
      await files.remove(key);
    }
    expect(await listed()).toEqual([]);
  });
});

describe('a bucket that cannot be used', () => {
  const cases: readonly [string, () => Partial<BucketSettings>][] = [
    ['a wrong secret', () => ({ secretKey: 'another' })],
    ['a bucket that is not there', () => ({ bucket: 'nowhere' })],
    ['nobody who answers', () => ({ endpoint: 'http://127.0.0.1:9' })],
  ];
  it.each(cases)('is told at the start: %s', async (_name, wrong) => {
    const where = { ...settings, ...wrong() };
    const place = bucketPlace(where);
    const error: FilesFault = (await ensureUsable(place, where).catch((fault: FilesFault) => fault)) as FilesFault;
    place.close();
    expect(error).toBeInstanceOf(FilesFault);
    expect(error.code).toBe('files.not-usable');
    expect(JSON.stringify(error.facts)).not.toContain(storeKeys.secretKey);
    expect(spools()).toEqual([]);
  });
  it('and one that can is left as it was', async () => {
    await ensureUsable(bucket, settings);
    expect([...store.objects.keys()]).toEqual([]);
  });
});

describe('the settings of the place of files', () => {
  const read = (env: Record<string, string>) => readFileSettings(fileSettings.parse(env));
  const good = {
    XUEQIAN_FILES: 's3://papers/xueqian/files/',
    XUEQIAN_FILES_ENDPOINT: 'https://store.example.org',
    XUEQIAN_FILES_ACCESS_KEY: 'a',
    XUEQIAN_FILES_SECRET_KEY: 'b',
  };
  const without = (name: keyof typeof good) => {
    const { [name]: _gone, ...rest } = good;
    return rest as Record<string, string>;
  };
  it('are a folder when nothing is said, a bucket when all is', () => {
    expect(read({})).toBeNull();
    expect(read(good)).toEqual({
      endpoint: 'https://store.example.org',
      region: 'us-east-1',
      bucket: 'papers',
      prefix: 'xueqian/files/',
      accessKey: 'a',
      secretKey: 'b',
    });
    expect(read({ ...good, XUEQIAN_FILES: 's3://papers' })?.prefix).toBe('');
  });
  it.each<[string, Record<string, string>, string]>([
    ['another kind of address', { ...good, XUEQIAN_FILES: 'ftp://papers' }, 'files.address-wrong'],
    ['a bucket in capitals', { ...good, XUEQIAN_FILES: 's3://Papers' }, 'files.address-wrong'],
    ['an endpoint without a scheme', { ...good, XUEQIAN_FILES_ENDPOINT: 'store:9000' }, 'files.address-wrong'],
    ['no endpoint', without('XUEQIAN_FILES_ENDPOINT'), 'files.setting-missing'],
    ['no access key', without('XUEQIAN_FILES_ACCESS_KEY'), 'files.setting-missing'],
    ['no secret', without('XUEQIAN_FILES_SECRET_KEY'), 'files.setting-missing'],
    ['a file of keys that is not there', { ...good, XUEQIAN_FILES_KEYS: '/nowhere/keys' }, 'files.keys-unreadable'],
  ])('are refused when half said: %s', (_name, env, code) => {
    expect(() => read(env)).toThrow(expect.objectContaining({ code }));
  });
  it('take both keys from a file that only its owner may read', () => {
    const file = path.join(folder, 'store-keys.json');
    writeFileSync(file, JSON.stringify(storeKeys), { mode: 0o600 });
    expect(read({ ...good, XUEQIAN_FILES_KEYS: file })).toMatchObject(storeKeys);
    const open = path.join(folder, 'open-keys.json');
    writeFileSync(open, JSON.stringify(storeKeys), { mode: 0o644 });
    expect(() => read({ ...good, XUEQIAN_FILES_KEYS: open })).toThrow('chmod 600');
    const torn = path.join(folder, 'torn-keys.json');
    writeFileSync(torn, '{"secretKey":"hidden', { mode: 0o600 });
    expect(() => read({ ...good, XUEQIAN_FILES_KEYS: torn })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hidden') as string }),
    );
  });
});
