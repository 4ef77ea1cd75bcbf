import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { roundPlay } from '../../../apps/server/testing/round-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
const {
  begin,
  lastNumber,
  principal,
  me,
  base,
  entered,
  numbered,
  promotion,
  propose,
  read,
  confirmation,
  confirm,
  work,
  proposed,
  carriedOut,
  undo,
  fileOf,
  withdrawOpen,
  edit,
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

describe('promotion', () => {
  it('takes a class one step on, with its teacher, and says who stays and why', async () => {
    const [one, two, repeater, resting, without] = [
      ...[await numbered(), await numbered(), await numbered(), await numbered()],
      await entered(small.code),
    ];
    const rest = { fromOn: '2027-08-01', untilOn: '2028-03-01', reason: '因病休养' };
    await ok(me().post(`/api/children/${resting}/suspension`, rest));
    const plan = promotion('中一班', {
      targets: [
        { name: '中一班', type: '22' },
        { name: '小一班', type: '21' },
      ],
      exceptions: [{ childId: repeater as number, how: 'repeats', to: '小一班', reason: '家长申请再读一年' }],
    });
    const id = await proposed(plan);
    const before = await read(id, 'a-review');
    expect(before.may).toEqual({ change: false, confirm: true, undo: false });
    const done = await carriedOutOf(id);
    expect(done).toMatchObject({ state: 'done', moved: 3, stayed: 2 });
    // What was looked at is what was done.
    expect(done.children).toEqual(before.children);
    expect(done.from).toEqual(before.from);
    for (const childId of [one, two])
      expect(await fileOf(childId as number)).toEqual({
        ...{ state: 'numbered', className: '中一班', schoolYear: 2027, teacherName: '王老师' },
      });
    expect(await fileOf(repeater as number)).toMatchObject({ className: '小一班', schoolYear: 2027 });
    const stays = done.children
      .filter(({ how }) => how === 'stays')
      .map(({ childId, stayCode }) => [childId, stayCode]);
    expect(stays).toEqual([
      [resting, 'suspended'],
      [without, 'no-number'],
    ]);
    const [counted] = done.from;
    expect(counted).toMatchObject({ moving: 3, staying: 2 });
    expect((counted?.boys ?? 0) + (counted?.girls ?? 0)).toBe(5);
  });
  const carriedOutOf = async (id: number) => {
    await ok(confirm(id));
    await work(id);
    return read(id);
  };

  it('done again after a crash does nothing twice', async () => {
    const childId = await numbered();
    const done = await carriedOut(promotion());
    await Promise.all([work(done.id), work(done.id)]);
    expect(await read(done.id)).toEqual(done);
    const { rows } = await app.database.pool.query(
      `select 1 from children.actions where child_id = $1 and action = 'promoted'`,
      [childId],
    );
    expect(rows).toHaveLength(1);
  });

  it('needs another person, its month, and the children that were looked at', async () => {
    await numbered();
    const id = await proposed(promotion());
    expect(await code(propose(promotion()))).toBe('yearly-round.open-already');
    const looked = confirmation(await read(id));
    const url = `/api/yearly-rounds/${id}/confirmation`;
    expect((await me().post(url, looked)).status).toBe(403);
    expect(await code(app.as('b-review').post(url, looked))).toBe('yearly-round.not-found');
    expect(await code(principal().post(url, { ...looked, revision: 7 }))).toBe('yearly-round.changed-meanwhile');
    await numbered();
    expect(await code(principal().post(url, looked))).toBe('yearly-round.children-changed');
    for (const now of ['2027-07-31T15:59:00Z', '2027-08-31T16:01:00Z']) {
      app.setNow(now);
      const reply = await principal().post(url, confirmation(await read(id)));
      expect(reply.body).toMatchObject({
        code: 'yearly-round.promotion-not-open',
        facts: { opensOn: '2027-08-01', closesOn: '2027-08-31' },
      });
    }
    app.setNow('2027-08-31T15:59:00Z');
    const both = await Promise.all([confirm(id), confirm(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await work(id);
  });

  it('keeps whom something came to hold back between the word and the work', async () => {
    const [goes, held, left] = [await numbered(), await numbered(), await numbered()];
    const id = await proposed(promotion());
    await ok(confirm(id));
    const same = { requestId: crypto.randomUUID(), values: childCells(lastNumber()) };
    await ok(app.as('d-ordinary').post(`/api/institutions/${app.institution('d')}/children`, same));
    const leaving = { leftOn: '2027-08-04', way: 'withdrawn', destination: null, reason: '家长要求' };
    await ok(me().post(`${base()}/leavings`, { childIds: [held], ...leaving }));
    await work(id);
    const done = await read(id);
    expect(done).toMatchObject({ moved: 1, stayed: 1 });
    expect(done.children).toMatchObject([{ childId: goes }, { childId: left, stayCode: 'duplicate-open' }]);
  });

  it('of children that all went meanwhile changes nothing and says so', async () => {
    const childId = await numbered();
    const id = await proposed(promotion());
    await ok(confirm(id));
    const leaving = { leftOn: '2027-08-04', way: 'withdrawn', destination: null, reason: '家长要求' };
    await ok(me().post(`${base()}/leavings`, { childIds: [childId], ...leaving }));
    await work(id);
    expect(await read(id)).toMatchObject({ state: 'failed', failure: { code: 'yearly-round.nobody-moves' } });
  });

  it('is changed and withdrawn while it waits', async () => {
    const childId = await numbered();
    const plan = promotion();
    const id = await proposed(plan);
    const exceptions = [{ childId, how: 'stays', to: null, reason: '家长另有安排' }] as const;
    const changed = { revision: 1, plan: { ...plan, exceptions } };
    expect(await ok(me().post(`/api/yearly-rounds/${id}`, changed))).toEqual({ revision: 2 });
    expect(await code(me().post(`/api/yearly-rounds/${id}`, changed))).toBe('yearly-round.changed-meanwhile');
    expect((await read(id)).children).toMatchObject([{ childId, stayCode: 'exception' }]);
    expect(await code(confirm(id))).toBe('yearly-round.nobody-moves');
    await withdrawOpen(id);
    expect(await code(confirm(id))).toBe('yearly-round.not-waiting');
  });
});

describe('taking back', () => {
  it('puts back whom nobody touched, leaves the others, and removes the class that was made', async () => {
    const [one, two] = [await numbered(), await numbered()];
    const round = await carriedOut(promotion('中三班'));
    await edit(two);
    expect(await ok(undo(round.id))).toEqual({ back: 1, kept: 1 });
    expect(await fileOf(one)).toMatchObject({ schoolYear: 2026 });
    expect(await fileOf(two)).toMatchObject({ className: '中三班' });
    const undone = await read(round.id);
    expect(undone).toMatchObject({ state: 'undone', may: { undo: false } });
    expect(undone.children.map(({ keptCode }) => keptCode)).toEqual([null, 'changed-since']);
    expect(await code(undo(round.id))).toBe('yearly-round.already-undone');
    const again = await carriedOut(promotion('中四班'));
    expect(await ok(undo(again.id))).toEqual({ back: 1, kept: 0 });
    const names = (await ok<{ name: string }[]>(me().get(`${base()}/classes`))).map(({ name }) => name);
    expect(names).toContain('中三班');
    expect(names).not.toContain('中四班');
  });

  it('is over when the window is, and leaves what has moved on', async () => {
    const [one, two] = [await numbered(), await numbered()];
    const round = await carriedOut(promotion());
    const leaving = { leftOn: '2027-08-04', way: 'withdrawn', destination: null, reason: '家长要求' };
    await ok(me().post(`${base()}/leavings`, { childIds: [two], ...leaving }));
    app.setNow('2027-09-01T01:00:00Z');
    expect(await code(undo(round.id))).toBe('yearly-round.promotion-not-open');
    app.setNow('2027-08-30T01:00:00Z');
    expect(await ok(undo(round.id))).toEqual({ back: 1, kept: 1 });
    expect(await fileOf(one)).toMatchObject({ schoolYear: 2026 });
    expect((await fileOf(two)).state).toBe('left');
  });
});
