import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldOf,
  formBody,
  formSends,
  publishForm,
  smallAnswer,
  smallDesign,
} from '../../../apps/server/testing/form-play.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { openRounds } from './rounds.ts';

let app: TestApp;
let sends: ReturnType<typeof formSends>;
beforeAll(async () => {
  app = await makeTestApp();
  sends = formSends(app);
});
afterAll(() => app.close());

type Body = Record<string, unknown>;
const maker = '410105-review';
const body = async (reply: Promise<{ body: unknown }>) => (await reply).body as Body;
const post = (login: string, url: string, payload: object = {}) => app.as(login).post(url, payload);
const get = (login: string, url: string) => body(app.as(login).get(url));
const publish = (over: object = {}, login = maker) => publishForm(sends.post, sends.get, login, over);
const tasks = async (login: string) =>
  ((await get(login, '/api/deadlines?whose=mine'))['rows'] as Body[]).filter(({ kind }) =>
    String(kind).startsWith('form'),
  );
const begin = async (login: string, roundId: number) =>
  Number((await sends.post(login, `/api/form-rounds/${roundId}/answer`, {}))['answerId']);
const submit = (login: string, id: number, revision: number, values: object = smallAnswer) =>
  post(login, `/api/form-answers/${id}/submission`, { revision, values });
const decide = (id: number, revision: number, decision: 'accept' | 'return', reason: string | null = null) =>
  post(maker, `/api/form-answers/${id}/decision`, { revision, decision, reason });
describe('a form', () => {
  it('is made once, asks nobody as a draft, and is changed by nobody who has not seen its newest state', async () => {
    const first = formBody({ title: '草稿报表' });
    const [one, two] = await Promise.all([post(maker, '/api/forms', first), post(maker, '/api/forms', first)]);
    expect(one.body).toEqual(two.body);
    const { formId } = one.body as unknown as { formId: number };
    expect(JSON.stringify(await get('a-ordinary', '/api/my-forms?only=all'))).not.toContain('草稿报表');
    expect((await app.as('410100-review').get(`/api/forms/${formId}`)).status).toBe(404);
    const changed = { ...first, formId, revision: 1, requestId: crypto.randomUUID() };
    expect((await post(maker, '/api/forms', changed)).status).toBe(200);
    expect(await body(post(maker, '/api/forms', changed))).toMatchObject({ code: 'forms.changed-meanwhile' });
    const publication = (revision: number) =>
      post(maker, `/api/forms/${formId}/publication`, { revision, openAnswers: 'may-stay' });
    expect(await body(publication(1))).toMatchObject({ code: 'forms.changed-meanwhile' });
    expect((await publication(2)).body).toEqual({ version: 1 });
    expect(await body(publication(3))).toMatchObject({ code: 'forms.nothing-new' });
    expect(JSON.stringify(await get('a-ordinary', '/api/my-forms'))).toContain('草稿报表');
  });

  it('asks only institutions of its maker, of the kinds and regions named', async () => {
    const outside = formBody({ divisions: ['410102'] });
    expect(await body(post(maker, '/api/forms', outside))).toMatchObject({ code: 'forms.outside-jurisdiction' });
    const { formId, roundId } = await publish({ title: '一镇报表', divisions: ['410105001000'] });
    const asks = async (login: string) => JSON.stringify(await get(login, '/api/my-forms')).includes('一镇报表');
    expect([await asks('a-ordinary'), await asks('b-ordinary'), await asks('d-ordinary')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await post('b-ordinary', `/api/form-rounds/${roundId}/answer`)).status).toBe(404);
    const { roundId: none } = await publish({ title: '附设班报表', kinds: ['112'] });
    expect((await get(maker, `/api/forms/${formId}/counts?roundId=${roundId}`))['counties']).toMatchObject([
      { code: '410105', asked: 1, answered: 0, missing: 1 },
    ]);
    expect((await post('a-ordinary', `/api/form-rounds/${none}/answer`)).status).toBe(404);
  });

  it('of a prefecture is answered in its counties, seen by them and decided by the prefecture', async () => {
    const { formId, roundId } = await publish({ title: '市级报表' }, '410100-review');
    const id = await begin('c-ordinary', roundId);
    expect((await submit('c-ordinary', id, 1)).status).toBe(200);
    expect(await get('410102-review', `/api/form-answers/${id}`)).toMatchObject({ may: { decide: false } });
    const say = (login: string, decision: 'accept' | 'return') =>
      post(login, `/api/form-answers/${id}/decision`, { revision: 2, decision, reason: '总数不对' });
    expect((await say('410102-review', 'accept')).status).toBe(404);
    expect((await say('410600-review', 'accept')).status).toBe(404);
    expect((await say('410100-review', 'return')).body).toEqual({ state: 'returned' });
    expect(await tasks('c-ordinary')).toMatchObject([{ kind: 'form', isPaused: false }]);
    expect((await get('410102-review', `/api/forms/${formId}/asked?roundId=${roundId}`))['rows']).toHaveLength(1);
    expect((await get('410100-review', `/api/forms/${formId}/asked?roundId=${roundId}`))['rows']).toHaveLength(3);
    const { revision } = await get('410100-review', `/api/forms/${formId}`);
    expect((await post('410100-review', `/api/forms/${formId}/closing`, { revision })).status).toBe(200);
    expect(await tasks('c-ordinary')).toEqual([]);
    expect(await body(submit('c-ordinary', id, 3))).toMatchObject({ code: 'forms.closed' });
  });
});

describe('an answer', () => {
  let form = { formId: 0, revision: 0, roundId: 0 };
  let id = 0;
  it('is kept as a draft that only the institution sees, and handed in whole', async () => {
    form = await publish({ title: '月末报表' });
    expect(await tasks('a-ordinary')).toContainEqual(
      expect.objectContaining({ kind: 'form', subject: String(form.roundId), dueOn: '2026-11-27' }),
    );
    const [one, two] = await Promise.all([begin('a-ordinary', form.roundId), begin('a-review', form.roundId)]);
    expect(one).toBe(two);
    id = one;
    const draft = { revision: 1, values: { fboys: 3, funknown: 'x' } };
    expect(await body(post('a-ordinary', `/api/form-answers/${id}`, draft))).toEqual({ revision: 2 });
    expect(await body(post('a-review', `/api/form-answers/${id}`, draft))).toMatchObject({
      code: 'forms.answer-changed-meanwhile',
    });
    expect(await get('a-review', `/api/form-answers/${id}`)).toMatchObject({ values: { fboys: 3 }, state: 'draft' });
    expect((await app.as(maker).get(`/api/form-answers/${id}`)).status).toBe(404);
    expect(await body(submit('a-ordinary', id, 2, { ...smallAnswer, ftotal: 1 }))).toMatchObject({
      ...{ code: 'forms.answer-has-faults', facts: { count: 1, label: '就餐人数' } },
    });
    expect((await submit('a-ordinary', id, 2)).body).toEqual({ state: 'submitted', revision: 3 });
    expect(await body(submit('a-ordinary', id, 3))).toMatchObject({ code: 'forms.answer-with-department' });
    expect(await tasks(maker)).toMatchObject([{ kind: 'form-review', subject: String(form.roundId) }]);
  });

  it('is returned with a reason, handed in again and accepted, by one of two who decide at once', async () => {
    expect(await body(decide(id, 3, 'return'))).toMatchObject({ code: 'forms.return-needs-reason' });
    expect((await decide(id, 3, 'return', '请核对女童人数')).body).toEqual({ state: 'returned' });
    expect(await get('a-ordinary', `/api/form-answers/${id}`)).toMatchObject({ reason: '请核对女童人数', revision: 4 });
    expect((await submit('a-review', id, 4)).status).toBe(200);
    // Looked at before it came back changed.
    expect(await body(decide(id, 3, 'accept'))).toMatchObject({ code: 'forms.answer-changed-meanwhile' });
    const both = await Promise.all([decide(id, 5, 'accept'), decide(id, 5, 'accept')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is counted by county with those who are late, and exported without formulas', async () => {
    app.setNow('2026-11-30T01:00:00Z');
    const late = await begin('b-ordinary', form.roundId);
    const said = { ...smallAnswer, fkitchen: '配餐', fwhy: '=1+1' };
    expect((await submit('b-ordinary', late, 1, said)).status).toBe(200);
    const counts = await get(maker, `/api/forms/${form.formId}/counts?roundId=${form.roundId}`);
    expect(counts['counties']).toMatchObject([{ asked: 2, answered: 2, late: 1, missing: 0 }]);
    expect(counts['figures']).toContainEqual(
      expect.objectContaining({ key: 'fboys', numbers: { sum: 120, mean: 60, least: 60, most: 60 } }),
    );
    const rows = (await get(maker, `/api/forms/${form.formId}/asked?roundId=${form.roundId}&only=late`))['rows'];
    expect(rows).toMatchObject([{ answerId: late, isLate: true }]);
    const file = await app.as(maker).get(`/api/forms/${form.formId}/answers.xlsx?roundId=${form.roundId}`);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(file.body);
    const lines = (workbook.worksheets[0]?.getSheetValues() ?? []) as unknown[][];
    expect(lines[1]).toContain('男童人数 (人)');
    expect(lines).toHaveLength(4);
    const cells = lines.flatMap((line) => line ?? []);
    expect(cells.some((cell) => typeof cell === 'object' && cell !== null && 'formula' in cell)).toBe(false);
    expect(cells.filter((cell) => String(cell).startsWith('='))).toEqual([]);
  });

  it('names papers of its own alone', async () => {
    const design = { sections: [{ title: '一', fields: [fieldOf('fpaper', 'attachment', '照片')] }], checks: [] };
    const { roundId } = await publish({ title: '附件报表', design, opensOn: '2026-11-30' });
    const [mine, theirs] = [await begin('a-ordinary', roundId), await begin('b-ordinary', roundId)];
    const upload = (login: string, answer: number) =>
      app.as(login).upload(`/api/papers/form-answer/${answer}`, photo, '照片.png');
    const paper = (await body(upload('b-ordinary', theirs)))['id'];
    expect((await upload('a-ordinary', theirs)).status).toBe(404);
    expect((await upload(maker, theirs)).status).toBe(404);
    expect(await body(submit('a-ordinary', mine, 1, { fpaper: [paper] }))).toMatchObject({
      code: 'forms.paper-not-found',
    });
    expect((await submit('b-ordinary', theirs, 1, { fpaper: [paper] })).status).toBe(200);
    expect(await body(upload('b-ordinary', theirs))).toMatchObject({ code: 'attachments.record-closed' });
    expect((await app.as(maker).get(`/api/papers/${paper}`)).status).toBe(200);
    expect((await app.as('a-ordinary').get(`/api/papers/${paper}`)).status).toBe(404);
  });
});

describe('a new version under an open answer', () => {
  it('leaves the answer its own version, and lets it finish there or move', async () => {
    const { formId, revision, roundId } = await publish({ title: '改版报表', opensOn: '2026-11-30' });
    const [stays, moves] = [await begin('a-ordinary', roundId), await begin('b-ordinary', roundId)];
    await sends.post('b-ordinary', `/api/form-answers/${moves}`, { revision: 1, values: smallAnswer });
    const newer = formBody({ formId, revision, title: '改版报表', divisions: ['410105'], opensOn: '2026-12-01' });
    expect(await body(post(maker, '/api/forms', newer))).toMatchObject({ code: 'forms.terms-published' });
    const design = smallDesign();
    design.sections[0]?.fields.push(fieldOf('fnew', 'number', '陪餐人数', { isRequired: true }));
    for (const each of design.sections[0]?.fields ?? []) if (each.key === 'fboys') each.max = 50;
    const saved = await sends.post(maker, '/api/forms', { ...newer, opensOn: '2026-11-30', design });
    const publication = { revision: saved['revision'], openAnswers: 'may-stay' };
    expect(await body(post(maker, `/api/forms/${formId}/publication`, publication))).toEqual({ version: 2 });
    expect(await get('a-ordinary', `/api/form-answers/${stays}`)).toMatchObject({
      ...{ version: 1, newestVersion: 2, openAnswers: 'may-stay', may: { carry: true } },
    });
    expect((await submit('a-ordinary', stays, 1)).status).toBe(200);
    expect(await get(maker, `/api/form-answers/${stays}`)).toMatchObject({ version: 1, values: smallAnswer });
    expect(await body(post('b-ordinary', `/api/form-answers/${moves}/carrying`, { revision: 2 }))).toEqual({
      ...{ version: 2, dropped: ['男童人数'] },
    });
    expect(await body(submit('b-ordinary', moves, 3))).toMatchObject({ code: 'forms.answer-has-faults' });
    const right = { ...smallAnswer, fboys: 45, ftotal: 100, fnew: 2 };
    expect((await submit('b-ordinary', moves, 3, right)).status).toBe(200);
  });

  it('takes nothing of the old one where its maker says so', async () => {
    const { formId, revision, roundId } = await publish({ title: '必须改版', opensOn: '2026-11-30' });
    const id = await begin('a-ordinary', roundId);
    const design = smallDesign();
    design.sections[0]?.fields.pop();
    const terms = { formId, revision, title: '必须改版', divisions: ['410105'], opensOn: '2026-11-30', design };
    const saved = await sends.post(maker, '/api/forms', formBody(terms));
    await sends.post(maker, `/api/forms/${formId}/publication`, {
      ...{ revision: saved['revision'], openAnswers: 'must-move' },
    });
    expect(await body(submit('a-ordinary', id, 1))).toMatchObject({ code: 'forms.version-replaced' });
    await sends.post('a-ordinary', `/api/form-answers/${id}/carrying`, { revision: 1 });
    expect(await body(post('a-ordinary', `/api/form-answers/${id}/carrying`, { revision: 2 }))).toMatchObject({
      code: 'forms.answer-is-newest',
    });
    expect((await submit('a-ordinary', id, 2)).status).toBe(200);
  });
});

it('a form of every month opens each month once, with its own day', async () => {
  const { formId } = await publish({ title: '每月报表', cycle: 'month', opensOn: '2026-12-01' });
  const periods = async () =>
    ((await get(maker, `/api/forms/${formId}`))['rounds'] as Body[]).map(({ period, dueOn, asked }) => [
      ...[period, dueOn, asked],
    ]);
  expect(await periods()).toEqual([]);
  expect(await openRounds(app.database, '2026-11-30')).toBe(0);
  for (const on of ['2026-12-01', '2026-12-02', '2027-01-01']) await openRounds(app.database, on);
  expect(await periods()).toMatchObject([
    // The holidays of that year are not published: no day is better than a wrong one.
    ['2027-01', null, 2],
    ['2026-12', '2026-12-08', 2],
  ]);
});
