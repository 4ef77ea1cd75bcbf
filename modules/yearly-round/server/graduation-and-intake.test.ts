import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { roundPlay } from '../../../apps/server/testing/round-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import type { RoundPlan } from '../round.ts';

let app: TestApp;
const {
  begin,
  me,
  base,
  makeClass,
  numbered,
  promotion,
  graduation,
  confirm,
  work,
  proposed,
  carriedOut,
  undo,
  fileOf,
  withdrawOpen,
} = roundPlay(() => app);
let small: { id: number; code: string };

beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2027-08-05T01:00:00Z' });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow('2027-08-05T01:00:00Z');
  small = await begin();
});
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

describe('graduation', () => {
  it('lets the last class go on its day, but for whom something holds; and is taken back', async () => {
    app.setNow('2027-07-05T01:00:00Z');
    const big = await makeClass('23');
    const [one, deferred, moving] = [await numbered(big.code), await numbered(big.code), await numbered(big.code)];
    await ok(
      me().post(`/api/children/${moving}/transfers`, {
        ...{ requestId: crypto.randomUUID(), receiverId: app.institution('b'), reason: '家庭住址变动' },
      }),
    );
    const exceptions = [{ childId: deferred, how: 'stays', to: null, reason: '缓学留园' }] as const;
    const late = await proposed(graduation(big.id, { on: '2027-07-06', exceptions }), 'graduation');
    expect(await code(confirm(late))).toBe('yearly-round.day-outside');
    await withdrawOpen(late);
    const done = await carriedOut(graduation(big.id, { exceptions }), 'graduation');
    expect(done).toMatchObject({ moved: 1, stayed: 2 });
    expect(done.children.map(({ stayCode }) => stayCode)).toEqual([null, 'exception', 'transfer-open']);
    expect(await fileOf(one)).toMatchObject({ state: 'graduated', className: null });
    const past = async () => (await ok<{ rows: object[] }>(me().get('/api/past-enrolments?endKind=1'))).rows;
    expect(await past()).toMatchObject([{ endedOn: '2027-07-03' }]);
    expect(await ok(undo(done.id))).toEqual({ back: 1, kept: 0 });
    expect((await fileOf(one)).state).toBe('numbered');
    expect(await past()).toEqual([]);
  });
});

describe('intake', () => {
  it('places those without a class, and those left over of the year before, by age', async () => {
    const left = await numbered();
    const without = await numbered('', { birthOn: '2023-10-01', identityType: '其他', identityNumber: '' });
    app.setNow('2027-09-02T01:00:00Z');
    const targets = [
      { name: '新小班', type: '21' as const },
      { name: '新大班', type: '23' as const },
    ];
    const id = await proposed({ on: null, classes: [], targets, exceptions: [] }, 'intake');
    await ok(confirm(id));
    await work(id);
    expect(await fileOf(without)).toMatchObject({ className: '新小班', schoolYear: 2027 });
    expect(await fileOf(left)).toMatchObject({ className: '新大班' });
  });
});

it('is seen by those who oversee the institution and by nobody else', async () => {
  await numbered();
  const round = await carriedOut(promotion());
  for (const [login, status] of [
    ['410105-review', 200],
    ['410100-review', 200],
    ['410102-review', 404],
    ['b-ordinary', 404],
  ] as const) {
    expect((await app.as(login).get(`/api/yearly-rounds/${round.id}`)).status, login).toBe(status);
    const { rows } = await ok<{ rows: { id: number }[] }>(app.as(login).get('/api/yearly-rounds'));
    expect(
      rows.some(({ id }) => id === round.id),
      login,
    ).toBe(status === 200);
  }
});

it('is proposed from what is there', async () => {
  await numbered();
  type Start = { window: { isOpen: boolean; year: number }; plan: RoundPlan; openRoundId: null };
  const start = await ok<Start>(me().get(`${base()}/yearly-round-start?kind=promotion`));
  expect(start).toMatchObject({ window: { isOpen: true, year: 2027 }, openRoundId: null });
  expect(start.plan.classes.map(({ classId }) => classId)).toContain(small.id);
  const id = await proposed(start.plan);
  await withdrawOpen(id);
});
