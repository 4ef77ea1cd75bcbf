import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { letGo } from '../../../apps/server/testing/life-rows.ts';
import { layDownPaperFile } from '../../../apps/server/testing/paper-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
let gone: number;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  const values = childCells(1, { classCode: '20262101' });
  const made = await app.as('a-ordinary').post(`${base()}/children`, { requestId: crypto.randomUUID(), values });
  const { childId } = made.body as { childId: number };
  const all = { institutionId: app.institution('a'), classId: null, childIds: null };
  await app.as('a-review').post('/api/registration/confirmations', all);
  await app.as('410105-review').post('/api/registration/approvals', all);
  gone = await letGo(app, 'a', childId);
});
afterAll(() => app.close());

const base = () => `/api/institutions/${app.institution('a')}`;
type List = { rule: string; rows: { id: number; dueOn: string | null; destroyedBy: string | null }[] };
const list = async (only: string, login = 'a-ordinary') =>
  (await app.as(login).get(`${base()}/paper-files?only=${only}`)).body as List;
const two = { destroyedOn: '2026-11-22', destroyedBy: '欧阳甲', witnessedBy: '欧阳乙' };
const destroy = (over: object = {}, login = 'a-ordinary') =>
  app.as(login).post(`${base()}/paper-destructions`, { ids: [gone], ...two, ...over });

it('a paper file goes by the rule of its county, by two people, once, with a list for their signatures', async () => {
  expect(await list('due')).toMatchObject({ rule: 'kept', rows: [] });
  expect((await destroy()).body).toMatchObject({ code: 'papers.paper-files-are-kept' });
  // Where there are to be none, what there is goes with the child.
  await layDownPaperFile(app, 'none');
  expect(await list('due')).toMatchObject({ rule: 'none', rows: [{ id: gone, dueOn: '2026-11-20' }] });
  expect((await destroy({ witnessedBy: '欧阳甲' })).body).toMatchObject({ code: 'papers.needs-two-people' });
  // Binhai's: one year after leaving.
  await layDownPaperFile(app, 'until-a-year-after-leaving');
  expect(await list('due')).toMatchObject({ rule: 'until-a-year-after-leaving', rows: [] });
  expect((await list('waiting')).rows).toMatchObject([{ id: gone, dueOn: '2027-11-20' }]);
  expect((await destroy()).body).toEqual({ asked: 1, done: 0 });
  app.setNow('2027-11-20T01:00:00Z');
  const printed = await app.as('a-ordinary').post(`${base()}/destruction-list`);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(printed.body as Buffer)), {
    mergePages: true,
  });
  for (const word of ['纸质档案销毁清单', childCells(1).name, '2027-11-20', '监销人签名']) expect(text).toContain(word);
  expect((await destroy({ destroyedOn: '2027-11-20' }, 'b-ordinary')).status).toBe(404);
  expect((await destroy({ destroyedOn: '2027-11-20' })).body).toEqual({ asked: 1, done: 1 });
  expect((await destroy({ destroyedOn: '2027-11-20' })).body).toEqual({ asked: 1, done: 0 });
  expect((await list('due')).rows).toEqual([]);
  const seen = await app.as('410105-ordinary').get(`${base()}/paper-files?only=destroyed`);
  expect(seen.status, seen.text).toBe(200);
  expect((seen.body as List).rows).toMatchObject([{ id: gone, destroyedBy: '欧阳甲' }]);
});
