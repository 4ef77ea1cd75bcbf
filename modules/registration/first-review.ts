import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import { nationalCalendar, type WorkingCalendar } from '@xueqian/kernel/working-calendar.ts';

/**
 * Working days that a town has for its first review. No document lays down a period (the Henan letter, 3.1, asks for the
 * look alone), so none stands in a policy pack; a sleeping town must not block a county for ever.
 */
export const firstReviewDays = 5;

/**
 * The last day of the town's first review of what was confirmed on a day, ISO dates. Where the holidays of the year are
 * not known yet, twice as many calendar days are given.
 */
export const firstReviewEnd = (
  confirmedOn: string,
  workingDays = firstReviewDays,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'> = nationalCalendar,
): string => {
  const end = calendar.addWorkingDays(confirmedOn, workingDays);
  return end.ok ? end.value : addCalendarDays(confirmedOn, workingDays * 2);
};
