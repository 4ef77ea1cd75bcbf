import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tx } from '@xueqian/platform/database.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { type DivisionRegister, divisionRegister, longDivisionCode, parseDivisions } from '../divisions.ts';

let register: Promise<DivisionRegister> | null = null;

/** The register of divisions of the product's reference file, read once. */
export const readDivisionRegister = (): Promise<DivisionRegister> => {
  register ??= readFile(path.join(productRoot, 'modules/jurisdictions/reference/divisions.csv'), 'utf8').then((text) =>
    divisionRegister(parseDivisions(text)),
  );
  return register;
};

/** Brings the table of divisions to the state of the reference file; says how many rows are new. */
export const loadDivisions = async (tx: Tx): Promise<number> => {
  const { divisions, fullNameOf } = await readDivisionRegister();
  const rows = divisions.map((division) => ({
    ...division,
    fullName: fullNameOf(division.code, division.validFrom) ?? division.name,
  }));
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

let places: Promise<Places> | null = null;

/**
 * Codes of provinces, prefectures, counties and self-defined divisions, retired ones too (birth places use them), and
 * their names: the full name, and the county's own name with its prefecture's, where only one fits.
 */
export const readPlaces = (): Promise<Places> => {
  places ??= readDivisionRegister().then((known) => {
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
      const line = known.lineOf(division.code, division.validFrom);
      name(line.map((each) => each.name).join(''), code);
      if (line.length > 2)
        name(
          line
            .slice(1)
            .map((each) => each.name)
            .join(''),
          code,
        );
      if (line.length > 1) name(division.name, code);
    }
    return {
      known: codes,
      byName: new Map([...byName].filter((entry): entry is [string, string] => entry[1] !== null)),
    };
  });
  return places;
};
