import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { leaveOf } from '../../../apps/server/testing/life-rows.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from './testing/invariants.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

const countyOf = { a: '410105', b: '410105', c: '410102', d: '410611' } as const;

const enterNumbered = async (key: PlaceKey, n: number): Promise<number> => {
  const institutionId = app.institution(key);
  const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${institutionId}/children`, {
    requestId: crypto.randomUUID(),
    values: childCells(n, { classCode: '20262101' }),
  });
  const choice = { institutionId, classId: null, childIds: null };
  await app.as(`${key}-review`).post('/api/registration/confirmations', choice);
  await app.as(`${countyOf[key]}-review`).post('/api/registration/approvals', choice);
  return (reply.body as { childId: number }).childId;
};

type File = { version: number; fields: Record<string, unknown>; child: { state: string } };
const read = async (key: PlaceKey, id: number): Promise<File> =>
  (await app.as(`${key}-ordinary`).get(`/api/children/${id}`)).body as File;

describe('a file with a number', () => {
  it('is kept up in everything but what identifies the child, and shows what it was on any day', async () => {
    const id = await enterNumbered('a', 300);
    const before = await read('a', id);
    expect(before.child.state).toBe('numbered');
    const entered = app.now();
    app.setNow(new Date(entered.getTime() + 3 * 86_400_000).toISOString());
    const values = childCells(300, { classCode: '20262101', address: '新搬到的地方8号' });
    const edited = await app.as('a-ordinary').post(`/api/children/${id}`, { version: before.version, values });
    expect(edited.body).toMatchObject({ saved: true, state: 'numbered' });
    const after = await read('a', id);
    expect(after.fields['address']).toBe('新搬到的地方8号');

    const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const then = (await app.as('a-ordinary').get(`/api/children/${id}/as-of/${day(entered)}`)).body as File;
    expect(then).toMatchObject({ state: 'numbered', fields: { address: before.fields['address'] } });
    const now = (await app.as('410105-review').get(`/api/children/${id}/as-of/${day(app.now())}`)).body as File;
    expect(now).toMatchObject({ state: 'numbered', fields: { address: '新搬到的地方8号' } });
    const early = await app.as('a-ordinary').get(`/api/children/${id}/as-of/2020-01-01`);
    expect(early).toMatchObject({ status: 409, body: { code: 'children.not-entered-yet' } });
  });

  it('tells its story: who did what, what it changed, where the child has been', async () => {
    const id = await enterNumbered('a', 304);
    const before = await read('a', id);
    app.setNow(new Date(app.now().getTime() + 86_400_000).toISOString());
    const values = childCells(304, { classCode: '20262101', address: '再搬一次9号', guardianPhone: '13900000304' });
    await app.as('a-ordinary').post(`/api/children/${id}`, { version: before.version, values });
    const reply = await app.as('410105-review').get(`/api/children/${id}/history`);
    const story = reply.body as {
      stays: object[];
      entries: { action: string; changes: object[]; personName: string }[];
    };
    expect(story.entries.map(({ action }) => action)).toEqual(['entered', 'confirmed', 'numbered', 'edited']);
    expect(story.entries.at(-1)?.changes).toEqual([
      { column: 'address', before: before.fields['address'], after: '再搬一次9号' },
      { column: 'guardianPhone', before: before.fields['guardianPhone'], after: '139****0304' },
    ]);
    expect(story.entries.at(-1)?.personName).not.toBe('');
    expect(story.stays).toMatchObject([{ until: null, from: values.admittedOn }]);
    expect(reply.text ?? JSON.stringify(reply.body)).not.toContain('13900000304');
    expect((await app.as('d-ordinary').get(`/api/children/${id}/history`)).status).toBe(404);
  });

  it('changes no name, sex, birth day or document in the form', async () => {
    const id = await enterNumbered('a', 301);
    const { version } = await read('a', id);
    for (const change of [{ name: '欧阳改' }, { name: '欧阳更' }]) {
      const values = childCells(301, { classCode: '20262101', ...change });
      const reply = await app.as('a-ordinary').post(`/api/children/${id}`, { version, values });
      expect(reply.status, JSON.stringify(reply.body)).toBe(409);
      expect(reply.body).toMatchObject({ code: 'children.key-fields-need-application' });
    }
    const values = childCells(777, { classCode: '20262101' });
    const other = await app.as('a-ordinary').post(`/api/children/${id}`, { version, values });
    expect(other.body).toMatchObject({ code: 'children.key-fields-need-application' });
    expect((await read('a', id)).version).toBe(version);
  });
});

describe('a child that went', () => {
  it('is in no list of those who are here, and what was kept of it is read by those who oversaw it', async () => {
    const id = await enterNumbered('d', 302);
    const file = await read('d', id);
    const post = async (login: string, url: string, body: object) => (await app.as(login).post(url, body)).body;
    await leaveOf(post, { key: 'd', institutionId: app.institution('d') }, id);
    const list = (await app.as('d-ordinary').get(`/api/children?institutionId=${app.institution('d')}`)).body as {
      rows: { id: number }[];
    };
    expect(list.rows.map((row) => row.id)).not.toContain(id);
    const past = await app.as('d-ordinary').get('/api/past-enrolments?limit=10');
    expect(past.body).toMatchObject({ rows: [{ name: file.fields['name'], endKind: '3' }] });
    const enrolment = (past.body as { rows: { id: number }[] }).rows[0]?.id;
    const kept = await app.as('410611-review').get(`/api/past-enrolments/${enrolment}`);
    expect(kept.body).toMatchObject({ fields: { name: file.fields['name'], address: file.fields['address'] } });
    expect(JSON.stringify(kept.body)).not.toContain(childCells(302).identityNumber);
    expect((await app.as('a-ordinary').get(`/api/past-enrolments/${enrolment}`)).status).toBe(404);
  });

  it('leaves nothing behind when its file is changed without its time', async () => {
    const id = await enterNumbered('b', 303);
    await expect(
      app.database.asOwner((tx) =>
        tx.run(`update children.children set address = '偷偷改', version = version + 1 where id = $1`, [id]),
      ),
    ).rejects.toThrow('without its time');
  });
});
