import { readFileSync } from 'node:fs';
import path from 'node:path';
import { productRoot } from '@xueqian/platform/root.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { brokenInvariants } from '../../modules/children/server/testing/invariants.ts';
import { childCells } from './testing/child-cells.ts';
import { applicationBody } from './testing/key-change-play.ts';
import { ok } from './testing/replies.ts';
import { roundPlay } from './testing/round-play.ts';
import { makeTestApp, type Reply, type TestApp } from './testing/test-app.ts';
import { transferPlay } from './testing/transfer-play.ts';

/*
 * What people who act on one child at the same moment, or too late, are told: what stands in the way, where it is, and who
 * can move it; never only that it failed.
 */
let app: TestApp;
const july = '2027-07-05T01:00:00Z';
const round = roundPlay(() => app, 'a', 700);
const { ask, askBody, acceptBody, numbered, offer, offerBody } = transferPlay(() => app);
let n = 0;
const child = () => numbered('a', ++n);

beforeAll(async () => {
  app = await makeTestApp({ startsAt: july });
  await app.makeClasses();
});
afterAll(() => app.close());
beforeEach(() => app.setNow(july));
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

type Texts = { readonly [key: string]: string | Texts };
const textsOf = (module: string): Texts =>
  JSON.parse(readFileSync(path.join(productRoot, `modules/${module}/messages/zh-CN.json`), 'utf8'));
/** What the page says of a refusal. */
const said = ({ status, body, text }: Reply): string => {
  expect(status, text).toBe(409);
  const { code, facts } = body as { code: string; facts: Record<string, unknown> };
  const [module = '', name = ''] = code.split('.');
  const words = (textsOf(module)['refusals'] as Texts)[name];
  return String(words).replaceAll(/\{\{(\w+)\}\}/g, (_, fact: string) => String(facts[fact]));
};
/** Of several at once the replies that did, and what the others were told. */
const together = async (...asked: Promise<Reply>[]) => {
  const replies = await Promise.all(asked);
  return {
    done: replies.filter(({ status }) => status === 200),
    told: replies.filter(({ status }) => status !== 200).map(said),
  };
};
const step = (login: string, id: number, act: string, body: object) =>
  app.as(login).post(`/api/transfers/${id}/${act}`, body);
const leaving = (id: number) => ({
  ...{ childIds: [id], leftOn: '2027-07-04', way: 'withdrawn', destination: null, reason: '家长要求' },
});
const leave = (id: number) => app.as('a-ordinary').post(`${round.base()}/leavings`, leaving(id));

it('two institutions take the same child at once: the other is told who decides and what to do', async () => {
  await child();
  const { done, told } = await together(
    app.as('b-ordinary').post('/api/transfers', askBody('b', n)),
    app.as('d-ordinary').post('/api/transfers', askBody('d', n)),
  );
  expect([done.length, told.length]).toEqual([1, 1]);
  expect(told[0]).toMatch(/转园在办理中.*所在幼儿园在“转园”中同意或退回.*撤回后再申请/);
});

it('accepted by the receiving one while it is withdrawn: one of them, and the child is in one place', async () => {
  const transferId = await offer('a', await child(), 'b');
  const { revision } = await ok<{ revision: number }>(app.as('b-ordinary').get(`/api/transfers/${transferId}`));
  const accepted = { ...(await acceptBody('b', revision)), admittedOn: '2027-07-05' };
  const { done, told } = await together(
    step('b-ordinary', transferId, 'acceptance', accepted),
    step('a-ordinary', transferId, 'withdrawal', { revision }),
  );
  expect([done.length, told.length]).toEqual([1, 1]);
  expect(told[0]).toMatch(/被其他人办理过.*刷新/);
});

it('release and withdrawal at once: the other is told to look again', async () => {
  await child();
  const id = await ask('b', n);
  const { done, told } = await together(
    step('a-ordinary', id, 'release', { revision: 1 }),
    step('b-ordinary', id, 'withdrawal', { revision: 1 }),
  );
  expect([done.length, told.length]).toEqual([1, 1]);
  expect(told[0]).toMatch(/被其他人办理过.*刷新/);
});

it('graduation while a transfer is open: the child stays, and its line says where it is ended', async () => {
  await round.begin();
  const big = await round.makeClass('23');
  const [goes, held] = [await round.numbered(big.code), await round.numbered(big.code)];
  await ok(app.as('a-ordinary').post(`/api/children/${held}/transfers`, offerBody('b')));
  const done = await round.carriedOut(round.graduation(big.id), 'graduation');
  expect(done.children.map(({ childId, stayCode }) => [childId, stayCode])).toEqual([
    [goes, null],
    [held, 'transfer-open'],
  ]);
  expect((textsOf('yearly-round')['stays'] as Texts)['transfer-open']).toMatch(/未办结的转园.*“转园”中办结或撤回/);
  // And the other way round: who has graduated is not asked for, and who let it go by mistake is named.
  const asked = { ...askBody('b', 0), number: childCells(round.lastNumber() - 1).identityNumber };
  expect(said(await app.as('b-ordinary').post('/api/transfers', asked))).toMatch(/已毕业.*园长.*“学年办理”.*单独撤销/);
});

it('graduation and an offered transfer at the same moment: the child goes one way', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const big = await round.makeClass('23');
    const id = await round.numbered(big.code);
    const plan = await round.proposed(round.graduation(big.id), 'graduation');
    await ok(round.confirm(plan));
    const [offered] = await Promise.all([
      app.as('a-ordinary').post(`/api/children/${id}/transfers`, offerBody('b')),
      round.work(plan),
    ]);
    const { state } = await round.fileOf(id);
    expect([state, offered.status]).toEqual(state === 'graduated' ? ['graduated', 409] : ['numbered', 200]);
    if (state === 'graduated') expect(said(offered)).toMatch(/已毕业|学籍在此期间已有变动/);
  }
});

it('a change of key information while a problem case is open: it waits, and the arbiter is named', async () => {
  const childId = await child();
  const same = { requestId: crypto.randomUUID(), values: childCells(n) };
  await ok(app.as('d-ordinary').post(`/api/institutions/${app.institution('d')}/children`, same));
  const changed = applicationBody({ name: '欧阳改名' }, '2027-07-05');
  const told = said(await app.as('a-ordinary').post(`/api/children/${childId}/key-changes`, changed));
  expect(told).toMatch(/未办结的问题学籍.*“问题学籍”中办理.*县级教育部门仲裁/);
  expect(said(await leave(childId))).toMatch(/未办结的问题学籍.*“问题学籍”.*县级教育部门/);
});

it('taking back a leaving after the child went on: the way that is left is named', async () => {
  const childId = await child();
  await ok(leave(childId));
  const { leaving: last } = await ok<{ leaving: { id: number } }>(
    app.as('a-ordinary').get(`/api/children/${childId}/departures`),
  );
  const number = childCells(n).identityNumber;
  const asked = await ok<{ transferId: number }>(
    app.as('b-ordinary').post('/api/transfers', { ...askBody('b', n), number }),
  );
  // Who has left already needs nobody's release.
  const accepted = { ...(await acceptBody('b', 1)), admittedOn: '2027-07-05' };
  await ok(step('b-ordinary', asked.transferId, 'acceptance', accepted));
  const undone = app.as('a-ordinary').post(`/api/leavings/${last.id}/undoing`, { reason: '登记有误' });
  expect(said(await undone)).toMatch(/已有新的办理.*“恢复档案”中向县级教育部门申请/);
});

it('a clock that goes back: days that have not come are refused by their date, and the history keeps its order', async () => {
  const childId = await child();
  await ok(leave(childId));
  app.setNow('2027-07-03T01:00:00Z');
  const other = await child();
  expect(said(await leave(other))).toMatch(/晚于今天（2027-07-03）.*按实际发生的日期/);
  const { leaving: last } = await ok<{ leaving: { id: number } }>(
    app.as('a-ordinary').get(`/api/children/${childId}/departures`),
  );
  await ok(app.as('a-ordinary').post(`/api/leavings/${last.id}/undoing`, { reason: '登记有误' }));
  const { rows } = await app.database.pool.query<{ until: Date }>(
    'select until from children.former_files where child_id = $1 order by version',
    [childId],
  );
  const times = rows.map(({ until }) => until.getTime());
  expect(times).toEqual([...times].sort((one, two) => one - two));
  expect((await round.fileOf(childId)).state).toBe('numbered');
});
