import { levels, rolesAt } from '@xueqian/kernel/actor.ts';
import { mayAtLevel } from '@xueqian/kernel/permissions.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { childCells } from './testing/child-cells.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const routes = [
  ...allHandlers.map(({ contract }) => contract),
  ...allStreams.map(({ id, method, path, permission, audit, rate }) => ({ id, method, path, permission, audit, rate })),
];
const scopeOf = {
  institution: 'a',
  town: '410105001000',
  county: '410105',
  prefecture: '410100',
  province: '410000',
  ministry: '000000',
} as const;
const accounts = levels.flatMap((level) =>
  rolesAt[level].map((role) => ({ level, role, login: `${scopeOf[level]}-${role}` })),
);

/** Reads that show no child: lists of what is public, the office's own counts, its own rules. */
const withoutTrail = new Set([
  'accounts.read-session',
  'accounts.list-trial-accounts',
  'accounts.ask-image-question',
  'accounts.read-my-account',
  'accounts.list-my-sessions',
  'accounts.list-my-sign-ins',
  'jurisdictions.search-divisions',
  'jurisdictions.read-policy',
  'jurisdictions.read-local-policy',
  'jurisdictions.read-bound',
  'jurisdictions.list-divisions',
  'jurisdictions.read-division',
  'jurisdictions.read-institution-places',
  'jurisdictions.list-changes',
  'jurisdictions.read-change',
  'jurisdictions.list-affected',
  'jurisdictions.list-affected-offices',
  'institutions.list-institutions',
  'institutions.search-institutions',
  'institutions.read-institution',
  'institutions.list-basic-reviews',
  'institutions.list-sections',
  'institutions.list-section-reviews',
  'administration.list-accounts',
  'administration.search-offices',
  'administration.list-sections',
  'administration.list-towns',
  'administration.list-trainings',
  'administration.read-leading-group',
  'administration.list-leading-groups',
  'administration.read-division',
  'administration.list-divisions',
  'administration.list-lendings',
  'administration.explain',
  'administration.search-town-institutions',
  'classes.list-classes',
  'children.list-children',
  'children.check-form',
  'children.list-drafts',
  'importing.list-imports',
  'importing.read-import',
  'importing.list-problem-groups',
  'importing.list-problem-rows',
  'importing.template',
  'registration.list-review-queue',
  'registration.read-progress',
  'registration.list-first-review-queue',
  'duplicates.list-cases',
  'announcements.list-received',
  'announcements.read-announcement',
  'announcements.list-written',
  'announcements.count-audience',
  'announcements.read-follow-up',
  'announcements.list-receipts',
  'tasks.list-tasks',
  'tasks.list-keepers-tasks',
  'supervision.read-file-findings',
  'supervision.count-findings',
  'supervision.list-findings',
  'statistics.read-annex2',
  'audit.read-sealing',
  'audit.list-entries',
  'audit.read-entry',
]);

describe('every route', () => {
  it('has an id, a permission, a rate, and a line in the trail unless it is a list', () => {
    for (const route of routes) {
      expect(route.id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
      expect(route.permission, route.id).toBeTruthy();
      expect(route.rate, route.id).toBeTruthy();
      expect(route.audit === null, route.id).toBe(withoutTrail.has(route.id));
      if (route.permission === 'public') expect(route.id).toMatch(/^(accounts\.|administration\.(ask|use)-recovery$)/);
    }
    expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
    expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length);
  });
});

const garbage = '{"this is": not json';
const knock = (
  route: { method: 'GET' | 'POST'; path: string },
  login: string | null,
  headers: Record<string, string> = {},
) =>
  app.send({
    method: route.method,
    url: `${route.path.replaceAll(/:\w+/g, 'not-a-number')}${route.method === 'GET' ? '?limit=all&after=%00' : ''}`,
    login,
    headers: { ...(route.method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    payload: route.method === 'POST' ? garbage : undefined,
  });

describe.each(routes.map((route) => [route.id, route] as const))('%s', (_id, route) => {
  it('asks who is there before it reads anything', async () => {
    const reply = await knock(route, null);
    if (route.permission === 'public') expect([200, 400]).toContain(reply.status);
    else expect(reply).toMatchObject({ status: 401, body: { code: 'session.needed' } });
    if (route.method === 'POST')
      expect(await knock(route, 'a-ordinary', { 'x-xueqian': '' })).toMatchObject({
        status: 403,
        body: { code: 'request.foreign' },
      });
  });

  it.each(accounts)('$level $role', async ({ level, role, login }) => {
    if (route.id === 'accounts.sign-out') return;
    const { permission } = route;
    const may = permission === 'public' || permission === 'signed-in' || mayAtLevel(permission, level, role);
    const reply = await knock(route, login);
    if (may) expect([200, 400, 404, 409, 415], reply.text).toContain(reply.status);
    else expect(reply).toMatchObject({ status: 403, body: { code: 'permission.missing' } });
  });
});

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
