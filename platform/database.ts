import { setTimeout } from 'node:timers/promises';
import type { Actor, Level } from '@xueqian/kernel/actor.ts';
import pg from 'pg';

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text));

/** A transaction: statements see one role and one scope. `client` is for COPY streams only. */
export type Tx = {
  rows<T>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  /** The only row; a fault when there are none or several. */
  one<T>(sql: string, values?: readonly unknown[]): Promise<T>;
  /** The row or null. */
  find<T>(sql: string, values?: readonly unknown[]): Promise<T | null>;
  /** As `find`, planned once a connection under this name: for the statements that run thousands of times a minute. */
  prepared<T>(name: string, sql: string, values: readonly unknown[]): Promise<T | null>;
  /** Number of rows the statement changed. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  readonly client: pg.PoolClient;
};

export type Database = {
  readonly pool: pg.Pool;
  /** In a transaction, as the serving role of the actor's level with the actor's scope. */
  asActor<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * For reads only, as the actor. `prepared` is a transaction of its own in one exchange with the server (begin, role,
   * scope, statement, commit); any other method begins an ordinary transaction, which ends with the work.
   */
  asReader<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** In a transaction, as the gate: sign-in and sessions only. */
  asGate<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** In a transaction, as the owner: migrations, reference data, recounts. Never for a request. */
  asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const roleOf: Record<Level, string> = {
  institution: 'xueqian_institution',
  county: 'xueqian_county',
  prefecture: 'xueqian_prefecture',
  province: 'xueqian_province',
  ministry: 'xueqian_ministry',
};

/** Scopes stand in `set local`, which takes no parameters; anything but a code or an id is a fault. */
const scopePattern = /^[0-9A-Z]{1,18}$/;

/** Thrown by a transaction's work to roll it back on purpose and give a value out (a check is a commit rolled back). */
export class RolledBack<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super('rolled back on purpose');
    this.value = value;
  }
}

const wrap = (client: pg.PoolClient): Tx => {
  const query = async <T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
    client.query<T>(sql, values as unknown[]);
  return {
    client,
    rows: async <T>(sql: string, values?: readonly unknown[]) => (await query(sql, values)).rows as T[],
    one: async <T>(sql: string, values?: readonly unknown[]) => {
      const { rows } = await query(sql, values);
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`);
      return rows[0] as T;
    },
    find: async <T>(sql: string, values?: readonly unknown[]) =>
      ((await query(sql, values)).rows[0] as T | undefined) ?? null,
    prepared: async <T>(name: string, text: string, values: readonly unknown[]) =>
      ((await client.query({ name, text, values: values as unknown[] })).rows[0] as T | undefined) ?? null,
    run: async (sql: string, values?: readonly unknown[]) => (await query(sql, values)).rowCount ?? 0,
  };
};

/** A parameter of a prepared statement as a literal: bytes, whole numbers, text. */
const literalOf = (client: pg.PoolClient, value: unknown): string => {
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'::bytea`;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `${value}::bigint`;
  return client.escapeLiteral(String(value));
};

const preparedOn = new WeakMap<pg.PoolClient, Set<string>>();

/** Begins, runs one prepared statement and commits in a single exchange; planned once a connection. */
const exchange = async <T>(
  client: pg.PoolClient,
  begin: string,
  name: string,
  sql: string,
  values: readonly unknown[],
): Promise<T | null> => {
  const known = preparedOn.get(client) ?? new Set<string>();
  preparedOn.set(client, known);
  const statement = `"${name}"`;
  if (!known.has(name)) {
    await client.query(`prepare ${statement} as ${sql}`);
    known.add(name);
  }
  const literals = values.length > 0 ? `(${values.map((value) => literalOf(client, value)).join(', ')})` : '';
  const results = (await client.query(
    `${begin}; execute ${statement}${literals}; commit`,
  )) as unknown as pg.QueryResult[];
  return ((results.at(-2) as pg.QueryResult).rows[0] as T | undefined) ?? null;
};

/** PostgreSQL's own word that the transaction lost a race and may be tried again: deadlock, serialisation. */
const mayRetry = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001');

/** Several long imports of the same children can lose to each other more than once. */
const mostAttempts = 10;

export const openDatabase = (url: string, options: { poolSize?: number } = {}): Database => {
  const pool = new pg.Pool({ connectionString: url, max: options.poolSize ?? 16, application_name: 'xueqian' });
  // An idle connection that breaks (database restarted) is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // One that breaks while it is lent out says so to its next query.
  pool.on('connect', (client) => client.on('error', () => {}));

  const once = async <T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query(begin);
      const value = await work(wrap(client));
      await client.query('commit');
      return value;
    } catch (error) {
      try {
        await client.query('rollback');
      } catch {
        broken = true;
      }
      if (error instanceof RolledBack) return error.value as T;
      throw error;
    } finally {
      client.release(broken);
    }
  };

  const transact = async <T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(begin, work);
      } catch (error) {
        if (attempt >= mostAttempts || !mayRetry(error)) throw error;
        // Those that lost to each other come back at different moments.
        await setTimeout(Math.random() * 100 * attempt);
      }
    }
  };

  const beginAs = (actor: Actor): string => {
    if (!scopePattern.test(actor.scope)) throw new Error('scope of the actor is not a code');
    return `begin; set local role ${roleOf[actor.level]}; set local app.level = '${actor.level}'; set local app.scope = '${actor.scope}'`;
  };

  const read = async <T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let begun = false;
    let broken = false;
    try {
      const plain = wrap(client);
      const started =
        <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          if (!begun) await client.query(begin);
          begun = true;
          return method(...args);
        };
      const value = await work({
        client,
        rows: started(plain.rows) as Tx['rows'],
        one: started(plain.one) as Tx['one'],
        find: started(plain.find) as Tx['find'],
        run: started(plain.run),
        prepared: (name, sql, values) =>
          begun ? plain.prepared(name, sql, values) : exchange(client, begin, name, sql, values),
      });
      if (begun) await client.query('commit');
      return value;
    } catch (error) {
      try {
        await client.query('rollback');
      } catch {
        broken = true;
      }
      throw error;
    } finally {
      client.release(broken);
    }
  };

  return {
    pool,
    asActor: (actor, work) => transact(beginAs(actor), work),
    asReader: (actor, work) => read(beginAs(actor), work),
    asGate: (work) => transact('begin; set local role xueqian_gate', work),
    asOwner: (work) => transact('begin', work),
    close: () => pool.end(),
  };
};
