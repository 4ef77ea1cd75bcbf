import type { Tx } from '@xueqian/platform/database.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import type { RoundKind } from '../round.ts';
import { nextWindow, type RoundWindow, windowOf } from '../window.ts';

/** The window of a round by the rules in force in a county today; of a year, or the one that is open or comes next. */
export const readWindow = async (
  tx: Tx,
  countyCode: string,
  kind: RoundKind,
  now: Date,
  year: number | null = null,
): Promise<{ readonly window: RoundWindow; readonly today: string }> => {
  const today = localDate(now);
  const { values } = await packOf(tx, countyCode, today);
  return { window: year === null ? nextWindow(kind, today, values) : windowOf(kind, year, values), today };
};
