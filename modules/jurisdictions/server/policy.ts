import type { DueDate } from '@xueqian/kernel/due-date.ts';
import { nationalCalendar, uncoveredYear } from '@xueqian/kernel/working-calendar.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { deadlineFrom, type PackCode, packCodes, policyKeys, type ResolvedPack, resolvePack } from '../policy-pack.ts';
import { readDivisionRegister } from './reference.ts';

const nation = '000000';

/** The pack in force at a division on a day: its own and those of the divisions above it, the general first. */
export const packOf = async (
  tx: Tx,
  divisionCode: string,
  on: string,
): Promise<ResolvedPack & { readonly numberWithoutIdentity: 'J' | 'L' }> => {
  const register = await readDivisionRegister();
  const line = [nation, ...register.lineOf(divisionCode, on).map((division) => division.code)];
  const assigned = await tx.rows<{ divisionCode: string; pack: string }>(
    `select distinct on (division_code) division_code as "divisionCode", pack from jurisdictions.pack_assignments
     where division_code = any ($1) and valid_from <= $2 order by division_code, valid_from desc`,
    [line, on],
  );
  const packs = new Map(assigned.map((row) => [row.divisionCode, row.pack]));
  const chain = line.flatMap((code) => packCodes.filter((pack) => pack === packs.get(code)));
  const resolved = resolvePack(chain);
  return { ...resolved, numberWithoutIdentity: resolved.values.numberWithoutIdentity.value };
};

/** Says which pack a division follows from a day on. */
export const assignPack = (tx: Tx, divisionCode: string, pack: PackCode, from: string): Promise<number> =>
  tx.run(
    `insert into jurisdictions.pack_assignments (division_code, pack, valid_from) values ($1, $2, $3)
     on conflict (division_code, valid_from) do update set pack = excluded.pack where pack_assignments.pack <> excluded.pack`,
    [divisionCode, pack, from],
  );

/**
 * The day by which the county must have reviewed what was confirmed on a day (Henan letter, 3.2: two weeks); null where
 * no document states a period.
 */
export const reviewDueOn = (pack: ResolvedPack, confirmedOn: string): DueDate => {
  const due = deadlineFrom(pack.values.countyReviewWithin, confirmedOn, nationalCalendar);
  if (due === null) return null;
  return due.ok ? due.value : 'not-known';
};

/** Days ahead for which the holidays should be known: working days of a month and a half, holidays among them. */
const lookAhead = 60;

/** The year whose holidays must be put into the calendar now; null while the next 60 days are covered. */
export const missingHolidays = (on: string): number | null => uncoveredYear(on, lookAhead);

/** The pack as the page shows it: each value with its unit and its article. */
export const packView = (pack: ResolvedPack, on: string) => ({
  pack: pack.pack,
  missingHolidays: missingHolidays(on),
  values: policyKeys.map((key) => {
    const { value, unit, article, from } = pack.values[key];
    return { key, value, unit, article, from };
  }),
});
