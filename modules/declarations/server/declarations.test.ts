import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  declarationBody,
  declarationPost,
  declareIn,
  kindBody,
} from '../../../apps/server/testing/declaration-rows.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { passNight } from '../../deadlines/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';

let app: TestApp;
const county = '410105-review';
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.setNow('2026-11-23T01:00:00Z'));

const on = (day: string) => app.setNow(`${day}T01:00:00Z`);
type View = {
  state: string;
  revision: number;
  dueOn: string | null;
  daysLeft: number | null;
  handling: string;
  needsPapers: boolean;
  steps: { act: string; personName: string }[];
};
const read = async (id: number, login = 'a-review') =>
  (await app.as(login).get(`/api/declarations/${id}`)).body as View;
const act = async (login: string, id: number, what: string, body: object = {}) =>
  app.as(login).post(`/api/declarations/${id}${what && `/${what}`}`, { revision: (await read(id)).revision, ...body });
const decide = (id: number, decision: string, reason: string | null = null) =>
  act(county, id, 'decision', { decision, reason });
const again = async (id: number) => {
  await act('a-ordinary', id, 'submission');
  await act('a-review', id, 'confirmation', { decision: 'confirm', reason: null });
};
const draw = (over: object = {}, key: 'a' | 'b' = 'a') =>
  app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/declarations`, declarationBody(over));
const tasks = (id: number) =>
  app.database.asOwner((tx) =>
    tx.rows<{ dueOn: string; pausedOn: string | null; closedOn: string | null; escalatedTo: string | null }>(
      `select due_on as "dueOn", paused_on as "pausedOn", closed_on as "closedOn", escalated_to as "escalatedTo" from deadlines.tasks
       where kind = 'declaration-review' and subject = $1`,
      [String(id)],
    ),
  );

describe('a declaration', () => {
  it('is drawn up once, and is the institution’s own matter until its principal sends it', async () => {
    const body = declarationBody();
    const url = `/api/institutions/${app.institution('a')}/declarations`;
    const [one, two] = [await app.as('a-ordinary').post(url, body), await app.as('a-ordinary').post(url, body)];
    expect(one.body).toEqual(two.body);
    const { declarationId: id } = one.body as { declarationId: number };
    expect((await read(id, 'a-ordinary')).steps.map((step) => step.act)).toEqual(['drawn-up']);
    for (const login of [county, '410100-review', 'b-ordinary'])
      expect((await app.as(login).get(`/api/declarations/${id}`)).status, login).toBe(404);
    await act('a-ordinary', id, 'submission');
    expect((await app.as(county).get(`/api/declarations/${id}`)).status).toBe(404);
    await act('a-review', id, 'confirmation', { decision: 'confirm', reason: null });
    for (const login of [county, '410100-review', '410000-reader'])
      expect((await app.as(login).get(`/api/declarations/${id}`)).status, login).toBe(200);
    expect((await decide(id, 'acknowledge')).status).toBe(200);
  });

  it('is dealt with in five working days, the clock resting while it is returned', async () => {
    const id = await declareIn(app, 'a');
    expect(await read(id)).toMatchObject({ state: 'confirmed', dueOn: '2026-11-30', daysLeft: 5 });
    on('2026-11-25');
    expect((await decide(id, 'return')).body).toMatchObject({ code: 'declarations.needs-reason' });
    expect((await decide(id, 'return', '请写明人数')).body).toMatchObject({ state: 'returned' });
    expect(await tasks(id)).toMatchObject([{ pausedOn: '2026-11-25', closedOn: null }]);
    on('2026-12-07');
    const { requestId: _, ...draft } = declarationBody({ description: '秋季招生 62 人' });
    expect((await act('a-ordinary', id, '', draft)).status).toBe(200);
    expect((await app.as(county).get(`/api/declarations/${id}`)).status, 'worked on again').toBe(404);
    await again(id);
    expect(await read(id)).toMatchObject({ state: 'confirmed', dueOn: '2026-12-10', daysLeft: 3 });
    expect((await decide(id, 'acknowledge')).body).toMatchObject({ state: 'acknowledged' });
    expect(await tasks(id)).toMatchObject([{ closedOn: '2026-12-07' }]);
    expect((await read(id)).steps.map((step) => step.act)).toEqual([
      ...['drawn-up', 'submit', 'confirm', 'return', 'submit', 'confirm', 'acknowledge'],
    ]);
  });

  it('that is late rises to the prefecture and is counted there', async () => {
    on('2026-03-02');
    const id = await declareIn(app, 'b', { changedOn: '2026-03-01' });
    on('2026-03-10');
    await passNight(app.database, localDate(app.now()));
    expect((await tasks(id))[0]?.escalatedTo).toBe('prefecture');
    const counts = (await app.as('410100-review').get('/api/declaration-counts')).body as {
      parts: { code: string; waiting: number; late: number; declared: number }[];
    };
    expect(counts.parts.find(({ code }) => code === '410105')).toMatchObject({ declared: 1, waiting: 1, late: 1 });
    const below = (await app.as('410105-review').get('/api/declaration-counts')).body as typeof counts;
    expect(below.parts.find(({ code }) => code === String(app.institution('b')))).toMatchObject({ late: 1 });
    const queue = (await app.as('410100-review').get('/api/declarations?only=queue&division=410105')).body as {
      rows: { id: number; daysLeft: number }[];
    };
    expect(queue.rows[0]).toMatchObject({ id, daysLeft: -1 });
    expect((await app.as('410600-review').get('/api/declarations?only=queue')).body).toMatchObject({ rows: [] });
  });

  it('is decided on once, as it was read', async () => {
    const id = await declareIn(app, 'a', { kind: '99' });
    const stale = { revision: 2, decision: 'accept', reason: null };
    expect((await app.as(county).post(`/api/declarations/${id}/decision`, stale)).body).toMatchObject({
      code: 'declarations.changed-meanwhile',
    });
    expect((await decide(id, 'acknowledge')).body).toMatchObject({ code: 'declarations.is-reviewed' });
    const whole = { ...stale, revision: 3 };
    const replies = await Promise.all(
      ['accept', 'refuse'].map((decision) =>
        app.as(county).post(`/api/declarations/${id}/decision`, { ...whole, decision, reason: '意见' }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await app.as('a-ordinary').post(`/api/declarations/${id}/withdrawal`, { revision: 4 })).body).toMatchObject(
      {
        code: 'declarations.changed-meanwhile',
      },
    );
  });

  it('is withdrawn while the county has not decided, and the county is no longer waited for', async () => {
    const id = await declareIn(app, 'a');
    expect((await act('a-ordinary', id, 'withdrawal')).body).toMatchObject({ state: 'withdrawn' });
    expect((await tasks(id))[0]?.closedOn).toBe('2026-11-23');
    expect((await decide(id, 'acknowledge')).body).toMatchObject({ code: 'declarations.changed-meanwhile' });
  });

  it('goes no second way, needs its papers, and is of a day near by', async () => {
    expect((await draw({ kind: '02' })).body).toMatchObject({ code: 'declarations.has-its-own-way' });
    expect((await draw({ changedOn: '2016-01-01' })).body).toMatchObject({ code: 'declarations.day-out-of-range' });
    expect((await draw({ kind: 'k999999' })).body).toMatchObject({ code: 'declarations.kind-not-found' });
    const { declarationId: id } = (await draw({ kind: '06' })).body as { declarationId: number };
    expect((await act('a-ordinary', id, 'submission')).body).toMatchObject({ code: 'declarations.needs-papers' });
    const upload = await app.as('a-ordinary').upload(`/api/papers/declaration/${id}`, photo, '收费批复.png');
    expect(upload.status, upload.text).toBe(200);
    expect((await act('a-ordinary', id, 'submission')).status).toBe(200);
    const late = await app.as('a-ordinary').upload(`/api/papers/declaration/${id}`, photo, '补.png');
    expect(late.body).toMatchObject({ code: 'attachments.record-closed' });
  });

  it('of an institution that has ended is finished, and no more are drawn up', async () => {
    const id = await declareIn(app, 'a');
    const stand = (standing: string) =>
      app.database.asOwner((tx) =>
        tx.run('update institutions.institutions set standing = $2 where id = $1', [app.institution('a'), standing]),
      );
    await stand('closed');
    expect((await draw()).body).toMatchObject({ code: 'declarations.institution-closed' });
    expect((await decide(id, 'return', '补材料')).body).toMatchObject({ code: 'declarations.nobody-to-mend' });
    expect((await decide(id, 'acknowledge')).body).toMatchObject({ state: 'acknowledged' });
    await stand('operating');
  });
});

describe('a kind', () => {
  type Kind = { kind: string; title: string | null; handling: string; tightening: object | null };
  const list = async (login: string) => (await app.as(login).get('/api/declaration-kinds')).body as Kind[];
  const post = (login: string, url: string, body: object) => declarationPost(app)(login, url, body);

  it('of the county is declared in its institutions until it ends', async () => {
    const made = (await post(county, '/api/declaration-kinds', kindBody({ title: '外出活动' }))) as { kindId: number };
    const kind = `k${made.kindId}`;
    expect((await list('a-ordinary')).some((each) => each.kind === kind)).toBe(true);
    expect(
      (await list('c-ordinary')).some((each) => each.kind === kind),
      'another county',
    ).toBe(false);
    const id = await declareIn(app, 'a', { kind });
    expect((await app.as('c-ordinary').get(`/api/declarations/${id}`)).status).toBe(404);
    const drawn = (await draw({ kind })).body as { declarationId: number };
    await post(county, `/api/declaration-kinds/${made.kindId}/ending`, { revision: 1, ends: true });
    expect((await act('a-ordinary', drawn.declarationId, 'submission')).body).toMatchObject({
      code: 'declarations.kind-ended',
    });
    expect((await decide(id, 'acknowledge')).status, 'what was declared goes on').toBe(200);
    const stale = { ...kindBody(), kindId: made.kindId, revision: 1 };
    expect((await app.as(county).post('/api/declaration-kinds', stale)).body).toMatchObject({
      code: 'declarations.kind-changed-meanwhile',
    });
    const outside = await app.as(county).post('/api/declaration-kinds', kindBody({ divisions: ['410102'] }));
    expect(outside.body).toMatchObject({ code: 'declarations.outside-jurisdiction' });
  });

  it('is made stricter below, never looser, and only for what comes later', async () => {
    const before = await declareIn(app, 'a', { kind: '08' });
    const stricter = (login: string, kind: string, isReviewed: boolean) =>
      app.as(login).post(`/api/declaration-tightenings/${kind}`, { isReviewed, needsPapers: false });
    expect((await stricter('410100-review', '08', true)).status).toBe(200);
    expect((await stricter(county, '08', true)).body, 'the prefecture asks for it').toMatchObject({
      code: 'declarations.nothing-stricter',
    });
    expect((await list('a-ordinary')).find(({ kind }) => kind === '08')?.handling).toBe('review');
    expect((await list('d-ordinary')).find(({ kind }) => kind === '08')?.handling, 'elsewhere').toBe('acknowledge');
    expect((await decide(before, 'acknowledge')).status).toBe(200);
    const after = await declareIn(app, 'a', { kind: '08' });
    expect((await decide(after, 'acknowledge')).body).toMatchObject({ code: 'declarations.is-reviewed' });
    expect((await stricter('410100-review', '08', false)).status, 'taken back').toBe(200);
    expect((await list('a-ordinary')).find(({ kind }) => kind === '08')?.handling).toBe('acknowledge');
    const own = (await post('410100-review', '/api/declaration-kinds', kindBody())) as { kindId: number };
    expect((await stricter('410100-review', `k${own.kindId}`, true)).body).toMatchObject({
      code: 'declarations.kind-not-from-above',
    });
    expect((await stricter(county, `k${own.kindId}`, true)).status).toBe(200);
    const edit = { ...kindBody(), kindId: own.kindId, revision: 1 };
    expect((await app.as(county).post('/api/declaration-kinds', edit)).status, 'not mine').toBe(404);
  });
});
