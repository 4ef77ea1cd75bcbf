import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { numbered, askBody, offerBody, acceptBody } = transferPlay(() => app);

const step = (login: string, id: number, what: string, body: object) =>
  app.as(login).post(`/api/transfers/${id}/${what}`, body);
const offered = (childId: number, to: 'b' | 'd', over: object = {}) =>
  app.as('a-ordinary').post(`/api/children/${childId}/transfers`, { ...offerBody(to), ...over });
const drawnUp = async (n: number, to: 'b' | 'd' = 'd'): Promise<{ id: number; childId: number }> => {
  const childId = await numbered('a', n);
  const reply = await offered(childId, to, { isDraft: true });
  expect(reply.status, reply.text).toBe(200);
  expect(reply.body).toMatchObject({ isDraft: true });
  return { id: (reply.body as { transferId: number }).transferId, childId };
};
const statusOf = async (login: string, id: number) => (await app.as(login).get(`/api/transfers/${id}`)).status;
const listed = async (login: string) =>
  ((await app.as(login).get('/api/transfers?only=all&limit=200')).body as { rows: { id: number }[] }).rows.map(
    (row) => row.id,
  );
const others = ['d-ordinary', 'd-review', '410611-review', '410600-review'] as const;
const actionsOf = (childId: number) =>
  app.database.asOwner(async (tx) =>
    (
      await tx.rows<{ action: string; reason: string | null }>(
        `select action, reason from children.actions where child_id = $1 and action like 'transfer%' order by id`,
        [childId],
      )
    ).map(({ action, reason }) => [action, reason]),
  );

describe('a transfer that the sending institution draws up', () => {
  it('is its own side’s until it lets go; then its papers are there for the other', async () => {
    const { id, childId } = await drawnUp(9700);
    const mine = (await app.as('a-ordinary').get(`/api/transfers/${id}`)).body;
    expect(mine).toMatchObject({
      ...{ state: 'asked', startedBy: 'sender', turn: 'sender', isMine: true, dueOn: null, released: null },
      may: { addPapers: true, release: true, withdraw: true, refuse: false, releaseOver: false, accept: false },
    });
    expect(await actionsOf(childId)).toEqual([]);
    const added = await app.as('a-ordinary').upload(`/api/papers/transfer/${id}`, photo, '申请表.png');
    const paper = (added.body as { id: string }).id;
    for (const login of others) {
      expect(await statusOf(login, id), login).toBe(404);
      expect(await listed(login), login).not.toContain(id);
      expect((await app.as(login).get(`/api/papers/${paper}`)).status, login).toBe(404);
    }
    for (const login of ['410105-review', '410100-review', '410000-review'])
      expect(await statusOf(login, id)).toBe(200);
    // Nobody waits for it: neither the other side nor an office above acts in its place.
    expect((await step('d-ordinary', id, 'acceptance', await acceptBody('d', 1))).status).toBe(404);
    expect((await step('410105-review', id, 'release-over', { revision: 1, reason: '代为办理' })).body).toMatchObject({
      code: 'transfers.not-your-part',
    });
    expect((await step('a-ordinary', id, 'refusal', { revision: 1, reason: '不转了' })).body).toMatchObject({
      code: 'transfers.not-your-part',
    });
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject({ state: 'released' });
    expect(await actionsOf(childId)).toEqual([['transfer-released', '家庭住址变动']]);
    for (const login of others) {
      expect(await statusOf(login, id), login).toBe(200);
      expect((await app.as(login).get(`/api/papers/${paper}`)).status, login).toBe(200);
    }
    expect((await app.as('d-ordinary').get(`/api/transfers/${id}`)).body).toMatchObject({ isMine: true });
    // The child goes one way at a time.
    expect((await app.as('b-ordinary').post('/api/transfers', askBody('b', 9700))).body).toMatchObject({
      code: 'transfers.already-moving',
    });
    expect((await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2))).body).toMatchObject({
      state: 'completed',
    });
  });

  it('ends when somebody asks for the child: what is only drawn up holds nobody up', async () => {
    const { id } = await drawnUp(9704, 'd');
    const asked = await app.as('b-ordinary').post('/api/transfers', askBody('b', 9704));
    expect(asked.status, asked.text).toBe(200);
    const { transferId } = asked.body as { transferId: number };
    expect((await app.as('a-ordinary').get(`/api/transfers/${id}`)).body).toMatchObject({
      ...{ state: 'withdrawn', isOvertaken: true },
      may: { release: false, withdraw: false, addPapers: false },
    });
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).status).toBe(409);
    expect((await step('a-ordinary', transferId, 'release', { revision: 1 })).body).toMatchObject({
      state: 'released',
    });
    expect((await app.as('a-ordinary').post(`/api/transfers/${id}/form`, {})).status, 'its form is still printed').toBe(
      200,
    );
  });

  it('released and overtaken in the same moment goes one way', async () => {
    for (const n of [9705, 9706, 9707]) {
      const { id } = await drawnUp(n, 'd');
      const [released, asked] = await Promise.all([
        step('a-ordinary', id, 'release', { revision: 1 }),
        app.as('b-ordinary').post('/api/transfers', askBody('b', n)),
      ]);
      expect([released.status, asked.status].sort(), `${released.text} ${asked.text}`).toEqual([200, 409]);
    }
  });

  it('is withdrawn without the other side ever having seen it, and the child can go again', async () => {
    const { id, childId } = await drawnUp(9701);
    expect((await step('a-ordinary', id, 'withdrawal', { revision: 1 })).body).toMatchObject({ state: 'withdrawn' });
    for (const login of ['a-ordinary', '410105-review', '410000-review'])
      expect((await app.as(login).get(`/api/transfers/${id}`)).body, login).toMatchObject({ isOvertaken: false });
    for (const login of others) expect(await statusOf(login, id), login).toBe(404);
    expect((await offered(childId, 'b')).body).toMatchObject({ isDraft: false });
  });

  it('does not hold up the kindergarten that it names, and does not go to one that takes nobody in', async () => {
    const { id } = await drawnUp(9702, 'b');
    const figures = (key: 'a' | 'b') =>
      app.database.asOwner(async (tx) => {
        await tx.run(`select set_config('app.level', 'institution', true), set_config('app.scope', $1, true)`, [
          String(app.institution(key)),
        ]);
        return tx.one<{ n: number }>('select open_transfers as n from alterations.figures_of($1)', [
          app.institution(key),
        ]);
      });
    const before = (await figures('b')).n;
    const stand = (standing: string) =>
      app.database.asOwner((tx) =>
        tx.run('update institutions.institutions set standing = $2 where id = $1', [app.institution('b'), standing]),
      );
    await stand('suspended');
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject({
      code: 'transfers.receiver-not-found',
    });
    await stand('operating');
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject({ state: 'released' });
    expect((await figures('b')).n).toBe(before + 1);
  });

  it('is the way where the rules ask for the guardian’s application in writing: nothing goes without it', async () => {
    await app.database.asOwner((tx) => assignPack(tx, '410105', 'tianjin-binhai-2020', '2026-03-01'));
    const childId = await numbered('a', 9703);
    const atOnce = await offered(childId, 'd');
    expect(atOnce.status).toBe(409);
    expect(atOnce.body).toMatchObject({ code: 'transfers.papers-before-it-goes' });
    const draft = await offered(childId, 'd', { isDraft: true });
    const id = (draft.body as { transferId: number }).transferId;
    expect((await app.as('a-ordinary').get(`/api/transfers/${id}`)).body).toMatchObject({ papersNeeded: true });
    expect((await app.as('a-ordinary').post(`/api/transfers/${id}/form`, {})).status).toBe(200);
    const release = () => step('a-ordinary', id, 'release', { revision: 1 });
    expect((await release()).body).toMatchObject({ code: 'transfers.papers-missing' });
    expect(await statusOf('d-ordinary', id)).toBe(404);
    await app.as('a-ordinary').upload(`/api/papers/transfer/${id}`, photo, '申请表.png');
    expect((await release()).body).toMatchObject({ state: 'released' });
    // The rules of the other side's county do not ask for papers of it.
    expect((await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2))).body).toMatchObject({
      state: 'completed',
    });
  });
});
