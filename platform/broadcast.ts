import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';

export type Broadcast = { say(message: string): void; stop(): void };

/** Pause before a lost connection is tried again, in milliseconds. */
const pause = 1000;

/**
 * Short words between the processes that serve one database, over its own NOTIFY. They are a kindness and no promise:
 * whoever hears `null` was deaf for a while and may have missed some.
 */
export const openBroadcast = (pool: pg.Pool, channel: string, heard: (message: string | null) => void): Broadcast => {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve());
  });
  const listen = async (): Promise<void> => {
    const client = await pool.connect();
    const lost = new Promise<void>((resolve) => {
      client.once('error', () => resolve());
      client.once('end', () => resolve());
    });
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await client.query(`listen ${channel}`);
      heard(null);
      await Promise.race([lost, stopped]);
    } finally {
      client.release(true);
    }
  };
  const keepListening = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await listen().catch(() => {});
      await setTimeout(pause, null, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };
  void keepListening();
  return {
    say: (message) => {
      pool.query('select pg_notify($1, $2)', [channel, message]).catch(() => {});
    },
    stop: () => stopping.abort(),
  };
};
