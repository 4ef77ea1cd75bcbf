import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { closeTask, openTask, passNight, pauseTask } from './index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  // November: in time, late, open and late, rested with days left and ended, not due yet; one of an institution, one of December.
  await app.database.asOwner(async (tx) => {
    const days = (value: number) => ({ value, unit: 'days' }) as const;
    const key = (place: 'a' | 'c' | 'd', subject: string) =>
      ({ institutionId: app.institution(place), kind: 'section-review', subject }) as const;
    const open = (
      place: 'a' | 'c' | 'd',
      subject: string,
      count: number,
      holder: 'county' | 'institution' = 'county',
    ) => openTask(tx, key(place, subject), holder, days(count), '2026-11-01');
    await open('a', 'basic', 5);
    await closeTask(tx, key('a', 'basic'), '2026-11-06');
    await open('a', 'finance', 5);
    await closeTask(tx, key('a', 'finance'), '2026-11-07');
    await open('a', 'staff', 5);
    await open('a', 'buildings', 5);
    await pauseTask(tx, key('a', 'buildings'), '2026-11-04');
    await closeTask(tx, key('a', 'buildings'), '2026-11-20');
    await open('c', 'basic', 25);
    await open('c', 'staff', 40);
    await open('d', 'basic', 5, 'institution');
  });
  await passNight(app.database, '2026-11-22');
});
afterAll(() => app.close());

const read = async (login: string, query = 'period=month') =>
  (await app.as(login).get(`/api/deadlines/keeping-up?${query}`)).body as Record<string, unknown>;
const kept = (inTime: number, doneLate: number, openLate: number, running: number, risen: number) => ({
  ...{ inTime, doneLate, openLate, running, risen },
});

it('a prefecture sees its counties in the order of a notice', async () => {
  expect(await read('410100-review')).toMatchObject({
    ...{ fromOn: '2026-11-01', untilOn: '2026-11-30' },
    parts: [
      { code: '410105', name: '金水区', opens: 'division', rate: '50.00', ...kept(2, 1, 1, 0, 1) },
      { code: '410102', rate: null, ...kept(0, 0, 0, 1, 0) },
    ],
    kinds: [{ kind: 'section-review', ...kept(2, 1, 1, 1, 1) }],
    total: { rate: '50.00' },
  });
});
it('another period, another holder, another division', async () => {
  expect(await read('410100-review', 'period=half-year')).toMatchObject({ total: kept(2, 1, 1, 2, 1) });
  expect(await read('410100-review', 'period=last-month')).toMatchObject({ parts: [], total: { rate: null } });
  expect(await read('410000-review', 'period=month&holder=institution')).toMatchObject({
    parts: [{ code: '410600', ...kept(0, 0, 1, 0, 1) }],
  });
  expect(await read('410105-review', 'period=month&division=410105')).toMatchObject({
    parts: [{ name: '金水一幼', opens: 'institution' }],
  });
});
it('a county counts nothing of another one', async () => {
  expect(await read('410102-review', 'period=month&division=410105')).toMatchObject({ parts: [] });
});
it('is a workbook to take along', async () => {
  const reply = await app.as('410100-reader').get('/api/deadlines/keeping-up.xlsx?period=month');
  expect(reply.status).toBe(200);
  const { sheets } = await readXlsx(reply.body as unknown as Buffer);
  expect(JSON.stringify(sheets[0]?.rows)).toContain('"金水区","审核机构栏目",2,1,1,0,1,"50.00"');
});
