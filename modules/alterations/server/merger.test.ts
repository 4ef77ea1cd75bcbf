import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmAlterationIn } from '../../../apps/server/testing/alteration-rows.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { carryOutAlteration } from './carry-out.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());

const all = (key: 'a' | 'b') => ({ institutionId: app.institution(key), classId: null, childIds: null });
const enter = async (key: 'a' | 'b', n: number): Promise<number> => {
  const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
    requestId: crypto.randomUUID(),
    values: childCells(n, { classCode: '20262101' }),
  });
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { childId: number }).childId;
};
const read = async (id: number, login = '410105-review') =>
  (await app.as(login).get(`/api/alterations/${id}`)).body as Record<string, never> & {
    state: string;
    revision: number;
    effects: object;
    outcome: Record<string, number>;
    failure: object;
  };
const review = async (id: number, decision: 'approve' | 'return' | 'refuse', reason: string | null = null) =>
  app.as('410105-review').post(`/api/alterations/${id}/review`, {
    ...{ revision: (await read(id)).revision, decision, reason, newCode: null },
  });
const carryOut = (alterationId: number) =>
  carryOutAlteration({ database: app.database, clock: app.now, jobs: app.services.jobs }, { alterationId });
const wholeRows = (keys: readonly ('a' | 'b')[]) =>
  app.database.asOwner((tx) =>
    tx.rows<Record<string, unknown>>(
      `select c.id, c.name, c.state, c.number_kind, encode(c.number_sealed, 'hex') as number, encode(c.identity_sealed, 'hex') as identity,
         encode(c.guardian_phone_sealed, 'hex') as phone, l.type, l.school_year, c.entered_at, c.reviewed_at
       from children.children c left join classes.classes l on l.id = c.class_id where c.institution_id = any ($1) order by c.id`,
      [keys.map((key) => app.institution(key))],
    ),
  );

describe('a merger of two kindergartens of one county', () => {
  let id = 0;
  it('shows before it is decided what it will do', async () => {
    await enter('a', 1);
    await enter('a', 2);
    await app.as('a-review').post('/api/registration/confirmations', all('a'));
    await app.as('410105-review').post('/api/registration/approvals', all('a'));
    await enter('a', 3);
    await enter('b', 4);
    // Known at the other kindergarten already: a case is open between the two.
    await enter('b', 3);
    id = await confirmAlterationIn(app, 'a', { kind: 'merge', targetId: app.institution('b') }, '2026-11-22');
    expect(await read(id, 'a-ordinary')).toMatchObject({
      state: 'confirmed',
      differences: [{ field: 'standing', was: 'operating', becomes: 'closed' }],
      targets: [{ name: '金水二幼', children: 3 }],
      effects: {
        movedChildren: 3,
        movedClasses: 1,
        code: 'retired',
        obstacle: null,
        figures: { children: 3, classes: 1, openCases: 1 },
      },
    });
    const tasks = (await app.as('410105-review').get('/api/tasks')).body as { tasks: object[] };
    expect(tasks.tasks).toContainEqual({ kind: 'alterations.to-review', count: 1 });
    const due = (await app.as('410105-review').get('/api/deadlines?whose=mine')).body as { rows: object[] };
    expect(due.rows).toMatchObject([{ kind: 'alteration-review', subject: String(id) }]);
  });

  it('is decided once, by one of two reviewers, and on what they saw', async () => {
    const { revision } = await read(id);
    const word = (decision: string) =>
      app
        .as('410105-review')
        .post(`/api/alterations/${id}/review`, { revision, decision, reason: '两人同审', newCode: null });
    const both = await Promise.all([word('approve'), word('approve')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await word('refuse')).body).toMatchObject({ code: 'alterations.changed-meanwhile' });
  });

  it('moves every child with its number, its class and all that is sealed', async () => {
    const before = await wholeRows(['a', 'b']);
    expect(before).toHaveLength(5);
    expect(before.filter((row) => row['number'] !== null)).toHaveLength(2);
    await carryOut(id);
    expect(await read(id)).toMatchObject({ state: 'carried-out', outcome: { movedChildren: 3, movedClasses: 1 } });
    expect(await wholeRows(['a'])).toEqual([]);
    expect(await wholeRows(['b'])).toEqual(before);
    expect(await app.differences()).toEqual([]);
    expect(await brokenInvariants(app.database)).toEqual([]);
    await carryOut(id);
    expect(await wholeRows(['b'])).toEqual(before);
  });

  it('names the classes that came after the kindergarten they came from', async () => {
    const classes = (await app.as('b-ordinary').get(`/api/institutions/${app.institution('b')}/classes`)).body as {
      code: string;
      name: string;
      children: number;
    }[];
    expect(classes.map(({ code, name, children }) => [code, name, children])).toEqual([
      ['20262101', '小一班', 2],
      ['20262102', '小一班（原金水一幼）', 3],
    ]);
  });

  it('lets the receiving kindergarten work with them: their history says where they came from', async () => {
    const list = (await app.as('b-ordinary').get(`/api/children?institutionId=${app.institution('b')}`)).body as {
      rows: { id: number; state: string }[];
    };
    expect(list.rows).toHaveLength(5);
    const numbered = list.rows.find(({ state }) => state === 'numbered');
    const file = (await app.as('b-ordinary').get(`/api/children/${numbered?.id ?? 0}`)).text;
    expect(file).toContain('"action":"moved"');
    expect(file).toContain('金水一幼 → 金水二幼');
  });

  it('keeps the case between two of them open, now within one kindergarten', async () => {
    const cases = await app.database.asOwner((tx) =>
      tx.rows(
        `select later_institution_id as later, earlier_institution_id as earlier from duplicates.cases where state = 'open'`,
      ),
    );
    expect(cases).toEqual([{ later: app.institution('b'), earlier: app.institution('b') }]);
  });

  it('ends the accounts, and tells a forgotten session why', async () => {
    const reply = await app.as('a-ordinary').get('/api/children');
    expect(reply).toMatchObject({ status: 401, body: { code: 'session.office-closed' } });
    expect((await app.as('a-ordinary').get('/api/session')).body).toBeNull();
    expect((await app.as('b-ordinary').get('/api/session')).body).not.toBeNull();
  });

  it('counts what is closed no more, and keeps its code for ever', async () => {
    const annex = (await app.as('410105-review').get('/api/statistics/annex2?division=410105')).text;
    expect(annex).not.toContain('金水一幼');
    expect(annex).toContain('金水二幼');
    const taken = app.database.asOwner((tx) =>
      tx.run(`update institutions.institutions set code = '1141900001' where id = $1`, [app.institution('c')]),
    );
    await expect(taken).rejects.toThrow('institution_code_once');
  });

  it('can be undone as far as the kindergarten goes: reopened it has its code and its accounts', async () => {
    const county = app.as('410105-ordinary');
    const made = (
      await county.post(`/api/institutions/${app.institution('a')}/alterations`, {
        ...{ requestId: crypto.randomUUID(), effectiveOn: '2026-11-22', reason: '重新办园', plan: { kind: 'reopen' } },
      })
    ).body as { alterationId: number };
    expect((await county.post(`/api/alterations/${made.alterationId}/submission`, { revision: 1 })).body).toMatchObject(
      {
        code: 'alterations.needs-papers',
      },
    );
    await county.upload(`/api/papers/alteration/${made.alterationId}`, photo, '批复.png');
    expect((await county.post(`/api/alterations/${made.alterationId}/submission`, { revision: 1 })).body).toMatchObject(
      {
        state: 'confirmed',
      },
    );
    expect((await review(made.alterationId, 'approve')).status).toBe(200);
    await carryOut(made.alterationId);
    expect(await read(made.alterationId)).toMatchObject({ state: 'carried-out' });
    app.forgetTokens();
    expect((await app.as('a-ordinary').get('/api/session')).body).not.toBeNull();
    const shape = { name: '新一班', type: '21', schoolYear: 2026, capacity: 30, teacherName: null };
    expect((await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/classes`, shape)).status).toBe(
      200,
    );
    expect(await enter('a', 9)).toBeGreaterThan(0);
  });
});
