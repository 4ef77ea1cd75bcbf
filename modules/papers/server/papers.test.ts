import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { codeIn, textOf } from '../../../apps/server/testing/pdf-text.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
let classId: number;
let rare: number;
let other: number;
const rareName = '欧阳𠮷䶮㛃';
beforeAll(async () => {
  app = await makeTestApp({ limited: true });
  await app.makeClasses();
  classId = ((await app.as('a-ordinary').get(`${base()}/classes`)).body as { id: number }[])[0]?.id as number;
  rare = await enter(1, { name: rareName, guardianName: '欧阳𬱖' });
  other = await enter(2);
});
afterAll(() => app.close());

const base = () => `/api/institutions/${app.institution('a')}`;
const enter = async (n: number, over: object = {}): Promise<number> => {
  const values = childCells(n, { classCode: '20262101', ...over });
  const body = { requestId: crypto.randomUUID(), values };
  return ((await app.as('a-ordinary').post(`${base()}/children`, body)).body as { childId: number }).childId;
};
const print = async (path: string, body: object = {}, login = 'a-ordinary') => {
  const reply = await app.as(login).post(`/api/${path}`, body);
  expect(reply.status, reply.text).toBe(200);
  return textOf(reply.body as Buffer);
};
const trail = (entry: string) =>
  app.database.asOwner((tx) =>
    tx.rows<{ subject: string; facts: object | null }>('select subject, facts from audit.entries where entry = $1', [
      entry,
    ]),
  );
type Read = { state: string; checkCode: string; confirmations: { id: number; stands: boolean; papers: object[] }[] };
const read = async (childId: number, login = 'a-ordinary') =>
  (await app.as(login).get(`/api/children/${childId}/confirmations`)).body as Read;
const sign = (childId: number, over: object = {}) =>
  app.as('a-ordinary').post(`/api/children/${childId}/confirmations`, {
    ...{ signerName: '欧阳𬱖', signerRelation: '51', signedOn: '2026-11-20', checkCode: null, ...over },
  });
const edit = async (childId: number, over: object) => {
  const file = (await app.as('a-ordinary').get(`/api/children/${childId}`)).body as { version: number; fields: object };
  const values = { ...file.fields, ...over };
  return app.as('a-ordinary').post(`/api/children/${childId}`, { version: file.version, values });
};

describe('the information form', () => {
  it('holds every group with rare characters, numbers in part, who printed it and the code of the file', async () => {
    const { text, totalPages } = await print(`children/${rare}/information-form`);
    const number = childCells(1).identityNumber;
    expect(totalPages).toBe(1);
    for (const word of ['幼儿信息表', '金水一幼', rareName, '欧阳𬱖', '监护人签名', '第 1 页', '小一班', '农业户口'])
      expect(text).toContain(word);
    expect(text).toContain(`${number.slice(0, 3)}`);
    expect(text).not.toContain(number);
    expect(text).toContain(app.actor('a-ordinary').personName);
    expect(codeIn(text)).toBe((await read(rare)).checkCode);
    expect(await trail('papers.information-form-printed')).toMatchObject([{ subject: `child ${rare}` }]);
  });

  it('is printed in English for those who read it', async () => {
    const { text } = await print(`children/${rare}/information-form`, { language: 'en' });
    for (const word of ['Child information form', 'Guardian', 'Page 1 of 1', rareName]) expect(text).toContain(word);
  });

  it('with whole numbers it needs a reason, stands in the trail with it, and counts as a look', async () => {
    const path = `children/${rare}/whole-information-form`;
    expect((await app.as('a-ordinary').post(`/api/${path}`, {})).status).toBe(400);
    const reason = { reason: 'verify-document', note: '与户口簿核对' };
    const { text } = await print(path, reason);
    expect(text).toContain(childCells(1).identityNumber);
    expect(await trail('papers.whole-form-printed')).toMatchObject([{ facts: reason }]);
    const statuses = [];
    for (let n = 0; n < 20; n += 1) statuses.push((await app.as('a-ordinary').post(`/api/${path}`, reason)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(19);
    const unmask = { field: 'identityNumber', ...reason };
    expect((await app.as('a-ordinary').post(`/api/children/${rare}/unmasking`, unmask)).status).toBe(429);
  });

  it('of another institution is not there', async () => {
    expect((await app.as('b-ordinary').post(`/api/children/${rare}/information-form`)).status).toBe(404);
    expect((await app.as('410105-review').post(`/api/children/${rare}/information-form`)).status).toBe(200);
    expect((await app.as('410102-review').post(`/api/classes/${classId}/confirmation-list`)).status).toBe(404);
  });
});

it('the list of a class has a line a child on as many pages as it needs, and another code when a file changes', async () => {
  for (let n = 10; n < 40; n += 1) await enter(n);
  const { text, totalPages } = await print(`classes/${classId}/confirmation-list`);
  expect(totalPages).toBe(3);
  expect(text).toContain(rareName);
  expect(text).toContain('第 3 页 共 3 页');
  expect(text).not.toContain(childCells(2).identityNumber);
  expect(text).not.toContain(childCells(2).guardianPhone);
  const again = await print(`classes/${classId}/confirmation-list`);
  expect(codeIn(again.text)).toBe(codeIn(text));
  await edit(await enter(41), { address: '经三路八号' });
  expect(codeIn((await print(`classes/${classId}/confirmation-list`)).text)).not.toBe(codeIn(text));
});

describe('a confirmation', () => {
  it('is of the file that was signed: with an old paper it is refused, and after a change it stands no more', async () => {
    const { checkCode } = await read(rare);
    expect((await edit(rare, { address: '经三路九号' })).status).toBe(200);
    expect((await sign(rare, { checkCode })).body).toMatchObject({ code: 'papers.paper-differs' });
    const now = (await read(rare)).checkCode;
    expect(now).not.toBe(checkCode);
    expect((await sign(rare, { checkCode: now.toLowerCase() })).status).toBe(200);
    expect(await read(rare)).toMatchObject({ state: 'confirmed', confirmations: [{ stands: true }] });
    expect((await edit(rare, { address: '经三路十号' })).status).toBe(200);
    expect(await read(rare)).toMatchObject({ state: 'changed', confirmations: [{ stands: false }] });
    // As it was: the signature is worth what it was.
    await edit(rare, { address: '经三路九号' });
    expect(await read(rare)).toMatchObject({ state: 'confirmed', checkCode: now });
    const file = (await app.as('a-ordinary').get(`/api/children/${rare}`)).body as { actions: { action: string }[] };
    expect(file.actions.map(({ action }) => action)).toContain('guardian-confirmed');
  });

  it('stays worth what it was through the review: only what was signed counts', async () => {
    expect((await sign(other, { signerName: '李大山' })).status).toBe(200);
    const one = { institutionId: app.institution('a'), classId: null, childIds: [other] };
    await app.as('a-review').post('/api/registration/confirmations', one);
    await app.as('410105-review').post('/api/registration/approvals', one);
    expect(await read(other)).toMatchObject({ state: 'confirmed' });
  });

  it('is taken in once, on a day that has come, with a scan', async () => {
    const [one, two] = await Promise.all([
      sign(rare, { signedOn: '2026-11-21' }),
      sign(rare, { signedOn: '2026-11-21' }),
    ]);
    expect([one.status, two.status].filter((status) => status === 200).length).toBeGreaterThan(0);
    const before = (await read(rare)).confirmations.length;
    expect((await sign(rare, { signedOn: '2026-11-21' })).status).toBe(200);
    expect((await read(rare)).confirmations).toHaveLength(before);
    expect((await sign(rare, { signedOn: '2026-11-23' })).body).toMatchObject({ code: 'papers.signed-in-the-future' });
    expect((await sign(rare, { signedOn: '2020-01-01' })).body).toMatchObject({ code: 'papers.signed-before-birth' });
    const { id } = (await read(rare)).confirmations[0] as { id: number };
    expect((await app.as('a-ordinary').upload(`/api/papers/confirmation/${id}`, photo, '签名表.png')).status).toBe(200);
    expect(
      (await app.as('410105-ordinary').upload(`/api/papers/confirmation/${id}`, photo, '签名表.png')).body,
    ).toMatchObject({
      code: 'attachments.record-closed',
    });
    expect((await app.as('b-ordinary').upload(`/api/papers/confirmation/${id}`, photo, '签名表.png')).status).toBe(404);
    expect((await read(rare, '410105-reader')).confirmations[0]?.papers).toHaveLength(1);
  });

  it('of a class is taken in for the lines that were signed, and listed by what is missing', async () => {
    type List = { counts: Record<string, number>; rows: { childId: number; state: string }[]; next: string | null };
    const list = async (query: string) =>
      (await app.as('a-ordinary').get(`${base()}/confirmations?${query}`)).body as List;
    const start = await list(`only=unconfirmed&classId=${classId}&limit=200`);
    const childIds = start.rows.slice(0, 5).map(({ childId }) => childId);
    const strangers = [...childIds, 999_999_999];
    const reply = await app
      .as('a-ordinary')
      .post(`${base()}/class-confirmations`, { childIds: strangers, signedOn: '2026-11-21' });
    expect(reply.body).toEqual({ asked: 6, done: 5, already: 0, notFound: 1 });
    const twice = await app
      .as('a-ordinary')
      .post(`${base()}/class-confirmations`, { childIds, signedOn: '2026-11-21' });
    expect(twice.body).toEqual({ asked: 5, done: 0, already: 5, notFound: 0 });
    const after = await list(`only=unconfirmed&classId=${classId}&limit=200`);
    expect(after.rows).toHaveLength(start.rows.length - 5);
    expect(after.counts['unconfirmed']).toBe(after.rows.length);
    const first = await list('limit=10');
    const second = await list(`limit=200&after=${encodeURIComponent(first.next ?? '')}`);
    const ids = [...first.rows, ...second.rows].map(({ childId }) => childId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.values(first.counts).reduce((sum, n) => sum + n, 0)).toBe(ids.length);
  });
});
