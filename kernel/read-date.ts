import { daysInMonth, isCalendarDay, isoDate, isoDateOfDayNumber } from './iso-date.ts';

/**
 * `form`: not recognised as a date, or the order of day and month or the century is open; `day-missing`: year and
 * month only; `impossible`: no such day.
 */
export type DateReading =
  | { readonly ok: true; readonly on: string }
  | { readonly ok: false; readonly code: 'form' | 'day-missing' | 'impossible' };

const wrong = (code: 'form' | 'day-missing' | 'impossible'): DateReading => ({ ok: false, code });

/** Days before 1970-01-01 of the serial day 0 of spreadsheets (the 1900 system; valid from March 1900 on). */
const serialEpoch = 25_569;
/** Serial days that are taken for dates: 1930-01-01 to 2119-12-31. */
const [firstSerial, lastSerial] = [10_959, 80_354];

const ofSerial = (serial: number): DateReading =>
  serial >= firstSerial && serial <= lastSerial
    ? { ok: true, on: isoDateOfDayNumber(Math.floor(serial) - serialEpoch) }
    : wrong('form');

const ofParts = (year: number, month: number, day: number): DateReading => {
  if (isCalendarDay(year, month, day)) return { ok: true, on: isoDate(year, month, day) };
  return year >= 1900 && year <= 2199 && (month > 12 || day > daysInMonth(year, month) || month < 1 || day < 1)
    ? wrong('impossible')
    : wrong('form');
};

const ofDigits = (digits: string): DateReading => {
  if (digits.length === 8)
    return ofParts(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
  if (digits.length === 5) return ofSerial(Number(digits));
  if (digits.length === 6 && isCalendarDay(Number(digits.slice(0, 4)), Number(digits.slice(4)), 1))
    return wrong('day-missing');
  return wrong('form');
};

/** Year, month and day divided by - / . _ or a space, or by the signs of year (U+5E74), month (6708), day (65E5, 53F7). */
const divided =
  /^([0-9]{4}) ?[-/._\u5e74 ] ?([0-9]{1,2})(?: ?[-/._\u6708 ] ?([0-9]{1,2}) ?[\u65e5\u53f7]?)?\u6708?(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?Z?)?$/;
const instant = /T(?!00:00)[0-9:.]+Z$/;

/**
 * Reads a date as people and spreadsheets write it: `2020-3-1`, `2020/03/01`, `2020.3.1`, `20200301`, with the signs
 * of year, month and day, an ISO date, one followed by a time, or a spreadsheet's serial day (43831, as number or
 * text). Full-width characters are read too. Two-digit years and day-month-year orders are not guessed at; nor is an
 * instant in UTC off midnight, whose local day is open.
 */
export const readDate = (written: string | number): DateReading => {
  if (typeof written === 'number') {
    return Number.isInteger(written) && written > 9_999_999 ? ofDigits(String(written)) : ofSerial(written);
  }
  const text = written.normalize('NFKC').trim();
  if (/^[0-9]+$/.test(text)) return ofDigits(text);
  if (/^[0-9]{5}\.[0-9]{1,12}$/.test(text)) return ofSerial(Number(text));
  if (instant.test(text)) return wrong('form');
  const parts = divided.exec(text);
  if (parts === null) return wrong('form');
  const [year, month] = [Number(parts[1]), Number(parts[2])];
  if (parts[3] === undefined) return isCalendarDay(year, month, 1) ? wrong('day-missing') : wrong('form');
  return ofParts(year, month, Number(parts[3]));
};
