import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import { nationalCalendar, type WorkingCalendar } from '@xueqian/kernel/working-calendar.ts';
import { deadlineFrom, type PolicyValues } from '../jurisdictions/policy-pack.ts';

/**
 * The last day of the town's first review of what was confirmed on a day, ISO dates; the period is the policy pack's
 * (`firstReviewWithin`). Where the holidays of the year are not known yet, twice as many calendar days are given.
 */
export const firstReviewEnd = (
  confirmedOn: string,
  within: Pick<PolicyValues['firstReviewWithin'], 'value' | 'unit'>,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'> = nationalCalendar,
): string => {
  const end = deadlineFrom(within, confirmedOn, calendar);
  return end?.ok ? end.value : addCalendarDays(confirmedOn, within.value * 2);
};
