import type { Tx } from '@xueqian/platform/database.ts';
import type { Kept } from '../keeping-up.ts';
import type { DeadlineKind } from '../task.ts';

type Column = 'county_code' | 'prefecture_code' | 'province_code';
export type KeptRow = Kept & { readonly code: string; readonly name: string; readonly kind: DeadlineKind };

/**
 * Tasks of one sort of holder that were due in a period, by the parts of a division and by kind. A task that rested when
 * it ended was in time when days were left; one that rests now is nobody's lateness.
 */
export const countKept = (
  tx: Tx,
  { own, part, code }: { readonly own: Column | null; readonly part: Column | 'institution_id'; readonly code: string },
  holder: 'institution' | 'county',
  fromOn: string,
  untilOn: string,
  today: string,
): Promise<KeptRow[]> => {
  const inTime = `t.closed_on is not null and case when t.paused_on is null then t.closed_on <= t.due_on else t.days_left >= 0 end`;
  const name =
    part === 'institution_id'
      ? '(select i.name from institutions.institutions i where i.id = s.part)'
      : '(select d.name from jurisdictions.divisions d where d.code = s.part order by d.valid_from desc limit 1)';
  return tx.rows<KeptRow>(
    `select s.part::text as code, coalesce(${name}, s.part::text) as name, s.kind, s."inTime", s.closed - s."inTime" as "doneLate", s."openLate",
       s.due - s.closed - s."openLate" as running, s.risen
     from (select t.${part} as part, t.kind, count(*)::int as due, count(t.closed_on)::int as closed,
         count(*) filter (where ${inTime})::int as "inTime",
         count(*) filter (where t.closed_on is null and t.paused_on is null and t.due_on < $5)::int as "openLate",
         count(t.escalated_to)::int as risen
       from deadlines.tasks t where ${own === null ? '$1::text is not null' : `t.${own} = $1`} and t.holder_level = $2 and t.due_on between $3 and $4
       group by t.${part}, t.kind) s order by s.part, s.kind limit 20000`,
    [code, holder, fromOn, untilOn, today],
  );
};
