import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { pipeline as pipelined } from 'node:stream/promises';
import { folderPlace } from './file-folder.ts';
import type { FilePlace } from './file-place.ts';
import type { BucketSettings } from './file-settings.ts';
import type { Keys } from './key-file.ts';
import { SealBroken, type SealingKey } from './sealing.ts';

/** Where uploaded files lie: outside the database, sealed, under names nobody can guess. */
export type FileStore = {
  /** Keeps the stream's bytes; gives the key and the number of bytes. Nothing is left behind when it fails. */
  put(content: Readable): Promise<{ key: string; bytes: number }>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Seals files of older keys again under the current one; gives how many. */
  resealAll(): Promise<number>;
  /** Number of files by the key they are sealed under. */
  countByKey(): Promise<ReadonlyMap<number, number>>;
};

const keyPattern = /^[0-9a-f-]{36}$/;
const namePattern = /^(?:.*[\\/])?([0-9a-f-]{36})(?:\.k(\d{1,3}))?$/;
const cipherOf = (key: SealingKey): string => (key.algorithm === 'aes' ? 'aes-256-ctr' : 'sm4-ctr');

/** The key of files whose names tell none. */
const firstKey = 1;
const ivBytes = 16;

const nameOf = (key: string, under: number): string => {
  if (!keyPattern.test(key)) throw new Error('not a file key');
  return `${key.slice(0, 2)}/${under === firstKey ? key : `${key}.k${under}`}`;
};

/** The first bytes of a stream, taken out of it; the rest stays to be read. */
const takeFirst = async (source: Readable, count: number): Promise<Buffer> => {
  for (;;) {
    const taken = source.read(count) as Buffer | null;
    if (taken !== null) return taken;
    if (source.readableEnded || source.destroyed) return Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      const settle = (act: () => void) => () => {
        source.off('readable', ready).off('end', ready).off('error', broken);
        act();
      };
      const ready = settle(resolve);
      const broken = (error: Error): void => settle(() => reject(error))();
      source.on('readable', ready).on('end', ready).on('error', broken);
    });
  }
};

/**
 * Files in a place, each in counter mode under a random IV in its first 16 bytes. The end of a name tells the number of
 * the key: `<id>.k2`; the files of the first key have none.
 */
export const sealedStore = (place: FilePlace, keys: Keys): FileStore => {
  const all = (): readonly SealingKey[] => [keys.current, ...keys.older];
  const write = async (content: Readable, name: string, under: SealingKey): Promise<number> => {
    const iv = randomBytes(ivBytes);
    const sealed = new PassThrough();
    sealed.write(iv);
    let bytes = 0;
    content.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    const sealing = pipelined(content, createCipheriv(cipherOf(under), under.cipher, iv), sealed);
    // Both end when one of them fails: the pipe destroys the stream that is being kept, and a full disk the pipe.
    const keeping = place.write(name, sealed).catch((error: Error) => {
      sealed.destroy(error);
      throw error;
    });
    const [kept, piped] = await Promise.allSettled([keeping, sealing]);
    if (piped.status === 'rejected' && kept.status === 'fulfilled') await place.remove(name);
    for (const end of [kept, piped]) if (end.status === 'rejected') throw end.reason;
    return bytes;
  };
  const read = async (name: string, under: SealingKey): Promise<Readable | null> => {
    const sealed = await place.read(name);
    if (!sealed) return null;
    const plain = createDecipheriv(cipherOf(under), under.cipher, await takeFirst(sealed, ivBytes));
    // A reader who goes away ends the reading; what cannot be read ends the reader.
    pipeline(sealed, plain, () => undefined);
    return plain;
  };
  const listFiles = async (): Promise<{ key: string; under: number }[]> => {
    const files: { key: string; under: number }[] = [];
    for await (const name of place.list()) {
      const match = namePattern.exec(name);
      if (match) files.push({ key: match[1] ?? '', under: Number(match[2] ?? firstKey) });
    }
    return files;
  };
  return {
    put: async (content) => {
      const key = randomUUID();
      const under = keys.current;
      return { key, bytes: await write(content, nameOf(key, under.id), under) };
    },
    get: async (key) => {
      // Twice: the file may be sealed again, under a new name, while we look.
      for (const under of [...all(), ...all()]) {
        const found = await read(nameOf(key, under.id), under);
        if (found) return found;
      }
      throw new SealBroken(`file ${key} is not there under any loaded key`);
    },
    remove: async (key) => {
      for (const under of all()) await place.remove(nameOf(key, under.id));
    },
    resealAll: async () => {
      const { current } = keys;
      let done = 0;
      for (const { key, under } of await listFiles()) {
        const used = all().find((each) => each.id === under);
        if (under === current.id || !used) continue;
        const plain = await read(nameOf(key, under), used);
        if (!plain) continue;
        await write(plain, nameOf(key, current.id), current);
        // Taken away meanwhile: then the new copy goes too.
        if (!(await place.has(nameOf(key, under)))) await place.remove(nameOf(key, current.id));
        await place.remove(nameOf(key, under));
        done += 1;
      }
      return done;
    },
    countByKey: async () => {
      const counts = new Map<number, number>();
      for (const { under } of await listFiles()) counts.set(under, (counts.get(under) ?? 0) + 1);
      return counts;
    },
  };
};

/** Files in a folder of this machine. */
export const folderStore = (folder: string, keys: Keys): FileStore => sealedStore(folderPlace(folder), keys);

/** The place that was configured; a bucket is tried first where `check` asks for it. */
export const openFiles = async (
  where: { readonly bucket: BucketSettings | null; readonly folder: string },
  keys: Keys,
  check: boolean,
): Promise<FileStore> => {
  if (!where.bucket) return folderStore(where.folder, keys);
  // The client is large: whoever keeps files in a folder does not load it.
  const { bucketPlace, ensureUsable } = await import('./file-bucket.ts');
  const place = bucketPlace(where.bucket);
  if (check) await ensureUsable(place, where.bucket);
  return sealedStore(place, keys);
};
