import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  app.setNow('2026-11-23T01:00:00Z');
});
afterAll(() => app.close());

const draft = {
  announcementId: null as number | null,
  title: '关于核对在园幼儿信息的通知',
  body: '# 要求\n请于**本周**核对。',
  mustRead: false,
  validFrom: null as string | null,
  validTo: null as string | null,
  levels: ['institution'],
  divisions: ['410105'],
  kinds: null as string[] | null,
  natures: null as string[] | null,
};
type Listed = { rows: { id: number; title: string; readAt: string | null; confirmedAt: string | null }[] };
const ok = <T>(reply: { status: number; body: unknown }): T => {
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body as T;
};
const write = async (login: string, over: Partial<typeof draft> = {}): Promise<number> =>
  ok<{ announcementId: number }>(await app.as(login).post('/api/announcements', { ...draft, ...over })).announcementId;
const publish = (login: string, id: number) => app.as(login).post(`/api/announcements/${id}/publication`);
const announce = async (login: string, over: Partial<typeof draft> = {}): Promise<number> => {
  const id = await write(login, over);
  ok(await publish(login, id));
  return id;
};
const received = async (login: string, only = 'all') =>
  ok<Listed>(await app.as(login).get(`/api/announcements?only=${only}`)).rows;
const sees = async (login: string, id: number): Promise<boolean> => {
  const inList = (await received(login)).some((row) => row.id === id);
  const alone = (await app.as(login).get(`/api/announcements/${id}`)).status;
  expect(alone, login).toBe(inList ? 200 : 404);
  return inList;
};
const readers = [
  'a-ordinary',
  'a-teacher',
  'a-system-administrator',
  'b-review',
  'c-ordinary',
  'd-ordinary',
  '410105001000-reader',
  '410105002000-reader',
  '410105-reader',
  '410105-audit-administrator',
  '410102-review',
  '410611-ordinary',
  '410100-review',
  '410600-reader',
];
const readersOf = async (id: number): Promise<string[]> => {
  const found: string[] = [];
  // Its own office and those above follow it; who is asked here is only addressed or not.
  for (const login of readers) if ((await received(login)).some((row) => row.id === id)) found.push(login);
  return found;
};
const institutionsAB = ['a-ordinary', 'a-teacher', 'a-system-administrator', 'b-review'];

describe('the audience', () => {
  it.each([
    ['410105-ordinary', { levels: ['institution'], divisions: ['410105'] }, institutionsAB],
    ['410105-review', { divisions: ['410105002000'] }, ['b-review']],
    ['410105-ordinary', { levels: ['town'] }, ['410105001000-reader', '410105002000-reader']],
    ['410100-ordinary', { divisions: ['410100'] }, [...institutionsAB, 'c-ordinary']],
    ['410100-ordinary', { divisions: ['410102'] }, ['c-ordinary']],
    [
      '410100-review',
      { levels: ['county'], divisions: ['410100'] },
      ['410105-reader', '410105-audit-administrator', '410102-review'],
    ],
    ['410000-review', { levels: ['prefecture'], divisions: ['410000'] }, ['410100-review', '410600-reader']],
    ['410000-review', { levels: ['institution'], divisions: ['410600'] }, ['d-ordinary']],
    ['410000-review', { divisions: ['410000'], kinds: ['112'] }, 'nobody'],
    ['410000-review', { divisions: ['410000'], natures: ['2', '1'] }, [...institutionsAB, 'c-ordinary', 'd-ordinary']],
    ['000000-review', { levels: ['institution', 'county'], divisions: ['410600'] }, ['d-ordinary', '410611-ordinary']],
    ['000000-ordinary', { levels: ['town'], divisions: ['000000'] }, ['410105001000-reader', '410105002000-reader']],
  ] as const)('of %s %j', async (login, over, expected) => {
    const id = await write(login, over as never);
    if (expected === 'nobody') {
      expect(await publish(login, id)).toMatchObject({ status: 409, body: { code: 'announcements.nobody-addressed' } });
      return;
    }
    const before = await app.database.asOwner((tx) => tx.one('select count(*) as n from announcements.receipts'));
    const { offices } = ok<{ offices: number }>(await publish(login, id));
    expect(await readersOf(id)).toEqual(expected);
    const asked = ok<{ levels: { offices: number }[] }>(
      await app.as(login).post('/api/announcement-audiences', { ...draft, ...over }),
    );
    expect(asked.levels.reduce((sum, each) => sum + each.offices, 0)).toBe(offices);
    // Publishing writes nothing for the addressees.
    expect(await app.database.asOwner((tx) => tx.one('select count(*) as n from announcements.receipts'))).toEqual(
      before,
    );
  });

  it.each([
    ['410105-review', { levels: ['county'] }, 'announcements.not-downwards'],
    ['410105-review', { divisions: ['410102'] }, 'announcements.outside-jurisdiction'],
    ['410105-review', { divisions: ['000000'] }, 'announcements.outside-jurisdiction'],
    ['410100-review', { divisions: ['410600'] }, 'announcements.outside-jurisdiction'],
  ])('of %s %j is refused with %s', async (login, over, code) => {
    expect((await app.as(login).post('/api/announcements', { ...draft, ...over })).body).toMatchObject({ code });
    expect((await app.as(login).post('/api/announcement-audiences', { ...draft, ...over })).body).toMatchObject({
      code,
    });
  });
});

describe('its life', () => {
  it('a draft is its own office’s alone, is changed, thrown away', async () => {
    const id = await write('410105-ordinary', { title: '草稿' });
    for (const login of ['a-ordinary', '410100-review', '410000-review', '000000-review', '410102-review'])
      expect((await app.as(login).get(`/api/announcements/${id}`)).status, login).toBe(404);
    expect(await write('410105-review', { announcementId: id, title: '改过' })).toBe(id);
    expect((await app.as('410105-ordinary').get(`/api/announcements/${id}`)).body).toMatchObject({ title: '改过' });
    for (const login of ['410102-review', '410100-review'])
      expect((await app.as(login).post(`/api/announcements/${id}/discarding`)).status).toBe(404);
    ok(await app.as('410105-ordinary').post(`/api/announcements/${id}/discarding`));
    expect((await app.as('410105-ordinary').get(`/api/announcements/${id}`)).status).toBe(404);
  });

  it('begins on its day; until then those who follow it know of it', async () => {
    const id = await announce('410105-ordinary', { validFrom: '2026-11-25', validTo: '2026-11-26' });
    expect(await sees('a-ordinary', id)).toBe(false);
    expect((await app.as('a-ordinary').post(`/api/announcements/${id}/receipt`, { confirm: true })).status).toBe(404);
    expect((await app.as('410100-review').get(`/api/announcements/${id}`)).status).toBe(200);
    app.setNow('2026-11-24T16:00:00Z');
    expect(await sees('a-ordinary', id)).toBe(true);
  });

  it('is not changed once published, and stays when withdrawn, with the reason', async () => {
    const id = await announce('410105-ordinary', { mustRead: true, title: '撤回的' });
    expect(
      (await app.as('410105-ordinary').post('/api/announcements', { ...draft, announcementId: id })).body,
    ).toMatchObject({ code: 'announcements.not-a-draft' });
    expect((await publish('410105-ordinary', id)).body).toMatchObject({ code: 'announcements.not-a-draft' });
    expect((await received('a-ordinary', 'pressing')).map((row) => row.id)).toContain(id);
    const back = { reason: '日期有误' };
    expect((await app.as('410100-review').post(`/api/announcements/${id}/withdrawal`, back)).status).toBe(404);
    ok(await app.as('410105-review').post(`/api/announcements/${id}/withdrawal`, back));
    expect((await app.as('a-ordinary').get(`/api/announcements/${id}`)).body).toMatchObject({
      state: 'withdrawn',
      withdrawReason: '日期有误',
    });
    expect((await received('a-ordinary', 'pressing')).map((row) => row.id)).not.toContain(id);
  });
});

describe('receipts', () => {
  it('by office and person, seen by the writer and those above, never by a neighbour', async () => {
    const id = await announce('410100-ordinary', { mustRead: true, divisions: ['410100'] });
    const pressing = async (login: string) => (await received(login, 'pressing')).some((row) => row.id === id);
    const sign = (login: string, confirm: boolean) =>
      app.as(login).post(`/api/announcements/${id}/receipt`, { confirm });
    expect(await pressing('a-ordinary')).toBe(true);
    ok(await sign('a-ordinary', false));
    expect(await pressing('a-ordinary'), 'opened, not confirmed').toBe(true);
    ok(await sign('a-ordinary', true));
    ok(await sign('a-ordinary', false));
    expect(await pressing('a-ordinary')).toBe(false);
    expect(await pressing('a-review'), 'each person for himself').toBe(true);
    ok(await sign('a-system-administrator', false));
    expect((await sign('d-ordinary', true)).status).toBe(404);
    expect((await sign('410100-review', true)).body).toMatchObject({ code: 'announcements.not-addressed' });

    const follow = (login: string, what: string) => app.as(login).get(`/api/announcements/${id}/${what}`);
    for (const login of ['410100-review', '410000-ordinary', '000000-review']) {
      expect(ok(await follow(login, 'follow-up'))).toEqual({ offices: 3, read: 1, confirmed: 1 });
      expect(ok(await follow(login, 'receipts?only=read'))).toMatchObject({
        rows: [{ people: [{ confirmedAt: expect.any(String) as string }, { confirmedAt: null }] }],
      });
      expect(ok<{ rows: object[] }>(await follow(login, 'receipts?only=unread')).rows).toHaveLength(2);
    }
    for (const login of ['410105-review', '410600-review', '410611-ordinary'])
      expect((await follow(login, 'follow-up')).status, login).toBe(404);
    expect((await follow('a-ordinary', 'follow-up')).status).toBe(403);
    const seen = (login: string) =>
      app.database.asActor(
        app.actor(login),
        async (tx) => (await tx.rows('select 1 from announcements.receipts where announcement_id = $1', [id])).length,
      );
    expect([
      await seen('a-ordinary'),
      await seen('b-ordinary'),
      await seen('410105-review'),
      await seen('410100-review'),
    ]).toEqual([2, 0, 0, 2]);
  });

  it('a reminder puts it on top of the home page of those who have not read, once a day', async () => {
    app.setNow('2026-12-01T01:00:00Z');
    const id = await announce('410105-ordinary');
    const pressing = async (login: string) => (await received(login, 'pressing')).some((row) => row.id === id);
    ok(await app.as('b-review').post(`/api/announcements/${id}/receipt`, { confirm: false }));
    expect(await pressing('a-ordinary')).toBe(false);
    const remind = () => app.as('410105-review').post(`/api/announcements/${id}/reminders`);
    expect(ok(await remind())).toEqual({ offices: 1 });
    expect([await pressing('a-ordinary'), await pressing('b-review')]).toEqual([true, false]);
    expect((await remind()).body).toMatchObject({ code: 'announcements.reminded-lately' });
    app.setNow('2026-12-02T01:00:01Z');
    ok(await remind());
  });

  it('are exported, and no cell is a formula', async () => {
    const id = await announce('410105-ordinary', { title: '=HYPERLINK("http://example.org")' });
    await app.database.asOwner((tx) =>
      tx.run(`update accounts.offices set name = '+cmd' where institution_id = $1`, [app.institution('b')]),
    );
    const reply = await app.as('410105-review').get(`/api/announcements/${id}/receipts.xlsx`);
    expect(reply.status).toBe(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(reply.body as never);
    const cells: unknown[] = [];
    workbook.worksheets[0]!.eachRow((row) => row.eachCell((cell) => cells.push(cell.value)));
    expect(cells).toContain(`'=HYPERLINK("http://example.org")`);
    expect(cells).toContain(`'+cmd`);
    for (const cell of cells) expect(typeof cell).toBe('string');
    for (const login of ['410102-review', '410105001000-review'])
      expect([403, 404]).toContain((await app.as(login).get(`/api/announcements/${id}/receipts.xlsx`)).status);
  });
});

describe('attachments', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );

  it('are taken by their content, kept sealed, and read by those who may read', async () => {
    const id = await write('410105-ordinary');
    const attach = (bytes: Buffer, name: string, login = '410105-ordinary') =>
      app.as(login).upload(`/api/announcements/${id}/attachments`, bytes, name);
    for (const [bytes, name] of [
      [Buffer.from('<script>alert(1)</script>'), '图.png'],
      [Buffer.from('MZ\u0090\u0000'), '程序.pdf'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'x.svg'],
    ] as const)
      expect((await attach(bytes, name)).body).toMatchObject({ code: 'announcements.attachment-type' });
    expect((await attach(Buffer.alloc(0), '空.pdf')).body).toMatchObject({ code: 'announcements.attachment-broken' });
    expect((await attach(png, '图.png', '410102-ordinary')).body).toMatchObject({ code: 'announcements.not-found' });
    const { attachmentId } = ok<{ attachmentId: number }>(await attach(png, '../图.html'));
    const get = (login: string) => app.as(login).get(`/api/announcement-attachments/${attachmentId}`);
    expect((await get('a-ordinary')).status, 'a draft').toBe(404);
    expect(((await get('410105-review')).body as Buffer).equals(png)).toBe(true);
    ok(await publish('410105-ordinary', id));
    expect((await app.as('a-ordinary').get(`/api/announcements/${id}`)).body).toMatchObject({
      attachments: [{ fileName: '图.html.png', mediaType: 'image/png' }],
    });
    expect(((await get('a-ordinary')).body as Buffer).equals(png)).toBe(true);
    expect(((await get('410100-review')).body as Buffer).equals(png)).toBe(true);
    expect((await get('c-ordinary')).status).toBe(404);
    expect((await attach(png, '再来.png')).body).toMatchObject({ code: 'announcements.not-a-draft' });
  });
});

describe('what the system tells', () => {
  it('goes from the acting office to those below it', async () => {
    app.setNow('2026-12-05T01:00:00Z');
    const { accountId } = app.actor('410100-review');
    const tell = (login: string, levels: string[]) =>
      app.database.asActor(app.actor(login), (tx) =>
        tx.find<{ id: number | null }>(
          `select announcements.announce('policy-changed', '{"name": "审核期限"}', $1, true, $2, '2026-12-05', $3) as id`,
          [levels, accountId, new Date('2026-12-05T01:00:00Z')],
        ),
      );
    const told = await tell('410100-review', ['county', 'institution']);
    const id = told?.id as number;
    expect(await readersOf(id)).toEqual([
      ...institutionsAB,
      'c-ordinary',
      '410105-reader',
      '410105-audit-administrator',
      '410102-review',
    ]);
    expect((await app.as('a-ordinary').get(`/api/announcements/${id}`)).body).toMatchObject({
      template: 'policy-changed',
      facts: { name: '审核期限' },
      title: null,
    });
    expect(
      (await app.as('410100-review').post(`/api/announcements/${id}/withdrawal`, { reason: '不要' })).body,
    ).toMatchObject({ code: 'announcements.told-by-the-system' });
    expect((await tell('410100-review', ['province']))?.id, 'never upwards').toBeNull();
    await expect(tell('a-ordinary', ['institution'])).rejects.toMatchObject({ code: '42501' });
  });
});
