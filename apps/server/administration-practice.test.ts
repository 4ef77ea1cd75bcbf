import { assignPack } from '@xueqian/modules/jurisdictions/server/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountPlay } from './testing/account-play.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
const { county, officeOf, made, by, as } = accountPlay(() => app);

describe('training', () => {
  it('comes before changing: an untrained administrator looks and changes nothing', async () => {
    const fresh = await made('410100-system-administrator', officeOf(county), 'system-administrator');
    const me = await by(fresh.accountId);
    expect((await me.get('/api/accounts')).status).toBe(200);
    const refused = await me.post('/api/sections', { kind: 'section', name: '新科室', duties: [] });
    expect(refused).toMatchObject({ status: 403, body: { code: 'administration.training-needed' } });
    const training = { course: '系统操作培训', heldOn: '2026-11-20', passed: true };
    const colleague = await as(county).post(`/api/accounts/${fresh.accountId}/trainings`, training);
    expect(colleague.body).toMatchObject({ code: 'administration.training-by-the-superior' });
    const above = as('410100-system-administrator');
    const ahead = await above.post(`/api/accounts/${fresh.accountId}/trainings`, { ...training, heldOn: '2026-12-20' });
    expect(ahead.body).toMatchObject({ code: 'administration.training-lies-ahead' });
    const failed = await above.post(`/api/accounts/${fresh.accountId}/trainings`, { ...training, passed: false });
    expect(failed.status).toBe(200);
    expect((await me.post('/api/sections', { kind: 'section', name: '新科室', duties: [] })).status).toBe(403);
    expect((await above.post(`/api/accounts/${fresh.accountId}/trainings`, training)).status).toBe(200);
    expect((await me.post('/api/sections', { kind: 'section', name: '新科室', duties: [] })).status).toBe(200);
    const rows = (await above.get('/api/trainings?which=below&limit=200')).body as {
      rows: { accountId: number; trained: boolean; heldOn: string }[];
    };
    expect(rows.rows.find((row) => row.accountId === fresh.accountId)).toMatchObject({
      trained: true,
      heldOn: '2026-11-20',
    });
    expect(
      (await as('410102-system-administrator').post(`/api/accounts/${fresh.accountId}/trainings`, training)).status,
    ).toBe(404);
  });

  it('binds ordinary accounts of institutions only where the pack says so', async () => {
    const slip = await made(county, officeOf('a-ordinary'), 'ordinary');
    const me = await by(slip.accountId);
    const draft = () =>
      me.post(`/api/institutions/${app.institution('a')}/child-drafts`, {
        draftId: crypto.randomUUID(),
        values: { name: '草稿' },
      });
    expect((await draft()).status).toBe(200);
    await app.database.asOwner((tx) => assignPack(tx, '410105', 'tianjin-binhai-2020', '2026-01-01'));
    const other = await made(county, officeOf('a-ordinary'), 'ordinary');
    const untrained = await (await by(other.accountId)).post(`/api/institutions/${app.institution('a')}/child-drafts`, {
      draftId: crypto.randomUUID(),
      values: {},
    });
    expect(untrained.body).toMatchObject({ code: 'administration.training-needed' });
    const why = (await (await by(other.accountId)).get('/api/why?permission=children.edit')).body;
    expect(why).toMatchObject({ held: true, missing: ['training'] });
  });
});

describe('leading group and commitment letter', () => {
  const member = { name: '赵园长', post: 'head', phone: '13800000021', sinceOn: '2026-11-19' };
  it('go to the county, are filed or returned, and show what has changed', async () => {
    const principal = as('b-review');
    expect((await principal.post('/api/leading-group/filing')).body).toMatchObject({
      code: 'administration.group-needs-a-head',
    });
    expect((await principal.post('/api/leading-group/members', member)).status).toBe(200);
    expect((await principal.post('/api/leading-group/members', { ...member, name: '钱园长' })).body).toMatchObject({
      code: 'administration.head-there-already',
    });
    // Three working days from the Thursday under the rules of Binhai: Tuesday.
    await app.database.asOwner((tx) => assignPack(tx, '410105', 'tianjin-binhai-2020', '2026-01-01'));
    expect((await principal.get('/api/leading-group')).body).toMatchObject({ changed: true, dueOn: '2026-11-24' });
    const sent = await principal.post('/api/leading-group/filing');
    expect(sent.status, sent.text).toBe(200);
    const { filingId } = sent.body as { filingId: number };
    expect((await principal.post('/api/leading-group/filing')).body).toMatchObject({
      code: 'administration.filing-waits',
    });
    const waiting = (await as('410105-review').get('/api/leading-groups?show=waiting')).body as { rows: object[] };
    expect(waiting.rows).toMatchObject([{ institution: '金水二幼', state: 'sent', members: [{ name: '赵园长' }] }]);
    expect((await as('410102-review').get('/api/leading-groups')).text).not.toContain('金水二幼');
    const foreign = await as('410102-review').post(`/api/leading-groups/${filingId}/decision`, { decision: 'file' });
    expect(foreign).toMatchObject({ status: 404 });
    const decide = (body: object) => as('410105-review').post(`/api/leading-groups/${filingId}/decision`, body);
    expect((await decide({ decision: 'return' })).body).toMatchObject({ code: 'administration.return-needs-reason' });
    expect((await decide({ decision: 'return', reason: '缺财务人员' })).status).toBe(200);
    expect((await principal.get('/api/leading-group')).body).toMatchObject({
      changed: true,
      filing: { state: 'returned', reason: '缺财务人员' },
    });
    await principal.post('/api/leading-group/members', { ...member, name: '孙会计', post: 'finance' });
    const again = (await principal.post('/api/leading-group/filing')).body as { filingId: number };
    await as('410105-review').post(`/api/leading-groups/${again.filingId}/decision`, { decision: 'file' });
    const filed = (await principal.get('/api/leading-group')).body as { changed: boolean; members: { id: number }[] };
    expect(filed.changed).toBe(false);
    expect(JSON.stringify(filed)).not.toContain('13800000021');
    const end = await principal.post(`/api/leading-group/members/${filed.members[1]?.id}/end`, {
      untilOn: '2026-11-22',
    });
    expect(end.status).toBe(200);
    expect((await principal.get('/api/leading-group')).body).toMatchObject({ changed: true });
  });

  it('are signed by the principal with his name, and again by the next', async () => {
    const first = app.actor('b-review');
    await app.database.asOwner((tx) =>
      tx.run(`update accounts.accounts set closed_at = now() where office_id = $1 and role = 'review' and id <> $2`, [
        first.officeId,
        first.accountId,
      ]),
    );
    const sign = (name: string) => as('b-review').post('/api/commitment', { name });
    expect((await sign('别人')).body).toMatchObject({ code: 'administration.sign-with-your-name' });
    const unsigned = async () =>
      (
        (await as('410105-review').get('/api/leading-groups?show=unsigned')).body as { rows: { institution: string }[] }
      ).rows.map((row) => row.institution);
    expect(await unsigned()).toContain('金水二幼');
    expect((await sign(first.personName)).body).toMatchObject({
      signedName: first.personName,
      principal: first.personName,
    });
    expect(await unsigned()).not.toContain('金水二幼');
    expect((await sign(first.personName)).status).toBe(200);
    await as(county).post(`/api/accounts/${first.accountId}/closing`, { reason: '园长调离' });
    const successor = await made(county, first.officeId, 'review');
    expect(await unsigned()).toContain('金水二幼');
    const next = await (await by(successor.accountId)).get('/api/leading-group');
    expect(next.body).toMatchObject({ commitment: { signedAt: null } });
  });
});

describe('division of permissions', () => {
  it('is sent to the superior, filed, and shows what has changed since', async () => {
    const sent = await as('410102-system-administrator').post('/api/permission-division/filing');
    expect(sent.status, sent.text).toBe(200);
    const { filingId } = sent.body as { filingId: number };
    const list = (await as('410100-security-administrator').get('/api/permission-divisions')).body as {
      rows: object[];
    };
    expect(list.rows).toMatchObject([{ id: filingId, state: 'sent' }]);
    for (const login of ['410600-security-administrator', '410000-security-administrator']) {
      expect((await as(login).get('/api/permission-divisions')).body).toMatchObject({ rows: [] });
      expect((await as(login).get(`/api/permission-divisions/${filingId}`)).status, login).toBe(404);
      expect(
        (await as(login).post(`/api/permission-divisions/${filingId}/decision`, { decision: 'file' })).status,
      ).toBe(404);
    }
    const decide = () =>
      as('410100-security-administrator').post(`/api/permission-divisions/${filingId}/decision`, { decision: 'file' });
    expect((await Promise.all([decide(), decide()])).map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect((await as('410102-review').get('/api/permission-division')).body).toMatchObject({
      changed: false,
      filing: { state: 'filed' },
    });
    expect((await as('410102-system-administrator').post('/api/permission-division/filing')).body).toMatchObject({
      code: 'administration.nothing-changed',
    });
    const slip = await made('410102-system-administrator', officeOf('410102-review'), 'reader');
    const now = (await as('410102-review').get('/api/permission-division')).body as {
      changed: boolean;
      lines: { accountId: number; change: string }[];
    };
    expect(now.changed).toBe(true);
    expect(now.lines.find((line) => line.accountId === slip.accountId)?.change).toBe('added');
    expect((await as('000000-system-administrator').post('/api/permission-division/filing')).body).toMatchObject({
      code: 'administration.nobody-above',
    });
  });
});
