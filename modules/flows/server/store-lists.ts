import type { Tx } from '@xueqian/platform/database.ts';
import type { LeavingWay, MovedKind, MoveKind, PresentKind } from '../kinds.ts';
import { isCame } from '../kinds.ts';

/** Children with a number of one kind; `k` are the counters of their institution, so that those without any are passed over. */
const presentSql = {
  'single-away': ["c.left_behind = '1'", 'k.single_away > 0'],
  'both-away': ["c.left_behind = '2'", 'k.both_away > 0'],
  migrant: ['c.migrant_worker', 'k.migrant > 0'],
  'beyond-county': ['DISTANCE >= 1', 'k.county_beyond > 0'],
  'beyond-prefecture': ['DISTANCE >= 2', 'k.prefecture_beyond > 0'],
  'beyond-province': ['DISTANCE = 3', 'k.province_beyond > 0'],
  hmt: ["c.nationality in ('HKG', 'MAC', 'TWN')", 'k.hmt > 0'],
  foreign: ["c.nationality not in ('CHN', 'HKG', 'MAC', 'TWN')", 'k.foreigners > 0'],
  suspended: ["c.state = 'suspended'", 'k.suspended > 0'],
  overdue: [
    "c.state = 'suspended' and exists (select from departures.suspensions s where s.child_id = c.id and s.ended_at is null and s.until_on < $5::date)",
    'k.suspended > 0',
  ],
  unclassed: ["c.state = 'numbered' and c.class_id is null", 'k.unclassed > 0'],
} as const satisfies Record<PresentKind, readonly [string, string]>;
const distance = 'statistics.distance_of(c.hukou_place, c.county_code, c.prefecture_code, c.province_code)';

export type PresentChildRow = {
  readonly childId: number;
  readonly institutionId: number;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly institutionName: string;
  readonly className: string | null;
  readonly leftBehind: string | null;
  readonly migrantWorker: boolean | null;
  readonly hukouPlace: string | null;
  readonly nationality: string;
  readonly restsUntil: string | null;
  readonly since: string | null;
};

/**
 * Children of a kind, institution by institution and by id: the scope's own index, at most a page of each institution
 * that has any. `after`: institution and child of the last row.
 */
export const listPresentChildren = (
  tx: Tx,
  asked: {
    readonly kind: PresentKind;
    readonly county: string | null;
    readonly institutionId: number | null;
    readonly after: readonly [number, number];
    readonly today: string;
    readonly limit: number;
  },
): Promise<PresentChildRow[]> => {
  const [of, any] = presentSql[asked.kind];
  return tx.rows<PresentChildRow>(
    `select c.id as "childId", c.institution_id as "institutionId", c.name, c.sex, c.birth_on as "birthOn", i.name as "institutionName", l.name as "className",
       c.left_behind as "leftBehind", c.migrant_worker as "migrantWorker", c.nationality,
       (select d.full_name from jurisdictions.divisions d where d.code in (c.hukou_place, left(c.hukou_place, 6))
         order by length(d.code) desc, d.valid_from desc limit 1) as "hukouPlace",
       (select s.until_on from departures.suspensions s where s.child_id = c.id and s.ended_at is null) as "restsUntil",
       case when c.class_id is null then (coalesce(c.changed_at, c.reviewed_at) at time zone 'Asia/Shanghai')::date end as since
     from statistics.institution_counters k
     cross join lateral (select * from children.children c
       where c.institution_id = k.institution_id and c.state in ('numbered', 'suspended') and ${of.replace('DISTANCE', distance)}
         and (c.institution_id > $3 or c.id > $4) and $5::date is not null
       order by c.institution_id, c.id limit $6) c
     join institutions.institutions i on i.id = c.institution_id left join classes.classes l on l.id = c.class_id
     where ($1::text is null or k.county_code = $1) and ($2::bigint is null or k.institution_id = $2) and k.institution_id >= $3 and ${any}
     order by c.institution_id, c.id limit $6`,
    [asked.county, asked.institutionId, ...asked.after, asked.today, asked.limit],
  );
};

/** The rows of a kind: as the figures count them. `$6`: the last birthday of those of school age. */
const movedSql = {
  'dropped-out': "m.kind = 'left' and m.is_open and m.way <> 'abroad' and m.child_birth_on > $6::date",
  'moved-away': "m.kind = 'left' and m.way = 'moved-away'",
  withdrawn: "m.kind = 'left' and m.way = 'withdrawn'",
  abroad: "m.kind = 'left' and m.way = 'abroad'",
  'left-other': "m.kind = 'left' and m.way = 'other'",
  'crossed-out': "m.kind = 'crossed-out'",
  cancelled: "m.kind = 'cancelled'",
  'transferred-out': "m.kind = 'transferred' and not m.after_leaving",
  'moved-out': "m.kind = 'moved'",
  'entered-late': "m.kind = 'entered-late'",
  'transferred-in': "m.kind = 'transferred' and not m.after_leaving",
  'taken-in-again': "m.kind = 'transferred' and m.after_leaving",
  'crossed-in': "m.kind = 'crossed-in'",
  resumed: "m.kind = 'resumed'",
  'moved-in': "m.kind = 'moved'",
} as const satisfies Record<MovedKind, string>;

export type MovedChildRow = {
  readonly moveId: number;
  readonly childId: number;
  readonly isSeen: boolean;
  readonly name: string;
  readonly sex: string;
  readonly birthOn: string;
  readonly happenedOn: string;
  readonly moveKind: MoveKind;
  readonly way: LeavingWay | null;
  readonly afterLeaving: boolean;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly otherCode: string | null;
  readonly isOpen: boolean;
};

/** Moves of a kind in a period on the side of an institution, or of all institutions of a division. */
export const listMovedChildren = (
  tx: Tx,
  asked: {
    readonly kind: MovedKind;
    readonly scope: { readonly column: 'county' | 'prefecture' | 'province'; readonly code: string } | null;
    readonly institutionId: number | null;
    readonly from: string;
    readonly until: string;
    readonly schoolAgeBefore: string;
    readonly after: { readonly on: string; readonly id: number } | null;
    readonly limit: number;
  },
): Promise<MovedChildRow[]> => {
  const side = isCame(asked.kind) ? 'to' : 'from';
  const { scope } = asked;
  const place =
    scope === null ? 'm.province_code' : scope.column === 'province' ? 'm.province_code' : `m.${side}_${scope.column}`;
  return tx.rows<MovedChildRow>(
    `select m.id as "moveId", m.child_id as "childId", exists (select from children.children c where c.id = m.child_id) as "isSeen", m.child_name as name,
       m.child_sex as sex, m.child_birth_on as "birthOn", m.happened_on as "happenedOn", m.kind as "moveKind", m.way, m.after_leaving as "afterLeaving",
       m.from_institution_name as "fromName", m.to_institution_name as "toName", m.other_code as "otherCode", m.is_open as "isOpen"
     from flows.moves m
     where m.undone_at is null and m.${side}_institution_id is not null and ${movedSql[asked.kind]} and $6::date is not null
       and ($1::text is null or ${place} = $1) and ($2::bigint is null or m.${side}_institution_id = $2) and m.happened_on between $3 and $4
       and ($5::date is null or (m.happened_on, m.id) < ($5::date, $7::bigint))
     order by m.happened_on desc, m.id desc limit $8`,
    [
      ...[scope?.code ?? null, asked.institutionId, asked.from, asked.until],
      ...[asked.after?.on ?? null, asked.schoolAgeBefore, asked.after?.id ?? null, asked.limit],
    ],
  );
};
