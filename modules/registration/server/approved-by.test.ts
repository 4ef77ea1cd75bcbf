import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childCells, undocumentedCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
type Place = 'a' | 'd';

beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
  // d's county follows the measures of Binhai, a's the letter of Henan.
  await app.database.asOwner((tx) => assignPack(tx, '410611', 'tianjin-binhai-2020', '2020-08-01'));
});
afterAll(() => app.close());

const enter = async (key: Place, n: number, cellsOf = childCells): Promise<number> => {
  const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
    requestId: crypto.randomUUID(),
    values: cellsOf(n, { classCode: '20262101' }),
  });
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { childId: number }).childId;
};
const confirm = async (key: Place, childIds: number[]) => {
  const reply = await app
    .as(`${key}-review`)
    .post('/api/registration/confirmations', { institutionId: app.institution(key), classId: null, childIds });
  expect(reply.status, reply.text).toBe(200);
  return reply.body as { done: number; numbered: number; withCase: number; refused: unknown[] };
};
const file = async (key: Place, id: number) =>
  (await app.as(`${key}-ordinary`).get(`/api/children/${id}`)).body as {
    child: { state: string; next: string };
    actions: { action: string }[];
  };
const waiting = async (login: string) =>
  ((await app.as(login).get('/api/registration/review-queue')).body as { rows: unknown[] }).rows.length;

describe('a new file', () => {
  it('waits for the county where the letter of Henan is in force', async () => {
    const id = await enter('a', 1);
    expect(await confirm('a', [id])).toMatchObject({ done: 1, numbered: 0 });
    expect((await file('a', id)).child).toMatchObject({ state: 'confirmed', next: 'county' });
    expect(await waiting('410105-review')).toBe(1);
  });

  it("gets its number by the principal's confirmation where the measures of Binhai are in force", async () => {
    const ids = [await enter('d', 20), await enter('d', 21, undocumentedCells)];
    expect(await confirm('d', ids)).toMatchObject({ done: 2, numbered: 2, withCase: 0, refused: [] });
    for (const id of ids) {
      const { child, actions } = await file('d', id);
      expect(child.state).toBe('numbered');
      expect(actions.map((each) => each.action).sort()).toEqual(['confirmed', 'entered', 'numbered']);
    }
    expect(await waiting('410611-review')).toBe(0);
    expect(await app.differences()).toEqual([]);
    const issued = await app.database.asOwner((tx) =>
      tx.rows('select kind from registration.numbers where child_id = any ($1) order by kind', [ids]),
    );
    expect(issued).toEqual([{ kind: 'G' }, { kind: 'J' }]);
  });

  it('waits for the county where the county has tightened the rule, from its day on', async () => {
    const tightened = await app.as('410611-review').post('/api/policy-settings', {
      ...{ key: 'recordApprovedBy', follow: false, value: 'county', unit: null, from: '2026-12-01' },
      ...{ documentTitle: '关于学籍审批的通知', documentNumber: null },
    });
    expect(tightened.status, tightened.text).toBe(200);
    const [early, late] = [await enter('d', 22), await enter('d', 23)];
    expect(await confirm('d', [early])).toMatchObject({ numbered: 1 });
    app.setNow('2026-12-01T01:00:00Z');
    expect(await confirm('d', [late])).toMatchObject({ numbered: 0 });
    expect(await waiting('410611-review')).toBe(1);
  });

  it('gets no number from an institution unless the server says that it may', async () => {
    const id = await enter('a', 2);
    await confirm('a', [id]);
    const attempt = (sql: string) =>
      app.database.asActor(app.actor('a-review'), (tx) => tx.run(sql, [id])).catch((error) => error.code);
    expect(await attempt(`update children.children set number_kind = 'G', reviewed_by = 1 where id = $1`)).toBe(
      '42501',
    );
    expect(
      await attempt(
        `insert into registration.numbers (kind, body_digest, child_id, issued_by, issued_at) values ('G', '\\x01', $1, 1, now())`,
      ),
    ).toBe('42501');
  });
});

it("the town's time for its first review is the pack's", async () => {
  app.setNow('2026-09-01T01:00:00Z');
  await app.as('410105-system-administrator').post('/api/first-review', { on: true });
  const due = async (n: number): Promise<string> => {
    const id = await enter('a', n);
    await confirm('a', [id]);
    const row = await app.database.asOwner((tx) =>
      tx.one<{ due: string }>('select first_review_due_on as due from children.children where id = $1', [id]),
    );
    return row.due;
  };
  expect(await due(30)).toBe('2026-09-08');
  await app.as('410105-review').post('/api/policy-settings', {
    ...{ key: 'firstReviewWithin', follow: false, value: 2, unit: 'working-days', from: '2026-09-01' },
    ...{ documentTitle: '关于缩短初审期限的通知', documentNumber: null },
  });
  expect(await due(31)).toBe('2026-09-03');
});
