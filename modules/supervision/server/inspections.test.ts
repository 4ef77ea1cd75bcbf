import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect, inspected } from '../../../apps/server/testing/inspection-play.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { passNight } from '../../deadlines/server/index.ts';
import { nationalChecklist } from '../inspection.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const today = '2026-11-22';
const post = (login: string, path: string, body: object = {}) => app.as(login).post(`/api/${path}`, body);
const read = (login: string, id: number) => app.as(login).get(`/api/inspections/${id}`);
const begin = async (login = '410105-review', key: 'a' | 'd' = 'a') =>
  post(login, `institutions/${app.institution(key)}/inspections`, { requestId: crypto.randomUUID() });
const send = async (login: string, path: string, body: object) => (await post(login, path, body)).body;
const numberOf = async (reply: Promise<{ body: unknown }>) =>
  ((await reply).body as { inspectionId: number }).inspectionId;
const listed = async (login: string, query = '') =>
  ((await app.as(login).get(`/api/inspections?${query}`)).body as { rows: { id: number; state: string }[] }).rows;

describe('an inspection', () => {
  let id = 0;
  it('is begun once by whoever inspects there, with the checklist in force', async () => {
    const requestId = crypto.randomUUID();
    const path = `institutions/${app.institution('a')}/inspections`;
    const both = await Promise.all([
      post('410105-ordinary', path, { requestId }),
      post('410105-ordinary', path, { requestId }),
    ]);
    expect(both[0]?.body).toEqual(both[1]?.body);
    id = await numberOf(post('410105-ordinary', path, { requestId }));
    expect((await read('410105-review', id)).body).toMatchObject({
      ...{ state: 'draft', isPlanned: false, items: nationalChecklist, answers: [] },
      may: { write: true, know: false, correct: false, rectify: false },
    });
    expect((await begin('410105-review', 'd')).status).toBe(404);
    // What is being written is the business of the office that writes it.
    for (const login of ['a-review', '410100-review', '410102-review'])
      expect((await read(login, id)).status, login).toBe(404);
  });

  it('is written by one at a time, and handed over when it is whole', async () => {
    const hand = (revision: number) => post('410105-review', `inspections/${id}/handing-over`, { revision });
    expect((await hand(0)).body).toMatchObject({ code: 'supervision.inspection-needs-inspectors-and-day' });
    const save = (revision: number, over: object = {}) =>
      post('410105-review', `inspections/${id}/draft`, { revision, ...inspected(today), ...over });
    const both = await Promise.all([save(0), save(0)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await save(1, { answers: [] })).status).toBe(200);
    expect((await hand(2)).body).toMatchObject({ code: 'supervision.inspection-items-open' });
    expect((await save(2)).status).toBe(200);
    const photos = `/api/papers/inspection/${id}`;
    expect((await app.as('410105-review').upload(photos, photo, '门厅.png')).status).toBe(200);
    expect((await app.as('a-ordinary').upload(photos, photo, '门厅.png')).status).toBe(404);
    expect((await hand(2)).body).toMatchObject({ code: 'supervision.inspection-changed-meanwhile' });
    expect((await hand(3)).body).toEqual({ state: 'handed-over' });
    expect((await save(3)).body).toMatchObject({ code: 'supervision.inspection-changed-meanwhile' });
    expect((await app.as('410105-review').upload(photos, photo, '门厅.png')).body).toMatchObject({
      code: 'attachments.record-closed',
    });
  });

  it('is seen by the institution and by those above it, and known of by the principal alone', async () => {
    expect((await read('a-reader', id)).body).toMatchObject({
      ...{ found: 1, heavy: 1, photos: [{ fileName: '门厅.png' }], may: { know: false } },
    });
    expect((await read('410100-review', id)).status).toBe(200);
    for (const login of ['b-review', '410102-review', '410600-review'])
      expect((await read(login, id)).status, login).toBe(404);
    const know = (login: string, objection: string | null) =>
      post(login, `inspections/${id}/acknowledgement`, { objection });
    expect((await know('a-ordinary', null)).status).toBe(403);
    const both = await Promise.all([know('a-review', '许可证已在换发中'), know('a-review', null)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read('410105-review', id)).body).toMatchObject({
      state: 'closed',
      may: { correct: true, rectify: true },
    });
  });

  it('leads to a notice that names it, and is named by it', async () => {
    const issue = (key: 'a' | 'b', inspectionId: number) =>
      post('410105-review', `institutions/${app.institution(key)}/rectifications`, {
        ...{ requestId: crypto.randomUUID(), violation: 'other', found: '许可证过期', asked: '换发' },
        ...{ dueOn: '2026-12-22', inspectionId },
      });
    expect((await issue('b', id)).body).toMatchObject({ code: 'supervision.inspection-not-found' });
    const draft = await numberOf(begin());
    expect((await issue('a', draft)).body).toMatchObject({ code: 'supervision.inspection-not-handed-over' });
    const made = (await issue('a', id)).body as unknown as { rectificationId: number };
    expect((await read('a-review', id)).body).toMatchObject({
      rectifications: [{ id: made.rectificationId, state: 'issued' }],
    });
    const notice = await app.as('a-review').get(`/api/rectifications/${made.rectificationId}`);
    expect(notice.body).toMatchObject({ inspectionId: id });
  });

  it('is corrected once by a new record, the old one stays', async () => {
    const correct = () =>
      post('410105-review', `inspections/${id}/corrections`, { requestId: crypto.randomUUID(), reason: '日期写错' });
    const both = await Promise.all([correct(), correct()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const next = both.find(({ status }) => status === 200)?.body as unknown as { inspectionId: number };
    expect((await read('410105-review', next.inspectionId)).body).toMatchObject({
      ...{ state: 'draft', correctsId: id, correctionReason: '日期写错', inspectors: '王督学、李督学' },
    });
    expect((await read('410105-review', id)).body).toMatchObject({ state: 'closed', correctedById: next.inspectionId });
    expect((await read('a-review', id)).body).toMatchObject({ state: 'closed', correctedById: null });
  });
});

describe('a plan', () => {
  it('lists its institutions once, and each is inspected by the office that planned it', async () => {
    const plan = (over: object = {}) => ({
      ...{
        requestId: crypto.randomUUID(),
        title: '秋季督导',
        fromOn: today,
        untilOn: '2026-12-20',
        inspectors: '赵督学',
      },
      ...{ institutionIds: [app.institution('a'), app.institution('b')], ...over },
    });
    const good = plan();
    expect((await post('410100-review', 'inspection-plans', good)).body).toEqual({ planned: 2 });
    expect((await post('410100-review', 'inspection-plans', good)).body).toEqual({ planned: 2 });
    const foreign = plan({ institutionIds: [app.institution('a'), app.institution('d')] });
    expect((await post('410105-review', 'inspection-plans', foreign)).status).toBe(404);
    expect((await post('410105-review', 'inspection-plans', plan({ untilOn: '2026-11-21' }))).body).toMatchObject({
      code: 'supervision.inspection-plan-days',
    });
    const [first] = await listed('410100-review', 'only=under-way');
    expect(first).toMatchObject({ state: 'planned', planTitle: '秋季督导' });
    expect((await listed('410105-review', 'only=under-way')).map(({ id }) => id)).not.toContain(first?.id);
    const saved = await post('410100-review', `inspections/${first?.id}/draft`, { revision: 0, ...inspected(today) });
    expect(saved.body).toEqual({ revision: 1 });
    await post('410100-review', `inspections/${first?.id}/handing-over`, { revision: 1 });
    expect((await listed('410105-review', 'only=handed-over')).map(({ id }) => id)).toContain(first?.id);
    const foreignSave = await post('410105-review', `inspections/${first?.id}/draft`, {
      revision: 1,
      ...inspected(today),
    });
    expect(foreignSave.body).toMatchObject({ code: 'supervision.inspection-of-another-office' });
  });

  it('is listed by pages, the newest first', async () => {
    await inspect(send, '410105-review', app.institution('b'), today);
    const all = await listed('410105-review', 'limit=100');
    const [first, second] = [await listed('410105-review', 'limit=1'), all[1]];
    expect(await listed('410105-review', `limit=1&after=${first[0]?.id}`)).toEqual([second]);
  });
});

describe('the checklist', () => {
  const items = [{ code: '501', words: '校车手续齐全', article: '', isHeavy: true }];
  const current = async (login: string) => (await app.as(login).get('/api/inspection-checklist')).body;
  it('of the nearest department counts, version by version; what was begun keeps its own', async () => {
    const before = await numberOf(begin());
    expect(await current('410105-review')).toMatchObject({ laidDownBy: null, version: 0 });
    expect((await post('410100-review', 'inspection-checklist', { version: 0, items })).body).toEqual({ version: 1 });
    expect(await current('410105-review')).toMatchObject({ items, version: 0 });
    expect(await current('410611-review')).toMatchObject({ laidDownBy: null });
    const twice = [...items, ...items];
    expect((await post('410105-review', 'inspection-checklist', { version: 0, items: twice })).body).toMatchObject({
      code: 'supervision.checklist-code-twice',
    });
    const own = [{ ...items[0], code: '601' }];
    const both = await Promise.all(
      [1, 2].map(() => post('410105-review', 'inspection-checklist', { version: 0, items: own })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read('410105-review', await numberOf(begin()))).body).toMatchObject({ items: own });
    expect((await read('410105-review', before)).body).toMatchObject({ items: nationalChecklist });
  });
});

describe('an inspection ends otherwise', () => {
  const drop = (id: number, reason: string, login = '410105-review') =>
    post(login, `inspections/${id}/dropping`, { reason });
  const closeUnsigned = (id: number, how: string, login = '410105-review') =>
    post(login, `inspections/${id}/closing-unsigned`, { how });

  it('dropped before it is handed over, with a reason that stays on record', async () => {
    const id = await numberOf(begin());
    expect((await drop(id, ' ')).body).toMatchObject({ code: 'supervision.inspection-needs-reason' });
    expect((await drop(id, '改期', '410102-review')).status).toBe(404);
    expect((await drop(id, '人员变动，改期进行')).body).toEqual({ state: 'dropped' });
    expect((await drop(id, '再来')).body).toMatchObject({ code: 'supervision.inspection-changed-meanwhile' });
    expect((await read('410105-reader', id)).body).toMatchObject({
      ...{ state: 'dropped', dropReason: '人员变动，改期进行' },
      may: { write: false, closeUnsigned: false },
    });
    expect(
      (await post('410105-review', `inspections/${id}/draft`, { revision: 0, ...inspected(today) })).body,
    ).toMatchObject({
      code: 'supervision.inspection-changed-meanwhile',
    });
    expect((await read('a-review', id)).status, 'nothing was handed over').toBe(404);
  });

  it.each(['410611-review', '410600-review', '410000-review'])(
    'closed without signature by %s after the principal’s days',
    async (login) => {
      app.setNow(`${today}T01:00:00Z`);
      const id = await inspect(send as never, login, app.institution('d'), today);
      const handed = (await read(login, id)).body as { knownBy: string };
      expect(handed.knownBy).toBe('2026-11-27');
      expect((await closeUnsigned(id, '当面送达', login)).body).toMatchObject({
        code: 'supervision.inspection-still-to-be-signed',
        facts: { until: '2026-11-27' },
      });
      app.setNow('2026-11-30T01:00:00Z');
      await passNight(app.database, '2026-11-30');
      const [task] = await app.database.asOwner((tx) =>
        tx.rows<{ to: string }>(
          `select escalated_to as to from deadlines.tasks where kind = 'inspection-knowledge' and subject = $1 and closed_on is null`,
          [String(id)],
        ),
      );
      expect(task?.to, 'late, it rises').toBe('county');
      expect((await closeUnsigned(id, '当面送达，园长拒签，两名督学见证', login)).body).toEqual({ state: 'closed' });
      expect((await read('d-review', id)).body).toMatchObject({
        ...{ state: 'closed', unsignedNote: '当面送达，园长拒签，两名督学见证', knownBy: null },
        may: { know: false },
      });
      expect((await post('d-review', `inspections/${id}/acknowledgement`, { objection: null })).body).toMatchObject({
        code: 'supervision.inspection-changed-meanwhile',
      });
      app.setNow(`${today}T01:00:00Z`);
    },
  );

  it('signed in time, nothing is late', async () => {
    const id = await inspect(send as never, '410611-review', app.institution('d'), today);
    expect((await post('d-review', `inspections/${id}/acknowledgement`, { objection: null })).status).toBe(200);
    const open = await app.database.asOwner((tx) =>
      tx.rows(
        `select 1 from deadlines.tasks where kind = 'inspection-knowledge' and subject = $1 and closed_on is null`,
        [String(id)],
      ),
    );
    expect(open).toEqual([]);
  });
});
