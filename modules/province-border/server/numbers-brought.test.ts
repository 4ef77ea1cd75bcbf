import { composeSerialNumber } from '@xueqian/kernel/student-number.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { contentOf, takeInOf } from '../../../apps/server/testing/border-play.ts';
import { undocumentedCells } from '../../../apps/server/testing/child-cells.ts';
import { petitionPost } from '../../../apps/server/testing/petition-play.ts';
import { ok } from '../../../apps/server/testing/replies.ts';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';
import { brokenInvariants } from '../../children/server/testing/invariants.ts';

let app: TestApp;
let n = 300;
beforeAll(async () => {
  app = await makeTestApp();
  await app.makeClasses();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await brokenInvariants(app.database)).toEqual([]);
});

const site = () => ({ key: 'a', institutionId: app.institution('a'), county: '410105' });
/** A number of the far county for a child of a birth date. */
const farNumber = (kind: 'J' | 'L', birthOn: string, serial: number): string => {
  const made = composeSerialNumber(kind, { areaCode: '120116', birthOn, serial });
  if (!made.ok) throw new Error(made.code);
  return made.number;
};
const takeIn = async (number: string, cells: object) => {
  n += 1;
  const { childId } = await takeInOf(petitionPost(app), site(), contentOf(n, cells, { studentNumber: number }));
  const choice = { institutionId: app.institution('a'), classId: null, childIds: [childId] };
  await ok(app.as('a-review').post('/api/registration/confirmations', choice));
  const { done } = await ok<{ done: number }>(app.as('410105-review').post('/api/registration/approvals', choice));
  expect(done).toBe(1);
  return childId;
};
const numbersOf = async (childId: number) => {
  const rows = await app.database.asOwner((tx) =>
    tx.rows<{ kind: string; current: boolean; sealed: Buffer }>(
      `select n.kind, n.ended_at is null as current, c.number_sealed as sealed from registration.numbers n join children.children c on c.id = n.child_id
       where n.child_id = $1 order by n.ended_at nulls first`,
      [childId],
    ),
  );
  return rows.map(({ kind, current }) => (current ? kind : `${kind} once`));
};
const find = async (number: string) =>
  (await ok<{ childId: number | null }>(app.as('a-ordinary').post('/api/children/lookup', { number }))).childId;
const undocumented = () => {
  const { classCode: _class, ...cells } = undocumentedCells(n + 1);
  return cells;
};

it('a J or L number of another province goes on as the child’s own, and finds it', async () => {
  for (const kind of ['J', 'L'] as const) {
    const cells = undocumented();
    const number = farNumber(kind, String(cells.birthOn), 47);
    const childId = await takeIn(number, cells);
    expect(await numbersOf(childId)).toEqual([kind]);
    expect(await find(number)).toBe(childId);
  }
});

it('of a child with a resident number it stays the former number, which finds it and is never given again', async () => {
  const cells = { ...contentOf(n + 1).child };
  const number = farNumber('L', String(cells['birthOn']), 48);
  const childId = await takeIn(number, cells);
  expect(await numbersOf(childId)).toEqual(['G', 'L once']);
  expect(await find(number)).toBe(childId);
  // Another child that says it brings the same one gets a number of its own.
  const other = { ...undocumented(), birthOn: cells['birthOn'] };
  const otherId = await takeIn(number, other);
  expect(await numbersOf(otherId)).toHaveLength(1);
  expect(await find(number)).toBe(childId);
});

it('a number of this province, or of another birth date, is not taken from a file', async () => {
  const cells = undocumented();
  const { number } = composeSerialNumber('J', {
    ...{ areaCode: '410105', birthOn: String(cells.birthOn) },
    serial: 777,
  }) as { number: string };
  const childId = await takeIn(number, cells);
  expect(await numbersOf(childId)).toHaveLength(1);
  expect(await find(number)).toBeNull();
});

it('is nobody else’s to keep: without a file that brought it the database refuses', async () => {
  await expect(
    app.database.asActor(app.actor('410105-review'), (tx) =>
      tx.rows(`select registration.keep_former_number(999999, 'L', '\\x01', 1, now())`),
    ),
  ).rejects.toThrow('only a number that the child brought');
});
