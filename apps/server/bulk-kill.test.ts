import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmAlterationIn } from './testing/alteration-rows.ts';
import { contentOf, fileTo, takeBody } from './testing/border-play.ts';
import { childCells } from './testing/child-cells.ts';
import { cutAt, killedAt } from './testing/kill-play.ts';
import { accepted, answerFile, sentRows, uploadAnswers } from './testing/primary-entry-play.ts';
import { ok } from './testing/replies.ts';
import { roundPlay } from './testing/round-play.ts';
import { killServer, spawnServer } from './testing/server-process.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { answersOf, province, sentLines } from './testing/verification-play.ts';
import { workbookOf } from './testing/workbook.ts';

/*
 * Every piece of work that changes many files at once, killed in its middle. Imports and promotion have tests of their
 * own (kill.test.ts, modules/yearly-round/server/round-kill.test.ts).
 */
const children = 40;
const county = '410105-review';
/** Processes start and die here, on machines with other work to do. */
const mostTime = 600_000;
let app: TestApp;
const one = roundPlay(() => app, 'a', 5000);
const two = roundPlay(() => app, 'b', 6000);

const importInto = async (key: 'a' | 'b', from: number, classCode: string, most = children): Promise<void> => {
  const rows = Array.from({ length: most }, (_, n) => childCells(from + n, { classCode }));
  const importId = await app.uploadAs(key, await workbookOf(rows));
  await app.check(key, importId);
  await ok(app.as(`${key}-ordinary`).post(`/api/imports/${importId}/commit`, { expectRejected: 0 }));
  await app.commit(key, importId);
};
const all = (key: 'a' | 'b') => ({ institutionId: app.institution(key), classId: null, childIds: null });
const count = async (sql: string, values: readonly unknown[] = []): Promise<number> =>
  (await app.database.asOwner((tx) => tx.one<{ n: number }>(`select count(*)::int as n from ${sql}`, values))).n;
const countOf = (state: string, key: 'a' | 'b') =>
  count('children.children where state = $1 and institution_id = $2', [state, app.institution(key)]);
const stateOf = async (table: string, id: number): Promise<string> =>
  (await app.database.asOwner((tx) => tx.one<{ state: string }>(`select state from ${table} where id = $1`, [id])))
    .state;

beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2027-07-05T01:00:00Z' });
}, 120_000);
afterAll(() => app.close());

it('the principal’s and the county’s word on a whole kindergarten', async () => {
  const big = await one.makeClass('23');
  await importInto('a', 0, big.code);
  await cutAt(app, ['children.actions'], () => app.as('a-review').post('/api/registration/confirmations', all('a')));
  const approve = () => app.as(county).post('/api/registration/approvals', all('a'));
  await cutAt(app, ['registration.numbers', 'children.actions'], approve);
  expect(await countOf('numbered', 'a')).toBe(children);
  expect(await count('registration.numbers')).toBe(children);
}, 120_000);

it(
  'a verification: the batch, the look through the answers, the answers',
  async () => {
    const body = { requestId: crypto.randomUUID(), reason: '秋季学期校验' };
    const { batchId } = await ok<{ batchId: number }>(app.as(province).post('/api/verification-batches', body));
    const isReady = async () => (await stateOf('verification.batches', batchId)) === 'ready';
    await killedAt(app, ['verification.items'], isReady);
    expect(await count('verification.items')).toBe(children);
    const bytes = answersOf(await sentLines(app, batchId), () => '一致');
    const reply = await app.as(province).upload(`/api/verification-batches/${batchId}/answers`, bytes, '结果.csv');
    const { answerId } = reply.body as { answerId: number };
    await killedAt(
      app,
      ['verification.answers'],
      async () => (await stateOf('verification.answers', answerId)) === 'checked',
    );
    await ok(app.as(province).post(`/api/verification-answers/${answerId}/application`, { expectFaulty: 0 }));
    const isApplied = async () => (await stateOf('verification.answers', answerId)) === 'applied';
    await killedAt(app, ['verification.items', 'verification.results'], isApplied);
    expect(await count(`verification.results where result = 'agrees'`)).toBe(children);
  },
  mostTime,
);

it(
  'the graduation of a class',
  async () => {
    const [big] = await ok<{ id: number }[]>(one.me().get(`${one.base()}/classes`));
    const id = await one.proposed(one.graduation(big?.id as number), 'graduation');
    await ok(one.confirm(id));
    const isDone = async () => (await stateOf('yearly_round.rounds', id)) === 'done';
    await killedAt(app, ['children.past_enrolments', 'children.actions'], isDone);
    expect(await countOf('graduated', 'a')).toBe(children);
    expect(await count(`children.actions where action = 'graduated'`)).toBe(children);
  },
  mostTime,
);

it(
  'the hand-over to primary school: the list and the answers',
  async () => {
    const body = { requestId: crypto.randomUUID(), year: 2027, reason: '交小学核对入学' };
    const { listId } = await ok<{ listId: number }>(app.as(county).post('/api/primary-entry-lists', body));
    const isReady = async () => (await stateOf('primary_entry.lists', listId)) === 'ready';
    await killedAt(app, ['primary_entry.entries'], isReady);
    expect(await count('primary_entry.entries')).toBe(children);
    const rows = await sentRows(app, county, listId);
    app.setNow('2027-09-02T01:00:00Z');
    const taken = rows.map((row) => ({ ...row, ...accepted, 入学日期: '2027-09-01' }));
    const answerId = await uploadAnswers(app, county, listId, answerFile(taken));
    await ok(app.as(county).post(`/api/primary-entry-answers/${answerId}/application`, { expectFaulty: 0 }));
    const isApplied = async () => (await stateOf('primary_entry.answers', answerId)) === 'applied';
    await killedAt(app, ['primary_entry.entries', 'children.actions'], isApplied);
    expect(await countOf('in-primary', 'a')).toBe(children);
    expect(await count(`children.actions where action = 'in-primary'`)).toBe(children);
    // The same file again, to its end: nothing is changed twice.
    const again = await uploadAnswers(app, county, listId, answerFile(taken));
    await ok(app.as(county).post(`/api/primary-entry-answers/${again}/application`, { expectFaulty: 0 }));
    await killedAt(app, [], async () => (await stateOf('primary_entry.answers', again)) === 'applied');
    expect(await count(`children.actions where action = 'in-primary'`)).toBe(children);
  },
  mostTime,
);

it(
  'the intake of a new school year',
  async () => {
    await importInto('b', 1000, '');
    await ok(app.as('b-review').post('/api/registration/confirmations', all('b')));
    await ok(app.as(county).post('/api/registration/approvals', all('b')));
    const targets = [
      { name: '新小班', type: '21' as const },
      { name: '新中班', type: '22' as const },
      { name: '新大班', type: '23' as const },
    ];
    const id = await two.proposed({ on: null, classes: [], targets, exceptions: [] }, 'intake');
    await ok(two.confirm(id));
    const isDone = async () => (await stateOf('yearly_round.rounds', id)) === 'done';
    await killedAt(app, ['yearly_round.moves', 'children.actions'], isDone);
    expect(
      await count('children.children where institution_id = $1 and class_id is not null', [app.institution('b')]),
    ).toBe(children);
    expect(await count('classes.classes where institution_id = $1', [app.institution('b')])).toBe(3);
  },
  mostTime,
);

it('many leavings at once', async () => {
  const rows = await app.database.asOwner((tx) =>
    tx.rows<{ id: number }>('select id from children.children where institution_id = $1 order by id limit 10', [
      app.institution('b'),
    ]),
  );
  const leaving = { leftOn: '2027-09-01', way: 'withdrawn', destination: null, reason: '家长要求' };
  const body = { childIds: rows.map(({ id }) => id), ...leaving };
  const leave = () => two.me().post(`${two.base()}/leavings`, body);
  await cutAt(app, ['departures.leavings', 'children.past_enrolments', 'children.actions'], leave);
  expect(await countOf('left', 'b')).toBe(10);
}, 120_000);

it(
  'the children of a kindergarten that closes, each to its place',
  async () => {
    const transfers = await app.database.asOwner((tx) =>
      tx.rows<{ classId: number }>(
        `select distinct class_id as "classId" from children.children where institution_id = $1 and class_id is not null`,
        [app.institution('b')],
      ),
    );
    const plan = {
      kind: 'close',
      transfers: transfers.map(({ classId }) => ({ classId, childId: null, targetId: app.institution('a') })),
    };
    const id = await confirmAlterationIn(app, 'b', plan, '2027-09-02');
    const { revision } = await ok<{ revision: number }>(app.as(county).get(`/api/alterations/${id}`));
    const word = { revision, decision: 'approve', reason: null, newCode: null };
    await ok(app.as(county).post(`/api/alterations/${id}/review`, word));
    const isDone = async () => (await stateOf('alterations.alterations', id)) === 'carried-out';
    await killedAt(app, ['children.actions', 'children.drafts'], isDone);
    expect(await countOf('numbered', 'a')).toBe(children - 10);
    expect(await countOf('left', 'b')).toBe(10);
  },
  mostTime,
);

it('a file of another province that is taken in', async () => {
  const body = takeBody(await fileTo('410105', contentOf(7000)), { admittedOn: '2027-09-01' });
  const take = () => app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/crossings`, body);
  const reply = await cutAt(app, ['province_border.crossings', 'children.actions'], take);
  expect((reply.body as { childId: number }).childId).toBeGreaterThan(0);
  expect(await count(`province_border.crossings where direction = 'in'`)).toBe(1);
}, 120_000);

it(
  'a recheck goes on where it was, and opens each case once',
  async () => {
    // A step takes its time, so that there is a middle.
    await app.database.asOwner((tx) =>
      tx.run(`create function duplicates.slow_down() returns trigger language plpgsql as 'begin perform pg_sleep(0.5); return new; end';
      create trigger slow_down before update on duplicates.rechecks for each row execute function duplicates.slow_down()`),
    );
    // More files than one step compares.
    await importInto('a', 20_000, '', 550);
    const { recheckId } = await ok<{ recheckId: number }>(app.as('410000-review').post('/api/duplicate-rechecks', {}));
    const row = () =>
      app.database.asOwner((tx) =>
        tx.one<{ done: number; finished: boolean }>(
          'select done, finished_at is not null as finished from duplicates.rechecks where id = $1',
          [recheckId],
        ),
      );
    const files = await count('children.children');
    const server = spawnServer(app);
    for (let waited = 0; (await row()).done === 0 && waited < 600; waited += 1) await setTimeout(50);
    await killServer(server);
    const halfway = await row();
    expect(halfway.done).toBeGreaterThan(0);
    expect(halfway).toMatchObject({ finished: false });
    await killedAt(app, [], async () => (await row()).finished);
    expect((await row()).done).toBe(files);
    const pairs = `(select distinct later_child_id, earlier_child_id from duplicates.cases) p`;
    expect(await count(pairs)).toBe(await count('duplicates.cases'));
  },
  mostTime,
);
