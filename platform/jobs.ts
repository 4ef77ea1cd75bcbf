import PgBoss from 'pg-boss';
import type { Tx } from './database.ts';

/** A kind of long work: its name and how it is done. Work is idempotent: after a crash it is done again from its start. */
export type JobKind<D extends object> = {
  readonly name: string;
  readonly work: (request: D) => Promise<void>;
};

export type Jobs = {
  /** Plans a job in the transaction that causes it: both happen or neither. */
  plan<D extends object>(tx: Tx, name: string, request: D): Promise<void>;
  /** Starts working on these kinds. */
  start(kinds: readonly JobKind<never>[]): Promise<void>;
  stop(): Promise<void>;
};

/** Jobs in PostgreSQL by pg-boss, schema `pgboss`. `pollSeconds` is how soon a planned job is noticed. */
export const openJobs = (
  url: string,
  options: { names: readonly string[]; pollSeconds?: number },
): Jobs & { prepare(): Promise<void> } => {
  const boss = new PgBoss({ connectionString: url, max: 4, application_name: 'xueqian-jobs' });
  boss.on('error', () => {});
  return {
    prepare: async () => {
      await boss.start();
      for (const name of options.names)
        await boss.createQueue(name, { name, retryLimit: 5, retryDelay: 1, expireInSeconds: 3600 });
    },
    plan: async (tx, name, request) => {
      // The queue belongs to the owner: step out of the serving role for this one statement, and back into it.
      const { rows } = await tx.client.query<{ role: string }>(`select current_setting('role') as role`);
      const role = rows[0]?.role ?? 'none';
      await tx.client.query('set local role none');
      await boss.send(name, request, {
        db: { executeSql: (sql: string, values: unknown[]) => tx.client.query(sql, values) },
      });
      if (role !== 'none') await tx.client.query(`set local role ${role}`);
    },
    start: async (kinds) => {
      for (const kind of kinds) {
        await boss.work(
          kind.name,
          { pollingIntervalSeconds: options.pollSeconds ?? 0.5, batchSize: 1 },
          async (jobs) => {
            for (const job of jobs) await (kind.work as (request: object) => Promise<void>)(job.data as object);
          },
        );
      }
    },
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
};
