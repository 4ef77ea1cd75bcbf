import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { databaseDigest } from '../../../apps/server/testing/database-digest.ts';
import { apart, importPlay } from '../../../apps/server/testing/import-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { tableOf, workbookOf, writeCsv, writeWorkbook } from '../../../apps/server/testing/workbook.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
const { view, upload, commit } = importPlay(() => app);

describe('files of every kind', () => {
  const rows = [1, 2, 3].map((n) => childCells(n));
  const csv = writeCsv(tableOf(rows));

  it.each([
    ['utf8.csv', () => Buffer.from(csv)],
    ['utf8-bom.csv', () => Buffer.from(`\ufeff${csv}`)],
    ['gb18030.csv', () => iconv.encode(csv, 'gb18030')],
    ['tabs.csv', () => Buffer.from(csv.replaceAll(',', '\t'))],
  ])('%s is read as the workbook is', async (name, bytes) => {
    const id = await upload('c', bytes(), name);
    expect(await view('c', id)).toMatchObject({ state: 'checked', counts: { read: 3, created: 3, rejected: 0 } });
  });

  it('with further columns, in another order, under former headings', async () => {
    const table = tableOf(rows, false);
    const order = table.headings
      .map((_heading, at) => at)
      .sort((one, other) => ((one * 11) % 28) - ((other * 11) % 28));
    const mixed = {
      headings: [
        '序号',
        ...order.map((at) => (table.headings[at] === '身份证号码' ? '幼儿身份证号' : table.headings[at]!)),
        '备注',
      ],
      rows: table.rows.map((row, at) => [at + 1, ...order.map((column) => row[column]!), '随便写']),
    };
    const id = await upload('c', await writeWorkbook(mixed));
    const read = await view('c', id);
    expect(read).toMatchObject({ state: 'checked', counts: { read: 3, created: 3 } });
    expect(read.headings?.unknown.map((each) => each.heading)).toEqual(['序号', '备注']);
    expect(read.headings?.recognised).toHaveLength(28);
    await commit('c', id);
    const stored = await app.database.asOwner((tx) =>
      tx.rows<{ name: string }>('select name from children.children where institution_id = $1 order by id', [
        app.institution('c'),
      ]),
    );
    expect(stored.map((row) => row.name).sort()).toEqual(rows.map((row) => row.name).sort());
  });

  it.each([
    ['importing.file-old-xls', Buffer.from('09081000000605', 'hex')],
    ['importing.file-not-a-table', Buffer.from('%PDF-1.7 hello')],
    ['importing.file-broken', Buffer.from('PK\u0003\u0004 this is no archive')],
    ['importing.file-empty', Buffer.from('\ufeff \n\n')],
    ['importing.headings-not-found', Buffer.from('a,b,c\n1,2,3\n')],
    ['importing.headings-missing', Buffer.from('姓名,性别,出生日期\n王小明,男,2021-09-01\n')],
    ['importing.sheet-empty', Buffer.from(writeCsv(tableOf([])))],
    [
      'importing.headings-twice',
      Buffer.from(writeCsv({ headings: [...tableOf(rows).headings, '姓名'], rows: tableOf(rows).rows })),
    ],
  ])('%s is said of a file that cannot be read', async (code, bytes) => {
    const before = await databaseDigest(app.database, [...apart, 'audit']);
    const id = await upload('c', bytes);
    expect(await view('c', id)).toMatchObject({ state: 'failed', failure: { code } });
    expect(await databaseDigest(app.database, [...apart, 'audit'])).toEqual(before);
    const late = await app.as('c-ordinary').post(`/api/imports/${id}/commit`, { expectRejected: 0 });
    expect(late).toMatchObject({ status: 409, body: { code: 'importing.not-checked' } });
  });

  it('are cancelled once, and committed never again', async () => {
    const id = await upload('c', await workbookOf([childCells(90)]));
    expect((await app.as('c-ordinary').post(`/api/imports/${id}/cancellation`)).status).toBe(200);
    expect(await app.as('c-ordinary').post(`/api/imports/${id}/cancellation`)).toMatchObject({
      body: { code: 'importing.not-cancellable' },
    });
    await app.commit('c', id);
    await app.check('c', id);
    expect((await view('c', id)).state).toBe('cancelled');
  });

  it('are committed once, however often it is asked', async () => {
    const id = await upload('c', await workbookOf([childCells(91)]));
    const replies = await Promise.all(
      [1, 2, 3].map(() => app.as('c-ordinary').post(`/api/imports/${id}/commit`, { expectRejected: 0 })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
    await Promise.all([app.commit('c', id), app.commit('c', id)]);
    expect(await view('c', id)).toMatchObject({ state: 'committed', counts: { created: 1 } });
  });
});

describe('five thousand rows', () => {
  const rows = Array.from({ length: 5000 }, (_, n) => childCells(2000 + n));

  it('are taken over, and make five thousand cases when another institution brings them too', async () => {
    const bytes = await workbookOf(rows);
    const first = await commit('d', await upload('d', bytes));
    expect(first.counts).toMatchObject({ read: 5000, created: 5000, withCase: 0 });
    const second = await commit('b', await upload('b', bytes));
    expect(second.counts).toMatchObject({ read: 5000, created: 5000, withCase: 5000 });
    const third = await upload('b', bytes);
    expect((await view('b', third)).counts).toMatchObject({ unchanged: 5000, created: 0 });
    expect(await brokenInvariants(app.database)).toEqual([]);
  }, 240_000);
});
