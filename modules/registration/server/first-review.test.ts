import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

type Bulk = { asked: number; done: number; refused: { childId: number; code: string }[] };
type Rows = {
  rows: { id: number; institutionId: number; waiting: number; late: number; dueOn: string; next: string }[];
};

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());

// a lies in a town of 410105 with accounts, as b does in another; c's town and d's county have none.
const town = () => app.as('410105001000-review');
const county = () => app.as('410105-review');
const pick = (childIds: number[] | null, key: 'a' | 'b' | 'c' = 'a') => ({
  institutionId: app.institution(key),
  classId: null,
  childIds,
});
const body = <T>(reply: { status: number; body: unknown }): T => {
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body as T;
};
const enter = async (n: number, key: 'a' | 'b' | 'c' = 'a'): Promise<number> =>
  body<{ childId: number }>(
    await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
      requestId: crypto.randomUUID(),
      values: childCells(n, { classCode: '20262101' }),
    }),
  ).childId;
const confirm = async (ids: number[], key: 'a' | 'b' | 'c' = 'a') =>
  expect(body<Bulk>(await app.as(`${key}-review`).post('/api/registration/confirmations', pick(ids, key))).done).toBe(
    ids.length,
  );
const enterAndConfirm = async (n: number, key: 'a' | 'b' | 'c' = 'a'): Promise<number> => {
  const id = await enter(n, key);
  await confirm([id], key);
  return id;
};
const setting = (switchedOn: boolean, county = '410105') =>
  app.as(`${county}-system-administrator`).post('/api/first-review', { on: switchedOn });
const queue = async (who: ReturnType<typeof town>, path: string) => body<Rows>(await who.get(path)).rows;
const countyQueue = () => queue(county(), '/api/registration/review-queue');
const townQueue = () => queue(town(), '/api/registration/first-review-queue');
const child = async (id: number, login = 'a-ordinary') =>
  body<{ child: { state: string; next: string }; dueOn: string | null; may: object; actions: { action: string }[] }>(
    await app.as(login).get(`/api/children/${id}`),
  );
const refusals = (reply: { status: number; body: unknown }) => body<Bulk>(reply).refused.map((each) => each.code);

describe('where the county has not switched it on', () => {
  it('the way is the usual one', async () => {
    app.setNow('2026-09-01T01:00:00Z');
    const id = await enterAndConfirm(1);
    expect((await child(id)).child.next).toBe('county');
    expect(await townQueue()).toEqual([]);
    expect(refusals(await town().post('/api/registration/first-review-passes', pick([id])))).toEqual([
      'registration.first-review-not-asked',
    ]);
    expect(body<Bulk>(await county().post('/api/registration/approvals', pick([id]))).done).toBe(1);
  });
});

describe('where the county has switched it on', () => {
  beforeAll(async () => {
    app.setNow('2026-09-01T02:00:00Z');
    body(await setting(true));
    body(await setting(true, '410102'));
  });

  it('the town is next, the county waits and is told why', async () => {
    const id = await enterAndConfirm(10);
    const file = await child(id, '410105-review');
    expect(file).toMatchObject({
      child: { state: 'confirmed', next: 'town' },
      dueOn: '2026-09-08',
      may: { review: false },
    });
    expect(await child(id, '410105001000-review')).toMatchObject({ may: { firstReview: true, review: false } });
    expect(await countyQueue()).toEqual([]);
    expect(await townQueue()).toMatchObject([
      { institutionId: app.institution('a'), waiting: 1, late: 0, dueOn: '2026-09-08' },
    ]);
    for (const path of ['approvals', 'returns-to-institution'])
      expect(refusals(await county().post(`/api/registration/${path}`, { ...pick([id]), reason: '不行' }))).toEqual([
        'registration.at-first-review',
      ]);
    // All that waits here: nothing does, for the county.
    expect(body<Bulk>(await county().post('/api/registration/approvals', pick(null))).asked).toBe(0);
    expect(body(await county().get('/api/registration/progress'))).toMatchObject({ confirmed: 0, atTown: 1 });
    expect(body(await town().get('/api/registration/progress'))).toMatchObject({
      atTown: 1,
      oldestDueOn: '2026-09-08',
    });

    app.setNow('2026-09-04T02:00:00Z');
    expect(body<Bulk>(await town().post('/api/registration/first-review-passes', pick(null)))).toMatchObject({
      asked: 1,
      done: 1,
    });
    // Two weeks (Henan letter) from the town's look on, not from the confirmation.
    expect(await child(id)).toMatchObject({ child: { state: 'confirmed', next: 'county' }, dueOn: '2026-09-18' });
    expect(await countyQueue()).toMatchObject([{ waiting: 1, dueOn: '2026-09-18' }]);
    expect(await townQueue()).toEqual([]);
    expect(refusals(await town().post('/api/registration/first-review-passes', pick([id])))).toEqual([
      'registration.first-review-done',
    ]);
    expect(body<Bulk>(await county().post('/api/registration/approvals', pick([id]))).done).toBe(1);
    expect((await child(id)).actions.map((each) => each.action)).toEqual([
      'entered',
      'confirmed',
      'first-reviewed',
      'numbered',
    ]);
  });

  it('the town returns with a reason; mended and confirmed it waits for the town again', async () => {
    app.setNow('2026-09-07T02:00:00Z');
    const id = await enterAndConfirm(11);
    const back = { ...pick([id]), reason: '请核对户口所在地' };
    expect(body<Bulk>(await town().post('/api/registration/first-review-returns', back)).done).toBe(1);
    expect(await child(id)).toMatchObject({ child: { state: 'returned', next: 'ordinary' } });
    const file = body<{ version: number; fields: object }>(await app.as('a-ordinary').get(`/api/children/${id}`));
    body(await app.as('a-ordinary').post(`/api/children/${id}`, { version: file.version, values: file.fields }));
    await confirm([id]);
    expect(await child(id)).toMatchObject({ child: { next: 'town' }, dueOn: '2026-09-14' });
  });

  it('a sleeping town does not block: the county takes over, and the history says so', async () => {
    const [waiting] = await townQueue();
    expect(waiting).toMatchObject({ waiting: 1, dueOn: '2026-09-14' });
    app.setNow('2026-09-15T02:00:00Z');
    expect(await countyQueue()).toMatchObject([{ waiting: 1, late: 1, dueOn: '2026-09-28' }]);
    // The town may still act while the county has not.
    expect(await townQueue()).toMatchObject([{ waiting: 1, late: 1, daysLeft: -1, overdue: true }]);
    const listed = body<Rows>(
      await county().get(`/api/children?institutionId=${app.institution('a')}&waitsFor=county`),
    );
    expect(listed.rows.map((row) => row.next)).toEqual(['county']);
    expect(body<Bulk>(await county().post('/api/registration/approvals', pick(null))).done).toBe(1);
    expect((await child(listed.rows[0]!.id)).actions.map((each) => each.action).slice(-2)).toEqual([
      'first-review-taken-over',
      'numbered',
    ]);
  });

  it('a town without a central kindergarten is passed over', async () => {
    const id = await enterAndConfirm(12, 'c');
    expect((await child(id, 'c-ordinary')).child.next).toBe('county');
    expect(body<Bulk>(await app.as('410102-review').post('/api/registration/approvals', pick([id], 'c'))).done).toBe(1);
  });

  it('switched off, what waits comes to the county at once', async () => {
    const ids = [await enterAndConfirm(13), await enterAndConfirm(14)];
    expect(await countyQueue()).toEqual([]);
    body(await setting(false));
    expect(await countyQueue()).toMatchObject([{ waiting: 2 }]);
    for (const id of ids) expect((await child(id)).child.next).toBe('county');
    expect(body<Bulk>(await county().post('/api/registration/approvals', pick(null))).done).toBe(2);
    body(await setting(true));
  });

  it('two at one moment: the town passes and the county takes over, one after the other', async () => {
    app.setNow('2026-09-16T02:00:00Z');
    const id = await enterAndConfirm(15);
    app.setNow('2026-10-20T02:00:00Z');
    const [passed, approved] = await Promise.all([
      town().post('/api/registration/first-review-passes', pick([id])),
      county().post('/api/registration/approvals', pick([id])),
    ]);
    expect(body<Bulk>(approved).done).toBe(1);
    expect([0, 1]).toContain(body<Bulk>(passed).done);
    expect((await child(id)).child.state).toBe('numbered');
  });

  it('keeps the books', async () => {
    await enterAndConfirm(16);
    expect(await brokenInvariants(app.database)).toEqual([]);
    expect(
      await app.database.asOwner((tx) =>
        tx.rows('select first_waiting from statistics.institution_counters where first_waiting > 0'),
      ),
    ).toEqual([{ first_waiting: 1 }]);
  });
});

describe('a town', () => {
  it('sees the children, classes and counters of its own institutions, and no other town anything of them', async () => {
    await enterAndConfirm(30, 'b');
    const see = (login: string, table: string, column = 'institution_id') =>
      app.database.asActor(app.actor(login), async (tx) => [
        ...new Set(
          (await tx.rows<{ id: number }>(`select ${column} as id from ${table} order by 1`)).map((row) => row.id),
        ),
      ]);
    for (const [login, key] of [
      ['410105001000-review', 'a'],
      ['410105002000-review', 'b'],
    ] as const) {
      for (const table of ['children.children', 'classes.classes', 'statistics.institution_counters'])
        expect(await see(login, table), `${login} ${table}`).toEqual([app.institution(key)]);
      expect(await see(login, 'institutions.institutions', 'id')).toEqual([app.institution(key)]);
      expect(
        await see(
          login,
          '(select c.institution_id from children.actions h join children.children c on c.id = h.child_id) t',
        ),
      ).toEqual([app.institution(key)]);
    }
    expect(refusals(await town().post('/api/registration/first-review-passes', pick(null, 'b')))).toEqual([]);
    expect(body<Bulk>(await town().post('/api/registration/first-review-passes', pick(null, 'b'))).asked).toBe(0);
  });

  it('follows its institution: moved to another town, the children are seen there', async () => {
    const count = (login: string) =>
      app.database.asActor(
        app.actor(login),
        async (tx) => (await tx.one<{ n: number }>('select count(*)::int as n from children.children')).n,
      );
    const [one, two] = [await count('410105001000-review'), await count('410105002000-review')];
    expect(one).toBeGreaterThan(0);
    const move = (code: string) =>
      app.database.asActor(app.actor('410105-review'), (tx) =>
        tx.run('update institutions.institutions set town_code = $2 where id = $1', [app.institution('a'), code]),
      );
    await move('410105002000');
    expect(await count('410105001000-review')).toBe(0);
    expect(await count('410105002000-review')).toBe(one + two);
    await move('410105001000');
    expect(await count('410105001000-review')).toBe(one);
  });

  it('changes nothing of another town, nor what it is not asked for', async () => {
    const update = (set: string) =>
      app.database.asActor(app.actor('410105001000-review'), (tx) =>
        tx.run(`update children.children set ${set} where institution_id = $1`, [app.institution('b')]),
      );
    expect(await update('version = version + 1')).toBe(0);
    await expect(update(`name = 'x'`)).rejects.toMatchObject({ code: '42501' });
  });
});
