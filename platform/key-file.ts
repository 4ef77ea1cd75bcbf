import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Algorithm, algorithms, cipherKeyBytes, type SealingKey } from './sealing.ts';

const keyId = z.number().int().min(1).max(255);

/**
 * The key file: cipher keys by number, each with its algorithm, and one search key (HMAC-SM3) for all. Files of the first
 * version gave each key a `mac` of its own; theirs is the search key.
 */
const keyFile = z.object({
  current: keyId,
  search: z.base64().optional(),
  keys: z
    .array(
      z.object({
        id: keyId,
        algorithm: z.enum(algorithms).default('sm4'),
        cipher: z.base64(),
        mac: z.base64().optional(),
        /** When another key became the current one. */
        replacedAt: z.iso.datetime().optional(),
      }),
    )
    .min(1),
});

export type Keys = { readonly current: SealingKey; readonly older: readonly SealingKey[] };
export type KeyFile = Keys & { readonly replacedAt: ReadonlyMap<number, Date> };

/** Said when the keys are missing, are not those the database was sealed with, or lie open. */
export class KeyFault extends Error {
  readonly code:
    | 'keys.missing'
    | 'keys.unreadable'
    | 'keys.wrong'
    | 'keys.one-missing'
    | 'keys.open-to-others'
    | 'trail-key.missing'
    | 'trail-key.unreadable'
    | 'trail-key.wrong';
  readonly file: string;
  /** The key meant, where one is. */
  readonly keyId: number | null;
  constructor(code: KeyFault['code'], file: string, id: number | null = null) {
    super(`${code}: ${file}${id === null ? '' : ` (${id})`}`);
    this.code = code;
    this.file = file;
    this.keyId = id;
  }
}

/** What stands in the database to know a key again: tells nothing of the key itself. */
export const checkOf = (key: SealingKey): string =>
  createHmac('sm3', key.mac).update(`check ${key.id}`).update(key.cipher).digest('hex');

/** A size and an instant that change whenever the file is written; null when there is none. */
export const markOf = (file: string): string | null => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : null;
};

const parse = (text: string): KeyFile => {
  const read = keyFile.parse(JSON.parse(text));
  const search = read.search ?? read.keys.find((key) => key.id === read.current)?.mac;
  if (!search) throw new Error('no search key');
  const mac = Buffer.from(search, 'base64');
  const keys = read.keys.map((key) => ({
    id: key.id,
    algorithm: key.algorithm,
    cipher: Buffer.from(key.cipher, 'base64'),
    mac,
  }));
  const current = keys.find((key) => key.id === read.current);
  if (!current || mac.length !== 32 || new Set(keys.map((key) => key.id)).size !== keys.length) throw new Error('keys');
  if (keys.some((key) => key.cipher.length !== cipherKeyBytes[key.algorithm])) throw new Error('lengths');
  const replaced = read.keys.flatMap((key) => (key.replacedAt ? [[key.id, new Date(key.replacedAt)] as const] : []));
  return { current, older: keys.filter((key) => key !== current), replacedAt: new Map(replaced) };
};

/** The keys of a file; null when there is none. Throws KeyFault when others may read it or it can't be understood. */
export const readKeyFile = (file: string): KeyFile | null => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return null;
  // Windows keeps no such bits.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new KeyFault('keys.open-to-others', file);
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    throw new KeyFault('keys.unreadable', file);
  }
};

/** Writes the file whole or not at all. */
export const writeKeyFile = async (file: string, { current, older, replacedAt }: KeyFile): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const content = {
    current: current.id,
    search: current.mac.toString('base64'),
    keys: [current, ...older].map((key) => ({
      id: key.id,
      algorithm: key.algorithm ?? 'sm4',
      cipher: key.cipher.toString('base64'),
      replacedAt: replacedAt.get(key.id)?.toISOString(),
    })),
  };
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
};

/** A new key; the first of a file brings the search key, later ones share it. */
export const newKey = (id: number, algorithm: Algorithm, mac: Buffer = randomBytes(32)): SealingKey => ({
  id,
  algorithm,
  cipher: randomBytes(cipherKeyBytes[algorithm]),
  mac,
});
