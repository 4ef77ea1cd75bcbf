import { prepareRows } from '@xueqian/modules/importing/server/index.ts';
import { readPlaces } from '@xueqian/modules/jurisdictions/server/index.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Cells, childCells } from '../../../apps/server/testing/child-cells.ts';
import { makeTestApp, type PlaceKey, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { workbookOf } from '../../../apps/server/testing/workbook.ts';
import { type CommitOutcome, commitStaged, makeCheckContext, prepareCommit } from './index.ts';
import { brokenInvariants } from './testing/invariants.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

let next = 0;
/** Numbers of children nobody had before. */
const fresh = (count: number): number[] => Array.from({ length: count }, () => next++);

const enter = (key: PlaceKey, cells: Cells, login = `${key}-ordinary`, requestId: string = crypto.randomUUID()) =>
  app.as(login).post(`/api/institutions/${app.institution(key)}/children`, { requestId, values: cells });
const childId = (reply: { body: never }): number => (reply.body as { childId: number }).childId;
const remove = (key: PlaceKey, id: number) =>
  app.as(`${key}-ordinary`).post(`/api/children/${id}/deletion`, { reason: '录错' });
const read = async (key: PlaceKey, id: number) =>
  (await app.as(`${key}-ordinary`).get(`/api/children/${id}`)).body as {
    version: number;
    fields: Record<string, string>;
    child: { state: string };
    actions: { action: string }[];
  };

type Held = { id: number; institutionId: number; holds: boolean; state: string };
const filesOf = (n: number): Promise<Held[]> =>
  app.database.asOwner((tx) =>
    tx.rows<Held>(
      `select id, institution_id as "institutionId", holds_claim as holds, state from children.children where state <> 'deleted' and claim_digest = $1 order by id`,
      [app.services.sealer.digest('identity', childCells(n).identityNumber)],
    ),
  );

/** An import that waits for its commit. */
const startImport = async (key: PlaceKey, rows: readonly Cells[]): Promise<() => Promise<Record<string, number>>> => {
  const id = await app.uploadAs(key, await workbookOf(rows));
  await app.database.asOwner((tx) => tx.run(`update importing.imports set state = 'committing' where id = $1`, [id]));
  return async () => {
    await app.commit(key, id);
    const view = (await app.as(`${key}-ordinary`).get(`/api/imports/${id}`)).body as {
      state: string;
      counts: Record<string, number>;
    };
    expect(view.state).toBe('committed');
    return view.counts;
  };
};

/** What an import does in its transaction, with rows already read, in batches: for many rounds. */
const bringRows = async (key: PlaceKey, rows: readonly Cells[], batch = 10): Promise<CommitOutcome[]> => {
  const institutionId = app.institution(key);
  const classes = new Map<string, number>();
  const context = makeCheckContext('2026-11-22', classes, await readPlaces());
  return app.database.asActor(app.actor(`${key}-ordinary`), async (tx) => {
    await prepareCommit(tx);
    const outcomes: CommitOutcome[] = [];
    const seen = new Map<string, number>();
    for (let from = 0; from < rows.length; from += batch) {
      const raw = rows.slice(from, from + batch).map((cells, at) => ({ row: from + at + 1, institutionId, cells }));
      const { copy, staged } = prepareRows(raw, () => ({ context, classes }), app.services.sealer, seen);
      expect(staged).toBe(raw.length);
      outcomes.push(await commitStaged(tx, app.actor(`${key}-ordinary`), app.now(), copy, staged));
    }
    return outcomes;
  });
};
const sum = (outcomes: readonly CommitOutcome[], of: (outcome: CommitOutcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);

const shuffled = <T>(list: readonly T[], salt: number): T[] =>
  [...list]
    .map((each, at) => ({ each, rank: ((at + 1) * 7919 * (salt + 3)) % 104_729 }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ each }) => each);

describe('two institutions with the same children at the same moment', () => {
  it('end with one holder and one problem case for each child, round after round', async () => {
    for (let round = 0; round < 10; round += 1) {
      const numbers = fresh(40);
      const outcomes = await Promise.all([
        bringRows(
          'a',
          shuffled(numbers, round).map((n) => childCells(n)),
        ),
        bringRows(
          'd',
          shuffled(numbers, round + 50).map((n) => childCells(n)),
        ),
      ]);
      for (const each of outcomes) expect(sum(each, (outcome) => outcome.created)).toBe(40);
      expect(sum(outcomes.flat(), (outcome) => outcome.withCase.length)).toBe(40);
      for (const n of numbers) {
        const files = await filesOf(n);
        expect(files.map((file) => [file.holds, file.state]).sort()).toEqual([
          [false, 'problem'],
          [true, 'entered'],
        ]);
      }
    }
  }, 120_000);

  it('come through the whole import alike', async () => {
    const numbers = fresh(40);
    const commits = await Promise.all([
      startImport(
        'a',
        shuffled(numbers, 1).map((n) => childCells(n)),
      ),
      startImport(
        'd',
        shuffled(numbers, 2).map((n) => childCells(n)),
      ),
    ]);
    const counts = await Promise.all(commits.map((commit) => commit()));
    for (const count of counts) expect(count).toMatchObject({ read: 40, created: 40, rejected: 0 });
    expect(counts[0]!['withCase']! + counts[1]!['withCase']!).toBe(40);
  });

  it('wait for nobody in a ring, when four import at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const numbers = fresh(60);
      const outcomes = await Promise.all(
        (['a', 'b', 'c', 'd'] as const).map((key, at) =>
          bringRows(
            key,
            shuffled(numbers, at * 7 + round).map((n) => childCells(n)),
            25,
          ),
        ),
      );
      expect(outcomes.map((each) => sum(each, (outcome) => outcome.created))).toEqual([60, 60, 60, 60]);
      expect(sum(outcomes.flat(), (outcome) => outcome.withCase.length)).toBe(180);
    }
  }, 120_000);

  it('enter and import at once', async () => {
    const numbers = fresh(20);
    const commit = await startImport(
      'd',
      numbers.map((n) => childCells(n)),
    );
    const [counts, ...replies] = await Promise.all([
      commit(),
      ...shuffled(numbers, 3).map((n) => enter('a', childCells(n))),
    ]);
    expect(counts).toMatchObject({ created: 20 });
    for (const reply of replies) expect(reply).toMatchObject({ status: 200, body: { saved: true } });
    for (const n of numbers) expect((await filesOf(n)).map((file) => file.holds).sort()).toEqual([false, true]);
  });
});

describe('one institution', () => {
  it('answers the same request once, however often the button is pressed', async () => {
    const [n] = fresh(1);
    const requestId = crypto.randomUUID();
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => enter('a', childCells(n!), 'a-ordinary', requestId)),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect(new Set(replies.map(childId)).size).toBe(1);
    expect(await filesOf(n!)).toHaveLength(1);
  });

  it('never has one child twice, when two people enter it at once', async () => {
    for (const n of fresh(10)) {
      const replies = await Promise.all([
        enter('a', childCells(n)),
        enter('a', childCells(n), 'a-ordinary2'),
        enter('a', childCells(n), 'a-ordinary2'),
      ]);
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
      expect(await filesOf(n)).toHaveLength(1);
    }
  });

  it('never has one child twice, when a sheet and a form bring it at once', async () => {
    const numbers = fresh(25);
    const commit = await startImport(
      'a',
      numbers.map((n) => childCells(n)),
    );
    const [counts, ...replies] = await Promise.all([commit(), ...numbers.map((n) => enter('a', childCells(n)))]);
    expect((counts['created'] ?? 0) + (counts['unchanged'] ?? 0)).toBe(25);
    expect(counts['withCase']).toBe(0);
    for (const reply of replies) expect([200, 409]).toContain(reply.status);
    for (const n of numbers) expect(await filesOf(n)).toHaveLength(1);
  });

  it('keeps what the principal confirmed, when a sheet changes it at the same moment', async () => {
    // The database itself watches: what somebody confirmed is changed by no sheet afterwards.
    await app.database.asOwner((tx) =>
      tx.run(`create or replace function children.watch() returns trigger language plpgsql as $$
          begin raise exception 'a confirmed file was changed'; end $$;
        create trigger watch before update on children.children for each row
          when (old.state = 'confirmed' and old.address is distinct from new.address) execute function children.watch()`),
    );
    const numbers = fresh(15);
    const ids: number[] = [];
    for (const n of numbers) ids.push(childId(await enter('a', childCells(n))));
    const commit = await startImport(
      'a',
      numbers.map((n) => childCells(n, { address: '新地址一号楼' })),
    );
    const [counts] = await Promise.all([
      commit(),
      ...ids.map((id) =>
        app.as('a-review').post('/api/registration/confirmations', {
          institutionId: app.institution('a'),
          classId: null,
          childIds: [id],
        }),
      ),
    ]);
    expect(counts['updated']! + counts['rejected']!).toBe(15);
  });

  it('counts a row once, when two of its own files claim the same number', async () => {
    const [one, other] = fresh(2) as [number, number];
    const first = childId(await enter('a', childCells(one)));
    const second = childId(await enter('a', childCells(other)));
    const { version } = await read('a', second);
    const edited = await app.as('a-ordinary').post(`/api/children/${second}`, { version, values: childCells(one) });
    expect(edited.body).toMatchObject({ saved: true, state: 'problem' });
    const commit = await startImport('a', [childCells(one)]);
    expect(await commit()).toMatchObject({ read: 1, created: 0, updated: 0, unchanged: 1, rejected: 0 });
    await remove('a', first);
    expect((await read('a', second)).child.state).toBe('entered');
  });
});

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
