import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspect } from '../../../apps/server/testing/inspection-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const post = (login: string, path: string, body: object) => app.as(login).post(`/api/${path}`, body);
const pathOf = (key: 'a' | 'b' | 'd') => `institutions/${app.institution(key)}/annual-review`;
const read = async (login: string, key: 'a' | 'b' | 'd' = 'a') =>
  (await app.as(login).get(`/api/${pathOf(key)}?year=2026`)).body as Record<string, unknown>;
const record = (over: object = {}, key: 'a' | 'b' | 'd' = 'a') =>
  post('410105-review', pathOf(key), {
    ...{ year: 2026, version: 0, result: 'qualified', explanation: null, correctionReason: null, ...over },
  });
const issue = (violation: string) =>
  post('410105-review', `institutions/${app.institution('a')}/rectifications`, {
    ...{ requestId: crypto.randomUUID(), violation, found: '两份档案不实', asked: '更正', dueOn: '2026-12-22' },
  });
const list = async (login: string, only: string) =>
  (
    (await app.as(login).get(`/api/supervision/annual-reviews?year=2026&only=${only}`)).body as {
      rows: { name: string; result: string | null }[];
    }
  ).rows.map(({ name, result }) => [name, result]);

it('stands beside what the system knows: notices, inspections of the year, sections that are missing', async () => {
  await issue('late-change');
  await issue('false-file');
  const send = async (login: string, path: string, body: object) => (await post(login, path, body)).body;
  await inspect(send, '410105-review', app.institution('a'), '2026-11-22');
  const { facts } = await read('410105-review');
  expect(facts).toMatchObject({
    ...{ openRectifications: 2, overdueRectifications: 0, seriousRectifications: 1, issuedRectifications: 2 },
    ...{ inspections: 1, findings: 1, heavyFindings: 1 },
  });
  expect((facts as { missingSections: number }).missingSections).toBeGreaterThan(0);
  expect((await read('410105-review', 'b'))['facts']).toMatchObject({ openRectifications: 0, inspections: 0 });
});

it('is qualified over a serious notice only with an explanation, and recorded once', async () => {
  expect((await record()).body).toMatchObject({ code: 'supervision.annual-needs-explanation' });
  const explained = { explanation: '档案已更正，待复核' };
  const both = await Promise.all([record(explained), record(explained)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await record({ year: 2027 })).body).toMatchObject({ code: 'supervision.annual-year-ahead' });
  expect((await record({}, 'd')).status).toBe(404);
});

it('is corrected with a reason, by one at a time; every word stays', async () => {
  const correct = (over: object = {}) => record({ version: 1, result: 'basically-qualified', ...over });
  expect((await correct()).body).toMatchObject({ code: 'supervision.annual-correction-needs-reason' });
  const reason = { correctionReason: '复核未通过' };
  const both = await Promise.all([correct(reason), correct(reason)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await read('a-ordinary')).toMatchObject({
    versions: [
      { version: 2, result: 'basically-qualified', correctionReason: '复核未通过' },
      { version: 1, result: 'qualified', facts: { seriousRectifications: 1 } },
    ],
    may: { record: false },
  });
});

it('is listed with those that have none, counted by county, and taken along', async () => {
  expect(await list('410105-review', 'all')).toEqual([
    ['金水一幼', 'basically-qualified'],
    ['金水二幼', null],
  ]);
  expect(await list('410100-review', 'none')).toEqual([
    ['金水二幼', null],
    ['中原一幼', null],
  ]);
  expect(await list('410100-review', 'qualified')).toEqual([]);
  expect(await list('b-review', 'all')).toEqual([['金水二幼', null]]);
  const counts = await app.as('410100-review').get('/api/supervision/annual-review-counts?year=2026');
  expect(counts.body).toMatchObject({
    counties: [
      { code: '410102', institutions: 1, basicallyQualified: 0 },
      { code: '410105', institutions: 2, qualified: 0, basicallyQualified: 1, unqualified: 0 },
    ],
  });
  const book = await app.as('410105-reader').get('/api/supervision/annual-reviews.xlsx?year=2026');
  const { sheets } = await readXlsx(book.body as unknown as Buffer);
  expect(JSON.stringify(sheets[0]?.rows)).toContain('"金水一幼","基本合格"');
});
