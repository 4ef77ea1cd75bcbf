import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePlay, enterChildren, names, today } from '../../../apps/server/testing/change-play.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { changeTree } from './carry-out.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await enterChildren(app);
}, 120_000);
afterAll(() => app.close());
const { means, draft, read, placeRows, everywhere } = changePlay(() => app);

describe('a self-defined division', () => {
  it('is applied for by the county, given its code and decided above, and carried out', async () => {
    const county = app.as('410105-system-administrator');
    const asked = await county.post('/api/division-applications', {
      name: '北区试验区',
      level: 'county',
      on: today,
      ...names,
      reason: '管委会独立管理学前教育',
      towns: ['410105002000'],
      institutionIds: [],
    });
    expect(asked.status, asked.text).toBe(200);
    const { changeId, code } = asked.body as { changeId: number; code: string };
    expect(code).toBe('4101A1000000');
    const decide = (login: string, decision: string, reason: string | null) =>
      app.as(login).post(`/api/division-changes/${changeId}/decision`, { decision, code: null, reason });
    expect((await decide('410105-system-administrator', 'approve', null)).status).toBe(409);
    expect((await decide('410600-system-administrator', 'approve', null)).status).toBe(404);
    expect((await decide('410100-system-administrator', 'reject', null)).body).toMatchObject({
      code: 'jurisdictions.rejection-needs-reason',
    });
    expect((await decide('410100-system-administrator', 'approve', null)).status).toBe(200);
    const order = { expectInstitutions: 1 };
    expect((await county.post(`/api/division-changes/${changeId}/carrying-out`, order)).status).toBe(409);
    const above = app.as('410100-system-administrator');
    expect((await above.post(`/api/division-changes/${changeId}/carrying-out`, order)).status).toBe(200);
    await changeTree(means(), { changeId });
    expect(await placeRows('b')).toEqual(everywhere('410000 410100 4101A1000000'));
    expect(await placeRows('a')).toEqual(everywhere('410000 410100 410105'));
  });
});

describe('who enters while the institution moves', () => {
  it('waits, begins again, and stands where the institution stands', async () => {
    const login = '410000-system-administrator';
    const { changeId } = await draft(login, { kind: 'move', code: '410105', parentCode: '410600', newCode: null });
    await app.as(login).post(`/api/division-changes/${changeId}/carrying-out`, { expectInstitutions: 1 });
    const id = app.institution('a');
    let entered = 0;
    const enter = async (n: number) => {
      const reply = await app.as('a-ordinary').post(`/api/institutions/${id}/children`, {
        requestId: crypto.randomUUID(),
        values: childCells(600 + n, { classCode: '20262101' }),
      });
      if (reply.status === 200) entered += 1;
    };
    await Promise.all([changeTree(means(), { changeId }), ...Array.from({ length: 12 }, (_, n) => enter(n))]);
    expect((await read(login, changeId)).state).toBe('carried-out');
    expect(entered).toBe(12);
    expect(await placeRows('a')).toEqual(everywhere('410000 410600 410105'));
    expect(await app.differences()).toEqual([]);
  });
});
