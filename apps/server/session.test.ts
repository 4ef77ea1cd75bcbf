import { setTimeout } from 'node:timers/promises';
import { forgetAccount, makeActorOf, resetSecondFactor, unlockSignIn } from '@xueqian/modules/accounts/server/index.ts';
import { tokenDigest } from '@xueqian/modules/accounts/server/sessions.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { enrol, makeVisitor, setPassword } from './testing/visitor.ts';

let app: TestApp;
let password = '';
beforeAll(async () => {
  app = await makeTestApp();
  password = await setPassword(app, ['a-ordinary', 'b-ordinary', 'c-ordinary', 'd-ordinary', 'a-reader']);
});
afterAll(() => app.close());

const after = (minutes: number) => app.setNow(new Date(app.now().getTime() + minutes * 60_000).toISOString());
const arrive = async (login: string, headers: Record<string, string> = {}) => {
  const visitor = makeVisitor(app, headers);
  expect((await visitor.signIn(login, password)).status).toBe(200);
  return visitor;
};
const own = 'xueqian_session';

describe('a session', () => {
  it('ends half an hour after the last thing done, and twelve hours after sign-in whatever is done', async () => {
    const idle = await arrive('a-ordinary');
    const busy = await arrive('a-ordinary');
    after(29);
    expect(await busy.isIn()).toBe(true);
    after(2);
    expect(await idle.isIn()).toBe(false);
    expect(await busy.isIn()).toBe(true);
    for (let minutes = 31; minutes + 25 < 12 * 60; minutes += 25) {
      after(25);
      expect(await busy.isIn(), String(minutes)).toBe(true);
    }
    after(25);
    expect(await busy.isIn()).toBe(false);
  });

  it('is not kept awake by a page that asks by itself', async () => {
    const left = await arrive('a-ordinary');
    for (let at = 0; at < 2; at += 1) {
      after(14);
      const reply = await app.http.inject({
        method: 'GET',
        url: '/api/policy',
        headers: { 'x-xueqian': 'waiting' },
        cookies: Object.fromEntries(left.jar),
      });
      expect(reply.statusCode).toBe(200);
    }
    after(3);
    expect(await left.isIn()).toBe(false);
  });

  it('has a token of its own at each step: none that was there before opens anything', async () => {
    const visitor = makeVisitor(app);
    visitor.jar.set(own, 'a-token-that-somebody-else-planted-here');
    await visitor.signIn('b-ordinary', password);
    const first = visitor.jar.get(own) as string;
    expect(first).not.toBe('a-token-that-somebody-else-planted-here');
    await visitor.signIn('b-ordinary', password);
    const second = visitor.jar.get(own) as string;
    const { secret: _, confirmed } = await enrol(app, visitor, password);
    expect(confirmed.status).toBe(200);
    const third = visitor.jar.get(own) as string;
    await visitor.post('/api/my-account/password', { current: password, next: 'Another-horse-2' });
    const tokens = [first, second, third, visitor.jar.get(own) as string];
    expect(new Set(tokens).size).toBe(4);
    const open = [];
    for (const token of tokens) {
      const thief = makeVisitor(app);
      thief.jar.set(own, token);
      open.push(await thief.isIn());
    }
    expect(open).toEqual([false, false, false, true]);
    const kept = await app.database.asOwner((tx) =>
      tx.rows('select 1 from accounts.sessions where token_digest = $1', [tokenDigest(first)]),
    );
    expect(kept).toEqual([]);
  });

  it('has a cookie that no script reads and no other site sends, bound to the host behind TLS', async () => {
    const plain = await makeVisitor(app).signIn('c-ordinary', password);
    expect(plain.cookieLine).toMatch(/^xueqian_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const secured = makeVisitor(app, { 'x-forwarded-proto': 'https' });
    const reply = await secured.signIn('c-ordinary', password);
    expect(reply.cookieLine).toMatch(
      /^__Host-xueqian_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await secured.isIn()).toBe(true);
    const downgraded = makeVisitor(app, { 'x-forwarded-proto': 'https' });
    downgraded.jar.set(own, secured.jar.get(`__Host-${own}`) as string);
    expect(await downgraded.isIn(), 'the name without the prefix').toBe(false);
  });
});

describe('signing out', () => {
  it('is believed at once in this process, and a replayed sign-out opens and ends nothing', async () => {
    const visitor = await arrive('d-ordinary');
    expect(await visitor.isIn()).toBe(true);
    const token = visitor.jar.get(own) as string;
    await visitor.post('/api/session/end');
    expect(visitor.jar.size).toBe(0);
    visitor.jar.set(own, token);
    expect(await visitor.isIn()).toBe(false);
    expect((await visitor.post('/api/session/end')).status).toBe(401);
  });

  it('of one other and of all others, and of nobody else', async () => {
    const [one, other, third] = [await arrive('d-ordinary'), await arrive('d-ordinary'), await arrive('d-ordinary')];
    const stranger = await arrive('c-ordinary');
    for (const each of [one, other, third, stranger]) expect(await each.isIn()).toBe(true);
    type Listed = { id: number; own: boolean; browser: string };
    const listed = (await one.get('/api/my-account/sessions')).body as Listed[];
    expect(listed).toHaveLength(3);
    expect(listed.map((each) => each.own)).toEqual([true, false, false]);
    expect(listed[0]?.browser).toBe('Chrome 140 Windows');
    const theirs = ((await stranger.get('/api/my-account/sessions')).body as Listed[])[0]?.id;
    expect(await one.post(`/api/my-account/sessions/${theirs}/end`)).toMatchObject({
      status: 404,
      body: { code: 'accounts.session-not-found' },
    });
    expect(await stranger.isIn()).toBe(true);
    await other.post(`/api/my-account/sessions/${listed.find((each) => each.own)?.id}/end`);
    expect([await one.isIn(), await other.isIn(), await third.isIn()]).toEqual([false, true, true]);
    expect((await other.post('/api/my-account/sessions/end-others')).body).toEqual({ ended: 1 });
    expect([await other.isIn(), await third.isIn()]).toEqual([true, false]);
    expect(await stranger.isIn()).toBe(true);
  });

  it('of a closed account: at once where it is heard of, after three seconds in a process that is deaf', async () => {
    const visitor = await arrive('a-reader');
    const elsewhere = makeActorOf(app.database);
    const token = visitor.jar.get(own) as string;
    let now = app.now();
    expect(await elsewhere.actorOf(token, now, true)).toMatchObject({ actor: { login: 'a-reader' } });
    expect(await visitor.isIn()).toBe(true);
    const { accountId } = app.actor('a-reader');
    await app.database.asOwner((tx) =>
      tx.run('update accounts.accounts set closed_at = $1 where id = $2', [now, accountId]),
    );
    expect(await elsewhere.actorOf(token, new Date(now.getTime() + 2999), true), 'believed').not.toBeNull();
    expect(await elsewhere.actorOf(token, new Date(now.getTime() + 3000), true)).toBeNull();
    // What another process says when it has closed the account.
    await app.database.asOwner((tx) => tx.rows(`select pg_notify('xueqian_sessions', $1)`, [String(accountId)]));
    for (let waited = 0; (await visitor.isIn()) && waited < 30_000; waited += 20) await setTimeout(20);
    expect(await visitor.isIn(), 'the clock of the test has stood still').toBe(false);
    now = app.now();
    await app.database.asOwner((tx) =>
      tx.run('update accounts.accounts set closed_at = null where id = $1', [accountId]),
    );
    expect(await visitor.isIn()).toBe(true);
  });

  it('while the session is being asked for: the late answer is not remembered', async () => {
    const visitor = await arrive('c-ordinary');
    const token = visitor.jar.get(own) as string;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = makeActorOf({
      ...app.database,
      asGateBriefly: async (work) => {
        const answer = await app.database.asGateBriefly(work);
        await held;
        return answer;
      },
    });
    const now = app.now();
    const asked = slow.actorOf(token, now, true);
    await app.database.asOwner((tx) =>
      tx.run('delete from accounts.sessions where token_digest = $1', [tokenDigest(token)]),
    );
    forgetAccount(app.actor('c-ordinary').accountId);
    release();
    expect(await asked, 'it was asked before the end').toMatchObject({ actor: { login: 'c-ordinary' } });
    expect(await slow.actorOf(token, now, true)).toBeNull();
  });
});

describe('the security administrator', () => {
  const keep = <T>(login: string, work: (call: Parameters<typeof resetSecondFactor>[0]) => Promise<T>) =>
    app.database.asKeeper(app.actor(login), (tx) => work({ tx, now: app.now(), afterCommit: (act) => act() }));

  it('takes away a lost second factor in the own jurisdiction alone, and its sessions end', async () => {
    const visitor = await arrive('d-ordinary');
    await enrol(app, visitor, password);
    expect(await visitor.isIn()).toBe(true);
    const { accountId } = app.actor('d-ordinary');
    expect(await keep('410105-security-administrator', (call) => resetSecondFactor(call, accountId))).toBe(0);
    expect(await visitor.isIn()).toBe(true);
    expect(await keep('410611-security-administrator', (call) => resetSecondFactor(call, accountId))).toBe(1);
    expect(await visitor.isIn()).toBe(false);
    expect((await makeVisitor(app).signIn('d-ordinary', password)).body).toMatchObject({
      login: 'd-ordinary',
      need: null,
    });
  });

  it('ends the count of failures in the own jurisdiction alone', async () => {
    const asks = async () =>
      ((await makeVisitor(app).signIn('d-ordinary', 'wrong')).body as { code: string }).code ===
      'accounts.image-question-needed';
    expect([await asks(), await asks(), await asks()]).toEqual([false, false, true]);
    expect(await keep('410105-security-administrator', (call) => unlockSignIn(call, 'd-ordinary'))).toBe(0);
    expect(await asks()).toBe(true);
    expect(await keep('410611-security-administrator', (call) => unlockSignIn(call, 'd-ordinary'))).toBe(1);
    expect(await asks()).toBe(false);
  });
});
