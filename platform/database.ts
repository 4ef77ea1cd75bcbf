import { setTimeout } from 'node:timers/promises';
import { type Actor, keepers, type Level } from '@xueqian/kernel/actor.ts';
import pg from 'pg';
import { makeExchange, type Standing } from './exchange.ts';

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
  /** In a transaction, as the keeper of accounts at the actor's level and scope, whatever the actor's role: no child is seen. */
  asKeeper<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** In a transaction, as the gate: sign-in and sessions only. */
  asGate<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** As the gate, one `prepared` statement in one exchange, as `asReader` does it. */
  asGateBriefly<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** In a transaction, as the owner: migrations, reference data, recounts. Never for a request. */
  asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const roleOf: Record<Level, string> = {
  institution: 'xueqian_institution',
  town: 'xueqian_town',
  county: 'xueqian_county',
  prefecture: 'xueqian_prefecture',
  province: 'xueqian_province',
  ministry: 'xueqian_ministry',
};

const gate: Standing = { role: 'xueqian_gate', statements: ['set local role xueqian_gate'] };

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

type Ask = ReturnType<typeof makeExchange>;

/** PostgreSQL's own word that the transaction lost a race and may be tried again: deadlock, serialisation. */
const mayRetry = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001');

/** Connections for single exchanges; each is held for a millisecond or two. */
const mostExchanges = 3;

/** Several long imports of the same children can lose to each other more than once. */
const mostAttempts = 10;

export const openDatabase = (url: string, options: { poolSize?: number } = {}): Database => {
  const openPool = (max: number): pg.Pool => {
    const opened = new pg.Pool({ connectionString: url, max, application_name: 'xueqian' });
    // An idle connection that breaks (database restarted) is replaced by the pool; without a listener it would end the process.
    opened.on('error', () => {});
    // One that breaks while it is lent out says so to its next query.
    opened.on('connect', (client) => client.on('error', () => {}));
    return opened;
  };
  const pool = openPool(options.poolSize ?? 16);
  // Single exchanges have connections of their own: few, so that the server's processes stay warm, and never behind an import.
  const exchanges = openPool(Math.min(options.poolSize ?? mostExchanges, mostExchanges));
  const ask = makeExchange(exchanges, 2);
  // Reads don't wait for the disk that an entry of the trail waits for.
  const askAsGate = makeExchange(exchanges, 1);

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

  const standingOf = (actor: Actor, asKeeper = keepers.includes(actor.role)): Standing => {
    if (!scopePattern.test(actor.scope)) throw new Error('scope of the actor is not a code');
    const role = asKeeper ? 'xueqian_keeper' : roleOf[actor.level];
    return {
      role,
      statements: [
        `set local role ${role}`,
        `set local app.level = '${actor.level}'`,
        `set local app.scope = '${actor.scope}'`,
      ],
    };
  };
  const beginAs = (standing: Standing): string => ['begin', ...standing.statements].join('; ');

  const briefly = async <T>(ask: Ask, standing: Standing, work: (tx: Tx) => Promise<T>): Promise<T> => {
    let begun: { readonly client: pg.PoolClient; readonly tx: Tx } | null = null;
    let broken = false;
    const transaction = async (): Promise<Tx> => {
      if (begun) return begun.tx;
      const client = await pool.connect();
      begun = { client, tx: wrap(client) };
      await client.query(beginAs(standing));
      return begun.tx;
    };
    const held = (): { readonly client: pg.PoolClient; readonly tx: Tx } | null => begun;
    try {
      const value = await work({
        rows: async (sql, values) => (await transaction()).rows(sql, values),
        one: async (sql, values) => (await transaction()).one(sql, values),
        find: async (sql, values) => (await transaction()).find(sql, values),
        run: async (sql, values) => (await transaction()).run(sql, values),
        prepared: async (name, sql, values) =>
          held()?.tx.prepared(name, sql, values) ?? ask(standing, name, sql, values),
        get client(): pg.PoolClient {
          throw new Error('copies need a transaction of their own');
        },
      });
      await held()?.client.query('commit');
      return value;
    } catch (error) {
      await held()
        ?.client.query('rollback')
        .catch(() => {
          broken = true;
        });
      throw error;
    } finally {
      held()?.client.release(broken);
    }
  };

  return {
    pool,
    asActor: (actor, work) => transact(beginAs(standingOf(actor)), work),
    asKeeper: (actor, work) => transact(beginAs(standingOf(actor, true)), work),
    asReader: (actor, work) => briefly(ask, standingOf(actor), work),
    asGate: (work) => transact(beginAs(gate), work),
    asGateBriefly: (work) => briefly(askAsGate, gate, work),
    asOwner: (work) => transact('begin', work),
    close: async () => {
      await Promise.all([pool.end(), exchanges.end()]);
    },
  };
};
