import type { Tx } from '@xueqian/platform/database.ts';
import type { Arbiter, CaseDecision } from '../arbitration.ts';
import type { CaseKind } from '../case-compare.ts';
import type { LikenessReason } from '../likeness.ts';

export type CaseRow = {
  id: number;
  kind: CaseKind;
  reasons: LikenessReason[];
  state: 'open' | 'closed';
  outcome: string | null;
  openedAt: Date;
  closedAt: Date | null;
  laterCounty: string;
  earlierCounty: string;
  laterPrefecture: string;
  earlierPrefecture: string;
  decision: CaseDecision | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  letThroughReason: string | null;
  laterInstitutionId: number;
  earlierInstitutionId: number;
  /** Level of the office that decided it. */
  decidedLevel: Arbiter | null;
};

export type SideRow = {
  caseId: number;
  side: 'later' | 'earlier';
  childId: number;
  mine: boolean;
  name: string;
  sex: string;
  birthOn: string;
  identitySealed: Buffer | null;
  institutionName: string;
  countyName: string;
  className: string | null;
  state: string;
  enteredBy: string;
  enteredAt: Date;
};

const columns = `id, kind, reasons, state, outcome, opened_at as "openedAt", closed_at as "closedAt", later_county as "laterCounty",
  earlier_county as "earlierCounty", later_prefecture as "laterPrefecture", earlier_prefecture as "earlierPrefecture", decision, decided_at as "decidedAt",
  decision_reason as "decisionReason", let_through_reason as "letThroughReason",
  later_institution_id as "laterInstitutionId", earlier_institution_id as "earlierInstitutionId", decided_level as "decidedLevel"`;

/** Cases that name my office, the newest first. */
export const listPage = (tx: Tx, state: 'open' | 'closed', before: number | null, limit: number): Promise<CaseRow[]> =>
  tx.rows<CaseRow>(
    `select ${columns} from duplicates.cases where state = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [state, before, limit],
  );

export const findCase = (tx: Tx, id: number): Promise<CaseRow | null> =>
  tx.find<CaseRow>(`select ${columns} from duplicates.cases where id = $1`, [id]);

export const listSides = (tx: Tx, caseIds: readonly number[]): Promise<SideRow[]> =>
  tx.rows<SideRow>(
    `select case_id as "caseId", side, child_id as "childId", mine, name, sex, birth_on as "birthOn", identity_sealed as "identitySealed",
       institution_name as "institutionName", coalesce(county_name, '') as "countyName", class_name as "className", state,
       coalesce(entered_by, '') as "enteredBy", entered_at as "enteredAt"
     from duplicates.sides($1)`,
    [caseIds],
  );
