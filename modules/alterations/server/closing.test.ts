import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmAlterationIn } from '../../../apps/server/testing/alteration-rows.ts';
import { declarationBody } from '../../../apps/server/testing/declaration-rows.ts';
import { leaveOf } from '../../../apps/server/testing/life-rows.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { carryOutAlteration } from './carry-out.ts';

let app: TestApp;
const play = transferPlay(() => app);
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  app.setNow('2026-11-22T01:00:00Z');
});
afterAll(() => app.close());

const post = async (login: string, url: string, body: object): Promise<Record<string, unknown>> => {
  const reply = await app.as(login).post(url, body);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as Record<string, unknown>;
};

describe('a kindergarten that closes', () => {
  it('waits for the transfers that are under way', async () => {
    const child = await play.numbered('a', 81);
    const transferId = await play.offer('a', child, 'b');
    const merge = { kind: 'merge', targetId: app.institution('b') };
    await expect(confirmAlterationIn(app, 'a', merge)).rejects.toThrow('alterations.open-transfers');
    const standing = await app.as('a-ordinary').get(`/api/institutions/${app.institution('a')}/standing`);
    const { underWay } = standing.body as { underWay: number };
    await post('a-ordinary', `/api/alterations/${underWay}/withdrawal`, { revision: 1 });
    const { revision } = (await app.as('a-ordinary').get(`/api/transfers/${transferId}`)).body as { revision: number };
    await post('a-ordinary', `/api/transfers/${transferId}/withdrawal`, { revision });
    await leaveOf(post, { key: 'a', institutionId: app.institution('a') }, child);
  });

  it('asks for no place for a child that has left, and ends what was only begun', async () => {
    const a = app.institution('a');
    const declared = await post('a-ordinary', `/api/institutions/${a}/declarations`, declarationBody());
    await post('410105-review', '/api/inspection-plans', {
      ...{ requestId: crypto.randomUUID(), title: '冬季安全检查', institutionIds: [a] },
      ...{ fromOn: '2026-12-01', untilOn: '2026-12-20', inspectors: '王督学' },
    });
    const id = await confirmAlterationIn(app, 'a', { kind: 'close', transfers: [] }, '2026-11-22');
    const view = (await app.as('410105-review').get(`/api/alterations/${id}`)).body as {
      revision: number;
      effects: { figures: { children: number } };
    };
    expect(view.effects.figures.children).toBe(0);
    await post('410105-review', `/api/alterations/${id}/review`, {
      ...{ revision: view.revision, decision: 'approve', reason: null, newCode: null },
    });
    await carryOutAlteration({ database: app.database, clock: app.now, jobs: app.services.jobs }, { alterationId: id });
    expect((await app.as('410105-review').get(`/api/alterations/${id}`)).body).toMatchObject({
      state: 'carried-out',
      outcome: { endedDeclarations: 1, endedInspections: 1 },
    });
    const declaration = await app.as('410105-review').get(`/api/declarations/${Number(declared['declarationId'])}`);
    expect(declaration.status, 'a draft was never the department’s').toBe(404);
    expect(await brokenInvariants(app.database)).toEqual([]);
  });
});
