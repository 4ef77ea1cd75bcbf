import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { claimPlay } from '../../../apps/server/testing/claim-play.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from './testing/invariants.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});
const { fresh, enter, childId, remove, read, filesOf, startImport } = claimPlay(() => app);

describe('a claim that is given up', () => {
  it('goes to the child that waited longest', async () => {
    const [n] = fresh(1) as [number];
    const holder = childId(await enter('a', childCells(n)));
    const second = childId(await enter('c', childCells(n)));
    const third = childId(await enter('d', childCells(n)));
    expect((await filesOf(n)).map((file) => file.holds)).toEqual([true, false, false]);
    expect(await remove('a', holder)).toMatchObject({ status: 200 });
    expect((await filesOf(n)).map((file) => [file.id, file.holds, file.state])).toEqual([
      [second, true, 'entered'],
      [third, false, 'problem'],
    ]);
    expect((await read('c', second)).actions.map((each) => each.action)).toEqual([
      'entered',
      'case-opened',
      'claim-received',
    ]);
    expect(await remove('c', second)).toMatchObject({ status: 200 });
    expect((await filesOf(n)).map((file) => file.state)).toEqual(['entered']);
  });

  it('is lost by nobody, when an insert races the deletion', async () => {
    for (const n of fresh(25)) {
      const holder = childId(await enter('a', childCells(n)));
      if (n % 2 === 0) await enter('c', childCells(n));
      const replies = await Promise.all([remove('a', holder), enter('d', childCells(n)), enter('b', childCells(n))]);
      for (const reply of replies) expect(reply).toMatchObject({ status: 200 });
      const files = await filesOf(n);
      expect(files).toHaveLength(n % 2 === 0 ? 3 : 2);
      expect(files.filter((file) => file.holds)).toHaveLength(1);
    }
  });

  it('is lost by nobody, when an import races the deletion of many', async () => {
    const numbers = fresh(30);
    const holders: number[] = [];
    for (const n of numbers) holders.push(childId(await enter('a', childCells(n))));
    const commit = await startImport(
      'd',
      numbers.map((n) => childCells(n)),
    );
    const [counts, ...replies] = await Promise.all([commit(), ...holders.map((id) => remove('a', id))]);
    expect(counts).toMatchObject({ created: 30 });
    for (const reply of replies) expect(reply.status).toBe(200);
    for (const n of numbers) expect((await filesOf(n)).map((file) => file.holds)).toEqual([true]);
  });

  it('is closed by a corrected number, and the case with it', async () => {
    const [n, right] = fresh(2) as [number, number];
    await enter('a', childCells(n));
    const wrong = childId(await enter('d', childCells(n)));
    const list = async (key: PlaceKey) =>
      (
        (await app.as(`${key}-ordinary`).get('/api/duplicate-cases?state=open')).body as {
          rows: { later: { childId: number | null; name: string; mine: boolean } }[];
        }
      ).rows;
    expect((await list('d')).some((each) => each.later.childId === wrong)).toBe(true);
    const seen = (await list('a')).find((each) => !each.later.mine);
    expect(seen?.later).toMatchObject({ childId: null, name: expect.stringMatching(/^.＊＊$/) as string });
    const { version } = await read('d', wrong);
    const edit = await app.as('d-ordinary').post(`/api/children/${wrong}`, { version, values: childCells(right) });
    expect(edit.body).toMatchObject({ saved: true, state: 'entered' });
    expect((await list('d')).some((each) => each.later.childId === wrong)).toBe(false);
    expect((await read('d', wrong)).actions.at(-1)?.action).toBe('case-closed');
  });

  it('is fought for by edits, entries and deletions without a fault', async () => {
    for (let round = 0; round < 15; round += 1) {
      const [n, m, free] = fresh(3) as [number, number, number];
      const one = childId(await enter('a', childCells(n)));
      const two = childId(await enter('d', childCells(m)));
      const [v1, v2] = [(await read('a', one)).version, (await read('d', two)).version];
      const replies = await Promise.all([
        app.as('a-ordinary').post(`/api/children/${one}`, { version: v1, values: childCells(free) }),
        app.as('d-ordinary').post(`/api/children/${two}`, { version: v2, values: childCells(free) }),
        enter('c', childCells(free)),
        enter('b', childCells(n)),
        round % 2 === 0 ? remove('d', two) : enter('c', childCells(m)),
      ]);
      for (const reply of replies) expect([200, 404, 409]).toContain(reply.status);
    }
  });
});

describe('approval', () => {
  it('said twice at once issues one number', async () => {
    const ids: number[] = [];
    for (const n of fresh(10)) ids.push(childId(await enter('b', childCells(n))));
    const choice = { institutionId: app.institution('b'), classId: null, childIds: ids };
    await app.as('b-review').post('/api/registration/confirmations', choice);
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => app.as('410105-review').post('/api/registration/approvals', choice)),
    );
    const results = replies.map((reply) => reply.body as { asked: number; done: number; refused: object[] });
    expect(results.reduce((sum, result) => sum + result.done, 0)).toBe(10);
    for (const result of results) expect(result.done + result.refused.length).toBe(10);
    const issued = await app.database.asOwner((tx) =>
      tx.rows('select 1 from registration.numbers where child_id = any ($1)', [ids]),
    );
    expect(issued).toHaveLength(10);
  });
});
