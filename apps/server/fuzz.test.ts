import { mayAtLevel } from '@xueqian/kernel/permissions.ts';
import type { Route } from '@xueqian/kernel/route.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { childCells } from './testing/child-cells.ts';
import { inputOf, type Schema, wickedTexts, wrongValue } from './testing/inputs.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;
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
});
afterAll(() => app.close());

const logins = [
  'a-ordinary',
  'a-review',
  'b-ordinary',
  '410105001000-review',
  '410105-review',
  '410100-review',
  '410000-review',
  '000000-reader',
  'a-system-administrator',
  '410105-system-administrator',
  '410105-security-administrator',
  '410105-audit-administrator',
  '410105001000-review',
];
/** Accounts that come past the first wall. */
const loginsOf = ({ id, permission }: Route): string[] =>
  // Nobody else is to be signed out by this test.
  ['accounts.sign-out', 'accounts.end-session', 'accounts.end-other-sessions'].includes(id)
    ? ['c-reader']
    : permission === 'public' || permission === 'signed-in'
      ? logins
      : logins.filter((login) => mayAtLevel(permission, app.actor(login).level, app.actor(login).role));
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

const answered = async (request: Parameters<TestApp['send']>[0], login: string | null): Promise<void> => {
  const reply = await app.send({ ...request, login });
  expect(
    reply.status,
    `${request.method} ${request.url} as ${login}: ${JSON.stringify(request.payload)?.slice(0, 500)}`,
  ).toBeLessThan(500);
  if (reply.status >= 400) expect(reply.body).toMatchObject({ code: expect.any(String) as string });
};

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  const runs = id === 'accounts.sign-in' ? 10 : 60;

  it('never faults on inputs of its own kind', async () => {
    const inputs = inputOf(contract.input as unknown as Schema, ids) as fc.Arbitrary<Record<string, unknown>>;
    await fc.assert(
      fc.asyncProperty(inputs, fc.constantFrom(...loginsOf(contract)), (input, login) =>
        answered(requestOf(contract.method, contract.path, wellFormed(input ?? {})), login),
      ),
      { numRuns: runs * 2, seed: 2026 },
    );
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
            { ...request, payload: JSON.stringify(safe), headers: { 'content-type': 'application/json' } },
            login,
          );
        }
        return answered(request, login);
      }),
      { numRuns: runs, seed: 2027 },
    );
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
      await answered(
        { method: 'POST', url, payload, headers: type ? { 'content-type': type } : {} },
        contract.id === 'accounts.sign-out' ? 'c-review' : 'a-ordinary',
      );
    }
    const url = `/api/institutions/${app.institution('a')}/imports`;
    await answered({ method: 'POST', url, payload, headers: type ? { 'content-type': type } : {} }, 'a-ordinary');
  });
});

// Of a county whose administrator has closed no account above.
describe('uploads and downloads', () => {
  it('never fault on wicked names and addresses', async () => {
    for (const wicked of wickedTexts.map((each) => Buffer.from(each).toString())) {
      const part = encodeURIComponent(wicked.slice(0, 20));
      for (const stream of allStreams.filter((each) => each.method === 'GET')) {
        await answered({ method: 'GET', url: stream.path.replaceAll(/:\w+/g, part || '0') }, 'c-ordinary');
        await answered(
          { method: 'GET', url: `${stream.path.replaceAll(/:\w+/g, '1')}?division=${part}` },
          '410000-reader',
        );
        await answered(
          { method: 'GET', url: `${stream.path.replaceAll(/:\w+/g, '1')}?division=${part}&division=a` },
          'c-ordinary',
        );
      }
      const name = wicked.slice(0, 300).replaceAll(/[\r\n"]/g, '');
      const reply = await app
        .as('c-ordinary')
        .upload(`/api/institutions/${app.institution('c')}/imports`, Buffer.from('x,y\n'), name);
      expect(reply.status, name).toBeLessThan(500);
    }
  });

  it('refuses an empty part, no part, and a part cut off', async () => {
    const url = `/api/institutions/${app.institution('c')}/imports`;
    expect(await app.as('c-ordinary').upload(url, Buffer.alloc(0))).toMatchObject({
      status: 409,
      body: { code: 'importing.file-empty' },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=edge' };
    for (const payload of [
      '--edge--\r\n',
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc',
      '--edge',
      '',
    ]) {
      await answered({ method: 'POST', url, payload, headers }, 'c-ordinary');
    }
  });
});
