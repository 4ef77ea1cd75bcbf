import type { Tx } from '@xueqian/platform/database.ts';
import type { RoundKind, RoundState } from '../round.ts';

/** States of an institution's rounds of a year, the newest first. */
export const listStates = async (
  tx: Tx,
  institutionId: number,
  kind: RoundKind,
  year: number,
): Promise<readonly RoundState[]> =>
  (
    await tx.rows<{ state: RoundState }>(
      'select state from yearly_round.rounds where institution_id = $1 and kind = $2 and year = $3 order by id desc',
      [institutionId, kind, year],
    )
  ).map(({ state }) => state);

/** Whether a child with its number sits in no class, or still in one of an earlier school year. */
export const hasUnplaced = async (tx: Tx, institutionId: number, year: number): Promise<boolean> =>
  (
    await tx.one<{ found: boolean }>(
      `select exists (select from children.children c left join classes.classes l on l.id = c.class_id
         where c.institution_id = $1 and c.state = 'numbered' and (l.id is null or l.school_year < $2)) as found`,
      [institutionId, year],
    )
  ).found;
