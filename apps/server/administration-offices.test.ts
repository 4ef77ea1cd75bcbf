import { firstReviewOf } from '@xueqian/modules/administration/server/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grownUp } from './testing/people.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
const county = '410105-system-administrator';
const as = (login: string) => app.as(login);

describe('sections', () => {
  let sectionId = 0;
  it('are founded with duties of their level and no others', async () => {
    const made = await as(county).post('/api/sections', {
      kind: 'section',
      name: '学前教育科',
      duties: ['institutions.review-basic', 'accounts.file-leadership'],
    });
    expect(made.status, made.text).toBe(200);
    sectionId = (made.body as { officeId: number }).officeId;
    const again = await as(county).post('/api/sections', { kind: 'section', name: '学前教育科', duties: [] });
    expect(again.body).toMatchObject({ code: 'administration.section-there-already' });
    expect((await as(county).get('/api/sections')).body).toMatchObject({
      sections: [{ name: '学前教育科', duties: ['institutions.review-basic', 'accounts.file-leadership'] }],
    });
    expect((await as('410102-system-administrator').get('/api/sections')).body).toMatchObject({ sections: [] });
    expect(
      (await as('a-system-administrator').post('/api/sections', { kind: 'section', name: '教研组', duties: [] })).body,
    ).toMatchObject({ code: 'administration.sections-at-departments-only' });
  });

  it('give their duties to their accounts, and nothing beyond', async () => {
    const slip = await as(county).post('/api/accounts', { officeId: sectionId, role: 'review', ...grownUp(1) });
    expect(slip.status, slip.text).toBe(200);
    const { login, password, accountId } = slip.body as { login: string; password: string; accountId: number };
    const session = await app.sessionOf(accountId);
    const seen = await app.send({
      method: 'GET',
      url: '/api/session',
      headers: { cookie: `xueqian_session=${session}` },
    });
    const held = (seen.body as { permissions: string[] }).permissions;
    expect(held).toContain('institutions.review-basic');
    expect(held).toContain('children.read');
    expect(held).not.toContain('registration.review');
    const refused = await app.send({
      method: 'POST',
      url: '/api/registration/approvals',
      headers: { cookie: `xueqian_session=${session}` },
      payload: {},
    });
    expect(refused.body).toMatchObject({ code: 'permission.missing' });
    expect(login).toMatch(/^410105-\d+$/);
    expect(password.length).toBeGreaterThan(15);
    const keeper = await as(county).post('/api/accounts', {
      officeId: sectionId,
      role: 'audit-administrator',
      ...grownUp(2),
    });
    expect(keeper.body).toMatchObject({ code: 'administration.role-not-yours-to-give' });
    const closing = await as(county).post(`/api/sections/${sectionId}/closing`);
    expect(closing.body).toMatchObject({ code: 'administration.section-has-accounts', facts: { accounts: 1 } });
    expect((await as(county).post(`/api/accounts/${accountId}/closing`, { reason: '离岗' })).status).toBe(200);
    expect((await as(county).post(`/api/sections/${sectionId}/closing`)).status).toBe(200);
    expect((await as(county).get('/api/sections')).body).toMatchObject({ sections: [] });
  });

  it('of technical support hold support accounts alone, who see no child', async () => {
    const unit = await as(county).post('/api/sections', {
      kind: 'support-unit',
      name: '区电教馆',
      duties: ['registration.review'],
    });
    const officeId = (unit.body as { officeId: number }).officeId;
    expect((await as(county).post('/api/accounts', { officeId, role: 'review', ...grownUp(3) })).status).toBe(409);
    const slip = await as(county).post('/api/accounts', { officeId, role: 'support', ...grownUp(4) });
    const cookie = `xueqian_session=${await app.sessionOf((slip.body as { accountId: number }).accountId)}`;
    const children = await app.send({ method: 'GET', url: '/api/children', headers: { cookie } });
    expect(children.status).toBe(403);
  });

  it('of another department are nothing to me', async () => {
    const made = await as('410102-system-administrator').post('/api/sections', {
      kind: 'section',
      name: '计划科',
      duties: [],
    });
    const sectionId = (made.body as { officeId: number }).officeId;
    for (const reply of [
      await as(county).post('/api/sections', { sectionId, kind: 'section', name: '别人的', duties: [] }),
      await as(county).post(`/api/sections/${sectionId}/closing`),
      await as('410100-system-administrator').post(`/api/sections/${sectionId}/closing`),
    ])
      expect(reply).toMatchObject({ status: 404, body: { code: 'administration.office-not-found' } });
  });
});

describe('departments below', () => {
  it('are founded for a division directly below, once', async () => {
    const prefecture = as('410100-system-administrator');
    const made = await prefecture.post('/api/offices', { divisionCode: '410103', name: '二七区教育局' });
    expect(made.status, made.text).toBe(200);
    const { officeId } = made.body as { officeId: number };
    expect((await prefecture.post('/api/offices', { divisionCode: '410103', name: '又一个' })).body).toMatchObject({
      code: 'administration.department-there-already',
    });
    const slip = await prefecture.post('/api/accounts', { officeId, role: 'system-administrator', ...grownUp(9) });
    expect(slip.body).toMatchObject({ login: '410103-1', officeName: '二七区教育局' });
    for (const divisionCode of ['410602', '410000', '999999', '410103001000'])
      expect(
        (await prefecture.post('/api/offices', { divisionCode, name: '教育局' })).body,
        divisionCode,
      ).toMatchObject({
        code: 'administration.division-not-found',
      });
    const jiyuan = await as('410000-system-administrator').post('/api/offices', {
      divisionCode: '419001',
      name: '济源市教体局',
    });
    expect(jiyuan.status, jiyuan.text).toBe(200);
    expect((await as('410000-system-administrator').get('/api/accounts?which=below')).status).toBe(200);
  });
});

describe('central kindergartens', () => {
  it('are named by the county among the kindergartens of the town, and the first review is switched on', async () => {
    const towns = (await as(county).get('/api/towns')).body as { towns: { code: string }[]; firstReview: boolean };
    expect(towns.firstReview).toBe(false);
    expect(towns.towns.map((town) => town.code)).toContain('410105001000');
    expect(JSON.stringify(towns)).not.toContain('"410102');
    const name = (town: string, key: 'a' | 'b') =>
      as(county).post(`/api/towns/${town}/central-kindergarten`, { institutionId: app.institution(key) });
    expect((await name('410105001000', 'b')).body).toMatchObject({ code: 'administration.not-of-this-town' });
    expect((await name('410105001000', 'a')).status).toBe(200);
    const other = await as('410102-system-administrator').post('/api/towns/410105001000/central-kindergarten', {
      institutionId: app.institution('a'),
    });
    expect(other.status).toBe(409);
    expect((await as('410100-system-administrator').get('/api/towns')).body).toMatchObject({
      code: 'administration.towns-at-counties-only',
    });
    expect((await as(county).post('/api/first-review', { on: true })).status).toBe(200);
    const known = (login: string, code: string) =>
      app.database.asActor(app.actor(login), (tx) => firstReviewOf(tx, code));
    for (const login of ['a-ordinary', '410105001000-review', '410105-review'])
      expect(await known(login, '410105'), login).toBe(true);
    expect(await known('c-ordinary', '410102')).toBe(false);
    expect((await as(county).get('/api/towns')).body).toMatchObject({
      firstReview: true,
      towns: expect.arrayContaining([
        expect.objectContaining({ code: '410105001000', kindergarten: '金水一幼' }),
      ]) as object,
    });
  });
});
