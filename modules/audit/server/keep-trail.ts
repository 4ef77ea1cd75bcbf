import { setTimeout } from 'node:timers/promises';
import { prepareMonths, retireEntries } from './retire.ts';
import { type SealMeans, sealTrail } from './seal.ts';

/** Between two blocks, in milliseconds: an entry not under seal yet is at most about so old. */
const sealEvery = 5000;

/** Between two looks for months to prepare and entries to retire, in milliseconds. */
const tidyEvery = 3_600_000;

export type TrailKeeper = {
  readonly means: SealMeans;
  seal(): Promise<number | null>;
  /** Prepares the coming months, takes away what is past its time; gives how many entries went. */
  tidy(): Promise<number>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Seals and tidies the trail while the server runs. `monthsKept` is the policy's value at this moment. */
export const keepTrail = (
  means: SealMeans & {
    readonly clock: () => Date;
    readonly monthsKept: (now: Date) => Promise<number>;
    /** Told once when sealing fails and once when it goes again (null); a fault that lasts is told only at its beginning. */
    readonly onFault?: (error: unknown) => void;
    /** Milliseconds between two rounds; every five seconds when left out. */
    readonly every?: number;
  },
): TrailKeeper => {
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  const seal = () => sealTrail(means, means.clock());
  const tidy = async (): Promise<number> => {
    const now = means.clock();
    await means.database.asOwner((tx) => prepareMonths(tx, now));
    return retireEntries(means, now, await means.monthsKept(now));
  };
  const run = async (): Promise<void> => {
    let tidied = 0;
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        await seal();
        if (performance.now() - tidied > tidyEvery || tidied === 0) {
          await tidy();
          tidied = performance.now();
        }
        if (failing) means.onFault?.(null);
        failing = false;
      } catch (error) {
        // What waits is sealed when it goes again. Whoever runs the server is told, and the bell tells the audit
        // administrator when it lasts.
        if (!failing) means.onFault?.(error);
        failing = true;
      }
      await setTimeout(means.every ?? sealEvery, null, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };
  return {
    means,
    seal,
    tidy,
    start: async () => {
      // The months before the first entry; a restored database begins its new era before anything is written.
      await means.database.asOwner((tx) => prepareMonths(tx, means.clock()));
      await seal();
      loop = run();
    },
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
};
