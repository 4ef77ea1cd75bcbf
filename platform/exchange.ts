import pg from 'pg';

/** Whose rows: a serving role and the settings its policies read, each a statement that lasts as long as its transaction. */
export type Standing = { readonly role: string; readonly statements: readonly string[] };

type Question = {
  readonly standing: Standing;
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly answer: (row: unknown) => void;
  readonly failed: (error: unknown) => void;
};

/** Questions that wait while a connection is busy go together in one exchange, at most so many. */
const mostTogether = 16;

/** A parameter of a prepared statement as a literal: bytes, whole numbers, text. */
const literalOf = (client: pg.PoolClient, value: unknown): string => {
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'::bytea`;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return `${value}::bigint`;
  return client.escapeLiteral(String(value));
};

/** A plan under row security belongs to its role, so each role has statements of its own. */
const statementOf = ({ standing, name }: Question): string => `"${name} ${standing.role}"`;

const preparedOn = new WeakMap<pg.PoolClient, Set<string>>();

const prepareMissing = async (client: pg.PoolClient, questions: readonly Question[]): Promise<void> => {
  const known = preparedOn.get(client) ?? new Set<string>();
  preparedOn.set(client, known);
  for (const question of questions) {
    const statement = statementOf(question);
    if (known.has(statement)) continue;
    await client.query(`prepare ${statement} as ${question.sql}`);
    known.add(statement);
  }
};

const textOf = (client: pg.PoolClient, question: Question): string => {
  const literals = question.values.map((value) => literalOf(client, value)).join(', ');
  return [...question.standing.statements, `execute ${statementOf(question)}${literals && `(${literals})`}`].join('; ');
};

const askTogether = async (client: pg.PoolClient, questions: readonly Question[]): Promise<void> => {
  await prepareMissing(client, questions);
  const text = questions.map((question) => textOf(client, question)).join('; ');
  const results = (await client.query(text)) as unknown as pg.QueryResult[];
  let at = -1;
  for (const question of questions) {
    at += question.standing.statements.length + 1;
    question.answer((results[at] as pg.QueryResult).rows[0] ?? null);
  }
};

/**
 * Asks short questions, one row each, over a few connections. Each takes its standing and runs one statement that is
 * planned once a connection; the server makes one transaction of an exchange, so no begin and no commit are said. What
 * waits meanwhile goes together in the next exchange: under load that saves most of the cost of a question. Where one
 * of several fails, all are undone by the server and asked again one by one.
 */
export const makeExchange = (pool: pg.Pool, lanes: number) => {
  const waiting: Question[] = [];
  let busy = 0;

  const lane = async (): Promise<void> => {
    while (waiting.length > 0) {
      let client: pg.PoolClient;
      try {
        client = await pool.connect();
      } catch (error) {
        for (const question of waiting.splice(0)) question.failed(error);
        return;
      }
      const questions = waiting.splice(0, mostTogether);
      try {
        if (questions.length > 0) await askTogether(client, questions);
      } catch (error) {
        if (questions.length === 1 || !(error instanceof pg.DatabaseError)) {
          for (const question of questions) question.failed(error);
        } else {
          for (const question of questions) await askTogether(client, [question]).catch(question.failed);
        }
      } finally {
        client.release();
      }
    }
  };

  const open = async (): Promise<void> => {
    busy += 1;
    await lane().finally(() => {
      busy -= 1;
    });
  };

  /** The only row of the answer, or null. */
  return <T>(standing: Standing, name: string, sql: string, values: readonly unknown[]): Promise<T | null> =>
    new Promise((answer, failed) => {
      waiting.push({ standing, name, sql, values, answer: answer as (row: unknown) => void, failed });
      if (busy < lanes) void open();
    });
};
