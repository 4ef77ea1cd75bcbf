import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import { deadlineFrom, type PolicyValues } from '../jurisdictions/policy-pack.ts';
import type { RoundKind } from './round.ts';

/** When a round may be carried out, and taken back: from its first day to its last (ISO dates, both in it). */
export type RoundWindow = {
  readonly year: number;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly article: string;
};

const monthOf = { promotion: 'promotionMonth', graduation: 'graduationMonth', intake: 'admissionMonth' } as const;

type Rules = Pick<PolicyValues, (typeof monthOf)[RoundKind] | 'promotionWithin'>;

const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/**
 * The window of a year: the month that the rules name, and the time in which they let it be recorded (specification of
 * 2014, articles 13 and 27). Days off that are not published yet leave it at the month.
 */
export const windowOf = (kind: RoundKind, year: number, rules: Rules): RoundWindow => {
  const { value: month, article } = rules[monthOf[kind]];
  const last = lastDayOf(year, month);
  const due = deadlineFrom(rules.promotionWithin, last, nationalCalendar);
  return {
    year,
    opensOn: `${year}-${String(month).padStart(2, '0')}-01`,
    closesOn: due?.ok ? due.value : last,
    article,
  };
};

/** The window that is open on a day, else the next one. */
export const nextWindow = (kind: RoundKind, today: string, rules: Rules): RoundWindow => {
  const year = Number(today.slice(0, 4));
  const here = windowOf(kind, year - 1, rules);
  if (today <= here.closesOn) return here;
  const window = windowOf(kind, year, rules);
  return today <= window.closesOn ? window : windowOf(kind, year + 1, rules);
};

export const isOpen = ({ opensOn, closesOn }: Pick<RoundWindow, 'opensOn' | 'closesOn'>, today: string): boolean =>
  opensOn <= today && today <= closesOn;

/** May a round be carried out or taken back today? */
export const decideInWindow = (kind: RoundKind, window: RoundWindow, today: string): Decision<null> =>
  isOpen(window, today)
    ? accept(null)
    : refuse(`yearly-round.${kind}-not-open`, {
        today,
        opensOn: window.opensOn,
        closesOn: window.closesOn,
        article: window.article,
      });
