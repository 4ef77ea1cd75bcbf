import { expect, it } from 'vitest';
import { decideTermCheck, termBeginsOn } from './term-check.ts';

it('a term begins on the first of September or of March', () => {
  expect(termBeginsOn('2026-autumn')).toBe('2026-09-01');
  expect(termBeginsOn('2027-spring')).toBe('2027-03-01');
});

const calm = { underWay: 0, touched: 0 };
it.each([
  ['nothing changed', true, false, '2026-09-01', calm, null],
  ['nothing changed, said in winter', true, false, '2027-01-20', calm, null],
  ['changed and mended', false, false, '2026-09-03', { underWay: 0, touched: 2 }, null],
  ['changed and on its way', false, false, '2026-09-03', { underWay: 1, touched: 1 }, null],
  [
    'nothing changed while something is',
    true,
    false,
    '2026-09-03',
    { underWay: 1, touched: 1 },
    'term-changes-under-way',
  ],
  ['changed, and nobody touched it', false, false, '2026-09-03', calm, 'term-nothing-touched'],
  ['twice', true, true, '2026-09-03', calm, 'term-checked-already'],
  ['before the term', true, false, '2026-08-31', calm, 'term-not-begun'],
] as const)('%s', (_what, unchanged, isDone, on, since, code) => {
  const decision = decideTermCheck(unchanged, isDone, on, '2026-autumn', since);
  expect(decision.accepted ? null : decision.refusal.code).toBe(code === null ? null : `supervision.${code}`);
});
