import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { killServer, type ServerProcess, startServer } from '../../../apps/server/testing/server-process.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { workbookOf } from '../../../apps/server/testing/workbook.ts';
import { promotionOf } from '../../../apps/server/testing/year-play.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

const children = 600;
let app: TestApp;
let roundId: number;
let server: ServerProcess | null = null;

const done = async (login: string, path: string, body: object) => {
  const reply = await app.as(login).post(`/api/${path}`, body);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as Record<string, number>;
};

beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2027-08-05T01:00:00Z' });
  const classCode = await app.makeClasses();
  const rows = Array.from({ length: children }, (_, n) => childCells(n, { classCode }));
  const importId = await app.uploadAs('a', await workbookOf(rows));
  await app.check('a', importId);
  await done('a-ordinary', `imports/${importId}/commit`, { expectRejected: 0 });
  await app.commit('a', importId);
  const institutionId = app.institution('a');
  const all = { institutionId, classId: null, childIds: null };
  await done('a-review', 'registration/confirmations', all);
  await done('410105-review', 'registration/approvals', all);
  const [first] = (await app.as('a-ordinary').get(`/api/institutions/${institutionId}/classes`)).body as {
    id: number;
  }[];
  const plan = promotionOf(first?.id as number, '中一班');
  roundId = (await done('a-ordinary', `institutions/${institutionId}/yearly-rounds`, plan))['roundId'] as number;
  const expected = { revision: 1, expectMoved: children, expectStayed: 0 };
  await done('a-review', `yearly-rounds/${roundId}/confirmation`, expected);
}, 240_000);
afterEach(async () => {
  if (server) await killServer(server);
  server = null;
});
afterAll(() => app.close());

const count = async (sql: string): Promise<number> =>
  (await app.database.asOwner((tx) => tx.one<{ n: number }>(`select count(*)::int as n from ${sql}`))).n;
const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (await what()) return;
    await setTimeout(50);
  }
  throw new Error('it never came');
};
const promoted = () =>
  count(`children.children c join classes.classes l on l.id = c.class_id where l.school_year = 2027`);
const stateOf = async () =>
  ((await app.as('a-review').get(`/api/yearly-rounds/${roundId}`)).body as { state: string }).state;

it('a server killed in the middle leaves everybody where they were, and the next one carries it out once', async () => {
  for (const table of ['children.actions', 'yearly_round.moves']) {
    // The work stops where it writes into this table: the children before it are changed, nothing is committed.
    const holder = await app.database.pool.connect();
    await holder.query(`begin; lock table ${table} in exclusive mode`);
    server = await startServer(app);
    await until(async () => (await count(`pg_locks where not granted and relation = '${table}'::regclass`)) > 0);
    await killServer(server);
    await holder.query('rollback');
    holder.release();
    expect(await promoted()).toBe(0);
    expect(await stateOf()).toBe('running');
    expect(await brokenInvariants(app.database)).toEqual([]);
  }
  server = await startServer(app);
  await until(async () => (await stateOf()) === 'done');
  expect(await promoted()).toBe(children);
  expect(await count(`children.actions where action = 'promoted'`)).toBe(children);
  expect(await count('yearly_round.moves')).toBe(children);
  expect(await brokenInvariants(app.database)).toEqual([]);
}, 240_000);
