import type { Level } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { LeavingWay, MoveKind, PresentKind } from '../kinds.ts';

/** What the rows of a table are: the units below a division. */
export type Step = 'province' | 'prefecture' | 'county' | 'institution';

const columnOf = {
  province: 'province_code',
  prefecture: 'prefecture_code',
  county: 'county_code',
  institution: 'institution_id::text',
} as const satisfies Record<Step, string>;
/** The column by which the units of a step lie below one division; provinces lie below all. */
const aboveOf = {
  province: null,
  prefecture: 'province_code',
  county: 'prefecture_code',
  institution: 'county_code',
} as const satisfies Record<Step, string | null>;

/** The kept counter of a kind; of those overdue there is none: a day passes without a write. */
const counterOf = {
  'single-away': 'single_away',
  'both-away': 'both_away',
  migrant: 'migrant',
  'beyond-county': 'county_beyond',
  'beyond-prefecture': 'prefecture_beyond',
  'beyond-province': 'province_beyond',
  hmt: 'hmt',
  foreign: 'foreigners',
  suspended: 'suspended',
  overdue: null,
  unclassed: 'unclassed',
} as const satisfies Record<PresentKind, string | null>;

const kept = Object.entries(counterOf).flatMap(([kind, column]) => (column === null ? [] : [{ kind, column }]));

export type PresentCounts = {
  readonly code: string;
  readonly name: string;
  readonly children: number;
  readonly waiting: number;
} & Readonly<Record<Exclude<PresentKind, 'overdue'>, number>>;

const nameSql = (code: string): string =>
  `coalesce((select d.name from jurisdictions.divisions d where d.code = ${code} order by d.valid_from desc limit 1), ${code})`;

/** Children here by the units of a step below a division, from the kept counters. Closed institutions without any are left out. */
export const countPresent = (tx: Tx, step: Step, within: string): Promise<PresentCounts[]> => {
  const above = aboveOf[step];
  const name =
    step === 'institution'
      ? '(select i.name from institutions.institutions i where i.id = s.code::bigint)'
      : nameSql('s.code');
  return tx.rows<PresentCounts>(
    `select s.*, ${name} as name from (
       select ${columnOf[step]} as code, sum(numbered + suspended)::int as children, sum(entered + returned + confirmed + problem)::int as waiting,
         ${kept.map(({ kind, column }) => `sum(${column})::int as "${kind}"`).join(', ')}
       from statistics.institution_counters where ${above === null ? '$1::text is not null' : `${above} = $1`}
         and (closed = 0 or numbered + suspended > 0)
       group by ${columnOf[step]}) s order by ${step === 'institution' ? 'name, s.code' : 's.code'}`,
    [within],
  );
};

/** Children that rest beyond the day named, by the units of a step. */
export const countOverdue = async (
  tx: Tx,
  level: Level,
  step: Step,
  within: string,
  today: string,
): Promise<ReadonlyMap<string, number>> => {
  const above = aboveOf[step];
  const source =
    level === 'ministry'
      ? 'flows.overdue_rests_for_the_ministry($1)'
      : '(select s.*, 1 as children from departures.suspensions s where s.ended_at is null and s.until_on < $1)';
  const rows = await tx.rows<{ code: string; n: number }>(
    `select ${columnOf[step]} as code, sum(children)::int as n from ${source} o where ${above === null ? '$2::text is not null' : `${above} = $2`} group by 1`,
    [today, within],
  );
  return new Map(rows.map(({ code, n }) => [code, n]));
};

export type MovedSum = {
  readonly from: string | null;
  readonly to: string | null;
  readonly fromOutside: string | null;
  readonly toOutside: string | null;
  readonly otherCode: string | null;
  readonly kind: MoveKind;
  readonly way: LeavingWay | null;
  readonly afterLeaving: boolean;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly children: number;
  readonly droppedOut: number;
};

/** Moves of a period between the units of a step, added up. `schoolAgeBefore`: last birthday of those of school age. */
export const sumMoves = (
  tx: Tx,
  level: Level,
  step: Step,
  within: string,
  days: { readonly from: string; readonly until: string; readonly schoolAgeBefore: string },
): Promise<MovedSum[]> =>
  tx.rows<MovedSum>(
    `select from_code as "from", to_code as "to", from_outside as "fromOutside", to_outside as "toOutside", other_code as "otherCode", kind, way,
       after_leaving as "afterLeaving", from_name as "fromName", to_name as "toName", children, dropped_out as "droppedOut"
     from flows.${level === 'ministry' ? 'figures_for_the_ministry' : 'figures'}($1::date, $2::date, $3::date, '${step}', $4::text)`,
    [days.from, days.until, days.schoolAgeBefore, within],
  );

/** Names of divisions, as they are called now; in full where they lie elsewhere. */
export const namesOfDivisions = async (
  tx: Tx,
  codes: readonly string[],
  how: 'name' | 'full_name',
): Promise<ReadonlyMap<string, string>> => {
  if (codes.length === 0) return new Map();
  const rows = await tx.rows<{ code: string; name: string }>(
    `select distinct on (code) code, ${how} as name from jurisdictions.divisions where code = any ($1) order by code, valid_from desc`,
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
};

/** Provinces that have institutions in this deployment. */
export const listProvinces = async (tx: Tx): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx.rows<{ code: string }>(
        'select distinct province_code as code from statistics.institution_counters order by 1',
      )
    ).map(({ code }) => code),
  );
