import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '@xueqian/platform/database.ts';
import { KeyFault } from '@xueqian/platform/keys.ts';
import { publicText, type TrailKey } from './chain.ts';

const settingKey = 'trail-key-check';

const readKey = async (file: string): Promise<TrailKey | null> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('type');
    return { private: key, public: createPublicKey(key) };
  } catch {
    throw new KeyFault('trail-key.unreadable', file);
  }
};

/** A new key; the first of several servers that start at once keeps its own (the last rename wins, and the check below refuses the others). */
const makeKey = async (file: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await rename(fresh, file);
};

/**
 * The key that signs the blocks of the trail, outside the database: whoever owns the database alone cannot make the
 * chain anew. A chain that was signed with another key, or whose key is gone, stops the start and says which file.
 */
export const loadTrailKey = async (database: Database, file: string): Promise<TrailKey> => {
  const known = await database.asOwner((tx) =>
    tx.find<{ value: string }>('select value from platform.settings where key = $1', [settingKey]),
  );
  let key = await readKey(file);
  if (!key) {
    if (known) throw new KeyFault('trail-key.missing', file);
    await makeKey(file);
    key = await readKey(file);
    if (!key) throw new KeyFault('trail-key.unreadable', file);
  }
  const check = createHash('sm3').update(publicText(key.public)).digest('hex');
  if (known && known.value !== check) throw new KeyFault('trail-key.wrong', file);
  if (!known)
    await database.asOwner((tx) =>
      tx.run('insert into platform.settings (key, value) values ($1, $2) on conflict do nothing', [settingKey, check]),
    );
  return key;
};
