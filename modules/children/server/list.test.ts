import { afterAll, beforeAll, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
const entered: { id: number; key: 'a' | 'b' | 'c' | 'd' }[] = [];

beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  // Turn by turn, so that the ids of one institution lie between those of the others.
  for (let n = 0; n < 12; n += 1) {
    const key = (['b', 'a', 'd', 'c'] as const)[n % 4] as 'a';
    const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
      requestId: crypto.randomUUID(),
      values: childCells(n, { classCode: '20262101' }),
    });
    entered.push({ id: (reply.body as { childId: number }).childId, key });
  }
  const choice = { institutionId: app.institution('b'), classId: null, childIds: null };
  await app.as('b-review').post('/api/registration/confirmations', choice);
});
afterAll(() => app.close());

/** Every id that somebody is shown, page after page. */
const walk = async (login: string, query: string): Promise<number[]> => {
  const ids: number[] = [];
  for (let after = ''; ; ) {
    const { body } = await app.as(login).get(`/api/children?limit=2${query}${after}`);
    const page = body as { rows: { id: number }[]; next: string | null };
    ids.push(...page.rows.map((row) => row.id));
    if (page.next === null) return ids;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};
const idsOf = (...keys: string[]): number[] => entered.filter(({ key }) => keys.includes(key)).map(({ id }) => id);
const sorted = (ids: readonly number[]): number[] => [...ids].sort((one, other) => one - other);

it.each([
  ['a-ordinary', '', ['a']],
  ['410105-review', '', ['a', 'b']],
  ['410100-review', '', ['a', 'b', 'c']],
  ['410000-review', '', ['a', 'b', 'c', 'd']],
  ['410000-review', '&division=410600', ['d']],
  ['410000-review', '&state=confirmed', ['b']],
  ['410100-review', '&state=entered', ['a', 'c']],
  ['410611-review', '&state=confirmed', []],
  ['410105-review', '&division=410611', []],
] as const)('%s is shown each of its children once, page after page (%s)', async (login, query, keys) => {
  expect(sorted(await walk(login, query))).toEqual(idsOf(...keys));
});

it('keeps the children of an institution together, in the order of their entry', async () => {
  const ids = await walk('410000-review', '');
  const keys = ids.map((id) => entered.find((each) => each.id === id)?.key);
  expect(keys.filter((key, at) => key !== keys[at - 1])).toHaveLength(4);
  expect(ids.filter((id) => idsOf('b').includes(id))).toEqual(idsOf('b'));
});
