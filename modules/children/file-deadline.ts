import { nationalCalendar, type WorkingCalendar } from '@xueqian/kernel/working-calendar.ts';
import { deadlineFrom, type Period } from '../jurisdictions/policy-pack.ts';

/**
 * The last day for entering the file of a child admitted on a day, ISO dates; the period is the policy pack's
 * (`fileWithin`). Null where none is laid down, and where working days reach into a year whose holidays are not known.
 */
export const fileDueOn = (
  within: Pick<Period, 'value' | 'unit'>,
  admittedOn: string,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'> = nationalCalendar,
): string | null => {
  const due = deadlineFrom(within, admittedOn, calendar);
  return due?.ok === true ? due.value : null;
};
