import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApp } from './app.ts';
import { childCells } from './testing/child-cells.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';
import { entriesFor, playForTrail } from './testing/trail-play.ts';

let app: TestApp;
let childId = 0;

beforeAll(async () => {
  app = await makeTestApp({ limited: true });
  ({ childId } = await playForTrail(app));
}, 120_000);
afterAll(() => app.close());

const list = entriesFor(() => app);
const whole = /(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])/;

describe('a whole number', () => {
  const ask = (login: string, id = childId, over: object = {}) =>
    app.as(login).post(`/api/children/${id}/unmasking`, {
      field: 'identityNumber',
      reason: 'verify-document',
      note: '核对户口簿',
      ...over,
    });

  it('is shown to those who may, with a reason, on record', async () => {
    const { identityNumber } = childCells(1);
    expect((await ask('a-review')).body).toEqual({ value: identityNumber });
    expect(await ask('410105-review', childId, { reason: 'curiosity' })).toMatchObject({ status: 400 });
    expect(await ask('410105-review', childId, { note: ' ' })).toMatchObject({ status: 400 });
    for (const login of ['a-reader', 'a-teacher', '410105-ordinary', '410100-review', '410105-audit-administrator'])
      expect(await ask(login), login).toMatchObject({ status: 403 });
    expect(await ask('b-review')).toMatchObject({ status: 404, body: { code: 'children.not-found' } });
    const [row] = await list('410105-audit-administrator', 'entry=children.unmasked&result=done');
    const detail = await app.as('410105-audit-administrator').get(`/api/audit/entries/${row?.id}?at=${row?.at}`);
    expect(detail.body).toMatchObject({
      login: 'a-review',
      subject: `child ${childId}`,
      facts: { field: 'identityNumber', reason: 'verify-document', note: '核对户口簿' },
    });
    expect(detail.text).not.toContain(identityNumber);
  });

  it('is shown twenty times an hour to one account, whatever its session', async () => {
    let shown = 0;
    for (let n = 0; n < 25; n += 1) shown += (await ask('a-ordinary')).status === 200 ? 1 : 0;
    expect(shown).toBe(20);
    expect(await ask('a-ordinary')).toMatchObject({ status: 429, body: { code: 'request.too-many' } });
    expect((await ask('a-review')).status).toBe(200);
  });

  it('is counted for all servers together, and after a start', async () => {
    const another = await makeApp({
      ...{ database: app.database, databaseUrl: app.database.url, keys: app.keys },
      ...{ varFolder: app.varFolder, clock: app.now },
    });
    const cookies = { xueqian_session: await app.sessionOf(app.actor('a-ordinary').accountId) };
    const payload = { field: 'identityNumber', reason: 'verify-document', note: '核对户口簿' };
    const url = `/api/children/${childId}/unmasking`;
    const request = { method: 'POST', url, cookies, payload, headers: { 'x-xueqian': '1' } } as const;
    expect((await another.http.inject(request)).statusCode).toBe(429);
    app.setNow('2026-11-22T02:30:00Z');
    expect((await ask('a-ordinary')).status).toBe(200);
    // Nineteen are left; asked all at once at both servers, no more are shown.
    const replies = await Promise.all(
      Array.from({ length: 26 }, (_, n) =>
        n % 2 === 0
          ? another.http.inject(request).then((reply) => reply.statusCode)
          : ask('a-ordinary').then((one) => one.status),
      ),
    );
    expect(replies.filter((status) => status === 200)).toHaveLength(19);
    expect(replies.filter((status) => status === 429)).toHaveLength(7);
    await another.close();
  });

  it('is in no reply to any reading route', async () => {
    const ids: Record<string, number> = {
      childId,
      institutionId: app.institution('a'),
      entryId: 1,
      caseId: 1,
      importId: 1,
    };
    let read = 0;
    for (const { contract } of app.handlers.filter((each) => each.contract.method === 'GET'))
      for (const login of ['a-ordinary', 'a-review', '410105-review', '410105-audit-administrator', '410000-reader']) {
        const url = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => String(ids[name] ?? 1));
        const reply = await app.as(login).get(`${url}?at=2026-11-22T01:00:00Z`);
        if (reply.status === 200) read += 1;
        expect(reply.text.match(whole)?.[0] ?? null, `${login} ${url}`).toBeNull();
      }
    expect(read).toBeGreaterThan(25);
    expect(JSON.stringify(childCells(1))).toMatch(whole);
  });

  it('is nowhere in the trail', async () => {
    const found = await app.database.asOwner((tx) =>
      tx.rows(`select id from audit.entries e where e::text ~ $1`, [childCells(1).identityNumber]),
    );
    expect(found).toEqual([]);
  });
});
