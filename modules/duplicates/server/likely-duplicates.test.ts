import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cells, childCells } from '../../../apps/server/testing/child-cells.ts';
import { claimPlay } from '../../../apps/server/testing/claim-play.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';

import { recheck } from './compare-files.ts';
import { compareNew } from './index.ts';

let app: TestApp;
const clock = () => new Date('2026-11-22T03:00:00Z');
const means = () => ({ database: app.database, sealer: app.services.sealer, clock });

beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());

const withoutNumber = { identityType: '其他', identityNumber: '' };
const enter = async (key: PlaceKey, cells: Cells): Promise<number> => {
  const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
    requestId: crypto.randomUUID(),
    values: { ...cells, classCode: '20262101' },
  });
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { childId: number }).childId;
};
type Case = {
  id: number;
  kind: string;
  reasons: string[];
  outcome: string | null;
  later: { mine: boolean; name: string; childId: number | null };
  earlier: { mine: boolean; name: string; childId: number | null };
};
const cases = async (login: string, state = 'open'): Promise<Case[]> =>
  ((await app.as(login).get(`/api/duplicate-cases?state=${state}`)).body as { rows: Case[] }).rows;
const edit = async (key: PlaceKey, id: number, over: Partial<Cells>): Promise<void> => {
  const me = app.as(`${key}-ordinary`);
  const { version, fields } = (await me.get(`/api/children/${id}`)).body as { version: number; fields: Cells };
  const reply = await me.post(`/api/children/${id}`, { version, values: { ...fields, ...over } });
  expect(reply.status, reply.text).toBe(200);
  expect((reply.body as { saved: boolean }).saved, reply.text).toBe(true);
};

/** Files that an act of the owner fetched one after another in the order of an index; a bitmap of an index fetches none so. */
const fetchedInOrder = async (act: () => Promise<unknown>): Promise<number> => {
  const fetched = async () => {
    await app.database.asOwner((tx) => tx.rows('select pg_stat_force_next_flush()'));
    const { files } = await app.database.asOwner((tx) =>
      tx.one<{ files: number }>(
        `select sum(idx_tup_fetch)::int as files from pg_stat_user_indexes where schemaname = 'children' and relname = 'children'`,
      ),
    );
    return files;
  };
  const before = await fetched();
  await act();
  return (await fetched()) - before;
};

describe('a file that is like another one', () => {
  it('is asked about: both institutions see why, and no value of the other', async () => {
    const first = childCells(1, { name: '王子轩' });
    const earlier = await enter('a', first);
    const later = await enter('d', { ...first, name: '王子萱', ...withoutNumber });
    expect(await compareNew(means())).toBe(2);
    const [seen] = await cases('d-ordinary');
    expect(seen).toMatchObject({
      kind: 'possible',
      reasons: ['name-sound', 'birth-same', 'number-one-missing', 'guardian-number', 'hukou-same'],
      later: { mine: true, name: '王子萱', childId: later },
      earlier: { mine: false, name: '王＊＊', childId: null },
    });
    expect((await cases('a-ordinary'))[0]).toMatchObject({ earlier: { childId: earlier }, later: { name: '王＊＊' } });
    expect((await cases('b-ordinary')).length).toBe(0);
    // Compared again, it stays one case.
    await app.database.asOwner((tx) => tx.run('insert into duplicates.to_compare values ($1), ($2)', [earlier, later]));
    await compareNew(means());
    expect((await cases('d-ordinary')).length).toBe(1);
  });

  it('gets no number before somebody has answered for it', async () => {
    const [seen] = await cases('d-ordinary');
    const childIds = [seen?.later.childId];
    await app
      .as('d-review')
      .post('/api/registration/confirmations', { institutionId: app.institution('d'), classId: null, childIds });
    const approval = { institutionId: app.institution('d'), classId: null, childIds };
    const refused = await app.as('410611-review').post('/api/registration/approvals', approval);
    expect(refused.body).toMatchObject({ done: 0, refused: [{ code: 'registration.may-be-another' }] });
  });

  it('is asked about no longer when a correction shows that it is another child', async () => {
    const id = await enter('b', { ...childCells(1, { name: '王梓轩' }), ...withoutNumber });
    await compareNew(means());
    expect((await cases('b-ordinary')).length).toBeGreaterThan(0);
    await edit('b', id, { name: '王浩然', birthOn: '2021-12-30' });
    await compareNew(means());
    expect(await cases('b-ordinary')).toEqual([]);
    expect((await cases('b-ordinary', 'closed'))[0]).toMatchObject({ outcome: 'corrected', later: { childId: id } });
  });

  it('is asked about no longer when it is deleted', async () => {
    const id = await enter('b', { ...childCells(1, { name: '王子宣' }), ...withoutNumber });
    await compareNew(means());
    expect((await cases('b-ordinary')).length).toBeGreaterThan(0);
    await app.as('b-ordinary').post(`/api/children/${id}/deletion`, { reason: '重复登记' });
    await compareNew(means());
    expect(await cases('b-ordinary')).toEqual([]);
  });

  it('may come with a sheet', async () => {
    const rows = [10, 11, 12].map((n) => childCells(n));
    await enter('a', rows[0] as Cells);
    const sheet = [{ ...(rows[0] as Cells), ...withoutNumber }, ...rows.slice(1)];
    await (await claimPlay(() => app).startImport('c', sheet))();
    expect(await compareNew(means())).toBe(4);
    expect(await cases('c-ordinary')).toMatchObject([{ kind: 'possible', later: { name: rows[0]?.name } }]);
  });
});

describe('who is not a duplicate', () => {
  it('twins: one guardian, one birth date, neighbouring numbers', async () => {
    const one = childCells(20, { name: '陈嘉怡' });
    const two = childCells(320, { ...one, name: '陈嘉乐', identityNumber: childCells(320).identityNumber });
    await enter('b', one);
    await enter('b', two);
    await compareNew(means());
    expect(await cases('b-ordinary')).toEqual([]);
  });
});

describe('the whole province compared again', () => {
  const begin = () =>
    app.database.asOwner((tx) =>
      tx.one<{ id: number }>(
        `insert into duplicates.rechecks (province_code, asked_by, asked_at, total) values ('410000', $1, now(), 1) returning id`,
        [app.actor('410000-review').accountId],
      ),
    );
  const counted = () =>
    app.database.asOwner((tx) =>
      tx.one<{ cases: number; without: number }>(
        `select (select count(*)::int from duplicates.cases where kind = 'possible') as cases,
           (select count(*)::int from children.children where likeness_keys is null and state <> 'deleted') as without`,
      ),
    );

  it('finds what was there before there were keys, goes on after a broken step, and done again finds nothing new', async () => {
    await app.database.asOwner(async (tx) => {
      await tx.run('delete from duplicates.cases where kind = $1', ['possible']);
      await tx.run('update children.children set likeness_keys = null');
    });
    const { id } = await begin();
    let steps = 0;
    const failing = {
      ...means(),
      clock: () => {
        steps += 1;
        if (steps === 3) throw new Error('cut off');
        return clock();
      },
    };
    await expect(recheck(failing, { recheckId: id }, 2)).rejects.toThrow('cut off');
    await recheck(means(), { recheckId: id }, 2);
    const after = await counted();
    expect(after.without).toBe(0);
    expect(after.cases).toBeGreaterThan(1);
    const row = () =>
      app.database.asOwner((tx) =>
        tx.one<{ done: number; opened: number }>(
          'select done, opened from duplicates.rechecks where finished_at is not null order by id desc limit 1',
        ),
      );
    // The first pass sees the first of two files before the second has its keys: the second then finds the first.
    expect(await row()).toMatchObject({ opened: after.cases });
    const again = await begin();
    await recheck(means(), { recheckId: again.id }, 3);
    expect(await counted()).toEqual(after);
    expect(await row()).toMatchObject({ opened: 0 });
  });
});

describe('the files that are compared', () => {
  it('are found by the keys that both have, never by reading one file after another', async () => {
    const cells = childCells(70, { name: '钱一诺' });
    const id = await enter('a', cells);
    const other = await enter('d', { ...cells, name: '钱依诺', ...withoutNumber });
    await compareNew(means());
    let found: { other: number }[] = [];
    const fetched = await fetchedInOrder(() =>
      app.database.asOwner(async (tx) => {
        found = await tx.rows('select other_id as other from duplicates.candidates($1)', [[id]]);
        await tx.rows('select pg_stat_force_next_flush()');
      }),
    );
    expect(found).toEqual([{ other }]);
    expect(fetched).toBe(0);
  });
});
