import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from './testing/child-cells.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

describe('with permission, what belongs to others', () => {
  let childId = 0;
  let confirmed = 0;
  let importId = 0;
  let classId = 0;
  let caseId = 0;
  beforeAll(async () => {
    await app.makeClasses();
    const enter = async (key: 'a' | 'b' | 'd', n: number) =>
      (
        (
          await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
            requestId: crypto.randomUUID(),
            values: childCells(n, { classCode: '20262101' }),
          })
        ).body as { childId: number }
      ).childId;
    childId = await enter('b', 1);
    confirmed = await enter('b', 2);
    await enter('d', 1);
    const choice = { institutionId: app.institution('b'), classId: null, childIds: [confirmed] };
    await app.as('b-review').post('/api/registration/confirmations', choice);
    importId = await app.uploadAs('b', await workbookOf([childCells(5)]));
    await app.check('b', importId);
    const found = await app.database.asOwner((tx) =>
      tx.one<{ class: number; case: number }>(
        `select (select id from classes.classes where institution_id = $1) as class, (select id from duplicates.cases limit 1) as case`,
        [app.institution('b')],
      ),
    );
    classId = found.class;
    caseId = found.case;
  });

  it('exists for its owner', async () => {
    const b = app.as('b-ordinary');
    expect(await b.get(`/api/children/${childId}`)).toMatchObject({ status: 200, body: { child: { id: childId } } });
    expect(await b.get(`/api/imports/${importId}`)).toMatchObject({ status: 200, body: { state: 'checked' } });
    expect((await b.get(`/api/institutions/${app.institution('b')}/classes`)).body).toMatchObject([
      { id: classId, children: 2 },
    ]);
    expect(await b.get(`/api/duplicate-cases/${caseId}`)).toMatchObject({ status: 200 });
    expect((await app.as('410105-review').get('/api/registration/review-queue')).body).toMatchObject({
      rows: [{ institutionId: app.institution('b'), waiting: 1 }],
    });
  });

  it.each([
    ['a-ordinary', 'a sister institution of the county'],
    ['c-ordinary', 'an institution of the next county'],
  ])('is nothing to %s, %s', async (login) => {
    const me = app.as(login);
    const b = app.institution('b');
    const before = await app.database.asOwner((tx) =>
      tx.one(`select md5(string_agg(c::text, '|' order by c.id)) as children, (select count(*) from classes.classes) as classes,
        (select string_agg(state, '' order by id) from importing.imports) as imports from children.children c`),
    );
    const values = childCells(77);
    const requestId = crypto.randomUUID();
    for (const [code, reply] of [
      ['children.not-found', await me.get(`/api/children/${childId}`)],
      ['children.not-found', await me.post(`/api/children/${childId}`, { version: 1, values })],
      ['children.not-found', await me.post(`/api/children/${childId}/deletion`, { reason: '不是我的' })],
      ['institutions.not-found', await me.post(`/api/institutions/${b}/children`, { requestId, values })],
      ['institutions.not-found', await me.post(`/api/institutions/${b}/child-checks`, { values })],
      ['institutions.not-found', await me.post(`/api/institutions/${b}/child-drafts`, { draftId: requestId, values })],
      ['institutions.not-found', await me.get(`/api/institutions/${b}`)],
      ['institutions.not-found', await me.post(`/api/institutions/${b}/basic-draft`, { fields: {} })],
      ['institutions.not-found', await me.upload(`/api/institutions/${b}/imports`, Buffer.from('a,b'))],
      ['institutions.not-found', await me.get(`/api/institutions/${b}/import-template.xlsx`)],
      [
        'institutions.not-found',
        await me.post(`/api/institutions/${b}/classes`, {
          name: '班',
          type: '21',
          schoolYear: 2026,
          capacity: null,
          teacherName: null,
        }),
      ],
      [
        'classes.not-found',
        await me.post(`/api/classes/${classId}`, { name: '别人', capacity: null, teacherName: null }),
      ],
      ['classes.not-found', await me.post(`/api/classes/${classId}/deletion`)],
      ['importing.not-found', await me.get(`/api/imports/${importId}`)],
      ['importing.not-found', await me.get(`/api/imports/${importId}/problem-rows`)],
      ['importing.not-found', await me.get(`/api/imports/${importId}/problem-groups`)],
      ['importing.not-found', await me.get(`/api/imports/${importId}/marked.xlsx`)],
      ['importing.not-found', await me.post(`/api/imports/${importId}/commit`, { expectRejected: 0 })],
      ['importing.not-found', await me.post(`/api/imports/${importId}/cancellation`)],
      ['importing.not-found', await me.post(`/api/imports/${importId}/corrections`, { corrections: [] })],
      ['duplicates.not-found', await me.get(`/api/duplicate-cases/${caseId}`)],
    ] as const) {
      expect(reply.body).toMatchObject({ code });
      expect(reply.status).toBe(404);
    }
    for (const url of [
      `/api/children?institutionId=${b}`,
      `/api/children?name=${encodeURIComponent(childCells(1).name)}`,
      `/api/institutions?name=${encodeURIComponent('金水二幼')}`,
      '/api/duplicate-cases',
    ]) {
      expect((await me.get(url)).body, url).toMatchObject({ rows: [] });
    }
    for (const url of [
      `/api/institutions/${b}/classes`,
      `/api/institutions/${b}/imports`,
      `/api/institutions/${b}/child-drafts`,
    ]) {
      expect((await me.get(url)).body, url).toEqual([]);
    }
    expect((await me.post('/api/children/lookup', { number: childCells(1).identityNumber })).body).toMatchObject({
      childId: null,
    });
    const opened = await me.post('/api/children/opening', { number: childCells(1).identityNumber });
    expect(JSON.stringify(opened.body)).not.toContain(childCells(1).name);
    const after = await app.database.asOwner((tx) =>
      tx.one(`select md5(string_agg(c::text, '|' order by c.id)) as children, (select count(*) from classes.classes) as classes,
        (select string_agg(state, '' order by id) from importing.imports) as imports from children.children c`),
    );
    expect(after).toEqual(before);
  });

  it('is neither confirmed nor approved by those of other places', async () => {
    const choice = { institutionId: app.institution('b'), classId: null, childIds: [childId, confirmed] };
    for (const [login, path] of [
      ['a-review', 'confirmations'],
      ['c-review', 'confirmations'],
      ['410102-review', 'approvals'],
      ['410611-review', 'approvals'],
    ] as const) {
      const reply = await app.as(login).post(`/api/registration/${path}`, choice);
      expect(reply.body).toMatchObject({
        done: 0,
        refused: [{ code: 'children.not-found' }, { code: 'children.not-found' }],
      });
      const all = await app.as(login).post(`/api/registration/${path}`, { ...choice, childIds: null });
      expect(all.body).toMatchObject({ asked: 0, done: 0, refused: [] });
    }
    for (const login of ['410102-reader', '410600-reader'] as const)
      expect((await app.as(login).get(`/api/children/${childId}`)).status).toBe(404);
    for (const login of ['410105-reader', '410100-reader', '410000-reader'] as const)
      expect((await app.as(login).get(`/api/children/${childId}`)).status, login).toBe(200);
    const table = (await app.as('410102-reader').get('/api/statistics/annex2?division=410105')).body;
    expect(table).toMatchObject({ rows: [], total: { institutions: 0, numbered: 0 } });
  });

  it('leaves one entry of the trail for a look at a file, one for a refused look, and none for a refused command', async () => {
    const entries = () =>
      app.database.asOwner((tx) =>
        tx.rows<{ entry: string; subject: string; result: string }>(
          'select entry, subject, result from audit.entries order by id',
        ),
      );
    // The attempts of this account that came before are of another minute.
    app.setNow('2026-11-22T05:00:00Z');
    const before = (await entries()).length;
    await app.as('b-ordinary').get(`/api/children/${childId}`);
    await app.as('a-ordinary').get(`/api/children/${childId}`);
    await app.as('b-ordinary').post(`/api/children/${confirmed}/deletion`, { reason: '已上报' });
    await app.as('b-ordinary').get(`/api/duplicate-cases/${caseId}`);
    expect((await entries()).slice(before)).toEqual([
      { entry: 'children.file-read', subject: `child ${childId}`, result: 'done' },
      { entry: 'children.file-read', subject: `child ${childId}`, result: 'refused' },
      { entry: 'duplicates.case-read', subject: `case ${caseId}`, result: 'done' },
    ]);
  });
});
