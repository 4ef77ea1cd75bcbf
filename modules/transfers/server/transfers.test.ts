import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { passNight } from '../../deadlines/server/index.ts';
import { assignPack, localDate } from '../../jurisdictions/server/index.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { done, numbered, askBody, ask, offerBody, offer, acceptBody } = transferPlay(() => app);

type View = {
  state: string;
  revision: number;
  childName: string;
  childId: number | null;
  turn: string | null;
  dueOn: string | null;
  isMine: boolean;
  may: Record<string, boolean>;
};
const read = async (login: string, id: number): Promise<View> =>
  (await app.as(login).get(`/api/transfers/${id}`)).body as View;
const step = (login: string, id: number, what: string, body: object) =>
  app.as(login).post(`/api/transfers/${id}/${what}`, body);
const counts = () =>
  app.database.asOwner((tx) =>
    tx.one<{ n: number }>(
      'select sum(entered + returned + confirmed + problem + numbered)::int as n from statistics.institution_counters',
    ),
  );

describe('a child goes to another institution', () => {
  it('asked for by the receiving one, released, and taken into a class with its number and its history', async () => {
    const childId = await numbered('a', 500);
    const before = await counts();
    const { requestId: _, ...question } = askBody('d', 500);
    const look = await done('d-ordinary', 'transfers/lookups', question);
    const { name } = childCells(500) as { name: string };
    expect(JSON.stringify(look)).not.toContain(name);
    expect(look).toMatchObject({ found: { obstacle: null } });
    const id = await ask('d', 500);
    expect(await read('d-ordinary', id)).toMatchObject({
      ...{ state: 'asked', childId: null, turn: 'sender', isMine: false },
    });
    expect((await read('d-ordinary', id)).childName).not.toBe(name);
    expect(await read('a-ordinary', id)).toMatchObject({ childName: name, childId, isMine: true, dueOn: '2026-04-14' });
    expect((await app.as('d-ordinary').get(`/api/children/${childId}`)).status).toBe(404);
    expect((await step('d-ordinary', id, 'release', { revision: 1 })).body).toMatchObject({
      code: 'transfers.not-your-part',
    });
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject({ state: 'released' });
    const accepted = await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2));
    expect(accepted.body).toMatchObject({ state: 'completed' });

    const file = (await app.as('d-ordinary').get(`/api/children/${childId}`)).body as {
      actions: { action: string }[];
    };
    expect(file).toMatchObject({
      child: { state: 'numbered', institutionId: app.institution('d') },
      fields: { admittedOn: '2026-03-02' },
    });
    expect(file.actions.map(({ action }) => action)).toEqual([
      ...['entered', 'confirmed', 'numbered', 'transfer-asked', 'transfer-released', 'transferred'],
    ]);
    // The old institution sees the past and no longer the present.
    expect((await app.as('a-ordinary').get(`/api/children/${childId}`)).status).toBe(404);
    const past = (await app.as('a-ordinary').get('/api/past-enrolments')).body as {
      rows: { id: number; name: string }[];
    };
    expect(past.rows.map((row) => row.name)).toContain(name);
    expect((await app.as('a-ordinary').get(`/api/past-enrolments/${past.rows[0]?.id}`)).status).toBe(200);
    expect(await counts()).toEqual(before);
    expect(await read('a-ordinary', id)).toMatchObject({ state: 'completed', childId: null });
  });

  it('released by the sending one at once, and refused by the other', async () => {
    const childId = await numbered('a', 501);
    const id = await offer('a', childId, 'b');
    expect(await read('b-review', id)).toMatchObject({ state: 'released', turn: 'receiver', isMine: true });
    const refused = await step('b-review', id, 'refusal', { revision: 1, reason: '已无学位' });
    expect(refused.body).toMatchObject({ state: 'refused' });
    expect((await app.as('a-ordinary').get(`/api/children/${childId}`)).status).toBe(200);
    expect((await app.as('b-ordinary').get(`/api/children/${childId}`)).status).toBe(404);
    // It may be asked for again.
    expect(await read('b-ordinary', await ask('b', 501))).toMatchObject({ state: 'asked' });
  });

  it('with the county where the rules ask for its word', async () => {
    await app.database.asOwner((tx) => assignPack(tx, '410611', 'national-2025', '2026-01-01'));
    const childId = await numbered('a', 502);
    const id = await offer('a', childId, 'd');
    expect((await step('d-ordinary', id, 'acceptance', await acceptBody('d', 1))).body).toMatchObject({
      state: 'accepted',
    });
    expect((await app.as('a-ordinary').get(`/api/children/${childId}`)).status, 'still there').toBe(200);
    expect(await read('410611-review', id)).toMatchObject({ turn: 'receiving-county', dueOn: '2026-03-16' });
    expect((await step('410105-review', id, 'approval', { revision: 2 })).status).toBe(409);
    expect((await step('410611-review', id, 'approval', { revision: 2 })).body).toMatchObject({ state: 'completed' });
    expect((await app.as('d-ordinary').get(`/api/children/${childId}`)).status).toBe(200);
    await app.database.asOwner((tx) =>
      tx.run(`delete from jurisdictions.pack_assignments where division_code = '410611'`),
    );
  });

  it('is released by the office above when the sending one sleeps, and not before', async () => {
    await numbered('a', 503);
    const id = await ask('d', 503);
    const over = { revision: 1, reason: '多次催办未办' };
    expect((await step('410105-review', id, 'release-over', over)).body).toMatchObject({
      code: 'transfers.not-late-yet',
    });
    app.setNow('2026-04-20T01:00:00Z');
    await passNight(app.database, localDate(app.now()));
    const risen = await app.database.asOwner((tx) =>
      tx.rows(
        `select escalated_to as "to" from deadlines.tasks where kind = 'transfer-release' and subject = $1 and closed_on is null`,
        [String(id)],
      ),
    );
    expect(risen).toEqual([{ to: 'county' }]);
    // The receiving side's prefecture is not above both: the province is.
    expect((await step('410600-review', id, 'release-over', over)).body).toMatchObject({
      code: 'transfers.not-your-part',
    });
    expect((await step('410105-review', id, 'release-over', over)).body).toMatchObject({ state: 'released' });
    const accepted = await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2));
    expect(accepted.body).toMatchObject({ state: 'completed' });
  });
});

describe('a transfer meets', () => {
  it('two institutions that take the same child at once: one of them', async () => {
    await numbered('a', 510);
    const replies = await Promise.all([
      app.as('b-ordinary').post('/api/transfers', askBody('b', 510)),
      app.as('d-ordinary').post('/api/transfers', askBody('d', 510)),
      app.as('c-ordinary').post('/api/transfers', askBody('c', 510)),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { status, body } of replies)
      if (status === 409) expect(body).toMatchObject({ code: 'transfers.already-moving' });
  });

  it('release and withdrawal at once: one of them, and the child is in one place', async () => {
    for (let n = 511; n < 517; n += 1) {
      await numbered('a', n);
      const id = await ask('d', n);
      const [released, withdrawn] = await Promise.all([
        step('a-ordinary', id, 'release', { revision: 1 }),
        step('d-ordinary', id, 'withdrawal', { revision: 1 }),
      ]);
      expect([released.status, withdrawn.status].sort()).toEqual([200, 409]);
    }
  });

  it('the same request twice: one transfer', async () => {
    const childId = await numbered('a', 520);
    const body = offerBody('b');
    const [one, two] = [
      await app.as('a-ordinary').post(`/api/children/${childId}/transfers`, body),
      await app.as('a-ordinary').post(`/api/children/${childId}/transfers`, body),
    ];
    expect(one.status).toBe(200);
    expect(one.body).toEqual(two.body);
  });

  it('a child without a number, one that is here, and a number that nobody has', async () => {
    const institutionId = app.institution('a');
    await done('a-ordinary', `institutions/${institutionId}/children`, {
      requestId: crypto.randomUUID(),
      values: childCells(521, { classCode: '20262101' }),
    });
    const none = await app.as('d-ordinary').post('/api/transfers', askBody('d', 521));
    expect(none.body).toMatchObject({ code: 'transfers.child-has-no-number' });
    const unknown = await app.as('d-ordinary').post('/api/transfers', askBody('d', 599));
    expect(unknown.body).toMatchObject({ code: 'transfers.child-not-found' });
    await numbered('d', 522);
    const here = await app.as('d-ordinary').post('/api/transfers', askBody('d', 522));
    expect(here.body).toMatchObject({ code: 'transfers.child-is-here' });
  });

  it('a class of another institution: nothing moves', async () => {
    const childId = await numbered('a', 523);
    const id = await offer('a', childId, 'd');
    const reply = await step('d-ordinary', id, 'acceptance', await acceptBody('b', 1));
    expect(reply.body).toMatchObject({ code: 'classes.not-found' });
    expect(await read('d-ordinary', id)).toMatchObject({ state: 'released', revision: 1 });
  });
});
