import { hashPassword } from '@xueqian/modules/accounts/server/index.ts';
import { codeAt } from '@xueqian/modules/accounts/server/one-time-code.ts';
import type { TestApp } from './test-app.ts';

export type VisitorReply = {
  readonly status: number;
  readonly body: never;
  /** The cookie line of the reply, where it sets one. */
  readonly cookieLine: string | null;
};

type Headers = Record<string, string>;

let visitors = 0;

/** A browser of its own, at an address of its own: keeps the cookie that it is given and sends it again. */
export const makeVisitor = (app: TestApp, headers: Headers = {}) => {
  visitors += 1;
  const address = `10.1.${visitors >> 8}.${visitors & 255}`;
  const jar = new Map<string, string>();
  const send = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<VisitorReply> => {
    const reply = await app.http.inject({
      method,
      url,
      headers: {
        ...{ 'x-xueqian': '1', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0' },
        ...{ 'x-forwarded-for': address, ...headers },
      },
      cookies: Object.fromEntries(jar),
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value } of reply.cookies) {
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const line = reply.headers['set-cookie'];
    return {
      status: reply.statusCode,
      body: (reply.payload === '' ? null : JSON.parse(reply.payload)) as never,
      cookieLine: line === undefined ? null : String(line),
    };
  };
  return {
    jar,
    get: (url: string) => send('GET', url),
    post: (url: string, payload: object = {}) => send('POST', url, payload),
    signIn: (login: string, password: string, image?: { id: string; answer: string }) =>
      send('POST', '/api/session', { login, password, ...(image ? { image } : {}) }),
    prove: (code: string) => send('POST', '/api/session/second-factor', { code }),
    /** Whether the session holds: what a page asks that everybody may ask. */
    isIn: async () => (await send('GET', '/api/policy')).status === 200,
  };
};

export type Visitor = ReturnType<typeof makeVisitor>;

/** Gives accounts of the test a password; gives it back. */
export const setPassword = async (app: TestApp, logins: readonly string[], password = 'Correct-horse-1') => {
  const hash = await hashPassword(password);
  await app.database.asOwner((tx) =>
    tx.run('update accounts.accounts set password_hash = $1, password_changed_at = $2 where login = any ($3)', [
      hash,
      app.now(),
      logins,
    ]),
  );
  return password;
};

/** A new image question with its answer, which the test opens with the system's key. */
export const solvedQuestion = async (app: TestApp): Promise<{ id: string; answer: string }> => {
  const { id } = (await app.as(null).get('/api/session/image-question')).body as { id: string };
  const { sealed } = await app.database.asOwner((tx) =>
    tx.one<{ sealed: Buffer }>('select answer_sealed as sealed from accounts.image_questions where id = $1', [id]),
  );
  return { id, answer: app.services.sealer.open(`image-question/${id}`, sealed) };
};

/** Enrols an authenticator for whoever is signed in; gives its secret and the recovery codes. */
export const enrol = async (app: TestApp, visitor: Visitor, password?: string) => {
  const begun = (await visitor.post('/api/my-account/second-factor', password ? { password } : {})).body as {
    secret: string;
  };
  const confirmed = await visitor.post('/api/my-account/second-factor/confirmation', {
    code: codeAt(begun.secret, app.now()),
  });
  return { secret: begun.secret, ...(confirmed.body as { recoveryCodes: string[] }), confirmed };
};

/** A life of sign-ins, so that no table of accounts is empty. */
export const liveSignIns = async (app: TestApp): Promise<void> => {
  const password = await setPassword(app, ['a-reader']);
  const visitor = makeVisitor(app);
  await visitor.signIn('a-reader', 'wrong');
  await visitor.signIn('a-reader', password);
  await visitor.post('/api/my-account/password', { current: password, next: 'Another-horse-2' });
  await enrol(app, visitor, 'Another-horse-2');
  // Begun once more: a secret that waits for its first code.
  await visitor.post('/api/my-account/second-factor', { password: 'Another-horse-2' });
  await makeVisitor(app).signIn('a-reader', 'Another-horse-2');
  await app.as(null).get('/api/session/image-question');
};
