import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAlterationIn } from '../../../apps/server/testing/alteration-rows.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { carryOutAlteration } from './carry-out.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());
beforeEach(() => app.setNow('2026-11-22T01:00:00Z'));

let count = 0;
const enter = (key: 'a' | 'b', over: object = {}) => {
  count += 1;
  return app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
    requestId: crypto.randomUUID(),
    values: childCells(count, { classCode: '20262101', ...over }),
  });
};
type View = { state: string; revision: number; failure: { code: string } | null; newCode: string | null };
const read = async (id: number) => (await app.as('410105-review').get(`/api/alterations/${id}`)).body as View;
const review = async (id: number, decision: string, over: object = {}) =>
  app.as('410105-review').post(`/api/alterations/${id}/review`, {
    ...{ revision: (await read(id)).revision, decision, reason: null, newCode: null, ...over },
  });
const carryOut = (alterationId: number) =>
  carryOutAlteration({ database: app.database, clock: app.now, jobs: app.services.jobs }, { alterationId });
const b = () => app.institution('b');
/** Confirmed, approved and carried out; gives how it ended. */
const alter = async (key: 'a' | 'b', plan: object, on = '2026-11-22', over: object = {}): Promise<View> => {
  const id = await confirmAlterationIn(app, key, plan, on);
  const reply = await review(id, 'approve', over);
  expect(reply.status, reply.text).toBe(200);
  await carryOut(id);
  return read(id);
};
const institution = async (key: 'a' | 'b') =>
  app.database.asOwner((tx) =>
    tx.one<Record<string, unknown>>(
      `select i.name, i.code, i.standing, i.kind, i.town_code as town, v.fields, i.basic_state as state from institutions.institutions i
       join institutions.basic_versions v on v.institution_id = i.id and v.version = i.in_force_version where i.id = $1`,
      [app.institution(key)],
    ),
  );

describe('an application', () => {
  it('is one at a time, drawn up once, and needs its papers', async () => {
    const url = `/api/institutions/${app.institution('a')}/alterations`;
    const body = {
      requestId: crypto.randomUUID(),
      effectiveOn: '2026-11-22',
      reason: '停办装修',
      plan: { kind: 'suspend' },
    };
    const [one, two] = await Promise.all([app.as('a-ordinary').post(url, body), app.as('a-ordinary').post(url, body)]);
    expect([one?.status, two?.status].filter((status) => status === 200).length).toBeGreaterThan(0);
    const again = (await app.as('a-ordinary').post(url, body)).body as { alterationId: number };
    const other = await app.as('a-ordinary').post(url, { ...body, requestId: crypto.randomUUID() });
    expect(other.body).toMatchObject({ code: 'alterations.under-way' });
    const base = `/api/alterations/${again.alterationId}`;
    expect((await app.as('a-ordinary').post(`${base}/submission`, { revision: 1 })).body).toMatchObject({
      code: 'alterations.needs-papers',
    });
    expect((await app.as('410105-review').get(base)).status, 'a draft is its own matter').toBe(404);
    expect((await app.as('b-ordinary').get(base)).status).toBe(404);
    const withdrawn = await app.as('a-ordinary').post(`${base}/withdrawal`, { revision: 1 });
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn' });
  });

  it('comes back with a reason, is edited, and goes on', async () => {
    const id = await confirmAlterationIn(app, 'a', { kind: 'rename', name: '金水实验园' });
    expect((await review(id, 'return')).body).toMatchObject({ code: 'alterations.needs-reason' });
    expect((await review(id, 'return', { reason: '缺批复' })).body).toMatchObject({ state: 'returned' });
    const edit = { effectiveOn: '2026-11-22', reason: '按批复', plan: { kind: 'rename', name: '金水实验幼儿园' } };
    const { revision } = await read(id);
    expect((await app.as('410105-ordinary').post(`/api/alterations/${id}`, { revision, ...edit })).body).toMatchObject({
      code: 'alterations.drawn-up-by-another',
    });
    const saved = (await app.as('a-ordinary').post(`/api/alterations/${id}`, { revision, ...edit })).body as View;
    await app.as('a-ordinary').post(`/api/alterations/${id}/submission`, { revision: saved.revision });
    const confirm = { revision: saved.revision + 1, decision: 'confirm', reason: null };
    await app.as('a-review').post(`/api/alterations/${id}/confirmation`, confirm);
    expect((await review(id, 'refuse', { reason: '不合规定' })).body).toMatchObject({ state: 'refused' });
  });
});

describe('a new name, address and type', () => {
  it('a name comes into force with the file, and a draft of it goes on with the new name', async () => {
    const draft = { fields: { name: '金水二幼', contactPhone: '0371-65000009' } };
    expect((await app.as('b-ordinary').post(`/api/institutions/${b()}/basic-draft`, draft)).status).toBe(200);
    expect(await alter('b', { kind: 'rename', name: '金水第二幼儿园' })).toMatchObject({ state: 'carried-out' });
    expect(await institution('b')).toMatchObject({
      name: '金水第二幼儿园',
      code: '1141900002',
      fields: { name: '金水第二幼儿园' },
    });
    const file = (await app.as('b-ordinary').get(`/api/institutions/${b()}`)).body as Record<
      string,
      Record<string, never>
    >;
    expect(file['newest']).toMatchObject({
      state: 'draft',
      fields: { name: '金水第二幼儿园', contactPhone: '0371-65000009' },
    });
    expect((await app.as('b-ordinary').get('/api/session')).text).toContain('金水第二幼儿园');
    const history = (await app.as('410105-reader').get(`/api/alterations?only=carried-out&institutionId=${b()}`))
      .body as { rows: object[] };
    expect(history.rows).toMatchObject([{ kind: 'rename', institutionName: '金水二幼' }]);
  });

  it('an address stays in the county', async () => {
    const plan = { kind: 'address', address: '经三路九号' };
    await expect(confirmAlterationIn(app, 'b', { ...plan, townCode: '410102001000' })).rejects.toThrow(
      'town-of-another-county',
    );
    await app.as('b-ordinary').post(`/api/alterations/${await underWay('b')}/withdrawal`, { revision: 1 });
    await alter('b', { ...plan, townCode: '410105001000' });
    expect(await institution('b')).toMatchObject({ town: '410105001000', fields: { address: '经三路九号' } });
  });

  it('a type of another class takes a new code, and the old one is never used again', async () => {
    const plan = { kind: 'nature', institutionKind: '119', nature: '1' };
    const id = await confirmAlterationIn(app, 'b', plan, '2026-11-22');
    expect((await review(id, 'approve')).body).toMatchObject({ code: 'alterations.needs-new-code' });
    expect((await review(id, 'approve', { newCode: '1141900099' })).body).toMatchObject({
      code: 'admission.code-of-a-school',
    });
    expect((await review(id, 'approve', { newCode: '2141900099' })).status).toBe(200);
    await carryOut(id);
    expect(await institution('b')).toMatchObject({ kind: '119', code: '2141900099' });
    const back = await confirmAlterationIn(app, 'b', { ...plan, institutionKind: '111' }, '2026-11-22');
    expect((await review(back, 'approve', { newCode: '1141900002' })).body).toMatchObject({
      code: 'alterations.code-taken',
    });
    expect((await review(back, 'approve', { newCode: '1141900077' })).status).toBe(200);
    await carryOut(back);
    expect(await institution('b')).toMatchObject({ kind: '111', code: '1141900077' });
  });
});

const underWay = async (key: 'a' | 'b') =>
  (
    (await app.as(`${key}-ordinary`).get(`/api/institutions/${app.institution(key)}/standing`)).body as {
      underWay: number;
    }
  ).underWay;

describe('rest', () => {
  it('begins on its day, takes no new child, keeps those there, and ends', async () => {
    expect((await enter('b')).status).toBe(200);
    const id = await confirmAlterationIn(app, 'b', { kind: 'suspend' }, '2026-11-25');
    await review(id, 'approve');
    await carryOut(id);
    expect(await read(id)).toMatchObject({ state: 'approved' });
    expect((await enter('b')).status).toBe(200);
    app.setNow('2026-11-25T01:00:00Z');
    await carryOut(id);
    expect(await read(id)).toMatchObject({ state: 'carried-out' });
    expect((await enter('b')).body).toMatchObject({ code: 'children.institution-not-operating' });
    const list = (await app.as('b-ordinary').get(`/api/children?institutionId=${b()}`)).body as { rows: object[] };
    expect(list.rows).toHaveLength(2);
    expect(await alter('b', { kind: 'reopen' }, '2026-11-25')).toMatchObject({ state: 'carried-out' });
    expect((await enter('b')).status).toBe(200);
  });
});

describe('giving classes away', () => {
  it('any choice of classes: no child is lost, none is won, and the counters agree', async () => {
    for (let n = 0; n < 4; n += 1) {
      const shape = { name: `园${n}班`, type: '22', schoolYear: 2026, capacity: 30, teacherName: null };
      const made = await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/classes`, shape);
      const { code } = made.body as { code: string };
      for (let each = 0; each <= n; each += 1) await enter('a', { classCode: code });
    }
    const seatsOf = (key: 'a' | 'b') =>
      app.database.asOwner((tx) =>
        tx.rows<{ id: number; cls: number }>(
          `select id, class_id as cls from children.children where institution_id = $1 order by id`,
          [app.institution(key)],
        ),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), fc.boolean(), async (marks, forth) => {
        const [from, to] = forth ? (['a', 'b'] as const) : (['b', 'a'] as const);
        const classes = (await app.as(`${from}-ordinary`).get(`/api/institutions/${app.institution(from)}/classes`))
          .body as { id: number }[];
        const classIds = classes.filter((_, at) => marks[at % 6]).map(({ id }) => id);
        if (classIds.length === 0) return;
        const [ours, theirs] = [await seatsOf(from), await seatsOf(to)];
        const gone = ours.filter(({ cls }) => classIds.includes(cls));
        expect(await alter(from, { kind: 'split', targetId: app.institution(to), classIds })).toMatchObject({
          state: 'carried-out',
        });
        expect(await seatsOf(from)).toEqual(ours.filter(({ cls }) => !classIds.includes(cls)));
        expect(await seatsOf(to)).toEqual([...theirs, ...gone].sort((one, two) => one.id - two.id));
        expect(await app.differences()).toEqual([]);
      }),
      { numRuns: 8 },
    );
    expect(await brokenInvariants(app.database)).toEqual([]);
  });
});

describe('closing', () => {
  it('is refused while a child has no place to go, and fails if one comes meanwhile', async () => {
    const shape = { name: '留园班', type: '23', schoolYear: 2026, capacity: 30, teacherName: null };
    const own = (await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/classes`, shape)).body as {
      code: string;
    };
    for (let n = 0; n < 2; n += 1) await enter('a', { classCode: own.code });
    await expect(confirmAlterationIn(app, 'a', { kind: 'close', transfers: [] })).rejects.toThrow(
      'child-without-target',
    );
    await app.as('a-ordinary').post(`/api/alterations/${await underWay('a')}/withdrawal`, { revision: 1 });
    const target = app.institution('c');
    const all = await app.database.asOwner((tx) =>
      tx.rows<{ classId: number; childId: number }>(
        `select class_id as "classId", id as "childId" from children.children where institution_id = $1 and state <> 'deleted' order by id`,
        [app.institution('a')],
      ),
    );
    const lines = (targetId: number) => all.map((seat) => ({ ...seat, targetId }));
    await expect(confirmAlterationIn(app, 'a', { kind: 'close', transfers: lines(target) })).rejects.toThrow(
      'target-of-another-county',
    );
    await app.as('a-ordinary').post(`/api/alterations/${await underWay('a')}/withdrawal`, { revision: 1 });
    const id = await confirmAlterationIn(app, 'a', { kind: 'close', transfers: lines(b()) }, '2026-11-22');
    await review(id, 'approve');
    const late = await enter('a', { classCode: own.code });
    expect(late.status, late.text).toBe(200);
    const { childId } = late.body as { childId: number };
    await carryOut(id);
    expect(await read(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'alterations.child-without-target', facts: { count: 1 } },
    });
    expect(await institution('a')).toMatchObject({ standing: 'operating' });
    const each = [...lines(b()), { classId: null, childId, targetId: b() }];
    const done = await alter('a', { kind: 'close', transfers: each });
    expect(done).toMatchObject({ state: 'carried-out', outcome: { movedChildren: all.length + 1 } });
    expect(await institution('a')).toMatchObject({ standing: 'closed', code: '1141900001' });
    expect(await app.differences()).toEqual([]);
    expect(await brokenInvariants(app.database)).toEqual([]);
  });

  it('takes nobody in any more: no merger into it is submitted', async () => {
    await expect(confirmAlterationIn(app, 'b', { kind: 'merge', targetId: app.institution('a') })).rejects.toThrow(
      'target-not-operating',
    );
  });
});
