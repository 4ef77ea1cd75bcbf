import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import type { RoundKind, RoundPlan } from '../round.ts';
import { carryOut } from './index.ts';

let app: TestApp;
let count = 0;
/** The number of the last child that was entered. */
let last = 0;
let small: { id: number; code: string };
const me = () => app.as('a-ordinary');
const principal = () => app.as('a-review');
const base = () => `/api/institutions/${app.institution('a')}`;

type Reply = { status: number; text: string; body: unknown };
const ok = async <T = object>(reply: Promise<Reply>): Promise<T> => {
  const { status, text, body } = await reply;
  expect(status, text).toBe(200);
  return body as T;
};
const code = async (reply: Promise<Reply>): Promise<string> => {
  const { status, body, text } = await reply;
  expect(status, text).toBeGreaterThanOrEqual(400);
  return (body as { code: string }).code;
};

beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2027-08-05T01:00:00Z' });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow('2027-08-05T01:00:00Z');
  small = await makeClass('21');
});
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

const makeClass = (type: string, over: object = {}) => {
  const shape = { name: `小${++count}班`, type, schoolYear: 2026, capacity: null, teacherName: '王老师' };
  return ok<{ id: number; code: string }>(me().post(`${base()}/classes`, { ...shape, ...over }));
};
const entered = async (classCode: string, over: object = {}): Promise<number> => {
  last = ++count;
  const values = childCells(last, { classCode, ...over });
  const { childId } = await ok<{ childId: number }>(
    me().post(`${base()}/children`, { requestId: crypto.randomUUID(), values }),
  );
  return childId;
};
const numbered = async (classCode = small.code, over: object = {}): Promise<number> => {
  const childId = await entered(classCode, over);
  const choice = { institutionId: app.institution('a'), classId: null, childIds: [childId] };
  await ok(principal().post('/api/registration/confirmations', choice));
  await ok(app.as('410105-review').post('/api/registration/approvals', choice));
  return childId;
};
const promotion = (to = `中${++count}班`, over: Partial<RoundPlan> = {}): RoundPlan => ({
  ...{ on: null, classes: [{ classId: small.id, to }], targets: [{ name: to, type: '22' }], exceptions: [] },
  ...over,
});
const graduation = (classId: number, over: Partial<RoundPlan> = {}): RoundPlan => ({
  ...{ on: '2027-07-03', classes: [{ classId, to: null }], targets: [], exceptions: [] },
  ...over,
});
const propose = (plan: RoundPlan, kind: RoundKind = 'promotion') =>
  me().post(`${base()}/yearly-rounds`, { kind, plan });
type Round = {
  id: number;
  revision: number;
  state: string;
  moved: number | null;
  failure: { code: string } | null;
  children: { childId: number; how: string; to: string | null; stayCode: string | null; keptCode: string | null }[];
  from: { boys: number; girls: number; moving: number; staying: number }[];
  targets: { name: string; boys: number; girls: number }[];
  may: { change: boolean; confirm: boolean; undo: boolean };
};
const read = (id: number, login = 'a-ordinary') => ok<Round>(app.as(login).get(`/api/yearly-rounds/${id}`));
const confirmation = ({ revision, children }: Round) => {
  const expectStayed = children.filter(({ how }) => how === 'stays').length;
  return { revision, expectMoved: children.length - expectStayed, expectStayed };
};
const confirm = async (id: number) =>
  principal().post(`/api/yearly-rounds/${id}/confirmation`, confirmation(await read(id)));
const work = (id: number) => carryOut({ database: app.database, clock: app.now }, app.actor('a-review'), id);
const proposed = async (plan: RoundPlan, kind: RoundKind = 'promotion') =>
  (await ok<{ roundId: number }>(propose(plan, kind))).roundId;
const carriedOut = async (plan: RoundPlan, kind: RoundKind = 'promotion'): Promise<Round> => {
  const id = await proposed(plan, kind);
  await ok(confirm(id));
  await work(id);
  return read(id);
};
const undo = async (id: number) =>
  principal().post(`/api/yearly-rounds/${id}/undoing`, { revision: (await read(id)).revision, reason: '选错班级' });
const fileOf = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ state: string; className: string | null; schoolYear: number | null; teacherName: string | null }>(
      `select c.state, l.name as "className", l.school_year as "schoolYear", l.teacher_name as "teacherName"
       from children.children c left join classes.classes l on l.id = c.class_id where c.id = $1`,
      [childId],
    ),
  );
const withdrawOpen = async (id: number) =>
  ok(me().post(`/api/yearly-rounds/${id}/withdrawal`, { revision: (await read(id)).revision }));
const edit = async (childId: number) => {
  const file = await ok<{ version: number; fields: object }>(me().get(`/api/children/${childId}`));
  const values = { ...file.fields, address: `花园路${++count}号` };
  await ok(me().post(`/api/children/${childId}`, { version: file.version, values }));
};

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
    const same = { requestId: crypto.randomUUID(), values: childCells(last) };
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
