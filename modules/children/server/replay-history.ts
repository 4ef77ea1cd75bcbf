import type { Tx } from '@xueqian/platform/database.ts';
import type { Tables } from '@xueqian/platform/tables.generated.ts';
import type { ChildState } from '../child.ts';
import { type ChildAction, type RecordedAction, replay } from '../life.ts';

export type HistoryDifference = {
  readonly childId: number;
  readonly kept: { readonly state: ChildState; readonly institutionId: number };
  readonly replayed: { readonly state: ChildState | null; readonly institutionId: number | null };
};

/** What the database lets stand in the record: an action that it knows and the rules do not fails to compile here. */
type Recorded = Tables['children.actions']['action'];

type Row = {
  readonly id: number;
  readonly state: ChildState;
  readonly institutionId: number;
  readonly actions: readonly (RecordedAction & { readonly action: Recorded })[];
};

/**
 * Rebuilds the states of the next files from their recorded actions and compares them with what is kept (invariant 1 of
 * life.ts). `last`: where the next look begins; null at the end.
 */
export const historyDifferences = async (
  tx: Tx,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<{ looked: number; last: number | null; differ: HistoryDifference[] }> => {
  const rows = await tx.rows<Row>(
    `select c.id, c.state, c.institution_id as "institutionId",
       (select coalesce(json_agg(json_build_object('action', h.action, 'facts', h.facts) order by h.id), '[]') from children.actions h where h.child_id = c.id) as actions
     from children.children c where c.id > $1 order by c.id limit $2`,
    [after, most],
  );
  const differ = rows.flatMap(({ id, state, institutionId, actions }) => {
    const known: readonly { readonly action: ChildAction; readonly facts: RecordedAction['facts'] }[] = actions;
    const replayed = replay(known);
    const same =
      replayed.state === state && (replayed.institutionId === null || replayed.institutionId === institutionId);
    return same ? [] : [{ childId: id, kept: { state, institutionId }, replayed }];
  });
  return { looked: rows.length, last: rows.length === most ? (rows.at(-1)?.id ?? null) : null, differ };
};
