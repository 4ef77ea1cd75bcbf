import type { Database } from '@xueqian/platform/database.ts';

/** A child with a number goes from its institution; gives the id of what the institution keeps of it. */
export const letGo = (database: Database, childId: number, now: Date): Promise<number> =>
  database.asOwner(async (tx) => {
    await tx.run(
      `update children.children set state = 'left', class_id = null, ended_on = $2, end_kind = '3', changed_at = $3, version = version + 1 where id = $1`,
      [childId, now.toISOString().slice(0, 10), now],
    );
    await tx.run(
      `insert into children.actions (child_id, at, action, account_id) select id, $2, 'left', entered_by from children.children where id = $1`,
      [childId, now],
    );
    return (
      await tx.one<{ id: number }>('select max(id) as id from children.past_enrolments where child_id = $1', [childId])
    ).id;
  });

/** One child with a number of each institution goes. */
export const letOneGoEverywhere = async (database: Database, now: Date): Promise<void> => {
  const children = await database.asOwner((tx) =>
    tx.rows<{ id: number }>(
      `select distinct on (institution_id) id from children.children where state = 'numbered' order by institution_id, id desc`,
    ),
  );
  for (const { id } of children) await letGo(database, id, now);
};
