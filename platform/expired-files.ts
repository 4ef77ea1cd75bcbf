import type { Database, Tx } from './database.ts';
import type { FileStore } from './files.ts';

export type ExpiryMeans = { readonly database: Pick<Database, 'asOwner'>; readonly files: FileStore };

/**
 * Destroys files whose time is over; gives how many. `release` takes the files' keys off their records and gives them: a
 * file is destroyed after nothing names it any more, so what breaks off in between leaves a file without a name, never a
 * name without its file.
 */
export const removeExpired = async (
  { database, files }: ExpiryMeans,
  release: (tx: Tx) => Promise<readonly { readonly fileKey: string }[]>,
): Promise<number> => {
  const gone = await database.asOwner(release);
  for (const { fileKey } of gone) await files.remove(fileKey);
  return gone.length;
};
