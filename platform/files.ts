import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
const namePattern = /^([0-9a-f-]{36})(?:\.k(\d{1,3}))?$/;
const cipherOf = (key: SealingKey): string => (key.algorithm === 'aes' ? 'aes-256-ctr' : 'sm4-ctr');

/** The key of files whose names tell none. */
const firstKey = 1;

/**
 * Files in a folder, each in counter mode under a random IV in its first 16 bytes. The end of a name tells the number of
 * the key: `<id>.k2`; the files of the first key have none.
 */
export const folderStore = (folder: string, keys: Keys): FileStore => {
  const all = (): readonly SealingKey[] => [keys.current, ...keys.older];
  const pathOf = (key: string, under: number): string => {
    if (!keyPattern.test(key)) throw new Error('not a file key');
    return path.join(folder, key.slice(0, 2), under === firstKey ? key : `${key}.k${under}`);
  };
  const exists = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    );
  const write = async (content: Readable, target: string, under: SealingKey): Promise<number> => {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const part = `${target}.part`;
    const iv = randomBytes(16);
    const output = createWriteStream(part, { mode: 0o600 });
    output.write(iv);
    let bytes = 0;
    content.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    try {
      await pipeline(content, createCipheriv(cipherOf(under), under.cipher, iv), output);
      await rename(part, target);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    return bytes;
  };
  const read = async (source: string, under: SealingKey): Promise<Readable> => {
    const handle = await open(source);
    const iv = Buffer.alloc(16);
    await handle.read(iv, 0, 16, 0);
    const plain = createDecipheriv(cipherOf(under), under.cipher, iv);
    const input = handle.createReadStream({ start: 16 });
    input.on('error', (error) => plain.destroy(error));
    return input.pipe(plain);
  };
  const listNames = async (): Promise<{ key: string; under: number }[]> => {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.flatMap((name) => {
      const match = namePattern.exec(path.basename(name));
      return match ? [{ key: match[1] ?? '', under: Number(match[2] ?? firstKey) }] : [];
    });
  };
  return {
    put: async (content) => {
      const key = randomUUID();
      const under = keys.current;
      return { key, bytes: await write(content, pathOf(key, under.id), under) };
    },
    get: async (key) => {
      // Twice: the file may be sealed again, under a new name, while we look.
      for (const under of [...all(), ...all()])
        if (await exists(pathOf(key, under.id))) {
          const found = await read(pathOf(key, under.id), under).catch((error: { code?: string }) => {
            if (error.code === 'ENOENT') return null;
            throw error;
          });
          if (found) return found;
        }
      throw new SealBroken(`file ${key} is not there under any loaded key`);
    },
    remove: async (key) => {
      for (const under of all()) await rm(pathOf(key, under.id), { force: true });
    },
    resealAll: async () => {
      const { current } = keys;
      let done = 0;
      for (const { key, under } of await listNames()) {
        const used = all().find((each) => each.id === under);
        if (under === current.id || !used) continue;
        await write(await read(pathOf(key, under), used), pathOf(key, current.id), current);
        // Taken away meanwhile: then the new copy goes too.
        if (!(await exists(pathOf(key, under)))) await rm(pathOf(key, current.id), { force: true });
        await rm(pathOf(key, under), { force: true });
        done += 1;
      }
      return done;
    },
    countByKey: async () => {
      const counts = new Map<number, number>();
      for (const { under } of await listNames()) counts.set(under, (counts.get(under) ?? 0) + 1);
      return counts;
    },
  };
};
