import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmAlterationIn } from '../../../apps/server/testing/alteration-rows.ts';
import { schoolAgeChildOf, sendDeferralOf } from '../../../apps/server/testing/deferral-play.ts';
import { applicationBody } from '../../../apps/server/testing/key-change-play.ts';
import { askRecoveryOf, petitionPost } from '../../../apps/server/testing/petition-play.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { roundPlay } from '../../../apps/server/testing/round-play.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { carryOutAlteration } from './carry-out.ts';

let app: TestApp;
const one = roundPlay(() => app, 'a');
const two = roundPlay(() => app, 'b', 500);
let small: { id: number; code: string };
let ofTwo: { id: number; code: string };

beforeEach(async () => {
  app = await makeTestApp({ startsAt: '2027-08-05T01:00:00Z' });
  small = await one.begin();
  ofTwo = await two.begin();
});
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
  expect(await app.differences()).toEqual([]);
  await app.close();
});

/** The first kindergarten goes into the second one; the county has approved, the work is still to be done. */
const mergerApproved = async (): Promise<number> => {
  const plan = { kind: 'merge', targetId: app.institution('b') };
  const id = await confirmAlterationIn(app, 'a', plan, '2027-08-05');
  const { revision } = await ok<{ revision: number }>(app.as('410105-review').get(`/api/alterations/${id}`));
  const word = { revision, decision: 'approve', reason: null, newCode: null };
  await ok(app.as('410105-review').post(`/api/alterations/${id}/review`, word));
  return id;
};
const merge = (alterationId: number) =>
  carryOutAlteration({ database: app.database, clock: app.now, jobs: app.services.jobs }, { alterationId });
const merged = async (): Promise<void> => {
  const id = await mergerApproved();
  await merge(id);
  expect(await ok(app.as('410105-review').get(`/api/alterations/${id}`))).toMatchObject({ state: 'carried-out' });
};
const countOf = (action: string) =>
  app.database.asOwner((tx) =>
    tx.rows<{ childId: number; times: number }>(
      'select child_id as "childId", count(*)::int as times from children.actions where action = $1 group by 1 order by 1',
      [action],
    ),
  );
const places = () =>
  app.database.asOwner((tx) =>
    tx.rows<{ id: number; place: number; year: number | null }>(
      `select c.id, c.institution_id as place, l.school_year as year from children.children c left join classes.classes l on l.id = c.class_id order by c.id`,
    ),
  );
const roundNow = async (id: number) =>
  ok<{ state: string; failure: object }>(app.as('410105-review').get(`/api/yearly-rounds/${id}`));

describe('a merger in the middle of the August promotion', () => {
  it('between the plan and the principal’s word ends the plan; the children are promoted where they are then', async () => {
    const children = [await one.numbered(), await one.numbered(), await two.numbered()];
    const planned = await one.proposed(one.promotion('中一班'));
    const waiting = await two.proposed(two.promotion('中一班'));
    await merged();
    expect(await roundNow(planned)).toMatchObject({ state: 'withdrawn' });
    // The plan of the kindergarten that goes on stands as it was, and knows nothing of those that came.
    await ok(two.confirm(waiting));
    await two.work(waiting);
    expect(await two.read(waiting)).toMatchObject({ state: 'done', moved: 1, stayed: 0 });
    const rest = two.promotion('中二班', { classes: [{ classId: small.id, to: '中二班' }] });
    expect(await two.carriedOut(rest)).toMatchObject({ state: 'done', moved: 2, stayed: 0 });
    expect(await countOf('promoted')).toEqual(children.map((childId) => ({ childId, times: 1 })));
    expect(await places()).toEqual(children.map((id) => ({ id, place: app.institution('b'), year: 2027 })));
  });

  it('between the word and the work promotes nobody and says so; nothing runs for ever', async () => {
    const children = [await one.numbered(), await one.numbered()];
    const id = await one.proposed(one.promotion('中一班'));
    await ok(one.confirm(id));
    await merged();
    const ended = { state: 'failed', failure: { code: 'yearly-round.institution-closed' } };
    expect(await roundNow(id)).toMatchObject(ended);
    await one.work(id);
    expect(await roundNow(id)).toMatchObject(ended);
    expect(await countOf('promoted')).toEqual([]);
    const rest = two.promotion('中一班', { classes: [{ classId: small.id, to: '中一班' }] });
    expect(await two.carriedOut(rest)).toMatchObject({ state: 'done', moved: 2 });
    expect(await countOf('promoted')).toEqual(children.map((childId) => ({ childId, times: 1 })));
  });

  it.each([1, 2, 3])('at the same moment as the work: everybody is promoted once or not at all (%i)', async () => {
    const children = [];
    for (let n = 0; n < 6; n += 1) children.push(await one.numbered());
    const id = await one.proposed(one.promotion('中一班'));
    await ok(one.confirm(id));
    const alteration = await mergerApproved();
    await Promise.all([one.work(id), merge(alteration), one.work(id)]);
    const { state } = await roundNow(id);
    expect(['done', 'failed']).toContain(state);
    expect(await countOf('promoted')).toEqual(
      state === 'done' ? children.map((childId) => ({ childId, times: 1 })) : [],
    );
    const year = state === 'done' ? 2027 : 2026;
    expect(await places()).toEqual(children.map((each) => ({ id: each, place: app.institution('b'), year })));
  });

  it('after it: nobody is promoted twice, the plans of both stand, and taking back leaves who has moved', async () => {
    const [child, other] = [await one.numbered(), await two.numbered()];
    const done = await one.carriedOut(one.promotion('中一班'));
    await merged();
    expect(
      await two.carriedOut(two.promotion('中一班', { classes: [{ classId: ofTwo.id, to: '中一班' }] })),
    ).toMatchObject({
      moved: 1,
    });
    expect(await countOf('promoted')).toEqual([child, other].map((childId) => ({ childId, times: 1 })));
    // The other kindergarten's round is none of its own, and the closed one's people are gone.
    const undoing = { revision: done.revision, reason: '选错班级' };
    expect(await code(two.principal().post(`/api/yearly-rounds/${done.id}/undoing`, undoing))).toBe(
      'yearly-round.not-found',
    );
    expect(await code(one.principal().post(`/api/yearly-rounds/${done.id}/undoing`, undoing))).toBe(
      'session.office-closed',
    );
  });

  it('keeps one’s own plan of a kindergarten of which some classes go to another', async () => {
    const [stays, goes] = [
      await one.numbered(),
      await one.numbered((await one.makeClass('21', { name: '小九班' })).code),
    ];
    const id = await one.proposed(one.promotion('中一班'));
    expect([stays, goes]).toHaveLength(2);
    await ok(one.confirm(id));
    const classes = await ok<{ id: number; name: string }[]>(one.me().get(`${one.base()}/classes`));
    const classIds = classes.filter(({ name }) => name === '小九班').map((each) => each.id);
    const plan = { kind: 'split', classIds, targetId: app.institution('b') };
    const split = await confirmAlterationIn(app, 'a', plan, '2027-08-05');
    const { revision } = await ok<{ revision: number }>(app.as('410105-review').get(`/api/alterations/${split}`));
    const word = { revision, decision: 'approve', reason: null, newCode: null };
    await ok(app.as('410105-review').post(`/api/alterations/${split}/review`, word));
    await Promise.all([merge(split), one.work(id)]);
    expect(await one.read(id)).toMatchObject({ state: 'done', moved: 1 });
    expect(await places()).toMatchObject([
      { id: stays, place: app.institution('a'), year: 2027 },
      { id: goes, place: app.institution('b'), year: 2026 },
    ]);
  });
});

describe('what is under way about children whose kindergarten is merged', () => {
  it('goes on where they are then: a rest, a leaving, a deferral, a change of a name, a recovery', async () => {
    const post = petitionPost(app);
    const site = { key: 'a', institutionId: app.institution('a'), county: '410105' };
    const [resting, left] = [await one.numbered(), await one.numbered()];
    const [renamed, deleted] = [await one.numbered(), await one.entered(small.code)];
    const deferred = await schoolAgeChildOf(post, site, 40, { classCode: small.code });
    const rest = { fromOn: '2027-08-01', untilOn: '2028-03-01', reason: '因病休养' };
    await post('a-ordinary', `/api/children/${resting}/suspension`, rest);
    const leaving = { childIds: [left], leftOn: '2027-08-04', way: 'withdrawn', destination: null, reason: '家长要求' };
    await post('a-ordinary', `${one.base()}/leavings`, leaving);
    const deferral = await sendDeferralOf(app, post, 'a', deferred);
    const changed = applicationBody({ name: '李新名' }, '2027-08-05');
    const { applicationId } = await post('a-ordinary', `/api/children/${renamed}/key-changes`, changed);
    await post('a-ordinary', `/api/children/${deleted}/deletion`, { reason: '重复录入' });
    const recovery = await askRecoveryOf(post, site, deleted);
    await merged();
    expect(await brokenInvariants(app.database)).toEqual([]);
    const back = { resumedOn: '2027-08-05', classId: small.id };
    await post('b-ordinary', `/api/children/${resting}/resumption`, back);
    const file = await ok<{ leaving: { id: number; mayUndo?: boolean } }>(
      app.as('b-ordinary').get(`/api/children/${left}/departures`),
    );
    await post('b-ordinary', `/api/leavings/${file.leaving.id}/undoing`, { reason: '登记有误' });
    expect(await two.fileOf(left)).toMatchObject({ state: 'numbered' });
    const approved = { revision: 4, decision: 'approve', reason: null };
    await post('410105-review', `/api/petitions/${recovery}/decision`, approved);
    expect(await two.fileOf(deleted)).toMatchObject({ state: 'entered' });
    const confirmed = { revision: 3, decision: 'confirm', reason: null };
    expect(await post('b-review', `/api/petitions/${deferral}/confirmation`, confirmed)).toMatchObject({
      state: 'approved',
    });
    await app.as('b-ordinary').upload(`/api/papers/key-change/${applicationId}`, photo, '户口簿.png');
    const { revision } = await ok<{ revision: number }>(app.as('b-ordinary').get(`/api/key-changes/${applicationId}`));
    await post('b-ordinary', `/api/key-changes/${applicationId}/submission`, { revision });
  });
});
