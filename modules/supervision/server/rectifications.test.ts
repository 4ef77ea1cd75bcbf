import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
let id = 0;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const notice = (over: object = {}) => ({
  ...{ requestId: crypto.randomUUID(), violation: 'late-change', found: '两个月没有录入变动', asked: '十日内补录' },
  ...{ dueOn: '2026-12-02', ...over },
});
const issue = (body: object) =>
  app.as('410105-review').post(`/api/institutions/${app.institution('a')}/rectifications`, body);
const read = async (login: string) =>
  (await app.as(login).get(`/api/rectifications/${id}`)).body as Record<string, unknown>;
const answer = (login = 'a-ordinary') => app.as(login).post(`/api/rectifications/${id}/answer`, { answer: '已补录' });
const decide = (decision: 'accept' | 'return', reason: string | null = null) =>
  app.as('410105-review').post(`/api/rectifications/${id}/decision`, { decision, reason });
const tasks = async (login: string) =>
  ((await app.as(login).get('/api/deadlines?whose=mine')).body as { rows: Record<string, unknown>[] }).rows;

describe('a notice', () => {
  it('is issued once, to an institution of the county, by a day that lies ahead', async () => {
    expect((await issue(notice({ dueOn: '2026-11-21' }))).body).toMatchObject({
      code: 'supervision.rectification-due-in-the-past',
    });
    const body = notice();
    const [one, two] = await Promise.all([issue(body), issue(body)]);
    expect(one?.body).toEqual(two?.body);
    id = (one as unknown as { body: { rectificationId: number } }).body.rectificationId;
    expect(await tasks('a-ordinary')).toMatchObject([
      { kind: 'rectification', subject: String(id), dueOn: '2026-12-02' },
    ]);
    const elsewhere = `/api/institutions/${app.institution('d')}/rectifications`;
    expect((await app.as('410105-review').post(elsewhere, notice())).status).toBe(404);
  });

  it('is answered, sent back with a reason, answered again and closed', async () => {
    expect((await decide('accept')).body).toMatchObject({ code: 'supervision.rectification-changed-meanwhile' });
    expect((await answer()).body).toEqual({ state: 'answered' });
    expect((await answer()).body).toMatchObject({ code: 'supervision.rectification-changed-meanwhile' });
    expect(await tasks('410105-review')).toMatchObject([{ kind: 'rectification-review' }]);
    expect((await decide('return')).body).toMatchObject({ code: 'supervision.rectification-return-needs-reason' });
    expect((await decide('return', '没有照片')).body).toEqual({ state: 'returned' });
    expect(await read('a-review')).toMatchObject({ reason: '没有照片', may: { answer: true, decide: false } });
    expect(await tasks('410105-review')).toEqual([]);
    expect((await answer('a-review')).body).toEqual({ state: 'answered' });
    const both = await Promise.all([decide('accept'), decide('return', '再看看')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is overdue after its day, and listed so at every level', async () => {
    const made = (await issue(notice())).body as unknown as { rectificationId: number };
    id = made.rectificationId;
    const overdue = async (login: string) =>
      ((await app.as(login).get('/api/rectifications?only=overdue')).body as { rows: { id: number }[] }).rows.map(
        (row) => row.id,
      );
    expect(await overdue('410100-review')).toEqual([]);
    app.setNow('2026-12-03T01:00:00Z');
    expect(await overdue('410100-review')).toContain(id);
    expect(await overdue('410600-review')).toEqual([]);
    expect(await read('a-ordinary')).toMatchObject({ isOverdue: true });
  });
});

describe('papers', () => {
  const add = (login: string, bytes: Buffer, name = '照片.png') =>
    app.as(login).upload(`/api/papers/rectification/${id}`, bytes, name);

  it('are seen by whoever sees the notice, and by nobody else', async () => {
    const paper = (await add('a-ordinary', photo, '../../照片.svg')).body as unknown as { id: string };
    expect(await read('410000-reader')).toMatchObject({ papers: [{ id: paper.id, fileName: '照片.svg.png' }] });
    for (const login of ['a-reader', '410105-review', '410100-reader', '410000-reader']) {
      const reply = await app.as(login).get(`/api/papers/${paper.id}`);
      expect(reply.status, login).toBe(200);
      expect((reply.body as Buffer).equals(photo)).toBe(true);
    }
    for (const login of ['b-ordinary', '410102-review', '410600-review'])
      expect((await app.as(login).get(`/api/papers/${paper.id}`)).status, login).toBe(404);
    expect((await add('b-ordinary', photo)).status).toBe(404);
    expect((await add('410102-review', photo)).status).toBe(404);
  });

  it.each([
    [
      'a script in a drawing',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'not-a-photo-or-scan',
    ],
    ['a page called a photo', Buffer.from('<html><script>1</script></html>'), 'not-a-photo-or-scan'],
    ['a PDF with a script', Buffer.from('%PDF-1.4\n<< /S /JavaScript /JS (app.alert(1)) >>\n%%EOF'), 'active-pdf'],
    ['too much', Buffer.concat([photo, Buffer.alloc(20 * 1024 * 1024)]), 'too-large'],
    ['nothing', Buffer.alloc(0), 'broken-off'],
  ])('are not %s', async (_what, bytes, code) => {
    expect((await add('a-ordinary', bytes)).body).toMatchObject({ code: `attachments.${code}` });
  });

  it('come to a closed notice no more', async () => {
    await answer();
    await decide('accept');
    expect((await add('a-ordinary', photo)).body).toMatchObject({ code: 'attachments.record-closed' });
    expect((await read('a-ordinary'))['papers']).toHaveLength(1);
  });
});
