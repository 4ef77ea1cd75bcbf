import { levels, rolesAt } from '@xueqian/kernel/actor.ts';
import { mayAtLevel } from '@xueqian/kernel/permissions.ts';
import type { Route } from '@xueqian/kernel/route.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { shieldAccounts } from './testing/account-shield.ts';
import { childCells } from './testing/child-cells.ts';
import { inputOf, type Schema, wickedTexts, wrongValue } from './testing/inputs.ts';
import { scopeAt } from './testing/scopes.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;
let shield: Awaited<ReturnType<typeof shieldAccounts>>;
let ids: number[] = [];
const contracts = allHandlers.map((each) => each.contract);

beforeAll(async () => {
  app = await makeTestApp({ empty: ['b'] });
  await app.makeClasses();
  const institutionId = app.institution('a');
  for (let n = 0; n < 4; n += 1) {
    const values = childCells(n, { classCode: '20262101' });
    await app
      .as('a-ordinary')
      .post(`/api/institutions/${institutionId}/children`, { requestId: crypto.randomUUID(), values });
    await app
      .as('d-ordinary')
      .post(`/api/institutions/${app.institution('d')}/children`, { requestId: crypto.randomUUID(), values });
  }
  await app.check('a', await app.uploadAs('a', await workbookOf([childCells(9)])));
  ids = [1, 2, 3, 4, institutionId];
  for (const login of logins) expect((await app.as(login).get('/api/policy')).status, login).toBe(200);
  shield = await shieldAccounts(app);
});
afterAll(() => app.close());

/** One account of every role at every level, and one of an institution whose basic section is empty. */
const accounts = levels.flatMap((level) =>
  rolesAt[level].map((role) => ({ level, role, login: `${scopeAt[level]}-${role}` })),
);
accounts.push({ level: 'institution', role: 'ordinary', login: 'b-ordinary' });
const logins = accounts.map(({ login }) => login);
/** Accounts that come past the first wall. */
const loginsOf = ({ permission }: Pick<Route, 'permission'>): string[] =>
  accounts
    .filter(
      ({ level, role }) => permission === 'public' || permission === 'signed-in' || mayAtLevel(permission, level, role),
    )
    .map(({ login }) => login);
/** Requests that may close, lock or sign out an account, or take its role: it is put back after each of them. */
const touchesAccounts = ({ id, method }: Pick<Route, 'id' | 'method'>): boolean =>
  method === 'POST' && /^(accounts|administration|jurisdictions)\./.test(id);
/** What the first wall says, and what stands before every command: none of it may answer an account that may ask. */
const walls = ['permission.missing', 'session.', 'request.foreign', 'administration.training-needed'];
/** How often each route was asked and came past the wall, and past the reading of its input. */
const reached = new Map<string, { asked: number; read: number }>();
const written = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The request of an input: path parameters into the path, the rest into the query or the body. */
const requestOf = (method: 'GET' | 'POST', path: string, input: Record<string, unknown>) => {
  const rest = { ...input };
  const url = path.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(written(value ?? '').slice(0, 20)) || '0';
  });
  if (method === 'POST') return { method, url, payload: rest };
  const query = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(written(value).slice(0, 900))}`);
  return { method, url: query.length > 0 ? `${url}?${query.join('&')}` : url };
};
const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** As it comes through JSON and UTF-8: without lone surrogates. */
const wellFormed = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'string' ? each.replace(lone, '\ufffd') : each,
  ) as T;

type Asked = Pick<Route, 'id' | 'method' | 'permission'>;
const answered = async (route: Asked, request: Parameters<TestApp['send']>[0], login: string): Promise<void> => {
  const reply = await app.send({ ...request, login });
  const told = `${request.method} ${request.url} as ${login}: ${JSON.stringify(request.payload)?.slice(0, 500)}`;
  expect(reply.status, told).toBeLessThan(500);
  if (reply.status >= 400) {
    expect(reply.body, told).toMatchObject({ code: expect.any(String) as string });
    const { code } = reply.body as { code: string };
    // A half sign-in that is not there is the refusal of this route's own.
    if (route.id !== 'accounts.prove-second-factor')
      expect(
        walls.filter((wall) => code.startsWith(wall)),
        told,
      ).toEqual([]);
  }
  const count = reached.get(route.id) ?? { asked: 0, read: 0 };
  reached.set(route.id, { asked: count.asked + 1, read: count.read + (reply.status === 400 ? 0 : 1) });
  // What was refused for its shape reached no command.
  if (touchesAccounts(route) && reply.status !== 400) await shield.restore();
};
/** Every account that was used still works: no later request may pass because nobody was there. */
const expectAllIn = async (route: Asked): Promise<void> => {
  if (!touchesAccounts(route)) return;
  for (const login of loginsOf(route)) expect((await app.as(login).get('/api/policy')).status, login).toBe(200);
};

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  const runs = id === 'accounts.sign-in' ? 10 : 60;

  it('never faults on inputs of its own kind', async () => {
    const inputs = inputOf(contract.input as unknown as Schema, ids) as fc.Arbitrary<Record<string, unknown>>;
    await fc.assert(
      fc.asyncProperty(inputs, fc.constantFrom(...loginsOf(contract)), (input, login) =>
        answered(contract, requestOf(contract.method, contract.path, wellFormed(input ?? {})), login),
      ),
      { numRuns: runs * 2, seed: 2026 },
    );
    await expectAllIn(contract);
  });

  it('never faults on inputs of another kind', async () => {
    const shape = Object.keys((contract.input as unknown as Schema).def.shape ?? {});
    const keys = fc.record(Object.fromEntries(shape.map((key) => [key, wrongValue])));
    await fc.assert(
      fc.asyncProperty(fc.oneof(keys, keys, wrongValue), fc.constantFrom(...loginsOf(contract)), (input, login) => {
        const safe = wellFormed(input ?? null) as Record<string, unknown> | null;
        const isObject = typeof safe === 'object' && safe !== null && !Array.isArray(safe);
        const request = requestOf(contract.method, contract.path, isObject ? safe : {});
        if (contract.method === 'POST' && !isObject) {
          return answered(
            contract,
            { ...request, payload: JSON.stringify(safe), headers: { 'content-type': 'application/json' } },
            login,
          );
        }
        return answered(contract, request, login);
      }),
      { numRuns: runs, seed: 2027 },
    );
    await expectAllIn(contract);
  });
});

describe('bodies that are not even JSON', () => {
  it.each([
    ['application/json', '{'],
    ['application/json', '{"__proto__": {"a": 1}}'],
    ['application/json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['application/json', `{"values": "${'x'.repeat(3 * 1024 * 1024)}"}`],
    ['text/plain', 'hello'],
    ['application/xml', '<a/>'],
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=a', '--b\r\n'],
    ['', ''],
  ])('%s', async (type, payload) => {
    for (const contract of contracts.filter((each) => each.method === 'POST')) {
      const url = contract.path.replaceAll(/:\w+/g, '1');
      const login = loginsOf(contract)[0] as string;
      await answered(contract, { method: 'POST', url, payload, headers: type ? { 'content-type': type } : {} }, login);
    }
    for (const stream of allStreams.filter((each) => each.method === 'POST')) {
      const url = stream.path.replaceAll(/:\w+/g, String(app.institution('a')));
      for (const login of loginsOf(stream).slice(0, 2))
        await answered(stream, { method: 'POST', url, payload, headers: type ? { 'content-type': type } : {} }, login);
    }
  });
});

describe('uploads and downloads', () => {
  it('never fault on wicked names and addresses', async () => {
    for (const [at, wicked] of wickedTexts.map((each) => Buffer.from(each).toString()).entries()) {
      const part = encodeURIComponent(wicked.slice(0, 20));
      for (const stream of allStreams.filter((each) => each.method === 'GET')) {
        const may = loginsOf(stream);
        const login = may[at % may.length] as string;
        const numbered = stream.path.replaceAll(/:\w+/g, '1');
        const asked = [`${numbered}?division=${part}`, `${numbered}?division=${part}&division=a`];
        for (const url of [stream.path.replaceAll(/:\w+/g, part || '0'), asked[at % 2] as string])
          await answered(stream, { method: 'GET', url }, login);
        // Asked for plainly, once, it is read.
        if (at === 0) await answered(stream, { method: 'GET', url: numbered }, login);
      }
      const name = wicked.slice(0, 300).replaceAll(/[\r\n"]/g, '');
      const reply = await app
        .as('c-ordinary')
        .upload(`/api/institutions/${app.institution('c')}/imports`, Buffer.from('x,y\n'), name);
      expect([200, 400, 404, 409, 413, 415], name).toContain(reply.status);
    }
  }, 180_000);

  it('refuses an empty part, no part, and a part cut off', async () => {
    const url = `/api/institutions/${app.institution('c')}/imports`;
    expect(await app.as('c-ordinary').upload(url, Buffer.alloc(0))).toMatchObject({
      status: 409,
      body: { code: 'importing.file-empty' },
    });
    const upload = allStreams.find(({ id }) => id === 'importing.upload') as (typeof allStreams)[number];
    const headers = { 'content-type': 'multipart/form-data; boundary=edge' };
    for (const payload of [
      '--edge--\r\n',
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc',
      '--edge',
      '',
    ]) {
      await answered(upload, { method: 'POST', url, payload, headers }, 'c-ordinary');
    }
  });
});

describe('the walk', () => {
  it('came past the first wall of every route, and past the reading of its input', () => {
    const routes = [...contracts, ...allStreams];
    expect([...reached.keys()].sort()).toEqual(routes.map(({ id }) => id).sort());
    expect([...reached].filter(([, { read }]) => read === 0).map(([id]) => id)).toEqual([]);
  });
});
