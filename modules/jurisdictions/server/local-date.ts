const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in China of an instant, ISO. */
export const localDate = (at: Date): string => format.format(at);

/** The instant at which a calendar day in China ends: the first of the next (China keeps no summer time). */
export const endOfLocalDay = (on: string): Date => new Date(Date.parse(`${on}T00:00:00+08:00`) + 86_400_000);
