import { daysInMonth, isIsoDate, isoDate } from '@xueqian/kernel/iso-date.ts';
import { schoolYearFrom, schoolYearOf, termOf } from '@xueqian/kernel/school-year.ts';

/** A stretch of days, both ends in it, ISO dates. */
export type Period = { readonly from: string; readonly until: string };

/** How a page names its period: a school year, a term, a month, or two days of one's own. */
export type PeriodKind = 'year' | 'term' | 'month' | 'own';

/** `2026`, `2026-autumn`, `2027-spring`, `2026-11`, `2026-09-01_2026-10-15`. */
export const periodPattern =
  /^20\d{2}(?:-(?:autumn|spring|0[1-9]|1[0-2]|(?:0[1-9]|1[0-2])-\d{2}_20\d{2}-\d{2}-\d{2}))?$/;

export const periodKindOf = (key: string): PeriodKind =>
  key.includes('_') ? 'own' : /^\d{4}$/.test(key) ? 'year' : /^\d{4}-\d{2}$/.test(key) ? 'month' : 'term';

/** The days that a key names; null for what names none. Autumn is September to January, spring February to August. */
export const periodOf = (key: string): Period | null => {
  if (!periodPattern.test(key)) return null;
  const year = Number(key.slice(0, 4));
  const kind = periodKindOf(key);
  if (kind === 'own') {
    const [from = '', until = ''] = key.split('_');
    return isIsoDate(from) && isIsoDate(until) && from <= until ? { from, until } : null;
  }
  if (kind === 'year') {
    const { startsOn, endsOn } = schoolYearFrom(year);
    return { from: startsOn, until: endsOn };
  }
  if (kind === 'term')
    return key.endsWith('autumn')
      ? { from: `${year}-09-01`, until: `${year + 1}-01-31` }
      : { from: `${year}-02-01`, until: `${year}-08-31` };
  const month = Number(key.slice(5));
  return daysInMonth(year, month) === 0
    ? null
    : { from: isoDate(year, month, 1), until: isoDate(year, month, daysInMonth(year, month)) };
};

/** The key of the period of a kind in which a day lies. */
export const periodAround = (kind: Exclude<PeriodKind, 'own'>, on: string): string => {
  if (kind === 'year') return String(schoolYearOf(on).startYear);
  if (kind === 'month') return on.slice(0, 7);
  // January belongs to the autumn term that began in the year before.
  const term = termOf(on);
  const year = Number(on.slice(0, 4)) - (term === 'autumn' && on.slice(5, 7) < '09' ? 1 : 0);
  return `${year}-${term}`;
};

/** Keys of the period of a day and of those before it, the latest first. */
export const periodsUntil = (kind: Exclude<PeriodKind, 'own'>, on: string, most: number): string[] => {
  const keys: string[] = [];
  for (let day = on; keys.length < most; ) {
    const key = periodAround(kind, day);
    keys.push(key);
    const first = periodOf(key)?.from ?? day;
    const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
    day = month === 1 ? isoDate(year - 1, 12, 1) : isoDate(year, month - 1, 1);
  }
  return keys;
};

/**
 * The last birthday of those who are of school age in the school year of a day: six years on the eve of 1 September
 * (compulsory education law, article 11). Who was born later can still be in a kindergarten.
 */
export const schoolAgeBefore = (on: string): string => `${schoolYearOf(on).startYear - 6}-08-31`;
