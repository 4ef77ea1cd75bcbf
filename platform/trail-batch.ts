import type { Database, Tx } from './database.ts';

/**
 * Writes the trail of reads in batches: those that come while one batch is being written go together in the next. A
 * reply waits until its own entry is committed, so no look at a file is told to anybody before it is on record.
 */
export const batchTrail = <E>(database: Database, record: (tx: Tx, entries: readonly E[]) => Promise<void>) => {
  let waiting: { entry: E; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing = false;

  const write = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await database.asGateBriefly((tx) =>
          record(
            tx,
            batch.map((each) => each.entry),
          ),
        );
        for (const each of batch) each.done();
      } catch (error) {
        for (const each of batch) each.failed(error);
      }
    }
    writing = false;
  };

  return (entry: E): Promise<void> =>
    new Promise((done, failed) => {
      waiting.push({ entry, done, failed });
      if (!writing) void write();
    });
};
