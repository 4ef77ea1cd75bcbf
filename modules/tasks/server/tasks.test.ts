import { afterAll, beforeAll, expect, it } from 'vitest';
import { announceEverywhere } from '../../../apps/server/testing/announce-everywhere.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { workbookOf } from '../../../apps/server/testing/workbook.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp({ empty: ['c'] });
  await app.makeClasses();
});
afterAll(() => app.close());

const tasks = async (login: string): Promise<Record<string, number>> => {
  const reply = await app.as(login).get('/api/tasks');
  expect(reply.status, login).toBe(200);
  const found = reply.body as { tasks: { kind: string; count: number }[] };
  return Object.fromEntries(found.tasks.map((each) => [each.kind, each.count]));
};
const everyone = [
  'a-ordinary',
  'a-review',
  'a-teacher',
  'a-system-administrator',
  '410105-review',
  '410105-ordinary',
  '410105-support',
  '410105001000-review',
  '410100-review',
  '410000-reader',
  '000000-review',
];

it('nothing waits: quiet, for everyone', async () => {
  for (const login of everyone) expect(await tasks(login), login).toEqual({});
});

it('each line for those whose work it is, and for them alone', async () => {
  app.setNow('2026-09-01T01:00:00Z');
  const a = app.institution('a');
  const pick = (childIds: number[] | null) => ({ institutionId: a, classId: null, childIds });
  const enter = async (n: number, key: 'a' | 'd' = 'a') =>
    (
      (
        await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
          requestId: crypto.randomUUID(),
          values: childCells(n, { classCode: '20262101' }),
        })
      ).body as { childId: number }
    ).childId;
  await enter(9, 'd');
  const ids = [await enter(1), await enter(2), await enter(3), await enter(4)];
  expect(await enter(9)).toBeGreaterThan(0);
  await app.as('410105-system-administrator').post('/api/first-review', { on: true });
  await app.as('a-review').post('/api/registration/confirmations', pick(ids.slice(0, 2)));
  await app.as('a-review').post('/api/registration/returns-to-entry', { ...pick(ids.slice(2, 3)), reason: '请核对' });
  await app.check('a', await app.uploadAs('a', await workbookOf([childCells(20)])));
  await announceEverywhere(app);

  expect(await tasks('a-ordinary')).toEqual({
    'registration.returned': 1,
    'duplicates.to-answer': 1,
    'importing.to-decide': 1,
  });
  expect(await tasks('a-review')).toEqual({ 'announcements.to-read': 1, 'registration.to-confirm': 1 });
  expect(await tasks('a-teacher')).toEqual({ 'announcements.to-read': 1 });
  expect(await tasks('410105001000-review')).toEqual({ 'registration.to-review-first': 2 });
  expect(await tasks('410105-review')).toEqual({ 'announcements.to-read': 1 });
  await app.as('410105001000-review').post('/api/registration/first-review-passes', pick(ids.slice(0, 1)));
  expect(await tasks('410105001000-review')).toEqual({ 'registration.to-review-first': 1 });
  expect(await tasks('410105-review')).toMatchObject({ 'registration.to-review': 1 });
  app.setNow('2026-09-20T01:00:00Z');
  expect(await tasks('410105-review'), 'the town is late').toMatchObject({ 'registration.to-review': 2 });
  expect(await tasks('410105-ordinary')).toEqual({ 'announcements.to-read': 1 });
  expect(await tasks('410105-reader')).toEqual({});
  expect(await tasks('410100-review')).toEqual({ 'announcements.to-read': 1 });
  expect(await tasks('410000-review')).toEqual({});
});
