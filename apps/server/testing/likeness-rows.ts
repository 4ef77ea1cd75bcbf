import { compareNew } from '@xueqian/modules/duplicates/server/index.ts';
import { expect } from 'vitest';
import { childCells } from './child-cells.ts';
import type { TestApp } from './test-app.ts';

/** Two files of two institutions that may be one child, compared. Gives their case. */
export const enterAlike = async (app: TestApp, n: number, one: 'a' | 'b' | 'c' | 'd', other: 'a' | 'b' | 'c' | 'd') => {
  const cells = childCells(n, { classCode: '20262101' });
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

/** Rows in the tables about likely duplicates: a pair told apart, a recheck, a file that waits to be compared. */
export const compareEverywhere = async (app: TestApp): Promise<void> => {
  await app.as('410000-review').post('/api/duplicate-rechecks', {});
  await app.database.asOwner(async (tx) => {
    await tx.run(
      `insert into duplicates.told_apart (one_child_id, other_child_id, case_id, at)
       select least(later_child_id, earlier_child_id), greatest(later_child_id, earlier_child_id), id, opened_at from duplicates.cases limit 1`,
    );
  });
};
