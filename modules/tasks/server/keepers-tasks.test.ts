import { addDays } from 'date-fns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const tasks = async (login: string): Promise<Record<string, number>> => {
  const reply = await app.as(login).get('/api/tasks/accounts');
  expect(reply.status, login).toBe(200);
  const found = reply.body as { tasks: { kind: string; count: number }[] };
  return Object.fromEntries(found.tasks.map(({ kind, count }) => [kind.replace('administration.', ''), count]));
};
const done = async (reply: Promise<{ status: number; text: string; body: unknown }>): Promise<unknown> => {
  const { status, text, body } = await reply;
  expect(status, text).toBe(200);
  return body;
};
const administrators = ['410105-system-administrator', '410100-system-administrator', '410102-security-administrator'];

describe('what waits of accounts', () => {
  it('is nothing at first, but for the letter that each principal signs', async () => {
    for (const login of [...administrators, '410105-review', '410105-support', 'a-ordinary', '000000-reader'])
      expect(await tasks(login), login).toEqual({});
    expect(await tasks('a-review')).toEqual({ 'letter-to-sign': 1 });
    await done(app.as('a-review').post('/api/commitment', { name: app.actor('a-review').personName }));
    expect(await tasks('a-review')).toEqual({});
    expect(await tasks('b-review')).toEqual({ 'letter-to-sign': 1 });
  });

  it('of a leading group goes between the institution and its county', async () => {
    const group = { name: '赵园长', post: 'head', phone: '13800000021', sinceOn: '2026-11-19' };
    await done(app.as('a-review').post('/api/leading-group/members', group));
    expect(await tasks('a-review')).toEqual({ 'group-to-send': 1 });
    const sent = (await done(app.as('a-review').post('/api/leading-group/filing'))) as { filingId: number };
    expect(await tasks('a-review')).toEqual({});
    expect(await tasks('410105-review')).toEqual({ 'groups-to-file': 1 });
    expect(await tasks('410102-review')).toEqual({});
    const returned = { decision: 'return', reason: '缺财务人员' };
    await done(app.as('410105-review').post(`/api/leading-groups/${sent.filingId}/decision`, returned));
    expect(await tasks('410105-review')).toEqual({});
    expect(await tasks('a-review')).toEqual({ 'group-to-send': 1 });
  });

  it('of a division of permissions goes up and comes back', async () => {
    const sent = (await done(app.as('410105-system-administrator').post('/api/permission-division/filing'))) as {
      filingId: number;
    };
    expect(await tasks('410100-security-administrator')).toEqual({ 'divisions-to-file': 1 });
    expect(await tasks('410000-security-administrator'), 'not two levels up').toEqual({});
    expect(await tasks('410105-system-administrator')).toEqual({});
    const returned = { decision: 'return', reason: '缺审计管理员' };
    await done(
      app.as('410100-security-administrator').post(`/api/permission-divisions/${sent.filingId}/decision`, returned),
    );
    expect(await tasks('410100-security-administrator')).toEqual({});
    expect(await tasks('410105-system-administrator')).toEqual({ 'division-returned': 1 });
    expect(await tasks('410102-system-administrator')).toEqual({});
  });

  it('of lost and lent passwords waits for whoever decides about that account', async () => {
    const lost = { name: '张三', phone: '13800000099', reason: '忘记密码' };
    for (const login of [app.actor('410105-security-administrator').login, 'nobody-of-this-name'])
      await done(app.as(null).post('/api/recovery', { ...lost, login }));
    expect(await tasks('410100-system-administrator')).toEqual({ 'recoveries-to-decide': 1 });
    expect(await tasks('410000-system-administrator')).toEqual({});
    expect(await tasks('410105-system-administrator')).toEqual({ 'division-returned': 1 });
    const lent = { borrower: '周借用', reason: '产假期间代为录入', until: addDays(app.now(), 5).toISOString() };
    await done(app.as('410105-ordinary').post('/api/lendings', lent));
    expect(await tasks('410105-security-administrator')).toEqual({ 'lendings-to-decide': 1 });
    expect(await tasks('410102-security-administrator')).toEqual({});
  });
});
