import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const found = async (login: string, text: string): Promise<string[]> => {
  const reply = await app.as(login).get(`/api/institutions/search?text=${encodeURIComponent(text)}`);
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { name: string }[]).map((one) => one.name);
};

it.each([
  ['410000-review', '一幼', ['金水一幼', '中原一幼', '淇滨一幼']],
  ['410000-review', '水一', ['金水一幼']],
  ['410000-review', '水', ['金水一幼', '金水二幼']],
  ['410000-review', '幼一', []],
  ['410000-review', '金水一幼园', []],
  ['410000-review', '114190000', ['金水一幼', '金水二幼', '中原一幼', '淇滨一幼']],
  ['410000-review', '1141900003', ['中原一幼']],
  ['410000-review', '900003', []],
  ['000000-system-administrator', '一幼', ['金水一幼', '中原一幼', '淇滨一幼']],
  ['410100-system-administrator', '一幼', ['金水一幼', '中原一幼']],
  ['410105-review', '一幼', ['金水一幼']],
  ['410105001000-review', '幼', ['金水一幼']],
  ['a-ordinary', '幼', ['金水一幼']],
  ['410105-review', '淇滨', []],
  // No pattern and no statement is made of what somebody types.
  ['410000-review', '%幼', []],
  ['410000-review', `' or true --`, []],
])('%s looks for %s', async (login, text, names) => {
  expect(await found(login, text)).toEqual(names);
});

it('a name that changes is found by its new name', async () => {
  const rename = (name: string) =>
    app.database.asOwner((tx) =>
      tx.run('update institutions.institutions set name = $1 where id = $2', [name, app.institution('b')]),
    );
  await rename('阳光花园');
  expect(await found('410105-review', '光花')).toEqual(['阳光花园']);
  expect(await found('410105-review', '二幼')).toEqual([]);
  await rename('金水二幼');
});
