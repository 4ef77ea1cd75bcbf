import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
let classes: { id: number; code: string }[] = [];
let count = 0;
const me = () => app.as('a-ordinary');
const base = () => `/api/institutions/${app.institution('a')}`;

beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  classes = (await me().get(`${base()}/classes`)).body as typeof classes;
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

const values = (n: number) => childCells(n, { classCode: '20262101' });
const enter = async (n = ++count) =>
  (
    await ok<{ childId: number }>(
      me().post(`${base()}/children`, { requestId: crypto.randomUUID(), values: values(n) }),
    )
  ).childId;
const numbered = async (): Promise<number> => {
  const childId = await enter();
  const choice = { institutionId: app.institution('a'), classId: null, childIds: [childId] };
  await ok(app.as('a-review').post('/api/registration/confirmations', choice));
  await ok(app.as('410105-review').post('/api/registration/approvals', choice));
  return childId;
};
const leaving = (childIds: number[], over: object = {}) => ({
  ...{ childIds, leftOn: '2026-11-20', way: 'moved-away', destination: '江苏省南京市', reason: '举家迁往外地' },
  ...over,
});
const leave = (childIds: number[], over: object = {}) => me().post(`${base()}/leavings`, leaving(childIds, over));
type Departures = {
  classId: number | null;
  leaving: { id: number; mayUndo: boolean; late: boolean; dueOn: string; undoneAt: string | null } | null;
  suspensions: { endedOn: string | null }[];
  may: { leave: boolean; suspend: boolean; resume: boolean };
};
const read = (childId: number, login = 'a-ordinary') =>
  ok<Departures>(app.as(login).get(`/api/children/${childId}/departures`));
const stateOf = async (childId: number) =>
  (await ok<{ child: { state: string } }>(me().get(`/api/children/${childId}`))).child.state;
const undo = (id: number) => me().post(`/api/leavings/${id}/undoing`, { reason: '登记有误' });

describe('leaving', () => {
  it('takes effect at once, and is known to those who oversee the institution and to nobody else', async () => {
    const id = await numbered();
    await ok(leave([id]));
    expect(await stateOf(id)).toBe('left');
    const here = await ok<{ rows: { id: number }[] }>(me().get(`/api/children?institutionId=${app.institution('a')}`));
    expect(here.rows.map((row) => row.id)).not.toContain(id);
    const past = await ok<{ rows: object[] }>(me().get('/api/past-enrolments?limit=5'));
    expect(past.rows[0]).toMatchObject({ endedOn: '2026-11-20', endKind: '3' });
    for (const [login, rows] of [
      ['410105-review', 1],
      ['410100-review', 1],
      ['410102-review', 0],
      ['b-ordinary', 0],
    ] as const)
      expect((await ok<{ rows: object[] }>(app.as(login).get('/api/leavings'))).rows, login).toHaveLength(rows);
    expect(await code(app.as('b-ordinary').get(`/api/children/${id}/departures`))).toBe('children.not-found');
    expect((await read(id, '410105-review')).may).toEqual({ leave: false, suspend: false, resume: false });
  });

  it('abroad bears its own kind, and late is said by the rules in force', async () => {
    const id = await numbered();
    const preview = await ok<{ dueOn: string; late: boolean; article: string; leaving: object[] }>(
      me().get(`${base()}/leaving-preview?childIds=${id}&leftOn=2026-09-20`),
    );
    expect(preview).toMatchObject({ dueOn: '2026-10-20', late: true, leaving: [{ childId: id }] });
    expect(preview.article).toContain('258');
    await ok(leave([id], { way: 'abroad', leftOn: '2026-09-20' }));
    const past = await ok<{ rows: object[] }>(me().get('/api/past-enrolments?endKind=5'));
    expect(past.rows).toHaveLength(1);
    expect((await read(id)).leaving).toMatchObject({ late: true, dueOn: '2026-10-20' });
    const late = await ok<{ rows: object[] }>(app.as('410105-review').get('/api/leavings?only=late'));
    expect(late.rows).toMatchObject([{ childId: id, way: 'abroad' }]);
  });

  it('of several lets those go that may, and names the others with what stands in their way', async () => {
    const [one, two, without] = [await numbered(), await numbered(), await enter()];
    const preview = await ok<{ leaving: object[]; refused: object[] }>(
      me().get(`${base()}/leaving-preview?childIds=${one},${two},${without},999999&leftOn=2026-11-20`),
    );
    const refused = [
      { childId: without, code: 'departures.no-number' },
      { childId: 999999, code: 'children.not-found' },
    ];
    expect(preview).toMatchObject({ leaving: [{ childId: one }, { childId: two }], refused });
    expect(await ok(leave([one, two, without, 999999]))).toMatchObject({ asked: 4, done: 2, refused });
    expect(await stateOf(without)).toBe('entered');
    expect(await code(leave([one]))).toBe('departures.not-here');
    expect(await code(leave([without]))).toBe('departures.no-number');
    expect(await code(app.as('b-ordinary').post(`${base()}/leavings`, leaving([two])))).toBe('institutions.not-found');
  });

  it('waits for the end of a problem case, whoever entered the other file', async () => {
    const id = await numbered();
    const same = { requestId: crypto.randomUUID(), values: values(count) };
    await app.as('d-ordinary').post(`/api/institutions/${app.institution('d')}/children`, same);
    expect(await code(leave([id]))).toBe('departures.duplicate-open');
  });
});

describe('taking it back', () => {
  it('puts the child where it was, class and counters too, and leaves the record', async () => {
    const id = await numbered();
    const before = await read(id);
    await ok(leave([id]));
    const { leaving: last } = await read(id);
    expect(last?.mayUndo).toBe(true);
    await ok(undo(last?.id as number));
    expect(await stateOf(id)).toBe('numbered');
    expect(await read(id)).toMatchObject({ classId: before.classId, leaving: { mayUndo: false } });
    expect(await code(undo(last?.id as number))).toBe('departures.already-undone');
    const undone = await ok<{ rows: object[] }>(me().get('/api/leavings?only=undone'));
    expect(undone.rows).toMatchObject([{ childId: id, undoReason: '登记有误' }]);
    expect(await code(app.as('b-ordinary').post(`/api/leavings/${last?.id}/undoing`, { reason: '登记有误' }))).toBe(
      'departures.not-found',
    );
  });

  it('brings back into no class when the class is gone', async () => {
    const made = { name: '临时班', type: '21', schoolYear: 2026, capacity: 30, teacherName: null };
    const { id: classId, code: classCode } = await ok<{ id: number; code: string }>(
      me().post(`${base()}/classes`, made),
    );
    const id = await numbered();
    const file = await ok<{ version: number; fields: object }>(me().get(`/api/children/${id}`));
    const moved = { version: file.version, values: { ...file.fields, classCode } };
    expect(await ok(me().post(`/api/children/${id}`, moved))).toMatchObject({ saved: true });
    await ok(leave([id]));
    await ok(me().post(`/api/classes/${classId}/deletion`));
    await ok(undo((await read(id)).leaving?.id as number));
    expect((await read(id)).classId).toBe(null);
  });

  it('at once with an edit or with another leaving leaves one history', async () => {
    const id = await numbered();
    const file = await ok<{ version: number; fields: object }>(me().get(`/api/children/${id}`));
    const edit = { version: file.version, values: { ...file.fields, address: '花园路一号' } };
    const statuses = (await Promise.all([leave([id]), leave([id]), me().post(`/api/children/${id}`, edit)])).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(statuses.slice(0, 2).filter((status) => status === 200)).toHaveLength(1);
    const { leaving: last } = await read(id);
    const undone = await Promise.all([undo(last?.id as number), undo(last?.id as number)]);
    expect(undone.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stateOf(id)).toBe('numbered');
  });
});

describe('a rest', () => {
  it('keeps number and class, ends in a class of the institution, and may end in leaving', async () => {
    const id = await numbered();
    const rest = { fromOn: '2026-11-01', untilOn: '2027-03-01', reason: '因病休养' };
    await ok(me().post(`/api/children/${id}/suspension`, rest));
    expect(await stateOf(id)).toBe('suspended');
    expect((await read(id)).may).toEqual({ leave: true, suspend: false, resume: true });
    expect(await code(me().post(`/api/children/${id}/suspension`, rest))).toBe('departures.rests-already');
    const back = { resumedOn: '2026-11-21', classId: classes[0]?.id };
    expect(await code(me().post(`/api/children/${id}/resumption`, { ...back, classId: 999999 }))).toBe(
      'classes.not-found',
    );
    await ok(me().post(`/api/children/${id}/resumption`, back));
    expect(await stateOf(id)).toBe('numbered');
    expect(await read(id)).toMatchObject({ classId: classes[0]?.id, suspensions: [{ endedOn: '2026-11-21' }] });
    await ok(me().post(`/api/children/${id}/suspension`, rest));
    await ok(leave([id]));
    await ok(undo((await read(id)).leaving?.id as number));
    expect(await stateOf(id)).toBe('suspended');
  });
});

it('a week later the institution takes nothing back any more', async () => {
  const id = await numbered();
  await ok(leave([id]));
  const { leaving: last } = await read(id);
  app.setNow('2026-11-30T01:00:00Z');
  expect(await code(undo(last?.id as number))).toBe('departures.undo-too-late');
  expect((await read(id)).leaving?.mayUndo).toBe(false);
});
