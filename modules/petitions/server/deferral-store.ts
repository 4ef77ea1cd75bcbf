import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';

export type DeferrableChild = {
  readonly state: ChildState;
  readonly institutionId: number;
  readonly name: string;
  readonly birthOn: string;
  readonly className: string | null;
  readonly deferredFor: readonly number[];
  readonly petitionId: number | null;
};

/** A child with the deferrals in force, wherever they were granted; null: it is not in my sight. */
export const findDeferrable = (tx: Tx, childId: number): Promise<DeferrableChild | null> =>
  tx.find<DeferrableChild>(
    `select c.state, c.institution_id as "institutionId", c.name, c.birth_on as "birthOn", l.name as "className",
       array(select d.entry_year from petitions.deferrals(array[c.id]) d order by 1) as "deferredFor",
       (select p.id from petitions.petitions p where p.child_id = c.id and p.state in ('draft', 'submitted', 'confirmed', 'returned')) as "petitionId"
     from children.children c left join classes.classes l on l.id = c.class_id where c.id = $1`,
    [childId],
  );

/** The principal's word, where the rules let it be the last; gives the new revision. */
export const approveHere = async (tx: Tx, id: number, actor: Actor, now: Date): Promise<number> =>
  (
    await tx.one<{ revision: number }>('select petitions.approve_here($1, $2, $3, $4) as revision', [
      ...[id, actor.accountId, actor.officeName, now],
    ])
  ).revision;

/** Puts an approved deferral, or its end, into force. */
export const defer = (tx: Tx, id: number, actor: Actor, now: Date) =>
  tx.rows('select petitions.defer($1, $2, $3)', [id, actor.accountId, now]);
