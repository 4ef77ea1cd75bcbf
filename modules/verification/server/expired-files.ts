import { type ExpiryMeans, removeExpired } from '@xueqian/platform/expired-files.ts';

/** Destroys the files with whole numbers whose time is over; gives how many. Part of the night's work. */
export const removeExpiredFiles = (means: ExpiryMeans, now: Date): Promise<number> =>
  removeExpired(means, (tx) =>
    tx.rows<{ fileKey: string }>(
      `with old as (select id, file_key from verification.batches where file_until <= $1 and file_key is not null for update)
       update verification.batches b set file_key = null from old where b.id = old.id returning old.file_key as "fileKey"`,
      [now],
    ),
  );
