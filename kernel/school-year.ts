/** A school year: 1 September to 31 August (education statistics: state at 1 September). Dates are ISO dates. */
export type SchoolYear = {
  /** The calendar year in which it begins; also its key. */
  readonly startYear: number;
  readonly startsOn: string;
  readonly endsOn: string;
  /** `2025-2026`. */
  readonly label: string;
};

/** The school year that begins in September of a year. */
export const schoolYearFrom = (startYear: number): SchoolYear => ({
  startYear,
  startsOn: `${startYear}-09-01`,
  endsOn: `${startYear + 1}-08-31`,
  label: `${startYear}-${startYear + 1}`,
});

/** The school year that a date lies in. */
export const schoolYearOf = (on: string): SchoolYear =>
  schoolYearFrom(Number(on.slice(0, 4)) - (on.slice(5, 7) < '09' ? 1 : 0));

/** The term a date lies in: autumn from 1 September to the end of January, spring from February to August. */
export const termOf = (on: string): 'autumn' | 'spring' => {
  const month = on.slice(5, 7);
  return month >= '09' || month < '02' ? 'autumn' : 'spring';
};
