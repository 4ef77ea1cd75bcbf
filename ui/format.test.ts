import { expect, test } from 'vitest';
import { daysUntil, formatDate, formatInstant, formatNumber } from './format.ts';

test('figures and times as the screens show them, in the time of China', () => {
  expect([formatNumber(1234567), formatNumber(0), formatNumber(null)]).toEqual(['1,234,567', '0', '—']);
  expect([formatDate('2026-09-01'), formatDate('2026-08-31T16:00:00Z'), formatDate(null)]).toEqual([
    '2026-09-01',
    '2026-09-01',
    '—',
  ]);
  expect(formatInstant('2026-08-31T16:05:00Z')).toBe('2026-09-01 00:05');
});

test.each([
  ['2026-09-03', 2],
  ['2026-09-01', 0],
  ['2026-08-30', -2],
])('days until %s', (date, days) => {
  expect(daysUntil(date, new Date('2026-08-31T16:05:00Z'))).toBe(days);
});
