import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { isFirstReviewLate } from '../../children/rules.ts';
import { type Asked, record } from './store.ts';

/** Of these institutions: those whose children the town looks at first. */
export const listFirstReviewed = async (tx: Tx, institutionIds: readonly number[]): Promise<number[]> =>
  (await tx.rows<{ id: number }>('select registration.first_reviewed_institutions($1) as id', [institutionIds])).map(
    (row) => row.id,
  );

export const saveFirstReviewed = async (tx: Tx, ids: readonly number[], actor: Actor, now: Date): Promise<void> => {
  await tx.run(
    'update children.children set first_reviewed_by = $2, first_reviewed_at = $3, version = version + 1 where id = any ($1)',
    [ids, actor.accountId, now],
  );
  await record(tx, ids, 'first-reviewed', actor, now, null);
};

/** Writes into the history of a file that the county decided without the town, whose time was over. */
export const saveTakenOver = async (tx: Tx, children: readonly Asked[], actor: Actor, now: Date): Promise<void> => {
  const late = children.filter((child) => isFirstReviewLate(child, child.today)).map((child) => child.id);
  // Before what follows it: the history is ordered by its instants.
  if (late.length > 0) await record(tx, late, 'first-review-taken-over', actor, new Date(now.getTime() - 1), null);
};
