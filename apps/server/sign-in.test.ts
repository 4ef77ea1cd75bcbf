import { hashPassword } from '@xueqian/modules/accounts/server/index.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  const hash = await hashPassword('Correct-horse-1');
  await app.database.asOwner((tx) => tx.run('update accounts.accounts set password_hash = $1', [hash]));
});
afterAll(() => app.close());

const signIn = (login: string, password: string) => app.as(null).post('/api/session', { login, password });

it('lets many people in at once, more than there are connections', async () => {
  const replies = await Promise.all(
    Array.from({ length: 24 }, (_, at) =>
      signIn(at % 2 === 0 ? 'a-ordinary' : 'nobody', at % 2 === 0 ? 'Correct-horse-1' : 'wrong'),
    ),
  );
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(12);
});

it('lets many people out at once', async () => {
  const logins = ['a', 'b', 'c', 'd'].flatMap((key) => [`${key}-ordinary`, `${key}-review`, `${key}-reader`]);
  const replies = await Promise.all(logins.map((login) => app.as(login).post('/api/session/end')));
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
  for (const login of logins) expect((await app.as(login).get('/api/policy')).status).toBe(401);
});

it('keeps the failures of a refused sign-in, and makes the name wait', async () => {
  for (let at = 0; at < 5; at += 1) {
    expect(await signIn('b-ordinary', 'wrong')).toMatchObject({
      status: 409,
      body: { code: 'accounts.sign-in-failed' },
    });
  }
  expect(await signIn('b-ordinary', 'Correct-horse-1')).toMatchObject({
    status: 409,
    body: { code: 'accounts.sign-in-locked', facts: { minutes: 15 } },
  });
  app.setNow('2026-11-22T02:00:00Z');
  expect(await signIn('b-ordinary', 'Correct-horse-1')).toMatchObject({ status: 200, body: { login: 'b-ordinary' } });
});

it('writes the trail of successes, and of failures as refused', async () => {
  const rows = await app.database.asOwner((tx) =>
    tx.rows<{ line: string }>(
      `select distinct subject || ' ' || result || ' ' || coalesce(county_code, 'nowhere') as line from audit.entries
       where entry = 'accounts.signed-in' order by 1`,
    ),
  );
  expect(rows.map((row) => row.line)).toEqual([
    'a-ordinary done 410105',
    'b-ordinary done 410105',
    'b-ordinary refused 410105',
    'nobody refused nowhere',
  ]);
});
