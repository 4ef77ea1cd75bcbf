import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { openTask } from '../../deadlines/server/index.ts';
import type { MonthlyFigures } from '../monthly.ts';
import { workNight } from './index.ts';
import { tellMonth } from './monthly.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

type Row = { id: number; month: string; madeOn: string; isRead: boolean };
type View = Row & { figures: MonthlyFigures };
const list = async (login: string) => ((await app.as(login).get('/api/monthly-messages')).body as { rows: Row[] }).rows;
const read = async (login: string, month: string): Promise<View> => {
  const id = (await list(login)).find((row) => row.month === month)?.id;
  return (await app.as(login).get(`/api/monthly-messages/${id}`)).body as View;
};
const finding = (key: 'a' | 'b' | 'd', rule: string) =>
  app.database.asOwner((tx) =>
    tx.run(
      `insert into supervision.findings (institution_id, rule_code, county_code, prefecture_code, province_code, severity, found, found_count, since_on)
       select id, $2, county_code, prefecture_code, province_code, 'error', '[{}]', 1, '2026-11-01' from institutions.institutions where id = $1
       on conflict do nothing`,
      [app.institution(key), rule],
    ),
  );
const unread = async (login: string): Promise<number> => {
  const { tasks } = (await app.as(login).get('/api/tasks')).body as { tasks: { kind: string; count: number }[] };
  return tasks.find(({ kind }) => kind === 'supervision.monthly-to-read')?.count ?? 0;
};

it('several months: each office is told once a month, and no month changes afterwards', async () => {
  await app.database.asOwner((tx) => tx.run('delete from supervision.findings'));
  await finding('a', '101');
  await finding('b', '101');
  await finding('d', '102');
  await app.database.asOwner((tx) =>
    openTask(
      tx,
      { institutionId: app.institution('a'), kind: 'rectification', subject: '1' },
      'institution',
      { value: 5, unit: 'days' },
      '2026-11-10',
    ),
  );
  await app.database.asOwner((tx) =>
    openTask(
      tx,
      { institutionId: app.institution('a'), kind: 'section-review', subject: 'staff' },
      'county',
      { value: 5, unit: 'days' },
      '2026-11-10',
    ),
  );
  const told = await tellMonth(app.database, '2026-12-01');
  expect(told).toBeGreaterThan(4);
  expect(await tellMonth(app.database, '2026-12-01'), 'again').toBe(0);
  expect(await tellMonth(app.database, '2026-12-02'), 'the next night').toBe(0);
  const november = await read('410105-review', '2026-11');
  expect(november.figures.rules).toMatchObject([{ rule: '101', institutions: 2, before: null }]);
  expect(november.figures.late).toEqual([
    { kind: 'rectification', ofCounties: 0, ofInstitutions: 1 },
    { kind: 'section-review', ofCounties: 1, ofInstitutions: 0 },
  ]);
  expect(november.figures.last).toMatchObject([{ code: String(app.institution('a')), rate: '0.00', openLate: 1 }]);
  const above = await read('410100-review', '2026-11');
  expect(above.figures.last).toMatchObject([{ code: '410105', openLate: 1 }]);
  expect(above.figures.rules).toMatchObject([{ rule: '101', institutions: 2 }]);
  const province = await read('410000-review', '2026-11');
  expect(province.figures.rules.map(({ rule, institutions }) => [rule, institutions])).toEqual([
    ['101', 2],
    ['102', 1],
  ]);
  expect(province.figures.last).toMatchObject([{ code: '410100', openLate: 1 }]);

  await app.database.asOwner((tx) =>
    tx.run('delete from supervision.findings where institution_id = $1', [app.institution('b')]),
  );
  await finding('a', '103');
  // The system did not run on the first: the first pass of the month tells it.
  await tellMonth(app.database, '2027-01-03');
  const december = await read('410105-review', '2026-12');
  expect(december.madeOn).toBe('2027-01-03');
  expect(december.figures.rules.map(({ rule, institutions, before }) => [rule, institutions, before])).toEqual([
    ['101', 1, 2],
    ['103', 1, 0],
  ]);
  await app.database.asOwner((tx) => tx.run('delete from supervision.findings'));
  await tellMonth(app.database, '2027-02-01');
  const january = await read('410105-review', '2027-01');
  expect(january.figures.rules.map(({ rule, institutions, before }) => [rule, institutions, before])).toEqual([
    ['101', 0, 1],
    ['103', 0, 1],
  ]);
  expect(await read('410105-review', '2026-11')).toEqual(november);
  expect((await list('410105-review')).map(({ month }) => month)).toEqual(['2027-01', '2026-12', '2026-11']);
});

it('two passes that come at once tell once', async () => {
  const told = await Promise.all([tellMonth(app.database, '2027-03-01'), tellMonth(app.database, '2027-03-01')]);
  expect(told.filter((many) => many > 0)).toHaveLength(1);
  const twice = await app.database.asOwner((tx) =>
    tx.rows(`select month, level, scope from supervision.monthly_messages group by 1, 2, 3 having count(*) > 1`),
  );
  expect(twice).toEqual([]);
});

it('one that breaks off has told nobody, and is told whole by the next', async () => {
  const breaking = {
    asOwner: <T>(work: Parameters<typeof app.database.asOwner<T>>[0]) =>
      app.database.asOwner<T>(async (tx) => {
        await work(tx);
        throw new Error('killed');
      }),
  };
  await expect(tellMonth(breaking, '2027-04-01')).rejects.toThrow('killed');
  expect((await list('410105-review')).some(({ month }) => month === '2027-03')).toBe(false);
  expect(await tellMonth(app.database, '2027-04-02')).toBeGreaterThan(4);
});

it('the night makes it, the bell tells each account until it opens it, and nobody else reads it', async () => {
  await workNight(app.database, '2027-05-01');
  const [newest] = await list('410105-reader');
  expect(newest).toMatchObject({ month: '2027-04', isRead: false });
  const before = await unread('410105-review');
  expect(before).toBe((await list('410105-review')).length);
  const url = `/api/monthly-messages/${newest?.id}`;
  for (const _again of [1, 2])
    expect((await app.as('410105-review').post(`${url}/receipt`, {})).body).toEqual({ isRead: true });
  expect(await unread('410105-review')).toBe(before - 1);
  expect(await unread('410105-reader'), 'another person').toBe(before);
  for (const login of ['410102-review', '410100-review'])
    expect((await app.as(login).get(url)).status, login).toBe(404);
  expect((await app.as('a-ordinary').get(url)).status).toBe(403);
});
