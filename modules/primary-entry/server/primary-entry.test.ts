import { beforeAll, describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import {
  accepted,
  answerFile,
  applyAnswersIn,
  entryMeans,
  graduateOf,
  makeListIn,
  type SentRow,
  sentRows,
  uploadAnswers,
} from '../../../apps/server/testing/primary-entry-play.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { removeExpiredLists } from './expired-files.ts';
import { applyEntryAnswersNow } from './take-answers.ts';

let app: TestApp;
let count = 0;
const county = '410105-review';
const clerk = '410105-ordinary';
useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const graduate = (key: 'a' | 'b' | 'd' = 'a') =>
  graduateOf(
    app,
    { key, institutionId: app.institution(key), county: app.actor(`${key}-ordinary`).divisionCode },
    ++count,
  );
const nameOf = (n: number) => childCells(n).name;
type Graduate = {
  childId: number;
  name: string;
  standing: string;
  ours: string | null;
  told: string | null;
  school: string | null;
  isLate: boolean;
};
const graduates = async (login: string, query = '') =>
  (await ok<{ rows: Graduate[] }>(app.as(login).get(`/api/primary-entry-graduates?year=2026&limit=200${query}`))).rows;
const one = async (childId: number, login = county) =>
  (await graduates(login)).find((row) => row.childId === childId) as Graduate;
type Answers = {
  id: number;
  state: string;
  counts: Record<string, number>;
  faults: { row: number; fault: string }[];
  failure: { code: string } | null;
};
const readList = (listId: number, login = county) =>
  ok<{ state: string; children: number; hasFile: boolean; answered: Record<string, number>; answers: Answers[] }>(
    app.as(login).get(`/api/primary-entry-lists/${listId}`),
  );
const stateOf = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ state: string; version: number; number: boolean }>(
      `select state, version, exists (select from registration.numbers n where n.child_id = c.id and n.ended_at is null) as number from children.children c where id = $1`,
      [childId],
    ),
  );
const listed = async (login = county) => {
  const { listId, number } = await makeListIn(app, login);
  return { listId, number, rows: await sentRows(app, login, listId) };
};

describe('a list', () => {
  it('has the graduates of its county with their whole files, once, for a reason and for a time', async () => {
    const id = await graduate();
    await graduate('d');
    const { listId, number, rows } = await listed();
    expect(number).toBe('410105-2026-01');
    const cells = childCells(1);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      ...{ 名册号: number, 序号: '1', 姓名: cells.name, 身份证件号码: cells.identityNumber },
      ...{ 学籍号: `G${cells.identityNumber}`, 监护人姓名: cells.guardianName, 民族: '汉族', 毕业日期: '2026-07-03' },
      户口所在地: '河南省郑州市金水区',
      ...{ 学前教育经历: '金水一幼（2025-09-01至2026-07-03）', 接收结果: '' },
    });
    expect(await one(id)).toMatchObject({ standing: 'waiting', isLate: true });
    expect((await readList((await makeListIn(app, county)).listId)).state).toBe('empty');
    const told = await app.database.asOwner((tx) =>
      tx.rows<{ facts: object }>(
        `select facts from audit.entries where entry = 'primary-entry.list-handed-out' and subject = $1`,
        [`list ${number}`],
      ),
    );
    expect(told).toMatchObject([{ facts: { reason: '交小学核对入学', children: 1 } }]);
    expect((await app.as(county).post(`/api/primary-entry-lists/${listId}/file`, {})).status).toBe(400);
    app.setNow('2026-12-01T01:00:00Z');
    expect(await code(app.as(county).post(`/api/primary-entry-lists/${listId}/file`, { reason: '再取一次' }))).toBe(
      'primary-entry.file-gone',
    );
    expect(await removeExpiredLists({ database: app.database, files: app.services.files }, app.now())).toBeGreaterThan(
      0,
    );
    await ok(app.as(county).post(`/api/primary-entry-lists/${listId}/withdrawal`));
    expect((await one(id)).standing).toBe('not-listed');
    expect((await listed()).rows).toHaveLength(1);
  });

  it('asked for twice by one request is one; each office has its own', async () => {
    await graduate();
    const body = { requestId: crypto.randomUUID(), year: 2026, reason: '交小学核对入学' };
    const asked = await Promise.all([1, 2, 3].map(() => app.as(county).post('/api/primary-entry-lists', body)));
    const ids = asked.filter(({ status }) => status === 200).map((reply) => (reply.body as { listId: number }).listId);
    expect(new Set(ids).size).toBe(1);
    const planned = await app.database.asOwner((tx) =>
      tx.rows(`select 1 from pgboss.job where name = 'primary-entry.make' and (data ->> 'id')::bigint = $1`, [ids[0]]),
    );
    expect(planned).toHaveLength(1);
    const listId = ids[0] as number;
    expect((await app.as('410102-review').get(`/api/primary-entry-lists/${listId}`)).status).toBe(404);
    expect(await ok(app.as('410000-review').get(`/api/primary-entry-lists/${listId}`))).toMatchObject({
      isMine: false,
    });
    const theirs = app.as('410000-review').post(`/api/primary-entry-lists/${listId}/withdrawal`);
    expect(await code(theirs)).toBe('primary-entry.list-not-mine');
  });
});

describe('answers', () => {
  let ids: number[];
  let listId: number;
  let rows: SentRow[];
  beforeAll(async () => {
    app.setNow('2026-11-23T01:00:00Z');
    await makeListIn(app, county);
    ids = [await graduate(), await graduate(), await graduate('b'), await graduate('b')];
    ({ listId, rows } = await listed());
  });
  const answer = (at: number, cells: SentRow): SentRow => ({ ...(rows[at] as SentRow), ...cells });

  it('are looked through first: each line that says nothing is told by its row and cause', async () => {
    expect(rows).toHaveLength(4);
    const file = answerFile([
      answer(0, accepted),
      answer(1, { ...accepted, 入学日期: '2026-12-24' }),
      answer(2, { ...accepted, 学籍号: rows[3]?.['学籍号'] as string }),
      answer(3, { 接收结果: '信息不符' }),
      answer(0, accepted),
      answer(0, { ...accepted, 序号: '99' }),
    ]);
    await uploadAnswers(app, clerk, listId, file);
    const [checked] = (await readList(listId)).answers;
    expect(checked).toMatchObject({ state: 'checked', counts: { read: 6, accepted: 1, faulty: 5, already: 0 } });
    expect(checked?.faults).toEqual([
      { row: 3, fault: 'bad-day' },
      { row: 4, fault: 'other-number' },
      { row: 5, fault: 'no-field' },
      { row: 6, fault: 'twice' },
      { row: 7, fault: 'not-asked' },
    ]);
    expect((await readList(listId)).answered).toMatchObject({ waiting: 4 });
    for (const [bytes, refusal] of [
      [Buffer.from('随便\n写的'), 'importing.file-not-a-table'],
      [Buffer.from('甲,乙,丙\n1,2,3\n'), 'primary-entry.answers-without-headings'],
      [Buffer.from('名册号,序号,接收结果\n1,2,3\n'), 'primary-entry.answers-lack-columns'],
      [Buffer.from('名册号,序号,学籍号,接收结果,小学名称,入学日期\n'), null],
    ] as const) {
      const reply = await app.as(clerk).upload(`/api/primary-entry-lists/${listId}/answers`, bytes, 'x.csv');
      expect(reply.status, reply.text).toBeGreaterThanOrEqual(400);
      if (refusal !== null) expect((reply.body as { code: string }).code).toBe(refusal);
    }
  });

  it('taken in they are the state of the files; the same file again changes nothing, nor two at once', async () => {
    const file = answerFile([
      answer(0, accepted),
      answer(1, { 接收结果: '查无此人' }),
      answer(2, { 接收结果: '信息不符', 不符项目: '身份证件号码', 小学登记的值: '410105202109030015' }),
    ]);
    const [first, second] = [
      await uploadAnswers(app, clerk, listId, file),
      await uploadAnswers(app, clerk, listId, file),
    ];
    const post = (id: number) =>
      app.as(clerk).post(`/api/primary-entry-answers/${id}/application`, { expectFaulty: 0 });
    await Promise.all([ok(post(first)), ok(post(second))]);
    await Promise.all([first, second].map((id) => applyEntryAnswersNow(entryMeans(app), app.actor(clerk), id)));
    const { answered, answers } = await readList(listId);
    expect(answered).toEqual({ accepted: 1, 'not-found': 1, differs: 1, waiting: 1 });
    expect(answers.slice(0, 2).map(({ state }) => state)).toEqual(['applied', 'applied']);
    expect(
      answers
        .slice(0, 2)
        .map(({ counts }) => counts['already'])
        .sort(),
    ).toEqual([0, 3]);
    expect(await stateOf(ids[0] as number)).toMatchObject({ state: 'in-primary', number: true });
    const { actions } = await ok<{ actions: { action: string; facts: object }[] }>(
      app.as('a-ordinary').get(`/api/children/${ids[0]}`),
    );
    expect(actions.filter(({ action }) => action === 'in-primary')).toMatchObject([
      { facts: { school: '花园路小学', code: '2141000001', on: '2026-09-01' } },
    ]);
    expect(await code(post(first))).toBe('primary-entry.answers-not-checked');
    expect(await one(ids[2] as number, 'b-ordinary')).toMatchObject({
      standing: 'differs',
      told: '410***********0015',
    });
    expect((await one(ids[2] as number)).ours).toMatch(/^410\*+/);
    expect((await graduates('a-ordinary', '&only=accepted')).map(({ childId }) => childId)).toEqual([ids[0]]);
    expect((await graduates('410611-review', '&only=accepted')).length).toBe(0);
    expect((await graduates('410000-reader', `&only=missing&name=${encodeURIComponent(nameOf(count))}`)).length).toBe(
      1,
    );
  });

  it('an acceptance stands: nothing is written after it, and another answer does not replace it', async () => {
    const gone = ids[0] as number;
    const { version } = await stateOf(gone);
    await uploadAnswers(app, clerk, listId, answerFile([answer(0, { ...accepted, 小学名称: '另一所小学' })]));
    expect((await readList(listId)).answers[0]?.faults).toEqual([{ row: 2, fault: 'accepted-before' }]);
    const file = await ok<{ fields: object }>(app.as('a-ordinary').get(`/api/children/${gone}`));
    expect((await app.as('a-ordinary').post(`/api/children/${gone}`, { version, values: file.fields })).status).toBe(
      409,
    );
    expect((await stateOf(gone)).version).toBe(version);
  });

  it('a wrong one is taken back by the county of the child, once, with a reason; and answered anew', async () => {
    const gone = ids[0] as number;
    const back = (login: string) =>
      app.as(login).post(`/api/children/${gone}/primary-entry-undoing`, { reason: '小学报错' });
    expect((await back(clerk)).status).toBe(403);
    expect(await code(back('410102-review'))).toBe('children.not-found');
    const both = await Promise.all([back(county), back(county)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stateOf(gone)).toMatchObject({ state: 'graduated', number: true });
    expect((await one(gone)).standing).toBe('waiting');
    const id = await uploadAnswers(
      app,
      clerk,
      listId,
      answerFile([answer(0, { ...accepted, 小学名称: '另一所小学' })]),
    );
    await applyAnswersIn(app, clerk, id);
    expect(await one(gone)).toMatchObject({ standing: 'accepted', school: '另一所小学' });
  });

  it('a graduation that is taken back meanwhile is a fault of its line', async () => {
    const file = answerFile([answer(3, accepted)]);
    const id = await uploadAnswers(app, clerk, listId, file);
    await app.database.asOwner(async (tx) => {
      await tx.run(
        `update children.children set state = 'numbered', ended_on = null, end_kind = null, changed_at = $2, version = version + 1 where id = $1`,
        [ids[3], app.now()],
      );
      await tx.run(
        `insert into children.actions (child_id, at, action, account_id, facts) select $1, $2, 'undone', min(id), '{"state": "numbered"}' from accounts.accounts`,
        [ids[3], app.now()],
      );
    });
    await applyAnswersIn(app, clerk, id);
    expect((await readList(listId)).answers[0]).toMatchObject({
      state: 'applied',
      counts: { faulty: 1, accepted: 0 },
      faults: [{ row: 2, fault: 'not-graduated' }],
    });
    expect((await stateOf(ids[3] as number)).state).toBe('numbered');
  });
});
