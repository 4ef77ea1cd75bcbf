import { describe, expect, it } from 'vitest';
import { accidentBody, recordAccidentOf } from '../../../apps/server/testing/accident-play.ts';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { askRecoveryOf, petitionPost } from '../../../apps/server/testing/petition-play.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { passNight } from '../../deadlines/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';

let app: TestApp;
let count = 0;
const county = '410105-review';
const me = () => app.as('a-ordinary');
useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const post = (login: string, url: string, body: object) => petitionPost(app)(login, url, body);
const entered = async () => {
  count += 1;
  const values = childCells(count, { classCode: '20262101' });
  const body = { requestId: crypto.randomUUID(), values };
  return Number((await post('a-ordinary', `/api/institutions/${app.institution('a')}/children`, body))['childId']);
};
const numbered = async () => {
  const childId = await entered();
  const choice = { institutionId: app.institution('a'), classId: null, childIds: [childId] };
  await post('a-review', '/api/registration/confirmations', choice);
  await post(county, '/api/registration/approvals', choice);
  return childId;
};
const record = (childId: number, over: object = {}) => recordAccidentOf(post, 'a', childId, over);
const refusal = async (reply: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await reply;
  expect(status).toBeGreaterThanOrEqual(400);
  return (body as { code: string }).code;
};
const tell = (childId: number, over: object = {}) =>
  me().post(`/api/children/${childId}/accidents`, accidentBody(over));
/** A fatal accident whose petition is with the county; gives it. */
const petitioned = async (childId: number): Promise<number> => {
  const { petitionId } = await record(childId, { degree: 'fatal', kind: 'traffic' });
  const base = `/api/petitions/${petitionId}`;
  expect((await me().upload(`/api/papers/petition/${petitionId}`, photo, '证明.png')).status).toBe(200);
  await post('a-ordinary', `${base}/submission`, { revision: 1 });
  await post('a-review', `${base}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
  return petitionId as number;
};
const decide = (id: number, decision = 'approve', reason: string | null = null, revision = 3) =>
  app.as(county).post(`/api/petitions/${id}/decision`, { revision, decision, reason });
const fileOf = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<object>(
      `select c.state, c.class_id is null as "noClass", c.ended_on as "endedOn", c.end_kind as "endKind", n.end_reason as "numberEnd"
       from children.children c left join registration.numbers n on n.child_id = c.id where c.id = $1`,
      [childId],
    ),
  );

describe('an injury', () => {
  it('is recorded, changes nothing of the file, and is known to those who need to know', async () => {
    const id = await numbered();
    const { accidentId, petitionId } = await record(id);
    expect(petitionId).toBeNull();
    expect(await fileOf(id)).toMatchObject({ state: 'numbered', noClass: false });
    for (const [login, status] of [
      ['a-ordinary', 200],
      ['a-review', 200],
      [county, 200],
      ['b-ordinary', 404],
      ['410102-review', 404],
      ['410105-ordinary', 403],
      ['410100-review', 403],
    ] as const)
      expect((await app.as(login).get(`/api/accidents/${accidentId}`)).status, login).toBe(status);
    const figures = await app.as('410100-review').get('/api/accident-counts?fromOn=2026-11-01&untilOn=2026-11-30');
    expect(figures.body).toEqual([{ kind: 'other', degree: 'slight', count: 1 }]);
  });

  it('that is grave has its day, and late is said', async () => {
    const early = await record(await numbered(), { degree: 'grave' });
    const late = await record(await numbered(), { degree: 'grave', happenedOn: '2026-09-21' });
    const read = async (id: number) => (await me().get(`/api/accidents/${id}`)).body;
    expect(await read(early.accidentId)).toMatchObject({
      dueOn: 'not-known',
      late: false,
      article: expect.stringContaining('第二十七条'),
    });
    expect(await read(late.accidentId)).toMatchObject({ late: true });
  });

  it('is of a child that is here, on a day that has come, and recorded once', async () => {
    const id = await entered();
    expect(await refusal(tell(id, { happenedOn: '2026-11-24' }))).toBe('accidents.in-the-future');
    expect(await refusal(tell(id, { degree: 'fatal' }))).toBe('accidents.no-number');
    expect(await refusal(app.as('b-ordinary').post(`/api/children/${id}/accidents`, accidentBody()))).toBe(
      'children.not-found',
    );
    const body = accidentBody();
    const [one, two] = [
      await me().post(`/api/children/${id}/accidents`, body),
      await me().post(`/api/children/${id}/accidents`, body),
    ];
    expect(one.body).toEqual(two.body);
  });
});

describe('a death', () => {
  it('ends the file and its number once the county has approved; proof is needed', async () => {
    const id = await numbered();
    const { petitionId } = await record(id, { degree: 'fatal' });
    expect(await refusal(me().post(`/api/petitions/${petitionId}/submission`, { revision: 1 }))).toBe(
      'petitions.needs-papers',
    );
    await post('a-ordinary', `/api/petitions/${petitionId}/withdrawal`, { revision: 1 });
    const again = await petitioned(id);
    expect(await fileOf(id)).toMatchObject({ state: 'numbered' });
    expect((await decide(again)).status).toBe(200);
    expect(await fileOf(id)).toEqual({
      ...{ state: 'cancelled', noClass: true, endedOn: '2026-11-20', endKind: '4', numberEnd: 'cancelled' },
    });
    expect(await refusal(tell(id))).toBe('accidents.not-here');
  });

  it('recorded of the wrong child is taken back by a recovery: file, class and number', async () => {
    const id = await numbered();
    const before = await fileOf(id);
    await decide(await petitioned(id));
    const site = { key: 'a', institutionId: app.institution('a') };
    expect((await decide(await askRecoveryOf(post, site, id))).status).toBe(200);
    expect(await fileOf(id)).toEqual(before);
  });

  it('waits for the end of a transfer, is returned with a reason, and is decided once', async () => {
    const id = await numbered();
    const petition = await petitioned(id);
    const moving = { requestId: crypto.randomUUID(), receiverId: app.institution('b'), reason: '误办转园' };
    const { transferId } = await post('a-ordinary', `/api/children/${id}/transfers`, moving);
    expect(await refusal(decide(petition))).toBe('petitions.something-open');
    await post('a-ordinary', `/api/transfers/${transferId}/withdrawal`, { revision: 1 });
    expect((await decide(petition, 'return', '请补医院证明')).status).toBe(200);
    await post('a-ordinary', `/api/petitions/${petition}/submission`, { revision: 4 });
    const word = { revision: 5, decision: 'confirm', reason: null };
    await post('a-review', `/api/petitions/${petition}/confirmation`, word);
    const both = await Promise.all([decide(petition, 'approve', null, 6), decide(petition, 'approve', null, 6)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('that is not reported in time rises to the county, until the principal sends it', async () => {
    const { petitionId } = await record(await numbered(), { degree: 'fatal', happenedOn: '2026-09-21' });
    await passNight(app.database, localDate(app.now()));
    const tasks = () =>
      app.database.asOwner((tx) =>
        tx.rows<{ escalatedTo: string | null; closed: boolean }>(
          `select escalated_to as "escalatedTo", closed_on is not null as closed from deadlines.tasks where kind = 'accident-report' and subject = $1`,
          [String(petitionId)],
        ),
      );
    expect((await tasks())[0]).toMatchObject({ closed: false, escalatedTo: expect.any(String) });
    await me().upload(`/api/papers/petition/${petitionId}`, photo, '证明.png');
    await post('a-ordinary', `/api/petitions/${petitionId}/submission`, { revision: 1 });
    const word = { revision: 2, decision: 'confirm', reason: null };
    await post('a-review', `/api/petitions/${petitionId}/confirmation`, word);
    expect((await tasks())[0]).toMatchObject({ closed: true });
  });
});
