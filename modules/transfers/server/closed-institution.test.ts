import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAccidentOf } from '../../../apps/server/testing/accident-play.ts';
import { confirmAlterationIn } from '../../../apps/server/testing/alteration-rows.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { leaveOf } from '../../../apps/server/testing/life-rows.ts';
import { deleteFileOf, petitionPost } from '../../../apps/server/testing/petition-play.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { carryOutAlteration } from '../../alterations/server/carry-out.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
const play = transferPlay(() => app);
const county = '410105-review';
const [left, cancelled, deleted, stillOpen] = [8801, 8802, 8803, 8804];
let ids: { left: number; cancelled: number; deleted: number };

const cancel = async (key: 'a' | 'b', childId: number) => {
  const post = petitionPost(app);
  const { petitionId } = await recordAccidentOf(post, key, childId, { degree: 'fatal' });
  const base = `/api/petitions/${petitionId}`;
  await ok(app.as(`${key}-ordinary`).upload(`/api/papers/petition/${petitionId}`, photo, '证明.png'));
  await post(`${key}-ordinary`, `${base}/submission`, { revision: 1 });
  await post(`${key}-review`, `${base}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
  await post(county, `${base}/decision`, { revision: 3, decision: 'approve', reason: null });
};
const close = async () => {
  const alterationId = await confirmAlterationIn(app, 'a', { kind: 'close', transfers: [] }, '2026-11-22');
  const { revision } = await ok<{ revision: number }>(app.as(county).get(`/api/alterations/${alterationId}`));
  const word = { revision, decision: 'approve', reason: null, newCode: null };
  await ok(app.as(county).post(`/api/alterations/${alterationId}/review`, word));
  await carryOutAlteration({ database: app.database, clock: app.now, jobs: app.services.jobs }, { alterationId });
};
const fileOf = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ state: string; at: number; number: string; ended: boolean }>(
      `select c.state, c.institution_id as at, encode(n.body_digest, 'hex') as number, n.ended_at is not null as ended
       from children.children c left join registration.numbers n on n.child_id = c.id where c.id = $1 order by n.ended_at nulls first limit 1`,
      [childId],
    ),
  );
const lookUp = async (number: number) =>
  (
    await ok<{ found: { state: string; obstacle: string | null } | null }>(
      app.as('b-ordinary').post('/api/transfers/lookups', {
        ...{ institutionId: app.institution('b'), number: String(childCells(number).identityNumber) },
        reason: '家长说明幼儿现在本园',
      }),
    )
  ).found;
type View = {
  state: string;
  revision: number;
  comesBack: boolean;
  papers: { receiver: object[] };
  may: { approve: boolean };
};
const read = (id: number, login = 'b-ordinary') => ok<View>(app.as(login).get(`/api/transfers/${id}`));
const accept = async (id: number) =>
  app.as('b-ordinary').post(`/api/transfers/${id}/acceptance`, await play.acceptBody('b', (await read(id)).revision));

beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  app.setNow('2026-11-22T01:00:00Z');
  const site = { key: 'a' as const, institutionId: app.institution('a') };
  ids = {
    left: await play.numbered('a', left),
    cancelled: await play.numbered('a', cancelled),
    deleted: Number(
      (
        await play.done('a-ordinary', `institutions/${site.institutionId}/children`, {
          ...{ requestId: crypto.randomUUID(), values: childCells(deleted, { classCode: '20262101' }) },
        })
      )['childId'],
    ),
  };
  await leaveOf(petitionPost(app), site, ids.left);
  await cancel('a', ids.cancelled);
  await deleteFileOf(petitionPost(app), site, ids.deleted);
  await cancel('b', await play.numbered('b', stillOpen));
  await close();
}, 120_000);
afterAll(() => app.close());

describe('a child of a kindergarten that has closed since', () => {
  it('that was recorded as left goes where it is now; nobody has to let it go', async () => {
    expect(await ok(app.as(county).get(`/api/children/${ids.left}`)), 'its page says so').toMatchObject({
      isOfClosed: true,
    });
    expect(await lookUp(left)).toMatchObject({ state: 'left', obstacle: null });
    const id = await play.ask('b', left);
    expect(await read(id)).toMatchObject({ state: 'released', comesBack: false });
    const before = await fileOf(ids.left);
    await ok(accept(id));
    if ((await read(id)).state === 'accepted')
      await ok(app.as(county).post(`/api/transfers/${id}/approval`, { revision: (await read(id)).revision }));
    expect(await fileOf(ids.left)).toEqual({ ...before, state: 'numbered', at: app.institution('b') });
    expect(await ok(app.as(county).get(`/api/children/${ids.left}`))).toMatchObject({ isOfClosed: false });
  });

  it('whose file was cancelled comes back by the county’s word, with papers and its own number', async () => {
    expect(await lookUp(cancelled)).toMatchObject({ state: 'cancelled', obstacle: null });
    const before = await fileOf(ids.cancelled);
    expect(before).toMatchObject({ state: 'cancelled', ended: true });
    const id = await play.ask('b', cancelled);
    expect(await read(id)).toMatchObject({ state: 'released', comesBack: true });
    expect(await code(accept(id))).toBe('transfers.papers-missing');
    await ok(app.as('b-ordinary').upload(`/api/papers/transfer/${id}`, photo, '证明.png'));
    await ok(accept(id));
    expect(await fileOf(ids.cancelled), 'the kindergarten alone brings nothing back').toEqual(before);
    const seen = await read(id, county);
    expect(seen).toMatchObject({ state: 'accepted', comesBack: true, may: { approve: true } });
    expect(seen.papers.receiver, 'the county sees the proof').toHaveLength(1);
    await ok(app.as(county).post(`/api/transfers/${id}/approval`, { revision: seen.revision }));
    expect(await fileOf(ids.cancelled)).toEqual({
      ...before,
      state: 'numbered',
      at: app.institution('b'),
      ended: false,
    });
    expect(await lookUp(cancelled)).toMatchObject({ obstacle: 'transfers.child-is-here' });
  });

  it('whose file was deleted is entered anew', async () => {
    expect(await lookUp(deleted)).toBeNull();
    const again = await play.numbered('b', deleted);
    expect(await fileOf(again)).toMatchObject({ state: 'numbered', at: app.institution('b') });
    expect(await fileOf(ids.deleted)).toMatchObject({ state: 'deleted' });
  });

  it('and where its kindergarten is still open, it is that one’s to ask', async () => {
    const asked = play.askBody('c', stillOpen);
    expect(await code(app.as('c-ordinary').post('/api/transfers', asked))).toBe('transfers.child-is-gone');
  });

  it('leaves every file as its history tells', async () => {
    expect(await brokenInvariants(app.database)).toEqual([]);
  });
});
