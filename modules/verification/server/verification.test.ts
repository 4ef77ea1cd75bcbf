import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import {
  answersOf,
  makeBatchIn,
  province,
  type SentLine,
  sentLines,
  takeAnswers,
  verificationMeans,
} from '../../../apps/server/testing/verification-play.ts';
import { removeExpiredFiles } from './expired-files.ts';
import { applyAnswersNow, checkAnswers } from './take-answers.ts';

let app: TestApp;
let count = 0;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());
beforeEach(() => app.setNow('2026-11-22T01:00:00Z'));

/** A child whom the principal has confirmed. */
const child = async (key: 'a' | 'd' = 'a', over: object = {}): Promise<number> => {
  count += 1;
  const institutionId = app.institution(key);
  const values = childCells(count, { classCode: '20262101', ...over });
  const entered = await app
    .as(`${key}-ordinary`)
    .post(`/api/institutions/${institutionId}/children`, { requestId: crypto.randomUUID(), values });
  const { childId } = entered.body as { childId: number };
  const one = { institutionId, classId: null, childIds: [childId] };
  const confirmed = await app.as(`${key}-review`).post('/api/registration/confirmations', one);
  expect(confirmed.status, confirmed.text).toBe(200);
  return childId;
};
type Counts = Record<string, number>;
type Answers = { id: number; state: string; counts: Counts | null; faults: object[]; failure: { code: string } | null };
type Batch = { state: string; children: number; hasFile: boolean; answered: Counts; answers: Answers[] };
const readBatch = async (id: number) => (await app.as(province).get(`/api/verification-batches/${id}`)).body as Batch;
const read = async (childId: number, login = 'a-ordinary') =>
  (await app.as(login).get(`/api/children/${childId}/verification`)).body as {
    answer: { result: string; batchNumber: string } | null;
    problem: { state: string; hints: string[]; remedies: string[]; identityMasked: string } | null;
    may: { giveEvidence: boolean };
  };
const check = async (batchId: number, bytes: Buffer, name = '结果.csv'): Promise<Answers> => {
  const reply = await app.as(province).upload(`/api/verification-batches/${batchId}/answers`, bytes, name);
  expect(reply.status, reply.text).toBe(200);
  const { answerId } = reply.body as { answerId: number };
  await checkAnswers(verificationMeans(app), app.actor(province), answerId);
  return (await readBatch(batchId)).answers[0] as Answers;
};

describe('a batch', () => {
  it('asks each child once, with its whole number, in a file that is handed out for a reason and for a time', async () => {
    const one = await child();
    const { batchId, number } = await makeBatchIn(app);
    const lines = await sentLines(app, batchId);
    expect(lines).toContainEqual({
      batch: number,
      sequence: '1',
      name: childCells(1).name,
      number: childCells(1).identityNumber,
    });
    expect(lines).toHaveLength(1);
    const next = await makeBatchIn(app);
    expect(await readBatch(next.batchId)).toMatchObject({ state: 'empty', children: 0, hasFile: false });
    const said = await app.database.asOwner((tx) =>
      tx.rows<{ facts: object }>(
        `select facts from audit.entries where entry = 'verification.batch-handed-out' and subject = $1`,
        [`batch ${number}`],
      ),
    );
    expect(said).toMatchObject([{ facts: { reason: '送公安部门', children: 1 } }]);
    expect((await app.as(province).post(`/api/verification-batches/${batchId}/file`, {})).status).toBe(400);
    app.setNow('2026-11-30T01:00:00Z');
    expect(
      (await app.as(province).post(`/api/verification-batches/${batchId}/file`, { reason: '再取一次' })).body,
    ).toMatchObject({
      code: 'verification.file-gone',
    });
    expect(await removeExpiredFiles({ database: app.database, files: app.services.files }, app.now())).toBe(1);
    expect(await removeExpiredFiles({ database: app.database, files: app.services.files }, app.now())).toBe(0);
    // Taken back: the next one asks again, and nothing can be answered any more.
    expect((await app.as(province).post(`/api/verification-batches/${batchId}/withdrawal`)).status).toBe(200);
    expect(
      (
        await app.as(province).upload(
          `/api/verification-batches/${batchId}/answers`,
          answersOf(lines, () => '一致'),
        )
      ).body,
    ).toMatchObject({
      code: 'verification.batch-not-open',
    });
    const again = await makeBatchIn(app);
    await takeAnswers(
      app,
      again.batchId,
      answersOf(await sentLines(app, again.batchId), () => '一致'),
    );
    expect(await read(one)).toMatchObject({ answer: { result: 'agrees', batchNumber: again.number }, problem: null });
  });

  it('is of a province and of nobody else', async () => {
    await child();
    const { batchId } = await makeBatchIn(app);
    expect((await app.as('410105-review').get(`/api/verification-batches/${batchId}`)).status).toBe(403);
    expect(
      (await app.as('410000-reader').post(`/api/verification-batches/${batchId}/file`, { reason: '看看' })).status,
    ).toBe(403);
    await takeAnswers(
      app,
      batchId,
      answersOf(await sentLines(app, batchId), () => '一致'),
    );
  });

  it('asked for twice by one request is one', async () => {
    const body = { requestId: crypto.randomUUID(), reason: '秋季学期校验' };
    const [one, two] = await Promise.all([
      app.as(province).post('/api/verification-batches', body),
      app.as(province).post('/api/verification-batches', body),
    ]);
    const third = await app.as(province).post('/api/verification-batches', body);
    const ids = [one, two, third]
      .filter(({ status }) => status === 200)
      .map(({ body: told }) => (told as { batchId: number }).batchId);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('answers', () => {
  let batchId: number;
  let number: string;
  let lines: SentLine[];
  beforeAll(async () => {
    app.setNow('2026-11-22T01:00:00Z');
    for (let n = 0; n < 6; n += 1) await child(n < 4 ? 'a' : 'd');
    ({ batchId, number } = await makeBatchIn(app));
    lines = await sentLines(app, batchId);
  });

  it('are looked through first: counts, and each line that says nothing, by its row', async () => {
    expect(lines).toHaveLength(6);
    const [one, two, three, four, five] = lines as [SentLine, SentLine, SentLine, SentLine, SentLine];
    const file = answersOf(
      [one, two, three, { ...four, number: five.number }, { ...five, sequence: '' }, { ...five, sequence: '99' }, one],
      (line) => ({ [two.sequence]: '号不存在', [three.sequence]: '？' })[line.sequence] ?? '一致',
    );
    expect(await check(batchId, file)).toMatchObject({
      state: 'checked',
      counts: { read: 7, agrees: 1, unknown: 1, differs: 0, faulty: 5, missing: 4, already: 0 },
      faults: [
        { row: 4, fault: 'no-result' },
        { row: 5, fault: 'other-number' },
        { row: 6, fault: 'no-sequence' },
        { row: 7, fault: 'not-asked' },
        { row: 8, fault: 'twice' },
      ],
    });
    expect((await readBatch(batchId)).answered).toMatchObject({ missing: 6 });
  });

  it('of another batch, of no table and of a workbook are refused as a whole', async () => {
    const other = answersOf(
      lines.map((line) => ({ ...line, batch: '410000-20260101-01' })),
      () => '一致',
    );
    expect(await check(batchId, other)).toMatchObject({
      state: 'failed',
      failure: { code: 'verification.answers-of-another-batch' },
    });
    expect(await check(batchId, Buffer.from('随便\n写的'))).toMatchObject({
      failure: { code: 'verification.answers-without-headings' },
    });
    expect(await check(batchId, Buffer.from('PK\u0003\u0004'))).toMatchObject({
      failure: { code: 'verification.answers-not-csv' },
    });
    const headings = Buffer.from('批次号,序号,姓名,公民身份号码,核查结果\n');
    expect(await check(batchId, headings)).toMatchObject({ failure: { code: 'verification.answers-empty' } });
  });

  it('taken in say it of each child, in the encoding of older systems too, and again they change nothing', async () => {
    const words = ['一致', '号不存在', '号与姓名不匹配', '一致', '一致', '号与姓名不匹配'];
    const file = answersOf(lines, (line) => words[Number(line.sequence) - 1] ?? '');
    const first = await takeAnswers(app, batchId, file);
    expect((await readBatch(batchId)).answered).toEqual({ agrees: 3, unknown: 1, differs: 2, missing: 0 });
    // Asked to be taken in again, it is refused; the same file handed in again says so.
    expect(
      (await app.as(province).post(`/api/verification-answers/${first}/application`, { expectFaulty: 0 })).body,
    ).toMatchObject({
      code: 'verification.answers-not-checked',
    });
    await applyAnswersNow(verificationMeans(app), app.actor(province), first);
    const again = await check(batchId, file);
    expect(again.counts).toMatchObject({ already: 6, replaced: 0, missing: 0 });
    const listed = (await app.as('a-ordinary').get('/api/verification-problems')).body as {
      rows: { result: string; state: string }[];
    };
    expect(listed.rows.map(({ result, state }) => `${result} ${state}`)).toEqual(['unknown open', 'differs open']);
    expect(
      ((await app.as('410611-review').get('/api/verification-problems')).body as { rows: object[] }).rows,
    ).toHaveLength(1);
    const figures = (await app.as('410000-reader').get('/api/verification-figures')).body as { rows: object[] };
    expect(figures.rows).toMatchObject([
      { code: '410105', opens: 'division', unknown: 1, differs: 1 },
      { code: '410611', unknown: 0, differs: 1 },
    ]);
    const county = (await app.as('410000-reader').get('/api/verification-figures?division=410105')).body as {
      rows: object[];
    };
    expect(county.rows).toMatchObject([{ name: '金水一幼', opens: 'institution', unknown: 1, differs: 1 }]);
    expect((await app.as('a-ordinary').get('/api/tasks')).text).toContain('verification.to-mend');
    expect(number).toMatch(/^410000-20261122-\d\d$/);
  });

  it('a problem is cleared by papers or by a change, and the next batch asks again', async () => {
    const { rows } = (await app.as('a-ordinary').get('/api/verification-problems')).body as {
      rows: { childId: number }[];
    };
    const [proved, mended] = rows.map(({ childId }) => childId) as [number, number];
    const evidence = (childId: number) =>
      app.as('a-ordinary').post(`/api/children/${childId}/verification-evidence`, { evidence: '户口簿如此' });
    expect((await evidence(proved)).body).toMatchObject({ code: 'verification.needs-papers' });
    await app.as('a-ordinary').upload(`/api/papers/verification/${proved}`, photo, '户口簿.png');
    expect((await evidence(proved)).status).toBe(200);
    expect(await read(proved)).toMatchObject({ problem: { state: 'evidence' }, may: { giveEvidence: false } });
    await app.database.asOwner((tx) =>
      tx.run(`update children.children set name = '欧阳改名' where id = $1`, [mended]),
    );
    expect(await read(mended, '410105-reader')).toMatchObject({ problem: { state: 'changed' } });
    expect((await evidence(mended)).body).toMatchObject({ code: 'verification.no-open-problem' });
    const next = await makeBatchIn(app);
    const asked = await sentLines(app, next.batchId);
    expect(asked.map(({ name }) => name)).toContain('欧阳改名');
    expect(asked).toHaveLength(2);
    await takeAnswers(
      app,
      next.batchId,
      answersOf(asked, ({ name }) => (name === '欧阳改名' ? '一致' : '号不存在')),
    );
    expect(await read(mended)).toMatchObject({ answer: { result: 'agrees' }, problem: null });
    expect(await read(proved)).toMatchObject({
      problem: { state: 'open', remedies: ['change', 'evidence', 'delete'] },
      may: { giveEvidence: true },
    });
    expect((await app.as('b-ordinary').get(`/api/children/${proved}/verification`)).status).toBe(404);
  });
});
