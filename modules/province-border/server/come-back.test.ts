import { describe, expect, it } from 'vitest';
import { borderPlay, contentOf, fileTo, takeBody } from '../../../apps/server/testing/border-play.ts';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { code, ok as succeeded } from '../../../apps/server/testing/replies.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';

let app: TestApp;
let n = 300;
useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const ok = <T = Record<string, unknown>>(reply: Parameters<typeof succeeded>[0]) => succeeded<T>(reply);
const play = () => transferPlay(() => app);

/** Gone to another province from a, with its acceptance. */
const gone = async (): Promise<number> => {
  n += 1;
  const childId = await play().numbered('a', n);
  const border = borderPlay(app, 'a');
  const id = await border.send(childId);
  await ok(app.as('a-ordinary').post(`/api/crossings/${id}/answer`, { text: await border.answerTo(id) }));
  return childId;
};
const base = (key: 'a' | 'b') => `/api/institutions/${app.institution(key)}`;
const check = (text: string, key: 'a' | 'b') =>
  app.as(`${key}-ordinary`).post(`${base(key)}/crossing-checks`, takeBody(text));
const take = (text: string, key: 'a' | 'b') =>
  app.as(`${key}-ordinary`).post(`${base(key)}/crossings`, takeBody(text, { admittedOn: '2026-11-22' }));
const leavingOf = async (childId: number) =>
  (await ok<{ leaving: { id: number } }>(app.as('a-ordinary').get(`/api/children/${childId}/departures`))).leaving.id;
const takeBack = async (childId: number) =>
  ok(app.as('a-ordinary').post(`/api/leavings/${await leavingOf(childId)}/undoing`, { reason: '幼儿回来了' }));
const one = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ files: number; numbers: number; came: number; state: string; address: string }>(
      `select (select count(*)::int from children.children x where x.name = c.name and x.birth_on = c.birth_on and x.state <> 'deleted') as files,
         (select count(*)::int from registration.numbers r where r.child_id = c.id) as numbers,
         (select count(*)::int from flows.moves m where m.child_id = c.id and m.kind = 'crossed-in') as came, c.state, c.address
       from children.children c where c.id = $1`,
      [childId],
    ),
  );

describe('a child that went to another province and came back', () => {
  it('to the institution that it had left: taken back first, then its file joins its own', async () => {
    const childId = await gone();
    const text = await fileTo('410105', contentOf(n, { address: '天津市滨海新区某路1号' }));
    expect(await ok(check(text, 'a'))).toMatchObject({
      ...{ obstacle: 'province-border.was-here', joins: false, childId },
    });
    expect(await code(take(text, 'a'))).toBe('province-border.was-here');
    await takeBack(childId);
    const before = await one(childId);
    expect(await ok(check(text, 'a'))).toMatchObject({ obstacle: null, joins: true, childId, problems: [] });
    const taken = await ok<{ crossingId: number }>(take(text, 'a'));
    expect(taken).toMatchObject({ childId });
    expect(await ok(take(text, 'a')), 'the same file twice').toEqual(taken);
    expect(await one(childId)).toEqual({ ...before, files: 1, numbers: 1, came: 0, state: 'numbered' });
    const read = () => app.as('a-ordinary').get(`/api/crossings/${taken.crossingId}`);
    expect(await ok(read())).toMatchObject({
      ...{ state: 'entered', childId, may: { accept: true, refuse: false } },
      steps: [{ act: 'join' }],
      enrolments: [{ institutionName: '海河幼儿园', admittedOn: '2024-09-01' }],
    });
    const word = { revision: 1, decision: 'accept', reason: null };
    await ok(app.as('a-ordinary').post(`/api/crossings/${taken.crossingId}/reply`, word));
    const made = await ok<{ text: string }>(
      app.as('a-ordinary').post(`/api/crossings/${taken.crossingId}/answer-file`, {}),
    );
    expect(JSON.parse(made.text)).toMatchObject({ answer: { result: 'accepted', reason: null } });
    // It is counted as taken back, not as one more child that came.
    expect(await one(childId)).toMatchObject({ came: 0 });
  });

  it('to another institution: asked for there by its number, then its file joins', async () => {
    const childId = await gone();
    const text = await fileTo('410105', contentOf(n));
    expect(await ok(check(text, 'b'))).toMatchObject({
      ...{ obstacle: 'province-border.is-in-the-province', joins: false, childId: null },
    });
    const id = await play().ask('b', n);
    // Nobody has to let go what has left already.
    await play().done('b-ordinary', `transfers/${id}/acceptance`, await play().acceptBody('b', 1));
    const { crossingId } = await ok<{ crossingId: number }>(take(text, 'b'));
    const word = { revision: 1, decision: 'accept', reason: null };
    await ok(app.as('b-ordinary').post(`/api/crossings/${crossingId}/reply`, word));
    expect(await one(childId)).toMatchObject({ files: 1, numbers: 1, came: 0, state: 'numbered' });
  });

  it('leaves again while its file joins: one of both comes first, and the child is where the other says', async () => {
    for (let round = 0; round < 3; round += 1) {
      const childId = await gone();
      await takeBack(childId);
      const text = await fileTo('410105', contentOf(n));
      const leaving = {
        ...{ childIds: [childId], leftOn: '2026-11-23', way: 'withdrawn', destination: null, reason: '家长要求' },
      };
      const [taken, left] = await Promise.all([
        take(text, 'a'),
        app.as('a-ordinary').post(`${base('a')}/leavings`, leaving),
      ]);
      expect(left.status).toBe(200);
      expect([200, 409]).toContain(taken.status);
      expect(await one(childId)).toMatchObject({ state: 'left', files: 1, came: 0 });
    }
  });
});
