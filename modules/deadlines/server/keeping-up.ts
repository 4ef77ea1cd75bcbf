import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { daysOfPeriod, type NoticePeriod } from '../keeping-up.ts';
import { countKept } from './keeping-up-store.ts';
import { placeOf } from './place.ts';

type Asked = {
  readonly division?: string | undefined;
  readonly holder: 'county' | 'institution';
  readonly period: NoticePeriod;
};

/** What was due in a period in the division asked about, by part and kind. */
export const keptOf = async (tx: Tx, actor: Actor, on: string, { division, holder, period }: Asked) => {
  const place = await placeOf(tx, actor, division);
  const days = daysOfPeriod(period, on);
  return { place, ...days, rows: await countKept(tx, place, holder, days.fromOn, days.untilOn, on) };
};
