import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import PgBoss from 'pg-boss';
import type { Tx } from './database.ts';

/** A kind of long work: its name and how it is done. Work is idempotent: after a crash it is done again from its start. */
export type JobKind<D extends object> = {
  readonly name: string;
  readonly work: (request: D) => Promise<void>;
  /** Said once when the work failed for the last time: whoever waits for it is told. */
  readonly giveUp?: (request: D) => Promise<void>;
  /** How many of this kind are worked on at a time by one process; one when nothing is said. */
  readonly lanes?: number;
};

export type Jobs = {
  /** Plans a job in the transaction that causes it: both happen or neither. `notBefore`: it waits until then. */
  plan<D extends object>(tx: Tx, name: string, request: D, notBefore?: Date): Promise<void>;
  /** Starts working on these kinds. */
  start(kinds: readonly JobKind<never>[]): Promise<void>;
  stop(): Promise<void>;
};

const retryLimit = 5;

/** How often jobs of dead processes are looked for, in milliseconds. */
const sweepEvery = 3000;

/** The lock that a process holds while it works on a job: when the process or the database dies, it is gone at once. */
const lockOf = (id: string): string => `75, hashtext('${id}')`;

/** Active jobs that nobody holds: those of a process that died. They are planned again, now. */
const planAbandoned = (names: readonly string[]) => ({
  text: `update pgboss.job set state = 'retry', start_after = now() where id in (
      select id from (select id from pgboss.job where state = 'active' and name = any ($1) and started_on < now() - interval '2 seconds' offset 0) j
      where pg_try_advisory_xact_lock(75, hashtext(id::text)))`,
  values: [names],
});

/**
 * Jobs in PostgreSQL by pg-boss, schema `pgboss`. `pollSeconds` is how soon a planned job is noticed; a process that
 * `onlyPlans` leaves the work and the upkeep of the queues to another one.
 */
export const openJobs = (
  url: string,
  options: { names: readonly string[]; pollSeconds?: number; onlyPlans?: boolean },
): Jobs & { prepare(): Promise<void> } => {
  const boss = new PgBoss({
    connectionString: url,
    max: options.onlyPlans ? 2 : 4,
    supervise: !options.onlyPlans,
    schedule: !options.onlyPlans,
    application_name: 'xueqian-jobs',
  });
  boss.on('error', () => {});
  const locks = new pg.Pool({ connectionString: url, max: 12, application_name: 'xueqian-job-locks' });
  locks.on('error', () => {});
  locks.on('connect', (client) => client.on('error', () => {}));
  let sweeping: NodeJS.Timeout | null = null;

  const stopping = new AbortController();
  // Every kind of work listens for the end.
  setMaxListeners(0, stopping.signal);
  const loops: Promise<void>[] = [];

  const work = async (kind: JobKind<object>, job: PgBoss.JobWithMetadata<object>): Promise<void> => {
    const holder = await locks.connect();
    let lost = false;
    try {
      await holder.query(`select pg_advisory_lock(${lockOf(job.id)})`);
      try {
        await kind.work(job.data);
      } catch (error) {
        if (job.retryCount >= retryLimit) await kind.giveUp?.(job.data);
        await boss.fail(kind.name, job.id, { message: error instanceof Error ? error.message : String(error) });
        return;
      }
      await boss.complete(kind.name, job.id);
    } finally {
      await holder.query(`select pg_advisory_unlock(${lockOf(job.id)})`).catch(() => {
        lost = true;
      });
      holder.release(lost);
    }
  };

  /** Takes one job after another. Our own loop: the library's does not wait for its last word, and dies of it. */
  const takeJobs = async (kind: JobKind<object>): Promise<void> => {
    while (!stopping.signal.aborted) {
      let found = false;
      try {
        const [job] = await boss.fetch<object>(kind.name, { batchSize: 1, includeMetadata: true });
        found = job !== undefined;
        if (job) await work(kind, job);
      } catch {
        // The database is away: what was begun is found again as abandoned when it is back.
        found = false;
      }
      if (!found)
        await setTimeout((options.pollSeconds ?? 0.5) * 1000, null, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    prepare: async () => {
      await boss.start();
      if (options.onlyPlans) return;
      for (const name of options.names)
        await boss.createQueue(name, { name, retryLimit, retryDelay: 1, expireInSeconds: 3600 });
    },
    plan: async (tx, name, request, notBefore) => {
      // The queue belongs to the owner: step out of the serving role for this one statement, and back into it.
      const { rows } = await tx.client.query<{ role: string }>(`select current_setting('role') as role`);
      const role = rows[0]?.role ?? 'none';
      await tx.client.query('set local role none');
      await boss.send(name, request, {
        ...(notBefore === undefined ? {} : { startAfter: notBefore }),
        db: { executeSql: (sql: string, values: unknown[]) => tx.client.query(sql, values) },
      });
      if (role !== 'none') await tx.client.query(`set local role ${role}`);
    },
    start: async (kinds) => {
      const sweep = () => locks.query(planAbandoned(kinds.map((kind) => kind.name))).catch(() => {});
      await sweep();
      sweeping = setInterval(() => void sweep(), sweepEvery);
      sweeping.unref();
      for (const kind of kinds as unknown as readonly JobKind<object>[])
        for (let lane = 0; lane < (kind.lanes ?? 1); lane += 1) loops.push(takeJobs(kind));
    },
    stop: async () => {
      if (sweeping) clearInterval(sweeping);
      stopping.abort();
      // What is still under way then is taken up by the next process.
      await Promise.race([Promise.all(loops), setTimeout(10_000, null, { ref: false })]);
      await boss.stop({ graceful: true, timeout: 10_000 });
      await Promise.race([locks.end(), setTimeout(1000, null, { ref: false })]);
    },
  };
};
