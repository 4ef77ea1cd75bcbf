const millisecondsPerDay = 86_400_000;
const iso: string[] = [];
const eight: string[] = [];
const firstDay = Date.UTC(1900, 0, 1) / millisecondsPerDay;

/** The number of a day since 1970-01-01. */
export const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / millisecondsPerDay;

export const dayOfIso = (date: string): number => Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;

/** 2013-05-06. Remembered, for millions of rows ask for the same few thousand days. */
export const isoOfDay = (day: number): string => {
  const at = day - firstDay;
  const known = iso[at];
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  iso[at] = text;
  return text;
};

/** 20130506. */
export const eightDigitsOfDay = (day: number): string => {
  const at = day - firstDay;
  const known = eight[at];
  if (known !== undefined) return known;
  const text = isoOfDay(day).replaceAll('-', '');
  eight[at] = text;
  return text;
};

/** The first year of the school year (1 September to 31 August) of a date. */
export const schoolYearOf = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5, 7) < '09' ? 1 : 0);
