import { institutionList, type ListedRow, listedRow } from '@xueqian/server/testing/roster-play.ts';
import { basicOf, makeTestApp, type TestApp } from '@xueqian/server/testing/test-app.ts';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp({ empty: ['b'] });
});
afterAll(() => app.close());

const clerk = '410105-ordinary';
type View = {
  id: number;
  state: string;
  counts: Record<string, number>;
  groups: { column: string; code: string; rows: number }[];
  rows: {
    row: number;
    outcome: string;
    name: string;
    problems: { column: string; letter: string | null; code: string }[];
  }[];
  headings: { unknown: { heading: string }[] };
};
const codeAt = async (key: 'a' | 'b' | 'c'): Promise<string> =>
  (
    await app.database.asOwner((tx) =>
      tx.one<{ code: string }>('select code from institutions.institutions where id = $1', [app.institution(key)]),
    )
  ).code;
const send = async (rows: readonly ListedRow[], columns?: readonly string[], login = clerk) =>
  app.as(login).upload('/api/rosters', await institutionList(rows, columns), '全区名单.xlsx');
const take = async (rows: readonly ListedRow[], login = clerk): Promise<View> => {
  const reply = await send(rows, undefined, login);
  expect(reply.status, reply.text).toBe(200);
  return (await app.as(login).get(`/api/rosters/${(reply.body as { rosterId: number }).rosterId}`)).body as View;
};
const commit = (view: View, login = clerk) =>
  app.as(login).post(`/api/rosters/${view.id}/commit`, { expectRejected: view.counts['rejected'] });
const there = () =>
  app.database.asOwner((tx) =>
    tx.rows<{ code: string; name: string; state: string; fields: Record<string, unknown> | null }>(
      `select i.code, i.name, i.basic_state as state, v.fields from institutions.institutions i
       left join institutions.basic_versions v on v.institution_id = i.id where i.code like '11418%' order by i.code`,
    ),
  );

describe('a list of institutions', () => {
  const list = [
    listedRow(1, { county: '金水区', principalName: '周敏' }),
    listedRow(2, { code: '１１４１８０００02' }),
    listedRow(3, { code: '1141800001' }),
    listedRow(4, { name: '名单第一实验幼儿…' }),
    listedRow(5, { address: '' }),
    listedRow(6, { kind: '培训机构', county: '二七区' }),
  ];

  it('is looked at first: every row ends in one outcome, and nothing has come in', async () => {
    const view = await take(list);
    expect(view.counts).toEqual({ read: 6, created: 3, updated: 0, unchanged: 0, rejected: 3, warned: 2 });
    expect(view.rows.map(({ row, outcome, problems }) => [row, outcome, ...problems.map(({ code }) => code)])).toEqual([
      [3, 'created', 'normalised'],
      [4, 'rejected', 'code-twice'],
      [5, 'rejected', 'name-cut'],
      [6, 'created', 'address-empty'],
      [7, 'rejected', 'word-unknown', 'county-other'],
    ]);
    expect(view.rows[2]?.problems[0]?.letter).toBe('B');
    expect(view.groups[0]).toMatchObject({ rows: 1 });
    expect(await there()).toEqual([]);
  });

  it('comes in when somebody says so, and the same list again changes nothing', async () => {
    const view = await take(list);
    expect((await commit({ ...view, counts: { ...view.counts, rejected: 2 } })).body).toMatchObject({
      code: 'rosters.changed-meanwhile',
    });
    expect((await commit(view)).body).toEqual({ counts: view.counts });
    expect((await commit(view)).body).toMatchObject({ code: 'rosters.ended-already' });
    const first = await there();
    expect(first).toMatchObject([
      { code: '1141800001', state: 'draft', fields: { principalName: '周敏', kind: '111' } },
      { code: '1141800002' },
      { code: '1141800005' },
    ]);
    const again = await take(list);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, rejected: 3 });
    expect((await commit(again)).status).toBe(200);
    expect(await there()).toEqual(first);
    expect(await app.differences()).toEqual([]);
  });

  it('brings a draft up to date, and never what is reported or in force', async () => {
    const inForce = await codeAt('a');
    const rows = [listedRow(5), { ...listedRow(7), code: inForce, name: '别的名字幼儿园' }];
    const view = await take(rows);
    expect(view.counts).toMatchObject({ updated: 1, unchanged: 1, rejected: 0 });
    expect(view.rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['reported-already']);
    await commit(view);
    const [, , five] = await there();
    expect(five).toMatchObject({ code: '1141800005', fields: { address: '文化路 5 号' } });
    const a = (await app.as(clerk).get(`/api/institutions/${app.institution('a')}`)).body as object;
    expect(JSON.stringify(a)).not.toContain('别的名字');
  });

  it('is looked at again when something changed between the check and the word', async () => {
    const b = app.institution('b');
    const view = await take([{ ...listedRow(8), code: await codeAt('b'), name: '金水二幼改名幼儿园' }]);
    expect(view.counts).toMatchObject({ updated: 1 });
    await app.as('b-ordinary').post(`/api/institutions/${b}/basic-submission`, { fields: basicOf('金水二幼') });
    expect((await commit(view)).body).toMatchObject({ code: 'rosters.changed-meanwhile' });
    const seen = (await app.as(clerk).get(`/api/institutions/${b}`)).body as { newest: { state: string } };
    expect(seen.newest.state).toBe('entered');
  });

  it('tells of a code of another county that it is taken, and nothing more', async () => {
    const view = await take([{ ...listedRow(9), code: await codeAt('c') }]);
    expect(view.rows[0]).toMatchObject({ outcome: 'rejected', problems: [{ code: 'code-of-another-county' }] });
    const neighbour = await app.as('410102-ordinary').get(`/api/rosters/${view.id}`);
    expect(neighbour.body).toMatchObject({ code: 'rosters.not-found' });
    expect((await commit(view, '410102-ordinary')).body).toMatchObject({ code: 'rosters.not-found' });
  });

  it('of two counties with the same new code comes in once', async () => {
    const [mine, theirs] = [await take([listedRow(20)]), await take([listedRow(20)], '410102-ordinary')];
    expect((await commit(mine)).status).toBe(200);
    expect((await commit(theirs, '410102-ordinary')).body).toMatchObject({ code: 'rosters.changed-meanwhile' });
    expect((await there()).filter(({ code }) => code === '1141800020')).toHaveLength(1);
  });

  it('is refused as a whole without its headings, without rows, as another kind of file', async () => {
    const codeOf = async (reply: Promise<{ body: unknown }>) => ((await reply).body as { code: string }).code;
    expect(await codeOf(send([listedRow(1)], ['code', 'name', 'nature', 'address']))).toBe('rosters.headings-missing');
    expect(await codeOf(send([listedRow(1)], ['code', 'name', 'kind', 'nature', 'name']))).toBe(
      'rosters.headings-twice',
    );
    expect(await codeOf(send([listedRow(1), listedRow(2)], ['a', 'b', 'address']))).toBe('rosters.headings-not-found');
    const pdf = app.as(clerk).upload('/api/rosters', Buffer.from('%PDF-1.4 a list'), '名单.xlsx');
    expect(await codeOf(pdf)).toBe('rosters.file-type');
    expect((await send([listedRow(1)], undefined, 'a-ordinary')).status).toBe(403);
    const unknown = await send([listedRow(21)], ['code', 'name', 'kind', 'nature', '备注']);
    const view = (await app.as(clerk).get(`/api/rosters/${(unknown.body as { rosterId: number }).rosterId}`))
      .body as View;
    expect(view.headings.unknown).toMatchObject([{ heading: '备注' }]);
  });

  it('comes back marked, and its template comes in as it is', async () => {
    const view = await take(list);
    const read = async (path: string): Promise<exceljs.Worksheet> => {
      const reply = await app.as(clerk).get(path);
      expect(reply.status).toBe(200);
      const book = new exceljs.Workbook();
      await book.xlsx.load(reply.body as never);
      return book.worksheets[0] as exceljs.Worksheet;
    };
    const sheet = await read(`/api/rosters/${view.id}/marked.xlsx`);
    const remarks = (row: number): string => String(sheet.getRow(row).getCell(sheet.columnCount).text);
    expect(remarks(4)).toContain('第 2 行');
    expect(remarks(5)).toContain('截断');
    expect(sheet.getCell('B5').fill).toMatchObject({ type: 'pattern' });
    const template = await read('/api/rosters/template.xlsx');
    expect(template.getCell('A1').text).toBe('机构标识码');
    expect(template.getCell('C2').dataValidation?.type).toBe('list');
  });

  it('can be discarded, once', async () => {
    const view = await take([listedRow(30)]);
    expect((await app.as(clerk).post(`/api/rosters/${view.id}/discarding`, {})).status).toBe(200);
    expect((await commit(view)).body).toMatchObject({ code: 'rosters.ended-already' });
    expect((await there()).some(({ code }) => code === '1141800030')).toBe(false);
  });

  it('of two thousand institutions comes in within one transaction; one row more is refused', async () => {
    const rows = Array.from({ length: 2000 }, (_each, at) => listedRow(1000 + at));
    const view = await take(rows);
    expect(view.counts).toMatchObject({ read: 2000, created: 2000, rejected: 0 });
    expect((await commit(view)).status).toBe(200);
    expect(await app.differences()).toEqual([]);
    expect((await send([...rows, listedRow(5000)])).body).toMatchObject({ code: 'importing.too-many-rows' });
  }, 120_000);
});
