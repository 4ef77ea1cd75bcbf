import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { askRecoveryOf, petitionPost, recoveryBody } from '../../../apps/server/testing/petition-play.ts';
import { code, ok } from '../../../apps/server/testing/replies.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
let count = 0;
const county = '410105-review';
const me = () => app.as('a-ordinary');
const site = () => ({ key: 'a', institutionId: app.institution('a') });

useCheckedApp('2026-11-23T01:00:00Z', (made) => {
  app = made;
});

const cells = (n: number) => childCells(n, { classCode: '20262101' });
const enter = async (key: 'a' | 'b' | 'd' = 'a', n = ++count) =>
  (
    await ok<{ childId: number; state: string }>(
      app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
        ...{ requestId: crypto.randomUUID(), values: cells(n) },
      }),
    )
  ).childId;
const give = async (key: 'a' | 'b', childId: number): Promise<number> => {
  const choice = { institutionId: app.institution(key), classId: null, childIds: [childId] };
  await ok(app.as(`${key}-review`).post('/api/registration/confirmations', choice));
  await ok(app.as(county).post('/api/registration/approvals', choice));
  return childId;
};
const numbered = async () => give('a', await enter());
const leave = (childId: number) =>
  ok(
    me().post(`/api/institutions/${app.institution('a')}/leavings`, {
      ...{ childIds: [childId], leftOn: '2026-11-20', way: 'withdrawn', destination: null, reason: '误登记' },
    }),
  );
/** A child recorded as left longer ago than the institution may take back. */
const gone = async () => {
  const id = await numbered();
  await leave(id);
  app.setNow('2026-12-07T01:00:00Z');
  return id;
};
const lose = async (key: 'a' | 'b' = 'a') => {
  const id = await enter(key);
  await ok(app.as(`${key}-ordinary`).post(`/api/children/${id}/deletion`, { reason: '误删' }));
  return id;
};
const ask = (childId: number, login = 'a-ordinary') =>
  app.as(login).post(`/api/children/${childId}/recoveries`, recoveryBody());
const decide = (id: number, decision = 'approve', reason: string | null = null, revision = 3) =>
  app.as(county).post(`/api/petitions/${id}/decision`, { revision, decision, reason });
const recover = (childId: number) => askRecoveryOf(petitionPost(app), site(), childId);
type View = {
  state: string;
  revision: number;
  dueOn: string | null;
  obstacle: string | null;
  steps: { act: string }[];
};
const read = (id: number, login = 'a-ordinary') => ok<View>(app.as(login).get(`/api/petitions/${id}`));
const fileOf = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.one<{ state: string; classId: number | null; holds: boolean }>(
      'select state, class_id as "classId", holds_claim as holds from children.children where id = $1',
      [childId],
    ),
  );
const numbers = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.rows<{ digest: string; ended: boolean }>(
      `select encode(body_digest, 'hex') as digest, ended_at is not null as ended from registration.numbers where child_id = $1`,
      [childId],
    ),
  );

describe('a file recorded as left', () => {
  it('comes back with its number, its class and its place in the books', async () => {
    const id = await gone();
    const before = await numbers(id);
    const petition = await recover(id);
    expect(await read(petition, county)).toMatchObject({ state: 'confirmed', dueOn: '2026-12-21', obstacle: null });
    await ok(decide(petition));
    expect(await fileOf(id)).toMatchObject({ state: 'numbered', holds: true });
    expect((await fileOf(id)).classId).not.toBeNull();
    expect(await numbers(id)).toEqual(before);
    expect((await ok<{ rows: object[] }>(me().get('/api/leavings?only=undone'))).rows).toMatchObject([{ childId: id }]);
    expect((await read(petition)).steps.map(({ act }) => act)).toEqual(['drawn-up', 'submit', 'confirm', 'approve']);
    await leave(id);
    expect((await fileOf(id)).state).toBe('left');
  });

  it('is the institution’s own matter for seven days', async () => {
    const id = await numbered();
    await leave(id);
    expect(await code(ask(id))).toBe('petitions.may-be-undone');
    app.setNow('2026-12-01T01:00:00Z');
    expect((await ask(id)).status).toBe(200);
    expect(await code(ask(id))).toBe('petitions.open-already');
  });

  it('that is being transferred, or went on, does not come back', async () => {
    const id = await gone();
    const petition = await recover(id);
    const transfer = await ok<{ transferId: number }>(
      me().post(`/api/children/${id}/transfers`, {
        ...{ requestId: crypto.randomUUID(), receiverId: app.institution('b'), reason: '转到新址附近' },
      }),
    );
    expect(await code(decide(petition))).toBe('petitions.something-open');
    expect((await read(petition, county)).obstacle).toBe('petitions.something-open');
    const [first] = await ok<{ id: number }[]>(
      app.as('b-ordinary').get(`/api/institutions/${app.institution('b')}/classes`),
    );
    await ok(
      app.as('b-ordinary').post(`/api/transfers/${transfer.transferId}/acceptance`, {
        ...{ revision: 1, classId: first?.id, admittedOn: '2026-12-07', papersChecked: true },
      }),
    );
    const after = await ok<{ state: string }>(app.as('b-ordinary').get(`/api/transfers/${transfer.transferId}`));
    if (after.state === 'accepted')
      await ok(app.as(county).post(`/api/transfers/${transfer.transferId}/approval`, { revision: 2 }));
    expect(await code(decide(petition))).toBe('petitions.is-elsewhere');
    await ok(decide(petition, 'return', '幼儿已转园'));
    await ok(me().post(`/api/petitions/${petition}/withdrawal`, { revision: 4 }));
    expect(await code(ask(id))).toBe('petitions.is-elsewhere');
    const again = { childIds: [id], leftOn: '2026-12-07', way: 'withdrawn', destination: null, reason: '再次离园' };
    await ok(app.as('b-ordinary').post(`/api/institutions/${app.institution('b')}/leavings`, again));
    expect((await fileOf(id)).state).toBe('left');
  });
});

describe('a deleted file', () => {
  it('comes back to be confirmed and reviewed anew', async () => {
    const id = await lose();
    const shown = await ok<{ rows: object[] }>(me().get(`/api/lost-files?childId=${id}`));
    expect(shown.rows).toMatchObject([{ childId: id, state: 'deleted', why: '误删', petitionId: null }]);
    await ok(decide(await recover(id)));
    expect(await fileOf(id)).toMatchObject({ state: 'entered', holds: true });
    await give('a', id);
    expect((await fileOf(id)).state).toBe('numbered');
  });

  it('does not come back beside another file of the same child', async () => {
    const id = await lose();
    const again = await enter('a', count);
    expect(await code(ask(id))).toBe('petitions.entered-again-here');
    await ok(me().post(`/api/children/${again}/deletion`, { reason: '误录' }));
    const petition = await recover(id);
    const elsewhere = await enter('b', count);
    expect(await code(decide(petition))).toBe('petitions.entered-elsewhere');
    await give('b', elsewhere);
    expect(await code(decide(petition))).toBe('petitions.numbered-elsewhere');
  });

  it('and a new file of the same child at the same time: one holds the claim', async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await lose();
      const petition = await recover(id);
      const n = count;
      const [approved, entered] = await Promise.all([
        decide(petition),
        app.as('b-ordinary').post(`/api/institutions/${app.institution('b')}/children`, {
          ...{ requestId: crypto.randomUUID(), values: cells(n) },
        }),
      ]);
      expect(entered.status).toBe(200);
      const { state } = entered.body as { state: string };
      expect([approved.status, state]).toEqual(approved.status === 200 ? [200, 'problem'] : [409, 'entered']);
      expect(await brokenInvariants(app.database)).toEqual([]);
    }
  });
});

it('what is here, or was never mine, is not recovered', async () => {
  expect(await code(ask(await numbered()))).toBe('petitions.not-gone');
  const theirs = await lose('b');
  expect(await code(ask(theirs))).toBe('children.not-found');
  expect(await code(ask(999_999))).toBe('children.not-found');
});

it('is the institution’s own matter until its principal sends it, and nobody’s beyond the county', async () => {
  const { petitionId: id } = await ok<{ petitionId: number }>(ask(await lose()));
  const seen = (login: string) => app.as(login).get(`/api/petitions/${id}`);
  for (const login of [county, 'b-ordinary', '410102-review']) expect((await seen(login)).status, login).toBe(404);
  await ok(me().upload(`/api/papers/petition/${id}`, photo, '说明.png'));
  await ok(me().post(`/api/petitions/${id}/submission`, { revision: 1 }));
  expect(await code(me().upload(`/api/papers/petition/${id}`, photo, '补.png'))).toBe('attachments.record-closed');
  expect((await seen(county)).status).toBe(404);
  const word = { revision: 2, decision: 'confirm', reason: null };
  await ok(app.as('a-review').post(`/api/petitions/${id}/confirmation`, word));
  expect((await seen(county)).status).toBe(200);
  expect((await seen('410100-review')).status).toBe(403);
  const queue = await ok<{ rows: { id: number }[] }>(app.as(county).get('/api/petitions?only=queue'));
  expect(queue.rows.map((row) => row.id)).toContain(id);
});

it('is returned with a reason, the county’s clock resting, and decided once', async () => {
  const id = await lose();
  const petition = await recover(id);
  expect(await code(decide(petition, 'return'))).toBe('petitions.needs-reason');
  await ok(decide(petition, 'return', '请附家长说明'));
  app.setNow('2026-11-30T01:00:00Z');
  const mended = { revision: 4, reason: '误删，附家长说明' };
  await ok(me().post(`/api/petitions/${petition}`, mended));
  expect((await app.as(county).get(`/api/petitions/${petition}`)).status, 'worked on again').toBe(404);
  await ok(me().post(`/api/petitions/${petition}/submission`, { revision: 5 }));
  const word = { revision: 6, decision: 'confirm', reason: null };
  await ok(app.as('a-review').post(`/api/petitions/${petition}/confirmation`, word));
  expect(await read(petition)).toMatchObject({ state: 'confirmed', dueOn: '2026-12-14' });
  const both = await Promise.all([
    decide(petition, 'approve', null, 7),
    decide(petition, 'approve', null, 7),
    decide(petition, 'return', '再补', 7),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});
