import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deferOf, deferralBody, schoolAgeChildOf, sendDeferralOf } from '../../../apps/server/testing/deferral-play.ts';
import { petitionPost } from '../../../apps/server/testing/petition-play.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { roundPlay } from '../../../apps/server/testing/round-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
const play = roundPlay(() => app);
let big: { id: number; code: string };
let count = 0;
const july = '2027-07-05T01:00:00Z';

beforeAll(async () => {
  app = await makeTestApp({ startsAt: july });
  await app.makeClasses();
  // The county of d decides itself (measures of 2025); that of a leaves it to the principal.
  await app.database.asOwner((tx) => assignPack(tx, '410611', 'national-2025', '2026-01-01'));
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(july);
  big = await play.makeClass('23');
});
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

const post = () => petitionPost(app);
const site = (key: 'a' | 'd') => ({
  key,
  institutionId: app.institution(key),
  county: key === 'a' ? '410105' : '410611',
});
const child = (key: 'a' | 'd' = 'a', over: object = key === 'a' ? { classCode: big.code } : {}) =>
  schoolAgeChildOf(post(), site(key), ++count, over);
const asA = (url: string, body: object) => app.as('a-ordinary').post(url, body);
const confirm = (id: number, key = 'a', revision = 2) =>
  app.as(`${key}-review`).post(`/api/petitions/${id}/confirmation`, { revision, decision: 'confirm', reason: null });
const decide = (id: number, decision: 'approve' | 'return' = 'approve') =>
  app.as('410611-review').post(`/api/petitions/${id}/decision`, { revision: 3, decision, reason: '请补证明' });
type Deferral = { deferredFor: number | null; approvedBy: string; obstacle: string | null; petitionId: number | null };
const read = (childId: number, login = 'a-ordinary') =>
  ok<Deferral>(app.as(login).get(`/api/children/${childId}/deferral`));
const lastAction = async (childId: number, login = 'a-ordinary') =>
  (
    await ok<{ actions: { action: string; facts: object }[] }>(app.as(login).get(`/api/children/${childId}`))
  ).actions.at(-1);
const end = async (childId: number) => {
  const { petitionId } = await post()('a-ordinary', `/api/children/${childId}/deferral-ends`, deferralBody());
  await ok(asA(`/api/petitions/${petitionId}/submission`, { revision: 1 }));
  return Number(petitionId);
};

describe('where the principal’s word is the last', () => {
  it('is asked for with proof, confirmed by the principal and in force: the child does not graduate', async () => {
    const [stays, goes] = [await child(), await child()];
    expect(await read(stays)).toMatchObject({ deferredFor: null, approvedBy: 'institution', obstacle: null });
    const { petitionId } = await post()('a-ordinary', `/api/children/${stays}/deferrals`, deferralBody());
    expect(await code(asA(`/api/petitions/${petitionId}/submission`, { revision: 1 }))).toBe('petitions.needs-papers');
    await ok(asA(`/api/petitions/${petitionId}/withdrawal`, { revision: 1 }));
    const id = await sendDeferralOf(app, post(), 'a', stays);
    // While it is asked for nothing else goes on with the child.
    const waiting = await play.proposed(play.graduation(big.id), 'graduation');
    expect((await play.read(waiting)).children).toMatchObject([{ stayCode: 'under-way' }, { stayCode: null }]);
    const leaving = { childIds: [stays], leftOn: '2027-07-05', way: 'withdrawn', destination: null, reason: '搬家' };
    const left = await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/leavings`, leaving);
    expect(left.text).toContain('departures.deferral-open');
    expect(await ok(confirm(id))).toMatchObject({ state: 'approved' });
    expect(await code(confirm(id))).toBe('petitions.changed-meanwhile');
    expect(await lastAction(stays)).toMatchObject({ action: 'deferred', facts: { year: 2027, petition: id } });
    expect((await play.read(waiting)).children).toMatchObject([{ stayCode: 'deferred' }, { stayCode: null }]);
    await ok(play.confirm(waiting));
    await play.work(waiting);
    expect(await play.fileOf(stays)).toMatchObject({ state: 'numbered' });
    expect(await play.fileOf(goes)).toMatchObject({ state: 'graduated' });
    expect(await read(stays)).toMatchObject({ deferredFor: 2027, obstacle: 'petitions.deferred-already' });
    expect(await code(asA(`/api/children/${stays}/deferrals`, deferralBody()))).toBe('petitions.deferred-already');
    expect(await code(asA(`/api/children/${goes}/deferrals`, deferralBody()))).toBe('petitions.not-here-to-defer');
    // Promotion leaves it in its class, intake places it in a top class of the new year.
    app.setNow('2027-08-10T01:00:00Z');
    const plan = { on: null, classes: [{ classId: big.id, to: null }], targets: [], exceptions: [] };
    const promotion = await play.proposed(plan);
    expect((await play.read(promotion)).children).toMatchObject([{ childId: stays, stayCode: 'deferred' }]);
    await play.withdrawOpen(promotion);
    app.setNow('2027-09-02T01:00:00Z');
    const targets = [{ name: '新大班', type: '23' as const }];
    const intake = await play.proposed({ on: null, classes: [], targets, exceptions: [] }, 'intake');
    await ok(play.confirm(intake));
    await play.work(intake);
    expect(await play.fileOf(stays)).toMatchObject({ className: '新大班', schoolYear: 2027 });
    expect(await read(stays)).toMatchObject({ deferredFor: 2027, obstacle: null });
  });

  it('is ended by another petition, and the child graduates then', async () => {
    const id = await child();
    expect(await code(asA(`/api/children/${id}/deferral-ends`, deferralBody()))).toBe('petitions.not-deferred');
    await deferOf(app, post(), 'a', id);
    const ending = await end(id);
    expect(await read(id)).toMatchObject({ deferredFor: 2027, petitionId: ending });
    await ok(confirm(ending));
    expect(await lastAction(id)).toMatchObject({ action: 'undone', facts: { state: 'numbered', year: 2027 } });
    expect(await read(id)).toMatchObject({ deferredFor: null, obstacle: null });
    const round = await play.carriedOut(play.graduation(big.id), 'graduation');
    expect(round).toMatchObject({ moved: 1, children: [{ childId: id, stayCode: null }] });
  });

  it('is not confirmed by who drew it up, nor by anybody of another institution or county', async () => {
    const id = await sendDeferralOf(app, post(), 'a', await child());
    await app.database.asOwner((tx) =>
      tx.run(
        `update petitions.petitions set drawn_up_by = (select id from accounts.accounts where login = 'a-review') where id = $1`,
        [id],
      ),
    );
    expect(await code(confirm(id))).toBe('petitions.decided-by-another');
    for (const [login, status] of [
      ['b-review', 404],
      ['410105-review', 403],
    ] as const) {
      const word = { revision: 2, decision: 'confirm', reason: null };
      expect((await app.as(login).post(`/api/petitions/${id}/confirmation`, word)).status).toBe(status);
    }
    await ok(asA(`/api/petitions/${id}/withdrawal`, { revision: 2 }));
  });

  it('and a graduation of the same child at the same time: it goes or stays, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      big = await play.makeClass('23');
      const id = await child();
      await child();
      const petition = await sendDeferralOf(app, post(), 'a', id);
      const plan = await play.proposed(play.graduation(big.id), 'graduation');
      await ok(play.confirm(plan));
      const [said] = await Promise.all([confirm(petition), play.work(plan)]);
      expect(said.status).toBe(200);
      expect((await play.fileOf(id)).state).toBe('numbered');
      const row = (await play.read(plan)).children.find(({ childId }) => childId === id);
      expect(['under-way', 'deferred']).toContain(row?.stayCode);
    }
  });

  it('ended while the graduation is carried out: the child goes or stays as the end came before or after', async () => {
    for (let round = 0; round < 4; round += 1) {
      big = await play.makeClass('23');
      const id = await child();
      await child();
      await deferOf(app, post(), 'a', id);
      const ending = await end(id);
      const plan = await play.proposed(play.graduation(big.id), 'graduation');
      await ok(play.confirm(plan));
      const [said] = await Promise.all([confirm(ending), play.work(plan)]);
      expect(said.status).toBe(200);
      const row = (await play.read(plan)).children.find(({ childId }) => childId === id);
      expect((await play.fileOf(id)).state).toBe(row?.stayCode === 'deferred' ? 'numbered' : 'graduated');
      expect(await brokenInvariants(app.database)).toEqual([]);
    }
  });
});

describe('where the county decides', () => {
  it('goes on to it with its clock, comes back with a reason, and is approved there', async () => {
    const id = await child('d');
    expect(await read(id, 'd-ordinary')).toMatchObject({ approvedBy: 'county' });
    const petition = await sendDeferralOf(app, post(), 'd', id);
    expect(await ok(confirm(petition, 'd'))).toMatchObject({ state: 'confirmed' });
    expect(await read(id, 'd-ordinary')).toMatchObject({ deferredFor: null, petitionId: petition });
    const seen = await ok<{ kind: string; approvedBy: string; entryYear: number }>(
      app.as('410611-review').get(`/api/petitions/${petition}`),
    );
    expect(seen).toMatchObject({ kind: 'deferral', approvedBy: 'county', entryYear: 2027 });
    const both = await Promise.all([decide(petition), decide(petition), decide(petition, 'return')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const approved = (await read(id, 'd-ordinary')).deferredFor === 2027;
    expect((await lastAction(id, 'd-ordinary'))?.action === 'deferred').toBe(approved);
  });
});

it('is of children of school age, of one’s own institution', async () => {
  const young = { birthOn: '2021-09-02', identityType: '其他', identityNumber: '' };
  const id = await child('a', { classCode: big.code, ...young });
  expect(await read(id)).toMatchObject({ obstacle: 'petitions.not-of-school-age' });
  expect(await code(asA(`/api/children/${id}/deferrals`, deferralBody()))).toBe('petitions.not-of-school-age');
  const body = deferralBody();
  const mine = await child();
  const [one, two] = await Promise.all([
    asA(`/api/children/${mine}/deferrals`, body),
    asA(`/api/children/${mine}/deferrals`, body),
  ]);
  expect([one.body, two.body]).toEqual([one.body, one.body]);
  expect(await code(asA(`/api/children/${mine}/deferrals`, deferralBody()))).toBe('petitions.open-already');
  expect(await code(app.as('b-ordinary').post(`/api/children/${mine}/deferrals`, deferralBody()))).toBe(
    'children.not-found',
  );
  expect(await code(app.as('b-ordinary').get(`/api/children/${mine}/deferral`))).toBe('children.not-found');
});
