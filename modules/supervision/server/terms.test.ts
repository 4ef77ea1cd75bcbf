import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendOf } from '../../../apps/server/testing/file-sections.ts';
import { buildingOf } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';
import { planNight, workNight } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  // The county follows measures that lay the verification down: three working days.
  await app.database.asOwner((tx) => assignPack(tx, '410105', 'tianjin-binhai-2020', '2020-08-01'));
});
afterAll(() => app.close());

const pathOf = (key: 'a' | 'b' | 'c') => `/api/institutions/${app.institution(key)}/term-check`;
const read = async (key: 'a' | 'b' | 'c') => (await app.as(`${key}-review`).get(pathOf(key))).body as object;
const say = (key: 'a' | 'b' | 'c', unchanged: boolean) => app.as(`${key}-ordinary`).post(pathOf(key), { unchanged });

it('a term opens by the night, where the rules of the county lay a period down', async () => {
  expect((await workNight(app.database, '2027-02-15')).opened).toBe(0);
  expect((await workNight(app.database, '2027-03-01')).opened).toBe(2);
  expect((await workNight(app.database, '2027-03-01')).opened).toBe(0);
  app.setNow('2027-03-01T01:00:00Z');
  // 2027 has no published holidays yet: no day is guessed.
  expect(await read('a')).toMatchObject({ term: '2027-spring', dueOn: 'not-known', done: null, may: true });
  expect(await read('c')).toMatchObject({ dueOn: null, may: true });
});

it('nothing changed is one word, said once, by one of those who press at once', async () => {
  const answers = await Promise.all([say('a', true), say('a', true), say('a', true)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await read('a')).toMatchObject({ done: { unchanged: true }, dueOn: null, may: false });
});

it('what is being changed is not nothing, and what nobody touched is not changed', async () => {
  expect((await say('b', false)).body).toMatchObject({ code: 'supervision.term-nothing-touched' });
  await sendOf(app)('b-ordinary', 'POST', `/api/institutions/${app.institution('b')}/sections/buildings/draft`, {
    ...{ revision: null, fields: { buildings: [buildingOf()] } },
  });
  expect((await say('b', true)).body).toMatchObject({ code: 'supervision.term-changes-under-way' });
  expect((await say('b', false)).status).toBe(200);
});

it('each level sees who has not said it', async () => {
  const { body } = await app.as('410100-reader').get('/api/supervision/term-checks');
  expect(body).toMatchObject({
    term: '2027-spring',
    counts: { institutions: 3, unchanged: 1, changed: 1 },
    rows: [{ name: '中原一幼', done: null }],
  });
  const changed = await app.as('410105-review').get('/api/supervision/term-checks?only=changed');
  expect(changed.body).toMatchObject({ rows: [{ name: '金水二幼', done: { unchanged: false } }] });
});

it('the night is planned once a day', async () => {
  const means = { database: app.database, jobs: app.services.jobs };
  const days = await Promise.all([1, 2, 3].map(() => planNight(means, new Date('2027-03-02T01:00:00Z'))));
  expect(days.filter(Boolean)).toHaveLength(1);
  expect(await planNight(means, new Date('2027-03-02T15:59:00Z'))).toBe(false);
  // Midnight in China.
  expect(await planNight(means, new Date('2027-03-02T16:00:00Z'))).toBe(true);
});
