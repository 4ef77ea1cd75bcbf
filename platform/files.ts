import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where uploaded files lie: outside the database, sealed, under names nobody can guess. */
export type FileStore = {
  /** Keeps the stream's bytes; gives the key and the number of bytes. Nothing is left behind when it fails. */
  put(content: Readable): Promise<{ key: string; bytes: number }>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
};

const keyPattern = /^[0-9a-f-]{36}$/;

/** Files in a folder, each SM4-CTR under a random IV in its first 16 bytes. */
export const folderStore = (folder: string, cipherKey: Buffer): FileStore => {
  const pathOf = (key: string): string => {
    if (!keyPattern.test(key)) throw new Error('not a file key');
    return path.join(folder, key.slice(0, 2), key);
  };
  return {
    put: async (content) => {
      const key = randomUUID();
      const target = pathOf(key);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const iv = randomBytes(16);
      const output = createWriteStream(`${target}.part`, { mode: 0o600 });
      output.write(iv);
      let bytes = 0;
      content.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      try {
        await pipeline(content, createCipheriv('sm4-ctr', cipherKey, iv), output);
        await rename(`${target}.part`, target);
      } catch (error) {
        await rm(`${target}.part`, { force: true });
        throw error;
      }
      return { key, bytes };
    },
    get: async (key) => {
      const source = pathOf(key);
      const handle = await open(source);
      const iv = Buffer.alloc(16);
      await handle.read(iv, 0, 16, 0);
      await handle.close();
      const plain = createDecipheriv('sm4-ctr', cipherKey, iv);
      const input = createReadStream(source, { start: 16 });
      input.on('error', (error) => plain.destroy(error));
      return input.pipe(plain);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
};
