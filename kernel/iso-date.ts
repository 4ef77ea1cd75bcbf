/**
 * Calendar dates as ISO text `YYYY-MM-DD` of the proleptic Gregorian calendar, counted in whole days. No clock and no
 * time zone takes part, so a date means the same in the browser, on the server and in a test.
 */

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month; month 1–12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);

/** Whether year, month and day name a day that exists, in the years 1900 to 2199. */
export const isCalendarDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** `YYYY-MM-DD` of year, month and day; the caller has made sure that the day exists. */
export const isoDate = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;

/** Whether a text is `YYYY-MM-DD` and names a day that exists (1900–2199). */
export const isIsoDate = (text: string): boolean =>
  text.length === 10 &&
  text[4] === '-' &&
  text[7] === '-' &&
  isCalendarDay(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));

/** `YYYY-MM-DD` of the eight digits `YYYYMMDD` that begin at `from`; null when they are no day that exists. */
export const isoDateOfEight = (text: string, from = 0): string | null => {
  const [year, month, day] = [
    digits(text, from, from + 4),
    digits(text, from + 4, from + 6),
    digits(text, from + 6, from + 8),
  ];
  return isCalendarDay(year, month, day) ? isoDate(year, month, day) : null;
};

/** Number of the day, 1970-01-01 being 0. A text that is no date gives NaN. */
export const dayNumberOf = (on: string): number => {
  const month = digits(on, 5, 7);
  const year = digits(on, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(on, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The date of a day number (1970-01-01 is 0). */
export const isoDateOfDayNumber = (dayNumber: number): string => {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return isoDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
};

/** The date `days` calendar days later (earlier when negative). */
export const addCalendarDays = (on: string, days: number): string => isoDateOfDayNumber(dayNumberOf(on) + days);

/** Calendar days from one date to another; negative when `to` is the earlier one. */
export const calendarDaysBetween = (from: string, to: string): number => dayNumberOf(to) - dayNumberOf(from);

/**
 * The same day of the month `months` later (earlier when negative); the last day of that month where it has no such
 * day: a month from 31 January ends on 28 or 29 February.
 */
export const addMonths = (on: string, months: number): string => {
  const count = digits(on, 0, 4) * 12 + digits(on, 5, 7) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return isoDate(year, month, Math.min(digits(on, 8, 10), daysInMonth(year, month)));
};

/** Age in completed years on a day; negative before birth. Who is born on 29 February completes a year on 1 March. */
export const ageOn = (birthOn: string, on: string): number =>
  digits(on, 0, 4) - digits(birthOn, 0, 4) - (on.slice(5) < birthOn.slice(5) ? 1 : 0);
