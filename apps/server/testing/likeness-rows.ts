import { compareNew } from '@xueqian/modules/duplicates/server/index.ts';
import { expect } from 'vitest';
import { childCells } from './child-cells.ts';
import { photo } from './section-cells.ts';
import type { PlaceKey, TestApp } from './test-app.ts';

/** Two files of two institutions that may be one child, compared. Gives their case. */
export const enterAlike = async (app: TestApp, n: number, one: PlaceKey, other: PlaceKey, classCode = '20262101') => {
  const cells = childCells(n, { classCode });
  const ids: number[] = [];
  for (const [key, over] of [
    [one, {}],
    [other, { identityType: '其他', identityNumber: '' }],
  ] as const) {
    const reply = await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
      requestId: crypto.randomUUID(),
      values: { ...cells, ...over },
    });
    expect(reply.status, reply.text).toBe(200);
    ids.push((reply.body as { childId: number }).childId);
  }
  const clock = () => new Date('2026-11-22T03:00:00Z');
  await compareNew({ database: app.database, sealer: app.services.sealer, clock });
  const { id } = await app.database.asOwner((tx) =>
    tx.one<{ id: number }>(`select id from duplicates.cases where earlier_child_id = $1 and later_child_id = $2`, ids),
  );
  return { caseId: id, earlierId: ids[0] as number, laterId: ids[1] as number };
};

/** These institutions answer for their sides, with a paper each. */
export const answerCase = async (app: TestApp, caseId: number, keys: readonly PlaceKey[]): Promise<void> => {
  for (const key of keys) {
    await app.as(`${key}-ordinary`).upload(`/api/papers/duplicate-case/${caseId}`, photo, '户口簿.png');
    const reply = await app
      .as(`${key}-ordinary`)
      .post(`/api/duplicate-cases/${caseId}/answer`, { statement: '户口簿可以证明' });
    expect(reply.status, reply.text).toBe(200);
  }
};

/** Rows in the tables about duplicates: answers, a pair told apart, a merger, a recheck, a file that waits to be compared. */
export const compareEverywhere = async (app: TestApp): Promise<void> => {
  await app.as('410000-review').post('/api/duplicate-rechecks', {});
  // Both sides answer, one pair is told apart and one becomes one: everybody who may see such a row sees one of its own.
  const pairs = [
    ['a', 'c', '410100-review', 'two-children'],
    ['c', 'a', '410100-review', 'one-child'],
    ['c', 'b', '410100-review', 'one-child'],
    ['a', 'c', '410100-review', 'one-child'],
    ['a', 'd', '410000-review', 'one-child'],
  ] as const;
  for (const [at, [one, other, arbiter, decision]] of pairs.entries()) {
    const { caseId } = await enterAlike(app, 5000 + at, one, other);
    await answerCase(app, caseId, [one, other]);
    const decided = await app
      .as(arbiter)
      .post(`/api/duplicate-cases/${caseId}/decision`, { decision, reason: '已核对材料' });
    expect(decided.status, decided.text).toBe(200);
  }
};
