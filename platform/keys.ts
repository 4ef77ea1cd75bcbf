import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Database } from './database.ts';
import type { SealingKey } from './sealing.ts';

const keyFile = z.object({
  current: z.number().int().min(1).max(255),
  keys: z.array(z.object({ id: z.number().int().min(1).max(255), cipher: z.base64(), mac: z.base64() })).min(1),
});

export type Keys = { readonly current: SealingKey; readonly older: readonly SealingKey[] };

/** Said when the keys are missing or are not those the database was sealed with. */
export class KeyFault extends Error {
  readonly code: 'keys.missing' | 'keys.unreadable' | 'keys.wrong';
  readonly file: string;
  constructor(code: KeyFault['code'], file: string) {
    super(`${code}: ${file}`);
    this.code = code;
    this.file = file;
  }
}

const settingKey = 'sealing-key-check';
const checkOf = (key: SealingKey): string =>
  createHmac('sm3', key.mac).update(`check ${key.id}`).update(key.cipher).digest('hex');

const readKeys = async (file: string): Promise<Keys | null> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const parsed = keyFile.parse(JSON.parse(text));
    const keys = parsed.keys.map((key) => ({
      id: key.id,
      cipher: Buffer.from(key.cipher, 'base64'),
      mac: Buffer.from(key.mac, 'base64'),
    }));
    const current = keys.find((key) => key.id === parsed.current);
    if (!current || keys.some((key) => key.cipher.length !== 16 || key.mac.length !== 32)) throw new Error('lengths');
    return { current, older: keys.filter((key) => key !== current) };
  } catch {
    throw new KeyFault('keys.unreadable', file);
  }
};

const makeKeys = async (file: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const content = {
    current: 1,
    keys: [{ id: 1, cipher: randomBytes(16).toString('base64'), mac: randomBytes(32).toString('base64') }],
  };
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${file}.new`, file);
};

/**
 * The sealing keys, outside the database. A database that was never sealed gets new ones; one that was sealed with
 * other keys, or whose keys are gone, stops the start and says which file is wanted.
 */
export const loadKeys = async (database: Database, file: string): Promise<Keys> => {
  const known = await database.asOwner((tx) =>
    tx.find<{ value: string }>('select value from platform.settings where key = $1', [settingKey]),
  );
  let keys = await readKeys(file);
  if (!keys) {
    if (known) throw new KeyFault('keys.missing', file);
    await makeKeys(file);
    keys = await readKeys(file);
    if (!keys) throw new KeyFault('keys.unreadable', file);
  }
  const check = checkOf(keys.current);
  if (!known) {
    await database.asOwner((tx) =>
      tx.run('insert into platform.settings (key, value) values ($1, $2) on conflict do nothing', [settingKey, check]),
    );
  } else if (![keys.current, ...keys.older].some((key) => checkOf(key) === known.value)) {
    throw new KeyFault('keys.wrong', file);
  }
  return keys;
};
