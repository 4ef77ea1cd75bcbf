import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { admitInstitution } from '../../institutions/server/index.ts';
import { currentRegister, localDate } from '../../jurisdictions/server/index.ts';
import {
  checkInstitutionRow,
  decideFate,
  type Existing,
  type InstitutionCells,
  type InstitutionRow,
  type RosterPlace,
} from '../institution-row.ts';
import { plainText, type RosterProblem, type RosterResult } from '../roster.ts';
import { listCodesElsewhere, listKnown, refreshDraft } from './store.ts';

type Asking = Pick<Call, 'tx' | 'actor' | 'now'>;

/** What later modules do when the file of an institution changed. */
export type RosterMeans = {
  readonly fileChanged: (call: Asking, institutionId: number) => Promise<void>;
};

const placeOf = async ({ tx, actor, now }: Asking) => {
  const register = await currentRegister(tx);
  const today = localDate(now);
  const path = register.pathOf(actor.scope, today);
  if (!path) throw new Refused('rosters.not-found');
  const towns = new Map<string, string>();
  for (const town of register.childrenOf(actor.scope, today)) {
    for (const text of [town.name, town.code, town.code.slice(0, 9)]) towns.set(plainText(text), town.code);
  }
  const name = register.find(actor.scope, today)?.name ?? actor.scope;
  const county = new Set([
    name,
    actor.scope,
    actor.scope.padEnd(12, '0'),
    register.fullNameOf(actor.scope, today) ?? name,
  ]);
  const place: RosterPlace = { county, provinceCode: path.province, towns, today };
  // A county directly below its province is its own prefecture.
  return {
    place,
    path: { countyCode: actor.scope, prefectureCode: path.prefecture ?? actor.scope, provinceCode: path.province },
  };
};

export type CheckedInstitution = {
  readonly result: RosterResult;
  readonly row: InstitutionRow | null;
  readonly id: number | null;
};

/** Every row by itself, against the others of the file, and against what is there now. */
export const checkInstitutions = async (
  call: Asking,
  rows: readonly { readonly row: number; readonly cells: InstitutionCells }[],
): Promise<CheckedInstitution[]> => {
  const { place } = await placeOf(call);
  const read = rows.map(({ row, cells }) => ({ at: row, cells, ...checkInstitutionRow(cells, place) }));
  const known = await listKnown(call.tx);
  const codes = read.flatMap(({ row }) => (row ? [row.code] : []));
  const existing: Existing = {
    byCode: new Map(known.map((each) => [each.code, each])),
    byName: new Map(known.filter((each) => each.standing !== 'closed').map((each) => [each.name, each.code])),
    elsewhere: new Set(await listCodesElsewhere(call.tx, codes)),
  };
  const firstOf = { code: new Map<string, number>(), name: new Map<string, number>() };
  return read.map(({ at, cells, row, problems }) => {
    const name = row?.name ?? plainText(cells.name).slice(0, 60);
    if (!row) return { result: { row: at, outcome: 'rejected', name, problems }, row: null, id: null };
    const twice = (column: 'code' | 'name', severity: RosterProblem['severity']): RosterProblem[] => {
      const first = firstOf[column].get(row[column]);
      if (first === undefined) firstOf[column].set(row[column], at);
      return first === undefined
        ? []
        : [{ column, code: `${column}-twice`, severity, value: row[column], facts: { row: first } }];
    };
    const again = twice('code', 'error');
    if (again.length > 0) {
      return { result: { row: at, outcome: 'rejected', name, problems: [...problems, ...again] }, row: null, id: null };
    }
    const fate = decideFate(row, existing);
    const told = [...problems, ...twice('name', 'warning'), ...fate.problems];
    return {
      result: { row: at, outcome: fate.outcome, name, problems: told },
      row: fate.outcome === 'created' || fate.outcome === 'updated' ? row : null,
      id: existing.byCode.get(row.code)?.id ?? null,
    };
  });
};

/** Takes the sound rows in, in the caller's transaction; gives how many institutions came or changed. */
export const takeInstitutionsIn = async (
  call: Asking,
  means: RosterMeans,
  checked: readonly CheckedInstitution[],
): Promise<number> => {
  const { path } = await placeOf(call);
  let done = 0;
  for (const { row, id } of checked) {
    if (!row) continue;
    if (id === null)
      await means.fileChanged(call, await admitInstitution(call.tx, call.actor, { ...row, ...path }, call.now));
    // Reported between the check and now: the whole list is looked at again.
    else if (!(await refreshDraft(call.tx, id, row, call.actor.accountId, call.now)))
      throw new Refused('rosters.changed-meanwhile');
    done += 1;
  }
  return done;
};
