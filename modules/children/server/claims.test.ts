import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { claimPlay } from '../../../apps/server/testing/claim-play.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import type { CommitOutcome } from './index.ts';
import { brokenInvariants } from './testing/invariants.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});
const { fresh, enter, childId, remove, read, filesOf, startImport, bringRows } = claimPlay(() => app);

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
