import type { Tx } from '@xueqian/platform/database.ts';
import type { Kept } from '../keeping-up.ts';
import type { DeadlineKind } from '../task.ts';

type CountyLine = { readonly countyCode: string; readonly prefectureCode: string; readonly provinceCode: string };
const place = `t.county_code as "countyCode", t.prefecture_code as "prefectureCode", t.province_code as "provinceCode"`;

/** Tasks that are late on a day, by county and kind: for a notice to all of the nation at once. */
export const countLateByCounty = (
  tx: Tx,
  on: string,
): Promise<(CountyLine & { kind: DeadlineKind; ofCounties: number; ofInstitutions: number })[]> =>
  tx.rows(
    `select ${place}, t.kind, count(*) filter (where t.holder_level = 'county')::int as "ofCounties",
       count(*) filter (where t.holder_level = 'institution')::int as "ofInstitutions"
     from deadlines.tasks t where t.closed_on is null and t.paused_on is null and t.due_on < $1 group by 1, 2, 3, 4`,
    [on],
  );

type Figures = Pick<Kept, 'inTime' | 'doneLate' | 'openLate'>;
/** A task that rested when it ended was in time when days were left; one that rests now is nobody's lateness. */
const inTime = `t.closed_on is not null and case when t.paused_on is null then t.closed_on <= t.due_on else t.days_left >= 0 end`;
const figures = `count(*) filter (where ${inTime})::int as "inTime", count(*) filter (where t.closed_on is not null and not (${inTime}))::int as "doneLate",
  count(*) filter (where t.closed_on is null and t.paused_on is null and t.due_on < $3)::int as "openLate"`;

/** How the counties kept up with what was due in a period. */
export const countKeptByCounty = (
  tx: Tx,
  fromOn: string,
  untilOn: string,
  on: string,
): Promise<(CountyLine & Figures)[]> =>
  tx.rows(
    `select ${place}, ${figures} from deadlines.tasks t where t.holder_level = 'county' and t.due_on between $1 and $2 group by 1, 2, 3`,
    [fromOn, untilOn, on],
  );

/** The institutions of each county that kept up least with what was due in a period, at most so many of each. */
export const listLastInstitutions = (
  tx: Tx,
  fromOn: string,
  untilOn: string,
  on: string,
  most: number,
): Promise<(CountyLine & Figures & { code: string; name: string })[]> =>
  tx.rows(
    `select r."countyCode", r."prefectureCode", r."provinceCode", r."inTime", r."doneLate", r."openLate", r.id::text as code, i.name
     from (select k.*, row_number() over (partition by k."countyCode" order by k."inTime"::numeric / (k."inTime" + k."doneLate" + k."openLate"), k.id) as place
       from (select t.institution_id as id, ${place}, ${figures} from deadlines.tasks t
         where t.holder_level = 'institution' and t.due_on between $1 and $2 group by 1, 2, 3, 4) k
       where k."doneLate" + k."openLate" > 0) r
     join institutions.institutions i on i.id = r.id where r.place <= $4`,
    [fromOn, untilOn, on, most],
  );
