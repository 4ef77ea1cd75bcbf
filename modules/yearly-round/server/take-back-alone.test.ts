import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { deferralBody, schoolAgeChildOf } from '../../../apps/server/testing/deferral-play.ts';
import { petitionPost } from '../../../apps/server/testing/petition-play.ts';
import { ok } from '../../../apps/server/testing/replies.ts';
import { roundPlay } from '../../../apps/server/testing/round-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
const play = roundPlay(() => app, 'a', 100);
let big: { id: number; code: string };
beforeAll(async () => {
  app = await makeTestApp({ startsAt: '2027-07-05T01:00:00Z' });
  await play.begin();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
  expect(await app.differences()).toEqual([]);
});

const site = () => ({ key: 'a', institutionId: app.institution('a'), county: '410105' });
let count = 0;
const graduated = async () => {
  app.setNow('2027-07-05T01:00:00Z');
  big = await play.makeClass('23');
  const ids: number[] = [];
  for (let n = 0; n < 3; n += 1)
    ids.push(await schoolAgeChildOf(petitionPost(app), site(), ++count, { classCode: big.code }));
  const round = await play.carriedOut(play.graduation(big.id), 'graduation');
  expect(round).toMatchObject({ state: 'done', moved: 3 });
  return { round, ids: ids as [number, number, number] };
};
const takeBack = async (roundId: number, childIds: readonly number[] | null) => {
  const { revision } = await play.read(roundId);
  return play
    .principal()
    .post(`/api/yearly-rounds/${roundId}/undoing`, { revision, reason: '监护人申请缓学', childIds });
};
const says = async (reply: ReturnType<typeof takeBack>) => (await reply).body as { code: string; facts: object };

it('one child that graduated by mistake comes back alone, and stays a year longer; the others have graduated', async () => {
  const { round, ids } = await graduated();
  const [one, two, three] = ids;
  const defer = () => app.as('a-ordinary').post(`/api/children/${one}/deferrals`, deferralBody());
  expect((await defer()).body).toMatchObject({ code: 'petitions.not-here-to-defer', facts: { state: 'graduated' } });
  expect(await ok(takeBack(round.id, [one]))).toEqual({ back: 1, kept: 0 });
  expect(await play.fileOf(one)).toMatchObject({ state: 'numbered', schoolYear: 2026 });
  for (const id of [two, three]) expect(await play.fileOf(id)).toMatchObject({ state: 'graduated' });
  const view = await play.read(round.id);
  expect(view).toMatchObject({ state: 'done', moved: 3 });
  expect(view.children.map((child) => (child as { isTakenBack?: boolean }).isTakenBack)).toEqual([true, false, false]);
  expect((await defer()).status).toBe(200);
  // Twice is nothing, and the whole round taken back afterwards leaves it alone.
  expect(await says(takeBack(round.id, [one]))).toMatchObject({ code: 'yearly-round.child-not-moved' });
  expect(await ok(takeBack(round.id, null))).toEqual({ back: 2, kept: 0 });
  for (const id of ids) expect(await play.fileOf(id)).toMatchObject({ state: 'numbered' });
});

it('not when something followed, when its time is over, by another institution or twice at once', async () => {
  const { round, ids } = await graduated();
  const [one, two] = ids;
  await app.database.asOwner(async (tx) => {
    await tx.run(
      `update children.children set state = 'in-primary', version = version + 1, changed_at = $2 where id = $1`,
      [one, app.now()],
    );
    await tx.run(
      `insert into children.actions (child_id, at, action, account_id, facts) select $1, $2, 'in-primary', min(id), '{}' from accounts.accounts`,
      [one, app.now()],
    );
  });
  expect(await says(takeBack(round.id, [one]))).toMatchObject({ code: 'yearly-round.child-gone-on' });
  // Of several the one that may goes back, the other is counted.
  const { revision } = await play.read(round.id);
  const body = { revision, reason: '误办毕业', childIds: [one, two] };
  const elsewhere = await app.as('b-review').post(`/api/yearly-rounds/${round.id}/undoing`, body);
  expect(elsewhere.body).toMatchObject({ code: 'yearly-round.not-found' });
  const both = await Promise.all([
    play.principal().post(`/api/yearly-rounds/${round.id}/undoing`, body),
    play.principal().post(`/api/yearly-rounds/${round.id}/undoing`, body),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 200)?.body).toEqual({ back: 1, kept: 1 });
  app.setNow('2027-08-20T01:00:00Z');
  expect(await says(takeBack(round.id, [ids[2]]))).toMatchObject({
    code: 'yearly-round.graduation-not-open',
    facts: { opensOn: '2027-07-01', today: '2027-08-20' },
  });
});
