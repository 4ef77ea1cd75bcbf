import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmAlterationIn } from '../../../apps/server/testing/alteration-rows.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { carryOutAlteration } from './carry-out.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  app.setNow('2026-11-22T01:00:00Z');
});
afterAll(() => app.close());

type View = { state: string; revision: number; differences: object[]; may: { review: boolean; withdraw: boolean } };
const read = async (id: number, login: string) => (await app.as(login).get(`/api/alterations/${id}`)).body as View;
const review = async (id: number, login: string, decision: string, reason: string | null = null) =>
  app.as(login).post(`/api/alterations/${id}/review`, {
    ...{ revision: (await read(id, login)).revision, decision, reason, newCode: null },
  });
const carryOut = (alterationId: number) =>
  carryOutAlteration({ database: app.database, clock: app.now, jobs: app.services.jobs }, { alterationId });
const region = (countyCode: string, townCode: string | null = null) => ({
  kind: 'region',
  countyCode,
  townCode,
  address: '经三路九号',
});
const waiting = async (login: string): Promise<number> => {
  const { tasks } = (await app.as(login).get('/api/tasks')).body as { tasks: { kind: string; count: number }[] };
  return tasks.find(({ kind }) => kind === 'alterations.to-review')?.count ?? 0;
};
/** How many children of an institution an office sees. */
const children = async (login: string, key: 'c' | 'd'): Promise<number> => {
  const reply = await app.as(login).get(`/api/children?institutionId=${app.institution(key)}`);
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { rows: object[] }).rows.length;
};

const enter = async (key: 'c' | 'd', seed: number): Promise<void> => {
  const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
    requestId: crypto.randomUUID(),
    values: childCells(seed, { classCode: '20262101' }),
  });
  expect(reply.status, reply.text).toBe(200);
};

describe('an institution that goes to another county', () => {
  it('is let go by its county, approved by the prefecture of both, and takes everything along', async () => {
    await enter('c', 91);
    const id = await confirmAlterationIn(app, 'c', region('410105', '410105001000'), '2026-11-22');
    expect((await review(id, '410100-review', 'approve')).body).toMatchObject({ code: 'alterations.waits-for-county' });
    expect(await waiting('410100-review')).toBe(0);
    expect((await review(id, '410102-review', 'approve')).body).toMatchObject({ state: 'released' });
    expect(await waiting('410100-review')).toBe(1);
    expect((await review(id, '410102-review', 'approve')).body).toMatchObject({
      code: 'alterations.waits-for-superior',
    });
    expect((await review(id, '410000-review', 'approve')).body, 'the province has no part in it').toMatchObject({
      code: 'alterations.waits-for-superior',
    });
    expect((await app.as('410600-review').get(`/api/alterations/${id}`)).status).toBe(404);
    expect((await review(id, '410100-review', 'approve')).body).toMatchObject({ state: 'approved' });
    expect(await children('410105-review', 'c'), 'not before its day').toBe(0);
    await carryOut(id);

    const view = await read(id, '410105-review');
    expect(view).toMatchObject({ state: 'carried-out' });
    expect(view.differences).toContainEqual({
      field: 'countyCode',
      was: '河南省郑州市中原区',
      becomes: '河南省郑州市金水区',
    });
    expect(await children('410105-review', 'c')).toBe(1);
    expect(await children('410102-review', 'c')).toBe(0);
    expect((await app.as('c-ordinary').get('/api/session')).body).toMatchObject({
      institutionId: app.institution('c'),
    });
    const moves = await app.database.asOwner((tx) =>
      tx.rows(
        `select from_county_code as was, to_county_code as now, to_town_code as town from jurisdictions.institution_moves where institution_id = $1`,
        [app.institution('c')],
      ),
    );
    expect(moves).toEqual([{ was: '410102', now: '410105', town: '410105001000' }]);
    expect(await brokenInvariants(app.database)).toEqual([]);
  });

  it('to another prefecture it is the province that approves, or sends it back', async () => {
    await enter('d', 92);
    const id = await confirmAlterationIn(app, 'd', region('410102'), '2026-11-22');
    expect((await review(id, '410611-review', 'approve')).body).toMatchObject({ state: 'released' });
    expect((await review(id, '410600-review', 'approve')).body).toMatchObject({
      code: 'alterations.waits-for-superior',
    });
    expect((await review(id, '410000-review', 'return', '缺新址房屋证明')).body).toMatchObject({ state: 'returned' });
    const again = await read(id, 'd-ordinary');
    const edit = { effectiveOn: '2026-11-22', reason: '按批复迁址', plan: region('410105') };
    const saved = await app.as('d-ordinary').post(`/api/alterations/${id}`, { revision: again.revision, ...edit });
    const { revision } = saved.body as View;
    await app.as('d-ordinary').post(`/api/alterations/${id}/submission`, { revision });
    const word = { revision: revision + 1, decision: 'confirm', reason: null };
    await app.as('d-review').post(`/api/alterations/${id}/confirmation`, word);
    expect((await review(id, '410611-review', 'approve')).body).toMatchObject({ state: 'released' });
    expect((await review(id, '410000-review', 'approve')).body).toMatchObject({ state: 'approved' });
    await carryOut(id);
    expect(await read(id, '410105-review')).toMatchObject({ state: 'carried-out' });
    expect(await children('410100-review', 'd')).toBe(1);
    expect(await children('410600-review', 'd')).toBe(0);
    expect(await brokenInvariants(app.database)).toEqual([]);
  });

  it.each([
    ['its own county', region('410105'), 'county-is-no-other'],
    ['another province', region('110105'), 'county-is-no-other'],
    ['no county', region('419999'), 'county-is-no-other'],
    ['a town elsewhere', region('410102', '410105001000'), 'town-of-another-county'],
  ])('%s is refused', async (_, plan, code) => {
    await expect(confirmAlterationIn(app, 'a', plan)).rejects.toThrow(`alterations.${code}`);
    const { underWay } = (await app.as('a-ordinary').get(`/api/institutions/${app.institution('a')}/standing`))
      .body as { underWay: number };
    await app.as('a-ordinary').post(`/api/alterations/${underWay}/withdrawal`, { revision: 1 });
  });
});

it('what is approved may be taken back until its day', async () => {
  const id = await confirmAlterationIn(app, 'b', { kind: 'suspend' }, '2026-12-15');
  await review(id, '410105-review', 'approve');
  const { revision, may } = await read(id, 'b-ordinary');
  expect(may.withdraw).toBe(true);
  expect((await app.as('b-ordinary').post(`/api/alterations/${id}/withdrawal`, { revision })).body).toMatchObject({
    state: 'withdrawn',
  });
  app.setNow('2026-12-15T01:00:00Z');
  await carryOut(id);
  expect(await read(id, 'b-ordinary')).toMatchObject({ state: 'withdrawn' });
});
