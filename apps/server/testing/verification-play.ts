import { applyAnswersNow, checkAnswers, makeBatchNow } from '@xueqian/modules/verification/server/index.ts';
import { parse } from 'csv-parse/sync';
import type { TestApp } from './test-app.ts';

export const province = '410000-review';

export const verificationMeans = (app: TestApp) => ({
  database: app.database,
  files: app.services.files,
  sealer: app.services.sealer,
  clock: app.now,
});

/** A batch as its job makes it; gives its id and number. */
export const makeBatchIn = async (app: TestApp, login = province): Promise<{ batchId: number; number: string }> => {
  const body = { requestId: crypto.randomUUID(), reason: '秋季学期校验' };
  const reply = await app.as(login).post('/api/verification-batches', body);
  if (reply.status !== 200) throw new Error(reply.text);
  const made = reply.body as { batchId: number; number: string };
  await makeBatchNow(verificationMeans(app), app.actor(login), made.batchId);
  return made;
};

export type SentLine = { batch: string; sequence: string; name: string; number: string };

/** The lines of the file that goes out. */
export const sentLines = async (app: TestApp, batchId: number, login = province): Promise<SentLine[]> => {
  const reply = await app.as(login).post(`/api/verification-batches/${batchId}/file`, { reason: '送公安部门' });
  if (reply.status !== 200) throw new Error(reply.text);
  const rows = parse(reply.body as Buffer, { bom: true }) as string[][];
  return rows
    .slice(1)
    .map(([batch = '', sequence = '', name = '', number = '']) => ({ batch, sequence, name, number }));
};

/** A file of answers, in the words of whoever answers. */
export const answersOf = (lines: readonly SentLine[], resultOf: (line: SentLine) => string): Buffer =>
  Buffer.from(
    [
      '批次号,序号,姓名,公民身份号码,核查结果',
      ...lines.map((line) => [line.batch, line.sequence, line.name, line.number, resultOf(line)].join(',')),
    ].join('\r\n'),
  );

/** A file of answers handed in, looked through, and taken in where nothing is wrong with it; gives its id. */
export const takeAnswers = async (app: TestApp, batchId: number, bytes: Buffer, login = province): Promise<number> => {
  const reply = await app.as(login).upload(`/api/verification-batches/${batchId}/answers`, bytes, '结果.csv');
  if (reply.status !== 200) throw new Error(reply.text);
  const { answerId } = reply.body as { answerId: number };
  await checkAnswers(verificationMeans(app), app.actor(login), answerId);
  const accepted = await app.as(login).post(`/api/verification-answers/${answerId}/application`, { expectFaulty: 0 });
  if (accepted.status === 200) await applyAnswersNow(verificationMeans(app), app.actor(login), answerId);
  return answerId;
};

/** Every confirmed child of the province is asked about, and none agrees. */
export const verifyEverywhere = async (app: TestApp): Promise<void> => {
  const { batchId } = await makeBatchIn(app);
  await takeAnswers(
    app,
    batchId,
    answersOf(await sentLines(app, batchId), () => '号与姓名不匹配'),
  );
};

/** What is known of a child after a no of a batch of its province that was withdrawn later; gives the batch. */
export const answerWithNo = (app: TestApp, province: string, childId: number): Promise<number> =>
  app.database.asOwner(async (tx) => {
    await tx.run(
      `insert into verification.batches (province_code, number, state, reason, request_id, made_by, made_at)
       select $1, $1 || '-20261101-01', 'withdrawn', '试验', gen_random_uuid(), min(a.id), $2 from accounts.accounts a on conflict (number) do nothing`,
      [province, app.now()],
    );
    const { id } = await tx.one<{ id: number }>('select id from verification.batches where province_code = $1', [
      province,
    ]);
    await tx.run(
      `insert into verification.results (child_id, batch_id, batch_number, asked, result, answered_on)
       select c.id, $2, $3, verification.asked_digest(c), 'differs', '2026-11-02' from children.children c where c.id = $1`,
      [childId, id, `${province}-20261101-01`],
    );
    return id;
  });
