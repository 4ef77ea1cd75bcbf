const grouped = new Intl.NumberFormat('en-US');

/** 1234567 → 1,234,567; a dash for what is unknown. */
export const formatNumber = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : grouped.format(value);

const chinaParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Parts of an instant in China's time, as the screens show it wherever the browser stands. */
export const partsOf = (instant: string | Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> => {
  const found: Record<string, string> = {};
  for (const part of chinaParts.formatToParts(new Date(instant))) found[part.type] = part.value;
  return found as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;
};

/** 2026-09-01; takes an ISO date or an instant. */
export const formatDate = (value: string | null | undefined): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const { year, month, day } = partsOf(value);
  return `${year}-${month}-${day}`;
};

/** 2026-09-01 14:05 in China's time. */
export const formatInstant = (value: string | null | undefined): string => {
  if (value === null || value === undefined || value === '') return '—';
  const { year, month, day, hour, minute } = partsOf(value);
  return `${year}-${month}-${day} ${hour}:${minute}`;
};

/** Whole days from today (China's time) to an ISO date; negative when past. */
export const daysUntil = (date: string, now: Date = new Date()): number => {
  const { year, month, day } = partsOf(now);
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${year}-${month}-${day}T00:00:00Z`)) / 86_400_000);
};
