import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** A process that ended sooner than this after its start is followed by the next one only after a pause, in milliseconds. */
const shortLife = 5000;

/** How long a process may take to answer what it has begun, once it was asked to end, in milliseconds. */
const timeToEnd = 15_000;

const ended = async (worker: Worker): Promise<void> => {
  if (!worker.isDead()) await once(worker, 'exit');
};

/**
 * Processes that answer requests on one port, shared out by the operating system's cluster module. One that dies is
 * followed by another; one that dies before all were there the first time is a fault of the start, which it has told.
 * @returns null when the start failed
 */
export const startServing = async (count: number): Promise<{ stop(): Promise<void> } | null> => {
  let stopping = false;
  const begin = (): Worker => {
    const worker = cluster.fork();
    const begun = Date.now();
    worker.once('exit', () => {
      if (stopping || !ready) return;
      void setTimeout(Date.now() - begun < shortLife ? 1000 : 0).then(() => {
        if (!stopping) begin();
      });
    });
    return worker;
  };
  let ready = false;
  const first = Array.from({ length: count }, begin);
  const outcomes = await Promise.all(
    first.map((worker) =>
      Promise.race([once(worker, 'listening').then(() => true), once(worker, 'exit').then(() => false)]),
    ),
  );
  const stop = async (): Promise<void> => {
    stopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    for (const worker of workers) worker.process.kill('SIGTERM');
    const late = setTimeout(timeToEnd, 'late', { ref: false });
    if ((await Promise.race([Promise.all(workers.map(ended)), late])) === 'late')
      for (const worker of workers) worker.process.kill('SIGKILL');
  };
  if (outcomes.includes(false)) {
    await stop();
    return null;
  }
  ready = true;
  return { stop };
};
