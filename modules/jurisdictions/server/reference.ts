import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tx } from '@xueqian/platform/database.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { lastDayBefore } from '../division-change.ts';
import {
  type Division,
  type DivisionRegister,
  divisionRegister,
  longDivisionCode,
  parseDivisions,
} from '../divisions.ts';

let register: Promise<DivisionRegister> | null = null;

/** The register of divisions of the product's reference file, read once; without the changes made here. */
export const readDivisionRegister = (): Promise<DivisionRegister> => {
  register ??= readFile(path.join(productRoot, 'modules/jurisdictions/reference/divisions.csv'), 'utf8').then((text) =>
    divisionRegister(parseDivisions(text)),
  );
  return register;
};

/** Every period of the codes that were changed here; for them the database is the truth, not the reference file. */
export const listChangedDivisions = (tx: Tx): Promise<Division[]> =>
  tx.rows<Division>(
    `select code, name, level, kind, parent_code as "parentCode", valid_from as "validFrom", valid_to as "validTo"
     from jurisdictions.divisions where code in (select code from jurisdictions.divisions where begun_by is not null or ended_by is not null)
     order by code, valid_from`,
  );

/** The reference with the changes made here in its place. */
export const registerWith = async (changed: readonly Division[]): Promise<DivisionRegister> => {
  const reference = await readDivisionRegister();
  if (changed.length === 0) return reference;
  const codes = new Set(changed.map((division) => division.code));
  return divisionRegister([...reference.divisions.filter((division) => !codes.has(division.code)), ...changed]);
};

const remembered = new Map<string, DivisionRegister>();

/** The register as it stands, with every change carried out; read anew only when another change has been. */
export const currentRegister = async (tx: Tx): Promise<DivisionRegister> => {
  const stamp = await tx.prepared<{ stamp: string }>(
    'jurisdictions.register-stamp',
    `select current_database() || ' ' || count(*) || ' ' || coalesce(max(carried_out_at)::text, '') as stamp from jurisdictions.carried_out_changes`,
    [],
  );
  const key = stamp?.stamp ?? '';
  const known = remembered.get(key);
  if (known) return known;
  const current = await registerWith(await listChangedDivisions(tx));
  if (remembered.size > 8) remembered.clear();
  remembered.set(key, current);
  return current;
};

/** The name of a period with those above it: as they are called now, or were on its last day. */
export const fullNameOf = (known: DivisionRegister, division: Division): string =>
  known.fullNameOf(division.code, division.validTo === null ? undefined : lastDayBefore(division.validTo)) ??
  division.name;

/** Brings the table of divisions to the state of the reference file; codes that were changed here stay. Says how many rows are new. */
export const loadDivisions = async (tx: Tx): Promise<number> => {
  const changed = new Set((await listChangedDivisions(tx)).map((division) => division.code));
  const current = await currentRegister(tx);
  const rows = current.divisions
    .filter((division) => !changed.has(division.code))
    .map((division) => ({ ...division, fullName: fullNameOf(current, division) }));
  return tx.run(
    `insert into jurisdictions.divisions (code, name, full_name, level, kind, parent_code, valid_from, valid_to)
     select code, name, "fullName", level, kind, "parentCode", "validFrom", "validTo"
     from jsonb_to_recordset($1::jsonb) as x (code text, name text, "fullName" text, level text, kind text, "parentCode" text, "validFrom" date, "validTo" date)
     on conflict (code, valid_from) do update set name = excluded.name, full_name = excluded.full_name, valid_to = excluded.valid_to, parent_code = excluded.parent_code
     where (divisions.name, divisions.full_name, divisions.valid_to, divisions.parent_code) is distinct from (excluded.name, excluded.full_name, excluded.valid_to, excluded.parent_code)`,
    [JSON.stringify(rows)],
  );
};

/** What the checks of a child ask about places: twelve-character codes of all times, and unambiguous names. */
export type Places = {
  readonly known: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, string>;
};

const placesOf = (known: DivisionRegister): Places => {
  const codes = new Set<string>();
  const byName = new Map<string, string | null>();
  const name = (text: string, code: string): void => {
    const before = byName.get(text);
    byName.set(text, before === undefined || before === code ? code : null);
  };
  for (const division of known.divisions) {
    const code = longDivisionCode(division.code);
    codes.add(code);
    if (division.level === 'town') continue;
    const line = known.lineOf(division.code, division.validFrom).map((each) => each.name);
    name(line.join(''), code);
    if (line.length > 2) name(line.slice(1).join(''), code);
    if (line.length > 1) name(division.name, code);
  }
  return {
    known: codes,
    byName: new Map([...byName].filter((entry): entry is [string, string] => entry[1] !== null)),
  };
};

const places = new WeakMap<DivisionRegister, Places>();

/**
 * Codes of provinces, prefectures, counties and self-defined divisions, retired ones too (birth places use them), and
 * their names: the full name, and the county's own name with its prefecture's, where only one fits. Without a register
 * those of the reference file.
 */
export const readPlaces = async (known?: DivisionRegister): Promise<Places> => {
  const asked = known ?? (await readDivisionRegister());
  const found = places.get(asked) ?? placesOf(asked);
  places.set(asked, found);
  return found;
};
