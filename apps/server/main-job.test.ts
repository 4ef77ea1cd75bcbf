import { parseStudentNumber } from '@xueqian/kernel/student-number.ts';
import { openIdentity } from '@xueqian/modules/children/server/views.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells, undocumentedCells } from './testing/child-cells.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { workbookOf } from './testing/workbook.ts';

type Listed = { id: number; name: string; state: string; next: string; returnReason: string | null };
type Bulk = { asked: number; done: number; withCase: number; refused: { childId: number; code: string }[] };
type Table = { total: Record<string, unknown>; rows: Record<string, unknown>[] };

let app: TestApp;
let institutionId: number;
beforeAll(async () => {
  app = await makeTestApp();
  institutionId = app.institution('a');
});
afterAll(() => app.close());

const list = async (login = 'a-ordinary', more = ''): Promise<Listed[]> =>
  (
    (await app.as(login).get(`/api/children?institutionId=${institutionId}&limit=200${more}`)).body as {
      rows: Listed[];
    }
  ).rows;
const chosen = (childIds: number[] | null, classId: number | null = null) => ({ institutionId, classId, childIds });
const annex2 = async (login: string, division: string): Promise<Table> =>
  (await app.as(login).get(`/api/statistics/annex2?division=${division}`)).body as Table;

describe('from the empty kindergarten to the numbers', () => {
  let classCode = '';
  let classId = 0;

  it('makes classes with codes of their own, and refuses a name twice', async () => {
    const make = (name: string) =>
      app.as('a-ordinary').post(`/api/institutions/${institutionId}/classes`, {
        name,
        type: '21',
        schoolYear: 2026,
        capacity: 30,
        teacherName: null,
      });
    const first = (await make('小一班')).body as { id: number; code: string };
    const second = (await make('小二班')).body as { id: number; code: string };
    expect([first.code, second.code]).toEqual(['20262101', '20262102']);
    expect(await make('小一班')).toMatchObject({ status: 409, body: { code: 'classes.name-taken' } });
    classCode = first.code;
    classId = first.id;
  });

  it('uploads, checks and commits a sheet', async () => {
    const rows = [
      ...Array.from({ length: 12 }, (_, n) => childCells(n, { classCode })),
      undocumentedCells(12, { classCode }),
      undocumentedCells(13, { classCode, nationality: '香港', overseas: '香港同胞' }),
      childCells(14, { classCode, identityNumber: '410105202109150011' }),
    ];
    const importId = await app.uploadAs('a', await workbookOf(rows));
    await app.check('a', importId);
    const checked = (await app.as('a-ordinary').get(`/api/imports/${importId}`)).body as {
      state: string;
      counts: Record<string, number>;
    };
    expect(checked.state).toBe('checked');
    expect(checked.counts).toMatchObject({ read: 15, updated: 0, unchanged: 0, withCase: 0 });
    expect(await list()).toEqual([]);
    const groups = (await app.as('a-review').get(`/api/imports/${importId}/problem-groups`)).body as object[];
    expect(groups).toContainEqual(expect.objectContaining({ column: 'identityNumber', code: 'identity-check-digit' }));
    const other = await app.as('a-ordinary').post(`/api/imports/${importId}/commit`, { expectRejected: 0 });
    expect(other).toMatchObject({ status: 409, body: { code: 'importing.changed-meanwhile' } });
    const rejected = checked.counts['rejected'];
    expect(
      await app.as('a-ordinary').post(`/api/imports/${importId}/commit`, { expectRejected: rejected }),
    ).toMatchObject({ status: 200 });
    await app.commit('a', importId);
    const done = (await app.as('a-ordinary').get(`/api/imports/${importId}`)).body as typeof checked;
    expect(done.state).toBe('committed');
    expect(done.counts).toEqual(checked.counts);
    expect(await list()).toHaveLength(checked.counts['created'] as number);
    expect(done.counts).toMatchObject({ created: 14, rejected: 1 });
  });

  it('shows every child as waiting for the principal', async () => {
    for (const child of await list()) expect(child).toMatchObject({ state: 'entered', next: 'principal' });
  });

  it('lets nobody confirm what he entered himself, and no other role confirm at all', async () => {
    const [first] = await list();
    const body = chosen([first!.id]);
    expect(await app.as('a-ordinary').post('/api/registration/confirmations', body)).toMatchObject({ status: 403 });
    expect(await app.as('410105-review').post('/api/registration/confirmations', body)).toMatchObject({ status: 403 });
    await app.database.asOwner((tx) =>
      tx.run('update children.children set entered_by = $2 where id = $1', [
        first!.id,
        app.actor('a-review').accountId,
      ]),
    );
    const result = (await app.as('a-review').post('/api/registration/confirmations', body)).body as Bulk;
    expect(result).toMatchObject({ asked: 1, done: 0, refused: [{ code: 'registration.entered-by-yourself' }] });
    const other = (await app.as('a-review2').post('/api/registration/confirmations', body)).body as Bulk;
    expect(other).toMatchObject({ asked: 1, done: 1, refused: [] });
  });

  it('returns to entry with a reason, and only with one', async () => {
    const [, second] = await list();
    const body = chosen([second!.id]);
    const without = await app.as('a-review').post('/api/registration/returns-to-entry', { ...body, reason: ' ' });
    expect(without.status).toBe(400);
    const told = await app.as('a-review').post('/api/registration/returns-to-entry', { ...body, reason: '地址不全' });
    expect(told.body).toMatchObject({ done: 1 });
    expect((await list()).find((child) => child.id === second!.id)).toMatchObject({
      state: 'returned',
      next: 'ordinary',
      returnReason: '地址不全',
    });
    const file = (await app.as('a-ordinary').get(`/api/children/${second!.id}`)).body as {
      version: number;
      fields: Record<string, string>;
      may: object;
    };
    expect(file.may).toEqual({ edit: true, delete: true, confirm: false, firstReview: false, review: false });
    const edited = await app.as('a-ordinary').post(`/api/children/${second!.id}`, {
      version: file.version,
      values: { ...file.fields, address: '郑州市金水区花园路2号院' },
    });
    expect(edited.body).toMatchObject({ saved: true, state: 'entered' });
    const stale = await app.as('a-ordinary').post(`/api/children/${second!.id}`, { version: file.version, values: {} });
    expect(stale).toMatchObject({ status: 409, body: { code: 'children.changed-meanwhile' } });
  });

  it('confirms a whole class', async () => {
    const result = (await app.as('a-review').post('/api/registration/confirmations', chosen(null, classId)))
      .body as Bulk;
    expect(result).toMatchObject({ asked: 13, done: 13, refused: [] });
    for (const child of await list()) expect(child).toMatchObject({ state: 'confirmed', next: 'county' });
  });

  it('puts the institution into the county’s queue, with two weeks’ time', async () => {
    const queue = async () =>
      ((await app.as('410105-review').get('/api/registration/review-queue')).body as { rows: object[] }).rows;
    expect(await queue()).toEqual([
      expect.objectContaining({
        institutionId,
        waiting: 14,
        approved: true,
        dueOn: '2026-12-06',
        overdue: false,
        daysLeft: 14,
      }),
    ]);
    expect((await app.as('410105-review').get('/api/registration/progress')).body).toMatchObject({
      confirmed: 14,
      oldestDueOn: '2026-12-06',
    });
    app.setNow('2026-12-07T01:00:00Z');
    expect(await queue()).toEqual([expect.objectContaining({ overdue: true, daysLeft: -1 })]);
    app.setNow('2026-11-23T01:00:00Z');
    expect((await app.as('410102-review').get('/api/registration/review-queue')).body).toEqual({
      rows: [],
      next: null,
    });
    expect((await app.as('a-ordinary').get('/api/registration/review-queue')).status).toBe(403);
  });

  it('leaves a child before the county as it is', async () => {
    const [first] = await list();
    const edit = await app.as('a-ordinary').post(`/api/children/${first!.id}`, { version: 2, values: {} });
    expect(edit).toMatchObject({ status: 409, body: { code: 'children.not-editable' } });
    const deletion = await app.as('a-ordinary').post(`/api/children/${first!.id}/deletion`, { reason: '错误' });
    expect(deletion).toMatchObject({ status: 409, body: { code: 'children.not-deletable' } });
  });

  it('is returned by the county with a reason, edited, confirmed again', async () => {
    const [first] = await list();
    const body = { ...chosen([first!.id]), reason: '请核对出生日期' };
    expect((await app.as('410105-review').post('/api/registration/returns-to-institution', body)).body).toMatchObject({
      done: 1,
    });
    expect((await list())[0]).toMatchObject({ state: 'returned', returnReason: '请核对出生日期' });
    const file = (await app.as('a-ordinary').get(`/api/children/${first!.id}`)).body as {
      version: number;
      fields: object;
      actions: { action: string }[];
    };
    expect(file.actions.map((each) => each.action)).toEqual(['entered', 'confirmed', 'returned-by-county']);
    await app.as('a-ordinary').post(`/api/children/${first!.id}`, { version: file.version, values: file.fields });
    const again = await app.as('a-review').post('/api/registration/confirmations', chosen([first!.id]));
    expect(again.body).toMatchObject({ done: 1 });
  });

  it('gets numbers from the county: right in form, all different', async () => {
    const before = await annex2('410000-reader', '410000');
    expect(before.total).toMatchObject({ numbered: 0, institutions: 4, reviewed: 4, statistical: 400 });
    const result = (await app.as('410105-review').post('/api/registration/approvals', chosen(null))).body as Bulk;
    expect(result).toMatchObject({ asked: 14, done: 14, withCase: 0, refused: [] });
    const { sealer } = app.services;
    const rows = await app.database.asOwner((tx) =>
      tx.rows<{ kind: 'G' | 'J' | 'L'; sealed: Buffer; identity: Buffer | null; birthOn: string; digest: Buffer }>(
        `select c.number_kind as kind, c.number_sealed as sealed, c.identity_sealed as identity, c.birth_on as "birthOn", n.body_digest as digest
         from children.children c join registration.numbers n on n.child_id = c.id and n.kind = c.number_kind where c.state = 'numbered'`,
      ),
    );
    const numbers = rows.map((row) => {
      const body =
        row.kind === 'G' ? (openIdentity(sealer, row.sealed) ?? '') : sealer.open('student-number', row.sealed);
      const parsed = parseStudentNumber(row.kind + body);
      expect(parsed).toMatchObject({ ok: true, parts: { kind: row.kind, areaCode: '410105', birthOn: row.birthOn } });
      if (row.kind === 'G') expect(body).toBe(openIdentity(sealer, row.identity));
      return row.kind + body;
    });
    expect(new Set(numbers).size).toBe(14);
    expect(
      numbers
        .map((number) => number[0])
        .sort()
        .join(''),
    ).toBe('GGGGGGGGGGGGJL');
    const [found] = numbers;
    const looked = await app.as('a-ordinary').post('/api/children/lookup', { number: found! });
    expect((looked.body as { childId: number | null }).childId).not.toBeNull();
    expect((await app.as('c-ordinary').post('/api/children/lookup', { number: found! })).body).toEqual({
      childId: null,
    });
  });

  it('counts in annex 2 at once, at every level', async () => {
    for (const [login, division] of [
      ['000000-reader', '410000'],
      ['410000-reader', '410000'],
      ['410100-reader', '410100'],
      ['410105-reader', '410105'],
    ] as const) {
      expect((await annex2(login, division)).total, login).toMatchObject({ numbered: 14 });
    }
    const { rows, total } = await annex2('410000-reader', '410000');
    expect(rows.find((row) => row['code'] === '410100')).toMatchObject({ numbered: 14, numberedPercent: '4.67' });
    expect(rows.find((row) => row['code'] === '410600')).toMatchObject({ numbered: 0, numberedPercent: '0.00' });
    expect(total).toMatchObject({ numberedPercent: '3.50' });
    expect(await app.differences()).toEqual([]);
  });

  it('changes nothing when approved again', async () => {
    const ids = (await list()).map((child) => child.id);
    const again = (await app.as('410105-review').post('/api/registration/approvals', chosen(ids))).body as Bulk;
    expect(again).toMatchObject({ asked: 14, done: 0 });
    for (const refused of again.refused) expect(refused.code).toBe('registration.not-waiting');
    for (const child of await list()) expect(child).toMatchObject({ state: 'numbered', next: 'none' });
  });

  it('leaves one entry of the trail for each command', async () => {
    const rows = await app.database.asOwner((tx) =>
      tx.rows<{ requests: number; entries: number }>(
        'select count(distinct request_id)::int as requests, count(*)::int as entries from audit.entries',
      ),
    );
    expect(rows[0]!.entries).toBe(rows[0]!.requests);
  });
});

describe('an institution that the county has not approved', () => {
  it('gets no numbers until its basic section is approved', async () => {
    const other = await makeTestApp({ empty: ['b'] });
    try {
      const id = other.institution('b');
      const choice = { institutionId: id, classId: null, childIds: null };
      const values = childCells(1);
      const request = { requestId: crypto.randomUUID(), values };
      expect((await other.as('b-ordinary').post(`/api/institutions/${id}/children`, request)).body).toMatchObject({
        saved: true,
        state: 'entered',
      });
      await other.as('b-review').post('/api/registration/confirmations', choice);
      const early = (await other.as('410105-review').post('/api/registration/approvals', choice)).body as Bulk;
      expect(early).toMatchObject({ done: 0, refused: [{ code: 'registration.institution-not-reviewed' }] });
      const { basicOf } = await import('./testing/test-app.ts');
      const submitted = await other
        .as('b-ordinary')
        .post(`/api/institutions/${id}/basic-submission`, { fields: basicOf('金水二幼') });
      expect(submitted.body).toEqual({ version: 1 });
      const review = { version: 1, revision: 1, decision: 'approve', reason: null };
      // Not before the principal: what nobody confirmed is none of the county's business, and does not count as reported.
      expect((await other.as('410105-review').post(`/api/institutions/${id}/basic-review`, review)).body).toMatchObject(
        { code: 'institutions.basic-changed-meanwhile' },
      );
      expect((await other.as('b-review').post(`/api/institutions/${id}/basic-confirmation`, review)).body).toEqual({
        state: 'submitted',
      });
      expect((await other.as('410105-review').post(`/api/institutions/${id}/basic-review`, review)).body).toEqual({
        state: 'approved',
      });
      const late = (await other.as('410105-review').post('/api/registration/approvals', choice)).body as Bulk;
      expect(late).toMatchObject({ done: 1, refused: [] });
      expect(await other.differences()).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
