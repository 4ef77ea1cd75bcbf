import { keepAccounts } from '@xueqian/modules/administration/server/index.ts';
import { assignPack } from '@xueqian/modules/jurisdictions/server/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountPlay, type Slip } from './testing/account-play.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
const { county, officeOf, made, by, as } = accountPlay(() => app);
const signIn = (login: string, password: string) =>
  app.send({ method: 'POST', url: '/api/session', payload: { login, password } });

describe('recovery', () => {
  const ask = (login: string) =>
    app.as(null).post('/api/recovery', { login, name: '张三', phone: '13800000099', reason: '忘记密码' });
  it('answers the same whether the account exists or not, and shows only real ones to the right superior', async () => {
    const [real, unreal] = [await ask('410105-audit-administrator'), await ask('410105-nobody')];
    expect([real.status, real.text]).toEqual([unreal.status, unreal.text]);
    const seen = async (login: string) =>
      (await as(login).get('/api/recoveries')).body as { id: number; login: string }[];
    expect((await seen('410100-system-administrator')).map((row) => row.login)).toEqual(['410105-audit-administrator']);
    for (const login of [county, '410600-system-administrator', '410000-system-administrator'])
      expect(await seen(login), login).toEqual([]);
    await app.database.asOwner(async (tx) => {
      const { n } = await tx.one<{ n: number }>(
        'select count(*)::int as n from administration.recoveries where account_id is null',
      );
      expect(n).toBe(1);
    });
  });

  it('gives a secret for a day after a check; of two who use it one wins', async () => {
    const [row] = (await as('410100-system-administrator').get('/api/recoveries')).body as { id: number }[];
    const decide = (login: string, body: object) => as(login).post(`/api/recoveries/${row?.id}/decision`, body);
    expect((await decide(county, { decision: 'issue', checked: '电话核实' })).status).toBe(400);
    const colleague = await decide(county, { decision: 'issue', checked: '当面核对身份证' });
    expect(colleague).toMatchObject({ status: 404 });
    const issued = await decide('410100-system-administrator', { decision: 'issue', checked: '当面核对身份证' });
    const { secret } = issued.body as { secret: string };
    expect(
      (await decide('410100-system-administrator', { decision: 'issue', checked: '当面核对身份证' })).body,
    ).toMatchObject({
      code: 'administration.recovery-decided',
    });
    const use = (given: string, login = '410105-audit-administrator') =>
      app.as(null).post('/api/recovery/secret', { login, secret: given });
    expect((await use(`${secret}x`)).body).toMatchObject({ code: 'administration.secret-wrong' });
    expect((await use(secret, '410105-reader')).body).toMatchObject({ code: 'administration.secret-wrong' });
    const replies = await Promise.all([use(secret), use(secret), use(secret)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
    const password =
      (replies.find((reply) => reply.status === 200)?.body as { password: string } | undefined)?.password ?? '';
    expect((await signIn('410105-audit-administrator', password)).status).toBe(200);
    const trail = await app.database.asOwner((tx) =>
      tx.rows<{ text: string }>(
        `select e::text as text from audit.entries e where entry like 'administration.recover%'`,
      ),
    );
    expect(trail.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(trail)).not.toContain(secret);
    expect(JSON.stringify(trail)).toContain('当面核对身份证');
  });

  it('expires after a day', async () => {
    await ask('410102-security-administrator');
    const rows = (await as('410100-system-administrator').get('/api/recoveries')).body as {
      id: number;
      state: string;
    }[];
    const waiting = rows.find((row) => row.state === 'asked');
    const issued = await as('410100-system-administrator').post(`/api/recoveries/${waiting?.id}/decision`, {
      decision: 'issue',
      checked: '当面核对身份证',
    });
    app.setNow('2026-11-23T02:00:00Z');
    const late = await app.as(null).post('/api/recovery/secret', {
      login: '410102-security-administrator',
      secret: (issued.body as { secret: string }).secret,
    });
    expect(late.body).toMatchObject({ code: 'administration.secret-wrong' });
  });
});

describe('lending and sealing', () => {
  const until = '2026-11-25T01:00:00.000Z';
  it('is registered, approved, and locks the account at its end until the password is changed', async () => {
    const slip = await made(county, officeOf('a-ordinary'), 'ordinary');
    const me = await by(slip.accountId);
    const asked = await me.post('/api/lendings', { borrower: '周借用', reason: '产假期间代为录入', until });
    expect(asked.status, asked.text).toBe(200);
    const { lendingId } = asked.body as { lendingId: number };
    expect((await me.post('/api/lendings', { borrower: '周借用', reason: '再借一次', until })).body).toMatchObject({
      code: 'administration.lent-already',
    });
    const decide = (login: string) => as(login).post(`/api/lendings/${lendingId}/decision`, { decision: 'approve' });
    expect((await decide('410102-security-administrator')).status).toBe(404);
    expect((await decide('410100-security-administrator')).status).toBe(404);
    expect((await decide('410105-system-administrator')).status).toBe(403);
    expect((await decide('410105-security-administrator')).status).toBe(200);
    expect((await as('b-ordinary').get('/api/lendings')).body).toMatchObject({ rows: [] });
    expect((await me.get('/api/lendings')).body).toMatchObject({ rows: [{ state: 'approved', mine: true }] });
    expect((await signIn(slip.login, slip.password)).status).toBe(200);
    app.setNow('2026-11-26T01:00:00Z');
    // Even before the daily round: the end counts, not the round.
    expect((await signIn(slip.login, slip.password)).status).toBeGreaterThanOrEqual(400);
    expect((await keepAccounts(app.database, app.now())).locked).toBe(1);
    expect((await keepAccounts(app.database, app.now())).locked).toBe(0);
    const sessions = await app.database.asOwner((tx) =>
      tx.rows('select 1 from accounts.sessions where account_id = $1', [slip.accountId]),
    );
    expect(sessions).toEqual([]);
    const shown = await as(county).get(`/api/accounts/${slip.accountId}`);
    expect(shown.body).toMatchObject({ state: 'locked' });
    await as('410105-security-administrator').post(`/api/accounts/${slip.accountId}/security`, {
      act: 'unlock',
      reason: '来电',
    });
    expect((await signIn(slip.login, slip.password)).status).toBeGreaterThanOrEqual(400);
    const reset = (await as(county).post(`/api/accounts/${slip.accountId}/password`)).body as Slip;
    expect((await signIn(slip.login, reset.password)).status).toBe(200);
  });

  it('never lends to whoever decides over it', async () => {
    const reviewer = app.actor('a-review');
    const refused = await as('a-ordinary').post('/api/lendings', {
      borrower: reviewer.personName,
      reason: '出差',
      until: '2026-11-28T01:00:00.000Z',
    });
    expect(refused.body).toMatchObject({ code: 'administration.lending-enters-and-decides' });
  });

  it('seals what nobody has used for half a year where the pack says so, and the security administrator unseals', async () => {
    await app.database.asOwner(async (tx) => {
      await assignPack(tx, '410611', 'national-2025', '2026-01-01');
      await tx.run(
        `update accounts.accounts set created_at = '2026-05-25' where login in ('410611-reader', '410102-reader')`,
      );
      await tx.run(`update accounts.accounts set created_at = '2026-05-27' where login = '410611-ordinary'`);
    });
    app.setNow('2026-11-26T05:00:00Z');
    await keepAccounts(app.database, app.now());
    const states = await app.database.asOwner((tx) =>
      tx.rows<{ login: string; lock: string | null }>(
        `select login, locked_for as lock from accounts.accounts where login in ('410611-reader', '410102-reader', '410611-ordinary') order by login`,
      ),
    );
    expect(states).toEqual([
      { login: '410102-reader', lock: null },
      { login: '410611-ordinary', lock: null },
      { login: '410611-reader', lock: 'disuse' },
    ]);
    const id = app.actor('410611-reader').accountId;
    const unseal = (login: string) =>
      as(login).post(`/api/accounts/${id}/security`, { act: 'unlock', reason: '恢复使用' });
    expect((await unseal('410105-security-administrator')).status).toBe(404);
    expect((await unseal('410611-security-administrator')).status).toBe(200);
    const mine = app.actor('410611-security-administrator').accountId;
    const self = await as('410611-security-administrator').post(`/api/accounts/${mine}/security`, {
      act: 'unlock',
      reason: '自己',
    });
    expect(self.body).toMatchObject({ code: 'administration.not-yourself' });
  });
});

describe('why can I not', () => {
  it('names the permission, who holds it here, and what is missing', async () => {
    const ordinary = (await as('a-ordinary').get('/api/why?permission=registration.confirm')).body as {
      here: { personName: string }[];
    };
    expect(ordinary).toMatchObject({ held: false, missing: ['role'] });
    expect(ordinary.here.map((one) => one.personName)).toContain(app.actor('a-review').personName);
    expect((await as('a-ordinary').get('/api/why?permission=registration.review')).body).toMatchObject({
      missing: ['level'],
      here: [],
    });
    expect((await as('410105-review').get('/api/why?permission=registration.review')).body).toMatchObject({
      held: true,
      missing: [],
    });
    expect((await as('410105001000-review').get('/api/why?permission=registration.review')).body).toMatchObject({
      missing: ['level'],
    });
  });
});
