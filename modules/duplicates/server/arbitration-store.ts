import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Disputed } from '../arbitration.ts';

export type AnswerRow = { caseId: number; side: 'later' | 'earlier'; statement: string; answeredAt: Date };

export const listAnswers = (tx: Tx, caseIds: readonly number[]): Promise<AnswerRow[]> =>
  tx.rows<AnswerRow>(
    'select case_id as "caseId", side, statement, answered_at as "answeredAt" from duplicates.answers where case_id = any ($1)',
    [caseIds],
  );

export const saveAnswer = (
  tx: Tx,
  caseId: number,
  side: 'later' | 'earlier',
  statement: string,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into duplicates.answers (case_id, side, institution_id, statement, answered_by, answered_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (case_id, side) do update set statement = excluded.statement, answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
    [caseId, side, actor.institutionId, statement, actor.accountId, now],
  );

/** The case and its files, held; null where the actor does not decide it on that day. */
export const holdCase = (tx: Tx, caseId: number, on: string): Promise<(Disputed & { laterId: number }) | null> =>
  tx.find(
    `select kind, state, later_id as "laterId", later_state as "laterState", earlier_state as "earlierState" from duplicates.hold_case($1, $2)`,
    [caseId, on],
  );

export const settleCase = (tx: Tx, caseId: number, decision: string, reason: string, actor: Actor, now: Date) =>
  tx.rows('select duplicates.settle($1, $2, $3, $4, $5)', [caseId, decision, reason, actor.accountId, now]);

export const saveLetThrough = (tx: Tx, caseId: number, reason: string, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update duplicates.cases set let_through_by = $2, let_through_at = $3, let_through_reason = $4
     where id = $1 and later_county = $5 and kind = 'possible' and state = 'open' and let_through_at is null`,
    [caseId, actor.accountId, now, reason, actor.scope],
  );

/** Mergers that were not taken back, by case. */
export const listMergers = (tx: Tx, caseIds: readonly number[]) =>
  tx.rows<{ caseId: number; mergedAt: Date }>(
    'select case_id as "caseId", merged_at as "mergedAt" from duplicates.mergers where case_id = any ($1) and undone_at is null',
    [caseIds],
  );

export const unmerge = async (tx: Tx, caseId: number, reason: string, actor: Actor, now: Date) =>
  (
    await tx.one<{ hindrance: 'not-found' | 'changed-since' | 'claim-held' | 'class-gone' | null }>(
      'select duplicates.unmerge($1, $2, $3, $4) as hindrance',
      [caseId, reason, actor.accountId, now],
    )
  ).hindrance;

/** The institution whose paper would be added: the asker's own side; for others the one that came later. */
export const findPaperCase = (tx: Tx, caseId: number): Promise<{ institutionId: number; isOpen: boolean } | null> =>
  tx.find(
    `select case when earlier_institution_id::text = current_setting('app.scope') and current_setting('app.level') = 'institution'
         then earlier_institution_id else later_institution_id end as "institutionId", state = 'open' and current_setting('app.level') = 'institution' as "isOpen"
     from duplicates.cases where id = $1`,
    [caseId],
  );
