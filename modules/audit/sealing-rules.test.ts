import { expect, it } from 'vitest';
import { isSealingLate } from './sealing-rules.ts';

const now = new Date('2026-11-22T01:10:00Z');
it.each([
  [null, false],
  ['2026-11-22T01:09:59Z', false],
  ['2026-11-22T01:00:00Z', false],
  ['2026-11-22T00:59:59Z', true],
  ['2025-01-01T00:00:00Z', true],
  // A clock of another machine that runs ahead.
  ['2026-11-22T02:00:00Z', false],
])('the oldest without a seal at %s: late %s', (oldest, late) => {
  expect(isSealingLate(oldest === null ? null : new Date(oldest), now)).toBe(late);
});
