import { RefusedAndKept } from '@xueqian/kernel/decision.ts';
import { trySignIn } from '@xueqian/modules/accounts/server/sign-in.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { makeVisitor, setPassword, solvedQuestion } from './testing/visitor.ts';

/** Hashes that a password was compared with. */
const comparisons = vi.hoisted((): string[] => []);
vi.mock(import('@node-rs/argon2'), async (original) => {
  const library = await original();
  return {
    ...library,
    verify: (hash, ...rest) => {
      comparisons.push(String(hash));
      return library.verify(hash, ...rest);
    },
  };
});

let app: TestApp;
let password = '';
let day = 0;
beforeAll(async () => {
  app = await makeTestApp();
  password = await setPassword(
    app,
    ['a', 'b', 'c', 'd'].flatMap((key) => [`${key}-ordinary`, `${key}-ordinary2`, `${key}-reader`]),
  );
});
afterAll(() => app.close());
beforeEach(() => {
  // What one test failed is forgotten in the next; a password holds longer than that.
  day += 2;
  app.setNow(new Date(Date.UTC(2026, 10, 22 + day, 1)).toISOString());
});

const signIn = (login: string, given: string, image?: { id: string; answer: string }) =>
  app.as(null).post('/api/session', { login, password: given, ...(image ? { image } : {}) });
const after = (minutes: number) => app.setNow(new Date(app.now().getTime() + minutes * 60_000).toISOString());
const code = (reply: { body: unknown }) => (reply.body as { code?: string }).code;

it('lets many people in at once, more than there are connections', async () => {
  const replies = await Promise.all(
    Array.from({ length: 24 }, (_, at) =>
      signIn(at % 2 === 0 ? 'a-ordinary' : 'nobody', at % 2 === 0 ? password : 'wrong'),
    ),
  );
  expect(replies.filter((reply, at) => at % 2 === 0 && reply.status !== 200).map((reply) => reply.body)).toEqual([]);
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(12);
});

it('lets many people out at once', async () => {
  const logins = ['a', 'b', 'c', 'd'].flatMap((key) => [`${key}-ordinary`, `${key}-review`, `${key}-reader`]);
  const replies = await Promise.all(logins.map((login) => app.as(login).post('/api/session/end')));
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
  for (const login of logins) expect((await app.as(login).get('/api/policy')).status).toBe(401);
});

it('writes the trail of successes, and of failures as refused', async () => {
  await signIn('b-ordinary', 'wrong');
  await signIn('b-ordinary', password);
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

describe.each([
  ['c-ordinary', 'a name that exists'],
  ['c-nobody', 'a name that does not'],
])('failures of %s, %s', (login) => {
  it('ask for an image from the third on, and make the name wait longer and longer', async () => {
    expect(await signIn(login, 'wrong')).toMatchObject({
      status: 409,
      body: { code: 'accounts.sign-in-failed', facts: { imageQuestion: false } },
    });
    expect(await signIn(login, 'wrong')).toMatchObject({ body: { facts: { imageQuestion: true } } });
    expect(await signIn(login, 'wrong')).toMatchObject({
      status: 409,
      body: { code: 'accounts.image-question-needed' },
    });
    for (let at = 3; at <= 5; at += 1)
      expect(code(await signIn(login, 'wrong', await solvedQuestion(app)))).toBe('accounts.sign-in-failed');
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(await signIn(login, 'wrong', await solvedQuestion(app))).toMatchObject({
        status: 409,
        body: { code: 'accounts.sign-in-locked', facts: { minutes } },
      });
      after(minutes - 0.5);
      expect(await signIn(login, password)).toMatchObject({ body: { code: 'accounts.sign-in-locked' } });
      after(0.5);
      expect(code(await signIn(login, 'wrong', await solvedQuestion(app)))).toBe('accounts.sign-in-failed');
    }
  });
});

it('a success ends the count; so does the word of a security administrator', async () => {
  const fail = async () => code(await signIn('d-ordinary', 'wrong'));
  expect([await fail(), await fail()]).toEqual(['accounts.sign-in-failed', 'accounts.sign-in-failed']);
  expect(await signIn('d-ordinary', password, await solvedQuestion(app))).toMatchObject({ status: 200 });
  expect([await fail(), await fail(), await fail()]).toEqual([
    'accounts.sign-in-failed',
    'accounts.sign-in-failed',
    'accounts.image-question-needed',
  ]);
  await app.database.asGate((tx) =>
    tx.run(`insert into accounts.sign_ins (login, at, outcome) values ('d-ordinary', $1, 'unlocked')`, [app.now()]),
  );
  expect(await signIn('d-ordinary', password)).toMatchObject({ status: 200, body: { login: 'd-ordinary' } });
});

it('guesses side by side are counted one after the other', async () => {
  const images = await Promise.all(Array.from({ length: 12 }, () => solvedQuestion(app)));
  const replies = await Promise.all(images.map((image) => signIn('b-reader', 'wrong', image)));
  expect(replies.filter((reply) => code(reply) === 'accounts.sign-in-failed')).toHaveLength(5);
  expect(replies.filter((reply) => code(reply) === 'accounts.sign-in-locked')).toHaveLength(7);
});

it('an address that tries many names must wait, and its people elsewhere need not', async () => {
  const from = (remote: string) => ({ 'x-forwarded-for': remote });
  for (let at = 0; at < 20; at += 1) {
    const image = at < 10 ? undefined : await solvedQuestion(app);
    const reply = await makeVisitor(app, from('203.0.113.7')).signIn(`guess-${at}`, 'Spring-2026', image);
    expect(code(reply), String(at)).toBe('accounts.sign-in-failed');
  }
  expect(await makeVisitor(app, from('203.0.113.7')).signIn('c-reader', password)).toMatchObject({
    body: { code: 'accounts.address-locked', facts: { minutes: 1 } },
  });
  expect((await makeVisitor(app, from('203.0.113.8')).signIn('c-reader', password)).status).toBe(200);
});

describe('the image question', () => {
  const failTwice = async (login: string) => {
    await signIn(login, 'wrong');
    await signIn(login, 'wrong');
  };

  it('is answered once, in time, in either case; the picture does not spell its answer', async () => {
    await failTwice('a-ordinary2');
    const asked = (await app.as(null).get('/api/session/image-question')).body as { image: string };
    expect(asked.image).toMatch(/^<svg/);
    expect(asked.image).not.toMatch(/<text|script|href/);
    const image = await solvedQuestion(app);
    const wrong = { ...image, answer: 'ZZZZZ' };
    expect(code(await signIn('a-ordinary2', password, wrong))).toBe('accounts.image-question-wrong');
    expect(code(await signIn('a-ordinary2', password, image)), 'used up by the wrong answer').toBe(
      'accounts.image-question-wrong',
    );
    const old = await solvedQuestion(app);
    after(5.1);
    expect(code(await signIn('a-ordinary2', password, old)), 'too old').toBe('accounts.image-question-wrong');
    const right = await solvedQuestion(app);
    const lower = { ...right, answer: ` ${right.answer.toLowerCase()} ` };
    expect((await signIn('a-ordinary2', password, lower)).status).toBe(200);
    await failTwice('a-ordinary2');
    expect(code(await signIn('a-ordinary2', password, right)), 'used before').toBe('accounts.image-question-wrong');
  });

  it('lets one of several requests at once use it', async () => {
    await failTwice('b-ordinary2');
    const image = await solvedQuestion(app);
    const replies = await Promise.all(Array.from({ length: 6 }, () => signIn('b-ordinary2', 'wrong', image)));
    const codes = replies.map(code);
    expect(codes.filter((each) => each === 'accounts.sign-in-failed')).toHaveLength(1);
    expect(codes.filter((each) => each === 'accounts.image-question-wrong')).toHaveLength(5);
  });
});

describe('whether a name exists', () => {
  /** Every statement of one attempt, in order, without its values, and the answer. */
  const trace = async (login: string, address: string) => {
    const statements: string[] = [];
    let answer: unknown;
    await app.database.asGate(async (tx) => {
      const watched = new Proxy(tx, {
        get: (target, key: keyof typeof tx) => {
          const method = target[key];
          if (typeof method !== 'function') return method;
          return (sql: string, ...rest: unknown[]) => {
            statements.push(sql);
            return (method as (...given: unknown[]) => unknown)(sql, ...rest);
          };
        },
      });
      const call = {
        ...{ tx: watched, now: app.now(), services: app.services, address, browser: '' },
        ...{ sessionToken: null, setSession: () => {}, afterCommit: () => {}, note: () => {}, identify: () => {} },
      };
      answer = await trySignIn(call as never, { login, password: 'wrong' }).catch((error: RefusedAndKept) => ({
        kept: error instanceof RefusedAndKept,
        ...error.refusal,
      }));
    });
    return { statements, answer };
  };

  it('is told neither by the words nor by the work, at the first failure and at every later one', async () => {
    await app.database.asOwner((tx) =>
      tx.run(`update accounts.accounts set closed_at = $1 where login = 'd-ordinary2'`, [app.now()]),
    );
    for (let at = 0; at < 7; at += 1) {
      const known = await trace('c-ordinary2', '198.51.100.1');
      expect(known.statements.length).toBeGreaterThan(at < 2 ? 4 : 1);
      expect(await trace('c-no-such-name', '198.51.100.2')).toEqual(known);
      expect(await trace('d-ordinary2', '198.51.100.3'), 'a closed account').toEqual(known);
      expect(await trace('410105-review', '198.51.100.4'), 'an account without a password').toEqual(known);
    }
    await app.database.asOwner((tx) => tx.run(`update accounts.accounts set closed_at = null`));
  });

  it('takes one comparison of a hash of the same cost in either case: the time is its time', async () => {
    await setPassword(app, ['a-teacher', 'b-teacher']);
    const compared = async (login: string) => {
      comparisons.length = 0;
      await makeVisitor(app).signIn(login, 'wrong');
      return comparisons.map((hash) => hash.split('$').slice(0, 4).join('$'));
    };
    const known = await compared('a-teacher');
    expect(known).toEqual(['$argon2id$v=19$m=19456,t=2,p=1']);
    for (const login of ['b-teacher', 'nobody-at-all', 'd-review', '410105-review'])
      expect(await compared(login), login).toEqual(known);
  });
});

describe('what stands in the way of an account', () => {
  it.each([
    [`closed_at = now()`, 'accounts.account-closed'],
    [`locked_at = now(), locked_for = 'disuse'`, 'accounts.account-sealed'],
    [`locked_at = now(), locked_for = 'lending'`, 'accounts.account-lent'],
    [`locked_at = now(), locked_for = 'security'`, 'accounts.account-locked'],
  ])('%s is told after the right password only', async (change, told) => {
    await app.database.asOwner((tx) => tx.run(`update accounts.accounts set ${change} where login = 'c-reader'`));
    expect(code(await signIn('c-reader', 'wrong'))).toBe('accounts.sign-in-failed');
    expect(code(await signIn('c-reader', password))).toBe(told);
    await app.database.asOwner((tx) =>
      tx.run(
        `update accounts.accounts set closed_at = null, locked_at = null, locked_for = null where login = 'c-reader'`,
      ),
    );
    expect((await signIn('c-reader', password)).status).toBe(200);
  });
});
