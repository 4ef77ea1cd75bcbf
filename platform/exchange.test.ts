import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeExchange, type Standing } from './exchange.ts';
import { makeTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let ask: ReturnType<typeof makeExchange>;
beforeAll(async () => {
  database = await makeTestDatabase();
  ask = makeExchange(database.pool, 1);
});
afterAll(() => database.drop());

const standing = (role: string, scope: string): Standing => ({
  role,
  statements: [`set local role ${role}`, `set local app.scope = '${scope}'`],
});
const who = `select current_user as role, current_setting('app.scope') as scope, $1::int as n`;

it('answers each question in its own standing, those that wait together too', async () => {
  const asked = Array.from({ length: 40 }, (_, n) => ({
    n,
    role: n % 3 === 0 ? 'xueqian_county' : 'xueqian_province',
    scope: String(410_000 + n),
  }));
  const answers = await Promise.all(asked.map(({ n, role, scope }) => ask(standing(role, scope), 'who', who, [n])));
  expect(answers).toEqual(asked);
});

it('gives the role and the scope back at the end of an exchange', async () => {
  await ask(standing('xueqian_county', '410105'), 'who', who, [1]);
  const client = await database.pool.connect();
  const { rows } = await client.query(
    `select current_user = session_user as own, coalesce(current_setting('app.scope', true), '') as scope`,
  );
  client.release();
  expect(rows).toEqual([{ own: true, scope: '' }]);
});

it('lets one question fail alone among those that went with it', async () => {
  const divide = 'select 10 / $1::int as n';
  const answers = await Promise.allSettled(
    [1, 2, 0, 5, 10].map((n) => ask(standing('xueqian_county', '1'), 'divide', divide, [n])),
  );
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'failed'))).toEqual([
    { n: 10 },
    { n: 5 },
    'failed',
    { n: 2 },
    { n: 1 },
  ]);
});

it('writes nothing of an exchange that failed', async () => {
  await database.asOwner((tx) =>
    tx.run('create table public.kept (n int primary key); grant all on public.kept to xueqian_gate'),
  );
  const insert = 'insert into public.kept values ($1::int) returning n';
  const gate: Standing = { role: 'xueqian_gate', statements: ['set local role xueqian_gate'] };
  const answers = await Promise.allSettled([1, 2, 2, 3].map((n) => ask(gate, 'keep', insert, [n])));
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(3);
  const rows = await database.asOwner((tx) => tx.rows('select n from public.kept order by n'));
  expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});
