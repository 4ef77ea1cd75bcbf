import type { DueDate } from '@xueqian/kernel/due-date.ts';
import { nationalCalendar, uncoveredYear } from '@xueqian/kernel/working-calendar.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { deadlineFrom, type PackCode, type Period } from '../policy-pack.ts';
import { type ResolvedRules, resolveRules } from '../policy-resolution.ts';
import { readSources } from './store-policy.ts';

/** The rules in force at a division on a day: packs and own rules of its line, the general first. */
export const packOf = async (
  tx: Tx,
  divisionCode: string,
  on: string,
): Promise<ResolvedRules & { readonly numberWithoutIdentity: 'J' | 'L' }> => {
  const { line, assignments, settings } = await readSources(tx, divisionCode, on);
  const rules = resolveRules(
    line.map((division) => division.code),
    assignments,
    settings,
    on,
  );
  return { ...rules, numberWithoutIdentity: rules.values.numberWithoutIdentity.value };
};

/** Says which pack a division follows from a day on: the owner's word, at the first start. */
export const assignPack = (tx: Tx, divisionCode: string, pack: PackCode, from: string): Promise<number> =>
  tx.run(
    `insert into jurisdictions.pack_assignments (division_code, pack, valid_from) values ($1, $2, $3)
     on conflict (division_code, valid_from) do nothing`,
    [divisionCode, pack, from],
  );

/**
 * The day by which the county must have reviewed what was confirmed on a day (Henan letter, 3.2: two weeks); null where
 * no document states a period.
 */
export const reviewDueOn = (
  { values }: { readonly values: { readonly countyReviewWithin: Pick<Period, 'value' | 'unit'> } },
  confirmedOn: string,
): DueDate => {
  const due = deadlineFrom(values.countyReviewWithin, confirmedOn, nationalCalendar);
  if (due === null) return null;
  return due.ok ? due.value : 'not-known';
};

/** Days ahead for which the holidays should be known: working days of a month and a half, holidays among them. */
const lookAhead = 60;

/** The year whose holidays must be put into the calendar now; null while the next 60 days are covered. */
export const missingHolidays = (on: string): number | null => uncoveredYear(on, lookAhead);
