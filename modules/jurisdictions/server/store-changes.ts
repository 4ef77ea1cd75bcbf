import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { DivisionChange } from '../division-change.ts';
import type { DivisionPath } from '../divisions.ts';
import { type ChangeRow, changeColumns } from './store-carry-out.ts';

export type NewChange = {
  readonly change: DivisionChange;
  readonly on: string;
  readonly documentTitle: string;
  readonly documentNumber: string | null;
  readonly reason: string;
  readonly applied: boolean;
};

export const insertChange = async (
  tx: Tx,
  actor: Actor,
  path: DivisionPath | null,
  entry: NewChange,
  now: Date,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into jurisdictions.division_changes (kind, state, applied, change, in_force_on, document_title, document_number, reason, level,
         scope, office_name, county_code, prefecture_code, province_code, drafted_by, drafted_by_name, drafted_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id`,
      [
        entry.change.kind,
        entry.applied ? 'applied' : 'draft',
        entry.applied,
        JSON.stringify(entry.change),
        entry.on,
        entry.documentTitle,
        entry.documentNumber,
        entry.reason,
        actor.level,
        actor.scope,
        actor.officeName,
        actor.level === 'county' ? actor.scope : null,
        actor.level === 'ministry' || actor.level === 'province' ? null : (path?.prefecture ?? null),
        path?.province ?? null,
        actor.accountId,
        actor.personName,
        now,
      ],
    )
  ).id;

const openStates = ['draft', 'applied', 'planned', 'running'];

export const listChangesPage = (
  tx: Tx,
  open: boolean | null,
  before: number | null,
  limit: number,
): Promise<ChangeRow[]> =>
  tx.rows<ChangeRow>(
    `select ${changeColumns} from jurisdictions.division_changes c
     where ($1::bigint is null or c.id < $1) and ($2::boolean is null or (c.state = any ($3)) = $2) order by c.id desc limit $4`,
    [before, open, openStates, limit],
  );

export const lockChange = (tx: Tx, id: number): Promise<ChangeRow | null> =>
  tx.find<ChangeRow>(`select ${changeColumns} from jurisdictions.division_changes c where c.id = $1 for update`, [id]);

export const moveChange = (
  tx: Tx,
  id: number,
  state: ChangeRow['state'],
  decided: { readonly by: Actor; readonly at: Date; readonly reason: string | null; readonly change: DivisionChange },
): Promise<number> =>
  tx.run(
    `update jurisdictions.division_changes set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, decision_reason = $6, change = $7
     where id = $1`,
    [
      id,
      state,
      decided.by.accountId,
      decided.by.personName,
      decided.at,
      decided.reason,
      JSON.stringify(decided.change),
    ],
  );

export type FigureRow = {
  readonly id: number;
  readonly children: number;
  readonly classes: number;
  readonly accounts: number;
  readonly basicReviews: number;
  readonly childReviews: number;
  readonly openCases: number;
  readonly runningImports: number;
};

/** Figures of institutions in my scope, in the order of their ids. */
export const listFigures = (tx: Tx, ids: readonly number[]): Promise<FigureRow[]> =>
  tx.rows<FigureRow>(
    `select institution_id as id, children, classes, accounts, basic_reviews as "basicReviews", child_reviews as "childReviews",
       open_cases as "openCases", running_imports as "runningImports" from jurisdictions.figures_of($1) order by 1`,
    [ids],
  );

/** Open accounts of offices that have any. */
export const countOfficeAccounts = (tx: Tx, ids: readonly number[]): Promise<{ id: number; accounts: number }[]> =>
  tx.rows(
    'select office_id as id, count(*)::int as accounts from accounts.accounts where office_id = any ($1) and closed_at is null group by 1',
    [ids],
  );

export const listInstitutionNames = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; code: string; name: string }[]> =>
  tx.rows('select id, code, name from institutions.institutions where id = any ($1)', [ids]);

export type PeriodRow = {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly from: string;
  readonly to: string | null;
  readonly heirCode: string | null;
  readonly heirName: string | null;
  readonly begun: { kind: ChangeRow['kind']; title: string; number: string | null } | null;
  readonly ended: { kind: ChangeRow['kind']; title: string; number: string | null } | null;
};

const documentOf = (alias: string): string =>
  `case when ${alias}.id is not null then jsonb_build_object('kind', ${alias}.kind, 'title', ${alias}.document_title, 'number', ${alias}.document_number) end`;

/** Every period of a code, the newest first, with the documents behind it. */
export const listPeriods = (tx: Tx, code: string): Promise<PeriodRow[]> =>
  tx.rows<PeriodRow>(
    `select d.code, d.name, d.full_name as "fullName", d.valid_from as "from", d.valid_to as "to", d.heir_code as "heirCode",
       (select h.full_name from jurisdictions.divisions h where h.code = d.heir_code order by h.valid_from desc limit 1) as "heirName",
       ${documentOf('b')} as begun, ${documentOf('e')} as ended
     from jurisdictions.divisions d left join jurisdictions.carried_out_changes b on b.id = d.begun_by
     left join jurisdictions.carried_out_changes e on e.id = d.ended_by
     where d.code = $1 order by d.valid_from desc`,
    [code],
  );

export type PartRow = {
  readonly code: string;
  readonly name: string;
  readonly level: 'province' | 'prefecture' | 'county' | 'town';
  readonly kind: 'gb2260' | 'functional-area' | 'self-defined' | 'town';
  readonly since: string;
  readonly parts: number;
};

/** Divisions directly below one (provinces: null) on a date, and how many each has below it. */
export const listParts = (tx: Tx, parent: string | null, on: string): Promise<PartRow[]> =>
  tx.rows<PartRow>(
    `select d.code, d.name, d.level, d.kind, d.valid_from as since,
       (select count(*)::int from jurisdictions.divisions p where p.parent_code = d.code and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)) as parts
     from jurisdictions.divisions d
     where d.parent_code is not distinct from $1 and d.valid_from <= $2 and (d.valid_to is null or d.valid_to > $2) order by d.code`,
    [parent, on],
  );

export type PlaceRow = { readonly countyCode: string; readonly townCode: string | null };

/** Where an institution stands, and the moves it has made, the newest first; null outside my scope. */
export const findPlaces = async (
  tx: Tx,
  institutionId: number,
): Promise<{ now: PlaceRow; moves: (PlaceRow & { on: string })[] } | null> => {
  const now = await tx.find<PlaceRow>(
    `select county_code as "countyCode", town_code as "townCode" from institutions.institutions where id = $1`,
    [institutionId],
  );
  if (!now) return null;
  const moves = await tx.rows<PlaceRow & { on: string }>(
    `select moved_on as "on", from_county_code as "countyCode", from_town_code as "townCode" from jurisdictions.institution_moves
     where institution_id = $1 order by moved_on desc, id desc`,
    [institutionId],
  );
  return { now, moves };
};
