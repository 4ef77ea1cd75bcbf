import type { Database, Tx } from './database.ts';
import { checkOf, KeyFault, type KeyFile, type Keys, markOf, newKey, readKeyFile, writeKeyFile } from './key-file.ts';
import type { Algorithm, SealingKey } from './sealing.ts';

export { KeyFault, type Keys } from './key-file.ts';

/** Settings that know each key again: `sealing-key-check` is that of the first key, later ones bear their number. */
const firstSetting = 'sealing-key-check';
const settingOf = (id: number): string => `${firstSetting}:${id}`;

/** Which keys the database was sealed with and may still need: number and check. */
const listKnown = async (tx: Tx): Promise<{ id: number | null; check: string }[]> =>
  (
    await tx.rows<{ key: string; value: string }>(
      `select key, value from platform.settings where key = $1 or key like $1 || ':%' order by key`,
      [firstSetting],
    )
  ).map((row) => ({ id: row.key === firstSetting ? null : Number(row.key.split(':')[1]), check: row.value }));

const keepCheck = (tx: Tx, key: SealingKey): Promise<number> =>
  tx.run('insert into platform.settings (key, value) values ($1, $2) on conflict (key) do nothing', [
    settingOf(key.id),
    checkOf(key),
  ]);

/**
 * Keys that follow their file: when a rotation writes it, whoever asks next works under the new key. A file that is
 * being replaced, or was broken by hand, leaves the keys as they were: what was loaded once goes on working.
 */
const liveKeys = (file: string, first: KeyFile): Keys => {
  let [held, mark]: [Keys, string | null] = [first, markOf(file)];
  const now = (): Keys => {
    const seen = markOf(file);
    if (seen === mark) return held;
    mark = seen;
    try {
      const read = readKeyFile(file);
      if (read?.current.mac.equals(held.current.mac)) held = read;
    } catch (error) {
      if (!(error instanceof KeyFault)) throw error;
    }
    return held;
  };
  return {
    get current() {
      return now().current;
    },
    get older() {
      return now().older;
    },
  };
};

/**
 * The sealing keys, outside the database. A database that was never sealed gets new ones; one that was sealed with
 * other keys, or one of whose keys is gone or wrong, stops the start and says which file and which key is wanted.
 */
export const loadKeys = async (database: Database, file: string, algorithm: Algorithm = 'sm4'): Promise<Keys> => {
  const known = await database.asOwner(listKnown);
  let keys = readKeyFile(file);
  if (!keys) {
    if (known.length > 0) throw new KeyFault('keys.missing', file);
    await writeKeyFile(file, { current: newKey(1, algorithm), older: [], replacedAt: new Map() });
    keys = readKeyFile(file);
    if (!keys) throw new KeyFault('keys.unreadable', file);
  }
  const all = [keys.current, ...keys.older];
  for (const { id, check } of known) {
    if (all.some((key) => (id === null || key.id === id) && checkOf(key) === check)) continue;
    if (id === null) throw new KeyFault('keys.wrong', file);
    throw new KeyFault(all.some((key) => key.id === id) ? 'keys.wrong' : 'keys.one-missing', file, id);
  }
  await database.asOwner(async (tx) => {
    // The first version kept the check of one key, without its number.
    await tx.run('delete from platform.settings where key = $1', [firstSetting]);
    for (const key of all) await keepCheck(tx, key);
  });
  return liveKeys(file, keys);
};

/** Adds a key and makes it the one that new values are sealed under; the others still open what they sealed. */
export const addKey = async (database: Database, file: string, algorithm: Algorithm, now: Date): Promise<SealingKey> =>
  database.asOwner(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(76, 0)`);
    const keys = readKeyFile(file);
    if (!keys) throw new KeyFault('keys.missing', file);
    const { last } = await tx.one<{ last: number }>(
      `select coalesce(max(split_part(key, ':', 2)::int), 0) as last from platform.settings where key like 'sealing-key-check:%' or key like 'sealing-key-retired:%'`,
    );
    const key = newKey(Math.max(last, keys.current.id) + 1, algorithm, keys.current.mac);
    if (key.id > 255) throw new KeyFault('keys.unreadable', file, key.id);
    // The database knows the key before anything is sealed under it.
    await keepCheck(tx, key);
    await writeKeyFile(file, {
      current: key,
      older: [keys.current, ...keys.older],
      replacedAt: new Map([...keys.replacedAt, [keys.current.id, now]]),
    });
    return key;
  });

/** Writers that began under a replaced key are done after this many hours: imports, the longest, end within one. */
export const hoursUntilRetirement = 24;

/** Keys that were replaced long enough ago. */
export const retirableKeys = (file: string, now: Date): number[] => {
  const keys = readKeyFile(file);
  if (!keys) throw new KeyFault('keys.missing', file);
  return keys.older.flatMap(({ id }) => {
    const replaced = keys.replacedAt.get(id);
    return replaced && now.getTime() - replaced.getTime() >= hoursUntilRetirement * 3_600_000 ? [id] : [];
  });
};

/**
 * Takes a key that nothing refers to out of the file. It is put beside it, in `<file>.retired-<number>`: a backup from
 * before the rotation can't be opened without it.
 */
export const retireKey = async (database: Database, file: string, id: number): Promise<void> =>
  database.asOwner(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(76, 0)`);
    const keys = readKeyFile(file);
    const key = keys?.older.find((each) => each.id === id);
    if (!keys || !key) throw new KeyFault('keys.one-missing', file, id);
    await writeKeyFile(`${file}.retired-${id}`, { current: key, older: [], replacedAt: new Map() });
    await tx.run('update platform.settings set key = $2 where key = $1', [settingOf(id), `sealing-key-retired:${id}`]);
    await writeKeyFile(file, { ...keys, older: keys.older.filter((each) => each !== key) });
  });
