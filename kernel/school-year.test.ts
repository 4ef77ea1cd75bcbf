import { expect, test } from 'vitest';
import { schoolYearFrom, schoolYearOf, termOf } from './school-year.ts';

test.each([
  ['2025-08-31', '2024-2025', 'spring'],
  ['2025-09-01', '2025-2026', 'autumn'],
  ['2026-01-31', '2025-2026', 'autumn'],
  ['2026-02-01', '2025-2026', 'spring'],
])('%s lies in %s, %s', (on, label, term) => {
  expect(schoolYearOf(on).label).toBe(label);
  expect(termOf(on)).toBe(term);
});

test('a school year runs from September to August', () => {
  expect(schoolYearFrom(2025)).toEqual({
    startYear: 2025,
    startsOn: '2025-09-01',
    endsOn: '2026-08-31',
    label: '2025-2026',
  });
});
