import { type Broadcast, openBroadcast } from '@xueqian/platform/broadcast.ts';
import type { Database } from '@xueqian/platform/database.ts';
import { type CompareMeans, compareNew } from './compare-files.ts';

/** The channel on which the triggers say that files wait. */
const channel = 'duplicates_to_compare';

/** Compares what is new or changed as soon as it is said; what fails is taken up with the next word. */
export const keepComparing = (means: CompareMeans & { readonly database: Pick<Database, 'asOwner' | 'pool'> }) => {
  const stopping = new AbortController();
  let heard: Broadcast | null = null;
  let running: Promise<unknown> | null = null;
  let again = false;
  const compare = (): void => {
    if (stopping.signal.aborted) return;
    // Said while it runs: looked at once more when it ends, however often it was said.
    again = running !== null;
    running ??= compareNew(means, stopping.signal)
      .catch(() => null)
      .finally(() => {
        running = null;
        if (again) compare();
      });
  };
  return {
    compare,
    start: (): void => {
      heard = openBroadcast(means.database.pool, channel, compare);
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      heard?.stop();
      await running;
    },
  };
};
