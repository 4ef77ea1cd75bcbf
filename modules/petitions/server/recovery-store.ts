import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { ChildState } from '../../children/child.ts';
import type { RecordedAction } from '../../children/life.ts';
import type { Standing } from '../../institutions/institution.ts';
import type { ClaimHolder, RecoverableState } from '../recovery.ts';

export type LostChild = {
  readonly state: ChildState;
  readonly institutionId: number;
  readonly standing: Standing;
  readonly claim: ClaimHolder;
  readonly obstacle: string | null;
  /** When the leaving that stands was recorded; null: none stands. */
  readonly leavingRecordedAt: Date | null;
};

/** A file that may come back, with what stands in its way; null: it is not in my sight. */
export const findLostChild = (tx: Tx, childId: number): Promise<LostChild | null> =>
  tx.find<LostChild>(
    `select c.state, c.institution_id as "institutionId", i.standing, petitions.claim_holder(c.id) as claim,
       (select o.code from departures.obstacles(array[c.id]) o limit 1) as obstacle,
       (select max(v.recorded_at) from departures.leavings v where v.child_id = c.id and v.undone_at is null) as "leavingRecordedAt"
     from children.children c join institutions.institutions i on i.id = c.institution_id where c.id = $1`,
    [childId],
  );

/** Whether the child was in my institution's books once: then it went on to another one. */
export const wasHere = async (tx: Tx, childId: number): Promise<boolean> =>
  (await tx.find('select 1 from children.past_enrolments where child_id = $1 limit 1', [childId])) !== null;

export const listActions = (tx: Tx, childId: number): Promise<RecordedAction[]> =>
  tx.rows<RecordedAction>('select action, facts from children.actions where child_id = $1 order by id', [childId]);

export const restore = (tx: Tx, petitionId: number, state: ChildState, actor: Actor, now: Date) =>
  tx.rows('select petitions.restore($1, $2, $3, $4)', [petitionId, state, actor.accountId, now]);

export type LostFileRow = {
  readonly childId: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly className: string | null;
  readonly state: RecoverableState;
  readonly wentAt: Date | null;
  readonly wentBy: string;
  readonly why: string | null;
  readonly petitionId: number | null;
};

/** Files of an institution that went, with who let them go, when and why. */
export const listLostFiles = (
  tx: Tx,
  asked: {
    readonly institutionId: number;
    readonly name: string | undefined;
    readonly childId: number | undefined;
    readonly state: RecoverableState | undefined;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<LostFileRow[]> =>
  tx.rows<LostFileRow>(
    `select c.id as "childId", c.name, c.sex, c.birth_on as "birthOn", c.state, a.at as "wentAt", a.reason as why,
       coalesce((select x.person_name from accounts.accounts x where x.id = a.account_id), '') as "wentBy",
       coalesce((select l.name from classes.classes l where l.id = c.class_id),
         (select e.class_name from children.past_enrolments e where e.child_id = c.id and e.undone_at is null order by e.id desc limit 1)) as "className",
       (select p.id from petitions.petitions p where p.child_id = c.id and p.state in ('draft', 'submitted', 'confirmed', 'returned')) as "petitionId"
     from children.children c
     left join lateral (select h.at, h.reason, h.account_id from children.actions h where h.child_id = c.id and h.action = c.state order by h.id desc limit 1) a on true
     where c.institution_id = $1 and c.state = any ($2) and ($3::text is null or c.name = $3) and ($4::bigint is null or c.id = $4) and ($5::bigint is null or c.id < $5)
     order by c.id desc limit $6`,
    [
      ...[asked.institutionId, asked.state === undefined ? ['deleted', 'left', 'cancelled'] : [asked.state]],
      ...[asked.name ?? null, asked.childId ?? null, asked.before, asked.limit],
    ],
  );
