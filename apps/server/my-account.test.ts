import { codeAt } from '@xueqian/modules/accounts/server/one-time-code.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { enrol, makeVisitor, setPassword, solvedQuestion, type Visitor } from './testing/visitor.ts';

let app: TestApp;
let password = '';
const logins = ['a-ordinary', 'b-ordinary', 'c-ordinary', 'd-ordinary', 'a-reader', 'b-reader', 'c-reader', 'd-reader'];
const keepers = ['a-review', '410105-review', '410105-security-administrator', '410105-support'];
beforeAll(async () => {
  app = await makeTestApp();
  password = await setPassword(app, [...logins, ...keepers]);
  // Accounts of a test are made as those of a sample: these are not.
  await app.database.asOwner((tx) =>
    tx.run('update accounts.accounts set second_factor_optional = false where login = any ($1)', [keepers]),
  );
});
afterAll(() => app.close());

const after = (seconds: number) => app.setNow(new Date(app.now().getTime() + seconds * 1000).toISOString());
const arrive = async (login: string, given = password): Promise<Visitor> => {
  const visitor = makeVisitor(app);
  expect((await visitor.signIn(login, given)).status).toBe(200);
  return visitor;
};
const code = (reply: { body: unknown }) => (reply.body as { code?: string }).code;
const change = (visitor: Visitor, current: string, next: string) =>
  visitor.post('/api/my-account/password', { current, next });

describe('a password', () => {
  it('is changed by one who knows it, into a strong one, and all other sessions end', async () => {
    const [visitor, other] = [await arrive('a-ordinary'), await arrive('a-ordinary')];
    expect(await other.isIn()).toBe(true);
    expect(code(await change(visitor, 'wrong', 'Another-horse-2'))).toBe('accounts.password-wrong');
    for (const weak of [
      'Short-1',
      'onlysmallletters',
      'A-ORDINARY-2026a',
      `${app.actor('a-ordinary').personName}-Aa12345`,
    ])
      expect(code(await change(visitor, password, weak)), weak).toBe('accounts.password-weak');
    expect(await other.isIn()).toBe(true);
    expect((await change(visitor, password, 'Another-horse-2')).status).toBe(200);
    expect([await visitor.isIn(), await other.isIn()]).toEqual([true, false]);
    expect((await makeVisitor(app).signIn('a-ordinary', 'Another-horse-2')).status).toBe(200);
    expect(code(await makeVisitor(app).signIn('a-ordinary', password))).toBe('accounts.sign-in-failed');
  });

  it('is none of the last five, nor the one in force; the one before those is free again', async () => {
    const visitor = await arrive('b-ordinary');
    const words = [password, ...Array.from({ length: 6 }, (_, n) => `Number-${n}-horse`)];
    for (const [at, next] of words.entries()) {
      if (at === 0) continue;
      expect((await change(visitor, words[at - 1] as string, next)).status, next).toBe(200);
      for (const used of words.slice(Math.max(0, at - 5), at + 1))
        expect(code(await change(visitor, next, used)), `${used} after ${next}`).toBe('accounts.password-used-before');
    }
    expect((await change(visitor, words[6] as string, words[0] as string)).status).toBe(200);
    const hashes = await app.database.asOwner((tx) =>
      tx.rows<{ hash: string }>('select password_hash as hash from accounts.password_history where account_id = $1', [
        app.actor('b-ordinary').accountId,
      ]),
    );
    expect(hashes).toHaveLength(5);
    for (const { hash } of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('can not be tried out by one who found the page open', async () => {
    const visitor = await arrive('c-ordinary');
    for (let at = 0; at < 5; at += 1)
      expect(code(await change(visitor, `guess ${at}`, 'Another-horse-2'))).toBe('accounts.password-wrong');
    expect(code(await change(visitor, password, 'Another-horse-2'))).toBe('accounts.sign-in-locked');
  });

  it('of two changes at once one is made', async () => {
    const visitor = await arrive('d-ordinary');
    const replies = await Promise.all([
      change(visitor, password, 'First-horse-1'),
      change(visitor, password, 'Second-horse-1'),
    ]);
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
  });
});

describe('before anything else', () => {
  const refusedEverywhere = async (visitor: Visitor, need: 'password-change' | 'second-factor') => {
    const asked = [];
    for (const route of [...allHandlers.map((each) => ({ meets: undefined, ...each.contract })), ...allStreams]) {
      if (route.permission === 'public' || ('meets' in route && route.meets?.includes(need))) continue;
      const url = route.path.replaceAll(/:\w+/g, '1');
      const reply = route.method === 'GET' ? await visitor.get(url) : await visitor.post(url);
      expect(reply, route.id).toMatchObject({ status: 403, body: { code: `session.${need}-needed` } });
      asked.push(route.id);
    }
    expect(asked.length).toBeGreaterThan(40);
    expect(asked).toContain('children.read-child');
    expect(asked).toContain('importing.upload');
  };

  it('a password made by another is changed: every other route refuses until then', async () => {
    await app.database.asOwner((tx) =>
      tx.run(`update accounts.accounts set password_must_change = true where login = 'a-reader'`),
    );
    const visitor = await arrive('a-reader');
    expect((await visitor.get('/api/session')).body).toMatchObject({ need: 'password-change', permissions: [] });
    await refusedEverywhere(visitor, 'password-change');
    expect((await visitor.get('/api/my-account')).body).toMatchObject({
      password: { madeByAnother: true, length: 10 },
    });
    expect((await change(visitor, password, 'Another-horse-2')).body).toMatchObject({ need: null });
    expect((await visitor.get('/api/session')).body).toMatchObject({ need: null });
    expect((await visitor.get('/api/children')).status).toBe(200);
  });

  it('a password of ninety days is changed', async () => {
    await setPassword(app, ['b-reader']);
    after(90 * 86_400 - 60);
    expect((await makeVisitor(app).signIn('b-reader', password)).body).toMatchObject({ need: null });
    after(61);
    expect((await makeVisitor(app).signIn('b-reader', password)).body).toMatchObject({ need: 'password-change' });
    await setPassword(app, [...logins, ...keepers]);
  });

  it.each(['a-review', '410105-review', '410105-security-administrator'])(
    '%s takes a second factor: every other route refuses until then',
    async (login) => {
      const visitor = await arrive(login);
      expect((await visitor.get('/api/session')).body).toMatchObject({ need: 'second-factor', permissions: [] });
      await refusedEverywhere(visitor, 'second-factor');
      const { confirmed, recoveryCodes } = await enrol(app, visitor);
      expect(confirmed.body).toMatchObject({ session: { need: null, login } });
      expect(recoveryCodes).toHaveLength(10);
      expect(await visitor.isIn()).toBe(true);
    },
  );

  it('nobody else must, and an account of a sample need not', async () => {
    await app.database.asOwner((tx) =>
      tx.run(
        `update accounts.accounts set second_factor_optional = true, password_hash =
        (select password_hash from accounts.accounts where login = 'c-reader'), password_changed_at = $1 where login = 'b-review'`,
        [app.now()],
      ),
    );
    for (const login of ['b-review', '410105-support', 'c-reader'])
      expect((await makeVisitor(app).signIn(login, password)).body, login).toMatchObject({ need: null });
  });
});

describe('the second factor', () => {
  it('is asked for after the password; until then the browser holds nothing that opens anything', async () => {
    const first = await arrive('c-reader');
    const { secret } = await enrol(app, first, password);
    after(60);
    const visitor = makeVisitor(app);
    expect(await visitor.signIn('c-reader', password)).toMatchObject({ status: 200, body: { secondFactor: true } });
    expect(await visitor.isIn()).toBe(false);
    expect((await visitor.get('/api/session')).body).toBeNull();
    const half = visitor.jar.get('xueqian_session');
    expect(code(await visitor.prove('000000'))).toBe('accounts.code-wrong');
    expect((await visitor.prove(codeAt(secret, app.now()))).body).toMatchObject({ login: 'c-reader', need: null });
    expect(await visitor.isIn()).toBe(true);
    expect(visitor.jar.get('xueqian_session')).not.toBe(half);
    const thief = makeVisitor(app);
    thief.jar.set('xueqian_session', half as string);
    after(30);
    expect(code(await thief.prove(codeAt(secret, app.now())))).toBe('accounts.sign-in-too-old');
    const secrets = await app.database.asOwner((tx) =>
      tx.rows<{ sealed: Buffer }>(
        'select secret_sealed as sealed from accounts.second_factors where secret_sealed is not null',
      ),
    );
    for (const { sealed } of secrets) expect(sealed.toString('latin1')).not.toContain(secret);
  });

  it('takes a code one step early or late, no further, and each step once, the later before the earlier', async () => {
    const { secret } = await enrol(app, await arrive('d-reader'), password);
    const prove = async (typed: string) => {
      const visitor = makeVisitor(app);
      expect((await visitor.signIn('d-reader', password, await solvedQuestion(app))).body).toEqual({
        secondFactor: true,
      });
      return (await visitor.prove(typed)).status === 200;
    };
    const at = (step: number) => codeAt(secret, new Date(app.now().getTime() + step * 30_000));
    app.setNow('2027-03-10T01:00:10Z');
    await setPassword(app, ['d-reader']);
    expect(await prove(at(-2))).toBe(false);
    expect(await prove(at(2))).toBe(false);
    expect(await prove(at(-1))).toBe(true);
    expect(await prove(at(-1)), 'again').toBe(false);
    expect(await prove(at(1))).toBe(true);
    expect(await prove(at(0)), 'an earlier one afterwards').toBe(false);
    app.setNow('2027-03-10T01:01:10Z');
    expect(await prove(at(0))).toBe(true);
  });

  it('of requests at the same moment one gets in by a code, and one by a recovery code', async () => {
    await setPassword(app, ['a-reader']);
    const { secret, recoveryCodes } = await enrol(app, await arrive('a-reader'), password);
    after(90);
    for (const typed of [codeAt(secret, app.now()), recoveryCodes[0] as string]) {
      const visitors = await Promise.all(
        Array.from({ length: 4 }, async () => {
          const visitor = makeVisitor(app);
          await visitor.signIn('a-reader', password, await solvedQuestion(app));
          return visitor;
        }),
      );
      const replies = await Promise.all(visitors.map((visitor) => visitor.prove(typed)));
      expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    }
  });

  it('has ten recovery codes, each taken once, kept as hashes only, of this account only, ended by new ones', async () => {
    app.setNow('2027-05-10T01:00:10Z');
    await setPassword(app, ['b-reader', 'b-ordinary']);
    const visitor = await arrive('b-reader');
    const { recoveryCodes } = await enrol(app, visitor, password);
    const others = await enrol(app, await arrive('b-ordinary'), password);
    expect(new Set(recoveryCodes).size).toBe(10);
    const prove = async (typed: string) => {
      const another = makeVisitor(app);
      await another.signIn('b-reader', password, await solvedQuestion(app));
      return (await another.prove(typed)).status === 200;
    };
    expect(await prove(others.recoveryCodes[0] as string)).toBe(false);
    expect(await prove(recoveryCodes[0]?.toLowerCase().replaceAll('-', ' ') as string)).toBe(true);
    expect(await prove(recoveryCodes[0] as string)).toBe(false);
    expect((await visitor.get('/api/my-account')).body).toMatchObject({
      secondFactor: { codesLeft: 9, required: false },
    });
    const renewed = (await visitor.post('/api/my-account/recovery-codes', { password })).body as {
      recoveryCodes: string[];
    };
    expect(await prove(recoveryCodes[1] as string)).toBe(false);
    expect(await prove(renewed.recoveryCodes[1] as string)).toBe(true);
    const kept = await app.database.asOwner((tx) =>
      tx.rows<{ hash: Buffer }>('select code_hash as hash from accounts.recovery_codes'),
    );
    expect(kept.length).toBeGreaterThan(20);
    for (const { hash } of kept) expect(hash).toHaveLength(32);
  });

  it('can not be tried out with the password known: wrong codes count and make the name wait', async () => {
    app.setNow('2027-06-10T01:00:10Z');
    await setPassword(app, ['c-ordinary']);
    const { secret } = await enrol(app, await arrive('c-ordinary'), password);
    const visitor = makeVisitor(app);
    await visitor.signIn('c-ordinary', password);
    for (let at = 0; at < 5; at += 1) expect(code(await visitor.prove(`00000${at}`))).toBe('accounts.code-wrong');
    after(35);
    expect(code(await visitor.prove(codeAt(secret, app.now())))).toBe('accounts.sign-in-locked');
    expect(code(await visitor.signIn('c-ordinary', password))).toBe('accounts.sign-in-locked');
  });

  it('is replaced by its holder with the password; the old one holds until the first code of the new one', async () => {
    app.setNow('2027-07-10T01:00:10Z');
    await setPassword(app, ['d-ordinary']);
    const visitor = await arrive('d-ordinary');
    expect(code(await visitor.post('/api/my-account/second-factor'))).toBe('accounts.password-wrong');
    const old = await enrol(app, visitor, password);
    const begun = (await visitor.post('/api/my-account/second-factor', { password })).body as { secret: string };
    expect(begun.secret).not.toBe(old.secret);
    const confirm = (typed: string) => visitor.post('/api/my-account/second-factor/confirmation', { code: typed });
    expect(code(await confirm('000000'))).toBe('accounts.first-code-wrong');
    after(60);
    const another = makeVisitor(app);
    await another.signIn('d-ordinary', password);
    expect((await another.prove(codeAt(old.secret, app.now()))).status).toBe(200);
    const replies = await Promise.all([
      confirm(codeAt(begun.secret, app.now())),
      confirm(codeAt(begun.secret, app.now())),
    ]);
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    after(16 * 60);
    await visitor.post('/api/my-account/second-factor', { password });
    after(16 * 60);
    expect(code(await confirm('123456'))).toBe('accounts.enrolment-too-old');
  });

  it('shows the holder every attempt under the name, the failed ones too', async () => {
    app.setNow('2027-08-10T01:00:10Z');
    await setPassword(app, ['b-ordinary']);
    await makeVisitor(app, { 'x-forwarded-for': '203.0.113.9' }).signIn('b-ordinary', 'wrong');
    const visitor = makeVisitor(app);
    await visitor.signIn('b-ordinary', password);
    await visitor.prove('000000');
    const rows = (await app.as('b-ordinary').get('/api/my-account/sign-ins')).body as object[];
    expect(rows.slice(0, 2)).toMatchObject([
      { outcome: 'wrong-code', browser: 'Chrome 140 Windows' },
      { outcome: 'wrong-password', address: '203.0.113.9' },
    ]);
  });
});
