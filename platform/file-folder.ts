import { createWriteStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FilePlace } from './file-place.ts';

/** A folder of this machine: the default. What is not whole yet ends in `.part` and has no name of ours. */
export const folderPlace = (folder: string): FilePlace => {
  const pathOf = (name: string): string => path.join(folder, name);
  return {
    write: async (name, content) => {
      const target = pathOf(name);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const part = `${target}.part`;
      try {
        await pipeline(content, createWriteStream(part, { mode: 0o600 }));
        await rename(part, target);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    read: async (name) => {
      const handle = await open(pathOf(name)).catch((error: { code?: string }) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return handle?.createReadStream() ?? null;
    },
    has: (name) =>
      access(pathOf(name)).then(
        () => true,
        () => false,
      ),
    remove: (name) => rm(pathOf(name), { force: true }),
    list: async function* () {
      for (const name of await readdir(folder, { recursive: true }).catch(() => []))
        if (!name.endsWith('.part')) yield name;
    },
  };
};
